"""A figure behind an inserted comparison is not surely of whom another is held against."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text
from sources.reading.sentences.model import ReadFigure


def read(text: str, phrase: str) -> ReadFigure:
    return next(one for one in read_text(text, published="2026-03") if phrase in one.phrase)


@pytest.mark.parametrize(
    ("text", "phrase", "other"),
    [
        ("Sweden's population, larger than that of Norway, was 10.6 million in 2024.",
         "10.6 million", "NOR"),
        ("Ghana's life expectancy, longer than that of Togo, was 65.5 years in 2023.",
         "65.5 years", "TGO"),
        ("Norway's urban share, slightly below that of Sweden, was 83.3% in 2024.",
         "83.3%", "SWE"),
        ("Sweden's urban share, slightly above Norway's, was 88.9% in 2024.", "88.9%", "NOR"),
        ("Sweden's unemployment, which is higher than that of Norway, was 8.4% in 2024.",
         "8.4%", "NOR"),
        ("Poland's inflation was worse than that of Sweden, at 14.4% in 2022.", "14.4%", "SWE"),
        ("Sweden's population, larger than that of Norway, the smaller country, was 10.6 million "
         "in 2024.", "10.6 million", "NOR"),
    ],
)  # fmt: skip
def test_an_inserted_comparison_gives_no_figure_to_whom_it_names(
    text: str, phrase: str, other: str
) -> None:
    found = read(text, phrase)
    assert found.reading is not None
    assert found.state == "unsure" or found.reading.areas != (other,)


@pytest.mark.parametrize(
    ("text", "phrase", "area"),
    [
        ("Sweden's population is larger than that of Norway, which was 5.5 million in 2024.",
         "5.5 million", "NOR"),
        ("Sweden's population was 10.6 million in 2024, larger than that of Norway.",
         "10.6 million", "SWE"),
        ("Sweden's population, larger than Norway's 5.5 million, was 10.6 million in 2024.",
         "10.6 million", "SWE"),
    ],
)  # fmt: skip
def test_what_a_relative_clause_or_the_subject_has_stays_sure(
    text: str, phrase: str, area: str
) -> None:
    found = read(text, phrase)
    assert found.reading is not None
    assert (found.state, found.reading.areas) == ("sure", (area,))
