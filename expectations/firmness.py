"""How firm a declared reading is: by how much the sources and vintages differ about it.

The spread of a declared reading is the distance between the smallest and the largest value that
any vintage of any source gives for the same definition and the same years. It is a noise floor: a
figure that is off by less than the statistics differ among themselves has not been shown to be
wrong.

What may surprise: sources are not all independent. The United Nations' national accounts rest
partly on the World Bank's figures, and the two publishers' population figures on the same
censuses, so that the spread is a lower bound of what is unknown, and their agreement is one
witness and not two (`DEPENDS_ON`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

import numpy as np

from expectations.cube import Bools, Cube, Floats
from expectations.measures import Rows, Tables, evaluate

DEPENDS_ON: Mapping[str, str] = MappingProxyType({"ama": "wdi", "wpp": "wdi"})
"""A source whose figures rest largely on another's, or on the same inputs, and that other."""


def spreads(tables: Tables, cube: Cube, rows: Rows) -> Floats:
    """For each declared reading the spread of its value over all vintages of all sources.

    Args:
        tables: Of the cube.
        cube: What the rows point into.
        rows: N declared readings.

    Returns:
        N distances, in inside units; zero where one vintage alone has the reading.
    """
    if not len(rows):
        return np.zeros(0)
    concepts = sorted({layer.concept for layer in cube.layers})
    of_concept = [cube.layers_of(concept) for concept in concepts]
    concept_at = np.array([concepts.index(layer.concept) for layer in cube.layers])
    counts = np.array([len(layers) for layers in of_concept])[concept_at[rows.layer]]
    owner = np.repeat(np.arange(len(rows)), counts)
    number = np.arange(len(owner)) - np.repeat(np.cumsum(counts) - counts, counts)
    layers = np.zeros((len(concepts), max(map(len, of_concept))), dtype=np.int32)
    for at, found in enumerate(of_concept):
        layers[at, : len(found)] = found
    peers = rows.at(owner)
    peers = Rows(**{**vars(peers), "layer": layers[concept_at[rows.layer[owner]], number]})
    values, _ = evaluate(tables, peers, np.zeros(len(owner), dtype=bool))
    low, high = np.full(len(rows), np.inf), np.full(len(rows), -np.inf)
    known = ~np.isnan(values)
    np.minimum.at(low, owner[known], values[known])
    np.maximum.at(high, owner[known], values[known])
    return np.where(high > low, high - low, 0.0)


def gaps(values: Floats, lower: Floats, upper: Floats) -> Floats:
    """How far each value lies outside an interval; zero inside it, NaN where there is no value."""
    gap: Floats = np.maximum(np.maximum(lower - values, values - upper), 0.0)
    return gap


def within_noise(values: Floats, lower: Floats, upper: Floats, spread: Floats) -> Bools:
    """Whether a value is off by less than the statistics differ about it."""
    gap = gaps(values, lower, upper)
    return (gap > 0) & (gap < spread)


def witnesses(sources: Iterable[str]) -> tuple[str, ...]:
    """The sources that count: one whose figures rest on another that is there too does not."""
    there = set(sources)
    return tuple(sorted(name for name in there if DEPENDS_ON.get(name) not in there))
