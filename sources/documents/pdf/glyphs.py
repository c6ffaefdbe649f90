"""What stands on the pages of a PDF in drawing order; and highlights put on them, in a copy.

PDFium reads the file. It is native code at work on a stranger's bytes, so it runs in a process of
its own that has bounds on memory and time and answers with strings and numbers only: whatever the
file does to it, the caller gets an answer or a `DocumentError`. The process reads the file from its
standard input; nothing in the file is run (this PDFium has no JavaScript) and nothing is fetched.
"""

from __future__ import annotations

import subprocess
import sys
from array import array
from collections.abc import Sequence

import msgspec

from sources.documents.structure.model import MOST_CHARACTERS, MOST_PAGES
from sources.errors import DocumentError

# Of work, and of waiting for it on a machine that is busy with other things.
SECONDS, WAIT = 120, 600
MEMORY = 1_500_000_000
PASSWORD, TOO_MANY_PAGES, TOO_LONG = "password", "too many pages", "too long"

SUPERSCRIPTS = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")


class Fragment(msgspec.Struct, frozen=True):
    """Characters on one line with no wide gap between them.

    Attributes:
        text: The characters.
        x: The left and the right edge of each, as little floats one after the other, in points.
        baseline: Where they stand, from the page's bottom.
        bottom: Their lower edge.
        top: Their upper edge.
    """

    text: str
    x: bytes
    baseline: float
    bottom: float
    top: float

    @property
    def size(self) -> float:
        """The height of the type, ascent to descent."""
        return self.top - self.bottom

    @property
    def edges(self) -> array[float]:
        """The left and the right edge of each character, one after the other."""
        edges = array("f")
        edges.frombytes(self.x)
        return edges


Row = Sequence[Fragment]
"""What stands on one baseline, from the left."""


class Page(msgspec.Struct, frozen=True):
    """One page: its size in points, what is written on it, whether it holds pictures."""

    width: float
    height: float
    fragments: list[Fragment]
    has_images: bool


class Pages(msgspec.Struct, frozen=True):
    """A file's pages and what it says of itself; or a fault, and then nothing else."""

    pages: list[Page] = []
    properties: dict[str, str] = {}
    language: str = ""
    fault: str = ""
    count: int = 0


def read_glyphs(data: bytes, name: str) -> Pages:
    """What stands on the pages of a PDF.

    Args:
        data: The file.
        name: What errors call it.

    Raises:
        DocumentError: It is encrypted, broken, too long, or too much for the time and memory given.
    """
    answer = _run_process("read", data, name)
    try:
        pages = msgspec.msgpack.decode(answer, type=Pages)
    except msgspec.DecodeError as error:
        raise DocumentError("the PDF is broken", mend="Print it to a new PDF", file=name) from error
    _refuse(pages, name)
    return pages


def _run_process(task: str, asked: bytes, name: str) -> bytes:
    """What PDFium answers from a process of its own, bounded in memory and time.

    Args:
        task: ``read`` or ``annotate``.
        asked: What it reads from its standard input.
        name: What errors call the file.

    Raises:
        DocumentError: It took too long, or broke on the file.
    """
    command = [sys.executable, "-m", "sources.documents.pdf.process", task]
    try:
        done = subprocess.run(command, input=asked, capture_output=True, timeout=WAIT, check=False)
    except subprocess.TimeoutExpired:
        what = f"the PDF takes more than {WAIT} seconds to read"
        raise DocumentError(what, mend="Print it to a new PDF", file=name) from None
    if done.returncode:
        raise DocumentError("the PDF is broken", mend="Print it to a new PDF", file=name)
    return done.stdout


def _refuse(pages: Pages, name: str) -> None:
    if pages.fault == PASSWORD:
        raise DocumentError("the PDF is encrypted", mend="Take its password away", file=name)
    if pages.fault == TOO_MANY_PAGES:
        what = f"the PDF has {pages.count:,} pages, more than {MOST_PAGES}"
        raise DocumentError(what, mend="Split it", file=name)
    if pages.fault == TOO_LONG:
        what = f"the text is longer than {MOST_CHARACTERS // 1_000_000} million characters"
        raise DocumentError(what, mend="Split it", file=name)
    if pages.fault:
        raise DocumentError("the PDF is broken", mend="Print it to a new PDF", file=name)


# -- highlights ----------------------------------------------------------------------------------


class Highlight(msgspec.Struct, frozen=True):
    """A highlight on one page.

    Attributes:
        page: The page, from 1.
        boxes: Its rectangles: left, bottom, right, top, in points.
        words: The note that opens on it.
        colour: Red, green and blue, from 0 to 255.
    """

    page: int
    boxes: list[tuple[float, float, float, float]]
    words: str
    colour: tuple[int, int, int]


class Annotating(msgspec.Struct, frozen=True):
    """What the process is asked: a file, its highlights, whose they are."""

    data: bytes
    highlights: list[Highlight]
    author: str


def add_highlights(data: bytes, highlights: Sequence[Highlight], author: str, name: str) -> bytes:
    """A copy of a PDF with highlights.

    Args:
        data: The file.
        highlights: The highlights.
        author: Whose they are.
        name: What errors call the file.

    Raises:
        DocumentError: The file cannot be read or written.
    """
    asked = msgspec.msgpack.encode(Annotating(data, list(highlights), author))
    written = _run_process("annotate", asked, name)
    if not written.startswith(b"%PDF-"):
        what = "no copy of the PDF can be written"
        raise DocumentError(what, mend="Print it to a new PDF", file=name)
    return written
