"""What makers of odd documents share: prose with figures, damage to bytes, bait."""

from __future__ import annotations

import random
from dataclasses import dataclass

Drawn = tuple[str, bytes]
"""The ending of a name, and the bytes of a file."""

PROSE = (
    "In 2015, the population of Kenya was about 47 million.",
    "GDP per capita of Viet Nam grew from $390 in 2000 to $2,085 in 2015.",
    "Life expectancy in the world increased from 67 years in 2000 to 72 years in 2015.",
    "Of the people of India, 33% lived in towns in 2015.",
    "By 2050, the population of Nigeria will reach 400 million.",
)


@dataclass(frozen=True)
class Bait:
    """What a document must reach neither from: a server, and a file of this machine.

    Attributes:
        url: An address on the loopback, without a path.
        file: A file's ``file://`` address.
        secret: The words in it.
    """

    url: str
    file: str
    secret: str


def damage(data: bytes, chance: random.Random) -> bytes:
    """A file with bytes changed, cut out, doubled, or its end missing."""
    damaged = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        place = chance.randrange(len(damaged))
        match chance.randrange(5):
            case 0:
                damaged[place] = chance.randrange(256)
            case 1:
                del damaged[place : place + chance.randint(1, 60)]
            case 2:
                damaged[place:place] = damaged[place : place + chance.randint(1, 60)]
            case 3:
                damaged[place : place + 4] = chance.randbytes(4)
            case _:
                number = str(chance.choice((-1, 0, 65536, 2**31, 2**63, 10**30))).encode()
                damaged[place : place + len(number)] = number
        if not damaged:
            break
    return bytes(damaged[: chance.randint(1, len(damaged))] if chance.random() < 0.2 else damaged)
