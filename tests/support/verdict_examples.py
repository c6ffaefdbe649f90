"""The examples of docs/verdicts.md: rows of a table, each with data of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from builders import Table, claim, flat, paper, snapshot

from expectations.assessment.assess import assess
from expectations.outcomes import Outcome
from sources.figures.parse import parse_figure
from sources.model import Axes, Period, Unverifiable

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "verdicts.md"
PUBLISHED, YEAR, WORLD = "2018-01-10", 2015, 100.0
PEOPLE = "SP.POP.TOTL"
_ROW = re.compile(
    r"^\| “(?P<phrase>[^|]+)” \| (?P<data>[^|]+) \| `(?P<verdict>[^|`]+)` \| (?P<said>[^|]+) \|$"
)


@dataclass(frozen=True)
class Example:
    """A row: the phrase, the data as written, the verdict, and the sentence."""

    phrase: str
    data: str
    verdict: str
    said: str


def examples() -> tuple[Example, ...]:
    """The rows of the document's table of examples."""
    lines = DOCUMENT.read_text(encoding="utf-8").partition("\n## Examples\n")[2].splitlines()
    return tuple(Example(**found.groupdict()) for one in lines if (found := _ROW.match(one)))


def judge(phrase: str, data: str) -> Outcome:
    """What is said of a phrase, given what editions have.

    Args:
        phrase: As a text of `PUBLISHED` has it.
        data: By edition of the World Bank the people of one country, in millions, of the years up
            to `YEAR`: "2017-12-21: 30.1, 29.4; 2020-03-01: 30.1, 29.5".
    """
    table: dict[tuple[str, str, str, str], dict[int, float]] = {}
    for edition in data.split("; ") if ":" in data else ():
        vintage, _, numbers = edition.partition(": ")
        values = [1e6 * float(one.replace(",", "")) for one in numbers.split(", ")]
        start = YEAR + 1 - len(values)
        table["wdi", vintage, PEOPLE, "AAA"] = flat(*values, start=start)
        world = [1e6 * WORLD] * len(values)
        table["wdi", vintage, PEOPLE, "WLD"] = flat(*world, start=start)
    made = claim(parse_figure(phrase), phrase=phrase, **_fields(phrase, has_data=bool(table)))
    text = paper([made], Axes(), published=PUBLISHED)
    return assess(text, snapshot(table or _NOTHING)).outcomes[0]


_NOTHING: Table = {("wdi", "2017-12-21", PEOPLE, "BBB"): flat(1.0)}


def _fields(phrase: str, *, has_data: bool) -> dict[str, Any]:
    is_over_time = " from " in phrase or " by " in phrase
    fields: dict[str, Any] = {"group": "one", "indicator": "population", "measure": "value"}
    fields["period"] = Period(YEAR - 1 if is_over_time else YEAR, YEAR)
    if "of the world" in phrase:
        return {**fields, "measure": "share"}
    if " by " in phrase:
        return {**fields, "measure": "growth"}
    if not has_data:
        why = Unverifiable("No series counts projects.", "the ministry")
        return {"measure": None, "indicator": "", "group": "", "unverifiable": why}
    return fields
