"""The checkpoint of a run: three suites over three tables, results and Data Docs kept with it.

Great Expectations is used as a library: an ephemeral context whose suites, validation results and
pages lie in the run's own folder, and nothing else on disk. What may surprise:

- an expectation that crashed counts as unsuccessful, like one that found something; the two are
  told apart here, and a crash is an error (`CheckCrashed`), never a finding;
- an expectation whose class is unknown is dropped while its suite is loaded: what was loaded is
  counted against what was written;
- results come in another order than the suite has, errored ones first: they are matched by id;
- a page that cannot be rendered is only logged: the log is listened to, the pages are counted;
- importing this module costs 2 to 3 seconds, nearly all of it Great Expectations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from expectations.checks.base import heard, no_warnings, quick_copies_of_fields
from expectations.checks.data_docs import INDEX, site_config
from expectations.checks.frames import PAPER, claims_frame, observations_frame, register_frame
from expectations.checks.suite_documents import SuiteDocument
from expectations.checks.suites import build_suites, write_suites
from expectations.outcomes import Assessment, CheckpointSummary, SuiteResult
from expectations.wording.checks.claims import say_found
from expectations.wording.checks.suites import say_not_so
from sources.model import Paper, Snapshot
from sources.tools.foreign import JsonMapping, JsonObject

with no_warnings(), quick_copies_of_fields():
    import great_expectations as gx
    from great_expectations.core.freshness_diagnostics import (
        ValidationDefinitionFreshnessDiagnostics,
    )
    from great_expectations.core.run_identifier import RunIdentifier
    from great_expectations.data_context.types.base import DataContextConfig, ProgressBarsConfig

    # Great Expectations knows an expectation by its class having been defined.
    from expectations.checks import claims, observations, registers  # noqa: F401

if TYPE_CHECKING:
    import pandas as pd

SUITES, VALIDATIONS, DATA_DOCS = "suites", "validations", "data_docs"
_RUN_NAME = re.compile(r"[A-Za-z0-9._-]+")


class CheckCrashed(RuntimeError):
    """A check did not do its work: the run says nothing about the paper.

    Args:
        suite: Its suite.
        check: What was being done, or the expectation that crashed.
        cause: What it said.
    """

    def __init__(self, suite: str, check: str, cause: str) -> None:
        self.suite = suite
        self.check = check
        self.cause = cause
        super().__init__(suite, check, cause)

    def __str__(self) -> str:
        return f"the suite {self.suite!r} could not be run: {self.check}: {self.cause}"


class FrameValidation(gx.ValidationDefinition):  # type: ignore[misc]
    """A validation definition that takes its own frame from those handed to the checkpoint.

    A checkpoint passes the same batch parameters to all its definitions; these find theirs under
    their own name. They are run right after they were stored, so that they are not read back and
    compared with themselves, which a checkpoint would do five times for each.
    """

    def is_fresh(self) -> ValidationDefinitionFreshnessDiagnostics:
        """Say that what is stored is what will be run; nothing else can have written it."""
        return ValidationDefinitionFreshnessDiagnostics(errors=[])

    def run(self, *, batch_parameters: Any = None, **others: Any) -> Any:
        """Validate the frame that has this definition's name."""
        own = {"dataframe": batch_parameters[self.name]}
        return super().run(batch_parameters=own, **others)


def run_checkpoint(
    paper: Paper, snapshot: Snapshot, assessment: Assessment, out: Path, run_id: str
) -> CheckpointSummary:
    """Check observations, register and claims; keep the results and write the Data Docs.

    Args:
        paper: The register that is checked.
        snapshot: The observations that it was judged by.
        assessment: What came of it.
        out: The run's folder; ``suites``, ``validations`` and ``data_docs`` are written into it. No
            path of it is kept inside, so that it may be renamed afterwards.
        run_id: Of letters, digits, dots, dashes and underscores.

    Raises:
        CheckCrashed: An expectation was dropped or crashed, or a page could not be written.
        ValueError: The run id holds other characters.
    """
    if not _RUN_NAME.fullmatch(run_id):
        raise ValueError(f"a run id is made of letters, digits, '.', '_' and '-': {run_id!r}")
    frames = {
        "observations": observations_frame(snapshot),
        "register": register_frame(paper),
        "claims": claims_frame(assessment).assign(**{PAPER: paper.id}),
    }
    documents = build_suites(paper, snapshot)
    return run_suites(documents, frames, out, run_id)


def run_suites(
    documents: Mapping[str, SuiteDocument],
    frames: Mapping[str, pd.DataFrame],
    out: Path,
    run_id: str,
) -> CheckpointSummary:
    """Run suites over the frames of the same names; arguments and errors as in `run_checkpoint`."""
    with heard() as complaints:
        context, by_suite = evaluate(documents, frames, out, run_id)
        suites = tuple(sum_up(document, by_suite[name]) for name, document in documents.items())
        _write_pages(context, documents, out / DATA_DOCS, complaints)
    return CheckpointSummary(suites, f"{DATA_DOCS}/{INDEX}")


def evaluate(
    documents: Mapping[str, SuiteDocument],
    frames: Mapping[str, pd.DataFrame],
    out: Path,
    run_id: str,
) -> tuple[Any, JsonObject]:
    """Run suites in one checkpoint; gives the context and the validation result of each suite."""
    write_suites(documents, out / SUITES)
    context = _open_context(out)
    checkpoint = gx.Checkpoint(
        name="run",
        validation_definitions=[_define(context, found) for found in documents.values()],
        result_format="BASIC",
    )
    # What `add` gives back is a copy from the store, which no longer knows our own class.
    context.checkpoints.add(checkpoint)
    ran = checkpoint.run(batch_parameters=dict(frames), run_id=RunIdentifier(run_name=run_id))
    return context, {result.suite_name: result for result in ran.run_results.values()}


def _open_context(out: Path) -> Any:
    """An ephemeral context that keeps suites and results in the run's folder."""
    backend = {"class_name": "InMemoryStoreBackend"}
    config = DataContextConfig(
        expectations_store_name="expectations_store",
        validation_results_store_name="validation_results_store",
        checkpoint_store_name="checkpoint_store",
        stores={
            "expectations_store": {
                "class_name": "ExpectationsStore",
                "store_backend": _folder(out / SUITES, "TupleFilesystemStoreBackend"),
            },
            "validation_results_store": {
                "class_name": "ValidationResultsStore",
                "store_backend": {
                    **_folder(out / VALIDATIONS, "OnePageEach"),
                    "module_name": "expectations.checks.data_docs",
                },
            },
            "checkpoint_store": {"class_name": "CheckpointStore", "store_backend": backend},
            "validation_definition_store": {
                "class_name": "ValidationDefinitionStore",
                "store_backend": dict(backend),
            },
        },
        data_docs_sites={"run": site_config((out / DATA_DOCS).resolve())},
        analytics_enabled=False,
        progress_bars=ProgressBarsConfig(globally=False, metric_calculations=False),
    )
    return gx.get_context(mode="ephemeral", project_config=config)


def _folder(path: Path, class_name: str) -> JsonObject:
    return {
        "class_name": class_name,
        "base_directory": str(path.resolve()),
        "suppress_store_backend_id": True,
    }


def _define(context: Any, document: SuiteDocument) -> Any:
    """The validation definition of a suite, its expectations counted."""
    name = document["name"]
    suite = context.suites.get(name)
    loaded = {expectation.id for expectation in suite.expectations}
    dropped = [found for found in document["expectations"] if found["id"] not in loaded]
    if dropped:
        kinds = ", ".join(sorted({found["type"] for found in dropped}))
        raise CheckCrashed(name, kinds, "no such expectation is known, or its settings are wrong")
    source = context.data_sources.add_pandas(name)
    batch = source.add_dataframe_asset("rows").add_batch_definition_whole_dataframe("all")
    definition = FrameValidation(name=name, data=batch, suite=suite)
    context.validation_definitions.add(definition)
    return definition


def sum_up(document: SuiteDocument, ran: Any) -> SuiteResult:
    """How a suite went; a crash in it is raised."""
    parts = [sum_up_one(document["name"], *one) for one in pair_results(document, ran)]
    return SuiteResult(
        name=document["name"],
        is_success=all(part.is_success for part in parts),
        evaluated=sum(part.evaluated for part in parts),
        successful=sum(part.successful for part in parts),
        unsuccessful=tuple(line for part in parts for line in part.unsuccessful),
        page=f"{DATA_DOCS}/{document['name']}.html",
        unchecked=sum(part.unchecked for part in parts),
    )


def pair_results(document: SuiteDocument, ran: Any) -> Iterator[tuple[SuiteDocument, Any]]:
    """Each expectation of a suite with its result.

    Raises:
        CheckCrashed: One was not evaluated, or crashed.
    """
    name = document["name"]
    by_id = {result.expectation_config.id: result for result in ran.results}
    for expectation in document["expectations"]:
        result = by_id.get(expectation["id"])
        if result is None:
            raise CheckCrashed(name, expectation["type"], "it was not evaluated")
        if not result.success and not result.result:
            raise CheckCrashed(name, _name_of(expectation), _cause(result.exception_info))
        yield expectation, result


def sum_up_one(suite: str, expectation: SuiteDocument, result: Any) -> SuiteResult:
    """How one expectation went; one that is of many things at once counts each of them."""
    found, is_success = result.result, bool(result.success)
    if "evaluated" in found:
        counts, unsuccessful = (found["evaluated"], found["held"]), tuple(found["unexpected"])
    else:
        counts = (1, int(is_success and not found.get("unchecked", 0)))
        unsuccessful = () if is_success else (_sentence(expectation, found),)
    return SuiteResult(suite, is_success, *counts, unsuccessful, "", found.get("unchecked", 0))


def _name_of(expectation: SuiteDocument) -> str:
    about = expectation["kwargs"].get("claim_id") or expectation["kwargs"].get("paper")
    return f"{expectation['type']}({about})" if about else str(expectation["type"])


def _cause(exception_info: JsonMapping) -> str:
    """The message of a crash: given once, or once for each metric that failed."""
    if "exception_message" in exception_info:
        return str(exception_info["exception_message"])
    return "; ".join(sorted({str(info["exception_message"]) for info in exception_info.values()}))


def _sentence(expectation: SuiteDocument, found: JsonMapping) -> str:
    phrase = expectation["kwargs"].get("phrase")
    if phrase:
        return say_found(phrase, found["observed_value"])
    if found["unexpected"]:
        return say_not_so(found["expected"], found["unexpected"])
    return f"{found['expected']} {found['observed_value']}"


def _write_pages(
    context: Any, suites: Sequence[str] | JsonMapping, folder: Path, complaints: Sequence[str]
) -> None:
    context.build_data_docs()
    missing = [
        page
        for page in (INDEX, *(f"{name}.html" for name in suites))
        if not (folder / page).is_file() or not (folder / page).stat().st_size
    ]
    if missing or complaints:
        said = complaints[0] if complaints else "nothing was logged"
        raise CheckCrashed("data docs", ", ".join(missing) or "rendering", said)
