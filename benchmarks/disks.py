"""Disks that fail: a loss of power at each change, and a disk that is full at each block.

    python -m benchmarks.disks --seed 7
    python -m benchmarks.disks --only power --command refresh

For a loss of power the files are built anew from nothing but what was written to the disk, before
each change that a command makes. For a full disk a small file system in memory is filled up to so
many free blocks, for each number of blocks that the command uses; mounting one needs root. Ends
with 1 where anything is wrong.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "support"))

from full_disks import can_mount, fill_disk
from killable_jobs import JOBS
from killed_commands import Job
from power_losses import lose_power

from benchmarks.options import add_drawn_seed, options_of

T = TypeVar("T")
SHOWN_AT_ONCE = {
    "validate-plain": ("out/runs/*",),
    "refresh": ("home/snapshots/2*", "home/quarantine/2*"),
    "snapshot-add": (),
    "export": (),
    "check": (),
    "settle": (),
    "send": ("out/outbox/*",),
}


def main() -> None:
    """Print both tables."""
    parser = options_of(__doc__, __file__)
    add_drawn_seed(parser)
    parser.add_argument(
        "--only",
        choices=("power", "full"),
        default="",
        help="losses of power, or full disks, alone",
    )
    parser.add_argument(
        "--command",
        choices=[*SHOWN_AT_ONCE],
        action="append",
        default=[],
        help="this command alone; may be repeated",
    )
    parser.add_argument("--times", type=int, default=40, help="full disks for each command")
    chosen = parser.parse_args()
    names = chosen.command or [*SHOWN_AT_ONCE]
    print(f"seed {chosen.seed}")
    is_well = True
    if chosen.only != "full":
        is_well &= print_power(names)
    if chosen.only != "power":
        if not can_mount():
            print("\nNo file system can be mounted here: full disks were not tried.")
        else:
            is_well &= print_full(names, chosen.times, chosen.seed)
    raise SystemExit(0 if is_well else 1)


def print_power(names: list[str]) -> bool:
    """The table of losses of power; whether all is well."""
    print("\n| command | losses of power | trees built | torn, lost or doubled |")
    print("|---|---:|---:|---:|", flush=True)
    is_well = True
    for name in names:
        found = _in_folder(name, partial(lose_power, shown_at_once=SHOWN_AT_ONCE[name]))
        print(f"| {name} | {found.cuts} | {2 * found.cuts} | {len(found.faults)} |", flush=True)
        for what in found.faults[:3]:
            print(f"    {what}", file=sys.stderr, flush=True)
        is_well &= not found.faults
    return is_well


def print_full(names: list[str], times: int, seed: int) -> bool:
    """The table of full disks; whether all is well."""
    print("\n| command | full disks | told as full | done all the same | lost or torn | next run "
          "failed | told otherwise |")  # fmt: skip
    print("|---|---:|---:|---:|---:|---:|---:|", flush=True)
    is_well = True
    for name in names:
        found = _in_folder(name, partial(fill_disk, times=times, seed=seed))
        numbers = (found.tried, found.told, found.done, len(found.faults))
        rest = (len(found.stopped), len(found.otherwise))
        print(f"| {name} | {' | '.join(map(str, (*numbers, *rest)))} |", flush=True)
        for what in (*found.faults[:3], *found.stopped[:3], *found.otherwise[:3]):
            print(f"    {what}", file=sys.stderr, flush=True)
        is_well &= not (found.faults or found.stopped or found.otherwise)
    return is_well


def _in_folder(name: str, work: Callable[[Job], T]) -> T:
    with tempfile.TemporaryDirectory(prefix="disks-") as made:
        job = JOBS[name](Path(made).resolve())
        try:
            return work(job)
        finally:
            job.close()


if __name__ == "__main__":
    main()
