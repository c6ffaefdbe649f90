"""Of a reading that makes no claim a reader is told what could not be understood."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

import pytest

from sources.reading.read import read_text
from sources.reading.sentences.model import ReadFigure
from sources.registers.from_text import TextHead, paper_of
from sources.registers.measures import MEASURES

TEXT = (
    "Kenya had 47.6 million inhabitants in 2016. In 2015, 74% of its people lived in the "
    "countryside. Kenya's GDP was $70 billion in 2016, 3.3 times Uganda's. Its economy grew by "
    "5.9 per cent. Life expectancy rose from 51 years in 2000 to 66 years in 2016."
)
HEAD = TextHead(id="t", title="T", claimant="", published="2018-06", source="t")
MISSING: tuple[Mapping[str, object], ...] = (
    {},
    {"to": ""},
    {"of": ""},
    {"among": ""},
    {"order": ""},
    {"areas": ()},
    {"indicator": ""},
    {"areas": ("WLD",)},
    {"to": "WLD"},
)


def read() -> list[ReadFigure]:
    return [one for one in read_text(TEXT, "2018-06") if one.reading is not None]


@pytest.mark.parametrize("measure", MEASURES)
def test_no_refusal_speaks_of_measures_keys_or_units_of_a_register(measure: str) -> None:
    figures = [
        replace(one, reading=replace(one.reading, measure=measure, **lacking))  # type: ignore[type-var]
        for one in read()
        for lacking in MISSING
    ]
    told = {one for one in paper_of(figures, HEAD).refused if one}
    assert told or measure == "value"
    for one in told:
        assert one.startswith("Not judged: ")
        assert not re.search(r"measure|needs|[`'_]|usd|percentage_points|\bkey\b", one), one


def test_a_ratio_to_nothing_says_that_what_it_is_compared_with_is_not_understood() -> None:
    ratio = next(one for one in read() if one.reading and one.reading.measure == "ratio")
    assert ratio.reading is not None
    without = replace(ratio, reading=replace(ratio.reading, to="", of=""))
    (told,) = paper_of([without], HEAD).refused
    assert told == "Not judged: what it is compared with could not be understood"
