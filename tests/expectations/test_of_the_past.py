"""What was newest years before a text bears out nothing that it says of its own time."""

from __future__ import annotations

import pytest
from builders import claim, figure, flat, paper, snapshot

from expectations.assessment.assess import assess
from expectations.outcomes import Outcome, Verdict
from sources.model import Period

NEWEST, IN_2015 = Period(None, None), Period(2015, 2015)


def judged(published: str, period: Period, edition: str = "2018-05-21") -> Outcome:
    table = {("wdi", edition, "SP.POP.TOTL", "AAA"): flat(900, 1000)}
    one = claim(figure("1000", "10"), group="one", period=period)
    [outcome] = assess(paper([one], published=published), snapshot(table)).outcomes
    return outcome


@pytest.mark.parametrize("published", ["2018-06", "2019-06", "2020-05-01"])
def test_an_edition_of_two_years_before_bears_out_the_newest_year(published: str) -> None:
    assert judged(published, NEWEST).verdict is Verdict.REPRODUCED


@pytest.mark.parametrize("published", ["2020-06", "2023-05"])
def test_an_older_one_bears_out_nothing_of_the_text_s_present(published: str) -> None:
    found = judged(published, NEWEST)
    assert found.verdict is Verdict.UNRESOLVED
    assert found.sentence.startswith(
        "Not settled: it is what was newest more than two years before the text, 1,000 in 2015"
    )


def test_a_year_that_is_named_needs_no_edition_of_the_text_s_time() -> None:
    assert judged("2023-05", IN_2015).verdict is Verdict.REPRODUCED


def test_one_near_edition_is_witness_enough_beside_an_old_one() -> None:
    table = {
        ("wdi", "2018-05-21", "SP.POP.TOTL", "AAA"): flat(900, 1000),
        ("wpp", "2022-07-11", "WPP.POP.TOTAL", "AAA"): flat(900, 1001),
    }
    one = claim(figure("1000", "10"), group="one", period=NEWEST)
    [outcome] = assess(paper([one], published="2023-05"), snapshot(table)).outcomes
    assert outcome.verdict is Verdict.REPRODUCED
