r"""The page of a correction: what its permalink leads to, with the ClaimReview in it.

Self-contained as the report is: no request leaves it, and the policy allows no script. The JSON-LD
stands in a data block, which no browser runs; every ``<`` in it is written ``\u003c``, so that no
text ends the block.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from markupsafe import Markup

from reports.corrections.case import ABOUT, UNNAMED, Publisher, case_of
from reports.corrections.jsonld import claim_review
from reports.corrections.letter import html_document, letter_subject
from reports.records import Dossier
from sources.errors import OutputError
from sources.tools.encoding import script_json
from sources.tools.files import (
    mend_unwritten,
    own_folder,
    say_unwritten,
    sweep_beside,
    write_file,
)

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]{0,199}", re.ASCII)
_STATES = {
    "approved": "Approved, not yet sent to the authors.",
    "sent": "Sent to the authors or the editor; no answer so far.",
    "acknowledged": "Received by the authors or the editor.",
    "corrected": "The authors or the editor say that it is made.",
    "declined": "The authors or the editor have declined it.",
    "verified": "Made: found in a new version of the text.",
}


def render_correction(dossier: Dossier, publisher: Publisher = UNNAMED) -> str:
    """The page of one correction."""
    case = case_of(dossier)
    return html_document(
        "page.html",
        case=case,
        evidence=case.evidence,
        paper=dossier.paper,
        publisher=publisher,
        about=ABOUT,
        subject=letter_subject([dossier]),
        state=_STATES.get(dossier.state, dossier.state),
        json_ld=Markup(script_json(claim_review(dossier, publisher))),
    )


def write_correction_page(dossier: Dossier, site: Path, publisher: Publisher = UNNAMED) -> Path:
    """Write the page of a correction to its place in the site, whole or not at all.

    Returns:
        ``SITE/corrections/<correction_id>/index.html``.

    Raises:
        OutputError: The name cannot name a folder, or the site cannot be written.
    """
    folder = site / "corrections" / file_stem(dossier.correction_id)
    with _writing(folder):
        own_folder(folder.parent)
        own_folder(folder)
    return write_whole(folder / "index.html", render_correction(dossier, publisher).encode())


def file_stem(correction_id: str) -> str:
    """The name of a correction as a name of files.

    Raises:
        OutputError: It cannot be one.
    """
    if not _NAME.fullmatch(correction_id) or ".." in correction_id:
        raise OutputError(
            f"the correction {correction_id[:80]!r} cannot name a file",
            mend="Give paper and claim names of letters, digits, '-', '_' and '.'",
        )
    return correction_id


def permalink(site_url: str, correction_id: str) -> str:
    """The public address of a correction's page; empty where the site has no address."""
    if not site_url:
        return ""
    return f"{site_url.rstrip('/')}/corrections/{file_stem(correction_id)}/"


def write_whole(path: Path, content: bytes) -> Path:
    """Write a file under a name of its own, then rename it.

    Raises:
        OutputError: It cannot be written; what was there is as it was.
    """
    with _writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        sweep_beside(path)
        write_file(path, content)
    return path


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    """Say what could not be written, and what to do."""
    try:
        yield
    except OSError as error:
        raise OutputError(
            f"it cannot be written: {say_unwritten(error)}",
            file=str(error.filename or path),
            mend=mend_unwritten(error, "Make the folder writable, or name another one with --out"),
        ) from error
