"""The expectation that all claims of a paper hold: one for a paper, over columns.

Each expectation costs Great Expectations milliseconds whatever it looks at, so a corpus, and a
paper of very many claims, has one for each paper and not one for each claim. It keeps the guards of
those it stands for (`custom_claims`). What may surprise:

- the suite still says for every claim what its figure admits, so that suite and table are held
  against each other claim by claim; a claim that is in one of them only is a crash, not a finding;
- what was found of each claim stands in the result, row by row, whether it holds or not.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, ClassVar

import numpy as np
import numpy.typing as npt

from expectations.custom import Finding, FrameMetric, TableExpectation, content, pandas_metric
from expectations.frames import BOUNDS, PAPER, STATED_COLUMNS
from expectations.outcomes import Verdict
from expectations.textual import PAPER_SOURCE
from expectations.tolerance import within

Columns = Mapping[str, npt.NDArray[Any]]
Bools = npt.NDArray[np.bool_]

_BY_FAR = (Verdict.UNDERSTATED, Verdict.OVERSTATED)
_GRAVITY = ("off", "open", "not checkable", "holds")
_LOWER_CLOSED, _UPPER_CLOSED = ("both", "left"), ("both", "right")


class PaperColumns(FrameMetric):
    """The claims frame by paper, as columns: read once, whatever the number of papers."""

    metric_name = "corrigenda.papers.claims"

    @pandas_metric
    def _pandas(
        cls, execution_engine: Any, metric_domain_kwargs: dict[str, Any], **_: Any
    ) -> dict[str, Columns]:
        frame = cls.frame(execution_engine, metric_domain_kwargs)
        columns = {name: frame[name].to_numpy(dtype=None) for name in frame.columns}
        return {
            str(paper): {name: column[at] for name, column in columns.items()}
            for paper, at in frame.groupby(PAPER, sort=False).indices.items()
        }


class ExpectClaimsOfPaperToHold(TableExpectation):
    """All figures of a paper are borne out by their declared readings.

    ``stated`` is a table as JSON, by column (`STATED_COLUMNS`), with a row for each claim in the
    order of the register; it says what `ExpectClaimToHold` says of one, and a bound is null where
    no public indicator covers the figure. It is one text, because Great Expectations copies and
    compares whatever an expectation holds some twenty times in a run.
    """

    paper: str
    title: str
    claims: int
    stated: str

    metric_dependencies: ClassVar[tuple[str, ...]] = ("corrigenda.papers.claims",)

    def _find_nothing(self) -> Finding:
        raise LookupError(f"paper {self.paper!r} is not in the table, which is empty")

    def _find(self, table: Any) -> Finding:
        rows = table.get(self.paper)
        if rows is None:
            raise LookupError(f"paper {self.paper!r} is not in the table")
        stated = _read_stated(self.stated)
        if len(stated["claim_id"]) != self.claims:
            raise ValueError(f"the suite states {len(stated['claim_id'])} claims of {self.paper!r}")
        at = self._match(rows, stated["claim_id"])
        mine = {name: column[at] for name, column in stated.items()}
        self._check_admitted(rows, mine)
        inside = self._check_inside(rows, mine)
        self._check_verdicts(rows, at, mine, inside)
        first = np.unique(at, return_index=True)[1]
        found = [
            tuple(str(rows[name][row]) for name in ("claim_id", "verdict", "standing", "sentence"))
            for row in first
        ]
        standings = [standing for _, _, standing, _ in found]
        held = standings.count("holds")
        gravest = min(standings, key=_GRAVITY.index)
        return Finding(
            holds=held == len(found),
            observed=f"{held} of {len(found)} claims hold.",
            unexpected=tuple(
                f"“{phrase}”: {sentence}"
                for phrase, (_, _, standing, sentence) in zip(stated["phrase"], found, strict=True)
                if standing != "holds"
            ),
            columns=("Claim", "Verdict", "Standing", "Found"),
            rows=tuple(found),
            section=gravest,
            evaluated=len(found),
            held=held,
        )

    def _match(self, rows: Columns, claim_ids: npt.NDArray[Any]) -> npt.NDArray[np.int64]:
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

    def _check_admitted(self, rows: Columns, mine: Columns) -> None:
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

    def _check_inside(self, rows: Columns, mine: Columns) -> Bools:
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

    def _check_verdicts(
        self, rows: Columns, at: npt.NDArray[np.int64], mine: Columns, inside: Bools
    ) -> None:
        """A claim may only be called borne out where the observed values say so."""
        verdict = rows["verdict"].astype(object)
        value = rows["obs_value"].astype(np.float64)
        seen = (rows["role"] == "as_seen") & (rows["source"] != "")
        by_far = np.isin(verdict.astype(str), [one.value for one in _BY_FAR])
        dated = rows["source"] == PAPER_SOURCE

        def count(is_so: Bools) -> npt.NDArray[np.int64]:
            """For each claim in how many of its rows it is so."""
            return np.bincount(at[is_so.astype(bool)], minlength=self.claims)

        known = rows["source"] != ""
        has_seen = count(seen) > 0
        all_inside = (count(known & ~inside) == 0) & (count(known) > 0)
        fits = np.where(has_seen, count(seen & inside) > 0, all_inside)
        fits &= (count(by_far) == 0) | all_inside
        high, low = _open_ends(mine["upper"], np.inf), _open_ends(mine["lower"], -np.inf)
        fits |= (count(dated & (value <= high)) > 0) & (count(dated & (value >= low)) > 0)
        is_stated = mine["closedness"].astype(str) != ""
        wrong = (rows["standing"] == "holds") & (~fits[at] | ~is_stated)
        self._refuse(wrong, rows, "is called borne out, which its observed values do not say")
        strange = ~np.isin(rows["standing"].astype(str), _GRAVITY)
        self._refuse(strange, rows, "has no known standing")

    def _refuse(self, wrong: npt.NDArray[Any], rows: Columns, what: str) -> None:
        at = np.flatnonzero(wrong.astype(bool))
        if len(at):
            raise ValueError(f"claim {str(rows['claim_id'][at[0]])!r} of {self.paper!r} {what}")

    @classmethod
    def _say(cls, kwargs: Mapping[str, Any]) -> str:
        return f"All {kwargs.get('claims', 0)} claims hold."

    @classmethod
    def _prescribe(cls, kwargs: Mapping[str, Any]) -> list[Any]:
        return [
            content("$title", tag="q", title=kwargs["title"]),
            content("$expected", tag="p", expected=cls._say(kwargs)),
        ]


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
    """`expectations.tolerance.is_inside` over columns; NaN is inside nothing, and no end."""
    words = ends.astype(str)
    closed = np.isin(words, _LOWER_CLOSED), np.isin(words, _UPPER_CLOSED)
    return within(value, _open_ends(lower, -np.inf), _open_ends(upper, np.inf), *closed)


def _open_ends(ends: npt.NDArray[np.float64], end: float) -> npt.NDArray[np.float64]:
    return np.where(np.isnan(ends), end, ends)
