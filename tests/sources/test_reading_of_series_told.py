"""Words beside a figure by which it is of another series than the one carried on."""

from __future__ import annotations

import pytest

from sources.reading.around.others_within import FigureRead
from sources.reading.around.series_told import another_series
from sources.reading.read import read_text
from sources.reading.sentences.context import read_views


def states(text: str, phrase: str) -> list[str]:
    return [one.state for one in read_text(text, "2026-03") if one.phrase == phrase]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("In South Africa coal generated 85 per cent of electricity in 2021, renewables 8. In "
         "energy use as a whole, renewables made up 9.7 per cent in 2021.", "9.7 per cent"),
        ("Renewables made up 12 per cent of Poland's electricity in 2018. Of all energy used, "
         "renewables were 15 per cent in 2018.", "15 per cent"),
        ("In 2015 renewables made 30 per cent of electricity in Italy; in total energy consumption "
         "their share was 17 per cent.", "17 per cent"),
    ],
)  # fmt: skip
def test_all_energy_told_of_leaves_a_share_of_electricity_open(text: str, phrase: str) -> None:
    assert states(text, phrase) == ["unsure"]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Women at work. In India, unemployment was 4.8 per cent in 2022. Among women it was "
         "lower.", "4.8 per cent"),
        ("# Women at work\n\nIn Spain, unemployment was 13.0 per cent in 2022. Among women it was "
         "higher.", "13.0 per cent"),
        ("# Women\n\nIn Spain, unemployment was 13.0 per cent in 2022. Women had 14.8 per cent.",
         "13.0 per cent"),
        ("# Men and work\n\nIn Spain, unemployment was 13.0 per cent in 2022. Men did better than "
         "women.", "13.0 per cent"),
    ],
)  # fmt: skip
def test_women_set_beside_a_rate_leave_it_open_though_a_heading_names_them(
    text: str, phrase: str
) -> None:
    assert states(text, phrase) == ["unsure"]


def test_a_countryside_where_some_did_is_no_share_of_those_who_live_there() -> None:
    text = ("Ghana's GDP grew by 3.8 per cent in 2022. Q: Do they have electricity? A: Some 86 per "
            "cent did in 2021; in the countryside two in three.")  # fmt: skip
    assert states(text, "two in three") == ["unsure"]


def test_a_share_who_lived_in_the_country_and_not_in_towns_is_of_the_countryside() -> None:
    text = "In 2022, 71 per cent of Kenyans lived in the country and 29 per cent in towns."
    assert states(text, "71 per cent") == ["sure"]


@pytest.mark.parametrize(
    ("text", "indicator", "told"),
    [
        ("In 2022, 54 million Kenyans lived in the country.", "rural_population", "in the country"),
        ("In 2022, 54 million people lived in the country, Kenya says.", "rural_population",
         "in the country"),
        ("In towns lived 16 million Kenyans, 38 million in the country.", "rural_population", ""),
        ("In towns lived 16 million Kenyans, 38 million in the country.", "urban_population",
         "in the country"),
        ("In 2022, 38 million Kenyans lived in the countryside.", "rural_population", ""),
    ],
)  # fmt: skip
def test_in_the_country_may_be_the_whole_of_it_unless_towns_are_set_against_it(
    text: str, indicator: str, told: str
) -> None:
    view = read_views(text, 2026)[0]
    one = view.figures[-1]
    assert (
        another_series(FigureRead(view, one.start, one.end, ("KEN",), indicator, ""), None) == told
    )


def test_those_who_did_live_in_cities_and_their_rate_are_read_on() -> None:
    text = "Half of Latin Americans lived in cities in 1960, and 80 percent did in 2015."
    assert states(text, "80 percent") == ["sure"]
    text = ("# Women in Kenya\n\nWomen in Kenya work. In 2020 their participation rate was 47 per "
            "cent. Women work less than men.")  # fmt: skip
    assert all("another series" not in one.doubt.words
               for one in read_text(text, "2023-01") if one.doubt is not None)  # fmt: skip
