"""One text as files of other formats: a web page, a Word file, and pages printed by Chromium.

A text's Markdown headings, lists and tables are real ones in the files; each of its other lines is
a line there, and what it sets in columns with blanks keeps them.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import docx
from docx.document import Document as WordFile
from docx.text.paragraph import Paragraph
from markdown_it import MarkdownIt
from markdown_it.token import Token

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "support"))

from browsers import ARGUMENTS, CHROMIUM

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_MARKDOWN = MarkdownIt("commonmark", {"breaks": True, "html": False}).enable("table")
_COLUMNS = re.compile(r"\S {3,}\S")
_STYLE = "body{font-family:serif}table{border-collapse:collapse}td,th{padding:2px 8px}"
_TWO_COLUMNS = (
    "body{column-count:2;column-gap:2em;hyphens:auto;text-align:justify}"
    "div{column-span:all}table{text-align:left}"
)
_WIDE = 45
"""A table of which a line has more characters than this runs across both columns."""


def page_of(text: str, *, has_two_columns: bool = False) -> str:
    """A text as a web page in one column or in two."""
    title = next((line.strip("# ") for line in text.splitlines() if line.strip()), "")
    style = _STYLE + _TWO_COLUMNS * has_two_columns
    body = _MARKDOWN.render(_with_fences(text))
    if has_two_columns:
        body = re.sub(r"<table>.*?</table>", _across, body, flags=re.DOTALL)
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title><style>{style}</style></head>\n"
        f"<body>\n{body}</body></html>\n"
    )


def _across(table: re.Match[str]) -> str:
    """A table, across both columns where it is wide."""
    rows = [re.sub(r"<[^>]*>|\s+", " ", row).split() for row in table[0].split("</tr>")]
    is_wide = max(len(" ".join(row)) for row in rows) > _WIDE
    return f"<div>{table[0]}</div>" if is_wide else table[0]


def _with_fences(text: str) -> str:
    """A text with what is set in columns by blanks between the marks that keep these."""
    parts = re.split(r"(\n[ \t]*\n\s*)", text)
    fenced = [f"```\n{one}\n```" if _COLUMNS.search(one) else one for one in parts]
    return "".join(fenced)


def word_file_of(text: str) -> bytes:
    """A text as a Word file."""
    paper = docx.Document()
    tokens = _MARKDOWN.parse(_with_fences(text))
    lists: list[str] = []
    style = ""
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.type in ("bullet_list_open", "ordered_list_open"):
            lists.append("List Bullet" if token.type.startswith("bullet") else "List Number")
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif token.type == "heading_open":
            style = f"Heading {token.tag[1:]}"
        elif token.type == "paragraph_open":
            style = lists[-1] if lists else "Normal"
        elif token.type == "inline":
            _write_inline(paper.add_paragraph(style=style), token)
        elif token.type in ("fence", "code_block"):
            paper.add_paragraph().add_run(token.content.rstrip("\n"))
        elif token.type == "table_open":
            end = next(i for i in range(at, len(tokens)) if tokens[i].type == "table_close")
            _write_table(paper, tokens[at:end])
            at = end
        at += 1
    stream = io.BytesIO()
    paper.save(stream)
    return stream.getvalue()


def _write_inline(paragraph: Paragraph, token: Token) -> None:
    is_strong = is_slanted = False
    for one in token.children or ():
        if one.type in ("strong_open", "strong_close"):
            is_strong = one.type.endswith("open")
        elif one.type in ("em_open", "em_close"):
            is_slanted = one.type.endswith("open")
        elif one.type in ("softbreak", "hardbreak"):
            paragraph.add_run().add_break()
        elif one.content:
            run = paragraph.add_run(one.content)
            run.bold, run.italic = is_strong or None, is_slanted or None


def _write_table(paper: WordFile, tokens: Sequence[Token]) -> None:
    rows: list[list[Token]] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(token)
    table = paper.add_table(len(rows), max(map(len, rows)), style="Table Grid")
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, token in zip(row.cells, cells, strict=False):
            _write_inline(cell.paragraphs[0], token)


@contextmanager
def printing_browser() -> Iterator[Browser | None]:
    """A Chromium that prints; None where there is none."""
    if not CHROMIUM.exists():
        yield None
        return
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield browser
        browser.close()


def print_page(browser: Browser, page: Path) -> bytes:
    """A web page as Chromium prints it to PDF, with its date, title, address and page numbers."""
    opened = browser.new_page()
    try:
        opened.goto(page.resolve().as_uri())
        return opened.pdf(format="A4", display_header_footer=True)
    finally:
        opened.close()
