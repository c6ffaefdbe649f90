"""A suite as text that people can read and compare: sorted keys, full lines of codes."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

Document = dict[str, Any]
"""A suite as Great Expectations keeps it."""

_WIDTH = 100


def to_json(document: Document) -> str:
    """A suite as text: sorted keys, and lists of codes in full lines rather than one a line."""
    return _write(document, 0) + "\n"


def _write(value: Any, depth: int) -> str:
    inner, outer = "  " * (depth + 1), "  " * depth
    if isinstance(value, Mapping) and value:
        lines = [f"{inner}{_plain(key)}: {_write(value[key], depth + 1)}" for key in sorted(value)]
        return "{\n" + ",\n".join(lines) + f"\n{outer}}}"
    if isinstance(value, list) and any(isinstance(item, Mapping) for item in value):
        return "[\n" + ",\n".join(inner + _write(item, depth + 1) for item in value) + f"\n{outer}]"
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
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
