"""The manifest of a snapshot: what each vintage is, where it comes from, and its checksums.

``manifest.json`` is written for people and held byte for byte: sorted, indented, one entry a
vintage, and a checksum over the entries. Reading it renders what was read and compares, so that a
changed byte anywhere in it is found; a licence or a date edited by hand counts as a change too.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from sources.errors import SnapshotError
from sources.model import Evidence, Vintage

MANIFEST = "manifest.json"
FORMAT = 1

_SOURCE = re.compile(r"(?=.{1,40}\Z)[a-z0-9]+(-[a-z0-9]+)*")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_SHA256 = re.compile(r"[0-9a-f]{64}")
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


def file_name(source: str, vintage: str) -> str:
    """The data file of a vintage. It follows from the key, so no manifest can point elsewhere."""
    return f"{source}_{vintage}.csv.gz"


def render_manifest(vintages: Iterable[Vintage]) -> bytes:
    """The bytes of a manifest: the same vintages give the same bytes."""
    entries = [_entry(v) for v in sorted(vintages, key=lambda v: (v.source, v.date))]
    content = {"format": FORMAT, "sha256": _checksum(entries), "vintages": entries}
    text = json.dumps(content, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    # A half of a surrogate pair, which only a manifest made by hand can hold, has no UTF-8; its
    # escape differs from what was read, and so is found like any other change.
    return text.encode(errors="backslashreplace")


def read_manifest(folder: Path) -> tuple[Vintage, ...]:
    """The vintages that a snapshot's manifest lists, in order of source and date.

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
        vintages = _parse(content)
    except _Broken as broken:
        raise SnapshotError(str(broken), mend=_AGAIN, file=str(path), line=broken.line) from None
    if render_manifest(vintages) != content:
        raise SnapshotError(
            "the manifest is not as it was written: it was edited or damaged",
            mend=_AGAIN,
            file=str(path),
        )
    return vintages


class _Broken(Exception):
    """What is wrong with a manifest, and its line where that is known."""

    def __init__(self, what: str, line: int | None = None) -> None:
        self.line = line
        super().__init__(what)


def _parse(content: bytes) -> tuple[Vintage, ...]:
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
    return vintages


def _vintage(entry: Any, number: int) -> Vintage:
    if not isinstance(entry, dict) or set(entry) != set(_FIELDS):
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
        evidence=Evidence(**{name: entry[name] for name in _OF_EVIDENCE}),
        notes=tuple(entry["notes"]),
    )


def _check_names(entry: dict[str, Any], number: int) -> None:
    source, vintage = entry["source"], entry["date"]
    if not is_source(source) or not is_date(vintage):
        raise _Broken(f"vintage {number} is named {source!r}, {vintage!r}")
    if entry["file"] != file_name(source, vintage):
        raise _Broken(
            f"the file of {source}@{vintage} must be {file_name(source, vintage)}, "
            f"not {entry['file']!r}"
        )
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
    }


def _checksum(entries: list[dict[str, Any]]) -> str:
    text = json.dumps(entries, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
