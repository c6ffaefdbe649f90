"""What a note, a heading or the sentence beside a figure says of it leaves it open."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text
from sources.reading.sentences.model import ReadFigure


def read(text: str, phrase: str) -> ReadFigure:
    return next(one for one in read_text(text, "2021-05") if one.phrase == phrase)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("GDP per head in Kenya was $4,687 in 2019, measured at purchasing power.", "$4,687"),
        ("In 2019 GDP per head was $6,003 in Ghana and $4,687 in Kenya, both at PPP.", "$6,003"),
        ("GDP in Ghana was $188 billion in 2019. At market rates it was $68 billion.",
         "$188 billion"),
        ("We use purchasing power parity throughout.\n\nGDP per head in Ghana was $6,003 in 2019.",
         "$6,003"),
        ("GDP in Ghana was $188 billion in 2019, adjusted for the cost of living.", "$188 billion"),
        ("Kenya's GDP was $84.3 billion in 2019. All figures are in constant 2015 dollars.",
         "$84.3 billion"),
        ("Canada's GDP was $2.31 trillion in 2019 (all dollars are Canadian).", "$2.31 trillion"),
        ("| Country | GDP per head, 2019 |\n|---|---|\n| Ghana | $6,003 |\n| Kenya | $4,687 |\n\n"
         "All figures at purchasing power parity.\n", "$4,687"),
    ],
)  # fmt: skip
def test_another_price_base_told_beside_a_sum_leaves_it_open(text: str, phrase: str) -> None:
    found = read(text, phrase)
    assert found.state == "unsure"
    assert found.doubt is not None and found.doubt.about == "what"


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Kenya's GDP was $95 billion in 2019 at current prices.", "$95 billion"),
        ("Kenya's GDP was $95 billion in 2019, or $240 billion at purchasing power parity.",
         "$95 billion"),
        ("In 2019 Kenya's economy was worth $95 billion at current prices, far more than that of "
         "Ghana ($67 billion).",
         "$95 billion"),
        ("Kenya's GDP was $95 billion in 2019. The cost of living became the worry of voters "
         "in both countries.", "$95 billion"),
        ("At market rates, Kenya's GDP was $95 billion in 2019.", "$95 billion"),
        ("GDP per capita in constant prices was 12 per cent lower in Kenya in 2019 than in 2010. "
         "In 2019 Kenya's GDP was $95 billion.", "$95 billion"),
    ],
)  # fmt: skip
def test_a_sum_at_the_prices_of_its_series_stays_sure(text: str, phrase: str) -> None:
    assert read(text, phrase).state == "sure"


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("# Ghana\n\n## Accra\n\nThe population was 2.5 million in 2019.", "2.5 million"),
        ("## Ghana\n\n### The north\n\nPopulation in 2019: 5.6 million\n", "5.6 million"),
        ("# Ghana\n\n## Villages\n\nIn 2019, 70 per cent had electricity.", "70 per cent"),
        ("## Ghana and its neighbours\n\nPopulation in 2019: 88.9 million\n", "88.9 million"),
        ("Ghana, the north. In 2019, 60 per cent of people had electricity.", "60 per cent"),
        ("Our work in Ghana is in two regions of the north. In 2019, 60 per cent of people had "
         "electricity.", "60 per cent"),
        ("Young people have it worst. Unemployment in Spain was 32.6 per cent in 2019.",
         "32.6 per cent"),
        ("Let us look at women first. In 2019 life expectancy in Ghana was 66.6 years.",
         "66.6 years"),
        ("The figures below are for women only.\n\nUnemployment in Spain was 16 per cent in 2019.",
         "16 per cent"),
        ("Life expectancy in Ghana was 66.6 years in 2019. This is the value for women.",
         "66.6 years"),
        ("Life expectancy in Ghana was 66.6 years in 2019. Men lived four years less.",
         "66.6 years"),
    ],
)  # fmt: skip
def test_a_part_told_beside_a_figure_leaves_it_open(text: str, phrase: str) -> None:
    found = read(text, phrase)
    assert found.state == "unsure"


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("# Ghana\n\n## Health\n\nLife expectancy was 64 years in 2019.", "64 years"),
        ("# Ghana\n\n## Women\n\nIn 2019 women's life expectancy was 65 years.", "65 years"),
        ("Life expectancy in Ghana was 64 years in 2019. Women live longer than men.", "64 years"),
        ("Ghana is rich in gold. Its population was 30 million in 2019.", "30 million"),
    ],
)
def test_what_tells_of_no_part_leaves_a_figure_sure(text: str, phrase: str) -> None:
    assert read(text, phrase).state == "sure"


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Figures for 2015. Uganda has 37.5 million people.", "37.5 million"),
        ("Uganda has 37.5 million people. Both figures are for 2015.", "37.5 million"),
    ],
)
def test_a_year_said_of_figures_beside_them_leaves_the_newest_open(text: str, phrase: str) -> None:
    found = read(text, phrase)
    assert found.reading is not None
    assert found.state == "unsure" or found.reading.period.end == 2015


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("# Uganda\n\n## Karamoja\n\nThe population was 1.3 million in 2019.", "1.3 million"),
        ("# Uganda\n\n## Our work in Gulu\n\nThe population was 1.3 million in 2019.",
         "1.3 million"),
        ("Uganda had 44.3 million people in 2019. Karamoja lies in the north-east. The population "
         "was 1.3 million in 2019.", "1.3 million"),
        ("Facts 2019\n\nLaos, population: 7.2 million\nSavannakhet, population: 1.0 million\n",
         "1.0 million"),
        ("Coal miners in Poland retire early. Their life expectancy was 71 years in 2019.",
         "71 years"),
        ("Roma in Romania die young: their life expectancy was 62 years in 2019.", "62 years"),
        ("For Chinese Malaysians life expectancy was 77.1 years in 2019.", "77.1 years"),
        ("In 2019 life expectancy of American Indians was 65.2 years.", "65.2 years"),
        ("Panama City had 1.7 million people in 2018.", "1.7 million"),
    ],
)  # fmt: skip
def test_a_place_or_a_people_that_is_no_country_has_its_own_figures(text: str, phrase: str) -> None:
    assert read(text, phrase).state == "unsure"


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("# Uganda\n\n## Society\n\nThe population was 44.3 million in 2019.", "44.3 million"),
        ("For South Africans life expectancy was 64 years in 2018.", "64 years"),
    ],
)
def test_headings_of_words_and_names_of_countries_leave_a_figure_sure(
    text: str, phrase: str
) -> None:
    assert read(text, phrase).state == "sure"


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Turkish inflation was 15 per cent in 2019, with a peak of 20 per cent in January.",
         "20 per cent"),
        ("In 2018 Ethiopia's population was 109 million and growth was 6.8 per cent.",
         "6.8 per cent"),
        ("Prices in Egypt rose by 13.9 per cent in 2018 and those of food by 37 per cent.",
         "37 per cent"),
    ],
)  # fmt: skip
def test_a_rate_of_a_month_of_a_part_or_of_another_is_open(text: str, phrase: str) -> None:
    assert read(text, phrase).state == "unsure"


def test_the_capital_at_the_top_of_a_speech_is_its_country_s() -> None:
    text = (
        "NATIONAL ASSEMBLY, GABORONE\n\nMadam Speaker, our country is rich. Our exports of goods "
        "fell, and we sold less. Mauritius did better. Our people expect more.\n\nUnemployment "
        "is 18 per cent."
    )
    found = read(text, "18 per cent")
    assert found.reading is not None
    assert found.reading.areas == ("BWA",)


def test_no_country_has_a_part_of_a_person() -> None:
    text = "Indicator\tChina\tKenya\nPopulation, 2008\t1,324.65\t40,270.25\n"
    counts = [one for one in read_text(text, "2010-05") if one.reading is not None]
    assert len(counts) == 2
    assert {one.state for one in counts} == {"unsure"}


def test_a_heading_of_schools_says_nothing_against_enrolment() -> None:
    text = "# Ghana\n\n## Schools\n\nPrimary enrolment in 2018: 103 per cent\n"
    assert "heads it" not in str(read(text, "103 per cent").doubt)
    text = "# Ghana\n\n## Schools\n\nElectricity reached 31 per cent in 2018.\n"
    assert "heads it" in str(read(text, "31 per cent").doubt)


@pytest.mark.parametrize(
    "title",
    [
        "Northern Ghana",
        "North-east Nigeria",
        "Coastal Kenya",
        "The Kurds of Turkey",
        "Hill tribes of Thailand",
        "Kenya's Maasai",
        "Life in Kibera, Kenya",
        "Northern Ireland",
    ],
)
def test_a_title_on_a_part_of_a_country_leaves_what_it_heads_open(title: str) -> None:
    text = f"# {title}\n\nIt was once poor. Life expectancy was 60 years in 2018."
    assert read(text, "60 years").state == "unsure"


@pytest.mark.parametrize(
    "title",
    [
        "Growth in Ghana",
        "Coffee in Ethiopia",
        "Demographics of Kenya",
        "South Sudan",
        "War in Sudan",
    ],
)
def test_a_title_on_a_thing_of_a_country_is_of_all_of_it(title: str) -> None:
    text = f"# {title}\n\nIt was once poor. Life expectancy was 60 years in 2018."
    assert read(text, "60 years").state == "sure"
