"""Readings, what each gives, and whether that is inside what its claim admits."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from expectations.cubes.coverage import Bools, Floats
from expectations.judging.levels import Rows


@dataclass(frozen=True)
class Comparisons:
    """Readings, what they give, and whether that is inside what the claim admits.

    ``values`` and ``firsts`` are NaN where the data do not cover the reading; it is then not
    inside.
    """

    rows: Rows
    values: Floats
    firsts: Floats
    is_inside: Bools

    @cached_property
    def is_known(self) -> Bools:
        """Where the data cover the reading."""
        return ~np.isnan(self.values)

    @cached_property
    def _starts(self) -> npt.NDArray[np.intp]:
        """The first row of each claim, and behind the last claim the end of the rows."""
        claims = self.rows.claim
        count = int(claims[-1]) + 1 if len(claims) else 0
        return np.searchsorted(claims, np.arange(count + 1, dtype=claims.dtype))

    def of(self, claim: int) -> npt.NDArray[np.intp]:
        """Positions of a claim's rows, which stand together."""
        last = len(self._starts) - 1
        return np.arange(self._starts[min(claim, last)], self._starts[min(claim + 1, last)])
