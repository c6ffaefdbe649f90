"""Which way the words of a bound lean that is true by far."""

from __future__ import annotations

import pytest
from builders import claim, flat, paper, snapshot

from expectations.assessment.assess import assess
from expectations.outcomes import Verdict
from sources.figures.parse import parse_figure


def said_of(phrase: str) -> tuple[Verdict, str]:
    """The verdict and the sentence of a bound on 31 million people."""
    data = {
        ("wdi", "2017-12-21", "SP.POP.TOTL", "AAA"): flat(3e7, start=2013),
        ("wdi", "2017-12-21", "SP.POP.TOTL", "BBB"): flat(1e6, start=2013),
    }
    outcome = assess(paper([claim(parse_figure(phrase), phrase=phrase)]), snapshot(data))
    return outcome.outcomes[0].verdict, outcome.outcomes[0].sentence


@pytest.mark.parametrize(
    "phrase",
    ["fewer than 90 million", "less than 90 million", "under 90 million", "below 90 million",
     "no more than 90 million", "Fewer than 90 million"],
)  # fmt: skip
def test_what_is_said_to_be_few_is_not_overstated_where_it_is_fewer(phrase: str) -> None:
    verdict, sentence = said_of(phrase)
    assert verdict is Verdict.OVERSTATED
    assert sentence.startswith("True, with room to spare: ")
    assert f"well below the bound of “{phrase}”." in sentence
    assert "overstated" not in sentence


@pytest.mark.parametrize("phrase", ["up to 90 million", "at most 90 million"])
def test_what_is_said_to_be_many_is_overstated_where_it_is_fewer(phrase: str) -> None:
    verdict, sentence = said_of(phrase)
    assert verdict is Verdict.OVERSTATED
    assert sentence.startswith("True but overstated: ")


def test_more_than_is_understated_where_it_is_far_more() -> None:
    assert said_of("more than 10 million")[1].startswith("True but understated: ")
