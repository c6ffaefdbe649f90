"""What all pages share: the templates' environment and filters, the style sheet, policy hashes.

The report of a run and the review page are made of the same parts, so that a claim looks the same
in both. Everything is escaped; a name that a template does not know is a fault.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from expectations.standings import sheet
from expectations.wording.counts import say_bearing, say_stands
from expectations.wording.phrases import join
from reports.findings.findings import verdict_told
from reports.findings.model import VintageEntry
from sources.reference.areas import area_name

_TEMPLATES = Path(__file__).resolve().parents[1] / "templates"

MARKS = {"off": "✗", "open": "?", "holds": "✓", "not checkable": "–"}
"""A shape for each standing, so that a verdict can be told without colour; the gravest first."""


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Jinja's environment, with the templates' filters."""
    made = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "area": area_name,
        "capitalised": lambda text: text[:1].upper() + text[1:],
        "editions": _say_vintages,
        "grouped": lambda number: f"{number:,}",
        "instant": say_instant,
        "is_web": lambda url: url.startswith(("https://", "http://")),
        "bear_out": say_bearing,
        "listed": join,
        "parts_of_reading": _say_parts,
        "mark": MARKS.__getitem__,
        "stands": say_stands,
        "verdict_told": verdict_told,
        "slug": lambda text: re.sub(r"[^a-z0-9]+", "-", text.lower()),
    }
    return made


_FIRST = frozenset({"page.css", "text_page.css"})


@lru_cache(maxsize=8)
def style(name: str = "page.css") -> str:
    """A style sheet without the white space that only its editors need.

    One that is the first of its page brings the colours of the standings.
    """
    text = (_TEMPLATES / name).read_text(encoding="utf-8")
    if name in _FIRST:
        text = f"{sheet()}\n{text}"
    return re.sub(r"\s*\n\s*", "\n", text).strip()


@lru_cache(maxsize=8)
def script(name: str = "page.js") -> str:
    """A script as it stands."""
    return (_TEMPLATES / name).read_text(encoding="utf-8").strip()


def policy_hash(text: str) -> str:
    """How a Content-Security-Policy names a style or script that stands in the page."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def say_instant(text: str) -> str:
    """An instant for people ("23 November 2026, 14:05 UTC"); what is no instant, as it is."""
    try:
        moment = datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError):
        return text
    return f"{moment.day} {moment:%B %Y, %H:%M} UTC"


def _say_vintages(vintages: Sequence[VintageEntry]) -> str:
    """How many editions of how many sources ("6 editions of 3 sources")."""
    sources = len({vintage.source for vintage in vintages})
    editions = "1 edition" if len(vintages) == 1 else f"{len(vintages)} editions"
    return f"{editions} of {'1 source' if sources == 1 else f'{sources} sources'}"


def _say_parts(changed: Sequence[str]) -> str:
    """What differs between two readings, in words: a vintage is an edition to a person."""
    return join(["edition" if part == "vintage" else part for part in changed])
