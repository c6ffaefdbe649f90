"""The benchmark of assistants: drawn by a seed, and no true figure called wrong."""

from __future__ import annotations

import asyncio

import pytest

from benchmarks.assistants import (
    KINDS,
    Values,
    ask,
    count_false_alarms,
    draw,
    is_right,
    read_values,
)

SMALL: Values = {
    ("gdp_growth", vintage, area, year): size * (1 + (year - 2004) * 0.4) + shift
    for vintage, shift in (("2020-06-01", 0.0), ("2024-06-01", 0.5))
    for area, size in (("KEN", -2.0), ("GRC", 3.0))
    for year in range(2005, 2020)
}
for _key in [key for key in SMALL]:
    SMALL = {**SMALL, ("population", *_key[1:]): abs(SMALL[_key]) * 1e6}


def test_the_same_seed_draws_the_same_figures_of_each_kind() -> None:
    drawn = draw(SMALL, 2, 5)
    assert drawn == draw(SMALL, 2, 5) != draw(SMALL, 2, 6)
    assert [one.kind for one in drawn] == [kind for kind in KINDS for _ in range(2)]
    for one in drawn:
        assert one.arguments["written"] > f"{one.arguments['year']}-12-31"


@pytest.mark.slow
def test_no_true_figure_is_called_wrong_and_those_made_up_are_never_right() -> None:
    told = asyncio.run(ask(draw(read_values(), 3, 11)))
    assert count_false_alarms(told) == 0
    made_up = [one for one in told if one.asked.kind == "no such figure"]
    assert all(map(is_right, made_up))
