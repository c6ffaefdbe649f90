"""What a run tells catalogues of data, and the table of what it found."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from msgspec import structs
from openlineage.client.event_v2 import InputDataset, Job, OutputDataset, Run, RunEvent, RunState
from openlineage.client.facet_v2 import (
    data_quality_assertions_dataset,
    data_quality_metrics_input_dataset,
    dataset_version_dataset,
    set_producer,
)
from openlineage.client.serde import Serde
from processes import Corrigenda
from sample_assessment import RUN, SUMMARY, sample_assessment
from sample_runs import run_of

from reports.findings.findings import build_findings
from reports.findings.lineage import lineage_of
from reports.findings.model import render_findings
from reports.findings.parquet import SCHEMA, findings_parquet

FINDINGS = build_findings(sample_assessment(), SUMMARY, RUN)
EVENT = lineage_of(FINDINGS)
Assertion = data_quality_assertions_dataset.Assertion


def by_the_client(told: dict[str, Any]) -> dict[str, Any]:
    """The same event, made of the classes of the standard's own client and written by it."""
    set_producer(told["producer"])
    made = RunEvent(
        eventType=RunState(told["eventType"]),
        eventTime=told["eventTime"],
        producer=told["producer"],
        run=Run(**told["run"]),
        job=Job(**told["job"]),
        inputs=[input_of(one) for one in told["inputs"]],
        outputs=[OutputDataset(**one) for one in told["outputs"]],
    )
    plain: dict[str, Any] = json.loads(Serde.to_json(made))
    return plain


def input_of(told: dict[str, Any]) -> InputDataset:
    facets: dict[str, Any] = {}
    given = told["inputFacets"]
    if found := given.get("dataQualityAssertions"):
        facets["dataQualityAssertions"] = (
            data_quality_assertions_dataset.DataQualityAssertionsDatasetFacet(
                [Assertion(**one) for one in found["assertions"]]
            )
        )
    if found := given.get("dataQualityMetrics"):
        facets["dataQualityMetrics"] = (
            data_quality_metrics_input_dataset.DataQualityMetricsInputDatasetFacet(
                columnMetrics=found["columnMetrics"], rowCount=found["rowCount"]
            )
        )
    version: dict[str, Any] = {
        name: dataset_version_dataset.DatasetVersionDatasetFacet(one["datasetVersion"])
        for name, one in told.get("facets", {}).items()
    }
    return InputDataset(told["namespace"], told["name"], facets=version, inputFacets=facets)


def filled(plain: Any) -> Any:
    """Without what is empty, which the client writes or leaves out as it likes."""
    if isinstance(plain, dict):
        made = {name: filled(value) for name, value in plain.items()}
        return {name: value for name, value in made.items() if value not in ({}, None)}
    return [filled(one) for one in plain] if isinstance(plain, list) else plain


def test_the_event_is_what_the_standards_own_client_writes() -> None:
    assert filled(EVENT) == filled(by_the_client(EVENT))


def test_each_claim_that_was_checked_is_a_test_and_no_other() -> None:
    told = EVENT["inputs"][0]["inputFacets"]["dataQualityAssertions"]["assertions"]
    assert len(told) == FINDINGS.counts.checkable
    holds = {one.claim_id for one in FINDINGS.claims if one.standing == "holds"}
    assert {one["name"] for one in told if one["success"]} == holds


def test_the_editions_that_were_read_are_inputs_with_their_digests() -> None:
    known = {one.key: one.sha256 for one in FINDINGS.vintages}
    told = {
        one["name"]: one["facets"]["version"]["datasetVersion"]
        for one in EVENT["inputs"]
        if "dataQualityMetrics" in one["inputFacets"]
    }
    assert told == known


def test_the_same_run_gives_the_same_event_and_another_one_another() -> None:
    assert lineage_of(FINDINGS) == EVENT
    assert lineage_of(run_of(1))["run"] != lineage_of(run_of(2))["run"]


def test_a_table_of_findings_has_a_row_a_claim_and_its_types() -> None:
    table = pq.read_table(io.BytesIO(findings_parquet([run_of(1), run_of(2)])))
    assert table.schema.equals(SCHEMA)
    assert table.num_rows == len(run_of(1).claims) + len(run_of(2).claims)
    rows = table.to_pylist()
    assert {row["run_id"] for row in rows} == {"run-0001", "run-0002"}
    for row, claim in zip(rows, run_of(1).claims, strict=False):
        assert (row["claim_id"], row["standing"]) == (claim.claim_id, claim.standing)
        seen = claim.declared.evidence
        assert row["obs_value"] == (seen[0].obs_value if seen else None)


def test_a_table_of_nothing_has_its_columns() -> None:
    assert pq.read_table(io.BytesIO(findings_parquet([]))).schema.equals(SCHEMA)


def test_the_command_writes_the_runs_that_are_named(corrigenda: Corrigenda, tmp_path: Path) -> None:
    path = tmp_path / "findings.json"
    path.write_bytes(render_findings(run_of(3)))
    out = tmp_path / "table.parquet"
    done = corrigenda("findings", str(path), "--out", str(out))
    assert done.returncode == 0
    assert pq.read_table(out).num_rows == len(run_of(3).claims)


@pytest.mark.parametrize("name", ["no-such-run", "nothing.json"])
def test_a_run_that_is_not_there_is_bad_input(
    corrigenda: Corrigenda, tmp_path: Path, name: str
) -> None:
    done = corrigenda("findings", name, "--out", str(tmp_path / "table.parquet"))
    assert done.returncode == 2
    assert name in done.stderr and not (tmp_path / "table.parquet").exists()


@pytest.mark.parametrize("url", ["https://[", "//[::1", "http://[x", "", "no address"])
def test_an_edition_whose_address_is_none_is_told_under_our_own_name(url: str) -> None:
    vintages = tuple(structs.replace(one, url=url) for one in FINDINGS.vintages)
    event = lineage_of(structs.replace(FINDINGS, vintages=vintages))
    assert {one["namespace"] for one in event["inputs"]} == {"corrigenda"}
