"""The labels of what a paper's claims refer to, groups, indicators, sources; and who makes them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from expectations.outcomes import ComputedReading, Outcome
from expectations.wording.measures import Words
from reports.findings.citations import Citation, cite, source_label
from reports.findings.model import GroupEntry, PaperEntry
from sources.errors import InputError
from sources.model import Concept, Paper, Vintage
from sources.reference.concepts import concept_for
from sources.reference.groups import GROUPS
from sources.reference.names import group_label
from sources.reference.resolve import resolve_area
from sources.reference.series import licence_of
from sources.suppliers import supplier_of

WEIGHTINGS = {"": "", "simple": "simple mean", "weighted": "weighted mean"}


_BODY = re.compile(
    r"\b(?:university|universit\w+|institut\w*|bank|fund|ministry|department|school|college|faculty|"
    r"cent(?:er|re)|council|commission|committee|agency|authority|office|bureau|organi[sz]ation|"
    r"association|foundation|federation|union|united nations|government|parliament|programme|"
    r"society|academy|laborator\w+|company|group|inc|ltd|llc|gmbh|"
    r"newspaper|magazine|journal|gazette|herald|tribune|chronicle|telegraph|times|news|press|daily|"
    r"weekly|broadcasting|radio|television|economist|observer|guardian)\b",
    re.IGNORECASE,
)
"""Words that name a body of people and no person."""
_INITIALS = re.compile(r"(?:\w\.?[ -]?){1,4}")


@dataclass(frozen=True)
class Claimants:
    """Who states the figures of a paper.

    Attributes:
        people: Their names; empty where an organisation does, or nobody is known.
        body: The organisation that states them, or that the people are of; may be empty.
    """

    people: tuple[str, ...]
    body: str


def claimants_of(paper: PaperEntry) -> Claimants:
    """People or an organisation: as the register says, else as the words of the name do."""
    name = paper.claimant.strip()
    if not name or paper.claimant_is == "organization":
        return Claimants((), name)
    parts = [part.strip() for part in name.split(",")]
    bodies = [at for at, part in enumerate(parts) if _BODY.search(part)]
    if paper.claimant_is != "person" and bodies[:1] == [0]:
        return Claimants((), name)
    first = next((at for at in bodies if at), len(parts))
    people, body = parts[:first], ", ".join(parts[first:])
    if any(_INITIALS.fullmatch(part) for part in people[1:]):
        # "Author, A. B." is one name, whose comma parts nobody.
        people = re.split(r"\s*;\s*", ", ".join(people))
    named = [one for part in people for one in re.split(r"\s+(?:and|&)\s+|^and\s+|;\s*", part)]
    return Claimants(tuple(filter(None, named)), body)


class Names:
    """Labels for one paper: its own groups and concepts, and the built-in ones."""

    def __init__(self, paper: Paper, vintages: Sequence[Vintage]) -> None:
        self._groups = {group.id: group for group in paper.groups}
        self._concepts = {concept.id: concept for concept in paper.concepts}
        self.words = Words(self._concepts, self._groups)
        self._vintages = {vintage.key: vintage for vintage in vintages}

    def group(self, group_id: str) -> str:
        """The label of a group or an area expression; itself where it means nothing."""
        if group_id in GROUPS:
            return GROUPS[group_id].label
        try:
            return group_label(resolve_area(group_id, extra=self._groups)) if group_id else ""
        except InputError:
            return group_id

    def indicator(self, concept_id: str) -> str:
        """The label of a concept or a series; itself where it is unknown."""
        concept = self._concept(concept_id)
        return concept.label if concept else concept_id

    def is_people(self, concept_id: str) -> bool:
        """Whether a concept counts persons."""
        concept = self._concept(concept_id)
        return concept is not None and concept.unit == "persons"

    def _concept(self, concept_id: str) -> Concept | None:
        try:
            return concept_for(concept_id, self._concepts)
        except InputError:
            return None

    def source(self, source: str, vintage: str) -> str:
        """The label of a source, from its vintage where that is at hand."""
        known = self._vintages.get(f"{source}@{vintage}")
        if known is not None and supplier_of(known.label):
            return known.label
        return source_label(source) or (known.label if known else source)

    def licence(self, source: str, vintage: str, concept_id: str = "") -> str:
        """The licence of a concept's series in a vintage; empty where that is not at hand."""
        known = self._vintages.get(f"{source}@{vintage}")
        concept = self._concept(concept_id) if concept_id else None
        code = concept.codes.get(source, "") if concept else ""
        return licence_of(source, code, known.evidence.licence) if known else ""

    def cite(self, reading: ComputedReading) -> Citation:
        """The citation of what a reading gives."""
        concept = self._concept(reading.indicator) if reading.indicator else None
        vintage = self._vintages.get(f"{reading.source}@{reading.vintage}")
        return cite(reading, vintage, concept, self.group(reading.group))

    def describe_groups(self, outcomes: Sequence[Outcome]) -> tuple[GroupEntry, ...]:
        """The groups that the claims or their readings name, each with where its list is from."""
        used = {outcome.claim.group for outcome in outcomes}
        used |= {found.reading.group for outcome in outcomes for found in outcome.observed}
        used |= {
            outcome.explanation.reading.group for outcome in outcomes if outcome.explanation.reading
        }
        used |= {row.group for made in outcomes if made.grid for row in made.grid.rows}
        described = []
        for group_id in sorted(used - {""}):
            try:
                group = resolve_area(group_id, extra=self._groups)
            except InputError:
                continue
            described.append(
                GroupEntry(
                    id=group.id,
                    label=group.label,
                    members=tuple(group.members),
                    provenance=group.provenance,
                    is_verified=group.is_verified,
                )
            )
        return tuple(described)
