"""What no edition can be expected to say: far from a firm series, or against every edition."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from builders import Table, cube, flat

from expectations.cubes.cube import Cube
from expectations.judging.firmness import day_number
from expectations.judging.levels import Rows, Tables
from expectations.judging.measures import MEASURE_AT
from expectations.judging.settled import (
    _decade,
    _moves_revised,
    is_against_all,
    is_beyond_all,
)
from expectations.judging.tolerance import within

POP, GDP = "SP.POP.TOTL", "NY.GDP.MKTP.CD"
DAYS = ("2016-03-01", "2017-03-01", "2018-03-01", "2019-03-01", "2021-03-01")
STEADY = tuple(1000.0 + 10 * year for year in range(12))
"""Of 2006 to 2017: from 1,000 to 1,110, by 10 a year."""


def editions(
    days: tuple[str, ...] = DAYS, factor: float = 1.0, of: tuple[float, ...] = STEADY
) -> Table:
    """A series by edition, in millions; the last edition has so many times as much."""
    return {
        ("wdi", day, POP, "AAA"): flat(
            *(one * 1e6 * (factor if day == days[-1] else 1.0) for one in of), start=2006
        )
        for day in days
    }


def row_of(
    of: Cube, start: int, end: int, measure: str = "value", concept: str = "population"
) -> Rows:
    same = np.zeros(1, dtype=np.int32)
    return Rows(
        claim=same,
        measure=same + MEASURE_AT[measure],
        layer=same + of.layers_of(concept)[-1],
        weighting=same,
        group=same + of.group_at("one"),
        start=same + of.year_at(start),
        end=same + of.year_at(end),
        is_reversed=np.array([False]),
    )


def is_beyond(stated: float, table: Table, text: str = "2021-06-01") -> bool:
    of = cube(table)
    ends = np.array([stated * 1e6]), np.array([stated * 1e6])
    [found] = is_beyond_all(Tables(of), of, row_of(of, 2015, 2015), day_number(text), ends)
    return bool(found)


# The largest and the smallest of the decade, two years as fast as the fastest, a tenth.
HIGHEST, LOWEST = 1110 + 2 * 10 + 111, 1000 - 2 * 10 - 111


@pytest.mark.parametrize(
    ("stated", "is_far"),
    [(HIGHEST + 1, True), (HIGHEST - 1, False), (LOWEST - 1, True), (LOWEST + 1, False)],
)
def test_beyond_a_firm_series_is_what_two_more_years_and_a_tenth_do_not_reach(
    stated: float, is_far: bool
) -> None:
    assert is_beyond(stated, editions()) == is_far


def test_each_of_several_figures_is_held_against_its_own_decade() -> None:
    of = cube(editions())
    rows = row_of(of, 2015, 2015).at(np.zeros(3, np.int64))
    years = np.array([of.year_at(year) for year in (2015, 2016, 2015)], np.int32)
    stated = np.array([HIGHEST + 1.0, 1105.0, 1105.0]) * 1e6
    found = is_beyond_all(
        Tables(of), of, rows.over(years, years), day_number("2021-06-01"), (stated, stated)
    )
    assert found.tolist() == [True, False, False]
    again = is_beyond_all(
        Tables(of), of, rows.over(years, years), day_number("2021-06-01"), (stated[::-1],) * 2
    )
    assert again.tolist() == [False, False, True]


def test_of_few_people_a_quarter_is_allowed_for_as_a_census_may_find_them_gone() -> None:
    few = editions(of=tuple(one / 1000 for one in STEADY))
    reach = (1110 + 2 * 10 + 0.25 * 1110) / 1000
    assert is_beyond(reach + 0.001, few)
    assert not is_beyond(reach - 0.001, few)


def test_four_times_what_a_series_was_revised_by_is_allowed_for() -> None:
    revised, largest = editions(factor=1.04), 1110 * 1.04
    reach = largest + 2 * 10.4 + 4 * 0.04 * largest
    assert is_beyond(reach + 1, revised)
    assert not is_beyond(reach - 1, revised)


@pytest.mark.parametrize(
    ("table", "is_firm"),
    [
        (editions(), True),
        (editions(DAYS[1:]), False),
        (editions(("2016-03-02", *DAYS[1:])), False),
        (editions(factor=1.0999), True),
        (editions(factor=1.1001), False),
        (editions(of=tuple(one / 2000 for one in STEADY), factor=1.04), True),
        (editions(of=tuple(one - 1000 for one in STEADY)), False),
        # The year before the declared one is in none.
        (
            {key: {y: v for y, v in one.items() if y != 2014} for key, one in editions().items()},
            False,
        ),
        # 2006, the first year of the ten, is in none.
        (
            {key: {y: v for y, v in one.items() if y > 2006} for key, one in editions().items()},
            False,
        ),
    ],
)
def test_a_series_is_firm_of_which_editions_of_five_years_have_all_and_have_hardly_moved_it(
    table: Table, is_firm: bool
) -> None:
    assert is_beyond(1e6, table) == is_firm


@pytest.mark.parametrize(("factor", "is_firm"), [(1.049, True), (1.051, False)])
def test_a_sum_of_money_is_firm_that_was_revised_by_no_more_than_a_twentieth(
    factor: float, is_firm: bool
) -> None:
    money = {(*key[:2], GDP, key[3]): one for key, one in editions(factor=factor).items()}
    of = cube(money)
    far = np.array([1e12]), np.array([1e12])
    row = row_of(of, 2015, 2015, concept="gdp_current_usd")
    assert is_beyond_all(Tables(of), of, row, day_number("2021-06-01"), far).tolist() == [is_firm]


@pytest.mark.parametrize(
    ("ends", "is_far"),
    [
        ((HIGHEST + 1, HIGHEST + 9), True),
        ((HIGHEST - 1, HIGHEST + 9), False),
        ((LOWEST - 9, LOWEST - 1), True),
        ((LOWEST - 9, LOWEST + 1), False),
    ],
)
def test_a_rounded_figure_is_beyond_only_with_all_that_rounds_to_it(
    ends: tuple[float, float], is_far: bool
) -> None:
    of = cube(editions())
    lower, upper = (np.array([one * 1e6]) for one in ends)
    row = row_of(of, 2015, 2015)
    found = is_beyond_all(Tables(of), of, row, day_number("2021-06-01"), (lower, upper))
    assert found.tolist() == [is_far]


def test_an_edition_years_from_the_text_settles_nothing() -> None:
    assert is_beyond(1e6, editions(), "2024-03-05")
    assert not is_beyond(1e6, editions(), "2024-03-06")


def is_against(
    *pairs: tuple[float, float],
    days: tuple[str, ...] = ("2016-03-01", "2018-03-01", "2020-03-01", "2022-03-01"),
    way: int = 1,
    is_weak: bool = False,
    is_seen: bool = True,
    others: Table | None = None,
) -> bool:
    """Of the values of 2006 and 2007 by edition."""
    own = {
        ("wdi", day, POP, "AAA"): flat(*pair, start=2006)
        for day, pair in zip(days, pairs, strict=False)
    }
    of = cube({**own, **(others or {})})
    rows = row_of(of, 2006, 2007)
    ways = np.array([way], dtype=np.int32)
    truths = np.array([is_seen]), np.array([is_weak])
    [found] = is_against_all(Tables(of), of, rows, ways, *truths)
    return bool(found)


@pytest.mark.parametrize(
    ("pairs", "way", "expected"),
    [
        (((100, 98.9),) * 4, 1, True),
        (((100, 99.1),) * 4, 1, False),
        (((100, 98),) * 4, -1, False),
        (((100, 98),) * 4, 0, False),
        (((98, 100),) * 4, -1, True),
        (((100, 98), (100, 98), (100, 98), (98, 100)), 1, False),
        # Revised by one, so four are allowed for.
        (((100, 94), (100, 94), (100, 94), (100, 95)), 1, True),
        (((100, 97), (100, 97), (100, 97), (100, 96)), 1, False),
    ],
)
def test_all_editions_move_against_a_pair_by_more_than_its_moves_were_revised(
    pairs: tuple[tuple[float, float], ...], way: int, expected: bool
) -> None:
    assert is_against(*pairs, way=way) == expected


WILD: Table = {
    ("wdi", day, POP, "BBB"): flat(100, after, start=2006)
    for day, after in (("2016-03-01", 100), ("2022-03-01", 130))
}


def test_where_little_shows_how_far_moves_are_revised_those_of_others_count() -> None:
    assert is_against(*((100, 90),) * 4, others=WILD)
    assert not is_against(*((100, 90),) * 4, others=WILD, is_weak=True)
    assert not is_against(*((100, 90),) * 2, others=WILD)
    near = ("2020-03-01", "2020-06-01", "2020-09-01", "2021-03-01")
    assert not is_against(*((100, 90),) * 4, days=near, others=WILD)


CALM: Table = {
    ("wdi", day, POP, "BBB"): flat(100, 100, start=2006) for day in ("2016-03-01", "2022-03-01")
}


def test_two_editions_must_say_so_or_one_that_the_author_could_have_had() -> None:
    alone = ("2018-03-01",)
    assert is_against((100, 90), days=alone, others=CALM)
    assert not is_against((100, 90), days=alone, others=CALM, is_seen=False)
    two = ("2018-03-01", "2020-03-01")
    assert is_against(*((100, 90),) * 2, days=two, others=CALM, is_seen=False)


def test_three_editions_of_two_years_tell_how_far_moves_are_revised() -> None:
    days = ("2016-03-01", "2018-03-01", "2020-03-01")
    assert is_against(*((100, 90),) * 3, days=days, others=WILD)


def test_small_values_move_as_large_ones_do() -> None:
    assert is_against(*((0.5, 0.4),) * 4)
    assert not is_against(*((0.5, 0.496),) * 4)


def test_each_of_several_pairs_is_held_against_its_own_editions() -> None:
    days = ("2016-03-01", "2018-03-01", "2020-03-01", "2022-03-01")
    series = {"AAA": (100.0, 90.0), "BBB": (10.0, 30.0)}
    of = cube(
        {
            ("wdi", day, POP, area): flat(*two, start=2006)
            for day in days
            for area, two in series.items()
        }
    )
    one = row_of(of, 2006, 2007)
    group = np.array([of.group_at(name) for name in ("one", "pair", "one", "one")], np.int32)
    rows = replace(one.at(np.zeros(4, np.int64)), group=group)
    single = np.array([rows.end[0]] * 2 + [rows.start[0], rows.end[0]], np.int32)
    rows = rows.over(rows.start, single)
    ways = np.array([1, 1, 1, -1], np.int32)
    truths = np.ones(4, bool), np.zeros(4, bool)
    # Of one country people fell, of both they rose; of one year there is no move.
    found = is_against_all(Tables(of), of, rows, ways, *truths)
    assert found.tolist() == [True, False, False, False]


RATE = "NY.GDP.MKTP.KD.ZG"


@pytest.mark.parametrize(("last", "expected"), [(1.88, True), (1.92, False), (2.2, False)])
def test_rates_move_against_their_words_by_a_tenth_of_a_point(last: float, expected: bool) -> None:
    days = ("2016-03-01", "2018-03-01", "2020-03-01", "2022-03-01")
    of = cube({("wdi", day, RATE, "AAA"): flat(2.0, last, start=2006) for day in days})
    rows = row_of(of, 2006, 2007, concept="gdp_growth")
    truth = np.array([True])
    found = is_against_all(Tables(of), of, rows, np.array([1], np.int32), truth, ~truth)
    assert found.tolist() == [expected]


@pytest.mark.parametrize(("last", "expected"), [(1.70, True), (1.75, True), (1.78, False)])
def test_four_times_what_moves_of_rates_were_revised_by_is_allowed_for(
    last: float, expected: bool
) -> None:
    """Of 2%, then 1.7% in three editions; revised by 5 hundredths of a point, 20 are allowed for.

    By 8 hundredths 32 would be, and the last edition moves by 22 alone.
    """
    days = ("2016-03-01", "2018-03-01", "2020-03-01", "2022-03-01")
    lasts = (1.70, 1.70, 1.70, last)
    of = cube(
        {
            ("wdi", day, RATE, "AAA"): flat(2.0, one, start=2006)
            for day, one in zip(days, lasts, strict=True)
        }
    )
    rows = row_of(of, 2006, 2007, concept="gdp_growth")
    truth = np.array([True])
    found = is_against_all(Tables(of), of, rows, np.array([1], np.int32), truth, ~truth)
    assert found.tolist() == [expected]


@pytest.mark.parametrize(
    ("start", "end", "is_part", "expected"),
    [
        # From 100 to 110 or 120, from there to 150 or 165: by parts of the larger end, or as it is.
        (2007, 2008, True, 20 / 120 - 10 / 110),
        (2007, 2008, False, 10.0),
        (2006, 2007, False, 10.0),
        # From 100 to 150, or 165.
        (2006, 2008, False, 15.0),
        # Over three years there is no move.
        (2006, 2009, False, 0.0),
    ],
)
def test_moves_over_as_many_years_are_revised_by_what_editions_differ_about_them(
    start: int, end: int, is_part: bool, expected: float
) -> None:
    table = {
        ("wdi", day, POP, "AAA"): flat(100, *values, start=2006)
        for day, values in (("2016-03-01", (110, 150)), ("2022-03-01", (120, 165)))
    }
    table["wdi", "2024-03-01", POP, "AAA"] = {2009: 5.0}
    of = cube(table)
    one = row_of(of, start, end)
    layers = np.array(of.layers_of("population"), np.int32)
    rows = replace(one.at(np.zeros(len(layers), np.int64)), layer=layers)
    assert _moves_revised(Tables(of), of, rows, is_part) == pytest.approx(expected)


def test_the_years_around_a_reading_are_unknown_where_the_cube_does_not_reach() -> None:
    of = cube({("wdi", "2018-03-01", POP, "AAA"): flat(1, 2, 3, 4, start=2006)})
    rows = row_of(of, 2008, 2008)
    found = _decade(Tables(of), of, rows)[0]
    # Nine years before to two after: 1999 to 2010.
    np.testing.assert_equal(found, [np.nan] * 7 + [1, 2, 3, 4, np.nan])


def test_a_value_on_an_end_is_inside_but_for_what_floats_leave() -> None:
    ends = np.array([0.0]), np.array([0.0])
    assert within(np.array([0.0]), *ends).tolist() == [True]
    assert within(np.array([0.3]), np.array([0.1 + 0.2]), np.array([1.0])).tolist() == [True]
    open_end = within(np.array([0.3]), np.array([0.3]), np.array([1.0]), is_lower_closed=False)
    assert open_end.tolist() == [False]
