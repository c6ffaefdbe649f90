"""SIGKILL at random moments of a command: is anything lost or doubled, does the next run work?

    python -m benchmarks.kills --command validate-plain --times 100 --seed 7

Half of the kills come after a random part of the time that a whole run takes, half just before a
change to a file. After each the state is looked at, then the same command runs to its end. Of
``review`` the server is killed around a decision; ``send`` is `benchmarks.publish_kills`. Without
``--command`` it is all of them. Ends with 1 where anything is wrong.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "support"))

from killable_jobs import JOBS
from killed_commands import Killed, kill_commands, left_over
from killed_publications import kill_publications
from killed_reviews import kill_reviews

from benchmarks.options import add_drawn_seed, options_of

NAMES = (*(name for name in JOBS if name != "send"), "review", "send")


def main() -> None:
    """Kill, count and print."""
    parser = options_of(__doc__, __file__)
    parser.add_argument(
        "--command",
        choices=NAMES,
        action="append",
        default=[],
        help="this command alone; may be repeated",
    )
    parser.add_argument("--times", type=int, default=100, help="kills of each command")
    add_drawn_seed(parser)
    chosen = parser.parse_args()
    print(f"seed {chosen.seed}\n")
    print("| command | kills | done before the signal | lost | doubled | next run failed | left "
          "over | not swept by the next run |")  # fmt: skip
    print("|---|---:|---:|---:|---:|---:|---:|---:|", flush=True)
    is_well = True
    for name in chosen.command or NAMES:
        found = kill(name, chosen.times, chosen.seed)
        is_well &= found.is_well
        numbers = (found.kills, found.lived, len(found.lost), len(found.doubled))
        rest = (len(found.stopped), found.left, len(found.unswept))
        print(f"| {name} | {' | '.join(map(str, (*numbers, *rest)))} |", flush=True)
        for kind in ("lost", "doubled", "stopped", "unswept"):
            tell(kind, getattr(found, kind))
    raise SystemExit(0 if is_well else 1)


def kill(name: str, times: int, seed: int) -> Killed:
    """Kill runs of a command in a folder of their own."""
    with tempfile.TemporaryDirectory(prefix="kills-") as made:
        folder = Path(made).resolve()
        if name == "review":
            return kill_reviews(folder, times, seed)
        if name == "send":
            return _send(folder, times, seed)
        job = JOBS[name](folder)
        try:
            return kill_commands(job, times, seed)
        finally:
            job.close()


def _send(folder: Path, times: int, seed: int) -> Killed:
    home = folder / "home"
    sent = kill_publications(home, times, seed)
    found = Killed(sent.killed, sent.lived, list(sent.lost), list(sent.doubled))
    if sent.pending:
        found.stopped.append(f"{sent.pending} wait")
    found.doubled += ["two receipts"] * sent.sent_twice
    there = left_over(home)
    found.left = len(there)
    return found


def tell(kind: str, found: Sequence[str], most: int = 3) -> None:
    """The first few of what is wrong."""
    for what in found[:most]:
        print(f"    {kind}: {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
