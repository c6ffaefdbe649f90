"""A head that tells a growth is of no level, and of the growth of nothing that it does not name."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text
from sources.reading.sentences.model import ReadFigure


def read(text: str, phrase: str) -> ReadFigure:
    return next(one for one in read_text(text, "2021-05") if one.phrase == phrase)


@pytest.mark.parametrize(
    "head", ["population growth", "population_growth", "Population growth rate"]
)
def test_a_growth_of_population_is_no_density(head: str) -> None:
    found = read(f"| country | year | {head} |\n|---|---|---|\n| Rwanda | 2018 | 2.6 |\n", "2.6")
    assert found.state == "unsure"
    assert found.reading is not None and found.reading.indicator == "population_growth"


_ROWS = "|---|---|---|\n| 2000 | 30.9 | 2.7 |\n| 2010 | 41.5 | 2.8 |\n"


@pytest.mark.parametrize(
    "head",
    [
        "| Year | Population of Kenya (m) | Annual growth (%) |\n",
        "Population of Kenya\n\n| Year | Million | Annual growth (%) |\n",
        "| Year | Population of Kenya (m) | Growth rate (%) |\n",
        "| Year | GDP per capita of Kenya ($) | Annual growth (%) |\n",
    ],
)
def test_growth_beside_a_population_is_not_surely_of_output(head: str) -> None:
    assert read(head + _ROWS, "2.7").state == "unsure"


@pytest.mark.parametrize(
    "head",
    [
        "| Year | GDP of Kenya ($ billion) | Annual growth (%) |\n",
        "| Year | Population of Kenya (m) | GDP growth (%) |\n",
        "The economy of Kenya\n\n| Year | GDP ($ billion) | Annual growth (%) |\n",
    ],
)
def test_growth_beside_output_stays_sure(head: str) -> None:
    found = read(head + _ROWS, "2.7")
    assert found.state == "sure"
    assert found.reading is not None and found.reading.indicator == "gdp_growth"
