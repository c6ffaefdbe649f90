"""What stands on the pages of a PDF, in the order in which the file draws it, without layout.

PDFium reads the file. It is native code at work on a stranger's bytes, so it runs in a process of
its own that has bounds on memory and time and answers with strings and numbers only: whatever the
file does to it, the caller gets an answer or a `DocumentError`. The process reads the file from its
standard input; nothing in the file is run (this PDFium has no JavaScript) and nothing is fetched.
"""

from __future__ import annotations

import subprocess
import sys
from array import array

import msgspec

from sources.documents.model import MOST_CHARACTERS, MOST_PAGES
from sources.errors import DocumentError

SECONDS = 120
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
    command = [sys.executable, "-m", "sources.documents.pdf_process"]
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        what = f"the PDF takes more than {SECONDS} seconds to read"
        raise DocumentError(what, mend="Print it to a new PDF", file=name) from None
    if done.returncode:
        raise DocumentError("the PDF is broken", mend="Print it to a new PDF", file=name)
    try:
        pages = msgspec.msgpack.decode(done.stdout, type=Pages)
    except msgspec.DecodeError as error:
        raise DocumentError("the PDF is broken", mend="Print it to a new PDF", file=name) from error
    _refuse(pages, name)
    return pages


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
