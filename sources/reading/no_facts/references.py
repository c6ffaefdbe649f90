"""Which figures only say where a work is found: volumes, pages, and all in a list of works."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sources.reading.mentions.printed import Printed
from sources.reading.sentences.context import View

_WORKS = re.compile(
    r"\W*(?:(?:\d{1,2}|[IVX]{1,4}|[A-Z])[.)]?\s+)?(?:list of )?(?:references|reference list|"
    r"bibliography|(?:works|literature|sources) cited|cited (?:works|literature))\W*",
    re.IGNORECASE,
)
"""The heading of a list of works."""
_PAGES = re.compile(r"[eE]?\d{1,5}(?:\s?[-–—]\s?[eE]?\d{1,5})?")
_VOLUME = re.compile(r"\d{1,4}")
_ISSUE = re.compile(r"\s*\(\d{1,3}(?:[–/-]\d{1,3})?\)\s*[,:]\s*(?:pp?\.\s*)?[eE]?\d")
_BEHIND_ISSUE = re.compile(r"\b\d{1,4}\s*\(\d{1,3}(?:[–/-]\d{1,3})?\)\s*[,:]\s*(?:pp?\.\s*)?$")
_PAGES_BEFORE = re.compile(r"\b(?:pp|vol|vols)\.\s*$|\bvolume\s+$", re.IGNORECASE)
_LONG = re.compile(r"\d{2,4}\s?pp\.?")
_ENDS = re.compile(r"\.?\s*(?:$|[\n;)]|[A-Z])")
_FEWEST = 16
"""A book has so many pages at least; with fewer "pp" are points."""


def lists_works(heads: Iterable[View]) -> bool:
    """Whether a heading says that what stands below is a list of works ("References")."""
    return any(_WORKS.fullmatch(head.text, head.start, head.end) for head in heads)


def of_a_work(view: View, one: Printed) -> str:
    """Why a figure is a volume's or a page's ("32(1), 1–13", "100 pp."); empty where it is none.

    Args:
        view: The sentence.
        one: The figure.
    """
    text = view.text[one.start : one.end]
    before, after = view.before(one.start, 40), view.after(one.end, 40)
    is_page = _PAGES.fullmatch(text) is not None
    if is_page and (_BEHIND_ISSUE.search(before) or _PAGES_BEFORE.search(before)):
        return "it is a page or a volume of a work"
    if _VOLUME.fullmatch(text) and _ISSUE.match(after):
        return "it is a page or a volume of a work"
    is_long = _LONG.fullmatch(text) is not None and one.value >= _FEWEST
    is_listed = before.rstrip().endswith((",", ".", ";")) and _ENDS.match(after) is not None
    return "it is how many pages a work has" if is_long and is_listed else ""
