"""Two figures of one text that tell the same quantity, area and year, and exclude each other."""

from __future__ import annotations

import cProfile
import pstats
from dataclasses import replace

import pytest
from builders import claim, paper, snapshot

from expectations.assessment.assess import assess
from expectations.explaining.told_twice import told_twice
from expectations.outcomes import Outcome, Verdict
from sources.figures.parse import parse_figure
from sources.model import Claim, HowRead, Period

SERIES = {("wdi", "2018-01-01", "SP.POP.TOTL", "AAA"): {2014: 60e6, 2015: 74e6, 2016: 74.6e6}}


def told(phrase: str, year: int = 2016, sentence: str = "") -> Claim:
    return claim(
        parse_figure(phrase),
        id=f"{phrase} {year}",
        phrase=phrase,
        measure="value",
        group="one",
        period=Period(year, year),
        sentence=sentence or f"It was {phrase} in {year}.",
    )


def judged(*claims: Claim) -> tuple[Outcome, ...]:
    return assess(paper(list(claims)), snapshot(SERIES)).outcomes


def test_figures_of_the_same_that_exclude_each_other_say_so_at_both() -> None:
    one, other = judged(told("74.6 million"), told("79.3 million"))
    end = "of the same: the two cannot both be right."
    assert one.verdict is Verdict.REPRODUCED
    assert one.sentence.endswith(f"The text also says “79.3 million” {end}")
    assert f"The text also says “74.6 million” {end}" in other.sentence


def test_it_changes_no_verdict() -> None:
    alone = [judged(told(phrase))[0].verdict for phrase in ("74.6 million", "79.3 million")]
    together = judged(told("74.6 million"), told("79.3 million"))
    assert [one.verdict for one in together] == alone


@pytest.mark.parametrize(
    "other",
    [
        told("75 million"),
        told("74.62 million"),
        told("74.7 million"),
        told("about 80 million"),
        told("more than 70 million"),
        told("74.0 million", 2015),
        told("79.3 million", sentence="An earlier edition gave 79.3 million in 2016."),
        told("79.3 million", sentence="It was 79.3 million at the end of 2016."),
        told("79.3 million", sentence="The IMF has 79.3 million in 2016."),
        replace(told("79.3 million"), how_read=HowRead("unsure")),
    ],
)
def test_what_may_be_right_beside_it_is_passed_over(other: Claim) -> None:
    assert not any("also says" in one.sentence for one in judged(told("74.6 million"), other))


def test_several_that_one_figure_excludes_are_named_together() -> None:
    one = judged(told("74.6 million"), told("79.3 million"), told("69.1 million"))[0]
    assert "“79.3 million” and “69.1 million” of the same: if this is right" in one.sentence


def calls(claims: list[Claim]) -> int:
    """How many calls it takes to find what is told twice."""
    profile = cProfile.Profile()
    profile.runcall(told_twice, claims)
    return pstats.Stats(profile).total_calls  # type: ignore[attr-defined, no-any-return]


@pytest.mark.parametrize("phrase", ["74.6 million", "{} million", "more than {} million"])
def test_the_work_grows_with_the_figures_and_not_with_their_pairs(phrase: str) -> None:
    few, many = ([told(phrase.format(at + 10)) for at in range(count)] for count in (50, 500))
    told_twice(many)  # what figures admit is kept
    assert calls(many) < 11 * calls(few)
