"""What is told by the head, or of nobody that its sentence names, is not surely of the whole."""

from __future__ import annotations

import pytest
from readings import read_at


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        (
            "GDP was $15.6 billion in 2016 in Botswana, or $6,900 per inhabitant, and real growth "
            "in that year was 4.5 percent.",
            "4.5",
        ),
        ("In 2015 Kazakhstan had much arable land, 1.7 hectares for each inhabitant.", "1.7"),
    ],
)
def test_a_figure_by_the_head_or_not_is_open(text: str, phrase: str) -> None:
    assert read_at(text, phrase).state == "unsure"


def test_growth_of_gdp_per_head_stays_sure_where_it_is_named() -> None:
    one = read_at("In Kenya GDP per capita grew by 3 per cent in 2016.", "3 per cent")
    assert one.state == "sure"
