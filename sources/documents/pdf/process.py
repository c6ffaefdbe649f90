"""The process in which PDFium works on a stranger's PDF: asked and answering on standard streams.

Run as ``python -m sources.documents.pdf.process read`` (the file in, msgpack of `Pages` out) or
``annotate`` (msgpack of `Annotating` in, a file out); `sources.documents.pdf.glyphs` does.
"""

from __future__ import annotations

import contextlib
import ctypes
import io
import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

import msgspec
import pypdfium2 as pdfium
import pypdfium2.raw as raw

from sources.documents.pdf.glyphs import (
    MEMORY,
    PASSWORD,
    SECONDS,
    SUPERSCRIPTS,
    TOO_LONG,
    TOO_MANY_PAGES,
    Annotating,
    Fragment,
    Highlight,
    Page,
    Pages,
)
from sources.documents.structure.model import MOST_CHARACTERS, MOST_PAGES

_SPACES = frozenset(" \t\r\n\f\v\xa0\u2002\u2003\u2009\u200a\u202f")
# What PDFium gives for the hyphen at a line's end.
_HYPHENS = frozenset("\x02\ufffe")
_FIRST_LIGATURE = "ﬀ"
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}


def main() -> None:
    """Do what the first argument asks with standard input, answer on standard output."""
    _bound()
    asked = sys.stdin.buffer.read()
    if sys.argv[1:] == ["annotate"]:
        answer = annotate(msgspec.msgpack.decode(asked, type=Annotating))
    else:
        answer = msgspec.msgpack.encode(read(asked))
    sys.stdout.buffer.write(answer)


def _bound() -> None:
    """Bound this process; where the system has no such bounds, the caller's time-out is all."""
    try:
        import resource
    except ImportError:
        return
    bounds = (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_CORE, 0),
    )
    for kind, most in bounds:
        with contextlib.suppress(ValueError, OSError):  # macOS has no bound of the first kind
            resource.setrlimit(kind, (most, most))


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
    fragments += list(_drawn_bullets(page, fragments))
    has_images = not fragments and any(
        thing.type == raw.FPDF_PAGEOBJ_IMAGE for thing in page.get_objects(max_depth=3)
    )
    return Page(width, height, fragments, has_images)


_MOST_OBJECTS, _MOST_MARKS = 20_000, 500
"""Of a page with more objects, or shapes like marks, as a chart has, no marks are looked for."""
_MARK_SIZES, _MARK_GAP = (0.2, 0.6), 2.0
"""So high is the mark of an item, and so far from its words, in heights of their type."""
_LARGEST = 40.0
"""So high, in points, is the type at most whose marks are looked for."""


def _drawn_bullets(page: pdfium.PdfPage, fragments: Sequence[Fragment]) -> Iterator[Fragment]:
    """A character for each mark of an item that is drawn, as browsers do: it is in no font.

    A mark is as wide as high, and stands amid the height of the words that begin to its right.
    """
    if not fragments or raw.FPDFPage_CountObjects(page.raw) > _MOST_OBJECTS:
        return
    shapes = page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=1)
    marks = [bounds for bounds in map(_bounds, shapes) if bounds is not None]
    if len(marks) > _MOST_MARKS:
        return
    begun = sorted((one.edges[0], at) for at, one in enumerate(fragments))
    for left, bottom, right, top in marks:
        middle, first = (bottom + top) / 2, bisect_left(begun, (right, 0))
        for begins, at in islice(begun, first, None):
            words = fragments[at]
            if begins - right > _MARK_GAP * _LARGEST:
                break
            low, high = _MARK_SIZES[0] * words.size, _MARK_SIZES[1] * words.size
            is_near = begins - right <= _MARK_GAP * words.size
            if is_near and low < top - bottom < high and words.bottom < middle < words.top:
                edges = array("f", [left, right])
                yield Fragment("•", edges.tobytes(), words.baseline, words.bottom, words.top)
                break


def _bounds(shape: pdfium.PdfObject) -> tuple[float, float, float, float] | None:
    """The left, bottom, right and top, in points, of a small shape as wide as high; else None."""
    try:
        left, bottom, right, top = shape.get_bounds()
    except pdfium.PdfiumError:
        return None
    is_small = 1.0 < top - bottom < _MARK_SIZES[1] * _LARGEST
    is_even = abs((right - left) - (top - bottom)) < 0.1 * (top - bottom)
    return (left, bottom, right, top) if is_small and is_even else None


_MARK_LETTERS = "abcdefgh"
_RAISED_LETTERS = str.maketrans(_MARK_LETTERS, "ᵃᵇᶜᵈᵉᶠᵍʰ")


class _Line:
    """A fragment as it grows."""

    __slots__ = (
        "baseline",
        "bottom",
        "edges",
        "is_raised",
        "letters",
        "raised",
        "right",
        "size",
        "top",
    )

    def __init__(self, baseline: float, bottom: float, top: float) -> None:
        self.letters: list[str] = []
        self.raised: list[int] = []
        self.edges = array("f")
        self.right = 0.0
        self.is_raised = False
        self.stand(baseline, bottom, top)

    def stand(self, baseline: float, bottom: float, top: float) -> None:
        self.baseline, self.bottom, self.top = baseline, bottom, top
        self.size = max(top - bottom, 0.1)

    def add(self, letters: str, left: float, right: float) -> None:
        for letter in letters:
            self.letters.append(letter)
            self.edges.append(left)
            self.edges.append(right)
        self.right = right

    def _is_raised_letter(self, at: int) -> bool:
        return at in self.raised and self.letters[at].isalpha()

    def done(self) -> Fragment:
        for at in self.raised:
            # A mark of a note ("a"); of more letters they are a word's end ("19th").
            if at and not self._is_raised_letter(at - 1) and not self._is_raised_letter(at + 1):
                self.letters[at] = self.letters[at].translate(_RAISED_LETTERS)
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
        letter, left, right, bottom, top, baseline = glyph
        if line is not None and not _follows(line, glyph):
            yield line.done()
            line = None
        if line is None:
            line = _Line(baseline, bottom, top)
        elif left - line.right > (0.04 if spaced else 0.2) * line.size:
            line.add(" ", line.right, left)
        if baseline != line.baseline or letter >= _FIRST_LIGATURE:
            letter = _set_letter(line, glyph)
        line.add(letter, left, right)
        spaced = False
    if line is not None:
        yield line.done()


_AS_HIGH = 1.15


def _follows(line: _Line, glyph: _Glyph) -> bool:
    """Whether a glyph goes on with a line: beside it, near it, on it or raised a little over it."""
    size = line.size
    if not -0.4 * size <= glyph.left - line.right <= 0.9 * size:
        return False
    shift = glyph.baseline - line.baseline
    if not shift:
        return True
    height = glyph.top - glyph.bottom
    if abs(shift) <= 0.08 * size:
        return True
    if height < 0.85 * size:
        return -0.35 * size <= shift <= 0.7 * size
    # A line that began with a note's raised mark goes on with its words.
    if line.is_raised or len(line.letters) > 3:
        return False
    if height <= _AS_HIGH * size and not "".join(line.letters).isdigit():
        return False  # a mark of 7 points may stand before words of 8
    if -0.7 * height <= shift < 0:
        line.is_raised = True
        line.letters = list("".join(line.letters).translate(SUPERSCRIPTS))
        line.stand(glyph.baseline, glyph.bottom, glyph.top)
        return True
    return False


def _set_letter(line: _Line, glyph: _Glyph) -> str:
    """A letter as it stands: raised digits as superscripts, ligatures as their letters."""
    if (
        glyph.baseline - line.baseline > 0.12 * line.size
        and glyph.top - glyph.bottom < 0.85 * line.size
    ):
        line.raised.append(len(line.letters))
        return glyph.letter.translate(SUPERSCRIPTS)
    return _LIGATURES.get(glyph.letter, glyph.letter)


def _glyphs(text: raw.FPDF_TEXTPAGE) -> Iterator[_Glyph | None]:
    """Each upright glyph of a page; None for a space."""
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    at_box, at_x, at_y = ctypes.pointer(box), ctypes.pointer(x), ctypes.pointer(y)
    get_unicode, get_box = raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox
    get_origin, get_angle = raw.FPDFText_GetCharOrigin, raw.FPDFText_GetCharAngle
    letters: dict[int, str] = {}
    upright_at = None
    for index in range(raw.FPDFText_CountChars(text)):
        code = get_unicode(text, index)
        letter = letters.get(code)
        if letter is None:
            letter = letters[code] = _letter(code)
        if letter == " ":
            yield None
            continue
        if not letter or not get_box(text, index, at_box):
            continue
        get_origin(text, index, at_x, at_y)
        baseline = y.value
        if baseline != upright_at:
            # What runs up the margin is a stamp, not the text; on one line all glyphs stand alike.
            if 0.2 < get_angle(text, index) < 6.08:
                continue
            upright_at = baseline
        yield _Glyph(letter, box.left, box.right, box.bottom, box.top, baseline)


def _letter(code: int) -> str:
    """A glyph's character; one space for any, nothing for what is no character."""
    if code >= 0x110000 or 0xD800 <= code < 0xE000:
        return "\ufffd"
    letter = chr(code)
    if letter in _SPACES:
        return " "
    if letter in _HYPHENS:
        return "-"
    return "" if letter < " " or letter in "\ufeff\u200b" else letter


# -- highlights ----------------------------------------------------------------------------------

_PRINTED = 4


def annotate(asked: Annotating) -> bytes:
    """The file with its highlights."""
    document = pdfium.PdfDocument(asked.data)
    by_page: dict[int, list[Highlight]] = {}
    for highlight in asked.highlights:
        by_page.setdefault(highlight.page, []).append(highlight)
    for number, highlights in by_page.items():
        page = document[number - 1]
        for highlight in highlights:
            _highlight(page.raw, highlight, asked.author)
        page.close()
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _highlight(page: raw.FPDF_PAGE, highlight: Highlight, author: str) -> None:
    annotation = raw.FPDFPage_CreateAnnot(page, raw.FPDF_ANNOT_HIGHLIGHT)
    if not annotation or not highlight.boxes:
        return
    lefts, bottoms, rights, tops = zip(*highlight.boxes, strict=True)
    around = raw.FS_RECTF(min(lefts), max(tops), max(rights), min(bottoms))
    raw.FPDFAnnot_SetRect(annotation, around)
    for left, bottom, right, top in highlight.boxes:
        # The order that viewers expect: upper left, upper right, lower left, lower right.
        corners = raw.FS_QUADPOINTSF(left, top, right, top, left, bottom, right, bottom)
        raw.FPDFAnnot_AppendAttachmentPoints(annotation, corners)
    raw.FPDFAnnot_SetColor(annotation, raw.FPDFANNOT_COLORTYPE_Color, *highlight.colour, 255)
    raw.FPDFAnnot_SetFlags(annotation, _PRINTED)
    for key, words in ((b"Contents", highlight.words), (b"T", author)):
        wide = (words.replace("\0", "\ufffd") + "\0").encode("utf-16-le", "replace")
        buffer = (ctypes.c_ushort * (len(wide) // 2)).from_buffer_copy(wide)
        raw.FPDFAnnot_SetStringValue(annotation, key, buffer)
    raw.FPDFPage_CloseAnnot(annotation)


if __name__ == "__main__":
    main()
