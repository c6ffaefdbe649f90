"""By how much a figure must lie outside all that is at hand: the table of `docs/revisions.md`."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import numpy as np
import pytest
from builders import Table, claim, cube, figure, flat

from expectations.cubes.cube import Cube
from expectations.judging.declared import Nearness, Publication
from expectations.judging.levels import Rows, Tables
from expectations.judging.measures import MEASURE_AT
from expectations.judging.reconcile import (
    Reconciliation,
    _admitted,
    _lacking,
    _margins,
    reconcile,
)
from sources.figures.parse import parse_figure
from sources.model import Axes, Period

POP, MONEY = "SP.POP.TOTL", "NY.GDP.MKTP.CD"
LIFE, GROWTH = "SP.DYN.LE00.IN", "NY.GDP.MKTP.KD.ZG"
NAMES = {POP: "population", MONEY: "gdp_current_usd", LIFE: "life_expectancy", GROWTH: "gdp_growth"}
DAYS = ("2016-06-01", "2018-06-01", "2020-03-01")


def restless(code: str, base: float, moved: float, others: tuple[float, float] = (0, 0)) -> Table:
    """One area whose value of 2014 the third edition moves, and twenty years of another area.

    Of these 20 the third edition moves two, by so many parts of the base: of 21 cells 95 in 100 are
    within the smaller of the two, and the others lie between the two by linear interpolation.
    """
    calm = [base] * 20
    stirred = [base + base * one for one in (*others, *[0.0] * 18)]
    return {
        **{("wdi", day, code, "AAA"): flat(base) for day in DAYS[:2]},
        ("wdi", DAYS[2], code, "AAA"): flat(base + moved),
        **{("wdi", day, code, "BBB"): flat(*calm) for day in DAYS[:2]},
        ("wdi", DAYS[2], code, "BBB"): flat(*stirred),
    }


def row(of: Cube, code: str, measure: str = "value", start: int = 2014, end: int = 2014) -> Rows:
    """A reading of the first edition about one area."""
    columns = {
        "claim": 0,
        "measure": MEASURE_AT[measure],
        "layer": of.layers_of(NAMES[code])[0],
        "weighting": 0,
        "group": of.group_at("one"),
        "start": of.year_at(start),
        "end": of.year_at(end),
    }
    arrays: dict[str, Any] = {name: np.array([one], np.int32) for name, one in columns.items()}
    return Rows(**arrays, is_reversed=np.array([False]))


def allowed(
    of: Cube,
    one: Rows,
    marks: str,
    *,
    size: float,
    editions: float = 3,
    is_below: bool = False,
) -> tuple[float, float]:
    """What is allowed for and beyond what it is told, of a row whose hull is one value."""
    has = Nearness(*(np.array([name.name[3:] in marks.split()]) for name in fields(Nearness)))
    ends, many = (np.array([size]), np.array([size])), np.array([editions])
    found = _margins(one, ends, many, Tables(of), of, has, np.array([is_below]))
    return float(found[0][0]), float(found[1][0])


# Of people 100 were told first and 102 later: four times that are 8. Of the indicator's cells 95 in
# 100 moved by no more than 50, 99 in 100 by 90 (a fifth of 50 and four of 100).
PEOPLE = cube(restless(POP, 100.0, 2.0, (0.5, 1.0)))


@pytest.mark.parametrize(
    ("marks", "editions", "is_below", "expected"),
    [
        ("", 3, False, 8.0),
        ("unseen", 3, False, 50.0),
        ("", 2, False, 90.0),
        ("last", 3, False, 90.0),
        ("old", 3, False, 8.0),
        ("far", 3, False, 100.0),
        ("far", 3, True, 90.0),
        ("late", 3, False, 100.0),
        # Two editions, none later and none near, are no nearer than far ones; three are nearer.
        ("last old", 2, False, 100.0),
        ("last old", 3, False, 90.0),
        ("last", 2, False, 90.0),
        # One edition alone, older than a year: a factor of ten, upward or downward.
        ("last old", 1, False, 900.0),
        ("last old", 1, True, 90.0),
        ("near", 3, False, 2.0),
        ("begun", 3, False, 50.0),
        ("begun last", 3, False, 50.0),
    ],
)
def test_a_number_of_people_is_off_beyond_what_its_editions_explain(
    marks: str, editions: int, is_below: bool, expected: float
) -> None:
    one = row(PEOPLE, POP)
    found = allowed(PEOPLE, one, marks, size=100, editions=editions, is_below=is_below)
    assert found == pytest.approx((expected, 3.0))


@pytest.mark.parametrize(
    ("code", "marks", "expected"),
    [
        # 100 became 110. Near: half of that; sums of money all of it, beside no edition of weeks.
        (POP, "near", 5.0),
        (POP, "near fresh", 5.0),
        (MONEY, "near", 10.0),
        (MONEY, "near fresh", 5.0),
        (POP, "", 40.0),
        (POP, "begun", 20.0),
        (MONEY, "last old", 900.0),
        (MONEY, "old", 40.0),
    ],
)
def test_a_sum_of_money_may_have_moved_by_all_that_it_ever_did(
    code: str, marks: str, expected: float
) -> None:
    of = cube(restless(code, 100.0, 10.0))
    assert allowed(of, row(of, code), marks, size=100)[0] == pytest.approx(expected)


@pytest.mark.parametrize(("code", "expected"), [(POP, 5.0), (MONEY, 20.0)])
def test_what_hardly_moved_is_taken_to_be_no_firmer_than_a_floor(
    code: str, expected: float
) -> None:
    of = cube(restless(code, 100.0, 0.5))
    assert allowed(of, row(of, code), "", size=100)[0] == pytest.approx(expected)


@pytest.mark.parametrize(
    ("code", "marks", "editions", "is_below", "expected"),
    [
        (LIFE, "unseen", 1, False, 200.0),
        (LIFE, "unseen", 1, True, 200 / 3),
        (LIFE, "unseen", 2, False, 8.0),
        (LIFE, "", 1, False, 8.0),
        (POP, "unseen", 1, False, 8.0),
    ],
)
def test_one_later_edition_alone_puts_off_no_ratio_by_less_than_a_factor_of_three(
    code: str, marks: str, editions: int, is_below: bool, expected: float
) -> None:
    of = cube(restless(code, 100.0, 2.0))
    found = allowed(of, row(of, code), marks, size=100, editions=editions, is_below=is_below)
    assert found[0] == pytest.approx(expected)


# Growth of 2% was told as 2.2% later. Of the cells 95 in 100 moved by no more than 5 points, 99.9
# in 100 by 9.9, 99.1 in 100 by 9.1.
RATES = cube(restless(GROWTH, 2.0, 0.2, (2.5, 5.0)))


@pytest.mark.parametrize(
    ("marks", "editions", "expected"),
    [
        ("", 3, 0.099),
        ("late", 3, 0.099),
        ("near", 3, 0.0304),
        ("begun", 3, 0.05),
        ("begun last", 3, 0.099),
        ("unseen", 1, 0.099),
        ("last old", 2, 0.099),
    ],
)
def test_a_rate_of_growth_is_off_beyond_what_such_rates_were_revised_by(
    marks: str, editions: int, expected: float
) -> None:
    found = allowed(RATES, row(RATES, GROWTH), marks, size=0.02, editions=editions)
    assert found == pytest.approx((expected, 0.0056))


def test_beside_a_near_edition_a_rate_may_move_by_four_times_what_its_own_series_did() -> None:
    # Of the first two of its years growth was told anew by 1.5 points, and 4 x 1.5 are allowed;
    # of a series that moved by 3 points no more than 99.1 in 100 of all did.
    for moved, expected in ((1.5, 0.06), (3.0, 0.0914 - 0.0004)):
        of = cube(restless(GROWTH, 2.0, moved, (2.5, 5.0)))
        found = allowed(of, row(of, GROWTH), "near", size=0.02)
        assert found[0] == pytest.approx(expected + 0.0004, abs=2e-4)


def test_rates_that_never_moved_are_off_beyond_half_a_point_beside_a_near_edition() -> None:
    of = cube(restless(GROWTH, 2.0, 0.2))
    assert allowed(of, row(of, GROWTH), "near", size=0.02)[0] == pytest.approx(0.0054)
    # Four times the two tenths of a point that this one moved.
    assert allowed(of, row(of, GROWTH), "", size=0.02)[0] == pytest.approx(0.008)


def changing(last: tuple[float, float, float], stirred: dict[int, float] | None = None) -> Cube:
    """People of two years in three editions, and an area of twenty years that never moved.

    Of that area the third edition may have other values, by the number of the year.
    """
    other = [(stirred or {}).get(at, 100.0) for at in range(20)]
    return cube(
        {
            **{
                ("wdi", day, POP, "AAA"): flat(100.0, value)
                for day, value in zip(DAYS, last, strict=True)
            },
            **{("wdi", day, POP, "BBB"): flat(*[100.0] * 20) for day in DAYS[:2]},
            ("wdi", DAYS[2], POP, "BBB"): flat(*other),
        }
    )


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        # The level of 200 became 220, by a tenth; a tenth of a level of 200 are 20, times four.
        ("", 80.0),
        ("near", 20.0),
        # As much as the level that changes.
        ("late", 200.0),
    ],
)
def test_a_change_is_revised_by_no_less_than_the_level_that_changes(
    marks: str, expected: float
) -> None:
    of = changing((200.0, 200.0, 220.0))
    one = row(of, POP, "change", 2014, 2015)
    found = allowed(of, one, marks, size=100)
    assert found == pytest.approx((expected, 3.005))


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        # Of 20 changes over a year one was revised by a half, one by a third, one by a fifth: 95 in
        # 100 are within a third and a twentieth of the way to a half, 999 in 1,000 nearly a half.
        ("begun", (1 / 3 + 0.05 / 6) * 200),
        ("begun last", (1 / 3 + 0.981 / 6) * 200),
        ("last", (1 / 3 + 0.981 / 6) * 200),
    ],
)
def test_what_is_usual_of_changes_is_a_part_of_the_level_that_changes(
    marks: str, expected: float
) -> None:
    of = changing((200.0, 200.0, 220.0), {5: 150.0})
    one = row(of, POP, "change", 2014, 2015)
    assert allowed(of, one, marks, size=100)[0] == pytest.approx(expected)


def test_what_fell_to_a_third_may_have_changed_by_as_much_as_it_was() -> None:
    """All editions are later than the text: a sum that fell from 130 to 47, and may double."""
    table = {("wdi", day, MONEY, "AAA"): flat(130.0, 47.0) for day in DAYS}
    of = cube(table)
    one = row(of, MONEY, "change", 2014, 2015)
    assert allowed(of, one, "late unseen old", size=83, editions=1)[0] == pytest.approx(130)


# What an edition lacks


def lacking(of: Cube, one: Rows, **covered: dict[tuple[int, int, int], float]) -> float:
    """What is lacking where all is covered but some (layer, group, year)."""
    coverage = np.ones_like(of.coverage)
    for place, share in covered["covered"].items():
        coverage[place] = share
    return float(_lacking(replace(of, coverage=coverage), one)[0])


def test_the_worse_end_of_a_span_tells_what_an_edition_lacks() -> None:
    of = changing((200.0, 200.0, 220.0))
    one, span = of.group_at("one"), row(of, POP, "growth", 2014, 2016)
    layer = int(span.layer[0])
    assert lacking(of, span, covered={(layer, one, 0): 0.96}) == pytest.approx(0.04)
    assert lacking(of, span, covered={(layer, one, 2): 0.97}) == pytest.approx(0.03)
    assert lacking(of, span, covered={(layer, one, 1): 0.5}) == 0
    alone = row(of, POP, "value", 2015, 2015)
    assert lacking(of, alone, covered={(layer, one, 0): 0.96}) == 0
    assert lacking(of, alone, covered={(layer, one, 1): 0.96}) == pytest.approx(0.04)


@pytest.mark.parametrize(("by", "expected"), [(0, 0.2), (-1, 0.4)])
def test_a_share_over_time_lacks_what_its_whole_lacks(by: int, expected: float) -> None:
    of = changing((200.0, 200.0, 220.0))
    pair = of.group_at("pair")
    one = row(of, POP, "share_change", 2014, 2016)
    one = replace(
        one,
        layer=np.array([1], np.int32),
        to=np.array([pair], np.int32),
        by=np.array([by], np.int32),
    )
    covered = {(0, pair, 2): 0.8, (1, pair, 0): 0.6}
    assert lacking(of, one, covered=covered) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("measure", "is_below", "expected"),
    [("value", False, 8.0 + 4.0), ("value", True, 8.0)],
)
def test_a_figure_may_be_larger_by_what_an_edition_lacks(
    measure: str, is_below: bool, expected: float
) -> None:
    coverage = PEOPLE.coverage.copy()
    one = row(PEOPLE, POP, measure)
    coverage[:, PEOPLE.group_at("one"), 0] = 0.96
    of = replace(PEOPLE, coverage=coverage)
    assert allowed(of, one, "", size=100, is_below=is_below)[0] == pytest.approx(expected)


# What is admitted, as columns, and what needs no doubt


def test_a_pair_of_equal_figures_has_no_way_to_move_against() -> None:
    stated = claim(parse_figure("from 5% to 5%"), measure="share")
    against = _admitted([stated]).is_against(
        np.zeros(2, np.int32), np.array([0.04, 0.06]), np.array([0.05, 0.05])
    )
    assert against.tolist() == [False, False]


def test_more_than_nothing_is_true_by_far_of_any_sum() -> None:
    of = _admitted([claim(figure("0", "1", "usd", "lower"))])
    assert of.is_far(np.zeros(2, np.int32), np.array([0.0, 5.0])).tolist() == [False, True]


def test_no_claims_admit_nothing() -> None:
    of = _admitted([])
    assert {len(getattr(of, one.name)) for one in fields(of)} == {0}


def judged(value: str, published: str, editions: dict[str, float]) -> Reconciliation:
    table = {("wdi", day, POP, "AAA"): flat(one) for day, one in editions.items()}
    stated = claim(figure(value, "1"), group="one", measure="value", period=Period(2014, 2014))
    return reconcile([stated], [Axes()], cube(table), Publication.of(published))


def test_what_an_edition_of_the_time_bears_out_is_in_no_doubt() -> None:
    doubt = judged("100", "2018-06-30", {DAYS[1]: 100.0, DAYS[2]: 110.0}).doubt
    columns = (doubt.is_close, doubt.is_hull, doubt.is_doubtful, doubt.margin)
    assert [one.tolist() for one in columns] == [[False], [False], [False], [0.0]]


def test_what_lies_between_two_editions_is_within_what_they_span() -> None:
    doubt = judged("105", "2018-06-30", {DAYS[1]: 100.0, DAYS[2]: 110.0}).doubt
    assert doubt.is_hull.tolist() == [True]
    beyond = judged("130", "2018-06-30", {DAYS[1]: 100.0, DAYS[2]: 110.0}).doubt
    assert beyond.is_hull.tolist() == [False]


def test_an_edition_of_the_very_day_of_a_text_could_be_seen() -> None:
    found = judged("100", DAYS[1], {day: 100.0 for day in DAYS})
    assert found.could_see.tolist() == [True, True, False]


@pytest.mark.parametrize(
    ("edition", "is_close"), [("2017-01-01", False), ("2019-12-01", True), ("2018-06-30", False)]
)
def test_one_edition_that_moves_against_a_pair_is_told_where_the_author_could_have_had_it(
    edition: str, is_close: bool
) -> None:
    """People fell from 100 to 98 in the one edition that has them; other areas never moved."""
    calm = {("wdi", day, POP, "BBB"): flat(100.0, 100.0) for day in ("2014-01-01", "2022-01-01")}
    of = cube({("wdi", edition, POP, "AAA"): flat(100.0, 98.0), **calm})
    pair = figure("101", "1", first=figure("100", "1"), direction="increase")
    stated = claim(pair, group="one", measure="value", period=Period(2014, 2015))
    doubt = reconcile([stated], [Axes()], of, Publication.of("2018-06-30")).doubt
    assert doubt.is_close.tolist() == [is_close]
