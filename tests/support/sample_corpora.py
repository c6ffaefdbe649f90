"""Corpus pages of made-up papers."""

from __future__ import annotations

from typing import Any

from reports.pages.corpus.pages import render_corpus

HOSTILE = "</script><script>alert(1)</script><!--"


def row(at: int, title: str = "") -> dict[str, Any]:
    return {
        "title": title or f"Paper {at}",
        "claimant": "A",
        "published": "2018",
        "file": f"p/{at}.yaml",
        "path": f"chunk-0/paper-{at}",
        "standings": {"holds": 1, "off": 2, "open": 3, "not checkable": 4},
        "worst": title,
    }


def about(papers: int, broken: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    run = {
        "run_id": "r",
        "started_at": "2026-01-01T00:00:00Z",
        "version": "0",
        "snapshot_names": ["embedded"],
    }
    return {
        "papers": papers,
        "run": run,
        "headline": "So many.",
        "broken": broken or [],
        "new_or_worse": {"figures": 0, "papers": 0},
        "data_docs": "",
    }


def pages_of(rows: list[dict[str, Any]], **more: Any) -> dict[str, str]:
    return dict(render_corpus(rows, about(len(rows), **more)))
