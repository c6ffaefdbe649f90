"""Sums and means of a group that this program made, where a source has a row of its own for it.

Some editions have countries only, and others what their publisher gives for sub-Saharan Africa too.
Of the former the members are added up, or a mean of them is taken; that is not what the publisher
prints: its own row fills gaps and weighs otherwise. Whoever looks it up in that edition does not
find it, so it is always told as ours, and a row of an earlier edition comes before it.

Groups that no source at hand has a row for (a register's own list) are no row's rival, and sums of
them are no surprise.
"""

from __future__ import annotations

from typing import Literal

import numpy as np

from expectations.cubes.coverage import Bools, Positions
from expectations.cubes.cube import SIMPLE, Cube

OwnMade = Literal["", "sum", "mean"]


def is_own_made(cube: Cube, layer: Positions, group: Positions) -> Bools:
    """Whether each of N aggregates is made of members, though some edition has a row for it.

    Args:
        cube: The observations.
        layer: N positions of layers.
        group: N positions of groups; negative ones are none.
    """
    has_row: Bools = np.asarray(cube.is_published.any(axis=0))
    found: Bools = (group >= 0) & has_row[group] & ~cube.is_published[layer, group]
    return found


def own_made(cube: Cube, layer: int, group: int, weighting: int) -> OwnMade:
    """What an aggregate of a layer is, where it is not the source's own row: a sum or a mean."""
    concept = cube.concepts[cube.layers[layer].concept]
    is_simple_mean = not concept.summable and weighting == SIMPLE
    if not cube.is_published[:, group].any():
        return ""
    if cube.is_published[layer, group] and not is_simple_mean:
        return ""
    return "sum" if concept.summable else "mean"
