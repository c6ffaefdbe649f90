"""What only POSIX has is named nowhere in the program but where its absence is provided for."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

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
