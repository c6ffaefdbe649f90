"""What every format tells of a correction, taken from its dossier once: a `Case`.

What it says of the finding, and how sure that is, is worded by
`expectations.wording.formats.letters`.

Who sends a correction: what a letter and a ClaimReview say of us.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from expectations.wording.formats.letters import (
    AGREES,
    NOTHING_HELD,
    say_found,
    say_held,
    say_in_plain_words,
    say_no_data_for,
    say_not_established,
    say_role_to_authors,
    say_tried,
    say_vintages_head,
)
from expectations.wording.values import say_day
from expectations.wording.verdicts import VerdictWords, words_of
from reports.corrections.brief import Brief, brief_of, leading_words, trailing_words
from reports.decisions.wording_check import judge_wording
from reports.findings.claim_model import ClaimEntry
from reports.findings.model import GroupEntry, VintageEntry
from reports.findings.reading_model import DeclaredEntry, EvidenceEntry, ReadingEntry
from reports.records import Dossier
from sources.suppliers import SUPPLIED_BY


def say_sureness(claim: ClaimEntry, read_as: Sequence[str]) -> list[str]:
    """How sure a finding is, sentence by sentence.

    Chance, noise, the paper's other figures, and what is not established.

    Args:
        claim: The claim's entry of `findings.json`.
        read_as: What is said already of how the passage was read.
    """
    said = [say_tried(claim.explanation, is_any_inside=_fits_any(claim))]
    said.append(claim.firmness.text)
    # What the finding or the note on how it was read says already is not said again.
    said += [one.text for one in claim.implications if one.text not in claim.sentence]
    known = " ".join(read_as)
    left = [text for text in claim.not_established if text not in known]
    said += map(say_not_established, left)
    return [say_in_plain_words(text) for text in dict.fromkeys(filter(None, said))]


def _fits_any(claim: ClaimEntry) -> bool | None:
    """Whether any reading that is shown gives the figure; None where none is shown."""
    grid = claim.grid
    if grid is None:
        return None
    is_any = any(row.is_inside for row in claim.declared.evidence)
    return is_any or any(row.inside for row in grid.rows) or grid.left_out.inside > 0


_URN = uuid.UUID("6f0d7c52-6a0f-5e52-9b43-0c6c61f7a1d4")
"""Names what has no address of its own: the same correction gets the same name."""
_OFF_AT_MOST = 3


@dataclass(frozen=True)
class VintageValue:
    """What one edition of one source says.

    Attributes:
        source: ``WDI``.
        label: The name of the source.
        edition: Its day.
        when: The year or years: "in 2016"; may be empty.
        value: The value as text; with what is missing in it, where something is.
        seen: Whether it is as the authors could have seen it, or of today.
        agrees: Whether the figure agrees with it.
        note: Who supplied it by hand, how it was converted, what members have no data, and what
            that does.
    """

    source: str
    label: str
    edition: str
    when: str
    value: str
    seen: str
    agrees: bool
    note: str

    @property
    def agreement(self) -> str:
        """That the figure agrees with it; empty where it does not."""
        return AGREES if self.agrees else ""


@dataclass(frozen=True)
class EvidenceItem:
    """An edition that the letter rests on: where it is from and how to know it again."""

    key: str
    label: str
    edition: str
    attribution: str
    licence: str
    url: str
    sha256: str
    how_known: str


@dataclass(frozen=True)
class Case:
    """A correction as it is told outside; texts are not escaped.

    Attributes:
        correction_id: ``paper.claim``.
        words: What its verdict allows to be said.
        brief: What the first screen says.
        figure: The phrase without the words before its figure that only find it.
        proposed: The wording without the same words; empty where none is proposed.
        section: Where the passage stands; may be empty.
        exact: The phrase that states the figure.
        prefix: The text before it.
        suffix: The text after it.
        quantity: What the figure measures, of whom.
        list_note: Which countries are meant and where the list is from; may be empty.
        read_as: How we read the passage, where the text leaves something open.
        observed: What each edition says.
        finding: The finding in a sentence or two.
        sureness: How sure this is, sentence by sentence.
        wording: The proposed wording; empty where none is proposed.
        basis: What the figure in the wording rests on; empty where it is not the computed one.
        held: Which of the observed values the wording agrees with; empty where that is not known.
        comment: What the reviewer adds; may be empty.
        evidence: The editions.
        approved_by: Who approved it.
        approved_on: The day.
        approved_day: The same as people write it.
        permalink: Its page; may be empty.
        urn: Its name where it has no page.
    """

    correction_id: str
    words: VerdictWords
    brief: Brief
    figure: str
    proposed: str
    section: str
    exact: str
    prefix: str
    suffix: str
    quantity: str
    list_note: str
    read_as: tuple[str, ...]
    observed: tuple[VintageValue, ...]
    finding: str
    sureness: tuple[str, ...]
    wording: str
    basis: str
    held: str
    comment: str
    evidence: tuple[EvidenceItem, ...]
    approved_by: str
    approved_on: str
    approved_day: str
    permalink: str
    urn: str

    @property
    def approval(self) -> str:
        """Who approved it and when; a name with its office behind a comma is closed by one."""
        comma = "," if "," in self.approved_by else ""
        return f"{self.approved_by}{comma} on {self.approved_day}"

    @property
    def vintages_head(self) -> str:
        """What stands above the values of the editions; where none covers it, that."""
        if not self.observed:
            return NOTHING_HELD
        return say_vintages_head(is_any_agreeing=any(one.agrees for one in self.observed))

    @property
    def why(self) -> str:
        """What the finding is called: where nothing is known to differ, only why we write."""
        is_off = self.words.rating is not None and self.words.rating <= _OFF_AT_MOST
        return "What we found" if is_off else "Why we write"

    @property
    def gap(self) -> str:
        """What stands between the phrase and the text after it: nothing before a stop."""
        return "" if self.suffix[:1] in tuple(",.;:!?)]”’") else " "

    @property
    def passage(self) -> str:
        """The phrase with the text around it."""
        before = f"{self.prefix} " if self.prefix else ""
        return f"{before}{self.exact}{self.gap if self.suffix else ''}{self.suffix}"


def urn_of(*parts: str) -> str:
    """A name for what has no address: an UUID made of its parts."""
    return uuid.uuid5(_URN, "\n".join(parts)).urn


def case_of(dossier: Dossier) -> Case:
    """A dossier in the words of its formats."""
    claim = dossier.claim
    correction = claim.correction
    read_as = _read_as(dossier)
    is_computed = correction is not None and dossier.wording == correction.phrase
    exact = dossier.quote.get("exact") or claim.phrase
    lead = len(leading_words(claim, exact, dossier.wording))
    trail = len(trailing_words(claim, exact, dossier.wording))
    return Case(
        correction_id=dossier.correction_id,
        words=words_of(claim.verdict, claim.explanation.changed),
        brief=brief_of(dossier),
        figure=exact[lead : len(exact) - trail],
        proposed=dossier.wording[lead : len(dossier.wording) - trail],
        section=claim.section,
        exact=exact,
        prefix=dossier.quote.get("prefix", ""),
        suffix=dossier.quote.get("suffix", ""),
        quantity=_quantity(claim.declared),
        list_note=_note_on_list(claim.declared.group, dossier.groups),
        read_as=read_as,
        observed=tuple(_observed(row) for row in claim.declared.evidence),
        finding=say_found(claim.sentence),
        sureness=tuple(say_sureness(claim, read_as)),
        wording=dossier.wording,
        basis=correction.basis if correction and is_computed else "",
        held=_held(claim, dossier.wording),
        comment=dossier.comment,
        evidence=_evidence(claim, dossier.vintages),
        approved_by=dossier.approved_by,
        approved_on=dossier.approved_at[:10],
        approved_day=say_day(dossier.approved_at[:10]),
        permalink=dossier.permalink,
        urn=urn_of("correction", dossier.correction_id),
    )


def _quantity(declared: DeclaredEntry) -> str:
    """What is measured, of whom: "Share of the world: GDP at current prices; 65 countries"."""
    if not declared.measure:
        return ""
    what = ": ".join(filter(None, (declared.measure_label, declared.indicator_label)))
    return "; ".join(filter(None, (what, declared.weighting_label, declared.group_label)))


def _note_on_list(group_id: str, groups: Sequence[GroupEntry]) -> str:
    for group in groups:
        # One country is no list of countries.
        if group.id == group_id and len(group.members) != 1:
            return f"{group.label}: {group.provenance}".rstrip(".") + "."
    return ""


def _read_as(dossier: Dossier) -> tuple[str, ...]:
    """The note of the claim; that of its statement, which speaks of all its claims, without one."""
    claim = dossier.claim
    if claim.note:
        return (claim.note,)
    return tuple(
        statement.note
        for statement in dossier.paper.statements
        if statement.statement_id == claim.statement_id and statement.note
    )


def _held(claim: ClaimEntry, wording: str) -> str:
    """Which values the wording agrees with, so that it does not look surer than it is."""
    held = judge_wording(claim, wording)
    if held.agreement == "unread":
        return ""
    return say_held(held.text, is_some=held.agreement == "some")


def _observed(row: EvidenceEntry) -> VintageValue:
    note = say_no_data_for([member.name for member in row.missing])
    by = row.citation.supplied_by if row.citation else ""
    whose = (f"{SUPPLIED_BY}{by}" if by else "", row.own_made)
    converted = f"converted {row.converted}" if row.converted else ""
    return VintageValue(
        source=row.source.upper(),
        label=row.source_label,
        edition=row.vintage,
        when=f"in {row.period_text}" if row.start else "",
        value=row.obs_text,
        seen=say_role_to_authors(row.role_text),
        agrees=row.is_inside,
        note="; ".join(filter(None, (*whose, converted, note, row.with_missing_text))),
    )


def _evidence(claim: ClaimEntry, vintages: Sequence[VintageEntry]) -> tuple[EvidenceItem, ...]:
    rows: list[ReadingEntry] = list(claim.declared.evidence)
    reading = claim.explanation.reading
    if reading is not None:
        rows.append(reading)
    used = {edition for row in rows for edition in row.editions}
    return tuple(_item(vintage) for vintage in vintages if vintage.key in used)


def _item(vintage: VintageEntry) -> EvidenceItem:
    return EvidenceItem(
        key=f"{vintage.source.upper()} {vintage.vintage}",
        label=vintage.label,
        edition=vintage.vintage,
        attribution=vintage.attribution,
        licence=vintage.licence,
        url=vintage.url,
        sha256=vintage.sha256,
        how_known=vintage.how_known,
    )


ABOUT = (
    "Corrigenda compares figures that papers state with the statistics of the World Bank and the "
    "United Nations; nothing is sent before a named person has approved it."
)
"""What Corrigenda is, in one line."""


@dataclass(frozen=True)
class Publisher:
    """The organisation in whose name corrections leave.

    Attributes:
        name: Its name.
        url: Its page; may be empty.
        contact: Where an answer reaches a person, an address or a page; may be empty.
    """

    name: str = "Corrigenda"
    url: str = ""
    contact: str = ""


UNNAMED = Publisher()
"""The publisher where the settings name none."""
