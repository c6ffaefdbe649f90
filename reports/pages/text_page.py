"""A text with its figures marked: one page that opens anywhere, with no script and no network.

Each figure is underlined by its standing and leads to its card below the text, where the verdict,
the reading and the evidence stand; the card leads back. Everything comes in escaped.
"""

from __future__ import annotations

from pathlib import Path

from markupsafe import Markup

from reports.findings.text_figures import GRAVITY, TextFindings, gravity
from reports.marking.marked_text import render_marked_text
from reports.marking.of_findings import marks_for_page
from reports.pages.rendering import environment, policy_hash, style
from sources.documents.structure.model import Document


def render_text_page(document: Document, findings: TextFindings) -> str:
    """The page of a checked text.

    Args:
        document: The text, with its blocks.
        findings: What was found in it; places are characters of the document's text.
    """
    sheet = f"{style('text_page.css')}\n{style('marked.css')}"
    claims = [(at, one) for at, one in enumerate(findings.figures, start=1) if one.kind == "claim"]
    ranked = sorted(claims, key=lambda pair: gravity(pair[1]))
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
            marked=render_marked_text(document, marks_for_page(findings, "#card-{}"), heading=2),
            cards=ranked,
            standings=GRAVITY,
        )
    )
