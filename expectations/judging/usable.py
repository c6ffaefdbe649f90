"""Where the data of a layer cover what a claim's measure needs: asked by computing it.

Of many claims all that will be asked is computed at once (`Usable.prepare`); what was not foreseen
is computed when it is asked, one question at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from expectations.judging.cube import Bools
from expectations.judging.levels import Rows, Tables
from expectations.judging.measures import evaluate
from expectations.judging.operands import WEIGHTING_AT, OperandFinder
from sources.model import Claim

_AT_ONCE = 200_000
"""Questions answered at once."""

_Question = tuple[Claim, int, int, int, bool]
"""A claim, a layer, the first and the last year as positions, and whether both ends are asked."""


class Usable:
    """Answers for one cube; remembers what claims have in common."""

    def __init__(self, tables: Tables, finder: OperandFinder) -> None:
        self._tables = tables
        self._finder = finder
        self._years: dict[object, Bools] = {}
        self._spans: dict[object, bool] = {}

    def prepare(self, asked: Iterable[_Question]) -> None:
        """Answer questions of `covers` that will be asked, at once."""
        new = {self._key(one): one for one in asked if self._is_asked(one)}
        new = {key: one for key, one in new.items() if key not in self._spans}
        keys, questions = list(new), list(new.values())
        for at in range(0, len(keys), _AT_ONCE):
            known = self._answer(questions[at : at + _AT_ONCE])
            self._spans.update(zip(keys[at : at + _AT_ONCE], known.tolist(), strict=True))

    @staticmethod
    def _is_asked(question: _Question) -> bool:
        _, _, start, end, _ = question
        return 0 <= start <= end

    def _key(self, question: _Question) -> object:
        claim, layer, start, end, is_pair = question
        operands = self._finder.of(claim)
        return (operands, claim.weighting, claim.group, claim.among, layer, start, end, is_pair)

    def years(self, claim: Claim, layer: int) -> Bools:
        """For each year, whether the measure of that year alone is known."""
        key = (self._finder.of(claim), claim.weighting, claim.group, claim.among, layer)
        if key not in self._years:
            years = range(len(self._tables.cube.years))
            self._years[key] = self._answer([(claim, layer, at, at, False) for at in years])
        return self._years[key].copy()

    def covers(self, claim: Claim, layer: int, start: int, end: int) -> bool:
        """Whether the measure over a span is known; of a pair, both its ends."""
        is_pair = claim.figure.first is not None and start < end
        question = (claim, layer, start, end, is_pair)
        if not self._is_asked(question):
            return False
        key = self._key(question)
        if key not in self._spans:
            self._spans[key] = bool(self._answer([question])[0])
        return self._spans[key]

    def _answer(self, questions: Sequence[_Question]) -> Bools:
        """For each question whether the measure is known."""
        operands = [self._finder.of(claim) for claim, *_ in questions]

        def column(values: Iterable[int]) -> np.ndarray:
            return np.array(list(values), dtype=np.int32)

        rows = Rows(
            claim=np.zeros(len(questions), dtype=np.int32),
            measure=column(one.measure for one in operands),
            layer=column(layer for _, layer, *_ in questions),
            weighting=column(WEIGHTING_AT[claim.weighting] for claim, *_ in questions),
            group=column(self._finder.group_of(claim) for claim, *_ in questions),
            start=column(start for *_, start, _, _ in questions),
            end=column(end for *_, end, _ in questions),
            is_reversed=np.zeros(len(questions), dtype=bool),
            to=column(one.to for one in operands),
            by=column(
                self._finder.by(layer, one)
                for one, (_, layer, *_) in zip(operands, questions, strict=True)
            ),
            bar=np.array([one.bar for one in operands]),
        )
        is_pair = np.array([is_pair for *_, is_pair in questions], dtype=bool)
        values, _ = evaluate(self._tables, rows, is_pair)
        known: Bools = ~np.isnan(values)
        return known
