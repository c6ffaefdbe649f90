"""The areas and indicators that a register names, found and kept: what its cube has to hold.

An area may be any expression of `sources.reference.resolve`; a group whose membership has a date
and is written without one is taken as of the year that the claim is about. What may surprise:

- the World Bank applies the classification of an edition's day to all years, so that its aggregates
  are taken as of the text; those of the year before it, and of the claim's, are other readings;
- a published aggregate whose members are not at hand is kept as a group of one, its own row.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sources.errors import InputError
from sources.model import Concept, Group
from sources.reference.areas import AREAS, WORLD
from sources.reference.concepts import CONCEPTS, concept_for
from sources.reference.groups import GROUPS, WORLD_GROUP
from sources.reference.memberships import founded, named_groups
from sources.reference.resolve import resolve_area
from sources.registers.measures import BLOCS, BLOCS_LABEL, COUNTRIES

_SIGNED = re.compile(r" ([+-]) ")
YEAR = re.compile(r"(1[89]|20)\d\d", re.ASCII)


def _days_before(text: str) -> tuple[str, ...]:
    """Dates whose classification an edition of the text's time may have: its first, a year before.

    Empty where the text's date is not known.
    """
    if not text:
        return ()
    year, month = int(text[:4]), text[5:7] or "01"
    return (f"{year}-{month}", f"{year - 1}-{month}")


def _code_of(group: Group) -> str:
    """The code of an area that is one row; empty of a group without one."""
    return group.aggregate or (group.members[0] if len(group.members) == 1 else "")


class NamedThings:
    """Finds what a register names, and remembers all that it found.

    Args:
        concepts: The register's own.
        groups: The register's own.
        published: The text's date ("2018", "2018-06-24"): that of a membership where a claim's
            period has none; None where it is not known.
    """

    def __init__(
        self, concepts: Mapping[str, Concept], groups: Mapping[str, Group], published: str | None
    ) -> None:
        self._own_concepts = dict(concepts)
        self._own_groups = dict(groups)
        self._published = published or ""
        self._concepts: dict[str, Concept] = {}
        self._groups: dict[str, Group] = {}
        self._areas: dict[tuple[str, int | None], Group] = {}
        self.other_dates: dict[str, tuple[str, ...]] = {}

    @property
    def concepts(self) -> tuple[Concept, ...]:
        """The register's own concepts, and those of the catalogue that it names."""
        return (*self._own_concepts.values(), *self._concepts.values())

    @property
    def groups(self) -> tuple[Group, ...]:
        """The register's own groups, and the areas that it names and are not built in as such."""
        return (*self._own_groups.values(), *self._groups.values())

    def is_concept(self, name: str) -> bool:
        """Whether a name is that of a concept or has the form of a catalogue code."""
        return name in self._own_concepts or name in CONCEPTS or ":" in name

    def concept(self, name: str) -> Concept:
        """A concept, or a catalogue code as one.

        Raises:
            InputError: There is no such indicator.
        """
        if name in self._own_concepts:
            return self._own_concepts[name]
        if name in CONCEPTS:
            return CONCEPTS[name]
        if name not in self._concepts:
            found = concept_for(name, self._own_concepts)
            if found.times and found.times not in CONCEPTS:
                self.concept(found.times)
            is_made = bool(found.times or found.currency)
            name = found.id if is_made else name
            self._concepts[name] = replace(found, id=name, codes=dict(found.codes))
        return self._concepts[name]

    def keep_concept(self, concept: Concept) -> Concept:
        """A concept that was made of a named one, kept as one that the register names."""
        self._concepts[concept.id] = concept
        return concept

    def year_of(self, year: int | None) -> int:
        """A claim's year; where that is the newest, the text's, or where none is known none."""
        return year or int(self._published[:4] or 0) or 9999

    def area(self, expression: str, when: int | None) -> Group:
        """The group that an expression names, under the id that a cube knows it by.

        Args:
            expression: Such as ``CHN``, ``EU``, ``EU@2016 - DEU``.
            when: The year that the claim is about; None where that is the newest.

        Raises:
            InputError: There is no such area.
        """
        if (expression, when) not in self._areas:
            self._areas[expression, when] = self._find_area(expression, when)
        return self._areas[expression, when]

    def _find_area(self, expression: str, when: int | None) -> Group:
        own = self._own_groups.get(expression) or GROUPS.get(expression)
        if own is not None and not own.basis:
            return own
        then, text = f"{when or self._published[:4]}", self._published
        dated = self._date(expression, then, text)
        group = self._keep(dated)
        days = [(text[:4], day) for day in _days_before(text)]
        for others in (*days, (text[:4], then), ("", "")):
            again = self._date(expression, *others)
            if again != dated:
                self._add_other(group, again)
        return group

    def candidates(self, text: str, when: int | None) -> Group:
        """The set that a rank, an extreme or a count ranges over.

        Raises:
            InputError: There is no such area.
        """
        if text == COUNTRIES:
            return Group(COUNTRIES, "all countries", (), "every country that a source has")
        if text == BLOCS:
            return self._blocs(when)
        names = [name.strip() for name in text.split(",")]
        if len(names) == 1:
            return self.area(text, when)
        listed = [self.area(name, when) for name in names]
        codes = [_code_of(found) for found in listed]
        if not all(codes):
            return self._groups_listed(listed)
        group = Group(", ".join(names), ", ".join(names), tuple(codes), "listed in the register")
        self._groups[group.id] = group
        return group

    def has_parts(self, name: str) -> bool:
        """Whether a set that was found is one of groups."""
        return name in self._groups and bool(self._groups[name].parts)

    def _blocs(self, when: int | None) -> Group:
        """The blocs of neighbours that were founded by the year."""
        year = self.year_of(when)
        blocs = [
            self.area(one.id, when)
            for one in named_groups().values()
            if one.is_bloc and int(founded(one.id)[:4] or 0) <= year
        ]
        listed = replace(
            self._groups_listed(blocs),
            id=f"{BLOCS}@{year}",
            label=BLOCS_LABEL,
            provenance="no source says which groups are blocs",
            is_verified=False,
        )
        self._groups[listed.id] = listed
        return listed

    def _groups_listed(self, listed: Sequence[Group]) -> Group:
        """Groups that are held against one another, of which some have no row of their own."""
        group = Group(
            id=", ".join(one.id for one in listed),
            label=", ".join(one.label for one in listed),
            members=tuple(sorted({code for one in listed for code in one.members})),
            provenance="listed in the register",
            parts=tuple(one.id for one in listed),
        )
        self._groups[group.id] = group
        return group

    def _date(self, expression: str, year: str, day: str) -> str:
        """The expression with a date at each group whose membership has one.

        Args:
            expression: As the register has it.
            year: The date of a group; empty for the newest.
            day: That of an aggregate of the World Bank.
        """
        terms = _SIGNED.split(expression)
        for place in range(0, len(terms), 2):
            term = terms[place]
            is_published = term in AREAS and AREAS[term].kind == "aggregate"
            date = day if is_published else year
            if "@" in term or not date or term in self._own_groups:
                continue
            known = f"{term}@{date}" if is_published else term
            if resolve_area(known, int(date[:4]), self._own_groups).basis:
                terms[place] = f"{term}@{date}"
        return "".join(f" {term} " if at % 2 else term for at, term in enumerate(terms))

    def _keep(self, expression: str) -> Group:
        if expression in GROUPS:
            return GROUPS[expression]
        found = resolve_area(expression, None, self._own_groups)
        if found.aggregate == WORLD or found.id == WORLD_GROUP:
            return GROUPS[WORLD_GROUP]
        if not found.members and found.aggregate:
            found = replace(found, members=(found.aggregate,))
        if not found.members:
            raise InputError(f"the area {expression!r} has no members", mend="Name another")
        group = replace(found, id=expression)
        self._groups[expression] = group
        return group

    def _add_other(self, group: Group, expression: str) -> None:
        try:
            other = resolve_area(expression, None, self._own_groups)
        except InputError:
            return
        if other.members and set(other.members) != set(group.members):
            others = self.other_dates.get(group.id, ())
            self.other_dates[group.id] = (*others, self._keep(expression).id)
