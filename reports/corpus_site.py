"""The folder of a corpus: what each chunk of papers left, and what a killed run can go on from.

::

    corpora/<run>/index.html            the papers by discrepancies; page-2.html ... follow
    corpora/<run>/summary.json          the same in numbers, and the registers that are broken
    corpora/<run>/papers.jsonl          one line a paper
    corpora/<run>/news.jsonl            one line a paper that has something new or worse
    corpora/<run>/checks/               the observations' suite and its Data Docs
    corpora/<run>/chunk-<hex>/          what a chunk left: a folder a paper, chunk.json, results
    corpora/.<run>.unfinished/          a run under way; it appears by one rename

A chunk is written under another name and renamed, so it is there whole or not at all.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from reports.corpus_opening import CHUNK, LOCK, OpenCorpus, dump, writing
from reports.corpus_page import render_corpus
from reports.paper_files import FINDINGS, PAGE, PaperFiles
from reports.site import update_list

DATA_DOCS_KEPT = 20
"""Runs whose Data Docs are kept; of older ones the validation results stay, the pages go. So the
cost of a run does not grow with the runs before it, nor does the room that pages take."""

NEWS = "news.jsonl"


def add_news(corpus: OpenCorpus, news: Sequence[Mapping[str, Any]]) -> None:
    """Note what papers have that is new or worse (`reports.corpus_news`), a line each.

    Raises:
        OutputError: The folder cannot be written.
    """
    # The line break comes first: what a killed process left torn spoils its own line only.
    lines = "".join(f"\n{json.dumps(one, ensure_ascii=False)}" for one in news)
    with writing(corpus.folder), (corpus.folder / NEWS).open("a", encoding="utf-8") as file:
        file.write(lines)


def read_news(corpus: OpenCorpus) -> list[dict[str, Any]]:
    """All that was noted, each paper once; a line that a killed process left torn is none.

    Raises:
        OutputError: The folder cannot be read.
    """
    found: dict[str, dict[str, Any]] = {}
    path = corpus.folder / NEWS
    with writing(corpus.folder):
        content = path.read_bytes() if path.exists() else b""
    for line in content.splitlines():  # of bytes, which split at line breaks only
        with suppress(ValueError):
            one = json.loads(line)
            found[one["paper_id"]] = one
    return list(found.values())


def write_chunk(
    corpus: OpenCorpus, papers: Sequence[PaperFiles], results: Mapping[str, bytes]
) -> list[dict[str, Any]]:
    """Write what a chunk left, whole or not at all.

    Args:
        corpus: The run.
        papers: What each paper left.
        results: Validation results by suite, as gzipped JSON.

    Returns:
        The rows, each with the path of its paper's folder.

    Raises:
        OutputError: The folder cannot be written.
    """
    keys = "".join(paper.row["key"] for paper in papers)
    name = f"chunk-{hashlib.sha256(keys.encode()).hexdigest()[:12]}"
    rows = [{**paper.row, "path": f"{name}/{paper.folder}"} for paper in papers]
    staging, target = corpus.folder / f".{name}.tmp", corpus.folder / name
    with writing(corpus.folder):
        shutil.rmtree(staging, ignore_errors=True)
        staging.mkdir()
        for suite, content in results.items():
            (staging / f"{suite}.json.gz").write_bytes(content)
        for paper in papers:
            (staging / paper.folder).mkdir()
            (staging / paper.folder / FINDINGS).write_bytes(paper.findings)
            (staging / paper.folder / PAGE).write_bytes(paper.page)
        (staging / CHUNK).write_bytes(dump({"papers": rows}))
        shutil.rmtree(target, ignore_errors=True)
        staging.replace(target)
    return rows


def publish_corpus(
    corpus: OpenCorpus,
    rows: Iterable[Mapping[str, Any]],
    about: Mapping[str, Any],
    news: Sequence[Mapping[str, Any]],
) -> Path:
    """Write the corpus page and put the run in its place.

    Args:
        corpus: The run.
        rows: One for each paper.
        about: What stands in `summary.json`.
        news: What `read_news` gives.

    Returns:
        The first page.

    Raises:
        OutputError: The site cannot be written.
    """
    listed = sorted(rows, key=_by_discrepancies)
    target = corpus.folder.with_name(corpus.run_id)
    with writing(target):
        _drop_others(corpus.folder, {row["path"] for row in listed})
        for name, page in render_corpus(listed, about, news):
            (corpus.folder / name).write_text(page, encoding="utf-8")
        for name, lines in (("papers.jsonl", listed), (NEWS, news)):
            text = "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines)
            (corpus.folder / name).write_text(text, encoding="utf-8")
        (corpus.folder / "summary.json").write_bytes(dump(about))
        (corpus.folder / LOCK).unlink(missing_ok=True)
        corpus.folder.replace(target)
        _prune(target.parent)
    update_list(target.parent.parent)
    return target / PAGE


def _by_discrepancies(row: Mapping[str, Any]) -> tuple[Any, ...]:
    standings = row["standings"]
    return (-standings["off"], -standings["open"], row["title"], row["file"])


def _drop_others(folder: Path, paths: set[str]) -> None:
    """Remove what is of no use any more: papers whose register changed since they were judged."""
    for file in folder.glob(f"chunk-*/{CHUNK}"):
        for row in json.loads(file.read_bytes())["papers"]:
            if row["path"] not in paths:
                shutil.rmtree(file.parent / row["folder"], ignore_errors=True)


def _prune(corpora: Path) -> None:
    runs = sorted(one.name for one in corpora.iterdir() if not one.name.startswith("."))
    for name in runs[:-DATA_DOCS_KEPT]:
        shutil.rmtree(corpora / name / "checks" / "data_docs", ignore_errors=True)
