"""Growth of a group between two years, over the members that have data in both.

A member that appears in the later year only would make any group grow. So where the members with
data differ between the two ends, those that have both are compared; that enough of the group is
left is held by the coverage of each end.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from expectations.cube import Cube, Floats

_AT_ONCE = 4096
"""Rows compared at once: bounds the memory."""

Positions = npt.NDArray[np.int32]


def same_members_growth(
    cube: Cube, layer: Positions, group: Positions, base: Positions, end: Positions, grown: Floats
) -> Floats:
    """The growth of N rows, mended where other members have data at one end than at the other.

    Args:
        cube: The observations.
        layer: For each row its layer.
        group: Its group.
        base: The year it grows from; -1 where there is none.
        end: The year it grows to.
        grown: Growth of the sums, NaN where either is not covered.
    """
    known = np.flatnonzero(~np.isnan(grown) & (base >= 0))
    if not len(known):
        return grown
    table = np.stack([layer[known], group[known], base[known], end[known]], axis=1)
    rows, back = np.unique(table, axis=0, return_inverse=True)
    mended = np.full(len(rows), np.nan)
    for first in range(0, len(rows), _AT_ONCE):
        part = slice(first, first + _AT_ONCE)
        mended[part] = _mend(cube, *rows[part].T)
    found = mended[np.asarray(back).reshape(-1)]
    result = grown.copy()
    result[known] = np.where(np.isnan(found), grown[known], found)
    return result


def _mend(
    cube: Cube, layer: Positions, group: Positions, base: Positions, end: Positions
) -> Floats:
    """Growth over the members with data at both ends; NaN where they are the same at both."""
    members = cube.members[group]
    before, after = cube.values[layer, :, base], cube.values[layer, :, end]
    has_before, has_after = members & ~np.isnan(before), members & ~np.isnan(after)
    both = has_before & has_after
    below = np.where(both, before, 0.0).sum(axis=1)
    above = np.where(both, after, 0.0).sum(axis=1)
    differs = (has_before != has_after).any(axis=1) & (below != 0)
    mended: Floats = np.divide(above, below, out=np.full(len(below), np.nan), where=differs) - 1.0
    return mended
