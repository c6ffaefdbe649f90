"""Pairs of levels of which no one edition has both ends."""

from __future__ import annotations

from builders import Table, claim, paper, snapshot

from expectations.assessment.assess import assess
from expectations.outcomes import Outcome, Verdict
from sources.figures.parse import parse_figure
from sources.model import Period

POP = "SP.POP.TOTL"


def judged(data: Table) -> Outcome:
    phrase = "from 30.4 million to 38.1 million"
    stated = claim(
        parse_figure(phrase), phrase=phrase, measure="value", group="one", period=Period(2010, 2016)
    )
    return assess(paper([stated]), snapshot(data)).outcomes[0]


def test_each_end_is_told_where_editions_have_one_of_them() -> None:
    outcome = judged(
        {
            ("wdi", "2015-01-01", POP, "AAA"): {2010: 30.4e6},
            ("wdi", "2017-12-21", POP, "AAA"): {2016: 33.0e6},
        }
    )
    assert outcome.verdict is Verdict.UNRESOLVED
    assert "no edition at hand has both ends of" in outcome.sentence
    assert "“30.4 million” by itself holds: 30.40 million in 2010" in outcome.sentence
    assert "“38.1 million” by itself is off: 33.00 million in 2016" in outcome.sentence


def test_an_end_that_no_edition_has_is_told_as_such() -> None:
    outcome = judged({("wdi", "2017-12-21", POP, "AAA"): {2010: 30.4e6}})
    assert outcome.sentence.endswith(
        "“38.1 million” by itself could not be checked, no edition has 2016."
    )


def test_a_pair_that_one_edition_has_is_judged_as_one() -> None:
    outcome = judged({("wdi", "2017-12-21", POP, "AAA"): {2010: 30.4e6, 2016: 38.1e6}})
    assert outcome.verdict is Verdict.REPRODUCED
