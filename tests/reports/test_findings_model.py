"""The structs of the findings: what they write they read, and the published schema is theirs."""

from __future__ import annotations

import dataclasses
import json
import types
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_assessment import RUN, SUMMARY, hostile_assessment, sample_assessment
from sample_dossiers import real_findings
from sample_runs import plain_findings

from reports.findings.claim_model import ClaimEntry, finite
from reports.findings.findings import build_findings
from reports.findings.model import (
    Findings,
    findings_from,
    from_plain,
    read_findings,
    render_findings,
    to_plain,
)
from sources.errors import InputError

SCHEMA = json.loads(
    (Path(__file__).parents[2] / "docs" / "findings.schema.json").read_text(encoding="utf-8")
)


def made() -> list[Findings]:
    sample = build_findings(sample_assessment(), SUMMARY, RUN)
    later = build_findings(sample_assessment(), SUMMARY, RUN, sample)
    return [real_findings(), later, build_findings(hostile_assessment(), None, RUN)]


@pytest.mark.parametrize("at", range(3))
def test_what_is_written_is_read_again_and_written_the_same_byte_for_byte(at: int) -> None:
    found = made()[at]
    content = render_findings(found)
    again = read_findings(content)
    assert again == found
    assert render_findings(again) == content


def test_every_field_is_written_in_the_order_of_its_struct() -> None:
    for claim in plain_findings(real_findings())["claims"]:
        assert tuple(claim) == ClaimEntry.__struct_fields__
    assert tuple(plain_findings(real_findings())) == Findings.__struct_fields__


def test_what_an_older_release_did_not_write_has_a_default() -> None:
    plain = plain_findings(real_findings())
    del plain["since_last_run"], plain["run"]["method"], plain["run"]["register_sha256"]
    for claim in plain["claims"]:
        del claim["reading"]
    older = findings_from(plain)
    assert (older.run.method, older.since_last_run, older.claims[0].reading) == ("", None, None)


def test_what_a_newer_release_adds_is_left_out() -> None:
    plain = plain_findings(real_findings())
    plain["claims"][0]["more"] = 1
    assert findings_from(plain) == real_findings()


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"schema_version": 1}', b"\xff"])
def test_what_is_no_findings_json_is_refused(content: bytes) -> None:
    with pytest.raises(InputError, match=r"no findings\.json"):
        read_findings(content)


def test_a_field_of_another_type_is_refused_with_its_place() -> None:
    plain = to_plain(real_findings().claims[0])
    plain["stated"] |= {"value": "29%"}
    with pytest.raises(InputError, match=r"stated\.value"):
        from_plain(plain, ClaimEntry)


@given(st.none() | st.floats())
def test_no_number_of_the_findings_is_none_that_json_knows(value: float | None) -> None:
    json.dumps(finite(value), allow_nan=False)


def test_the_published_schema_names_the_fields_of_the_structs_and_their_types() -> None:
    assert shape_of_schema(SCHEMA) == shape_of(Findings)


def shape_of(kind: Any) -> Any:
    """What JSON has for a type: the fields of a struct, and whether null may stand there."""
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return {one.name: shape_of(one.type) for one in msgspec.structs.fields(kind)}
    if dataclasses.is_dataclass(kind):
        hints = get_type_hints(kind)
        return {one.name: shape_of(hints[one.name]) for one in dataclasses.fields(kind)}
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        [rest] = [shape_of(one) for one in arguments if one is not type(None)]
        return ("or null", rest)
    if origin is tuple:
        return [shape_of(arguments[0])]
    if origin is dict:
        return "counts"
    return "string" if origin is Literal else NAMES[kind]


NAMES = {str: "string", int: "integer", float: "number", bool: "boolean"}


def shape_of_schema(schema: Any) -> Any:
    """The same of a part of the schema."""
    if "$ref" in schema:
        return shape_of_schema(SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]])
    if "anyOf" in schema:
        [rest] = [shape_of_schema(one) for one in schema["anyOf"] if one.get("type") != "null"]
        return ("or null", rest)
    if isinstance(schema.get("type"), list):
        [name] = [one for one in schema["type"] if one != "null"]
        return ("or null", shape_of_schema({**schema, "type": name}))
    if "enum" in schema or "const" in schema:
        return "string"
    if schema["type"] == "array":
        return [shape_of_schema(schema["items"])]
    if schema["type"] != "object":
        return schema["type"]
    properties = schema["properties"]
    if (
        set(properties) == set(schema["required"])
        and all(
            one.get("minimum") == 0 and one.get("type") == "integer" for one in properties.values()
        )
        and set(properties) & COUNTED
    ):
        return "counts"
    assert set(properties) == set(schema["required"]), "every field is always written"
    return {name: shape_of_schema(one) for name, one in properties.items()}


COUNTED = {"refuted", "holds", "calendar", "worse", "document"}
"""Keys by which an object of the schema is known to be counts by name."""
