"""Which other readings of a claim are tried."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders import ONE, PAIR, claim, figure, flat, observations

from expectations.cubes.cube import build_cube
from expectations.judging.declared import Publication
from expectations.judging.search import Searcher, alternatives
from sources.model import Axes, Claim
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
