"""Every verdict of `docs/verdicts.md`, each from observations that call for it."""

from __future__ import annotations

import re

import pytest
from builders import PAIR, Table, claim, figure, flat, paper, snapshot

from expectations.assessment.assess import assess
from expectations.outcomes import Outcome, Verdict
from sources.figures.parse import parse_figure
from sources.model import Axes, Claim, Group, Paper, Period, Unverifiable

POP = "SP.POP.TOTL"
WPP = "WPP.POP.TOTAL"

SEEN = "2017-12-21"
TODAY = "2025-07-01"

WINDOW = Axes(groups=("pair", "one"), window=(2010, 2017))


def world_bank(vintage: str, *values: float, start: int = 2013) -> Table:
    """The pair's population by year, most of it in one country."""
    return {
        ("wdi", vintage, POP, "AAA"): flat(*(0.9 * v for v in values), start=start),
        ("wdi", vintage, POP, "BBB"): flat(*(0.1 * v for v in values), start=start),
    }


def united_nations(*values: float, start: int = 2013) -> Table:
    return {
        ("wpp", "2019-06-17", WPP, "AAA"): flat(*(0.9 * v for v in values), start=start),
        ("wpp", "2019-06-17", WPP, "BBB"): flat(*(0.1 * v for v in values), start=start),
    }


def one(of: Paper, table: Table) -> Outcome:
    return assess(of, snapshot(table)).outcomes[0]


def people(value: str, quantum: str = "10", **fields: object) -> Claim:
    hedge = fields.pop("hedge_of_phrase", "none")
    return claim(figure(value, quantum, hedge=hedge), **fields)  # type: ignore[arg-type]


def test_a_figure_that_every_source_puts_inside_is_reproduced() -> None:
    table = {**world_bank(SEEN, 900, 1000), **united_nations(900, 1001)}
    outcome = one(paper([people("1000")], WINDOW), table)
    assert outcome.verdict is Verdict.REPRODUCED
    assert outcome.standing == "holds"
    assert [x.reading.source for x in outcome.observed] == ["wdi", "wpp"]


def test_a_lower_bound_that_the_data_exceed_by_far_is_understated() -> None:
    outcome = one(
        paper([people("500", "100", hedge_of_phrase="lower")], WINDOW), world_bank(SEEN, 900, 1000)
    )
    assert outcome.verdict is Verdict.UNDERSTATED
    assert outcome.standing == "holds"


def test_a_lower_bound_above_the_data_is_not_understated() -> None:
    outcome = one(
        paper([people("2000", "100", hedge_of_phrase="lower")], WINDOW), world_bank(SEEN, 900, 1000)
    )
    assert outcome.verdict is Verdict.REFUTED


def test_a_figure_true_then_and_revised_since_is_revised() -> None:
    table = {**world_bank(SEEN, 900, 1000), **world_bank(TODAY, 950, 1100)}
    outcome = one(paper([people("1000")], WINDOW), table)
    assert outcome.verdict is Verdict.REVISED
    assert [x.role for x in outcome.observed] == ["as_seen", "today"]


def test_todays_vintage_is_held_at_the_year_that_the_author_could_have_seen() -> None:
    table = {**world_bank(SEEN, 900, 1000), **world_bank(TODAY, 900, 1000, 1500, 1600)}
    outcome = one(paper([people("1000")], WINDOW), table)
    assert outcome.verdict is Verdict.REPRODUCED
    assert {x.reading.end for x in outcome.observed} == {2014}


def test_a_figure_of_an_earlier_year_is_stale() -> None:
    outcome = one(paper([people("900")], WINDOW), world_bank(SEEN, 900, 1000))
    assert outcome.verdict is Verdict.STALE
    assert outcome.explanation.reading is not None
    assert outcome.explanation.reading.end == 2013
    assert outcome.explanation.changed == ("period",)


def test_a_figure_of_another_group_is_definition_dependent() -> None:
    other = Group("other", "Two others", ("AAA", "CCC"), "made for a test")
    axes = Axes(groups=("pair", "other"), window=(2010, 2017))
    table = {**world_bank(SEEN, 500, 800), ("wdi", SEEN, POP, "CCC"): flat(0.0, 0.0, start=2013)}
    outcome = one(paper([people("720")], axes, groups=(PAIR, other)), table)
    assert outcome.verdict is Verdict.DEFINITION_DEPENDENT
    assert outcome.explanation.reading is not None
    assert outcome.explanation.reading.group == "other"
    assert outcome.explanation.changed == ("group",)


def test_one_source_of_the_time_is_witness_enough_and_those_that_differ_are_named() -> None:
    table = {**world_bank(SEEN, 900, 1000), **united_nations(900, 1100)}
    outcome = one(paper([people("1000")], WINDOW), table)
    assert outcome.verdict is Verdict.REPRODUCED
    assert [x.role for x in outcome.observed] == ["as_seen", "today"]


def test_a_figure_that_only_another_source_of_a_later_time_bears_out_is_contested() -> None:
    table = {**world_bank(SEEN, 900, 1000), **united_nations(900, 1100)}
    outcome = one(paper([people("1100")], WINDOW), table)
    assert outcome.verdict is Verdict.CONTESTED
    assert "The sources disagree" in outcome.sentence


def test_two_editions_of_one_source_are_no_sources_that_disagree() -> None:
    table = {**world_bank(SEEN, 900, 1000), **world_bank(TODAY, 950, 1100)}
    sentence = one(paper([people("1100")], WINDOW), table).sentence
    assert "sources" not in sentence
    assert "could not have seen" in sentence


def test_a_later_edition_alone_bears_a_figure_out_and_says_that_it_is_later() -> None:
    outcome = one(paper([people("1000")], WINDOW), world_bank("2019-01-01", 900, 1000))
    assert outcome.verdict is Verdict.REPRODUCED
    assert "No edition of that time is at hand" in outcome.sentence
    assert [x.role for x in outcome.observed] == ["today"]


@pytest.mark.parametrize(("stated", "standing"), [("1100", "open"), ("5000", "off")])
def test_a_later_edition_puts_off_only_what_no_revision_explains(
    stated: str, standing: str
) -> None:
    outcome = one(paper([people(stated)], WINDOW), world_bank("2019-01-01", 900, 1000))
    assert outcome.standing == standing
    assert "o edition of that time is at hand" in outcome.sentence


def test_a_value_that_nothing_confirms_within_a_factor_of_ten_judges_nobody() -> None:
    wrong = {key: {y: v / 1e9 for y, v in series.items()} for key, series in
             world_bank(SEEN, 900, 1000).items()}  # fmt: skip
    table = {**wrong, **world_bank("2017-06-01", 900, 1000), **world_bank(TODAY, 900, 1000)}
    outcome = one(paper([people("1000")], WINDOW), table)
    assert outcome.verdict is Verdict.REPRODUCED
    assert any("factor of ten" in said for said in outcome.not_established)
    alone = one(paper([people("3000")], WINDOW), {**wrong, **world_bank(TODAY, 900, 1000)})
    assert alone.standing == "open"
    assert "factor of ten" in alone.sentence


@pytest.mark.parametrize(
    ("phrase", "verdict"),
    [
        ("more than 990 people", Verdict.REPRODUCED),
        ("more than 600 people", Verdict.UNDERSTATED),
        ("less than 1010 people", Verdict.REPRODUCED),
        ("fewer than 3000 people", Verdict.OVERSTATED),
        ("at most 3000 people", Verdict.OVERSTATED),
        ("less than 500 people", Verdict.REFUTED),
        ("more than 3000 people", Verdict.REFUTED),
    ],
)
def test_a_bound_holds_on_its_side_however_far(phrase: str, verdict: Verdict) -> None:
    stated = claim(parse_figure(phrase), phrase=phrase)
    assert one(paper([stated], WINDOW), world_bank(SEEN, 700, 1000)).verdict is verdict


def test_a_figure_that_only_rounds_so_is_coarse() -> None:
    outcome = one(paper([people("1000", "1000")], WINDOW), world_bank(SEEN, 700, 600))
    assert outcome.verdict is Verdict.COARSE
    assert outcome.standing == "open"


def shares(first: float, last: float) -> Table:
    return {
        ("wdi", SEEN, POP, "AAA"): flat(first, last, start=2013),
        ("wdi", SEEN, POP, "BBB"): flat(0.0, 0.0, start=2013),
        ("wdi", SEEN, POP, "WLD"): flat(100.0, 100.0, start=2013),
    }


@pytest.mark.parametrize(
    ("phrase", "data", "standing"),
    [
        ("fell from 63% to 60%", (62.9, 60.2), "holds"),
        ("fell from 63% to 60%", (62.7, 62.1), "off"),
        ("rose from 29% to 30%", (29.5, 29.5), "holds"),
        ("rose from 29% to 30%", (29.6, 29.4), "off"),
        ("rose from 29.5% to 29.6%", (29.55, 29.54), "open"),
        ("fell from 31% to 29%", (29.0, 31.0), "off"),
    ],
)
def test_a_pair_is_off_where_the_data_move_against_its_words(
    phrase: str, data: tuple[float, float], standing: str
) -> None:
    stated = claim(parse_figure(phrase), phrase=phrase, measure="share", period=Period(2013, 2014))
    assert one(paper([stated]), shares(*data)).standing == standing


def test_a_lower_bound_that_the_newest_edition_bears_out_is_not_revised() -> None:
    table = {**world_bank(SEEN, 900, 1000), **world_bank(TODAY, 900, 1500)}
    stated = claim(parse_figure("more than 990 people"), phrase="more than 990 people")
    assert one(paper([stated], WINDOW), table).verdict is Verdict.REPRODUCED


def test_a_refutation_says_how_many_readings_were_tried_without_being_told_any() -> None:
    outcome = one(paper([people("5000")]), world_bank(SEEN, 900, 1000))
    assert outcome.verdict is Verdict.REFUTED
    assert outcome.explanation.tried == 2
    assert "none of the 2 ways of reading it lies inside" in outcome.sentence


def test_a_figure_that_only_a_later_vintage_bears_out_is_contested() -> None:
    table = {**world_bank(SEEN, 900, 1000), **world_bank(TODAY, 950, 1100)}
    assert one(paper([people("1100")], WINDOW), table).verdict is Verdict.CONTESTED


def test_a_figure_that_no_reading_bears_out_is_refuted() -> None:
    outcome = one(paper([people("5000")], WINDOW), world_bank(SEEN, 900, 1000))
    assert outcome.verdict is Verdict.REFUTED
    assert outcome.explanation.reading is None
    assert outcome.explanation.tried == 4


def test_a_figure_without_data_is_unresolved_and_says_what_to_add() -> None:
    outcome = one(paper([people("1000", indicator="gdp_current_usd")]), world_bank(SEEN, 1000))
    assert outcome.verdict is Verdict.UNRESOLVED
    assert outcome.standing == "open"
    assert "snapshot add" in outcome.sentence
    assert "NY.GDP.MKTP.CD" in outcome.sentence


def test_a_period_that_no_vintage_covers_is_unresolved() -> None:
    late = people("1000", period=Period(2017, 2017))
    outcome = one(paper([late], WINDOW), world_bank(SEEN, 900, 1000))
    assert outcome.verdict is Verdict.UNRESOLVED
    assert re.search("no edition at hand gives the population of .+ in 2017; add", outcome.sentence)


def test_a_figure_that_no_indicator_covers_is_unverifiable() -> None:
    nobody = people("7", measure=None, unverifiable=Unverifiable("Nobody counts.", "The archive"))
    outcome = one(paper([nobody]), world_bank(SEEN, 900))
    assert outcome.verdict is Verdict.UNVERIFIABLE
    assert "Nobody counts." in outcome.sentence
    assert "The archive" in outcome.sentence


def test_a_pair_that_its_words_contradict_is_contradicted_whatever_the_data_say() -> None:
    first = figure("30.3", "0.1", "percent")
    pair = figure("29.1", "0.1", "percent", first=first, direction="increase")
    stated = claim(pair, measure="share", period=Period(2013, None), phrase="increased from a to b")
    table = {
        ("wdi", SEEN, POP, "AAA"): flat(30.3, 29.1, start=2013),
        ("wdi", SEEN, POP, "BBB"): flat(0.0, 0.0, start=2013),
        ("wdi", SEEN, POP, "WLD"): flat(100.0, 100.0, start=2013),
    }
    outcome = one(paper([stated], WINDOW), table)
    assert outcome.observed[0].reading.obs_first == pytest.approx(0.303)
    assert outcome.observed[0].reading.obs_value == pytest.approx(0.291)
    assert outcome.verdict is Verdict.CONTRADICTED
    assert "fall of 1.2 points" in outcome.sentence


def test_a_year_that_was_not_over_when_the_paper_appeared_is_not_its_latest() -> None:
    table = world_bank("2018-12-31", 900, 1000, 1100, 1200, 1300, 1400)
    outcome = one(paper([people("1300")], WINDOW), table)
    assert outcome.observed[0].reading.end == 2017


def test_the_newest_vintage_not_later_than_the_paper_is_the_one_as_seen() -> None:
    table = {
        **world_bank("2016-01-01", 900, 1000),
        **world_bank("2018-05-21", 900, 1010),
        **world_bank("2019-01-01", 900, 1500),
    }
    outcome = one(paper([people("1010")], WINDOW), table)
    # Dated by its year: on its first day an older edition was the newest.
    assert [(x.role, x.reading.vintage) for x in outcome.observed] == [
        ("as_seen", "2018-05-21"),
        ("as_seen", "2016-01-01"),
        ("today", "2019-01-01"),
    ]
    exact = one(paper([people("1010")], WINDOW, published="2018-06-24"), table)
    assert [x.reading.vintage for x in exact.observed] == ["2018-05-21", "2019-01-01"]


def test_a_source_with_later_vintages_only_is_read_in_its_oldest() -> None:
    table = {**world_bank("2019-01-01", 900, 1000), **world_bank("2020-01-01", 900, 1000)}
    outcome = one(paper([people("1000")], WINDOW), table)
    assert outcome.observed[0].reading.vintage == "2019-01-01"


def test_figures_of_a_statement_are_explained_by_the_reading_that_fits_the_most() -> None:
    total = people("900", id="total", phrase="total")
    share = claim(figure("9", "1", "percent"), id="share", measure="share", phrase="share")
    table: Table = {
        **world_bank(SEEN, 950, 900, 902, 1000, start=2012),
        ("wdi", SEEN, POP, "WLD"): flat(10000, 10000, 10000, 10000, start=2012),
    }
    outcomes = assess(paper([total, share], WINDOW), snapshot(table)).outcomes
    assert outcomes[0].explanation.reading is not None
    # 2014 is nearer, and both years fit both figures.
    assert outcomes[0].explanation.reading.end == 2014
    assert set(outcomes[0].explanation.fits) == {"total", "share"}


def test_missing_members_are_named_with_their_share_in_the_nearest_year_that_has_them() -> None:
    table: Table = {
        ("wdi", SEEN, POP, "AAA"): flat(970, 970, start=2013),
        ("wdi", SEEN, POP, "BBB"): flat(30, start=2013),
    }
    outcome = one(paper([people("970")], WINDOW), table)
    (missing,) = outcome.observed[0].missing
    assert (missing.ref_area, missing.year, missing.vintage) == ("BBB", 2013, f"wdi@{SEEN}")
    assert missing.share == pytest.approx(0.03)


def test_a_count_is_of_the_members_of_the_declared_group() -> None:
    exact = claim(figure("2", "1", noun="countries"), measure="count", indicator="")
    other = claim(figure("1", "1", noun="country"), measure="count", indicator="", id="b")
    wrong = claim(figure("7", "1", noun="countries"), measure="count", indicator="", id="c")
    verdicts = [
        x.verdict for x in assess(paper([exact, other, wrong], WINDOW), snapshot({})).outcomes
    ]
    assert verdicts == [Verdict.REPRODUCED, Verdict.DEFINITION_DEPENDENT, Verdict.REFUTED]


@pytest.mark.parametrize(
    ("published", "verdict"),
    [
        ("2018", Verdict.REPRODUCED),
        ("2018-06", Verdict.REPRODUCED),
        ("2018-12-24", Verdict.CONTRADICTED),
        ("2017-01", Verdict.CONTRADICTED),
    ],
)
def test_time_since_a_month_is_checked_against_the_papers_own_date(
    published: str, verdict: Verdict
) -> None:
    stated = claim(
        figure("5", "1", "years", "nearly"), measure="elapsed", indicator="", since="2013-09"
    )
    assert one(paper([stated], published=published), {}).verdict is verdict


def test_every_verdict_has_a_sentence_with_what_was_found_in_it() -> None:
    table = {**world_bank(SEEN, 900, 1000), **united_nations(900, 1001)}
    for stated in ("1000", "900", "5000"):
        sentence = one(paper([people(stated)], WINDOW), table).sentence
        assert "1,000" in sentence or "1 thousand" in sentence
        assert f"WDI {SEEN}" in sentence
        assert sentence.endswith(".")


FALLING = {
    ("wdi", SEEN, POP, "AAA"): flat(1000, 880, start=2013),
    ("wdi", SEEN, POP, "BBB"): flat(0.0, 0.0, start=2013),
}


@pytest.mark.parametrize(
    ("phrase", "verdict"),
    [
        ("fell by 12%", Verdict.REPRODUCED),
        ("fell by more than 5%", Verdict.UNDERSTATED),
        ("fell by more than 15%", Verdict.REFUTED),
        ("rose by 12%", Verdict.REFUTED),
    ],
)
def test_a_fall_is_held_against_negative_growth(phrase: str, verdict: Verdict) -> None:
    stated = claim(parse_figure(phrase), phrase=phrase, measure="growth")
    assert one(paper([stated]), FALLING).verdict is verdict
