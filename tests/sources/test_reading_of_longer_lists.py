"""Lists of values: more of them than areas are named for, and a year that one of them tells."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text


def read(text: str) -> dict[str, tuple[str, tuple[str, ...], int | None]]:
    """The state, the areas and the year of each value, by its phrase."""
    return {
        one.phrase: (one.state, one.reading.areas, one.reading.period.end)
        for one in read_text(text, published="2020-03")
        if one.reading is not None and one.reading.measure == "value"
    }


@pytest.mark.parametrize(
    "text",
    [
        "Nigeria is ahead of Kenya and Ghana in population in 2018 (195.9 million, 51.4 million "
        "and 29.8 million respectively).",
        "Kenya beat Ethiopia and Rwanda for electricity access in 2018 (61.2%, 44.8% and 38% "
        "respectively).",
        "In 2018 Spain leads Greece and Turkey in life expectancy (83.4 years, 81.8 years and "
        "77.4 years respectively).",
    ],
)
def test_respectively_behind_more_values_than_areas_leaves_them_open(text: str) -> None:
    found = read(text)
    assert len(found) == 3
    assert {state for state, _, _ in found.values()} == {"unsure"}


def test_respectively_is_of_the_values_next_to_it() -> None:
    found = read(
        "In 2018 Nigeria, ahead of Kenya and Ghana, had 195.9 million people, against "
        "51.4 million and 29.8 million respectively."
    )
    assert found["195.9 million"][:2] == ("sure", ("NGA",))
    assert found["51.4 million"][1] == ("KEN",)
    assert found["29.8 million"][1] == ("GHA",)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Inflation in Samoa and Tonga was 4.2% and 6.8% respectively in 2018, against 1.9% in "
         "Fiji.", {"4.2%": "WSM", "6.8%": "TON", "1.9%": "FJI"}),
        ("In 2018 inflation was 4.2% and 6.8% in Samoa and Tonga respectively.",
         {"4.2%": "WSM", "6.8%": "TON"}),
        ("Unemployment in Spain and Greece was 8.2% and 7.8% in 2007, and 15.3% and 19.3% "
         "respectively in 2018.",
         {"8.2%": "ESP", "7.8%": "GRC", "15.3%": "ESP", "19.3%": "GRC"}),
    ],
)  # fmt: skip
def test_respectively_gives_as_many_values_to_their_areas(
    text: str, values: dict[str, str]
) -> None:
    found = read(text)
    assert {one: areas for one, (state, areas, _) in found.items() if state == "sure"} == {
        one: (area,) for one, area in values.items()
    }


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Brazilians live 75 years on average and Nigerians 53, 2018 figures show.", "75 years"),
        ("Kenyans live 66 years on average, Rwandans 69, and the Nigerians only 54, according to "
         "2018 figures.", "69"),
        ("Turkey, where inflation reached 16.3% in 2018, and Ghana, at 7.8%, are outliers.",
         "7.8%"),
        ("China, whose urban share reached 59.2% in 2018, and India, at 34%, are urbanising.",
         "34%"),
        ("Inflation in 2018 was 16.3% in Turkey (Greece 0.6%, Spain 1.7%, Egypt 14.4% – all in "
         "annual averages).", "1.7%"),
        ("The services sector, at 53% of GDP in 2018, has outgrown industry (39.7%) and "
         "agriculture (7.0%) in China.", "7.0%"),
    ],
)  # fmt: skip
def test_a_value_without_a_verb_may_be_of_the_year_that_its_sentence_names(
    text: str, phrase: str
) -> None:
    assert read(text)[phrase][0] == "unsure"


def test_a_value_with_a_present_verb_of_its_own_is_of_the_newest_year() -> None:
    found = read("Kenya's population reached 51 million in 2018; life expectancy is 66 years.")
    assert found["66 years"] == ("sure", ("KEN",), None)
