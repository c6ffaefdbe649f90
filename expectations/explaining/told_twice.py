"""Two figures of one text that tell the same quantity, area and year, and exclude each other.

Both cannot be right, whatever the data have. It is told beside both; no verdict turns on it, since
nothing in it says which of the two is wrong. What is rounded otherwise excludes nothing, what is
hedged is passed over, and so is a sentence that names an edition, an estimate or a part of a year.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from expectations.explaining.consistency import reach_of
from expectations.judging.tolerance import SCALES, admits, quantum_of
from expectations.wording.implications import say_told_twice
from sources.model import Claim

_TOLD = frozenset({"value", "total", "share", "per_head", "growth"})
_BOUNDS = frozenset({"none", "lower", "upper"})
_MOST = 2
"""So many figures are named that one excludes; more are a list, and not a slip."""
_OTHERWISE = re.compile(
    r"\b(?:revis\w+|editions?|vint\w+|estimat\w+|forecasts?|project\w+|preliminary|provisional|"
    r"previous(?:ly)?|earlier|original(?:ly)?|initial(?:ly)?|reported|according|sources?|rebas\w+|"
    r"instead|rather|not|wrong(?:ly)?|correct(?:ed|ion)?|IMF|ADB|OECD|Eurostat|ILO|"
    r"targets?|expected|planned|assum\w+|scenarios?|adjust\w+|"
    r"mid|early|late|ends?|end-\w+|beginning|start|half|quarters?|months?|monthly|Q[1-4]|H[12]|"
    r"January|February|March|April|June|July|August|September|October|November|December)\b",
    re.IGNORECASE,
)
"""Words of other editions, of estimates, and of parts of a year: both figures may be right."""


def told_twice(claims: Sequence[Claim]) -> Mapping[str, str]:
    """By a claim's id the sentence that the text says something else of the same."""
    by_subject: dict[tuple[object, ...], list[Claim]] = {}
    for claim in claims:
        if _is_plain(claim):
            by_subject.setdefault(_subject(claim), []).append(claim)
    said = {}
    for same in by_subject.values():
        # What says the same twice excludes the same: a long text may say it thousands of times.
        told = [_Told.of(one) for one in same] if len(same) > 1 else []
        excluded = _excluded(tuple(dict.fromkeys(told)))
        for one, its in zip(same, told, strict=False):
            if 0 < len(excluded[its]) <= _MOST:
                said[one.id] = say_told_twice(excluded[its])
    return said


class _Told(NamedTuple):
    """What a claim tells of its subject: its words, what they admit, and their last step."""

    phrase: str
    low: float
    high: float
    step: float

    @classmethod
    def of(cls, claim: Claim) -> _Told:
        low, high = reach_of(claim)
        return cls(claim.phrase, low, high, float(quantum_of(claim) * SCALES[claim.figure.unit]))


def _excluded(told: Sequence[_Told]) -> Mapping[_Told, Sequence[str]]:
    """What each excludes, by more than careless rounding explains: one phrase too many at most."""
    low, high, step = (
        np.array([getattr(one, name) for one in told]) for name in ("low", "high", "step")
    )
    found: dict[_Told, Sequence[str]] = {}
    for one in told:
        room = np.maximum(step, one.step) / 2
        apart = np.flatnonzero((one.high + room < low) | (high + room < one.low))
        phrases: dict[str, None] = {}
        for at in apart.tolist():
            phrases[told[at].phrase] = None
            if len(phrases) > _MOST:
                break
        found[one] = list(phrases)
    return found


def _is_plain(claim: Claim) -> bool:
    """Whether a claim is surely read, of one year, and told without hedge or reserve."""
    figure, period = claim.figure, claim.period
    is_sure = claim.how_read is None or claim.how_read.state != "unsure"
    is_one = figure.first is None and figure.top is None and not figure.is_rank
    is_year = period.end is not None and (period.start == period.end or claim.measure == "growth")
    if not (is_sure and is_one and is_year and claim.measure in _TOLD) or claim.unverifiable:
        return False
    return admits(claim).rule in _BOUNDS and not _OTHERWISE.search(claim.sentence)


def _subject(claim: Claim) -> tuple[object, ...]:
    figure = claim.figure
    what = claim.measure, claim.indicator, claim.of, claim.to, claim.among, claim.weighting
    return (*what, claim.group, claim.period, SCALES[figure.unit], figure.currency)
