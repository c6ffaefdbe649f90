"""The table of verdicts, a test for each of its lines: the first that is true decides."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from builders import ONE, PAIR, Table, claim, figure, flat, observations

from expectations.cubes.cube import build_cube
from expectations.judging.decide import (
    VERDICTS,
    contradict,
    decide,
    definitions,
    is_rebased,
    is_redefinable,
    relate,
)
from expectations.judging.declared import Publication
from expectations.judging.levels import Rows
from expectations.judging.reconcile import reconcile
from expectations.outcomes import Verdict
from sources.figures.parse import parse_figure
from sources.model import Axes, Claim, Concept, Group, Period, Unverifiable
from sources.reference.concepts import CONCEPTS

POP, WPP, CONSTANT = "SP.POP.TOTL", "WPP.POP.TOTAL", "NY.GDP.MKTP.KD"
OLD, SEEN, NEXT, LATE = "2016-06-01", "2017-12-21", "2018-06-01", "2020-03-01"
EARLIER = Group("SAS@1990", "South Asia as it was", ("IND", "PAK"), "made for a test")
TODAYS = Group("SAS@2018", "South Asia", ("AFG", "IND", "PAK"), "made for a test")
GROUPS = (PAIR, ONE, EARLIER, TODAYS)
AXES = Axes(groups=("one", "pair"), window=(2010, 2017))


def stating(phrase: str, **more: Any) -> Claim:
    """A claim about the people of one country in 2015."""
    fields = {"group": "one", "measure": "value", "period": Period(2015, 2015), **more}
    return claim(parse_figure(phrase), phrase=phrase, **fields)


def people(**editions: tuple[float, ...] | float) -> Table:
    """People of one country, in millions, of years up to 2015: ``e2017_12_21``."""
    table = {}
    for day, values in editions.items():
        each = values if isinstance(values, tuple) else (values,)
        millions = [1e6 * one for one in each]
        table["wdi", day[1:].replace("_", "-"), POP, "AAA"] = flat(
            *millions, start=2016 - len(each)
        )
    return table


def verdict_of(
    stated: Claim, table: Table, *, axes: Axes = AXES, is_against: bool = False
) -> Verdict:
    """The verdict of one claim of a text of 10 January 2018."""
    of = build_cube(observations(table), CONCEPTS, GROUPS)
    found = reconcile([stated], [axes], of, Publication.of("2018-01-10"))
    [verdict] = contradict([VERDICTS[int(decide(found, of)[0])]], [is_against])
    return verdict


def test_1_what_the_paper_contradicts_itself_is_contradicted_though_the_data_bear_it_out() -> None:
    stated, table = stating("3.03 million people"), people(e2017_12_21=3.03)
    assert verdict_of(stated, table, is_against=True) is Verdict.CONTRADICTED
    nobody = Unverifiable("Nobody counts.", "The archive")
    counted = claim(figure("7", "1"), measure=None, indicator="", unverifiable=nobody)
    assert verdict_of(counted, table, is_against=True) is Verdict.CONTRADICTED


def test_2_what_no_indicator_covers_is_unverifiable() -> None:
    nobody = Unverifiable("Nobody counts.", "The archive")
    counted = claim(figure("7", "1"), measure=None, indicator="", unverifiable=nobody)
    assert verdict_of(counted, people(e2017_12_21=3.03)) is Verdict.UNVERIFIABLE


def test_3_what_no_edition_covers_or_only_one_that_nothing_confirms_is_unresolved() -> None:
    stated = stating("3.03 million people", period=Period(2014, 2014))
    assert verdict_of(stated, people(e2017_12_21=3.03)) is Verdict.UNRESOLVED
    suspect = people(e2017_12_21=3030.0, e2020_03_01=30.0)
    assert verdict_of(stating("3.03 million people"), suspect) is Verdict.UNRESOLVED


@pytest.mark.parametrize("editions", [(3.03, 3.03), (2.1, 3.03)])
def test_4_a_lower_bound_is_understated_where_it_is_true_by_far_then_and_now(
    editions: tuple[float, float],
) -> None:
    # By far is beyond one step or a tenth: 2.2 million of 2 million, 1.1 of 1 million.
    table = people(e2017_12_21=editions[0], e2020_03_01=editions[1])
    expected = Verdict.UNDERSTATED if editions[0] > 2.2 else Verdict.REPRODUCED
    assert verdict_of(stating("more than 2 million people"), table) is expected


@pytest.mark.parametrize("editions", [(3.03, 3.03), (3.03, 4.9)])
def test_5_an_upper_bound_is_overstated_where_it_is_true_by_far_then_and_now(
    editions: tuple[float, float],
) -> None:
    table = people(e2017_12_21=editions[0], e2020_03_01=editions[1])
    expected = Verdict.OVERSTATED if editions[1] < 4.5 else Verdict.REPRODUCED
    assert verdict_of(stating("less than 5 million people"), table) is expected


def test_6_what_an_edition_of_the_time_and_the_newest_of_its_source_bear_out_is_reproduced() -> (
    None
):
    stated = stating("3.03 million people")
    assert verdict_of(stated, people(e2017_12_21=3.03)) is Verdict.REPRODUCED
    # An edition between the two that differs takes nothing from it.
    between = people(e2017_12_21=3.03, e2018_06_01=3.2, e2020_03_01=3.03)
    assert verdict_of(stated, between) is Verdict.REPRODUCED


def test_7_what_was_borne_out_and_is_no_more_by_the_newest_of_its_source_is_revised() -> None:
    table = people(e2017_12_21=3.03, e2018_06_01=3.03, e2020_03_01=3.2)
    assert verdict_of(stating("3.03 million people"), table) is Verdict.REVISED
    # Another source that bears it out then and now keeps it.
    other: Table = {("wpp", day, WPP, "AAA"): flat(3.03e6, start=2015) for day in (SEEN, LATE)}
    assert verdict_of(stating("3.03 million people"), {**table, **other}) is Verdict.REPRODUCED


def test_7_each_claim_is_held_against_the_newest_edition_of_its_own() -> None:
    """Three claims and two sources: what one source revised for one of them is only that one's."""
    table = {
        **people(e2017_12_21=(3.03, 3.03, 3.03), e2020_03_01=(3.03, 3.2, 3.03)),
        ("wpp", SEEN, WPP, "AAA"): flat(9e6, 9e6, 3.03e6, start=2013),
        ("wpp", LATE, WPP, "AAA"): flat(9e6, 9e6, 9e6, start=2013),
    }
    of = build_cube(observations(table), CONCEPTS, GROUPS)
    stated = [
        stating("3.03 million people", id=f"c{year}", period=Period(year, year))
        for year in (2013, 2014, 2015)
    ]
    found = reconcile(stated, [AXES] * 3, of, Publication.of("2018-01-10"))
    verdicts = [VERDICTS[at] for at in decide(found, of)]
    assert verdicts == [Verdict.REPRODUCED, Verdict.REVISED, Verdict.REPRODUCED]


def test_8_what_the_first_edition_after_a_text_bears_out_is_reproduced_if_none_is_near() -> None:
    table = people(e2016_06_01=3.03, e2018_06_01=3.12, e2020_03_01=3.20)
    assert verdict_of(stating("3.12 million people"), table) is Verdict.REPRODUCED
    assert verdict_of(stating("3.20 million people"), table) is not Verdict.REPRODUCED


def test_8_what_all_later_editions_bear_out_is_reproduced_where_none_of_the_time_counts() -> None:
    # That of the time is a thousand times as large, and judges nobody.
    table = people(e2017_12_21=3030.0, e2018_06_01=3.03, e2020_03_01=3.03)
    assert verdict_of(stating("3.03 million people"), table) is Verdict.REPRODUCED
    one = people(e2017_12_21=3030.0, e2018_06_01=3.03, e2020_03_01=3.2)
    assert verdict_of(stating("3.03 million people"), one) is Verdict.UNRESOLVED


@pytest.mark.parametrize("phrase", ["3.20 million people", "3.035 million people"])
def test_9_what_later_editions_alone_miss_by_no_more_than_revisions_explain_is_unresolved(
    phrase: str,
) -> None:
    table = people(e2019_03_01=3.03, e2020_03_01=3.04)
    assert verdict_of(stating(phrase), table) is Verdict.UNRESOLVED


@pytest.mark.parametrize(
    "editions",
    [
        {"e2017_12_21": 3550.0},
        {"e2019_03_01": 3550.0, "e2020_03_01": 4000.0, "e2016_06_01": 3560.0},
    ],
)
def test_10_what_only_rounds_to_the_figure_is_coarse(editions: dict[str, float]) -> None:
    # "4 billion" holds from 3.6 to 4.4 billion, and rounds so from 3.5 billion on.
    assert verdict_of(stating("4 billion people"), people(**editions)) is Verdict.COARSE


@pytest.mark.parametrize(
    ("phrase", "editions"),
    [
        ("3.20 million people", {"e2017_12_21": 3.03, "e2020_03_01": 3.20}),
        ("3.10 million people", {"e2017_12_21": 3.03, "e2020_03_01": 3.20}),
        ("3.08 million people", {"e2017_12_21": 3.03, "e2020_03_01": 3.03}),
    ],
)
def test_11_what_a_later_edition_bears_out_or_revisions_explain_is_contested(
    phrase: str, editions: dict[str, float]
) -> None:
    assert verdict_of(stating(phrase), people(**editions)) is Verdict.CONTESTED


def test_11_what_fits_an_aggregate_with_the_members_of_another_date_is_contested() -> None:
    table: Table = {
        ("wdi", SEEN, POP, area): flat(1e6 * size, start=2015)
        for area, size in {"IND": 100.0, "PAK": 20.0, "AFG": 40.0, "AAA": 120.0}.items()
    }
    axes = Axes(groups=("SAS@2018", "SAS@1990", "pair"), window=(2015, 2015))
    stated = stating("120 million people", group="SAS@2018")
    assert verdict_of(stated, table, axes=axes) is Verdict.CONTESTED
    fits_today = stating("160 million people", group="SAS@2018")
    assert verdict_of(fits_today, table, axes=axes) is Verdict.REPRODUCED


def test_12_what_fits_an_earlier_year_in_an_edition_of_the_time_is_stale() -> None:
    table = people(e2017_12_21=(2.60, 2.71, 2.84))
    assert verdict_of(stating("2.60 million people"), table) is Verdict.STALE
    # In the first year of all, there is no earlier one.
    first = stating("2.84 million people", period=Period(2013, 2013))
    assert verdict_of(first, table) is Verdict.DEFINITION_DEPENDENT


def test_13_what_only_another_reading_fits_is_definition_dependent() -> None:
    table: Table = {
        ("wdi", SEEN, POP, "AAA"): flat(3e6, start=2015),
        ("wdi", SEEN, POP, "BBB"): flat(4e6, start=2015),
    }
    assert verdict_of(stating("4.0 million people", group="pair"), table) is Verdict.REFUTED
    stated = stating("3.0 million people", group="pair")
    assert verdict_of(stated, table) is Verdict.DEFINITION_DEPENDENT


def test_14_what_no_reading_fits_is_refuted() -> None:
    table = people(e2017_12_21=(2.60, 2.71, 2.84))
    assert verdict_of(stating("9.5 million people"), table) is Verdict.REFUTED


# What the lines rest on


TWO: Table = {
    ("wdi", SEEN, POP, "AAA"): flat(1, start=2013),
    ("wpp", SEEN, WPP, "AAA"): flat(1, 2, 3, start=2013),
}


def test_each_source_has_its_own_declared_period_and_one_without_data_has_none() -> None:
    of = build_cube(observations(TWO), CONCEPTS, GROUPS)
    claims = [
        stating("1 person", period=Period(None, None)),
        stating("1 person", id="b", period=Period(2009, 2009)),
    ]
    found = reconcile(claims, [AXES] * 2, of, Publication.of("2018-01-10"))
    declared = definitions(found, of)
    assert declared.ends.tolist() == [[0, 2], [-1, -1]]
    assert declared.starts.tolist() == [[0, 2], [-1, -1]]
    assert declared.latest.tolist() == [2, -1]
    assert declared.to.tolist()[1] == -2
    nothing = stating("1 person", id="c", measure=None, indicator="", group="")
    alone = reconcile([nothing], [AXES], of, Publication.of("2018-01-10"))
    unknown = definitions(alone, of)
    assert (unknown.group.tolist(), unknown.concept.tolist()) == ([-1], [-1])


def test_earlier_is_earlier_than_what_the_same_source_declares() -> None:
    """Of a source whose declared year is the first of all, no reading is of an earlier one."""
    of = build_cube(observations(TWO), CONCEPTS, GROUPS)
    stated = stating("1 person", period=Period(None, None))
    found = reconcile([stated], [AXES], of, Publication.of("2018-01-10"))
    rows = found.search.rows
    related = relate(rows, definitions(found, of), of)
    by_source = {"wdi": [], "wpp": []}  # type: dict[str, list[int]]
    for layer, end, is_earlier in zip(rows.layer, rows.end, related.is_earlier, strict=True):
        if is_earlier:
            by_source[of.layers[layer].source].append(of.years[end])
    assert sorted(set(by_source["wpp"])) == [2013, 2014]
    assert by_source["wdi"] == []


def test_base_years_and_a_publishers_own_rows_are_redefined_and_not_revised() -> None:
    table: Table = {
        ("wdi", SEEN, code, area): flat(1.0, start=2015)
        for code in (POP, CONSTANT)
        for area in ("AAA", "SAS")
    }
    groups = (ONE, Group("row", "The row", ("SAS",), "made for a test"))
    of = build_cube(observations(table), CONCEPTS, groups)
    [people_at], [money_at] = of.layers_of("population"), of.layers_of("gdp_constant_usd")
    one, its_row = of.group_at("one"), of.group_at("row")
    layers, at = [people_at, people_at, money_at, money_at], [one, its_row, one, its_row]
    nought = np.zeros(4, np.int32)
    rows = Rows(
        claim=nought,
        measure=nought,
        layer=np.array(layers, np.int32),
        weighting=nought,
        group=np.array(at, np.int32),
        start=nought,
        end=nought,
        is_reversed=nought > 0,
    )
    assert is_redefinable(of, rows).tolist() == [False, True, True, True]
    assert is_redefinable(of, rows.at(slice(0, 0))).tolist() == []


@pytest.mark.parametrize(
    ("unit", "name", "expected"),
    [
        ("usd_constant", "output", True),
        ("usd_ppp", "output", True),
        ("number", "price_index", True),
        ("usd", "output", False),
    ],
)
def test_prices_of_a_base_year_are_told_by_their_unit_or_their_name(
    unit: str, name: str, expected: bool
) -> None:
    assert is_rebased(Concept(name, name, unit, "flow", {})) is expected
