"""What suites are made of: expectations as plain data, with ids that say what they are about.

A suite as text that people can read and compare: sorted keys, full lines of codes.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from expectations.wording.checks.suites import NOTES
from sources.model import Paper
from sources.tools.encoding import wire_json
from sources.tools.foreign import JsonObject

SuiteDocument = JsonObject
"""A suite as Great Expectations keeps it."""

_WIDTH = 100


def to_json(document: SuiteDocument) -> str:
    """A suite as text: sorted keys, and lists of codes in full lines rather than one a line."""
    return _render(document, 0) + "\n"


def _render(value: Any, depth: int) -> str:
    inner, outer = "  " * (depth + 1), "  " * depth
    if isinstance(value, Mapping) and value:
        lines = [f"{inner}{_plain(key)}: {_render(value[key], depth + 1)}" for key in sorted(value)]
        return "{\n" + ",\n".join(lines) + f"\n{outer}}}"
    if isinstance(value, list) and any(isinstance(item, Mapping) for item in value):
        return (
            "[\n" + ",\n".join(inner + _render(item, depth + 1) for item in value) + f"\n{outer}]"
        )
    if isinstance(value, list) and value:
        return "[\n" + "\n".join(inner + line for line in _fill(value)) + f"\n{outer}]"
    return _plain(value)


def _fill(values: Sequence[Any]) -> list[str]:
    """Values as lines of about `_WIDTH` characters, each but the last ending in a comma."""
    lines = [""]
    for at, value in enumerate(values):
        text = _plain(value) + ("," if at < len(values) - 1 else "")
        if lines[-1] and len(lines[-1]) + len(text) >= _WIDTH:
            lines.append("")
        lines[-1] += f" {text}" if lines[-1] else text
    return lines


def _plain(value: Any) -> str:
    return wire_json(value, is_sorted=False).decode()


_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "corrigenda")
_TYPES = "expect_{}"


def expectation(
    name: str, about: str, kwargs: SuiteDocument, severity: str = "critical", **meta: str
) -> SuiteDocument:
    """An expectation of a suite; ``about`` is what its id is made of."""
    return {
        "id": about,
        "kwargs": kwargs,
        "meta": meta,
        "notes": NOTES[name],
        "severity": severity,
        "type": _TYPES.format(name),
    }


def suite_of(
    paper: Paper, name: str, notes: str, expectations: Sequence[SuiteDocument]
) -> SuiteDocument:
    """A suite of one paper."""
    return name_suite(paper.id, name, notes, expectations)


def name_suite(
    of: str, name: str, notes: str, expectations: Sequence[SuiteDocument]
) -> SuiteDocument:
    """A suite as Great Expectations keeps it, each id a function of what it is about."""
    for expectation in expectations:
        about = f"{of}/{name}/{expectation['type']}/{expectation['id']}"
        expectation["id"] = str(uuid.uuid5(_NAMESPACE, about))
    return {
        "expectations": list(expectations),
        "id": str(uuid.uuid5(_NAMESPACE, f"{of}/{name}")),
        "meta": {"paper": of},
        "name": name,
        "notes": notes,
    }
