"""What a run over many papers found, as typed values: the rows of its files.

Each struct is an object of `summary.json`, or a line of `papers.jsonl` or `news.jsonl`; the fields
stand in the order in which the files have them. What a killed run left is read back into them, and
a row of another shape counts as none: its paper is judged anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import msgspec

SCHEMA_VERSION = "1.1"


class PaperRow(msgspec.Struct, frozen=True):
    """A paper that was judged: a line of `papers.jsonl`.

    Attributes:
        key: What the result depends on (register, observations, program), in hexadecimal digits.
        file: The register.
        folder: The name of the paper's folder.
        claims: How many there are.
        standings: Claims by standing.
        verdicts: Claims by verdict, those that occur.
        worst: The worst discrepancy in words; empty where there is none.
        findings_sha256: Of the gzipped findings.
        path: The paper's folder below the corpus page; empty until it is written.
    """

    key: str
    file: str
    folder: str
    paper_id: str
    title: str
    claimant: str
    published: str
    claims: int
    standings: Mapping[str, int]
    verdicts: Mapping[str, int]
    worst: str
    findings_sha256: str
    path: str = ""


class ChunkRows(msgspec.Struct, frozen=True):
    """What a chunk left: `chunk.json`."""

    papers: tuple[PaperRow, ...]


class PaperNews(msgspec.Struct, frozen=True):
    """A paper with figures that are new or worse: a line of `news.jsonl`.

    The claim is the gravest of them; ``figures`` says how many there are, ``page`` where it lies
    below the corpus page.
    """

    paper_id: str
    title: str
    figures: int
    claim_id: str
    phrase: str
    verdict: str
    sentence: str
    page: str


class NewsCount(msgspec.Struct, frozen=True):
    """How many figures are new or worse, and in how many papers."""

    figures: int
    papers: int


class BrokenPaper(msgspec.Struct, frozen=True):
    """A paper that was not judged, and why; ``kind`` is ``fault`` where the program failed."""

    file: str
    kind: Literal["register", "fault"]
    what: str
    mend: str = ""
    line: int | None = None
    column: int | None = None


class WorstPaper(msgspec.Struct, frozen=True):
    """One of the papers with the most discrepancies."""

    file: str
    title: str
    path: str
    standings: Mapping[str, int]
    worst: str


class CorpusRun(msgspec.Struct, frozen=True):
    """The run, as `summary.json` tells of it."""

    run_id: str
    started_at: str
    version: str
    engine: str
    snapshot_names: tuple[str, ...]
    command: str


class CorpusSummary(msgspec.Struct, frozen=True):
    """What a run over many papers comes to: `summary.json`.

    Attributes:
        schema_version: Of the file.
        run: The run.
        papers: How many were judged.
        taken_over: How many of them an earlier process had judged.
        claims: How many figures there are.
        standings: Figures by standing.
        verdicts: Figures by verdict, those that occur.
        with_discrepancies: How many papers have figures that are off.
        headline: The same in a sentence.
        new_or_worse: Figures and papers with something new or worse.
        data_docs: Where the Data Docs lie, below the corpus page.
        worst: The papers with the most discrepancies.
        broken: The registers that were not judged.
    """

    schema_version: str
    run: CorpusRun
    papers: int
    taken_over: int
    claims: int
    standings: Mapping[str, int]
    verdicts: Mapping[str, int]
    with_discrepancies: int
    headline: str
    new_or_worse: NewsCount
    data_docs: str
    worst: Sequence[WorstPaper]
    broken: Sequence[BrokenPaper]
