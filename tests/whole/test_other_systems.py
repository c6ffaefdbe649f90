"""What only POSIX has is named nowhere in the program but where its absence is provided for."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pdf_writing import lines, write_pdf
from processes import Corrigenda, clean_environment

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("sources", "expectations", "reports", "flows")
MODULES = frozenset(
    {"crypt", "fcntl", "grp", "posix", "pty", "pwd", "resource", "syslog", "termios", "tty"}
)
OF_OS = """
    fork forkpty getuid geteuid getgid getegid setuid setsid killpg getpgid setpgid mkfifo mknod
    chown lchown fchown chroot uname nice wait wait3 wait4 waitid pread pwrite sync statvfs
    O_DIRECTORY O_NOFOLLOW O_CLOEXEC O_NONBLOCK sched_getaffinity
"""
OF_SIGNAL = """
    SIGKILL SIGSTOP SIGCONT SIGHUP SIGUSR1 SIGUSR2 SIGALRM SIGCHLD SIGPIPE alarm setitimer
    pthread_kill pause
"""
NAMES = frozenset(
    [f"os.{name}" for name in OF_OS.split()]
    + [f"signal.{name}" for name in OF_SIGNAL.split()]
    + ["socket.AF_UNIX", "time.tzset"]
)
PROVIDED_FOR = {
    # In a `try` that goes on without bounds.
    ("sources/documents/pdf/process.py", "resource"),
}


def named(code: str) -> Iterator[str]:
    """The POSIX-only modules and names that a module uses."""
    for node in ast.walk(ast.parse(code)):
        match node:
            case ast.Import(names=names):
                yield from (one.name for one in names if one.name in MODULES)
            case ast.ImportFrom(module=module, names=names):
                yield from (f"{module}.{one.name}" for one in names)
                yield str(module)
            case ast.Attribute(value=ast.Name(id=owner), attr=name):
                yield f"{owner}.{name}"
            case ast.keyword(arg="preexec_fn"):
                yield "preexec_fn"


@pytest.mark.parametrize("room", ROOMS)
def test_no_module_needs_what_only_posix_has(room: str) -> None:
    found = {
        (str(path.relative_to(ROOT)), name)
        for path in (ROOT / room).rglob("*.py")
        for name in named(path.read_text(encoding="utf-8"))
        if name in MODULES | NAMES | {"preexec_fn"}
    }
    assert found - PROVIDED_FOR == set()


@pytest.mark.parametrize(
    "code",
    ["import fcntl", "from os import fork", "import os\nos.killpg(1, 2)", "f(preexec_fn=g)",
     "from signal import SIGKILL", "import signal\nx = signal.SIGHUP"],
)  # fmt: skip
def test_what_only_posix_has_is_seen(code: str) -> None:
    assert set(named(code)) & (MODULES | NAMES | {"preexec_fn"})


BLOCK = """
import sys


class Absent:
    def find_spec(self, name, path=None, target=None):
        if name in {"fcntl", "resource", "pwd", "grp", "termios"}:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


sys.meta_path.insert(0, Absent())
"""
"""As a system without them: in every Python process, those that a command starts too."""

IMPORT_ALL = """
import importlib, pkgutil
for room in ("sources", "expectations", "reports", "flows"):
    for found in pkgutil.walk_packages(importlib.import_module(room).__path__, f"{room}."):
        if ".migrations." in found.name:
            continue
        try:
            importlib.import_module(found.name)
        except ModuleNotFoundError as error:
            trace = error.__traceback__
            while trace.tb_next:
                file, trace = trace.tb_frame.f_code.co_filename, trace.tb_next
            print(found.name, error.name, "mcp" if "/mcp/server/stdio.py" in file else file)
"""


@pytest.fixture
def without_posix(tmp_path: Path) -> dict[str, str]:
    folder = tmp_path / "absent"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(BLOCK, encoding="utf-8")
    return {"PYTHONPATH": str(folder)}


@pytest.mark.slow
def test_every_module_is_imported_where_the_modules_of_posix_are_absent(
    tmp_path: Path, without_posix: dict[str, str]
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", IMPORT_ALL],
        cwd=ROOT,
        env={**clean_environment(tmp_path), **without_posix},
        capture_output=True,
        text=True,
        check=True,
    )
    # The SDK of the Model Context Protocol asks for it on every system but Windows.
    known = {f"flows.assistants.{name} fcntl mcp" for name in ("server", "serving")}
    assert set(done.stdout.splitlines()) <= known


@pytest.mark.slow
def test_commands_work_where_the_modules_of_posix_are_absent(
    corrigenda: Corrigenda, tmp_path: Path, without_posix: dict[str, str]
) -> None:
    said = "In 2015, the population of Kenya was about 47 million."
    (tmp_path / "note.txt").write_text(said, encoding="utf-8")
    (tmp_path / "note.pdf").write_bytes(write_pdf([lines(50, 740, [said], 11)]))
    for arguments in (
        ("--help",),
        ("check", "note.txt", "--published", "2018-06", "--register", "note.yaml"),
        ("check", "note.pdf", "--published", "2018-06", "--page", "note.html"),
        ("validate", "--plain", "--paper", "note.yaml"),
        ("status",),
    ):
        done = corrigenda(*arguments, env=without_posix)
        assert done.returncode == 0, done.stdout + done.stderr
