"""The corpus page: papers by discrepancies, a hundred a page, with search over all.

Paging is plain links between files, and works without JavaScript. The search is a small script on
the first page, whose hash is in the page's policy; what it searches is data in the page, in which
``<`` is written as an escape, and it puts texts into the page as text, so that no title becomes
code. What may surprise: only so many papers are searched (`SEARCHED`), those with the most
discrepancies, because the data is part of the first page; `papers.jsonl` has all.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from markupsafe import Markup

from reports.corpus_news import gravest_first
from reports.page import render
from reports.rendering import MARKS

ROWS = 100
"""Papers on a page."""
SEARCHED = 20_000
"""Papers that the search looks at: some 4 MB of the first page."""
NEWS_LISTED = 10
"""Papers with figures that are new or worse that the first page lists; `news.jsonl` has all."""
BROKEN_LISTED = 200
"""Broken registers that the first page lists; `summary.json` has all."""

_SCRIPT = Path(__file__).with_name("templates") / "corpus.js"


def render_corpus(
    rows: Sequence[Mapping[str, Any]],
    about: Mapping[str, Any],
    news: Sequence[Mapping[str, Any]] = (),
) -> Iterator[tuple[str, str]]:
    """All pages by the name of their file.

    Args:
        rows: One for each paper, in the order in which they are listed.
        about: What `summary.json` holds.
        news: The papers with something new or worse; not listed where each paper has some, as in
            the first run.
    """
    pages = max(1, -(-len(rows) // ROWS))
    told = gravest_first(news) if about["new_or_worse"]["papers"] < about["papers"] else []
    for page in range(1, pages + 1):
        is_first = page == 1
        yield (
            name_page(page),
            render(
                "corpus.html",
                script_text=_script() if is_first else "",
                rows=rows[(page - 1) * ROWS : page * ROWS],
                first=(page - 1) * ROWS,
                about=about,
                news=told[:NEWS_LISTED] if is_first else (),
                broken=about["broken"][:BROKEN_LISTED] if is_first else (),
                page=page,
                pages=pages,
                links=_links(page, pages),
                searched=min(len(rows), SEARCHED),
                data=_data(rows[:SEARCHED]) if is_first else Markup(),
                standings=list(MARKS),
            ),
        )


def name_page(page: int) -> str:
    """The file of a page, counted from 1."""
    return "index.html" if page == 1 else f"page-{page}.html"


def _links(page: int, pages: int) -> list[tuple[str, str, bool]]:
    """Text, file and whether it is this page: the ends, the neighbours, this one."""
    shown = sorted({1, page - 1, page, page + 1, pages} & set(range(1, pages + 1)))
    return [(str(one), name_page(one), one == page) for one in shown]


def _data(rows: Sequence[Mapping[str, Any]]) -> Markup:
    """What the script searches, as JSON that no HTML parser takes for anything but text."""
    found = [
        [
            row["title"],
            row["claimant"],
            row["file"],
            row["path"],
            *(row["standings"][standing] for standing in MARKS),
        ]
        for row in rows
    ]
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    # The only characters that could end or open something in a script element.
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)


@lru_cache(maxsize=1)
def _script() -> str:
    return _SCRIPT.read_text(encoding="utf-8").strip()
