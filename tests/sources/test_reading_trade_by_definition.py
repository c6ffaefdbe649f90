"""Trade named by what it is, exports plus imports, is trade."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text


@pytest.mark.parametrize(
    "text",
    [
        "In 2022 exports plus imports of goods and services came to 183.8% of GDP in Viet Nam.",
        "In 2022 the sum of exports and imports of goods and services was 183.8% of GDP in "
        "Viet Nam.",
        "Trade (exports plus imports of goods and services) amounted to 183.8% of GDP in Viet Nam "
        "in 2022.",
    ],
)
def test_exports_plus_imports_are_trade(text: str) -> None:
    (one,) = read_text(text, "2024")
    assert one.reading is not None
    assert one.reading.indicator == "trade_gdp"


def test_exports_and_imports_with_a_figure_each_are_no_trade() -> None:
    text = "In 2022 exports were 93% of GDP and imports of goods and services 90% in Viet Nam."
    read = [one.reading.indicator for one in read_text(text, "2024") if one.reading]
    assert read == ["exports_gdp", "imports_gdp"]
