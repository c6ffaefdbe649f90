"""Figures that were once passed over: what looks like an age, a label or a version and is none."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        (
            "In 2016 life expectancy in Mali was 57.9 years and under-five mortality 110.4 per "
            "1,000 live births.",
            "57.9 years",
        ),
        ("Mali had 14.8 people per square kilometre in 2017 and Ghana 128.0. It rose.", "128.0"),
        ("GDP per head in 2015 was $6,249 in Peru, which makes its figure 0.33 times.", "0.33"),
    ],
)
def test_a_figure_is_no_age_version_or_label(text: str, phrase: str) -> None:
    found = [one for one in read_text(text, "2020") if one.phrase == phrase]
    assert [one.kind for one in found] == ["claim"]


def test_versions_and_ages_are_no_claims() -> None:
    text = "Industry 4.0 is near; people aged 65 years and under were counted, see Figure 2.3."
    assert [one.phrase for one in read_text(text, "2020") if one.kind == "claim"] == []


def test_a_gap_between_commas_breaks_no_rows() -> None:
    rows = """country,indicator,unit,2016,2017
Norway,Inflation (average),%,..,..
Norway,Real GDP growth,%,1.1,2.3
"""
    found = {one.phrase: one for one in read_text(rows, "2020")}
    reading = found["2.3"].reading
    assert reading is not None
    assert (found["2.3"].state, reading.indicator, reading.areas) == (
        "sure",
        "gdp_growth",
        ("NOR",),
    )


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Exports were 8.4% of GDP in Ethiopia and 25.9% of GDP in Algeria (2018).", "sure"),
        ("Exports were 8.4% of GDP in Ethiopia, after 9.1% (2018).", "unsure"),
    ],
)
def test_a_year_in_brackets_at_the_end_is_of_the_whole_list(text: str, state: str) -> None:
    text = f"In 2015 much was sold. {text}"
    one = next(one for one in read_text(text, "2020") if one.phrase.startswith("8.4%"))
    assert one.reading is not None
    assert one.state == state
    if state == "sure":
        assert one.reading.period.end == 2018


def test_a_sentence_in_brackets_is_not_of_the_newest_year_behind_one_that_names_a_year() -> None:
    text = "Compare the fertility rates of Hungary and Ethiopia in 2016. "
    text += "(1.53 children per woman in Hungary, 4.47 children in Ethiopia; look again.)"
    found = [one for one in read_text(text, "2023-10-10") if one.kind == "claim"]
    assert [one.state for one in found] == ["unsure", "unsure"]
