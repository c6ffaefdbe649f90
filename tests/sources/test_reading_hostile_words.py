"""Words made to cost time cost no more of it than as many others."""

from __future__ import annotations

import time

import pytest

from flows.work.corpus.run import paper_id_in
from sources.reading.read import read_text
from sources.registers.other_definitions import counted_by

MANY = 100_000
BEARABLE = 60
"""Seconds; where each character is tried with each other it is more than a thousand."""


@pytest.mark.parametrize(
    "text",
    [
        "By S" + "." * MANY + "!\n\nKenya had 51 million people in 2018.",
        "Kenya did not " + "even " * (MANY // 5) + "grow by 5% in 2018.",
        "In 2018 all but 24% of Kenyans" + ", an average of" * 2_000 + " 45% of Ghanaians ate.",
        "Kenya has lakes, Ghana has hills, " * (MANY // 60) + "its population was 5 million.",
        "They call countries as " * (MANY // 23) + "above 5 dollars.",
        "In Kenya 36.1%" + " " * MANY + "and 37% at $1.90 a day were poor.",
    ],
    ids=["names", "denials", "hedges", "clauses", "lines", "blanks"],
)
def test_a_text_of_words_that_repeat_is_read_in_a_bearable_time(text: str) -> None:
    began = time.process_time()
    read_text(text, "2019")
    assert time.process_time() - began < BEARABLE


def test_names_of_offices_and_ids_of_papers_are_sought_in_a_bearable_time() -> None:
    began = time.process_time()
    assert counted_by("A'" * (MANY // 2) + " says") == ""
    assert paper_id_in("paper:\n" * MANY) is None
    assert time.process_time() - began < BEARABLE
