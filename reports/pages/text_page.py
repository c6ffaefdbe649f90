"""A text with its figures marked: one page that opens anywhere, with no script and no network.

Each figure is underlined by its standing and leads to its card below the text, where the verdict,
the reading and the evidence stand; the card leads back. Everything comes in escaped.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from markupsafe import Markup

from reports.findings.text_figures import GRAVITY, FigureFound, TextFindings, gravity
from reports.marking.markdown_signs import as_shown
from reports.marking.marked_text import render_marked_text
from reports.marking.of_findings import marks_for_page
from reports.pages.rendering import environment, policy_hash, style
from reports.unbroken import with_unbroken_dates
from sources.documents.structure.model import Document

_OPEN = re.compile(
    r"\bCC[ -]?0\b|\bCC[ -]BY(?:[ -](?:SA|NC|ND|NC[ -]SA|NC[ -]ND))?\b|\bcreative commons\b|"
    r"\bpublic domain\b|\bopen government licen[cs]e\b|\bOGL\b|\bown (?:text|work)\b",
    re.IGNORECASE,
)
_LONGEST_QUOTE = 400
"""Of a longer sentence a figure's surroundings are quoted, in characters."""


def is_open(licence: str) -> bool:
    """Whether a licence, in words, lets the whole of a text be shown to others."""
    return _OPEN.search(licence) is not None


def quotes_around(text: str, figures: Sequence[FigureFound]) -> list[tuple[int, int]]:
    """Where the sentences of figures stand, or of a long one what is near the figure; in order."""
    half = _LONGEST_QUOTE // 2
    found: list[tuple[int, int]] = []
    for one in sorted(figures, key=lambda one: one.start):
        low = text.rfind(one.sentence, 0, one.start + len(one.sentence))
        high = low + len(one.sentence)
        if low < 0 or high < one.end or high - low > _LONGEST_QUOTE:
            low, high = max(low, one.start - half, 0), min(max(high, one.end), one.end + half)
        if found and low <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], high))
        else:
            found.append((low, high))
    return found


def render_text_page(document: Document, findings: TextFindings) -> str:
    """The page of a checked text.

    Args:
        document: The text, with its blocks.
        findings: What was found in it; places are characters of the document's text.
    """
    told = as_shown(findings)
    sheet = f"{style('text_page.css')}\n{style('marked.css')}"
    claims = [(at, one) for at, one in enumerate(told.figures, start=1) if one.kind == "claim"]
    ranked = sorted(claims, key=lambda pair: gravity(pair[1]))
    is_whole = not findings.text.licence or is_open(findings.text.licence)
    stating = [one for one in findings.figures if one.kind == "claim"]
    kept = None if is_whole else quotes_around(document.text, stating)
    return with_unbroken_dates(
        environment()
        .get_template("text_page.html")
        .render(
            style=Markup(sheet),
            policy=f"default-src 'none'; style-src {policy_hash(sheet)}; base-uri 'none'",
            text=findings.text,
            name=Path(findings.text.file).name,
            headline=findings.headline,
            counts=findings.counts,
            made_by=findings.made_by,
            marked=render_marked_text(document, marks_for_page(told, "#card-{}"), 2, kept=kept),
            is_quoted=kept is not None,
            cards=ranked,
            standings=GRAVITY,
        )
    )
