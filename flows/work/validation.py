"""The work of a run, as plain functions that know no Prefect, in the order in which they run.

`run_validation` is that order. The command line's ``--plain`` calls it with the functions of this
module, the flow with the same functions wrapped in tasks. Libraries that take seconds to import are
imported by `import_libraries`, once, in whichever thread comes first.
"""

from __future__ import annotations

import importlib
import shutil
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from expectations.outcomes import STANDING_NAMES, STANDINGS, Verdict
from flows.work.orders import CURRENT, LATEST, Begun, Finished, Material
from flows.work.progress import current, report_progress, timed
from flows.work.record import (
    find_former,
    keep_run,
    keeping_failures,
    new_run_id,
    open_kept,
    say_command,
    warn_of_clock,
)
from sources.errors import InputError
from sources.tools.collecting import without_collecting
from sources.tools.instants import to_second

if TYPE_CHECKING:
    from expectations.outcomes import Assessment, CheckpointSummary
    from flows.work.orders import Order
    from reports.findings.model import Findings, RunInfo
    from sources.model import Paper, Snapshot
    from sources.snapshots.load import Manifests


_HEAVY = (
    "pandas",
    "expectations.checks.checkpoint",
    "reports.pages.site",
    "reports.store",
)
_importing = threading.Lock()
_imported = threading.Event()


def import_libraries() -> None:
    """Import what takes seconds to import; waits where another thread is at it."""
    with _importing:
        if _imported.is_set():
            return
        with timed("imports"), without_collecting(is_kept=True):
            for name in _HEAVY:
                importlib.import_module(name)
        _imported.set()


@contextmanager
def begin(order: Order) -> Iterator[Begun]:
    """Read what a run is asked for, and open the store, before anything slow is begun.

    What a person wrote is told before a server or a service is asked for anything.

    Raises:
        RegisterError: The register is wrong, or there is no paper of that name.
        SnapshotError: A snapshot is absent, or its manifest is changed or torn.
        StoreError: The store of runs cannot be opened, or is of another version.
    """
    from sources.registers.register import load_paper
    from sources.snapshots.load import read_manifests

    paper = load_paper(order.paper)
    manifests = read_manifests(order.snapshots) if order.snapshots else ()
    with open_kept() as store:
        store.refuse_unfit()
        yield Begun(order, paper, manifests, store)


def load(paper: Paper, snapshots: Sequence[str], manifests: Manifests) -> Material:
    """Read the observations that a paper needs.

    Raises:
        SnapshotError: A snapshot is changed or torn.
    """
    if _importing.locked():
        import_libraries()  # another thread is at it
    from sources.snapshots.load import load_snapshot
    from sources.snapshots.needs import wanted_by

    with timed("load"):
        report_progress(f"Loading the observations of {', '.join(snapshots)} for {paper.id}")
        return Material(paper, load_snapshot(snapshots, wanted_by([paper]), manifests))


def reconcile(material: Material) -> Assessment:
    """Compute every reading of every claim, and judge."""
    from expectations.assessment.assess import assess

    with timed("reconcile"):
        paper = material.paper
        stated = len(paper.claims)
        rows, vintages = len(material.snapshot.observations), len(material.snapshot.vintages)
        report_progress(
            f"Reconciling {'1 claim' if stated == 1 else f'{stated:,} claims'} with {rows:,} "
            f"observations of {vintages} editions"
        )
        return assess(paper, material.snapshot)


def find_verdicts(assessment: Assessment, run: RunInfo, before: Findings | None) -> Findings:
    """What was found, told to whoever listens before suites and charts, which take longer."""
    from reports.findings.findings import build_findings

    found = build_findings(assessment, None, run, before)
    watch = current()
    if watch.show is not None:
        watch.show(found)
    return found


def check(
    material: Material, assessment: Assessment, staging: Path, run_id: str
) -> CheckpointSummary:
    """Run the suites of expectations and build their Data Docs in the staging folder."""
    import_libraries()  # not before the verdicts were told
    from expectations.checks.checkpoint import run_checkpoint

    with timed("check"):
        report_progress("Checking observations, register and claims with Great Expectations")
        return run_checkpoint(material.paper, material.snapshot, assessment, staging, run_id)


def report(found: Findings, summary: CheckpointSummary, staging: Path, site: Path) -> Path:
    """Write the report in the staging folder, then put it in its place in the site.

    Args:
        found: What was judged.
        summary: What the checkpoint recorded.
        staging: Where the run writes.
        site: The site.

    Returns:
        The run's page.
    """
    from reports.findings.findings import with_checks
    from reports.pages.site import publish_run, write_findings

    with timed("report"):
        report_progress("Drawing charts and writing the report")
        write_findings(with_checks(found, summary), staging)
        return publish_run(staging, site, found.run.run_id)


@dataclass(frozen=True)
class Steps:
    """The four steps, plain or wrapped in tasks."""

    load: Callable[[Paper, Sequence[str], Manifests], Material] = load
    reconcile: Callable[[Material], Assessment] = reconcile
    check: Callable[[Material, Assessment, Path, str], CheckpointSummary] = check
    report: Callable[[Findings, CheckpointSummary, Path, Path], Path] = report


def run_validation(
    begun: Begun, engine: str, steps: Steps | None = None, flow_run_url: str = ""
) -> Finished:
    """Do a whole run.

    Args:
        begun: What to check, with what, and where the report goes.
        engine: What runs the steps, as the report says it: ``prefect`` or ``plain``.
        steps: The steps; left out, those of this module.
        flow_run_url: The run's page on a Prefect server, where there is one.

    Raises:
        CorrigendaError: Something that a user can mend; the site is as it was before.
    """
    steps = steps or Steps()
    current().has_started = True
    material = steps.load(begun.paper, begun.order.snapshots, begun.manifests)
    from reports.findings.model import read_findings
    from reports.pages.site import open_staging
    from sources.tools.locks import staged

    order, store = begun.order, begun.store
    warn_of_clock(store, material.paper.id)
    run = _describe_run(order, engine, flow_run_url, material.snapshot)
    site = Path(order.site)
    staging = open_staging(site, run.run_id)
    try:
        with staged(staging), keeping_failures(run, material.paper.id, store):
            assessment = steps.reconcile(material)
            before = find_former(material.paper.id, store)
            found = find_verdicts(assessment, run, before)
            summary = steps.check(material, assessment, staging, run.run_id)
            page = steps.report(found, summary, staging, site)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    findings = read_findings((page.parent / "findings.json").read_bytes())
    keep_run(findings, page, store)
    return Finished(page, site / "index.html", findings)


def _describe_run(order: Order, engine: str, flow_run_url: str, snapshot: Snapshot) -> RunInfo:
    from expectations.assessment.method import METHOD_FILE, method_version
    from flows.environment.settings import Settings
    from reports.findings.model import RunInfo
    from sources.registers.register import digest_register

    started = datetime.now(UTC)
    words = [*(["--plain"] if engine == "plain" else []), "--paper", order.paper]
    return RunInfo(
        run_id=new_run_id(started),
        started_at=to_second(started),
        version=version("corrigenda"),
        snapshot_names=order.snapshots,
        engine=engine,
        flow_run_url=flow_run_url,
        command=say_command(words, order.snapshots, order.site),
        changes=snapshot.changes,
        method=method_version(Settings().home / METHOD_FILE),
        register_sha256=digest_register(order.paper),
    )


def find_snapshot(name: str) -> str:
    """The folder of a snapshot that is named on the command line, or in a schedule.

    ``latest`` is the current one, and before the first refresh the embedded one.

    Raises:
        SnapshotError: ``current`` is named before the first refresh.
    """
    if name not in (CURRENT, LATEST):
        return name
    from flows.environment.settings import Settings
    from flows.work.orders import DEFAULT_SNAPSHOT
    from sources.errors import SnapshotError
    from sources.evidence.collection import current_snapshot, list_quarantined

    folder = current_snapshot(Settings().home)
    if folder is None and name == LATEST:
        return DEFAULT_SNAPSHOT
    if folder is None:
        apart = list_quarantined(Settings().home)
        let_in = f", or let {apart[-1].name} out of quarantine: `corrigenda snapshot accept`"
        raise SnapshotError(
            "there is no current snapshot",
            mend=f"Take one with `corrigenda refresh`{let_in if apart else ''}",
        )
    return str(folder)


def list_discrepancies(findings: Findings) -> list[dict[str, str]]:
    """A row for each claim that is off or open, for Prefect's table artifact."""
    return [
        {
            "claim": claim.claim_id,
            "stated": claim.phrase,
            "verdict": claim.verdict,
            "finding": claim.sentence,
        }
        for claim in findings.claims
        if claim.standing in ("off", "open")
    ]


def list_changes(findings: Findings) -> list[dict[str, str]]:
    """A row for each claim that changed since the last run, for Prefect's table artifact."""
    since = findings.since_last_run
    return [
        {
            "claim": one.claim_id,
            "stated": one.phrase,
            "change": one.change,
            "causes": ", ".join(cause.cause for cause in one.causes),
            "why": one.text,
        }
        for one in (since.claims if since else ())
    ]


def read_fail_on(names: Sequence[str]) -> frozenset[Verdict]:
    """The verdicts that ``--fail-on`` names, each by itself or by its standing ("off").

    Raises:
        InputError: A name is neither.
    """
    chosen: set[Verdict] = set()
    for name in names:
        plain = name.strip().lower().replace("_", "-").replace(" ", "-")
        verdicts = {
            verdict
            for verdict, standing in STANDINGS.items()
            if plain in (verdict.value, standing.replace(" ", "-"))
        }
        if not verdicts:
            known = ", ".join(verdict.value for verdict in Verdict)
            standings = ", ".join(standing.replace(" ", "-") for standing in STANDING_NAMES)
            raise InputError(
                f"there is no verdict {name.strip()!r} to fail on",
                mend=f"Verdicts are {known}; groups of them are {standings}",
            )
        chosen |= verdicts
    return frozenset(chosen)


def say_failing(counts: Mapping[str, int], fail_on: frozenset[Verdict]) -> str:
    """Which of the verdicts to fail on occur, and how often; empty where none does.

    Args:
        counts: Claims by verdict.
        fail_on: The verdicts.
    """
    return ", ".join(
        f"{verdict} {counts.get(verdict.value, 0)}"
        for verdict in Verdict
        if verdict in fail_on and counts.get(verdict.value, 0)
    )
