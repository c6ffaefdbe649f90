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
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from sources.errors import SnapshotError
from sources.model import Columns, Evidence, Failure, Vintage
from sources.tools.encoding import canonical_json, to_json

MANIFEST = "manifest.json"
FORMAT = 1
ANSWERS_INDEX = "answers/index.json"
CHANGES = "changes.json"

_SOURCE = re.compile(r"(?=.{1,40}\Z)[a-z0-9]+(-[a-z0-9]+)*")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_SHA256 = re.compile(r"[0-9a-f]{64}")
_ANSWER = re.compile(r"answers/[a-z0-9-]{1,40}_[0-9-]{10}_[0-9]{1,4}(\.[a-z]{1,5}){1,3}")
_AGAIN = "Take the snapshot from its original again, or make it anew with `corrigenda snapshot add`"

_FIELDS: dict[str, type] = {
    "attribution": str,
    "date": str,
    "file": str,
    "first_year": int,
    "how_known": str,
    "indicators": list,
    "label": str,
    "last_updated": str,
    "last_year": int,
    "licence": str,
    "notes": list,
    "retrieved_at": str,
    "rows": int,
    "sha256": str,
    "source": str,
    "source_sha256": str,
    "url": str,
}
_OF_EVIDENCE = (
    "file",
    "sha256",
    "source_sha256",
    "url",
    "licence",
    "attribution",
    "retrieved_at",
    "last_updated",
    "how_known",
    "rows",
)
_OF_COLUMNS: dict[str, type] = {
    "size": int,
    "footer_size": int,
    "footer_sha256": str,
    "rows_sha256": str,
}
_OPTIONAL = {"answers", "columns"}
_OF_FAILURE = ("source", "code", "reason", "mend")


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
    entries = [_entry(v) for v in sorted(vintages, key=lambda v: (v.source, v.date))]
    more: dict[str, Any] = {
        "failures": [_failure_entry(one) for one in failures],
        "files": dict(files or {}),
    }
    more = {name: content for name, content in more.items() if content}
    sealed = {"vintages": entries, **more} if more else entries
    content = {"format": FORMAT, "sha256": _checksum(sealed), "vintages": entries, **more}
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
        content = path.read_bytes()
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
    try:
        top = json.loads(content)
    except json.JSONDecodeError as error:
        raise _Broken(f"the manifest is not JSON ({error.msg})", error.lineno) from None
    except (UnicodeDecodeError, RecursionError, ValueError):
        raise _Broken("the manifest is not JSON") from None
    if not isinstance(top, dict) or "format" not in top:
        raise _Broken("the manifest does not say its format")
    if type(top["format"]) is not int or top["format"] != FORMAT:
        raise _Broken(
            f"the manifest is of format {top['format']!r}; this version reads format {FORMAT}"
        )
    entries = top.get("vintages")
    if not isinstance(entries, list):
        raise _Broken("the manifest has no list of vintages")
    vintages = tuple(_vintage(entry, number) for number, entry in enumerate(entries, start=1))
    keys = [vintage.key for vintage in vintages]
    twice = sorted({key for key in keys if keys.count(key) > 1})
    if twice:
        raise _Broken(f"{twice[0]} is listed twice")
    return Manifest(vintages, _failures(top.get("failures", [])), _files(top.get("files", {})))


def _failures(items: Any) -> tuple[Failure, ...]:
    if not isinstance(items, list) or not all(_is_failure(item) for item in items):
        raise _Broken("the manifest's failures are not in its format")
    return tuple(
        Failure(**{**item, "indicators": tuple(item.get("indicators", ()))}) for item in items
    )


def _is_failure(item: Any) -> bool:
    if not isinstance(item, dict) or set(item) - {"indicators"} != set(_OF_FAILURE):
        return False
    codes = item.get("indicators", ["none"])
    return (
        all(type(item[name]) is str for name in _OF_FAILURE)
        and is_source(item["source"])
        and isinstance(codes, list)
        and bool(codes)
        and all(type(code) is str for code in codes)
    )


def _failure_entry(failure: Failure) -> dict[str, Any]:
    named = {"indicators": list(failure.indicators)} if failure.indicators else {}
    return {**{name: getattr(failure, name) for name in _OF_FAILURE}, **named}


def _files(files: Any) -> dict[str, str]:
    if not isinstance(files, dict) or not set(files) <= {ANSWERS_INDEX, CHANGES}:
        raise _Broken("the manifest names files that no snapshot has")
    if not all(type(found) is str and _SHA256.fullmatch(found) for found in files.values()):
        raise _Broken("a checksum of a file is no SHA-256")
    return files


def _vintage(entry: Any, number: int) -> Vintage:
    if not isinstance(entry, dict) or set(entry) - _OPTIONAL != set(_FIELDS):
        raise _Broken(f"vintage {number} does not have the fields of format {FORMAT}")
    for name, kind in _FIELDS.items():
        if type(entry[name]) is not kind:
            raise _Broken(f"{name} of vintage {number} is not a {kind.__name__}")
    for name in ("indicators", "notes"):
        if not all(type(item) is str for item in entry[name]):
            raise _Broken(f"{name} of vintage {number} holds something that is not text")
    _check_names(entry, number)
    return Vintage(
        source=entry["source"],
        date=entry["date"],
        label=entry["label"],
        indicators=tuple(entry["indicators"]),
        first_year=entry["first_year"],
        last_year=entry["last_year"],
        evidence=Evidence(
            **{name: entry[name] for name in _OF_EVIDENCE}, answers=_answers(entry, number)
        ),
        notes=tuple(entry["notes"]),
        columns=_columns(entry, number),
    )


def _columns(entry: dict[str, Any], number: int) -> Columns | None:
    if "columns" not in entry:
        return None
    said = entry["columns"]
    if not isinstance(said, dict) or set(said) != set(_OF_COLUMNS):
        raise _Broken(f"columns of vintage {number} are not in the manifest's format")
    if not all(type(said[name]) is kind for name, kind in _OF_COLUMNS.items()):
        raise _Broken(f"columns of vintage {number} are not in the manifest's format")
    if not all(_SHA256.fullmatch(said[name]) for name in ("footer_sha256", "rows_sha256")):
        raise _Broken(f"a checksum of the columns of vintage {number} is no SHA-256")
    if not 0 < said["footer_size"] < said["size"]:
        raise _Broken(f"the sizes of the columns of vintage {number} cannot be")
    return Columns(**said)


def _answers(entry: dict[str, Any], number: int) -> tuple[str, ...]:
    names = entry.get("answers", [])
    if not isinstance(names, list) or not all(
        type(name) is str and _ANSWER.fullmatch(name) for name in names
    ):
        raise _Broken(f"answers of vintage {number} are not in the manifest's format")
    return tuple(names)


def _check_names(entry: dict[str, Any], number: int) -> None:
    source, vintage = entry["source"], entry["date"]
    if not is_source(source) or not is_date(vintage):
        raise _Broken(f"vintage {number} is named {source!r}, {vintage!r}")
    expected = file_name(source, vintage, is_columnar="columns" in entry)
    if entry["file"] != expected:
        raise _Broken(f"the file of {source}@{vintage} must be {expected}, not {entry['file']!r}")
    if not all(_SHA256.fullmatch(entry[name]) for name in ("sha256", "source_sha256")):
        raise _Broken(f"a checksum of {source}@{vintage} is no SHA-256")


def _entry(vintage: Vintage) -> dict[str, Any]:
    evidence = vintage.evidence
    return {
        "source": vintage.source,
        "date": vintage.date,
        "label": vintage.label,
        "indicators": list(vintage.indicators),
        "first_year": vintage.first_year,
        "last_year": vintage.last_year,
        "notes": list(vintage.notes),
        **{name: getattr(evidence, name) for name in _OF_EVIDENCE},
        **({"answers": list(evidence.answers)} if evidence.answers else {}),
        **({"columns": asdict(vintage.columns)} if vintage.columns else {}),
    }


def _checksum(sealed: Any) -> str:
    return hashlib.sha256(canonical_json(sealed)).hexdigest()
