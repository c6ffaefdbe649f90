"""The counts of a run in words: every figure is told once, and the numbers add up."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expectations.wording.counts import say_counts, say_means, say_text_counts, say_unsure

SMALL = st.integers(0, 40)


def test_what_could_be_checked_and_what_not_are_told_apart() -> None:
    standings = {"holds": 7, "off": 3, "open": 4, "not checkable": 18}
    assert say_counts(32, standings, 3) == (
        "Of 32 figures in the text, public statistics can check 11: 3 are off, 1 stays open and "
        "7 hold. Of the other 21, 3 stay open for want of data and 18 are covered by no public "
        "statistic."
    )


@given(SMALL, SMALL, SMALL, SMALL, SMALL)
def test_the_numbers_of_a_headline_add_up(
    off: int, still_open: int, holds: int, without_data: int, uncovered: int
) -> None:
    standings = {"off": off, "open": still_open + without_data, "holds": holds}
    standings["not checkable"] = uncovered
    claims = sum(standings.values())
    said = say_counts(claims, standings, without_data).replace("none", "0").replace(" one ", " 1 ")
    numbers = [int(one) for one in re.findall(r"\d+", said)]
    others = without_data + uncovered
    checked = [claims, off + still_open + holds]
    checked += [off, still_open, holds] if checked[1] else []
    both = [others, without_data, uncovered] if without_data and uncovered else [others]
    assert numbers == checked + (both if others else [])


@pytest.mark.parametrize(
    ("checked", "every", "said"),
    [
        (
            {"data": 8, "list": 2, "calendar": 1},
            {"data": 8, "list": 2, "calendar": 1, "arithmetic": 10, "none": 11},
            "Checked: 8 against data, 2 against a list of countries and 1 against the calendar. "
            "Of the 21 that were not, 10 could only be held against other figures of the text.",
        ),
        ({"data": 2}, {"data": 2}, "Checked: 2 against data."),
        ({}, {"none": 3}, ""),
    ],
)
def test_the_means_add_up_to_what_was_checked(
    checked: dict[str, int], every: dict[str, int], said: str
) -> None:
    assert say_means(checked, every) == said


def test_the_counts_of_a_text_say_why_figures_are_open() -> None:
    counts = {"claims": 16, "holds": 6, "off": 1, "open": 8, "not_checkable": 1, "unsure": 7}
    assert say_text_counts(counts) == (
        "16 figures state something: 1 is off, 8 stay open (7 since what is meant is not "
        "sure), 6 hold and 1 cannot be checked."
    )


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Holds: 189 million.", "If so, it holds: 189 million."),
        ("True but understated: 27.8.", "If so, it is true but understated: 27.8."),
        ("Not settled: no edition.", "If so, it is not settled: no edition."),
        ("Could not be checked.", "If so, it could not be checked."),
        ("The sources disagree: 1, 2.", "If so: the sources disagree: 1, 2."),
    ],
)
def test_what_an_unsure_reading_would_come_to_is_said_as_no_more_than_that(
    sentence: str, said: str
) -> None:
    assert say_unsure("the population of Pakistan in 2015", sentence) == (
        f"Not sure what is meant. It may be the population of Pakistan in 2015. {said}"
    )
