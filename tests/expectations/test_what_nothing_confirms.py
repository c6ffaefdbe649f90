"""An edition at fault is the ground of nothing, and takes nothing from what the others tell."""

from __future__ import annotations

import pytest
from builders import Table, claim, flat, paper, snapshot

from expectations.assessment.assess import assess
from expectations.outcomes import Outcome, Verdict
from sources.figures.parse import parse_figure
from sources.model import Axes, Period

POP = "SP.POP.TOTL"


def judged(phrase: str, table: Table, published: str = "2018-01-10", **fields: object) -> Outcome:
    more = {"group": "one", "period": Period(2015, 2015), "measure": "value", **fields}
    made = claim(parse_figure(phrase), phrase=phrase, **more)
    return assess(paper([made], Axes(), published=published), snapshot(table)).outcomes[0]


def people(scale: float = 1e6, **numbers: float) -> Table:
    """By edition ("e2017_12_21") so many millions of people in 2014 and 2015."""
    return {
        ("wdi", name[1:].replace("_", "-"), POP, "AAA"): flat(scale * many, scale * many)
        for name, many in numbers.items()
    }


@pytest.mark.parametrize("faulty", [3e-6, 3e3, 0.01])
@pytest.mark.parametrize("phrase", ["5 million people", "more than 4 million people"])
def test_an_edition_at_fault_puts_nothing_off_that_is_open_without_it(
    phrase: str, faulty: float
) -> None:
    later = {"e2018_12_21": 3.0, "e2019_12_21": 3.0}
    assert judged(phrase, people(**later)).standing == "open"
    outcome = judged(phrase, people(e2017_12_21=faulty, **later))
    assert outcome.standing == "open", outcome.sentence


@pytest.mark.parametrize("faulty", [3e-6, 3e3])
@pytest.mark.parametrize(
    ("phrase", "verdict"),
    [("3 million people", Verdict.REPRODUCED), ("9 million people", Verdict.REFUTED)],
)
def test_what_an_edition_at_fault_gives_is_no_ground_in_the_sentence(
    phrase: str, verdict: Verdict, faulty: float
) -> None:
    later = {"e2018_02_21": 3.0, "e2018_12_21": 3.0, "e2021_12_21": 3.0}
    outcome = judged(phrase, people(e2017_12_21=faulty, **later))
    assert outcome.verdict is verdict
    assert "2017-12-21" not in outcome.sentence
    assert "hat the edition of that time gives is confirmed by no other" in outcome.sentence
    assert any("2017-12-21" in one for one in outcome.not_established)


@pytest.mark.parametrize("added", [9800.0, 77.0, 14000.0])
def test_an_edition_at_fault_hides_no_revision_of_the_others(added: float) -> None:
    own = {"e2016_03_01": 769.6, "e2021_06_01": 630.0}
    for table in (people(1.0, **own), people(1.0, **own, e2018_10_01=added)):
        outcome = judged("more than 900 people", table, "2022-01-01")
        assert outcome.standing == "open", outcome.sentence


@pytest.mark.parametrize(
    ("phrase", "since", "said"),
    [
        ("for at least 9 years", "2010-03", "From 2010-03 on 7.78 years to 7.86 years had passed"),
        ("for nearly 5 years", "2010-03", "outside what “for nearly 5 years” admits"),
        ("for less than 2 years", "2013-09", "(less than 2 years)"),
    ],
)
def test_a_time_that_the_paper_s_date_contradicts_is_told_by_its_dates(
    phrase: str, since: str, said: str
) -> None:
    fields = {"measure": "elapsed", "indicator": "", "group": "", "since": since}
    outcome = judged(phrase, people(e2017_12_21=1.0), period=Period(None, None), **fields)
    assert outcome.verdict is Verdict.CONTRADICTED
    assert said in outcome.sentence, outcome.sentence
    assert "the data" not in outcome.sentence
