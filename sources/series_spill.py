"""Sorts series by indicator in bounded memory: runs on the disk, then read back one indicator each.

A series is the values of one indicator in one area over all years. They come by area; they are
needed by indicator. A buffer of `RUN_BYTES` takes them in; when it is full it is sorted and written
to the end of one temporary file, as a run, and of each run it is kept where each indicator begins.
What is held in memory is one run, one indicator, and two bytes a series. The file has no name, so a
process that is killed leaves nothing; it lies where temporary files do (``TMPDIR``).
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO

import numpy as np
import numpy.typing as npt

from sources.columnar import Indicator

RUN_BYTES = 64 << 20
_SLICE = 4096

Ids = npt.NDArray[np.int32]
Areas = npt.NDArray[np.int16]
Values = npt.NDArray[np.float64]


@dataclass(frozen=True)
class _Run:
    start: int
    begins: npt.NDArray[np.int64]
    areas: Areas


class SeriesSpill:
    """Takes in series in any order, and gives them back by indicator.

    Args:
        years: The years of the columns.
        run_bytes: How much to hold in memory; None for `RUN_BYTES`.
    """

    def __init__(self, years: Sequence[int], run_bytes: int | None = None) -> None:
        self._years = np.array(years, dtype=np.int32)
        self._order = np.argsort(self._years, kind="stable")
        room = max(1, (run_bytes or RUN_BYTES) // (8 * len(years)))
        self._values = np.empty((room, len(years)))
        self._ids = np.empty(room, dtype=np.int32)
        self._areas = np.empty(room, dtype=np.int16)
        self._used = 0
        self._runs: list[_Run] = []
        self._size = 0
        self._file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115

    def close(self) -> None:
        """Give the room on the disk back."""
        self._file.close()

    def add(self, ids: Ids, areas: Areas, values: Values) -> None:
        """Take in N series: numbers of their indicators, positions of their areas, N x Y values.

        Raises:
            OSError: There is no room on the disk.
        """
        done = 0
        while done < len(ids):
            taken = min(len(self._ids) - self._used, len(ids) - done)
            to, of = slice(self._used, self._used + taken), slice(done, done + taken)
            self._ids[to], self._areas[to], self._values[to] = ids[of], areas[of], values[of]
            self._used, done = self._used + taken, done + taken
            if self._used == len(self._ids):
                self._spill()

    def _spill(self) -> None:
        if not self._used:
            return
        ids = self._ids[: self._used]
        order = np.argsort(ids, kind="stable")
        self._file.seek(self._size)
        for first in range(0, len(order), _SLICE):
            part = self._values[order[first : first + _SLICE]][:, self._order]
            self._file.write(part.tobytes())
        self._file.flush()
        numbers = np.arange(int(ids.max()) + 2)
        begins = np.searchsorted(ids[order], numbers).astype(np.int64)
        self._runs.append(_Run(self._size, begins, self._areas[: self._used][order]))
        self._size += self._used * self._values.shape[1] * 8
        self._used = 0

    def indicator(self, number: int, code: str) -> Indicator:
        """The observations of one indicator, by area and year; without rows where it has none."""
        self._spill()
        width = self._values.shape[1]
        areas, values = [np.empty(0, dtype=np.int16)], [np.empty((0, width))]
        for run in self._runs:
            if number + 1 < len(run.begins):
                first, after = (int(at) for at in run.begins[number : number + 2])
                self._file.seek(run.start + first * width * 8)
                content = self._file.read((after - first) * width * 8)
                values.append(np.frombuffer(content).reshape(-1, width))
                areas.append(run.areas[first:after])
        of, table = np.concatenate(areas), np.concatenate(values)
        order = np.argsort(of, kind="stable")
        of, table = of[order], table[order]
        row, column = np.nonzero(~np.isnan(table))
        return Indicator(code, of[row], self._years[self._order][column], table[row, column])
