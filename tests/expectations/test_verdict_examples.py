"""The examples of docs/verdicts.md are judged, and each prints the sentence that stands there."""

from __future__ import annotations

import pytest
from verdict_examples import DOCUMENT, Example, examples, judge

from expectations.outcomes import STANDINGS, Verdict

SCREEN = 45


@pytest.mark.parametrize("example", examples(), ids=lambda one: f"{one.verdict}: {one.phrase}")
def test_an_example_has_the_verdict_and_the_sentence_that_it_shows(example: Example) -> None:
    outcome = judge(example.phrase, example.data)
    assert (outcome.verdict.value, outcome.sentence) == (example.verdict, example.said)


def test_there_is_an_example_of_every_verdict() -> None:
    assert len(examples()) >= 20
    assert {one.verdict for one in examples()} == {one.value for one in Verdict}
    assert {STANDINGS[Verdict(one.verdict)] for one in examples()} == set(STANDINGS.values())


def test_the_rules_are_one_screen_and_the_examples_another() -> None:
    rules, _, shown = DOCUMENT.read_text(encoding="utf-8").partition("\n## Examples\n")
    assert len(rules.splitlines()) <= SCREEN
    assert len(shown.splitlines()) <= SCREEN
