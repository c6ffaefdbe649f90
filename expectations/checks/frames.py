"""The three tables that the suites check: claims, register and observations.

They are made from values that the rest of the house passes about, so that a suite can be run over
any paper and any snapshot. What may surprise: a claim stands in the claims frame once for each
declared reading that was observed, and once with empty cells where nothing was, so that no claim is
ever absent.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from expectations.judging.tolerance import admits
from expectations.outcomes import Assessment, Bounds, Observed, Outcome
from expectations.wording.phrases import say_observed
from expectations.wording.values import say_period
from sources.model import Claim, Paper, Snapshot

if TYPE_CHECKING:
    import pandas as pd

CHECKED_COLUMNS = ("source", "vintage", "indicator", "ref_area", "time_period", "obs_value")
"""Of the observations only what is checked: most of the time goes into hashing the frame."""


class RegisterRow(NamedTuple):
    """A row of the register frame: a claim as it is written."""

    claim_id: str
    statement_id: str
    phrase: str
    figure: str
    value: float
    lower: float
    upper: float
    closedness: str
    measure: str
    indicators: str
    groups: str
    reason: str
    who_would_know: str
    has_override: bool
    override_reason: str


REGISTER_COLUMNS = RegisterRow._fields

PAPER = "paper"
"""The column that says whose a row is, where a frame holds several papers."""

BOUNDS = ("lower", "upper", "first_lower", "first_upper")
STATED_COLUMNS = ("claim_id", "phrase", "closedness", *BOUNDS)
"""Of the claims frame what the register states, which a suite says once more."""


class ClaimRow(NamedTuple):
    """A row of the claims frame: what a claim states, and one reading as it was observed."""

    claim_id: str
    phrase: str
    lower: float
    upper: float
    closedness: str
    first_lower: float
    first_upper: float
    source: str
    vintage: str
    witness: str
    period: str
    obs_value: float
    obs_first: float
    obs_text: str
    is_inside: bool
    difference_text: str
    verdict: str
    standing: str
    sentence: str


CLAIM_COLUMNS = ClaimRow._fields

_CLOSEDNESS = {
    (True, True): "both",
    (True, False): "left",
    (False, True): "right",
    (False, False): "neither",
}
_ENDS = {word: ends for ends, word in _CLOSEDNESS.items()}


def closedness(bounds: Bounds) -> str:
    """Which ends belong to the interval: ``both``, ``left``, ``right`` or ``neither``."""
    return _CLOSEDNESS[bounds.is_lower_closed, bounds.is_upper_closed]


def interval(lower: float | None, upper: float | None, ends: str) -> Bounds:
    """The bounds that two numbers and a word of `closedness` stand for; no number is no end."""
    is_lower_closed, is_upper_closed = _ENDS[ends]
    low = -math.inf if lower is None or math.isnan(lower) else lower
    high = math.inf if upper is None or math.isnan(upper) else upper
    return Bounds(0.0, low, high, is_lower_closed, is_upper_closed, "none")


def end_of(end: float | None) -> float | None:
    """An end of what is admitted as a table and a suite keep it; None where there is none."""
    return end if end is not None and math.isfinite(end) else None


def _cell(end: float | None) -> float:
    found = end_of(end)
    return math.nan if found is None else found


def claims_frame(assessment: Assessment) -> pd.DataFrame:
    """One row for each claim and observed declared reading; columns are `CLAIM_COLUMNS`."""
    import pandas as pd

    rows = [
        _claim_row(outcome, observed)
        for outcome in assessment.outcomes
        for observed in outcome.observed or (None,)
    ]
    return pd.DataFrame(rows, columns=list(CLAIM_COLUMNS))


def _claim_row(outcome: Outcome, observed: Observed | None) -> ClaimRow:
    second, first = outcome.admits, outcome.admits_first
    row = ClaimRow(
        claim_id=outcome.claim.id,
        phrase=outcome.claim.phrase,
        lower=_cell(second.lower if second else None),
        upper=_cell(second.upper if second else None),
        closedness=closedness(second) if second else "",
        first_lower=_cell(first.lower if first else None),
        first_upper=_cell(first.upper if first else None),
        source="",
        vintage="",
        witness="",
        period="",
        obs_value=math.nan,
        obs_first=math.nan,
        obs_text="",
        is_inside=False,
        difference_text="",
        verdict=str(outcome.verdict),
        standing=outcome.standing,
        sentence=outcome.sentence,
    )
    return row if observed is None else _with_observed(row, outcome.claim, observed)


def witness_of(observed: Observed) -> str:
    """What a reading can bear out: ``as_seen``, ``next``, ``later``; ``suspect`` nothing."""
    if observed.is_suspect:
        return "suspect"
    if observed.role == "as_seen":
        return "as_seen"
    return "next" if observed.is_next else "later"


def _with_observed(row: ClaimRow, claim: Claim, observed: Observed) -> ClaimRow:
    reading = observed.reading
    first = math.nan if reading.obs_first is None else reading.obs_first
    values = [value for value in (first, reading.obs_value) if not math.isnan(value)]
    return row._replace(
        source=reading.source,
        vintage=reading.vintage,
        witness=witness_of(observed),
        # The length of a list has no year.
        period=say_period(reading.start, reading.end) if reading.start else "",
        obs_value=reading.obs_value,
        obs_first=first,
        obs_text=" to ".join(say_observed(claim, value) for value in values),
        is_inside=reading.is_inside,
        difference_text=observed.difference_text,
    )


def register_frame(paper: Paper) -> pd.DataFrame:
    """One row for each claim of the register; columns are `REGISTER_COLUMNS`."""
    import pandas as pd

    rows = []
    for statement in paper.statements:
        for claim in statement.claims:
            bounds = admits(claim)
            why = claim.unverifiable
            rows.append(
                RegisterRow(
                    claim_id=claim.id,
                    statement_id=statement.id,
                    phrase=claim.phrase,
                    figure=claim.figure.text,
                    value=bounds.value,
                    lower=_cell(bounds.lower),
                    upper=_cell(bounds.upper),
                    closedness=closedness(bounds),
                    measure=claim.measure or "",
                    indicators=_names(claim.indicator, *statement.axes.indicators),
                    groups=_names(claim.group, *statement.axes.groups),
                    reason=why.reason if why else "",
                    who_would_know=why.who_would_know if why else "",
                    has_override=claim.hedge is not None or claim.quantum is not None,
                    override_reason=claim.override_reason,
                )
            )
    return pd.DataFrame(rows, columns=list(REGISTER_COLUMNS))


def _names(*names: str) -> str:
    """Names as one cell: a frame with lists in it cannot be hashed."""
    return " ".join(dict.fromkeys(map(without_blanks, filter(None, names))))


def without_blanks(name: str) -> str:
    """A name of a group or an indicator that can stand in a list: "BFA + MLI" as "BFA+MLI"."""
    return "".join(name.split())


def observations_frame(snapshot: Snapshot) -> pd.DataFrame:
    """The observations of a snapshot as they lie in it; columns are `CHECKED_COLUMNS`."""
    return snapshot.observations[list(CHECKED_COLUMNS)]
