"""Names and years that are no area and no time of a figure: banks, works cited, classes."""

from __future__ import annotations

import pytest

from sources.reading.dates.other_dates import is_cited
from sources.reading.read import read_text
from sources.reading.sentences.context import View, read_views
from sources.reading.sentences.model import Reading


def view_of(text: str) -> View:
    return read_views(text, 2020)[0]


def last_reading(text: str, published: str = "2022") -> Reading:
    found = [one.reading for one in read_text(text, published) if one.reading is not None]
    return found[-1]


@pytest.mark.parametrize(
    ("text", "areas"),
    [
        ("Yet the World Bank puts health at 2.3 per cent of GDP.", []),
        ("The World Bank’s tables say so (World Bank, 2019).", []),
        ("The World Health Organization and the World Food Programme agree.", []),
        ("World food prices rose.", ["WLD"]),
        ("World trade fell by 5%.", ["WLD"]),
        ("In Ethiopia food stands for three quarters of exports.", ["ETH"]),
        ("In Ethiopia trade fell.", ["ETH"]),
        ("The China Post said so.", []),
        ("It cost 5 Hong Kong dollars.", []),
        ("Jordan is an upper middle-income country.", ["JOR"]),
        ("A child in a low income country often dies.", ["LIC"]),
        ("Upper middle-income countries grew.", ["UMC"]),
    ],
)
def test_a_name_within_another_name_is_no_area(text: str, areas: list[str]) -> None:
    assert [code for one in view_of(text).areas for code in one.areas] == areas


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("Its share is 15 per cent (Amirapu and Subramanian, 2015).", True),
        ("It rose (see Rodrik, 2016; Smith et al., 2017).", True),
        ("Rodrik (2016) finds that 5% left.", True),
        ("Smith et al. (2017) put it at 7%.", True),
        ("It fell to 5% (Germany, 2015).", False),
        ("Its Gini index of 60.5 (2009) is high.", False),
        ("Population (May 2019) was 5 million.", False),
    ],
)
def test_the_year_of_a_work_is_no_year_of_a_figure(text: str, cited: bool) -> None:
    view = view_of(text)
    assert {is_cited(view, year) for year in view.years} == {cited}


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("Peru's GDP grew by 2% in 2020. The slump, which followed growth of 6% in 2019, was deep. "
         "Household spending fell by 7.9%.", 2020),
        ("In Kenya fertility fell from 5.5 to 3.5 births per woman between 1990 and 2012, and 99 "
         "per cent of young women are literate.", None),
        ("Kenya had 48 million people in 2016. Today the urban population is 27 per cent.", None),
        ("Peru received $2 million tourists in 2021, a third of the 4.4 million tourists who "
         "arrived in 2019.", 2019),
        ("In 2019 men in Latvia could expect to live 70.8 years, and Bulgaria's crude death rate "
         "reached 18.0 per 1,000 in 2020.", 2020),
        ("Zambia's GDP contracted by 2.8 per cent in 2020; its external debt had by then reached "
         "165 per cent of national income.", 2020),
    ],
)  # fmt: skip
def test_a_figure_is_of_the_year_that_its_own_words_name(text: str, end: int | None) -> None:
    assert last_reading(text).period.end == end


@pytest.mark.parametrize(
    ("text", "areas"),
    [
        ("Chad is poor. It has 67 million cows. Per head it emitted 0.1 tonnes of CO2 in 2011, "
         "against the 17 tonnes of carbon dioxide per American in 2011.", ("USA",)),
        ("South Africa burns coal. In South Africa nine tenths of electricity come from coal. The "
         "share is 73 per cent in India and two thirds in China.\n\nAccess to electricity rose to "
         "91 per cent of the population of the country in 2018.", ("ZAF",)),
    ],
)  # fmt: skip
def test_whom_others_are_set_beside_stays_the_one_spoken_of(
    text: str, areas: tuple[str, ...]
) -> None:
    assert last_reading(text).areas == areas


def test_in_the_countryside_is_a_place_and_no_topic_where_the_topic_has_its_own_series() -> None:
    text = (
        "In 2020 only 45 per cent of Papua New Guineans had basic drinking water; in the "
        "countryside it was 39 per cent."
    )
    assert last_reading(text).indicator in {"wdi:SH.H2O.BASW.RU.ZS", "basic_water_rural"}
