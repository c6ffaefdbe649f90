"""Takes series of the UN's SDG database into a snapshot, from a file of its data portal.

The portal saves the series that a person chose as CSV with a header: ``SeriesCode``,
``GeoAreaCode``, ``TimePeriod``, ``Value`` and many more, of which those in brackets (``[Sex]``,
``[Age]``) are dimensions, but for a few that only describe a row (`_ATTRIBUTES`). The file does not
say of what day it is.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from sources.errors import ObservationsError
from sources.model import Vintage, VintageEvidence
from sources.snapshots.adding import add_columns, require_names, writable
from sources.snapshots.columns import indicators_of
from sources.snapshots.sdg_series import (
    ATTRIBUTION,
    LABEL,
    LICENCE,
    SOURCE,
    SdgRow,
    dimension_name,
    dimension_value,
    values_of,
)

URL = "https://unstats.un.org/sdgs/dataportal"

_NEEDED = ("SeriesCode", "GeoAreaCode", "TimePeriod", "Value")
_ATTRIBUTES = frozenset({"NATURE", "UNITS", "OBSERVATION_STATUS"})
_MOST_BYTES = 2 << 30


def add_sdg_bulk(
    file: Path | str,
    vintage: str,
    snapshot_dir: Path | str,
    *,
    how_known: str = "",
    retrieved_at: str | None = None,
) -> Vintage:
    """Take a file of the data portal into a snapshot, which is made where there is none.

    Args:
        file: The CSV.
        vintage: The day of the edition, ``2026-09-30``.
        snapshot_dir: The snapshot's folder.
        how_known: How the day is known.
        retrieved_at: When the file was retrieved; the present moment where it is not said.

    Raises:
        ObservationsError: The file cannot be taken in.
        SnapshotError: The snapshot has this vintage with other data, or is torn.
        OutputError: The folder cannot be written.
    """
    file, folder = Path(file), writable(snapshot_dir)
    require_names(SOURCE, vintage, (how_known, retrieved_at or ""))
    content = _read(file)
    found = values_of(_rows(file, content))
    if not found.cells:
        raise ObservationsError(
            "no value of a country or the world is in it",
            mend="Save the series from the data portal, with all countries",
            file=str(file),
        )
    evidence = VintageEvidence(
        file="",
        sha256="",
        source_sha256=hashlib.sha256(content).hexdigest(),
        url=URL,
        licence=LICENCE,
        attribution=ATTRIBUTION,
        retrieved_at=retrieved_at or datetime.now(UTC).isoformat(timespec="seconds"),
        last_updated="",
        how_known=how_known or "As said when the file was taken in; it does not say itself",
        rows=0,
    )
    new = Vintage(SOURCE, vintage, LABEL, (), 0, 0, evidence, found.notes)
    return add_columns(folder, new, indicators_of(found.cells))


def _read(file: Path) -> bytes:
    try:
        if file.stat().st_size > _MOST_BYTES:
            raise ObservationsError(
                "the file is larger than 2 GB", mend="Save fewer series", file=str(file)
            )
        return file.read_bytes()
    except OSError as error:
        raise ObservationsError(
            f"it cannot be read ({error.strerror})", mend="Name a CSV file", file=str(file)
        ) from None


def _rows(file: Path, content: bytes) -> Iterator[SdgRow]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _fault(
            file, 1, "this is not text in UTF-8", "Save the file as CSV in UTF-8"
        ) from None
    reader = csv.reader(io.StringIO(text, newline=""))
    try:
        header = next(reader, [])
        places = _places(file, header)
        dimensions = [
            (at, name)
            for at, title in enumerate(header)
            if title[:1] == "[" and title[-1:] == "]"
            for name in (dimension_name(title[1:-1]),)
            if name not in _ATTRIBUTES
        ]
        for cells in reader:
            if cells:
                yield _row(file, reader.line_num, cells, places, dimensions)
    except csv.Error as error:
        raise _fault(
            file, reader.line_num, f"this line is not CSV ({error})", "Save the file anew"
        ) from None


def _places(file: Path, header: Sequence[str]) -> tuple[int, ...]:
    missing = [name for name in _NEEDED if name not in header]
    if missing:
        raise _fault(
            file,
            1,
            f"the header lacks {', '.join(missing)}",
            "Take the file as the SDG data portal saves it",
        )
    return tuple(header.index(name) for name in _NEEDED)


def _row(
    file: Path,
    line: int,
    cells: Sequence[str],
    places: Sequence[int],
    dimensions: Sequence[tuple[int, str]],
) -> SdgRow:
    if len(cells) <= max(places):
        raise _fault(file, line, "this line has too few fields", "Save the file anew")
    series, area, year, value = (cells[at].strip() for at in places)
    year = year.removesuffix(".0")
    if not series or not _is_number(area) or not (_is_number(year) and len(year) == 4):
        raise _fault(
            file,
            line,
            f"{series[:40]!r}, {area[:40]!r}, {year[:40]!r} is no series, M49 number and year",
            "Take the file as the SDG data portal saves it",
        )
    said = {
        name: dimension_value(cells[at])
        for at, name in dimensions
        if at < len(cells) and cells[at].strip()
    }
    return SdgRow(series, int(area), int(year), value, said)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 9


def _fault(file: Path, line: int, what: str, mend: str) -> ObservationsError:
    return ObservationsError(what, mend=mend, file=str(file), line=line)
