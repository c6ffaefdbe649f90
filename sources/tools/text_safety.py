"""Text of strangers made fit for where it goes: Markdown, a cell of a table, a link."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from typing import Any
from urllib.parse import SplitResult, quote, urlsplit

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet takes a cell that begins with it for: a formula (OWASP, CSV injection)."""
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
_JOINER = "\u2060"
_WEB = re.compile(r"https?://[^\s\x00-\x1f\x7f]+", re.ASCII)

_LONGEST_ANSWER = 300

_STEERING = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Unicode categories that move a cursor, turn the direction of writing or cannot be encoded."""


def each_text(value: Any, change: Callable[[str], str]) -> Any:
    """Plain data with each text in it changed, names of fields too; tuples become lists."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Mapping):
        return {change(key): each_text(item, change) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [each_text(item, change) for item in value]
    return value


def shorten(text: str, most: int) -> str:
    """At most so many characters of a text, the last of them an ellipsis where it goes on."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def one_line(text: str) -> str:
    """A text on one line, without characters that are not seen or turn the direction of writing."""
    folded = " ".join(text.split())
    return "".join(sign for sign in folded if unicodedata.category(sign) not in _UNSEEN)


def markdown_text(text: str) -> str:
    """A text on one line that Markdown shows as it is.

    What GitHub makes of text after Markdown is done, mentions and references to issues, is parted
    by a word joiner: no name in a paper calls anybody. An address in it becomes no link.
    """
    escaped = escape_markdown(one_line(text))
    escaped = escaped.replace("&", "&amp;").replace("~", "\\~").replace("://", ":\\//")
    escaped = re.sub(r"^([-+=])", r"\\\1", escaped)
    escaped = re.sub(r"^(\d+)([.)])(?=\s|$)", r"\1\\\2", escaped)
    return re.sub(r"(@|\\#)(?=\w)", rf"\1{_JOINER}", escaped)


def safe_cell(value: str) -> str:
    """A cell that no spreadsheet takes for a formula: with an apostrophe before it where it might.

    What a spreadsheet sees first counts, so a cell that begins with blanks is looked at behind
    them.
    """
    seen = value.lstrip(" \u00a0\ufeff\u200b")
    return f"'{value}" if value.startswith(_FORMULA) or seen.startswith(_FORMULA) else value


def web_address(text: str) -> str:
    """The address if it leads to the web and to nothing else; empty if not."""
    if not _WEB.fullmatch(text):
        return ""
    return quote(text, safe=":/?#[]@!$&*+,;=%~._-")


def split_address(text: str) -> SplitResult:
    """The parts of an address; all of them empty where it is none."""
    try:
        return urlsplit(text)
    except ValueError:
        return urlsplit("")


def escape_markdown(text: str) -> str:
    """Text that Markdown shows as it is."""
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]<>#|!" else sign for sign in text)


def said(answer: bytes | str, secrets: Collection[str] = ()) -> str:
    """What a receiver said, fit to be shown and kept: one line, short, without our secrets."""
    text = answer.decode(errors="replace") if isinstance(answer, bytes) else answer
    # The longest first: a part of one that is replaced before would leave the rest of it.
    for secret in sorted(filter(None, secrets), key=len, reverse=True):
        text = re.sub(re.escape(secret), "[secret]", text, flags=re.IGNORECASE)
    shown = "".join(" " if unicodedata.category(sign)[0] in "CZ" else sign for sign in text)
    return " ".join(shown.split())[:_LONGEST_ANSWER]


def printable(text: str) -> str:
    r"""The text on one line, with what could steer a terminal written as ``\x1b``."""
    text = " ".join(text.split())
    return "".join(
        character.encode("unicode_escape").decode("ascii")
        if unicodedata.category(character) in _STEERING
        else character
        for character in text
    )
