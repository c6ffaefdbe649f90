"""`corrigenda check` on damaged, hostile and odd documents: does any break it, or get anything?

    python -m benchmarks.hostile_documents --seed 14                # 300 documents
    python -m benchmarks.hostile_documents --seed 14 --documents 40
    python -m benchmarks.hostile_documents --seed 14 --only "zip bombs"

Each document (`tests/support/odd_documents.py`) is checked in a process of its own, which writes
all that it can: findings, page, register, marked copy. A fault is told where the process ends with
anything but 0 or 2, breaks off, takes more than `SECONDS` of work or `MEGABYTES`, says more than a
line about a document that it refuses, asks the server that the documents name, shows the secret
that they reach for, changes the document, leaves half a file, or quotes what is not in the text.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "support"))

from odd_damage import Bait
from odd_documents import KINDS, OddDocument, odd_documents

from benchmarks.options import options_of

PROGRAM = str(Path(sys.executable).with_name("corrigenda"))
SECONDS, MEGABYTES = 60, 1_000
"""Of work in one process and those that it starts; the process is ended at twice as much."""
_WAIT = 20 * SECONDS
_COPIED = {".docx", ".pdf", ".html", ".htm", ".xhtml"}
_SECRET = "the secret number is 987,654,321"


@dataclass(frozen=True)
class Tried:
    """What became of one document.

    Attributes:
        document: The document.
        code: How the process ended; below nothing by a signal.
        seconds: Of work.
        megabytes: The most that one of its processes held.
        said: The last line on its standard error.
        faults: What must not be, in words.
    """

    document: OddDocument
    code: int
    seconds: float
    megabytes: float
    said: str
    faults: tuple[str, ...]


@contextmanager
def listening() -> Iterator[tuple[str, list[str]]]:
    """A server on the loopback and the requests that reach it; there must be none."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        do_POST = do_HEAD = do_GET

        def log_message(self, format: str, *args: Any) -> None:
            """Nothing is logged: what was asked is told."""

    class Server(ThreadingHTTPServer):
        def process_request(self, request: Any, client_address: Any) -> None:
            # A connection with no request is one too.
            asked.append(f"connection from {client_address[0]}")
            super().process_request(request, client_address)

    server = Server(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()


def try_all(
    seed: int,
    count: int = 300,
    only: Sequence[str] = (),
    jobs: int = 2,
    tell: Callable[[Tried], None] = lambda one: None,
) -> tuple[list[Tried], list[str]]:
    """Check all documents of a seed; what became of each, and the requests that were made."""
    with tempfile.TemporaryDirectory() as name, listening() as (url, asked):
        folder = Path(name)
        secret = folder / "secret.txt"
        secret.write_text(_SECRET, encoding="utf-8")
        bait = Bait(url, secret.as_uri(), _SECRET)
        documents = (
            one for one in odd_documents(seed, bait, count) if not only or one.kind in only
        )
        with ThreadPoolExecutor(jobs) as pool:
            tried = []
            for one in pool.map(lambda document: try_document(document, folder), documents):
                tried.append(one)
                tell(one)
    return tried, asked


def try_document(document: OddDocument, parent: Path) -> Tried:
    """Check one document in a process of its own."""
    folder = Path(tempfile.mkdtemp(dir=parent))
    file = folder / f"document{document.ending}"
    file.write_bytes(document.data)
    outputs = {"--page": "page.html", "--register": "register.yaml"}
    if document.ending in _COPIED:
        outputs["--marked-copy"] = f"marked{document.ending}"
    command = [PROGRAM, "check", file.name, "--json", "--published", "2018-06"]
    command += [word for pair in outputs.items() for word in pair]
    code, seconds, megabytes = run_bounded(command, folder)
    out = (folder / "out").read_bytes()
    said = (folder / "said").read_bytes().decode("utf-8", "replace").strip()
    faults = list(_faults(document, folder, code, seconds, megabytes, said))
    if not code:
        faults += _faults_of_findings(out, folder, list(outputs.values()))
    shutil.rmtree(folder)
    return Tried(document, code, seconds, megabytes, said.rpartition("\n")[2], tuple(faults))


def run_bounded(
    command: Sequence[str], folder: Path, space: int = 4_000_000_000
) -> tuple[int, float, float]:
    """How a process ended, its seconds of work, and the most memory that one of them had.

    Args:
        command: What to run.
        folder: Where.
        space: Bytes of addresses. Who draws charts reserves far more than is used.
    """

    def bound() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (2 * SECONDS, 2 * SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (space, space))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    environment = {
        **{name: text for name, text in os.environ.items() if not name.startswith("CORRIGENDA_")},
        "CORRIGENDA_HOME": str(folder / "home"),
        "NO_COLOR": "1",
    }
    with (folder / "out").open("wb") as out, (folder / "said").open("wb") as said:
        process = subprocess.Popen(
            ["timeout", "--kill-after=5", str(_WAIT), *command],
            cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=out, stderr=said,
            preexec_fn=bound,
        )  # fmt: skip
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def _faults(
    document: OddDocument, folder: Path, code: int, seconds: float, megabytes: float, said: str
) -> Iterator[str]:
    if code not in (0, 2):
        yield f"ended with {code}: {said[-300:]}"
    if seconds > SECONDS:
        yield f"{seconds:.0f} s of work"
    if megabytes > MEGABYTES:
        yield f"{megabytes:.0f} MB"
    if "Traceback" in said or (code == 2 and said.count("\n")):
        yield f"more than a line: {said[-300:]}"
    if any(ord(sign) < 32 and sign not in "\n\t" for sign in said):
        yield "a control character on the terminal"
    if (folder / f"document{document.ending}").read_bytes() != document.data:
        yield "the document was changed"
    made = {path.name for path in folder.iterdir()}
    kept = {f"document{document.ending}", "out", "said"}
    if code == 2 and made - kept:
        yield f"left {', '.join(sorted(made - kept))}"
    secret = _SECRET.rpartition(" ")[2].encode()
    if any(secret in path.read_bytes() for path in folder.iterdir() if path.is_file()):
        yield "the secret was read"


_ALIVE = (
    "<script",
    "<img",
    "<iframe",
    "<object",
    "<embed",
    "<link",
    "<base",
    'http-equiv="refresh',
)


def _faults_of_findings(out: bytes, folder: Path, outputs: Sequence[str]) -> Iterator[str]:
    """What is wrong with what was written."""
    try:
        found = json.loads(out)
    except ValueError:
        yield "what it printed is no JSON"
        return
    for one in found["figures"]:
        if not 0 <= one["start"] < one["end"] <= found["text"]["characters"]:
            yield "a figure has no place in the text"
            break
    for name in outputs:
        if not (folder / name).is_file():
            yield f"{name} was not written"
    page = (folder / "page.html").read_text(encoding="utf-8") if not _missing(folder) else ""
    body = page.partition("<body")[2]
    alive = [tag for tag in _ALIVE if tag in body]
    if alive:
        yield f"the page has {', '.join(alive)}"


def _missing(folder: Path) -> bool:
    return not (folder / "page.html").is_file()


def render(tried: Sequence[Tried], asked: Sequence[str]) -> Iterator[str]:
    """A line a kind, then what must not be."""
    yield "kind".ljust(34) + " tried  read  refused  faults  most s  most MB"
    for kind in KINDS:
        ours = [one for one in tried if one.document.kind == kind]
        if ours:
            yield _line(kind, ours)
    yield _line("all", tried)
    yield f"requests to the server that documents name: {len(asked)}"
    for one in tried:
        for fault in one.faults:
            yield f"  {one.document.kind} {one.document.number}{one.document.ending}: {fault}"


def _line(name: str, tried: Sequence[Tried]) -> str:
    codes = Counter(one.code for one in tried)
    return (
        f"{name:34}{len(tried):6}{codes[0]:6}{codes[2]:9}{sum(bool(one.faults) for one in tried):8}"
        f"{max(one.seconds for one in tried):8.1f}{max(one.megabytes for one in tried):9.0f}"
    )


def _tell(one: Tried) -> None:
    name = f"{one.document.kind} {one.document.number}{one.document.ending}"
    took = f"{one.seconds:7.1f} s{one.megabytes:6.0f} MB"
    print(f"{name:44}{one.code:4}{took}  {one.said[:90]}", flush=True)


def main() -> None:
    """Try and print; 1 where anything is as it must not be."""
    parser = options_of(__doc__, __file__)
    parser.add_argument("--seed", type=int, default=14, help="what is drawn")
    parser.add_argument("--documents", type=int, default=300, help="how many documents")
    parser.add_argument(
        "--only",
        action="append",
        default=[],
        choices=list(KINDS),
        metavar="KIND",
        help="this kind alone; may be repeated",
    )
    parser.add_argument("--jobs", type=int, default=2, help="documents read at a time")
    parser.add_argument("--verbose", action="store_true", help="a line a document")
    given = parser.parse_args()
    tell = _tell if given.verbose else (lambda one: None)
    tried, asked = try_all(given.seed, given.documents, given.only, given.jobs, tell)
    print("\n".join(render(tried, asked)))
    sys.exit(1 if asked or any(one.faults for one in tried) else 0)


if __name__ == "__main__":
    main()
