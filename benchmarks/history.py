"""How long a run takes with a thousand runs before it, against none: one ratio, in one process.

``python -m benchmarks.history [--runs 1000] [--rounds 5]``. Each round validates once with an empty
home and site and once with those that hold the history, in turn, so that what slows the machine
slows both. The history is the paper's own findings, kept as `validate` keeps them, each run with a
folder in the site.
"""

from __future__ import annotations

import json
import os
import statistics
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from msgspec import structs

from benchmarks.options import options_of
from flows.work.orders import Order
from flows.work.record import open_kept
from flows.work.validation import run_validation
from reports.findings.model import Findings

_FIRST = datetime(2020, 1, 1, tzinfo=UTC)


def main() -> None:
    """Print the two medians and their ratio."""
    parser = options_of(__doc__, __file__)
    parser.add_argument("--runs", type=int, default=1000, help="how many runs are on record")
    parser.add_argument("--rounds", type=int, default=5, help="times that each question is timed")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        findings = validate(folder / "warm")[1]
        build_history(folder / "long", findings, asked.runs)
        spent: dict[str, list[float]] = {"none": [], "long": []}
        for number in range(asked.rounds):
            spent["none"].append(validate(folder / f"none-{number}")[0])
            spent["long"].append(validate(folder / "long")[0])
        pages = len(list((folder / "long" / "site").glob("*.html")))
    none, long = (statistics.median(spent[kind]) for kind in ("none", "long"))
    print(f"with no run before:    {none:.3f} s")
    print(f"with {asked.runs:,} runs before: {long:.3f} s, listed on {pages} pages")
    print(f"ratio: {long / none:.3f}")


def validate(home: Path) -> tuple[float, Findings]:
    """One run; gives its seconds and its findings."""
    os.environ["CORRIGENDA_HOME"] = str(home)
    os.environ.pop("CORRIGENDA_DATABASE_URL", None)
    began = time.perf_counter()
    finished = run_validation(Order(site=str(home / "site")), "plain")
    return time.perf_counter() - began, finished.findings


def build_history(home: Path, findings: Findings, runs: int) -> None:
    """Keep so many runs on record, and put as many into the site, a day apart."""
    os.environ["CORRIGENDA_HOME"] = str(home)
    with open_kept() as store:
        for number in range(runs):
            started = f"{_FIRST + timedelta(days=number):%Y-%m-%dT%H:%M:%SZ}"
            run = structs.replace(findings.run, run_id=f"run-{number:05}", started_at=started)
            found = structs.replace(findings, run=run)
            store.record_run(found)
            _put_in_site(home / "site" / "runs", found)


def _put_in_site(runs: Path, found: Findings) -> None:
    folder = runs / found.run.run_id
    folder.mkdir(parents=True)
    row = {
        "run_id": found.run.run_id,
        "started_at": found.run.started_at,
        "title": found.paper.title,
        "claimant": found.paper.claimant,
        "standings": found.counts.standings,
    }
    (folder / "summary.json").write_text(json.dumps(row), encoding="utf-8")
    (folder / "index.html").write_text("a page", encoding="utf-8")


if __name__ == "__main__":
    main()
