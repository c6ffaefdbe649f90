"""The schedules over a simulated year: is each due run made once, each notice sent once?

    python -m benchmarks.soak --days 365 --seed 7

Ten papers are validated each week, the World Bank is refreshed each month, corrections leave each
day, and what is old is taken away each day (`--snapshots` and `--reports` stay). The clock is moved
from one due time to the next; each run is started twice, as by two servers, and one in twenty not
at all until the next is due, as on a machine that was off. The service fails at random, publishes
new editions, and people approve, defer and accept. What is real: the steps of each flow, their
turns, the store, the site, the channel. What is not: Prefect's own server, whose due times are
taken from the timetable. Ends with 1 where anything is wrong.
"""

from __future__ import annotations

import contextlib
import ctypes
import datetime as clock_module
import gc
import importlib
import io
import os
import pkgutil
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any, ClassVar, cast

from reports.records import EventDetail

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "support"))

import psutil
import pyarrow
from fake_world import World, quick_steps, serve_world
from killed_commands import left_over
from prefect.states import Completed, Failed

import reports.channels.folder  # noqa: F401
from benchmarks.options import add_drawn_seed, options_of
from flows.cli.main import run
from flows.schedules import due_runs
from flows.work.notifying import notify_of_refresh, notify_of_validation
from flows.work.orders import Order, PublishOrder, RefreshOrder
from flows.work.publishing import run_publication
from flows.work.record import open_kept
from flows.work.refreshing import is_whole, run_refresh
from flows.work.timetables.tidying import tidy_when_due
from flows.work.timetables.timetable import ScheduledRun, next_due, read_entry, write_entry
from flows.work.validation import begin, run_validation
from sources.errors import SourceError
from sources.evidence.collection import list_quarantined, list_snapshots
from sources.tools.instants import to_millisecond

ROOT = Path(__file__).resolve().parents[1]
PAPERS = 10
START = datetime(2026, 1, 5, 0, 0, tzinfo=UTC)
REGISTER = """\
paper: {{id: paper-{n}, title: Paper {n}, claimant: Somebody, published: 2018-06, source: x.txt}}
claims:
  - {{id: gdp, phrase: "${gdp} billion", measure: value, indicator: gdp_current_usd, area: KEN,
     period: 2014}}
  - {{id: people, phrase: "{people} million", measure: value, indicator: population, area: KEN,
     period: 2014}}
"""


class _Clock(datetime):
    """The simulated clock, in the place of `datetime` in our own modules."""

    moment = START

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Any:
        """The simulated moment; each look takes a millisecond."""
        cls.moment += timedelta(milliseconds=1)
        return cls.moment.astimezone(tz)


@contextlib.contextmanager
def simulated() -> Iterator[None]:
    """Our own modules look at the simulated clock, all of them: many are imported when needed."""
    ours = ("flows", "reports", "expectations", "sources")
    for room in ours:
        for found in pkgutil.walk_packages([str(ROOT / room)], f"{room}."):
            if "notebook" not in found.name and ".migrations." not in found.name:
                importlib.import_module(found.name)
    changed = []
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] in ours and vars(module).get("datetime") is datetime:
            module.datetime = _Clock  # type: ignore[attr-defined]
            changed.append(module)
    try:
        yield
    finally:
        for module in changed:
            module.datetime = clock_module.datetime  # type: ignore[attr-defined]


class _Year:
    """What is simulated, and what came of it."""

    def __init__(self, home: Path, world: World, seed: int) -> None:
        self.home, self.world, self.draw = home, world, random.Random(seed)
        self.made: Counter[str] = Counter()
        self.again: Counter[str] = Counter()
        self.failed: Counter[str] = Counter()
        self.sending = 0
        """Publications that had something to send: these alone are put on record."""
        self.gone: Counter[str] = Counter()
        """What was taken away as old, by kind."""
        self.faults: list[str] = []
        for number in range(PAPERS):
            (home / f"paper-{number}.yaml").write_text(
                REGISTER.format(n=number, gdp=61 + 9 * number, people=46 + 2 * number)
            )

    def run(self, kind: str, name: str, due: datetime, work: Callable[[], Any]) -> None:
        """Start a due run twice; it is to be made once."""
        runtime = SimpleNamespace(id="x", name=name)
        cast(Any, due_runs).deployment = runtime
        cast(Any, due_runs).flow_run = SimpleNamespace(scheduled_start_time=due, id="x")
        done = 0
        for _ in range(2):
            try:
                state = due_runs.in_turn(kind, name if kind == "validate" else "", work)
                is_made = not state.is_cancelled()
                self.failed[kind] += is_made and state.is_failed()
            except SourceError:
                is_made = True
                self.failed[kind] += 1
            done += is_made
            self.again[kind] += not is_made
        self.made[kind] += 1
        if done != 1:
            self.faults.append(f"{kind} {name} due {due:%Y-%m-%d}: made {done} times")

    def validate(self, number: int) -> Any:
        """Check a paper and tell what is new."""
        paper = str(self.home / f"paper-{number}.yaml")
        site = str(self.home / "site")
        with begin(Order(paper, ("embedded",), site)) as begun:
            finished = run_validation(begun, "prefect")
        notify_of_validation(finished)
        return Completed(message=finished.findings.headline)

    def refresh(self) -> Any:
        """Take a new edition, or fail."""
        edition = _Clock.moment.date() - timedelta(days=2)
        factor = self.draw.choice((1.0, 1.0, 1.0, 1.3))
        self.world.alter(lambda _c, _a, _y, value: value * factor, edition.isoformat())
        fails = ["500"] if self.draw.random() < 0.25 else []
        chance = 0.9 if fails else 0.0
        self.world.bank.set_faults(*fails, chance=chance, seed=self.draw.randrange(2**32))
        order = RefreshOrder(sources=("wdi",), home=str(self.home))
        refreshed = run_refresh(order, quick_steps())
        notify_of_refresh(refreshed)
        return Completed() if is_whole(refreshed) else Failed()

    def publish(self) -> Any:
        """Send what is approved."""
        published = run_publication(PublishOrder())
        self.sending += bool(published.touched)
        return Completed() if published.is_whole else Failed()

    def decide(self) -> None:
        """A person decides about something in the queue."""
        with open_kept() as store:
            rows = store.queue(status="new").rows
            if not rows or self.draw.random() < 0.5:
                return
            row = self.draw.choice(rows)
            if self.draw.random() < 0.5:
                store.append(
                    row.paper_id, row.claim_id, "accept", "Ada", EventDetail(reason="known")
                )
            else:
                store.append(
                    row.paper_id, row.claim_id, "approve", "Ada", EventDetail(wording="as it is")
                )


def main() -> None:
    """Let the time go by, and print."""
    parser = options_of(__doc__, __file__)
    parser.add_argument("--days", type=int, default=365, help="how many days are run through")
    parser.add_argument("--snapshots", type=int, default=12, help="how many stay")
    parser.add_argument("--reports", type=int, default=50, help="of each paper, how many stay")
    add_drawn_seed(parser)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="soak-") as made, serve_world() as world:
        home = Path(made).resolve()
        os.environ.update(world.environment)
        os.environ |= {"CORRIGENDA_HOME": str(home), "CORRIGENDA_DATABASE_URL": ""}
        os.environ["CORRIGENDA_KEEP_SNAPSHOTS"] = str(chosen.snapshots)
        os.environ["CORRIGENDA_KEEP_REPORTS"] = str(chosen.reports)
        (home / "channels.toml").write_text(
            f'[folder.desk]\nfor = ["notice", "correction"]\nfolder = "{home}/desk"\n'
        )
        os.chdir(home)
        year = _Year(home, world, chosen.seed)
        with simulated():
            held = _go(year, chosen.days)
        _tell(year, chosen.seed, chosen.days, held)
        is_well = not year.faults
    raise SystemExit(0 if is_well else 1)


@dataclass(frozen=True)
class Held:
    """What the process holds after a refresh.

    Attributes:
        resident: Memory as the system counts it, files of the program too, in MB.
        kept: Its own memory, without files, once each allocator gave back what is free, in MB.
        blocks: Blocks of Python's objects in use, in thousands.
        in_use: What the C library and Arrow have given out and not got back, in MB.
        on_disk: All that is kept, in MB.
    """

    resident: float
    kept: float
    blocks: float
    in_use: float
    on_disk: float


class _Mallinfo(ctypes.Structure):
    """`struct mallinfo2` of the GNU C library."""

    _fields_: ClassVar = [
        (name, ctypes.c_size_t)
        for name in (
            *("arena", "ordblks", "smblks", "hblks", "hblkhd", "usmblks", "fsmblks"),
            *("uordblks", "fordblks", "keepcost"),
        )
    ]


def _held(folder: Path) -> Held:
    """What is held now; Python, the C library and Arrow have each an allocator of their own."""
    gc.collect()
    resident = psutil.Process().memory_info().rss / 2**20
    pool = pyarrow.default_memory_pool()
    pool.release_unused()
    in_use = float(pool.bytes_allocated())
    with contextlib.suppress(OSError, AttributeError):  # another C library
        library = ctypes.CDLL(None)
        library.malloc_trim(0)
        library.mallinfo2.restype = _Mallinfo
        told = library.mallinfo2()
        in_use += told.uordblks + told.hblkhd
    memory = psutil.Process().memory_info()
    kept = (memory.rss - memory.shared) / 2**20
    blocks = sys.getallocatedblocks() / 1000
    return Held(resident, kept, blocks, in_use / 2**20, _megabytes(folder))


def _go(year: _Year, days: int) -> list[Held]:
    due: list[tuple[str, str, str, Callable[[], Any]]] = [
        ("validate", f"paper-{number}", f"{number} 6 * * 1", partial(year.validate, number))
        for number in range(PAPERS)
    ]
    due += [("refresh", "monthly", "0 3 1 * *", year.refresh)]
    due += [("publish", "daily", "0 7 * * *", year.publish)]
    for kind, name, cron, _ in due:
        noted = to_millisecond(START)
        write_entry(year.home, ScheduledRun(f"{kind}-{name}", kind, cron, "UTC", noted))
    held, owed = [], 0
    next_at = {one[1]: next_due(one[2], "UTC", START) for one in due}
    while min(next_at.values()) < START + timedelta(days=days):
        kind, name, cron, work = min(due, key=lambda one: next_at[one[1]])
        at = next_at[name]
        next_at[name] = next_due(cron, "UTC", at)
        if year.draw.random() < 0.05:
            owed += 1  # the machine is off; what is due next stands for it
            continue
        _Clock.moment = max(_Clock.moment, at) + timedelta(seconds=1)
        year.run(kind, name, at, work)
        entry = read_entry(year.home, f"{kind}-{name}")
        if entry is None or entry.outcome in ("", "running"):
            year.faults.append(f"{kind} {name} has no end in the timetable")
        if kind == "publish":
            year.decide()
            gone = tidy_when_due(year.home / "site", year.home, _Clock.moment)
            year.gone.update(one.kind for one in gone)
        if kind == "refresh":
            held.append(_held(year.home))
    year.made["not started, the machine was off"] = owed
    return held


def _tell(year: _Year, seed: int, days: int, held: Sequence[Held]) -> None:
    print(f"seed {seed}, {days} days, {PAPERS} papers")
    for kind, count in sorted(year.made.items()):
        more = f", {year.again[kind]} second starts cancelled" if year.again[kind] else ""
        failed = f", {year.failed[kind]} failed" if year.failed[kind] else ""
        print(f"{kind}: {count}{failed}{more}")
    with open_kept() as store:
        sent = Counter(one.message.key for one in store.deliveries(limit=100_000))
        states = Counter(one.state for one in store.deliveries(limit=100_000))
        kept = Counter(one.kind for one in store.list_runs(limit=100_000))
    there = [path.name for path in (year.home / "desk").glob("[!.]*")]
    print(f"on record: {dict(kept)}; messages: {dict(states)}, {len(there)} folders at the desk")
    twice = sum(count > 1 for count in sent.values())
    if twice or len(there) != states["sent"]:
        year.faults.append(f"{twice} messages twice, {len(there)} of {states['sent']} arrived")
    if any(kept[kind] != year.made[kind] for kind in ("validate", "refresh")):
        year.faults.append("runs made and runs on record differ")
    if kept["publish"] != year.sending:
        year.faults.append(f"{year.sending} publications sent, {kept['publish']} are on record")
    rest = left_over(year.home)
    print(f"snapshots {len(list_snapshots(year.home))}, in quarantine "
          f"{len(list_quarantined(year.home))}, store "
          f"{(year.home / 'store.db').stat().st_size / 2**20:.1f} MB, all "
          f"{_megabytes(year.home):.0f} MB, temporary files {len(rest)}")  # fmt: skip
    print(f"taken away once a day: {dict(sorted(year.gone.items()))}")
    said = io.TextIOWrapper(io.BytesIO(), "utf-8")
    with contextlib.redirect_stdout(said):
        if run(["tidy", "--yes", "--out", str(year.home / "site")]):
            year.faults.append("`tidy` failed")
    said.seek(0)
    gone = said.read().splitlines()[-1]
    print(f"`corrigenda tidy --yes`: {gone} All {_megabytes(year.home):.0f} MB")
    for what, column in {
        "memory in MB after each refresh": [one.resident for one in held],
        "without files, once the allocators gave back what is free": [one.kept for one in held],
        "Python's blocks in use, in thousands": [one.blocks for one in held],
        "what the C library and Arrow have given out, in MB": [one.in_use for one in held],
        "all that is kept, in MB": [one.on_disk for one in held],
    }.items():
        print(f"{what}: {', '.join(f'{one:.0f}' for one in column)}")
    print(f"wrong: {len(year.faults)}")
    for fault in year.faults[:10]:
        print(f"    {fault}")


def _megabytes(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 2**20


if __name__ == "__main__":
    main()
