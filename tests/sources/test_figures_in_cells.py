"""Figures in cells set apart by tabs or blanks, and words before a figure that leave it open."""

from __future__ import annotations

import pytest

from sources.figures.parse import find_figures
from sources.reading.read import read_text


@pytest.mark.parametrize(
    ("row", "figures"),
    [
        ("Kenya\t42.0\t53.8", ["42.0", "53.8"]),
        ("Kenya      42.0     53.8", ["42.0", "53.8"]),
        ("U5MR          per 1,000           2.4         4.4", ["2.4", "4.4"]),
        ("Mobile subscriptions (per 100)\t0.4\t12.8", ["0.4", "12.8"]),
        ("Mobile subscriptions (per 100) 0.4", ["0.4"]),
        ("Industry 4.0 is new", []),
        ("42 deaths per 1,000 live births", ["42"]),
    ],
)
def test_the_figure_of_a_cell_is_no_part_of_the_words_in_the_cell_before(
    row: str, figures: list[str]
) -> None:
    assert [one.text for one in find_figures(row)] == figures


def test_what_is_told_of_several_together_is_not_of_the_last_one() -> None:
    text = "Finland had 5,541 thousand inhabitants in 2021 and Austria 8,956 thousand, "
    one = read_text(text + "together 14,497 thousand.", "2022")[-1]
    assert one.reading is not None
    assert (one.state, one.reading.areas) == ("sure", ("FIN + AUT",))


def test_a_sum_that_is_told_as_output_is_no_part_of_it() -> None:
    text = "In 2005 families in Morocco received transfers equal to 6.3% of a GDP of $68.9 billion."
    part, whole = read_text(text, "2007")
    assert part.reading is not None
    assert (part.state, part.reading.indicator) == ("sure", "remittances_gdp")
    assert whole.reading is not None
    assert whole.reading.indicator == "gdp_current_usd"


def test_lines_that_begin_alike_are_a_list_without_marks() -> None:
    lines = [f"Economy of {name}, with a nominal GDP of US$" for name in ("Australia", "Japan")]
    text = "Economy of Peru\n\nSee also\n\n"
    text += f"{lines[0]}927.81 billion (2009)\n{lines[1]}5,231.38 billion (2009)"
    found = [one.reading.areas for one in read_text(text, "2012") if one.reading]
    assert found == [("AUS",), ("JPN",)]
