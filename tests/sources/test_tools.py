"""What every room uses: locks that leave nothing behind, and the forms of JSON."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import MappingProxyType

import pytest

from sources.tools.encoding import canonical_json, script_json, to_json, wire_json
from sources.tools.locks import LOCK, locked, staged, sweep

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("sources", "expectations", "reports", "flows")
STAGED = re.compile(r"\.run-[a-z]+")

_COUNTER = """
import sys
from pathlib import Path
from sources.tools.locks import locked
folder = Path(sys.argv[1])
for _ in range(40):
    with locked(folder):
        count = folder / "count"
        count.write_text(str(int(count.read_text() if count.exists() else 0) + 1))
"""
_HOLDER = """
import sys, time
from pathlib import Path
from sources.tools.locks import staged
folder = Path(sys.argv[1])
folder.mkdir()
with staged(folder):
    print("held", flush=True)
    time.sleep(60)
"""


def test_three_processes_write_one_after_another_and_the_lock_is_gone_in_the_end(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "new"
    writers = [
        subprocess.Popen([sys.executable, "-c", _COUNTER, str(folder)], cwd=ROOT) for _ in range(3)
    ]
    assert [one.wait() for one in writers] == [0, 0, 0]
    assert (folder / "count").read_text() == "120"
    assert [one.name for one in folder.iterdir()] == ["count"]


def test_a_folder_that_a_killed_process_was_writing_is_swept_with_its_lock(tmp_path: Path) -> None:
    folder = tmp_path / ".run-a"
    with subprocess.Popen(
        [sys.executable, "-c", _HOLDER, str(folder)], cwd=ROOT, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        _make_old(folder)
        sweep(tmp_path, STAGED)
        assert folder.exists(), "it is being written"
        holder.send_signal(signal.SIGKILL)
    _make_old(folder)
    sweep(tmp_path, STAGED)
    assert list(tmp_path.iterdir()) == []


def test_a_lock_whose_folder_is_gone_is_swept_too(tmp_path: Path) -> None:
    alone = tmp_path / f".run-b{LOCK}"
    alone.touch()
    _make_old(alone)
    (tmp_path / "other").mkdir()
    sweep(tmp_path, STAGED)
    assert [one.name for one in tmp_path.iterdir()] == ["other"]


def test_a_folder_may_be_renamed_while_it_is_held_and_takes_no_lock_along(tmp_path: Path) -> None:
    folder = tmp_path / ".run-c"
    folder.mkdir()
    with staged(folder):
        folder.rename(tmp_path / "run")
    assert [one.name for one in tmp_path.iterdir()] == ["run"]
    assert list((tmp_path / "run").iterdir()) == []


def test_what_failed_under_a_lock_lets_go_of_it(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no"), locked(tmp_path):
        raise ValueError("no")
    with locked(tmp_path):
        assert (tmp_path / LOCK).exists()
    assert not (tmp_path / LOCK).exists()


def test_each_form_of_json_is_read_as_what_was_written() -> None:
    data = {"b": MappingProxyType({"é": [1, None]}), "a": "</script>\u2028\ud800"}
    plain = {"b": {"é": [1, None]}, "a": "</script>\u2028\ud800"}
    for form in (to_json(data), wire_json(data), canonical_json(data), script_json(data)):
        assert json.loads(form) == plain
    assert canonical_json(plain) == (rb'{"a":"</script>\u2028\ud800","b":{"\u00e9":[1,null]}}')
    assert not set("<>&\u2028") & set(script_json(data))


@pytest.mark.parametrize("form", [to_json, wire_json, canonical_json])
def test_what_json_cannot_hold_is_refused(form: object) -> None:
    assert callable(form)
    for value in (float("nan"), float("inf"), {1, 2}):
        with pytest.raises((ValueError, TypeError)):
            form([value])


@pytest.mark.parametrize(
    ("call", "home"),
    [
        (r"\bjson\.dumps?\(|msgspec\.json\.(encode|format|Encoder)", "sources/tools/encoding.py"),
        (r"\bfcntl\b|\bmsvcrt\b|\bFileLock\(", "sources/tools/locks.py"),
    ],
)
def test_there_is_one_of_each_tool(call: str, home: str) -> None:
    users = {
        path.relative_to(ROOT).as_posix()
        for room in ROOMS
        for path in (ROOT / room).rglob("*.py")
        if re.search(call, path.read_text(encoding="utf-8"))
    }
    assert users == {home}


def _make_old(path: Path) -> None:
    an_hour_ago = time.time() - 3600
    os.utime(path, (an_hour_ago, an_hour_ago))
