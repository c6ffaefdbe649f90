"""What a clause tells of one country is not surely of another that stands only behind it."""

from __future__ import annotations

from sources.reading.read import read_text


def test_a_clause_of_one_country_is_not_surely_of_the_one_behind_it() -> None:
    text = (
        "Unlike Ghana, where life expectancy was 58.2 years in 2000 and 65.5 in 2023, Togo had 54.7"
        " and 62.7."
    )
    found = {one.phrase: one for one in read_text(text, "2026-03")}
    assert found["65.5"].state == "unsure"


def test_values_of_then_and_now_behind_two_years_are_open() -> None:
    text = (
        "Chad's fertility rate was 7.2 in 2000 and 6.1 in 2023. Mauritania's was 5.5, and is now"
        " 4.7."
    )
    found = {one.phrase: one.state for one in read_text(text, "2026-03")}
    assert found == {"7.2": "sure", "6.1": "sure", "5.5": "unsure", "4.7": "unsure"}
