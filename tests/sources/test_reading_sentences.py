"""What whole sentences are read as: series, areas, what is compared with, years and measure."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text
from sources.reading.sentences.model import ReadFigure

READ = [
    # (text, when it appeared, figure, what it is read as)
    (
        "Internet use in Brunei was high: Qatar heads the table with 99%.",
        "2022",
        "heads",
        "internet_users QAT latest extreme",
    ),
    (
        "Brazil spent 1.2% of GDP on research in 2019, second only to Israel.",
        "2022",
        "second only to",
        "rd_expenditure BRA 2019 rank",
    ),
    (
        "In 2020 Africa's biggest economy, Nigeria, shrank by 1.8 percent.",
        "2022",
        "biggest economy",
        "gdp_current_usd NGA 2020 extreme",
    ),
    (
        "Sri Lanka's economy shrank by 7.8 per cent in 2022, after growing by 3.5 per cent in the "
        "year before.",
        "2023",
        "3.5 per cent",
        "gdp_growth LKA 2021 value",
    ),
    (
        "Peru: remittances climbed to $3.1 billion in 2020, a gain of almost 8 percent on 2019.",
        "2021",
        "almost 8 percent",
        "remittances PER 2019-2020 growth",
    ),
    (
        "Bolivia is a country of 11 million people between Brazil, Argentina and Peru.",
        "2016",
        "11 million",
        "population BOL latest value",
    ),
    (
        "Haiti: transmission and distribution losses eat up a quarter of output.",
        "2016",
        "a quarter",
        "wdi:EG.ELC.LOSS.ZS HTI latest value",
    ),
    (
        "A Thai woman could expect to bear 6.1 children in 1965. By 2016 the fertility rate of "
        "Thailand had dropped to 1.5. Chile, at 1.7 births per woman, was close to it.",
        "2018",
        "1.7",
        "fertility_rate CHL 2016 value",
    ),
    (
        "Coal supplied 88 per cent of South Africa's electricity and roughly three-quarters of "
        "India's in 2015.",
        "2019",
        "88 per cent",
        "wdi:EG.ELC.COAL.ZS ZAF 2015 value",
    ),
    (
        "The average American emitted 14.7 tonnes of CO2 in 2019, eight times as much as the "
        "average Indian, and China alone accounted for nearly a third of the global total.",
        "2022",
        "eight",
        "co2_per_capita USA to=IND 2019 ratio",
    ),
    (
        "The average American emitted 14.7 tonnes of CO2 in 2019, eight times as much as the "
        "average Indian, and China alone accounted for nearly a third of the global total.",
        "2022",
        "nearly a third",
        "co2_emissions CHN of=world 2019 share",
    ),
    (
        "Chad, itself one of the poorest countries on earth, shelters over 440,000 refugees.",
        "2020",
        "over 440,000",
        "refugees TCD latest value",
    ),
    (
        "In 2012 Slovenia's total fertility rate was 1.58. Fewer than two in every thousand "
        "live-born children died in the first year of life.",
        "2013",
        "1.58",
        "fertility_rate SVN 2012 value",
    ),
    (
        "LJUBLJANA, 24 June 2013 – On 1 January 2013 Slovenia had 2,058,821 inhabitants.",
        "2013-06-24",
        "2,058,821",
        "population SVN 2013 value",
    ),
    (
        "Fewer than one in five women of the Middle East and North Africa works or looks for work, "
        "against nearly half in the world as a whole.",
        "2025",
        "nearly half",
        "labour_participation_female WLD latest value",
    ),
    (
        "Zambia owed foreign lenders US$19 billion at the end of 2018, more than three times what "
        "it owed in 2011.",
        "2019",
        "more than three",
        "external_debt ZMB to=2011 2011-2018 ratio",
    ),
    (
        "Saudi Arabia raised its female labour force participation rate from 17 per cent in 2017 "
        "to 35 per cent in 2023; it more than doubled in six years.",
        "2025",
        "more than doubled",
        "labour_participation_female SAU 2017-2023 growth",
    ),
    (
        "In 2015 58.8 per cent of Zambia's 16 million people lived on less than $1.90 a day.",
        "2019",
        "16 million",
        "population ZMB 2015 value",
    ),
    (
        "Fiji's 900,000 people account for over a third of the inhabitants of the Pacific island "
        "small states.",
        "2021",
        "over a third",
        "population FJI of=PSS latest share",
    ),
    (
        "The world's carbon dioxide emissions have fallen in few recent years. In 2020, when "
        "transport and industry came to a halt, they declined by about 5 per cent.",
        "2022",
        "about 5 per cent",
        "co2_emissions WLD 2019-2020 growth",
    ),
    (
        "Thai women outlive men by more than seven years.",
        "2018",
        "more than seven years",
        "life_expectancy_female THA to=life_expectancy_male latest difference",
    ),
    (
        "In Argentina unemployment was 6.1 per cent in 2023, against 11.5 per cent in the pandemic "
        "year of 2020, when output fell by almost a tenth.",
        "2024",
        "fell by almost a tenth",
        "gdp_growth ARG 2020 value",
    ),
    (
        "In 2021 4.9 billion people, or 63 per cent of the world's population, used the Internet.",
        "2022",
        "63 per cent",
        "internet_users WLD 2021 value",
    ),
    (
        "Kazakhstan: Growth was rapid in the oil boom, averaging 8.3 per cent a year from 2000 to "
        "2010.",
        "2024",
        "8.3 per cent",
        "gdp_growth KAZ 2000-2010 mean_growth",
    ),
    (
        "Kazakhstan: Life expectancy fell to 70.2 years in 2021 and has since recovered to 74.4 "
        "years.",
        "2024",
        "74.4 years",
        "life_expectancy KAZ latest value",
    ),
    (
        "Viet Nam: The share of high-technology goods in manufactured exports was over 40 per cent "
        "in 2017, nearly twice that of Thailand.",
        "2018",
        "nearly twice",
        "high_tech_exports VNM to=THA 2017 ratio",
    ),
    (
        "Zambia's external debt was 15 per cent of its national income in 2012. Eight years later "
        "it exceeded 140 per cent, the economy had entered its first recession in a generation.",
        "2022",
        "exceeded 140 per cent",
        "external_debt_gni ZMB 2020 value",
    ),
    (
        "The five BRICS countries produced 18 per cent of world GDP in 2010. The G20, for their "
        "part, accounted for nearly 85 per cent of it.",
        "2012",
        "nearly 85 per cent",
        "gdp_current_usd G20 + EU of=world 2010 share",
    ),
    (
        "Jordan's external debt stood at $33.7 billion in 2019, or 77% of GNI.",
        "2020",
        "77%",
        "external_debt_gni JOR 2019 value",
    ),
    (
        "The population of Papua New Guinea is young (38% are under fifteen) and grows by 2.1% a "
        "year.",
        "2016",
        "2.1%",
        "population_growth PNG latest value",
    ),
    (
        "The opening of the gas project pushed economic growth in Mozambique to 13.5% in 2014.",
        "2016",
        "13.5%",
        "gdp_growth MOZ 2014 value",
    ),
    (
        "Of every 1,000 children born alive in Papua New Guinea, 46 died before their first "
        "birthday in 2014, down from 65 in 1990.",
        "2016",
        "46",
        "infant_mortality PNG 2014 value",
    ),
    (
        "The economy of Argentina shrank by 1.6 per cent in 2023. Even Chile managed to stay out "
        "of recession, if only by 0.2 per cent.",
        "2024",
        "0.2 per cent",
        "gdp_growth CHL 2023 value",
    ),
    (
        "In Ethiopia, which has more than twice Kenya's population, 45 per cent of people were "
        "connected to electricity in 2018.",
        "2019",
        "45 per cent",
        "electricity_access ETH 2018 value",
    ),
    (
        "South Asia's economy expanded by 6.2 percent in 2013, after 5.6 percent the year before.",
        "2014",
        "6.2 percent",
        "gdp_growth SAS 2013 value",
    ),
    (
        "In South Asia women's participation in the labor force, at 30 percent, is 50 percentage "
        "points below that of men.",
        "2014",
        "50 percentage points",
        "labour_participation_female SAS to=labour_participation_male latest difference",
    ),
    (
        "Papua New Guinea had 7.6 million people in 2015, almost twelve times as many as Fiji, and "
        "is one of the most rural countries on earth: only 13% of its inhabitants live in towns.",
        "2016",
        "13%",
        "urban_share PNG latest value",
    ),
    (
        "Sub-Saharan Africa is behind. The region's under-five mortality, 83 deaths per 1000 live "
        "births, is still twice the global rate, although it stood at 180 in 1990.",
        "2016",
        "180",
        "under_five_mortality SSF 1990 value",
    ),
    (
        "Barely half of Nigerian infants were vaccinated against measles in 2014, against 70% in "
        "Ethiopia and 85% worldwide.",
        "2016",
        "70%",
        "measles_immunization ETH 2014 value",
    ),
    (
        "Canada chose migrants and its population grew by 3 percent in 2023.",
        "2024",
        "3 percent",
        "population_growth CAN 2023 value",
    ),
    (
        "Aid to sub-Saharan Africa is less than 4 per cent of the region's national income.",
        "2023",
        "less than 4 per cent",
        "aid_received_gni SSF latest value",
    ),
    (
        "Paraguay counts 6.1 million people, 1.3 million fewer than had been expected.",
        "2023",
        "6.1 million",
        "population PRY latest value",
    ),
    (
        "The poverty rate of Mongolia was 28 percent in 2020. In rural areas it was 30.5 percent.",
        "2023",
        "30.5 percent",
        "wdi:SI.POV.RUHC MNG 2020 value",
    ),
    (
        "Ethiopian carriers flew 11.5 million passengers in 2018, five times as many as ten years "
        "earlier.",
        "2020",
        "five",
        "air_passengers ETH to=2008 2008-2018 ratio",
    ),
    (
        "Sweden sold goods worth $123 billion abroad in 2004; eleven years later the sum had "
        "doubled.",
        "2018",
        "doubled",
        "merchandise_exports SWE 2004-2015 growth",
    ),
    (
        "In 2009 Poland, whose exports come to only 56 per cent of GDP, grew by 2.8 per cent.",
        "2011",
        "2.8 per cent",
        "gdp_growth POL 2009 value",
    ),
    (
        "In 2017 one person in six in the least developed countries used the Internet, compared "
        "with nearly half of the world's population.",
        "2019",
        "nearly half",
        "internet_users WLD 2017 value",
    ),
    (
        "More than one in five New Zealanders was born somewhere else.",
        "2019",
        "More than one in five",
        "wdi:SM.POP.TOTL.ZS NZL latest value",
    ),
    (
        "There were 19 broadband subscriptions for every 100 Brazilians in 2021.",
        "2022",
        "19 broadband",
        "broadband BRA 2021 value",
    ),
    (
        "In Brazil and in Kenya people moved. A third of humanity lived in towns in 1970; in 2007 "
        "the share passed 50 per cent.",
        "2010",
        "50 per cent",
        "urban_share WLD 2007 value",
    ),
    (
        "The deaths of children under five came down from 106 to 28 in a thousand in Cambodia "
        "between 2000 and 2019.",
        "2021",
        "from 106 to 28",
        "under_five_mortality KHM 2000-2019 value",
    ),
    (
        "Table 1.1: Individuals using the internet (% of population)\n\n| | 2010 | 2017 |\n"
        "|---|---|---|\n| Malawi | 2.3 | 13.8 |\n",
        "2019",
        "13.8",
        "internet_users MWI 2017 value",
    ),
    (
        "Infant mortality in Oman was 16 per 1,000.\n\n| Year | Birth rate (per 1,000) | Death "
        "rate (per 1,000) |\n|---|---|---|\n| 1980 | 47.6 | 11.0 |\n",
        "2021",
        "11.0",
        "death_rate OMN 1980 value",
    ),
    (
        "Prices in Pakistan rose by 30.8 per cent in 2023.",
        "2024",
        "30.8 per cent",
        "inflation PAK 2023 value",
    ),
    (
        "Half of the grown men and women of Nigeria cannot read.",
        "2024",
        "Half",
        "literacy NGA latest complement",
    ),
    (
        "High technology made up 61% of the Philippines’ manufactured exports in 2018.",
        "2020",
        "61%",
        "high_tech_exports PHL 2018 value",
    ),
    (
        "Farming provides 2 per cent of GDP and a fifth of employment in Botswana.",
        "2020",
        "a fifth",
        "employment_agriculture BWA latest value",
    ),
    (
        "Access to clean cooking in 2017 (% of population)\n\n| Country | All | Rural |\n"
        "|---|---|---|\n| Ghana | 30 | 13 |\n| Nepal | 35 | 25 |\n",
        "2019",
        "35",
        "clean_cooking NPL 2017 value",
    ),
]


def find_figure(text: str, published: str, phrase: str) -> ReadFigure:
    return next(one for one in read_text(text, published) if phrase in one.phrase)


def tell(one: ReadFigure) -> str:
    """A reading in a line."""
    reading = one.reading
    assert reading is not None, one.why
    start, end = reading.period.start, reading.period.end
    years = "latest" if end is None else str(end) if start in {None, end} else f"{start}-{end}"
    others = [f"{name}={value}" for name in ("to", "of") if (value := getattr(reading, name))]
    return " ".join([reading.indicator, "+".join(reading.areas), *others, years, reading.measure])


@pytest.mark.parametrize(("text", "published", "phrase", "wanted"), READ)
def test_a_sentence_is_read_as_it_is_meant(
    text: str, published: str, phrase: str, wanted: str
) -> None:
    assert tell(find_figure(text, published, phrase)) == wanted


def test_an_appeal_to_all_that_was_written_in_a_city_is_not_about_its_country() -> None:
    text = (
        "Nairobi, 7 September 2016\n\nAround the world 15% of all adults cannot read.\n\nIn Niger "
        "few women can. In Mali and Chad few men can.\n\n91% of people aged 15 to 24 are literate."
    )
    reading = find_figure(text, "2016-09-07", "91%").reading
    assert reading is not None
    assert "KEN" not in reading.areas


def test_the_year_of_a_list_is_not_that_of_the_text_before_it() -> None:
    text = (
        "Forests cover 41 per cent of the Dominican Republic.\n\nSome figures, all for 2014:\n\n"
        "- Fertility: 2.5 births per woman\n- Inflation: 3 per cent\n\nThe economy grows by 5 "
        "per cent."
    )
    phrases = ("41 per cent", "2.5", "3 per cent", "5 per cent")
    readings = [find_figure(text, "2016", one).reading for one in phrases]
    assert [one and one.period.end for one in readings] == [None, 2014, 2014, None]


def test_the_phrase_of_a_rank_ends_with_the_area() -> None:
    text = "China was the second largest economy in the world in 2017."
    assert find_figure(text, "2019", "second largest").figure.text == (
        "second largest economy in the world"
    )
