"""Sums and means that the program made of a group's members are told as such, and come last."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from builders import ONE, PAIR, Table, claim, observations, paper, snapshot

from expectations.assessment.assess import assess
from expectations.cubes.cube import SIMPLE, WEIGHTED, Cube, build_cube
from expectations.cubes.own_made import is_own_made, own_made
from expectations.outcomes import Outcome, Verdict
from expectations.wording.formats.letters import say_given
from reports.findings.citations import cite
from sources.figures.parse import parse_figure
from sources.model import Period
from sources.reference.concepts import CONCEPTS

WITH_ROW = replace(PAIR, aggregate="SSF")
GROWTH, GDP, POP = "NY.GDP.MKTP.KD.ZG", "NY.GDP.MKTP.CD", "SP.POP.TOTL"
YEARS = (2013, 2014)


def bank(row: float | None, *countries: float, vintage: str, code: str = GROWTH) -> Table:
    """An edition with two countries as large as each other, with the group's row or without."""
    own = dict(zip(("AAA", "BBB"), countries, strict=True))
    table = {("wdi", vintage, code, area): dict.fromkeys(YEARS, one) for area, one in own.items()}
    weights = {("wdi", vintage, GDP, area): dict.fromkeys(YEARS, 1e9) for area in own}
    rows = {} if row is None else {("wdi", vintage, code, "SSF"): dict.fromkeys(YEARS, row)}
    return {**table, **weights, **rows}


EDITIONS = {
    **bank(4.64, 5.0, 4.2, vintage="2018-05-21"),
    **bank(None, 5.2, 4.54, vintage="2018-11-14"),
}


def judged(phrase: str, data: Table, published: str = "2018-12-20", **fields: Any) -> Outcome:
    defaults = {"indicator": "gdp_growth", "measure": "value", "weighting": "weighted"}
    period = {"period": Period(2014, 2014)}
    stated = claim(parse_figure(phrase), phrase=phrase, **{**defaults, **period, **fields})
    told = paper([stated], published=published, groups=(WITH_ROW, ONE))
    return assess(told, snapshot(data)).outcomes[0]


def test_the_published_row_of_an_earlier_edition_comes_before_a_mean_of_ours() -> None:
    outcome = judged("4.6%", EDITIONS)
    assert outcome.standing == "holds"
    first = outcome.observed[0]
    assert (first.reading.vintage, first.reading.own_made) == ("2018-05-21", "")
    ours = next(one.reading for one in outcome.observed if one.reading.own_made)
    assert (ours.vintage, ours.own_made) == ("2018-11-14", "mean")
    assert "4.87% in 2014 (WDI 2018-11-14, by our mean of its members)" in outcome.sentence


def test_what_would_be_right_is_the_published_row() -> None:
    outcome = judged("46%", EDITIONS)
    assert outcome.correction is not None
    assert outcome.correction.basis == "WDI 2018-05-21, 2014"


def test_a_mean_of_ours_still_bears_a_figure_out() -> None:
    outcome = judged("4.9%", EDITIONS)
    assert outcome.standing == "holds"
    assert "by our mean of its members" in outcome.sentence


def test_a_published_row_of_the_newest_edition_needs_no_older_one() -> None:
    newest = bank(4.87, 5.2, 4.54, vintage="2018-11-14")
    outcome = judged("4.6%", {**EDITIONS, **newest})
    assert [one.reading.vintage for one in outcome.observed if one.role == "as_seen"] == [
        "2018-11-14"
    ]
    assert "of its members" not in outcome.sentence


def test_a_published_row_that_ends_a_year_earlier_is_not_the_newest_year() -> None:
    old = {key: {2013: series[2013]} for key, series in EDITIONS.items() if "2018-05-21" in key}
    outcome = judged("4.9%", {**EDITIONS, **old}, period=Period(None, None))
    seen = [one.reading.vintage for one in outcome.observed if one.role == "as_seen"]
    assert seen == ["2018-11-14"]


def test_a_row_that_the_author_could_not_have_seen_does_not_come_first() -> None:
    later = bank(4.64, 5.0, 4.2, vintage="2020-05-21")
    outcome = judged("4.6%", {**EDITIONS, **later}, "2018-05-01")
    assert outcome.verdict is not Verdict.REFUTED
    only = {key: one for key, one in EDITIONS.items() if "2018-11-14" in key}
    outcome = judged("4.6%", {**only, **later})
    assert outcome.observed[0].reading.vintage == "2018-11-14"
    assert outcome.observed[0].reading.own_made == "mean"


def test_a_sum_of_ours_is_told_as_a_sum() -> None:
    data = {
        **bank(2e6, 1e6, 1e6, vintage="2018-05-21", code=POP),
        **bank(None, 1.4e6, 1e6, vintage="2018-11-14", code=POP),
    }
    fields = {"indicator": "population", "weighting": ""}
    outcome = judged("2.4 million", data, **fields)
    assert "2.40 million in 2014 (WDI 2018-11-14, by our sum of its members)" in outcome.sentence


def test_groups_that_no_edition_has_a_row_for_are_summed_as_before() -> None:
    data = bank(None, 1e6, 1e6, vintage="2018-11-14", code=POP)
    outcome = judged("2.0 million", data, indicator="population", weighting="")
    assert "of its members" not in outcome.sentence
    assert not outcome.observed[0].reading.own_made


def test_a_letter_and_a_citation_say_whose_mean_it_is() -> None:
    outcome = judged("4.6%", EDITIONS)
    ours = next(one.reading for one in outcome.observed if one.reading.own_made)
    citation = cite(ours, None, CONCEPTS["gdp_growth"], "Sub-Saharan Africa")
    assert citation.own_made == "by our mean of its members"
    assert "Sub-Saharan Africa, by our mean of its members" in citation.text
    published = cite(outcome.observed[0].reading, None, CONCEPTS["gdp_growth"])
    assert not published.own_made


class Given:
    """What an edition gives, as a letter is told of it."""

    source_label, vintage, role, role_text = "WDI", "2018-11-14", "as_seen", "seen"
    start = end = 2014
    converted, own_made = "", "by our mean of its members"
    obs_text, period_text = "4.87%", "2014"


def test_a_letter_does_not_tell_a_mean_of_ours_as_the_source_s() -> None:
    said = say_given("the growth of GDP in sub-Saharan Africa", Given(), is_pair=False)
    assert said.endswith("was 4.87% in 2014, by our mean of its members.")


ALONE = {
    **bank(None, 5.2, 4.54, vintage="2018-11-14"),
    ("wdi", "2018-05-21", GROWTH, "SSF"): {2013: 4.9},
}
"""The group's own row has another year alone, in another edition."""
LACKING = "which may weigh its members otherwise, and it is not at hand."


def test_a_mean_of_ours_alone_puts_no_figure_off() -> None:
    for phrase in ("5.9%", "8.4%"):
        outcome = judged(phrase, ALONE)
        assert outcome.verdict is Verdict.UNRESOLVED and outcome.correction is None
        assert not outcome.explanation.is_doubtful
        assert outcome.sentence.startswith("Not settled: the data give 4.87% in 2014")
        assert outcome.sentence.endswith(LACKING)
    assert judged("4.9%", ALONE).standing == "holds"
    assert judged("5.9%", EDITIONS).standing == "off"


def test_a_figure_far_from_a_mean_of_ours_alone_is_not_told_to_be_seldom_revised() -> None:
    outcome = judged("8.4%", ALONE, published="2026-03")
    assert outcome.explanation.is_doubtful
    assert outcome.sentence.endswith(LACKING)


def test_beside_the_source_s_own_row_it_is_not_told_to_be_lacking() -> None:
    outcome = judged("8.4%", EDITIONS, published="2026-03")
    assert {one.reading.own_made for one in outcome.observed} == {"", "mean"}
    assert "not at hand" not in outcome.sentence


def cube_of(code: str, row: float | None) -> Cube:
    """Of one concept: the group of two countries, with its row or without, and one country."""
    data = bank(row, 5.0, 4.0, vintage="2018-11-14", code=code)
    return build_cube(observations(data), CONCEPTS, (WITH_ROW, ONE))


def test_only_what_has_a_row_somewhere_and_none_here_is_ours() -> None:
    both = build_cube(observations(EDITIONS), CONCEPTS, (WITH_ROW, ONE))
    layers = [at for at, one in enumerate(both.layers) if one.concept == "gdp_growth"]
    pair, one = (both.groups.index(name) for name in (WITH_ROW.id, ONE.id))
    by_group = {
        group: [bool(is_own_made(both, np.array([at]), np.array([group]))[0]) for at in layers]
        for group in (pair, one, -1)
    }
    assert sorted(by_group[pair]) == [False, True]
    assert by_group[one] == by_group[-1] == [False, False]


@pytest.mark.parametrize(
    ("code", "row", "weighting", "made"),
    [
        (GROWTH, 4.64, SIMPLE, "mean"),
        (GROWTH, 4.64, WEIGHTED, ""),
        (GROWTH, None, WEIGHTED, ""),
        (POP, 2e6, SIMPLE, ""),
    ],
)
def test_a_simple_mean_is_ours_beside_the_row_too(
    code: str, row: float | None, weighting: int, made: str
) -> None:
    cube = cube_of(code, row)
    name = {GROWTH: "gdp_growth", POP: "population"}[code]
    layer = next(at for at, one in enumerate(cube.layers) if one.concept == name)
    assert own_made(cube, layer, cube.groups.index(WITH_ROW.id), weighting) == made
