"""Evidence packs: all that a correction rests on, in one file, as an RO-Crate (1.1).

A pack holds the register as it was, the editions of the data that the paper's figures need with
their manifest, so that checksums chain, the finding, the approval, and what was sent. It is judged
again from its own content before it is written: a pack that would not verify is never made.

We write the crate ourselves: the `rocrate` package stamps files with the clock and draws a new
name each time, so the same correction would give other bytes; tests read our crates with it.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from reports.corrections.annotations import annotation
from reports.corrections.claimreview import claim_review
from reports.corrections.crate import render_metadata
from reports.corrections.letter import letter_html, letter_markdown
from reports.corrections.pack_files import (
    ANNOTATION,
    APPROVAL,
    CLAIM_REVIEW,
    CORRECTION,
    LETTER,
    LETTER_HTML,
    MANIFEST,
    METADATA,
    REGISTER,
    render_zip,
)
from reports.corrections.publisher import UNNAMED, Publisher
from reports.corrections.rejudging import differences, judge_again
from reports.findings import without_nan
from reports.records import Dossier
from sources.datafiles import in_rows, read_verified
from sources.errors import InputError
from sources.manifest import render_manifest
from sources.model import Failure, Vintage
from sources.register import load_paper
from sources.snapshots import locate_vintages
from sources.wanted import Wanted, wanted_by


def build_pack(
    dossier: Dossier,
    register: bytes,
    snapshots: Sequence[Path | str],
    publisher: Publisher = UNNAMED,
) -> bytes:
    """The evidence pack of a correction: the same correction gives the same bytes.

    Args:
        dossier: The correction.
        register: The register's file, as it was when the claim was judged.
        snapshots: The folders that the run read.
        publisher: Who sends it.

    Raises:
        InputError: Register or data have changed since: they give another result.
        CorrigendaError: A register or a snapshot cannot be read.
    """
    located, failures = locate_vintages(snapshots)
    wrong: tuple[str, ...] = ()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / REGISTER).write_bytes(register)
        paper = load_paper(folder / REGISTER)
        wanted = wanted_by([paper])
        for kept in _choices(wanted, located):
            files = {REGISTER: register, **_snapshot_files(kept, failures, wanted)}
            write_members(folder, files)
            claims, _ = judge_again(folder / REGISTER, (folder / MANIFEST).parent)
            wrong = differences(dossier.claim, claims.get(str(dossier.claim["claim_id"])))
            if not wrong:
                return _seal(dossier, files, publisher)
            for path in (folder / MANIFEST).parent.iterdir():
                path.unlink()
    raise InputError(
        f"register or data have changed since the run that {dossier.correction_id} rests on "
        f"({wrong[0] if wrong else 'no edition is at hand'})",
        mend="Name the register and the snapshot of that run with --register and --snapshot, or "
        "validate again and approve anew",
    )


def write_members(folder: Path, files: Mapping[str, bytes]) -> None:
    """Lay register and data of a pack in a folder; all names are of the pack's fixed set."""
    for name in files:
        if name == REGISTER or name.startswith("snapshot/"):
            path = folder / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(files[name])


def _choices(
    wanted: Wanted, located: Iterable[tuple[Path, Vintage]]
) -> list[list[tuple[Path, Vintage]]]:
    """The editions that have what the paper's figures need; should they not be enough, all."""
    every = list(located)
    needed = [
        (folder, vintage)
        for folder, vintage in every
        if not wanted.of(vintage.source).isdisjoint(vintage.indicators)
    ]
    if not needed:
        return [every] if every else []
    rows = [(folder, vintage) for folder, vintage in every if vintage.columns is None]
    more = [one for one in every if one in needed or one in rows]
    return [needed, more] if len(more) > len(needed) else [needed]


def _snapshot_files(
    kept: Sequence[tuple[Path, Vintage]], failures: Sequence[Failure], wanted: Wanted
) -> dict[str, bytes]:
    vintages, files = [], {}
    for folder, vintage in kept:
        if vintage.columns is None:
            read_verified(folder, vintage)
            data = (folder / vintage.evidence.file).read_bytes()
        else:
            # A pack is read by strangers: it has no more than is needed, as text, bounded in size.
            vintage, data = in_rows(folder, vintage, wanted)
        vintages.append(vintage)
        files[f"snapshot/{vintage.evidence.file}"] = data
    return {MANIFEST: render_manifest(vintages, failures), **files}


def _seal(dossier: Dossier, files: Mapping[str, bytes], publisher: Publisher) -> bytes:
    approvals = [asdict(event) for event in dossier.events if event.kind == "approve"]
    whole = {
        **files,
        CORRECTION: _dump({**asdict(dossier), "format": "corrigenda-pack/1"}),
        APPROVAL: _dump(approvals),
        LETTER: letter_markdown([dossier], publisher).encode(),
        LETTER_HTML: letter_html([dossier], publisher).encode(),
        CLAIM_REVIEW: _dump(claim_review(dossier, publisher)),
        ANNOTATION: _dump(annotation(dossier, publisher)),
    }
    whole[METADATA] = _dump(render_metadata(dossier, whole, publisher))
    return render_zip(whole)


def _dump(data: Any) -> bytes:
    text = json.dumps(without_nan(data), ensure_ascii=False, indent=1, sort_keys=True)
    return f"{text}\n".encode(errors="backslashreplace")


def sha256(content: bytes) -> str:
    """The checksum of a pack, as it is told beside it."""
    return hashlib.sha256(content).hexdigest()
