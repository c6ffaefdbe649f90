"""All series of a bulk file, taken in and ready to be given back by indicator.

Every code is checked, and every series may be there once; the line of each is kept for the message.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sources.areas import AREAS
from sources.columnar import AREA_CODES, Indicator
from sources.errors import ObservationsError
from sources.observation_fields import Fault, read_area, read_indicator
from sources.series_spill import SeriesSpill
from sources.wdi_archive import Archive
from sources.wdi_wide import Series, Texts, blocks, read_header, read_series

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

    def _add(self, series: Series) -> bool:
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

    def _areas(self, series: Series) -> npt.NDArray[np.int16]:
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

    def _ids(self, series: Series) -> npt.NDArray[np.int32]:
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

    def _fault(self, fault: Fault, texts: Texts, at: int, series: Series) -> ObservationsError:
        line = int(series.lines[np.flatnonzero(texts.at == at)[0]])
        return self._refusal(fault.what, fault.mend, line)

    def _refusal(self, what: str, mend: str, line: int | None = None) -> ObservationsError:
        return ObservationsError(what, mend=mend, file=self._name, line=line)
