"""Figures of what is counted by several standard definitions, where no word says which."""

from __future__ import annotations

from dataclasses import replace

from builders import Table, claim, paper, snapshot

from expectations.assessment.assess import assess
from expectations.outcomes import Outcome, Verdict
from sources.figures.parse import parse_figure
from sources.model import HowRead, Period

ILO, OWN = "SL.UEM.TOTL.ZS", "SL.UEM.TOTL.NE.ZS"
SAYS_NOTHING = "Unemployment was {} in 2016."


def judged(
    phrase: str,
    gives: dict[str, float],
    *,
    indicator: str = "unemployment",
    state: str | None = "sure",
    sentence: str = SAYS_NOTHING,
) -> Outcome:
    table: Table = {
        ("wdi", "2017-12-21", code, "AAA"): {2015: value, 2016: value}
        for code, value in gives.items()
    }
    stated = claim(
        parse_figure(phrase),
        phrase=phrase,
        measure="value",
        indicator=indicator,
        group="one",
        period=Period(2016, 2016),
        sentence=sentence.format(phrase),
        how_read=None if state is None else HowRead(state=state),  # type: ignore[arg-type]
    )
    return assess(paper([stated], published="2018-01-10"), snapshot(table)).outcomes[0]


def test_what_only_another_definition_bears_out_is_open_and_says_by_which_it_would_hold() -> None:
    outcome = judged("9.4%", {ILO: 5.4, OWN: 9.4})
    assert (outcome.standing, outcome.claim.indicator) == ("open", "unemployment")
    assert outcome.claim.id == "a-claim"
    assert outcome.sentence == (
        "Not settled: by national estimates it would hold: 9.40% in 2016 (WDI 2017-12-21); "
        "by the ILO's modelled estimate it is 5.40% in 2016 (WDI 2017-12-21), "
        "and no word says which of the two is meant."
    )
    assert outcome.correction is None


def test_what_its_own_definition_bears_out_says_nothing_of_others() -> None:
    outcome = judged("5.4%", {ILO: 5.4, OWN: 9.4})
    assert (outcome.standing, outcome.claim.indicator) == ("holds", "unemployment")
    assert "definition" not in outcome.sentence


def test_what_none_at_hand_bears_out_is_open_where_another_count_may() -> None:
    outcome = judged("7.7%", {ILO: 5.4})
    assert outcome.verdict is Verdict.UNRESOLVED
    assert outcome.correction is None and not outcome.explanation.is_doubtful
    assert outcome.sentence == (
        "Not settled: the data give 5.40% in 2016 (WDI 2017-12-21), outside what the figure admits "
        "(7.65% to 7.75%). This is by the ILO's modelled estimate, and no word says that it is "
        "meant; by national estimates it may be right, and nothing of that is at hand; those whom "
        "offices register as unemployed are another count, which is not published here."
    )


def test_an_estimate_at_hand_that_does_not_bear_it_out_is_told() -> None:
    outcome = judged("7.7%", {ILO: 5.4, OWN: 9.4})
    assert outcome.standing == "open"
    assert "by national estimates it would not hold either: 9.40% in 2016" in outcome.sentence


def test_what_no_two_definitions_differ_by_is_off() -> None:
    assert judged("54%", {ILO: 5.4, OWN: 5.6}).standing == "off"


def test_how_far_two_definitions_lie_apart_says_nothing_of_what_they_grow_by() -> None:
    table: Table = {("wdi", "2017-12-21", ILO, "AAA"): {2015: 5.0, 2016: 5.5}}
    stated = claim(
        parse_figure("grew by 540%"),
        phrase="grew by 540%",
        measure="growth",
        indicator="unemployment",
        group="one",
        period=Period(2015, 2016),
        sentence="Unemployment grew by 540% from 2015 to 2016.",
        how_read=HowRead("sure"),
    )
    given = snapshot(table)
    outcome = assess(paper([stated], published="2018-01-10"), given).outcomes[0]
    assert outcome.verdict is Verdict.UNRESOLVED
    assert "another count" in outcome.sentence
    written = replace(stated, how_read=None)
    outcome = assess(paper([written], published="2018-01-10"), given).outcomes[0]
    assert outcome.standing == "off"


def test_a_definition_that_words_name_is_the_only_one() -> None:
    told = "By the ILO's estimate, unemployment was {} in 2016."
    assert judged("9.4%", {ILO: 5.4, OWN: 9.4}, sentence=told).standing == "off"
    coded = "Indicator: SL.UEM.TOTL.ZS, value: {}"
    assert judged("9.4%", {ILO: 5.4, OWN: 9.4}, sentence=coded).standing == "off"


def test_what_a_person_wrote_or_confirmed_is_judged_by_that_alone() -> None:
    for state in ("confirmed", None):
        assert judged("9.4%", {ILO: 5.4, OWN: 9.4}, state=state).standing == "off"


def test_the_same_is_so_where_the_national_one_was_read() -> None:
    outcome = judged("5.4%", {ILO: 5.4, OWN: 9.4}, indicator="unemployment_national")
    assert (outcome.standing, outcome.claim.indicator) == ("open", "unemployment_national")


def test_a_count_that_nobody_publishes_may_be_meant() -> None:
    arrivals = {"ST.INT.ARVL": 212e6}
    told = "France welcomed {} in 2016."
    outcome = judged("89 million tourists", arrivals, indicator="tourist_arrivals", sentence=told)
    assert outcome.standing == "open"
    assert "tourists who stay overnight may be meant" in outcome.sentence
    listed = "International tourism, number of arrivals: {}"
    outcome = judged("89 million tourists", arrivals, indicator="tourist_arrivals", sentence=listed)
    assert outcome.standing == "off"


def test_whose_count_it_is_leaves_open_what_the_series_does_not_bear_out() -> None:
    told = "Official figures show that inflation was {} in 2016."
    series = {"FP.CPI.TOTL.ZG": 2.0}
    outcome = judged("3.4%", series, indicator="inflation", sentence=told)
    assert outcome.standing == "open"
    assert "“Official figures” tells whose count it is" in outcome.sentence
    assert judged("2.0%", series, indicator="inflation", sentence=told).standing == "holds"
    plain = "Inflation was {} in 2016."
    assert judged("3.4%", series, indicator="inflation", sentence=plain).standing == "off"


def test_a_national_count_is_not_borne_out_by_a_modelled_one_that_differs() -> None:
    for told in (
        "According to national statistics unemployment was {}.",
        "Official figures put unemployment at {}.",
        "The national estimate of unemployment was {}.",
    ):
        outcome = judged("5.4%", {ILO: 5.4, OWN: 9.4}, sentence=told)
        assert outcome.verdict is Verdict.UNRESOLVED
        assert "tells whose count it is, and by national estimates it would not hold: 9.4" in (
            outcome.sentence
        )
        assert outcome.correction is None


def test_a_national_count_that_is_borne_out_says_whose_it_is() -> None:
    outcome = judged("9.4%", {ILO: 5.4, OWN: 9.4}, sentence="Official figures show {}.")
    assert (outcome.standing, outcome.claim.indicator) == ("holds", "unemployment_national")
    assert "“Official figures” tells whose count it is: this is by national" in outcome.sentence
    assert "No word says" not in outcome.sentence


def test_a_national_count_holds_where_both_agree_or_only_the_modelled_is_at_hand() -> None:
    told = "Official figures show {}."
    assert judged("5.4%", {ILO: 5.4, OWN: 5.4}, sentence=told).standing == "holds"
    assert judged("5.4%", {ILO: 5.4}, sentence=told).standing == "holds"


def test_what_agencies_of_the_un_tell_of_mothers_may_be_a_country_s_own_count() -> None:
    gives = {"SH.STA.MMRT": 1118.0, "SH.STA.MMRT.NE": 512.0}
    for teller, agency in (
        ("The UN says that maternal mortality was {}.", "UN says"),
        ("According to UNICEF, maternal mortality was {}.", "According to UNICEF"),
    ):
        named = {"indicator": "maternal_mortality", "sentence": teller}
        told = judged("512", gives, **named)
        assert told.standing == "open"
        assert told.sentence.endswith(f"and “{agency}” may tell of either.")
        assert judged("1,118", gives, **named).standing == "holds"
        assert judged("700", gives, **named).standing == "off"


def test_what_agencies_estimate_is_by_their_own_estimate() -> None:
    gives = {"SH.STA.MMRT": 1118.0, "SH.STA.MMRT.NE": 512.0}
    told = "WHO estimates that maternal mortality was {}."
    named = {"indicator": "maternal_mortality", "sentence": told}
    assert judged("512", gives, **named).standing == "off"
    assert judged("1,118", gives, **named).standing == "holds"


def test_whom_no_agency_but_a_mother_told_of_has_no_definition_named() -> None:
    gives = {"SH.STA.MMRT": 1118.0, "SH.STA.MMRT.NE": 512.0}
    for told in (
        "A mother who says little: maternal mortality was {}.",
        "WHO estimates 1,118, the government says that maternal mortality was {}.",
    ):
        outcome = judged("512", gives, indicator="maternal_mortality", sentence=told)
        assert outcome.standing == "open"
        assert "no word says which of the two is meant" in outcome.sentence
