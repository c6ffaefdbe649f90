"""Which series a figure's own words name, where others stand near: sources, ages, sexes, rates."""

from __future__ import annotations

import pytest
from readings import read_at, series_at

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


@pytest.mark.parametrize(
    ("text", "phrase", "code", "of"),
    [
        (
            "In 2015 Tonga's exports paid for a third of its imports.",
            "a third",
            "exports",
            "imports",
        ),
        (
            "In 2015 Greece's exports of goods covered half of its imports of goods.",
            "half",
            "merchandise_exports",
            "merchandise_imports",
        ),
        ("In 2015 Lebanon exported a sixth of what it imported.", "a sixth", "exports", "imports"),
    ],
)
def test_one_sum_of_trade_is_a_part_of_another_and_open(
    text: str, phrase: str, code: str, of: str
) -> None:
    read = read_at(text, phrase)
    assert read.reading is not None and read.state == "unsure"
    assert (read.reading.measure, read.reading.indicator) == ("share", code)
    assert read.reading.of == of


@pytest.mark.parametrize(
    ("text", "phrase", "code"),
    [
        (
            "In 2016, one in five children of primary school age in Africa did not go to school. "
            "Nigeria is home to 10 million of these children.",
            "10 million",
            "SE.PRM.UNER",
        ),
        (
            "The population of Peru reached 31 million in 2016. It grew 1.2% that year.",
            "1.2",
            "SP.POP.GROW",
        ),
        (
            "In Mali 47 per cent of the population is under 15. In Japan the figure is 13 per "
            "cent, and one person in four is past retirement age.",
            "13",
            "SP.POP.0014.TO.ZS",
        ),
        (
            "Farms made 57% of Myanmar's output in 2000, while the share of industry more than "
            "tripled to 34% by 2015.",
            "more than tripled",
            "NV.IND.TOTL.ZS",
        ),
        (
            "Services in Mali grew 6.8% in 2016, while agriculture, which makes a quarter of GDP, "
            "managed 4.1%.",
            "4.1",
            "NV.AGR.TOTL.KD.ZG",
        ),
        (
            "Poland emitted 286 million tonnes of CO2 in 2014, six times as much as Sweden, though "
            "it has only four times as many people.",
            "four",
            "SP.POP.TOTL",
        ),
        (
            "In 2015, 80 per cent of Poland's power came from coal. Renewable sources gave 13 per "
            "cent.",
            "13",
            "EG.ELC.RNEW.ZS",
        ),
    ],
)
def test_what_goes_on_with_what_was_told_is_of_the_same(text: str, phrase: str, code: str) -> None:
    assert code_at(text, phrase) == code


def test_a_part_of_mankind_is_told_by_where_it_lives() -> None:
    read = read_at("In 2016 six out of ten people lived in Asia.", "six out of ten")
    assert read.reading is not None
    assert (read.reading.measure, read.reading.of) == ("share", "world")


def test_hectares_hold_for_the_other_end_of_a_move() -> None:
    text = "Brazil's forests shrank to 497 million hectares in 2015 from 589 million in 1990."
    assert code_at(text, "589") == "AG.LND.FRST.K2"


@pytest.mark.parametrize(
    ("text", "phrase", "code"),
    [
        (
            "In Indonesia the number of townspeople rose eightfold from 1970.",
            "eight",
            "SP.URB.TOTL",
        ),
        ("In 2015 women lived ten years longer than men in Russia.", "ten", "SP.DYN.LE00.FE.IN"),
        (
            "In Mali the share of industry in GDP rose from 14 to 16 per cent by 2010, while that "
            "of agriculture fell to 4 per cent.",
            "4 per cent",
            "NV.AGR.TOTL.ZS",
        ),
        (
            "Female participation in the Chilean labour force was 53% in 2016.",
            "53",
            "SL.TLF.CACT.FE.ZS",
        ),
        (
            "Worldwide 5 million children died before their fifth birthday in 2016. South Asia "
            "accounted for more than a quarter of the deaths of 2016.",
            "a quarter",
            "SH.DTH.MORT",
        ),
        (
            "Youth literacy in Chad was 31 per cent in 2016; among adults it was 22 per cent.",
            "22",
            "SE.ADT.LITR.ZS",
        ),
        (
            "Four in ten villagers in Cambodia are poor, and three in ten villagers defecate in "
            "the open.",
            "three in ten",
            "SH.STA.ODFC.RU.ZS",
        ),
        ("Turkey took in 3.4 million refugees from Syria in 2017.", "3.4", "SM.POP.REFG"),
    ],
)
def test_numbers_shares_and_folk_name_their_own_series(text: str, phrase: str, code: str) -> None:
    assert code_at(text, phrase) == code
