"""The metadata of an evidence pack: RO-Crate 1.1 (https://w3id.org/ro/crate/1.1)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from reports.corrections.case import tell
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
)
from reports.corrections.plain_text import web_address
from reports.corrections.publisher import Publisher
from reports.records import Dossier, Plain

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
) -> dict[str, Any]:
    """What `ro-crate-metadata.json` holds: each file with its checksum.

    Args:
        dossier: The correction.
        files: All other members, by name.
        publisher: Who made the pack.
    """
    case = tell(dossier)
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
    house: dict[str, Any] = {
        "@id": "#publisher",
        "@type": "Organization",
        "name": publisher.name,
    }
    if web_address(publisher.url):
        house["url"] = web_address(publisher.url)
    paper = {
        "@id": "#paper",
        "@type": "ScholarlyArticle",
        "name": dossier.paper["title"],
        "identifier": dossier.paper["id"],
    }
    about = {
        "@id": METADATA,
        "@type": "CreativeWork",
        "conformsTo": {"@id": PROFILE},
        "about": {"@id": "./"},
    }
    editions = {f"snapshot/{one['file']}": one for one in dossier.vintages}
    described = [_file(name, files[name], editions.get(name)) for name in names]
    return {"@context": list(CONTEXT), "@graph": [about, root, house, paper, *described]}


def _file(name: str, content: bytes, edition: Plain | None) -> dict[str, Any]:
    what, kind = _WHAT.get(name, ("Observations", "application/gzip"))
    entry: dict[str, Any] = {
        "@id": name,
        "@type": "File",
        "name": what,
        "encodingFormat": kind,
        "contentSize": str(len(content)),
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    if edition is not None:
        entry |= {
            "name": f"{edition['label']}, edition of {edition['vintage']}",
            "license": edition["licence"],
            "creditText": edition["attribution"],
        }
    return entry
