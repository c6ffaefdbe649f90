"""Years that stand before what a growth led to, headings of seasons, and what is counted again."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text
from sources.reading.sentences.model import ReadFigure


def read(text: str, phrase: str, published: str = "2018-12-17") -> ReadFigure:
    return next(one for one in read_text(text, published) if phrase in one.phrase)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Remittances to Kenya climbed 12.5 percent in 2017 to $5.5 billion.", "$5.5 billion"),
        ("Kenya's population grew 2.1 percent last year to 56 million.", "56 million"),
        ("Kenya's tourism receipts rose by 12% during 2017 to a record $5 billion.", "$5 billion"),
        ("Inflation in Kenya slowed by 2 points in 2017, to 5.5 percent.", "5.5 percent"),
    ],
)
def test_what_a_growth_led_to_is_of_the_year_in_which_it_grew(text: str, phrase: str) -> None:
    found = read(text, phrase)
    assert found.reading is not None
    assert (found.state, found.reading.period.start, found.reading.period.end) == (
        "sure", 2017, 2017,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Unemployment in Kenya rose from 5 percent in 2010 to 7 percent.", "7 percent"),
        ("Remittances to Kenya were 2 percent of GDP in 2010, and grew to $5 billion.", "$5"),
        ("Remittances to Kenya climbed 12 percent in 2010 to $5 billion in 2017.", "$5 billion"),
    ],
)
def test_what_stands_behind_another_year_is_not_surely_of_it(text: str, phrase: str) -> None:
    found = read(text, phrase)
    assert found.reading is not None
    assert found.state != "sure" or found.reading.period.end == 2017


def test_a_season_in_a_heading_is_no_year_of_its_country() -> None:
    text = (
        "Asuo Farmers: letter to members for the season 2013/14\n\n"
        "Agriculture in Ghana employs 45 per cent of all who work."
    )
    found = read(text, "45", "2015-01-20")
    assert found.reading is not None
    assert found.reading.period.end is None
    other = read(text.replace("letter to members for the season 2013/14", "2014"), "45", "2015-01")
    assert other.reading is not None
    assert other.reading.period.end == 2014


LOW = "is less than five metres above sea level."


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (f"More than half of the Netherlands {LOW}", "AG.LND.EL5M.ZS"),
        ("Egypt: 25% of the population lives below 5 metres above sea level.", "EN.POP.EL5M.ZS"),
        ("60% of the Dutch live less than five metres above sea level.", "EN.POP.EL5M.ZS"),
    ],
)
def test_of_a_country_that_lies_low_the_land_is_meant(text: str, code: str) -> None:
    found = read(text, text.split("%")[0][-2:] if "%" in text else "half")
    assert found.reading is not None
    assert found.reading.indicator == f"wdi:{code}"


def test_a_number_that_is_no_sum_goes_on_with_what_was_counted_before() -> None:
    text = (
        "In 2018 Jordan received 4.2 million tourists, who left $5.2 billion behind. "
        "Lebanon had 1.9 million."
    )
    found = read(text, "1.9 million", "2019-06")
    assert found.reading is not None
    assert found.reading.indicator == "tourist_arrivals"
    sums = text.replace("1.9 million", "8.4")
    bare = read(sums, "8.4", "2019-06")
    assert bare.reading is None or bare.reading.indicator != "tourist_arrivals"


def test_what_stands_behind_a_number_is_what_it_counts() -> None:
    found = read("Russia has 4.2 doctors per thousand people and eleven hospital beds.", "eleven")
    assert found.reading is not None
    assert found.reading.indicator == "hospital_beds"


def test_it_is_not_said_to_mean_a_country_where_it_may_be_the_rate() -> None:
    text = (
        "Kenya borders Uganda. Spending on education in Finland took 6.04% of GDP in 2005, and in "
        "Uganda 2%. In 2000 it was 5.71%."
    )
    doubt = read(text, "5.71").doubt
    assert doubt is not None
    words = " ".join(one.words for one in (doubt, *doubt.beside))
    assert "“it” goes back to what was told before, perhaps of " in words


def test_up_to_when_a_pair_moved_is_not_taken_from_another_sentence() -> None:
    text = "In 2020 Kenya had 52 million people. Unemployment in Kenya rose from 5% in 2010 to 7%"
    found = read(f"{text}.", "7%", "2023-05-18")
    assert found.doubt is not None
    assert (found.state, found.doubt.words) == ("unsure", "until when it changed is not said")
    for told in ("in 2020", "ten years later"):
        assert read(f"{text} {told}.", "7%", "2023-05-18").state == "sure"


SPAN = "Kenya's life expectancy rose from 58.0 years in 2005 to 63.1 in 2015."
UGANDA = "Over the same period Uganda's life expectancy rose from 51 to 61 years."


def test_the_same_period_is_surely_the_one_told_last() -> None:
    found = read(f"{SPAN} {UGANDA}", "61", "2023-05-18")
    assert found.reading is not None
    assert (found.state, found.reading.period.start, found.reading.period.end) == (
        "sure", 2005, 2015,
    )  # fmt: skip


@pytest.mark.parametrize("between", [" In 2020 it was 62.7.", "\n\nIn 1978 it was 51.2."])
def test_the_same_period_is_not_surely_one_told_before_other_years(between: str) -> None:
    assert read(f"{SPAN}{between} {UGANDA}", "61", "2023-05-18").state == "unsure"


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Kenya's GDP was $82 billion in 2017 and has grown by 47%.", "47%"),
        ("Kenya's GDP was $70 billion in 2016 and grew by a quarter.", "a quarter"),
        ("Kenya's GDP was $70 billion in 2016, and has since grown by 20%.", "20%"),
    ],
)
def test_what_grew_after_the_year_of_its_level_is_open(text: str, phrase: str) -> None:
    doubt = read(text, phrase, "2026-03").doubt
    assert doubt is not None
    assert doubt.words == "until when it changed is not said"


def test_what_is_led_by_its_own_year_is_sure() -> None:
    text = (
        "Remittances of Nepal were 35 percent of GDP in 2006; by 2021 they had declined to "
        "15 percent."
    )
    found = read(text, "15 percent", "2026-03")
    assert found.reading is not None
    assert (found.state, found.reading.period.end) == ("sure", 2021)


def test_what_is_so_today_has_not_the_year_of_what_was() -> None:
    text = "The internet is used by 82% of Peruvians and 41% were online in 2015."
    found = read(text, "82%", "2026-03")
    assert found.reading is not None
    assert found.state == "unsure" or found.reading.period.end is None


@pytest.mark.parametrize("head", ["Girl power", "Men of iron"])
def test_a_heading_that_only_speaks_of_some_leaves_open_whose_it_is(head: str) -> None:
    text = f"# Portugal\n\n## {head}\n\nLife expectancy in Portugal was 82.3 years in 2023."
    assert read(text, "82.3", "2026-03").state == "unsure"


def test_a_heading_of_women_alone_is_of_women() -> None:
    text = "# Portugal\n\n## Women\n\nLife expectancy in Portugal was 85.2 years in 2023."
    found = read(text, "85.2", "2026-03")
    assert found.reading is not None
    assert (found.state, found.reading.indicator) == ("sure", "life_expectancy_female")


@pytest.mark.parametrize(
    "who", ["Among Kenyan graduates", "For Kenya's poor", "In Kenyan slums", "On Kenya's islands"]
)
def test_some_who_lead_a_sentence_may_have_its_figure_alone(who: str) -> None:
    found = read(f"{who} the fertility rate was 2.2 in 2019.", "2.2", "2026-03")
    assert found.state == "unsure"
    assert read("In Kenya the fertility rate was 3.4 in 2019.", "3.4", "2026-03").state == "sure"
