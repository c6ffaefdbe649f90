"""From when to when a change, a mean and a multiple are told."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text

THEN = (
    "Tonga received remittances equal to 46% of GDP in 2021. In Tonga the ratio has more than "
    "doubled since 2010; it was 20% then."
)
IN_TWENTY_YEARS = (
    "Ghana had 19 million people in 2000 and has 31 million today. In twenty years its "
    "population has grown by 60 per cent."
)
SAME_DECADES = (
    "Brazil's forests shrank to 497 million hectares this year from 589 million in 1990. Over "
    "the same three decades Indonesia's forests shrank by 26 million hectares."
)
SINCE_AVERAGED = "Growth in Poland since 1992 averaged 4.1% a year."
HAD_BEEN = (
    "Remittances in Lesotho amounted to 15 per cent of GDP in 2017, which is much, but less than "
    "half of what they had been in 2000."
)
AS_MANY = (
    "In 1960 Egypt had 27 million inhabitants. By 2010 there were 78 million, which is nearly "
    "three times as many."
)
ITS_LEVEL = (
    "Undernourishment in sub-Saharan Africa was 22.8 per cent in 2018, 1.6 points above its "
    "level of 2014."
)
RECORD = "In 2023 exports of Chile fell by a tenth from the peak of 2022 to $100 billion."
FROM_TO = "Poverty in India fell by 20 percentage points from 1990, to 31 percent in 2010."
IN_TURN = (
    "Some 38% of Chadians, but 24% of Cameroonians, lived in extreme poverty at the time of the "
    "last surveys (2011 and 2014)."
)
AGED = (
    "Births to teenagers in Niger number 177 a year for each thousand women aged 15 to 19 (2019), "
    "four times the figure for the world."
)

NEXT_DECADE = (
    "Between 2000 and 2010 Peru's economy grew by 5.6 per cent a year; in the following decade it "
    "managed only 2.7 per cent."
)
THAT_FOLLOWED = (
    "Ghana had 19 million people in 2000. In the two decades that followed the number grew by 60 "
    "per cent."
)
EARLY = "In the early 2000s growth in Angola averaged 10 per cent."
TWO_SPANS = "In Chile growth has gone from over 5% a year in 2010-13 to 2% in 2014-18."
BEFORE_A_CRISIS = (
    "In the five years before the crisis of 2008 Ireland's economy grew by 5 per cent a year."
)
SINCE_IT_JOINED = (
    "Since it joined the EU in 2004 Poland has grown by 3.9 per cent a year on average."
)
SIXFOLD = "It took Korea 20 years, from 1980 to 2000, to raise its income per head sixfold."
BEFORE_LAST = "Growth in Laos was 6.2 per cent last year, the year before last 7.0."
TWO_YEARS = (
    "Fiji's economy contracted by 17 per cent in 2020 and by a further 5.1 per cent in 2021. Samoa "
    "lost a tenth of its output over the two years."
)
TWELVE_MONTHS = (
    "Egypt's consumer prices jumped by 13.9% in 2022. The pound lost more than a fifth of its "
    "value over the same twelve months."
)
OF_WHAT = "Unemployment in Poland is below 4 per cent, a third of what it was in 2013."
BACK_THEN = (
    "In 1995 Japan's GDP was $6.5 trillion. In 2023 it was $4.2 trillion. Over the same stretch "
    "the US went from $7.6 trillion to $27.4 trillion. Back then Japan was number two in the world."
)
SPLIT = "In the survey of 2019–20, 24.1 percent of Fijians were below the national poverty line."
DOWN_FROM = (
    "Peru's rural poverty rate was 39.8 percent last year, down 1.3 points from 2022, while urban "
    "poverty climbed to 26.4 percent from 24.1 percent."
)
LISTED = "In 2000 and 2010 Kenya had 31 and 41 million inhabitants."


@pytest.mark.parametrize(
    ("text", "published", "figure", "start", "end"),
    [
        (THEN, "2022-12-14", "20%", 2010, 2010),
        (THEN, "2022-12-14", "doubled", 2010, 2021),
        (IN_TWENTY_YEARS, "2021-07-11", "60", 2000, 2020),
        (SAME_DECADES, "2020-07-21", "26 million", 1990, 2020),
        (SINCE_AVERAGED, "2024-11-20", "4.1", 1992, None),
        (HAD_BEEN, "2018-09-12", "half", 2000, 2017),
        (AS_MANY, "2012-08-01", "three", 1960, 2010),
        (ITS_LEVEL, "2020-03-31", "1.6", 2014, 2018),
        (RECORD, "2024-01-26", "tenth", 2022, 2023),
        (FROM_TO, "2014-01-26", "20 ", 1990, 2010),
        (IN_TURN, "2016-11-01", "38", 2011, 2011),
        (IN_TURN, "2016-11-01", "24", 2014, 2014),
        (AGED, "2021-07-11", "177", 2019, 2019),
        (NEXT_DECADE, "2022-09-15", "2.7", 2010, 2020),
        (THAT_FOLLOWED, "2022-09-15", "60", 2000, 2020),
        (EARLY, "2022-09-15", "10", 2000, 2004),
        (TWO_SPANS, "2019-11-02", "5%", 2010, 2013),
        (TWO_SPANS, "2019-11-02", "2%", 2014, 2018),
        (BEFORE_A_CRISIS, "2019-11-02", "5 per", 2003, 2008),
        (SINCE_IT_JOINED, "2019-11-02", "3.9", 2004, None),
        (SIXFOLD, "2019-11-02", "sixfold", 1980, 2000),
        (BEFORE_LAST, "2020-05-10", "7.0", 2018, 2018),
        (TWO_YEARS, "2022-09-20", "tenth", 2019, 2021),
        (TWELVE_MONTHS, "2023-09-20", "fifth", 2021, 2022),
        (OF_WHAT, "2019-10-08", "4 per", None, None),
        (BACK_THEN, "2024-10-14", "number two", 1995, 1995),
        (SPLIT, "2021-08-14", "24.1", 2019, 2019),
        (DOWN_FROM, "2024-05-09", "24.1", 2022, 2022),
        (LISTED, "2022-09-15", "31", 2000, 2000),
        (LISTED, "2022-09-15", "41", 2010, 2010),
    ],
)
def test_a_change_is_told_from_one_year_to_another(
    text: str, published: str, figure: str, start: int | None, end: int | None
) -> None:
    read = read_text(text, published)
    one = next(one for one in read if one.reading and figure in text[one.start : one.end + 4])
    assert one.reading is not None
    assert (one.reading.period.start, one.reading.period.end) == (start, end)


def test_beside_a_year_in_brackets_the_newest_year_is_not_sure() -> None:
    read = read_text("Ethiopia's GDP per head (2021: $925) is half that of Kenya.", "2022-09-15")
    assert [one.state for one in read] == ["sure", "unsure"]
