"""Tables whose heads are the names and codes of a catalogue, as the Bank hands them on."""

from __future__ import annotations

import pytest

from sources.model import Period
from sources.reading.read import read_text
from sources.reading.sentences.model import ReadFigure
from sources.reference.series import series_named


def claims(text: str) -> list[ReadFigure]:
    return [one for one in read_text(text, "2022-03") if one.kind == "claim"]


def said(text: str) -> list[tuple[str, str, tuple[str, ...], int | None]]:
    """What each value of a table is of, surely."""
    assert all(one.state == "sure" and one.reading is not None for one in claims(text))
    return [
        (one.phrase, one.reading.indicator, one.reading.areas, one.reading.period.end)
        for one in claims(text)
        if one.reading is not None
    ]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Population, total", "SP.POP.TOTL"),
        ("population, TOTAL", "SP.POP.TOTL"),
        ("SP.POP.TOTL", "SP.POP.TOTL"),
        ("GDP (constant 2010 US$)", "NY.GDP.MKTP.KD"),
        ("Unemployment, total (% of total labour force) (modelled ILO estimate)",
         "SL.UEM.TOTL.ZS"),
        ("Unemployment, total (% of total labor force) (national estimate)",
         "SL.UEM.TOTL.NE.ZS"),
        ("SH_DYN_MORT", "SH_DYN_MORT"),
    ],
)  # fmt: skip
def test_a_series_is_found_by_the_name_of_its_catalogue(words: str, code: str) -> None:
    found = series_named(words)
    assert found is not None and found.code == code


@pytest.mark.parametrize(
    "words",
    ["Population", "Population of the capital", "Inflation", "",
     "Poverty headcount ratio at $2.15 a day (2017 PPP) (% of population)"],
)  # fmt: skip
def test_words_that_are_no_name_of_a_catalogue_name_none(words: str) -> None:
    assert series_named(words) is None


def test_databank_hands_on_a_row_a_country_and_series() -> None:
    text = (
        "Country Name,Country Code,Series Name,Series Code,2015 [YR2015],2016 [YR2016]\n"
        'Kenya,KEN,"Population, total",SP.POP.TOTL,46851488,47894670\n'
        "Kenya,KEN,Access to electricity (% of population),EG.ELC.ACCS.ZS,41.6,53.1\n"
        'Uganda,UGA,"Population, total",SP.POP.TOTL,37477356,\n'
    )
    assert said(text) == [
        ("46851488", "population", ("KEN",), 2015),
        ("47894670", "population", ("KEN",), 2016),
        ("41.6", "electricity_access", ("KEN",), 2015),
        ("53.1", "electricity_access", ("KEN",), 2016),
        ("37477356", "population", ("UGA",), 2015),
    ]


def test_quoted_fields_hold_commas() -> None:
    text = (
        '"Country","Code","Indicator","2018"\n'
        '"Kenya","KEN","Population, total","51,392,565"\n'
        '"Uganda","UGA","Population, total","42,723,139"\n'
    )
    assert said(text) == [
        ("51,392,565", "population", ("KEN",), 2018),
        ("42,723,139", "population", ("UGA",), 2018),
    ]


def test_a_column_a_code_and_a_record_a_value() -> None:
    wide = "iso3c,date,SP.POP.TOTL,SP.DYN.LE00.IN\nKEN,2015,46851488,61.7\nMAR,2015,34663608,75.3\n"
    long = (
        "iso3,year,indicator,value\nKEN,2015,SP.POP.TOTL,46851488\nUGA,2015,EG.ELC.ACCS.ZS,18.5\n"
    )
    assert said(wide) == [
        ("46851488", "population", ("KEN",), 2015),
        ("61.7", "life_expectancy", ("KEN",), 2015),
        ("34663608", "population", ("MAR",), 2015),
        ("75.3", "life_expectancy", ("MAR",), 2015),
    ]
    assert said(long) == [
        ("46851488", "population", ("KEN",), 2015),
        ("18.5", "electricity_access", ("UGA",), 2015),
    ]


def test_numbers_of_targets_and_areas_are_labels() -> None:
    text = (
        "Goal,Target,Indicator,SeriesCode,GeoAreaCode,GeoAreaName,TimePeriod,Value\n"
        "3,3.2,3.2.1,SH_DYN_MORT,404,Kenya,2015,48.7\n"
        "3,3.2,3.2.1,SH_DYN_MORT,800,Uganda,2015,54.1\n"
    )
    read = read_text(text, "2022-03")
    assert {one.phrase for one in read if one.kind == "label"} >= {"3", "3.2"}
    assert [one.phrase for one in claims(text)] == ["48.7", "54.1"]
    assert {one.reading.indicator for one in claims(text) if one.reading} == {
        "under_five_mortality"
    }


TABLE = "# Kenya\n\n| Indicator | Unit | 2019 |\n|---|---|---|\n"


@pytest.mark.parametrize(
    ("row", "indicator", "unit", "scale"),
    [
        ("| Access to electricity | % of population | 69.7 |", "electricity_access", "percent", 1),
        ("| GDP (current US$) | billion | 100.4 |", "gdp_current_usd", "USD", 10**9),
        ("| GDP (current US$) | US$ thousand | 82,036,506 |", "gdp_current_usd", "USD", 1000),
        ("| Population, total | thousands | 51,393 |", "population", "", 1000),
        ("| Land area (sq. km) | | 569,140 |", "land_area", "", 1),
        ("| Urban population | | 14,114,000 |", "urban_population", "", 1),
    ],
)
def test_the_name_tells_the_unit_and_a_unit_beside_it_the_scale(
    row: str, indicator: str, unit: str, scale: int
) -> None:
    (one,) = claims(f"{TABLE}{row}\n| Exports | % of GDP | 12.0 |\n")[:1]
    assert one.state == "sure" and one.reading is not None
    assert (one.reading.indicator, one.unit, one.scale) == (indicator, unit, scale)
    assert one.reading.period == Period(2019, 2019)


@pytest.mark.parametrize(
    "row",
    [
        "| Urban population | % | 27.5 |",
        "| Population, total, of the capital | | 4,397,073 |",
        "| GDP (current US$) | | 100.4 |",
        "| Population, total | % | 3.1 |",
    ],
)
def test_what_more_is_told_than_the_name_leaves_it_to_its_words(row: str) -> None:
    (one,) = claims(f"{TABLE}{row}\n| Exports | % of GDP | 12.0 |\n")[:1]
    is_listed = one.reading is not None and "is what its head names" in one.why
    assert not is_listed


@pytest.mark.parametrize("row", ["| Bakeries | number | 9,100 |", "| Happiness | points | 7.1 |"])
def test_a_row_that_names_nothing_known_is_not_of_the_row_above(row: str) -> None:
    rows = f"| Life expectancy at birth | years | 66.7 |\n{row}\n"
    assert claims(TABLE + rows)[-1].reading is None


def test_a_country_without_values_breaks_no_table() -> None:
    text = (
        "country,year,SP.POP.TOTL,SP.DYN.LE00.IN\nKenya,2015,46851488,61.7\nGuam,2015,,\n"
        "Peru,2015,30470734,75.8\n"
    )
    assert [one[0] for one in said(text)] == ["46851488", "61.7", "30470734", "75.8"]


@pytest.mark.parametrize(
    ("caption", "row"),
    [
        ("Table 1. Main aggregates (US$ thousand)", "|GDP (current US$)|9,000,000|10,000,000|"),
        ("Table 1. Main aggregates, in thousands", "|GDP (current US$)|74,815,137|82,036,506|"),
        ("Table 1. People, in thousands", "|Population, total|147,894|148,948|"),
    ],
)
def test_a_scale_above_a_table_leaves_open_what_its_heads_name(caption: str, row: str) -> None:
    text = f"# Kenya\n\n{caption}\n\n|Indicator|2016|2017|\n|---|---|---|\n{row}\n"
    assert all(one.state == "unsure" for one in claims(text))


LIFE = "Life expectancy at birth, total (years)"
YEARS = "\n\n||2016|2017|\n|---|---|---|\n"
PEOPLE = "|Population (million)|51.6|53.2|\n"


@pytest.mark.parametrize(
    "text",
    [
        f"# Japan 2017\n\n|Indicator|Men|Women|\n|---|---|---|\n|{LIFE}|81.1|87.3|\n",
        f"# {LIFE}\n\n|Country|2017|\n|---|---|\n|Japan, women|87.3|\n|Kenya – rural|60.1|\n",
        "iso3c,residence,year,SH.H2O.BASW.ZS\nKEN,Urban,2017,86.6\nKEN,Rural,2017,50.1\n",
        "iso3c,age,year,SP.POP.TOTL\nKEN,0-14,2017,20352000\nUGA,0-14,2017,20352000\n",
        "ref_area,indicator,unit_mult,time_period,obs_value\nETH,SP.POP.TOTL,3,2017,106400\n"
        "KEN,SP.POP.TOTL,3,2017,50221\n",
        f"# Tanzania{YEARS}|**Mainland**|||\n{PEOPLE}",
        f"# Japan{YEARS}|**Women**|||\n|Life expectancy at birth|87.1|87.3|\n",
        f"# Kenya\n\n|Zanzibar|2016|2017|\n|---|---|---|\n{PEOPLE}",
        f"# Northern Kenya{YEARS}{PEOPLE}",
        "# Population of US states, 2018\n\n|State|Population|\n|---|---|\n|Georgia|10,519,475|\n",
        f"# Tanzania{YEARS}|Population (million)^1|51.6|53.2|\n\n^1 Mainland only.\n",
        f"# Japan{YEARS}|Life expectancy at birth|87.1|87.3|\n\nWomen only.\n",
        "# India\n\n|Indicator|2013/14|2014/15|\n|---|---|---|\n|GDP (US$ billion)|1,857|2,039|\n",
        "# Kenya\n\n|Indicator|Dec 2017|Dec 2018|\n|---|---|---|\n|Inflation (%)|4.5|5.7|\n",
        "# Countries\n\n|Name|Born|Population|\n|---|---|---|\n|Jordan|1976|9,956,000|\n",
        "# Australia\n\n|Indicator|2016|2017|\n|---|---|---|\n|GDP (A$ bn)|1,737|1,800|\n",
        "# Kenya\n\n|Indicator, 2017|%|\n|---|---|\n|Agriculture|6.4|\n|Food|3.3|\n",
    ],
)
def test_what_may_be_of_a_part_or_told_otherwise_is_not_sure(text: str) -> None:
    assert claims(text)
    assert all(one.state == "unsure" for one in claims(text))


@pytest.mark.parametrize(
    ("line", "code"),
    [("$1.90", "SI.POV.GAPS"), ("$3.65", "SI.POV.LMIC.GP"), ("$6.85", "SI.POV.UMIC.GP")],
)
def test_a_poverty_gap_is_that_of_its_line(line: str, code: str) -> None:
    text = f"Kenya's poverty gap at {line} a day was 11.7 per cent in 2015."
    (one,) = [one for one in claims(text) if one.reading is not None]
    assert one.reading is not None and one.reading.indicator == f"wdi:{code}"


def test_the_heads_of_subjects_part_nothing() -> None:
    text = (
        "# Kenya\n\n|Indicator|2016|2017|\n|---|---|---|\n|**Society**|||\n"
        "|Population (million)|47.9|48.9|\n|**Economy and prices**|||\n|Inflation (%)|6.3|8.0|\n"
    )
    assert [one[:2] for one in said(text)] == [
        ("47.9", "population"),
        ("48.9", "population"),
        ("6.3", "inflation"),
        ("8.0", "inflation"),
    ]
