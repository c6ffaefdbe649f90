"""The expectation that a claim holds.

What may surprise: it does not take the verdict's word for it. It compares the observed values with
what the figure admits once more, and raises where the two disagree, as it does where its claim is
not in the table at all.

The expectation that all claims of a paper hold: one for a paper, over columns.

Each expectation costs Great Expectations milliseconds whatever it looks at, so a corpus, and a
paper of very many claims, has one for each paper and not one for each claim. It keeps the guards of
those it stands for (`claims`). What may surprise:

- the suite still says for every claim what its figure admits, so that suite and table are held
  against each other claim by claim; a claim that is in one of them only is a crash, not a finding;
- what was found of each claim stands in the result, row by row, whether it holds or not.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

import numpy as np
import numpy.typing as npt

from expectations.checks.base import (
    ExpectationFinding,
    FrameMetric,
    PaperExpectation,
    TableExpectation,
    content,
    pandas_metric,
    rows_by,
)
from expectations.checks.frames import BOUNDS, PAPER, STATED_COLUMNS, interval
from expectations.cubes.coverage import Bools
from expectations.judging.tolerance import is_inside, within
from expectations.outcomes import PAPER_SOURCE, Verdict
from expectations.wording.checks import claims as words
from expectations.wording.checks.suites import NOT_A_PASS
from sources.tools.foreign import JsonMapping, Options

_BY_FAR = (Verdict.UNDERSTATED, Verdict.OVERSTATED)
WITNESSES = ("as_seen", "next")
"""One value of an edition of the time, or of the first one after the text, is witness enough."""


def _is_unchecked(verdict: str, is_observed: bool) -> bool:
    """Whether nothing at hand could check a claim (`outcomes.Outcome.is_checked`)."""
    without_data = verdict == Verdict.UNRESOLVED and not is_observed
    return verdict == Verdict.UNVERIFIABLE or without_data


class ClaimRows(FrameMetric):
    """The claims frame by claim: read once, whatever the number of claims."""

    metric_name = "corrigenda.claims"

    @pandas_metric
    def _pandas(
        cls, execution_engine: Any, metric_domain_kwargs: Options, **_: Any
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

    def _find_nothing(self) -> ExpectationFinding:
        raise LookupError(f"claim {self.claim_id!r} is not in the table, which is empty")

    def _find(self, table: Any) -> ExpectationFinding:
        rows = table.get(self.claim_id)
        if not rows:
            raise LookupError(f"claim {self.claim_id!r} is not in the table")
        self._require_admitted(rows[0])
        for row in rows:
            self._require_inside(row)
        self._require_verdict(rows)
        claim = rows[0]
        seen = [row for row in rows if row.source]
        is_unchecked = _is_unchecked(claim.verdict, bool(seen))
        columns = ("Source", "Edition", "Years", "Observed", "The paper is")
        return ExpectationFinding(
            holds=claim.standing == "holds",
            observed=claim.sentence,
            columns=columns if seen else (),
            rows=tuple(
                (row.source, row.vintage, row.period, row.obs_text, row.difference_text)
                for row in seen
            ),
            label=claim.verdict,
            section=claim.standing,
            aside=NOT_A_PASS if is_unchecked else "",
            unchecked=int(is_unchecked),
        )

    def _require_admitted(self, row: Any) -> None:
        """The suite and the table must speak of the same figure."""
        if row.phrase != self.phrase:
            raise ValueError(f"claim {self.claim_id!r} states {row.phrase!r} in the table")
        mine = (self.lower, self.upper, self.closedness, self.first_lower, self.first_upper)
        theirs = (row.lower, row.upper, row.closedness, row.first_lower, row.first_upper)
        if self.closedness and mine != tuple(map(_none_if_nan, theirs)):
            raise ValueError(f"claim {self.claim_id!r} admits {theirs} in the table, not {mine}")

    def _require_inside(self, row: Any) -> None:
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

    def _require_verdict(self, rows: Sequence[Any]) -> None:
        """A claim may only be called borne out where the observed values say so."""
        verdict, standing = rows[0].verdict, rows[0].standing
        if standing != "holds":
            return
        known = [row for row in rows if row.source and row.witness != "suspect"]
        fits = bool(known) and all(row.is_inside for row in known)
        if verdict not in _BY_FAR:
            fits |= any(row.is_inside and row.witness in WITNESSES for row in known)
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
    def _say(cls, kwargs: JsonMapping) -> str:
        if not kwargs.get("closedness"):
            return words.NOT_COVERED
        return words.say_admits(kwargs.get("admits", ""), kwargs.get("rule", ""))

    @classmethod
    def _prescribe(cls, kwargs: JsonMapping) -> list[Any]:
        return [
            content("$phrase", tag="q", phrase=kwargs["phrase"]),
            content("$expected", tag="p", expected=cls._say(kwargs)),
        ]


def _none_if_nan(value: Any) -> Any:
    return None if isinstance(value, float) and math.isnan(value) else value


ClaimColumns = Mapping[str, npt.NDArray[Any]]
_GRAVITY = ("off", "open", "not checkable", "holds")
_LOWER_CLOSED, _UPPER_CLOSED = ("both", "left"), ("both", "right")


class PaperColumns(FrameMetric):
    """The claims frame by paper, as columns: read once, whatever the number of papers."""

    metric_name = "corrigenda.papers.claims"

    @pandas_metric
    def _pandas(
        cls, execution_engine: Any, metric_domain_kwargs: Options, **_: Any
    ) -> dict[str, ClaimColumns]:
        frame = cls.frame(execution_engine, metric_domain_kwargs)
        columns = {name: frame[name].to_numpy(dtype=None) for name in frame.columns}
        return {
            str(paper): {name: column[at] for name, column in columns.items()}
            for paper, at in frame.groupby(PAPER, sort=False).indices.items()
        }


class ExpectClaimsOfPaperToHold(PaperExpectation):
    """All figures of a paper are borne out by their declared readings.

    ``stated`` is a table as JSON, by column (`STATED_COLUMNS`), with a row for each claim in the
    order of the register; it says what `ExpectClaimToHold` says of one, and a bound is null where
    no public indicator covers the figure. It is one text, because Great Expectations copies and
    compares whatever an expectation holds some twenty times in a run.
    """

    stated: str

    metric_dependencies: ClassVar[tuple[str, ...]] = ("corrigenda.papers.claims",)

    def _find(self, table: Any) -> ExpectationFinding:
        rows = table.get(self.paper)
        if rows is None:
            raise LookupError(f"paper {self.paper!r} is not in the table")
        stated = _read_stated(self.stated)
        if len(stated["claim_id"]) != self.claims:
            raise ValueError(f"the suite states {len(stated['claim_id'])} claims of {self.paper!r}")
        at = self._match(rows, stated["claim_id"])
        mine = {name: column[at] for name, column in stated.items()}
        self._require_admitted(rows, mine)
        inside = self._check_inside(rows, mine)
        self._require_verdicts(rows, at, mine, inside)
        first = np.unique(at, return_index=True)[1]
        found = [
            tuple(str(rows[name][row]) for name in ("claim_id", "verdict", "standing", "sentence"))
            for row in first
        ]
        sources = rows["source"].astype(str)
        unchecked = sum(
            _is_unchecked(str(rows["verdict"][row]), sources[row] != "") for row in first
        )
        standings = [standing for _, _, standing, _ in found]
        held = standings.count("holds")
        gravest = min(standings, key=_GRAVITY.index)
        return ExpectationFinding(
            holds=held == len(found),
            observed=words.say_held_of_checked(held, len(found) - unchecked),
            unexpected=tuple(
                words.say_found(phrase, sentence)
                for phrase, (_, _, standing, sentence) in zip(stated["phrase"], found, strict=True)
                if standing != "holds"
            ),
            columns=("Claim", "Verdict", "Standing", "Found"),
            rows=tuple(found),
            section=gravest,
            evaluated=len(found),
            held=held,
            unchecked=unchecked,
        )

    def _match(self, rows: ClaimColumns, claim_ids: npt.NDArray[Any]) -> npt.NDArray[np.int64]:
        """For each row the position of its claim in the suite."""
        places = {claim_id: place for place, claim_id in enumerate(claim_ids.tolist())}
        if len(places) != len(claim_ids):
            raise ValueError(f"paper {self.paper!r}: a claim stands twice in the suite")
        at = np.array([places.get(str(one), -1) for one in rows["claim_id"]], dtype=np.int64)
        if (at < 0).any():
            raise LookupError(
                f"claim {str(rows['claim_id'][at < 0][0])!r} of {self.paper!r} is not in the suite"
            )
        absent = sorted(set(range(len(places))) - set(at.tolist()))
        if absent:
            raise LookupError(
                f"claim {claim_ids[absent[0]]!r} of {self.paper!r} is not in the table"
            )
        return at

    def _require_admitted(self, rows: ClaimColumns, mine: ClaimColumns) -> None:
        """The suite and the table must speak of the same figures."""
        has_bounds = mine["closedness"].astype(str) != ""
        for name in STATED_COLUMNS:
            theirs = rows[name].astype(mine[name].dtype)
            differs = mine[name] != theirs
            if name in BOUNDS:
                differs &= ~(np.isnan(mine[name]) & np.isnan(theirs))
            if name not in ("claim_id", "phrase"):
                differs &= has_bounds
            self._refuse(differs, rows, f"has another {name} in the table")

    def _check_inside(self, rows: ClaimColumns, mine: ClaimColumns) -> Bools:
        """Compare the observed values with what the figures admit once more."""
        ends = mine["closedness"]
        value = rows["obs_value"].astype(np.float64)
        inside = _within(value, mine["lower"], mine["upper"], ends)
        own = rows["obs_first"].astype(np.float64)
        of_first = _within(own, mine["first_lower"], mine["first_upper"], ends)
        is_pair = ~(np.isnan(mine["first_lower"]) & np.isnan(mine["first_upper"]))
        inside &= ~is_pair | of_first
        said, has_bounds = rows["is_inside"].astype(bool), ends.astype(str) != ""
        what = "is called inside what it admits and is not, or the other way round"
        # A pair that moves against its words is not borne out by values that lie inside.
        self._refuse((inside != (said | (inside & is_pair))) & has_bounds, rows, what)
        return np.asarray(np.where(has_bounds, inside & said, said), dtype=bool)

    def _require_verdicts(
        self, rows: ClaimColumns, at: npt.NDArray[np.int64], mine: ClaimColumns, inside: Bools
    ) -> None:
        """A claim may only be called borne out where the observed values say so."""
        verdict = rows["verdict"].astype(object)
        value = rows["obs_value"].astype(np.float64)
        witness = rows["witness"].astype(str)
        known = (rows["source"] != "") & (witness != "suspect")
        is_witness = known & np.isin(witness, WITNESSES)
        by_far = np.isin(verdict.astype(str), [one.value for one in _BY_FAR])
        dated = rows["source"] == PAPER_SOURCE

        def count(is_so: Bools) -> npt.NDArray[np.int64]:
            """For each claim in how many of its rows it is so."""
            return np.bincount(at[is_so.astype(bool)], minlength=self.claims)

        all_inside = (count(known & ~inside) == 0) & (count(known) > 0)
        fits = all_inside | ((count(is_witness & inside) > 0) & (count(by_far) == 0))
        high, low = _open_ends(mine["upper"], np.inf), _open_ends(mine["lower"], -np.inf)
        fits |= (count(dated & (value <= high)) > 0) & (count(dated & (value >= low)) > 0)
        is_stated = mine["closedness"].astype(str) != ""
        wrong = (rows["standing"] == "holds") & (~fits[at] | ~is_stated)
        self._refuse(wrong, rows, "is called borne out, which its observed values do not say")
        strange = ~np.isin(rows["standing"].astype(str), _GRAVITY)
        self._refuse(strange, rows, "has no known standing")

    def _refuse(self, wrong: npt.NDArray[Any], rows: ClaimColumns, what: str) -> None:
        at = np.flatnonzero(wrong.astype(bool))
        if len(at):
            raise ValueError(f"claim {str(rows['claim_id'][at[0]])!r} of {self.paper!r} {what}")

    @classmethod
    def _say(cls, kwargs: JsonMapping) -> str:
        return words.say_all_hold(kwargs.get("claims", 0))


def _read_stated(text: str) -> dict[str, npt.NDArray[Any]]:
    """The table of an expectation, by column."""
    columns = json.loads(text)
    return {
        name: np.array(columns[name], dtype=np.float64 if name in BOUNDS else object)
        for name in STATED_COLUMNS
    }


def _within(
    value: npt.NDArray[np.float64],
    lower: npt.NDArray[np.float64],
    upper: npt.NDArray[np.float64],
    ends: npt.NDArray[Any],
) -> Bools:
    """`tolerance.is_inside` over columns; NaN is inside nothing, and as an end it is none."""
    words = ends.astype(str)
    closed = np.isin(words, _LOWER_CLOSED), np.isin(words, _UPPER_CLOSED)
    return within(value, _open_ends(lower, -np.inf), _open_ends(upper, np.inf), *closed)


def _open_ends(ends: npt.NDArray[np.float64], end: float) -> npt.NDArray[np.float64]:
    return np.where(np.isnan(ends), end, ends)
