"""Which series a figure's own words name, where others stand near: sources, ages, sexes, rates."""

from __future__ import annotations

import pytest
from readings import series_at

from sources.reference.concepts import concept_for


def code_at(text: str, phrase: str) -> str:
    """The World Bank's code of the series read at a figure."""
    series = series_at(text, phrase)
    return series.removeprefix("wdi:") if ":" in series else concept_for(series).codes["wdi"]


@pytest.mark.parametrize(
    ("text", "phrase", "code"),
    [
        (
            "In 2015, 72 per cent of the electricity that Kenya made came from water, wind and the "
            "sun.",
            "72",
            "EG.ELC.RNEW.ZS",
        ),
        ("Coal, gas and oil made 87 per cent of Poland's power in 2015.", "87", "EG.ELC.FOSL.ZS"),
        (
            "Only 2% of Sweden's power was made from coal, oil and gas in 2014.",
            "2",
            "EG.ELC.FOSL.ZS",
        ),
        ("In 2015 coal gave 80 per cent of Poland's power.", "80", "EG.ELC.COAL.ZS"),
    ],
)
def test_several_sources_of_power_are_one_share(text: str, phrase: str, code: str) -> None:
    assert code_at(text, phrase) == code


@pytest.mark.parametrize(
    ("text", "phrase", "code"),
    [
        (
            "A woman born in Moldova in 2015 can expect to live 75 years, a man only 66.",
            "75",
            "SP.DYN.LE00.FE.IN",
        ),
        (
            "A girl born in Fiji in 2015 may expect to live to 78; her twin brother to 70.",
            "70",
            "SP.DYN.LE00.MA.IN",
        ),
        (
            "In higher education girls in Jordan have overtaken boys: 36 per cent were enrolled "
            "in 2015.",
            "36",
            "SE.TER.ENRR.FE",
        ),
        (
            "Women in Malawi have fewer babies, but 40 per cent of the country's young children "
            "were too short for their age in 2015.",
            "40",
            "SH.STA.STNT.ZS",
        ),
        (
            "Among the young, unemployment in Spain has been cut, from 53 per cent in 2014 to 39 "
            "per cent in 2017.",
            "39",
            "SL.UEM.1524.ZS",
        ),
    ],
)
def test_whose_a_figure_is_goes_by_who_is_told_of(text: str, phrase: str, code: str) -> None:
    assert code_at(text, phrase) == code


@pytest.mark.parametrize(
    ("text", "phrase", "code"),
    [
        (
            "Of every thousand children born in Mali, 77 died before their fifth birthday in 2010.",
            "77",
            "SH.DYN.MORT",
        ),
        (
            "Of 1,000 born alive in 2015, 139 died before the age of five in Chad.",
            "139",
            "SH.DYN.MORT",
        ),
        (
            "Twenty-four in every hundred of us in Portugal are over 65.",
            "Twenty-four",
            "SP.POP.65UP.TO.ZS",
        ),
    ],
)
def test_so_many_of_a_thousand_or_a_hundred_are_a_rate(text: str, phrase: str, code: str) -> None:
    assert code_at(text, phrase) == code


@pytest.mark.parametrize(
    ("text", "phrase", "code"),
    [
        (
            "Two in five women of working age in Fiji were in the labour force in 2015.",
            "Two in five",
            "SL.TLF.CACT.FE.ZS",
        ),
        ("One child in four under five in Chad is stunted.", "One child in four", "SH.STA.STNT.ZS"),
        ("Lebanon shelters over 900,000 people who fled Syria.", "900,000", "SM.POP.REFG"),
        (
            "Farms employ half of Myanmar's workers, and 70% of the 51 million inhabitants live in "
            "rural areas.",
            "51 million",
            "SP.POP.TOTL",
        ),
    ],
)
def test_an_age_a_flight_or_a_place_only_says_of_whom(text: str, phrase: str, code: str) -> None:
    assert code_at(text, phrase) == code


def test_a_verb_of_output_has_a_rate_of_its_own_beside_one_per_head() -> None:
    text = "After GDP per capita rose by 4% in 2014, output in Mali shrank by 2.1% in 2015."
    assert code_at(text, "2.1") == "NY.GDP.MKTP.KD.ZG"


def test_the_latter_is_the_last_of_two() -> None:
    text = (
        "In 2015 India's exports of services grew faster than its exports of goods. "
        "The latter stood at $260 billion."
    )
    assert code_at(text, "$260") == "TX.VAL.MRCH.CD.WT"
