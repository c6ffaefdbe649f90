"""Expectations of a paper's register: each looks for the claims that break one rule.

The expectation that a paper's register is whole: one for a paper, with the rules of them all.

It asks the expectations of `registers` themselves, so that a rule is written once.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any, ClassVar

from expectations.checks.base import (
    ExpectationFinding,
    FrameMetric,
    PaperExpectation,
    TableExpectation,
    pandas_metric,
    rows_by,
)
from expectations.checks.frames import PAPER, interval
from expectations.judging.tolerance import is_inside
from expectations.wording.checks import claims as words
from expectations.wording.checks.suites import say_kept, say_so_many
from sources.tools.foreign import JsonMapping, Options


class RegisterRows(FrameMetric):
    """The rows of the register frame."""

    metric_name = "corrigenda.register"

    @pandas_metric
    def _pandas(cls, execution_engine: Any, metric_domain_kwargs: Options, **_: Any) -> list[Any]:
        frame = cls.frame(execution_engine, metric_domain_kwargs)
        return list(frame.itertuples(index=False))


class RegisterExpectation(TableExpectation, ABC):
    """A rule that every claim of a register keeps."""

    metric_dependencies: ClassVar[tuple[str, ...]] = ("corrigenda.register",)

    @abstractmethod
    def _breaks(self, rows: Sequence[Any]) -> list[str]:
        """One line for each claim that breaks the rule."""

    def _find(self, table: Any) -> ExpectationFinding:
        broken = self._breaks(table)
        observed = say_so_many("claims", len(table), len(broken))
        return ExpectationFinding(not broken, observed, tuple(broken))


class ExpectClaimIdsToBeUnique(RegisterExpectation):
    """No two claims have the same id."""

    def _breaks(self, rows: Sequence[Any]) -> list[str]:
        seen: set[str] = set()
        repeated = []
        for row in rows:
            if row.claim_id in seen:
                repeated.append(words.say_repeated(row.claim_id))
            seen.add(row.claim_id)
        return repeated

    @classmethod
    def _say(cls, kwargs: JsonMapping) -> str:
        return words.UNIQUE_IDS


class ExpectClaimsToBeMeasuredOrExplained(RegisterExpectation):
    """A claim is measured, or the register says why it cannot be, and who would know."""

    def _breaks(self, rows: Sequence[Any]) -> list[str]:
        broken = []
        for row in rows:
            is_explained = bool(row.reason and row.who_would_know)
            if row.measure and (row.reason or row.who_would_know):
                broken.append(words.say_both_ways(row.claim_id))
            elif not row.measure and not is_explained:
                broken.append(words.say_unexplained(row.claim_id))
        return broken

    @classmethod
    def _say(cls, kwargs: JsonMapping) -> str:
        return words.MEASURED_OR_EXPLAINED


class ExpectPhrasesToStateFigures(RegisterExpectation):
    """The figure of a claim is read from its phrase, not typed a second time."""

    def _breaks(self, rows: Sequence[Any]) -> list[str]:
        return [
            words.say_no_figure(row.claim_id, row.phrase)
            for row in rows
            if not row.figure or row.figure not in row.phrase or row.value != row.value
        ]

    @classmethod
    def _say(cls, kwargs: JsonMapping) -> str:
        return words.PHRASES_STATE_FIGURES


class ExpectFiguresToAdmitThemselves(RegisterExpectation):
    """What a figure admits contains the figure itself."""

    def _breaks(self, rows: Sequence[Any]) -> list[str]:
        return [
            words.say_outside_itself(row.claim_id, row.figure)
            for row in rows
            # "More than 60" leaves 60 itself out, and is no less a bound at 60.
            if not is_inside(row.value, interval(row.lower, row.upper, "both"))
        ]

    @classmethod
    def _say(cls, kwargs: JsonMapping) -> str:
        return words.FIGURES_ADMIT_THEMSELVES


class ExpectOverridesToHaveReasons(RegisterExpectation):
    """Where the register reads a figure otherwise than it is printed, it says why."""

    def _breaks(self, rows: Sequence[Any]) -> list[str]:
        return [
            words.say_no_reason(row.claim_id)
            for row in rows
            if row.has_override and not row.override_reason
        ]

    @classmethod
    def _say(cls, kwargs: JsonMapping) -> str:
        return words.REASONS_GIVEN


class ExpectReadingsToBeKnown(RegisterExpectation):
    """The groups and indicators that readings name are there."""

    groups: list[str]
    indicators: list[str]

    def _breaks(self, rows: Sequence[Any]) -> list[str]:
        known = {"group": set(self.groups), "indicator": set(self.indicators)}
        return [
            words.say_unknown(row.claim_id, kind, name)
            for row in rows
            for kind, names in (("group", row.groups), ("indicator", row.indicators))
            for name in names.split()
            if name not in known[kind]
        ]

    @classmethod
    def _say(cls, kwargs: JsonMapping) -> str:
        return words.NAMES_KNOWN


_REGISTER_RULES = (
    ExpectClaimIdsToBeUnique(),
    ExpectClaimsToBeMeasuredOrExplained(),
    ExpectPhrasesToStateFigures(),
    ExpectFiguresToAdmitThemselves(),
    ExpectOverridesToHaveReasons(),
)


class PaperRegisterRows(FrameMetric):
    """The rows of the register frame by paper."""

    metric_name = "corrigenda.papers.register"

    @pandas_metric
    def _pandas(
        cls, execution_engine: Any, metric_domain_kwargs: Options, **_: Any
    ) -> dict[str, list[Any]]:
        return rows_by(cls.frame(execution_engine, metric_domain_kwargs), PAPER)


class ExpectRegisterOfPaperToBeWhole(PaperExpectation):
    """A paper's register keeps every rule that the register suite of one paper has."""

    groups: str
    indicators: str

    metric_dependencies: ClassVar[tuple[str, ...]] = ("corrigenda.papers.register",)

    def _find(self, table: Any) -> ExpectationFinding:
        rows = table.get(self.paper, ())
        if len(rows) != self.claims:
            raise LookupError(
                f"paper {self.paper!r} has {len(rows)} claims in the table, not {self.claims}"
            )
        known = ExpectReadingsToBeKnown(
            groups=self.groups.split(), indicators=self.indicators.split()
        )
        broken = [rule._breaks(rows) for rule in (*_REGISTER_RULES, known)]
        held = sum(not lines for lines in broken)
        return ExpectationFinding(
            holds=held == len(broken),
            observed=say_kept(held, len(broken), len(rows)),
            unexpected=tuple(line for lines in broken for line in lines),
            evaluated=len(broken),
            held=held,
        )

    @classmethod
    def _say(cls, kwargs: JsonMapping) -> str:
        return words.say_whole(kwargs.get("claims", 0))
