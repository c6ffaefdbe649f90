"""A run as OpenLineage tells it: what was read, what was tested in it, and what became of it.

One event of a completed run (https://openlineage.io/spec/2-0-2/OpenLineage.json), written beside
`findings.json`; catalogues of data take it over HTTP or as a file. A test is told with what was
stated (expected, since the text states it) and what the data give (actual). What may surprise:

- a claim that nothing at hand could check is no test, and stands nowhere in it;
- ids are made from the run's, so that the same run gives the same event;
- the time is that of the start, which is the one that a run is known by.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from expectations.wording.checks.suites import say_held
from reports.findings.claim_model import ClaimEntry
from reports.findings.model import Findings, SuiteEntry, VintageEntry
from sources.tools.foreign import JsonObject
from sources.tools.text_safety import split_address

LINEAGE_FILE = "openlineage.json"
NAMESPACE = "corrigenda"
_SPEC = "https://openlineage.io/spec"
_EVENT = f"{_SPEC}/2-0-2/OpenLineage.json#/$defs/RunEvent"
_FACETS = {
    "DataQualityAssertionsDatasetFacet": "1-1-0",
    "DataQualityMetricsInputDatasetFacet": "1-0-3",
    "DatasetVersionDatasetFacet": "1-0-1",
}


def lineage_of(findings: Findings) -> JsonObject:
    """The event of a run.

    Args:
        findings: What it found.

    Returns:
        A RunEvent of OpenLineage 2-0-2 with facets of data quality.
    """
    run, producer = findings.run, f"urn:corrigenda:{findings.run.version}"
    return {
        "eventType": "COMPLETE",
        "eventTime": run.started_at,
        "producer": producer,
        "schemaURL": _EVENT,
        "run": {"runId": str(uuid.uuid5(uuid.NAMESPACE_OID, f"{NAMESPACE}/{run.run_id}"))},
        "job": {"namespace": NAMESPACE, "name": f"validate.{findings.paper.id}"},
        "inputs": [
            _paper(findings, producer),
            *_suites(findings, producer),
            *(_vintage(one, producer) for one in findings.vintages),
        ],
        "outputs": [{"namespace": NAMESPACE, "name": f"findings/{run.run_id}"}],
    }


def _paper(findings: Findings, producer: str) -> JsonObject:
    """The paper, with a test for each claim that could be checked."""
    checked = (one for one in findings.claims if _is_checked(one))
    dataset: JsonObject = {
        "namespace": NAMESPACE,
        "name": f"papers/{findings.paper.id}",
        "inputFacets": _assertions(map(_claim, checked), producer),
    }
    if findings.run.register_sha256:
        dataset["facets"] = _version(findings.run.register_sha256, producer)
    return dataset


def _is_checked(claim: ClaimEntry) -> bool:
    if claim.standing == "not checkable":
        return False
    return claim.standing != "open" or bool(claim.declared.evidence)


def _claim(claim: ClaimEntry) -> JsonObject:
    seen = [row for row in claim.declared.evidence if not row.is_hindsight]
    actual = dict.fromkeys(row.obs_text for row in seen or claim.declared.evidence)
    told = {
        "assertion": "claim_holds",
        "success": claim.standing == "holds",
        "severity": "error" if claim.standing == "off" else "warn",
        "name": claim.claim_id,
        "description": f"“{claim.phrase}”: {claim.sentence}",
        "expected": claim.stated.admits_text,
        "actual": "; ".join(actual),
        "params": {"verdict": claim.verdict, "standing": claim.standing},
    }
    return {name: value for name, value in told.items() if value != ""}


def _suites(findings: Findings, producer: str) -> list[JsonObject]:
    """The suites on the observations and the register; that on claims is told with the paper."""
    suites = findings.checks.suites if findings.checks else ()
    return [
        {
            "namespace": NAMESPACE,
            "name": f"suites/{suite.name}/{findings.paper.id}",
            "inputFacets": _assertions(_expectations(suite), producer),
        }
        for suite in suites
        if suite.name != "claims"
    ]


def _expectations(suite: SuiteEntry) -> list[JsonObject]:
    failed = [
        {"assertion": "expectation_holds", "success": False, "description": text}
        for text in suite.unsuccessful
    ]
    told = say_held(suite.successful, suite.evaluated - suite.unchecked, "expectations")
    whole = {"assertion": "suite_holds", "success": suite.is_success, "description": told}
    return [{**whole, "name": suite.name}, *failed]


def _vintage(vintage: VintageEntry, producer: str) -> JsonObject:
    """An edition of a source, under the address of who publishes it."""
    parts = split_address(vintage.url)
    is_web = parts.scheme in {"http", "https"} and bool(parts.hostname)
    return {
        "namespace": f"{parts.scheme}://{parts.hostname}" if is_web else NAMESPACE,
        "name": vintage.key,
        "facets": _version(vintage.sha256, producer),
        "inputFacets": _facet(
            "dataQualityMetrics",
            "DataQualityMetricsInputDatasetFacet",
            producer,
            {"rowCount": vintage.rows, "columnMetrics": {}},
        ),
    }


def _assertions(assertions: Iterable[JsonObject], producer: str) -> JsonObject:
    content = {"assertions": list(assertions)}
    return _facet("dataQualityAssertions", "DataQualityAssertionsDatasetFacet", producer, content)


def _version(sha256: str, producer: str) -> JsonObject:
    return _facet("version", "DatasetVersionDatasetFacet", producer, {"datasetVersion": sha256})


def _facet(name: str, kind: str, producer: str, content: JsonObject) -> JsonObject:
    schema = f"{_SPEC}/facets/{_FACETS[kind]}/{kind}.json#/$defs/{kind}"
    return {name: {"_producer": producer, "_schemaURL": schema, **content}}
