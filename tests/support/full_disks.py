"""A command on a disk with so many free blocks: it is told as full, and nothing is lost.

The state of the command lies on a small file system in memory, which is filled up before each run
to a number of free blocks that is drawn at random between none and what the command uses. Then it
is emptied, and the command runs again.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from killed_commands import Job, live

_MEGABYTES = 512
_BLOCK = 4096


@dataclass
class Filled:
    """What came of it.

    Attributes:
        tried: Runs on a full disk.
        told: Of these, those that ended with 2 and said that the disk is full.
        done: Those that found room enough.
        faults: What was lost, torn or doubled.
        stopped: Next runs that did not work.
        otherwise: Runs that failed and said something else.
    """

    tried: int = 0
    told: int = 0
    done: int = 0
    faults: list[str] = field(default_factory=list)
    stopped: list[str] = field(default_factory=list)
    otherwise: list[str] = field(default_factory=list)


def can_mount() -> bool:
    """Whether a file system in memory can be mounted here."""
    if os.geteuid() != 0 or shutil.which("mount") is None:
        return False
    with tempfile.TemporaryDirectory() as folder:
        if _mount(Path(folder)):
            return False
        subprocess.run(["umount", folder], check=True)
    return True


def _mount(folder: Path) -> int:
    words = ["mount", "-t", "tmpfs", "-o", f"size={_MEGABYTES}m", "tmpfs", str(folder)]
    return subprocess.run(words, capture_output=True).returncode


def fill_disk(job: Job, times: int, seed: int) -> Filled:
    """Run a command so many times on a disk that is too small, each followed by a whole run."""
    draw, found = random.Random(seed), Filled()
    job.kept.mkdir(parents=True)
    if _mount(job.kept):
        raise SystemExit("the file system cannot be mounted")
    try:
        job.prepare()
        used = 0
        for number in range(3):
            job.arm(number)
            before = _free(job.kept)
            _, _, code = live(job)
            if code:
                raise SystemExit(f"{job.name} ended with {code} on a disk with room")
            used = max(used, before - _free(job.kept))
            found.faults += [f"{kind}: {what}" for kind, what in job.look(is_done=True)]
        for number in range(times):
            _once(job, number + 3, draw.randint(0, max(8, used)), found)
    finally:
        subprocess.run(["umount", str(job.kept)], check=True)
    return found


def _once(job: Job, number: int, room: int, found: Filled) -> None:
    job.arm(number)
    filler = job.kept / "filler"
    with filler.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(1, _free(job.kept) - room) * _BLOCK)
    job.said.write_text("")
    _, _, code = live(job)
    said = job.said.read_text(errors="replace")
    found.tried += 1
    where = f"{room} blocks"
    if code == 0:
        found.done += 1
    elif code in job.codes_of_failure and "full" in said and "writable" not in said:
        found.told += 1
    else:
        found.otherwise.append(f"{where}: {code}, {said.strip()[-300:]}")
    # Looking may write: SQLite needs room to open a database.
    filler.unlink()
    found.faults += [f"{where}: {kind}: {what}" for kind, what in job.look(is_done=code == 0)]
    _, _, code = live(job)
    if code:
        found.stopped.append(f"{where}: {code}, {job.said.read_text(errors='replace')[-300:]}")
    found.faults += [f"{where}: {kind}: {what}" for kind, what in job.look(is_done=True)]


def _free(folder: Path) -> int:
    status = os.statvfs(folder)
    return status.f_bavail * status.f_frsize // _BLOCK
