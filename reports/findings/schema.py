"""The JSON Schemas of what is published, made from the structs.

`docs/make_reference.py` writes them. A struct is a part of the schema under its own name. Its
docstring says what it is, and under ``Attributes`` what each field is. Every field is always
written, so that all are required there, though reading asks for no field that an older release did
not have.
"""

from __future__ import annotations

import dataclasses
import inspect
import re
from collections.abc import Iterator, Mapping
from types import ModuleType

import msgspec

from reports.findings import citations, claim_model, model, reading_model
from reports.findings.model import SCHEMA_VERSION, Findings
from reports.findings.text_figures import TextFindings
from sources.tools.foreign import JsonMapping, JsonObject

_MODULES: tuple[ModuleType, ...] = (citations, reading_model, claim_model, model)
_FIELD = re.compile(r"^(\w+): ((?:.|\n )*)", re.MULTILINE)
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def findings_schema() -> JsonObject:
    """The JSON Schema of `findings.json`."""
    made = msgspec.json.schema(Findings)
    told = dict(_structs())
    parts = {name: _part(made["$defs"][name], told) for name in sorted(made["$defs"])}
    whole = parts.pop(Findings.__name__)
    return {
        "$schema": _DIALECT,
        "$id": f"urn:corrigenda:findings:{SCHEMA_VERSION}",
        **whole,
        "title": "findings.json of Corrigenda",
        "description": "What one run found about the figures of one paper. Explained in "
        "docs/findings.md.",
        "$defs": parts,
    }


def text_findings_schema() -> JsonObject:
    """The JSON Schema of `TextFindings`."""
    return msgspec.json.schema(TextFindings)


def _structs() -> Iterator[tuple[str, type]]:
    for module in _MODULES:
        for name, kind in vars(module).items():
            if isinstance(kind, type):
                yield name, kind


def _part(schema: JsonMapping, structs: Mapping[str, type]) -> JsonObject:
    """A struct's part of the schema, with what its docstring says of each field."""
    kind = structs[schema["title"]]
    said = described_fields(kind)
    fields = {
        name: _described({key: one for key, one in field.items() if key != "default"}, said, name)
        for name, field in schema["properties"].items()
    }
    return {
        "title": schema["title"],
        "description": _summary_of(kind),
        "type": "object",
        "additionalProperties": False,
        "required": list(fields),
        "properties": fields,
    }


def _described(field: JsonMapping, said: Mapping[str, str], name: str) -> JsonObject:
    return {"description": said[name], **field} if name in said else dict(field)


def _summary_of(kind: type) -> str:
    return " ".join(_doc_of(kind).partition("Attributes:")[0].split())


def described_fields(kind: type) -> dict[str, str]:
    """What the docstrings of a struct and of those that it extends say of each field."""
    found: dict[str, str] = {}
    for one in reversed(kind.__mro__):
        if issubclass(one, msgspec.Struct) or dataclasses.is_dataclass(one):
            told = inspect.cleandoc(_doc_of(one).partition("Attributes:")[2])
            found |= {name: " ".join(text.split()) for name, text in _FIELD.findall(told)}
    return found


def _doc_of(kind: type) -> str:
    return inspect.cleandoc(vars(kind).get("__doc__") or "").replace("``", "`")
