"""The sums of a group at the two ends of a span, over the members that have data at both.

A member that appears in the later year only would make any group grow. So where the members with
data differ between the two ends, those that have both are compared; that enough of the group is
left is held by the coverage of each end. Means, and rows that a publisher gives for a group, are
left as they are.
"""

from __future__ import annotations

import numpy as np

from expectations.cubes.coverage import Floats, Positions
from expectations.cubes.cube import Cube

_AT_ONCE = 4096
"""Series compared at once: bounds the memory."""

_SAME = 1e-9


def same_members_ends(
    cube: Cube,
    layer: Positions,
    group: Positions,
    base: Positions,
    end: Positions,
    ends: tuple[Floats, Floats],
) -> tuple[Floats, Floats]:
    """The sums of N rows at both ends, mended where members have data at one end only.

    Args:
        cube: The observations.
        layer: For each row its layer.
        group: Its group.
        base: The year it begins with; -1 where there is none.
        end: The year it ends with.
        ends: The group's sums at both, NaN where a year is not covered.
    """
    before, after = ends
    is_known = ~np.isnan(before) & ~np.isnan(after) & (base >= 0)
    covered = np.minimum(cube.coverage[layer, group, base], cube.coverage[layer, group, end])
    where = np.flatnonzero(is_known & (covered < 1.0))
    if not len(where):
        return ends
    table = np.stack([layer[where], group[where], base[where], end[where]], axis=1)
    rows, back = np.unique(table, axis=0, return_inverse=True)
    back = np.asarray(back).reshape(-1)
    sums = np.concatenate(
        [_sums(cube, *rows[at : at + _AT_ONCE].T) for at in range(0, len(rows), _AT_ONCE)], axis=1
    )[:, back]
    is_sum = np.isclose(sums[0], before[where], rtol=_SAME, atol=0.0)
    is_sum &= np.isclose(sums[1], after[where], rtol=_SAME, atol=0.0)
    mended = before.copy(), after.copy()
    mended[0][where] = np.where(is_sum, sums[2], before[where])
    mended[1][where] = np.where(is_sum, sums[3], after[where])
    return mended


def same_members_growths(cube: Cube, growths: Floats) -> Floats:
    """Growths of all aggregates against the year before, over the members known in both years.

    Args:
        cube: The observations.
        growths: L x 2 x G x Y, as the aggregates themselves give them.
    """
    known = ~np.isnan(growths).all(axis=1)
    is_partial = np.zeros(known.shape, dtype=bool)
    is_partial[..., 1:] = np.minimum(cube.coverage[..., 1:], cube.coverage[..., :-1]) < 1.0
    layer, group, end = np.nonzero(known & is_partial)
    if not len(layer):
        return growths
    before, after = cube.aggregates[layer, 0, group, end - 1], cube.aggregates[layer, 0, group, end]
    rows = [at.astype(np.int32) for at in (layer, group, end - 1, end)]
    first, last = same_members_ends(cube, rows[0], rows[1], rows[2], rows[3], (before, after))
    is_mended = (first != before) | (last != after)
    mended = growths.copy()
    at = layer[is_mended], group[is_mended], end[is_mended]
    mended[at[0], :, at[1], at[2]] = (last[is_mended] / first[is_mended] - 1.0)[:, None]
    return mended


def _sums(
    cube: Cube, layer: Positions, group: Positions, base: Positions, end: Positions
) -> Floats:
    """4 x N: the sums of the members known at each end, and of those that are known at both."""
    members = cube.members[group]
    before, after = cube.values[layer, :, base], cube.values[layer, :, end]
    has_before, has_after = members & ~np.isnan(before), members & ~np.isnan(after)
    both = has_before & has_after
    pairs = ((before, has_before), (after, has_after), (before, both), (after, both))
    found: Floats = np.stack([np.where(has, values, 0.0).sum(axis=1) for values, has in pairs])
    return found
