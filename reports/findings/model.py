"""What a run found, as typed values: each struct is an object of `findings.json`.

The claims are in `reports.findings.claim_model`, their figures in `reports.findings.reading_model`.
The published schema is made from these structs and their docstrings (`reports.findings.schema`).

The fields stand in the order in which `findings.json` has them, so that the same run gives the same
bytes. Values are in inside units: shares and rates are fractions of one (unit ``fraction``),
differences between them too (``fraction_difference``), money US$, people persons; what is not known
is None. Whatever reads findings reads these structs: pages, corrections, decisions, the store.

What may surprise: fields that came with a later edition of the schema have defaults, so that what
older releases wrote is read too; fields that are not known are left out. Nothing is checked when a
struct is made in the program: mypy does that. What is read from a file or the store is checked.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Literal, TypeVar, get_args

import msgspec

from expectations.outcomes import STANDING_NAMES, Verdict
from reports.findings.claim_model import ClaimEntry
from reports.findings.reading_model import Count, FindingsObject, told
from sources.errors import InputError
from sources.model import Means
from sources.tools.encoding import to_json

SCHEMA_VERSION = "1.3"

Change = Literal["new", "gone", "worse", "better", "resolved", "changed", "unchanged"]
Cause = Literal["document", "data", "method", "register", "not known"]

Instant = Annotated[str, told(format="date-time")]

T = TypeVar("T")


def counted(names: Iterable[str]) -> msgspec.Meta:
    """Of counts by name: which names there are; all of them are always written."""
    known = list(names)
    return told(propertyNames={"enum": known}, required=known)


class RunInfo(msgspec.Struct, frozen=True):
    """What is known of a run besides its findings.

    Attributes:
        run_id: Names the run's folder; only [A-Za-z0-9._-].
        started_at: ISO 8601, UTC ("2026-11-23T14:05:00Z").
        version: Of Corrigenda.
        snapshot_names: The snapshots read, in order.
        engine: ``prefect`` or ``plain``.
        flow_run_url: The flow run's page on a Prefect server, where there is one.
        command: What was typed, empty where it is not known.
        changes: What changed since the refresh before, for each source that was refreshed its
            sentences; empty where no refreshed snapshot was read.
        method: By what was judged (`expectations.assessment.method`); empty where it is not known.
        register_sha256: Of the bytes of the register's file; empty where it is not known.
    """

    run_id: Annotated[str, told(pattern=r"^[A-Za-z0-9_-][A-Za-z0-9._-]*$")]
    started_at: Instant
    version: str
    snapshot_names: tuple[str, ...]
    engine: Annotated[str, told(enum=["prefect", "plain"])]
    flow_run_url: str = ""
    command: str = ""
    changes: tuple[Annotated[tuple[str, ...], told(minItems=1)], ...] = ()
    method: Annotated[str, told(pattern="^[0-9a-f]*$")] = ""
    register_sha256: Annotated[str, told(pattern="^([0-9a-f]{64})?$")] = ""


class StatementEntry(FindingsObject, frozen=True, kw_only=True):
    """Figures that one sentence makes about one thing; ``claims`` are their ids.

    Attributes:
        claims: Claim ids.
    """

    statement_id: str
    section: str
    note: str
    claims: tuple[str, ...]


class PaperEntry(FindingsObject, frozen=True, kw_only=True):
    """The paper; ``published`` is as much of the date as is known.

    What of the others nobody said is empty; ``licence`` is that of the paper's text.

    Attributes:
        published: As much of the date as is known: 2018, 2018-06 or 2018-06-30.
        statements: Figures that one sentence makes about one thing.
        claimant_is: person or organization; empty where nobody said.
        doi: Empty where nobody said.
        url: Of the paper; empty where nobody said.
        journal: Empty where nobody said.
        licence: Of the paper's text; empty where nobody said.
    """

    id: str
    title: str
    claimant: str
    published: str
    source: str
    statements: tuple[StatementEntry, ...]
    claimant_is: str = ""
    doi: str = ""
    url: str = ""
    journal: str = ""
    licence: str = ""


class Counts(FindingsObject, frozen=True, kw_only=True):
    """Claims by verdict and by standing, which add up.

    ``checkable`` are those that something at hand could check and that a verdict fell on; with
    ``without_data`` (open, since nothing at hand measures them) and those not checkable they are
    all claims.

    Attributes:
        checkable: Claims that something at hand could check and that a verdict fell on.
        without_data: Claims that are open because nothing at hand measures them; with checkable and
            not checkable they are all claims.
    """

    claims: Count
    checkable: Count
    verdicts: Annotated[dict[str, Count], counted(one.value for one in Verdict)]
    standings: Annotated[dict[str, Count], counted(STANDING_NAMES)]
    without_data: Count = 0


class LedgerEntry(FindingsObject, frozen=True, kw_only=True):
    """What the paper's figures could be checked against in this run: claims by means.

    Attributes:
        counts: Claims by means; they add up to all claims.
    """

    counts: Annotated[dict[str, Count], counted(get_args(Means))]
    text: str


class VintageEntry(FindingsObject, frozen=True, kw_only=True):
    """An edition of a source that was read, with its evidence (`sources.model.Evidence`).

    Attributes:
        key: As ``source@vintage``: ``wdi@2018-05-21``.
        file: The observations in the snapshot.
        sha256: Of that file.
        source_sha256: Of the file it was made from.
        how_known: How the date of the edition is known.
        answers: Files of the snapshot that hold the answers of a live service as they came; none
            where it was taken from a file.
    """

    key: str
    anchor: str
    source: str
    vintage: str
    label: str
    indicators: tuple[str, ...]
    first_year: int
    last_year: int
    notes: tuple[str, ...]
    file: str
    sha256: str
    source_sha256: str
    url: str
    licence: str
    attribution: str
    retrieved_at: str
    last_updated: str
    how_known: str
    rows: int
    answers: tuple[str, ...] = ()


class GroupEntry(FindingsObject, frozen=True, kw_only=True):
    """A group of areas that claims or readings name; the world has no members.

    Attributes:
        members: ISO 3166-1 alpha-3; empty for the world.
    """

    id: str
    label: str
    members: tuple[str, ...]
    provenance: str
    is_verified: bool


class SuiteEntry(FindingsObject, frozen=True, kw_only=True):
    """How one suite of expectations went (`expectations.outcomes.SuiteResult`).

    ``evaluated`` less ``unchecked`` are those that could hold.

    Attributes:
        unchecked: Of those evaluated, how many are about what nothing at hand can check.
    """

    name: str
    is_success: bool
    evaluated: Count
    successful: Count
    unsuccessful: tuple[str, ...]
    page: str
    unchecked: Count = 0


class ChecksEntry(FindingsObject, frozen=True, kw_only=True):
    """What Great Expectations recorded; ``data_docs`` is a path beside `findings.json`.

    Attributes:
        data_docs: Path beside this file; empty where there is none.
    """

    data_docs: str
    suites: tuple[SuiteEntry, ...]


class CauseEntry(FindingsObject, frozen=True, kw_only=True):
    """An input that may have made a claim what it now is; certain where it is the only one."""

    cause: Cause
    is_certain: bool
    text: str


class MovedValue(FindingsObject, frozen=True, kw_only=True):
    """What was observed in one of two runs."""

    vintage: str
    years: str
    value: float | None
    first: float | None
    text: str


class MovedEntry(FindingsObject, frozen=True, kw_only=True):
    """An observation of the declared reading that differs between two runs."""

    source: str
    role: str
    before: MovedValue | None
    after: MovedValue | None


class ChangeEntry(FindingsObject, frozen=True, kw_only=True):
    """A claim that changed since the last run of the same paper, and why.

    Attributes:
        observations: Observed values of the declared reading that moved.
    """

    claim_id: str
    phrase: str
    change: Change
    verdict_before: str | None
    verdict: str | None
    causes: Annotated[tuple[CauseEntry, ...], told(minItems=1)]
    observations: tuple[MovedEntry, ...]
    text: str


class InputsEntry(FindingsObject, frozen=True, kw_only=True):
    """Which inputs differ between two runs as wholes."""

    editions_before: tuple[str, ...]
    editions: tuple[str, ...]
    is_other_snapshots: bool
    is_other_method: bool
    is_other_register: bool
    text: str


class SinceEntry(FindingsObject, frozen=True, kw_only=True):
    """What changed since the last run of the same paper; counts are by change and by cause.

    Attributes:
        claims: Those that changed, what asks for a person first.
    """

    run_id: str
    started_at: Instant
    headline: str
    counts: Annotated[dict[Change, Count], counted(get_args(Change))]
    causes: Annotated[dict[Cause, Count], counted(get_args(Cause))]
    inputs: InputsEntry
    claims: tuple[ChangeEntry, ...]


class FindingsHead(FindingsObject, frozen=True, kw_only=True):
    """All that a run found but its claims and what changed: what claims are read against.

    Attributes:
        run: Which run it was.
        headline: The counts as one sentence.
        ledger: What the paper's figures could be checked against in this run.
        worst: Ids of the claims that are most off, the gravest first.
        vintages: The editions of the sources that were read, each with its evidence.
        groups: The country groups that claims or readings name.
        checks: What Great Expectations recorded; null where no checkpoint ran.
    """

    schema_version: Annotated[str, told(const=SCHEMA_VERSION)]
    run: RunInfo
    paper: PaperEntry
    headline: str
    counts: Counts
    ledger: LedgerEntry
    worst: tuple[str, ...]
    vintages: tuple[VintageEntry, ...]
    groups: tuple[GroupEntry, ...]
    checks: ChecksEntry | None


class Findings(FindingsHead, frozen=True, kw_only=True):
    """All that a run found: what `findings.json` holds.

    Attributes:
        claims: In the order of the register.
        since_last_run: What changed since the last run of the same paper; null in a first run.
            Explained in docs/since.md.
    """

    claims: tuple[ClaimEntry, ...]
    since_last_run: SinceEntry | None = None


def read_findings(content: bytes) -> Findings:
    """The findings of a file.

    Raises:
        InputError: It is no `findings.json`.
    """
    try:
        return msgspec.json.decode(content, type=Findings)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise InputError(
            f"this is no findings.json: {error}", mend="Run `corrigenda validate` again"
        ) from error


def from_plain(plain: Any, kind: type[T]) -> T:
    """A struct of this module from plain data, as JSON is read.

    Raises:
        InputError: The data are not what the struct holds.
    """
    try:
        return msgspec.convert(plain, kind)
    # Half of a pair of surrogates, which JSON may hold as an escape, is no text to msgspec.
    except (msgspec.ValidationError, ValueError, OverflowError, RecursionError) as error:
        raise InputError(
            f"this is no {kind.__name__} of a findings.json: {error}",
            mend="Run `corrigenda validate` again",
        ) from error


def to_plain(value: Any) -> Any:
    """Structs, and dataclasses that hold some, as plain data that JSON knows, in order."""
    return msgspec.to_builtins(value)


def render_findings(findings: Findings) -> bytes:
    """The content of `findings.json`."""
    return to_json(to_plain(findings))
