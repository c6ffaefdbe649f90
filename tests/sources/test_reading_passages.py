"""Whom and when the figures of whole passages are about, and which figures state no fact.

The passages stand in reading_passages.txt: a line with name, date and title, the text, and below
``---`` a line for each figure: its phrase, a bar, and "KEN 2015", "KEN+UGA 2015", "KEN 2000-2015",
"KEN latest" or the kind of what is no claim.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from sources.reading.read import read_text
from sources.reading.sentences.model import ReadFigure

_TOLD = frozenset({"rank", "extreme", "comparison"})
_KINDS = frozenset({"projection", "threshold", "method", "uncertainty", "label", "duration"})


@dataclass(frozen=True)
class Passage:
    """A passage with what each of its phrases is about."""

    name: str
    published: str
    title: str
    text: str
    wanted: tuple[tuple[str, str], ...]

    def read(self) -> tuple[ReadFigure, ...]:
        """What is read of it; once, whoever asks."""
        return _read(self.text, self.published, self.title)


@cache
def _read(text: str, published: str, title: str) -> tuple[ReadFigure, ...]:
    return read_text(text, published, title=title)


def _passages() -> list[Passage]:
    parts = Path(__file__).with_name("reading_passages.txt").read_text("utf-8").split("=== ")[1:]
    found: list[Passage] = []
    for part in parts:
        head, rest = part.split("\n", 1)
        name, published, title = (piece.strip() for piece in head.split(" | ", 2))
        text, wanted = rest.split("\n---\n")
        lines = (line.rsplit(" | ", 1) for line in wanted.strip().splitlines())
        found.append(Passage(name, published, title, text, tuple((a, b) for a, b in lines)))
    return found


PASSAGES = _passages()


def _at(passage: Passage, read: tuple[ReadFigure, ...], phrase: str) -> ReadFigure | None:
    """The figure that was read at a phrase; ranks and comparisons stand beside figures."""
    start = passage.text.index(phrase)
    near = (one for one in read if one.start < start + len(phrase) and start < one.end)
    figures = (one for one in near if not (one.reading and one.reading.measure in _TOLD))
    return next(figures, None)


def _told(one: ReadFigure | None) -> str:
    """What was read of a figure, in the way of a passage's lines."""
    if one is None or one.reading is None:
        return "nothing" if one is None else one.kind
    period = one.reading.period
    years = "latest" if period.end is None else str(period.end)
    if period.start is not None and period.end is not None and period.start < period.end:
        years = f"{period.start}-{period.end}"
    return f"{'+'.join(one.reading.areas)} {years}"


@pytest.mark.parametrize("passage", PASSAGES, ids=lambda passage: passage.name)
def test_each_figure_of_a_passage_has_its_area_and_its_year(passage: Passage) -> None:
    read = passage.read()
    told = tuple((phrase, _told(_at(passage, read, phrase))) for phrase, _ in passage.wanted)
    assert told == passage.wanted


def test_no_figure_that_states_no_fact_is_sure() -> None:
    for passage in PASSAGES:
        read = passage.read()
        for phrase, wanted in passage.wanted:
            one = _at(passage, read, phrase)
            if wanted in _KINDS and one is not None:
                assert one.state == "unsure", (passage.name, phrase)


def test_the_title_says_whom_a_text_without_names_is_about() -> None:
    text = "Life expectancy reached 75 years in 2018."
    untitled = read_text(text, "2019")[0]
    titled = read_text(text, "2019", title="Mexico: population and work")[0]
    assert untitled.state == "unsure"
    assert titled.reading is not None
    assert titled.reading.areas == ("MEX",)


def test_a_name_that_writers_use_for_different_countries_is_never_sure() -> None:
    one = read_text("In 2018 Western Europe had a life expectancy of 81 years.", "2019")[0]
    assert one.state == "unsure"
