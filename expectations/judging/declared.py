"""The declared readings of claims: the years, editions and sources that decide.

For each source a claim is read in the editions *of the time* (the newest not later than the text
that covers the period; of a text dated by its year or month, every one that was the newest on some
day of it) and in all later ones, at the same years, so that a revision is told from a later year.
Only what is of the time is as seen by the author.

What may surprise: a year that was not over when the paper appeared is not counted as covered,
since a full-year statistic for it could not exist; so ``latest`` for a paper of 2018 is 2017 at
the newest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from expectations.judging.cube import Cube
from expectations.judging.levels import Positions, Rows, Tables
from expectations.judging.operands import WEIGHTING_AT, OperandFinder, is_observed
from expectations.judging.usable import Usable
from sources.model import Axes, Claim

AS_SEEN, TODAY, LATER = 1, 2, 3


@dataclass(frozen=True)
class Publication:
    """A paper's date as far as known: its possible days, and the last full year before."""

    last_day: str
    last_full_year: int
    first_day: str = ""

    @classmethod
    def of(cls, published: str) -> Publication:
        """From "2018", "2018-06" or "2018-06-24"."""
        parts = published.split("-")
        last_day = "-".join([*parts, "12", "31"][:3]) if len(parts) != 2 else f"{published}-31"
        first_day = "-".join([*parts, "01", "01"][:3])
        return cls(last_day, int(parts[0]) - 1, first_day)


def is_span(claim: Claim) -> bool:
    """Whether a claim is about a span of years rather than one year."""
    period = claim.period
    return period.start is not None and period.start != period.end


def complete(years_of: Mapping[int, tuple[int, int]]) -> list[int]:
    """The layers, old to new, without copies that end before an older one: they lack years."""
    found: list[int] = []
    newest = -1
    for at, (_, end) in years_of.items():
        if end >= newest:
            found.append(at)
            newest = end
    return found


class Declarer:
    """Finds the declared readings of claims in one cube; remembers what claims have in common."""

    def __init__(
        self,
        cube: Cube,
        publication: Publication,
        tables: Tables | None = None,
        finder: OperandFinder | None = None,
    ) -> None:
        self._cube = cube
        self._publication = publication
        self._finder = finder or OperandFinder(cube)
        self._data = Usable(tables or Tables(cube), self._finder)
        self._year_at = {year: at for at, year in enumerate(cube.years)}
        self._found: dict[object, tuple[tuple[int, int, int, int], ...]] = {}

    def rows(self, claims: Sequence[Claim], axes: Sequence[Axes]) -> tuple[Rows, Positions]:
        """Declared readings of N claims, and the role of each row (`AS_SEEN` or `TODAY`)."""
        found: list[tuple[int, ...]] = []
        self._data.prepare(self._questions(claims))
        for at, (claim, axis) in enumerate(zip(claims, axes, strict=True)):
            if not is_observed(claim):
                continue
            measure = self._finder.of(claim).measure
            group = self._finder.group_of(claim)
            definition = (at, measure, WEIGHTING_AT[claim.weighting], group)
            found.extend(definition + years for years in self._declared_of(claim, axis))
        table = np.array(found, dtype=np.int32).reshape(-1, 8).T
        rows = Rows(
            claim=table[0],
            measure=table[1],
            weighting=table[2],
            group=table[3],
            layer=table[4],
            start=table[6],
            end=table[7],
            is_reversed=np.zeros(table.shape[1], dtype=bool),
        )
        return self._finder.complete(rows, claims), table[5]

    def _questions(self, claims: Sequence[Claim]) -> Iterator[tuple[Claim, int, int, int, bool]]:
        """What will be asked of claims that name their years."""
        for claim in claims:
            end = claim.period.end
            if end is None or not is_observed(claim):
                continue
            last = self._year_at.get(end, -1)
            first = (
                last if claim.period.start is None else self._year_at.get(claim.period.start, -1)
            )
            is_pair = claim.figure.first is not None and first < last
            for layer in self._cube.layers_of(claim.indicator):
                yield claim, layer, first, last, is_pair

    def _declared_of(self, claim: Claim, axes: Axes) -> tuple[tuple[int, int, int, int], ...]:
        key = (
            self._finder.of(claim), claim.indicator, claim.group, claim.among, claim.weighting,
            claim.period, claim.figure.first is None, axes.sources,
        )  # fmt: skip
        if key not in self._found:
            by_source: dict[str, list[int]] = {}
            for layer in self._cube.layers_of(claim.indicator):
                source = self._cube.layers[layer].source
                if not axes.sources or source in axes.sources:
                    by_source.setdefault(source, []).append(layer)
            of_sources = [self._of_source(claim, layers) for layers in by_source.values()]
            of_sources.sort(key=self._is_hindsight)
            self._found[key] = tuple(row for rows in of_sources for row in rows)
        return self._found[key]

    def _of_source(self, claim: Claim, layers: list[int]) -> list[tuple[int, int, int, int]]:
        """Rows (layer, role, start, end) of one source; its layers run from old to new."""
        years_of = {at: years for at in layers if (years := self._resolve(claim, at)) is not None}
        seen = self._of_the_time(complete(years_of))
        rows = [(at, AS_SEEN, *years_of[at]) for at in reversed(seen)]
        since = [at for at in layers if self._vintage(at) > self._publication.last_day]
        years = years_of[seen[-1]] if seen else next(iter(years_of.values()), None)
        if years is None:
            return []
        later = [at for at in since if self._covers(claim, at, *years)]
        return [*rows, *((at, TODAY if at == later[-1] else LATER, *years) for at in later)]

    def _of_the_time(self, covering: list[int]) -> list[int]:
        """Of layers that cover a claim, those that were the newest on some day of the paper's."""
        first, last = self._publication.first_day, self._publication.last_day
        then = [at for at in covering if self._vintage(at) <= last]
        before = [at for at in then if self._vintage(at) <= (first or last)]
        return [at for at in then if at in before[-1:] or at not in before]

    def _is_hindsight(self, rows: list[tuple[int, int, int, int]]) -> bool:
        """Whether a source has nothing that the author could have seen; such sources come last."""
        return not rows or self._vintage(rows[0][0]) > self._publication.last_day

    def _vintage(self, layer: int) -> str:
        return self._cube.layers[layer].vintage

    def _resolve(self, claim: Claim, layer: int) -> tuple[int, int] | None:
        """The positions of the declared years in a layer, or None where it does not cover them."""
        period = claim.period
        end = (
            self._latest(claim, layer) if period.end is None else self._year_at.get(period.end, -1)
        )
        start = end if period.start is None else self._year_at.get(period.start, -1)
        return (start, end) if self._covers(claim, layer, start, end) else None

    def _latest(self, claim: Claim, layer: int) -> int:
        usable = self._usable(claim, layer)
        usable &= np.array(self._cube.years) <= self._publication.last_full_year
        return int(np.flatnonzero(usable)[-1]) if usable.any() else -1

    def _usable(self, claim: Claim, layer: int) -> npt.NDArray[np.bool_]:
        """For each year, whether the layer covers what the measure needs of that year."""
        return self._data.years(claim, layer)

    def _covers(self, claim: Claim, layer: int, start: int, end: int) -> bool:
        return self._data.covers(claim, layer, start, end)
