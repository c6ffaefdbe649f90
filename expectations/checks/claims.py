"""The expectation that a claim holds.

What may surprise: it does not take the verdict's word for it. It compares the observed values with
what the figure admits once more, and raises where the two disagree, as it does where its claim is
not in the table at all.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from expectations.custom import (
    Finding,
    FrameMetric,
    TableExpectation,
    content,
    pandas_metric,
    rows_by,
)
from expectations.frames import interval
from expectations.outcomes import Verdict
from expectations.textual import PAPER_SOURCE
from expectations.tolerance import is_inside

NOT_A_PASS = "It was not checked, so it does not count as a pass."
_BY_FAR = (Verdict.UNDERSTATED, Verdict.OVERSTATED)
_UNCHECKED = frozenset({Verdict.UNVERIFIABLE, Verdict.UNRESOLVED})


class ClaimRows(FrameMetric):
    """The claims frame by claim: read once, whatever the number of claims."""

    metric_name = "corrigenda.claims"

    @pandas_metric
    def _pandas(
        cls, execution_engine: Any, metric_domain_kwargs: dict[str, Any], **_: Any
    ) -> dict[str, list[Any]]:
        return rows_by(cls.frame(execution_engine, metric_domain_kwargs), "claim_id")


class ExpectClaimToHold(TableExpectation):
    """A figure of the paper is borne out by its declared reading.

    ``lower``, ``upper`` and ``closedness`` are what the figure admits, in inside units (of a pair
    the second figure; ``first_lower`` and ``first_upper`` the first); they are absent where no
    public indicator covers the figure. Such a claim does not succeed either: what nothing can
    check is no pass.
    """

    claim_id: str
    phrase: str
    admits: str = ""
    rule: str = ""
    lower: float | None = None
    upper: float | None = None
    closedness: str = ""
    first_lower: float | None = None
    first_upper: float | None = None
    reason: str = ""
    who_would_know: str = ""

    metric_dependencies: ClassVar[tuple[str, ...]] = ("corrigenda.claims",)

    def _find_nothing(self) -> Finding:
        raise LookupError(f"claim {self.claim_id!r} is not in the table, which is empty")

    def _find(self, table: Any) -> Finding:
        rows = table.get(self.claim_id)
        if not rows:
            raise LookupError(f"claim {self.claim_id!r} is not in the table")
        self._check_admitted(rows[0])
        for row in rows:
            self._check_inside(row)
        self._check_verdict(rows)
        claim = rows[0]
        seen = [row for row in rows if row.source]
        columns = ("Source", "Vintage", "Years", "Observed", "The paper is")
        return Finding(
            holds=claim.standing == "holds",
            observed=claim.sentence,
            columns=columns if seen else (),
            rows=tuple(
                (row.source, row.vintage, row.period, row.obs_text, row.difference_text)
                for row in seen
            ),
            label=claim.verdict,
            section=claim.standing,
            aside=NOT_A_PASS if claim.verdict in _UNCHECKED else "",
        )

    def _check_admitted(self, row: Any) -> None:
        """The suite and the table must speak of the same figure."""
        if row.phrase != self.phrase:
            raise ValueError(f"claim {self.claim_id!r} states {row.phrase!r} in the table")
        mine = (self.lower, self.upper, self.closedness, self.first_lower, self.first_upper)
        theirs = (row.lower, row.upper, row.closedness, row.first_lower, row.first_upper)
        if self.closedness and mine != tuple(map(_none_if_nan, theirs)):
            raise ValueError(f"claim {self.claim_id!r} admits {theirs} in the table, not {mine}")

    def _check_inside(self, row: Any) -> None:
        within = self._is_inside(row)
        # A pair that moves against its words is not borne out by values that lie inside.
        is_called_so = bool(row.is_inside) or (within and self._is_pair)
        if is_called_so != within:
            raise ValueError(
                f"claim {self.claim_id!r}: {row.obs_text} in {row.source}@{row.vintage} is called "
                f"{'inside' if row.is_inside else 'outside'} what the figure admits, and is not"
            )

    @property
    def _is_pair(self) -> bool:
        return self.first_lower is not None or self.first_upper is not None

    def _is_inside(self, row: Any) -> bool:
        if not self.closedness:
            return bool(row.is_inside)
        inside = is_inside(row.obs_value, interval(self.lower, self.upper, self.closedness))
        if not self._is_pair:
            return inside
        first = interval(self.first_lower, self.first_upper, self.closedness)
        return inside and is_inside(row.obs_first, first)

    def _check_verdict(self, rows: Sequence[Any]) -> None:
        """A claim may only be called borne out where the observed values say so."""
        verdict, standing = rows[0].verdict, rows[0].standing
        if standing != "holds":
            return
        inside = [bool(row.is_inside) for row in rows]
        seen = [is_in for row, is_in in zip(rows, inside, strict=True) if row.role == "as_seen"]
        fits = any(seen) if seen else bool(inside) and all(inside)
        if verdict in _BY_FAR:
            fits = bool(inside) and all(inside)
        if not self.closedness or not (fits or self._is_between(rows)):
            raise ValueError(
                f"claim {self.claim_id!r} is called {verdict}, which its observed values do not say"
            )

    def _is_between(self, rows: Sequence[Any]) -> bool:
        """Whether a time that the paper's date leaves open may be what the figure admits."""
        values = [row.obs_value for row in rows if row.source == PAPER_SOURCE]
        bounds = interval(self.lower, self.upper, "both")
        return bool(values) and min(values) <= bounds.upper and max(values) >= bounds.lower

    @classmethod
    def _say(cls, kwargs: Mapping[str, Any]) -> str:
        if not kwargs.get("closedness"):
            return "No public indicator covers it."
        return f"Admits {kwargs.get('admits', '')} ({kwargs.get('rule', '')})."

    @classmethod
    def _prescribe(cls, kwargs: Mapping[str, Any]) -> list[Any]:
        return [
            content("$phrase", tag="q", phrase=kwargs["phrase"]),
            content("$expected", tag="p", expected=cls._say(kwargs)),
        ]


def _none_if_nan(value: Any) -> Any:
    return None if isinstance(value, float) and math.isnan(value) else value
