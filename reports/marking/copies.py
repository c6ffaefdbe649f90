"""Copies of a reader's own file with its figures marked: in a DOCX, a PDF or a web page.

A DOCX gets comments, a PDF highlights with notes, a page marks with a list of remarks.

Bytes in, bytes out; places are characters of the text that `read_bytes` gives for the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence

from reports.marking.marks import AUTHOR, COLOURS, Mark, in_order, said
from sources.documents.pdf.document import locate
from sources.documents.pdf.glyphs import Highlight, add_highlights
from sources.documents.structure.model import MOST_CHARACTERS
from sources.documents.web.page_marks import PageMark, add_page_marks
from sources.documents.word.comments import Comment, add_comments


def mark_word_file(data: bytes, marks: Sequence[Mark], name: str) -> bytes:
    """A copy of a DOCX file with a comment on each marked figure.

    Raises:
        DocumentError: The file cannot be read.
    """
    comments = [
        Comment(mark.start, mark.end, said(mark)) for mark in in_order(marks, MOST_CHARACTERS)
    ]
    return add_comments(data, comments, AUTHOR, name)


def mark_pdf(data: bytes, marks: Sequence[Mark], name: str) -> bytes:
    """A copy of a PDF with a highlight and a note on each marked figure.

    Raises:
        DocumentError: The file cannot be read.
    """
    located = locate(data, name)
    highlights = []
    for mark in in_order(marks, len(located.document.text)):
        by_page: dict[int, list[tuple[float, float, float, float]]] = {}
        for box in located.rectangles(mark.start, mark.end):
            by_page.setdefault(box.page, []).append((box.left, box.bottom, box.right, box.top))
        highlights += [
            Highlight(page, boxes, said(mark), COLOURS[mark.standing])
            for page, boxes in by_page.items()
        ]
    return add_highlights(data, highlights, AUTHOR, name)


def mark_web_page(data: bytes, marks: Sequence[Mark], name: str) -> bytes:
    """A copy of a web page with a mark on each marked figure, and all that is said in a list.

    Raises:
        DocumentError: The file cannot be read.
    """
    drawn = [
        PageMark(mark.start, mark.end, said(mark), COLOURS[mark.standing])
        for mark in in_order(marks, MOST_CHARACTERS)
    ]
    return add_page_marks(data, drawn, "What Corrigenda found", name)
