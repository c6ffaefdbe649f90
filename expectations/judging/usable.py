"""Where the data of a layer cover what a claim's measure needs: asked by computing it."""

from __future__ import annotations

import numpy as np

from expectations.judging.cube import Bools
from expectations.judging.levels import Rows, Tables
from expectations.judging.measures import evaluate
from expectations.judging.operands import WEIGHTING_AT, OperandFinder
from sources.model import Claim


class Usable:
    """Answers for one cube; remembers what claims have in common."""

    def __init__(self, tables: Tables, finder: OperandFinder) -> None:
        self._tables = tables
        self._finder = finder
        self._years: dict[object, Bools] = {}

    def years(self, claim: Claim, layer: int) -> Bools:
        """For each year, whether the measure of that year alone is known."""
        key = (self._finder.of(claim), claim.weighting, claim.group, claim.among, layer)
        if key not in self._years:
            count = len(self._tables.cube.years)
            years = np.arange(count, dtype=np.int32)
            self._years[key] = self._known(claim, layer, years, years, is_pair=False)
        return self._years[key].copy()

    def covers(self, claim: Claim, layer: int, start: int, end: int) -> bool:
        """Whether the measure over a span is known; of a pair, both its ends."""
        if start < 0 or end < start:
            return False
        if start == end:
            return bool(self.years(claim, layer)[end])
        first, last = np.array([start], dtype=np.int32), np.array([end], dtype=np.int32)
        is_pair = claim.figure.first is not None
        return bool(self._known(claim, layer, first, last, is_pair=is_pair)[0])

    def _known(
        self, claim: Claim, layer: int, start: np.ndarray, end: np.ndarray, *, is_pair: bool
    ) -> Bools:
        operands, count = self._finder.of(claim), len(start)

        def all_of(position: int) -> np.ndarray:
            return np.full(count, position, dtype=np.int32)

        rows = Rows(
            claim=all_of(0),
            measure=all_of(operands.measure),
            layer=all_of(layer),
            weighting=all_of(WEIGHTING_AT[claim.weighting]),
            group=all_of(self._finder.group_of(claim)),
            start=start,
            end=end,
            is_reversed=np.zeros(count, dtype=bool),
            to=all_of(operands.to),
            by=all_of(self._finder.by(layer, operands)),
            bar=np.full(count, operands.bar),
        )
        values, _ = evaluate(self._tables, rows, np.full(count, is_pair))
        known: Bools = ~np.isnan(values)
        return known
