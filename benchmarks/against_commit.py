"""What a change of the house costs: commands of an old commit and of this one, in turn.

    python -m benchmarks.against_commit --commit e7dd7ec --runs 5

Both commits are checked out beside each other, each with the packages of its own lock. Each command
runs once to warm up (Prefect makes its database, mypy its cache), then both sides in turn, now this
one first, now the other. Printed is the ratio of each pair, this commit's time to the old one's, by
the wall and of the processor: the median, and the least and the greatest. What is not committed
does not count.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median

from benchmarks.checkouts import check_out
from benchmarks.layout import BEFORE
from benchmarks.options import options_of
from benchmarks.process import Run, run_process

COMMANDS: Mapping[str, Sequence[str]] = {
    "make validate": ("make", "validate"),
    "corrigenda validate --plain": (".venv/bin/corrigenda", "validate", "--plain"),
    "make check": ("make", "check"),
}


def measure(old: Path, new: Path, command: Sequence[str], runs: int) -> Iterator[tuple[Run, Run]]:
    """Pairs of runs of a command, of the old commit and of the new one."""
    for folder in (old, new):
        _run(command, folder)
    for turn in range(runs):
        order = (old, new) if turn % 2 == 0 else (new, old)
        found = {folder: _run(command, folder) for folder in order}
        yield found[old], found[new]


def _run(command: Sequence[str], folder: Path) -> Run:
    # A folder `prefect` in the checkout would be a package of the house to ruff.
    return run_process(command, folder, folder.with_name(f"{folder.name}-prefect"))


def ratios(pairs: Sequence[tuple[float, float]]) -> str:
    """The ratio of each pair: "0.71 (0.68 to 0.75)"."""
    found = sorted(new / old for old, new in pairs)
    return f"{median(found):.2f} ({found[0]:.2f} to {found[-1]:.2f})"


def main() -> None:
    """Check out, run and print."""
    parser = options_of(__doc__, __file__)
    parser.add_argument("--commit", default=BEFORE, help="the old one")
    parser.add_argument("--to", default="HEAD", help="the new one")
    parser.add_argument("--only", choices=tuple(COMMANDS), help="this command alone")
    parser.add_argument(
        "--runs", type=int, default=5, help="timed runs of each command on each side"
    )
    parser.add_argument("--folder", type=Path, help="where both are kept, to be taken again")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = chosen.folder or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        old, new = check_out(chosen.commit, folder), check_out(chosen.to, folder)
        print(f"{new.name} to {old.name}, {chosen.runs} pairs", flush=True)
        for label in [chosen.only] if chosen.only else COMMANDS:
            command = COMMANDS[label]
            pairs = list(measure(old, new, command, chosen.runs))
            wall = ratios([(before.wall, after.wall) for before, after in pairs])
            spent = ratios([(before.processor, after.processor) for before, after in pairs])
            print(f"{label:29} wall {wall}, processor {spent}", flush=True)


if __name__ == "__main__":
    main()
