"""What all papers of a corpus stand on: the observations, read and checked once, and the program.

A process lays a ground down once under its digest and every chunk finds it there by that name, so
the observations are never a parameter of a task: on a cluster each worker is given them once
(`flows.work.corpus.cluster`). What may surprise: the digest covers the program's own files and the
versions of what computes, so a result of another program is never taken for one of this.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from tenacity import Retrying, retry_if_result, stop_after_delay, wait_fixed

from sources.errors import CorrigendaError

if TYPE_CHECKING:
    from expectations.cubes.cube import Cube
    from expectations.outcomes import SuiteResult
    from sources.model import Snapshot
    from sources.snapshots.needs import Wanted

_PACKAGES = ("sources", "expectations", "reports", "flows")
_KINDS = frozenset({".py", ".html", ".css", ".js", ".csv"})
_COMPUTING = ("corrigenda", "great-expectations", "numpy", "pandas")
_PATIENCE_SECONDS = 30.0


@dataclass(frozen=True)
class SharedData:
    """The observations, and the cube that papers without concepts or groups of their own share.

    Attributes:
        digest: Of the vintages, what is read of them, the failed sources and the program.
        program: Of the program alone.
        observations: How the suite of the observations went.
    """

    digest: str
    program: str
    snapshot: Snapshot
    cube: Cube
    observations: tuple[SuiteResult, ...] = ()


class NoSharedData(CorrigendaError):
    """A worker was never given the observations, or has another program."""


_laid: dict[str, SharedData] = {}


def put_data(ground: SharedData) -> None:
    """Keep a ground in this process for the chunks to come."""
    _laid[ground.digest] = ground


def drop_data(digest: str) -> None:
    """Let go of a ground."""
    _laid.pop(digest, None)


def get_data(digest: str) -> SharedData:
    """The ground of a digest; a worker that has just joined may have to wait for it.

    Raises:
        NoGround: It is not there, or was made by another program than this process runs.
    """
    waiting = Retrying(
        retry=retry_if_result(lambda found: found is None),
        stop=stop_after_delay(_PATIENCE_SECONDS),
        wait=wait_fixed(0.05),
        retry_error_callback=lambda _: None,
    )
    ground: SharedData | None = waiting(_laid.get, digest)
    if ground is None:
        raise NoSharedData("a worker was not given the observations", mend="Run again: it goes on")
    if ground.program != program_digest():
        raise NoSharedData(
            "a worker runs another version of Corrigenda, or of what it computes with",
            mend="Install the same version on every machine of the cluster",
        )
    return ground


def prepare(snapshots: tuple[str, ...], wanted: Wanted | None = None) -> SharedData:
    """Read the observations and make the cube.

    Args:
        snapshots: As for `sources.snapshots.load.load_snapshot`.
        wanted: Of vintages in columns read no more than this; None for all.

    Raises:
        SnapshotError: A snapshot is absent, changed or torn.
    """
    from expectations.assessment.assess import shared_cube
    from sources.snapshots.load import load_snapshot

    snapshot = load_snapshot(snapshots, wanted)
    program = program_digest()
    parts = [program, snapshot.name, *(one.evidence.sha256 for one in snapshot.vintages)]
    parts += [repr(failure) for failure in snapshot.failures]
    if wanted is not None:
        parts += [f"{source} {sorted(codes)}" for source, codes in sorted(wanted.codes.items())]
        parts.append(str(wanted.first_year))
    digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()
    return SharedData(digest, program, snapshot, shared_cube(snapshot))


def check(ground: SharedData, out: Path, run_id: str) -> tuple[SharedData, str]:
    """Check the observations for all built-in groups and concepts with Great Expectations, once.

    Args:
        ground: What is checked.
        out: Where suites, results and Data Docs go.
        run_id: Of letters, digits, dots, dashes and underscores.

    Returns:
        The same with how it went, and where the Data Docs lie below ``out``.
    """
    from expectations.checks.papers_checkpoint import check_observations, without_pages
    from expectations.checks.suites import BUILT_IN_PAPER
    from sources.registers.register import load_paper

    summary = check_observations(load_paper(BUILT_IN_PAPER), ground.snapshot, out, run_id)
    suites = tuple(map(without_pages, summary.suites))
    return replace(ground, observations=suites), summary.data_docs


@lru_cache(maxsize=1)
def program_digest() -> str:
    """A sum of the program's files and of the versions of what it computes with."""
    summed = hashlib.sha256()
    root = Path(__file__).resolve().parents[3]
    for package in _PACKAGES:
        for path in sorted((root / package).rglob("*")):
            if path.suffix in _KINDS and path.is_file():
                summed.update(path.relative_to(root).as_posix().encode())
                summed.update(path.read_bytes())
    summed.update(" ".join(version(name) for name in _COMPUTING).encode())
    return summed.hexdigest()
