"""Values of a second subject that have no year of their own, where several were named before."""

from __future__ import annotations

import pytest

from sources.model import Period
from sources.reading.read import read_text
from sources.reading.sentences.model import ReadFigure


def read(text: str, phrase: str) -> ReadFigure:
    return next(one for one in read_text(text, "2026-03") if one.phrase == phrase)


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("Chad's fertility rate was 7.2 in 2000 and 6.1 in 2023, Mauritania's 5.5 and 4.7.",
         ("5.5", "4.7")),
        ("Life expectancy in Ghana was 63.2 years in 2015 and 65.5 in 2023, in Nepal 67.4 and"
         " 70.4.", ("67.4", "70.4")),
        ("GDP per head was $6,200 in Peru in 2015 and $7,900 in 2023, in Chile $13,400 and"
         " $17,100.", ("$13,400", "$17,100")),
        ("Chile's urban share was 67.8% in 1960 and 88.0% in 2023 and Japan's 63.3% and 92.1%.",
         ("63.3%", "92.1%")),
        ("Chile's life expectancy was 80.0 years in 2015, 80.3 in 2019 and 81.2 in 2023, Peru's"
         " 75.7, 76.3 and 77.7.", ("75.7", "76.3", "77.7")),
        ("In 2015, 42% of Kenyans had electricity; in 2023, 76%. In Uganda it was 18% and 52%.",
         ("18%", "52%")),
    ],
)  # fmt: skip
def test_values_without_a_year_behind_several_years_are_open(
    text: str, phrases: tuple[str, ...]
) -> None:
    found = [read(text, phrase) for phrase in phrases]
    assert [one.state for one in found] == ["unsure"] * len(phrases)
    assert all(one.doubt is not None and one.doubt.or_period is None for one in found)


@pytest.mark.parametrize(
    ("text", "phrase", "year"),
    [
        ("Chad's fertility rate was 7.2 in 2000 and 6.1 in 2023, Mauritania's 5.5 in 2000.", "5.5",
         2000),
        ("Chad's fertility rate was 7.2 in 2000 and 6.1 in 2023.", "6.1", 2023),
        ("In 2023 the fertility rate was 6.1 in Chad and 4.7 in Mauritania.", "4.7", 2023),
        ("In 2000 Chad's fertility rate was 7.2 and Mauritania's 5.5, and in 2023 they were 6.1"
         " and 4.7. In 2023 Mauritania's fertility rate was 4.6.", "4.6", 2023),
    ],
)  # fmt: skip
def test_a_value_with_a_year_of_its_own_stays_sure(text: str, phrase: str, year: int) -> None:
    found = read(text, phrase)
    assert found.state == "sure" and found.reading is not None
    assert found.reading.period == Period(year, year)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Turkey in 2023\n\n* Over-65s: 7.6% → 10.0%", "7.6%"),
        ("Turkey in 2023\n\n* Over-65s: 7.6% → 10.0%", "10.0%"),
        ("# Kenya\n\n* Electricity access: 42% > 76%", "42%"),
        ("# Kenya\n\n* Electricity access: 42% / 76%", "42%"),
        ("# Kenya\n\n* Population: 47.1 million, now 55.3 million", "47.1 million"),
        ("# Kenya\n\n* Population: 47.1 million -> 55.3 million", "47.1 million"),
        ("# Kenya\n\n* Fertility rate: 3.8 => 3.2", "> 3.2"),
    ],
)
def test_two_values_of_then_and_now_without_years_are_open(text: str, phrase: str) -> None:
    found = read(text, phrase)
    assert found.state == "unsure" and found.doubt is not None


@pytest.mark.parametrize(
    "text",
    [
        "# Kenya in 2023\n\n* Population: 55.3 million",
        "# Kenya in 2023\n\n* Population: > 55.3 million / year-end",
        "Kenya's population was 55.3 million in 2023, now as ever more than that of Uganda.",
    ],
)
def test_one_value_beside_such_a_sign_stays_sure(text: str) -> None:
    assert next(one for one in read_text(text, "2026-03") if "55.3" in one.phrase).state == "sure"
