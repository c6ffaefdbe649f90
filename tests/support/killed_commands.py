"""Commands that are killed by SIGKILL one after the other, and what is left of their work.

Each run is a fork of this process, which has imported all libraries. Every other one is killed
after a random part of the time that a whole one takes, the others just before one of the changes
that they make to files, drawn at random. After each the state is looked at, then the same command
runs to its end and the state is looked at again: nothing of before may be lost, nothing may be
there twice, and what the killed one had begun must be gone.

Of a run that is a process of its own every other one is killed alone, without what it started.

What may surprise: what is left over is made two minutes older before the next run, since files and
folders that are younger than one minute are left alone: another process may be at them.
"""

from __future__ import annotations

import contextlib
import os
import random
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

from sources.errors import CorrigendaError

CHANGES = ("open", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.truncate")
_OLD = 120.0


class Job:
    """A command, its state in the folder `kept` below `folder`, and how to look at it."""

    name = ""
    can_fork = True
    codes_of_failure: tuple[int, ...] = (2,)
    """With what it ends where a disk is full."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.kept = folder / "kept"

    @property
    def said(self) -> Path:
        """What it says goes there."""
        return self.folder / "said.txt"

    @property
    def home(self) -> Path:
        """The CORRIGENDA_HOME of the command."""
        return self.kept / "home"

    @property
    def out(self) -> Path:
        """Where its outputs go."""
        return self.kept / "out"

    def prepare(self) -> None:
        """Make the state of before; once."""

    def arm(self, number: int) -> None:
        """What the run of that number is to do; before it is killed, not before its repetition."""

    def run(self) -> int:
        """Do it, in a fork; gives the exit code."""
        raise NotImplementedError

    def look(self, *, is_done: bool) -> Iterator[tuple[str, str]]:
        """What is wrong: ``lost`` or ``doubled``, and what. `is_done`: the run came to its end."""
        raise NotImplementedError

    def close(self) -> None:
        """End what was begun for it."""


@dataclass
class Killed:
    """What came of it.

    Attributes:
        kills: Runs that were killed, and `lived`, those that were done before the signal.
        lost: What was there before and is not any more, or is not what it was.
        doubled: What is there twice.
        stopped: Next runs that did not work.
        left: Temporary files and folders that a killed run left, and `unswept`, those that were
            still there after the next run.
    """

    kills: int = 0
    lived: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    stopped: list[str] = field(default_factory=list)
    left: int = 0
    unswept: list[str] = field(default_factory=list)

    @property
    def is_well(self) -> bool:
        """Whether nothing is wrong."""
        return not (self.lost or self.doubled or self.stopped or self.unswept)

    def note(self, found: Iterator[tuple[str, str]]) -> None:
        """Take in what a look found."""
        for kind, what in found:
            (self.lost if kind == "lost" else self.doubled).append(what)


def kill_commands(job: Job, times: int, seed: int) -> Killed:
    """Kill so many runs of a command; each is followed by one that is left alive."""
    draw, found = random.Random(seed), Killed()
    job.prepare()
    whole, changes = 0.0, 1
    for number in (-2, -1):
        job.arm(number)
        whole, changes, code = live(job)
        if code:
            raise SystemExit(f"{job.name} ended with {code} before anything was killed")
        found.note(job.look(is_done=True))
    number = 0
    while found.kills < times:
        job.arm(number)
        by_change = job.can_fork and number % 2 == 1 and changes > 1
        change = draw.randint(1, changes) if by_change else 0
        was_killed = _kill(job, draw.uniform(0.0, whole), change, is_alone=number % 2 == 1)
        found.kills += was_killed
        found.lived += not was_killed
        found.note(job.look(is_done=not was_killed))
        there = left_over(job.folder)
        found.left += len(there)
        for path in there:
            with contextlib.suppress(FileNotFoundError):
                os.utime(path, (time.time() - _OLD,) * 2, follow_symlinks=False)
        _, _, code = live(job)
        if code:
            found.stopped.append(f"run {number} ended with {code}: {_last_words(job)}")
        found.note(job.look(is_done=True))
        found.unswept += [path.name for path in there if path.exists()]
        number += 1
    return found


def _last_words(job: Job, most: int = 2000) -> str:
    """The end of what a command said."""
    return job.said.read_text(errors="replace")[-most:] if job.said.exists() else "nothing"


def left_over(folder: Path) -> list[Path]:
    """Temporary files and folders below a folder; not what is in one of them."""
    found = sorted(path for path in folder.rglob("*") if ".tmp" in path.name)
    return [path for path in found if not any(".tmp" in one.name for one in path.parents)]


def live(job: Job) -> tuple[float, int, int]:
    """Let a run live: how long it took, how many changes it made, its exit code."""
    reader, writer = os.pipe()
    start = time.perf_counter()
    child = _fork(job, 0, writer)
    os.close(writer)
    with os.fdopen(reader) as told:
        made = told.read()
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return time.perf_counter() - start, int(made or 0), code


def _kill(job: Job, seconds: float, change: int, is_alone: bool) -> bool:
    """Kill a run after so many seconds, or before that change; whether it was killed.

    One that starts others is killed with them or, as for want of memory, alone.
    """
    reader, writer = os.pipe()
    child = _fork(job, change, writer)
    os.close(writer)
    os.close(reader)
    if not change:
        time.sleep(seconds)
        with contextlib.suppress(ProcessLookupError):
            (os.kill if job.can_fork or is_alone else os.killpg)(child, signal.SIGKILL)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if code not in (0, -signal.SIGKILL):
        raise SystemExit(f"{job.name} ended with {code}")
    return code != 0


def _fork(job: Job, change: int, writer: int) -> int:
    child = os.fork()
    if child == 0:
        if not job.can_fork:
            os.setpgid(0, 0)
        _be(job, change, writer)
    return child


def _be(job: Job, change: int, writer: int) -> NoReturn:
    """Run in this process, which ends before that change or when it is done."""
    made, code = 0, 99

    def count(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal made
        if event in CHANGES and str(arguments[0]).startswith(str(job.folder)):
            if event == "open" and not writes(arguments):
                return
            made += 1
            if made == change:
                os.kill(os.getpid(), signal.SIGKILL)

    if job.can_fork:
        sys.addaudithook(count)
    try:
        code = job.run()
        with contextlib.suppress(OSError):
            os.write(writer, str(made).encode())
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def writes(arguments: tuple[object, ...]) -> bool:
    flags = arguments[2]
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))


def quietly(folder: Path, do: Callable[[], int]) -> int:
    """Do something in a folder; what it says goes to a file there, faults as a user has them."""
    os.chdir(folder)
    with (folder / "said.txt").open("a") as said:
        os.dup2(said.fileno(), 1)
        os.dup2(said.fileno(), 2)
    # pytest has put others in their place.
    sys.stdout, sys.stderr = (os.fdopen(number, "w", closefd=False) for number in (1, 2))
    try:
        return do()
    except CorrigendaError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
