"""The grid of readings: what it shows is what the data give, and what it leaves out is counted."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from builders import ONE, Table, claim, figure, flat, paper, snapshot
from hypothesis import given
from hypothesis import strategies as st

from expectations.assessment.assess import assess
from expectations.explaining.grid import MOST_ROWS, MOST_YEARS
from expectations.grids import Cell, Grid, GridRow
from expectations.judging.tolerance import admits, is_inside
from expectations.outcomes import Outcome
from sources.model import Axes, Claim, Group, Period
from sources.registers.register import load_paper
from sources.snapshots.load import load_snapshot
from sources.snapshots.needs import wanted_by

POP, GDP, GROWTH = "SP.POP.TOTL", "NY.GDP.MKTP.CD", "NY.GDP.MKTP.KD.ZG"
SEEN, LATER = "2018-05-21", "2020-04-01"
WINDOW = Axes(groups=("pair", "one"), window=(2010, 2017))


def outcome(stated: Claim, table: Table, axes: Axes = WINDOW, **fields: object) -> Outcome:
    return assess(paper([stated], axes, **fields), snapshot(table)).outcomes[0]


def grid(stated: Claim, table: Table, axes: Axes = WINDOW, **fields: object) -> Grid:
    found = outcome(stated, table, axes, **fields).grid
    assert found is not None
    return found


def people(*values: float, vintage: str = SEEN, start: int = 2014) -> Table:
    """The pair's population, a quarter of it in the first country."""
    return {
        ("wdi", vintage, POP, "AAA"): flat(*(value / 4 for value in values), start=start),
        ("wdi", vintage, POP, "BBB"): flat(*(value * 3 / 4 for value in values), start=start),
        ("wdi", vintage, POP, "WLD"): flat(*(value * 2 for value in values), start=start),
    }


def cells(found: Grid) -> Iterator[tuple[GridRow, int, Cell]]:
    for row in found.rows:
        for year, cell in zip(found.years, row.cells, strict=True):
            if cell is not None:
                yield row, year, cell


def marked(found: Grid, mark: str) -> set[tuple[str, str, int]]:
    """Group, edition and year of the cells with a mark."""
    return {
        (row.group, edition, year)
        for row, year, cell in cells(found)
        if getattr(cell, mark)
        for edition in row.editions
    }


def total_by_hand(table: Table, group: str, edition: str, year: int) -> float:
    source, _, vintage = edition.partition("@")
    members = ("AAA", "BBB") if group == "pair" else ("AAA",)
    return sum(table[source, vintage, POP, area][year] for area in members)


@given(
    st.lists(st.integers(100, 2000), min_size=1, max_size=6),
    st.lists(st.integers(100, 2000), min_size=1, max_size=6),
    st.integers(1, 20),
)
def test_every_cell_is_the_total_of_its_group_edition_and_year(
    seen: list[int], later: list[int], stated: int
) -> None:
    table = {**people(*seen), **people(*later, vintage=LATER)}
    one = claim(figure(str(stated * 100), "100"))
    found = grid(one, table)
    bounds = admits(one)
    assert any(True for _ in cells(found))
    for row, year, cell in cells(found):
        # Editions in one row print the same; the cell holds the value of the first.
        value = total_by_hand(table, row.group, row.editions[0], year)
        assert cell.obs_value == pytest.approx(value)
        assert cell.is_inside is is_inside(cell.obs_value, bounds)


@given(st.lists(st.integers(1, 20), min_size=1, max_size=4), st.integers(1, 20))
def test_shown_and_counted_make_up_all_definitions_that_have_data(
    levels: list[int], stated: int
) -> None:
    table: Table = {}
    for at, level in enumerate(levels):
        table = {**table, **people(100.0 * level, vintage=f"201{at}-01-01")}
    found = grid(claim(figure(str(stated * 100), "100")), table)
    shown = [(row.group, edition) for row in found.rows for edition in row.editions]
    assert len(shown) == len(set(shown))
    assert len(shown) + found.more_inside + found.more_outside == 2 * len(levels)


def test_the_rings_are_the_declared_readings_and_the_box_is_what_explains() -> None:
    table = {**people(800, 900, 1000), **people(800, 905, 1010, vintage=LATER)}
    found = outcome(claim(figure("900", "10")), table)
    assert found.grid is not None
    assert marked(found.grid, "is_declared") == {
        ("pair", f"wdi@{SEEN}", 2016),
        ("pair", f"wdi@{LATER}", 2016),
    }
    fit = found.explanation.reading
    assert fit is not None
    assert marked(found.grid, "is_fitted") == {("pair", f"wdi@{fit.vintage}", fit.end)}
    assert marked(found.grid, "is_inside") >= marked(found.grid, "is_fitted")


def test_the_declared_definition_comes_first_and_what_says_nothing_is_left_out() -> None:
    table = {**people(3600, 4000), **people(3600, 4000, vintage=LATER)}
    found = grid(claim(figure("900", "100")), table)
    # The editions look the same where both are declared, not where one is the reading that fits.
    assert [(row.group, len(row.editions)) for row in found.rows] == [
        ("pair", 2),
        ("one", 1),
        ("one", 1),
    ]
    assert (found.more_inside, found.more_outside) == (0, 0)
    other = grid(claim(figure("7000", "100")), table)
    assert [row.group for row in other.rows] == ["pair"]
    assert (other.more_inside, other.more_outside) == (0, 2)


def test_editions_that_print_differently_have_rows_of_their_own() -> None:
    table = {**people(3600, 4000), **people(3600, 4100, vintage=LATER)}
    found = grid(claim(figure("900", "100")), table)
    assert [row.editions for row in found.rows if row.group == "pair"] == [
        (f"wdi@{SEEN}",),
        (f"wdi@{LATER}",),
    ]


def test_a_grid_has_few_rows_and_columns_however_much_was_tried() -> None:
    table: Table = {}
    for at in range(9):
        values = (900 + 10 * at + 10 * n for n in range(30))
        table = {**table, **people(*values, vintage=f"201{at}-01-01", start=1985)}
    found = grid(claim(figure("1000", "100")), table, Axes(("pair", "one"), (1985, 2014)))
    assert len(found.rows) == MOST_ROWS
    assert len(found.years) == MOST_YEARS
    assert found.more_inside + found.more_outside == 18 - MOST_ROWS
    assert found.more_years == 30 - MOST_YEARS
    # Whatever is left out, what is ringed stays.
    assert marked(found, "is_declared")


def test_a_declared_definition_that_has_no_room_is_not_said_to_have_a_reading_inside() -> None:
    """Once "1 more with a reading inside" stood in a letter beside "none of the 113 ways"."""
    table: Table = {}
    for at in range(MOST_ROWS + 2):
        editions = people(*(900 + 10 * at + n for n in range(4)), vintage=f"20{at + 20}-03-01")
        table = {**table, **editions}
    found = grid(claim(figure("5000", "10")), table, Axes(("pair",), (2014, 2017)))
    assert len(found.rows) == MOST_ROWS
    assert (found.more_inside, found.more_outside) == (0, 2)


def test_a_reading_that_fits_is_shown_though_its_year_is_far() -> None:
    values = [400.0, *(1000.0 + 10 * n for n in range(30))]
    found = grid(
        claim(figure("400", "10")), people(*values, start=1987), Axes(("pair",), (1987, 2017))
    )
    assert found.years[0] == 1987
    assert marked(found, "is_fitted") == {("pair", f"wdi@{SEEN}", 1987)}


def test_years_without_data_are_blank_and_never_nought() -> None:
    table = {**people(900, 1000), **people(900, 1000, 1100, 1200, vintage=LATER)}
    found = grid(claim(figure("1000", "100")), table)
    assert found.years == (2014, 2015, 2016, 2017)
    assert [cell is None for cell in found.rows[0].cells] == [False, False, True, True]


def test_a_claim_about_a_span_has_a_row_for_each_first_year_and_last_years_across() -> None:
    rates = (8.0, 2.0, 4.0, 6.0)
    table: Table = {
        ("wdi", SEEN, GROWTH, "AAA"): flat(*rates),
        ("wdi", SEEN, GDP, "AAA"): flat(100, 100, 100, 100, start=2013),
    }
    stated = claim(
        figure("4.0", "0.1", "percent"),
        measure="mean_growth",
        indicator="gdp_growth",
        group="one",
        period=Period(2015, None),
        weighting="simple",
    )
    found = grid(stated, table, Axes(("one",), (2013, 2017), ("simple", "weighted")))
    assert found.rows[0].start == 2015
    assert marked(found, "is_declared") == {("one", f"wdi@{SEEN}", 2017)}
    assert {row.weighting for row in found.rows} == {"simple", "weighted"}
    for row, year, cell in cells(found):
        assert row.start is not None
        span = [rates[at - 2014] for at in range(row.start, year + 1)]
        assert cell.obs_value == pytest.approx(sum(span) / len(span) / 100)


def test_a_pair_shows_both_values_and_has_rows_for_both_orders() -> None:
    shares = [0.30, 0.31, 0.32, 0.33]
    table: Table = {
        ("wdi", SEEN, POP, "AAA"): flat(*(1000 * share for share in shares), start=2013),
        ("wdi", SEEN, POP, "WLD"): flat(1000, 1000, 1000, 1000, start=2013),
    }
    swapped = figure("30", "1", "percent", first=figure("33", "1", "percent"))
    stated = claim(swapped, measure="share", group="one", period=Period(2013, None))
    found = grid(stated, table, Axes(("one",), (2013, 2017)))
    fits = [(row, cell) for row, _, cell in cells(found) if cell.is_fitted]
    ((row, cell),) = fits
    assert row.is_reversed
    assert (cell.obs_first, cell.obs_value) == pytest.approx((0.33, 0.30))
    assert cell.text == "33.0→30.0"


def test_half_a_pair_is_no_reading() -> None:
    table: Table = {
        ("wdi", SEEN, POP, "AAA"): flat(300, 310, 320, start=2013),
        ("wdi", SEEN, POP, "BBB"): flat(1, 1, 1, 1, 1, start=2012),
        ("wdi", SEEN, POP, "WLD"): flat(1000, 1000, 1000, 1000, 1000, start=2012),
    }
    pair = figure("30", "1", "percent", first=figure("33", "1", "percent"))
    stated = claim(pair, measure="share", group="one", period=Period(2013, 2015))
    found = outcome(stated, table, Axes(("one",), (2012, 2016)))
    # Three spans within 2013 to 2015, in two orders.
    assert found.explanation.tried == found.explanation.distinct == 6
    assert found.explanation.chance is not None and found.explanation.chance < 1
    assert found.grid is not None
    assert all(cell.obs_first is not None for _, _, cell in cells(found.grid))


@pytest.mark.parametrize(
    ("stated", "unit", "text"),
    [
        (claim(figure("4400000000", "100000000")), "billions", "4.45"),
        (claim(figure("4400", "100")), "", "4,450,000,000"),
        (claim(figure("4400000", "100000")), "millions", "4,450.00"),
    ],
)
def test_a_grid_says_its_unit_once(stated: Claim, unit: str, text: str) -> None:
    found = grid(stated, people(4.45e9))
    assert found.unit == unit
    assert found.rows[0].cells[0] is not None
    assert found.rows[0].cells[0].text == text


def test_a_text_shows_on_which_side_of_what_is_admitted_a_value_lies() -> None:
    found = grid(claim(figure("4400000000", "100000000")), people(4.4504e9, 4.4496e9))
    texts = [cell.text for cell in found.rows[0].cells if cell]
    assert texts == ["4.4504", "4.45"]


def test_other_indicators_are_named() -> None:
    table: Table = {
        ("wdi", SEEN, GDP, "AAA"): flat(500, 500),
        ("wdi", SEEN, "NY.GDP.MKTP.KD", "AAA"): flat(400, 410),
    }
    stated = claim(figure("410", "10", "usd"), indicator="gdp_current_usd", group="one")
    axes = Axes(("one",), (2014, 2015), indicators=("gdp_constant_usd",))
    found = grid(stated, table, axes)
    assert [row.indicator for row in found.rows] == ["gdp_current_usd", "gdp_constant_usd"]
    assert found.unit == "US$"


@pytest.mark.parametrize(
    ("stated", "axes"),
    [
        (claim(figure("2", "1", noun="countries"), measure="count", indicator=""), WINDOW),
        (claim(figure("1000", "100"), indicator="gdp_current_usd"), WINDOW),
    ],
    ids=["a count", "no data"],
)
def test_where_nothing_was_tried_there_is_no_grid(stated: Claim, axes: Axes) -> None:
    assert outcome(stated, people(1000), axes).grid is None


def test_a_declared_year_outside_the_window_is_ringed_all_the_same() -> None:
    found = grid(claim(figure("900", "100")), people(800, 900, 1000), Axes(("pair",), (2014, 2015)))
    assert marked(found, "is_declared") == {("pair", f"wdi@{SEEN}", 2016)}


def test_a_group_that_is_declared_and_not_among_those_tried_is_ringed_all_the_same() -> None:
    third = Group("third", "The second country", ("BBB",), "made for a test")
    stated = claim(figure("900", "100"), group="third")
    found = grid(stated, people(1000, 1100), Axes(("one",), (2014, 2015)), groups=(ONE, third))
    assert found.rows[0].group == "third"


def test_the_grids_of_the_paper_hold_what_the_observations_give() -> None:
    known = load_paper("liu-jiang-2018")
    data = load_snapshot(["embedded"], wanted_by([known]))
    outcomes = {made.claim.id: made for made in assess(known, data).outcomes}
    found = outcomes["population"].grid
    assert found is not None
    from sources.reference.groups import GROUPS

    frame = data.observations
    frame = frame[frame["indicator"].isin(["SP.POP.TOTL", "WPP.POP.TOTAL"])]
    for row, year, cell in cells(found):
        source, _, vintage = row.editions[0].partition("@")
        own = frame[
            (frame["source"] == source)
            & (frame["vintage"] == vintage)
            & (frame["time_period"] == year)
            & frame["ref_area"].isin(GROUPS[row.group].members)
        ]
        assert cell.obs_value == pytest.approx(own["obs_value"].sum())
    assert [made.claim.id for made in outcomes.values() if made.grid] == [
        "population", "population-share", "gdp", "gdp-share", "population-share-again",
        "growth", "growth-above-world", "gdp-share-change",
    ]  # fmt: skip
