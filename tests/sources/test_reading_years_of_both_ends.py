"""From which year to which a change runs, where it tells one of them only, or none."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text

TOLD_BEFORE = (
    "Tunisian women had 5.2 births each in 1980 and 2.1 in 2019. Moroccan fertility came down "
    "even more steeply, from 5.7 to 2.4."
)
SINCE_BEHIND = (
    "Across Vanuatu 62 per cent of people had electricity in 2018, a gain of 18 percentage "
    "points since 2010, though only one in four was using the internet in 2017."
)
STILL_THERE = "In Georgia unemployment has halved since 2009 but remained at 17.3% in 2022."
AND_OTHERS = (
    "In Portugal tourism receipts have doubled since 2010, and passengers carried by the "
    "nation's airlines rose from 10.4 million in that year to 17.4 million last year."
)
OWN_SHARE = (
    "In Poland renewables made up 18.5 per cent of energy use in 2019, more than double its "
    "share of 2000."
)
IN_ITS_YEAR = "In Estonia prices rose more than tenfold in 1992."
TWICE_IN = "In Mali the population was 10 million in 2000 and twice that in 2019."
VALUE_LOST = "Moldova's leu lost a quarter of its value against the dollar in 2015."
SO_IT_HAS = "In 1990 child mortality in Peru was 80 per thousand, so it has fallen by four fifths."
START_AND_END = (
    "Between 1995 and 2007 growth in Estonia averaged 7 per cent a year. Income per head stood "
    "at $3,100 at the start of those years; at the end it was $16,700, a fivefold rise."
)
DECADE_BEFORE = (
    "In Estonia growth averaged 1.7 percent a year between 2010 and 2020, down from 2.1 "
    "percent in the decade before."
)
UP_FROM = (
    "In 2000 fewer than 10 of 100 Rwandans had power. Nine out of ten births are attended by "
    "skilled staff, up from less than a third."
)
SURVEYED = "In Nepal 25.2 per cent fell below the national poverty line in 2010/11."


@pytest.mark.parametrize(
    ("text", "phrase", "start", "end"),
    [
        (TOLD_BEFORE, "from 5.7 to 2.4", 1980, 2019),
        (SINCE_BEHIND, "18 percentage points", 2010, 2018),
        (STILL_THERE, "halved", 2009, 2022),
        (AND_OTHERS, "doubled", 2010, None),
        (AND_OTHERS, "from 10.4 million in that year to 17.4 million", 2010, 2022),
        (OWN_SHARE, "more than double", 2000, 2019),
        (IN_ITS_YEAR, "more than tenfold", 1991, 1992),
        (TWICE_IN, "twice", 2000, 2019),
        (VALUE_LOST, "a quarter", 2014, 2015),
        (SO_IT_HAS, "four fifths", 1990, None),
        (START_AND_END, "$3,100", 1995, 1995),
        (START_AND_END, "$16,700", 2007, 2007),
        (START_AND_END, "fivefold", 1995, 2007),
        (DECADE_BEFORE, "2.1 percent", 2000, 2010),
        (UP_FROM, "less than a third", 2000, 2000),
        (SURVEYED, "25.2 per cent", 2010, 2010),
    ],
)
def test_a_change_runs_between_the_years_that_its_text_tells(
    text: str, phrase: str, start: int, end: int | None
) -> None:
    (one,) = [read for read in read_text(text, "2023-06") if read.phrase == phrase]
    assert one.reading is not None
    assert (one.reading.period.start, one.reading.period.end) == (start, end)
