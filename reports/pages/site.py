"""The site: a folder of runs that open offline, and the list of them.

::

    index.html             the newest runs; page-1.html, page-2.html, ... the older ones
    runs/<run>/index.html  one run: its page, findings.json, summary.json and what the checks left
    runs/.<run>.tmp-<hex>  a run under way; it appears by one rename, so a run that is killed
                           leaves the earlier ones whole

The list (`reports.pages.site_index`) is brought up to date under a lock, so that two runs at once
both appear.
"""

from __future__ import annotations

import re
import secrets
import shutil
from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from reports.corrections.jsonld import draft_reviews
from reports.corrections.tables import drafts_csv
from reports.findings.lineage import LINEAGE_FILE, lineage_of
from reports.findings.model import Findings, render_findings
from reports.pages.charts import draw_charts
from reports.pages.page import RunSummary, render_page
from reports.pages.site_index import listed_runs, write_list_of_runs
from sources.errors import OutputError
from sources.tools.encoding import struct_json, to_json
from sources.tools.files import mend_unwritten, own_folder, publish_folder, say_unwritten
from sources.tools.locks import LOCK, lock_file, sweep

RUNS = "runs"
"""The folder of a site that holds its runs."""

_RUN_ID = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}")
_STAGING = re.compile(r"\.[A-Za-z0-9._-]+\.tmp-[0-9a-f]{8}")


def open_staging(site: Path, run_id: str) -> Path:
    """Make the folder that a run writes to until it is published, and take away killed runs'.

    Who writes to it for longer than a moment holds it with `sources.tools.files.locked`.

    Raises:
        OutputError: The run id cannot name a folder or is taken, or the site cannot be written.
    """
    if not _RUN_ID.fullmatch(run_id):
        raise OutputError(
            f"the run id {run_id!r} cannot name a folder",
            mend="Use letters, digits, '-', '_' and '.', with no '.' in front",
        )
    runs = site / RUNS
    if (runs / run_id).exists():
        raise OutputError(
            f"there is a run {run_id} already", file=str(runs / run_id), mend="Use another run id"
        )
    with _writing(site):
        staging = own_folder(runs) / f".{run_id}.tmp-{secrets.token_hex(4)}"
        staging.mkdir()
        _remove_stale(runs)
    return staging


def write_findings(findings: Findings, staging: Path) -> Path:
    """Write the report of a run: ``index.html``, ``findings.json`` and ``summary.json``.

    Beside them stands what the run proposes, as drafts that nobody has approved and that nothing
    sends: ``claimreview.jsonld`` and ``corrections.csv``; and what was read and tested, for
    catalogues of data: ``openlineage.json``.

    Args:
        findings: What was found.
        staging: From `open_staging`.

    Returns:
        The page.

    Raises:
        OutputError: The folder cannot be written.
    """
    with _writing(staging):
        # Each file is let go of before the next is made: of thousands of claims each is large.
        page = render_page(findings, draw_charts(findings.claims))
        (staging / "index.html").write_text(page, encoding="utf-8")
        del page
        (staging / "findings.json").write_bytes(render_findings(findings))
        (staging / "summary.json").write_bytes(struct_json(_summarise(findings), indent=1))
        (staging / "claimreview.jsonld").write_bytes(to_json(draft_reviews(findings)))
        (staging / "corrections.csv").write_text(drafts_csv(findings), encoding="utf-8", newline="")
        (staging / LINEAGE_FILE).write_bytes(to_json(lineage_of(findings)))
    return staging / "index.html"


def publish_run(staging: Path, site: Path, run_id: str) -> Path:
    """Put a written run in its place and bring the list of all runs up to date.

    Returns:
        The run's page in the site.

    Raises:
        OutputError: The site cannot be written, or a run of that id is there already.
    """
    target = site / RUNS / run_id
    with _writing(site), lock_file(own_folder(site / RUNS) / LOCK):
        publish_folder(staging, target)
        _remove_stale(site / RUNS)
        write_list_of_runs(site)
    return target / "index.html"


def update_list(site: Path) -> None:
    """Bring the list of all runs and corpora up to date.

    Raises:
        OutputError: The site cannot be written.
    """
    with _writing(site), lock_file(own_folder(site / RUNS) / LOCK):
        write_list_of_runs(site)


def old_reports(site: Path, keep: int, needed: Collection[str]) -> tuple[Path, ...]:
    """The reports that may go, oldest first: `keep` newer ones of the same paper are there.

    Args:
        site: The folder of the site; nothing where there is none.
        keep: How many of the newest of each paper stay.
        needed: Names of runs whose reports stay whatever is newer.

    Raises:
        OutputError: The site cannot be read.
    """
    if not (site / RUNS).is_dir() or (site / RUNS).is_symlink():
        return ()
    newer: Counter[str] = Counter()
    found = []
    with _writing(site):
        for row in listed_runs(site):
            newer[row.paper_id] += 1
            if newer[row.paper_id] > keep and row.run_id not in needed:
                found.append(site / RUNS / row.run_id)
    return tuple(reversed(found))


def take_away_reports(site: Path, keep: int, needed: Collection[str]) -> tuple[Path, ...]:
    """Take the same away and bring the list of all runs up to date; gives what went.

    A report is renamed out of sight first, to the name of a run under way: what a killed process
    left of it is swept by the next run.

    Raises:
        OutputError: The site cannot be written.
    """
    if not old_reports(site, keep, needed):
        return ()
    with _writing(site), lock_file(own_folder(site / RUNS) / LOCK):
        found = old_reports(site, keep, needed)
        for path in found:
            away = path.with_name(f".{path.name}.tmp-{secrets.token_hex(4)}")
            path.rename(away)
            shutil.rmtree(away)
        write_list_of_runs(site)
    return found


def _summarise(findings: Findings) -> RunSummary:
    """What the list of all runs shows of one."""
    return RunSummary(
        run_id=findings.run.run_id,
        started_at=findings.run.started_at,
        paper_id=findings.paper.id,
        title=findings.paper.title,
        claimant=findings.paper.claimant,
        standings=dict(findings.counts.standings),
    )


def _remove_stale(runs: Path) -> None:
    sweep(runs, _STAGING)


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    """Say which folder could not be written, and what to do."""
    try:
        yield
    except OSError as error:
        raise OutputError(
            f"the report cannot be written: {say_unwritten(error)}",
            file=str(error.filename or folder),
            mend=mend_unwritten(error, "Make the folder writable, or name another one with --out"),
        ) from error
