"""Numbers in words: cardinals below a thousand, scale words, fractions."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from sources.figures.numbers.tokens import (
    FRACTIONS,
    FigureToken,
    Tokens,
    after_hyphen,
    next_key,
    phrases,
    plain,
    words,
)

SCALES: Mapping[str, Decimal] = MappingProxyType(
    {
        "dozen": Decimal(12),
        "hundred": Decimal(10**2),
        "thousand": Decimal(10**3),
        "lakh": Decimal(10**5),
        "lac": Decimal(10**5),
        "million": Decimal(10**6),
        "crore": Decimal(10**7),
        "billion": Decimal(10**9),
        "milliard": Decimal(10**9),
        "trillion": Decimal(10**12),
        "quadrillion": Decimal(10**15),
        "quintillion": Decimal(10**18),
        "sextillion": Decimal(10**21),
    }
)
PART_NAMES = ("half", "third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
"""The names of 1/2, 1/3 and so on."""

_SMALL = phrases(
    "zero,one,two,three,four,five,six,seven,eight,nine,ten,eleven,twelve,thirteen,fourteen,"
    "fifteen,sixteen,seventeen,eighteen,nineteen"
)
_TENS = phrases("twenty,thirty,forty,fifty,sixty,seventy,eighty,ninety")
CARDINALS: Mapping[str, int] = {
    **{word: number for number, (word,) in enumerate(_SMALL)},
    **{word: 10 * number for number, (word,) in enumerate(_TENS, 2)},
}
_ORDINALS = words("first second third fourth fifth sixth seventh eighth ninth")
_PARTS: Mapping[str, int] = {
    **{name: below for below, name in enumerate(PART_NAMES, 2)},
    **{f"{name}s": below for below, name in enumerate(PART_NAMES, 2)},
    "fourth": 4,
    "fourths": 4,
    **{
        f"{name}{ending}": below
        for name, below in (
            *zip(
                ("eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth"),
                range(11, 17),
                strict=True,
            ),
            ("twentieth", 20),
            ("fiftieth", 50),
            ("hundredth", 100),
            ("thousandth", 1000),
        )
        for ending in ("", "s")
    },
}
_SMALL_PARTS: Mapping[str, int] = {
    **{"seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "thirtieth": 30, "fortieth": 40},
    **{"sixtieth": 60, "seventieth": 70, "eightieth": 80, "ninetieth": 90},
}
"""Parts that only "of" tells from an anniversary or a century ("a fortieth of")."""
_SIGNS = {
    sign: (int(top), int(below))
    for sign, top, below in zip(FRACTIONS, "112131234151357", "233445555668888", strict=True)
}
ORDINAL_WORDS = _ORDINALS | words(
    "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth "
    "nineteenth twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth "
    "hundredth thousandth millionth"
)
SCALE_WORDS = frozenset(SCALES) | {f"{word}s" for word in SCALES} | {"tens"}
PART_WORDS = frozenset(
    {*PART_NAMES, *(f"{name}s" for name in PART_NAMES), "fourth", "fourths", "halves"}
) | {name for name in _PARTS if name.endswith("s")}
_MOST_DECIMALS = 6
_ARTICLES = frozenset({"a", "an"})
_VAGUE = words("several few many some couple various countless multi of per by every")
_MOST_BELOW = 100
_NO_FRACTIONS = frozenset({"9/11", "7/11", "24/7", "16/9", "4/20", "50/50"})


def read_cardinal(tokens: Tokens, at: int) -> tuple[int, int]:
    """A number below a thousand ("two hundred and sixty-five"), and where it stops."""
    is_hundred = tokens[at].key in _ARTICLES and next_key(tokens, at + 1) == "hundred"
    value, stop = (1, at + 1) if is_hundred else _read_tens(tokens, at)
    hundred = after_hyphen(tokens, stop)
    is_bare = _is_bare_hundred(tokens, at)
    if is_bare:
        value, hundred = 1, at
    if is_bare or (0 < value < 100 and next_key(tokens, hundred) == "hundred"):
        rest = hundred + 1 + (next_key(tokens, hundred + 1) == "and")
        tens, tens_stop = _read_tens(tokens, rest) if tokens[rest].is_near else (0, rest)
        value = 100 * value + tens
        stop = tens_stop if tens else hundred + 1
    is_ordinal = stop != after_hyphen(tokens, stop) and tokens[stop + 1].key in _ORDINALS
    return (0, at) if is_ordinal else (value, stop)


def _is_bare_hundred(tokens: Tokens, at: int) -> bool:
    """Whether "hundred" begins a number ("hundred and twenty million"); "many hundred" does not."""
    if tokens[at].key != "hundred" or (at > 0 and tokens[at].is_near and _is_vague(tokens[at - 1])):
        return False
    after = next_key(tokens, at + 1)
    return after in SCALES or (after == "and" and next_key(tokens, at + 2) in CARDINALS)


def _is_vague(token: FigureToken) -> bool:
    return token.key in _VAGUE or token.kind == "number"


def read_decimals(tokens: Tokens, at: int) -> tuple[str, int]:
    """The decimals of a number in words ("point nine five"), as digits, and where they stop."""
    digits, stop = "", at + 1
    if next_key(tokens, at) != "point":
        return "", at
    while len(digits) < _MOST_DECIMALS and 0 <= CARDINALS.get(next_key(tokens, stop), -1) < 10:
        digits += str(CARDINALS[tokens[stop].key])
        stop += 1
    return (digits, stop) if digits else ("", at)


def _read_tens(tokens: Tokens, at: int) -> tuple[int, int]:
    value = CARDINALS.get(tokens[at].key)
    if value is None:
        return 0, at
    unit = after_hyphen(tokens, at + 1)
    units = CARDINALS.get(next_key(tokens, unit), 0)
    if value >= 20 and 0 < units < 10:
        return value + units, unit + 1
    return value, at + 1


def read_fraction(tokens: Tokens, at: int) -> tuple[int, int, int]:
    """Top and bottom of a fraction ("two-thirds", "½", "2/3"), and where it stops.

    It stops where it begins when there is none.
    """
    token = tokens[at]
    if token.kind == "fraction":
        return *_SIGNS[token.text], at + 1
    if token.kind == "number":
        return _read_slashed(tokens, at)
    if token.key == "half":
        return 1, 2, at + 1
    top = 1 if token.key in _ARTICLES else CARDINALS.get(token.key, 0)
    part = after_hyphen(tokens, at + 1)
    name = next_key(tokens, part)
    if token.key == "another" and _is_another_part(tokens, at, part):
        top = 1
    below = _PARTS.get(name, 0)
    if not below or (CARDINALS.get(name, 0) >= 20 and top == 1):
        return _read_small_part(tokens, at, top, part)
    # "two quarters" are six months; "two third" is a slip where "of" comes after it.
    is_written = name.endswith("s") == (top > 1) or next_key(tokens, part + 1) == "of"
    if not 0 < top < below or not is_written or (top, below) == (2, 4):
        return 0, 1, at
    return top, below, part + 1


def _is_another_part(tokens: Tokens, at: int, part: int) -> bool:
    """Whether "another quarter" is a part of something, and no three months more."""
    before = tokens[at - 1].key if at and tokens[at].is_near else ""
    after = tokens[part + 1]
    return before not in {"for", "in", "after"} and (after.kind != "word" or after.key == "of")


def _read_small_part(tokens: Tokens, at: int, top: int, part: int) -> tuple[int, int, int]:
    """A part such as "one-fortieth of" or "a thirty-fifth of"."""
    name = next_key(tokens, part)
    below, stop = _SMALL_PARTS.get(name, 0), part + 1
    if (tens := CARDINALS.get(name, 0)) >= 20 and after_hyphen(tokens, stop) != stop:
        stop = after_hyphen(tokens, stop)
        units = _PARTS.get(next_key(tokens, stop), 0)
        below, stop = (tens + units, stop + 1) if 2 < units < 10 else (0, stop)
    if top != 1 or not below or next_key(tokens, stop) != "of":
        return 0, 1, at
    return 1, below, stop


def _read_slashed(tokens: Tokens, at: int) -> tuple[int, int, int]:
    slash, below, after = tokens[at + 1], tokens[at + 2], tokens[at + 3]
    is_joined = slash.key in {"/", "⁄"} and slash.is_glued and below.is_glued
    if not is_joined or not _is_short(tokens[at]) or not _is_short(below):
        return 0, 1, at
    top, parts = int(tokens[at].text), int(below.text)
    is_date = after.key in {"/", "-"} and after.is_glued
    is_small = top < 10 and (parts in range(2, 11) and parts != 7)
    if not 0 < top < parts <= _MOST_BELOW or is_date or f"{top}/{parts}" in _NO_FRACTIONS:
        return 0, 1, at
    # "1/12" may be a day: it is a share where "of" follows it or nothing else is there.
    is_alone = after.kind == "end" and (at == 0 or tokens[at - 1].kind != "word")
    is_share = is_small or next_key(tokens, at + 3) == "of" or is_alone
    return (top, parts, at + 3) if is_share else (0, 1, at)


def _is_short(token: FigureToken) -> bool:
    return token.kind == "number" and token.text.isdecimal() and len(token.text) <= 3


def fraction(top: int, below: int) -> tuple[Decimal, Decimal]:
    """The value and the quantum (a quarter of the part) of a fraction, cut at six places."""
    places = Decimal("0.000001")
    return (
        plain((Decimal(top) / Decimal(below)).quantize(places)),
        plain((Decimal(1) / Decimal(4 * below)).quantize(places)),
    )
