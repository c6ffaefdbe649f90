"""The first screen of a correction: what an editor reads before anything else.

The sentence in its context, why we write, one value of one edition of one source, and one line of
doubt. All else that is known stands in the annex (`case`), so that nothing here argues with it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from msgspec import structs

from expectations.outcomes import STANDINGS, Verdict
from expectations.wording.formats.letters import (
    say_doubt,
    say_given,
    say_newest,
    say_unnamed_years,
    say_why,
)
from expectations.wording.measures import with_article
from expectations.wording.rewordings import say_slipped
from reports.decisions.wording_check import judge_wording
from reports.findings.claim_model import ClaimEntry
from reports.findings.reading_model import EvidenceEntry
from reports.records import Dossier

_AROUND = 160
"""So many characters of a sentence are shown before the phrase, and as many after it."""
_OPEN = frozenset({verdict.value for verdict in Verdict if STANDINGS[verdict] != "off"})


@dataclass(frozen=True)
class Brief:
    """A correction on one screen; texts are not escaped.

    Attributes:
        before: What the sentence says before the phrase; may be empty.
        exact: The phrase.
        after: What it says after it; may be empty.
        place: Where it stands: "in section II, on page 3"; may be empty.
        why: Why we write, in one sentence.
        value: What one edition of one source gives; empty where none covers the figure.
        doubt: What speaks against being too sure, in one sentence; empty where nothing does.
        subject: What is measured, of whom; empty where nothing is.
    """

    before: str
    exact: str
    after: str
    place: str
    why: str
    value: str
    doubt: str
    subject: str

    @property
    def gap_before(self) -> str:
        """What stands between the text before the phrase and it: nothing behind a bracket."""
        return _gap_before(self.before)

    @property
    def gap(self) -> str:
        """What stands between the phrase and the text after it: nothing before a stop."""
        return "" if self.after[:1] in _STOPS else " "


_STOPS = tuple(",.;:!?)]”’")
_ANCHOR = 32
"""So many letters on each side tell a place from others; more of them break at a line's end."""
_OPENING = tuple("([{“‘«¿¡$€£¥-–—/")
_CLOSING = tuple(",.;:!?)]}”’»%-–—/")


def brief_of(dossier: Dossier) -> Brief:
    """What the first screen of a correction says."""
    claim = dossier.claim
    before, exact, after = _context(dossier)
    lead = leading_words(claim, exact, dossier.wording)
    trail = trailing_words(claim, exact, dossier.wording)
    before = f"{before}{_gap_before(before)}{lead}"
    exact = exact[len(lead) : len(exact) - len(trail)]
    if trail:
        after = f"{trail.strip()}{'' if after[:1] in _STOPS else ' '}{after.strip()}"
    row = _chosen(claim)
    return Brief(
        before=_end_of(before),
        exact=exact,
        after=_start_of(after),
        place=_place(claim),
        why=_why(claim),
        value="" if row is None else _value(claim, row, f"{before}{exact}{after}"),
        doubt=_doubt(claim, dossier.wording, row),
        subject=_subject(claim),
    )


def _gap_before(before: str) -> str:
    return " " if before and not before[-1].isspace() and not before.endswith(_OPENING) else ""


def _context(dossier: Dossier) -> tuple[str, str, str]:
    """The phrase with what stands around it: in the text as reviewed, else in the register."""
    quote, claim = dossier.quote, dossier.claim
    exact = quote.get("exact") or claim.phrase
    before, after = quote.get("prefix", ""), quote.get("suffix", "")
    sentence = " ".join(claim.source_sentence.split())
    if sentence.count(exact) == 1 and len(before) + len(after) < len(sentence) - len(exact):
        before, _, after = sentence.partition(exact)
    return before, exact, after


def around(dossier: Dossier) -> tuple[str, str]:
    """What stands right before and right after the phrase, with the white space between.

    A client that anchors an annotation puts the three together as they are: without the blank
    behind "accounting for" it finds "29%" nowhere.
    """
    before, after = dossier.quote.get("prefix", ""), dossier.quote.get("suffix", "")
    if not before and not after:
        before, _, after = _context(dossier)  # cut from a sentence, with its blanks
        return before[-_ANCHOR:], after[:_ANCHOR]
    if before and not before.endswith(_OPENING):
        before += " "
    if after and not after.startswith(_CLOSING):
        after = f" {after}"
    return before, after


_HEDGES = frozenset(
    {
        "a", "about", "above", "almost", "around", "at", "below", "fewer", "just", "least", "less",
        "minus", "more", "most", "nearly", "no", "not", "only", "over", "roughly", "some", "than",
        "to", "under", "up",
    }
)  # fmt: skip
"""Words before a figure that belong to it."""


def leading_words(claim: ClaimEntry, exact: str, wording: str) -> str:
    """Words before a figure that its phrase has only to be found by: "Africa was " of a number.

    They are those that phrase and wording share. Of a phrase that a person chose there are none,
    nor of two figures, whose words tell a movement.
    """
    if claim.reading is None or claim.stated.first is not None:
        return ""
    at = exact.find(claim.stated.text)
    words = re.findall(r"\S+\s+", exact[: max(at, 0)])
    while words and words[-1].strip().lower() in _HEDGES:
        words.pop()
    lead = "".join(words)
    return lead if wording.startswith(lead) or not wording else ""


_NO_UNIT = re.compile(
    r"\s+(?!(?:per|percent\w*|point|times?|years?|thousand|million|billion|trillion|bn|mn|m|k|US|"
    r"dollars?)\b)[A-Za-z][^\d]*"
)


def trailing_words(claim: ClaimEntry, exact: str, wording: str) -> str:
    """Words behind a figure that its phrase has only to be found by: " between" of a number.

    They are those in which phrase and wording end, without a unit; as `leading_words`.
    """
    if claim.reading is None or claim.stated.first is not None:
        return ""
    at = exact.find(claim.stated.text)
    trail = exact[at + len(claim.stated.text) :] if at >= 0 else ""
    is_shared = wording.endswith(trail) or not wording
    return trail if is_shared and _NO_UNIT.fullmatch(trail) else ""


def _end_of(text: str) -> str:
    """The last words of what stands before the phrase."""
    folded = " ".join(text.split())
    if len(folded) <= _AROUND:
        return folded
    return f"… {folded[-_AROUND:].partition(' ')[2]}"


def _start_of(text: str) -> str:
    """The first words of what stands after it."""
    folded = " ".join(text.split())
    if len(folded) <= _AROUND:
        return folded
    return f"{folded[:_AROUND].rpartition(' ')[0]} …"


def _place(claim: ClaimEntry) -> str:
    section = f"in section {claim.section}" if claim.section else ""
    page = f"on page {claim.page}" if claim.page else ""
    return ", ".join(filter(None, (section, page)))


def _chosen(claim: ClaimEntry) -> EvidenceEntry | None:
    """The edition that is named: the one that a wording rests on, else one of the time."""
    rows = claim.declared.evidence
    basis = claim.correction.basis if claim.correction else ""
    for row in rows:
        if basis and basis.startswith(f"{row.source.upper()} {row.vintage}"):
            return row
    return next((row for row in rows if row.role == "as_seen"), rows[0] if rows else None)


def _why(claim: ClaimEntry) -> str:
    explanation = claim.explanation
    why = say_why(
        claim.verdict,
        explanation.changed,
        explanation.reading,
        [one.text for one in claim.implications if one.holds is False],
        is_coincidence=explanation.is_coincidence,
    )
    slip, cause = explanation.slip, explanation.cause
    told = say_slipped(slip) if slip is not None else cause.text if cause is not None else ""
    return f"{why} {told}" if told else why


def _value(claim: ClaimEntry, row: EvidenceEntry, shown: str) -> str:
    is_pair = claim.stated.first is not None
    said = say_given(_subject(claim), row, is_pair=is_pair)
    if not claim.source_sentence or not row.end or not row.role_text:
        return said
    years = {row.end, row.start} if is_pair else {row.end}
    unnamed = say_unnamed_years({year for year in years if not _names_year(shown, year)})
    return f"{said} {unnamed}" if unnamed else said


def _names_year(text: str, year: int) -> bool:
    """Whether a text names a year, if only by its last digits: "1990–95", "2014/15"."""
    return bool(re.search(rf"{year}|[-–/’']{year % 100:02}\b", text))


def _subject(claim: ClaimEntry) -> str:
    subject = claim.declared.subject or claim.declared.indicator_label
    return with_article(subject) if subject else ""


def _doubt(claim: ClaimEntry, wording: str, row: EvidenceEntry | None) -> str:
    """What speaks against being too sure: the other editions first, then the list of countries."""
    known = sorted((one for one in claim.declared.evidence if one.obs_value is not None), key=_size)
    # Of a newest year each edition has its own: what differs is then not the edition alone.
    has_years = len({(one.start, one.end) for one in known if one.end}) > 1
    values = list(dict.fromkeys(_with_year(one) if has_years else one.obs_text for one in known))
    agreement = judge_wording(claim, wording).agreement
    is_told = agreement == "none" or (agreement == "some" and row is not None)
    said = ""
    if is_told or claim.verdict in _OPEN:
        name = f"{row.source.upper()} {row.vintage}" if row is not None else ""
        kind = agreement if is_told else "differ"
        newest = "" if row is None else _newest(claim, wording, row)
        is_pair = claim.stated.first is not None
        said = say_doubt(kind, values, name, is_pair=is_pair, newest=newest, has_years=has_years)
    unverified = [one for one in claim.not_established if "is not verified" in one]
    return said or (unverified[0] if unverified else "")


def _with_year(row: EvidenceEntry) -> str:
    return f"{row.obs_text} in {row.period_text}" if row.end else row.obs_text


def _newest(claim: ClaimEntry, wording: str, chosen: EvidenceEntry) -> str:
    """What the newest edition of the same source gives; empty where the wording agrees with it."""
    for row in claim.declared.evidence:
        if row.role == "today" and row.source == chosen.source and row is not chosen:
            alone = structs.replace(claim.declared, evidence=(row,))
            if judge_wording(structs.replace(claim, declared=alone), wording).agreement == "none":
                return say_newest(row, row.source)
    return ""


def _size(row: EvidenceEntry) -> float:
    return row.obs_value or 0.0
