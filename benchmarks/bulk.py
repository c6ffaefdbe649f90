"""The whole WDI into a snapshot and back, against pandas and DuckDB on the same file, in one run.

Run it with ``python -m benchmarks.bulk``; ``--scale 0.02`` takes seconds. The bulk file is made
from a seed (`benchmarks.bulk_file`), or one is named with ``--file``. Each measurement is a process
of its own: seconds by the wall, peak memory of the process. What is compared:

- taking it in: ours reads the zip, checks and sorts every series, writes and syncs the data file;
  pandas reads the CSV, already unpacked, whole; DuckDB makes a table of it, in long form as ours;
- four indicators: ours out of the snapshot; pandas and DuckDB out of the CSV, and DuckDB out of the
  table it made. All must come to the same number of values and the same sum.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

from benchmarks.bulk_file import REAL, YEARS, make_bulk_file
from benchmarks.options import options_of

_CODES = ", ".join(f"'{code}'" for code in REAL)
_TYPES = ", ".join(f"'{year}': 'DOUBLE'" for year in YEARS)
_CSV = f"read_csv('{{csv}}', header = true, nullstr = '', types = {{{{{_TYPES}}}}})"
_YEARS_ONLY = (
    'columns(* exclude ("Country Name", "Country Code", "Indicator Name", "Indicator Code"))'
)


@dataclass(frozen=True)
class Run:
    """One process: seconds of it all and of the work without imports, MB, and what it found."""

    wall: float
    work: float
    megabytes: float
    found: tuple[int, float] | None
    first: float = 0.0


def ours_add(folder: Path, archive: Path) -> None:
    """Take the bulk file into a snapshot."""
    from sources.providers.wdi_bulk.take import add_wdi_bulk

    add_wdi_bulk(archive, folder / "snapshot", vintage="2025-07-02")


def ours_read(folder: Path) -> tuple[int, float]:
    """Read four indicators back."""
    from sources.snapshots.load import load_snapshot
    from sources.snapshots.needs import Wanted

    rows = load_snapshot([folder / "snapshot"], Wanted({"wdi": frozenset(REAL)})).observations
    return len(rows), float(rows["obs_value"].sum())


def pandas_all(csv: Path) -> None:
    """Read the CSV whole."""
    import pandas as pd

    pd.read_csv(csv)


def pandas_four(csv: Path) -> tuple[int, float]:
    """Read the CSV and keep four indicators."""
    import pandas as pd

    frame = pd.read_csv(csv)
    values = frame[frame["Indicator Code"].isin(REAL)].iloc[:, 4:].to_numpy(dtype=float)
    import numpy as np

    return int((~np.isnan(values)).sum()), float(np.nansum(values))


def duckdb_add(folder: Path, csv: Path) -> None:
    """Make a table in long form, sorted, in a database file."""
    import duckdb

    with duckdb.connect(folder / "duck.db") as database:
        database.execute(
            'create table wdi as select "Indicator Code" as indicator, "Country Code" as area, '
            "cast(year as integer) as year, value from (unpivot (from "
            + _CSV.format(csv=csv)
            + f") on {_YEARS_ONLY} into name year value value) "
            "order by indicator, area, year"
        )


def duckdb_read(folder: Path) -> tuple[int, float]:
    """Four indicators out of that table."""
    import duckdb

    with duckdb.connect(folder / "duck.db", read_only=True) as database:
        rows = database.execute(f"select * from wdi where indicator in ({_CODES})").fetchdf()
    return len(rows), float(rows["value"].sum())


def duckdb_four(csv: Path) -> tuple[int, float]:
    """Four indicators out of the CSV."""
    import duckdb

    with duckdb.connect() as database:
        found = database.execute(
            "select count(value), sum(value) from (unpivot (from "
            + _CSV.format(csv=csv)
            + f' where "Indicator Code" in ({_CODES})) '
            f"on {_YEARS_ONLY} into name year value value)"
        ).fetchone()
    assert found
    return int(found[0]), float(found[1])


def duckdb_parquet(folder: Path) -> tuple[int, float]:
    """Four indicators out of the snapshot's own data file, unverified: it is plain Parquet."""
    import duckdb

    file = folder / "snapshot" / "wdi_2025-07-02.parquet"
    with duckdb.connect() as database:
        rows = database.execute(f"select * from '{file}' where indicator in ({_CODES})").fetchdf()
    return len(rows), float(rows["obs_value"].sum())


STEPS = {
    "ours, add": lambda folder, archive, csv: ours_add(folder, archive),
    "pandas, read whole": lambda folder, archive, csv: pandas_all(csv),
    "DuckDB, make table": lambda folder, archive, csv: duckdb_add(folder, csv),
    "ours, four": lambda folder, archive, csv: ours_read(folder),
    "pandas, four of CSV": lambda folder, archive, csv: pandas_four(csv),
    "DuckDB, four of CSV": lambda folder, archive, csv: duckdb_four(csv),
    "DuckDB, four of table": lambda folder, archive, csv: duckdb_read(folder),
    "DuckDB, four of our file": lambda folder, archive, csv: duckdb_parquet(folder),
}


def run_step(step: str, folder: Path, archive: Path, csv: Path) -> Run:
    """Do a step in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.bulk", "--step", step]
    command += ["--folder", str(folder), "--file", str(archive), "--csv", str(csv)]
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    wall = time.perf_counter() - start
    if done.returncode:
        raise SystemExit(f"{step} failed:\n{done.stderr}")
    said = json.loads(done.stdout)
    found = tuple(said["found"]) if said["found"] else None
    return Run(wall, said["work"], said["megabytes"], found, said["first"])


def do_step(step: str, folder: Path, archive: Path, csv: Path) -> None:
    """Do a step in this process, twice if it reads, and tell what it took."""
    repeats = 2 if step in {"ours, four", "DuckDB, four of table"} else 1
    works = []
    for _ in range(repeats):
        start = time.perf_counter()
        found = STEPS[step](folder, archive, csv)  # type: ignore[no-untyped-call]
        works.append(time.perf_counter() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"work": works[-1], "first": works[0], "megabytes": peak, "found": found}))


def measure(folder: Path, archive: Path, rounds: int) -> dict[str, list[Run]]:
    """All steps in turn."""
    csv = folder / "WDICSV.csv"
    with (
        zipfile.ZipFile(archive) as opened,
        opened.open("WDICSV.csv") as member,
        csv.open("wb") as file,
    ):
        shutil.copyfileobj(member, file, 1 << 20)
    found: dict[str, list[Run]] = {step: [] for step in STEPS}
    for turn in range(rounds):
        for step in STEPS:
            if step == "ours, add":
                shutil.rmtree(folder / "snapshot", ignore_errors=True)
            if step == "DuckDB, make table":
                (folder / "duck.db").unlink(missing_ok=True)
            print(f"round {turn + 1}: {step} ...", file=sys.stderr)
            found[step].append(run_step(step, folder, archive, csv))
    return found


def render(found: dict[str, list[Run]], folder: Path, archive: Path, values: int) -> Iterator[str]:
    """The table, and what follows from it."""
    yield f"{'':26}{'process':>10}{'work':>10}{'peak':>10}"
    for step, runs in found.items():
        peak = max(run.megabytes for run in runs)
        yield f"{step:26}{_wall(runs):8.2f} s{_work(runs):8.3f} s{peak:7.0f} MB"
    rows = {run.found[0] for runs in found.values() for run in runs if run.found}
    sums = [run.found[1] for runs in found.values() for run in runs if run.found]
    same = len(rows) == 1 and max(sums) - min(sums) <= 1e-9 * abs(max(sums))
    yield f"four indicators: {min(rows):,} values; all agree: {'yes' if same else 'NO'}"
    add = found["ours, add"]
    yield f"rows a second, added: {values / _wall(add):,.0f} of {values:,}"
    peak = max(run.megabytes for run in add)
    yield f"peak memory of adding: {peak:.0f} MB (target: below 1,000)"
    sizes = archive.stat().st_size, (folder / "WDICSV.csv").stat().st_size
    own = sum(file.stat().st_size for file in (folder / "snapshot").iterdir())
    yield (
        f"on disk: {own / 1e6:.0f} MB; {own / sizes[0]:.2f} of the zip ({sizes[0] / 1e6:.0f} MB), "
        f"{own / sizes[1]:.2f} of the CSV in it ({sizes[1] / 1e6:.0f} MB)"
    )
    duck = (folder / "duck.db").stat().st_size
    yield f"DuckDB's table: {duck / 1e6:.0f} MB; ours is {own / duck:.2f} of it"
    read = found["ours, four"]
    yield (
        f"four indicators back: {_work(read):.3f} s in a warm process (target: below 0.5 s), "
        f"{median(run.first for run in read):.2f} s the first time, with imports; "
        f"{_wall(read):.2f} s a whole process that reads twice"
    )
    for other in ("pandas, read whole", "DuckDB, make table"):
        yield f"adding: {_wall(add) / _wall(found[other]):.2f} of the time of {other}"
    for other in (step for step in STEPS if step.endswith(("CSV", "table", "file"))):
        if "four" in other:
            ratio = _work(read) / _work(found[other])
            whole = _wall(read) / _wall(found[other])
            yield f"four: {ratio:.3f} of the work of {other}, {whole:.2f} as whole processes"


def measure_editions(folder: Path, editions: int) -> Iterator[str]:
    """What a snapshot of many editions costs: the one that there is under many dates."""
    from sources.snapshots.load import list_vintages, load_snapshot
    from sources.snapshots.manifest import file_name, read_manifest, render_manifest
    from sources.snapshots.needs import Wanted

    one = list_vintages([folder / "snapshot"])[0]
    many = folder / "many"
    many.mkdir()
    copies = []
    for at in range(editions):
        date = f"{1997 + at // 12}-{at % 12 + 1:02}-01"
        file = file_name(one.source, date, is_columnar=True)
        os.link(folder / "snapshot" / one.evidence.file, many / file)
        copies.append(replace(one, date=date, evidence=replace(one.evidence, file=file)))
    yield f"{'editions':>8}{'manifest':>12}{'read it':>10}{'four back':>12}{'rows':>12}"
    for count in (1, editions // 10, editions):
        (many / "manifest.json").write_bytes(render_manifest(copies[:count]))
        start = time.perf_counter()
        read_manifest(many)
        manifest = time.perf_counter() - start
        start = time.perf_counter()
        rows = load_snapshot([many], Wanted({"wdi": frozenset(REAL)})).observations
        seconds = time.perf_counter() - start
        size = (many / "manifest.json").stat().st_size / 1e6
        yield f"{count:8}{size:9.2f} MB{manifest:8.3f} s{seconds:10.2f} s{len(rows):12,}"
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield f"peak memory of reading all {editions}: {peak:,.0f} MB"


def _wall(runs: list[Run]) -> float:
    return median(run.wall for run in runs)


def _work(runs: list[Run]) -> float:
    return median(run.work for run in runs)


def main() -> None:
    """Measure and print."""
    parser = options_of(__doc__, __file__)
    parser.add_argument("--scale", type=float, default=1.0, help="1 is the size of the real file")
    parser.add_argument("--rounds", type=int, default=3, help="processes of each step")
    parser.add_argument(
        "--seed", type=int, default=20261124, help="what the bulk file is made from"
    )
    parser.add_argument("--file", type=Path, help="a bulk file to take instead of making one")
    parser.add_argument("--editions", type=int, default=350, help="of a snapshot of many")
    parser.add_argument("--step", help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--csv", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.step:
        do_step(chosen.step, chosen.folder, chosen.file, chosen.csv)
        return
    os.environ.setdefault("PYTHONWARNINGS", "ignore")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        archive = chosen.file or folder / "WDI_CSV_2025_07_02.zip"
        if chosen.file is None:
            print("making the bulk file ...", file=sys.stderr)
            make_bulk_file(archive, chosen.scale, chosen.seed)
        found = measure(folder, archive, chosen.rounds)
        from sources.snapshots.load import list_vintages

        values = list_vintages([folder / "snapshot"])[0].evidence.rows
        for line in render(found, folder, archive, values):
            print(line, flush=True)
        for line in measure_editions(folder, chosen.editions):
            print(line, flush=True)


if __name__ == "__main__":
    main()
