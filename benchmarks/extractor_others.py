"""Run by `benchmarks/extractor.py` in an environment that has the other tools, and nothing of ours.

Reads sentences as JSON from standard input and prints, for each, the numbers that a tool finds in
it as [value, unit]. Mapped in the tool's favour:

- quantulum3 gives a range as a middle and an uncertainty: both ends are taken. It has no notion of
  a date, so plain numbers that look like years are dropped, and "2 percentage" before "points" is
  taken for percentage points.
- recognizers-text finds numbers, per cents, money, ages, dimensions and dates one by one: a number
  inside one of the others has its unit, one inside a date or an hour is dropped, one inside a
  duration of years is in years. A currency without an ISO code is taken by its name.
- A fraction in words or with a slash ("a third", "3/4") is taken for a share in per cent, and
  "one" by itself for no number, as the labels have it.
- Money other than US dollars is its ISO 4217 code; every unit that the labels do not have
  (kilometres, tonnes) is ``number``. Neither tool reads hedges: the Python version of
  recognizers-text has no number ranges.
"""

from __future__ import annotations

import argparse
import importlib
import json
import re
import sys
import warnings
from collections.abc import Callable, Iterator
from typing import Any

MONEY = {
    "dollar": "usd",
    "united states dollar": "usd",
    "us dollar": "usd",
    "euro": "EUR",
    "pound": "GBP",
    "pound sterling": "GBP",
    "british pound": "GBP",
    "yuan": "CNY",
    "chinese yuan": "CNY",
    "renminbi": "CNY",
    "japanese yen": "JPY",
    "yen": "JPY",
    "indian rupee": "INR",
    "rupee": "INR",
    "russian ruble": "RUB",
    "ruble": "RUB",
    "swiss franc": "CHF",
    "hong kong dollar": "HKD",
    "australian dollar": "AUD",
    "canadian dollar": "CAD",
    "south korean won": "KRW",
    "korean won": "KRW",
    "won": "KRW",
    "brazilian real": "BRL",
    "zloty": "PLN",
    "polish zloty": "PLN",
    "polish złoty": "PLN",
}
_YEAR = re.compile(r"(?:1[789]|20)\d\d")
Found = Iterator[tuple[str, str]]


def main() -> None:
    """Answer for the sentences on standard input."""
    warnings.simplefilter("ignore")
    # No module of ours is at hand where this runs.
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.extractor_others",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    readers = {"quantulum3": quantulum, "recognizers-text": recognizers}
    parser.add_argument("reader", choices=[*readers], help="which tool reads them")
    find = readers[parser.parse_args().reader]()
    print(json.dumps([list(find(text)) for text in json.load(sys.stdin)]))


def quantulum() -> Callable[[str], Found]:
    """The reader of quantulum3."""
    parser = importlib.import_module("quantulum3.parser")

    def find(text: str) -> Found:
        for one in parser.parse(text):
            unit, printed = _quantulum_unit(one, text), one.surface.strip()
            if unit == "number" and not one.uncertainty and _YEAR.fullmatch(printed):
                continue
            for off in (-one.uncertainty, one.uncertainty) if one.uncertainty else (0.0,):
                yield from _as_labelled(float(one.value + off), unit, printed)

    return find


def _as_labelled(value: float, unit: str, printed: str) -> Found:
    """A number as the labels have it: a share in per cent, "one" as none."""
    is_share = unit == "number" and 0 < value < 1 and "." not in printed and "," not in printed
    if unit == "number" and printed.lower() in {"one", "a", "an"}:
        return
    yield repr(100 * value if is_share else value), "percent" if is_share else unit


def _quantulum_unit(one: Any, text: str) -> str:
    name = str(one.unit.name)
    if name in {"percentage", "per cent", "percent"}:
        is_points = re.match(r"\W*points?\b", text[one.span[1] :])
        return "percentage_points" if is_points else "percent"
    if name.startswith("percentage point"):
        return "percentage_points"
    if name == "year":
        return "years"
    return MONEY.get(name.lower(), "number")


def recognizers() -> Callable[[str], Found]:
    """The reader of recognizers-text."""
    suite = importlib.import_module("recognizers_suite")
    english = suite.Culture.English

    def united(text: str) -> list[Any]:
        """Numbers with a unit, none overlapping another; money before a length ("£2m")."""
        found: list[Any] = []
        for kind in ("percentage", "currency", "age", "dimension"):
            for one in getattr(suite, f"recognize_{kind}")(text, english):
                is_new = not any(one.start <= two.end and two.start <= one.end for two in found)
                if one.resolution.get("value") and is_new:
                    found.append(one)
        return found

    def find(text: str) -> Found:
        times = suite.recognize_datetime(text, english)
        measured = united(text)
        for one in measured:
            yield str(one.resolution["value"]).rstrip("%"), _recognizers_unit(one, text)
        for one in suite.recognize_number(text, english):
            if any(two.start <= one.end and one.start <= two.end for two in measured):
                continue
            around = [two for two in times if two.start <= one.start and one.end <= two.end]
            if any(not two.type_name.endswith("duration") for two in around):
                continue
            is_years = any("year" in two.text for two in around)
            value = float(one.resolution["value"])
            yield from _as_labelled(value, "years" if is_years else "number", one.text)

    return find


def _recognizers_unit(one: Any, text: str) -> str:
    if one.type_name == "percentage":
        is_points = re.match(r"\W*points?\b", text[one.end + 1 :])
        return "percentage_points" if is_points else "percent"
    if one.type_name == "currency":
        code = str(one.resolution.get("isoCurrency") or "")
        name = MONEY.get(str(one.resolution["unit"]).lower(), "number")
        return "usd" if code == "USD" else code or name
    return "years" if one.resolution.get("unit") == "Year" else "number"


if __name__ == "__main__":
    main()
