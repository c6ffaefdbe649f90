"""What a run needs of the observations, so that no more is read back than that.

A snapshot may hold the whole of the World Development Indicators; a paper names a handful. What may
surprise:

- All indicators that a concept names are wanted, also those that the register does not name: they
  are what is judged by (`expectations.cube`), and so the verdicts are those of the whole.
- Years are cut at the beginning only, never at the end: the newest year that there is decides what
  "latest" means and what of a group is covered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sources.indicators import CONCEPTS
from sources.model import Concept, Paper

EARLIEST = 2005
"""A run reads from here on, or from earlier where a register names earlier years: the first year of
the embedded snapshot and of a refresh."""

BEFORE = 5
"""So many years before the earliest that a register names are read too: growth and the weights of
means need the year before, charts show what came before."""


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
    """What the registers of some papers need, their own concepts included; none is kept."""
    codes: dict[str, set[str]] = {}
    _add(codes, CONCEPTS.values())
    first = EARLIEST
    for paper in papers:
        _add(codes, paper.concepts)
        first = min((first, *(year - BEFORE for year in _years(paper))))
    return Wanted({source: frozenset(found) for source, found in codes.items()}, first)


def _add(codes: dict[str, set[str]], concepts: Iterable[Concept]) -> None:
    for concept in concepts:
        for source, code in concept.codes.items():
            codes.setdefault(source, set()).add(code)


def _years(paper: Paper) -> Iterator[int]:
    """The first years of all that a register declares, or allows to be tried."""
    for statement in paper.statements:
        if statement.axes.window is not None:
            yield statement.axes.window[0]
        for claim in statement.claims:
            yield from (year for year in (claim.period.start, claim.period.end) if year is not None)
