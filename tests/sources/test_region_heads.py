"""A region or the world that only a heading names is whom a section is of, or not surely."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text
from sources.reading.sentences.model import ReadFigure


def read(text: str, phrase: str) -> ReadFigure:
    return next(one for one in read_text(text, "2026-03") if one.phrase == phrase)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("WORLD BRIEFS\n\nLIMA — The fertility rate was 1.98 in 2023.", "1.98"),
        ("WORLD BRIEFS\n\nMÉRIDA (Reuters) - The fertility rate was 1.98 in 2023.", "1.98"),
        ("# World\n\nThe country's population was 19.7 million in 2023.", "19.7 million"),
        ("# World\n\nWe live long. Life expectancy was 77.7 years in 2023.", "77.7 years"),
        ("# World\n\nPeru has done well. Its people eat better. In the villages, too, it shows."
         " Life expectancy was 77.7 years in 2023.", "77.7 years"),
        ("# World\n\nIn Lusaka it is the rainy season. Life expectancy was 66.3 years in 2023.",
         "66.3 years"),
        ("# A small country in a big world\n\nLife expectancy was 77.7 years in 2023.",
         "77.7 years"),
        ("# Letter from Africa\n\nIt rains. Life expectancy was 66.3 years in 2023.",
         "66.3 years"),
        ("# Africa's giant\n\nThe population was 227.9 million in 2023.", "227.9 million"),
        ("# Europe's oldest nation\n\nThe fertility rate was 1.3 in 2023.", "1.3"),
        ("SUB-SAHARAN AFRICA IN BRIEF\n\nLUSAKA: The harvest was good. The fertility rate was 4.1"
         " in 2023.", "4.1"),
        ("EUROPEAN UNION WATCH\n\nTallinn: A new law. The fertility rate was 1.31 in 2023.",
         "1.31"),
    ],
)  # fmt: skip
def test_a_region_of_a_heading_is_open_where_another_may_be_told_of(text: str, phrase: str) -> None:
    assert read(text, phrase).state == "unsure"


@pytest.mark.parametrize(
    ("text", "phrase", "area"),
    [
        ("# World population\n\nLife expectancy was 73.3 years in 2023.", "73.3 years", "WLD"),
        ("# Sub-Saharan Africa\n\nThe fertility rate was 4.3 in 2023.", "4.3", "SSF"),
        ("# Africa: health\n\nLife expectancy was 63.8 years in 2023.", "63.8 years", "m49-002"),
        ("# The world in figures\n\nHealth: It is better. Life expectancy was 73.3 years in 2023.",
         "73.3 years", "WLD"),
        ("# Letter from Africa\n\nIn 2023 life expectancy in Africa was 63.8 years.", "63.8 years",
         "m49-002"),
        ("WORLD BRIEFS\n\nLIMA — Peru's fertility rate was 1.98 in 2023.", "1.98", "PER"),
    ],
)  # fmt: skip
def test_a_region_that_is_named_or_heads_alone_stays_sure(
    text: str, phrase: str, area: str
) -> None:
    found = read(text, phrase)
    assert found.state == "sure" and found.reading is not None
    assert found.reading.areas == (area,)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("# The world in figures\n\n## Antananarivo calling\n\nThe fertility rate was 4.0 in 2023.",
         "4.0"),
        ("# Latin America and the Caribbean\n\nThe landlocked state has no coast. Life expectancy"
         " was 68.6 years in 2023.", "68.6 years"),
        ("AFRICA – HEALTH\n\nDr Banda works in Zomba. Life expectancy was 67.4 years in 2023.",
         "67.4 years"),
    ],
)  # fmt: skip
def test_one_of_its_states_or_a_place_leaves_the_region_of_a_heading_open(
    text: str, phrase: str
) -> None:
    assert read(text, phrase).state == "unsure"
