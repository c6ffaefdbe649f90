"""Writing corrections to files: which format goes under which name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reports.corrections.case import Publisher
from reports.corrections.jsonld import annotation, claim_review, reviews_document
from reports.corrections.letter import letter_html, letter_markdown
from reports.corrections.packs import build_pack
from reports.corrections.page import file_stem, write_correction_page, write_whole
from reports.corrections.signatures import SUFFIX, sign
from reports.corrections.tables import corrections_csv, corrections_json
from reports.decisions.register_place import find_file
from reports.records import Dossier
from sources.errors import InputError
from sources.tools.encoding import to_json


@dataclass(frozen=True)
class ExportMaterial:
    """What exporting needs besides the corrections.

    Attributes:
        register: The register of the paper, for a pack; None: the one that the run read.
        snapshots: The observations for a pack; empty: those that the run names.
        publisher: In whose name it leaves.
        key: Signs packs and letters; None leaves them unsigned.
        text: The paper as published, for the places of annotations; empty where it is not at hand.
    """

    register: str | None
    snapshots: tuple[str, ...]
    publisher: Publisher
    key: bytes | None = None
    text: str = ""


_SIGNED = frozenset({"letter", "letter-html", "pack"})


def export_corrections(
    dossiers: Sequence[Dossier], forms: Sequence[str], out: Path, material: ExportMaterial
) -> Iterator[Path]:
    """Write corrections in some formats; gives each file once it is written.

    Args:
        dossiers: In order of name.
        forms: ``letter``, ``letter-html``, ``claimreview``, ``annotation``, ``csv``, ``json``,
            ``pack``, ``page``.
        out: The folder.
        material: What else is needed.

    Raises:
        CorrigendaError: Something cannot be read or written; files written before stay.
    """
    for form in forms:
        if form == "page":
            for one in dossiers:
                yield write_correction_page(one, out, material.publisher)
        else:
            for name, content in _render(dossiers, form, material):
                yield write_whole(out / name, content)
                if material.key is not None and form in _SIGNED:
                    signature = sign(content, material.key)
                    yield write_whole(out / f"{name}{SUFFIX}", signature)


def _render(
    dossiers: Sequence[Dossier], form: str, material: ExportMaterial
) -> Iterator[tuple[str, bytes]]:
    publisher = material.publisher
    if form in ("letter", "letter-html"):
        yield from _letters(dossiers, form, publisher)
    elif form == "csv":
        yield "corrections.csv", corrections_csv(dossiers).encode()
    elif form == "json":
        yield "corrections.json", corrections_json(dossiers, publisher).encode()
    elif form == "claimreview":
        for one in dossiers:
            name = f"{file_stem(one.correction_id)}.claimreview.jsonld"
            yield name, to_json(claim_review(one, publisher))
        reviews = [claim_review(one, publisher) for one in dossiers]
        yield "claimreview.jsonld", to_json(reviews_document(reviews))
    elif form == "annotation":
        for one in dossiers:
            name = f"{file_stem(one.correction_id)}.annotation.jsonld"
            yield name, to_json(annotation(one, publisher, material.text))
    else:
        for one in dossiers:
            yield f"{file_stem(one.correction_id)}.zip", _pack(one, material)


def _letters(
    dossiers: Sequence[Dossier], form: str, publisher: Publisher
) -> Iterator[tuple[str, bytes]]:
    """One letter for each paper; named for the correction where it is about one only."""
    papers: dict[str, list[Dossier]] = {}
    for one in dossiers:
        papers.setdefault(one.paper.id, []).append(one)
    for paper_id, several in papers.items():
        stem = file_stem(several[0].correction_id if len(several) == 1 else paper_id)
        if form == "letter":
            yield f"{stem}.letter.md", letter_markdown(several, publisher).encode()
        else:
            yield f"{stem}.letter.html", letter_html(several, publisher).encode()


def _pack(dossier: Dossier, material: ExportMaterial) -> bytes:
    snapshots = material.snapshots or dossier.run.snapshot_names
    register = _register(dossier, material.register)
    return build_pack(dossier, register, snapshots, material.publisher)


def _register(dossier: Dossier, named: str | None) -> bytes:
    """The register that is named, else the one that the run read: a pack is judged from it anew."""
    paper_id = dossier.paper.id
    path = Path(named) if named is not None else find_file(dossier.run, paper_id)
    if path is None:
        raise InputError(
            f"the register of {paper_id!r} is not at hand", mend="Name its file with --register"
        )
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(
            f"the register cannot be read ({error.strerror})", mend="Name a file", file=str(path)
        ) from None
