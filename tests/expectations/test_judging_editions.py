"""Which editions are of a text's time, which are near it, and which rest on others."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from builders import Table, claim, cube, figure, flat, paper, snapshot

from expectations.assessment.assess import assess
from expectations.cubes.cube import Cube
from expectations.judging import declared as module
from expectations.judging.decide import stand
from expectations.judging.declared import (
    AS_SEEN,
    FAR_DAYS,
    FRESH_DAYS,
    LATER,
    NEAR_DAYS,
    TODAY,
    Nearness,
    Publication,
    _first,
    _is_complete,
    _last,
    first_after,
    has_older,
    is_dependent,
    nearness,
)
from expectations.judging.levels import Rows
from expectations.judging.reconcile import reconcile
from expectations.judging.search import Common
from sources.model import Axes, Claim, Period

POP = "SP.POP.TOTL"
CODES = {"wdi": POP, "wpp": "WPP.POP.TOTAL"}
TEXT = date(2018, 6, 24)
DAY = Publication.of(TEXT.isoformat())


def days_before(days: float, of: date = TEXT) -> str:
    return (of - timedelta(days=int(days))).isoformat()


def editions(*keys: tuple[str, str]) -> Table:
    """The people of one country in 2014, by source and day of the edition."""
    return {(source, day, CODES[source], "AAA"): flat(1000) for source, day in keys}


def rows_of(of: Cube, claims: list[int] | None = None) -> Rows:
    """A row of each layer, all of one claim unless told otherwise."""
    count = len(of.layers)
    same = np.zeros(count, dtype=np.int32)
    return Rows(
        claim=np.array(claims, dtype=np.int32) if claims else same,
        measure=same,
        layer=np.arange(count, dtype=np.int32),
        weighting=same,
        group=same,
        start=same,
        end=same,
        is_reversed=np.zeros(count, dtype=bool),
    )


def roles(of: Cube, publication: Publication = DAY) -> np.ndarray:
    late = [layer.vintage > publication.last_day for layer in of.layers]
    return np.where(late, LATER, AS_SEEN).astype(np.int32)


def near(*days: float, later: bool = True, published: str = "") -> Nearness:
    """How near editions are that are so many days older than a text; one later stands beside."""
    keys = [("wdi", days_before(one)) for one in days]
    after = [("wdi", "2024-01-01")] if later else []
    of = cube(editions(*keys, *after))
    publication = Publication.of(published or TEXT.isoformat())
    rows, role = rows_of(of), roles(of, publication)
    return nearness(rows, role, rows.claim, 1, of, publication)


@pytest.mark.parametrize(
    ("days", "later", "is_near"),
    [
        (FRESH_DAYS, False, True),
        (FRESH_DAYS + 1, False, False),
        (NEAR_DAYS, True, True),
        (NEAR_DAYS + 1, True, False),
        (NEAR_DAYS, False, False),
    ],
)
def test_an_edition_is_near_of_the_weeks_before_or_of_the_year_with_a_later_one(
    days: float, later: bool, is_near: bool
) -> None:
    assert near(days, later=later).is_near.all() == is_near
    assert near(days, later=later).is_last.all() != later


@pytest.mark.parametrize(
    ("days", "is_fresh", "is_old", "is_far"),
    [
        (FRESH_DAYS, True, False, False),
        (FRESH_DAYS + 1, False, False, False),
        (NEAR_DAYS, False, False, False),
        (NEAR_DAYS + 1, False, True, False),
        (FAR_DAYS, False, True, False),
        (FAR_DAYS + 1, False, True, True),
    ],
)
def test_how_old_the_newest_edition_of_the_time_is(
    days: float, is_fresh: bool, is_old: bool, is_far: bool
) -> None:
    found = near(days)
    assert (found.is_fresh[0], found.is_old[0], found.is_far[0]) == (is_fresh, is_old, is_far)


@pytest.mark.parametrize(
    ("day", "is_begun"),
    [("2017-10-31", True), ("2017-10-30", False), ("2018-01-01", True), ("2018-11-30", True)],
)
def test_a_text_of_a_year_may_be_of_its_first_day(day: str, is_begun: bool) -> None:
    of = cube(editions(("wdi", day), ("wdi", "2024-01-01")))
    year = Publication.of("2018")
    rows = rows_of(of)
    found = nearness(rows, roles(of, year), rows.claim, 1, of, year)
    assert found.is_begun.tolist() == [is_begun, is_begun]


def test_one_that_is_not_older_than_the_first_day_opens_no_text_of_a_year() -> None:
    year = Publication.of("2018")
    for day, is_near in (("2018-01-01", True), ("2018-01-02", False), ("2017-01-01", False)):
        of = cube(editions(("wdi", day), ("wdi", "2024-01-01")))
        rows = rows_of(of)
        found = nearness(rows, roles(of, year), rows.claim, 1, of, year)
        assert found.is_near.all() == is_near, day


def test_an_edition_of_the_very_day_is_older_than_what_came_after() -> None:
    of = cube(editions(("wdi", TEXT.isoformat()), ("wdi", "2020-01-01"), ("wpp", "2019-06-17")))
    found = has_older(rows_of(of), of, DAY)
    told = {layer.source: bool(one) for layer, one in zip(of.layers, found, strict=True)}
    assert told == {"wdi": True, "wpp": False}
    assert not has_older(rows_of(of), of, Publication.of(days_before(1))).any()


def test_a_source_that_takes_its_figures_from_another_is_no_second_one() -> None:
    of = cube(editions(("wdi", "2018-05-21"), ("wpp", "2017-06-17")))
    sources = [layer.source for layer in of.layers]
    assert is_dependent(of, rows_of(of)).tolist() == [one == "wpp" for one in sources]
    apart = rows_of(of, claims=[0, 1])
    assert not is_dependent(of, apart).any()
    alone = cube(editions(("wpp", "2017-06-17")))
    assert is_dependent(alone, rows_of(alone)).tolist() == [False]


@pytest.mark.parametrize(("days", "is_witness"), [(FRESH_DAYS, False), (FRESH_DAYS + 1, True)])
def test_the_first_edition_after_a_text_is_a_witness_where_none_is_of_the_weeks_before(
    days: float, is_witness: bool
) -> None:
    of = cube(
        editions(
            ("wdi", days_before(days)), ("wdi", "2018-09-01"), ("wdi", "2019-09-01"),
            ("wpp", "2019-06-17"),
        )
    )  # fmt: skip
    first, witness = first_after(rows_of(of), roles(of), of, DAY)
    named = [(layer.vintage, bool(witness[at])) for at, layer in enumerate(of.layers) if first[at]]
    assert sorted(named) == [("2018-09-01", is_witness), ("2019-06-17", is_witness)]
    nothing, none = first_after(rows_of(cube({})), np.zeros(0, np.int32), cube({}), DAY)
    assert not len(nothing)
    assert not len(none)


def test_what_is_at_hand_of_one_claim_is_no_witness_for_another() -> None:
    of = cube(editions(("wdi", days_before(5)), ("wdi", "2018-09-01"), ("wdi", "2019-09-01")))
    order = sorted(range(3), key=lambda at: of.layers[at].vintage)
    claims = [0, 0, 0]
    claims[order[2]] = 1
    first, witness = first_after(rows_of(of, claims), roles(of), of, DAY)
    assert [bool(first[at]) for at in order] == [False, True, True]
    assert [bool(witness[at]) for at in order] == [False, False, True]


def seen_by(published: str, table: Table) -> list[str]:
    made = claim(figure("1000", "10"), group="one")
    outcome = assess(paper([made], Axes(), published=published), snapshot(table)).outcomes[0]
    return sorted(one.reading.vintage for one in outcome.observed if one.role == "as_seen")


def test_an_edition_of_the_first_day_of_a_text_s_year_leaves_none_before_it_of_the_time() -> None:
    year = ("wdi", "2017-06-01"), ("wdi", "2018-01-01"), ("wdi", "2018-08-01")
    assert seen_by("2018", editions(*year)) == ["2018-01-01", "2018-08-01"]
    late = ("wdi", "2017-06-01"), ("wdi", "2018-01-02"), ("wdi", "2018-12-31")
    assert seen_by("2018", editions(*late)) == [one for _, one in late]


@pytest.mark.parametrize(
    ("values", "is_coarse"), [((600, 601), True), ((600, 200), False), ((200, 201), False)]
)
def test_with_none_of_the_time_a_figure_is_coarse_where_every_later_edition_rounds_so(
    values: tuple[float, float], is_coarse: bool
) -> None:
    days = ("2019-03-01", "2020-03-01")
    of = cube({("wdi", day, POP, "AAA"): flat(one) for day, one in zip(days, values, strict=True)})
    made = claim(figure("1000", "1000"), group="one", period=Period(2014, 2014))
    found = reconcile([made], [Axes()], of, DAY)
    assert stand(found, of).is_coarse.tolist() == [is_coarse]


@pytest.mark.parametrize(
    ("keys", "is_late", "is_unseen"),
    [
        ((("wdi", "2018-05-21"),), False, False),
        ((("wdi", "2019-05-21"),), True, True),
        # The people of the United Nations rest on the same censuses.
        ((("wpp", "2017-06-17"), ("wdi", "2019-05-21")), True, True),
        ((("wpp", "2017-06-17"),), False, False),
        ((("wpp", "2019-06-17"), ("wdi", "2018-05-21")), False, False),
    ],
)
def test_a_source_that_has_nothing_older_than_the_text_shows_no_revision(
    keys: tuple[tuple[str, str], ...], is_late: bool, is_unseen: bool
) -> None:
    of = cube(editions(*keys))
    rows = rows_of(of)
    found = nearness(rows, roles(of), rows.claim, 1, of, DAY)
    of_wdi = [at for at, layer in enumerate(of.layers) if layer.source == keys[-1][0]]
    assert [bool(found.is_late[at]) for at in of_wdi] == [is_late]
    assert [bool(found.is_unseen[at]) for at in of_wdi] == [is_unseen]


def test_a_later_edition_of_one_claim_makes_none_near_for_another() -> None:
    """An edition of a year before a text is near where a later one is at hand of the same claim."""
    of = cube(editions(("wdi", "2017-08-01"), ("wdi", "2019-05-21")))
    old, new = of.layers_of("population")
    rows = rows_of(of).at(np.zeros(4, dtype=np.int64))
    claims = np.array([0, 1, 2, 2], np.int32)
    rows = replace(rows, layer=np.array([old, new, old, new], np.int32), claim=claims)
    found = nearness(rows, roles(of)[rows.layer], claims, 3, of, DAY)
    assert found.is_near.tolist() == [False, False, True, True]
    assert found.is_last.tolist() == [True, False, False, False]


# Questions and answers, by series


def test_a_layer_that_ends_before_an_older_one_of_its_series_lacks_years() -> None:
    series = np.array([0, 0, 0, 1, 1, 2, 2])
    ends = np.array([3, 1, 4, 0, 0, 2, 2], dtype=np.int32)
    known = np.array([True, True, True, True, False, False, True])
    found = _is_complete(series, ends, known)
    assert found.tolist() == [True, False, True, True, False, True, True]


def test_of_each_series_the_first_and_the_last_marked_place_are_found() -> None:
    series = np.array([0, 0, 0, 1, 2, 2])
    marked = np.array([True, False, True, False, False, True])
    assert _first(series, marked).tolist() == [0, -1, 5]
    assert _last(series, marked).tolist() == [2, -1, 5]
    assert _first(series[:0], marked[:0]).tolist() == _last(series[:0], marked[:0]).tolist() == []


Read = tuple[str, int, int, int]
"""The day of an edition, the years read in it, and its role."""


def declared(*claims: Claim, **values: dict[int, float]) -> list[list[Read]]:
    """How each claim is read, of editions like ``e2018_05_21``."""
    table = {
        ("wdi", day[1:].replace("_", "-"), POP, "AAA"): series for day, series in values.items()
    }
    of = cube(table)
    rows, role = Common.of(of, DAY).declarer.rows(claims, [Axes()] * len(claims))
    found: list[list[Read]] = [[] for _ in claims]
    for at, layer, start, end, one in zip(
        rows.claim, rows.layer, rows.start, rows.end, role, strict=True
    ):
        years = of.years[start], of.years[end]
        found[at].append((of.layers[layer].vintage, *years, int(one)))
    return found


def of_years(start: int | None, end: int | None, **more: Any) -> Claim:
    return claim(figure("1000", "10", **more), group="one", period=Period(start, end))


THEN, NOW = "2018-05-21", "2020-05-21"
BOTH: dict[str, dict[int, float]] = {
    "e2018_05_21": flat(1, 2, 3, start=2014),
    "e2020_05_21": flat(1, 2, 3, 4, 5, start=2014),
}


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        # The newest full year that the edition of the time has; the later one is read at it.
        (None, None, [(THEN, 2016, 2016, AS_SEEN), (NOW, 2016, 2016, TODAY)]),
        (2014, None, [(THEN, 2014, 2016, AS_SEEN), (NOW, 2014, 2016, TODAY)]),
        (None, 2015, [(THEN, 2015, 2015, AS_SEEN), (NOW, 2015, 2015, TODAY)]),
        (2014, 2015, [(THEN, 2014, 2015, AS_SEEN), (NOW, 2014, 2015, TODAY)]),
        # What the edition of the time lacks only the later one has; what none has, none.
        (2018, 2018, [(NOW, 2018, 2018, TODAY)]),
        (2019, 2019, []),
        (2010, 2010, []),
        (2010, 2015, []),
        (2010, None, []),
    ],
)
def test_years_are_those_that_are_named_or_the_newest_full_one(
    start: int | None, end: int | None, expected: list[Read]
) -> None:
    assert declared(of_years(start, end), **BOTH) == [expected]
    # So it is of each of several claims.
    several = [of_years(2019, 2019), of_years(start, end), of_years(2015, 2015)]
    found = declared(*several, **BOTH)
    assert found[0] == []
    assert found[1] == expected
    assert [one[1:3] for one in found[2]] == [(2015, 2015)] * 2


def test_the_newest_full_year_is_the_last_that_was_over_and_is_known() -> None:
    full = flat(1, 2, 3, 4, 5, start=2014)
    [found] = declared(of_years(None, None), e2018_05_21=full)
    assert found == [(THEN, 2017, 2017, AS_SEEN)]
    gap = {year: one for year, one in full.items() if year != 2017}
    [found] = declared(of_years(None, None), e2018_05_21=gap)
    assert found == [(THEN, 2016, 2016, AS_SEEN)]
    assert declared(of_years(None, None), e2018_05_21={2018: 5.0}) == [[]]
    # With a first year alone at hand it is that.
    [found] = declared(of_years(None, None), e2018_05_21={2014: 5.0, 2018: 5.0})
    assert found == [(THEN, 2014, 2014, AS_SEEN)]


def test_a_pair_needs_both_its_years_and_another_figure_the_last_alone() -> None:
    first = figure("900", "10")
    values = {"e2018_05_21": {2014: 1.0, 2016: 3.0}}
    assert declared(of_years(2014, 2016, first=first), **values) == [[(THEN, 2014, 2016, AS_SEEN)]]
    assert declared(of_years(2015, 2016, first=first), **values) == [[]]
    assert declared(of_years(2014, None, first=first), **values) == [[(THEN, 2014, 2016, AS_SEEN)]]
    # Of one year there is no pair, and the figure stands alone.
    assert declared(of_years(2016, None, first=first), **values) == [[(THEN, 2016, 2016, AS_SEEN)]]
    # What is no pair is about all its years.
    assert declared(of_years(2014, 2016), **values) == [[]]


def test_a_copy_that_lacks_the_last_years_is_not_read_for_an_older_one() -> None:
    values = {
        "e2018_01_21": flat(1, 2, 3, start=2014),
        "e2018_05_21": flat(1, 2, start=2014),
        "e2020_05_21": flat(1, 2, 3, start=2014),
    }
    [found] = declared(of_years(None, None), **values)
    assert found == [("2018-01-21", 2016, 2016, AS_SEEN), (NOW, 2016, 2016, TODAY)]


def test_a_source_that_the_author_could_have_seen_comes_first_and_later_ones_old_to_new() -> None:
    keys = ("ama", "2019-05-21"), ("wdi", "2018-05-21"), ("wdi", "2019-01-01"), ("wdi", NOW)
    codes = {"wdi": "NY.GDP.MKTP.CD", "ama": "AMA.GDP.CURR.USD"}
    of = cube({(source, day, codes[source], "AAA"): flat(5) for source, day in keys})
    stated = claim(
        figure("5", "1"), indicator="gdp_current_usd", group="one", period=Period(2014, 2014)
    )
    rows, role = Common.of(of, DAY).declarer.rows([stated], [Axes()])
    found = [(of.layers[layer].key, int(one)) for layer, one in zip(rows.layer, role, strict=True)]
    assert found == [
        ("wdi@2018-05-21", AS_SEEN),
        ("wdi@2019-01-01", LATER),
        (f"wdi@{NOW}", TODAY),
        ("ama@2019-05-21", TODAY),
    ]


def test_sources_of_the_time_come_in_the_order_of_their_names() -> None:
    codes = {"wdi": "NY.GDP.MKTP.CD", "ama": "AMA.GDP.CURR.USD"}
    of = cube({(name, THEN, code, "AAA"): flat(5) for name, code in codes.items()})
    stated = claim(
        figure("5", "1"), indicator="gdp_current_usd", group="one", period=Period(2014, 2014)
    )
    rows, _ = Common.of(of, DAY).declarer.rows([stated], [Axes()])
    assert [of.layers[layer].source for layer in rows.layer] == ["ama", "wdi"]


def test_claims_are_read_alike_a_few_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    claims = [
        of_years(None, None), of_years(2019, 2019), of_years(2014, None), of_years(2015, 2016),
        of_years(None, None), of_years(2018, 2018),
    ]  # fmt: skip
    whole = declared(*claims, **BOTH)
    for at_once in (1, 3, 7):
        monkeypatch.setattr(module, "_AT_ONCE", at_once)
        assert declared(*claims, **BOTH) == whole
