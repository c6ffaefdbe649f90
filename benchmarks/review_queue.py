"""How fast the review page answers with 10,000 findings in its queue.

Makes a store of 10,000 claims in 20 papers, with a decision on each fifth, runs the real server on
the loopback and asks as a browser would, over one connection. Prints the median, the 95th
percentile and the longest, in milliseconds; the target is a queue's page in under 200 ms at the
95th percentile.

    python -m benchmarks.review_queue
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

import requests
from msgspec import structs

from benchmarks.options import options_of
from reports.findings.model import Findings, read_findings
from reports.records import EventDetail
from reports.store import Store, open_store

PROGRAM = str(Path(sys.executable).with_name("corrigenda"))
PAPERS, CLAIMS = 20, 500
VERDICTS = {
    "refuted": "off",
    "stale": "off",
    "definition-dependent": "off",
    "contested": "open",
    "reproduced": "holds",
}


def fill(store: Store, found: Findings, papers: int = PAPERS, each: int = CLAIMS) -> None:
    """Record runs of many papers, made from one real run, and decide each fifth claim."""
    own = found.claims
    for paper in range(papers):
        claims = []
        for number in range(each):
            verdict = list(VERDICTS)[(number + paper) % len(VERDICTS)]
            claims.append(
                structs.replace(
                    own[number % len(own)],
                    claim_id=f"claim-{number:04}",
                    anchor=f"claim-claim-{number:04}",
                    verdict=verdict,
                    standing=VERDICTS[verdict],
                    gap=(number * 7919 + paper) % 1000 / 1000,
                )
            )
        whole = structs.replace(
            found,
            claims=tuple(claims),
            paper=structs.replace(found.paper, id=f"paper-{paper:02}"),
            run=structs.replace(found.run, run_id=f"run-{paper:02}"),
        )
        store.record_run(whole)
        for number in range(0, each, 5):
            store.append(
                f"paper-{paper:02}",
                f"claim-{number:04}",
                "accept",
                "Ada",
                EventDetail(reason="known"),
            )


def ask(http: requests.Session, urls: Sequence[str]) -> list[float]:
    """Milliseconds of each answer, sorted."""
    times = []
    for url in urls:
        began = perf_counter()
        answer = http.get(url, timeout=60)
        times.append(1000 * (perf_counter() - began))
        if answer.status_code != 200 or "/login" in answer.url:
            raise SystemExit(f"{url} answered {answer.status_code}")
    return sorted(times)


def measure(url: str, turns: int) -> dict[str, list[float]]:
    """The times of each kind of page, by what it is."""
    http = requests.Session()
    pages = range(turns)
    words = ("trillion", "population", "growth 2016", "nothing-has-this", "claim-0123")
    kinds = {
        "queue": [f"{url}?page={1 + number % 200}" for number in pages],
        "filter": [f"{url}?status=new&verdict=refuted&page={1 + number % 30}" for number in pages],
        "text search": [f"{url}?q={words[number % len(words)]}" for number in pages],
        "claim page": [
            f"{url}claims/paper-{number % PAPERS:02}/claim-{number * 37 % CLAIMS:04}"
            for number in pages
        ],
    }
    http.get(url, timeout=60)
    return {kind: ask(http, urls) for kind, urls in kinds.items()}


def main() -> None:
    """Measure and print."""
    parser = options_of(__doc__, __file__)
    parser.add_argument("--turns", type=int, default=200, help="requests of each kind")
    turns = parser.parse_args().turns
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        kept = {key: text for key, text in os.environ.items() if not key.startswith("CORRIGENDA_")}
        environment = {**kept, "CORRIGENDA_HOME": name}
        made = [PROGRAM, "validate", "--plain", "--json", "--out", str(folder / "site")]
        ran = subprocess.run(made, cwd=folder, env=environment, capture_output=True, check=True)
        began = perf_counter()
        with open_store(f"sqlite:///{folder / 'many.db'}") as store:
            fill(store, read_findings(ran.stdout))
            print(f"{sum(store.queue().counts.values()):,} claims, {perf_counter() - began:.0f} s")
        environment["CORRIGENDA_DATABASE_URL"] = f"sqlite:///{folder / 'many.db'}"
        server = subprocess.Popen(
            [PROGRAM, "review", "--port", "0", "--name", "Ada"],
            env=environment,
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            assert server.stderr is not None
            told = re.search(r"http://\S+", server.stderr.readline())
            if told is None:
                raise SystemExit("the review page did not start")
            found = measure(told[0], turns)
        finally:
            server.terminate()
            server.wait()
    print(f"{'':14}{'p50':>8}{'p95':>8}{'max':>8}  ms of {turns} requests")
    for kind, times in found.items():
        late = times[int(0.95 * (len(times) - 1))]
        print(f"{kind:14}{median(times):8.1f}{late:8.1f}{times[-1]:8.1f}")


if __name__ == "__main__":
    main()
