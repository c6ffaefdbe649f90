"""Data as JSON, in the few forms that the program writes; NaN is refused in each.

What is no Unicode (half of a pair of surrogates, which only a damaged file can hold) is written as
an escape, which JSON reads as it was.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

_COMPACT = (",", ":")


def to_json(data: Any, *, is_sorted: bool = False, indent: int = 1) -> bytes:
    """Plain data as the content of a JSON file that people may open.

    Args:
        data: What JSON knows, structs among it: their fields stand in their order.
        is_sorted: Whether names are sorted; else they stand in the order of the data.
        indent: So many blanks a level.
    """
    text = json.dumps(
        data,
        ensure_ascii=False,
        indent=indent,
        sort_keys=is_sorted,
        allow_nan=False,
        default=_plain,
    )
    return b"%b\n" % text.encode(errors="backslashreplace")


def wire_json(data: Any, *, is_sorted: bool = True) -> bytes:
    """Plain data on one line, for programs: short, and the same for the same data."""
    text = json.dumps(
        data,
        ensure_ascii=False,
        sort_keys=is_sorted,
        separators=_COMPACT,
        allow_nan=False,
        default=_plain,
    )
    return text.encode(errors="backslashreplace")


def canonical_json(data: Any, *, is_sorted: bool = True) -> bytes:
    """Plain data in ASCII on one line: what digests are made of, and lines of a log.

    Its bytes are held by seals of snapshots and of the record, and do not change.
    """
    text = json.dumps(
        data, sort_keys=is_sorted, separators=_COMPACT, allow_nan=False, default=_plain
    )
    return text.encode()


def script_json(data: Any, *, is_sorted: bool = True) -> str:
    """JSON that may stand inside a ``<script>`` of HTML: nothing in it looks like markup."""
    text = wire_json(data, is_sorted=is_sorted).decode()
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def struct_json(value: msgspec.Struct | Sequence[msgspec.Struct], *, indent: int = 0) -> bytes:
    """A struct, or a list of them, as its fields say; on one line unless indented."""
    content = msgspec.json.encode(value)
    return msgspec.json.format(content, indent=indent) + b"\n" if indent else content


def item_json(encoded: bytes, *, is_first: bool, indent: int = 1) -> bytes:
    """A value that is encoded, as an item of a list that opens with ``[`` and ends with ``]``."""
    step = b"\n" + b" " * indent
    item = msgspec.json.format(encoded, indent=indent).replace(b"\n", step)
    return (b"" if is_first else b",") + step + item


def whole_json(encoded: bytes, *, indent: int = 1) -> bytes:
    """A value that is encoded, as a file that people may open."""
    return msgspec.json.format(encoded, indent=indent) + b"\n"


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, msgspec.Struct):
        return msgspec.to_builtins(value)
    raise TypeError(f"JSON knows no {type(value).__name__}")
