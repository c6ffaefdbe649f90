"""What carries over in a text: its country, its years, the heads of its lists and tables."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text
from sources.reading.sentences.model import ReadFigure


def find_figure(text: str, published: str, phrase: str) -> ReadFigure:
    return next(one for one in read_text(text, published) if phrase in one.phrase)


def tell(one: ReadFigure) -> str:
    """A reading in a line."""
    reading = one.reading
    assert reading is not None, one.why
    start, end = reading.period.start, reading.period.end
    years = "latest" if end is None and start is None else str(end) if start == end else ""
    years = years or f"{start}-{end or 'latest'}"
    others = [f"{name}={value}" for name in ("to", "of") if (value := getattr(reading, name))]
    return " ".join([reading.indicator, "+".join(reading.areas), *others, years, reading.measure])


CONGO = (
    "Keeping the Congo's forests standing\n\nThe Democratic Republic of the Congo is large.\n\n"
    "In 1990 trees covered 66.5 per cent of the land. Only one Congolese in five has electricity."
)
REPORT = (
    "Acme Sustainability Report 2020\n\nApproved on 18 March 2021\n\n"
    "Dams supply more than half of Peru's electricity. Peru's GDP fell by 11%."
)
BEIRUT = (
    "Beirut lives on candles\n\nFrom our correspondent, BEIRUT, 14 October 2021\n\n"
    "When the power stations ran out of fuel, the country went dark.\n\n"
    "Output shrank by more than a fifth last year."
)
GINI = (
    "I like lists. Here is my top three of misery (Gini index, latest I could find):\n\n"
    "1. South Africa – 63. The richest 10% grab half of all income!\n2. Namibia – 59\n"
)
ALBANIA = (
    "Bank of Albania, summary\n\n"
    "                     2016   2017   2018 (forecast)\n"
    "GDP growth, %        3.3    3.8    4.2\n"
    "Investment, % GDP    24.6   25.1   –\n"
)
MALAWI = (
    "When Malawi's first mobile network went on air in 1995, few had a telephone. Twenty-two years "
    "later there were 42 mobile subscriptions per 100 inhabitants, a third more than in 2012."
)
TURKEY = (
    "Health in Turkey\n\nMothers and children\n"
    "• Infant mortality was 9.1 per 1,000 live births in 2018.\n\nLength of life\n"
    "• Life expectancy at birth: 77.4 years in 2018 (women 80.3, men 74.4).\n"
)

READ = [
    (CONGO, "2021", "66.5", "forest_share COD 1990 value"),
    (CONGO, "2021", "Congolese", "electricity_access COD latest value"),
    (REPORT, "2021", "half", "wdi:EG.ELC.HYRO.ZS PER latest value"),
    (REPORT, "2021", "11%", "gdp_growth PER 2020 value"),
    (BEIRUT, "2021", "fifth", "gdp_growth LBN 2020 value"),
    (GINI, "2020", "59", "gini NAM latest value"),
    (ALBANIA, "2018", "3.8", "gdp_growth ALB 2017 value"),
    (ALBANIA, "2018", "24.6", "investment ALB 2016 value"),
    (MALAWI, "2019", "42", "mobile_subscriptions_rate MWI 2017 value"),
    (MALAWI, "2019", "third", "mobile_subscriptions_rate MWI 2012-2017 growth"),
    (TURKEY, "2020", "9.1", "infant_mortality TUR 2018 value"),
    (TURKEY, "2020", "77.4", "life_expectancy TUR 2018 value"),
    (TURKEY, "2020", "80.3", "life_expectancy_female TUR 2018 value"),
    (
        "Moldova is in trouble. The economy contracted by 0.5 per cent last year. Inflation, 5.1 "
        "per cent in 2014, rose to 9.6 per cent.",
        "2016",
        "9.6",
        "inflation MDA 2015 value",
    ),
    (
        "Moldovans abroad sent home $1.54 billion in 2015, almost a quarter less than in the year "
        "before and the lowest sum since 2009.",
        "2016",
        "quarter",
        "remittances MDA 2014-2015 growth",
    ),
    (
        "Nigeria returned to growth of 0.8 per cent in 2017, having contracted by 1.6 per cent in "
        "the previous year.",
        "2018",
        "1.6",
        "gdp_growth NGA 2016 value",
    ),
    (
        "Iran's under-five mortality, 102 per thousand births in 1980, had been reduced by two "
        "thirds in 2000.",
        "2018",
        "two thirds",
        "under_five_mortality IRN 1980-2000 growth",
    ),
    (
        "In Albania inflation averaged 2.0% in 2017, up 0.7 percentage points on 2016 but short of "
        "what was hoped for.",
        "2018",
        "0.7",
        "inflation ALB 2016-2017 change",
    ),
    (
        "Consumer prices in Lebanon rose by 84.9 per cent over 2020 as a whole.",
        "2021",
        "84.9",
        "inflation LBN 2020 value",
    ),
    (
        "The share of South Asians living on less than $1.90 a day fell to 31 percent in 2010.",
        "2015",
        "31",
        "extreme_poverty SAS 2010 value",
    ),
    (
        "Farming employs 45% of India's workforce but yields only 17% of its GDP.",
        "2020",
        "17%",
        "agriculture_share IND latest value",
    ),
    (
        "Capital formation in Mauritius fell from 28 per cent of GDP in 2008 to 17.3 per cent in "
        "2016.",
        "2018",
        "28",
        "investment MUS 2008-2016 value",
    ),
    (
        "The external debt of the Philippines fell to 19 percent of gross national income, less "
        "than half the ratio of 2005.",
        "2018",
        "half",
        "external_debt_gni PHL to=2005 2005-latest ratio",
    ),
    (
        "Renewables make up 96 per cent of Kenya's final energy consumption, more than five times "
        "the world average.",
        "2021",
        "five",
        "renewable_energy KEN to=WLD latest ratio",
    ),
    (
        "At market rates the G7 made 44% of world GDP in 2023, China + India 21%.",
        "2024",
        "21%",
        "gdp_current_usd CHN + IND of=world 2023 share",
    ),
]


@pytest.mark.parametrize(("text", "published", "phrase", "wanted"), READ)
def test_a_figure_of_a_text_is_read_as_it_is_meant(
    text: str, published: str, phrase: str, wanted: str
) -> None:
    assert tell(find_figure(text, published, phrase)) == wanted


MONEY = [
    ("In 2017 Japan's GDP was 545 trillion yen.", "yen", "gdp_current_usd JPN 2017 value"),
    ("India's GDP was 170 trillion rupees in 2017.", "rupees", "gdp_current_usd IND 2017 value"),
]


@pytest.mark.parametrize(("text", "phrase", "wanted"), MONEY)
def test_an_amount_of_small_units_is_not_too_large_for_a_series(
    text: str, phrase: str, wanted: str
) -> None:
    assert tell(find_figure(text, "2019", phrase)) == wanted


COMPARED = [
    (
        "Germany's economy, at $4.1 trillion in 2022, is smaller than that of the United Kingdom.",
        "smaller than that of the United Kingdom",
        "gdp_current_usd DEU to=GBR 2022 comparison",
    ),
    (
        "Foreigners were 43 per cent of Oman's people in 2015, below the share of Kuwait.",
        "below the share of Kuwait",
        "wdi:SM.POP.TOTL.ZS OMN to=KWT 2015 comparison",
    ),
]


@pytest.mark.parametrize(("text", "phrase", "wanted"), COMPARED)
def test_a_comparison_behind_a_figure_is_not_passed_over(
    text: str, phrase: str, wanted: str
) -> None:
    assert tell(find_figure(text, "2023", phrase)) == wanted


def test_what_a_figure_measures_is_no_comparison_of_its_own() -> None:
    read = read_text("Inflation in Mali was 5.4 points higher than in Ghana in 2022.", "2023")
    assert [one.reading.measure for one in read if one.reading] == ["difference"]


UNSURE = [
    ("Inflation in Peru has remained below 4% every year since 2012.", "2019", "4%"),
    (
        "High technology made up 61% of Kenya's manufactured exports in 2018 and 53% of "
        "Malaysia's.",
        "2019",
        "53%",
    ),
    (
        "Nigeria mourns. An estimated 295,000 women died in 2017 in childbirth, about two thirds "
        "of them in sub-Saharan Africa.",
        "2018",
        "295,000",
    ),
]


@pytest.mark.parametrize(("text", "published", "phrase"), UNSURE)
def test_what_the_words_leave_open_is_not_sure(text: str, published: str, phrase: str) -> None:
    assert find_figure(text, published, phrase).state == "unsure"


PROJECTED = [
    (ALBANIA, "2018", "4.2"),
    ("Colombia's economy probably expanded by about 1 percent last year.", "2024", "1 percent"),
]


@pytest.mark.parametrize(("text", "published", "phrase"), PROJECTED)
def test_what_is_expected_is_no_claim(text: str, published: str, phrase: str) -> None:
    assert find_figure(text, published, phrase).kind == "projection"


def test_what_may_come_speaks_of_what_follows_it_only() -> None:
    text = "With a population of 90 million that grows every year and may reach 190 million, it is."
    kinds = {one.phrase: one.kind for one in read_text(f"Congo-Kinshasa. {text}", "2021")}
    assert kinds == {"90 million": "claim", "190 million": "projection"}
