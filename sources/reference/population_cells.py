"""People of one sex or of an age, as a series of World Population Prospects names them.

``WPP.POP.TOTAL`` is all people. Behind it may stand the part that is meant, as behind the series of
the SDG database: ``WPP.POP.TOTAL;SEX=FEMALE``, ``WPP.POP.TOTAL;AGE=65+``,
``WPP.POP.TOTAL;AGE=15-24;SEX=MALE``. What may surprise:

- Ages are in completed years, both ends included, and are added up of five-year groups: an age
  begins at a multiple of five and ends one year before another. The oldest group is 100 and over.
- Each part has one name: age before sex, and never a part that leaves nobody out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Sex = Literal["", "FEMALE", "MALE"]

EVERYBODY = "WPP.POP.TOTAL"
GROUP, OLDEST = 5, 100

_CELL = re.compile(
    r"WPP\.POP\.TOTAL(?:;AGE=(?P<first>\d{1,3})(?:-(?P<last>\d{1,3})|\+))?"
    r"(?:;SEX=(?P<sex>FEMALE|MALE))?",
    re.ASCII,
)


@dataclass(frozen=True)
class PopulationCell:
    """People of an age and a sex.

    Attributes:
        first: The youngest age; None for all ages.
        last: The oldest; None for all that are older than the youngest.
        sex: Empty for both.
    """

    first: int | None = None
    last: int | None = None
    sex: Sex = ""

    @property
    def label(self) -> str:
        """In words: "female population aged 15 to 24"."""
        of_sex = f"{self.sex.lower()} population" if self.sex else "population"
        if self.first is None:
            return of_sex
        if self.last is None:
            return f"{of_sex} aged {self.first} and over"
        if not self.first:
            return f"{of_sex} aged under {self.last + 1}"
        return f"{of_sex} aged {self.first} to {self.last}"

    @property
    def groups(self) -> frozenset[int]:
        """The youngest ages of the five-year groups that it is added up of."""
        if self.first is None:
            return frozenset()
        last = OLDEST if self.last is None else self.last
        return frozenset(range(self.first, last + 1, GROUP))


def find_cell(code: str) -> PopulationCell | None:
    """The part of the people that a code names; None where it names none."""
    found = _CELL.fullmatch(code)
    if found is None:
        return None
    sex: Sex = found["sex"] or ""  # type: ignore[assignment]
    if found["first"] is None:
        return PopulationCell(sex=sex)
    first, last = int(found["first"]), None if found["last"] is None else int(found["last"])
    if first % GROUP or first > OLDEST:
        return None
    if last is not None and not (first < last < OLDEST and last % GROUP == GROUP - 1):
        return None
    if first == 0 and last is None:
        return None
    return PopulationCell(first, last, sex)
