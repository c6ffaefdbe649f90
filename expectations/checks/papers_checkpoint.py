"""The checkpoint of a chunk of papers: one vectorised expectation for each paper and suite.

The same guards hold as in the checkpoint of one paper (`expectations.checks.checkpoint`): what was
loaded is counted, results are matched by id, a crash is an error. What may surprise: no pages are
built here. A corpus builds its Data Docs once, so that their cost grows neither with the number of
papers nor with the runs before; the validation results, with a row for each claim, are kept.
"""

from __future__ import annotations

import gzip
import tempfile
import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from expectations.checks.base import heard
from expectations.checks.checkpoint import (
    VALIDATIONS,
    CheckCrashed,
    evaluate,
    pair_results,
    run_suites,
    sum_up_one,
)
from expectations.checks.frames import PAPER, claims_frame, observations_frame, register_frame
from expectations.checks.observations_suite import observations_suite
from expectations.checks.suites import papers_suites
from expectations.outcomes import Assessment, CheckpointSummary, SuiteResult
from sources.model import Paper, Snapshot

_one_at_a_time = threading.Lock()
"""Great Expectations has one context for a whole process, and a worker may have several threads."""


@dataclass(frozen=True)
class PapersChecked:
    """What the checkpoint of a chunk recorded.

    Attributes:
        suites: For each paper its suites, *register* and *claims*.
        results: For each suite the validation result with its rows, as gzipped JSON.
    """

    suites: Mapping[str, tuple[SuiteResult, ...]]
    results: Mapping[str, bytes]


def check_papers(assessments: Mapping[str, Assessment], run_id: str) -> PapersChecked:
    """Check registers and claims of several papers in one checkpoint.

    Args:
        assessments: What was judged, by a key of each paper.
        run_id: Of letters, digits, dots, dashes and underscores.

    Raises:
        CheckCrashed: An expectation was dropped or crashed.
    """
    import pandas as pd

    frames = {
        "register": pd.concat(
            [register_frame(one.paper).assign(**{PAPER: key}) for key, one in assessments.items()],
            ignore_index=True,
        ),
        "claims": pd.concat(
            [claims_frame(one).assign(**{PAPER: key}) for key, one in assessments.items()],
            ignore_index=True,
        ),
    }
    documents = papers_suites({key: one.paper for key, one in assessments.items()})
    found: dict[str, list[SuiteResult]] = {key: [] for key in assessments}
    with _one_at_a_time, tempfile.TemporaryDirectory() as folder, heard() as complaints:
        _, by_suite = evaluate(documents, frames, Path(folder), run_id)
        for name, document in documents.items():
            for expectation, result in pair_results(document, by_suite[name]):
                key = expectation["kwargs"]["paper"]
                found[key].append(sum_up_one(name, expectation, result))
        results = {
            path.stem: gzip.compress(path.read_bytes(), 1, mtime=0)
            for path in sorted((Path(folder) / VALIDATIONS).glob("*.json"))
        }
    if complaints:
        raise CheckCrashed("corpus", "checkpoint", complaints[0])
    return PapersChecked({key: tuple(suites) for key, suites in found.items()}, results)


def check_observations(
    paper: Paper, snapshot: Snapshot, out: Path, run_id: str
) -> CheckpointSummary:
    """Check the observations as a paper needs them, with Data Docs in ``out``.

    Raises:
        CheckCrashed: An expectation was dropped or crashed, or a page could not be written.
    """
    documents = {"observations": observations_suite(paper, snapshot)}
    frames = {"observations": observations_frame(snapshot)}
    with _one_at_a_time:
        return run_suites(documents, frames, out, run_id)


def check_own_observations(
    paper: Paper, snapshot: Snapshot, run_id: str
) -> tuple[tuple[SuiteResult, ...], bytes]:
    """The same for a paper of a corpus that has groups or concepts of its own; no page is kept.

    Returns:
        The suite, and its validation result as gzipped JSON.
    """
    with tempfile.TemporaryDirectory() as name:
        summary = check_observations(paper, snapshot, Path(name), run_id)
        [result] = (Path(name) / VALIDATIONS).glob("*.json")
        kept = gzip.compress(result.read_bytes(), 1, mtime=0)
    return tuple(map(without_pages, summary.suites)), kept


def without_pages(suite: SuiteResult) -> SuiteResult:
    """The same, with no page to link to."""
    return replace(suite, page="")
