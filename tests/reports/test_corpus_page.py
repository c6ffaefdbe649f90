"""The corpus page: paged without a script, searched with one, and no text of a paper is code."""

from __future__ import annotations

import base64
import hashlib
import json
import re

from msgspec.structs import replace
from sample_corpora import HOSTILE, about, pages_of, row

from reports.pages.corpus.model import BrokenPaper, NewsCount, PaperNews
from reports.pages.corpus.pages import name_folder, render_corpus
from reports.pages.corpus.summary import count_news, tell_corpus


def test_pages_are_files_that_lead_to_one_another() -> None:
    pages = pages_of([row(at) for at in range(250)])
    assert list(pages) == ["index.html", "page-2.html", "page-3.html"]
    assert 'href="page-2.html"' in pages["index.html"]
    assert 'href="index.html"' in pages["page-3.html"]
    assert sum(page.count('/index.html">Paper') for page in pages.values()) == 250


def test_every_script_is_named_by_its_hash_and_nothing_is_loaded() -> None:
    page = pages_of([row(1)])["index.html"]
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.S)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src &#39;sha256-{digest}&#39;" in page or f"'sha256-{digest}'" in page
    assert "default-src" in page
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//", page)
    assert "innerHTML" not in script


def test_later_pages_run_no_script() -> None:
    page = pages_of([row(at) for at in range(150)])["page-2.html"]
    assert "<script" not in page
    assert "script-src" in page


def test_hostile_texts_are_no_code() -> None:
    broken = [BrokenPaper(HOSTILE, "register", HOSTILE, HOSTILE, 1)]
    page = pages_of([row(1, HOSTILE)], broken=broken)["index.html"]
    assert "<script>alert" not in page
    assert page.count("<script") == 2
    (data,) = re.findall(r'<script type="application/json" id="papers">(.*?)</script>', page, re.S)
    assert json.loads(data)[0][0] == HOSTILE


def told(paper: int, verdict: str = "stale", figures: int = 1) -> PaperNews:
    return PaperNews(
        paper_id=f"p-{paper:02}",
        title=f"Paper {paper}",
        claim_id="a",
        phrase=HOSTILE,
        verdict=verdict,
        sentence="Out of date.",
        figures=figures,
        page=f"chunk-0/paper-{paper}/index.html#claim-a",
    )


def test_what_is_new_is_listed_a_line_a_paper_but_not_where_all_is_new() -> None:
    news = [told(2), told(1, "refuted", 2)]
    summary = replace(about(3), new_or_worse=count_news(news))
    rows = [row(at) for at in range(3)]
    page = dict(render_corpus(rows, summary, news))["index.html"]
    assert "New or worse since the runs before: 3 figures in 2 papers" in page
    assert page.index("Paper 1</a>: “") < page.index("Paper 2</a>: “")
    assert "Out of date. And 1 more.</li>" in page
    assert "<script>alert" not in page
    all_new = replace(summary, new_or_worse=NewsCount(9, 3))
    page = dict(render_corpus(rows, all_new, news))["index.html"]
    assert "9 figures in 3 papers" in page
    assert "#claim-a" not in page


def test_a_notice_of_a_corpus_tells_of_each_paper_its_gravest_figure() -> None:
    news = [*map(told, range(29)), told(29, "refuted", 2)]
    [notice] = tell_corpus("r-1", news, "https://a.example/corpora/r-1/index.html")
    assert notice.subject == "31 discrepancies are new or worse, in 30 papers"
    assert notice.lines[0].startswith(f"“{HOSTILE}” (p-29.a), refuted: Out of date. And 1 more")
    assert len(notice.lines) == 21
    assert notice.lines[-1] == "And 10 more papers."
    assert tell_corpus("r-1", [], "") == ()


def test_no_paper_at_all_is_a_page_too() -> None:
    assert "No paper was judged" in pages_of([])["index.html"]


def test_a_folder_is_named_by_safe_characters_only() -> None:
    key = "0123456789abcdef"
    assert name_folder("../../Ünsafe <x>.yaml", key) == "nsafe-x-0123456789ab"
    assert name_folder("...yaml", key) == "paper-0123456789ab"
