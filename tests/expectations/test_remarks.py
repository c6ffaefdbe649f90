"""What a report says beside a verdict: firmness, timing, missing members, whose view it is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders import Table, claim, figure, flat, paper, snapshot
from sample_assessment import reading, sample_outcomes
from sample_grids import pair_grid, people_grid, row

from expectations.assessment.assess import assess
from expectations.judging.tolerance import admits, is_inside
from expectations.outcomes import Missing, Observed, Outcome, Verdict
from expectations.wording.phrases import say_difference, say_differences, say_observed
from expectations.wording.remarks import (
    say_definition,
    say_dependence,
    say_firmness,
    say_left_out,
    say_other_sign,
    say_role,
    say_timing,
    say_unresolved,
    say_vintages,
    say_with_missing,
    say_worth,
)
from sources.figures.parse import parse_figure
from sources.model import Axes, Claim, Period
from sources.reference.concepts import CONCEPTS

POP = "SP.POP.TOTL"
SEEN = "2018-05-21"
SYRIA = "Syria at its nearest known value"
BOTH = "Syria and Oman at their nearest known values"
WINDOW = Axes(groups=("pair", "one"), window=(2010, 2017))


def one(stated: Claim, table: Table) -> Outcome:
    return assess(paper([stated], WINDOW), snapshot(table)).outcomes[0]


def with_gap(*, world: float = 2000.0) -> Table:
    """A pair whose small member has data in 2014 only."""
    return {
        ("wdi", SEEN, POP, "AAA"): flat(960, 970, 980),
        ("wdi", SEEN, POP, "BBB"): flat(30),
        ("wdi", SEEN, POP, "WLD"): flat(world, world, world),
    }


def test_a_total_with_its_missing_members_takes_them_at_their_nearest_known_value() -> None:
    (seen,) = one(claim(figure("980", "10")), with_gap()).observed
    assert (seen.reading.obs_value, seen.with_missing) == (980, 1010)


def test_a_share_with_its_missing_members_leaves_the_world_as_it_is() -> None:
    (seen,) = one(claim(figure("49", "1", "percent"), measure="share"), with_gap()).observed
    assert seen.with_missing == pytest.approx(1010 / 2000)


def test_a_total_over_a_span_takes_them_in_each_year() -> None:
    table: Table = {
        ("wdi", SEEN, "NY.GDP.MKTP.CD", "AAA"): flat(960, 970, 980),
        ("wdi", SEEN, "NY.GDP.MKTP.CD", "BBB"): flat(30),
    }
    stated = claim(
        figure("2940", "10", "usd"), indicator="gdp_current_usd", period=Period(2014, 2016)
    )
    (seen,) = one(stated, table).observed
    assert (seen.reading.obs_value, seen.with_missing) == (2940, 3000)


def test_a_member_that_is_known_nowhere_leaves_no_value() -> None:
    made = one(claim(figure("1000", "10")), {("wdi", SEEN, POP, "AAA"): flat(970)})
    assert (made.verdict, made.observed) == (Verdict.UNRESOLVED, ())


def test_there_is_no_such_value_where_none_is_missing() -> None:
    table: Table = {("wdi", SEEN, POP, "AAA"): flat(970), ("wdi", SEEN, POP, "BBB"): flat(30)}
    (seen,) = one(claim(figure("1000", "10")), table).observed
    assert seen.with_missing is None
    assert say_with_missing(claim(figure("1000", "10")), seen) == ""


def missing_syria(value: float, other: float | None, *more: str) -> Observed:
    members = tuple(Missing(code, 0.01, 2010, "wdi@2018-05-21") for code in ("SYR", *more))
    inside = 0.285 <= value <= 0.295
    made = reading(value, "wdi@2018-05-21", 2016, is_inside=inside)
    return Observed("as_seen", made, 0.0, "", 0.99, members, with_missing=other)


@pytest.mark.parametrize(
    ("value", "other", "more", "said"),
    [
        (0.308, 0.309, (), f"30.8%, or 30.9% with {SYRIA}"),
        (0.308, 0.30801, (), f"no different with {SYRIA}"),
        (0.294, 0.301, (), f"29.4%, or 30.1% with {SYRIA}, which is outside"),
        (0.284, 0.287, (), f"28.4%, or 28.7% with {SYRIA}, which is inside"),
        (0.308, 0.309, ("OMN",), f"30.8%, or 30.9% with {BOTH}"),
        (
            0.308,
            0.309,
            ("OMN", "BHR", "YEM"),
            "30.8%, or 30.9% with the members without data at their nearest known values",
        ),
        (0.308, None, (), ""),
    ],
)
def test_what_missing_members_could_change_is_told(
    value: float, other: float | None, more: tuple[str, ...], said: str
) -> None:
    stated = claim(figure("29", "1", "percent"), measure="share")
    assert say_with_missing(stated, missing_syria(value, other, *more)) == said


def test_an_edition_after_the_paper_is_not_what_the_author_could_have_seen() -> None:
    later = {
        ("wdi", "2019-01-01", POP, "AAA"): flat(400, 500),
        ("wdi", "2019-01-01", POP, "BBB"): flat(400, 500),
        ("wdi", "2020-01-01", POP, "AAA"): flat(400, 500),
        ("wdi", "2020-01-01", POP, "BBB"): flat(400, 500),
    }
    before = {("wpp", SEEN, "WPP.POP.TOTAL", area): flat(400, 500) for area in ("AAA", "BBB")}
    observed = one(claim(figure("1000", "100")), {**later, **before}).observed
    assert {found.reading.vintage: say_role(found) for found in observed} == {
        SEEN: "as the author could have seen it",
        "2019-01-01": "later than the text",
        "2020-01-01": "later than the text, the newest of its source at hand",
    }


def test_a_list_of_members_is_nobodys_view() -> None:
    counted = claim(figure("2", "1", noun="countries"), measure="count", indicator="")
    (found,) = one(counted, {}).observed
    assert say_role(found) == ""
    assert not found.is_hindsight


def test_sources_that_are_not_independent_are_one_witness() -> None:
    table = {
        (source, SEEN, code, area): flat(400, 500)
        for source, code in (("wdi", POP), ("wpp", "WPP.POP.TOTAL"))
        for area in ("AAA", "BBB")
    }
    said = say_firmness(one(claim(figure("1000", "100")), table))
    assert (
        said == "WPP and WDI rest largely on the same censuses: the two are one witness, not two."
    )
    assert say_dependence("wpp", ["wdi", "wpp"]) == "not independent of WDI"
    assert say_dependence("wdi", ["wdi", "wpp"]) == ""
    assert say_dependence("wpp", ["wpp"]) == ""


def test_by_how_much_the_statistics_differ_is_told() -> None:
    table = {
        (source, vintage, POP, area): flat(400, value)
        for source, vintage, value in (("wdi", SEEN, 500), ("wdi", "2020-01-01", 510))
        for area in ("AAA", "BBB")
    }
    said = say_firmness(one(claim(figure("1000", "100")), table))
    assert said == "Editions and sources differ from each other by up to 20."


def test_what_numbers_lose_when_they_are_kept_is_no_difference_between_editions() -> None:
    table = {
        (source, vintage, POP, area): flat(400, value)
        for source, vintage, value in (("wdi", SEEN, 500), ("wdi", "2020-01-01", 500.000001))
        for area in ("AAA", "BBB")
    }
    assert say_firmness(one(claim(figure("1000", "100")), table)) == ""


@pytest.mark.parametrize(("matched", "said"), [(0, "would not have matched"), (1, "matched too")])
def test_one_other_figure_is_told_as_one(matched: int, said: str) -> None:
    explanation = replace(sample_outcomes()[0].explanation, others_matched=(matched, 1))
    told = say_worth(explanation)
    assert "The text’s one other figure in the same unit would" in told
    assert told.endswith(f"{said}.")


@pytest.mark.parametrize(
    ("verdict", "timing", "said"),
    [
        (Verdict.REVISED, "then", "True when it was written, and since revised."),
        (Verdict.STALE, "earlier", "True of an earlier period: 2012."),
        (
            Verdict.DEFINITION_DEPENDENT,
            "never",
            "Not of the year that is meant; another year fits.",
        ),
        (Verdict.CONTRADICTED, "never", "At no time: the text contradicts itself."),
        (Verdict.REFUTED, "never", "At no time, in any way of reading it that was tried."),
        (Verdict.REPRODUCED, "", ""),
        (Verdict.CONTESTED, "", ""),
        (Verdict.UNRESOLVED, "", ""),
        (Verdict.UNDERSTATED, "", ""),
        (Verdict.UNVERIFIABLE, "", ""),
    ],
)
def test_when_a_figure_was_true_follows_from_its_verdict(
    verdict: Verdict, timing: str, said: str
) -> None:
    made = replace(sample_outcomes()[0], verdict=verdict)
    assert (made.timing, say_timing(made)) == (timing, said)


def test_an_earlier_match_that_is_likely_anyhow_is_not_sold_as_one() -> None:
    made = sample_outcomes()[0]
    made = replace(made, explanation=replace(made.explanation, chance_together=0.6))
    assert say_timing(made) == "True of an earlier period: 2012, which may be a coincidence."


def test_a_match_is_told_with_its_worth_even_where_nothing_needs_explaining() -> None:
    explanation = replace(sample_outcomes()[0].explanation, text="")
    assert say_worth(explanation) == (
        "It was read in 320 ways, which give 96 different values. A figure made up at random, as "
        "precise, would have matched one of them 43 times in 100, and 2 such figures one and the "
        "same 2 times in 100. Of the text’s 4 other figures in the same unit, 1 would have "
        "matched too."
    )


def test_what_a_row_holds_is_told_where_it_differs() -> None:
    assert say_definition(people_grid().rows[0], "population") == "bri-65"
    assert say_vintages(people_grid().rows[1]) == "WDI 2018-05-21, WDI 2020-04-01"
    assert say_definition(pair_grid().rows[1], "population") == (
        "bri-65, the two figures exchanged, from 2012"
    )
    assert say_definition(row("bri-65", weighting="simple"), "gdp_growth") == (
        "bri-65, population, simple"
    )


@pytest.mark.parametrize(
    ("inside", "outside", "years", "said"),
    [
        (0, 0, 0, ""),
        (
            2,
            9,
            3,
            "Not shown: 2 more definitions with a reading inside, 9 with none inside, 3 years.",
        ),
        (0, 1, 0, "Not shown: 1 more definition with none inside."),
        (1, 0, 1, "Not shown: 1 more definition with a reading inside, 1 year."),
    ],
)
def test_what_a_grid_leaves_out_is_told(inside: int, outside: int, years: int, said: str) -> None:
    grid = replace(people_grid(), more_inside=inside, more_outside=outside, more_years=years)
    assert say_left_out(grid) == said


def test_of_spans_first_years_are_left_out_too() -> None:
    assert say_left_out(replace(pair_grid(), more_outside=1_348)) == (
        "Not shown: 1,348 more definitions and first years with none inside."
    )


def test_no_definition_is_blamed_where_only_the_year_differs() -> None:
    made = replace(sample_outcomes()[0], verdict=Verdict.DEFINITION_DEPENDENT)
    assert made.explanation.changed == ("period",)
    definition = replace(made.explanation, changed=("group", "period"))
    said = say_timing(replace(made, explanation=definition))
    assert said == "At no time as declared; another definition fits."


def test_years_between_the_days_that_a_date_may_mean_do_not_agree_with_none() -> None:
    stated = claim(parse_figure("nearly 5 years"), measure="elapsed")
    bounds = admits(stated)
    assert bounds is not None
    seen = []
    for end in (4.25, 5.33):
        made = reading(end, "calendar", 2018, is_inside=False)
        text = say_difference(stated, bounds, 5 - end, made)
        seen.append(Observed("as_seen", made, 5 - end, text, 1.0, ()))
    assert say_differences(stated, bounds, seen) == "lies between these values"


def test_a_value_of_another_order_has_no_more_digits_than_anybody_reads() -> None:
    stated = claim(parse_figure("144 million people"))
    assert say_observed(stated, 7.444e9) == "7.44 billion"
    assert say_observed(stated, 163.04e6) == "163.0 million"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ((4.40e9, 4.41e9), "agrees"),
        ((4.40e9, 4.62e9), "agrees with 1 of 2"),
        ((4.62e9,), "is 4.8% lower than 4.62 billion"),
        ((4.62e9, 4.57e9), "is 3.7% to 4.8% lower than these values"),
        ((4.20e9, 4.62e9), "lies between these values, and agrees with none"),
        ((2.1e9,), "is 2.1 times 2.10 billion"),
        ((4.445e6,), "is 990 times 4.45 million"),
        ((2.1e9, 2.4e9), "is 1.8 to 2.1 times these values"),
        ((2.1e9, 2.11e9), "is 2.1 times these values"),
        ((-1.0e9,), "is 5.4 billion higher than −1.00 billion"),
        ((-1.0e9, 2.4e9), "is higher than these values"),
    ],
)
def test_how_a_figure_lies_to_all_that_was_observed_is_told_from_their_values(
    values: tuple[float, ...], said: str
) -> None:
    stated = claim(parse_figure("4.4 billion people"))
    bounds = admits(stated)
    seen = []
    for value in values:
        inside = is_inside(value, bounds)
        made = reading(value, "wdi@2018-05-21", 2016, is_inside=inside)
        text = say_difference(stated, bounds, 4.4e9 / value - 1, made)
        seen.append(Observed("as_seen", made, 4.4e9 / value - 1, text, 1.0, ()))
    assert say_differences(stated, bounds, seen) == said


@pytest.mark.parametrize(
    ("figure_told", "values", "said"),
    [
        ("-25.8", (25.79,), "it was a surplus, and not a deficit: "),
        ("905", (-928.0, -905.4), "it was a deficit, and not a surplus: "),
        ("25.8", (20.1,), ""),
        ("25.8", (-1.0, 1.0), ""),
        ("25.8", (), ""),
    ],
)
def test_a_balance_of_the_other_sign_is_told_as_what_it_was(
    figure_told: str, values: tuple[float, ...], said: str
) -> None:
    told = claim(figure(figure_told, "0.1"), measure="value", indicator="current_account")
    assert say_other_sign(told, values) == said


@pytest.mark.parametrize(("chance", "is_told"), [(0.3, True), (0.9, False)])
def test_that_most_figures_would_match_is_not_told_beside_one_that_does_not(
    chance: float, is_told: bool
) -> None:
    explanation = replace(
        sample_outcomes()[0].explanation, reading=None, chance=chance, text="None fits."
    )
    assert ("made up at random" in say_worth(explanation)) is is_told


@pytest.mark.parametrize(
    ("lacking", "said"),
    [
        (("ERI", "MYT", "REU", "PRK"), "of Eritrea, Mayotte, Réunion and one other, and"),
        (("ERI", "MYT", "REU", "PRK", "CUB"), "of Eritrea, Mayotte, Réunion and 2 others, and"),
    ],
)
def test_members_without_data_that_are_not_named_are_counted_in_words(
    lacking: tuple[str, ...], said: str
) -> None:
    concept = CONCEPTS["gdp_per_capita"]
    assert said in say_unresolved(claim(figure("1000", "100")), concept, True, lacking)
