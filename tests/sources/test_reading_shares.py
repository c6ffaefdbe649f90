"""A share that is named before its figure: what is told of it is told of the share."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text
from sources.reading.sentences.model import Reading


def reading(text: str, at: int = 0) -> Reading | None:
    found = read_text(text, published="2018-06")
    return found[at].reading


GDP, PEOPLE = "gdp_current_usd", "population"


@pytest.mark.parametrize(
    ("text", "measure", "indicator", "area", "of", "years"),
    [
        ("China's share of world GDP rose from 4% in 2000 to 15% in 2017.",
         "share", GDP, "CHN", "world", (2000, 2017)),
        ("India's share of the world's population rose from 17% to 18% between 2000 and 2017.",
         "share", PEOPLE, "IND", "world", (2000, 2017)),
        ("China's share of world GDP was 15% in 2017.",
         "share", GDP, "CHN", "world", (2017, 2017)),
        ("China's share of world GDP quadrupled between 2000 and 2017.",
         "growth", GDP, "CHN", "world", (2000, 2017)),
        ("Japan's share of world GDP fell by 8 percentage points between 1995 and 2017.",
         "change", GDP, "JPN", "world", (1995, 2017)),
        ("Germany's share of EU GDP increased from 20% in 2008 to 22% in 2017.",
         "share", GDP, "DEU", "EU", (2008, 2017)),
    ],
)  # fmt: skip
def test_what_is_told_of_a_named_share_is_of_the_share(
    text: str, measure: str, indicator: str, area: str, of: str, years: tuple[int, int]
) -> None:
    read = reading(text)
    assert read is not None
    assert (read.measure, read.indicator, read.areas, read.of) == (measure, indicator, (area,), of)
    assert (read.period.start, read.period.end) == years


def test_a_share_is_carried_by_its() -> None:
    text = "China grew fast. Its share of world GDP doubled between 2005 and 2015."
    read = reading(text)
    assert read is not None
    assert (read.measure, read.of, read.areas) == ("growth", "world", ("CHN",))


def test_what_a_share_was_before_is_a_share_too() -> None:
    read = reading("China's share of world GDP was 15% in 2017, up from 4% in 2000.", 1)
    assert read is not None
    assert (read.measure, read.of, read.period.end) == ("share", "world", 2000)


@pytest.mark.parametrize(
    "text",
    [
        "The share of the world's population living in cities rose from 43% in 1990 to 55%.",
        "The share of GDP spent on health rose from 5% in 2000 to 6% in 2015 in Turkey.",
    ],
)
def test_a_rate_that_is_called_a_share_stays_a_rate(text: str) -> None:
    read = reading(text)
    assert read is not None
    assert (read.measure, read.of) == ("value", "")


def test_a_share_of_what_no_sum_is_known_of_is_not_read_as_another() -> None:
    assert reading("China's share of global trade more than doubled from 2000 to 2015.") is None
