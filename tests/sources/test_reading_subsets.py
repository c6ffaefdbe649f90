"""A figure of a part only is never surely read as one of the whole."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text

PARTS = [
    ("In the Indian state of Kerala, life expectancy was 75 years in 2016.", "75 years"),
    ("In Punjab in Pakistan the population was 110 million in 2017.", "110 million"),
    ("Life expectancy in the slums of Kenya was 50 years in 2014.", "50 years"),
    ("Unemployment in the north of Nigeria was 30% in 2016.", "30%"),
    ("Unemployment in northern Nigeria was 30% in 2016.", "30%"),
    ("Among the poorest fifth of Kenyans, 20% had access to electricity in 2016.", "20%"),
    ("Unemployment among Black South Africans was 30% in 2016.", "30%"),
    ("Life expectancy among the Maori of New Zealand was 75 years in 2014.", "75 years"),
    ("In 2016 life expectancy of Kenyan men at age 60 was 18 years.", "18 years"),
    ("The population of Kenya aged 15 to 24 was 9 million in 2016.", "9 million"),
    ("The labour force participation of mothers in Japan was 70% in 2016.", "70%"),
    ("Non-oil GDP of Nigeria grew by 3% in 2014.", "3%"),
    ("Core inflation in Kenya was 4% in 2016.", "4%"),
    ("Food inflation in Kenya was 10% in 2016.", "10%"),
    ("Long-term unemployment in Spain was 9.5% in 2016.", "9.5%"),
    ("Seasonally adjusted unemployment in Germany was 3.9% in 2016.", "3.9%"),
    ("Kenya's rural fertility was 4.5 children per woman in 2014.", "4.5"),
    ("Kenya's tax revenue was 18% of GDP excluding social contributions in 2016.", "18%"),
    ("Kenya's government debt held by foreigners was 25% of GDP in 2016.", "25%"),
    ("In the first half of 2016 exports of goods from Kenya were $2.9 billion.", "$2.9 billion"),
    ("Between January and June 2016 Kenya's imports were $8 billion.", "$8 billion"),
    ("In December 2016 inflation in Kenya was 6.4%.", "6.4%"),
    ("In the last quarter of 2016 unemployment in Spain was 18.6%.", "18.6%"),
    ("Aid from the United States to Kenya was $500 million in 2016.", "$500 million"),
    ("Chinese investment in Kenya was $1 billion in 2016.", "$1 billion"),
    ("Kenyan remittances from the United States were $800 million in 2016.", "$800 million"),
    ("Kenya's second-largest city had 1.2 million people in 2016.", "1.2 million"),
    ("A survey of 2,000 Kenyans found that 60% used the internet in 2016.", "60%"),
    ("In 2016 income per head in Kenya was about $118 a month.", "$118"),
    ("The monthly income per head of Kenya was $118 in 2016.", "$118"),
    ("Kenya's exports of goods were $480 million a month in 2016.", "$480 million"),
    ("Inflation in Kenya was 0.5 per cent a month in 2016.", "0.5 per cent"),
    ("Petrol in Kenya cost $3.5 a gallon in 2016.", "$3.5"),
    ("In 2016 China emitted 2.7 billion tonnes of carbon.", "2.7 billion"),
    ("In Kenya Kerala's fertility rate was 1.8 in 2016.", "1.8"),
    ("Kenya's inflation was 6.3% in 2016 and 6.9% in the capital.", "6.9%"),
    ("The number of Kenyans with a mobile phone was 30 million in 2016.", "30 million"),
    ("About 1.2 billion of the 1.4 billion Indians had mobile phones in 2020.", "1.4 billion"),
    ("Healthy life expectancy in Kenya was 58 years in 2016.", "58 years"),
    ("By 2016 the cumulative foreign investment in Kenya had reached $11 billion.", "$11 billion"),
    ("The stock of foreign direct investment in Kenya was 15% of GDP in 2016.", "15%"),
    ("Unemployment of people aged 25 to 54 was 4% in Germany in 2016.", "4%"),
    ("Mexico has 32 states. Jalisco has 8 million people.", "8 million"),
    (
        "Mexico's GDP per capita at purchasing power parity was $19,000 in 2016 and $8,700 at "
        "market rates.",
        "$8,700",
    ),
    ("Mexico received 2 million tourists in December 2016.", "2 million"),
    ("Mexico's economy will grow by 2% in 2020.", "2%"),
    ("Mexico's economy would have grown by 4% in 2016 without the crisis.", "4%"),
    ("Kenya's GDP grew by 14% in nominal terms in 2016.", "14%"),
    ("Kenya's GDP grew by 9% in dollar terms in 2016.", "9%"),
    ("Kenya spent 5.3% on education in 2016.", "5.3%"),
    ("In 2016 one in ten of us in Kenya had no electricity.", "one in ten"),
    ("Chad's shocks pushed 3.5 million people below the poverty line in 2016.", "3.5 million"),
]
WHOLES = [
    ("Life expectancy in India was 68 years in 2016.", "68 years"),
    ("Unemployment among women in Spain was 21% in 2016.", "21%"),
    ("Unemployment among young people in Spain was 44% in 2016.", "44%"),
    ("In South Africa unemployment was 27% in 2016.", "27%"),
    ("In 2016 inflation in Kenya was 6.3 per cent a year.", "6.3 per cent"),
    ("At the end of 2016 the external debt of Kenya was $21 billion.", "$21 billion"),
    ("Kenya's exports of goods and services were $9.9 billion in 2016.", "$9.9 billion"),
    ("Kenya is among the largest economies of Africa: its GDP was $70 billion in 2016.", "$70"),
    ("In 2016 China emitted 9.8 billion tonnes of carbon dioxide.", "9.8 billion"),
    ("The stock of external debt of Kenya was $21 billion in 2016.", "$21 billion"),
    ("Women's labour force participation in Kenya was 62% in 2016.", "62%"),
    ("On average Kenyan women had 3.8 children in 2014.", "3.8"),
    ("In 2016, 87% of Brazilians lived in towns.", "87%"),
]


def state_of(text: str, phrase: str) -> str:
    return next(one.state for one in read_text(text, "2020") if phrase in one.phrase)


@pytest.mark.parametrize(("text", "phrase"), PARTS)
def test_a_part_is_never_sure_to_be_the_whole(text: str, phrase: str) -> None:
    assert state_of(text, phrase) == "unsure"


@pytest.mark.parametrize(("text", "phrase"), WHOLES)
def test_the_whole_stays_sure(text: str, phrase: str) -> None:
    assert state_of(text, phrase) == "sure"


def test_a_country_that_exported_a_part_of_its_output_is_no_partner() -> None:
    one = next(iter(read_text("The Philippines exported 44.0% of its GDP in 2022.", "2025")))
    assert one.state == "sure"
    assert one.reading is not None
    assert one.reading.areas == ("PHL",)
