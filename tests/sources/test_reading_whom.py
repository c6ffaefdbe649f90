"""Whom figures are of that name nobody: the world, the text's own country, or one of two."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text
from sources.reading.sentences.model import ReadFigure


def read(text: str, phrase: str) -> ReadFigure:
    return next(one for one in read_text(text, published="2022-06") if one.phrase == phrase)


def areas_of(text: str, phrase: str) -> tuple[str, ...]:
    reading = read(text, phrase).reading
    assert reading is not None
    return reading.areas


HUNGER = (
    "Hunger is rising again, agencies warn\n\nROME, 6 July 2021 – Some 768 million people were "
    "undernourished in 2020. In sub-Saharan Africa the share was 24 per cent, in South Asia 16 per "
    "cent. Worldwide it stood at 9.9 per cent.\n\nChad and Haiti are among the worst off.\n\n"
    "In 2020, 149 million children under five were stunted."
)
SCHOOL = (
    "Learning lost\n\nIn 2019, 9 per cent of children of primary school age were out of school. In "
    "Niger it was 40 per cent; in Mali 41 per cent. The global rate has hardly changed.\n\nChad is "
    "far behind.\n\nYouth literacy was 92 per cent in 2020."
)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        (HUNGER, "Some 768 million"),
        (HUNGER, "149 million"),
        (SCHOOL, "9 per cent"),
        (SCHOOL, "92 per cent"),
    ],
)
def test_a_text_about_all_goes_back_to_the_world_but_not_surely(text: str, phrase: str) -> None:
    found = read(text, phrase)
    assert found.reading is not None
    assert found.reading.areas == ("WLD",)
    assert found.state == "unsure"


def test_a_text_that_begins_with_a_country_is_not_about_the_world() -> None:
    text = (
        "Full planes\n\nIceland received 2.3 million visitors in 2018. Croatia, Portugal and Malta "
        "had more. Worldwide there were 1.4 billion.\n\nGDP per head reached $74,000 in 2018."
    )
    assert areas_of(text, "$74,000") != ("WLD",)


def test_the_second_heading_says_whom_a_text_is_about() -> None:
    text = (
        "FACT SHEET\n\nFood and work in Latin America and the Caribbean\n\nHunger\n\n"
        "Progress passed the Caribbean by: there the rate of undernourishment rose to 16% in "
        "2021. Almost one Haitian in two goes hungry. In 2021, 37.5 per cent of the region's "
        "population was food insecure."
    )
    assert areas_of(text, "37.5 per cent") == ("LCN",)


TWO = "Kenya woos the tourists Tanzania turns away\n\nForeign guests numbered 1.5 million in 2021."


def test_a_heading_is_about_its_subject_and_not_whom_it_names_last() -> None:
    assert areas_of(TWO, "1.5 million") == ("KEN",)


def test_a_capital_that_leads_a_sentence_stands_for_its_country() -> None:
    turned = f"{TWO}\n\nDodoma tells another story. Growth slowed to 2.3 per cent in 2021."
    assert areas_of(turned, "2.3 per cent") == ("TZA",)


def test_a_figure_of_the_city_itself_turns_to_no_country() -> None:
    turned = f"{TWO}\n\nDodoma has 410,000 people. Growth slowed to 2.3 per cent in 2021."
    assert areas_of(turned, "2.3 per cent") == ("KEN",)


def test_figures_of_the_state_are_no_list_of_the_countries_of_a_heading() -> None:
    text = (
        "Two deltas: Bangladesh and Egypt\n\nBangladesh has crowded its delta. The state put money "
        "into schools: education takes 2 per cent of GDP, and three quarters of adults can read."
    )
    assert areas_of(text, "three quarters") == ("BGD",)


def test_a_heading_gives_each_figure_of_a_bare_list_to_one_of_its_countries() -> None:
    text = "Spain and Portugal compared\n\nIn 2019 GDP grew by 2.0 and 2.7 per cent."
    assert areas_of(text, "2.7 per cent") == ("PRT",)
