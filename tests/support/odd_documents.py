"""Damaged, hostile and odd documents by the hundred, drawn from a seed.

Each kind is a function that gives the ending of a name and the bytes of its nth document. What a
document would fetch leads to `Bait.url`; what it would take from this machine is `Bait.secret`, the
words of the file at `Bait.file`.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import odd_pages
import odd_pdfs
import odd_texts
import odd_word_files
from odd_damage import Bait, Drawn

Maker = Callable[[random.Random, int, Bait], Drawn]

KINDS: Mapping[str, tuple[int, Maker]] = {
    "damaged PDF": (40, odd_pdfs.damaged),
    "damaged DOCX": (24, odd_word_files.damaged),
    "damaged XML in a DOCX": (28, odd_word_files.damaged_xml),
    "damaged HTML": (24, odd_pages.damaged),
    "damaged Markdown and text": (14, odd_texts.damaged),
    "zip bombs": (10, odd_word_files.bombs),
    "entities and document types": (16, odd_word_files.entities),
    "scripts and actions": (10, odd_pages.scripts),
    "references to a server": (20, odd_pages.references),
    "a million numbers": (6, odd_texts.million_numbers),
    "patterns repeated": (22, odd_texts.patterns),
    "right to left, joined, stacked": (10, odd_texts.directions),
    "nested": (14, odd_pages.nested),
    "huge tables and paragraphs": (10, odd_pages.huge),
    "lone surrogates": (8, odd_texts.surrogates),
    "NULs": (8, odd_texts.nulls),
    "encodings mixed or misnamed": (14, odd_texts.encodings),
    "encrypted": (6, odd_pdfs.encrypted),
    "no text in it": (6, odd_pdfs.without_text),
    "odd metadata": (10, odd_pages.metadata),
}
"""Each kind with how many documents of it are made; 300 in all."""


@dataclass(frozen=True)
class OddDocument:
    """A document to be checked.

    Attributes:
        kind: A name of `KINDS`.
        number: Its place in the kind.
        ending: The ending of its name (``.pdf``).
        data: Its bytes.
    """

    kind: str
    number: int
    ending: str
    data: bytes


def odd_documents(seed: int, bait: Bait, count: int = 300) -> Iterator[OddDocument]:
    """Documents of all kinds; of fewer than 300, each kind has its part, and one at least."""
    for kind, (share, maker) in KINDS.items():
        for number in range(max(1, round(share * count / 300))):
            chance = random.Random(f"{seed} {kind} {number}")
            ending, data = maker(chance, number, bait)
            yield OddDocument(kind, number, ending, data)
