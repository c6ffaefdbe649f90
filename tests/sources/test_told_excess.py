"""By what part one has more than another: read as such, and no ratio, in a register and a text."""

from __future__ import annotations

import pytest

from sources.errors import RegisterError
from sources.figures.excess import way_of_excess
from sources.reading.read import read_text
from sources.registers.from_text import claim_keys, say_to_reader
from sources.registers.register import parse_paper

REGISTER = """
paper: {{id: p, title: P, claimant: A, published: "2019-05-01"}}
claims:
  - {{id: c, phrase: {phrase!r}, sentence: {sentence!r}, measure: {measure}, area: FIN, to: ESP,
     indicator: gdp_per_capita, period: 2017}}
"""

TOLD = [
    ("62 per cent", "In 2017 GDP per person was 62 per cent higher in Finland than in Spain."),
    ("62 per cent higher", "GDP per person in Finland was 62 per cent higher than in Spain."),
    ("a third", "GDP per person in Finland was a third less than that of Spain."),
]


@pytest.mark.parametrize(("phrase", "sentence"), TOLD)
def test_an_excess_is_no_ratio(phrase: str, sentence: str) -> None:
    text = REGISTER.format(phrase=phrase, sentence=sentence, measure="ratio")
    with pytest.raises(RegisterError, match="tells by how much one is") as raised:
        parse_paper(text, "p.yaml")
    assert say_to_reader(raised.value.what).startswith("by how much one has more")
    assert "measure: excess" in str(raised.value)


@pytest.mark.parametrize(("phrase", "sentence"), TOLD)
def test_an_excess_has_the_way_of_its_words(phrase: str, sentence: str) -> None:
    text = REGISTER.format(phrase=phrase, sentence=sentence, measure="excess")
    figure = parse_paper(text, "p.yaml").claims[0].figure
    assert figure.direction == ("decrease" if "less" in sentence else "increase")


def test_an_excess_without_a_word_that_says_who_has_more_is_refused() -> None:
    text = REGISTER.format(phrase="62 per cent", sentence="It was 62 per cent.", measure="excess")
    with pytest.raises(RegisterError, match="says which of the two has more"):
        parse_paper(text, "p.yaml")


@pytest.mark.parametrize(
    ("phrase", "sentence"),
    [
        ("162 per cent", "GDP per person in Finland was 162 per cent of that in Spain."),
        ("1.6 times", "GDP per person in Finland was 1.6 times higher than in Spain."),
    ],
)
def test_what_is_told_as_a_ratio_is_taken(phrase: str, sentence: str) -> None:
    text = REGISTER.format(phrase=phrase, sentence=sentence, measure="ratio")
    assert parse_paper(text, "p.yaml").claims[0].measure == "ratio"


@pytest.mark.parametrize(
    ("before", "after", "way"),
    [
        ("", " below the level of France", "decrease"),
        ("", " more people than in Kenya", "increase"),
        ("The economy trails that of Italy by ", ".", "decrease"),
        ("Brazil's output exceeded Canada's by about ", " in 2012", "increase"),
        ("It fell by ", " to 30", None),
        ("", " worse than in Spain", None),
        ("", " of the people, more or less", None),
        ("It fell short of 2015 by ", "", None),
    ],
)
def test_the_words_at_a_figure_say_which_has_more(before: str, after: str, way: str | None) -> None:
    assert way_of_excess(before, after) == way


@pytest.mark.parametrize(
    ("sentence", "direction"),
    [
        ("In 2017 GDP per person in Finland was 63 per cent higher than in Spain.", "increase"),
        ("In 2017 GDP per person in Spain was 39 per cent lower than in Finland.", "decrease"),
        ("In 2017 GDP per person was 63 per cent higher in Finland than in Spain.", "increase"),
        ("In 2017 Spain's GDP per person was 39 per cent below Finland's.", "decrease"),
    ],
)
def test_a_text_s_excess_is_read_with_its_way(sentence: str, direction: str) -> None:
    [read] = [one for one in read_text(sentence, "2019") if one.kind == "claim"]
    assert read.reading is not None
    assert (read.state, read.reading.measure) == ("sure", "excess")
    assert claim_keys(read, read.reading, "c")["direction"] == direction


def test_an_excess_of_a_rate_may_be_meant_as_points_and_is_not_sure() -> None:
    sentence = "In 2017 unemployment was 20 per cent higher in Spain than in Italy."
    [read] = [one for one in read_text(sentence, "2019") if one.kind == "claim"]
    assert read.state == "unsure"


@pytest.mark.parametrize(
    ("sentence", "year"),
    [
        ("GDP per person in Finland was 62 per cent higher than in Spain in 2017.", 2017),
        ("GDP per person in Finland was 1.6 times that of Spain in 2017.", 2017),
        ("Life expectancy in Chad was 5 years lower than in Mali for 2017.", 2017),
        ("GDP per person in Finland was 62 per cent higher than Spain had in 2017.", None),
    ],
)
def test_the_only_year_behind_the_other_area_is_of_both(sentence: str, year: int | None) -> None:
    [read] = [one for one in read_text(sentence, "2019") if one.kind == "claim"]
    assert read.reading is not None
    assert read.reading.period.end == year
    assert read.state == ("sure" if year else "unsure")
