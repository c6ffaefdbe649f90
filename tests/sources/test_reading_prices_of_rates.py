"""At which prices rates are told says nothing of sums; current prices are no real growth."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text

TEXT = "Malaysia's GDP grew 5.1% in 2024. Its GDP per capita was $11,386 in 2023. {}"


@pytest.mark.parametrize(
    ("note", "state"),
    [
        ("Figures are annual rates at constant prices.", "sure"),
        ("All growth rates are in real terms.", "sure"),
        ("All figures are at constant prices.", "unsure"),
        ("Growth rates and sums are at constant prices.", "unsure"),
    ],
)
def test_a_note_on_rates_leaves_no_sum_open(note: str, state: str) -> None:
    read = read_text(TEXT.format(note), "2026")
    assert [one.state for one in read if one.figure.unit == "usd"] == [state]


def test_a_sum_in_current_prices_is_of_no_real_growth() -> None:
    text = "Viet Nam's GDP rose from US$147.2 billion in 2010 to US$433.9 billion in 2023 in {}."
    assert read_text(text.format("current prices"), "2026")[0].state == "sure"
    grew = read_text("Viet Nam's GDP grew by 5% in current prices in 2023.", "2026")[0]
    assert grew.state == "unsure"
