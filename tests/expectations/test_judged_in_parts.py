"""A long text is judged some statements at a time, and comes out as it does at once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from expectations.assessment import assess
from expectations.assessment.assess import assess_on, cube_for, in_parts
from sources.model import Claim, Paper, StatedRelation
from sources.reading.read import read_text
from sources.registers.from_text import TextHead, paper_of
from sources.snapshots.load import load_snapshot
from sources.snapshots.needs import wanted_by

TEXT = (
    "In 2015 Kenya had 46 million people. In 2015 Nigeria had 18 million people, and Ghana had 28 "
    "million.\n\nLife expectancy in Kenya rose from 52 years in 2000 to 67 in 2015, a gain of "
    "12 years. In 2014 unemployment in Peru was 9 per cent. Chile's GDP grew by 2.3% in 2015.\n\n"
    "In 2015 Kenya had 64 million people."
)


@pytest.fixture(scope="module")
def paper() -> Paper:
    head = TextHead("text", "A text", "Ada", "2018-06", "text.txt")
    read = paper_of(read_text(TEXT, "2018-06"), head).paper
    # As if a person had written it: two of its figures tell the same otherwise.
    by_hand = [replace(one, claims=tuple(map(as_written, one.claims))) for one in read.statements]
    return replace(read, statements=tuple(by_hand))


def as_written(claim: Claim) -> Claim:
    is_candidate = "-" in claim.id
    return claim if is_candidate else replace(claim, how_read=None)


def test_each_outcome_is_that_of_the_whole(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    parts = in_parts(paper, 2)
    assert len(parts) > 2
    assert sum(len(part.relations) for part in parts) == len(paper.relations)
    snapshot = load_snapshot(["embedded"], wanted_by([paper]))
    cube = cube_for(paper, snapshot)
    whole = assess_on(paper, cube, snapshot.vintages, is_drawn=False).outcomes
    monkeypatch.setattr(assess, "MOST_AT_ONCE", 2)
    found = assess.assess_on(paper, cube, snapshot.vintages, is_drawn=False).outcomes
    assert sum("The text also says" in one.sentence for one in whole) == 2
    assert [one.verdict for one in found] == [one.verdict for one in whole]
    assert [one.sentence for one in found] == [one.sentence for one in whole]


def test_what_a_relation_ties_together_stays_so(paper: Paper) -> None:
    first, last = paper.claims[0], paper.claims[-1]
    tie = StatedRelation("tie", "greater", first.id, f"{last.id}:first")
    tied = replace(paper, relations=(tie,))
    assert in_parts(tied, 2) == (tied,)
