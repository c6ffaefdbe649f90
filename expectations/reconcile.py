"""Claims against observations: one comparison a claim and reading. Pure: arrays in, arrays out.

No clock, no network, no global. What a comparison says is a fact; what follows from the facts of a
claim is its verdict (`verdicts`), and what explains it is found among them (`explain`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from expectations.cube import Bools, Cube, Floats
from expectations.declared import Declarer, Publication
from expectations.firmness import spreads
from expectations.measures import Positions, Rows, Tables, evaluate
from expectations.operands import OperandFinder
from expectations.outcomes import Bounds
from expectations.readings import Searcher
from expectations.tolerance import admits, admits_first
from sources.model import Axes, Claim


@dataclass(frozen=True)
class Admitted:
    """What N claims admit, as columns; ``first`` columns are NaN where a claim is no pair."""

    lower: Floats
    upper: Floats
    is_lower_closed: Bools
    is_upper_closed: Bools
    first_lower: Floats
    first_upper: Floats

    def is_inside(self, claim: Positions, values: Floats, firsts: Floats) -> Bools:
        """Whether each value (and, of a pair, the first too) lies in what its claim admits."""
        inside = self._within(claim, values, self.lower, self.upper)
        pair = ~np.isnan(self.first_lower[claim])
        if pair.any():
            first = self._within(claim, firsts, self.first_lower, self.first_upper)
            inside &= first | ~pair
        return inside

    def _within(self, claim: Positions, values: Floats, lower: Floats, upper: Floats) -> Bools:
        low, high = lower[claim], upper[claim]
        inside: Bools = (values > low) | (self.is_lower_closed[claim] & (values == low))
        inside &= (values < high) | (self.is_upper_closed[claim] & (values == high))
        return inside


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

    @property
    def is_known(self) -> Bools:
        """Where the data cover the reading."""
        return ~np.isnan(self.values)

    def of(self, claim: int) -> npt.NDArray[np.intp]:
        """Positions of a claim's rows, which stand together."""
        first, last = np.searchsorted(self.rows.claim, [claim, claim + 1])
        return np.arange(first, last)


@dataclass(frozen=True)
class Reconciliation:
    """All comparisons of a list of claims.

    ``role`` and ``spread`` are of the declared rows: whether each is as seen or of today, and by
    how much the vintages and sources differ about it (`firmness`).
    """

    claims: tuple[Claim, ...]
    admitted: Admitted
    declared: Comparisons
    role: Positions
    spread: Floats
    search: Comparisons
    tables: Tables


def reconcile(
    claims: Sequence[Claim], axes: Sequence[Axes], cube: Cube, publication: Publication
) -> Reconciliation:
    """Compare all readings of claims with what they admit.

    Args:
        claims: N claims; those that no observation decides get no rows.
        axes: For each, the readings that it may be confused with.
        cube: The observations.
        publication: When the paper appeared.
    """
    admitted = _admitted([admits(claim) for claim in claims], [admits_first(c) for c in claims])
    is_pair = ~np.isnan(admitted.first_lower)
    tables = Tables(cube)
    finder = OperandFinder(cube)
    declared, role = Declarer(cube, publication, tables, finder).rows(claims, axes)
    search = Searcher(cube, finder).rows(claims, axes)
    return Reconciliation(
        claims=tuple(claims),
        admitted=admitted,
        declared=_compare(tables, declared, admitted, is_pair),
        role=role,
        spread=spreads(tables, cube, declared),
        search=_compare(tables, search, admitted, is_pair),
        tables=tables,
    )


def _compare(tables: Tables, rows: Rows, admitted: Admitted, is_pair: Bools) -> Comparisons:
    values, firsts = evaluate(tables, rows, is_pair[rows.claim])
    return Comparisons(rows, values, firsts, admitted.is_inside(rows.claim, values, firsts))


def _admitted(bounds: Sequence[Bounds], firsts: Sequence[Bounds | None]) -> Admitted:
    nan = float("nan")
    return Admitted(
        lower=np.array([bound.lower for bound in bounds], dtype=np.float64),
        upper=np.array([bound.upper for bound in bounds], dtype=np.float64),
        is_lower_closed=np.array([bound.is_lower_closed for bound in bounds], dtype=bool),
        is_upper_closed=np.array([bound.is_upper_closed for bound in bounds], dtype=bool),
        first_lower=np.array([nan if b is None else b.lower for b in firsts], dtype=np.float64),
        first_upper=np.array([nan if b is None else b.upper for b in firsts], dtype=np.float64),
    )
