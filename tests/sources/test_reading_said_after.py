"""Years, denials and comparisons that stand behind a figure or in the sentence after it."""

from __future__ import annotations

import pytest
from readings import read_at, reading_of, told_in, years_said


@pytest.mark.parametrize(
    ("text", "phrase", "year"),
    [
        (
            "One in five children in Malawi dies before the age of five. That was the figure in "
            "2000.",
            "One in five",
            "2000",
        ),
        ("Forty per cent of Malians can read. Such was the position in 2012.", "Forty", "2012"),
        ("Unemployment in Spain stood at 26 per cent. That was in 2013.", "26", "2013"),
    ],
)
def test_the_sentence_behind_dates_a_figure_and_leaves_it_open(
    text: str, phrase: str, year: str
) -> None:
    found = read_at(text, phrase)
    assert years_said(reading_of(found)) == year
    assert found.state == "unsure"


def test_the_sentence_behind_dates_no_figure_that_has_a_year() -> None:
    text = "In 2015 unemployment in Spain was 22 per cent. That was the figure for 2013 in Greece."
    assert years_said(reading_of(read_at(text, "22"))) == "2015"


@pytest.mark.parametrize(
    "text",
    [
        "Food makes up a third of Mali's import bill? No: 13 per cent.",
        "So a third of Mali's imports are food? Not quite.",
        "A third of Malians can read? Wrong.",
    ],
)
def test_what_is_asked_and_denied_is_open(text: str) -> None:
    assert read_at(text, "third").state == "unsure"


def test_what_is_asked_and_affirmed_is_read() -> None:
    assert read_at("A third of Malians can read? Yes.", "third").state == "sure"


@pytest.mark.parametrize(
    ("text", "order"),
    [
        (
            "In Chad 1,100 of every 100,000 mothers die. No other country loses so many.",
            "highest",
        ),
        ("In Niger 30 per cent of adults can read. Nowhere else do so few.", "lowest"),
    ],
)
def test_nobody_else_has_so_many_is_an_extreme(text: str, order: str) -> None:
    found = told_in(text)
    assert [reading_of(one).order for one in found] == [order]
    assert all(one.state == "unsure" for one in found)


def test_so_many_that_is_no_extreme() -> None:
    assert not told_in("In Chad no country sent so many that the camps were full.")


@pytest.mark.parametrize(
    ("text", "phrase", "year"),
    [
        (
            "In 2014 Kenya built roads. Tariffs average 11 per cent in Kenya.",
            "11",
            "latest",
        ),
        (
            "In 2014 one in six Tanzanians went online. Broadband subscriptions number 1.5 per 100 "
            "people.",
            "1.5",
            "latest",
        ),
        (
            "(Data: 2015 unless stated.) Poland emits 300 million tonnes of carbon dioxide. It has "
            "cut its emissions by a fifth since 1990.",
            "a fifth",
            "1990-2015",
        ),
        (
            "In 1960 a Korean could hope to live 53 years and earned less than a Ghanaian.",
            "53",
            "1960",
        ),
    ],
)
def test_when_a_figure_is_of_by_its_verb_and_its_text(text: str, phrase: str, year: str) -> None:
    assert years_said(reading_of(read_at(text, phrase))) == year


@pytest.mark.parametrize(
    "between",
    [
        "A third of Argentina's people smoke.",
        "Some 31 per cent of what Argentina's government spends goes on wages.",
    ],
)
def test_a_pronoun_behind_figures_of_another_country_is_open(between: str) -> None:
    text = "Paraguay gets its power from rivers and sells it. "
    text += f"{between} Its army absorbs 0.6 per cent of GDP."
    assert read_at(text, "0.6").state == "unsure"


def test_a_pronoun_behind_figures_of_its_own_country_is_sure() -> None:
    text = "Paraguay gets its power from rivers. A third of Paraguay's people smoke. "
    text += "Its army absorbs 0.6 per cent of GDP."
    assert read_at(text, "0.6").state == "sure"


def test_babies_that_died_are_told_in_the_past() -> None:
    text = "In Peru 12 of every 1,000 Peruvian babies died."
    assert read_at(text, "12").state == "unsure"
