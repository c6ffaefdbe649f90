"""Whether a figure without a year is of the newest one, or of the year spoken of before."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text

NONE_OF_THE_NEWEST_YET = (
    "In 2022 India received $111 billion in remittances. Mexico is second with $61 billion, and "
    "China comes third."
)
IN_BRACKETS = (
    "Kenya has 50 million people. At the end of 2016 Turkey sheltered 2.9 million refugees. Next "
    "come Pakistan (1.4 million) and Lebanon (1.0 million)."
)
NO_VERB_OF_ITS_OWN = (
    "Chad's economy shrank by 1.6 per cent in 2018. Fertility: 5.7 children per woman, and it is "
    "falling."
)
OF_A_SERIES_OF_ITS_OWN = (
    "Niger at a glance\n\n• Population: 23 million\n\n• Life expectancy of 62 years in 2019\n\n"
    "• Access to electricity: 19% of the population\n"
)


@pytest.mark.parametrize(
    ("text", "published", "phrase", "year"),
    [
        (NONE_OF_THE_NEWEST_YET, "2023", "$61 billion", 2022),
        (IN_BRACKETS, "2017", "1.4 million", 2016),
        (NO_VERB_OF_ITS_OWN, "2020", "5.7", None),
        (OF_A_SERIES_OF_ITS_OWN, "2020", "19%", None),
    ],
    ids=["no figure yet of the newest", "in brackets", "the sentence's verb", "a series named"],
)
def test_a_figure_without_a_year_is_of_the_newest_or_of_the_one_before_and_never_sure(
    text: str, published: str, phrase: str, year: int | None
) -> None:
    read = next(one for one in read_text(text, published) if one.phrase == phrase)

    assert read.reading is not None
    assert read.reading.period.end == year
    assert read.state == "unsure"


def test_the_other_year_stays_among_the_candidates() -> None:
    found = read_text(NONE_OF_THE_NEWEST_YET, "2023")
    read = next(one for one in found if one.phrase == "$61 billion")

    ends = [one.reading.period.end for one in read.candidates]
    assert ends[0] == 2022
    assert None in ends


BELOW = "\n\nThe Thai economy did well. Unemployment is 1.2 per cent. Inflation was 0.7 per cent.\n"


@pytest.mark.parametrize(
    ("title", "phrase", "year", "state"),
    [
        ("Thai economy grows 3.9 per cent, 2017 best in five years", "1.2", None, "unsure"),
        ("Thai economy grows 3.9 per cent, 2017 best in five years", "0.7", 2017, "sure"),
        ("Thailand in 2017", "1.2", 2017, "sure"),
        ("How Thailand compared with Malaysia in 2017", "1.2", None, "unsure"),
    ],
)
def test_what_is_so_below_a_headline_of_a_year_is_not_surely_of_that_year(
    title: str, phrase: str, year: int | None, state: str
) -> None:
    read = next(one for one in read_text(title + BELOW, "2018") if phrase in one.phrase)

    assert read.reading is not None
    assert read.reading.period.end == year
    assert read.state == state


@pytest.mark.parametrize(("verb", "year"), [("are", None), ("were", 2021)])
def test_what_is_so_behind_how_something_moved_is_of_the_newest_year(
    verb: str, year: int | None
) -> None:
    text = (
        "Nigeria has gone from 56 million people in 1970 to 213 million in 2021, and 43 per cent "
        f"of Nigerians {verb} under 15."
    )
    read = next(one for one in read_text(text, "2022") if one.phrase == "43 per cent")

    assert read.reading is not None
    assert read.reading.period.end == year


def test_what_was_still_so_is_of_the_past() -> None:
    text = (
        "In 1990 Nigeria had 96 million people; by 2019 it had 201 million, and its women were "
        "still bearing 5.3 children each."
    )
    read = next(one for one in read_text(text, "2022") if "5.3" in one.phrase)

    assert read.reading is not None
    assert read.reading.period.end == 2019


def test_a_headline_that_slows_dates_no_sentence_in_the_present() -> None:
    text = (
        "Togo's growth slows in fourth quarter, 2017 best in five years\n\n"
        "Togo has 7.7 million inhabitants."
    )
    found = next(one for one in read_text(text, "2018-02") if one.phrase == "7.7 million")
    assert found.reading is not None
    assert (found.state, found.reading.period.end) == ("unsure", None)
