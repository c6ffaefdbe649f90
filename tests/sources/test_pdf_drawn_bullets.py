"""Marks of items that are drawn, as browsers draw them, are read as characters."""

from __future__ import annotations

from pdf_writing import Text, lines, write_pdf

from sources.documents.reading import read_bytes

ITEMS = (
    "Life expectancy – women 81 years, men 75 years (2018)",
    "GDP per head – US$10,086 (2018)",
    "Land under forest – 22.6% (2016)",
)
PAGE: list[Text] = [(50.0, 740.0, 10.0, "At a glance:"), *lines(62, 700, ITEMS)]


def text_of(*shapes: tuple[float, float, float, float]) -> str:
    """The text of a page with shapes on it: left, bottom, width, height of each."""
    drawn = " ".join(f"{x:g} {y:g} {w:g} {h:g} re f" for x, y, w, h in shapes)
    return read_bytes(write_pdf([PAGE], drawing=drawn.encode()), ".pdf", "x.pdf").text


def test_a_drawn_mark_begins_an_item() -> None:
    marks = [(50.0, 701.5 - 12 * at, 3.5, 3.5) for at in range(3)]
    assert text_of(*marks) == "At a glance:\n\n" + "\n\n".join(f"• {item}" for item in ITEMS)


def test_other_shapes_are_no_marks() -> None:
    plain = text_of()
    assert "•" not in plain
    is_large, is_wide = (40.0, 698.0, 10.0, 10.0), (50.0, 701.5, 9.0, 3.5)
    is_far, is_above = (10.0, 701.5, 3.5, 3.5), (50.0, 716.0, 3.5, 3.5)
    assert text_of(is_large, is_wide, is_far, is_above) == plain


def test_a_page_with_as_many_shapes_as_a_chart_has_no_marks() -> None:
    assert "•" not in text_of(*[(50.0, 701.5, 3.5, 3.5)] * 501)
