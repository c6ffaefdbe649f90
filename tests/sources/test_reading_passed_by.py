"""Whom a sentence goes on about, where the one before names somebody new: a question, a turn."""

from __future__ import annotations

import pytest

from sources.reading.foreign.languages import language_of
from sources.reading.read import read_text
from sources.reading.sentences.model import ReadFigure

WORLD = "Notes on the world\n\nIn 2015 the world had 7.4 billion people.\n\n"


def read(text: str, phrase: str) -> ReadFigure:
    return next(one for one in read_text(text, "2019") if phrase in one.phrase)


@pytest.mark.parametrize(
    ("text", "phrase", "area"),
    [
        ("How young is Pakistan? In 2018, 38.3 per cent of its people were under 15.",
         "38.3 per cent", "PAK"),
        ("How open is Peru to trade? In 2017 its exports came to 24.1 per cent of GDP.",
         "24.1 per cent", "PER"),
        ("Let's look at Mali. In 2014 its GDP per capita was $948.", "$948", "MLI"),
    ],
)  # fmt: skip
def test_a_question_or_a_turn_says_whom_the_next_sentence_is_of(
    text: str, phrase: str, area: str
) -> None:
    found = read(WORLD + text, phrase)
    assert found.reading is not None
    assert (found.state, found.reading.areas) == ("sure", (area,))


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ('People tell me Egypt and Ethiopia are "the same". GDP in 2011: $236 billion.',
         "$236 billion"),
        ("How I had longed to see Mali. GDP per capita was $948 in 2014.", "$948"),
        ("In Nepal, 56 per cent were online in 2018. Who does not know Chile? Its people "
         "numbered 18 million in 2018.", "18 million"),
    ],
)  # fmt: skip
def test_a_country_named_right_before_leaves_open_whom_it_is_of(text: str, phrase: str) -> None:
    assert read(f"Notes on the world\n\n{text}", phrase).state == "unsure"


def test_a_year_in_a_bracket_with_a_figure_of_its_own_is_of_that_figure() -> None:
    text = "South Africa, population, 2016: 56 million people (2010: 51 million people)"
    years = [one.reading.period.end for one in read_text(text, "2019") if one.reading is not None]
    assert years == [2016, 2010]


def test_a_figure_that_leads_a_clause_is_of_what_that_clause_tells() -> None:
    text = ("In 2014 many families in Yemen lived below the national poverty line and 46 per cent "
            "of under-fives were stunted.")  # fmt: skip
    found = read(text, "46 per cent")
    assert found.reading is not None
    assert found.reading.indicator == "stunting"


def test_a_figure_told_of_here_is_not_of_the_country_that_is_compared() -> None:
    text = "In 2017 Singapore devoted 4.5 per cent of GDP to health, against 9.2 per cent here."
    assert read(text, "4.5 per cent").state == "sure"
    assert read(text, "9.2 per cent").state == "unsure"


def test_half_as_much_again_is_an_excess_of_a_half() -> None:
    text = "In 2017 GDP per person in Bhutan was half as much again as India's."
    found = read(text, "half")
    assert found.reading is not None
    assert (found.reading.measure, found.reading.to) == ("excess", "IND")


def test_countries_that_are_added_up_are_not_read_as_one_of_them() -> None:
    text = "Add the GDP of Mali to that of Hungary and, for 2016, you get $239 billion."
    assert read(text, "$239 billion").state == "unsure"


def test_a_growth_is_not_yearly_for_the_next_figure_s_sake() -> None:
    text = "Between 2014 and 2016 GDP per person in Spain fell by 10 per cent, to $26,756 a year."
    found = read(text, "10 per cent")
    assert found.reading is not None
    assert found.reading.measure == "growth"


def test_a_question_above_a_list_names_its_year() -> None:
    text = "What happened to the economy in 2011?\n\n- Argentina: GDP grew by 6.0 per cent.\n"
    found = read(text, "6.0 per cent")
    assert found.reading is not None
    assert found.reading.period.end == 2011


def test_a_law_that_something_never_be_less_is_no_lack_and_its_level_no_claim() -> None:
    text = ("Forests cover 72 percent of Bhutan, and the law demands that it never be less than 60 "
            "percent. Under it at least 40 per cent of seats must go to women.")  # fmt: skip
    kinds = {one.phrase: one for one in read_text(text, "2019")}
    assert kinds["72 percent"].reading is not None
    assert kinds["72 percent"].reading.measure == "value"
    assert [one.kind for name, one in kinds.items() if name != "72 percent"] == ["threshold"] * 2


def test_a_part_of_so_many_people_is_of_what_they_do() -> None:
    found = read(
        "In Bhutan almost half of the 750,000 inhabitants use the internet.", "almost half"
    )
    assert found.reading is not None
    assert found.reading.indicator == "internet_users"


def test_a_growth_that_led_to_dollars_is_of_the_level_in_these_dollars() -> None:
    text = "Between 2001 and 2008 GDP per person in Belgium rose by 109 per cent, to $48,425."
    found = read(text, "109 per cent")
    assert found.reading is not None
    assert found.reading.indicator == "gdp_per_capita"


def test_the_only_year_of_a_clause_is_its_figure_s_however_long_the_words_between() -> None:
    text = "In India 34.7 in every 1,000 babies born alive died before the age of one in 2016."
    found = read(text, "34.7")
    assert found.reading is not None
    assert found.reading.period.end == 2016


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Four countries in figures", "label"),
        ("Water in two countries: a report", "label"),
        ("Two economies compared", "label"),
        ("Three countries had a GDP above 1 trillion dollars", "claim"),
    ],
)
def test_a_heading_counts_what_its_text_is_about(heading: str, kind: str) -> None:
    text = f"{heading}\n\nIn 2017 Kenya had 50.2 million people.\n"
    assert read_text(text, "2019")[0].kind == kind


def test_a_short_table_in_english_is_not_taken_for_french() -> None:
    text = "Two countries\n\nPopulation, millions, 2017\n\nPopulation | China | Ghana"
    assert language_of(text) == "en"
    assert language_of("La population est de 67 millions selon les chiffres du pays.") == "fr"
