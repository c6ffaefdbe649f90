"""Whatever comes in at a door is taken or refused in a line; and what is odd in editions is told.

The benchmarks `doors`, `hostile_text` and `plausibility` in small.
"""

from __future__ import annotations

import random
from contextlib import ExitStack

import pytest
from fake_world import serve_world
from spoilt_editions import ALTERATIONS, spoil

from benchmarks.doors import doors, fuzz
from benchmarks.hostile_text import MADE, PATTERNS, READERS, measure
from benchmarks.plausibility import print_editions

pytestmark = pytest.mark.slow


@pytest.mark.filterwarnings("ignore")
def test_no_door_ends_with_a_fault_of_the_program() -> None:
    with ExitStack() as keep:
        for name, (door, valid) in doors(keep).items():
            assert fuzz(name, door, valid, seed=11, count=60) == 0, name


@pytest.mark.parametrize("reader", READERS)
def test_no_hostile_text_takes_its_reader_a_time_without_end(reader: str) -> None:
    for name in (*PATTERNS, *MADE):
        assert isinstance(measure(reader, name, 3_000, seconds=120), float), name


def test_true_editions_are_hardly_ever_odd(capsys: pytest.CaptureFixture[str]) -> None:
    assert print_editions()
    told = capsys.readouterr().out
    named = {"TUR": "2017-07-13", "CHN": "2025-07-01", "NGA": "2026-02-24", "VEN": "2026-02-24"}
    lines = {line[2:12]: line for line in told.splitlines() if line.startswith("- 20")}
    assert all(area in lines[edition] for area, edition in named.items())


def test_each_alteration_alters_something() -> None:
    with serve_world() as world:
        for number, (name, plan) in enumerate(ALTERATIONS.items()):
            assert spoil(plan, random.Random(number)).wrong(world.figures), name
