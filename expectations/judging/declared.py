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

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from expectations.cubes.coverage import Bools, Positions
from expectations.cubes.cube import Cube
from expectations.cubes.own_made import is_own_made
from expectations.judging.firmness import day_number, source_axis
from expectations.judging.levels import Rows, Tables, distinct, numbered
from expectations.judging.measures import evaluate
from expectations.judging.operands import OperandFinder, is_observed
from sources.model import Axes, Claim
from sources.provider import rests_on

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
        is_unseen: Whether none that the author could have had has what it is about.
    """

    is_near: Bools
    is_fresh: Bools
    is_begun: Bools
    is_last: Bools
    is_far: Bools
    is_late: Bools
    is_old: Bools
    is_unseen: Bools


PRESENT_DAYS = 730.0
"""An edition that is more days older than the text does not tell what was newest when it was
written: a claim of the newest year needs one that is nearer."""


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


_Numbers = npt.NDArray[np.int64]

_AT_ONCE = 200_000
"""Questions answered at once."""

BEFORE, IN_PERIOD, AFTER = 0, 1, 2
"""An edition is no later than the first day that the text may be of, than the last, or later."""


@dataclass(frozen=True)
class _Questions:
    """Claims in layers, as columns: a claim's layers stand together, old to new by source."""

    claim: Positions
    layer: Positions
    start: Positions
    end: Positions
    is_pair: Bools

    def at(self, where: _Numbers) -> _Questions:
        """Some of them."""
        return _Questions(*(column[where] for column in vars(self).values()))


class Declarer:
    """Finds the declared readings of claims in one cube.

    Whether the data of a layer cover what a claim's measure needs is asked by computing it, for
    all claims at once.
    """

    def __init__(
        self,
        cube: Cube,
        publication: Publication,
        tables: Tables,
        finder: OperandFinder,
    ) -> None:
        self._cube = cube
        self._publication = publication
        self._tables = tables
        self._finder = finder
        self._year_at = {year: at for at, year in enumerate(cube.years)}
        self._layers: dict[object, tuple[int, ...]] = {}
        last = publication.last_day
        first = publication.first_day or last
        vintages = [layer.vintage for layer in cube.layers]
        self._when = np.array([int(one > first) + int(one > last) for one in vintages], np.int32)

    def rows(self, claims: Sequence[Claim], axes: Sequence[Axes]) -> tuple[Rows, Positions]:
        """Declared readings of N claims, and the role of each row (`AS_SEEN` or `TODAY`)."""
        asked, is_latest = self._questions(claims, axes)
        if is_latest.any():
            asked = self._with_latest(asked, is_latest, claims)
        chosen, role = self._choose(asked, self._covers(asked, claims), claims)
        rows = self._rows(chosen, claims)
        return self._finder.complete(rows, claims), role

    def _rows(self, asked: _Questions, claims: Sequence[Claim]) -> Rows:
        of = self._finder.asked(claims)
        return Rows(
            claim=asked.claim,
            measure=of.measure[asked.claim],
            weighting=of.weighting[asked.claim],
            group=of.group[asked.claim],
            layer=asked.layer,
            start=asked.start,
            end=asked.end,
            is_reversed=np.zeros(len(asked.claim), dtype=bool),
        )

    def _questions(self, claims: Sequence[Claim], axes: Sequence[Axes]) -> tuple[_Questions, Bools]:
        """Each claim in each layer of its concept, and whether its end is left to the data.

        Positions of years are -1 where the cube does not reach them.
        """
        pool: list[int] = []
        places: dict[int, tuple[int, int]] = {}
        found: list[tuple[int, int, int, int, int, int, int]] = []
        year_at = self._year_at
        for at, (claim, axis) in enumerate(zip(claims, axes, strict=True)):
            if not is_observed(claim):
                continue
            layers = self._layers_of(claim.indicator, axis.sources)
            if id(layers) not in places:
                places[id(layers)] = (len(pool), len(layers))
                pool.extend(layers)
            period = claim.period
            end = -1 if period.end is None else year_at.get(period.end, -1)
            start = end if period.start is None else year_at.get(period.start, -1)
            is_pair = claim.figure.first is not None
            found.append((at, *places[id(layers)], start, end, is_pair, period.end is None))
        table = np.array(found, dtype=np.int32).reshape(-1, 7)
        owner, number = numbered(table[:, 2])
        claim_at, first, _, start, end, is_pair, is_latest = table[owner].T
        layer = np.array(pool, dtype=np.int32)[first + number]
        pair = (is_pair > 0) & (start < end)
        return _Questions(claim_at, layer, start, end, pair), is_latest > 0

    def _layers_of(self, concept: str, sources: tuple[str, ...]) -> tuple[int, ...]:
        key = (concept, sources)
        if key not in self._layers:
            self._layers[key] = tuple(
                at
                for at in self._cube.layers_of(concept)
                if not sources or self._cube.layers[at].source in sources
            )
        return self._layers[key]

    def _with_latest(
        self, asked: _Questions, is_latest: Bools, claims: Sequence[Claim]
    ) -> _Questions:
        """The questions with the newest full year that each layer covers, where asked for."""
        where = np.flatnonzero(is_latest)
        years = np.array(self._cube.years)
        usable = np.flatnonzero(years <= self._publication.last_full_year).astype(np.int32)
        newest = np.full(len(where), -1, dtype=np.int32)
        each = max(_AT_ONCE // max(len(usable), 1), 1)
        for begin in range(0, len(where), each):
            some = where[begin : begin + each]
            shape = (len(some), len(usable))
            many = np.repeat(some, len(usable))
            at = np.tile(usable, len(some))
            alone = _Questions(
                asked.claim[many], asked.layer[many], at, at, np.zeros(len(many), dtype=bool)
            )
            known = self._covers(alone, claims).reshape(shape)
            found = np.where(known, usable, np.int32(-1)).max(axis=1, initial=-1)
            newest[begin : begin + each] = found
        end, start = asked.end.copy(), asked.start.copy()
        end[where] = newest
        is_one = np.array([claims[at].period.start is None for at in asked.claim[where]], bool)
        start[where] = np.where(is_one, newest, start[where])
        pair = np.array([claims[at].figure.first is not None for at in asked.claim[where]], bool)
        is_pair = asked.is_pair.copy()
        is_pair[where] = pair & (start[where] < newest)
        return _Questions(asked.claim, asked.layer, start, end, is_pair)

    def _covers(self, asked: _Questions, claims: Sequence[Claim]) -> Bools:
        """Whether the measure over each span is known; of a pair, both its ends."""
        known = (asked.start >= 0) & (asked.start <= asked.end)
        for begin in range(0, len(known), _AT_ONCE):
            where = begin + np.flatnonzero(known[begin : begin + _AT_ONCE])
            some = asked.at(where)
            rows = self._finder.complete(self._rows(some, claims), claims)
            known[where] = ~np.isnan(evaluate(self._tables, rows, some.is_pair)[0])
        return known

    def _choose(
        self, asked: _Questions, known: Bools, claims: Sequence[Claim]
    ) -> tuple[_Questions, Positions]:
        """The questions whose answers are declared readings, in order, with their roles.

        Of each source first those of the time, from new to old: those that were the newest on some
        day of the text's; then the later ones that cover the same years, from old to new. Sources
        that have nothing the author could have seen come last, and before them those that have a
        sum or mean of ours only.
        """
        source = source_axis(self._cube)[asked.layer]
        group = self._finder.asked(claims).group[asked.claim]
        is_ours = is_own_made(self._cube, asked.layer, group)
        is_new = np.ones(len(source), dtype=bool)
        is_new[1:] = (np.diff(source) != 0) | (np.diff(asked.claim) != 0)
        series = np.cumsum(is_new) - 1
        when, place = self._when[asked.layer], np.arange(len(series))
        is_then = known & (when != AFTER) & _is_complete(series, asked.end, known)
        newest = _last(series, is_then & (when == BEFORE))
        is_seen = is_then & ((when == IN_PERIOD) | (newest[series] == place))
        # What was published for a group comes before a sum or mean of ours of a later edition.
        published = _last(series, is_then & (when == BEFORE) & ~is_ours)
        is_row = is_then & (published[series] == place)
        is_seen |= is_row & (asked.end == asked.end[newest[series]])
        model, oldest = _last(series, is_seen), _first(series, known)
        has_seen = model >= 0
        # Later editions are read at the years of the newest one of the time, or of the oldest.
        years = np.where(has_seen, model, oldest)[series]
        later = np.flatnonzero((when == AFTER) & (years >= 0))
        start, end, is_pair = asked.start.copy(), asked.end.copy(), asked.is_pair.copy()
        for column in (start, end, is_pair):
            column[later] = column[years[later]]
        read = _Questions(asked.claim, asked.layer, start, end, is_pair)
        is_later = np.zeros(len(series), dtype=bool)
        is_other = (start[later] != asked.start[later]) | (end[later] != asked.end[later])
        is_later[later] = known[later]
        others = later[is_other]
        is_later[others] = self._covers(read.at(others), claims)
        role = np.where(is_seen, AS_SEEN, LATER).astype(np.int32)
        role[_last(series, is_later)[series] == place] = TODAY
        chosen = np.flatnonzero(is_seen | is_later)
        late = is_later[chosen]
        has_row = _last(series, is_seen & ~is_ours) >= 0
        order = np.lexsort(
            (
                np.where(late, chosen, -chosen),
                is_ours[chosen] & ~late,
                late,
                series[chosen],
                ~has_row[series[chosen]],
                ~has_seen[series[chosen]],
                asked.claim[chosen],
            )
        )
        chosen = chosen[order]
        return read.at(chosen), role[chosen]


def _is_complete(series: _Numbers, end: Positions, known: Bools) -> Bools:
    """Which layers end no earlier than the older ones of their series: copies may lack years."""
    ends = np.where(known, end.astype(np.int64) + 1, 0)
    key = series * (int(ends.max(initial=0)) + 1) + ends
    found: Bools = key >= np.maximum.accumulate(key)
    return found


def _last(series: _Numbers, marked: Bools) -> _Numbers:
    """For each series its last marked place; -1 where none is."""
    found = np.full(int(series[-1]) + 1 if len(series) else 0, -1, dtype=np.int64)
    where = np.flatnonzero(marked)
    np.maximum.at(found, series[where], where)
    return found


def _first(series: _Numbers, marked: Bools) -> _Numbers:
    """For each series its first marked place; -1 where none is."""
    count = len(series)
    found = np.full(int(series[-1]) + 1 if count else 0, count, dtype=np.int64)
    where = np.flatnonzero(marked)
    np.minimum.at(found, series[where], where)
    return np.where(found == count, -1, found)


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
    vintages = [layer.vintage for layer in cube.layers]
    rank = np.array([sorted(vintages).index(one) for one in vintages])[rows.layer]
    first, key = distinct((rows.claim, source_axis(cube)[rows.layer]))
    is_late = role != AS_SEEN
    least = np.full(len(first), len(vintages))
    np.minimum.at(least, key[is_late], rank[is_late])
    is_first = is_late & (rank == least[key])
    days = np.array([day_number(one) for one in vintages])[rows.layer]
    is_fresh = ~is_late & (first_day_of(publication) - days <= FRESH_DAYS)
    return is_first, is_first & ~np.isin(rows.claim, rows.claim[is_fresh])


_TIMELESS = frozenset({"surface_area", "land_area"})
"""What hardly changes from one edition to another, however old."""


def of_the_past(
    rows: Rows, role: Positions, claims: Sequence[Claim], cube: Cube, publication: Publication
) -> Bools:
    """Which rows are of an edition too old to tell the newest year of a claim's own time."""
    moves = [one.period.end is None and one.indicator not in _TIMELESS for one in claims]
    is_newest = np.array(moves, bool)[rows.claim]
    days = np.array([day_number(layer.vintage) for layer in cube.layers])[rows.layer]
    is_old = first_day_of(publication) - days > PRESENT_DAYS
    found: Bools = (role == AS_SEEN) & is_newest & is_old
    return found


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
    _, key = distinct((rows.claim, source_axis(cube)[rows.layer]))
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
    is_unseen = ~have(is_seen & of_own)
    return Nearness(
        is_near, is_fresh, is_begun, ~have(~is_seen), is_far, is_late, is_old, is_unseen
    )


def is_dependent(cube: Cube, rows: Rows) -> Bools:
    """Whether each row is of a source whose figures rest on another that its claim has rows of."""
    names = sorted({layer.source for layer in cube.layers})
    source, claim = source_axis(cube)[rows.layer], rows.claim
    found = np.zeros(len(rows), dtype=bool)
    for name in names:
        other = rests_on(name)
        if other in names:
            on = np.isin(claim, claim[source == names.index(other)])
            found |= on & (source == names.index(name))
    return found


def is_resting(cube: Cube, rows: Rows) -> Bools:
    """Whether each row is of a source whose figures rest on another that has its concept."""
    there = {(layer.concept, layer.source) for layer in cube.layers}
    layers = [(one.concept, rests_on(one.source)) in there for one in cube.layers]
    found: Bools = np.array(layers, dtype=bool)[rows.layer]
    return found
