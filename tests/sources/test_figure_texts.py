"""Figures in running text: any text, hostile text, and the text of the first paper."""

from __future__ import annotations

import sys
from decimal import Decimal
from pathlib import Path
from types import FrameType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.figures.parse import find_figures

PAPER = Path(__file__).resolve().parents[3] / "shared" / "000_ce563350fb3624db.txt"

PIECES = (
    "1 20 4.4 1,234 2017 007 . , ; % $ € + - – − / ( ) [ ] and to from between about more than up "
    "over billion million thousand hundred bn m years per cent percentage points half two-thirds "
    "twenty five a one of \n \n\n \u00a0 B&R countries US dollars ½ ³ 18th @ \\ * May"
)


@given(
    st.lists(
        st.tuples(st.sampled_from(PIECES.split(" ")), st.sampled_from(["", " ", "\u00a0"])),
        max_size=40,
    )
)
def test_spans_are_in_order_and_slice_to_the_text_of_each_figure(
    pieces: list[tuple[str, str]],
) -> None:
    text = "".join(piece + gap for piece, gap in pieces)
    end = 0
    for figure in find_figures(text):
        assert end <= figure.start < figure.end <= len(text)
        assert text[figure.start : figure.end] == figure.text
        assert figure.value.is_finite() and figure.quantum > 0
        assert figure.top is None or figure.top > figure.value
        end = figure.end


@pytest.mark.parametrize("text", ["1" * 30_000, "9" * 30 + " countries", "1," * 2_000 + "%"])
def test_numbers_too_long_to_be_figures_are_left_out(text: str) -> None:
    assert all(len(f"{figure.value:f}") < 30 for figure in find_figures(text))


HOSTILE = (
    "1 billion 1 million ",
    "1",
    "111 ",
    "1,111,",
    "1.",
    "1-",
    "1+",
    "[1,",
    "about ",
    "from 1 to ",
    "one hundred and ",
    "half a ",
    "1, ",
    "a.",
    "1a",
    "$ ",
    " ",
    "\\",
)


def calls(text: str) -> int:
    """How many calls reading a text takes: a measure of work that does not wander."""
    count = 0

    def note(_frame: FrameType, _event: str, _argument: object) -> None:
        nonlocal count
        count += 1

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        find_figures(text)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("piece", HOSTILE)
def test_twice_the_hostile_text_takes_at_most_twice_the_work(piece: str) -> None:
    once, twice = (piece * (size // len(piece)) for size in (500, 1_000))
    assert calls(twice) <= 2.1 * calls(once) + 100


def test_40_kilobytes_of_compounds_are_all_found() -> None:
    figures = find_figures("1 billion 1 million " * 2_000)
    assert len(figures) == 2_000
    assert {figure.value for figure in figures} == {Decimal(1_001_000_000)}


STATED = """
5 years nearly; 100 number lower; 60 number lower; 4400000000 number none; 63 percent about;
20000000000000 usd lower; 29 percent none; 63 percent none; 4000000000000 usd lower;
60000000000 usd lower; 20 number lower; 3700000000 usd lower; 17 number none;
7000000000 usd none; 5.3 percent none; 2 percentage_points none; 29.1 percent none;
101 number none; 86 number none; 7600 number none; 41 number none; 13 number none;
64 number none; 1100000000000 usd none; 14.8 percent none; 600000 number lower;
11.74 percent none; 66100 number none; 15.7 percent none; 3679 number none; 37 number none;
6 number none; 30 years none
"""


@pytest.mark.shared
def test_every_figure_of_the_first_paper_is_found_and_nothing_else() -> None:
    if not PAPER.exists():
        pytest.skip(f"the paper's text is not beside the repository ({PAPER.name})")
    text = PAPER.read_text(encoding="utf-8")
    found = find_figures(text)
    shown = [f"{figure.value:f} {figure.unit} {figure.hedge}" for figure in found]
    assert shown == [figure.strip() for figure in STATED.split(";")]
    (pair,) = [figure for figure in found if figure.first is not None]
    assert pair.first is not None
    assert (pair.first.value, pair.direction) == (Decimal("30.3"), "increase")
