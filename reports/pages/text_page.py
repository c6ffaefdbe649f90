"""A text with its figures marked: one page that opens anywhere, with no script and no network.

Each figure is underlined by its standing and leads to its card below the text, where the verdict,
the reading and the evidence stand; the card leads back. Everything comes in escaped.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from reports.findings.text_figures import FigureFound, TextFindings
from reports.pages.rendering import environment, policy_hash, style
from sources.documents.model import Document

_GRAVITY = ("off", "open", "holds", "not checkable")


@dataclass(frozen=True)
class Piece:
    """A stretch of the text: plain, or a figure with its number among the figures."""

    text: str
    figure: FigureFound | None = None
    number: int = 0


def render_text_page(document: Document, findings: TextFindings) -> str:
    """The page of a checked text.

    Args:
        document: The text, with its blocks.
        findings: What was found in it; places are characters of the document's text.
    """
    sheet = style("text_page.css")
    claims = [(at, one) for at, one in enumerate(findings.figures, start=1) if one.kind == "claim"]
    ranked = sorted(claims, key=lambda pair: _GRAVITY.index(pair[1].standing or "open"))
    return (
        environment()
        .get_template("text_page.html")
        .render(
            style=Markup(sheet),
            policy=f"default-src 'none'; style-src {policy_hash(sheet)}; base-uri 'none'",
            text=findings.text,
            name=Path(findings.text.file).name,
            headline=findings.headline,
            counts=findings.counts,
            paragraphs=list(paragraphs(document, findings)),
            cards=ranked,
            standings=_GRAVITY,
        )
    )


def paragraphs(document: Document, findings: TextFindings) -> Iterator[tuple[str, list[Piece]]]:
    """The blocks of a text, each with its kind, cut where figures begin and end."""
    figures = sorted(enumerate(findings.figures, start=1), key=lambda pair: pair[1].start)
    at = 0
    for block in document.blocks:
        pieces: list[Piece] = []
        place = block.start
        while at < len(figures) and figures[at][1].start < block.end:
            number, figure = figures[at]
            at += 1
            if figure.start < place:
                continue
            if figure.start > place:
                pieces.append(Piece(document.text[place : figure.start]))
            end = min(figure.end, block.end)
            pieces.append(Piece(document.text[figure.start : end], figure, number))
            place = end
        if place < block.end:
            pieces.append(Piece(document.text[place : block.end]))
        if pieces:
            yield block.kind, pieces
