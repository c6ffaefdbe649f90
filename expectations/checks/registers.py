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
        kept = f"So for all {len(table)} claims."
        observed = f"Not so for {len(broken)} of {len(table)} claims." if broken else kept
        return ExpectationFinding(not broken, observed, tuple(broken))


class ExpectClaimIdsToBeUnique(RegisterExpectation):
    """No two claims have the same id."""

    def _breaks(self, rows: Sequence[Any]) -> list[str]:
        seen: set[str] = set()
        repeated = []
        for row in rows:
            if row.claim_id in seen:
                repeated.append(f"{row.claim_id} stands more than once")
            seen.add(row.claim_id)
        return repeated

    @classmethod
    def _say(cls, kwargs: JsonMapping) -> str:
        return "Each claim has an id of its own."


class ExpectClaimsToBeMeasuredOrExplained(RegisterExpectation):
    """A claim is measured, or the register says why it cannot be, and who would know."""

    def _breaks(self, rows: Sequence[Any]) -> list[str]:
        broken = []
        for row in rows:
            is_explained = bool(row.reason and row.who_would_know)
            if row.measure and (row.reason or row.who_would_know):
                broken.append(f"{row.claim_id} is measured and called unverifiable")
            elif not row.measure and not is_explained:
                broken.append(
                    f"{row.claim_id} has no measure, and lacks a reason or who would know"
                )
        return broken

    @classmethod
    def _say(cls, kwargs: JsonMapping) -> str:
        return (
            "Each claim is measured by a public indicator, or has the reason why none covers it "
            "and who would know."
        )


class ExpectPhrasesToStateFigures(RegisterExpectation):
    """The figure of a claim is read from its phrase, not typed a second time."""

    def _breaks(self, rows: Sequence[Any]) -> list[str]:
        return [
            f"{row.claim_id}: no figure in “{row.phrase}”"
            for row in rows
            if not row.figure or row.figure not in row.phrase or row.value != row.value
        ]

    @classmethod
    def _say(cls, kwargs: JsonMapping) -> str:
        return "Each phrase states the figure that is checked."


class ExpectFiguresToAdmitThemselves(RegisterExpectation):
    """What a figure admits contains the figure itself."""

    def _breaks(self, rows: Sequence[Any]) -> list[str]:
        return [
            f"{row.claim_id}: “{row.figure}” lies outside what it admits"
            for row in rows
            # "More than 60" leaves 60 itself out, and is no less a bound at 60.
            if not is_inside(row.value, interval(row.lower, row.upper, "both"))
        ]

    @classmethod
    def _say(cls, kwargs: JsonMapping) -> str:
        return "What each figure admits contains the figure itself."


class ExpectOverridesToHaveReasons(RegisterExpectation):
    """Where the register reads a figure otherwise than it is printed, it says why."""

    def _breaks(self, rows: Sequence[Any]) -> list[str]:
        return [
            f"{row.claim_id}: its hedge or its last digit is set without a reason"
            for row in rows
            if row.has_override and not row.override_reason
        ]

    @classmethod
    def _say(cls, kwargs: JsonMapping) -> str:
        return "Where a figure is read otherwise than it is printed, the register says why."


class ExpectReadingsToBeKnown(RegisterExpectation):
    """The groups and indicators that readings name are there."""

    groups: list[str]
    indicators: list[str]

    def _breaks(self, rows: Sequence[Any]) -> list[str]:
        known = {"group": set(self.groups), "indicator": set(self.indicators)}
        return [
            f"{row.claim_id}: there is no {kind} “{name}”"
            for row in rows
            for kind, names in (("group", row.groups), ("indicator", row.indicators))
            for name in names.split()
            if name not in known[kind]
        ]

    @classmethod
    def _say(cls, kwargs: JsonMapping) -> str:
        return "The groups and indicators that the register names are known."


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
            observed=f"{held} of {len(broken)} rules are kept by all {len(rows)} claims.",
            unexpected=tuple(line for lines in broken for line in lines),
            evaluated=len(broken),
            held=held,
        )

    @classmethod
    def _say(cls, kwargs: JsonMapping) -> str:
        return f"Each of {kwargs.get('claims', 0)} claims keeps every rule of a register."
