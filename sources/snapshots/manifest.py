"""The manifest of a snapshot: what each vintage is, where it comes from, and its checksums.

``manifest.json`` is written for people and held byte for byte: sorted, indented, one entry a
vintage, and a checksum over the entries. Reading it renders what was read and compares, so that a
changed byte anywhere in it is found; a licence or a date edited by hand counts as a change too.

A snapshot that a refresh took says more: which answers each vintage was read from, which sources
could not be had, and the sums of the other files beside it. A vintage in columns says how its file
is known piece by piece. Where there is nothing to say, nothing is written, so that all other
snapshots keep their bytes.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Annotated, Any, TypeVar

import msgspec

from sources.errors import SnapshotError
from sources.model import DataColumns, Failure, Vintage, VintageEvidence
from sources.tools.encoding import canonical_json, to_json
from sources.tools.files import read_whole

MANIFEST = "manifest.json"
FORMAT = 1
ANSWERS_INDEX = "answers/index.json"
CHANGES = "changes.json"

_SOURCE = re.compile(r"(?=.{1,40}\Z)[a-z0-9]+(-[a-z0-9]+)*")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_BYTE = re.compile(r"\(byte (\d+)\)")
_MOST_BYTES = 32 << 20
"""Of a manifest: that of a snapshot of everything has less than a tenth."""
_AGAIN = "Take the snapshot from its original again, or make it anew with `corrigenda snapshot add`"

_Sum = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}\Z")]
_Source = Annotated[str, msgspec.Meta(pattern=rf"^{_SOURCE.pattern}\Z")]
_Answer = Annotated[
    str,
    msgspec.Meta(pattern=r"^answers/[a-z0-9-]{1,40}_[0-9-]{10}_[0-9]{1,4}(\.[a-z]{1,5}){1,3}\Z"),
]


_File = Annotated[
    str, msgspec.Meta(pattern=rf"^({re.escape(ANSWERS_INDEX)}|{re.escape(CHANGES)})\Z")
]


class _Part(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """A part of a manifest; where there is nothing to say, nothing is written."""


class _ColumnsPart(_Part, frozen=True, kw_only=True):
    size: int
    footer_size: int
    footer_sha256: _Sum
    rows_sha256: _Sum


class _EvidencePart(_Part, frozen=True, kw_only=True):
    """What is known of a data file (`sources.model.Evidence`)."""

    file: str
    sha256: _Sum
    source_sha256: _Sum
    url: str
    licence: str
    attribution: str
    retrieved_at: str
    last_updated: str
    how_known: str
    rows: int
    answers: tuple[_Answer, ...] = ()


_OF_EVIDENCE = _EvidencePart.__struct_fields__


class _VintagePart(_EvidencePart, frozen=True, kw_only=True):
    source: str
    date: str
    label: str
    indicators: tuple[str, ...]
    first_year: int
    last_year: int
    notes: tuple[str, ...]
    columns: _ColumnsPart | None = None


class _FailurePart(_Part, frozen=True, kw_only=True):
    source: _Source
    code: str
    reason: str
    mend: str
    indicators: Annotated[tuple[str, ...], msgspec.Meta(min_length=1)] = ()


class _Whole(_Part, frozen=True, kw_only=True):
    format: int
    sha256: str = ""
    vintages: tuple[_VintagePart, ...]
    failures: tuple[_FailurePart, ...] = ()
    files: dict[_File, _Sum] = msgspec.field(default_factory=dict)


class _Format(msgspec.Struct, frozen=True):
    """What is read first: another format has other parts."""

    format: Any


T = TypeVar("T")


@dataclass(frozen=True)
class Manifest:
    """What a manifest says.

    Attributes:
        vintages: In order of source and date.
        failures: The sources that were asked and could not be had.
        files: The sums of the other files of the snapshot, `ANSWERS_INDEX` and `CHANGES`.
    """

    vintages: tuple[Vintage, ...]
    failures: tuple[Failure, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)


def is_source(text: str) -> bool:
    """Whether this may be the id of a source: lower-case letters, digits, hyphens between."""
    return bool(_SOURCE.fullmatch(text))


def is_date(text: str) -> bool:
    """Whether this is a day as ISO 8601 writes it, ``2018-05-21``, and exists."""
    if not _DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def file_name(source: str, vintage: str, *, is_columnar: bool = False) -> str:
    """The data file of a vintage. It follows from the key, so no manifest can point elsewhere."""
    return f"{source}_{vintage}.{'parquet' if is_columnar else 'csv.gz'}"


def render_manifest(
    vintages: Iterable[Vintage],
    failures: Iterable[Failure] = (),
    files: Mapping[str, str] | None = None,
) -> bytes:
    """The bytes of a manifest: the same vintages give the same bytes."""
    whole = _Whole(
        format=FORMAT,
        vintages=tuple(_part_of(v) for v in sorted(vintages, key=lambda v: (v.source, v.date))),
        failures=tuple(_FailurePart(**asdict(one)) for one in failures),
        files=dict(files or {}),
    )
    content = msgspec.to_builtins(whole)
    sealed = {name: part for name, part in content.items() if name != "format"}
    content["sha256"] = _checksum(sealed if len(sealed) > 1 else sealed["vintages"])
    # A half of a surrogate pair, which only a manifest made by hand can hold, has no UTF-8; its
    # escape differs from what was read, and so is found like any other change.
    return to_json(content, is_sorted=True, indent=2)


def read_manifest(folder: Path) -> Manifest:
    """What a snapshot's manifest says.

    Raises:
        SnapshotError: There is no snapshot, or its manifest is not as it was written.
    """
    path = folder / MANIFEST
    try:
        content = read_whole(path, _MOST_BYTES)
    except FileNotFoundError:
        raise SnapshotError(
            "there is no snapshot here" if folder.is_dir() else "there is no such folder",
            mend="Name a folder that `corrigenda snapshot add` has made, or `embedded`",
            file=str(path if folder.is_dir() else folder),
        ) from None
    except OSError as error:
        raise SnapshotError(
            f"it cannot be read ({error.strerror})", mend="Name a snapshot's folder", file=str(path)
        ) from None
    try:
        manifest = _parse(content)
    except _Broken as broken:
        raise SnapshotError(str(broken), mend=_AGAIN, file=str(path), line=broken.line) from None
    if render_manifest(manifest.vintages, manifest.failures, manifest.files) != content:
        raise SnapshotError(
            "the manifest is not as it was written: it was edited or damaged",
            mend=_AGAIN,
            file=str(path),
        )
    return manifest


class _Broken(Exception):
    """What is wrong with a manifest, and its line where that is known."""

    def __init__(self, what: str, line: int | None = None) -> None:
        self.line = line
        super().__init__(what)


def _parse(content: bytes) -> Manifest:
    found = _decode(content, _Format).format
    if type(found) is not int or found != FORMAT:
        raise _Broken(f"the manifest is of format {found!r}; this version reads format {FORMAT}")
    whole = _decode(content, _Whole)
    vintages = tuple(_vintage(part, number) for number, part in enumerate(whole.vintages, start=1))
    keys = [vintage.key for vintage in vintages]
    twice = sorted({key for key in keys if keys.count(key) > 1})
    if twice:
        raise _Broken(f"{twice[0]} is listed twice")
    failures = tuple(Failure(**msgspec.structs.asdict(one)) for one in whole.failures)
    return Manifest(vintages, failures, whole.files)


def _decode(content: bytes, kind: type[T]) -> T:
    """A manifest, or as much of it as is asked for.

    Raises:
        _Broken: It is no JSON, or not in the manifest's format.
    """
    try:
        return msgspec.json.decode(content, type=kind)
    except msgspec.ValidationError as error:
        raise _Broken(f"the manifest is not in its format{_say_place(str(error))}") from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        place = _BYTE.search(str(error))
        line = content.count(b"\n", 0, int(place[1])) + 1 if place else None
        raise _Broken("the manifest is not JSON", line) from None


def _say_place(error: str) -> str:
    """Where a manifest is not in its format, and what stands there instead: " at format: ..."."""
    what, _, place = error.replace("`", "").replace("$.", "").partition(" - at ")
    why = "" if "regex" in what else f": {what[:1].lower()}{what[1:]}"
    return f" at {place}{why}" if place else why


def _vintage(part: _VintagePart, number: int) -> Vintage:
    _require_names(part, number)
    columns = part.columns
    if columns and not 0 < columns.footer_size < columns.size:
        raise _Broken(f"the sizes of the columns of edition {number} cannot be")
    return Vintage(
        source=part.source,
        date=part.date,
        label=part.label,
        indicators=part.indicators,
        first_year=part.first_year,
        last_year=part.last_year,
        evidence=VintageEvidence(**{name: getattr(part, name) for name in _OF_EVIDENCE}),
        notes=part.notes,
        columns=DataColumns(**msgspec.structs.asdict(columns)) if columns else None,
    )


def _require_names(part: _VintagePart, number: int) -> None:
    source, vintage = part.source, part.date
    if not is_source(source) or not is_date(vintage):
        raise _Broken(f"edition {number} is named {source!r}, {vintage!r}")
    expected = file_name(source, vintage, is_columnar=part.columns is not None)
    if part.file != expected:
        raise _Broken(f"the file of {source}@{vintage} must be {expected}, not {part.file!r}")


def _part_of(vintage: Vintage) -> _VintagePart:
    return _VintagePart(
        source=vintage.source,
        date=vintage.date,
        label=vintage.label,
        indicators=vintage.indicators,
        first_year=vintage.first_year,
        last_year=vintage.last_year,
        notes=vintage.notes,
        columns=_ColumnsPart(**asdict(vintage.columns)) if vintage.columns else None,
        **{name: getattr(vintage.evidence, name) for name in _OF_EVIDENCE},
    )


def _checksum(sealed: Any) -> str:
    return hashlib.sha256(canonical_json(sealed)).hexdigest()
