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


SAMPLE = "# Ghana\n\n## Methods\n\nWe sampled 12 districts.\n\n"


def test_the_results_of_a_study_are_not_surely_of_its_country() -> None:
    text = f"{SAMPLE}## Results\n\nThe fertility rate was 4.4 in 2019. It is high."
    assert read_text(text, "2026-03")[-1].state == "unsure"


def test_what_a_study_tells_of_the_country_elsewhere_stays_sure() -> None:
    text = f"{SAMPLE}## Background\n\nThe fertility rate was 3.6 in 2019. It is high."
    assert read_text(text, "2026-03")[-1].state == "sure"


def test_georgia_beside_other_american_states_may_be_one_of_them() -> None:
    text = "Georgia, like Texas, is booming. Its population was 10.7 million in 2020."
    assert read_text(text, "2026-03")[-1].state == "unsure"
    text = "Georgia, like Armenia, is small. Its population was 3.7 million in 2020."
    assert read_text(text, "2026-03")[-1].state == "sure"


def test_graduates_beside_a_rate_of_others_are_not_surely_a_share_of_the_people() -> None:
    text = "Unemployment, 2023: Spain 12.2%; graduates 6.8%; Greece 11.0%; graduates 8.9%."
    states = {one.phrase: one.state for one in read_text(text, "2026-03")}
    assert {states[one] for one in ("6.8%", "11.0%", "8.9%")} == {"unsure"}
