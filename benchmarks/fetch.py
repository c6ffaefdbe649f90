"""Our client of the World Bank against others', from one server on the loopback, in one run.

Run it with ``python benchmarks/fetch.py``. The server (`tests/support/fake_worldbank.py`, a process
of its own) takes 30 ms for an answer. The others are installed into a virtual environment of this
benchmark's, never into the product's; each client runs in a process of its own, in turn, and must
come to the same number of values and the same sums as ours. Then the largest call there is: 60
indicators of 266 areas over 60 years, in pages of several sizes.

What the live service needs for a page of some size cannot be measured here; it was seen to take 53
seconds for a very large one, and to be fastest at 1,000 rows.
"""

from __future__ import annotations

import json
import math
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.options import options_of

PEERS = (
    "wbgapi==1.0.14",
    "wbdata==1.1.0",
    "world-bank-data==0.1.4",
    "pandas-datareader==0.11.1",
    "setuptools<81",  # pandas-datareader and others import what newer ones no longer have
)
OURS = "corrigenda"
ROOT = Path(__file__).resolve().parents[1]
SERVER = ROOT / "tests" / "support" / "fake_worldbank.py"
CLIENTS = Path(__file__).with_name("fetch_clients.py")
NAMES = (
    OURS,
    "world-bank-data",
    "pandas-datareader",
    "wbdata",
    "wbgapi fetch",
    "wbgapi DataFrame",
)
PAGE_SIZES = (1_000, 4_000, 12_000, 32_500)


@dataclass(frozen=True)
class Call:
    """One call of a client; what it came to, by indicator: the number of values and their sum."""

    seconds: float
    requests: int
    connections: int
    megabytes: float
    totals: Mapping[str, tuple[int, float]]


@dataclass(frozen=True)
class Result:
    """The calls of a client: the first of each process, which may fill a cache, and the others."""

    first: Sequence[Call]
    later: Sequence[Call]


def install_peers(folder: Path) -> str:
    """The Python of a virtual environment with the other clients, made where it is missing."""
    python = folder / "bin" / "python"
    stamp = folder / "installed.txt"
    wanted = "\n".join(PEERS)
    if not stamp.exists() or stamp.read_text() != wanted:
        print(f"installing {', '.join(PEERS[:-1])} into {folder}", file=sys.stderr)
        venv.create(folder, with_pip=True, clear=True)
        command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*command, *PEERS], check=True, stderr=subprocess.DEVNULL)
        stamp.write_text(wanted)
    return str(python)


@contextmanager
def serving(latency: float) -> Iterator[str]:
    """The address of a server in a process of its own."""
    command = [sys.executable, str(SERVER), "--port", "0", "--latency", str(latency)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            yield f"{process.stdout.readline().strip()}/v2"
        finally:
            process.terminate()


def run_client(python: str, name: str, url: str, repeats: int, *more: str) -> list[Call]:
    """The calls of one process."""
    command = [python, "-W", "ignore", str(CLIENTS), name, url, str(repeats), *more]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{name} failed:\n{done.stderr}")
    return [_call(json.loads(line)) for line in done.stdout.splitlines()]


def _call(fields: dict[str, Any]) -> Call:
    totals = {code: (count, total) for code, (count, total) in fields.pop("totals").items()}
    return Call(**fields, totals=totals)


def compare(url: str, peers: str, rounds: int, repeats: int) -> dict[str, Result]:
    """All clients in turn; the first round only warms the server up."""
    found: dict[str, Result] = {name: Result([], []) for name in NAMES}
    for turn in range(rounds + 1):
        for name in NAMES:
            slow = name == "wbgapi DataFrame"
            python = sys.executable if name == OURS else peers
            calls = run_client(python, name, url, 2 if slow else repeats)
            if turn:
                was = found[name]
                found[name] = Result([*was.first, calls[0]], [*was.later, *calls[1:]])
    right = found[OURS].first[0].totals
    for name, result in found.items():
        for call in (*result.first, *result.later):
            _require_same(name, call.totals, right)
    return found


def _require_same(
    name: str,
    totals: Mapping[str, tuple[int, float]],
    right: Mapping[str, tuple[int, float]],
) -> None:
    for code, (count, total) in right.items():
        if totals[code][0] != count or not math.isclose(totals[code][1], total, rel_tol=1e-12):
            raise SystemExit(f"{name} came to {totals[code]} for {code} instead of {count, total}")


def render(found: Mapping[str, Result]) -> Iterator[str]:
    """The table of the clients, and whether the target is met."""
    counts = {code: count for code, (count, _) in found[OURS].first[0].totals.items()}
    yield "2 indicators x 266 areas x 21 years, 30 ms an answer; the same values from each client:"
    yield "  " + ", ".join(f"{count:,} of {code}" for code, count in counts.items())
    yield f"{'':20}{'first call':>12}{'later':>10}{'requests':>10}{'connections':>13}{'peak':>10}"
    for name, result in found.items():
        first, later = _seconds(result.first), _seconds(result.later)
        calls = result.first[0], result.later[0]
        requests = _both(calls[0].requests, calls[1].requests)
        connections = _both(calls[0].connections, calls[1].connections)
        peak = max(call.megabytes for call in (*result.first, *result.later))
        yield (
            f"{name:20}{first:10.3f} s{later:8.3f} s{requests:>10}{connections:>13}{peak:7.0f} MB"
        )
    peers = {name: result for name, result in found.items() if name != OURS}
    for label, part in (("first call", "first"), ("later calls", "later")):
        times = {name: _seconds(getattr(result, part)) for name, result in peers.items()}
        fastest = min(times, key=times.__getitem__)
        ratio = _seconds(getattr(found[OURS], part)) / times[fastest]
        yield f"{label}: {ratio:.2f} of the fastest peer's time, {fastest} (target: below 1.0)"
    yield f"requests for the data: {found[OURS].later[0].requests} (target: 1 at the most)"


def _both(first: int, later: int) -> str:
    return str(first) if first == later else f"{first}, {later}"


def _seconds(calls: Sequence[Call]) -> float:
    return median(call.seconds for call in calls)


def measure_large(url: str, rounds: int) -> Iterator[str]:
    """60 indicators of 266 areas over 60 years, by rows a page; the first round is not counted."""
    yield "\n60 indicators x 266 areas x 60 years = 957,600 rows, 30 ms an answer"
    yield f"{'rows a page':>12}{'seconds':>10}{'requests':>10}{'connections':>13}{'peak':>10}"
    for size in PAGE_SIZES:
        runs = [run_client(sys.executable, OURS, url, 1, str(size))[0] for _ in range(rounds + 1)][
            1:
        ]
        last = runs[-1]
        assert sum(count for count, _ in last.totals.values()) == 957_600
        peak = max(run.megabytes for run in runs)
        yield (
            f"{size:12,}{_seconds(runs):8.2f} s{last.requests:>10}{last.connections:>13}"
            f"{peak:7.0f} MB"
        )


def main() -> None:
    """Measure and print."""
    parser = options_of(__doc__, __file__)
    parser.add_argument("--rounds", type=int, default=3, help="processes of each client")
    parser.add_argument("--repeats", type=int, default=6, help="calls in each process")
    parser.add_argument("--latency", type=float, default=0.03, help="seconds an answer")
    parser.add_argument(
        "--peers",
        type=Path,
        default=Path(tempfile.gettempdir()) / "corrigenda-bench-peers",
        help="the virtual environment of the other clients",
    )
    parser.add_argument("--no-large", action="store_true", help="leave out the largest call")
    chosen = parser.parse_args()
    peers = install_peers(chosen.peers)
    with serving(chosen.latency) as url:
        for line in render(compare(url, peers, chosen.rounds, chosen.repeats)):
            print(line, flush=True)
        if not chosen.no_large:
            for line in measure_large(url, 2):
                print(line, flush=True)


if __name__ == "__main__":
    main()
