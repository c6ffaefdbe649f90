"""The expectation that a paper's register is whole: one for a paper, with the rules of them all.

It asks the expectations of `custom_register` themselves, so that a rule is written once.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from expectations.custom import (
    Finding,
    FrameMetric,
    TableExpectation,
    content,
    pandas_metric,
    rows_by,
)
from expectations.custom_register import (
    ExpectClaimIdsToBeUnique,
    ExpectClaimsToBeMeasuredOrExplained,
    ExpectFiguresToAdmitThemselves,
    ExpectOverridesToHaveReasons,
    ExpectPhrasesToStateFigures,
    ExpectReadingsToBeKnown,
)
from expectations.frames import PAPER

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
        cls, execution_engine: Any, metric_domain_kwargs: dict[str, Any], **_: Any
    ) -> dict[str, list[Any]]:
        return rows_by(cls.frame(execution_engine, metric_domain_kwargs), PAPER)


class ExpectRegisterOfPaperToBeWhole(TableExpectation):
    """A paper's register keeps every rule that the register suite of one paper has."""

    paper: str
    title: str
    claims: int
    groups: str
    indicators: str

    metric_dependencies: ClassVar[tuple[str, ...]] = ("corrigenda.papers.register",)

    def _find_nothing(self) -> Finding:
        raise LookupError(f"paper {self.paper!r} is not in the table, which is empty")

    def _find(self, table: Any) -> Finding:
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
        return Finding(
            holds=held == len(broken),
            observed=f"{held} of {len(broken)} rules are kept by all {len(rows)} claims.",
            unexpected=tuple(line for lines in broken for line in lines),
            evaluated=len(broken),
            held=held,
        )

    @classmethod
    def _say(cls, kwargs: Mapping[str, Any]) -> str:
        return f"Each of {kwargs.get('claims', 0)} claims keeps every rule of a register."

    @classmethod
    def _prescribe(cls, kwargs: Mapping[str, Any]) -> list[Any]:
        return [
            content("$title", tag="q", title=kwargs["title"]),
            content("$expected", tag="p", expected=cls._say(kwargs)),
        ]
