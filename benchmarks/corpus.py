"""A corpus of 10, 100 and 1,000 papers of 40 claims: wall time, peak memory, growth, whose time.

Each size runs as a process of its own, with Prefect (a temporary server) and ``--plain``; memory is
the greatest sum over the process and its children. Whose time it is comes from a run in this
process: the chunk's parts are timed one by one.

    python -m benchmarks.corpus [--sizes 10 100 1000]
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import psutil
from msgspec.structs import replace

from benchmarks.corpus_registers import write_registers
from benchmarks.options import options_of

PROGRAM = Path(sys.executable).with_name("corrigenda")


@dataclass(frozen=True)
class Ran:
    """Seconds, those of the processors, megabytes at the peak, and the run's own summary."""

    wall: float
    cpu: float
    megabytes: float
    printed: str


def run_watched(command: list[str], folder: Path) -> Ran:
    """Run a process and watch the memory of it and its children."""
    environment = {**os.environ, "CORRIGENDA_HOME": str(folder / "home")}
    began, spent = time.perf_counter(), cpu_of_children()
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    peak = 0.0
    done = threading.Event()

    def watch() -> None:
        nonlocal peak
        own = psutil.Process(process.pid)
        while not done.wait(0.1):
            try:
                family = [own, *own.children(recursive=True)]
                peak = max(peak, sum(one.memory_info().rss for one in family) / 2**20)
            except psutil.Error:
                continue

    watcher = threading.Thread(target=watch)
    watcher.start()
    printed, _ = process.communicate()
    done.set()
    watcher.join()
    if process.returncode:
        raise RuntimeError(f"{command} ended with {process.returncode}")
    return Ran(time.perf_counter() - began, cpu_of_children() - spent, peak, printed)


def cpu_of_children() -> float:
    """Processor seconds of all children that have ended; the wall wanders on a busy machine."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def share_of_parts(papers: Path) -> dict[str, float]:
    """Seconds that the parts of 50 papers take, in this process."""
    from expectations.assessment.assess import assess_on
    from expectations.checks.papers_checkpoint import check_papers
    from flows.work.corpus.record import keep_papers
    from flows.work.corpus.shared_data import prepare
    from reports.findings.model import RunInfo
    from reports.pages.corpus.folder import open_corpus
    from reports.pages.corpus.pages import write_paper
    from reports.store import open_store
    from sources.registers.register import load_paper

    ground = prepare(("embedded",))
    run = RunInfo("r", "2026-01-01T00:00:00Z", "0", ("embedded",), "plain")
    names = ("read", "judge", "Great Expectations", "findings and page", "on record")
    spent = dict.fromkeys(names, 0.0)
    store = open_store(f"sqlite:///{papers.parent / 'parts.db'}")
    corpus = open_corpus(papers.parent / "parts", "parts", run.run_id, run.started_at)
    files = sorted(papers.glob("*.yaml"))[:50]
    at = time.perf_counter()

    def lap(name: str) -> None:
        nonlocal at
        now = time.perf_counter()
        spent[name] += now - at
        at = now

    first = assess_on(load_paper(files[0]), ground.cube, ground.snapshot.vintages)
    check_papers({"first": first}, "r")
    at = time.perf_counter()
    for start in range(0, len(files), 25):
        registers = {path.stem: load_paper(path) for path in files[start : start + 25]}
        lap("read")
        vintages = ground.snapshot.vintages
        judged = {key: assess_on(one, ground.cube, vintages) for key, one in registers.items()}
        lap("judge")
        check_papers(judged, "r")
        lap("Great Expectations")
        made = [write_paper(one, None, run, "0" * 64, key) for key, one in judged.items()]
        lap("findings and page")
        keep_papers(
            store, corpus, [(replace(one.row, path=one.folder), one.findings) for one in made]
        )
        lap("on record")
    store.close()
    corpus.lock.release()
    return {name: seconds / len(files) for name, seconds in spent.items()}


def first_of(folder: Path, size: int) -> Path:
    """A folder with the first papers of all."""
    own = folder / f"p{size}"
    own.mkdir()
    for path in sorted((folder / "all").glob("*.yaml"))[:size]:
        (own / path.name).hardlink_to(path)
    return own


def against_all(folder: Path, sizes: list[int]) -> None:
    """Judge against a snapshot with the whole of the World Development Indicators."""
    from benchmarks.bulk_file import make_bulk_file

    archive = folder / "WDI_CSV_2018_05_21.zip"
    make_bulk_file(archive, 1.0, 20261124)
    add = [str(PROGRAM), "snapshot", "add", "--wdi-bulk", archive.name, "--snapshot", "wdi"]
    ran = run_watched(add, folder)
    print(f"the whole WDI taken in: {ran.wall:.1f} s, {ran.megabytes:.0f} MB", flush=True)
    for size in sizes:
        own = first_of(folder, size)
        command = [str(PROGRAM), "validate", "--papers", own.name, "--json", "--plain"]
        ran = run_watched([*command, "--snapshot", "wdi"], folder)
        assert json.loads(ran.printed)["papers"] == size
        print(
            f"{size:>6,} papers {ran.wall:7.1f} s  {ran.cpu:7.1f} s of CPU  "
            f"{ran.megabytes:5.0f} MB",
            flush=True,
        )


def main() -> None:
    """Measure and print."""
    parser = options_of(__doc__, __file__)
    parser.add_argument(
        "--sizes",
        type=int,
        nargs="+",
        default=[10, 100, 1000],
        help="how many papers the corpora have",
    )
    parser.add_argument("--claims", type=int, default=40, help="claims of each paper")
    parser.add_argument(
        "--whole-wdi", action="store_true", help="judge against a bulk file made from a seed, only"
    )
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_registers(folder / "all", max(given.sizes), given.claims)
        print(f"papers of {given.claims} claims; one process")
        if given.whole_wdi:
            against_all(folder, given.sizes)
            return
        found: dict[tuple[str, int], Ran] = {}
        for size in given.sizes:
            own = first_of(folder, size)
            for way in ("--plain", "with Prefect"):
                command = [str(PROGRAM), "validate", "--papers", own.name, "--json"]
                command += ["--out", f"site-{size}", *(["--plain"] if way == "--plain" else [])]
                ran = run_watched(command, folder)
                assert json.loads(ran.printed)["papers"] == size
                found[way, size] = ran
                print(
                    f"{size:>6,} papers {way:12} {ran.wall:7.1f} s  "
                    f"{ran.cpu:7.1f} s of CPU  {ran.megabytes:5.0f} MB",
                    flush=True,
                )
        first, last = given.sizes[-2:] if len(given.sizes) > 1 else (given.sizes[0],) * 2
        if last > first:
            for way in ("--plain", "with Prefect"):
                a, b = found[way, first], found[way, last]
                cost = (b.cpu - a.cpu) / (last - first)
                print(
                    f"{way}: from {first:,} to {last:,} papers "
                    f"{cost * 1000:.0f} ms of CPU a paper, "
                    f"{b.cpu / a.cpu:.2f} times the CPU time and "
                    f"{b.megabytes / a.megabytes:.2f} times the memory "
                    f"for {last / first:.0f} times the papers"
                )
            a, b = found["--plain", last], found["with Prefect", last]
            print(
                f"Prefect: {1 - a.cpu / b.cpu:.1%} of {last:,} papers "
                f"({b.cpu - a.cpu:.1f} s of CPU)"
            )
        own = folder / f"site-{given.sizes[-1]}"
        pages = sum(file.stat().st_size for file in own.rglob("*") if file.is_file())
        kept = sum(file.stat().st_size for file in (folder / "home").glob("store.db*"))
        runs = 2 * sum(given.sizes)
        a_paper, a_run = pages / 2 / given.sizes[-1] / 1e6, kept / runs / 1e6
        print(f"on disk: pages and findings {a_paper:.2f} MB a paper and run")
        print(f"the store: {a_run:.2f} MB a paper and run, {runs:,} runs of {max(given.sizes):,}")
        parts = share_of_parts(folder / "all")
        whole = sum(parts.values())
        for part, seconds in parts.items():
            print(f"  {part:20} {seconds * 1000:6.1f} ms a paper  {seconds / whole:5.1%}")
        print(f"  {'a paper':20} {whole * 1000:6.1f} ms")


if __name__ == "__main__":
    main()
