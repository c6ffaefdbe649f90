"""Which edition judges: of the time, the first after a text, and what revisions explain."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from builders import Table, claim, flat, paper, snapshot

from expectations.assessment.assess import assess
from expectations.outcomes import ComputedReading, Outcome, Verdict
from expectations.wording.phrases import say_changes
from expectations.wording.remarks import say_role
from sources.figures.parse import parse_figure
from sources.model import Axes, Period
from sources.reference.resolve import area_label, resolve_area
from sources.registers.register import parse_paper

POP, MONEY = "SP.POP.TOTL", "NY.GDP.MKTP.CD"


def editions(code: str, **values: float) -> Table:
    """A series of steady growth by edition ("e2018_05_21"), which gives a value for 2015."""
    table: dict[tuple[str, str, str, str], dict[int, float]] = {}
    for name, value in values.items():
        vintage = name[1:].replace("_", "-")
        table["wdi", vintage, code, "AAA"] = flat(0.90 * value, 0.95 * value, value, start=2013)
    return table


def judged(phrase: str, table: Table, published: str, **fields: object) -> Outcome:
    more = {"group": "one", "period": Period(2015, 2015), "measure": "value", **fields}
    made = claim(parse_figure(phrase), phrase=phrase, **more)
    return assess(paper([made], Axes(), published=published), snapshot(table)).outcomes[0]


LATER = {"e2019_03_01": 1000.0, "e2020_03_01": 1001.0, "e2021_03_01": 1002.0}


@pytest.mark.parametrize(
    ("phrase", "code", "indicator"),
    [
        ("1,080 people", POP, "population"),
        ("about 1,040 people", POP, "population"),
        ("$1,150", MONEY, "gdp_current_usd"),
    ],
)
def test_later_editions_alone_put_nothing_off_that_revisions_explain(
    phrase: str, code: str, indicator: str
) -> None:
    wide = {**LATER, "e2021_03_01": 1030.0}
    outcome = judged(phrase, editions(code, **wide), "2018-01-10", indicator=indicator)
    assert outcome.verdict is Verdict.UNRESOLVED
    assert "o edition of that time is at hand" in outcome.sentence


@pytest.mark.parametrize(
    ("phrase", "code", "indicator"),
    [
        ("1,500 people", POP, "population"),
        ("700 people", POP, "population"),
        ("$1,300", MONEY, "gdp_current_usd"),
        ("$780", MONEY, "gdp_current_usd"),
    ],
)
def test_what_lies_outside_all_by_more_than_its_series_was_ever_revised_is_off(
    phrase: str, code: str, indicator: str
) -> None:
    # The one before the text is of other years: it shows how far the series was revised.
    older: Table = {("wdi", "2016-06-01", code, "AAA"): flat(900.0, start=2013)}
    table = {**editions(code, **LATER), **older}
    outcome = judged(phrase, table, "2018-01-10", indicator=indicator)
    assert outcome.standing == "off"
    assert "no edition of that time is at hand" in outcome.sentence


@pytest.mark.parametrize(
    ("code", "indicator", "off", "still"),
    [
        (POP, "population", "2,300 people", "1,700 people"),
        (POP, "population", "430 people", "700 people"),
        (MONEY, "gdp_current_usd", "$2,300", "$1,900"),
        (MONEY, "gdp_current_usd", "$280", "$600"),
    ],
)
def test_where_all_editions_are_later_than_a_text_only_twice_or_half_as_much_is_off(
    code: str, indicator: str, off: str, still: str
) -> None:
    table = editions(code, **LATER)
    assert judged(off, table, "2018-01-10", indicator=indicator).standing == "off"
    outcome = judged(still, table, "2018-01-10", indicator=indicator)
    assert outcome.standing == "open"
    assert outcome.explanation.is_doubtful


@pytest.mark.parametrize("measure", ["growth", "change"])
@pytest.mark.parametrize(("number", "standing"), [(0.6, "open"), (3.0, "off")])
def test_so_it_is_of_changes_in_parts_of_the_level_that_changes(
    measure: str, number: float, standing: str
) -> None:
    phrase = f"rose by {100 * number:.0f}%" if measure == "growth" else f"rose by ${1000 * number}"
    fields = {"indicator": "gdp_current_usd", "measure": measure, "period": Period(2013, 2015)}
    assert judged(phrase, editions(MONEY, **LATER), "2018-01-10", **fields).standing == standing


@pytest.mark.parametrize(
    ("published", "phrase", "standing"),
    [
        ("2020-03-01", "$5,400", "open"),
        ("2020-03-01", "$200", "open"),
        ("2020-03-01", "$11,000", "off"),
        ("2018-12-20", "$5,400", "off"),
    ],
)
def test_more_than_a_year_after_all_editions_a_sum_of_money_is_off_by_a_factor_of_ten_only(
    published: str, phrase: str, standing: str
) -> None:
    table = editions(MONEY, e2016_06_01=1000.0, e2017_06_01=1000.0, e2018_05_21=1000.0)
    outcome = judged(phrase, table, published, indicator="gdp_current_usd")
    assert outcome.standing == standing, outcome.sentence


@pytest.mark.parametrize(
    ("phrase", "vintages", "standing"),
    [
        ("19.0 million people", ("2023-09-19",), "open"),
        ("7.0 million people", ("2023-09-19",), "open"),
        ("19.0 million people", ("2022-07-01", "2023-09-19"), "open"),
        ("27.0 million people", ("2023-09-19",), "open"),
        ("140 million people", ("2023-09-19",), "off"),
        ("27.0 million people", ("2022-07-01", "2023-09-19"), "off"),
        ("19.0 million people", ("2020-03-01", "2022-07-01", "2023-09-19"), "off"),
        ("19.0 million people", ("2020-03-01", "2026-06-30"), "off"),
    ],
)
def test_one_edition_of_years_before_a_text_puts_off_ten_times_as_much_and_two_twice_as_much(
    phrase: str, vintages: tuple[str, ...], standing: str
) -> None:
    table: Table = {("wdi", one, POP, "AAA"): flat(12.9e6, 12.8e6) for one in vintages}
    table = {**table, ("wdi", "2018-05-21", POP, "BBB"): flat(30.0e6, 29.0e6)}
    outcome = judged(phrase, table, "2026-07-11")
    assert outcome.standing == standing, outcome.sentence


@pytest.mark.parametrize("phrase", ["1,200 people", "about 1,200 people", "at most 1,500 people"])
def test_what_an_edition_bears_out_that_nothing_confirms_is_open(phrase: str) -> None:
    table = editions(POP, e2016_06_01=16500.0, e2017_12_21=1200.0, e2019_03_01=21000.0)
    outcome = judged(phrase, table, "2018-01-10")
    assert outcome.standing == "open"
    assert "no other edition within a factor of ten" in outcome.sentence


def test_what_all_editions_bear_out_holds_however_far_apart_they_are() -> None:
    table = editions(POP, e2017_12_21=1000.0, e2019_03_01=14000.0)
    outcome = judged("more than 900 people", table, "2018-01-10")
    assert outcome.standing == "holds"
    assert not any("judges" in one for one in outcome.not_established)


def test_one_later_edition_alone_puts_little_off() -> None:
    one = editions(POP, e2019_03_01=1000.0)
    assert judged("1,500 people", one, "2018-01-10").standing == "open"


BETWEEN = {"e2015_12_01": 900.0, "e2016_09_01": 950.0, "e2018_09_01": 1004.0, "e2020_09_01": 1050.0}


@pytest.mark.parametrize("phrase", ["1,004 people", "about 1,005 people", "more than 990 people"])
def test_the_first_edition_after_a_text_is_a_witness_where_none_is_of_the_weeks_before(
    phrase: str,
) -> None:
    outcome = judged(phrase, editions(POP, **BETWEEN), "2018-01-10")
    assert outcome.standing == "holds"
    assert outcome.verdict in (Verdict.REPRODUCED, Verdict.UNDERSTATED)
    if outcome.verdict is Verdict.REPRODUCED:
        assert "by the first edition after the text" in outcome.sentence
    assert "when it was written" not in outcome.sentence


def test_beside_an_edition_of_the_weeks_before_it_a_later_one_is_no_witness() -> None:
    table = editions(POP, **BETWEEN, e2017_12_20=950.0)
    outcome = judged("1,004 people", table, "2018-01-10")
    assert outcome.verdict is Verdict.CONTESTED
    assert "could not have seen" in outcome.sentence


def test_a_figure_that_only_an_edition_of_years_later_bears_out_is_doubtful_and_not_off() -> None:
    table = editions(POP, e2017_12_20=1000.0, e2018_09_01=1000.0, e2024_09_01=1200.0)
    outcome = judged("1,200 people", table, "2018-01-10")
    assert outcome.standing == "open"
    assert outcome.explanation.is_doubtful
    assert "Doubtful" in outcome.sentence


def test_a_text_dated_by_its_year_is_as_old_as_its_last_day_where_nothing_is_later() -> None:
    table = editions(POP, e2015_12_01=1000.0, e2016_12_01=1010.0, e2017_12_20=1030.0)
    assert judged("1,075 people", table, "2018").standing == "open"
    assert judged("1,075 people", table, "2018-01-10").standing == "off"


FIRM = ("2015-08-16", "2017-07-13", "2018-05-21", "2020-04-01", "2023-09-19", "2026-02-24")


def firm(*vintages: str, moved: float = 0.01) -> Table:
    """A series of 80 to 85 million up to the year before each edition, and another that wavers.

    The last edition has moved the whole series.
    """
    found: dict[tuple[str, str, str, str], dict[int, float]] = {}
    for at, vintage in enumerate(vintages):
        values = [80e6 + 0.35e6 * year for year in range(int(vintage[:4]) - 2006)]
        factor = 1 + moved if vintage == vintages[-1] else 1.0
        found["wdi", vintage, POP, "AAA"] = flat(*(factor * one for one in values), start=2005)
        wavers = (1.0 + 0.9 * (at % 2)) * 1e6
        found["wdi", vintage, POP, "BBB"] = flat(*(wavers for _ in values), start=2005)
    return found


@pytest.mark.parametrize(
    "phrase", ["99 million people", "about 130 million people", "61 million people",
               "more than 100 million people", "less than 65 million people"],
)  # fmt: skip
@pytest.mark.parametrize("period", [Period(None, None), Period(2024, 2024)])
def test_what_is_far_from_every_year_of_a_firm_series_is_off_though_no_edition_is_later(
    phrase: str, period: Period
) -> None:
    assert judged(phrase, firm(*FIRM), "2026-11-26", period=period).standing == "off"


@pytest.mark.parametrize(
    ("phrase", "table", "published"),
    [
        ("91 million people", firm(*FIRM), "2026-11-26"),
        ("77 million people", firm(*FIRM), "2026-11-26"),
        ("115 million people", firm(*FIRM, moved=0.10), "2026-11-26"),
        ("99 million people", firm(*FIRM[-3:]), "2026-11-26"),
        ("99 million people", firm(*FIRM), "2031-11-26"),
    ],
)
def test_a_series_that_moves_or_is_of_a_few_editions_leaves_it_open(
    phrase: str, table: Table, published: str
) -> None:
    outcome = judged(phrase, table, published, period=Period(None, None))
    assert outcome.standing == "open"
    assert outcome.explanation.is_doubtful


def test_a_text_dated_by_its_year_may_be_older_than_the_editions_of_that_year() -> None:
    table = editions(POP, e2016_01_10=980.0, e2018_06_28=1000.0, e2019_07_01=1000.0)
    assert judged("1,040 people", table, "2018").standing == "open"
    assert judged("1,040 people", table, "2018-07-10").standing == "off"


def test_beside_an_edition_of_months_before_all_that_a_sum_of_money_was_revised_by_is_allowed() -> (
    None
):
    dates = {"e2016_01_10": 960.0, "e2017_03_01": 1000.0, "e2018_12_01": 1000.0}
    money = judged("$1,040", editions(MONEY, **dates), "2018-01-10", indicator="gdp_current_usd")
    assert money.standing == "open"
    assert judged("1,040 people", editions(POP, **dates), "2018-01-10").standing == "off"


def test_a_source_that_rests_on_another_is_never_near() -> None:
    table: Table = {
        ("ama", "2017-12-20", "AMA.GDP.CURR.USD", "AAA"): flat(1000.0, 1000.0),
        ("wdi", "2017-12-21", MONEY, "BBB"): flat(1000.0, 1000.0),
    }
    outcome = judged("$1,150", table, "2018-01-10", indicator="gdp_current_usd")
    assert outcome.standing == "open"


def test_an_edition_a_thousand_times_too_large_widens_nothing() -> None:
    table = editions(POP, e2016_01_10=1000.0, e2017_12_21=1e6, e2018_12_01=1010.0)
    assert judged("less than 200 people", table, "2018-01-10").standing == "off"


def test_an_edition_is_told_as_of_the_time_only_where_it_is() -> None:
    outcome = judged("1,004 people", editions(POP, **BETWEEN), "2018-01-10")
    for one in outcome.observed:
        assert ("could have seen" in say_role(one)) is (one.reading.vintage < "2018-01-10")


@pytest.mark.parametrize(
    ("group", "said"),
    [
        ("EU@2016", "with the members that the European Union had in 2016"),
        ("OECD@2013-07-01", "with the members that the OECD had in 2013-07-01"),
        ("ASEAN", "with the group ASEAN"),
    ],
)
def test_a_reading_with_the_members_of_another_date_is_told_by_that_date(
    group: str, said: str
) -> None:
    reading = ComputedReading(
        group, "population", 2015, 2015, "wdi", "2018-05-21", "", "as stated", 1.0, None, True
    )
    assert say_changes(("group",), reading) == said


SOUTH_ASIA = ("BGD", "BTN", "IND", "LKA", "MDV", "NPL")
MOVED = ("AFG", "PAK")
"""What the World Bank counted to South Asia until June 2025."""


def bank(code: str, area: str, *vintages: str) -> Table:
    """Editions that each have the row of an aggregate as it was then: 8 million, or 6."""
    table: dict[tuple[str, str, str, str], dict[int, float]] = {}
    for vintage in vintages:
        for one in (*SOUTH_ASIA, *MOVED):
            table["wdi", vintage, code, one] = flat(1.00e6, 1.01e6, start=2015)
        is_whole = vintage < "2025-07-01"
        table["wdi", vintage, code, area] = flat(*(8e6, 8.1e6) if is_whole else (6e6, 6.1e6),
                                                 start=2015)  # fmt: skip
    return table


@pytest.mark.parametrize("area", ["SAS", "TSA"])
@pytest.mark.parametrize(
    ("published", "phrase", "standing"),
    [
        ("2020-04-20", "8.10 million people", "holds"),
        ("2020-04-20", "6.10 million people", "off"),
        ("2025-07-20", "6.10 million people", "holds"),
        ("2025-07-20", "8.10 million people", "open"),
        ("2025", "6.10 million people", "holds"),
        ("2025", "8.10 million people", "open"),
    ],
)
def test_an_aggregate_has_the_members_of_the_text_s_day_and_others_are_told_and_not_off(
    area: str, published: str, phrase: str, standing: str
) -> None:
    table = bank(POP, area, "2019-04-01", "2020-04-01", "2025-05-31", "2025-07-01")
    keys = f"id: c, phrase: {phrase!r}, measure: value, indicator: population"
    register = f"""
paper: {{id: p, title: P, claimant: A, published: "{published}"}}
claims:
  - {{{keys}, area: {area}, period: 2016}}
"""
    outcome = assess(parse_paper(register, "p.yaml"), snapshot(table)).outcomes[0]
    assert outcome.standing == standing, outcome.sentence
    if standing == "open":
        assert outcome.sentence.startswith("Depends on whom it counts. ")
        assert f"the members that {area_label(area)} had in" in outcome.sentence
    if standing == "holds":
        assert not any("revis" in one for one in outcome.not_established)


PAIR_BEFORE, PAIR_NEXT = "2016-06-01", "2016-12-01"
PAIR_AFTER = ("2020-03-01", "2021-03-01", "2023-03-01")
AGAINST, WITH = (31.0e6, 30.1e6, 29.4e6), (29.0e6, 29.9e6, 30.6e6)
"""What editions give for 2013 to 2015: a fall, and a rise."""


def moves(
    code: str, first: tuple[float, ...], *vintages: str, **areas: tuple[float, ...]
) -> dict[tuple[str, str, str, str], Mapping[int, float]]:
    """Editions that all give the same years."""
    table: dict[tuple[str, str, str, str], Mapping[int, float]] = {}
    table |= {("wdi", one, code, "AAA"): flat(*first, start=2013) for one in vintages}
    for area, values in areas.items():
        table |= {("wdi", one, code, area): flat(*values, start=2013) for one in vintages}
    return table


BOTH = (PAIR_BEFORE, PAIR_NEXT, *PAIR_AFTER)


@pytest.mark.parametrize(
    ("phrase", "table", "standing"),
    [
        # Every edition before and after the text falls.
        ("rose from 29 million to 30 million people", moves(POP, AGAINST, *BOTH), "off"),
        ("rose from 30.1 million to 30.2 million people", moves(POP, AGAINST, *BOTH), "off"),
        ("fell from 30 million to 29 million people", moves(POP, WITH, *BOTH), "off"),
        ("rose from 30 million to 31 million people", moves(POP, AGAINST, *PAIR_AFTER), "off"),
        # One edition moves with the words, or all but one: not shown.
        ("rose from 29 million to 30 million people",
         moves(POP, AGAINST, *BOTH[1:]) | moves(POP, (29e6, 29.9e6, 30e6), PAIR_BEFORE), "open"),
        ("rose from 29 million to 30 million people",
         moves(POP, AGAINST, *BOTH[:-1]) | moves(POP, (29e6, 29.9e6, 30e6), BOTH[-1]), "open"),
        # Its moves of another year were revised by as much.
        ("rose from 29 million to 30 million people",
         moves(POP, AGAINST, *BOTH[1:]) | moves(POP, (30.1e6, 30.1e6, 29.4e6), BOTH[0]), "open"),
        # One edition alone, later; two of one year; a fall of next to nothing.
        ("rose from 29 million to 30 million people", moves(POP, AGAINST, PAIR_AFTER[0]), "open"),
        ("rose from 29 million to 30 million people", moves(POP, AGAINST, *PAIR_AFTER[:2]), "open"),
        ("rose from 29 million to 30 million people",
         moves(POP, (30e6, 29.55e6, 29.45e6), *BOTH), "open"),
    ],
)  # fmt: skip
def test_data_that_move_against_the_words_in_all_editions_are_off_though_none_is_near(
    phrase: str, table: Table, standing: str
) -> None:
    outcome = judged(phrase, table, "2018-06-10", period=Period(2014, 2015))
    assert outcome.standing == standing, outcome.sentence
    if standing == "off":
        assert "the other way than its words" in outcome.sentence


@pytest.mark.parametrize(
    ("phrase", "first", "standing"),
    [
        ("rose from 62% to 63% of the world", (64e6, 63e6, 62e6), "off"),
        ("fell from 63% to 60% of the world", (60e6, 60.5e6, 63.2e6), "off"),
        ("fell from 63% to 60% of the world", (63e6, 62.7e6, 62.1e6), "open"),
        ("fell from 63% to 60% of the world", (63e6, 62.7e6, 60.2e6), "holds"),
    ],
)
def test_so_it_is_of_shares(phrase: str, first: tuple[float, ...], standing: str) -> None:
    table = moves(POP, first, *BOTH, WLD=(100e6, 100e6, 100e6))
    fields = {"measure": "share", "period": Period(2014, 2015)}
    outcome = judged(phrase, table, "2018-06-10", **fields)
    assert outcome.standing == standing, outcome.sentence


def test_a_source_that_moves_with_the_words_leaves_a_pair_open() -> None:
    others = {("wpp", "2019-06-17", "WPP.POP.TOTAL", "AAA"): flat(29.2e6, 30.9e6)}
    phrase = "rose from 29 million to 30 million people"
    table = moves(POP, AGAINST, *BOTH) | others
    assert judged(phrase, table, "2018-06-10", period=Period(2014, 2015)).standing == "open"


@pytest.mark.parametrize(
    ("area", "people", "standing"),
    [("EU", "27", "open"), ("EU", "47", "holds"), ("EU@2016", "27", "off"), ("EU", "20", "off")],
)
def test_a_named_group_has_the_members_of_the_period_and_those_of_the_text_are_told(
    area: str, people: str, standing: str
) -> None:
    members = resolve_area("EU@2016").members
    table = {
        ("wdi", vintage, POP, one): flat(*[2e7 if one == "GBR" else 1e6] * 2, start=2015)
        for vintage in ("2023-04-01", "2024-04-01")
        for one in members
    }
    keys = f"id: c, phrase: {people} million people, measure: value, indicator: population"
    register = f"""
paper: {{id: p, title: P, claimant: A, published: "2024-05-01"}}
claims:
  - {{{keys}, area: {area}, period: 2016}}
"""
    outcome = assess(parse_paper(register, "p.yaml"), snapshot(table)).outcomes[0]
    assert outcome.standing == standing, outcome.sentence
    if standing == "open":
        assert outcome.sentence.startswith("Depends on whom it counts. ")
