"""What a document is once it has been read, and how much of one is taken in.

``Document.text`` is what the program calls *the text as given*: for plain text and Markdown the
file's own characters, for HTML, DOCX and PDF what a reader sees, normalised no further than layout
asks for. The blocks lie end to end over it, so every character has a place.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from sources.errors import DocumentError

BlockKind = Literal["heading", "paragraph", "list", "table", "note"]
Format = Literal["text", "markdown", "html", "docx", "pdf"]

MOST_BYTES = 50_000_000
MOST_CHARACTERS = 20_000_000
MOST_PAGES = 400

BREAK = "\n\n"
CELL = "\t"


@dataclass(frozen=True)
class Block:
    """A piece of a text that belongs together.

    Attributes:
        start: Its first character.
        end: One past its last; the white space before the next block belongs to it.
        page: The page on which it stands, from 1; None where the format knows no pages.
        kind: What it is. A list's block is one item; a table's has a line a row, with tabs between
            cells.
        level: The level of a heading, 1 the highest; 0 where the file does not tell it.
    """

    start: int
    end: int
    page: int | None
    kind: BlockKind
    level: int = 0


@dataclass(frozen=True)
class Document:
    """A text and what its file says about it; what it does not say is empty, never guessed.

    Attributes:
        text: The text as given.
        title: Its title.
        authors: Who wrote it, in the order given.
        published: When it was published: ``2018``, ``2018-11`` or ``2018-11-14``.
        doi: Its DOI, without a resolver's address.
        language: The language, as an ISO 639-1 code.
        format: What kind of file it came in.
        blocks: The blocks, end to end over the text.
        produced: When the file says that it was made, which is not when it was published.
    """

    text: str
    title: str
    authors: tuple[str, ...]
    published: str
    doi: str
    language: str
    format: Format
    blocks: tuple[Block, ...]
    produced: str = ""

    def block_at(self, place: int) -> Block | None:
        """The block in which a character stands; None outside the text."""
        index = bisect_right(self.blocks, place, key=lambda block: block.start) - 1
        found = self.blocks[index] if index >= 0 else None
        return found if found is not None and place < found.end else None

    def marked(self) -> Mapping[int, int]:
        """Where the headings begin whose level the file tells, and that level, 1 the highest.

        The items of lists have the level 0, where the file marks them and no sign does.
        """
        is_marked = self.format in {"html", "docx"}
        items = {one.start: 0 for one in self.blocks if is_marked and one.kind == "list"}
        return items | {one.start: one.level for one in self.blocks if one.level}


@dataclass(frozen=True)
class Piece:
    """A block before it has a place.

    Attributes:
        text: Its characters.
        kind: What it is.
        page: The page on which it stands.
        joiner: What stands between it and the piece before.
        level: The level of a heading, 1 the highest; 0 where the file does not tell it.
    """

    text: str
    kind: BlockKind
    page: int | None = None
    joiner: str = BREAK
    level: int = 0


def lay_out(pieces: Sequence[Piece]) -> tuple[str, tuple[Block, ...]]:
    """One text from pieces, and the blocks that lie over it end to end.

    A text may begin with white space only where its first piece does.
    """
    parts: list[str] = []
    starts: list[int] = []
    place = 0
    for piece in pieces:
        joiner = piece.joiner if parts else ""
        parts += (joiner, piece.text)
        starts.append(place + len(joiner))
        place = starts[-1] + len(piece.text)
    ends = [*starts[1:], place] if starts else []
    blocks = (
        Block(start, end, piece.page, piece.kind, piece.level)
        for start, end, piece in zip(starts, ends, pieces, strict=True)
    )
    return "".join(parts), tuple(blocks)


def require_size(size: int, name: str, most: int = MOST_BYTES) -> None:
    """Refuse a file, or a part of one, that is too large to be taken in.

    Raises:
        DocumentError: It has more bytes than that.
    """
    if size > most:
        what = f"the document is larger than {most // 1_000_000} MB"
        raise DocumentError(what, mend="Split it", file=name)


def require_text(text: str, name: str) -> None:
    """Refuse a document that has no text, or too much of it.

    Raises:
        DocumentError: It has none, or more than is taken in.
    """
    if len(text) > MOST_CHARACTERS:
        what = f"the text is longer than {MOST_CHARACTERS // 1_000_000} million characters"
        raise DocumentError(what, mend="Split it", file=name)
    if not any(sign.isprintable() and not sign.isspace() for sign in text):
        raise DocumentError("the document has no text", mend="Give one that has", file=name)
