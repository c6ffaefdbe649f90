"""What revisions explain of a figure that lies outside everything at hand, and what is doubtful."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from builders import Table, claim, cube, figure, flat

from expectations.judging.declared import Publication
from expectations.judging.firmness import FACTOR
from expectations.judging.reconcile import (
    NEAR_FLOOR,
    ROOM,
    Doubt,
    reconcile,
)
from expectations.judging.tolerance import way_of
from sources.figures.parse import parse_figure
from sources.model import Axes, Claim, FigureUnit, Period

POP, MONEY = "SP.POP.TOTL", "NY.GDP.MKTP.CD"


def edited(*, code: str = POP, area: str = "AAA", **editions: tuple[float, ...]) -> Table:
    """A series from 2014 on by the day of its edition: ``e2018_06_01``."""
    return {
        ("wdi", day[1:].replace("_", "-"), code, area): flat(*values)
        for day, values in editions.items()
    }


def doubt_of(stated: Claim, table: Table, published: str) -> Doubt:
    return reconcile([stated], [Axes()], cube(table), Publication.of(published)).doubt


def stating(value: str, quantum: str = "1", unit: FigureUnit = "number", **fields: Any) -> Claim:
    more = {"group": "one", "measure": "value", "period": Period(2014, 2014), **fields}
    return claim(figure(value, quantum, unit), **more)


@pytest.mark.parametrize(
    ("phrase", "way"),
    [
        ("rose from 5% to 6%", 1),
        ("fell from 6% to 5%", -1),
        ("from 5% to 6%", 1),
        ("from 6% to 5%", -1),
        ("from 5% to 5%", 0),
        ("5%", 0),
    ],
)
def test_a_pair_goes_the_way_of_its_words_or_else_of_its_figures(phrase: str, way: int) -> None:
    assert way_of(claim(parse_figure(phrase), phrase=phrase)) == way


def three(first: float, second: float, third: float) -> Table:
    """One value in three editions."""
    return edited(e2016_06_01=(first,), e2018_06_01=(second,), e2020_03_01=(third,))


def test_of_a_text_of_a_year_half_the_room_is_allowed_where_one_is_of_the_weeks_before() -> None:
    doubt = doubt_of(stating("1500"), three(1000, 1000, 1040), "2018")
    assert doubt.margin[0] == pytest.approx(ROOM / 2 * 0.04 * 1040)


def test_beside_it_what_its_indicator_s_others_moved_by_is_allowed_too() -> None:
    still = three(1000, 1000, 1000)
    moving = edited(area="BBB", e2016_06_01=(50,), e2018_06_01=(50,), e2020_03_01=(60,))
    doubt = doubt_of(stating("1500"), {**still, **moving}, "2018")
    assert doubt.margin[0] == pytest.approx(0.19 * 1000)
    alone = doubt_of(stating("1500"), still, "2018")
    assert alone.margin[0] == pytest.approx(NEAR_FLOOR * 1000)


@pytest.mark.parametrize(("stated", "is_close"), [("110", True), ("90", False)])
def test_old_editions_of_money_leave_open_what_is_more_than_a_tenth_of_them(
    stated: str, is_close: bool
) -> None:
    table = edited(code=MONEY, e2011_06_01=(1000.0,), e2014_06_01=(1000.0,))
    fields = {"indicator": "gdp_current_usd"}
    doubt = doubt_of(stating(stated, "1", "usd", **fields), table, "2018-06-24")
    assert doubt.margin[0] == pytest.approx(1000 * (1 - 1 / FACTOR))
    assert doubt.is_close.tolist() == [is_close]


@pytest.mark.parametrize(("stated", "is_doubtful"), [("2.09", True), ("2.05", False)])
def test_what_is_open_is_doubtful_beyond_three_per_cent_of_the_nearest(
    stated: str, is_doubtful: bool
) -> None:
    table = edited(e2019_06_01=(2.0,), e2020_06_01=(2.0,))
    doubt = doubt_of(stating(stated, "0.01"), table, "2018-06-24")
    assert doubt.is_close.tolist() == [True]
    assert doubt.is_doubtful.tolist() == [is_doubtful]


def test_a_change_may_be_off_by_what_its_edition_lacks_at_its_first_year() -> None:
    """The pair's change from 2014 on, of which the newest edition lacks a small member in 2014."""
    whole = {
        **edited(e2018_06_01=(970.0, 1000.0), e2017_06_01=(970.0, 1000.0)),
        **edited(area="BBB", e2018_06_01=(30.0, 30.0), e2017_06_01=(30.0, 30.0)),
    }
    holed = {**whole, ("wdi", "2018-06-01", POP, "BBB"): {2015: 30.0}}
    stated = claim(figure("300", "1"), group="pair", measure="change", period=Period(2014, 2015))
    margins = [doubt_of(stated, table, "2018-06-24").margin[0] for table in (whole, holed)]
    assert margins[1] > margins[0] + 1
    assert not np.isnan(margins).any()
