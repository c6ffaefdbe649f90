"""Whether an approved correction was made in a new version of a paper's text. Pure.

The place of a correction is found by what stands around it, for the figure itself may have changed.
It is the place only where both sides say so, or one side at length and the other does not
contradict; a place that two passages could be is none. The figure that stands there is then read
(`sources.figures.parse`), so white space, separators, "per cent" and number words do not matter,
and judged by what its own print admits (`expectations.judging.tolerance`).

What may surprise:

- a note that quotes the correction ("Correction: 29% should read 31%") is no place of it: the
  passage itself decides, and a passage that still stands is ``not-made`` whatever a note says;
- of several places that are alike, all must say the same, or the outcome is ``not-made`` with a
  note: nothing is called made that may have been found at the wrong place;
- another figure is held against the value that the correction rests on, the first source as the
  author could have seen it; other sources may say otherwise, as they may of the approved one;
- one that this value does not bear out is called off only where the figure that was corrected was,
  and this one is no nearer to all that is at hand: how near is too close to call is judged from
  whole series, which are not read here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import msgspec

from expectations.judging.tolerance import admits, admits_first, is_inside
from expectations.outcomes import Bounds, Verdict
from expectations.wording.rewordings import PassageNote, say_ambiguous
from reports.decisions.passages import Passage, find_passages
from reports.decisions.surroundings import SearchedText
from reports.findings.claim_model import ClaimEntry
from reports.records import Dossier, Event, RecheckOutcome
from sources.figures.parse import find_figures
from sources.model import Claim, Figure, Period
from sources.texts.anchors import AnchoredText, TextQuote, find_anchor
from sources.texts.folding import normalise_text

MOST_NUMBERS = 100_000
"""Of a text, in digits or in words: each may be the figure, and is looked at with what is around
it. Some three times those of a thousand pages."""
_NUMBER_WITH_COMMAS = re.compile(r"(?<=\d),(?=\d{3})")


@dataclass(frozen=True)
class Rechecked:
    """What a new text says of one correction.

    Attributes:
        correction_id: The correction.
        claim_id: Its claim.
        outcome: See `RecheckOutcome`.
        found: What stands there now; empty where nothing was found.
        start: Where that begins in the text as given; None where nothing was found.
        holds: Whether the data bear out what stands there now; None where that cannot be told.
        is_promised: Whether the correction had been said to be made.
        note: What a person should know, in a sentence; may be empty.
    """

    correction_id: str
    claim_id: str
    outcome: RecheckOutcome
    found: str = ""
    start: int | None = None
    holds: bool | None = None
    is_promised: bool = False
    note: str = ""

    @property
    def is_news(self) -> bool:
        """Whether it was said to be made, and is not."""
        return self.is_promised and self.outcome in ("not-made", "gone")


class RecheckedEntry(msgspec.Struct, frozen=True):
    """The fields of `Rechecked` for programs, and whether it is news."""

    correction_id: str
    claim_id: str
    outcome: RecheckOutcome
    found: str
    start: int | None
    holds: bool | None
    is_promised: bool
    is_news: bool
    note: str


class RecheckReport(msgspec.Struct, frozen=True):
    """What ``corrigenda recheck --json`` prints; ``news`` are ids of corrections."""

    paper_id: str
    text_sha256: str
    news: tuple[str, ...]
    corrections: tuple[RecheckedEntry, ...]


def recheck_report(
    paper_id: str, text_sha256: str, rechecked: Sequence[Rechecked]
) -> RecheckReport:
    """The outcomes of a paper's corrections in a text, for programs."""
    return RecheckReport(
        paper_id=paper_id,
        text_sha256=text_sha256,
        news=tuple(one.correction_id for one in rechecked if one.is_news),
        corrections=tuple(
            RecheckedEntry(
                correction_id=one.correction_id,
                claim_id=one.claim_id,
                outcome=one.outcome,
                found=one.found,
                start=one.start,
                holds=one.holds,
                is_promised=one.is_promised,
                is_news=one.is_news,
                note=one.note,
            )
            for one in rechecked
        ),
    )


def recheck(dossier: Dossier, text: str | SearchedText) -> Rechecked:
    """Look for a correction in a new version of the text.

    Args:
        dossier: The correction, as approved.
        text: The whole text, plain or Markdown.

    Raises:
        InputError: The text is too large for the corrections that are looked for in it.
    """
    searched = text if isinstance(text, SearchedText) else SearchedText(AnchoredText(text))
    passages = find_passages(dossier.quote, dossier.wording, searched)
    # The same words at a thousand places are read once.
    distinct = {one.text: one for one in passages}
    by_text = {text: _judge(dossier, one) for text, one in distinct.items()}
    results = [by_text[one.text] for one in passages]
    blank = Rechecked(
        dossier.correction_id,
        dossier.claim.claim_id,
        "gone",
        is_promised=is_promised(dossier, searched.sha256),
        note=str(PassageNote.NOT_FOUND),
    )
    if not results:
        return blank
    first = results[0]
    if any(one[:2] != first[:2] for one in results):
        standing = [at for at, one in enumerate(results) if one[0] == "not-made"]
        at = standing[0] if standing else 0
        return replace(
            blank,
            outcome="not-made",
            found=passages[at].text,
            start=passages[at].start,
            note=say_ambiguous(len(passages)),
        )
    outcome, holds, said = first
    note = str(said)
    if not dossier.quote.get("prefix") and not dossier.quote.get("suffix"):
        note = f"{note} {PassageNote.BY_OWN_WORDS}".strip()
    return replace(
        blank,
        outcome=outcome,
        found=passages[0].text,
        start=passages[0].start,
        holds=holds,
        note=note,
    )


def with_context(dossier: Dossier, old: AnchoredText) -> Dossier:
    """A correction whose quote has the words around it, from the text as it was.

    One that has them, or whose quote does not stand there just once, stays as it is.
    """
    quote = dossier.quote
    if quote.get("prefix") or quote.get("suffix"):
        return dossier
    found = find_anchor(TextQuote(quote["exact"]), old)
    if found is None:
        return dossier
    around = {"prefix": found.quote.prefix, "suffix": found.quote.suffix}
    return replace(dossier, quote={**quote, **around})


def is_promised(dossier: Dossier, sha256: str) -> bool:
    """Whether the revision that stands was said to be made, or was found in another text.

    Args:
        dossier: The correction with its events.
        sha256: Of the new text: that it was found in this very text before promises nothing.
    """
    since: list[Event] = []
    for event in dossier.events:
        since = [] if event.kind == "approve" else [*since, event]
    return dossier.state == "corrected" or any(
        event.kind == "corrected"
        or (event.kind == "verified" and event.detail.text_sha256 != sha256)
        for event in since
    )


def _judge(dossier: Dossier, passage: Passage) -> tuple[RecheckOutcome, bool | None, PassageNote]:
    """The outcome at one passage, whether the data bear it out, and a note."""
    if plain_form(passage.text) == plain_form(dossier.quote["exact"]):
        return "not-made", None, PassageNote.NOTHING
    if plain_form(passage.text) == plain_form(dossier.wording):
        return "made", _holds(dossier.claim, passage), PassageNote.NOTHING
    was, wanted, now = map(_read, (dossier.quote["exact"], dossier.wording, passage.text))
    if now is None:
        if was is None:
            return "not-made", None, PassageNote.NOT_READ
        return "made-differently", None, PassageNote.NO_FIGURE
    if wanted is not None and _same(wanted, now) and _says_as(wanted, now):
        return "made", _holds(dossier.claim, passage), PassageNote.IN_OTHER_WORDS
    if was is not None and _same(was, now):
        if _says_against(was, now):
            return "made-differently", None, PassageNote.TURNED_ROUND
        return "not-made", None, PassageNote.STILL_THERE
    return _judge_other(dossier.claim, wanted, now, _holds(dossier.claim, passage))


def _judge_other(
    claim: ClaimEntry, wanted: Figure | None, now: Figure, holds: bool | None
) -> tuple[RecheckOutcome, bool | None, PassageNote]:
    """The outcome where another figure stands than the one that was corrected."""
    if wanted is not None and _same(wanted, now) and not _says_against(wanted, now):
        return "made", holds, PassageNote.IN_OTHER_WORDS
    if _says_against(wanted, now):
        return "made-differently", False, PassageNote.OTHER_DIRECTION
    if holds and _is_coarser(claim, wanted, now):
        return "made-differently", True, PassageNote.LESS_PRECISE
    if holds:
        return "made", True, PassageNote.BORNE_OUT
    if holds is None:
        return "made-differently", None, PassageNote.NOT_JUDGED
    if _is_surely_off(claim, now):
        return "made-differently", False, PassageNote.NOT_BORNE_OUT
    return "made-differently", None, PassageNote.LEFT_OPEN


_SHOWN_TO_BE_OFF = frozenset({Verdict.REFUTED, Verdict.STALE, Verdict.DEFINITION_DEPENDENT})
"""Verdicts of a figure that lies further from the data than revisions explain."""


def _is_surely_off(claim: ClaimEntry, now: Figure) -> bool:
    """Whether another figure is off since it is no nearer than the one that was found to be off.

    A figure above the data has more room than one below, since estimates double oftener than they
    vanish: what is off above is off as far below, and not the other way.
    """
    was, rows = _read(claim.phrase), claim.declared.evidence
    values = [row.obs_value for row in rows if row.obs_value is not None]
    is_told = claim.verdict in _SHOWN_TO_BE_OFF and claim.declared.period.end is not None
    if was is None or not values or not is_told:
        return False
    if was.first is not None or now.first is not None or _fits_otherwise(claim, now):
        return False
    before, after = (_beyond(claim, figure, values) for figure in (was, now))
    is_as_far = 0 < abs(before) <= abs(after)
    return is_as_far and (before > 0 or after < 0)


def _fits_otherwise(claim: ClaimEntry, figure: Figure) -> bool:
    """Whether another reading that was tried bears a figure out."""
    rows = claim.grid.rows if claim.grid is not None else ()
    bounds = _admitted_by(claim, figure)
    tried = (value for row in rows for value in row.values if value is not None)
    return any(is_inside(value, bounds) for value in tried)


def _beyond(claim: ClaimEntry, figure: Figure, values: Sequence[float]) -> float:
    """How far above all values what rounds to a figure lies; below them less than nothing."""
    bounds = _admitted_by(claim, figure)
    ends = (bounds.lower, bounds.upper, bounds.coarse_lower, bounds.coarse_upper)
    known = [end for end in ends if end is not None]
    lower, upper = min(known), max(known)
    if lower > max(values):
        return lower - max(values)
    return min(upper - min(values), 0.0)


def plain_form(text: str) -> str:
    """A phrase without what differs from print to print: case, blanks, separators, "per cent"."""
    folded = normalise_text(text).lower()
    folded = re.sub(r"\s*(?:per ?cent|percent)\b", "%", _NUMBER_WITH_COMMAS.sub("", folded))
    folded = re.sub(r"(?<=\w)- (?=\w)", "", folded)
    return re.sub(r"[\s\-]+", " ", folded).strip(" .,;:()\"'")


def _read(text: str) -> Figure | None:
    """The one figure of a passage; None where there is none, or several."""
    figures = find_figures(normalise_text(text))
    return figures[0] if len(figures) == 1 else None


def _same(one: Figure, other: Figure) -> bool:
    """Whether two figures state the same: number, unit, hedge, and how exactly."""
    firsts = [figure.first and figure.first.value for figure in (one, other)]
    return (one.value, one.unit, one.top, one.hedge) == (
        other.value,
        other.unit,
        other.top,
        other.hedge,
    ) and firsts[0] == firsts[1]


def _says_against(wanted: Figure | None, now: Figure) -> bool:
    """Whether a figure is told as a rise where it was approved as a fall, or the other way."""
    if wanted is None:
        return False
    return bool(wanted.direction and now.direction and wanted.direction != now.direction)


def _says_as(wanted: Figure, now: Figure) -> bool:
    """Whether a figure is told in the direction in which it was approved."""
    return bool(wanted.direction) and wanted.direction == now.direction


def _is_coarser(claim: ClaimEntry, wanted: Figure | None, now: Figure) -> bool:
    """Whether a figure admits more than the one that was approved."""
    if wanted is None:
        return False
    return _width(claim, now) > _width(claim, wanted) * 1.001


def _width(claim: ClaimEntry, figure: Figure) -> float:
    """How much a figure admits; without end for a bound."""
    bounds = _admitted_by(claim, figure)
    return bounds.upper - bounds.lower


def _admitted_by(claim: ClaimEntry, figure: Figure) -> Bounds:
    """What a figure admits where a claim has it."""
    measure = claim.declared.measure or None
    return admits(Claim(id="", statement_id="", phrase=figure.text, figure=figure, measure=measure))


def _holds(claim: ClaimEntry, passage: Passage) -> bool | None:
    """Whether the data bear out the figure that stands there, by what its own print admits."""
    figure = _read(passage.text)
    values = basis_values(claim)
    if figure is None or values is None or not _is_same_kind(claim, figure):
        return None
    read = Claim(
        id="",
        statement_id="",
        phrase=passage.text,
        figure=figure,
        measure=claim.declared.measure or None,
        period=Period(None, None),
    )
    bounds, first_bounds = admits(read), admits_first(read)
    return _is_admitted(*values, bounds, first_bounds)


def _is_admitted(
    value: float, first: float | None, bounds: Bounds, first_bounds: Bounds | None
) -> bool:
    if (first is None) is not (first_bounds is None):
        return False
    is_first_inside = first is None or first_bounds is None or is_inside(first, first_bounds)
    return is_first_inside and is_inside(value, bounds)


def basis_values(claim: ClaimEntry) -> tuple[float, float | None] | None:
    """What a correction rests on: a value of the declared reading, and of a pair its first.

    It is the first source as the author could have seen it, as in
    `expectations.explaining.corrections`; where there is none, the first source. None where nothing
    was observed.
    """
    rows = claim.declared.evidence
    for row in (*(row for row in rows if row.role == "as_seen"), *rows):
        if row.obs_value is not None:
            return row.obs_value, row.obs_first
    return None


def _is_same_kind(claim: ClaimEntry, figure: Figure) -> bool:
    """Whether a figure is in the unit of the claim: people are no per cent."""
    kinds = {
        "percent": {"fraction"},
        "percentage_points": {"fraction_difference"},
        "usd": {"usd"},
        "years": {"years"},
        "number": {"number", "persons"},
    }
    return claim.stated.unit in kinds[figure.unit]
