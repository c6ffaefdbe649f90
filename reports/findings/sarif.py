"""What was found as SARIF 2.1.0, which code hosts and editors show beside the lines of a file.

What is off is an *error*. What is open is a *note* where all that the editions of the time give
lies outside what the figure admits, so that somebody should look; any other open figure is of the
kind *open* and has no level. What holds or cannot be checked is no result, and counted only.

What may surprise:

- a figure's fingerprint is made from its words and those around it, never from its place or its
  verdict: it stays the same when lines move, and a second figure with the same words has another;
- lines are told of plain text, Markdown and registers; of other documents their characters are no
  lines of the file, and the page is told instead.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from urllib.parse import quote

from expectations.outcomes import STANDINGS, Verdict
from expectations.wording.verdicts import RULES
from reports.findings.model import Findings
from reports.findings.text_figures import FigureFound, TextFindings
from sources.tools.foreign import JsonMapping, JsonObject

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
FINGERPRINT = "corrigendaFigure/v1"
_WITH_LINES = frozenset({"text", "markdown"})

_RULE_AT = {verdict.value: at for at, verdict in enumerate(RULES)}


@dataclass(frozen=True)
class _Figure:
    """One figure as a result needs it.

    Attributes:
        verdict: Its verdict.
        standing: Its standing.
        sentence: The verdict in a sentence.
        phrase: The figure with its words.
        identity: What it is known by, wherever it stands.
        is_far: Whether all that the time's editions give lies outside what it admits.
        place: Its physical location.
        properties: More about it, for programs.
    """

    verdict: str
    standing: str
    sentence: str
    phrase: str
    identity: tuple[str, ...]
    is_far: bool
    place: JsonMapping
    properties: JsonMapping = field(default_factory=dict)


def sarif_of_texts(
    found: Sequence[tuple[TextFindings, str]], root: Path, unread: Sequence[tuple[str, str]] = ()
) -> JsonObject:
    """Texts that were checked, as one run.

    Args:
        found: What was found in each, and its characters.
        root: The folder that paths are told from.
        unread: The files that could not be read, each with why.
    """
    figures = []
    for findings, text in found:
        uri = _uri(findings.text.file, root)
        lines = _Lines(text) if findings.text.format in _WITH_LINES else None
        figures += [
            _figure_of_text(one, uri, lines) for one in findings.figures if one.verdict is not None
        ]
    return _log(figures, [_notification(_uri(file, root), why) for file, why in unread])


def _notification(uri: str, why: str) -> JsonObject:
    """A file that could not be read, told as a fault of the run and not of the text."""
    place = {"physicalLocation": {"artifactLocation": {"uri": uri}}}
    return {"level": "error", "message": {"text": why}, "locations": [place]}


def sarif_of_run(
    findings: Findings, register: str, lines: Mapping[str, int], root: Path
) -> JsonObject:
    """A paper that was validated, each claim at its place in the register.

    Args:
        findings: What was found.
        register: The file of the register.
        lines: For each claim its line.
        root: The folder that paths are told from.
    """
    uri = _uri(register, root)
    figures = []
    for claim in findings.claims:
        rows = claim.declared.evidence
        figures.append(
            _Figure(
                verdict=claim.verdict,
                standing=claim.standing,
                sentence=claim.sentence,
                phrase=claim.phrase,
                identity=(findings.paper.id, claim.claim_id),
                is_far=bool(rows) and not any(row.is_inside for row in rows),
                place={
                    "artifactLocation": {"uri": uri},
                    "region": {
                        "startLine": max(1, lines.get(claim.claim_id, 1)),
                        "snippet": {"text": claim.phrase},
                    },
                },
                properties={
                    "claim": claim.claim_id,
                    "correction": claim.correction.phrase if claim.correction else "",
                    "citations": [row.citation.text for row in rows if row.citation],
                },
            )
        )
    return _log(figures)


def _figure_of_text(one: FigureFound, uri: str, lines: _Lines | None) -> _Figure:
    place: JsonObject = {"artifactLocation": {"uri": uri}}
    if lines is not None:
        place["region"] = lines.region(one.start, one.end) | {"snippet": {"text": one.phrase}}
    is_sure = one.reading is not None and one.reading.state != "unsure"
    page = {} if one.page is None else {"page": one.page}
    return _Figure(
        verdict=one.verdict or "",
        standing=one.standing or "",
        sentence=one.sentence_of_verdict,
        phrase=one.phrase,
        identity=(uri, _folded(one.sentence), _folded(one.phrase)),
        is_far=is_sure and bool(one.evidence) and not any(row.is_inside for row in one.evidence),
        place=place,
        properties={
            **page,
            "reading": one.reading.words if one.reading else "",
            "correction": one.correction,
            "citations": [row.citation.text for row in one.evidence],
        },
    )


def _log(figures: Sequence[_Figure], unread: Sequence[JsonMapping] = ()) -> JsonObject:
    counts = Counter(one.standing for one in figures)
    run: JsonObject = {
        "tool": {
            "driver": {
                "name": "Corrigenda",
                "version": version("corrigenda"),
                "rules": [_rule(verdict) for verdict in RULES],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": list(_results(figures)),
        "properties": {"standings": dict(sorted(counts.items()))},
    }
    if unread:
        invocation = {"executionSuccessful": False, "toolExecutionNotifications": list(unread)}
        run["invocations"] = [invocation]
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(verdict: Verdict) -> JsonObject:
    name, text = RULES[verdict]
    level = {"off": "error", "open": "note"}.get(STANDINGS[verdict], "none")
    return {
        "id": verdict.value,
        "name": name,
        "shortDescription": {"text": text},
        "help": {"text": f"{text} See docs/verdicts.md of Corrigenda."},
        "defaultConfiguration": {"level": level},
    }


def _results(figures: Iterable[_Figure]) -> Iterable[JsonObject]:
    met: Counter[tuple[str, ...]] = Counter()
    for one in figures:
        met[one.identity] += 1
        if one.standing not in ("off", "open"):
            continue
        is_told = one.standing == "off" or one.is_far
        yield {
            "ruleId": one.verdict,
            "ruleIndex": _RULE_AT[one.verdict],
            "kind": "fail" if is_told else "open",
            "level": "error" if one.standing == "off" else "note" if is_told else "none",
            "message": {"text": f"“{one.phrase}”: {one.sentence}"},
            "locations": [{"physicalLocation": one.place}],
            "partialFingerprints": {FINGERPRINT: _digest(one.identity, met[one.identity])},
            "properties": {"standing": one.standing, **one.properties},
        }


def _digest(identity: Sequence[str], nth: int) -> str:
    """What a figure is known by, in 32 hexadecimal digits."""
    return hashlib.sha256("\x1f".join([*identity, str(nth)]).encode()).hexdigest()[:32]


def _folded(words: str) -> str:
    """Words without what a new line or an indent changes."""
    return " ".join(words.split())


class _Lines:
    """Where the lines of a text begin: after a line feed, a carriage return, or both."""

    def __init__(self, text: str) -> None:
        self._begins = [0]
        for at, mark in enumerate(text):
            if mark == "\n" or (mark == "\r" and text[at + 1 : at + 2] != "\n"):
                self._begins.append(at + 1)

    def region(self, start: int, end: int) -> JsonObject:
        """Lines and columns of some characters, counted from 1; the end stands behind the last."""
        first, last = self._line(start), self._line(end)
        return {
            "startLine": first,
            "startColumn": start - self._begins[first - 1] + 1,
            "endLine": last,
            "endColumn": end - self._begins[last - 1] + 1,
            "charOffset": start,
            "charLength": end - start,
        }

    def _line(self, at: int) -> int:
        return bisect_right(self._begins, at)


def _uri(file: str, root: Path) -> str:
    """A file as an address: from the root where it lies in it, else a whole one."""
    if file == "-":
        return "stdin"
    path = Path(file)
    whole = path if path.is_absolute() else root / path
    try:
        return quote(whole.resolve().relative_to(root.resolve()).as_posix())
    except ValueError:
        return whole.resolve().as_uri()
