"""Which editions are of a text's time, which are near it, and which rest on others."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from builders import Table, claim, cube, figure, flat, paper, snapshot

from expectations.assess import assess
from expectations.cubes.cube import Cube
from expectations.judging.decide import stand
from expectations.judging.declared import (
    AS_SEEN,
    FAR_DAYS,
    FRESH_DAYS,
    LATER,
    NEAR_DAYS,
    Nearness,
    Publication,
    first_after,
    has_older,
    is_dependent,
    nearness,
)
from expectations.judging.levels import Rows
from expectations.judging.reconcile import reconcile
from sources.model import Axes, Period

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
