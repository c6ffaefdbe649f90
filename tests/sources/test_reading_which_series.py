"""Which of several series a figure is of: the one its own words name, then the one told last."""

from __future__ import annotations

import pytest
from readings import read_at, series_at

from sources.reading.read import read_text


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("A child in Jordan may live to 74, and 98 per cent of adults could read in 2015.", "74"),
        ("Men in Peru lived to 72 and 94 per cent of adults could read in 2015.", "72"),
    ],
)
def test_years_lived_to_are_no_percentage_of_what_follows(text: str, phrase: str) -> None:
    assert series_at(text, phrase).startswith("life_expectancy")


def test_what_a_paragraph_speaks_of_comes_before_the_figure_of_the_one_above() -> None:
    text = (
        "In 2015 inflation in Jordan was 3 per cent.\n\n"
        "Who does the housework? Jordanian women spent a fifth of their day on it in 2015."
    )
    assert series_at(text, "a fifth") != "inflation"


@pytest.mark.parametrize(
    ("text", "phrase", "series"),
    [
        ("In Ethiopia there is one doctor for every 12,000 people.", "12,000", "physicians"),
        ("In Niger each physician looks after 30,000 people.", "30,000", "physicians"),
        ("Kenya had one nurse per 900 inhabitants in 2015.", "900", "nurses"),
        ("Malawi had one hospital bed for every 800 people in 2015.", "800", "hospital_beds"),
    ],
)
def test_so_many_people_to_one_are_of_the_rate_and_open(
    text: str, phrase: str, series: str
) -> None:
    read = read_at(text, phrase)
    assert series_at(text, phrase) == series
    assert read.doubt is not None and "inverse" in read.doubt.words


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("2 million visitors came to Iceland in 2017, more than six for every inhabitant.", "six"),
        ("Spain welcomed 82 million tourists in 2017; that is 1.8 tourists per Spaniard.", "1.8"),
        ("Malta received 2.3 million visitors in 2016, or almost five per resident.", "five"),
    ],
)
def test_visitors_to_an_inhabitant_are_a_sum_by_the_head(text: str, phrase: str) -> None:
    read = read_at(text, phrase)
    assert read.reading is not None and read.state == "unsure"
    assert (read.reading.measure, read.reading.indicator) == ("per_head", "tourist_arrivals")


@pytest.mark.parametrize(
    "text",
    [
        "India lost 21 per cent of its electricity output in transmission in 2011.",
        "Transmission and distribution losses ate up a quarter of output in Paraguay in 2015.",
    ],
)
def test_power_that_is_lost_is_no_fall_of_the_economy(text: str) -> None:
    [read] = read_text(text, "2018")
    assert read.reading is not None and read.reading.measure == "value"
    assert read.reading.indicator == "wdi:EG.ELC.LOSS.ZS"


def test_one_child_in_so_many_that_dies_is_of_mortality() -> None:
    text = "Half of Chad's girls marry young.\n• One child in nine dies before the age of five."
    assert series_at(text, "One child in nine") == "under_five_mortality"


def test_a_gini_of_less_than_one_is_told_in_another_unit_and_open() -> None:
    read = read_at("The Gini coefficient of Chile went up to 0.454 in 2015.", "0.454")
    assert read.reading is not None and read.reading.indicator == "gini"
    assert read.state == "unsure"


def test_trade_that_the_customs_count_is_of_goods_but_open() -> None:
    text = (
        "South Korea's exports fell in 2015, customs figures showed.\n\n"
        "Shipments abroad came to $526.8 billion in 2015. Imports dropped to $436.5 billion."
    )
    assert series_at(text, "526.8") == "merchandise_exports"
    assert series_at(text, "436.5") == "merchandise_imports"
    assert read_at(text, "526.8").state == "unsure"
    plain = "In 2015 exports of goods and services of Poland were $500 billion, the customs said."
    assert series_at(plain, "500") == "exports"


def test_aid_of_a_country_that_only_gives_is_what_it_gives() -> None:
    assert series_at("In 2010 Canada's aid was 0.32% of GNI.", "0.32") == "wdi:DC.ODA.TOTL.GN.ZS"
    assert series_at("In 2010 Malawi's aid was 12% of GNI.", "12%") == "aid_received_gni"
    assert series_at("Korea's aid was worth 6% of GNI in 1961.", "6%") == "aid_received_gni"


@pytest.mark.parametrize(
    ("text", "phrase", "series"),
    [
        (
            "In 2015 industry lost 13 percent in Peru, manufacturing 9 percent.",
            "9 percent",
            "wdi:NV.IND.MANF.KD.ZG",
        ),
        (
            "In 2014 fertility in Bangladesh was 2.1 births per woman and under-five mortality 38.",
            "38",
            "under_five_mortality",
        ),
    ],
)
def test_a_topic_with_a_figure_of_its_own_yields_to_the_next_one(
    text: str, phrase: str, series: str
) -> None:
    assert series_at(text, phrase) == series


@pytest.mark.parametrize(
    ("text", "series"),
    [
        ("In 2015, 5% of Indian women in the labour force were without a job.", ".UEM.TOTL.FE"),
        ("In Niger four in ten children of primary school age did not attend.", "out_of_school"),
        ("In 2016 the share of exports in Korean GDP passed 40 per cent.", "exports_gdp"),
        ("In Ukraine 54.5% of bank loans were non-performing in 2016.", "FB.AST.NPER"),
        ("Direct payments by patients made up 53% of current health spending in Ghana.", "pocket"),
        (
            "In 2014 Samoa was a country of 9.1 million people, most of whom were rural.",
            "population",
        ),
        ("The Baltic states: Estonia spent 2.9% of its output on defence in 2015.", "military"),
    ],
)
def test_words_that_only_say_of_whom_or_of_what_a_part_is_name_no_series(
    text: str, series: str
) -> None:
    read = next(one for one in read_text(text, "2018") if one.kind == "claim")
    assert read.reading is not None and series in read.reading.indicator


def test_growth_told_of_a_people_is_that_of_the_population() -> None:
    text = "Portugal had 10.3 million people in 2016.\n\nThe annual growth rate was 0.5% in 2015."
    assert series_at(text, "0.5%") == "population_growth"
    text = "Portugal's GDP grew by 2% in 2016. The annual growth rate was 0.5% in 2015."
    assert series_at(text, "0.5%") == "gdp_growth"


def test_what_doubled_is_the_level_and_not_its_growth() -> None:
    text = "In Peru between 1990 and 2010 GDP per capita in constant prices nearly doubled."
    assert series_at(text, "doubled") == "gdp_per_capita_constant"


def test_what_doubled_to_a_part_of_gdp_is_that_part() -> None:
    text = "In 2016 Peru's current account deficit doubled, to 5.6 percent of GDP."
    assert series_at(text, "doubled") == "current_account_gdp"


def test_land_that_was_lost_is_of_what_was_told() -> None:
    text = "Forest covered 59% of Brazil in 2010. Since 1990 Brazil has lost 600,000 km2."
    assert series_at(text, "600,000") != "surface_area"


def test_two_series_told_again_for_another_country_come_in_their_order() -> None:
    text = (
        "In 2016 agriculture employed 43% of India's workers but yielded only 15% of its GDP. "
        "Worldwide the figures were 28% and 4%."
    )
    read = [one.reading.indicator for one in read_text(text, "2018") if one.reading]
    assert read[-2:] == ["employment_agriculture", "agriculture_share"]


@pytest.mark.parametrize(
    ("text", "phrase", "series"),
    [
        (
            "In 2016 many people in Africa lived without electricity. GDP grew by 2% in 2016. "
            "In South Asia access had reached 91.6 per cent in 2016.",
            "91.6",
            "electricity_access",
        ),
        (
            "Brazil's Gini coefficient was 52.9 in 2011. Its GDP grew by 2%.\n\n"
            "In Argentina the index stood at 42.7 in 2011.",
            "42.7",
            "gini",
        ),
        (
            "GDP of Nepal rose by 2% in 2016. Money sent home by migrants is a steady source. "
            "Inflows reached $6.9 billion in 2017.",
            "6.9",
            "remittances",
        ),
    ],
)
def test_a_word_goes_back_to_what_it_was_said_of(text: str, phrase: str, series: str) -> None:
    assert series_at(text, phrase) == series
    assert read_at(text, phrase).state == "unsure"


def test_the_general_rate_beside_that_of_a_part_is_of_all() -> None:
    text = "Youth unemployment in Fiji was 15.6% in 2016, three times the general rate of 4.3%."
    assert series_at(text, "4.3%") == "unemployment"


def test_a_multiple_of_gdp_is_told_as_a_part_of_it() -> None:
    text = "Vietnam's trade was worth twice its GDP in 2017."
    assert series_at(text, "twice") == "trade_gdp"


def test_what_so_many_of_them_did_is_their_series_and_the_next_goes_on_with_all() -> None:
    text = (
        "In 2016, 5.6 million children worldwide died before their fifth birthday, 2.6 million of "
        "them in the first month of life. In 1990 the toll had been 12.5 million."
    )
    assert series_at(text, "2.6 million") == "wdi:SH.DTH.NMRT"
    assert series_at(text, "12.5 million") == "under_five_deaths"


def test_money_sent_from_a_country_is_not_surely_its_own() -> None:
    text = "In 2014 remittances from relatives in New Zealand were 18% of GDP."
    assert read_at(text, "18%").state == "unsure"


@pytest.mark.parametrize(
    ("text", "series"),
    [
        ("In Haiti 52 of every 1,000 newborns did not live to be one.", "infant_mortality"),
        ("In Chad giving birth killed 856 women per 100,000 births in 2015.", "maternal_mortality"),
        ("In 2016 the lights came on for 56 per cent of Kenyans.", "electricity_access"),
        ("In 2014 54 per cent of pupils in Togo completed the last grade.", "primary_completion"),
        ("In 2016 schooling took 5.3 per cent of Kenya's GDP.", "education_expenditure"),
        ("In 2016 things cost 6.3 per cent more in Kenya than a year before.", "inflation"),
        ("In 2016 women filled 64 per cent of Rwanda's benches.", "women_in_parliament"),
        ("In 2015 farmers used 48 per cent of Kenya's land.", "agricultural_land_share"),
        ("In 2015 a fifth of Peruvians could not afford the basic basket.", "poverty_national"),
        ("In 2016 the number of Kenyans grew by 2.6 per cent.", "population_growth"),
        ("In 2016 Ghana collected 16 per cent of GDP in taxes.", "tax_revenue"),
        ("In Ghana wages and salaries absorb half of government expense.", "wdi:GC.XPN.COMP.ZS"),
    ],
)
def test_colloquial_words_lead_to_their_series(text: str, series: str) -> None:
    read = [one for one in read_text(text, "2018") if one.kind == "claim"][-1]
    assert read.reading is not None and read.reading.indicator == series


@pytest.mark.parametrize(
    "text",
    [
        "Kenya is growing. Nairobi, the capital, has 5.1 million inhabitants.",
        "Bangladesh has many towns. Greater Dhaka has 19 million people.",
        "Egypt has many towns. Cairo alone has 22 million inhabitants.",
    ],
)
def test_people_of_the_largest_city_are_not_those_of_its_country(text: str) -> None:
    read = [one for one in read_text(text, "2018") if one.kind == "claim"][-1]
    assert read.reading is not None and read.state == "unsure"
    assert read.reading.indicator == "wdi:EN.URB.LCTY"


def test_a_country_with_so_many_people_is_no_city() -> None:
    assert series_at("In 2016 Kenya had 48 million people.", "48 million") == "population"
    text = "Brazil, the giant of the region and a city lover's dream, has 208 million people."
    assert series_at(text, "208 million") != "wdi:EN.URB.LCTY"
    text = "Turkey is large. Ankara, the capital, has 5 million inhabitants."
    assert series_at(text, "5 million") == "population"


def test_safe_water_is_what_the_text_named_in_full_before() -> None:
    text = (
        "In 2015, 71% of people had safely managed drinking water. "
        "The proportion of the world's population with safe water was 61 per cent in 2000."
    )
    assert series_at(text, "61") == "safe_water"
    assert series_at("In 2015, 58% of Kenyans had safe water.", "58%") == "basic_water"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("In 2016 there were 97 girls for every 100 boys in Ghana's secondary schools.", "SECO"),
        ("For every 100 young men at university in Jordan there were 120 women.", "TERT"),
        ("There were nine girls for every ten boys at primary level in Ethiopia.", "PRIM"),
    ],
)
def test_girls_to_so_many_boys_are_of_the_parity_of_their_schools(text: str, code: str) -> None:
    read = next(one for one in read_text(text, "2018") if one.reading is not None)
    assert read.reading is not None and read.state == "unsure"
    assert read.reading.indicator == f"wdi:SE.ENR.{code}.FM.ZS"


def test_rates_of_girls_and_of_boys_are_no_parity() -> None:
    text = "In 2016 gross enrolment in secondary school was 92% for girls and 84% for boys in Fiji."
    assert series_at(text, "92%") == "wdi:SE.SEC.ENRR.FE"


def test_people_are_no_part_of_exports() -> None:
    read = read_at("In 2015, 7 million Haitians were short of food.", "7 million")
    assert read.reading is not None and read.reading.indicator == "undernourishment"
