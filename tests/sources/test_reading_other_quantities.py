"""Words that make a figure another quantity than its series leave it open."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text
from sources.reading.sentences.model import ReadFigure


def read(text: str, phrase: str) -> ReadFigure:
    return next(one for one in read_text(text, "2021-05") if one.phrase == phrase)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("FDI stock in Kenya was 14.4 billion dollars in 2018.", "14.4 billion dollars"),
        ("Inward FDI stock: Ghana, $36.1 billion (2018); Vietnam, $144.9 billion.",
         "$144.9 billion"),
        ("Total foreign direct investment in Kenya stood at 14.4 billion dollars at the end of "
         "2018.", "14.4 billion dollars"),
        ("By the end of 2018 foreign direct investment in Kenya had reached 14.4 billion dollars.",
         "14.4 billion dollars"),
        ("The stock of foreign direct investment in Kenya was 14.4 billion dollars in 2018.",
         "14.4 billion dollars"),
        ("Total foreign direct investment in Kenya was 14.4 billion dollars in 2018.",
         "14.4 billion dollars"),
    ],
)  # fmt: skip
def test_foreign_investment_that_has_gathered_up_is_none_of_a_year(text: str, phrase: str) -> None:
    found = read(text, phrase)
    assert found.state == "unsure"
    assert found.doubt is not None and found.doubt.about == "what"


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Foreign direct investment in Kenya was 770 million dollars in 2018.",
         "770 million dollars"),
        ("FDI inflows to Kenya stood at 0.77 billion dollars in 2018, says the stock exchange.",
         "0.77 billion dollars"),
        ("Total FDI inflows to Kenya were 0.77 billion dollars in 2018.", "0.77 billion dollars"),
    ],
)  # fmt: skip
def test_what_came_in_a_year_stays_sure(text: str, phrase: str) -> None:
    assert read(text, phrase).state == "sure"


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Women held 46.1% of seats in Sweden's regional parliaments in 2018.", "46.1%"),
        ("Women held 17% of the seats in Brazil's state parliaments in 2018.", "17%"),
        ("Afghan refugees in Germany were 1.06 million in 2018.", "1.06 million"),
        ("Venezuelan refugees in Brazil were 11,000 in 2019.", "11,000"),
        ("Child suicide in Japan was 16.9 per 100,000 in 2018.", "16.9"),
        ("Youth suicide in Sweden was 11 per 100,000 in 2018.", "11"),
        ("Remittances within Nepal were 6.73 billion dollars in 2015.", "6.73 billion dollars"),
        ("The life expectancy gap between men and women in Nigeria was 52.6 years in 2018.",
         "52.6 years"),
        ("The urban-rural gap in electricity access in Kenya was 16% in 2018.", "16%"),
        ("Adjusted for inequality, life expectancy in India was 58 years in 2018.", "58 years"),
        ("The life expectancy of the poor in India was 65 years in 2015.", "65 years"),
        ("Maternal mortality at home births in Nigeria was 2,000 per 100,000 in 2018.", "2,000"),
    ],
)  # fmt: skip
def test_a_part_or_a_difference_is_none_of_the_whole(text: str, phrase: str) -> None:
    found = read(text, phrase)
    assert found.state == "unsure"
    assert found.doubt is not None and found.doubt.about == "what"


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Women held 46.1% of seats in Sweden's parliament in 2018.", "46.1%"),
        ("Women held 46.1% of seats in Sweden's national parliament in 2018.", "46.1%"),
        ("Germany hosted 1.06 million refugees in 2018.", "1.06 million"),
        ("Suicide in Japan was 16.9 per 100,000 in 2018.", "16.9"),
        ("Child mortality in Kenya was 43 per 1,000 births in 2018.", "43"),
        ("Youth unemployment in Spain was 34% in 2018.", "34%"),
        ("Remittances to Nepal were 6.73 billion dollars in 2015.", "6.73 billion dollars"),
    ],
)  # fmt: skip
def test_a_whole_that_names_no_part_stays_sure(text: str, phrase: str) -> None:
    assert read(text, phrase).state == "sure"


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Brazil shrank in 2015, a year of rising unemployment; in 2016, 3.3%.", "3.3%"),
        ("Ghana grew 14% in 2011, the year oil came on stream; in 2015, 2.1%.", "2.1%"),
        ("Ghana grew 14% in 2011, the year oil came on stream; the year after, 3.4%.", "3.4%"),
        ("Rwanda grew by 8.5% in 2018, when the urban population boomed: in 2017, 4.0%.", "4.0%"),
        ("India grew fast in 2015, the year of rural electrification; in 2016, 8.3%.", "8.3%"),
    ],
)  # fmt: skip
def test_what_kind_of_year_one_was_is_no_topic_of_what_follows(text: str, phrase: str) -> None:
    found = read(text, phrase)
    assert found.state == "unsure"
    assert found.doubt is not None and found.doubt.about == "what"


def test_a_topic_that_has_a_figure_of_its_own_in_passing_goes_on() -> None:
    text = (
        "The government of Spain was formed in 2018, a year when unemployment was 15.3%; in 2017 "
        "it was 17.2%."
    )
    assert read(text, "17.2%").state == "sure"
