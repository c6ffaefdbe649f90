"""Verify an evidence pack: that it is as it was written, and that it gives the same result again.

Two questions that must not be mixed up. A pack that is torn, changed or hostile is an error
(`PackError`) and nothing of it is believed. A whole pack is judged again from its register and its
data; that the result differs is then an answer, not an error. What a pack cannot show is who made
it: whoever made all of it anew, checksums and all, is told apart only by the checksum of the whole,
which should be had by another way.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from reports.corrections.pack_file import (
    APPROVAL,
    CORRECTION,
    METADATA,
    REGISTER,
    broken,
    read_zip,
)
from reports.corrections.packs import differences, judge_again, write_members
from reports.findings.claim_model import ClaimEntry
from reports.findings.model import VintageEntry, from_plain
from reports.records import Dossier, Event
from sources.errors import CorrigendaError, InputError

T = TypeVar("T")


@dataclass(frozen=True)
class PackVerification:
    """What verifying a pack gave.

    Attributes:
        correction_id: The correction.
        phrase: The phrase that states the figure.
        then: The verdict that the pack records.
        now: The verdict computed from its register and data.
        differences: What came out differently; empty where nothing did.
        approved_by: Who approved it.
        approved_at: When.
        editions: The editions that it was computed from.
        sha256: Of the whole pack.
    """

    correction_id: str
    phrase: str
    then: str
    now: str
    differences: tuple[str, ...]
    approved_by: str
    approved_at: str
    editions: tuple[str, ...]
    sha256: str

    @property
    def is_same(self) -> bool:
        """Whether the result is the same."""
        return not self.differences


def verify_pack(path: Path) -> PackVerification:
    """Verify a pack, with no network.

    Raises:
        PackError: It is torn, changed, hostile, or no pack.
    """
    files, content = read_zip(path)
    _require_sums(path, files)
    correction = _read(path, CORRECTION, files, Dossier)
    _require_approval(path, correction, _read(path, APPROVAL, files, tuple[Event, ...]))
    now, vintages = _judge(path, files)
    _require_chain(path, correction.vintages, vintages)
    claim_id = correction.claim.claim_id
    return PackVerification(
        correction_id=correction.correction_id,
        phrase=correction.claim.phrase,
        then=correction.claim.verdict,
        now=now[claim_id].verdict if claim_id in now else "",
        differences=differences(correction.claim, now.get(claim_id)),
        approved_by=correction.approved_by,
        approved_at=correction.approved_at,
        editions=tuple(one.key for one in vintages),
        sha256=hashlib.sha256(content).hexdigest(),
    )


def _judge(
    path: Path, files: Mapping[str, bytes]
) -> tuple[dict[str, ClaimEntry], tuple[VintageEntry, ...]]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_members(folder, files)
        try:
            return judge_again(folder / REGISTER, folder / "snapshot")
        except CorrigendaError as error:
            # Where it was unpacked to is gone by the time that this is read.
            member = Path(error.file).name if error.file else "it"
            raise broken(path, f"{member}: {error.what}") from None


def _require_sums(path: Path, files: Mapping[str, bytes]) -> None:
    """Whether the metadata name every member, once, with its checksum."""
    metadata = _load(path, METADATA, files)
    try:
        sums = {one["@id"]: one["sha256"] for one in metadata["@graph"] if one["@type"] == "File"}
    except (KeyError, TypeError):
        raise broken(path, f"{METADATA} is not in the form of a pack") from None
    if set(sums) != set(files) - {METADATA}:
        raise broken(path, f"{METADATA} does not name the files that are there")
    for name, expected in sums.items():
        if hashlib.sha256(files[name]).hexdigest() != expected:
            raise broken(path, f"{name} has changed: its checksum differs")


def _require_chain(path: Path, then: Sequence[VintageEntry], now: Sequence[VintageEntry]) -> None:
    """Whether the data are those of the run that found it."""
    recorded = {one.key: one.sha256 for one in then}
    for one in now:
        # Data that lay in columns are in a pack as rows, and say which file they are from.
        if recorded.get(one.key) not in (one.sha256, one.source_sha256):
            raise broken(path, f"{one.key} is not the edition that the finding rests on")


def _require_approval(path: Path, correction: Dossier, approvals: Sequence[Event]) -> None:
    named = {(one.who, one.at) for one in approvals}
    if (correction.approved_by, correction.approved_at) not in named:
        raise broken(path, f"{APPROVAL} does not name the approval that {CORRECTION} does")


def _read(path: Path, name: str, files: Mapping[str, bytes], kind: type[T]) -> T:
    try:
        return from_plain(_load(path, name, files), kind)
    except InputError:
        raise broken(path, f"{name} is not in the form of a pack") from None


def _load(path: Path, name: str, files: Mapping[str, bytes]) -> Any:
    try:
        return json.loads(files[name])
    except (ValueError, RecursionError):
        raise broken(path, f"{name} is no JSON") from None
