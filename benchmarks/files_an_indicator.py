"""A vintage in columns as one file, against one file an indicator: written, read, on disk.

Run it with ``python -m benchmarks.files_an_indicator``. Rows are drawn from a seed. Ours is written
and read by the program; the other form is pyarrow alone: a file an indicator, synced, its SHA-256
kept and held against what is read. The two are measured in turn in one process, medians of so many
rounds of seconds by the wall and bytes on disk, and told as ratios. Decision 15 rests on it.
"""

from __future__ import annotations

import hashlib
import io
import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

import numpy as np

from benchmarks.options import options_of
from sources.model import Vintage, VintageEvidence
from sources.snapshots.columns import _OPTIONS, Indicator, _table, write_columns
from sources.snapshots.columns_reading import open_columns

AREAS, YEARS, READ = 200, 60, 4


def drawn(count: int, seed: int) -> Iterator[Indicator]:
    """So many indicators, each with a value for each area and year."""
    rng = np.random.default_rng(seed)
    areas = np.repeat(np.arange(AREAS, dtype=np.int16), YEARS)
    years = np.tile(np.arange(1960, 1960 + YEARS, dtype=np.int32), AREAS)
    for at in range(count):
        yield Indicator(f"XX.{at:05}", areas, years, rng.lognormal(8, 3, AREAS * YEARS))


def write_one(folder: Path, made: Sequence[Indicator]) -> Vintage:
    """One file for all, as the program writes it."""
    written = write_columns(folder / "all.parquet", made)
    evidence = VintageEvidence(
        file="all.parquet",
        sha256=written.sha256,
        source_sha256="",
        url="",
        licence="",
        attribution="",
        retrieved_at="",
        last_updated="",
        how_known="",
        rows=written.rows,
    )
    return Vintage(
        source="wdi",
        date="2026-01-01",
        label="",
        indicators=written.indicators,
        first_year=written.first_year,
        last_year=written.last_year,
        evidence=evidence,
        columns=written.columns,
    )


def write_each(folder: Path, made: Sequence[Indicator]) -> dict[str, str]:
    """One file an indicator; gives the sums, as a manifest would hold them."""
    import pyarrow.parquet as pq

    sums = {}
    for one in made:
        content = io.BytesIO()
        pq.write_table(_table(one), content, **_OPTIONS)
        sums[one.code] = hashlib.sha256(content.getbuffer()).hexdigest()
        with (folder / f"{one.code}.parquet").open("wb") as file:
            file.write(content.getbuffer())
            file.flush()
            os.fsync(file.fileno())
    return sums


def read_one(folder: Path, vintage: Vintage, codes: Sequence[str]) -> int:
    """The rows of some indicators out of one file, verified."""
    with open_columns(folder, vintage) as opened:
        return sum(len(one.values) for one in opened.read(codes))


def read_each(folder: Path, sums: dict[str, str], codes: Sequence[str]) -> int:
    """The rows of some indicators out of a file each, verified."""
    import pyarrow.parquet as pq

    rows = 0
    for code in codes:
        content = (folder / f"{code}.parquet").read_bytes()
        if hashlib.sha256(content).hexdigest() != sums[code]:
            raise SystemExit(f"{code} has changed")
        rows += pq.read_table(io.BytesIO(content), use_threads=False).num_rows
    return rows


def measure(count: int, rounds: int, seed: int) -> str:
    """The ratios of one file an indicator to one file, as a line of text."""
    made = tuple(drawn(count, seed))
    codes = [one.code for one in made[:: max(count // READ, 1)]][:READ]
    seconds: dict[str, list[float]] = {name: [] for name in ("w1", "wn", "r1", "rn")}
    for turn in range(rounds + 1):
        with tempfile.TemporaryDirectory() as name:
            one, each = Path(name) / "one", Path(name) / "each"
            one.mkdir()
            each.mkdir()
            moments = [perf_counter()]
            vintage = write_one(one, made)
            moments.append(perf_counter())
            sums = write_each(each, made)
            moments.append(perf_counter())
            rows = read_one(one, vintage, codes)
            moments.append(perf_counter())
            assert read_each(each, sums, codes) == rows
            moments.append(perf_counter())
            for at, kind in enumerate(seconds if turn else ()):  # the first one imports
                seconds[kind].append(moments[at + 1] - moments[at])
            sizes = [sum(file.stat().st_size for file in path.iterdir()) for path in (one, each)]
    least = {kind: median(taken) for kind, taken in seconds.items()}
    return (
        f"{count} indicators, one file each against one file: written in "
        f"{least['wn'] / least['w1']:.2f} of the time, {len(codes)} read in "
        f"{least['rn'] / least['r1']:.2f}, {sizes[1] / sizes[0]:.2f} of the bytes"
    )


def main() -> None:
    """Measure and print."""
    parser = options_of(__doc__, __file__)
    parser.add_argument(
        "--indicators", type=int, default=1500, help="how many indicators an edition has"
    )
    parser.add_argument("--rounds", type=int, default=5, help="times that each way is timed")
    parser.add_argument("--seed", type=int, default=15, help="what the editions are made from")
    chosen = parser.parse_args()
    print(measure(chosen.indicators, chosen.rounds, chosen.seed))


if __name__ == "__main__":
    main()
