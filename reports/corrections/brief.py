"""The first screen of a correction: what an editor reads before anything else.

The sentence in its context, why we write, one value of one edition of one source, and one line of
doubt. All else that is known stands in the annex (`case`), so that nothing here argues with it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from expectations.outcomes import STANDINGS, Verdict
from expectations.wording.verdicts import words_of
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
    def gap(self) -> str:
        """What stands between the phrase and the text after it: nothing before a stop."""
        return "" if self.after[:1] in tuple(",.;:!?)]”’") else " "


_ANCHOR = 32
"""So many letters on each side tell a place from others; more of them break at a line's end."""
_OPENING = tuple("([{“‘«¿¡$€£¥-–—/")
_CLOSING = tuple(",.;:!?)]}”’»%-–—/")


def brief_of(dossier: Dossier) -> Brief:
    """What the first screen of a correction says."""
    claim = dossier.claim
    before, exact, after = _context(dossier)
    row = _chosen(claim)
    return Brief(
        before=_end_of(before),
        exact=exact,
        after=_start_of(after),
        place=_place(claim),
        why=_why(claim),
        value="" if row is None else _say_value(claim, row),
        doubt=_doubt(claim, dossier.wording, row),
        subject=_subject(claim),
    )


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
    """What was found, as far as the verdict allows it to be said."""
    against = [one.text for one in claim.implications if one.holds is False]
    if claim.verdict == Verdict.CONTRADICTED and against:
        return against[0]
    words = words_of(claim.verdict, claim.explanation.changed)
    reading, meaning = claim.explanation.reading, words.meaning
    is_told = claim.verdict in {Verdict.STALE, Verdict.DEFINITION_DEPENDENT}
    if reading is None or not is_told or claim.explanation.is_coincidence:
        return _COINCIDENCE if reading is not None and is_told else meaning
    found = f"it agrees with {reading.obs_text} in {reading.period_text}"
    if claim.verdict == Verdict.STALE:
        return f"The figure is out of date: {found}, and no longer with the time it speaks of."
    what = words.name.lower().replace("depends", "The figure depends", 1)
    return f"{what}: {found}."


_COINCIDENCE = (
    "The statistics of the time that the text speaks of do not give the figure; that another way "
    "of computing it does may be chance."
)


def _say_value(claim: ClaimEntry, row: EvidenceEntry) -> str:
    """One value: "According to World Development Indicators, edition of 21 May 2018, ..."."""
    subject = _subject(claim)
    # A name of an area that has a comma in it is closed by one.
    subject += "," if "," in subject.rpartition(" of ")[2] else ""
    verb = "went from" if claim.stated.first else "was"
    when = _when(row) if row.start else ""
    if not row.role_text:
        return f"{row.source_label} gives {row.obs_text}."
    seen = "which you could have seen" if row.role == "as_seen" else "later than your text"
    vintage = f"edition of {say_day(row.vintage)}, {seen}"
    said = f"According to {row.source_label}, {vintage}, {subject} {verb} {row.obs_text}{when}."
    return f"{said} It is converted from US$ {row.converted}." if row.converted else said


def _subject(claim: ClaimEntry) -> str:
    subject = claim.declared.subject or claim.declared.indicator_label
    return subject if not subject or subject.startswith(("the ", "what ")) else f"the {subject}"


def _when(row: EvidenceEntry) -> str:
    return f" in {row.end}" if row.start == row.end else f" between {row.start} and {row.end}"


def say_day(text: str) -> str:
    """A day for people ("21 May 2018"); what is no day, as it is."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return text
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    return f"{day.day} {day:%B %Y}"


def _doubt(claim: ClaimEntry, wording: str, row: EvidenceEntry | None) -> str:
    """What speaks against being too sure: the other editions first, then the list of countries."""
    rows = claim.declared.evidence
    spread = _say_spread(claim, rows)
    held = judge_wording(claim, wording)
    if held.agreement == "none":
        return f"The proposed wording agrees with none of the editions that we hold{spread}."
    if held.agreement == "some" and row is not None:
        name = f"{row.source.upper()} {row.vintage}"
        return f"Editions and sources differ{spread}, so please name {name} with the figure."
    if claim.verdict in _OPEN and spread:
        return f"Editions and sources differ{spread}."
    unverified = [one for one in claim.not_established if "is not verified" in one]
    return unverified[0] if unverified else ""


def _say_spread(claim: ClaimEntry, rows: Sequence[EvidenceEntry]) -> str:
    """From what to what the editions range: ": they give 30.2% to 32.2%"."""
    known = sorted((one for one in rows if one.obs_value is not None), key=_value)
    texts = list(dict.fromkeys(one.obs_text for one in known))
    if len(texts) < 2:
        return ""
    if claim.stated.first:
        return f": they go from {texts[0]}, or from {texts[-1]}"
    return f": they give {texts[0]} to {texts[-1]}"


def _value(row: EvidenceEntry) -> float:
    return row.obs_value or 0.0
