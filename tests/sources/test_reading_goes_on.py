"""Series that a figure goes back to or goes on with: a denominator, a subject, the one before."""

from __future__ import annotations

import pytest
from readings import areas_of, read_at, series_at


@pytest.mark.parametrize(
    ("text", "phrase", "series"),
    [
        (
            "Poland spent 3.8 per cent of GDP on the military in 2015, the Americans 3.4. "
            "Ten years earlier the Polish figure had been 1.8.",
            "1.8",
            "military_expenditure_gdp",
        ),
        (
            "Romania spends 3.3 per cent of GDP on its schools, the least in the European Union.",
            "the least",
            "education_expenditure",
        ),
        (
            "Education takes 17 per cent of the budget in Kenya; in Uganda the share is 11.",
            "11",
            "wdi:SE.XPD.TOTL.GB.ZS",
        ),
    ],
)
def test_what_a_figure_is_a_part_of_goes_on_with_the_next(
    text: str, phrase: str, series: str
) -> None:
    assert series_at(text, phrase) == series


@pytest.mark.parametrize(
    ("text", "phrase", "series"),
    [
        (
            "Economic growth stalls\n\nRemittances were worth 29 per cent of GDP in Tajikistan in "
            "2015. In Kyrgyzstan the share is one quarter.",
            "one quarter",
            "remittances_gdp",
        ),
        (
            "In 2000 half of humanity cooked with clean fuels. In Indonesia the share jumped from "
            "6% in 2000 to 85% in 2015, after the government had handed out gas stoves.",
            "85%",
            "clean_cooking",
        ),
        (
            "Servicing its debt absorbed 20 per cent of Kenya's export earnings in 2015, more "
            "than three times the proportion of 2005.",
            "more than three",
            "debt_service_exports",
        ),
        (
            "Cereal yields are 1.1 tonnes a hectare in Mali, when the world manages 4.",
            "4",
            "cereal_yield",
        ),
        (
            "Forests. In Cambodia they shrank from 61 per cent of the land in 2000 to 49 per cent "
            "in 2015.",
            "61",
            "forest_share",
        ),
        (
            "The state spent its revenue well: education takes 8 per cent of GDP, and nine adults "
            "in ten can read and write.",
            "nine adults",
            "literacy",
        ),
        (
            "Ukraine burned a third of everything it produced on its defence in 2015.",
            "a third",
            "military_expenditure_gdp",
        ),
    ],
)
def test_a_figure_that_goes_back_is_of_what_was_told_last(
    text: str, phrase: str, series: str
) -> None:
    assert series_at(text, phrase) == series


@pytest.mark.parametrize(
    ("text", "phrase", "series"),
    [
        (
            "In 2015 foreign direct investment in Kazakhstan came in at less than half the "
            "previous year's $7.3 billion.",
            "less than half",
            "fdi_inflows",
        ),
        (
            "In 2015 70 per cent of men but only 65 per cent of women were online. In Malaysia it "
            "was 97 per cent.",
            "97 per cent",
            "internet_users",
        ),
        (
            "53 percent of rural residents are poor in Peru against one in six in the cities. In "
            "Chile 14.4 percent were poor in 2011.",
            "14.4",
            "poverty_national",
        ),
    ],
)
def test_a_part_of_last_year_and_all_beside_two_parts(text: str, phrase: str, series: str) -> None:
    assert series_at(text, phrase) == series


@pytest.mark.parametrize(
    ("text", "phrase", "series"),
    [
        (
            "In Peru industry contracted 5% and services lost 2% in 2015.",
            "2%",
            "wdi:NV.SRV.TOTL.KD.ZG",
        ),
        (
            "Agriculture generated 24 percent of value added in Mali. It takes nine tenths of all "
            "freshwater withdrawals.",
            "nine tenths",
            "wdi:ER.H2O.FWAG.ZS",
        ),
        (
            "Industry in Chad yields 9 per cent of GDP. It takes 10 per cent of all freshwater "
            "withdrawals.",
            "10 per cent",
            "wdi:ER.H2O.FWIN.ZS",
        ),
        (
            "Fewer than half of all Malians (47 per cent) have basic drinking water, and two in "
            "ten have no toilet.",
            "half",
            "basic_water",
        ),
        (
            "Jamaica's public debt was 115 per cent of GDP in 2015, one worker in eight was "
            "without a job.",
            "one worker",
            "unemployment",
        ),
        (
            "Farming employs 19 per cent of employed men and 7 per cent of employed women in Peru.",
            "7 per cent",
            "wdi:SL.AGR.EMPL.FE.ZS",
        ),
        ("Barbados has 0.004 per cent of humanity.", "0.004", "population"),
        (
            "A tenth of Chadians had electricity in 2015. In the countryside, home to three "
            "quarters of the people, the figure was 3 per cent.",
            "3 per cent",
            "electricity_access_rural",
        ),
        (
            "Egypt owed 36 per cent of its national income abroad in 2017. Its external debt "
            "doubled in four years, from $40bn in 2013 to $80bn in 2017.",
            "doubled",
            "external_debt",
        ),
    ],
)
def test_a_figure_is_of_its_own_subject(text: str, phrase: str, series: str) -> None:
    assert series_at(text, phrase) == series


@pytest.mark.parametrize(
    ("text", "phrase", "series"),
    [
        (
            "In the Philippines the population grew 2 percent in 2007, and officials see 142 "
            "million Filipinos in 2040.",
            "2 percent",
            "population_growth",
        ),
        (
            "The Congo has 1.3 million square kilometres of forest, the largest area in Africa.",
            "the largest",
            "forest_area",
        ),
        (
            "In 2015 40 per cent of Zambians had electricity, in the countryside 14 per cent. The "
            "national rate has more than doubled since 2000.",
            "doubled",
            "electricity_access",
        ),
        ("In Peru life expectancy is 75 years, six fewer than in Chile.", "six", "life_expectancy"),
        ("Niger! 7.2 per woman.", "7.2", "fertility_rate"),
    ],
)
def test_growth_amounts_and_wholes_are_told_from_what_stands_beside(
    text: str, phrase: str, series: str
) -> None:
    assert series_at(text, phrase) == series


@pytest.mark.parametrize(
    ("text", "phrase", "series"),
    [
        (
            "In Tuvalu imports run to 100% of GDP. Aid in Tuvalu? A quarter of national income.",
            "A quarter",
            "aid_received_gni",
        ),
        (
            "Remittances to Mexico were $30bn in 2015.\n\nGDP per person, 2015. Chile $13.6k.",
            "13.6",
            "gdp_per_capita",
        ),
        (
            "Nigeria has 40 births for every thousand people, so the population grows by 2.7% a "
            "year.",
            "2.7%",
            "population_growth",
        ),
        (
            "Merchandise exports of Togo fell to US$ 1.9 bn. Workers' remittances rose.",
            "1.9",
            "merchandise_exports",
        ),
    ],
)
def test_a_short_lead_names_what_follows_and_the_next_sentence_does_not(
    text: str, phrase: str, series: str
) -> None:
    assert series_at(text, phrase) == series


def test_the_proportion_is_none_that_grows() -> None:
    text = (
        "Seven in ten Malagasy lived below the national poverty line in 2001. The crisis of 2002, "
        "when output shrank by 12.7 percent, pushed the proportion up to 81 percent; it came down "
        "to 69 percent in 2005."
    )
    assert series_at(text, "81 percent") == "poverty_national"
    assert series_at(text, "69 percent") == "poverty_national"


def test_the_area_of_a_name_is_no_surface() -> None:
    text = "Portugal's economy grew by 2.7% in 2017. It is the third-highest rate in the euro area."
    assert series_at(text, "third-highest") == "gdp_growth"


def test_from_where_a_level_came_and_by_how_much_it_moved_are_of_the_same_country() -> None:
    text = (
        "Life expectancy in Cambodia was 69 years. Infant mortality in Laos fell to 37.6 deaths "
        "per 1,000 live births in 2016, from 83 in 2000."
    )
    assert read_at(text, "37.6").state == "sure"
    assert read_at(text, "83").state == "sure"
    assert areas_of(text, "83") == ("LAO",)


def test_what_another_country_is_named_for_is_not_the_same_ones() -> None:
    text = (
        "Life expectancy in Cambodia was 69 years. Infant mortality in Laos was 37.6 deaths "
        "per 1,000 live births in 2016, from the 25.8 of Cambodia."
    )
    assert areas_of(text, "25.8") != ("LAO",)
