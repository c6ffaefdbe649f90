"""Evidence packs: all that a correction rests on, in one file.

Each is an RO-Crate 1.1 (https://w3id.org/ro/crate/1.1).

A pack holds the register as it was, the editions of the data that the paper's figures need with
their manifest, so that checksums chain, the finding, the approval, and what was sent. It is judged
again from its own content before it is written: a pack that would not verify is never made.

We write the crate ourselves: the `rocrate` package stamps files with the clock and draws a new
name each time, so the same correction would give other bytes; tests read our crates with it.

What is stored beside a finding is never compared with itself: to judge it again, the register is
read, the observations are verified and loaded, and every reading of the paper is computed as in a
run.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from expectations.assessment.assess import assess
from expectations.wording.formats.letters import NO_CLAIM, say_came_out
from reports.corrections.case import UNNAMED, Publisher, case_of
from reports.corrections.jsonld import annotation, claim_review
from reports.corrections.letter import letter_html, letter_markdown
from reports.corrections.pack_file import (
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
from reports.findings.claim_model import ClaimEntry
from reports.findings.findings import describe_claims, describe_vintages
from reports.findings.labels import Names
from reports.findings.model import VintageEntry, to_plain
from reports.findings.reading_model import EvidenceEntry, ReadingEntry
from reports.records import Dossier
from sources.errors import InputError
from sources.model import Failure, Vintage
from sources.registers.register import load_paper
from sources.snapshots.load import load_snapshot, locate_vintages
from sources.snapshots.manifest import file_name, render_manifest
from sources.snapshots.needs import Wanted, wanted_by
from sources.snapshots.rows import in_rows, read_verified
from sources.tools.encoding import to_json
from sources.tools.foreign import JsonObject
from sources.tools.text_safety import web_address

PROFILE = "https://w3id.org/ro/crate/1.1"
CONTEXT: tuple[Any, ...] = (
    f"{PROFILE}/context",
    {"sha256": "https://w3id.org/ro/terms/workflow-run#sha256"},
)
_WHAT = {
    CORRECTION: ("The correction: paper, finding, wording, approval", "application/json"),
    APPROVAL: ("Who approved it, when, and on what", "application/json"),
    REGISTER: ("The register of the paper's figures, as it was", "application/yaml"),
    MANIFEST: ("The editions of the data, with their checksums", "application/json"),
    LETTER: ("The letter to the authors and the editor", "text/markdown"),
    LETTER_HTML: ("The same letter", "text/html"),
    CLAIM_REVIEW: ("schema.org ClaimReview", "application/ld+json"),
    ANNOTATION: ("W3C Web Annotation", "application/ld+json"),
}


def render_metadata(
    dossier: Dossier, files: Mapping[str, bytes], publisher: Publisher
) -> JsonObject:
    """What `ro-crate-metadata.json` holds: each file with its checksum.

    Args:
        dossier: The correction.
        files: All other members, by name.
        publisher: Who made the pack.
    """
    case = case_of(dossier)
    names = sorted(files)
    root = {
        "@id": "./",
        "@type": "Dataset",
        "name": f"Evidence for a proposed {case.words.request}: “{case.exact}”",
        "description": "What the correction rests on. `corrigenda verify` computes the result "
        "again from it, with no network.",
        "datePublished": case.approved_on,
        "identifier": f"{dossier.correction_id}, revision {dossier.revision}",
        "license": "Of the data: as each file says. Of the rest: as its publisher says.",
        "publisher": {"@id": "#publisher"},
        "about": {"@id": "#paper"},
        "hasPart": [{"@id": name} for name in names],
    }
    house: JsonObject = {
        "@id": "#publisher",
        "@type": "Organization",
        "name": publisher.name,
    }
    if web_address(publisher.url):
        house["url"] = web_address(publisher.url)
    paper = {
        "@id": "#paper",
        "@type": "ScholarlyArticle",
        "name": dossier.paper.title,
        "identifier": dossier.paper.id,
    }
    about = {
        "@id": METADATA,
        "@type": "CreativeWork",
        "conformsTo": {"@id": PROFILE},
        "about": {"@id": "./"},
    }
    # The members are in a form of their own, whatever form a snapshot keeps its editions in.
    vintages = {f"snapshot/{one.file}": one for one in dossier.vintages}
    vintages |= {f"snapshot/{file_name(one.source, one.vintage)}": one for one in dossier.vintages}
    described = [_file(name, files[name], vintages.get(name)) for name in names]
    return {"@context": list(CONTEXT), "@graph": [about, root, house, paper, *described]}


def _file(name: str, content: bytes, vintage: VintageEntry | None) -> JsonObject:
    what, kind = _WHAT.get(name, ("Observations", "application/gzip"))
    entry: JsonObject = {
        "@id": name,
        "@type": "File",
        "name": what,
        "encodingFormat": kind,
        "contentSize": str(len(content)),
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    if vintage is not None:
        entry |= {
            "name": f"{vintage.label}, edition of {vintage.vintage}",
            "license": vintage.licence,
            "creditText": vintage.attribution,
        }
    return entry


def judge_again(
    register: Path, snapshot: Path
) -> tuple[dict[str, ClaimEntry], tuple[VintageEntry, ...]]:
    """The claims of a register, judged against a snapshot, by id; and the vintages.

    Raises:
        RegisterError: The register is wrong.
        SnapshotError: The snapshot is absent, changed or torn.
    """
    paper = load_paper(register)
    assessment = assess(paper, load_snapshot([snapshot], wanted_by([paper])))
    claims = describe_claims(assessment, Names(assessment.paper, assessment.vintages))
    return {claim.claim_id: claim for claim in claims}, describe_vintages(assessment.vintages)


def differences(then: ClaimEntry, now: ClaimEntry | None) -> tuple[str, ...]:
    """What of a claim's finding came out differently, in words; empty where nothing did.

    What decides counts: verdict, phrase, what the figure admits, each observed value to the last
    digit, and the corrected figure. How the program words it does not.
    """
    if now is None:
        return (NO_CLAIM,)
    then_facts, now_facts = _facts(then), _facts(now)
    found = []
    for name in dict.fromkeys((*then_facts, *now_facts)):
        before, after = then_facts.get(name, "nothing"), now_facts.get(name, "nothing")
        if before != after:
            found.append(say_came_out(name, before, after))
    return tuple(found)


def _facts(claim: ClaimEntry) -> dict[str, object]:
    """What decides of a finding, by its name in words."""
    stated = claim.stated
    facts: dict[str, object] = {
        "the verdict": claim.verdict,
        "the phrase": claim.phrase,
        "what the figure admits": (stated.lower, stated.upper),
        "the correct figure": claim.correction.figure if claim.correction else "none",
        "the way in which it was right": _reading(claim.explanation.reading),
        "the ways tried": claim.explanation.tried,
    }
    facts.update(_values(claim.declared.evidence))
    return facts


def _reading(reading: ReadingEntry | None) -> object:
    if reading is None:
        return "none"
    names = ("group", "indicator", "start", "end", "source", "vintage", "weighting", "obs_value")
    return tuple(getattr(reading, name) for name in names)


def _values(rows: Iterable[EvidenceEntry]) -> dict[str, tuple[float | None, float | None]]:
    return {
        f"{row.source} {row.vintage} {row.period_text}": (row.obs_first, row.obs_value)
        for row in rows
    }


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
    for kept in _choices(_wanted(register), located):
        files, claims = _judged(register, tuple(kept), tuple(failures))
        wrong = differences(dossier.claim, claims.get(dossier.claim.claim_id))
        if not wrong:
            return _seal(dossier, files, publisher)
    raise InputError(
        f"register or data have changed since the run that {dossier.correction_id} rests on "
        f"({wrong[0] if wrong else 'no edition is at hand'})",
        mend="Name the register and the snapshot of that run with --register and --snapshot, or "
        "validate again and approve anew",
    )


def _wanted(register: bytes) -> Wanted:
    """What a register needs of the data."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, REGISTER)
        path.write_bytes(register)
        return wanted_by([load_paper(path)])


@lru_cache(maxsize=2)
def _judged(
    register: bytes, kept: tuple[tuple[Path, Vintage], ...], failures: tuple[Failure, ...]
) -> tuple[Mapping[str, bytes], Mapping[str, ClaimEntry]]:
    """Register and data as a pack holds them, and the claims judged by these bytes alone.

    Kept for the next correction of the same paper; an edition is named with the sum of its data.
    """
    files = {REGISTER: register, **_snapshot_files(kept, failures, _wanted(register))}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_members(folder, files)
        claims, _ = judge_again(folder / REGISTER, (folder / MANIFEST).parent)
    return files, claims


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
    approvals = [to_plain(event) for event in dossier.events if event.kind == "approve"]
    whole = {
        **files,
        CORRECTION: to_json({**to_plain(dossier), "format": "corrigenda-pack/1"}, is_sorted=True),
        APPROVAL: to_json(approvals, is_sorted=True),
        LETTER: letter_markdown([dossier], publisher).encode(),
        LETTER_HTML: letter_html([dossier], publisher).encode(),
        CLAIM_REVIEW: to_json(claim_review(dossier, publisher), is_sorted=True),
        ANNOTATION: to_json(annotation(dossier, publisher), is_sorted=True),
    }
    whole[METADATA] = to_json(render_metadata(dossier, whole, publisher), is_sorted=True)
    return render_zip(whole)
