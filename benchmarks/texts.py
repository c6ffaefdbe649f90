"""Many texts through `corrigenda check`: in one process, and on Dask's workers of this machine.

    python -m benchmarks.texts [--texts 1000] [--pages 1]

The texts are those of `benchmarks.pages`, each with another seed. Megabytes are those of the
largest single process. What both find is compared byte by byte.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.options import options_of
from benchmarks.pages import write_pages
from benchmarks.process import PROGRAM


@dataclass(frozen=True)
class Checked:
    """A run: its seconds by the wall, MB of its largest process, the sum of what it printed."""

    seconds: float
    megabytes: float
    sha256: str


def check(folder: Path, *options: str) -> Checked:
    """Check all texts of a folder."""
    files = sorted(path.name for path in folder.glob("*.txt"))
    command = [PROGRAM, "check", *files, "--published", "2018", "--json", *options]
    with (folder / "found.json").open("wb") as found:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=found, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"check ended with {process.returncode}")
    with (folder / "found.json").open("rb") as found:
        digest = hashlib.file_digest(found, "sha256").hexdigest()
    return Checked(wall, usage.ru_maxrss / 1024, digest)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = options_of(__doc__, __file__)
    parser.add_argument("--texts", type=int, default=1000, help="how many texts")
    parser.add_argument("--pages", type=int, default=1, help="of each text")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for seed in range(given.texts):
            text = write_pages(given.pages, seed)
            (folder / f"text-{seed:05}.txt").write_text(text, encoding="utf-8")
        here = check(folder)
        spread = check(folder, "--runner", "dask")
    ratio, is_equal = here.seconds / spread.seconds, here.sha256 == spread.sha256
    print(f"one process     {here.seconds:8.1f} s  {here.megabytes:5.0f} MB")
    print(f"Dask's workers  {spread.seconds:8.1f} s  {spread.megabytes:5.0f} MB")
    print(f"{given.texts:,} texts: {ratio:.2f} times as fast; byte-equal: {is_equal}")
    sys.exit(not is_equal)


if __name__ == "__main__":
    main()
