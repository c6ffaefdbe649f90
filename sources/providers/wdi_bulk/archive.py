"""The World Bank's bulk file of the World Development Indicators, as an archive that may lie.

``WDI_CSV.zip`` holds ``WDICSV.csv`` (``WDIData.csv`` in older ones) and tables that describe it.
Its members are read as streams and never unpacked to disk, so that no name in it becomes a path.
What may surprise:

- the real archive is hardly compressed: 283 MB that unpack to 283 MB, the data 198 MB of them;
- nothing in the data says of what day they are. The World Bank's data catalogue puts the day into
  the file's name, ``WDI_CSV_2025_07_02.zip``; else there is the day on which the member was packed;
- ``WDISeries.csv`` gives each indicator a licence, and dozens have others than CC BY 4.0.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import IO

from sources.errors import ObservationsError
from sources.snapshots.own_tables import shown
from sources.tools.files import has_overlaps

DATA_MEMBERS = ("wdicsv.csv", "wdidata.csv")
SERIES_MEMBER = "wdiseries.csv"

MOST_BYTES = 2 << 30
"""Of the data, unpacked: ten times the real size. A member that says it is larger is refused, and
one that is larger than it says ends where it says, which its checksum finds."""
MOST_MEMBERS = 64
MOST_DESCRIBED_BYTES = 64 << 20

_DOWNLOAD = "Download WDI_CSV.zip from the World Bank again"
_DATED = re.compile(r"(?<!\d)(\d{4})[_-](\d\d)[_-](\d\d)(?!\d)", re.ASCII)
_TORN = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError)


@dataclass(frozen=True)
class Archive:
    """A bulk file that is open.

    Attributes:
        file: Its place.
        name: Of the member with the data, as messages name it: ``WDI_CSV.zip/WDICSV.csv``.
        size: Of that member, in bytes, as it says.
        day: The day of the edition as far as the archive tells, ISO 8601; else empty.
        how_known: How that is known.
        other_licences: Indicators that the archive gives another licence than CC BY 4.0.
    """

    file: Path
    name: str
    size: int
    day: str
    how_known: str
    other_licences: tuple[str, ...]
    _stream: IO[bytes]

    def read(self, size: int) -> bytes:
        """The next bytes of the data, empty at their end.

        Raises:
            ObservationsError: The archive is torn.
        """
        try:
            return self._stream.read(size)
        except _TORN as error:
            raise _archive_error(self.file, f"the archive is torn: {error}") from None


@contextmanager
def open_archive(file: Path) -> Iterator[Archive]:
    """Open a bulk file.

    Raises:
        ObservationsError: It is no such archive, or one that is not to be trusted.
    """
    try:
        if not file.is_file():
            raise _archive_error(file, "there is no such file")
        opened = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise _archive_error(file, f"this is no zip file, or it is cut ({error})") from None
    except OSError as error:
        raise _archive_error(file, f"it cannot be read ({error.strerror or error})") from None
    with opened:
        members = _safe_members(file, opened)
        data = _data_member(file, members)
        day, how_known = _day_of(file, data)
        licences = _other_licences(file, opened, members)
        try:
            stream = opened.open(data)
        except _TORN as error:
            raise _archive_error(file, f"{data.filename} cannot be read: {error}") from None
        with stream:
            name = f"{file}/{PurePosixPath(data.filename).name}"
            yield Archive(file, name, data.file_size, day, how_known, licences, stream)


def _archive_error(file: Path, what: str, mend: str = _DOWNLOAD) -> ObservationsError:
    return ObservationsError(what.rstrip("."), mend=mend, file=str(file))


def _safe_members(file: Path, opened: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    members = opened.infolist()
    if len(members) > MOST_MEMBERS:
        raise _archive_error(file, f"it has {len(members)} members, more than {MOST_MEMBERS}")
    if has_overlaps(opened):
        raise _archive_error(file, "its members lie over each other")
    for member in members:
        parts = PurePosixPath(member.filename).parts
        if member.filename.startswith("/") or ".." in parts or "\\" in member.orig_filename:
            raise _archive_error(
                file, f"the member {shown(member.filename)} leads out of the archive"
            )
    return members


def _data_member(file: Path, members: list[zipfile.ZipInfo]) -> zipfile.ZipInfo:
    found = _named(members, DATA_MEMBERS)
    if not found:
        there = ", ".join(shown(member.filename) for member in members[:6]) or "nothing"
        raise _archive_error(file, f"there is no WDICSV.csv in it; there is {there}")
    if len(found) > 1:
        names = " and ".join(shown(member.filename) for member in found[:2])
        raise _archive_error(file, f"it has more than one member with data: {names}")
    if found[0].file_size > MOST_BYTES:
        size, most = found[0].file_size >> 20, MOST_BYTES >> 20
        raise _archive_error(file, f"its data unpack to {size:,} MB, more than {most:,} MB")
    return found[0]


def _named(members: list[zipfile.ZipInfo], names: tuple[str, ...]) -> list[zipfile.ZipInfo]:
    return [one for one in members if PurePosixPath(one.filename).name.casefold() in names]


def _day_of(file: Path, data: zipfile.ZipInfo) -> tuple[str, str]:
    found = _DATED.search(file.name)
    named = _valid(*map(int, found.groups())) if found else ""
    if named:
        return named, f"The name of the bulk file, {file.name}, says so; the figures do not"
    packed = _valid(*data.date_time[:3])
    if packed and data.date_time[0] > 1980:
        name = PurePosixPath(data.filename).name
        return packed, (
            f"The day on which {name} was packed, as the archive says; the figures do not say it"
        )
    return "", ""


def _valid(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def _other_licences(
    file: Path, opened: zipfile.ZipFile, members: list[zipfile.ZipInfo]
) -> tuple[str, ...]:
    """Indicators whose ``License Type`` is said and is not CC BY 4.0."""
    described = _named(members, (SERIES_MEMBER,))
    if len(described) != 1 or described[0].file_size > MOST_DESCRIBED_BYTES:
        return ()
    try:
        content = opened.read(described[0])
    except _TORN as error:
        raise _archive_error(file, f"the archive is torn: {error}") from None
    text = io.StringIO(content.decode("utf-8-sig", errors="replace"), newline="")
    try:
        return tuple(
            sorted(
                row["Series Code"]
                for row in csv.DictReader(text)
                if row.get("Series Code") and not _is_cc_by_4(row.get("License Type") or "")
            )
        )
    except csv.Error:
        return ()


def _is_cc_by_4(licence: str) -> bool:
    """Whether a licence is CC BY 4.0; also where none is said, as in archives before 2018."""
    plain = re.sub(r"[^a-z0-9.]+", "", licence.casefold())
    return plain in {"", "ccby4.0"}
