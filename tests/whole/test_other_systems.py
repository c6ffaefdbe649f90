"""What only POSIX has is named nowhere in the program but where its absence is provided for."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("sources", "expectations", "reports", "flows")
MODULES = frozenset(
    ["crypt", "fcntl", "grp", "posix", "pty", "pwd", "resource", "syslog", "termios", "tty"]
)  # fmt: skip
NAMES = frozenset(
    ["os.fork", "os.forkpty", "os.getuid", "os.geteuid", "os.getgid", "os.getegid", "os.setuid", "os.setsid", "os.killpg", "os.getpgid", "os.setpgid", "os.mkfifo", "os.mknod", "os.chown", "os.lchown", "os.fchown", "os.chroot", "os.uname", "os.nice", "os.wait", "os.wait3", "os.wait4", "os.waitid", "os.pread", "os.pwrite", "os.sync", "os.statvfs", "os.O_DIRECTORY", "os.O_NOFOLLOW", "os.O_CLOEXEC", "os.O_NONBLOCK", "os.sched_getaffinity", "signal.SIGKILL", "signal.SIGSTOP", "signal.SIGCONT", "signal.SIGHUP", "signal.SIGUSR1", "signal.SIGUSR2", "signal.SIGALRM", "signal.SIGCHLD", "signal.SIGPIPE", "signal.alarm", "signal.setitimer", "signal.pthread_kill", "signal.pause", "socket.AF_UNIX", "time.tzset"]
)  # fmt: skip
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
