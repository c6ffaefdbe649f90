"""Which other readings of a claim are tried."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from builders import ONE, PAIR, claim, figure, flat, observations

from expectations.cubes.cube import Cube, build_cube
from expectations.judging import search
from expectations.judging.declared import Publication
from expectations.judging.search import Searcher, alternatives, similar_groups
from sources.model import Axes, Claim, Group, Period, Unverifiable
from sources.reference.concepts import CONCEPTS

CODES = ("SP.POP.TOTL", "NY.GDP.MKTP.CD", "NY.GDP.MKTP.KD", "NY.GDP.MKTP.KD.ZG", "SP.URB.TOTL")
CUBE = build_cube(
    observations(
        {
            ("wdi", "2018-05-21", code, area): flat(1, 2, 3, 4)
            for code in CODES
            for area in ("AAA", "BBB", "WLD")
        }
    ),
    CONCEPTS,
    (PAIR, ONE, replace(PAIR, id="other", members=("AAA", "BBB"))),
)
GROUPS = Axes(groups=("pair", "other", "one"), window=(2014, 2016))


def tried(*claims: Claim, axes: Axes = GROUPS) -> list[list[tuple[str, int]]]:
    """Of each claim the groups and the years that are tried."""
    searcher = Searcher(CUBE, Publication.of("2018"))
    rows = searcher.rows(claims, [axes] * len(claims))
    found: list[list[tuple[str, int]]] = [[] for _ in claims]
    for at, group, end in zip(rows.claim, rows.group, rows.end, strict=True):
        found[at].append((CUBE.groups[group], CUBE.years[end]))
    return [sorted(one) for one in found]


def test_each_claim_is_tried_in_each_combination_once() -> None:
    years = (2014, 2015, 2016)
    pair, one = claim(figure("2", "1")), claim(figure("2", "1"), id="b", group="one")
    first, second, third = tried(one, pair, replace(one, id="c"))
    assert first == third == [("one", year) for year in years]
    assert second == [(group, year) for group in ("one", "other", "pair") for year in years]


@pytest.mark.parametrize("measure", ["rank", "count"])
def test_what_ranges_over_a_set_of_its_own_is_tried_for_no_other_group(measure: str) -> None:
    made = claim(figure("2", "1"), measure=measure, among="pair")
    assert {group for group, _ in tried(made)[0]} == {"pair"}


@pytest.mark.parametrize(
    ("other", "is_alike"),
    [
        ("gdp_constant_usd", True),
        ("gdp_growth", False),
        ("population", False),
        ("gdp_current_usd", False),
    ],
)
def test_only_what_measures_the_same_kind_of_thing_is_tried_instead(
    other: str, is_alike: bool
) -> None:
    found = alternatives("gdp_current_usd", (other,), CUBE)
    assert found == (("gdp_current_usd", other) if is_alike else ("gdp_current_usd",))


# What is tried where a register allows nothing


def letters(name: str, members: str) -> Group:
    """A group of areas named by a letter each."""
    return Group(name, name, tuple(letter * 3 for letter in members), "made for a test")


SETS = (
    letters("own", "ABCDE"),
    letters("four", "ABCD"),  # four of five: 0.8
    letters("more", "ABCDEFG"),  # five of seven: 0.71
    letters("most", "ABCDEF"),  # five of six
    letters("same", "ABCDE"),
    letters("moved", "BCDEF"),  # four of six: 0.67
    letters("again", "ABCDEH"),
    letters("three", "ABC"),
    letters("a", "A"),
    letters("SAS", "AB"),
    letters("DEU", "C"),
)
WIDE = build_cube(
    observations(
        {
            ("wdi", "2030-05-21", "SP.POP.TOTL", letter * 3): flat(*range(1, 42), start=1990)
            for letter in "ABCDEFGH"
        }
    ),
    CONCEPTS,
    SETS,
)


def readings(*claims: Claim, axes: Axes | None = None, of: Cube = WIDE) -> list[set[str]]:
    """Of each claim the groups and the spans of years that are tried: "own 2010-2012"."""
    searcher = Searcher(of, Publication.of("2029"))
    rows = searcher.rows(claims, [axes or Axes()] * len(claims))
    found: list[set[str]] = [set() for _ in claims]
    for at, group, start, end in zip(rows.claim, rows.group, rows.start, rows.end, strict=True):
        found[at].add(f"{of.groups[group]} {of.years[start]}-{of.years[end]}")
    return found


def about(group: str, start: int, end: int, **more: Any) -> Claim:
    return claim(figure("2", "1"), group=group, period=Period(start, end), **more)


def test_a_year_is_tried_with_the_eight_before_and_after_it() -> None:
    [found] = readings(about("a", 2010, 2010))
    assert found == {f"a {year}-{year}" for year in range(2002, 2019)}
    # None that was not over when the text appeared, but for the declared ones.
    [found] = readings(about("a", 2024, 2024))
    assert found == {f"a {year}-{year}" for year in range(2016, 2029)}
    [found] = readings(about("a", 2029, 2029))
    assert found == {f"a {year}-{year}" for year in range(2021, 2030)}


def test_a_span_is_tried_with_all_spans_of_the_three_years_around_it() -> None:
    [found] = readings(about("a", 2010, 2011, measure="growth"))
    years = range(2007, 2015)
    assert found == {f"a {start}-{end}" for start in years for end in years if start < end}


def test_a_group_is_tried_with_the_four_that_share_seven_tenths_of_all_members() -> None:
    assert similar_groups(WIDE, "own") == ("same", "again", "most", "four")
    assert similar_groups(WIDE, "four") == ()
    [found] = readings(about("own", 2010, 2010))
    assert {one.split()[0] for one in found} == {"own", "same", "again", "most", "four"}


def test_what_a_group_is_tried_with_does_not_depend_on_the_claims_before_it() -> None:
    ranked = about("own", 2010, 2010, measure="rank", among="own")
    alone, after = readings(about("own", 2010, 2010))[0], readings(
        ranked, about("own", 2010, 2010, id="b")
    )  # fmt: skip
    assert after[1] == alone
    assert {one.split()[0] for one in after[0]} == {"own"}


@pytest.mark.parametrize(
    ("groups", "tried"),
    [
        (("own",), {"own", "same", "again", "most", "four"}),
        (("own", "three"), {"own", "three"}),
        # One country is not tried for a group of them, but an aggregate of several is.
        (("own", "DEU", "SAS", "a"), {"own", "SAS", "a"}),
    ],
)
def test_groups_that_a_register_names_are_tried_in_place_of_similar_ones(
    groups: tuple[str, ...], tried: set[str]
) -> None:
    [found] = readings(about("own", 2010, 2010), axes=Axes(groups=groups))
    assert {one.split()[0] for one in found} == tried


# How many, and in parts


NOBODY = Unverifiable("Nobody counts.", "The archive")


def test_as_many_readings_are_counted_as_are_made() -> None:
    searcher = Searcher(WIDE, Publication.of("2029"))
    few = Axes(groups=("own", "four"), window=(2010, 2013))
    means = replace(few, means=(2, 3))
    uncounted = claim(figure("7", "1"), measure=None, indicator="", unverifiable=NOBODY)
    stated = about("own", 2010, 2010)
    pair = replace(stated, id="p", figure=figure("2", "1", first=figure("3", "1")))
    # Two groups and four years; with means two groups and three spans of two, two of three years.
    for one, axes, count in (
        (stated, few, 8),
        (stated, means, 18),
        (stated, few, 8),
        (pair, few, 16),
        (uncounted, few, 0),
    ):
        assert searcher.count(one, axes) == count
        assert len(searcher.rows([one], [axes])) == count


def test_readings_are_the_same_made_a_part_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    axes = Axes(groups=("own", "four"), window=(2010, 2013))
    claims = [about(name, 2010, 2010, id=name) for name in ("own", "a", "three", "own", "four")]
    whole = readings(*claims, axes=axes)
    monkeypatch.setattr(search, "MOST_AT_ONCE", 4)
    assert readings(*claims, axes=axes) == whole
    searcher = Searcher(WIDE, Publication.of("2029"))
    rows = searcher.rows(claims, [axes] * len(claims))
    assert len(rows) == sum(searcher.count(one, axes) for one in claims)
    assert rows.claim.tolist() == sorted(rows.claim.tolist())
