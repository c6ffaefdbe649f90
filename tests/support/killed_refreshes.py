"""Refreshes that are killed one after the other: ``python killed_refreshes.py HOME SEED NEXT``.

All libraries are imported once; each refresh is a fork of this process. `BY_TIME` of them are
killed by SIGKILL after a random part of the time that a whole one takes, then `BY_CHANGE` just
before a change that they make to the file system: the last ones of a refresh, where a snapshot
becomes the current one, and others drawn at random. Before each, NEXT is asked, so that the World
Bank has a new edition. For each a line is printed: how many snapshots there are, and whether the
current one and all others verify.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import time
import traceback
import urllib.request
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "support")]

from fake_world import quick_steps  # noqa: E402

import expectations.checks.checkpoint  # noqa: E402, F401
from flows.work.orders import RefreshOrder  # noqa: E402
from flows.work.refreshing import refresh  # noqa: E402
from sources.evidence.collection import current_snapshot, list_quarantined, list_snapshots  # noqa: E402
from sources.evidence.verify import verify_snapshot  # noqa: E402

BY_TIME, BY_CHANGE, LAST_CHANGES = 50, 16, 10

_ORDER = RefreshOrder(sources=("wdi",))
_CHANGES = ("open", "os.rename", "os.mkdir", "os.remove", "os.rmdir")


def main(home: Path, seed: int, next_edition: str) -> None:
    """Kill refreshes, then let one live."""
    draw = random.Random(seed)
    verified: set[Path] = set()
    _run(home, next_edition)
    whole, changes = _run(home, next_edition)
    for _ in range(BY_TIME):
        _run(home, next_edition, seconds=draw.uniform(0, whole * 1.1))
        print(_look(home, verified), flush=True)
    last = range(changes - LAST_CHANGES + 1, changes + 1)
    others = draw.sample(range(1, changes - LAST_CHANGES), BY_CHANGE - LAST_CHANGES)
    for change in (*last, *others):
        for left_over in (home / "snapshots").glob(".*"):
            # Taking it away, or finding a lock there, would change the number of changes.
            shutil.rmtree(left_over) if left_over.is_dir() else left_over.unlink()
        _run(home, next_edition, change=change)
        print(f"change {change} of {changes}: {_look(home, verified)}", flush=True)
    _run(home, next_edition)
    print(_look(home, verified), flush=True)


def _run(
    home: Path, next_edition: str, *, seconds: float = 0.0, change: int = 0
) -> tuple[float, int]:
    """Start a refresh, and kill it after that time or before that change.

    Gives how long it lived, and how many changes it made where it was not killed.
    """
    with urllib.request.urlopen(next_edition) as answer:
        answer.read()
    reader, writer = os.pipe()
    start = time.perf_counter()
    child = os.fork()
    if child == 0:
        _refresh(home, change, writer)
    os.close(writer)
    if seconds:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    ended = os.waitstatus_to_exitcode(status)
    with os.fdopen(reader) as told:
        made = told.read()
    if ended not in (0, -signal.SIGKILL) or (ended == 0 and change):
        raise SystemExit(f"a refresh ended with {ended}")
    return time.perf_counter() - start, int(made or 0)


def _refresh(home: Path, change: int, writer: int) -> NoReturn:
    """Refresh in this process, which ends before that change or when it is done."""
    made, code = 0, 1

    def count(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal made
        if event in _CHANGES and str(arguments[0]).startswith(str(home)):
            made += 1
            if made == change:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    try:
        code = 0 if refresh(_ORDER, quick_steps()).outcome == "stored" else 3
        os.write(writer, str(made).encode())
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def _look(home: Path, verified: set[Path]) -> str:
    now, there = current_snapshot(home), list_snapshots(home)
    for folder in there:
        if folder not in verified:
            found = verify_snapshot(folder)
            if found.faults:
                return f"FAULT {found.faults[0]}"
            verified.add(folder)
    if now != there[-1]:
        return f"FAULT {now} is current, not {there[-1]}"
    if list_quarantined(home):
        return "FAULT something is in quarantine"
    return f"{len(there)} snapshots verify"


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
