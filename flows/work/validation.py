"""The work of a run, as plain functions that know no Prefect, in the order in which they run.

`carry_out` is that order. The command line's ``--plain`` calls it with the functions of this
module, the flow with the same functions wrapped in tasks. Libraries that take seconds to import are
imported by `import_libraries`, once, in whichever thread comes first.
"""

from __future__ import annotations

import gc
import importlib
import json
import shutil
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows.keeping import find_former, keep_run, keeping_failures, open_kept
from flows.naming import new_run_id, say_command, say_second
from flows.progress import current, say, timed

if TYPE_CHECKING:
    from expectations.outcomes import Assessment, CheckpointSummary
    from reports.findings import RunInfo
    from sources.model import Paper, Snapshot

DEFAULT_PAPER = "liu-jiang-2018"
DEFAULT_SNAPSHOT = "embedded"
DEFAULT_SITE = Path("reports/site")

_HEAVY = (
    "pandas",
    "expectations.checkpoint",
    "altair",
    "vl_convert",
    "reports.site",
    "reports.store",
)
_importing = threading.Lock()
_imported = threading.Event()


@dataclass(frozen=True)
class Order:
    """What is asked of a run: every value a text, so that a Prefect server can store them."""

    paper: str = DEFAULT_PAPER
    snapshots: tuple[str, ...] = (DEFAULT_SNAPSHOT,)
    site: str = str(DEFAULT_SITE)


@dataclass(frozen=True)
class Material:
    """What a run works on."""

    paper: Paper
    snapshot: Snapshot


@dataclass(frozen=True)
class Finished:
    """What a run left.

    Attributes:
        page: The run's report; `findings.json` lies beside it.
        index: The list of all runs.
        findings: What `findings.json` holds.
    """

    page: Path
    index: Path
    findings: Mapping[str, Any]


def import_libraries() -> None:
    """Import what takes seconds to import; waits where another thread is at it."""
    with _importing:
        if _imported.is_set():
            return
        with timed("imports"), without_collecting():
            for name in _HEAVY:
                importlib.import_module(name)
        _imported.set()


@contextmanager
def without_collecting() -> Iterator[None]:
    """Import without the garbage collector.

    Large libraries make a million objects that all stay; looking through them again and again
    takes a fifth of the time. They are set aside afterwards, so that later rounds are short.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def refuse_bad_input(order: Order) -> None:
    """Read what a person wrote before anything slow is started.

    Raises:
        RegisterError: The register is wrong, or there is no paper of that name.
        SnapshotError: A snapshot is absent, changed or torn.
        StoreError: The store of runs cannot be opened.
    """
    from sources.register import load_paper
    from sources.snapshots import list_vintages
    from sources.wanted import wanted_by

    paper = load_paper(order.paper)
    if order.snapshots:
        list_vintages(order.snapshots, wanted_by([paper]))
    open_kept().close()


def load(paper: str, snapshots: Sequence[str]) -> Material:
    """Read a register and the observations.

    Raises:
        RegisterError: The register is wrong, or there is no paper of that name.
        SnapshotError: A snapshot is absent, changed or torn.
    """
    import_libraries()
    from sources.register import load_paper
    from sources.snapshots import load_snapshot
    from sources.wanted import wanted_by

    with timed("load"):
        say(f"Loading {paper} and the observations of {', '.join(snapshots)}")
        known = load_paper(paper)
        return Material(known, load_snapshot(snapshots, wanted_by([known])))


def reconcile(material: Material) -> Assessment:
    """Compute every reading of every claim, and judge."""
    from expectations.verdicts import assess

    with timed("reconcile"):
        paper = material.paper
        rows, vintages = len(material.snapshot.observations), len(material.snapshot.vintages)
        say(
            f"Reconciling {len(paper.claims)} claims with {rows:,} observations "
            f"of {vintages} vintages"
        )
        return assess(paper, material.snapshot)


def check(
    material: Material, assessment: Assessment, staging: Path, run_id: str
) -> CheckpointSummary:
    """Run the suites of expectations and build their Data Docs in the staging folder."""
    from expectations.checkpoint import run_checkpoint

    with timed("check"):
        say("Checking observations, register and claims with Great Expectations")
        return run_checkpoint(material.paper, material.snapshot, assessment, staging, run_id)


def report(
    assessment: Assessment,
    summary: CheckpointSummary,
    staging: Path,
    site: Path,
    run: RunInfo,
    before: Mapping[str, Any] | None = None,
) -> Path:
    """Write the report in the staging folder, then put it in its place in the site.

    Args:
        assessment: What was judged.
        summary: What the checkpoint recorded.
        staging: Where the run writes.
        site: The site.
        run: Which run it is.
        before: `findings.json` of the last run of the paper; None where there is none.

    Returns:
        The run's page.
    """
    from reports.site import publish_run, write_run

    with timed("report"):
        say("Drawing charts and writing the report")
        write_run(assessment, summary, staging, run, before)
        return publish_run(staging, site, run.run_id)


@dataclass(frozen=True)
class Steps:
    """The four steps, plain or wrapped in tasks."""

    load: Callable[[str, Sequence[str]], Material] = load
    reconcile: Callable[[Material], Assessment] = reconcile
    check: Callable[[Material, Assessment, Path, str], CheckpointSummary] = check
    report: Callable[
        [Assessment, CheckpointSummary, Path, Path, RunInfo, Mapping[str, Any] | None], Path
    ] = report


def carry_out(
    order: Order, engine: str, steps: Steps | None = None, flow_run_url: str = ""
) -> Finished:
    """Do a whole run.

    Args:
        order: What to check, with what, and where the report goes.
        engine: What runs the steps, as the report says it: ``prefect`` or ``plain``.
        steps: The steps; left out, those of this module.
        flow_run_url: The run's page on a Prefect server, where there is one.

    Raises:
        CorrigendaError: Something that a user can mend; the site is as it was before.
    """
    steps = steps or Steps()
    current().has_started = True
    material = steps.load(order.paper, order.snapshots)
    from reports.site import open_staging

    site = Path(order.site)
    run = _describe_run(order, engine, flow_run_url)
    staging = open_staging(site, run.run_id)
    try:
        with keeping_failures(run, material.paper.id):
            assessment = steps.reconcile(material)
            summary = steps.check(material, assessment, staging, run.run_id)
            before = find_former(material.paper.id)
            page = steps.report(assessment, summary, staging, site, run, before)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    findings = json.loads((page.parent / "findings.json").read_bytes())
    keep_run(findings, page)
    finished = Finished(page, site / "index.html", findings)
    current().finished = finished
    return finished


def _describe_run(order: Order, engine: str, flow_run_url: str) -> RunInfo:
    from expectations.method import method_version
    from reports.findings import RunInfo
    from sources.register import digest_register
    from sources.snapshots import read_changes

    started = datetime.now(UTC)
    words = [*(["--plain"] if engine == "plain" else []), "--paper", order.paper]
    return RunInfo(
        run_id=new_run_id(started),
        started_at=say_second(started),
        version=version("corrigenda"),
        snapshot_names=order.snapshots,
        engine=engine,
        flow_run_url=flow_run_url,
        command=say_command(words, order.snapshots, order.site),
        changes=read_changes(order.snapshots),
        method=method_version(),
        register_sha256=digest_register(order.paper),
    )
