"""A closed stream, a key pressed too early, a place that cannot be written: a line at most."""

from __future__ import annotations

import errno
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from full_disks import can_mount
from processes import Corrigenda, clean_environment

from flows.cli.main import cli, run
from sources.tools.files import write_file

MAIN = "from flows.cli.main import main; main()"
WORDS = "Kenya had 48 million people in 2016.\n"


@pytest.fixture
def story(tmp_path: Path) -> Path:
    file = tmp_path / "story.txt"
    file.write_text(WORDS, encoding="utf-8")
    return file


def start(folder: Path, code: str, shell: str, *words: str) -> subprocess.CompletedProcess[bytes]:
    """Run Python code by a shell that turns its streams as it is told."""
    return subprocess.run(
        ["sh", "-c", f'exec "$@" {shell}', "sh", sys.executable, "-c", code, *words],
        env=clean_environment(folder),
        capture_output=True,
        timeout=120,
    )


@pytest.mark.parametrize("form", [[], ["--json"], ["--format", "sarif"]])
@pytest.mark.skipif(sys.platform == "win32", reason="there is no such shell")
def test_a_closed_output_is_quiet_and_ends_with_what_the_run_earned(
    story: Path, form: list[str]
) -> None:
    page = story.with_suffix(".html")
    words = ["check", str(story), "--published", "2018-06", "--page", str(page), *form]
    done = start(story.parent, MAIN, ">&-", *words)
    assert (done.returncode, done.stderr) == (0, b"")
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    failing = start(story.parent, MAIN, ">&-", *words, "--fail-on", "holds")
    assert failing.returncode == 1
    assert failing.stderr.count(b"\n") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such shell")
@pytest.mark.parametrize(("shell", "code"), [("2>&-", 0), ("<&-", 0), (">&- 2>&- <&-", 0)])
def test_other_closed_streams_are_no_fault_either(story: Path, shell: str, code: int) -> None:
    done = start(story.parent, MAIN, shell, "check", str(story), "--published", "2018-06")
    assert (done.returncode, done.stderr) == (code, b"")
    asked = start(story.parent, MAIN, shell, "check", str(story.with_name("absent")))
    assert asked.returncode == 2


STOPPED_AT = """
import signal, sys
class Stop:
    def find_spec(self, name, path=None, target=None):
        if name == {name!r}:
            signal.raise_signal(signal.SIGINT)
sys.meta_path.insert(0, Stop())
"""


@pytest.mark.parametrize(
    "name", ["click", "flows.cli.audit", "flows.cli.snapshot", "flows.work.checking"]
)
def test_a_key_pressed_while_the_program_begins_is_told_in_one_line(story: Path, name: str) -> None:
    done = start(story.parent, STOPPED_AT.format(name=name) + MAIN, "", "check", str(story))
    assert done.returncode == 130
    assert (done.stdout, len(done.stderr.split(b"\n")) <= 3) == (b"", True)
    assert done.stderr.strip().startswith(b"Interrupted.")
    assert done.stderr.strip().count(b"\n") == 0
    assert b"reports" not in done.stderr


@pytest.fixture
def read_only(story: Path) -> Iterator[Path]:
    """A folder that nobody can write to, root neither."""
    if not can_mount():
        pytest.skip("no file system can be mounted here")
    with tempfile.TemporaryDirectory() as name:
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k,ro", "tmpfs", name], check=True)
        yield Path(name)
        subprocess.run(["umount", name], check=True)


@pytest.mark.parametrize("option", ["--page", "--register"])
@pytest.mark.parametrize("name", ["out.x", "new/"])
def test_a_place_that_cannot_be_written_is_named_as_it_was_given_with_a_mend(
    corrigenda: Corrigenda, story: Path, read_only: Path, option: str, name: str
) -> None:
    place = f"{read_only}/{name}"
    done = corrigenda("check", str(story), "--published", "2018-06", option, place)
    assert done.returncode == 2
    why = "it cannot be written (Read-only file system)"
    mend = f"Make its folder writable, or name another one with {option}."
    assert done.stderr == f"error: {place.rstrip('/')}: {why}. {mend}\n"


def test_a_folder_that_is_missing_is_named_and_to_be_made(
    corrigenda: Corrigenda, story: Path
) -> None:
    place = story.parent / "pages" / "x.html"
    done = corrigenda("check", str(story), "--page", str(place))
    assert done.returncode == 2
    assert f"{place}: there is no folder {place.parent}. Make it, or name" in done.stderr


def test_a_file_that_cannot_be_written_is_the_one_that_was_asked_for(tmp_path: Path) -> None:
    with pytest.raises(OSError) as raised:
        write_file(tmp_path / "absent" / "x.html", b"")
    assert raised.value.errno == errno.ENOENT
    assert raised.value.filename == str(tmp_path / "absent" / "x.html")
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "one").touch()
    with pytest.raises(OSError) as raised:
        write_file(tmp_path / "taken", b"")
    assert str(raised.value).count("taken") == 1
    assert ".tmp" not in str(raised.value)


@pytest.fixture
def writing() -> Iterator[str]:
    """A command that writes a file, and leaves what the system refuses to who runs it."""

    @click.command("write-there")
    @click.argument("place")
    def command(place: str) -> None:
        write_file(Path(place), b"words")

    cli.add_command(command)
    yield "write-there"
    del cli.commands["write-there"]


def test_what_the_system_refused_has_its_file_a_blank_and_a_mend(
    writing: str, tmp_path: Path, read_only: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    for place, said in (
        (read_only / "x", "Read-only file system. Make it and its folder readable and writable,"),
        (tmp_path / "file" / "x", "Not a directory."),
    ):
        assert run([writing, str(place)]) == 2
        assert capfd.readouterr().err.startswith(f"error: {place}: {said}")
