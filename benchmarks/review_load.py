"""The review page under load: people at work, slow clients, open connections; then its memory.

    python -m benchmarks.review_load --seconds 600 --requests 100000 --seed 7

A store of 10,000 claims in 20 papers, or as `--papers` and `--claims` say. In the first part
`--people` people read the queue, search, open claims and decide one in eight, each with a pause
between that is drawn from 2 to 8 seconds, while `--open` connections stand open: a third say
nothing, a third send a head letter by letter, a third a form. In the second part four connections
ask without a pause, and the memory of the server is read each tenth of the way. Ends with 1 where
the 95th percentile is above a second, or the memory of the second half grew by more than a
twentieth.
"""

from __future__ import annotations

import os
import random
import re
import socket
import subprocess
import tempfile
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from html import unescape
from pathlib import Path
from time import monotonic, perf_counter, sleep
from urllib.parse import urlsplit

import psutil
import requests

from benchmarks.options import add_drawn_seed, options_of
from benchmarks.review_queue import CLAIMS, PAPERS, PROGRAM, fill
from reports.findings.model import read_findings
from reports.store import open_store

WORDS = ("trillion", "population", "growth 2016", "nothing-has-this", "claim-0123")
PAUSE = (2.0, 8.0)
MOST_SECONDS, MOST_GROWTH = 1.0, 0.05
DRIP_SECONDS = 0.5


def main() -> None:
    """Put the load on and print."""
    parser = options_of(__doc__, __file__)
    parser.add_argument("--people", type=int, default=50, help="how many people work at once")
    parser.add_argument("--seconds", type=float, default=600.0, help="for how long")
    parser.add_argument("--open", type=int, default=200, help="connections of slow clients")
    parser.add_argument("--papers", type=int, default=PAPERS, help="how many papers there are")
    parser.add_argument("--claims", type=int, default=CLAIMS, help="claims of each paper")
    parser.add_argument("--requests", type=int, default=100_000, help="the most requests")
    add_drawn_seed(parser)
    chosen = parser.parse_args()
    print(f"seed {chosen.seed}", flush=True)
    size = Size(chosen.papers, chosen.claims)
    with tempfile.TemporaryDirectory() as name, serving(Path(name), size) as (url, process):
        before, spent = megabytes(process), sum(process.cpu_times()[:2])
        asked, told_wrong = people_at_work(
            url, size, chosen.people, chosen.seconds, chosen.open, chosen.seed
        )
        times = sorted(one for _, one in asked)
        wrong = sum(told_wrong.values())
        late = times[int(0.95 * (len(times) - 1))]
        middle = times[len(times) // 2]
        print(f"{chosen.people} people for {chosen.seconds:.0f} s, {chosen.open} slow "
              f"connections: {len(times):,} pages, {wrong} refused or failed")  # fmt: skip
        if told_wrong:
            print(f"what they were answered: {dict(told_wrong)}")
        print(f"median {middle:.3f} s, 95th percentile {late:.3f} s, longest {times[-1]:.3f} s")
        for kind in sorted({kind for kind, _ in asked}):
            own = sorted(one for known, one in asked if known == kind)
            print(f"  {kind}: {len(own):,}, median {own[len(own) // 2]:.3f} s, 95th percentile "
                  f"{own[int(0.95 * (len(own) - 1))]:.3f} s")  # fmt: skip
        spent = sum(process.cpu_times()[:2]) - spent
        print(f"the server's own time: {spent / len(times):.3f} s of a processor for each page, "
              f"{spent / chosen.seconds:.0%} of one; load of the machine {os.getloadavg()[0]:.0f} "
              f"on {os.cpu_count()} processors")  # fmt: skip
        print(f"memory {before:.0f} MB before, {megabytes(process):.0f} MB after", flush=True)
        sizes = memory_of(url, size, process, chosen.requests)
    told = ", ".join(f"{size:.0f}" for size in sizes)
    print(f"{chosen.requests:,} requests more; memory in MB at each tenth: {told}")
    growth = sizes[-1] / sizes[len(sizes) // 2] - 1 if len(sizes) > 1 else 0.0
    print(f"growth in the second half: {growth:+.1%}")
    raise SystemExit(late > MOST_SECONDS or wrong > 0 or growth > MOST_GROWTH)


@dataclass(frozen=True)
class Size:
    """How many papers there are, and how many claims each has."""

    papers: int
    each: int

    def page(self, draw: random.Random) -> str:
        """A page of the queue."""
        return f"?page={draw.randint(1, self.papers * self.each // 50)}"

    def claim(self, draw: random.Random) -> str:
        """The page of a claim."""
        return f"claims/paper-{draw.randrange(self.papers):02}/claim-{draw.randrange(self.each):04}"


@contextmanager
def serving(folder: Path, size: Size) -> Iterator[tuple[str, psutil.Process]]:
    """The real page over a full queue."""
    kept = {key: text for key, text in os.environ.items() if not key.startswith("CORRIGENDA_")}
    environment = {**kept, "CORRIGENDA_HOME": str(folder)}
    made = [PROGRAM, "validate", "--plain", "--json", "--out", str(folder / "site")]
    ran = subprocess.run(made, cwd=folder, env=environment, capture_output=True, check=True)
    environment["CORRIGENDA_DATABASE_URL"] = f"sqlite:///{folder / 'many.db'}"
    with open_store(environment["CORRIGENDA_DATABASE_URL"]) as store:
        fill(store, read_findings(ran.stdout), size.papers, size.each)
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
        said: list[str] = []
        threading.Thread(target=lambda: said.extend(server.stderr or ()), daemon=True).start()
        yield told[0], psutil.Process(server.pid)
    finally:
        if server.poll() is not None:
            print(f"the review page ended with {server.returncode}: {''.join(said)[-2000:]}")
        server.terminate()
        server.wait()


def megabytes(process: psutil.Process) -> float:
    """The memory that a process holds."""
    return float(process.memory_info().rss) / 2**20


def people_at_work(
    url: str, size: Size, people: int, seconds: float, slow: int, seed: int
) -> tuple[list[tuple[str, float]], Counter[str]]:
    """How long each page took, by its kind, and how those were answered that went wrong."""
    end = monotonic() + seconds
    is_over = threading.Event()
    drips = [threading.Thread(target=_drip, args=(url, slow, is_over), daemon=True)]
    drips[0].start()
    with ThreadPoolExecutor(people) as pool:
        found = list(
            pool.map(
                lambda number: _person(url, size, random.Random(seed + number), end), range(people)
            )
        )
    is_over.set()
    drips[0].join(10)
    wrong = sum((one for _, one in found), Counter())
    return [one for times, _ in found for one in times], wrong


def _person(
    url: str, size: Size, draw: random.Random, end: float
) -> tuple[list[tuple[str, float]], Counter[str]]:
    http, times, wrong = requests.Session(), list[tuple[str, float]](), Counter[str]()
    sleep(draw.uniform(0, PAUSE[1]))
    while monotonic() < end:
        claim = url + size.claim(draw)
        kind, address = draw.choice(
            (
                ("queue", url + size.page(draw)),
                ("search", f"{url}?q={draw.choice(WORDS)}"),
                ("claim page", claim),
                ("claim page", claim),
            )
        )
        began = perf_counter()
        try:
            answer = _again(partial(http.get, address, timeout=60))
            times.append((kind, perf_counter() - began))
            if answer.status_code != 200:
                wrong[f"{answer.status_code} {answer.text[:80]}"] += 1
            if address == claim and draw.random() < 0.25:
                form = _form(answer.text)
                began = perf_counter()
                answer = _again(partial(http.post, address, form, timeout=60))
                times.append(("decision", perf_counter() - began))
                if answer.status_code not in (200, 409):
                    wrong[f"{answer.status_code} to a form"] += 1
        except requests.RequestException as error:
            wrong[type(error).__name__] += 1
        sleep(draw.uniform(*PAUSE))
    return times, wrong


def _again(ask: Callable[[], requests.Response]) -> requests.Response:
    """Ask; once more where a kept connection was just being closed, as browsers do."""
    try:
        return ask()
    except requests.ConnectionError:
        return ask()


def _form(page: str) -> dict[str, str]:
    form = {"kind": "accept", "reason": "known"}
    for name in ("csrf", "expected", "nonce", "back"):
        found = re.search(rf'<input type="hidden" name="{name}" value="([^"]*)">', page)
        form[name] = unescape(found[1]) if found else ""
    return form


def _drip(url: str, count: int, is_over: threading.Event) -> None:
    """Keep so many connections open: silent ones, and such that send letter by letter."""
    place = urlsplit(url)
    head = f"GET / HTTP/1.1\r\nHost: {place.netloc}\r\nX-Slow: {'a' * 10_000}".encode()
    form = (
        f"POST /claims/paper-00/claim-0001 HTTP/1.1\r\nHost: {place.netloc}\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 10000\r\n\r\n"
    ).encode()
    sockets: list[tuple[socket.socket, bytes, int]] = []
    number = 0
    while not is_over.is_set():
        while len(sockets) < count:
            with suppress(OSError):
                one = socket.create_connection((place.hostname, place.port), timeout=5)
                text = (b"", head, form + b"a" * 10_000)[number % 3]
                if number % 3 == 2:
                    one.sendall(form)
                sockets.append((one, text, len(form) if number % 3 == 2 else 0))
            number += 1
        still = []
        for one, text, at in sockets:
            try:
                if text:
                    one.sendall(text[at : at + 1])
                one.setblocking(False)
                with suppress(BlockingIOError):
                    if not one.recv(4096):
                        raise OSError
                one.setblocking(True)
                still.append((one, text, at + 1))
            except OSError:
                one.close()
        sockets = still
        is_over.wait(DRIP_SECONDS)
    for one, _, _ in sockets:
        one.close()


def memory_of(url: str, size: Size, process: psutil.Process, count: int) -> list[float]:
    """The memory of the server at each tenth of so many requests."""
    sizes = []

    def ask(seed: int) -> None:
        draw, http = random.Random(seed), requests.Session()
        for _ in range(count // 40):
            claim, page = size.claim(draw), size.page(draw)
            http.get(url + (claim, page)[draw.random() < 0.3])

    for tenth in range(10):
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(ask, range(4 * tenth, 4 * tenth + 4)))
        sizes.append(megabytes(process))
    return sizes


if __name__ == "__main__":
    main()
