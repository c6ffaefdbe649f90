"""Facts of texts that nobody here wrote can be stated in a register, by names alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.written import CHECKABLE, write

LABELS = Path(__file__).resolve().parents[2] / "benchmarks" / "labels" / "worked"
EVERY = 12


def label(phrase: str, area: str, measure: str, **more: Any) -> dict[str, Any]:
    fields = {"id": "x-1", "sentence": f"It is {phrase} more.", "years": "2015"}
    source = {"title": "X", "published": "2017"}
    named = {"phrase": phrase, "area": area, "measure": measure, "source": source}
    return {**fields, **named, "indicator": {"wdi": "SP.POP.TOTL", "un": ""}, **more}


def test_most_facts_can_be_written_with_no_list_typed_in() -> None:
    lines = (LABELS / "labels.jsonl").read_text(encoding="utf-8").splitlines()
    labels = [one for one in map(json.loads, lines) if one["checkable"] in CHECKABLE][::EVERY]
    written = [write(one) for one in labels]
    assert len(written) > 30
    # Most of the others state a unit that stands elsewhere in their text, not at the figure.
    assert sum(one.paper is not None for one in written) >= 0.75 * len(written)
    assert all(one.fault for one in written if one.paper is None)


@pytest.mark.parametrize(
    ("area", "expression"),
    [
        ("G:ASEAN10", "ASEAN"),
        ("G:EU28", "EU"),
        ("OED", "OECD"),
        ("VNM+KHM", "VNM + KHM"),
        ("G:LatinAmerica", "LCN"),
    ],
)
def test_an_area_is_found_by_its_name(area: str, expression: str) -> None:
    assert write(label("628 million", area, "level")).keys["area"] == expression


def test_what_cannot_be_written_is_told() -> None:
    assert "no area is called" in write(label("5 million", "G:Nowhere", "level")).fault
    assert "among whom" in write(label("3rd largest", "CHN", "rank")).fault
    assert "no measure is" in write(label("5 million", "CHN", "estimated_effect")).fault
    assert "with whom" in write(label("5%", "CHN", "bilateral_share")).fault
    nameless = label("5 million", "CHN", "level", indicator={"wdi": "", "un": "Comtrade"})
    assert "no series is named: Comtrade" in write(nameless).fault


def test_trade_between_two_areas_is_a_share_of_what_one_of_them_reports() -> None:
    written = write(label("42%", "MMR>G:ASEAN10", "bilateral_share"))
    assert written.paper is not None
    assert (written.keys["indicator"], written.keys["area"]) == ("comtrade:TOTAL.MMR", "ASEAN")


def test_more_of_the_sentence_is_quoted_where_the_words_alone_hold_no_unit() -> None:
    share = label("12", "CHN", "share_of_world", sentence="A rise from 12 per cent then.")
    assert write(share).keys["phrase"] == "12 per cent"


@pytest.mark.parametrize(
    ("said", "age"),
    [
        ("Half of its people are under 30 years old.", "0-29"),
        ("Half of its people are 65 and over.", "65+"),
        ("Half of them are aged 15 to 24.", "15-24"),
    ],
)
def test_people_of_an_age_are_a_share_of_all_people(said: str, age: str) -> None:
    by_age = {"wdi": "", "un": "WPP:pop-by-age"}
    one = label("Half", "G:ASEAN10", "share_of_own_total", sentence=said, indicator=by_age)
    written = write(one)
    assert written.paper is not None, written.fault
    assert written.keys["indicator"] == f"wpp:WPP.POP.TOTAL;AGE={age}"
    assert (written.keys["measure"], written.keys["of"]) == ("share", "population")


def test_a_share_that_is_held_against_what_it_was_is_written() -> None:
    written = write(label("twice", "LDC", "ratio_over_time_of_share", years="2001-2012"))
    assert written.paper is not None, written.fault
    keys = [written.keys[name] for name in ("measure", "of", "to", "period")]
    assert keys == ["ratio", "world", "2001", "2001-2012"]
