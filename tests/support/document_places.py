"""What tests of documents ask of each: places, and blocks."""

from __future__ import annotations

from sources.documents.structure.model import Document

PROSE = [
    "The population of the country grew to 52.6 million people",
    "by the middle of the decade, and the share of households",
    "with access to electricity rose from 32 to 75 per cent in",
    "the same years, which was more than the region as a whole.",
]


def check_places(document: Document) -> None:
    """Every character has a place, and only one."""
    place = 0
    for block in document.blocks:
        assert block.start == place
        assert block.end > block.start
        place = block.end
    assert place == len(document.text)


def blocks_of(document: Document) -> list[tuple[str, str]]:
    return [
        (block.kind, document.text[block.start : block.end].strip()) for block in document.blocks
    ]
