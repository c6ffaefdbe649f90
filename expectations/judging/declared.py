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

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from expectations.judging.coverage import Bools
from expectations.judging.cube import Cube
from expectations.judging.firmness import DEPENDS_ON, day_number, source_axis
from expectations.judging.levels import Positions, Rows, Tables
from expectations.judging.measures import evaluate
from expectations.judging.operands import WEIGHTING_AT, OperandFinder, is_observed
from sources.model import Axes, Claim

AS_SEEN, TODAY, LATER = 1, 2, 3

FRESH_DAYS = 62.0
"""So near an edition needs no later one to show how far its figures moved afterwards, and is the
one that the author had; where none is, the first one after the text is a witness too."""


NEAR_DAYS = 400.0
"""An edition is near the text where it is no more days older: the next ones hardly differ."""

FAR_DAYS = 1100.0
"""Where no edition is nearer to the text, or all are later, only what is twice as large as all at
hand, or half, is off."""


@dataclass(frozen=True)
class Nearness:
    """For each of N rows how near to the text the editions are that its claim has.

    Attributes:
        is_near: Whether one is so near to the text that it can put a figure off by little.
        is_fresh: Whether one is of the weeks before the text.
        is_begun: Whether one is of the weeks before the first day that the text may be of.
        is_last: Whether none is later than the text.
        is_far: Whether none is within years of the text.
        is_late: Whether a source has nothing that is older than the text.
        is_old: Whether all that are of the time are more than a year older than the text.
    """

    is_near: Bools
    is_fresh: Bools
    is_begun: Bools
    is_last: Bools
    is_far: Bools
    is_late: Bools
    is_old: Bools


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


_AT_ONCE = 200_000
"""Questions answered at once."""

_Question = tuple[Claim, int, int, int, bool]
"""A claim, a layer, the first and the last year as positions, and whether both ends are asked."""


class Usable:
    """Where the data of a layer cover what a claim's measure needs: asked by computing it.

    Answers for one cube; remembers what claims have in common. Of many claims all that will be
    asked is computed at once (`prepare`); what was not foreseen one question at a time.
    """

    def __init__(self, tables: Tables, finder: OperandFinder) -> None:
        self._tables = tables
        self._finder = finder
        self._years: dict[object, Bools] = {}
        self._spans: dict[object, bool] = {}

    def prepare(self, asked: Iterable[_Question]) -> None:
        """Answer questions of `covers` that will be asked, at once."""
        new = {self._key(one): one for one in asked if self._is_asked(one)}
        new = {key: one for key, one in new.items() if key not in self._spans}
        keys, questions = list(new), list(new.values())
        for at in range(0, len(keys), _AT_ONCE):
            known = self._answer(questions[at : at + _AT_ONCE])
            self._spans.update(zip(keys[at : at + _AT_ONCE], known.tolist(), strict=True))

    @staticmethod
    def _is_asked(question: _Question) -> bool:
        _, _, start, end, _ = question
        return 0 <= start <= end

    def _key(self, question: _Question) -> object:
        claim, layer, start, end, is_pair = question
        operands = self._finder.of(claim)
        return (operands, claim.weighting, claim.group, claim.among, layer, start, end, is_pair)

    def years(self, claim: Claim, layer: int) -> Bools:
        """For each year, whether the measure of that year alone is known."""
        key = (self._finder.of(claim), claim.weighting, claim.group, claim.among, layer)
        if key not in self._years:
            years = range(len(self._tables.cube.years))
            self._years[key] = self._answer([(claim, layer, at, at, False) for at in years])
        return self._years[key].copy()

    def covers(self, claim: Claim, layer: int, start: int, end: int) -> bool:
        """Whether the measure over a span is known; of a pair, both its ends."""
        is_pair = claim.figure.first is not None and start < end
        question = (claim, layer, start, end, is_pair)
        if not self._is_asked(question):
            return False
        key = self._key(question)
        if key not in self._spans:
            self._spans[key] = bool(self._answer([question])[0])
        return self._spans[key]

    def _answer(self, questions: Sequence[_Question]) -> Bools:
        """For each question whether the measure is known."""
        operands = [self._finder.of(claim) for claim, *_ in questions]

        def column(values: Iterable[int]) -> np.ndarray:
            return np.array(list(values), dtype=np.int32)

        rows = Rows(
            claim=np.zeros(len(questions), dtype=np.int32),
            measure=column(one.measure for one in operands),
            layer=column(layer for _, layer, *_ in questions),
            weighting=column(WEIGHTING_AT[claim.weighting] for claim, *_ in questions),
            group=column(self._finder.group_of(claim) for claim, *_ in questions),
            start=column(start for *_, start, _, _ in questions),
            end=column(end for *_, end, _ in questions),
            is_reversed=np.zeros(len(questions), dtype=bool),
            to=column(one.to for one in operands),
            by=column(
                self._finder.by(layer, one)
                for one, (_, layer, *_) in zip(operands, questions, strict=True)
            ),
            bar=np.array([one.bar for one in operands]),
        )
        is_pair = np.array([is_pair for *_, is_pair in questions], dtype=bool)
        values, _ = evaluate(self._tables, rows, is_pair)
        known: Bools = ~np.isnan(values)
        return known


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


def first_day_of(publication: Publication) -> float:
    """The first day that a text may be of, as a number of days."""
    return day_number(publication.first_day or publication.last_day)


def has_older(rows: Rows, cube: Cube, publication: Publication) -> Bools:
    """Whether an edition of each row's source and concept is no later than the text."""
    older = {
        (one.concept, one.source) for one in cube.layers if one.vintage <= publication.last_day
    }
    layers = [(one.concept, one.source) in older for one in cube.layers]
    found: Bools = np.array(layers, dtype=bool)[rows.layer]
    return found


def first_after(
    rows: Rows, role: Positions, cube: Cube, publication: Publication
) -> tuple[Bools, Bools]:
    """Which rows are of the first edition of their source after the text, and which are witnesses.

    The first is a witness where no edition at hand is of the weeks before the text: the author had
    one between the two.
    """
    if not len(rows):
        return np.zeros(0, bool), np.zeros(0, bool)
    vintages = [layer.vintage for layer in cube.layers]
    rank = np.array([sorted(vintages).index(one) for one in vintages])[rows.layer]
    source = source_axis(cube)[rows.layer]
    key = rows.claim.astype(np.int64) * (int(source.max()) + 1) + source
    is_late = role != AS_SEEN
    least = np.full(int(key.max()) + 1, len(vintages))
    np.minimum.at(least, key[is_late], rank[is_late])
    is_first = is_late & (rank == least[key])
    days = np.array([day_number(one) for one in vintages])[rows.layer]
    is_fresh = ~is_late & (first_day_of(publication) - days <= FRESH_DAYS)
    return is_first, is_first & ~np.isin(rows.claim, rows.claim[is_fresh])


def nearness(
    rows: Rows,
    role: Positions,
    of: Positions,
    count: int,
    cube: Cube,
    publication: Publication,
) -> Nearness:
    """How near to its text the editions are that each row's claim has.

    Counted from the last day that the text may be of, and for sources of their own only; near its
    first day must be one too, since a text dated by its year may be older than those of the year.
    """
    days = np.array([day_number(layer.vintage) for layer in cube.layers])[rows.layer]
    age = day_number(publication.last_day) - days
    is_seen, counts = role == AS_SEEN, ~is_dependent(cube, rows)
    of_own = ~is_resting(cube, rows)
    source = source_axis(cube)[rows.layer]
    key = rows.claim.astype(np.int64) * (int(source.max()) + 1) + source
    has_later = np.isin(key, key[~is_seen])
    near = (age <= FRESH_DAYS) | (has_later & (age <= NEAR_DAYS))
    wait = day_number(publication.last_day) - first_day_of(publication)
    begun = age - wait <= FRESH_DAYS
    opened = (age >= wait) & (age - wait <= NEAR_DAYS)

    def have(marked: Bools) -> Bools:
        found = np.zeros(count, bool)
        found[of[marked & counts]] = True
        marks: Bools = found[of]
        return marks

    is_far = ~have(np.abs(age) <= FAR_DAYS)
    # Where all are later than the text, no two of them show how far the author's was revised.
    is_late = ~have(has_older(rows, cube, publication) & of_own)
    is_near = have(is_seen & near & of_own) & have(is_seen & opened & of_own)
    is_begun = have(is_seen & begun & of_own)
    is_fresh = have(is_seen & (age <= FRESH_DAYS))
    is_old = ~have(is_seen & (age <= NEAR_DAYS))
    return Nearness(is_near, is_fresh, is_begun, ~have(~is_seen), is_far, is_late, is_old)


def is_dependent(cube: Cube, rows: Rows) -> Bools:
    """Whether each row is of a source whose figures rest on another that its claim has rows of."""
    if not len(rows):
        return np.zeros(0, dtype=bool)
    names = sorted({layer.source for layer in cube.layers})
    source, claim = source_axis(cube)[rows.layer], rows.claim
    found = np.zeros(len(rows), dtype=bool)
    for name, other in DEPENDS_ON.items():
        if name in names and other in names:
            on = np.isin(claim, claim[source == names.index(other)])
            found |= on & (source == names.index(name))
    return found


def is_resting(cube: Cube, rows: Rows) -> Bools:
    """Whether each row is of a source whose figures rest on another that has its concept."""
    there = {(layer.concept, layer.source) for layer in cube.layers}
    layers = [(one.concept, DEPENDS_ON.get(one.source, "")) in there for one in cube.layers]
    found: Bools = np.array(layers, dtype=bool)[rows.layer]
    return found
