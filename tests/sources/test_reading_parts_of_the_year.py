"""Months, quarters and days that are told without a year, and dates that are no spoken year."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text

IN_AUGUST = (
    "Argentina's peso fell in 2017. Consumer prices were up 34.4% on the year in August.\n\n"
    "Unemployment reached 9.6% in the second quarter, compared with an average of 8.3% in 2017."
)
AS_OF = (
    "Malaysia's economy grew by 5.9 percent in 2017. International reserves stood at $103.7 "
    "billion as of Jan 31."
)
LAST_DECEMBER = "Argentina's reserves had fallen to $23bn by last December."
ON_THURSDAY = (
    "Kazakhstan's external debt stood at $160 billion in 2021. The tenge traded at 446 to the "
    "dollar on Thursday."
)
LONG_AGO = "In 1998 the Russian economy collapsed. In August inflation reached 27 percent."
LAST_MONTH = "Philippine inflation, a mere 2.8 percent in 2007, reached 8.3 percent last month."
FIRST_HALF = (
    "Last year Mongolia grew by 7.2 percent, and in the first half of this year by 7.3 percent."
)
WITH_A_YEAR = "Inflation in Ghana was 9.8 percent in March 2016."
A_DATE_LINE = (
    "Why Niger has so many children\n\n11 July 2021\n\nThe average woman has 6.8 children. "
    "That is the highest rate in the world."
)
A_MONTH_LINE = "Country brief: Fiji\nMarch 2016\n\nFiji has 900,000 inhabitants, 30 percent poor."
OF_MEN = (
    "FACT SHEET\n\n• In 2019, 47 per cent of the world's women were in the labour force, "
    "compared with 74 per cent of men."
)


@pytest.mark.parametrize(
    ("text", "published", "figure", "year"),
    [
        (IN_AUGUST, "2018-09-26", "34.4", 2018),
        (IN_AUGUST, "2018-09-26", "9.6", 2018),
        (IN_AUGUST, "2018-09-26", "8.3", 2017),
        (AS_OF, "2018-02-14", "103.7", 2018),
        (LAST_DECEMBER, "2024-03-14", "23bn", 2023),
        (ON_THURSDAY, "2023-03-02", "446", 2023),
        (LONG_AGO, "2023-03-02", "27", 1998),
        (LAST_MONTH, "2008-05-14", "8.3", 2008),
        (LAST_MONTH, "2008-05-14", "2.8", 2007),
        (FIRST_HALF, "2019-09-16", "7.3", 2019),
        (WITH_A_YEAR, "2018-09-26", "9.8", 2016),
        (A_DATE_LINE, "2021-07-11", "highest", None),
        (A_MONTH_LINE, "2016-03", "900,000", None),
        (OF_MEN, "2020-03-08", "74", 2019),
    ],
)
def test_what_is_told_of_a_month_is_of_its_year(
    text: str, published: str, figure: str, year: int | None
) -> None:
    read = read_text(text, published)
    one = next(one for one in read if figure in text[one.start : one.end])
    assert one.reading is not None
    assert one.reading.period.end == year


def test_what_is_told_of_a_month_is_not_sure() -> None:
    read = read_text("Ghana had 33 million people in March.", "2023-06-01")
    assert read[0].state == "unsure"
    assert read_text("Inflation in Ghana was 20 percent in May.", "2023-06")[0].state == "unsure"


SAME_TOPIC = "In 2017 40 per cent of Zambians had electricity. The rate has doubled since 2000."
OTHER_PARAGRAPH = (
    "In 2017 only 40 per cent of Zambians had electricity.\n\nThe population of Zambia has "
    "doubled since 2000."
)


@pytest.mark.parametrize(("text", "until"), [(SAME_TOPIC, 2017), (OTHER_PARAGRAPH, None)])
def test_a_change_since_a_year_is_up_to_the_year_its_paragraph_tells_it_of(
    text: str, until: int | None
) -> None:
    reading = read_text(text, "2019-11-27")[-1].reading
    assert reading is not None
    assert (reading.period.start, reading.period.end) == (2000, until)
