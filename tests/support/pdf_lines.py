"""Lines of a page of a PDF, made from words and the places where they begin."""

from __future__ import annotations

from array import array

from sources.documents.pdf.layout import Line
from sources.documents.structure.model import CELL

SIZE = 10.0
LETTER = 5.0


def line(row: int, *words: tuple[float, str], gap: str = " ") -> Line:
    """A line of a page, from its words with the place where each begins; letters of 5 points."""
    text, edges = "", array("f")
    for left, word in words:
        if text:
            text += gap
            edges.extend((edges[-1], left))
        for at, letter in enumerate(word):
            text += letter
            edges.extend((left + LETTER * at, left + LETTER * (at + 1)))
    baseline = 700.0 - 12 * row
    bounds = (edges[0], edges[-1], baseline, baseline - 2, baseline + 8, SIZE)
    return Line(text, edges, *bounds, 1, 0)


def parted(row: int, *cells: tuple[float, str]) -> Line:
    """A row of cells that are parted, each with the place where it begins."""
    return line(row, *cells, gap=CELL)
