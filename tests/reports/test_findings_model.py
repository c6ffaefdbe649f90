"""The structs of the findings: what they write they read, and the published schema is theirs."""

from __future__ import annotations

import json
from pathlib import Path
from types import ModuleType

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from sample_assessment import RUN, SUMMARY, hostile_assessment, sample_assessment
from sample_dossiers import real_findings
from sample_runs import plain_findings

from reports.findings import claim_model, model, reading_model
from reports.findings.claim_model import ClaimEntry, finite
from reports.findings.findings import build_findings
from reports.findings.model import (
    Findings,
    from_plain,
    read_findings,
    render_findings,
    to_plain,
)
from reports.findings.schema import described_fields, findings_schema
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
    older = from_plain(plain, Findings)
    assert (older.run.method, older.since_last_run, older.claims[0].reading) == ("", None, None)


def test_what_a_newer_release_adds_is_left_out() -> None:
    plain = plain_findings(real_findings())
    plain["claims"][0]["more"] = 1
    assert from_plain(plain, Findings) == real_findings()


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


def test_the_published_schema_is_what_the_structs_give() -> None:
    assert findings_schema() == SCHEMA
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("at", range(3))
def test_what_is_written_is_after_the_published_schema(at: int) -> None:
    plain = json.loads(render_findings(made()[at]))
    assert not list(Draft202012Validator(SCHEMA).iter_errors(plain))


def test_the_schema_refuses_what_a_run_never_writes() -> None:
    plain = json.loads(render_findings(real_findings()))
    validator = Draft202012Validator(SCHEMA)
    claim, *_ = plain["claims"]
    for damaged in (
        {**plain, "more": 1},
        {name: value for name, value in plain.items() if name != "headline"},
        {**plain, "claims": [{**claim, "verdict": "true"}]},
        {**plain, "claims": [{**claim, "gap": -1.0}]},
        {**plain, "run": {**plain["run"], "method": "by hand"}},
        {**plain, "counts": {**plain["counts"], "verdicts": {}}},
    ):
        assert not validator.is_valid(damaged)


def test_each_field_that_a_docstring_tells_of_is_one_of_its_struct() -> None:
    for kind in (*structs_of(claim_model), *structs_of(reading_model), *structs_of(model)):
        told = described_fields(kind)
        assert set(told) <= set(kind.__struct_fields__), kind.__name__


def structs_of(module: ModuleType) -> list[type[msgspec.Struct]]:
    kinds = [one for one in vars(module).values() if isinstance(one, type)]
    return [one for one in kinds if issubclass(one, msgspec.Struct)]
