"""What was found in a text as marks on it, and a marked copy of the file it came in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from reports.findings.text_figures import TextFindings
from reports.marking.copies import mark_pdf, mark_web_page, mark_word_file
from reports.marking.marks import Mark
from sources.errors import DocumentError

_COPIES: Mapping[str, Callable[..., bytes]] = MappingProxyType(
    {"docx": mark_word_file, "pdf": mark_pdf, "html": mark_web_page}
)


def marks_of(findings: TextFindings) -> tuple[Mark, ...]:
    """A mark for each figure that states something, with its verdict in a sentence."""
    return tuple(
        Mark(one.start, one.end, one.standing or "open", one.sentence_of_verdict)
        for one in findings.figures
        if one.kind == "claim"
    )


def marks_for_page(findings: TextFindings, link: str) -> tuple[Mark, ...]:
    """A mark for every figure, named by its number from one.

    Args:
        findings: Of a text.
        link: Where each claim leads, with ``{}`` for its number: ``#card-{}``.
    """
    return tuple(
        Mark(
            one.start,
            one.end,
            (one.standing or "open") if one.kind == "claim" else "no claim",
            _shortened(one.sentence_of_verdict),
            link.format(number) if one.kind == "claim" else "",
            str(number),
        )
        for number, one in enumerate(findings.figures, start=1)
    )


_MOST_NOTE = 300


def _shortened(note: str) -> str:
    return note if len(note) <= _MOST_NOTE else f"{note[: _MOST_NOTE - 1].rstrip()}…"


def mark_copy(file: Path, findings: TextFindings) -> bytes:
    """A copy of a DOCX with comments, of a PDF with highlights, or of a web page with marks.

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
    return mark(file.read_bytes(), marks_of(findings), file.name)
