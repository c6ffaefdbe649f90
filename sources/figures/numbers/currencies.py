"""Currencies: ISO 4217 codes, what texts call them, and where and since when they are in use.

The table is ``currencies.csv``. Its ``areas`` are the economies whose own money it is, the first
one that by whose exchange rate sums are converted; one that took it up later than the others has
the year behind it ("HRV@2023"). ``since`` is the first whole year of the present unit: what a text
prints of earlier years may be of a former one, a thousand or a million times smaller.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType


@dataclass(frozen=True)
class Currency:
    """A currency.

    Attributes:
        code: ISO 4217.
        name: As after a number: "Singapore dollars".
        areas: Codes of the economies that have it; the first is that of its exchange rate.
        since: The first whole year of its present unit; 0 where that is no matter.
        joined: The year in which an area of several took it up, where that is known.
        signs: What stands before a number, in small letters where it is a word.
        names: What stands behind one, in small letters.
    """

    code: str
    name: str
    areas: tuple[str, ...]
    since: int
    joined: Mapping[str, int]
    signs: tuple[str, ...]
    names: tuple[str, ...]

    def begins_in(self, area: str) -> int:
        """The first year in which an area's sums are in the present unit."""
        return max(self.since, self.joined.get(area, 0))


def _split(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split(";") if part)


def _name(names: tuple[str, ...]) -> str:
    """The most telling of its names: the first that says whose it is, else the first."""
    chosen = next((one for one in names if " " in one and not one.startswith("yuan")), names[0])
    *proper, last = chosen.split()
    if proper == ["pounds"]:
        return chosen
    said = [word.upper() if word in _CAPITALS else word.title() for word in proper]
    return " ".join([*said, last]).replace(" And ", " and ")


_CAPITALS = frozenset({"us", "uae", "cfa"})


def _read() -> dict[str, Currency]:
    found: dict[str, Currency] = {}
    with Path(__file__).with_name("currencies.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            areas = [part.partition("@") for part in _split(row["areas"])]
            names = _split(row["names"])
            found[row["code"]] = Currency(
                code=row["code"],
                name=_name(names),
                areas=tuple(area for area, _, _ in areas),
                since=int(row["since"] or 0),
                joined={area: int(year) for area, _, year in areas if year},
                signs=_split(row["signs"]),
                names=names,
            )
    return found


CURRENCIES: Mapping[str, Currency] = MappingProxyType(_read())
"""All currencies by code."""

_SHARED: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (re.compile(r"(?<![A-Za-z])¥"), ("CNY", "JPY")),
    (re.compile(r"(?<!\w)Rs\b|₨"), ("INR", "PKR", "LKR", "NPR", "MUR")),
    (re.compile(r"(?<![a-z] )\brupees\b"), ("INR", "PKR", "LKR", "NPR", "MUR")),
    (re.compile(r"(?<![a-z] )\bpounds\b(?! sterling)"), ("GBP", "EGP", "SDG")),
    (re.compile(r"(?<![a-z] )\b(?:rubles|roubles)\b"), ("RUB", "BYN")),
    (re.compile(r"(?<![a-z] )\bkwacha\b"), ("ZMW", "MWK")),
    (re.compile(r"(?<![A-Za-z])\$|(?<![a-z] )\bdollars\b"), (
        "USD", "AUD", "CAD", "SGD", "HKD", "NZD", "TWD", "BND", "NAD", "FJD", "JMD", "TTD", "BBD",
        "XCD", "MXN", "ARS", "CLP", "COP", "UYU",
    )),
    (re.compile(r"(?i)\bcfa\b"), ("XOF", "XAF")),
)  # fmt: skip
_SCALES = re.compile(
    r"(?i)\b(?:hundred|thousand|million|billion|trillion|bn|mn|tn|m|b|crore|lakh)\b"
)


def shared_by(text: str) -> tuple[str, ...]:
    """The currencies that what a figure prints may be of: of "Rs 5" five; none where it is plain.

    Args:
        text: The figure as printed, with what stands beside it.
    """
    plain = _SCALES.sub("#", text)
    return next((codes for pattern, codes in _SHARED if pattern.search(plain)), ())


def own_currency(area: str) -> Currency | None:
    """The currency of an economy; None where none is known."""
    return _OWN.get(area)


_OWN: Mapping[str, Currency] = MappingProxyType(
    {area: one for one in CURRENCIES.values() for area in one.areas}
)
