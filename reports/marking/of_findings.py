"""What was found in a text as marks on it, and a marked copy of the file it came in."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from types import MappingProxyType

from expectations.wording.formats.terminal import say_not_sure, say_right
from reports.findings.text_figures import FigureFound, TextFindings
from reports.marking.copies import mark_pdf, mark_web_page, mark_word_file
from reports.marking.marks import Mark, MarkStanding
from sources.errors import DocumentError

_COPIES: Mapping[str, Callable[..., bytes]] = MappingProxyType(
    {"docx": mark_word_file, "pdf": mark_pdf, "html": mark_web_page}
)


_ASKS_SOMETHING = frozenset({"off", "open"})
"""What stands so asks something of who gets a Word file; each other comment is in their way."""


def marks_of(findings: TextFindings, *, is_whole: bool = True) -> tuple[Mark, ...]:
    """A mark for each figure that states something: its verdict, what would be right, how read.

    Args:
        findings: Of a text.
        is_whole: Whether what holds, or cannot be checked, is marked too.
    """
    return tuple(
        Mark(one.start, one.end, one.standing or "open", _note(one))
        for one in findings.figures
        if one.kind == "claim" and (is_whole or (one.standing or "open") in _ASKS_SOMETHING)
    )


def _note(one: FigureFound) -> str:
    """All that a comment says, since who gets the copy has no page beside it."""
    parts = [one.sentence_of_verdict]
    if one.correction:
        parts.append(f"{say_right(one.correction)}.")
    reading = one.reading
    if reading is not None and reading.state == "unsure" and reading.doubt is not None:
        parts.append(say_not_sure(reading.doubt.about, reading.doubt.words))
    if reading is not None and reading.words and reading.state != "unsure":
        who = "Confirmed as" if reading.state == "confirmed" else "Read by the program as"
        parts.append(f"{who} {reading.words}.")
    return " ".join(parts)


def marks_for_page(
    findings: TextFindings, link: str, waiting: Collection[int] = ()
) -> tuple[Mark, ...]:
    """A mark for every figure, named by its number from one.

    Args:
        findings: Of a text.
        link: Where each claim leads, with ``{}`` for its number: ``#card-{}``.
        waiting: The places of figures whose verdict is not to be seen yet.
    """
    return tuple(
        Mark(
            one.start,
            one.end,
            _standing(one, is_waiting=number - 1 in waiting),
            "" if number - 1 in waiting else _shortened(one.sentence_of_verdict),
            link.format(number) if one.kind == "claim" else "",
            str(number),
        )
        for number, one in enumerate(findings.figures, start=1)
    )


def _standing(one: FigureFound, *, is_waiting: bool) -> MarkStanding:
    if one.kind != "claim":
        return "no claim"
    return "waiting" if is_waiting else one.standing or "open"


_MOST_NOTE = 300


def _shortened(note: str) -> str:
    return note if len(note) <= _MOST_NOTE else f"{note[: _MOST_NOTE - 1].rstrip()}…"


def mark_copy(file: Path, findings: TextFindings, *, is_whole: bool = False) -> bytes:
    """A copy of a DOCX with comments, of a PDF with highlights, or of a web page with marks.

    Args:
        file: The document.
        findings: What was found in it.
        is_whole: Whether a DOCX has a comment on what holds too; a PDF and a page mark all.

    Raises:
        DocumentError: The file is none of them, or is no file of one page.
    """
    mark = _COPIES.get(findings.text.format)
    if mark is None or not file.is_file():
        what = f"this is {'no file' if mark else findings.text.format}"
        raise DocumentError(
            f"a marked copy is made of a DOCX, a PDF or an HTML file, and {what}",
            mend="Say --page FILE.html for the text with its figures marked",
            file=str(file),
        )
    return mark(
        file.read_bytes(),
        marks_of(findings, is_whole=is_whole or findings.text.format != "docx"),
        file.name,
    )
