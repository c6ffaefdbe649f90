"""What a paper's figures imply of each other."""

from __future__ import annotations

from decimal import Decimal

import pytest
from builders import Table, claim, figure, flat, paper, snapshot
from hypothesis import given
from hypothesis import strategies as st

from expectations.assessment.assess import assess
from expectations.explaining.consistency import direction
from expectations.outcomes import Implication, Outcome, Verdict
from sources.figures.parse import parse_figure
from sources.model import Claim, Figure, StatedRelation, StatedRelationKind, Unverifiable

NOBODY = Unverifiable("Nobody counts.", "The archive")


def stated(name: str, value: str, quantum: str = "1", **fields: object) -> Claim:
    figure_fields = {key: fields.pop(key) for key in ("unit", "hedge") if key in fields}
    given_figure = figure(value, quantum, **figure_fields)  # type: ignore[arg-type]
    defaults = {"measure": None, "indicator": "", "unverifiable": NOBODY}
    return claim(given_figure, id=name, phrase=f"{name} {value}", **{**defaults, **fields})


def relation(kind: StatedRelationKind, left: str, right: str, result: str = "") -> StatedRelation:
    return StatedRelation("a-relation", kind, left, right, result)


def judged(
    claims: list[Claim], one: StatedRelation, table: Table | None = None
) -> tuple[Outcome, ...]:
    return assess(paper(claims, relations=(one,)), snapshot(table or {})).outcomes


def verdicts(claims: list[Claim], one: StatedRelation) -> list[Verdict]:
    return [outcome.verdict for outcome in judged(claims, one)]


def test_figures_whose_arithmetic_cannot_hold_are_contradicted() -> None:
    claims = [stated("part", "50"), stated("whole", "200"), stated("share", "63", unit="percent")]
    found = judged(claims, relation("product", "share", "whole", "part"))
    assert {outcome.verdict for outcome in found} == {Verdict.CONTRADICTED}
    assert "“part 50” is not “share 63” × “whole 200”, however" in found[0].sentence


def test_a_change_that_is_not_that_of_its_pair_is_told_beside_what_the_pair_comes_to() -> None:
    pair = parse_figure("from 51.9 to 65.0 years")
    claims = [
        claim(pair, id="pair", phrase=pair.text, measure=None, indicator="", unverifiable=NOBODY),
        stated("gain", "15", unit="years"),
    ]
    relations = relation("change", "pair", "pair:first", "gain")
    assert "From “51.9 years” to “65.0 years” is a rise of 13.1 years, not “gain 15”" in (
        judged(claims, relations)[0].sentence.replace("“51.9”", "“51.9 years”")
    )
    fall = parse_figure("from 146 to 55.3")
    claims = [
        claim(fall, id="pair", phrase=fall.text, measure=None, indicator="", unverifiable=NOBODY),
        stated("decline", "52", unit="percent"),
    ]
    relations = relation("growth", "pair", "pair:first", "decline")
    assert "is a fall of 62.1%, not “decline 52”" in judged(claims, relations)[0].sentence


def test_rounding_is_never_called_a_contradiction() -> None:
    # 0.635 x 204.99 is 130.2, which rounds to what is stated within its own rounding.
    claims = [stated("part", "130"), stated("whole", "204"), stated("share", "63", unit="percent")]
    found = verdicts(claims, relation("product", "share", "whole", "part"))
    assert set(found) == {Verdict.UNVERIFIABLE}


@pytest.mark.parametrize(
    ("kind", "left", "right", "contradicts"),
    [
        ("greater", "15", "11", False),
        ("greater", "11", "15", True),
        ("part", "3679", "66100", False),
        ("part", "66100", "3679", True),
        ("part", "100", "100", False),
    ],
)
def test_an_order_that_the_figures_deny_is_a_contradiction(
    kind: StatedRelationKind, left: str, right: str, contradicts: bool
) -> None:
    found = verdicts(
        [stated("left", left), stated("right", right)], relation(kind, "left", "right")
    )
    assert (set(found) == {Verdict.CONTRADICTED}) is contradicts


def test_a_difference_that_is_not_the_difference_is_a_contradiction() -> None:
    claims = [stated("before", "11"), stated("after", "15"), stated("change", "9")]
    found = verdicts(claims, relation("difference", "after", "before", "change"))
    assert set(found) == {Verdict.CONTRADICTED}


def test_more_than_sets_no_upper_end_to_a_whole() -> None:
    claims = [stated("part", "650"), stated("whole", "600", "100", hedge="lower")]
    found = verdicts(claims, relation("part", "part", "whole"))
    assert set(found) == {Verdict.UNVERIFIABLE}


def test_a_figure_that_the_data_reproduce_is_not_blamed_for_a_contradiction() -> None:
    table: Table = {
        ("wdi", "2018-05-21", "SP.POP.TOTL", "AAA"): flat(60, 60),
        ("wdi", "2018-05-21", "SP.POP.TOTL", "BBB"): flat(40, 40),
    }
    right = stated("right", "100", measure="total", indicator="population", unverifiable=None)
    found = judged([right, stated("wrong", "300")], relation("part", "wrong", "right"), table)
    assert [outcome.verdict for outcome in found] == [Verdict.REPRODUCED, Verdict.CONTRADICTED]
    assert found[0].implications[0].holds is False


REVISED_SINCE: Table = {
    ("wdi", "2018-05-21", "SP.POP.TOTL", "AAA"): flat(60, 60),
    ("wdi", "2018-05-21", "SP.POP.TOTL", "BBB"): flat(40, 40),
    ("wdi", "2024-05-21", "SP.POP.TOTL", "AAA"): flat(66, 66),
    ("wdi", "2024-05-21", "SP.POP.TOTL", "BBB"): flat(44, 44),
}


def people(name: str, value: str) -> Claim:
    return stated(name, value, measure="total", indicator="population", unverifiable=None)


def test_a_figure_that_held_and_was_revised_since_is_not_blamed_either() -> None:
    claims = [people("right", "100"), people("wrong", "300")]
    found = judged(claims, relation("part", "wrong", "right"), REVISED_SINCE)
    assert [outcome.verdict for outcome in found] == [Verdict.REVISED, Verdict.CONTRADICTED]


def test_a_figure_left_open_is_not_blamed_beside_one_that_the_data_put_off() -> None:
    claims = [stated("nobody-counts", "100"), people("wrong", "300")]
    found = judged(claims, relation("part", "wrong", "nobody-counts"), REVISED_SINCE)
    assert [outcome.verdict for outcome in found] == [Verdict.UNVERIFIABLE, Verdict.CONTRADICTED]


def test_a_figure_that_only_a_later_edition_bears_out_is_not_blamed() -> None:
    claims = [people("later", "110"), stated("wrong", "300")]
    found = judged(claims, relation("part", "wrong", "later"), REVISED_SINCE)
    assert [outcome.verdict for outcome in found] == [Verdict.CONTESTED, Verdict.CONTRADICTED]


WORLD: Table = {
    ("wdi", "2018-05-21", "SP.POP.TOTL", "AAA"): flat(3500, 3600, 3700),
    ("wdi", "2018-05-21", "SP.POP.TOTL", "BBB"): flat(900, 950, 970),
    ("wdi", "2018-05-21", "SP.POP.TOTL", "WLD"): flat(7000, 7400, 7500),
}


def implied_world(share: str) -> Implication:
    people = figure("4400", "100")
    part = claim(people, id="part", phrase="population of 4400")
    of_world = claim(figure(share, "1", "percent"), id="share", phrase="share", measure="share")
    found = judged(
        [part, of_world], relation("product", "share", "world:population", "part"), WORLD
    )
    return found[0].implications[0]


def test_what_two_figures_imply_for_the_world_is_told_and_is_no_contradiction() -> None:
    implied = implied_world("63")
    assert implied.holds is None
    assert "6,984" in implied.text or "6,980" in implied.text
    assert "7,500" in implied.text
    assert "2014" in implied.text


def test_an_implied_world_that_the_data_have_is_said_to_agree() -> None:
    assert "which agrees" in implied_world("59").text


percents = st.decimals("0", "100", places=1)


@given(first=percents, second=percents, says=st.sampled_from(["increase", "decrease"]))
def test_a_direction_holds_exactly_when_the_figures_move_that_way(
    first: Decimal, second: Decimal, says: str
) -> None:
    pair = Figure(
        "", second, "percent", Decimal("0.1"), first=Figure("", first, "percent", Decimal("0.1")),
        direction=says,  # type: ignore[arg-type]
    )  # fmt: skip
    found = direction(claim(pair, measure="share"))
    assert found is not None
    assert found.holds is (second > first if says == "increase" else second < first)


def test_a_pair_without_a_word_of_direction_is_not_judged_by_it() -> None:
    pair = figure("29.1", "0.1", "percent", first=figure("30.3", "0.1", "percent"))
    assert direction(claim(pair, measure="share")) is None


def phrased(name: str, phrase: str, **fields: object) -> Claim:
    defaults = {"measure": None, "indicator": "", "unverifiable": NOBODY}
    return claim(parse_figure(phrase), id=name, phrase=phrase, **{**defaults, **fields})


@pytest.mark.parametrize(
    ("share", "whole", "part", "contradicts"),
    [
        ("less than half", "$200 million", "$30 million", False),
        ("under 40%", "$5 billion", "$1 billion", False),
        ("at most 10%", "about 3 million people", "less than 300,000 people", False),
        ("less than half", "$200 million", "$160 million", True),
        ("more than half", "$200 million", "$150 million", False),
        ("at least 30%", "$20 billion", "$19 billion", False),
        ("more than half", "$200 million", "$60 million", True),
        ("63%", "fewer than 5 billion people", "2 billion people", False),
        ("63%", "fewer than 5 billion people", "4 billion people", True),
        ("0%", "more than $5 billion", "$7 billion", False),
    ],
)
def test_bounds_are_bounds_on_both_sides_of_a_product(
    share: str, whole: str, part: str, contradicts: bool
) -> None:
    claims = [phrased("share", share), phrased("whole", whole), phrased("part", part)]
    found = verdicts(claims, relation("product", "share", "whole", "part"))
    assert (Verdict.CONTRADICTED in found) is contradicts


@pytest.mark.parametrize(
    ("left", "right", "result", "contradicts"),
    [
        ("5%", "less than 3%", "4%", False),
        ("5%", "more than 3%", "4%", True),
        ("up to 9%", "2%", "3%", False),
        ("0.3%", "0.1%", "0.2%", False),
        ("fewer than 100 ships", "60 ships", "55 ships", True),
    ],
)
def test_bounds_are_bounds_on_both_sides_of_a_difference(
    left: str, right: str, result: str, contradicts: bool
) -> None:
    claims = [phrased("left", left), phrased("right", right), phrased("result", result)]
    found = verdicts(claims, relation("difference", "left", "right", "result"))
    assert (Verdict.CONTRADICTED in found) is contradicts


@pytest.mark.parametrize(
    ("phrase", "since", "published", "verdict"),
    [
        ("for more than 4 years", "2013-09", "2021-12-15", Verdict.UNDERSTATED),
        ("for more than 4 years", "2013-09", "2017-12-15", Verdict.REPRODUCED),
        ("for less than 10 years", "2013-09", "2017-12-15", Verdict.OVERSTATED),
        ("for more than 9 years", "2013-09", "2017-12-15", Verdict.CONTRADICTED),
        ("for nearly 5 years", "2013-09", "2018", Verdict.REPRODUCED),
    ],
)
def test_a_time_elapsed_that_is_longer_than_a_bound_is_no_contradiction(
    phrase: str, since: str, published: str, verdict: Verdict
) -> None:
    stated = phrased("time", phrase, measure="elapsed", since=since, unverifiable=None)
    (outcome,) = assess(paper([stated], published=published), snapshot({})).outcomes
    assert outcome.verdict is verdict
    assert "2018" in outcome.sentence or published != "2018"
