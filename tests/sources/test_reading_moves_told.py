"""A rate behind two of the same, or behind one by the thousand; words of a series' own name."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text

JUMPED = "In Sweden, inflation jumped from 2.2% in 2017 to 8.4% in 2018, "


@pytest.mark.parametrize("move", ["a rise of 6.2%", "an increase of about 6.2 per cent"])
def test_a_rise_in_per_cent_behind_two_rates_is_not_surely_a_rate(move: str) -> None:
    one = read_text(f"{JUMPED}{move}.", "2019")[-1]
    assert one.state == "unsure"


def test_the_word_that_leaves_a_rate_open_is_told() -> None:
    doubt = read_text(f"{JUMPED}a rise of 6.2%.", "2019")[-1].doubt
    assert doubt is not None
    assert doubt.words == "“rise” may tell by how much the two before it differ"


def test_a_rise_in_points_behind_two_rates_is_their_change() -> None:
    one = read_text(f"{JUMPED}a rise of 6.2 percentage points.", "2019")[-1]
    assert one.reading is not None
    assert (one.state, one.reading.measure) == ("sure", "change")


@pytest.mark.parametrize("before", ["", "Pressure is high. "])
def test_a_rate_behind_one_told_by_the_thousand_is_of_its_own_words(before: str) -> None:
    text = (
        f"{before}In 2017 Nigeria had a crude birth rate of 38.4 per 1,000 people and a crude "
        "death rate of 12.1."
    )
    birth, death = read_text(text, "2020-04")
    assert birth.reading is not None and death.reading is not None
    assert (birth.reading.indicator, death.reading.indicator) == ("birth_rate", "death_rate")
    assert death.state == "sure"


def test_a_rate_that_goes_on_with_one_told_by_the_thousand_stays_of_it() -> None:
    text = "In Kenya, the birth rate was 30 per 1,000 people and it fell to 25 in 2016."
    assert [one.reading and one.reading.indicator for one in read_text(text, "2020")] == [
        "birth_rate",
        "birth_rate",
    ]


def test_what_the_name_of_a_series_says_too_does_not_narrow_it_down() -> None:
    text = (
        "The share of the population using at least basic drinking water services in Nigeria "
        "increased from 48.2% in 2000 to 71.4% in 2017."
    )
    whole = text.replace(" in Nigeria ", " ").replace("2017.", "2017 in Nigeria.")
    [one] = read_text(whole, "2020")
    assert one.reading is not None
    assert (one.state, one.reading.indicator) == ("sure", "basic_water")
    [other] = read_text(whole.replace("using", "paying for"), "2020")
    assert other.state == "unsure"
