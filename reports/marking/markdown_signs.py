"""Markdown's signs inside a block, which a page shows as what they mean: emphasis, code, links.

A place in a Markdown text is a place in its file, so the signs stay in the text that is read; only
what people are shown goes without them. What is no pair ("3 * 4", "snake_case", a star without its
fellow) stays. The time grows with the text alone, whatever stands in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import msgspec

from reports.findings.text_figures import FigureFound, TextFindings

_TOKEN = re.compile(
    r"\\[\\`*_{}\[\]()#+.!|>~-]|`+|\*+|_+|!?\[|\]\([^()\s]{0,500}(?:\s+\"[^\"\n]{0,300}\")?\)"
)
_LINE_SIGN = re.compile(r"^[ \t]{0,3}>[ \t]?", re.MULTILINE)
_UNDERLINE = re.compile(r"\n[ \t]{0,3}(?:=+|-{3,})[ \t]*$|[ \t]+#+[ \t]*$")
_FRONT_SIGN = re.compile(r"[ \t]*(?:[-*+>•]|#{1,6})[ \t]+(?=\S)")
_ROW = re.compile(r"\s*\|[^\n]*\|\s*")
_LONGEST_HEADING = 400
_HALF_PAIR = re.compile(
    r"(?<![\w*])\*{1,3}(?=[^\s*])|(?<=[^\s*])\*{1,3}(?![\w*])"
    r"|(?<![\w_])_{1,3}(?=[^\s_])|(?<=[^\s_])_{1,3}(?![\w_])|`+"
)


@dataclass(frozen=True)
class SignedRun:
    """A stretch without a sign in it, and the elements it stands in; None where it is a sign."""

    start: int
    end: int
    tags: tuple[str, ...] | None


@dataclass(frozen=True)
class _Opener:
    start: int
    end: int


def find_runs(text: str, start: int, end: int) -> list[SignedRun]:
    """A block's stretches in order, end to end.

    Args:
        text: The text.
        start: Where the block begins.
        end: One past its last character.
    """
    hidden: list[tuple[int, int]] = [
        found.span() for found in _LINE_SIGN.finditer(text, start, end)
    ]
    underline = _UNDERLINE.search(text, max(start, end - _LONGEST_HEADING), end)
    if underline is not None and "\n" not in text[start : underline.start()]:
        hidden.append(underline.span())
    styled: list[tuple[int, int, str]] = []
    _scan(text, start, end, hidden, styled)
    return _in_order(start, end, hidden, styled)


def _scan(
    text: str,
    start: int,
    end: int,
    hidden: list[tuple[int, int]],
    styled: list[tuple[int, int, str]],
) -> None:
    openers: dict[str, list[_Opener]] = {"*": [], "_": [], "[": []}
    tokens = list(_TOKEN.finditer(text, start, end))
    closing = _closing_ticks(tokens)
    place = start
    for token in tokens:
        if token.start() < place:
            continue
        sign = token[0]
        if sign[0] == "\\":
            hidden.append((token.start(), token.start() + 1))
        elif sign[0] == "`":
            fellow = closing.get(token.start())
            if fellow is not None:
                hidden += (token.span(), fellow.span())
                styled.append((token.end(), fellow.start(), "code"))
                place = fellow.end()
        elif sign.endswith("["):
            openers["["].append(_Opener(*token.span()))
        elif sign[0] == "]":
            if openers["["]:
                opener = openers["["].pop()
                hidden += ((opener.start, opener.end), token.span())
        else:
            _pair(text, token.span(), (start, end), openers[sign[0]], hidden, styled)


def _closing_ticks(tokens: Sequence[re.Match[str]]) -> dict[int, re.Match[str]]:
    """For each run of backticks the next one as long."""
    found: dict[int, re.Match[str]] = {}
    last: dict[int, re.Match[str]] = {}
    for token in reversed(tokens):
        if token[0][0] == "`":
            length = len(token[0])
            if length in last:
                found[token.start()] = last[length]
            last[length] = token
    return found


def _pair(
    text: str,
    span: tuple[int, int],
    block: tuple[int, int],
    openers: list[_Opener],
    hidden: list[tuple[int, int]],
    styled: list[tuple[int, int, str]],
) -> None:
    """Close what a run of stars or lines closes; what is left of it may open."""
    low, high = span
    before = text[low - 1] if low > block[0] else " "
    after = text[high] if high < block[1] else " "
    inside_word = _is_word(before) and _is_word(after)
    if inside_word and (text[low] == "_" or high - low == 1):
        return
    while low < high and openers and not before.isspace():
        opener = openers.pop()
        used = min(2, high - low, opener.end - opener.start)
        hidden += ((opener.end - used, opener.end), (low, low + used))
        styled.append((opener.end, low, "strong" if used == 2 else "em"))
        low += used
        if opener.end - used > opener.start:
            openers.append(_Opener(opener.start, opener.end - used))
    if low < high and not after.isspace():
        openers.append(_Opener(low, high))


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _in_order(
    start: int, end: int, hidden: Sequence[tuple[int, int]], styled: Sequence[tuple[int, int, str]]
) -> list[SignedRun]:
    changes = [(low, 1, "") for low, _ in hidden] + [(high, -1, "") for _, high in hidden]
    for low, high, tag in styled:
        changes += ((low, 1, tag), (high, -1, tag))
    depth = {"": 0, "strong": 0, "em": 0, "code": 0}
    runs: list[SignedRun] = []
    place = start
    for at, by, tag in sorted(changes):
        if at > place:
            runs.append(_run(place, at, depth))
            place = at
        depth[tag] += by
    if end > place:
        runs.append(_run(place, end, depth))
    return runs


def _run(start: int, end: int, depth: dict[str, int]) -> SignedRun:
    if depth[""]:
        return SignedRun(start, end, None)
    return SignedRun(start, end, tuple(tag for tag in ("strong", "em", "code") if depth[tag]))


def without_signs(words: str) -> str:
    """Words quoted from a Markdown text as a page shows them; a pair may have lost its fellow."""
    if _ROW.fullmatch(words):
        words = " · ".join(cell.strip() for cell in words.strip().strip("|").split("|"))
    front = _FRONT_SIGN.match(words)
    start = front.end() if front is not None else 0
    kept = "".join(
        words[run.start : run.end]
        for run in find_runs(words, start, len(words))
        if run.tags is not None
    )
    return _HALF_PAIR.sub("", kept)


def as_shown(findings: TextFindings) -> TextFindings:
    """What was found in a text, with its words as people are shown them."""
    if findings.text.format != "markdown":
        return findings
    return msgspec.structs.replace(findings, figures=list(_figures(findings.figures)))


def _figures(figures: Sequence[FigureFound]) -> Iterator[FigureFound]:
    for one in figures:
        yield msgspec.structs.replace(
            one,
            phrase=without_signs(one.phrase),
            sentence=without_signs(one.sentence),
            sentence_of_verdict=without_signs(one.sentence_of_verdict),
            correction=without_signs(one.correction),
        )
