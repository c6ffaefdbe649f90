"""The letter to the authors and the editor, as Markdown and as HTML.

One letter tells one correction or all those of a paper. In the Markdown every value is escaped
unless a template says otherwise (`finalize`), as autoescape does for the HTML, so that no text of a
paper, a source or a reviewer becomes markup.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from expectations.wording.phrases import join
from reports.corrections.case import ABOUT, UNNAMED, Case, EvidenceItem, Publisher, case_of
from reports.findings.labels import claimants_of
from reports.findings.model import PaperEntry
from reports.records import Dossier
from reports.unbroken import with_unbroken_dates
from sources.errors import InputError
from sources.tools.text_safety import markdown_text, one_line, web_address

_TEMPLATES = Path(__file__).with_name("templates")
_SHORT = 60
_LEAST = 15
"""Letters of a title before its colon that can stand for all of it."""
_MOST_GREETED = 3
_EMAIL = re.compile(r"[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


class _Written(str):
    """Markdown that is written as it is."""

    __slots__ = ()


def letter_subject(dossiers: Sequence[Dossier]) -> str:
    """The subject, on one line: "Proposed correction: “29% of the world” in ..."."""
    title = _shorten(_title_of(_paper_of(dossiers)))
    if len(dossiers) == 1:
        case = case_of(dossiers[0])
        return f"Proposed {case.words.request}: “{_shorten(one_line(case.figure))}” in “{title}”"
    return f"{len(dossiers)} proposed corrections: “{title}”"


def letter_markdown(dossiers: Sequence[Dossier], publisher: Publisher = UNNAMED) -> str:
    """The letter as Markdown (CommonMark and GitHub's tables).

    Args:
        dossiers: One correction, or several of one paper, in the order of the letter.
        publisher: Who sends it.

    Raises:
        InputError: There is none, or they are of several papers.
    """
    text = _markdown().get_template("letter.md").render(vars(_letter_of(dossiers, publisher)))
    return text.strip() + "\n"


def letter_html(dossiers: Sequence[Dossier], publisher: Publisher = UNNAMED) -> str:
    """The letter as one HTML document that loads nothing and runs nothing.

    Raises:
        InputError: As for `letter_markdown`.
    """
    return html_document("letter.html", **vars(_letter_of(dossiers, publisher)))


def html_document(template: str, **values: Any) -> str:
    """A document of this folder's templates, with its style within and a policy that holds it."""
    style = style_sheet()
    policy = f"default-src 'none'; style-src {hash_source(style)}; img-src data:; base-uri 'none'; "
    policy += "form-action 'none'"
    found = html_environment().get_template(template)
    return with_unbroken_dates(found.render(policy=policy, style=Markup(style), **values))


def hash_source(text: str) -> str:
    """How a Content-Security-Policy names a text that it allows."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


@lru_cache(maxsize=1)
def style_sheet() -> str:
    """The style of letters and pages."""
    return (_TEMPLATES / "letter.css").read_text(encoding="utf-8").strip()


@lru_cache(maxsize=1)
def html_environment() -> Environment:
    """Templates whose values are escaped for HTML."""
    return _environment(autoescape=True)


def _environment(*, autoescape: bool, finalize: Callable[[Any], Any] | None = None) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=autoescape,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=finalize,
    )
    environment.filters["web"] = web_address
    return environment


@lru_cache(maxsize=1)
def _markdown() -> Environment:
    def as_markdown(value: Any) -> str:
        return value if isinstance(value, _Written) else markdown_text(str(value))

    environment = _environment(autoescape=False, finalize=as_markdown)
    environment.filters["contact"] = _contact
    environment.filters["written"] = lambda text: _Written(text)
    environment.filters["code"] = lambda text: _Written(f"`{one_line(str(text)).replace('`', '')}`")
    return environment


def _contact(text: str) -> str:
    """An address to answer to, as a link that can be copied; any other text escaped."""
    address = text if _EMAIL.fullmatch(text) else web_address(text)
    return _Written(f"<{address}>") if address else text


@dataclass(frozen=True)
class _Letter:
    """What the templates of a letter take, each by its name there."""

    paper: PaperEntry
    salutation: str
    cases: Sequence[Case]
    ask: str
    evidence: Sequence[EvidenceItem]
    approvers: Sequence[str]
    approvals: str
    publisher: Publisher
    about: str
    subject: str


def _letter_of(dossiers: Sequence[Dossier], publisher: Publisher) -> _Letter:
    cases = [case_of(dossier) for dossier in dossiers]
    paper = _paper_of(dossiers)
    asks = {case.words.request for case in cases}
    return _Letter(
        paper=paper,
        salutation=_salutation(paper),
        cases=_notes_once(cases),
        ask="correction" if asks != {"clarification"} else "clarification",
        evidence=_each_once(cases),
        approvers=list(dict.fromkeys(case.approved_by for case in cases)),
        approvals=join(list(dict.fromkeys(one.approval for one in cases))),
        publisher=publisher,
        about=ABOUT,
        subject=letter_subject(dossiers),
    )


def _salutation(paper: PaperEntry) -> str:
    """Whom the letter greets: the authors by name where they are few, an organisation's people."""
    claimants = claimants_of(paper)
    if claimants.people and len(claimants.people) <= _MOST_GREETED:
        return f"Dear {join(claimants.people)}, dear editor,"
    return (
        "Dear colleagues,"
        if claimants.body and not claimants.people
        else "Dear authors and editor,"
    )


def _notes_once(cases: Sequence[Case]) -> list[Case]:
    """The cases, each note of how the text was read told once in a letter."""
    told: set[str] = set()
    found = []
    for case in cases:
        notes = (*case.read_as, case.list_note)
        read_as = tuple(note for note in case.read_as if note not in told)
        list_note = "" if case.list_note in told else case.list_note
        told.update(notes)
        found.append(replace(case, read_as=read_as, list_note=list_note))
    return found


def _paper_of(dossiers: Sequence[Dossier]) -> PaperEntry:
    papers = {dossier.paper.id for dossier in dossiers}
    if len(papers) != 1:
        what = "a letter is about one paper" if papers else "there is no correction to write about"
        raise InputError(what, mend="Name corrections of one paper")
    return dossiers[0].paper


def _each_once(cases: Sequence[Case]) -> list[EvidenceItem]:
    found = {item.key: item for case in cases for item in case.evidence}
    return [found[key] for key in sorted(found)]


def _title_of(paper: PaperEntry) -> str:
    """A paper's title as a subject has it: a long one without what follows its colon."""
    title = one_line(paper.title)
    head, colon, _ = title.partition(": ")
    return head if colon and len(title) > _SHORT and _LEAST <= len(head) <= _SHORT else title


def _shorten(text: str) -> str:
    if len(text) <= _SHORT:
        return text
    cut = text[: _SHORT - 1]
    return f"{(cut[: cut.rindex(' ')] if ' ' in cut else cut).rstrip(',;:–— ')}…"
