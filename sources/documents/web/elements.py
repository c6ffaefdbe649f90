"""What single elements of a web page are to a reader: cells by their role, raised marks, layout."""

from __future__ import annotations

import re

from lxml import etree

SUPERSCRIPTS = str.maketrans("0123456789+-−()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿ")
_RAISED_LETTERS = str.maketrans("abcdefgh", "ᵃᵇᶜᵈᵉᶠᵍʰ")
_NOTE_LETTERS = re.compile(r"\s*[a-h](?:\s*,\s*[a-h])*\s*")
_ROLES = {
    "table": "table",
    "grid": "table",
    "treegrid": "table",
    "row": "tr",
    "cell": "td",
    "gridcell": "td",
    "columnheader": "th",
    "rowheader": "th",
}
_OF_TABLES = frozenset(("table", "tr", "td", "th"))
_RAISED = re.compile(r"vertical-align\s*:\s*(?:super|text-top)", re.IGNORECASE)
_MARK_OF_A_NOTE = re.compile(r"\s*[\[(]?(?:\d{1,3}|[a-h])[\])]?\s*")
_TO_A_NOTE = re.compile(
    r"(?:\b|_)(?:foot|end)?notes?[-_ ]?(?:ref|\b)|(?:\b|_)fn[-_]?ref", re.IGNORECASE
)
_WORD_AT_END = re.compile(r"[^\W\d_]{3}$")
_SMALL_AT_END = re.compile(r"[^\W\d_]{2}[a-z]$")
_WORD_AT_START = re.compile(r"(?!(?:st|nd|rd|th)\b)[a-z]{2}")
_NAME_AT_START = re.compile(r"[A-Z][a-z]")


def tag_by_role(element: etree._Element) -> str:
    """An element's tag, or that of the part of a table whose role it has; empty for a comment."""
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    role = element.get("role")
    return tag if role is None or tag in _OF_TABLES else _ROLES.get(role, tag)


def raise_marks(words: str) -> str:
    """Raised words as characters that are raised: digits, and letters that mark a note."""
    words = words.translate(SUPERSCRIPTS)
    return words.translate(_RAISED_LETTERS) if _NOTE_LETTERS.fullmatch(words) else words


def is_raised(element: etree._Element, before: str) -> bool:
    """Whether an element is raised: a superscript, by its style, or as a note's mark at a word.

    Args:
        element: The element.
        before: The characters right before it.
    """
    if element.tag == "sup":
        return True
    if not element.attrib:
        return False
    if _RAISED.search(element.get("style", "")) is not None:
        return True
    if not before or before[-1].isspace() or element.tag not in ("a", "span"):
        return False
    words = "".join(element.itertext())
    return _MARK_OF_A_NOTE.fullmatch(words) is not None and _leads_to_a_note(element)


def _leads_to_a_note(element: etree._Element) -> bool:
    if element.get("href", "").startswith("#") or element.get("role") == "doc-noteref":
        return True
    return _TO_A_NOTE.search(f"{element.get('class', '')} {element.get('id', '')}") is not None


def are_apart(before: str, words: str) -> bool:
    """Whether characters of two elements that touch in the file are shown apart.

    Styles set a label and its value apart that no blank parts ("Population", "31.3 million").
    """
    if not words or not before:
        return False
    if words[0].isdecimal() or words[0] in "$€£¥":
        return _WORD_AT_END.search(before[-3:]) is not None
    if before[-1].isdecimal() or before[-1] == "%":
        return _WORD_AT_START.match(words) is not None
    return _NAME_AT_START.match(words) is not None and _SMALL_AT_END.search(before[-3:]) is not None


def rows_apart(root: etree._Element) -> frozenset[etree._Element]:
    """The rows that lay out a page, as a cell of theirs holds a table, and are none of values.

    Of several tables in a row each must have words above it in its cell: titles in a row of their
    own would all stand above the first.
    """
    rows: list[tuple[etree._Element, list[bool]]] = []
    has_words: list[bool] = []
    found = set()
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag, is_start = element.tag, event == "start"
        if tag == "tr" and is_start:
            rows.append((element, []))
        elif tag == "tr" and rows:
            row, titled = rows.pop()
            if len(titled) == 1 or (titled and all(titled)):
                found.add(row)
        elif tag in ("td", "th"):
            has_words.append(False) if is_start else has_words and has_words.pop()
        elif tag == "table" and is_start and rows:
            rows[-1][1].append(bool(has_words) and has_words[-1])
        if has_words:
            words = element.text if is_start else element.tail
            has_words[-1] |= bool((words or "").strip())
    return frozenset(found)
