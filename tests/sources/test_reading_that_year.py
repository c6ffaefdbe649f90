"""Which year "in that year" goes back to: the one named last, or none that is sure."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text

_LIST = "Kenya had 47.2 million people in that year, Uganda 40.1 million and Tanzania 53.9 million."


@pytest.mark.parametrize(
    "before",
    [
        "Ethiopia, with 99.9 million inhabitants in 2015, is almost ten times as populous as "
        "Burundi, which had 10.2 million.",
        "The survey was held in 2016. Ethiopia, with 99.9 million inhabitants in 2015, is the most "
        "populous.",
        "The survey was held in 2016. The war, which began in 2015, is far from over.",
    ],
)
def test_that_year_is_the_one_named_last(before: str) -> None:
    text = f"{before} {_LIST}"
    last = read_text(text, "2018-12")[-3:]
    assert [one.state for one in last] == ["sure"] * 3
    assert {one.reading and one.reading.period.end for one in last} == {2015}


@pytest.mark.parametrize(
    "before",
    [
        "In 2015 life expectancy in Kenya was 66.7 years, up from 51.8 years in 2000.",
        "Inflation in Kenya was 6.6 per cent in 2015. Three years later it was lower.",
    ],
)
def test_that_year_behind_two_years_is_not_sure(before: str) -> None:
    last = read_text(f"{before} Kenya had 47.2 million people in that year.", "2018-12")[-1]
    assert last.state == "unsure"
    assert last.doubt is not None
    assert last.doubt.about == "when"
