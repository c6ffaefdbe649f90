"""What a match found by trying is worth: how likely a random figure would have matched too.

The random figure has the precision and the hedge of the stated one and is drawn uniformly over the
range that the readings' values span, widened at each end by what the figure admits. The chance is
the part of that range in which it would match at least one reading. Of a pair both figures are
drawn, over the rectangle that the readings span. A chance near one means that a match says
nothing.
"""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np

from expectations.cube import Floats
from expectations.outcomes import Bounds


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
