"""What a match found by trying is worth: how likely a random figure would have matched too.

The random figure has the precision and the hedge of the stated one and is drawn uniformly over the
range that the readings' values span, widened at each end by what the figure admits. The chance is
the part of that range in which it would match at least one reading. Of a pair both figures are
drawn, over the rectangle that the readings span. A chance near one means that a match says
nothing.

What a match is worth, by exchanging figures: how many others the readings would have matched.

A search that would have matched most of the paper's figures, whatever they are about, says little
when it matches its own. So the other figures of the paper in the same unit are put in the place of
a claim's, each with its own tolerance, and those that at least one of its readings matches are
counted. Each different figure counts once; one that admits the same as the claim's own is no other
figure. For a single figure both figures of a pair are others; for a pair, only pairs are.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from expectations.cubes.coverage import Bools, Floats
from expectations.judging.tolerance import admits, admits_first
from expectations.outcomes import Bounds
from sources.model import Claim


def chance_of_match(values: Floats, bounds: Bounds) -> float | None:
    """The chance for a single figure.

    Args:
        values: What the readings give, without NaN.
        bounds: What the stated figure admits.

    Returns:
        A fraction of one; None where there are no readings.
    """
    if not len(values):
        return None
    starts, ends = _reaches(np.unique(values), bounds)
    whole = float(ends.max() - starts.min())
    return _union(starts, ends) / whole if whole > 0 else 1.0


def chance_of_pair(pairs: Floats, first: Bounds, second: Bounds) -> float | None:
    """The chance for a pair of figures.

    Args:
        pairs: N x 2, the first and second value of each reading, without NaN.
        first: What the first figure admits.
        second: What the second admits.
    """
    if not len(pairs):
        return None
    distinct = np.unique(pairs, axis=0)
    lefts, rights = _reaches(distinct[:, 0], first)
    bottoms, tops = _reaches(distinct[:, 1], second)
    edges = np.unique(np.concatenate([lefts, rights]))
    covered = 0.0
    # Between two neighbouring edges the same rectangles are open throughout.
    for left, right in pairwise(edges.tolist()):
        is_open = (lefts <= left) & (rights >= right)
        if is_open.any():
            order = np.argsort(bottoms[is_open])
            strip = _union(bottoms[is_open][order], tops[is_open][order])
            covered += (right - left) * strip
    whole = float((edges[-1] - edges[0]) * (tops.max() - bottoms.min()))
    return covered / whole if whole > 0 else 1.0


def _reaches(values: Floats, bounds: Bounds) -> tuple[Floats, Floats]:
    """Between which ends a stated figure would admit each value.

    A bound sets one end only; its other one is taken where the readings' own values end.
    """
    above, below = bounds.reach_above, bounds.reach_below
    starts, ends = values - above, values + below
    if math.isinf(bounds.upper):
        starts = np.full_like(values, starts.min())
    if math.isinf(bounds.lower):
        ends = np.full_like(values, ends.max())
    return starts, ends


def _union(starts: Floats, ends: Floats) -> float:
    """The length of the union of intervals, sorted by their starts."""
    furthest = np.maximum.accumulate(ends)
    before = np.concatenate([[-np.inf], furthest[:-1]])
    return float(np.clip(ends - np.maximum(starts, before), 0.0, None).sum())


FigureGroup = tuple[str, str, bool]
"""Unit, currency, and whether the figures are pairs."""

MOST_FIGURES = 200
"""Of a text with more figures of a kind, so many stand for all."""


@dataclass(frozen=True)
class OtherFigures:
    """The different figures of one kind, and what they admit.

    Attributes:
        places: The place of each by what it admits.
        lower: The lower ends, columns times figures: of pairs the first column is the first value.
        upper: The upper ends.
        is_lower_closed: Whether the lower ends are admitted themselves.
        is_upper_closed: Whether the upper ends are.
    """

    places: Mapping[tuple[object, ...], int]
    lower: Floats
    upper: Floats
    is_lower_closed: Bools
    is_upper_closed: Bools

    @classmethod
    def of(cls, figures: Sequence[tuple[Bounds, ...]]) -> Self:
        """The figures as columns."""
        columns = tuple(zip(*figures, strict=True))

        def column(name: str, kind: type) -> npt.NDArray[Any]:
            return np.array([[getattr(one, name) for one in ones] for ones in columns], dtype=kind)

        return cls(
            {_admitted(one): at for at, one in enumerate(figures)},
            column("lower", float),
            column("upper", float),
            column("is_lower_closed", bool),
            column("is_upper_closed", bool),
        )

    def matched(self, columns: Sequence[Floats]) -> Bools:
        """Of each figure, whether at least one reading matches it."""
        found: list[Bools] = []
        ends = zip(self.lower, self.upper, self.is_lower_closed, self.is_upper_closed, strict=True)
        for (lower, upper, is_lower, is_upper), values in zip(ends, columns, strict=True):
            low, high = lower[:, None], upper[:, None]
            found.append(np.where(is_lower[:, None], values >= low, values > low))
            found.append(np.where(is_upper[:, None], values <= high, values < high))
        matched: Bools = np.logical_and.reduce(found).any(axis=1)
        return matched


FiguresByKind = Mapping[FigureGroup, OtherFigures]
"""What the different figures of each kind admit."""


def figures_of(claims: Sequence[Claim]) -> FiguresByKind:
    """The different figures of a paper by kind."""
    found: dict[FigureGroup, dict[tuple[object, ...], tuple[Bounds, ...]]] = {}
    for claim in claims:
        second, first = admits(claim), admits_first(claim)
        if first is not None:
            _put(found, claim, (first, second))
            _put(found, claim, (first,))
        _put(found, claim, (second,))
    return {
        kind: OtherFigures.of(tuple(figures.values())[:MOST_FIGURES])
        for kind, figures in found.items()
    }


def _put(
    found: dict[FigureGroup, dict[tuple[object, ...], tuple[Bounds, ...]]],
    claim: Claim,
    figure: tuple[Bounds, ...],
) -> None:
    kind = (claim.figure.unit, claim.figure.currency, len(figure) > 1)
    found.setdefault(kind, {}).setdefault(_admitted(figure), figure)


def _admitted(figure: Sequence[Bounds]) -> tuple[object, ...]:
    return tuple((one.lower, one.upper, one.is_lower_closed, one.is_upper_closed) for one in figure)


def others_matched(
    figures: FiguresByKind, claim: Claim, values: Floats, firsts: Floats | None = None
) -> tuple[int, int] | None:
    """How many other figures of the same kind at least one reading of a claim matches.

    Args:
        figures: Of the paper.
        claim: Whose readings they are.
        values: What the N readings give, without NaN.
        firsts: Of a pair, the N first values.

    Returns:
        How many are matched, and of how many; None where there are no others or no readings.
    """
    first = admits_first(claim)
    own = (admits(claim),) if first is None else (first, admits(claim))
    columns = (values,) if first is None or firsts is None else (firsts, values)
    others = figures.get((claim.figure.unit, claim.figure.currency, len(own) > 1))
    if others is None or not len(values):
        return None
    at = others.places.get(_admitted(own))
    among = len(others.places) - (at is not None)
    if not among:
        return None
    matched = others.matched(columns)
    return int(matched.sum()) - (at is not None and bool(matched[at])), among
