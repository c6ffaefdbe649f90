"""What was found in a text as marks on it, and a marked copy of the file it came in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from reports.findings.text_figures import TextFindings
from reports.marking.copies import mark_pdf, mark_word_file
from reports.marking.marks import Mark
from sources.errors import DocumentError

_COPIES: Mapping[str, Callable[..., bytes]] = MappingProxyType(
    {"docx": mark_word_file, "pdf": mark_pdf}
)


def marks_of(findings: TextFindings) -> tuple[Mark, ...]:
    """A mark for each figure that states something, with its verdict in a sentence."""
    return tuple(
        Mark(one.start, one.end, one.standing or "open", one.sentence_of_verdict)
        for one in findings.figures
        if one.kind == "claim"
    )


def mark_copy(file: Path, findings: TextFindings) -> bytes:
    """A copy of a DOCX with comments, or of a PDF with highlights and notes.

    Raises:
        DocumentError: The file is neither.
    """
    mark = _COPIES.get(findings.text.format)
    if mark is None:
        raise DocumentError(
            f"a marked copy is made of a DOCX or a PDF, and this is {findings.text.format}",
            mend="Say --page FILE.html for the text with its figures marked",
            file=str(file),
        )
    return mark(file.read_bytes(), marks_of(findings), file.name)
