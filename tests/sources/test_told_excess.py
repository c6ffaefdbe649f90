"""What is told as so much higher than elsewhere is no ratio, in a register and in a text."""

from __future__ import annotations

import pytest

from sources.errors import RegisterError
from sources.registers.from_text import say_to_reader
from sources.registers.register import parse_paper

REGISTER = """
paper: {{id: p, title: P, claimant: A, published: "2019-05-01"}}
claims:
  - {{id: c, phrase: {phrase!r}, sentence: {sentence!r}, measure: ratio, area: FIN, to: ESP,
     indicator: gdp_per_capita, period: 2017}}
"""


@pytest.mark.parametrize(
    ("phrase", "sentence"),
    [
        ("62 per cent", "In 2017 GDP per person was 62 per cent higher in Finland than in Spain."),
        ("62 per cent higher", "GDP per person in Finland was 62 per cent higher than in Spain."),
        ("a third", "GDP per person in Finland was a third less than that of Spain."),
    ],
)
def test_an_excess_is_no_ratio(phrase: str, sentence: str) -> None:
    with pytest.raises(RegisterError, match="tells by how much one is") as raised:
        parse_paper(REGISTER.format(phrase=phrase, sentence=sentence), "p.yaml")
    assert say_to_reader(raised.value.what).startswith("by how much one has more")


@pytest.mark.parametrize(
    ("phrase", "sentence"),
    [
        ("162 per cent", "GDP per person in Finland was 162 per cent of that in Spain."),
        ("1.6 times", "GDP per person in Finland was 1.6 times higher than in Spain."),
    ],
)
def test_what_is_told_as_a_ratio_is_taken(phrase: str, sentence: str) -> None:
    paper = parse_paper(REGISTER.format(phrase=phrase, sentence=sentence), "p.yaml")
    assert paper.claims[0].measure == "ratio"
