"""What a run needs of the observations, so that no more is read back than that.

A snapshot may hold the whole of the World Development Indicators; a paper names a handful. What may
surprise:

- Only what registers name is wanted: the indicators that they define, of claims, of the readings
  that may be tried, of relations, and what means are weighed by (`named_concepts`). Every edition
  is read for those.
- Years are cut at the beginning only, never at the end: the newest year that there is decides what
  "latest" means and what of a group is covered.
- An indicator may be named by its source's own code, ``wdi:SH.XPD.CHEX.GD.ZS``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sources.errors import InputError
from sources.model import Concept, Paper
from sources.reference.concepts import (
    CONCEPTS,
    EXCHANGE_RATE,
    WEIGHTS,
    concept_for,
    in_other_dollars,
)
from sources.registers.other_definitions import other_indicators

EARLIEST = 2005
"""A run reads from here on, or from earlier where a register names earlier years."""

BEFORE = 5
"""So many years before the earliest that a register names are read too: growth and the weights of
means need the year before, charts show what came before."""


PEOPLE = "population"
"""The concept that figures per head are divided by."""

_CODE = re.compile(r"([a-z0-9-]{1,40}):(\S.*)")


@dataclass(frozen=True)
class Wanted:
    """What to read of a snapshot.

    Attributes:
        codes: For each source its codes; of other sources nothing is wanted.
        first_year: The first year; None for all.
    """

    codes: Mapping[str, frozenset[str]]
    first_year: int | None = None

    def of(self, source: str) -> frozenset[str]:
        """The codes that are wanted of a source."""
        return self.codes.get(source, frozenset())


def wanted_by(papers: Iterable[Paper]) -> Wanted:
    """What the registers of some papers need; of the papers none is kept."""
    codes: dict[str, set[str]] = {}
    first = EARLIEST
    for paper in papers:
        for source, code in named_codes(paper):
            codes.setdefault(source, set()).add(code)
        first = min(first, first_named_year(paper) - BEFORE)
    return Wanted({source: frozenset(found) for source, found in codes.items()}, first)


def named_codes(paper: Paper) -> set[tuple[str, str]]:
    """Source and code of every indicator that a register needs.

    Linear in the register.
    """
    own = {concept.id: concept for concept in paper.concepts}
    return {pair for name in named_concepts(paper) for pair in _codes_of(name, own)}


def asked_codes(paper: Paper) -> set[tuple[str, str]]:
    """Those of `named_codes` that a refresh asks for.

    What means are weighed by is not asked of a source of which nothing else is needed, where one of
    the others has it too.
    """
    own = {concept.id: concept for concept in paper.concepts}
    direct = _direct_concepts(paper)
    codes = {pair for name in direct for pair in _codes_of(name, own)}
    sources = {source for source, _ in codes}
    for weight in {one for name in direct for one in _weights(_concept_of(name, own))}:
        pairs = _codes_of(weight, own)
        codes |= {(source, code) for source, code in pairs if source in sources} or pairs
    return codes


def _codes_of(name: str, own: Mapping[str, Concept]) -> set[tuple[str, str]]:
    """Source and code of an indicator as a register names it."""
    concept = _concept_of(name, own)
    if concept is not None:
        return set(concept.codes.items())
    found = _CODE.fullmatch(name)
    return {(found[1], found[2])} if found else set()


def named_concepts(paper: Paper) -> set[str]:
    """What a register names, declared or possible, what its means are weighed by, other dollars.

    Args:
        paper: The paper's register.

    Returns:
        Ids of concepts, and codes as a register writes them (``wdi:SP.DYN.LE00.IN``).
    """
    own = {concept.id: concept for concept in paper.concepts}
    named = _direct_concepts(paper)
    # Whose dollars a figure is told in a person knows; of what a program read it may explain much.
    read = {one.indicator for one in paper.claims if one.how_read is not None} & CONCEPTS.keys()
    dollars = {one for name in read for one in in_other_dollars(CONCEPTS[name])}
    return named | dollars | {one for name in named for one in _weights(_concept_of(name, own))}


def _direct_concepts(paper: Paper) -> set[str]:
    """What a register names, declared or possible."""
    own = {concept.id: concept for concept in paper.concepts}
    named = set(own)
    for claim in paper.claims:
        fields = (claim.indicator, claim.of, claim.to)
        named.update(name for name in fields if _names_indicator(name, own))
        if claim.measure == "per_head":
            named.add(PEOPLE)
    named |= {concept.times for concept in paper.concepts if concept.times}
    named |= other_indicators(paper.claims)
    if any(EXCHANGE_RATE in concept.neighbours for concept in paper.concepts):
        named.add(EXCHANGE_RATE)
    for statement in paper.statements:
        named.update(statement.axes.indicators)
    for relation in paper.relations:
        sides = (side.removeprefix("world:") for side in (relation.left, relation.right))
        named.update(side for side in sides if _names_indicator(side, own))
    return named


def _names_indicator(name: str, own: Mapping[str, Concept]) -> bool:
    return name in CONCEPTS or name in own or bool(_CODE.fullmatch(name))


def _concept_of(name: str, own: Mapping[str, Concept]) -> Concept | None:
    """The concept of a name; None for a code of no catalogue, which a snapshot may have yet."""
    try:
        return concept_for(name, own)
    except InputError:
        return None


def _weights(concept: Concept | None) -> Iterator[str]:
    """What means over areas are weighed by; of what no catalogue has, what is usual."""
    if concept is None:
        yield from (WEIGHTS, PEOPLE)
    elif concept.kind not in ("stock", "flow"):
        yield WEIGHTS
        if concept.weight:
            yield concept.weight


def first_named_year(paper: Paper) -> int:
    """The earliest year that a register declares, or allows to be tried."""
    return min(_years(paper), default=EARLIEST + BEFORE)


def first_year_of(paper: Paper, source: str) -> int | None:
    """The earliest year that a register names for a source's own figures; None for none."""
    own = {concept.id: concept for concept in paper.concepts}
    years: list[int] = []
    for statement in paper.statements:
        for claim in statement.claims:
            if source not in {found for found, _ in _codes_of(claim.indicator, own)}:
                continue
            window = statement.axes.window or (None, None)
            named = (claim.period.start, claim.period.end, window[0])
            years.extend(year for year in named if year is not None)
    return min(years, default=None)


def _years(paper: Paper) -> Iterator[int]:
    """The first years of all that a register declares, or allows to be tried.

    The year before the paper is one: what is latest for an old paper was so then.
    """
    if (year := _year_of(paper.published)) is not None:
        yield year - 1
    for statement in paper.statements:
        if statement.axes.window is not None:
            yield statement.axes.window[0]
        for claim in statement.claims:
            yield from (year for year in (claim.period.start, claim.period.end) if year is not None)
            if (year := _year_of(claim.since)) is not None:
                yield year


def _year_of(text: str) -> int | None:
    """The year that a date begins with."""
    return int(text[:4]) if text[:4].isascii() and text[:4].isdigit() else None
