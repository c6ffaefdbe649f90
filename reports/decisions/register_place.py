"""Where a claim stands in its register: the file and line that a disputed check is mended at.

A run says which register it read (`--paper` of its command); that file is read again. No path comes
from a request. Where it has moved or changed, the file is named without a line.
"""

from __future__ import annotations

import shlex
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from reports.findings.model import RunInfo
from sources.documents.reading import read_words
from sources.errors import CorrigendaError
from sources.model import Claim, Paper
from sources.registers.register import PAPERS, load_paper
from sources.texts.anchors import Anchor, AnchoredText, anchor


@dataclass(frozen=True)
class Place:
    """A claim's place: the register's file, and its line; 0 where that is not known."""

    file: str
    line: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file


def find_place(run: RunInfo, paper_id: str, claim_id: str) -> Place:
    """Where the register of a run has a claim.

    Args:
        run: The run.
        paper_id: The paper; the register is its own where the run names none.
        claim_id: The claim.
    """
    ref, claim, paper = _find(run, paper_id, claim_id)
    file = (paper.file if paper else "") or ref
    return Place(file, claim.line) if claim else Place(file)


def find_quote(run: RunInfo, paper_id: str, claim_id: str, texts: Path | None) -> dict[str, str]:
    """What stands before and after a claim's phrase, by ``prefix`` and ``suffix``.

    From the paper's text where that is at hand and has the phrase once; else from the register,
    which says it where the phrase alone occurs more than once, or keeps the sentence; empty where
    none does.

    Args:
        run: As for `find_place`.
        paper_id: The paper.
        claim_id: The claim.
        texts: A folder with the papers' texts, under the names that registers give as ``source``.
    """
    _, claim, paper = _find(run, paper_id, claim_id)
    if claim is None or paper is None:
        return {}
    around = {"prefix": claim.prefix, "suffix": claim.suffix}
    if claim.sentence and not any(around.values()):
        around = quote_around(claim, claim.sentence)
    # A name only: no register leads out of the folder.
    if texts is not None and paper.source and Path(paper.source).name == paper.source:
        with suppress(OSError, CorrigendaError):
            around = quote_around(claim, read_words(str(texts / paper.source))) or around
    return {name: text for name, text in around.items() if text}


def quote_around(claim: Claim, text: str) -> dict[str, str]:
    """What stands around a claim's phrase in a text that has it once; empty in any other.

    All of it is the text's own characters, spaces too, so that what stands before, the phrase and
    what stands behind are one stretch of it, which is what a TextQuoteSelector is. Where the text
    prints the phrase with other spaces or quotation marks, that is told as ``exact``.
    """
    known = AnchoredText(text)
    place = anchor(claim, known)
    if not isinstance(place, Anchor):
        return {}
    folded, quote = known.folded, place.quote
    first = folded.folded_at(place.start)
    after = folded.folded_at(place.end - 1) + 1
    start, end = place.start, place.end
    if quote.prefix:
        begin = len(folded.text[:first].rstrip()) - len(quote.prefix)
        start = folded.raw_span(begin, first)[0]
    if quote.suffix:
        gap = len(folded.text) - after - len(folded.text[after:].lstrip())
        end = folded.raw_span(after, after + gap + len(quote.suffix))[1]
    around = {"prefix": text[start : place.start], "suffix": text[place.end : end]}
    exact = text[place.start : place.end]
    return around if exact == claim.phrase else {**around, "exact": exact}


def find_file(run: RunInfo, paper_id: str) -> Path | None:
    """The register that a run read, where it is still there and is of that paper.

    Args:
        run: As for `find_place`.
        paper_id: The paper.
    """
    path = _path(run, paper_id)
    try:
        return path if load_paper(str(path)).id == paper_id else None
    except (OSError, CorrigendaError, ValueError):
        return None


def _find(run: RunInfo, paper_id: str, claim_id: str) -> tuple[str, Claim | None, Paper | None]:
    """The register's name, and the claim and the paper as it has them; None where it has not."""
    ref = _named(run.command) or paper_id
    path = _path(run, paper_id)
    try:
        paper = _load(ref, path.stat().st_mtime_ns)
    except (OSError, CorrigendaError, ValueError):
        return ref, None, None
    if paper.id != paper_id:
        return ref, None, paper
    return ref, next((claim for claim in paper.claims if claim.id == claim_id), None), paper


def _path(run: RunInfo, paper_id: str) -> Path:
    ref = _named(run.command) or paper_id
    is_own = ref.endswith((".yaml", ".yml")) or "/" in ref
    return Path(ref) if is_own else PAPERS / f"{Path(ref).name}.yaml"


@lru_cache(maxsize=64)
def _load(ref: str, _changed: int) -> Paper:
    return load_paper(ref)


def _named(command: str) -> str:
    try:
        words = shlex.split(command)
    except ValueError:
        return ""
    return next((after for word, after in pairwise(words) if word == "--paper"), "")
