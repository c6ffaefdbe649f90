"""Series that were revised throughout, as after a new base year: true, and worth telling.

Nigeria's GDP in 2014, Turkey's in 2016, China's in 2024: a statistical office takes in what it had
not counted, and moves all years since some year in one direction. Such a series is within what
revisions may do, and is told by name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from expectations.plausibility.pairs import Pair

FEW, MANY = 3, 5
LARGE, SMALL = 0.1, 0.01
"""Three years in a row by a tenth, or five by a hundredth."""
_LAST_YEARS = 2


@dataclass(frozen=True)
class Rebased:
    """An area's series that moved in one direction from some year on.

    Attributes:
        indicator: The source's code.
        ref_area: The area.
        since: The first of the years that moved.
        share: By how much they moved at the median, as a share: 0.02 is 2% more.
    """

    indicator: str
    ref_area: str
    since: int
    share: float


def rebased_series(pair: Pair) -> Iterator[Rebased]:
    """The series of a pair of editions that were revised throughout, the largest move first."""
    if not pair.is_ratio:
        return
    found = []
    for at, area in enumerate(pair.areas):
        there = np.flatnonzero(pair.in_both[at])
        moved = pair.moved[at][there]
        signs = np.where(np.abs(moved) >= SMALL, np.sign(moved), 0)
        run = 0
        for end in range(min(_LAST_YEARS, len(moved))):
            last = len(moved) - 1 - end
            if signs[last]:
                begin = last
                while begin > 0 and signs[begin - 1] == signs[last]:
                    begin -= 1
                run = last + 1 - begin
                break
        if not run:
            continue
        median = float(np.median(moved[begin : last + 1]))
        if run >= MANY or (run >= FEW and abs(median) >= LARGE):
            found.append(
                Rebased(pair.indicator, area, pair.years[there[begin]], float(np.expm1(median)))
            )
    yield from sorted(found, key=lambda one: -abs(one.share))
