"""SIGKILL at random moments of `publish`: does each correction arrive once in effect, none lost?

Run it with ``python -m benchmarks.publish_kills --kills 100 --seed 7``. Three channels on the
loopback: a webhook that honours the idempotency key, GitHub's issues, a folder. The steps are those
of ``corrigenda corrections send --plain``.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "support"))

from killed_publications import kill_publications

from benchmarks.options import add_drawn_seed, options_of


def main() -> None:
    """Kill, count and print; ends with 1 where something was lost or doubled."""
    parser = options_of(__doc__, __file__)
    parser.add_argument(
        "--kills", type=int, default=100, help="how many times the sender is killed"
    )
    add_drawn_seed(parser)
    chosen = parser.parse_args()
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        found = kill_publications(Path(folder) / "home", chosen.kills, chosen.seed)
    print(f"seed {chosen.seed}, {time.perf_counter() - start:.0f} s")
    print(f"{found.killed} publications killed, {found.lived} done before the signal")
    print(f"{found.corrections} corrections approved, for a webhook, GitHub and a folder")
    print(f"webhook: {found.arrivals} arrivals, {found.effects} effects")
    print(f"lost: {len(found.lost)}, doubled: {len(found.doubled)}, pending: {found.pending}")
    print(f"corrections with two receipts of one channel: {found.sent_twice}")
    if found.lost or found.doubled or found.pending or found.sent_twice:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
