"""Planted errors are named, and what is true is never called off."""

from __future__ import annotations

import pytest

from benchmarks.planted import OPEN, Score, run


@pytest.fixture(scope="module")
def score() -> Score:
    return run(60, seed=11)


def test_no_true_figure_is_called_off(score: Score) -> None:
    named = {name for cause, name in score.table if cause == "none"}
    assert named <= {"none", *OPEN}
    assert score.table["none", "none"] > 0


def test_planted_errors_are_named_right_where_they_can_be(score: Score) -> None:
    right = sum(n for (_, ok), n in score.identifiable.items() if ok)
    total = sum(score.identifiable.values())
    assert total > 25
    assert right / total > 0.95


def test_every_cause_was_planted(score: Score) -> None:
    planted = {cause for cause, _ in score.table}
    assert planted == {"none", "period", "group", "weighting", "order", "unit", "digits"}
