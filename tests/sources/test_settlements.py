"""What people settled about a text: kept in lines, found again in a new version of the text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sources.errors import InputError
from sources.ledger.settlements import (
    SettledMeanwhile,
    Settlement,
    append_settlements,
    beside,
    quote_of,
    read_settlements,
    settle,
)
from sources.model import Period
from sources.reading.read import read_text
from sources.reading.sentences.model import ReadFigure, Reading
from sources.texts.anchors import AnchoredText, TextQuote

TEXT = "Kenya had 48 million people in 2016. Its economy grew by 5.9% that year."
READING = Reading("value", "population", ("KEN",), period=Period(2016, 2016))


def figures_of(text: str) -> tuple[ReadFigure, ...]:
    return read_text(text, "2018", "en")


def decided(text: str, at: int, kind: Any = "confirm", **fields: Any) -> Settlement:
    quote = quote_of(figures_of(text)[at], AnchoredText(text))
    told = {"by": "Ada", "at": "2026-11-26T08:00:00Z", "reading": READING, **fields}
    return Settlement(0, kind, quote, **told)


def test_a_confirmed_reading_takes_the_place_of_what_was_read() -> None:
    found = settle(figures_of(TEXT), TEXT, [decided(TEXT, 0)])
    figure = found.figures[0]
    assert (figure.state, figure.reading, figure.by, figure.at) == (
        "confirmed",
        READING,
        "Ada",
        "2026-11-26",
    )
    assert found.standing[1] is None
    assert found.figures[1] == figures_of(TEXT)[1]


def test_a_figure_set_aside_is_no_claim_and_says_who_said_so() -> None:
    aside = decided(TEXT, 1, "set_aside", reading=None, why="a private survey")
    figure = settle(figures_of(TEXT), TEXT, [aside]).figures[1]
    assert (figure.kind, figure.reading) == ("set aside", None)
    assert figure.why == "Ada set it aside: a private survey"


def test_an_undone_decision_gives_way_to_the_one_before_it() -> None:
    first, second = decided(TEXT, 0), decided(TEXT, 0, by="Bob")
    undo = decided(TEXT, 0, "undo", reading=None)
    assert settle(figures_of(TEXT), TEXT, [first, second, undo]).figures[0].by == "Ada"
    assert settle(figures_of(TEXT), TEXT, [first, undo]).standing == (None, None)
    assert settle(figures_of(TEXT), TEXT, [undo]).standing == (None, None)


@pytest.mark.parametrize(
    "changed",
    [
        "A new beginning, with 3 more words. " + TEXT,
        TEXT.replace("that year", "in 2016, the IMF says"),
        TEXT.replace(". Its", ".\n\n  Its"),
    ],
)
def test_a_decision_holds_for_a_new_version_of_the_text(changed: str) -> None:
    found = settle(figures_of(changed), changed, [decided(TEXT, 0)])
    (figure,) = [one for one in found.figures if one.state == "confirmed"]
    assert "48 million" in figure.phrase
    assert found.lost == ()


def test_a_decision_about_words_that_are_gone_is_told_and_changes_nothing() -> None:
    changed = "The economy of Kenya grew by 5.9% in 2016."
    found = settle(figures_of(changed), changed, [decided(TEXT, 0)])
    assert [one.quote.exact for one in found.lost] == [decided(TEXT, 0).quote.exact]
    assert found.figures == figures_of(changed)


def test_decisions_are_appended_with_their_numbers_and_read_again(tmp_path: Path) -> None:
    path = beside(tmp_path / "article.docx")
    assert path.name == "article.docx.readings.jsonl"
    assert read_settlements(path) == ()
    made = [append_settlements(path, [decided(TEXT, at)], at)[0] for at in (0, 1)]
    assert [one.number for one in made] == [1, 2]
    assert read_settlements(path) == tuple(made)


def test_the_later_of_two_at_once_is_told_and_not_written(tmp_path: Path) -> None:
    path = tmp_path / "a.readings.jsonl"
    append_settlements(path, [decided(TEXT, 0)], 0)
    append_settlements(path, [decided(TEXT, 1)], 0)
    with pytest.raises(SettledMeanwhile, match="by Ada"):
        append_settlements(path, [decided(TEXT, 0, by="Bob")], 0)
    assert len(read_settlements(path)) == 2
    assert append_settlements(path, [decided(TEXT, 0, by="Bob")], 2)[0].number == 3


@pytest.mark.parametrize(
    "line",
    [
        b"{",
        b"[]",
        b'{"number": 2}',
        b'{"number":2,"kind":"approve","quote":{"exact":"a"},"by":"A","at":""}',
        b'{"number":7,"kind":"undo","quote":{"exact":"a"},"by":"A","at":""}',
        b'{"number":2,"kind":"undo","quote":{"exact":"a"},"by":"A","at":"","more":1}',
        b"\xff\xfe",
    ],
)
def test_a_damaged_line_is_named_with_its_number(tmp_path: Path, line: bytes) -> None:
    path = tmp_path / "a.readings.jsonl"
    append_settlements(path, [decided(TEXT, 0)], 0)
    path.write_bytes(path.read_bytes() + line + b"\n")
    with pytest.raises(InputError) as refusal:
        read_settlements(path)
    assert (refusal.value.file, refusal.value.line) == (str(path), 2)
    before = path.read_bytes()
    with pytest.raises(InputError):
        append_settlements(path, [decided(TEXT, 0)], 1)
    assert path.read_bytes() == before


def test_a_quote_that_stands_twice_is_told_apart_by_what_is_around_it() -> None:
    text = "In Peru 12% were poor in 2015, and in Chile 12% were poor in 2016."
    figures = figures_of(text)
    known = AnchoredText(text)
    quotes = [quote_of(one, known) for one in figures]
    assert len(set(quotes)) == len(quotes)
    one = Settlement(1, "set_aside", quotes[1], "Ada", "2026-11-26T08:00:00Z")
    found = settle(figures, text, [one])
    assert [at for at, standing in enumerate(found.standing) if standing] == [1]
    assert isinstance(quotes[0], TextQuote)
