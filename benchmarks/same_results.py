"""What the built-in paper gives, of two commits, compared: what differs is named.

    python -m benchmarks.same_results --commit e7dd7ec

Each commit checks the built-in paper with its own packages, approves on its review page what is
off, and exports the corrections in all formats. Compared are `findings.json`, the pages, the
suites, the corrections and what is in the packs. What differs by nature is left out: instants, ids
of runs, versions, sums and what is drawn. Of JSON each field is compared, of all other text each
line. Ends with 1 where anything differs. Setting two commits up takes most of the time (on a busy
machine a quarter of an hour): each step is told on standard error, and with ``--folder`` they are
set up once.
"""

from __future__ import annotations

import difflib
import io
import json
import re
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import requests

from benchmarks.checkouts import check_out
from benchmarks.layout import BEFORE
from benchmarks.options import options_of
from benchmarks.process import run_process

_BY_NATURE = (
    (re.compile(r"\d{4}-\d\d-\d\dT\d\d[-:]\d\d[-:]\d\d(\.\d+)?Z(-[0-9a-f]{4,})?"), "INSTANT"),
    (re.compile(r"\b\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)?( UTC)?"), "INSTANT"),
    (re.compile(r"\b\d{1,2} [A-Z][a-z]+ \d{4}, \d\d:\d\d UTC"), "INSTANT"),
    (re.compile(r"\b[0-9a-f]{64}\b"), "SUM"),
    (re.compile(r"\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{8,40}\b"), "SUM"),
    (re.compile(r"Corrigenda \d+\.\d+\.\d+(\.\w+)?"), "Corrigenda VERSION"),
)
_DRAWN = frozenset(
    [
        "key",
        "runId",
        "ge_load_time",
        "run_time",
        "validation_time",
        "checkpoint_id",
        "validation_id",
    ]
)
"""Fields that hold what is drawn, or an instant in another form."""
_SHOWN = 12
_HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')
_TEXT = frozenset({".json", ".jsonld", ".html", ".md", ".csv", ".txt", ".css", ".yaml", ".xml"})


def results(place: Path, folder: Path) -> dict[str, bytes]:
    """What a commit gives of the built-in paper: each file by its name, members of packs too."""
    program = str(place / ".venv" / "bin" / "corrigenda")
    folder.mkdir()
    _tell(f"{place.name} checks the paper")
    run_process([program, "validate", "--plain", "--out", "site"], folder)
    [run] = (one.parent for one in (folder / "site" / "runs").glob("*/findings.json"))
    findings = json.loads((run / "findings.json").read_bytes())
    off = [one["claim_id"] for one in findings["claims"] if one["standing"] == "off"]
    _tell(f"{place.name} has its corrections approved and exported")
    with reviewing(program, folder) as url:
        for claim in off:
            approve(url, f"{findings['paper']['id']}/{claim}")
    run_process([program, "corrections", "export", "--format", "all", "--out", "out"], folder)
    found = {f"run/{name}": content for name, content in files_of(run).items()}
    found |= {f"corrections/{name}": content for name, content in files_of(folder / "out").items()}
    suites = files_of(place / "expectations" / "suites")
    return found | {f"suites/{name}": content for name, content in suites.items()}


def _set_up(commit: str, kept: Path) -> Path:
    _tell(f"{commit} is set up")
    return check_out(commit, kept)


def _tell(step: str) -> None:
    print(f"{datetime.now():%H:%M:%S} {step}", file=sys.stderr, flush=True)


@contextmanager
def reviewing(program: str, folder: Path) -> Iterator[str]:
    """The review page of what ran in a folder: its address."""
    command = [program, "review", "--name", "Ada", "--port", "0"]
    with subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert server.stderr is not None
            told = next((re.search(r"http://\S+", line) for line in server.stderr), None)
            assert told, "the review page did not say where it is"
            yield told[0].rstrip("/")
        finally:
            server.terminate()


def approve(url: str, claim: str) -> None:
    """Approve the wording that is proposed for a claim."""
    with requests.Session() as http:
        page = http.get(f"{url}/claims/{claim}", timeout=60).text
        proposed = re.search(r'<textarea[^>]*name="wording"[^>]*>\s*([^<]*)<', page)
        fields = dict(_HIDDEN.findall(page)) | {"kind": "approve", "anyway": "yes", "comment": ""}
        fields["wording"] = proposed[1].strip() if proposed else ""
        answer = http.post(f"{url}/claims/{claim}", fields, timeout=60)
        if answer.status_code != 200:
            raise SystemExit(f"{claim} was not approved: {answer.status_code}")


def files_of(folder: Path) -> dict[str, bytes]:
    """All text in a folder by name; a pack is taken apart."""
    found: dict[str, bytes] = {}
    for path in sorted(one for one in folder.rglob("*") if one.is_file()):
        name = of_no_time(path.relative_to(folder).as_posix())
        if path.suffix == ".zip":
            with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as pack:
                found |= {f"{name}/{one}": pack.read(one) for one in pack.namelist()}
        else:
            found[name] = path.read_bytes()
    return {name: body for name, body in found.items() if Path(name).suffix in _TEXT}


def of_no_time(text: str) -> str:
    """A text without what differs by nature."""
    for pattern, word in _BY_NATURE:
        text = pattern.sub(word, text)
    return text


def differences(name: str, old: bytes, new: bytes) -> Counter[str]:
    """What differs in a file: fields of JSON, or lines, each with how often."""
    if old == new:
        return Counter()
    if Path(name).suffix in (".json", ".jsonld"):
        return Counter(_fields(json.loads(old), json.loads(new), ""))
    before, after = (of_no_time(one.decode()) for one in (old, new))
    told = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
    return Counter(line[:160] for line in told if line[:1] in "+-" and line[:3] not in "+++---")


def _fields(old: Any, new: Any, place: str) -> Iterator[str]:
    if isinstance(old, dict) and isinstance(new, dict):
        yield from (f"{place}.{name}: only before" for name in old if name not in new)
        yield from (f"{place}.{name}: only now" for name in new if name not in old)
        for name in [one for one in old if one in new and one not in _DRAWN]:
            yield from _fields(old[name], new[name], f"{place}.{name}")
    elif isinstance(old, list) and isinstance(new, list):
        if len(old) != len(new):
            yield f"{place}[]: so many before, so many now"
        for one, other in zip(old, new, strict=False):
            yield from _fields(one, other, f"{place}[]")
    elif isinstance(old, str) and isinstance(new, str):
        if of_no_time(old) != of_no_time(new):
            yield f"{place}: another text"
    elif old != new:
        yield f"{place}: another value"


def compare(old: Mapping[str, bytes], new: Mapping[str, bytes]) -> Iterator[str]:
    """What differs, a line each."""
    yield from (f"only before: {name}" for name in sorted(set(old) - set(new)))
    yield from (f"only now: {name}" for name in sorted(set(new) - set(old)))
    for name in sorted(set(old) & set(new)):
        found = differences(name, old[name], new[name])
        if found:
            yield f"{name}: {sum(found.values())} differences"
            yield from (f"    {count} x {what}" for what, count in found.most_common(_SHOWN))


def main() -> int:
    """Check out, run and print; 1 where anything differs."""
    parser = options_of(__doc__, __file__)
    parser.add_argument("--commit", default=BEFORE, help="the old one")
    parser.add_argument("--to", default="HEAD", help="the new one")
    parser.add_argument("--folder", type=Path, help="where both are kept, to be taken again")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        kept = chosen.folder or Path(name)
        kept.mkdir(parents=True, exist_ok=True)
        old, new = (_set_up(commit, kept) for commit in (chosen.commit, chosen.to))
        before, after = results(old, Path(name) / "old"), results(new, Path(name) / "new")
        same = sum(not differences(one, before[one], after[one]) for one in before if one in after)
        print(f"{old.name} and {new.name}: {same} of {len(before | after)} files are the same")
        told = list(compare(before, after))
        print("\n".join(told))
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main())
