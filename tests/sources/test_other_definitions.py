"""The table of other definitions, and words that tell whose count a figure is."""

from __future__ import annotations

import pytest

from sources.reference.concepts import concept_for
from sources.reference.series import find_series
from sources.registers.other_definitions import (
    counted_by,
    definitions_by_code,
    is_by_other,
)
from sources.snapshots.load import load_snapshot
from sources.snapshots.needs import Wanted

PAIRS = (("SL.UEM.TOTL.ZS", "SL.UEM.TOTL.NE.ZS"), ("SH.STA.MMRT", "SH.STA.MMRT.NE"))


def test_every_series_of_the_table_is_in_the_catalogue() -> None:
    rows = definitions_by_code()
    assert all(find_series("wdi", code) is not None for code in rows)
    others = [concept_for(name) for row in rows.values() for name in row.others]
    assert others
    assert all(one.codes["wdi"] in rows for one in others)


def test_definitions_lie_no_further_apart_than_the_table_says() -> None:
    codes = frozenset(code for pair in PAIRS for code in pair)
    found = load_snapshot(["embedded"], Wanted({"wdi": codes})).observations
    wide = found.pivot_table(
        index=["vintage", "ref_area", "time_period"], columns="indicator", values="obs_value"
    )
    count = further = 0
    for own, other in PAIRS:
        row, both = definitions_by_code()[own], wide[[own, other]].dropna()
        both = both[(both[own] > 0) & (both[other] > 0)]
        assert row.apart is not None
        count += len(both)
        further += sum(
            not row.may_explain(stated, value)
            for stated, value in zip(both[other], both[own], strict=True)
        )
    assert count > 1_500
    assert further <= 3


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("It was 23%, according to the National Bureau of Statistics.",
         "according to the National Bureau of Statistics"),
        ("Official figures show 9.4%.", "Official figures"),
        ("Eurostat says that it was 54.6%.", "Eurostat says"),
        ("It was 512, the DHS found.", "the DHS found"),
        ("It was 34%, the ministry said.", "the ministry said"),
        ("According to national statistics it was 19%.", "According to national statistics"),
        ("National data put it at 19%.", "National data put"),
        ("By the labour force survey it was 19%.", "labour force survey"),
        ("Figures from Mexico's INEGI put it at 3%.", "Figures from Mexico's INEGI"),
    ],
)  # fmt: skip
def test_whose_count_it_is_is_told(sentence: str, who: str) -> None:
    assert counted_by(sentence) == who


@pytest.mark.parametrize(
    "sentence",
    [
        "OECD countries had 5%.",
        "Two national figures spoke, and 5% came.",
        "According to the World Bank it was 5%.",
        "The UN refugee agency says that it was 5%.",
        "The International Labour Organization estimates 5%.",
        "Government debt was 5% of GDP.",
        "The institute was founded in 1990 and had 5 members.",
    ],
)
def test_those_whose_counts_are_published_are_nobody_else(sentence: str) -> None:
    assert counted_by(sentence) == ""


def test_what_is_by_another_definition_is_of_the_same_thing() -> None:
    assert is_by_other("unemployment", "unemployment_national")
    assert not is_by_other("unemployment", "unemployment_youth")
    assert not is_by_other("population", "unemployment_national")
