"""One field of a table of observations: what may stand in it, and the mend where it may not.

Used by each reader of tables that a person supplies, so that all refuse the same things in the same
words. What may surprise: numbers are read as people write them in data files (``1``, ``-2.5``,
``1e9``) and as nothing else: Python's own reading would also take ``1_000``, ``nan`` and Arabic
digits.
"""

from __future__ import annotations

import difflib
import math
import re

from sources.areas import AREAS

FIRST_YEAR, LAST_YEAR = 1800, 2100

_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)
_LONGEST = 60


class Fault(Exception):
    """What is wrong with a field, before it is known where it stands."""

    def __init__(self, what: str, mend: str) -> None:
        self.what = what
        self.mend = mend
        super().__init__(what)


def read_area(code: str) -> str:
    """The code of an area; Fault where there is none or it is not known."""
    if not code.strip():
        raise Fault(
            "no area code", "Fill in iso3, or leave such rows out on purpose with --drop-uncoded"
        )
    if code in AREAS:
        return code
    raise Fault(f"unknown area code {shown(code)}", f"{_suggestion(code)}{_OWN_CODE}")


_OWN_CODE = (
    "Use the ISO 3166-1 alpha-3 code or the World Bank's code of an aggregate; a code of your own "
    "counts once sources/areas.csv has a row for it that says what it is"
)


def _suggestion(code: str) -> str:
    wanted = code.strip()
    if wanted == "NA":
        return "Namibia is NAM; a missing value is a missing line. "
    names = {area.name.casefold(): key for key, area in AREAS.items()}
    if wanted.upper() in AREAS:
        return f"Did you mean {wanted.upper()}? "
    near = difflib.get_close_matches(wanted[:_LONGEST].casefold(), names, n=1, cutoff=0.8)
    return f"Did you mean {names[near[0]]} ({AREAS[names[near[0]]].name})? " if near else ""


def read_indicator(code: str) -> str:
    """The code of an indicator; Fault where it is empty or does not show as it is."""
    if not code.strip():
        raise Fault("no indicator", "Fill in the source's own code of the indicator")
    if code != code.strip() or not code.isprintable():
        raise Fault(
            f"the indicator {shown(code)} has blanks around it or characters that do not show",
            "Write the code alone",
        )
    return code


def read_year(text: str) -> int:
    """A year; Fault where it is none."""
    if _YEAR.fullmatch(text) and FIRST_YEAR <= int(text) <= LAST_YEAR:
        return int(text)
    raise Fault(f"{shown(text)} is no year", f"Write a whole year, {FIRST_YEAR} to {LAST_YEAR}")


def read_value(text: str) -> float:
    """A finite number; Fault where it is none."""
    if not text.strip():
        raise Fault("no value", "Leave out the line of an observation that does not exist")
    if not _NUMBER.fullmatch(text):
        raise Fault(
            f"{shown(text)} is not a number",
            "Write digits with a point for decimals and nothing else; leave out missing values",
        )
    value = float(text)
    if not math.isfinite(value):
        raise Fault(f"{shown(text)} is too large for a number", "Write a number below 1e308")
    return value


def shown(text: str) -> str:
    """Text of unknown length and content, fit for one line of a message."""
    return repr(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}...")
