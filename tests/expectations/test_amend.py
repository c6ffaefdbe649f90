"""What would be right, printed as the paper prints."""

from __future__ import annotations

from dataclasses import replace

from builders import Table, claim, flat, paper, snapshot

from expectations.assessment.assess import assess
from expectations.explaining.corrections import nearer_later
from expectations.outcomes import Outcome
from sources.figures.parse import parse_figure
from sources.model import Claim, Period
from sources.provider import cited_in

POP = "SP.POP.TOTL"


def table(*thousands: float) -> Table:
    """The pair's population by year from 2013 on, in a world of 10 billion."""
    people = [1e6 * one for one in thousands]
    return {
        ("wdi", "2017-12-21", POP, "AAA"): flat(*people, start=2013),
        ("wdi", "2017-12-21", POP, "BBB"): flat(*(0.0 for _ in people), start=2013),
        ("wdi", "2017-12-21", POP, "WLD"): flat(*(1e10 for _ in people), start=2013),
    }


def judged(phrase: str, data: Table, **fields: object) -> Outcome:
    stated = claim(parse_figure(phrase), phrase=phrase, **fields)
    return assess(paper([stated]), snapshot(data)).outcomes[0]


def share(phrase: str, *millions: float) -> Outcome:
    return judged(phrase, table(*millions), measure="share", period=Period(2013, None))


def test_a_total_is_printed_at_the_scale_and_precision_of_the_paper() -> None:
    correction = judged("population of 4 billion 400 million", table(4_619)).correction
    assert correction is not None
    assert correction.phrase == "population of 4.6 billion"
    assert correction.basis == "WDI 2017-12-21, 2013"


def test_a_share_is_printed_in_per_cent() -> None:
    outcome = judged("29% of the world", table(3_083), measure="share")
    assert outcome.correction is not None
    assert outcome.correction.phrase == "31% of the world"


def test_a_corrected_figure_is_itself_inside_what_it_admits() -> None:
    correction = judged("population of 4 billion 400 million", table(4_619)).correction
    assert correction is not None
    again = judged(correction.phrase, table(4_619))
    assert again.standing == "holds"


def test_what_holds_has_no_correction() -> None:
    assert judged("population of 4 billion 600 million", table(4_619)).correction is None


def test_what_could_not_be_checked_has_no_correction() -> None:
    assert judged("population of 4 billion 400 million", {}).correction is None


def test_both_figures_of_a_pair_are_corrected() -> None:
    correction = share("increased from 30.3% to 29.1%", 2_988, 3_083).correction
    assert correction is not None
    assert correction.phrase == "increased from 29.9% to 30.8%"


def test_a_verb_that_the_data_deny_is_turned_round() -> None:
    correction = share("increased from 30.3% to 29.1%", 3_083, 2_988).correction
    assert correction is not None
    assert correction.phrase == "decreased from 30.8% to 29.9%"


def test_words_that_cannot_be_turned_round_leave_the_two_figures_alone() -> None:
    correction = share("increased and rose from 30.3% to 29.1%", 3_083, 2_988).correction
    assert correction is not None
    assert correction.phrase == "from 30.8% to 29.9%"


def test_a_rise_that_was_a_fall_is_told_as_a_fall_with_its_size() -> None:
    years = Period(2013, 2014)
    outcome = judged("rose by 40%", table(1_000, 630), measure="growth", period=years)
    assert outcome.correction is not None
    assert outcome.correction.phrase == "fell by 37%"
    outcome = judged("decreased by 40%", table(1_000, 1_370), measure="growth", period=years)
    assert outcome.correction is not None
    assert outcome.correction.phrase == "increased by 37%"


def test_a_round_figure_takes_one_digit_more_where_its_own_would_not_hold() -> None:
    outcome = judged("2 billion people", table(3_550))
    assert outcome.correction is not None
    assert outcome.correction.phrase == "3.6 billion people"


def test_a_claim_with_its_own_words_keeps_them_around_the_figure() -> None:
    stated: Claim = claim(parse_figure("about 50 million people"), phrase="about 50 million people")
    outcome = assess(paper([stated]), snapshot(table(81))).outcomes[0]
    assert outcome.correction is not None
    assert "80 million" in outcome.correction.phrase


def test_a_decline_whose_word_stands_outside_the_phrase_is_corrected_as_one() -> None:
    fell = replace(parse_figure("52 per cent"), direction="decrease")
    stated = claim(fell, phrase="52 per cent", measure="growth", period=Period(2013, 2014))
    outcome = assess(paper([stated]), snapshot(table(146.0, 55.3))).outcomes[0]
    assert outcome.correction is not None
    assert outcome.correction.phrase == "62 per cent"
    rose = assess(paper([stated]), snapshot(table(55.3, 146.0))).outcomes[0]
    assert rose.correction is None


def told_later(phrase: str, seen: float, later: float) -> Outcome:
    data = dict(table(seen))
    for area, people in (("AAA", later * 1e6), ("BBB", 0.0), ("WLD", 1e10)):
        data["wdi", "2026-02-24", POP, area] = flat(people, start=2013)
    return judged(phrase, data)


def test_a_figure_that_slipped_from_a_later_edition_is_corrected_by_that_one() -> None:
    outcome = told_later("141.9 million", 117.34, 114.89)
    assert "117.34 million in 2013 (WDI 2017-12-21)" in outcome.sentence
    said = (
        "A later edition gives 114.89 million in 2013 (WDI 2026-02-24), which is nearer: with two"
    )
    assert said in outcome.sentence
    assert outcome.correction is not None
    assert (outcome.correction.phrase, outcome.correction.basis) == (
        "114.9 million",
        "WDI 2026-02-24, 2013",
    )


def test_a_later_edition_that_is_much_nearer_is_told_without_a_slip() -> None:
    near = told_later("160.0 million", 117.34, 150.05)
    found = nearer_later(near.claim, near.observed)
    assert found is not None
    assert (found.reading.vintage, found.slip) == ("2026-02-24", None)
    far = told_later("160.0 million", 117.34, 118.05)
    assert nearer_later(far.claim, far.observed) is None
    assert "A later edition" not in far.sentence


def test_what_is_told_to_the_unit_is_corrected_to_the_unit_as_it_is_printed() -> None:
    correction = judged("83123456", table(45913.4520601))
    assert correction.correction is not None
    assert correction.correction.figure == "45913452060"
    assert "45,913,452,060 in 2013" in correction.sentence


def test_the_source_that_a_text_names_corrects_it() -> None:
    data = {
        ("ama", "2017-12-20", "AMA.GDP.CURR.USD", "AAA"): {2013: 45_913_452_060.0},
        ("wdi", "2017-12-21", "NY.GDP.MKTP.CD", "AAA"): {2013: 46_352_647_037.0},
    }
    stated = claim(parse_figure("$9635264703"), phrase="$9635264703", indicator="gdp_current_usd")
    stated = replace(stated, group="one", measure="value")
    for cites, right in (("wdi", "$46352647037"), ("ama", "$45913452060")):
        named = replace(paper([stated]), cites=cites)
        correction = assess(named, snapshot(data)).outcomes[0].correction
        assert correction is not None
        assert correction.figure == right


def gdp(phrase: str, ama: float, wdi: float, cites: str = "") -> Outcome:
    """The GDP of a country that two sources give otherwise."""
    data = {
        ("ama", "2017-12-20", "AMA.GDP.CURR.USD", "AAA"): {2013: ama},
        ("wdi", "2017-12-21", "NY.GDP.MKTP.CD", "AAA"): {2013: wdi},
    }
    stated = claim(parse_figure(phrase), phrase=phrase, indicator="gdp_current_usd")
    stated = replace(stated, group="one", measure="value")
    return assess(replace(paper([stated]), cites=cites), snapshot(data)).outcomes[0]


def test_where_the_unit_slipped_the_source_that_it_slipped_from_is_right_and_told_first() -> None:
    outcome = gdp("$405 million", 508e9, 404.65e9)
    assert outcome.correction is not None
    assert outcome.correction.figure == "$405 billion"
    assert outcome.correction.basis.startswith("WDI")
    assert "give $405 billion in 2013 (WDI 2017-12-21) and $508 billion" in outcome.sentence
    assert outcome.explanation.slip is not None
    assert outcome.explanation.slip.figure == "$405 billion"


def test_without_a_slip_what_is_right_is_of_the_source_that_is_told_first() -> None:
    for phrase in ("$215 billion", "$540 million"):  # the digits of 540 exchanged are no unit
        outcome = gdp(phrase, 508e9, 404.65e9)
        assert outcome.correction is not None
        assert outcome.correction.basis.startswith("AMA")
        assert outcome.sentence.index("AMA") < outcome.sentence.index("WDI")


def test_the_source_that_a_text_names_comes_before_the_one_that_it_slipped_from() -> None:
    correction = gdp("$405 million", 508e9, 404.65e9, cites="ama").correction
    assert correction is not None
    assert correction.figure == "$508 billion"


def test_a_text_that_names_two_sources_is_of_neither() -> None:
    assert cited_in('"Data Source","World Development\nIndicators",') == "wdi"
    assert not cited_in("World Development Indicators; World Population Prospects")
    assert not cited_in("Growth was 5%.")
