"""Time and memory of whole processes: `corrigenda validate`, with Prefect and without.

Run it with ``python benchmarks/process.py``. Each command runs once to warm up (Prefect makes its
database, Python its bytecode), then in turn with the others, several times; medians are shown. The
empty baseline is what any user of both tools pays: a Prefect flow on a temporary server with one
task, which runs a Great Expectations checkpoint of one expectation and builds its Data Docs.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.options import options_of

PROGRAM = str(Path(sys.executable).with_name("corrigenda"))
OURS = ("load", "reconcile", "report")


@dataclass(frozen=True)
class Run:
    """One process and its children: seconds by the wall and of the processor, peak memory in MB.

    With what the program told of itself.
    """

    wall: float
    processor: float
    megabytes: float
    steps: dict[str, float]


def run_process(command: Sequence[str], folder: Path, state: Path | None = None) -> Run:
    """Run a command to its end; its standard error may hold a line ``time: step 0.12 s, ...``.

    Args:
        command: What to run.
        folder: Where.
        state: Where Prefect keeps its database, if not in a folder of that one.
    """
    environment = {
        **{
            name: text
            for name, text in os.environ.items()
            if not name.startswith("PREFECT_") and name != "PYTHONDONTWRITEBYTECODE"
        },
        # Our modules are compiled once, as those of others are, whatever the shell has set.
        "PYTHONPYCACHEPREFIX": str(folder / "bytecode"),
        "PREFECT_HOME": str(state or folder / "prefect"),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        # A machine with other work starts the temporary server late, which is no fault of either.
        "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    }
    with (folder / "said").open("w+b") as said:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=said
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        text = said.read().decode()
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}:\n{text}")
    told = re.search(r"^time: (.*)$", text, re.MULTILINE)
    steps = re.findall(r"([\w-]+) ([\d.]+) s", told[1]) if told else []
    spent = usage.ru_utime + usage.ru_stime
    told_steps = {step: float(seconds) for step, seconds in steps}
    return Run(wall, spent, usage.ru_maxrss / 1024, told_steps)


def run_baseline(folder: Path) -> None:
    """The empty baseline, in this process."""
    from prefect import flow, task
    from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

    @task
    def check() -> bool:
        import great_expectations as gx
        import pandas as pd

        context = gx.get_context(mode="ephemeral")
        backend = {"class_name": "TupleFilesystemStoreBackend", "base_directory": str(folder)}
        context.add_data_docs_site("docs", {"class_name": "SiteBuilder", "store_backend": backend})
        asset = context.data_sources.add_pandas("source").add_dataframe_asset("asset")
        batch = asset.add_batch_definition_whole_dataframe("batch")
        expectation = gx.expectations.ExpectColumnValuesToNotBeNull(column="a")
        suite = context.suites.add(gx.ExpectationSuite("suite", expectations=[expectation]))
        definition = gx.ValidationDefinition(name="definition", data=batch, suite=suite)
        context.validation_definitions.add(definition)
        checkpoint = gx.Checkpoint(name="checkpoint", validation_definitions=[definition])
        result = context.checkpoints.add(checkpoint).run(
            batch_parameters={"dataframe": pd.DataFrame({"a": [1]})}
        )
        context.build_data_docs()
        return bool(result.success)

    @flow
    def empty() -> bool:
        return check()

    # As our own command line has it: else the baseline would be a second slower.
    with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
        assert empty()


def time_charts(findings: Path) -> None:
    """Draw the charts of a run in this process, and tell how long it took."""
    from reports.findings.model import read_findings
    from reports.pages.charts import draw_charts

    claims = read_findings(findings.read_bytes()).claims
    start = time.perf_counter()
    draw_charts(claims)
    print(f"time: charts {time.perf_counter() - start:.3f} s", file=sys.stderr)


def measure(runs: int) -> dict[str, list[Run]]:
    """All commands, in turn, after one warm-up each."""
    own = [sys.executable, str(Path(__file__).resolve())]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "docs").mkdir()
        commands = {
            "with Prefect": [PROGRAM, "validate", "--out", "site", "--verbose"],
            "--plain": [PROGRAM, "validate", "--out", "site", "--verbose", "--plain"],
            "empty baseline": [*own, "--baseline", str(folder / "docs")],
        }
        found: dict[str, list[Run]] = {name: [] for name in (*commands, "charts")}
        for turn in range(runs + 1):
            for label, command in commands.items():
                run = run_process(command, folder)
                if turn:
                    found[label].append(run)
        findings = next((folder / "site" / "runs").glob("*/findings.json"))
        command = [*own, "--charts", str(findings)]
        found["charts"] = [run_process(command, folder) for _ in range(runs)]
        return found


def render(found: dict[str, list[Run]]) -> Iterator[str]:
    """The figures as lines of text."""
    charts = median(run.steps["charts"] for run in found["charts"])
    walls = {label: median(run.wall for run in runs) for label, runs in found.items()}
    yield f"{'':16}{'wall':>8}{'peak':>9}"
    for label in ("with Prefect", "--plain", "empty baseline"):
        peak = median(run.megabytes for run in found[label])
        yield f"{label:16}{walls[label]:6.2f} s{peak:6.0f} MB"
    for label in ("with Prefect", "--plain"):
        yield f"\nwhere the time goes, {label}"
        steps = {
            step: median(run.steps[step] for run in found[label]) for step in found[label][0].steps
        }
        working = sum(seconds for step, seconds in steps.items() if step != "imports")
        yield f"  load {steps['load']:.2f} s, reconcile {steps['reconcile']:.2f} s"
        yield f"  page {steps['report'] - charts:.2f} s, charts {charts:.2f} s"
        yield f"  Great Expectations {steps['check']:.2f} s, imports {steps['imports']:.2f} s"
        if label == "--plain":
            yield f"  start and end of Python {walls[label] - working - steps['imports']:.2f} s"
        else:
            rest = walls[label] - working
            yield f"  Prefect, with the imports beside its server's start: {rest:.2f} s"
        ours = sum(steps[step] for step in OURS) - charts
        yield f"  ours without charts {ours:.2f} s (target: under 1 s)"
    yield f"\ncharts {charts:.2f} s (target: under 1.5 s)"
    ratio = (walls["with Prefect"] - charts) / walls["empty baseline"]
    yield f"with Prefect, without charts: {ratio:.2f} of the empty baseline (target: under 1.3)"
    yield f"--plain: {walls['--plain']:.2f} s (target: under 5 s)"
    # Of the processor, since a machine with other work stretches what waits.
    for label in ("with Prefect", "--plain"):
        shares = [
            run.processor / other.processor
            for run, other in zip(found[label], found["empty baseline"], strict=True)
        ]
        most = {"--plain": "0.25", "with Prefect": "1.2"}[label]
        yield (
            f"{label}: {median(shares):.3f} of the empty baseline's time of the processor "
            f"(target: under {most})"
        )


def main() -> None:
    """Measure and print; the hidden options are the processes that are measured."""
    parser = options_of(__doc__, __file__)
    parser.add_argument("--runs", type=int, default=5, help="counted runs of each command")
    parser.add_argument("--baseline", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--charts", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.baseline:
        run_baseline(chosen.baseline)
    elif chosen.charts:
        time_charts(chosen.charts)
    else:
        print("\n".join(render(measure(chosen.runs))))


if __name__ == "__main__":
    main()
