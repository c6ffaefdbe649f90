"""Where a claim stands in its register: the file and line that a disputed check is mended at.

A run says which register it read (`--paper` of its command); that file is read again. No path comes
from a request. Where it has moved or changed, the file is named without a line.
"""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from sources.errors import CorrigendaError
from sources.model import Paper
from sources.register import PAPERS, load_paper


@dataclass(frozen=True)
class Place:
    """A claim's place: the register's file, its line (0 where not known), and the text around."""

    file: str
    line: int = 0
    prefix: str = ""
    suffix: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file


def find_place(run: Mapping[str, Any], paper_id: str, claim_id: str) -> Place:
    """Where the register of a run has a claim.

    Args:
        run: The run as in `findings.json`.
        paper_id: The paper; the register is its own where the run names none.
        claim_id: The claim.
    """
    ref = _named(str(run.get("command", ""))) or paper_id
    is_own = ref.endswith((".yaml", ".yml")) or "/" in ref
    path = Path(ref) if is_own else PAPERS / f"{Path(ref).name}.yaml"
    try:
        paper = _load(ref, path.stat().st_mtime_ns)
    except (OSError, CorrigendaError, ValueError):
        return Place(ref)
    for claim in paper.claims:
        if claim.id == claim_id and paper.id == paper_id:
            return Place(paper.file or ref, claim.line, claim.prefix, claim.suffix)
    return Place(paper.file or ref)


@lru_cache(maxsize=64)
def _load(ref: str, _changed: int) -> Paper:
    return load_paper(ref)


def _named(command: str) -> str:
    try:
        words = shlex.split(command)
    except ValueError:
        return ""
    return next((after for word, after in pairwise(words) if word == "--paper"), "")
