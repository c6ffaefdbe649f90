"""What the three sources of the United Nations share: M49 numbers, and values as observations.

The United Nations key areas by M49 number. `sources.reference.areas` has that number for each
country and part of a country, for the former states of the national accounts, and 1 for the world,
which each of the three sources calls by another one (900, 0) or does not give at all.

Workbooks (xlsx) from elsewhere: their sheets row by row, and when they were last saved.

A workbook is a zip archive of XML and may be made to unpack without end. Its sizes are looked at
before, cells are read one row at a time, and a sheet of too many rows is refused. A reader in Rust
was ten times faster on 3,740 rows of 58 cells (0.28 s for 2.9 s) but keeps the smallest rectangle
around all cells, and takes the whole process with it where one cell stands at the far corner of
its sheet: not worth it for a file a run.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any, TypeAlias
from xml.etree import ElementTree

from sources.errors import Malformed
from sources.model import OBSERVATION_COLUMNS
from sources.tools.files import MOST_UNPACKED, has_overlaps
from sources.tools.instants import from_header

if TYPE_CHECKING:
    import pandas as pd

    from sources.http.answers import Answer


LICENCE = "CC BY 3.0 IGO"

IMPUTED, FORECAST = "I", "F"
"""SDMX's obs_status beside `datafiles.NORMAL`: with a part that we fill in; a projection."""

Values: TypeAlias = Mapping[tuple[str, int], tuple[float, str]]
"""Value and obs_status by area and year."""


def number_of(cell: Any) -> int | None:
    """A whole number as a table holds it: ``156``, ``156.0``, ``"156"``; None for all else."""
    if isinstance(cell, bool):
        return None
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() else None
    if isinstance(cell, str):
        text = cell.strip()
        return int(text) if text.isascii() and text.isdigit() else None
    return cell if isinstance(cell, int) else None


def to_observations(
    source: str, vintage: str, indicator: str, unit: str, values: Values
) -> pd.DataFrame:
    """Values of one indicator in long form, `OBSERVATION_COLUMNS`, sorted by area and year."""
    import pandas as pd

    return pd.DataFrame(
        [
            (source, vintage, indicator, area, year, value, unit, status)
            for (area, year), (value, status) in sorted(values.items())
        ],
        columns=list(OBSERVATION_COLUMNS),
    )


def name_some(items: Iterable[object], most: int = 5) -> str:
    """The first few of many things, for a message: ``1990, 1991 and 8 more``."""
    texts = [str(item) for item in items]
    shown = ", ".join(texts[:most])
    return shown if len(texts) <= most else f"{shown} and {len(texts) - most} more"


def day_of_change(answer: Answer) -> str | None:
    """The day of an answer's ``Last-Modified``, ISO 8601 in UTC; None where it does not say."""
    moment = from_header(answer.header("last-modified"))
    return moment.date().isoformat() if moment else None


MOST_MEMBERS = 1000
MOST_ROWS = 50_000
MOST_COLUMNS = 1000
MOST_TAGS = 3_000_000
"""Of the sheets and the texts of a workbook: some ten times those of a real one."""
MOST_OTHER_TAGS = 50_000
"""Of all else, of which openpyxl makes larger objects."""

SheetRow: TypeAlias = tuple[int, Sequence[Any]]
"""The number of a row, counted from 1, and its cells."""

_ZIP = b"PK\x03\x04"
_PROPERTIES = "docProps/core.xml"
_SAVED = "{http://purl.org/dc/terms/}modified"
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    KeyError,
    ValueError,
    NotImplementedError,
    ElementTree.ParseError,
)
"""What zipfile and openpyxl raise on archives that are cut, changed or encrypted."""


@contextmanager
def reading() -> Iterator[None]:
    """Tell of a workbook that is cut or damaged as `Malformed`, whatever notices it."""
    try:
        yield
    except _DAMAGED as error:
        raise Malformed(f"the workbook is cut or damaged ({error})", code="cut") from None


def last_saved(body: bytes) -> str:
    """When a workbook was last saved, in its own words; empty where it does not say.

    Raises:
        Malformed: It is no workbook, damaged, or too large.
    """
    if not body.startswith(_ZIP):
        raise Malformed("the file is not a workbook", code="not-xlsx")
    with reading(), zipfile.ZipFile(io.BytesIO(body)) as archive:
        _require_size(archive)
        if _PROPERTIES not in archive.namelist():
            return ""
        properties = ElementTree.fromstring(archive.read(_PROPERTIES))
        return (properties.findtext(_SAVED) or "").strip()


def _require_size(archive: zipfile.ZipFile) -> None:
    """Refuse a workbook of which more would be made than there is memory, before it is read.

    A tag becomes an object of Python that is far larger than itself, and an entity as many as it
    likes: so tags are counted, and a document type is refused.
    """
    members = archive.infolist()
    unpacked = sum(member.file_size for member in members)
    if unpacked > MOST_UNPACKED or len(members) > MOST_MEMBERS:
        raise _too_large(f"{unpacked >> 20} MB unpacked in {len(members)} parts")
    if has_overlaps(archive):
        raise ValueError("its parts lie over each other")
    left = {True: MOST_TAGS, False: MOST_OTHER_TAGS}
    for member in members:
        is_main = member.filename.lower().startswith(_MAIN_PARTS)
        with archive.open(member) as stream:
            left[is_main] -= _count_tags(stream)
        if left[is_main] < 0:
            raise _too_large(f"more parts than it may have, in {member.filename[:80]!r}")


_MAIN_PARTS = ("xl/worksheets/", "xl/sharedstrings")
_DOCTYPE = b"<!DOCTYPE"


def _count_tags(stream: IO[bytes]) -> int:
    """How many tags an XML file has, whatever its encoding.

    Raises:
        ValueError: It has a document type, which may define entities.
    """
    count, tail = 0, b""
    while piece := stream.read(1 << 20):
        count += piece.count(b"<")
        seen = tail + piece.replace(b"\0", b"")
        if _DOCTYPE in seen.upper():
            raise ValueError("it defines a document type")
        tail = seen[-len(_DOCTYPE) :]
    return count


def sheets(body: bytes) -> Iterator[Iterator[SheetRow]]:
    """The rows of each sheet of a workbook that `last_saved` has looked at; read in `reading`.

    Raises:
        Malformed: A sheet has more rows than `MOST_ROWS`.
    """
    from openpyxl import load_workbook

    workbook = load_workbook(io.BytesIO(body), read_only=True, data_only=True, keep_links=False)
    try:
        for sheet in workbook.worksheets:
            sheet.reset_dimensions()  # what it says of its own size may be wrong, and would cut it
            yield _bounded(sheet.iter_rows(values_only=True))
    finally:
        workbook.close()


def _bounded(rows: Iterator[Sequence[Any]]) -> Iterator[SheetRow]:
    for number, row in enumerate(rows, start=1):
        if number > MOST_ROWS:
            raise _too_large(f"more than {MOST_ROWS} rows in a sheet")
        if len(row) > MOST_COLUMNS:
            raise _too_large(f"more than {MOST_COLUMNS} columns in a sheet")
        yield number, row


def _too_large(what: str) -> Malformed:
    return Malformed(
        f"the workbook is too large: {what}",
        mend="Look at what this address serves; the limit is far above any workbook it should give",
        code="too-large",
        is_retryable=False,
    )
