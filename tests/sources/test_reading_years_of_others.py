"""Years of a sentence that are of another figure, and words for a time that were no year."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text

AFTER_A_SPAN = (
    "Between 1966 and 2010 output in Botswana grew on average by 9 per cent a year, and by "
    "2013 GDP per head had reached $7,100, nearly four times the Zambian figure."
)
AFTER_A_DEFICIT = (
    "Jordan's current account recorded a surplus of US$ 1.6 bn in 2023, after a deficit of US$ "
    "1.4 bn in 2022. Merchandise exports fell by 9.1 per cent to US$ 11.9 bn."
)
LAST_YEAR_OF = (
    "In 2019, the last year of the old order, Bhutan counted 316,000 visitors from abroad, "
    "twice as many as in 2015; a year later their number had dropped by nine-tenths."
)
ON_A_YEAR = (
    "Oman's gross domestic product in 2022 was large. It reached US$114.7 billion, which "
    "represents an advance of 30 per cent on 2021."
)
STRETCH = (
    "In 1995 Japan's GDP was $6.5 trillion. In 2023 it was $4.2 trillion. Over the same "
    "stretch the US went from $7.6 trillion to $27.4 trillion."
)
OVER_THE_PERIOD = (
    "Vietnam's exports rose between 2000 and 2016. Its GDP per capita increased by 5.3 per "
    "cent a year over the period."
)
HAS_MORE_THAN = (
    "Saudi Arabia used 9,400 kWh per head in 2014. Its population has more than doubled since 1990."
)
OLDER_THAN = (
    "In 2022, 34 percent of Malawi's population was younger than 15 and 3.2 percent was 65 or "
    "older."
)
IT_REMAINS = (
    "The fertility rate in Poland was 1.46 in 2018. It has gone up since 2015, when it was "
    "1.29, but it remains below the EU average of 1.55."
)


END_OF_THE_YEAR = (
    "The Dominican economy grew by 4.9 percent in 2022. Gross reserves of $14.4 billion at the "
    "end of the year were equivalent to five months of imports."
)
WEIGHED = (
    "Aid to sub-Saharan Africa, at about $62 billion in 2021, is less than 4 per cent of the "
    "region's income."
)
CLOSER = "In Vietnam two jobs in five (41 per cent in 2016) are in farming."
ANOTHER = "In Vietnam two people in five (10 per cent in 1990) use the internet."
BEHIND_A_PAIR = (
    "Life expectancy in Tunisia reached 75.7 years in 2016. Infant mortality fell from 44 per "
    "1,000 live births in 1990 to 11.7, about half the rate of Algeria."
)
A_DEFICIT_BEFORE = (
    "In 2023 Jordan did well. The current account recorded a surplus of US$ 1.6 bn, after a "
    "deficit of US$ 1.4 bn in 2022. Merchandise exports fell by 9.1 per cent to US$ 11.9 bn."
)
WHEN_IT_FELL = (
    "In 2009 Mexico's economy shrank by 6.5 per cent, more than in 1995, when it fell by 6.2 "
    "per cent. Merchandise exports fell by over a fifth, from 291 to 230 billion dollars."
)
FOLD = "In Estonia prices rose more than tenfold in 1992, and the economy shrank by a fifth."
SWUNG_FROM = (
    "The economy of Kazakhstan grew 1.2% in 2022, after 4.2% in 2021. The current account "
    "swung from a surplus of 2.8% of gross domestic product to a deficit of 3.3%."
)
SWUNG_TO = (
    "Kazakhstan's output grew 3.2% in 2022. The current account swung to a surplus of $6.4 "
    "billion, from a deficit of $2.7 billion."
)
NOW_RIGHT_BEHIND = "In Brazil inequality used to be high: the Gini index was 60 in 1990, 54 now."
PAGED = (
    "Electricity reaches 13 per cent of Malawians and one in twenty-five in the countryside "
    "(Chirwa 2018, p. 41)."
)
THEN_THIS = (
    "In 2018 Kiribati was poor. Then this: 53 of every 1,000 babies born in Kiribati don't "
    "live to be five, ten times the number for Australia."
)
FIRST_SINCE = (
    "Oman exported much in 2022. The current account showed a surplus of 5 per cent of GDP, "
    "the first since 2014."
)
PRICES_ROSE = "In 2021 Ghana stopped paying. In 2022 prices rose by 72% in Turkey."


@pytest.mark.parametrize(
    ("text", "phrase", "start", "end"),
    [
        (END_OF_THE_YEAR, "$14.4 billion", 2022, 2022),
        (WEIGHED, "less than 4 per cent", 2021, 2021),
        (CLOSER, "two jobs in five", 2016, 2016),
        (ANOTHER, "two people in five", None, None),
        (BEHIND_A_PAIR, "about half", 2016, 2016),
        (A_DEFICIT_BEFORE, "9.1 per cent", 2022, 2023),
        (WHEN_IT_FELL, "over a fifth", 2008, 2009),
        (WHEN_IT_FELL, "from 291 to 230 billion dollars", 2008, 2009),
        (FOLD, "shrank by a fifth", 1992, 1992),
        (SWUNG_FROM, "2.8%", 2021, 2021),
        (SWUNG_FROM, "3.3%", 2022, 2022),
        (SWUNG_TO, "$6.4 billion", 2022, 2022),
        (SWUNG_TO, "$2.7 billion", 2021, 2021),
        (NOW_RIGHT_BEHIND, "54", None, None),
        (PAGED, "one in twenty-five", None, None),
        (THEN_THIS, "ten", None, None),
        (FIRST_SINCE, "5 per cent", 2022, 2022),
        (PRICES_ROSE, "72%", 2022, 2022),
        (AFTER_A_SPAN, "nearly four", 2013, 2013),
        (AFTER_A_DEFICIT, "9.1 per cent", 2022, 2023),
        (AFTER_A_DEFICIT, "US$ 11.9 bn", 2023, 2023),
        (LAST_YEAR_OF, "316,000", 2019, 2019),
        (LAST_YEAR_OF, "twice", 2015, 2019),
        (LAST_YEAR_OF, "nine-tenths", 2019, 2020),
        (ON_A_YEAR, "US$114.7 billion", 2022, 2022),
        (STRETCH, "from $7.6 trillion to $27.4 trillion", 1995, 2023),
        (OVER_THE_PERIOD, "5.3 per cent", 2000, 2016),
        (HAS_MORE_THAN, "more than doubled", 1990, None),
        (OLDER_THAN, "3.2 percent", 2022, 2022),
        (IT_REMAINS, "1.29", 2015, 2015),
    ],
)
def test_a_year_is_of_the_figure_that_it_is_told_of(
    text: str, phrase: str, start: int | None, end: int | None
) -> None:
    (one,) = [read for read in read_text(text, "2024-06") if read.phrase == phrase]
    assert one.reading is not None
    assert (one.reading.period.start, one.reading.period.end) == (start, end)


def test_a_since_told_with_a_level_is_not_when_another_clause_is() -> None:
    (one,) = [read for read in read_text(IT_REMAINS, "2019-06") if read.phrase == "1.55"]
    assert one.reading is not None
    assert one.reading.period.end != 2015


@pytest.mark.parametrize(
    ("text", "phrase", "year"),
    [
        ("Nine Moroccans in ten use the internet, up from barely half a decade ago.", "half", 2014),
        ("Half a decade ago, 40 per cent of Moroccans used the internet.", "40 per cent", 2019),
    ],
)
def test_half_a_decade_ago_is_five_years_or_half_and_ten(text: str, phrase: str, year: int) -> None:
    (one,) = [read for read in read_text(text, "2024") if read.phrase.endswith(phrase)]
    assert one.reading is not None
    assert one.reading.period.end == year
