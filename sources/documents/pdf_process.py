"""The process in which PDFium reads a stranger's PDF: the file in, msgpack of `Pages` out.

Run as ``python -m sources.documents.pdf_process``; `sources.documents.pdf_glyphs` does.
"""

from __future__ import annotations

import ctypes
import sys
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import msgspec
import pypdfium2 as pdfium
import pypdfium2.raw as raw

from sources.documents.model import MOST_CHARACTERS, MOST_PAGES
from sources.documents.pdf_glyphs import (
    MEMORY,
    PASSWORD,
    SECONDS,
    SUPERSCRIPTS,
    TOO_LONG,
    TOO_MANY_PAGES,
    Fragment,
    Page,
    Pages,
)

_SPACES = frozenset(" \t\r\n\f\v\xa0\u2002\u2003\u2009\u200a\u202f")
# What PDFium gives for the hyphen at a line's end.
_HYPHENS = frozenset("\x02\ufffe")
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}


def main() -> None:
    """Read a PDF from standard input, write what stands on it to standard output."""
    _bound()
    data = sys.stdin.buffer.read()
    sys.stdout.buffer.write(msgspec.msgpack.encode(read(data)))


def _bound() -> None:
    """Bound this process; where the system has no such bounds, the caller's time-out is all."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def read(data: bytes) -> Pages:
    """The pages of a PDF, or the fault that keeps them."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError:
        is_locked = raw.FPDF_GetLastError() in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
        return Pages(fault=PASSWORD if is_locked else "broken")
    count = len(document)
    if count > MOST_PAGES:
        return Pages(fault=TOO_MANY_PAGES, count=count)
    pages: list[Page] = []
    length = 0
    for index in range(count):
        try:
            page = document[index]
        except pdfium.PdfiumError:
            pages.append(Page(0.0, 0.0, [], False))
            continue
        pages.append(_page(page))
        length += sum(len(fragment.text) for fragment in pages[-1].fragments)
        page.close()
        if length > MOST_CHARACTERS:
            return Pages(fault=TOO_LONG)
    return Pages(pages, dict(document.get_metadata_dict()), _language(document), count=count)


def _language(document: pdfium.PdfDocument) -> str:
    size = raw.FPDFCatalog_GetLanguage(document.raw, None, 0)
    if not 2 < size <= 200:
        return ""
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFCatalog_GetLanguage(
        document.raw, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size
    )
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\0")


def _page(page: pdfium.PdfPage) -> Page:
    width, height = page.get_size()
    text = page.get_textpage()
    fragments = list(_fragments(text.raw))
    text.close()
    has_images = not fragments and any(
        thing.type == raw.FPDF_PAGEOBJ_IMAGE for thing in page.get_objects(max_depth=3)
    )
    return Page(width, height, fragments, has_images)


@dataclass
class _Line:
    """A fragment as it grows."""

    baseline: float
    bottom: float
    top: float
    letters: list[str] = field(default_factory=list)
    edges: array[float] = field(default_factory=lambda: array("f"))
    is_raised: bool = False

    @property
    def size(self) -> float:
        return max(self.top - self.bottom, 0.1)

    def add(self, letter: str, left: float, right: float) -> None:
        for one in letter:
            self.letters.append(one)
            self.edges.append(left)
            self.edges.append(right)

    def done(self) -> Fragment:
        return Fragment(
            "".join(self.letters), self.edges.tobytes(), self.baseline, self.bottom, self.top
        )


class _Glyph(NamedTuple):
    letter: str
    left: float
    right: float
    bottom: float
    top: float
    baseline: float


def _fragments(text: raw.FPDF_TEXTPAGE) -> Iterator[Fragment]:
    """Glyphs in drawing order, broken wherever the next does not follow on the same line."""
    line: _Line | None = None
    spaced = False
    for glyph in _glyphs(text):
        if glyph is None:
            spaced = True
            continue
        if line is not None and not _follows(line, glyph):
            yield line.done()
            line = None
        if line is None:
            line = _Line(glyph.baseline, glyph.bottom, glyph.top)
        else:
            gap = glyph.left - line.edges[-1]
            if gap > (0.04 if spaced else 0.2) * line.size:
                line.add(" ", line.edges[-1], glyph.left)
        line.add(_set_letter(line, glyph), glyph.left, glyph.right)
        spaced = False
    if line is not None:
        yield line.done()


def _follows(line: _Line, glyph: _Glyph) -> bool:
    """Whether a glyph goes on with a line: beside it, near it, on it or raised a little over it."""
    size = line.size
    gap = glyph.left - line.edges[-1]
    if not -0.4 * size <= gap <= 0.9 * size:
        return False
    shift = glyph.baseline - line.baseline
    height = glyph.top - glyph.bottom
    if abs(shift) <= 0.08 * size:
        return True
    if height < 0.85 * size:
        return -0.35 * size <= shift <= 0.7 * size
    # A line that began with a note's raised mark goes on with its words.
    if line.is_raised or len(line.letters) > 3 or height <= 1.15 * size:
        return False
    if -0.7 * height <= shift < 0:
        line.is_raised = True
        line.letters = [
            "".join(line.letters).translate(SUPERSCRIPTS)[i] for i in range(len(line.letters))
        ]
        line.baseline, line.bottom, line.top = glyph.baseline, glyph.bottom, glyph.top
        return True
    return False


def _set_letter(line: _Line, glyph: _Glyph) -> str:
    """A letter as it stands: raised digits as superscripts, ligatures as their letters."""
    if (
        glyph.baseline - line.baseline > 0.12 * line.size
        and glyph.top - glyph.bottom < 0.85 * line.size
    ):
        return glyph.letter.translate(SUPERSCRIPTS)
    return _LIGATURES.get(glyph.letter, glyph.letter)


def _glyphs(text: raw.FPDF_TEXTPAGE) -> Iterator[_Glyph | None]:
    """Each upright glyph of a page; None for a space."""
    box = raw.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    get_unicode, get_box = raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox
    get_origin, get_angle = raw.FPDFText_GetCharOrigin, raw.FPDFText_GetCharAngle
    upright_at = None
    for index in range(raw.FPDFText_CountChars(text)):
        letter = _letter(get_unicode(text, index))
        if letter in _SPACES:
            yield None
            continue
        if not letter or not get_box(text, index, box):
            continue
        get_origin(text, index, x, y)
        baseline = y.value
        if baseline != upright_at:
            # What runs up the margin is a stamp, not the text; on one line all glyphs stand alike.
            if 0.2 < get_angle(text, index) < 6.08:
                continue
            upright_at = baseline
        yield _Glyph(letter, box.left, box.right, box.bottom, box.top, baseline)


def _letter(code: int) -> str:
    """A glyph's character; empty for what is no character."""
    if code >= 0x110000 or 0xD800 <= code < 0xE000:
        return "\ufffd"
    letter = chr(code)
    if letter in _HYPHENS:
        return "-"
    is_nothing = (letter < " " and letter not in _SPACES) or letter in "\ufeff\u200b"
    return "" if is_nothing else letter


if __name__ == "__main__":
    main()
