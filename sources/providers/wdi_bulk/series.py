"""All series of a bulk file, taken in and ready to be given back by indicator.

Every code is checked, and every series may be there once; the line of each is kept for the message.

Sorts series by indicator in bounded memory: runs on the disk, then read back one indicator each.

A series is the values of one indicator in one area over all years. They come by area; they are
needed by indicator. A buffer of `RUN_BYTES` takes them in; when it is full it is sorted and written
to the end of one temporary file, as a run, and of each run it is kept where each indicator begins.
What is held in memory is one run, one indicator, and two bytes a series. The file has no name, so a
process that is killed leaves nothing; it lies where temporary files do (``TMPDIR``).
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO

import numpy as np
import numpy.typing as npt

from sources.errors import ObservationsError
from sources.providers.wdi_bulk.archive import Archive
from sources.providers.wdi_bulk.lines import SeriesLines, Texts, blocks, read_header, read_series
from sources.reference.areas import AREAS
from sources.snapshots.columns import AREA_CODES, Indicator
from sources.snapshots.own_tables import Fault, read_area, read_indicator

RUN_BYTES = 64 << 20
_SLICE = 4096

Ids = npt.NDArray[np.int32]
Areas = npt.NDArray[np.int16]
FloatArray = npt.NDArray[np.float64]


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

    def add(self, ids: Ids, areas: Areas, values: FloatArray) -> None:
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


BLOCK_BYTES = 4 << 20
MOST_INDICATORS = 20_000
"""Twelve times as many as there are."""

_UNKNOWN = -1


@dataclass(frozen=True)
class Progress:
    """How far it is: what is done now, how much of how much, and how many series were read."""

    stage: str
    done: int
    total: int
    series: int


Hear = Callable[[Progress], None]


class TakenSeries:
    """The series of a bulk file.

    Attributes:
        dropped: Area codes that were left out, and how many series each had.
        series: How many lines were read.
    """

    def __init__(self, archive: Archive, *, drop_uncoded: bool, hear: Hear) -> None:
        self._name = archive.name
        self._drops = drop_uncoded
        self._numbers: dict[str, int] = {}
        self._places = {code: at for at, code in enumerate(AREA_CODES)}
        self._seen = np.zeros((0, len(AREA_CODES)), dtype=np.int32)
        self.dropped: dict[str, int] = {}
        self.series = 0
        self._spill: SeriesSpill | None = None
        try:
            self._take(archive, hear)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Give the room on the disk back."""
        if self._spill is not None:
            self._spill.close()

    def indicators(self, hear: Hear) -> Iterator[Indicator]:
        """The observations, by indicator in the order of their codes; none without any."""
        for done, code in enumerate(sorted(self._numbers)):
            hear(Progress("writing", done, len(self._numbers), self.series))
            assert self._spill is not None
            found = self._spill.indicator(self._numbers[code], code)
            if len(found.values):
                yield found

    def _take(self, archive: Archive, hear: Hear) -> None:
        line, done = 2, 0
        found = self._blocks(archive)
        header = read_header(self._name, next(found, b""))
        self._spill = SeriesSpill(header.years)
        has_values = False
        for block in found:
            series = read_series(self._name, header, block, line)
            has_values |= self._add(series)
            line += block.count(b"\n")
            done += len(block)
            hear(Progress("reading", done, archive.size, self.series))
        if not has_values:
            raise self._refusal("no observation in it", "Take the file as the World Bank has it")

    def _blocks(self, archive: Archive) -> Iterator[bytes]:
        try:
            yield from blocks(archive.read, BLOCK_BYTES)
        except ValueError:
            raise self._refusal(
                "a line in it is longer than a megabyte", "Take the file as the World Bank has it"
            ) from None

    def _add(self, series: SeriesLines) -> bool:
        """Check and keep some series; gives whether there was a value."""
        areas = self._areas(series)
        ids = self._ids(series)
        known = areas != _UNKNOWN
        self._refuse_twice(ids[known], areas[known], series.lines[known])
        self.series += len(ids)
        kept = known & ~np.isnan(series.values).all(axis=1)
        assert self._spill is not None
        self._spill.add(ids[kept], areas[kept], series.values[kept])
        return bool(kept.any())

    def _areas(self, series: SeriesLines) -> npt.NDArray[np.int16]:
        texts = series.countries
        positions = np.empty(len(texts.names), dtype=np.int16)
        for at, code in enumerate(texts.names):
            if code not in AREAS and self._drops:
                lines = int((texts.at == at).sum())
                self.dropped[code] = self.dropped.get(code, 0) + lines
                positions[at] = _UNKNOWN
                continue
            try:
                positions[at] = self._places[read_area(code)]
            except Fault as fault:
                raise self._fault(fault, texts, at, series) from None
        return positions[texts.at]

    def _ids(self, series: SeriesLines) -> npt.NDArray[np.int32]:
        texts = series.indicators
        numbers = np.empty(len(texts.names), dtype=np.int32)
        for at, code in enumerate(texts.names):
            if code not in self._numbers:
                try:
                    if len(self._numbers) == MOST_INDICATORS:
                        raise Fault(f"there are more than {MOST_INDICATORS:,} indicators", "")
                    self._numbers[read_indicator(code)] = len(self._numbers)
                except Fault as fault:
                    raise self._fault(fault, texts, at, series) from None
            numbers[at] = self._numbers[code]
        more = len(self._numbers) - len(self._seen)
        if more > 0:
            room = np.zeros((max(more, len(self._seen)), len(AREA_CODES)), dtype=np.int32)
            self._seen = np.concatenate([self._seen, room])
        return numbers[texts.at]

    def _refuse_twice(
        self,
        ids: npt.NDArray[np.int32],
        areas: npt.NDArray[np.int16],
        lines: npt.NDArray[np.int64],
    ) -> None:
        before = self._seen[ids, areas].astype(np.int64)
        keys = ids.astype(np.int64) * len(AREA_CODES) + areas
        _, first, inverse = np.unique(keys, return_index=True, return_inverse=True)
        earlier = np.where(before > 0, before, lines[first[inverse]])
        again = np.flatnonzero(earlier != lines)
        if len(again):
            at = int(again[0])
            code = list(self._numbers)[int(ids[at])]
            raise self._refusal(
                f"{code}, {AREA_CODES[int(areas[at])]} is here a second time; "
                f"line {int(earlier[at])} has it too",
                "Keep one of the two lines",
                int(lines[at]),
            )
        self._seen[ids, areas] = lines

    def _fault(self, fault: Fault, texts: Texts, at: int, series: SeriesLines) -> ObservationsError:
        line = int(series.lines[np.flatnonzero(texts.at == at)[0]])
        return self._refusal(fault.what, fault.mend, line)

    def _refusal(self, what: str, mend: str, line: int | None = None) -> ObservationsError:
        return ObservationsError(what, mend=mend, file=self._name, line=line)
