"""The doors that somebody at work opens: pages and forms, the JSON interface, the command line.

Each is asked in this process: the applications by ASGI, the command line by its own entry function
in a folder of the fuzz's own. A status of 500 and an exit code of 3 are faults of the program.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import io
import json
import os
import random
import re
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import httpx
from starlette.types import ASGIApp

from sources.errors import InputError

Door = Callable[[bytes, Path], None]
Doors = dict[str, tuple[Door, bytes | tuple[bytes, ...]]]

STORY = b"""Kenya at work

Kenya had 48 million people in 2016. Its neighbour <b>Uganda</b> had far fewer, 27 million.
The population of China, India and the EU was 3.2 billion; GDP grew by 7% from 2014 to 2015.
"""
_REGISTER = b"""paper: {id: mine, title: Mine, claimant: Me, published: 2018-06-01}
claims:
  - {id: one, phrase: "1.4 billion people", measure: value, indicator: population, area: CHN,
     period: 2017}
"""
_DECISIONS = (
    b"kind=approve&wording=about+96+people&comment=See+WDI.%0D%0A&anyway=yes",
    b"kind=accept&reason=known&back=status%3Dnew",
    b"kind=dispute&reason=the+register+is+wrong",
    b"kind=defer&until=2099-01-31&reason=",
    b"kind=undo&reason=too+far",
    b"kind=corrected&note=yes&reference=https%3A%2F%2Fa.example%2F1",
)
_SETTLINGS = (
    b"figure=1&kind=confirm&choice=own&why=read",
    b"figure=2&kind=confirm&choice=other&measure=value&indicator=population&area=Kenya+%2B+UGA"
    b"&to=&of=&among=&start=2015&end=2016&why=",
    b"figure=2&kind=set_aside&why=none",
    b"figure=1&kind=undo&why=",
)
_PAGES = (
    b"/?status=new&verdict=refuted&paper=a-paper&q=people&page=2",
    b"/claims/a-paper/wrong?back=status%3Dnew%26page%3D1&done=1",
    b"/api/queue?status=new&q=PEOPLE+150",
    b"/runs/run-1/findings.json",
    b"/login?then=%2Fclaims%2Fa-paper%2Fwrong",
    b"/text?figure=2&done=1",
    b"/runs/run-1/data_docs/claims.html",
)
_FIGURE = {
    "area": "Kenya", "indicator": "population", "year": 2015, "value": "47 million",
    "unit": "", "measure": "value", "written": "2018-08",
}  # fmt: skip
_ASKED: tuple[tuple[str, Any], ...] = (
    ("POST /v1/figures", _FIGURE),
    ("POST /v1/figures", {**_FIGURE, "year": "2010-2015", "measure": "growth", "value": 12.5}),
    ("POST /v1/figures", {**_FIGURE, "measure": "share", "of": "WLD", "value": "1%"}),
    ("POST /v1/texts", {"text": STORY.decode(), "published": "2018-08", "title": "Kenya"}),
    ("POST /v1/papers/a-paper/claims/wrong/decisions", {"kind": "accept", "expected": 0,
                                                         "reason": "known", "until": ""}),
    ("GET /v1/areas?name=ivory+coast&at=2016&most=3", None),
    ("GET /v1/indicators?words=life+expectancy&most=3", None),
    ("GET /v1/papers/liu-jiang-2018/claims/gdp-share", None),
    ("GET /v1/findings?paper=liu-jiang-2018&standing=off&most=5", None),
    ("GET /v1/queue?status=new&words=people&page=1", None),
)  # fmt: skip
_COMMANDS = (
    "validate --plain --paper a.yaml --out site --fail-on off",
    "check a.txt --published 2018-06 --page a.html --register b.yaml --json",
    "claims --lint a.yaml",
    "claims liu-jiang-2018",
    "explain a.yaml one --snapshot embedded",
    "areas EU@2016 --at 2016",
    "indicators life expectancy --most 3",
    "groups bri-65",
    "audit a.txt --paper a.yaml",
    "draft a.txt --json",
    "snapshot add a.csv --source mine --vintage 2026-01-31 --licence CC0-1.0 --snapshot own",
    "snapshot list --snapshot embedded",
    "snapshot verify own",
    "snapshot accept 2026-11-23T14-05-00Z --by Ada --why known",
    "corrections list --state sent --paper mine --json",
    "corrections export mine.one --format letter --out letters",
    "corrections send mine.one --channel editor --dry-run",
    "corrections corrected mine.one --who Ada",
    "recheck a.yaml a.txt --dry-run --json",
    "findings site/a.json --out two.parquet",
    "channels list",
    "review token Ada",
    "store verify",
    "status --json",
    "verify a.zip --json",
)
_SUMMARY = (
    b'{"run_id": "run-1", "started_at": "2026-11-24T10:00:00Z", "title": "A", "claimant": "B", '
    b'"standings": {"holds": 7, "off": 3, "open": 4}, "headline": "3 off", "broken": [], '
    b'"run": {"started_at": "2026-11-24T10:00:00Z"}}'
)
_INDEX = b'{"format": 2, "runs": {"run-1": {"changed": 1, "row": ' + _SUMMARY + b'}}, "pages": {}}'
_SCHEDULE = (
    b'{"name": "validate-weekly", "flow": "validate", "cron": "0 6 * * 1", "timezone": "UTC", '
    b'"noted_at": "2026-11-01T06:00:00Z", "began_at": "2026-11-02T06:00:00Z", '
    b'"ended_at": "2026-11-02T06:01:00Z", "outcome": "worked", "message": "", "paper_id": ""}'
)
_FINDINGS_SPOILT = "findings.json"


def doors_in_use(keep: contextlib.ExitStack) -> Doors:
    """Each door with something valid to spoil.

    Args:
        keep: Closes what the doors share: a store, an event loop.
    """
    from sample_dossiers import real_findings

    from reports.findings.model import to_plain

    home = Path(keep.enter_context(tempfile.TemporaryDirectory()))
    loop = keep.enter_context(asyncio.Runner())
    pages, api, reviewer = _applications(keep, home)
    page = _Asked(loop, pages)
    asked = _Asked(loop, api, {"Authorization": f"Bearer {reviewer}"})
    found = json.dumps(to_plain(real_findings())).encode()
    return {
        "review pages": (lambda data, _: page.get(data), _PAGES),
        "review forms": (_form(page, "/claims/a-paper/wrong"), _DECISIONS),
        "text forms": (_form(page, "/text"), _SETTLINGS),
        "sign-in form": (_form(page, "/login"), (b"name=Ada+Lovelace&token=&then=%2Ftext",)),
        "JSON interface": (lambda data, _: asked.send(data), tuple(map(_written, _ASKED))),
        "command line": (_command, tuple(one.replace(" ", "\n").encode() for one in _COMMANDS)),
        "findings": (_findings, found),
        "snapshot": (_snapshot, _snapshot_files()),
        "snapshot in columns": (_columns, _columns_data()),
        "runs of a site": (_site, (_SUMMARY, _INDEX)),
        "known schedules": (_schedules, _SCHEDULE),
    }


def _applications(keep: contextlib.ExitStack, home: Path) -> tuple[ASGIApp, ASGIApp, str]:
    """The review page of a store with one run and of a text, the JSON interface, and a token."""
    from sample_runs import run_of

    from flows.api.access import Access, Rate
    from flows.api.application import Served
    from flows.api.application import build_application as build_api
    from flows.work.inquiries.installation import Installation
    from flows.work.inquiries.observations import Observations
    from flows.work.orders import CheckOrder
    from flows.work.settling import open_text
    from reports.review.application import build_application
    from reports.review.desk import Config
    from reports.review.sessions import hash_token, new_token
    from reports.store import open_store

    story = home / "story.txt"
    story.write_bytes(STORY)
    text = open_text(CheckOrder(str(story), "2018-06", today=date(2026, 1, 1)))
    store = keep.enter_context(open_store(f"sqlite:///{home / 'store.db'}"))
    store.record_run(run_of(1))
    pages = build_application(store, Config(home, name="Ada"), b"key of the fuzz " * 2, text)
    # The page of tokens is another store's: with one, the review page would ask for it.
    other = keep.enter_context(open_store(f"sqlite:///{home / 'other.db'}"))
    other.record_run(run_of(1))
    reviewer = new_token()
    other.add_reviewer("Ada", hash_token(reviewer))
    observed = Observations()
    access = Access("a-token-that-only-reads", other.token_hashes, Rate(0))
    known = Installation(observed, site=str(home / "site"))
    served = Served(observed, known, other, access, lambda: date(2026, 11, 1))
    return pages, build_api(served), reviewer


class _Asked:
    """An application that is asked in this process; what it raises comes out."""

    def __init__(self, loop: asyncio.Runner, app: ASGIApp, headers: Any = None) -> None:
        self._loop = loop
        self._client = httpx.AsyncClient(
            transport=httpx.ASGITransport(app=app),
            base_url="http://127.0.0.1:8620",
            headers=headers,
        )

    def ask(self, method: str, path: str, **options: Any) -> httpx.Response:
        """Ask; a refusal is one that a user can mend."""
        try:
            request = self._client.build_request(method, path, **options)
        except (httpx.InvalidURL, UnicodeError, ValueError) as error:
            raise InputError("no client can ask this") from error
        answer = self._loop.run(self._client.send(request))
        if answer.status_code >= 500:
            raise RuntimeError(f"status {answer.status_code}: {answer.text[-300:]}")
        if answer.status_code >= 400:
            raise InputError(f"status {answer.status_code}")
        return answer

    def get(self, data: bytes) -> None:
        """Ask for a spoilt page."""
        self.ask("GET", _path(data))

    def send(self, data: bytes) -> None:
        """Send a spoilt question: its method and path on a line, and below it JSON."""
        line, _, body = data.partition(b"\n")
        _, _, path = line.partition(b" ")
        if body:
            headers = {"Content-Type": "application/json"}
            self.ask("POST", _path(path), content=body, headers=headers)
        else:
            self.ask("GET", _path(path))


def _path(data: bytes) -> str:
    """A path as a client would write it: what may not stand in one is escaped."""
    return "/" + "".join(
        chr(byte) if 32 < byte < 127 and byte not in b"#\\" else f"%{byte:02X}"
        for byte in data.removeprefix(b"/")
    )


def _written(question: tuple[str, Any]) -> bytes:
    line, body = question
    return f"{line}\n{json.dumps(body) if body is not None else ''}".encode()


def _form(page: _Asked, path: str) -> Door:
    """A form whose fields were spoilt; those that our page makes are good."""

    def door(data: bytes, folder: Path) -> None:
        shown = page.ask("GET", path).text
        ours = "".join(
            f"&{name}={found[1]}"
            for name in ("csrf", "expected", "nonce")
            if (found := re.search(rf'name="{name}" value="([^"]*)"', unescape(shown)))
        )
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        page.ask("POST", path, content=data + ours.encode(), headers=headers)

    return door


_ELSEWHERE = re.compile(rb"\.\.|[/~\x00]")


def _command(data: bytes, folder: Path) -> None:
    """A command whose words were spoilt; none leads out of the folder."""
    data = _ELSEWHERE.sub(b"_", data.replace(b"site/a.json", b"a.json"))
    words = [os.fsdecode(word) for word in data.split(b"\n")]
    serves = words[0] == "review" and words[1:2] != ["token"]  # till somebody ends it
    if serves or words[0] not in {one.partition(" ")[0] for one in _COMMANDS}:
        words = ["check", *words]
    for name, content in (("a.txt", STORY), ("a.yaml", _REGISTER), ("a.zip", b"PK"),
                          ("a.csv", b"iso3,indicator,year,value\nCHN,X,2010,1\n")):  # fmt: skip
        (folder / name).write_bytes(content)
    run_command(words, folder)


def run_command(words: list[str], folder: Path, *, has_home: bool = False) -> None:
    """Run the command line in a folder; refused is an `InputError`, 3 a fault.

    Args:
        words: Of the command.
        folder: Where it is run, and where it keeps what it keeps.
        has_home: Whether ``CORRIGENDA_HOME`` is set already.
    """
    from flows.cli.main import run

    known = os.environ.get("CORRIGENDA_HOME")
    if not has_home:
        os.environ["CORRIGENDA_HOME"] = str(folder / "home")
    try:
        with quiet() as said, contextlib.chdir(folder):
            code = run(words)
    finally:
        if not has_home:
            os.environ.pop("CORRIGENDA_HOME", None)
            os.environ.update({"CORRIGENDA_HOME": known} if known is not None else {})
    if code == 3 or "Traceback" in said():
        raise RuntimeError(f"exit code {code} of {words}: {said()[-700:]}")
    if code == 2:
        raise InputError("refused")


@contextlib.contextmanager
def quiet() -> Iterator[Callable[[], str]]:
    """Nothing of what a command prints is shown; gives what tells what it said of errors."""
    out = io.TextIOWrapper(io.BytesIO(), "utf-8")
    errors = io.TextIOWrapper(io.BytesIO(), "utf-8", "backslashreplace")

    def said() -> str:
        errors.flush()
        kept: io.BytesIO = errors.buffer
        return kept.getvalue().decode(errors="replace")

    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(errors):
        yield said


def _findings(data: bytes, folder: Path) -> None:
    (folder / _FINDINGS_SPOILT).write_bytes(data)
    run_command(["findings", _FINDINGS_SPOILT, "--out", "a.parquet"], folder)


def _site(data: bytes, folder: Path) -> None:
    """What lies in a site was spoilt: a run's summary, a corpus' one, the list of the runs."""
    from reports.pages.site_index import write_list_of_runs

    for name in ("runs/run-1", "corpora/run-2"):
        (folder / name).mkdir(parents=True, exist_ok=True)
        (folder / name / "summary.json").write_bytes(data)
        (folder / name / "index.html").touch()
    (folder / "runs" / ".index.json").write_bytes(data)
    write_list_of_runs(folder)


def _schedules(data: bytes, folder: Path) -> None:
    home = folder / "home" / "schedules"
    home.mkdir(parents=True, exist_ok=True)
    (home / "validate-weekly.json").write_bytes(data)
    run_command(["status", "--json"], folder)
    run_command(["status"], folder)


_CUT = b"\n=====\n"


def _snapshot_files() -> bytes:
    """The manifest of a small snapshot, and its data unpacked."""
    import gzip

    from sources.snapshots.adding import add_vintage

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        table = folder / "a.csv"
        table.write_bytes(
            b"iso3,indicator,year,value\nCHN,X,2010,1\nIND,X,2011,2.5\nUSA,Y,2012,7\n"
        )
        add_vintage(str(table), "mine", "2020-01-01", "CC0-1.0", folder / "own")
        [data] = (folder / "own").glob("*.csv.gz")
        manifest = (folder / "own" / "manifest.json").read_bytes()
        return manifest + _CUT + gzip.decompress(data.read_bytes())


def _snapshot(data: bytes, folder: Path) -> None:
    """A snapshot that was spoilt, with its sums put right, as somebody hostile would."""
    import gzip

    from sources.snapshots.load import load_snapshot

    manifest, _, rows = data.partition(_CUT)
    own = folder / f"own-{random.getrandbits(40)}"
    own.mkdir()
    packed = gzip.compress(rows, 1, mtime=0)
    (own / "mine_2020-01-01.csv.gz").write_bytes(packed)
    (own / "manifest.json").write_bytes(_sealed(manifest, packed))
    load_snapshot([own])


@cache
def _columns_data() -> bytes:
    """A small data file in columns."""
    from forged_columns import forge_data

    with tempfile.TemporaryDirectory() as name:
        forge_data(Path(name) / "a")
        return (Path(name) / "a").read_bytes()


def _columns(data: bytes, folder: Path) -> None:
    """The same of a file in columns: with its own sums put right in half of the inputs."""
    from forged_columns import footer_size, forge_data, seal

    from sources.snapshots.load import load_snapshot

    draw = random.Random(data)
    if data != _columns_data() and draw.random() < 0.5:
        # What stands in the footer about the pieces is text: spoilt, and put where it belongs.
        said = data[: draw.randrange(1, 80)].decode(errors="replace")
        values = ("[%s]", "-1", "1e400", "%s", "9" * 30, '"%s"', "null", "[1, 2]", "[-1]", "[4]")
        ends, sums = (draw.choice(values).replace("%s", said) for _ in range(2))
        forge_data(folder / "a", sums=lambda _: f'{{"ends": {ends}, "sums": {sums}}}')
        data = (folder / "a").read_bytes()
    if footer_size(data) > len(data) or len(data) < 12:
        return
    load_snapshot([seal(folder / f"own-{random.getrandbits(40)}", data)])


def _sealed(manifest: bytes, packed: bytes) -> bytes:
    try:
        top = json.loads(manifest)
        for entry in top["vintages"]:
            entry["sha256"] = hashlib.sha256(packed).hexdigest()
        text = json.dumps(top["vintages"], sort_keys=True, separators=(",", ":"))
        top["sha256"] = hashlib.sha256(text.encode()).hexdigest()
        written = json.dumps(top, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
        return written.encode(errors="backslashreplace")
    except (ValueError, KeyError, TypeError, RecursionError):
        return manifest
