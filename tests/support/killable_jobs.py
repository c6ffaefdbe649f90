"""The commands that are killed: their state of before, what they do, and how it is looked at."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path

from fake_world import quick_steps, serve_world
from killed_commands import Job, quietly
from killed_migration import Migration
from old_things import Tidy
from processes import PROGRAM
from sample_runs import run_of

import reports.corrections.export  # noqa: F401
from flows.cli.main import run
from flows.work.orders import RefreshOrder
from flows.work.refreshing import refresh
from reports.records import EventDetail
from reports.store import open_store
from sources.evidence.collection import current_snapshot, list_quarantined, list_snapshots
from sources.evidence.verify import verify_snapshot
from sources.ledger.settlements import Settlement, append_settlements, read_settlements
from sources.snapshots.manifest import read_manifest
from sources.snapshots.rows import read_verified
from sources.texts.anchors import TextQuote

ROOT = Path(__file__).resolve().parents[2]
Look = Iterator[tuple[str, str]]


def sums_of(folder: Path) -> dict[str, str]:
    """The SHA-256 of all files below a folder, by their path."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


class _CommandLine(Job):
    """A command of the command line, with its state in `home`."""

    def prepare(self) -> None:
        self.home.mkdir(parents=True)
        os.environ["CORRIGENDA_HOME"] = str(self.home)
        os.environ["CORRIGENDA_DATABASE_URL"] = ""

    @property
    def store_url(self) -> str:
        """The store in `home`."""
        return f"sqlite:///{self.home / 'store.db'}"

    def words(self) -> list[str]:
        """The command."""
        raise NotImplementedError

    def run(self) -> int:
        """The command in this process."""
        return quietly(self.folder, lambda: run(self.words()))


class Validate(_CommandLine):
    """A validation without Prefect: a run of the site, its list, its record."""

    name = "validate-plain"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._known: dict[str, dict[str, str]] = {}
        self._recorded: set[str] = set()

    def words(self) -> list[str]:
        return ["validate", "--plain", "--out", str(self.out)]

    def look(self, *, is_done: bool) -> Look:
        runs = self.out / "runs"
        there = {path.name for path in runs.glob("[!.]*")} if runs.is_dir() else set()
        for name, sums in self._known.items():
            if not (runs / name).is_dir() or sums_of(runs / name) != sums:
                yield "lost", f"the report of {name}"
        new = there - self._known.keys()
        for name in new:
            self._known[name] = sums_of(runs / name)
            for file in ("index.html", "findings.json", "summary.json"):
                if not self._known[name].get(file) or not (runs / name / file).stat().st_size:
                    yield "lost", f"{file} of {name}"
        with open_store(self.store_url) as store:
            recorded = Counter(one.run_id for one in store.list_runs(limit=100_000))
        yield from (("lost", f"the record of {one}") for one in self._recorded - recorded.keys())
        yield from (("doubled", f"the record of {one}") for one, n in recorded.items() if n > 1)
        self._recorded |= recorded.keys()
        if is_done:
            listed = Counter(
                json.loads((runs / ".index.json").read_bytes())["runs"]
            )  # by run, each once
            yield from (("lost", f"{one} in the list") for one in there - listed.keys())
            if len(new) != 1 or not new <= recorded.keys():
                kind = "doubled" if len(new) > 1 else "lost"
                # Of a run that was killed between its report and its record the report stays.
                if kind == "doubled" or not new:
                    yield kind, f"a run that came to its end made {len(new)} reports"


class ValidateWithPrefect(Validate):
    """The same with Prefect, as a process of its own: its server ends with it."""

    name = "validate"
    can_fork = False

    def run(self) -> int:
        os.chdir(self.folder)
        with (self.folder / "said.txt").open("a") as said:
            os.dup2(said.fileno(), 1)
            os.dup2(said.fileno(), 2)
        os.execv(PROGRAM, [str(PROGRAM), "validate", "--out", str(self.out)])


class FirstWithPrefect(ValidateWithPrefect):
    """The same where Prefect has no database yet: it makes one."""

    name = "validate-first"

    def arm(self, number: int) -> None:
        shutil.rmtree(self.home / "prefect", ignore_errors=True)


class Refresh(Job):
    """A refresh of the World Bank's indicators, each time of a new edition."""

    name = "refresh"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._stack = ExitStack()
        self._verified: dict[str, dict[str, str]] = {}

    def prepare(self) -> None:
        self.home.mkdir(parents=True)
        self._world = self._stack.enter_context(serve_world())
        os.environ.update(self._world.environment)
        os.environ["CORRIGENDA_HOME"] = str(self.home)

    def arm(self, number: int) -> None:
        edition = date(2026, 1, 10) + timedelta(days=number)
        self._world.alter(lambda _code, _area, _year, value: value, edition.isoformat())

    def run(self) -> int:
        return quietly(self.folder, self._refresh)

    def _refresh(self) -> int:
        done = refresh(RefreshOrder(sources=("wdi",), home=str(self.home)), quick_steps())
        return 0 if done.outcome in ("stored", "same") else 3

    def look(self, *, is_done: bool) -> Look:
        there = list_snapshots(self.home)
        names = {path.name for path in there}
        for name in self._verified.keys() - names:
            yield "lost", f"the snapshot {name}"
        editions: Counter[str] = Counter()
        for folder in there:
            editions.update(one.key for one in read_manifest(folder).vintages)
            if folder.name in self._verified:
                if sums_of(folder) != self._verified[folder.name]:
                    yield "lost", f"what {folder.name} was"
                continue
            for fault in verify_snapshot(folder).faults:
                yield "lost", str(fault)
            self._verified[folder.name] = sums_of(folder)
        yield from (("doubled", key) for key, count in editions.items() if count > 1)
        now = current_snapshot(self.home)
        if there and now != there[-1]:
            yield "lost", f"{now} is current"
        if list_quarantined(self.home):
            yield "doubled", "something is in quarantine"
        if is_done and self._world.figures.updated not in {key[-10:] for key in editions}:
            yield "lost", f"the edition {self._world.figures.updated}"

    def close(self) -> None:
        self._stack.close()


class SnapshotAdd(_CommandLine):
    """A table of one's own that is added to a snapshot."""

    name = "snapshot-add"
    _day = ""

    def prepare(self) -> None:
        super().prepare()
        self._known: dict[str, bytes] = {}
        rows = "".join(f"KEN,my.series,{year},{year / 7}\n" for year in range(1960, 2026))
        (self.folder / "own.csv").write_text(f"iso3,indicator,year,value\n{rows}")

    def arm(self, number: int) -> None:
        self._day = (date(2020, 1, 10) + timedelta(days=number)).isoformat()

    def words(self) -> list[str]:
        kept = ["--source", "my-survey", "--vintage", self._day, "--licence", "CC0-1.0"]
        return ["snapshot", "add", "own.csv", *kept]

    def look(self, *, is_done: bool) -> Look:
        folder = self.home / "snapshots" / "own"
        if not (folder / "manifest.json").exists():
            if self._known or is_done:
                yield "lost", "the manifest"
            return
        vintages = read_manifest(folder).vintages
        counts = Counter(one.key for one in vintages)
        yield from (("doubled", key) for key, count in counts.items() if count > 1)
        yield from (("lost", key) for key in self._known.keys() - counts.keys())
        for one in vintages:
            content = read_verified(folder, one)
            if self._known.setdefault(one.key, content) != content:
                yield "lost", f"what {one.key} was"
        if is_done and f"my-survey@{self._day}" not in counts:
            yield "lost", f"my-survey@{self._day}"


class Export(_CommandLine):
    """All formats of the approved corrections of a real run."""

    name = "export"

    def prepare(self) -> None:
        super().prepare()
        self._kept: dict[str, str] = {}
        assert quietly_here(["validate", "--plain", "--out", str(self.folder / "site")]) == 0
        with open_store(self.store_url) as store:
            rows = store.queue().rows
            for row in [one for one in rows if one.standing == "off"][:2]:
                detail = EventDetail(wording="as the data have it")
                store.append(row.paper_id, row.claim_id, "approve", "Ada", detail)

    def words(self) -> list[str]:
        return ["corrections", "export", "--format", "all", "--out", str(self.out)]

    def look(self, *, is_done: bool) -> Look:
        folder = self.out
        there = {name for name in sums_of(folder) if ".tmp" not in name} if folder.exists() else {}
        for name in self._kept.keys() - there:
            yield "lost", name
        for name in there:
            content = (folder / name).read_bytes()
            ending = content[-1:]
            if not content or (
                name.endswith(("html", "json", "jsonld", "csv"))
                and ending != b"\n"
                and not content.rstrip().endswith((b">", b"}", b"]", b'"'))
            ):
                yield "lost", f"the end of {name}"
            if name.endswith(".zip") and content[-22:-18] != b"PK\x05\x06":
                yield "lost", f"the end of {name}"
        if is_done:
            self._kept |= dict.fromkeys(there, "")
            if len(there) < 10:
                yield "lost", f"all but {len(there)} files"


class Check(_CommandLine):
    """A text that is checked: page, register and marked copy, written over those of before."""

    name = "check"
    _text = 0

    def prepare(self) -> None:
        super().prepare()
        self.out.mkdir()
        self._whole: dict[str, set[str]] = {}
        for number, people in enumerate(("54 million", "97 million")):
            (self.folder / f"text-{number}.html").write_text(
                "<html><body><h1>Kenya</h1><p>In 2018 Kenya had a population of "
                f"{people} people. Its GDP was $88 billion in 2018.</p></body></html>\n"
            )

    def arm(self, number: int) -> None:
        self._text = number % 2
        shutil.copy(self.folder / f"text-{self._text}.html", self.folder / "text.html")

    def words(self) -> list[str]:
        names = (str(self.out / name) for name in ("p.html", "r.yaml", "m.html"))
        outputs = ["--page", next(names), "--register", next(names), "--marked-copy", next(names)]
        return ["check", "text.html", "--published", "2019", *outputs]

    def look(self, *, is_done: bool) -> Look:
        for name in ("p.html", "r.yaml", "m.html"):
            path = self.out / name
            digest = hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""
            known = self._whole.setdefault(name, set())
            if is_done and len(known) < 2:
                known.add(digest)
            elif digest not in known:
                yield "lost", f"{name} is neither that of before nor the new one"
        if (
            self._text >= 0
            and (self.folder / "text.html").read_bytes()
            != (self.folder / f"text-{self._text}.html").read_bytes()
        ):
            yield "lost", "the text itself"


class Settle(Job):
    """A decision about a reading, which is added to the file of them."""

    name = "settle"

    def prepare(self) -> None:
        self.home.mkdir(parents=True)
        self._known: dict[str, str] = {}
        self._number = 0

    @property
    def file(self) -> Path:
        """The decisions."""
        return self.home / "text.settled.jsonl"

    def arm(self, number: int) -> None:
        self._number = number

    def run(self) -> int:
        return quietly(self.folder, self._settle)

    def _settle(self) -> int:
        there = read_settlements(self.file)
        if not any(one.why == str(self._number) for one in there):
            quote = TextQuote("54 million", "of ", " people")
            when = "2026-01-10T00:00:00Z"
            one = Settlement(0, "set_aside", quote, "Ada", when, None, str(self._number))
            append_settlements(self.file, [one], len(there))
        return 0

    def look(self, *, is_done: bool) -> Look:
        counts = Counter(one.why for one in read_settlements(self.file))
        yield from (("doubled", one) for one, count in counts.items() if count > 1)
        yield from (("lost", one) for one in self._known.keys() - counts.keys())
        self._known |= dict.fromkeys(counts, "")
        if is_done and str(self._number) not in counts:
            yield "lost", str(self._number)


class Send(_CommandLine):
    """An approved correction that goes to a folder."""

    name = "send"
    _paper = ""

    def prepare(self) -> None:
        super().prepare()
        self.out.mkdir()
        self._known: dict[str, dict[str, str]] = {}
        outbox = json.dumps(str(self.out / "outbox"))
        (self.home / "channels.toml").write_text(f"[folder.outbox]\nfolder = {outbox}\n")

    def arm(self, number: int) -> None:
        self._paper = f"paper-{number}"
        with open_store(self.store_url) as store:
            store.record_run(run_of(1, paper_id=self._paper))
            store.append(self._paper, "wrong", "approve", "ada", EventDetail(wording="50 people"))

    def words(self) -> list[str]:
        return ["corrections", "send", "--plain", "--again"]

    def look(self, *, is_done: bool) -> Look:
        folder = self.out / "outbox"
        there = {path.name: sums_of(path) for path in folder.glob("[!.]*")}
        for name, sums in self._known.items():
            if there.get(name) != sums:
                yield "lost", name
        for name, sums in there.items():
            if sorted(sums) != ["letter.html", "letter.md", "message.json"]:
                yield "lost", f"files of {name}"
        self._known = dict(there)
        if is_done and f"{self._paper}.wrong.r1" not in there:
            yield "lost", f"{self._paper}.wrong.r1"


def quietly_here(words: list[str]) -> int:
    """The command line in this process, in silence."""
    import contextlib
    import io

    class _Silent(io.TextIOWrapper):
        pass

    with (
        contextlib.redirect_stdout(_Silent(io.BytesIO())),
        contextlib.redirect_stderr(_Silent(io.BytesIO())),
    ):
        return run(words)


JOBS: dict[str, type[Job]] = {
    one.name: one
    for one in (
        Validate,
        ValidateWithPrefect,
        FirstWithPrefect,
        Refresh,
        SnapshotAdd,
        Export,
        Migration,
        Check,
        Settle,
        Send,
        Tidy,
    )
}
