"""A loss of power and a full disk: what was there is whole, and a full disk is told as full.

All commands, and more full disks: ``python -m benchmarks.disks``.
"""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from full_disks import can_mount, fill_disk
from killable_jobs import JOBS, Look
from killed_commands import Job
from power_losses import lose_power

from sources.tools.files import (
    mend_unwritten,
    publish_folder,
    say_unwritten,
    sweep_beside,
    write_file,
)

pytestmark = pytest.mark.slow


class _Careless(Job):
    """Renames a folder that is not on the disk yet."""

    name = "careless"
    _number = 0

    def prepare(self) -> None:
        self.out.mkdir(parents=True)

    def arm(self, number: int) -> None:
        self._number = number

    def run(self) -> int:
        staged = self.out / f".{self._number}.tmp"
        staged.mkdir()
        (staged / "page.html").write_text("a page")
        self.publish(staged, self.out / str(self._number))
        return 0

    def publish(self, staged: Path, target: Path) -> None:
        staged.rename(target)

    def look(self, *, is_done: bool) -> Look:
        if is_done and not (self.out / str(self._number)).exists():
            yield "lost", str(self._number)


class _Careful(_Careless):
    def publish(self, staged: Path, target: Path) -> None:
        publish_folder(staged, target)


def test_a_folder_that_is_renamed_before_it_is_on_the_disk_is_found_torn(tmp_path: Path) -> None:
    found = lose_power(_Careless(tmp_path), ("out/[0-9]*",))
    assert any("bytes that it never had" in fault for fault in found.faults)
    assert any("cut" in fault and "lost: 2" in fault for fault in found.faults)


def test_a_folder_that_is_published_outlives_a_loss_of_power(tmp_path: Path) -> None:
    assert lose_power(_Careful(tmp_path), ("out/[0-9]*",)).faults == []


@pytest.mark.parametrize("name", ["snapshot-add", "settle", "check"])
def test_after_a_loss_of_power_each_file_is_as_it_was_or_as_it_was_to_be(
    name: str, tmp_path: Path
) -> None:
    found = lose_power(JOBS[name](tmp_path), ())
    assert found.cuts > 5
    assert found.faults == []


@pytest.mark.skipif(not can_mount(), reason="no file system can be mounted")
@pytest.mark.parametrize("name", ["snapshot-add", "settle", "check", "send"])
def test_a_full_disk_is_told_as_full_and_the_next_run_works(name: str, tmp_path: Path) -> None:
    found = fill_disk(JOBS[name](tmp_path), times=4, seed=7)
    assert (found.faults, found.stopped, found.otherwise) == ([], [], [])
    assert found.told + found.done == 4


def test_only_a_full_disk_is_told_as_full() -> None:
    full, closed = OSError(errno.ENOSPC, "x"), PermissionError(errno.EACCES, "x")
    assert say_unwritten(full) == "the disk is full"
    assert say_unwritten(closed) == "Permission denied"
    assert mend_unwritten(full, "Make it writable").startswith("Make room")
    assert mend_unwritten(closed, "Make it writable") == "Make it writable"


def test_only_old_temporary_files_of_the_same_name_are_swept(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    old, young, other = (
        tmp_path / name for name in (".page.html.1.tmp", ".page.html.2.tmp", ".other.html.1.tmp")
    )
    for one in (old, young, other):
        one.write_text("half")
    for one in (old, other):
        os.utime(one, (0, 0))
    sweep_beside(path)
    write_file(path, b"whole")
    assert {one.name for one in tmp_path.iterdir()} == {path.name, young.name, other.name}
