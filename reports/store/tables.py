"""The tables of the store, as the newest migration leaves them (a test holds the two equal).

::

    contents     bytes by their SHA-256: findings that a hundred runs share are kept once
    runs         one row a run; `head` is its findings.json without the claims
    findings     one row a claim and run
    events       what happened to claims: appended, and kept from change by triggers
    claims       where each claim stands now: computed from the newest finding and the events, so
                 that the queue is read from one table
    deliveries   the outbox; attempts: each try, appended
    reviewers    names, and SHA-256 of their tokens; empty where it was taken away
    ended_sessions   SHA-256 of sessions that were ended, until their cookies are too old

Instants and dates are texts of ISO 8601 in UTC, which sort as they follow each other.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

contents = Table(
    "contents",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("body", LargeBinary, nullable=False),
)

runs = Table(
    "runs",
    metadata,
    Column("run_id", String(200), primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("paper_id", String(64), nullable=False),
    Column("started_at", String(32), nullable=False),
    Column("outcome", String(20), nullable=False),
    Column("message", Text, nullable=False),
    Column("standings", JSON, nullable=False),
    Column("page", Text, nullable=False),
    Column("seconds", JSON, nullable=False),
    Column("changes", JSON, nullable=False),
    Column("version", String(64), nullable=False),
    Column("method", String(64), nullable=False),
    Column("head", String(64), ForeignKey("contents.sha256")),
    Index(None, "started_at"),
    Index(None, "paper_id", "kind", "started_at"),
)

findings = Table(
    "findings",
    metadata,
    Column("run_id", String(200), ForeignKey("runs.run_id"), primary_key=True),
    Column("claim_id", String(64), primary_key=True),
    Column("paper_id", String(64), nullable=False),
    Column("started_at", String(32), nullable=False),
    Column("place", Integer, nullable=False),
    Column("sha256", String(64), ForeignKey("contents.sha256"), nullable=False),
    Index(None, "paper_id", "claim_id", "started_at"),
)

events = Table(
    "events",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("paper_id", String(64), nullable=False),
    Column("claim_id", String(64), nullable=False),
    Column("number", Integer, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("who", String(200), nullable=False),
    Column("at", String(32), nullable=False),
    Column("detail", JSON, nullable=False),
    Column("basis", JSON(none_as_null=True)),
    Column("key", String(200)),
    UniqueConstraint("paper_id", "claim_id", "number"),
    UniqueConstraint("key"),
)

seals = Table(
    "seals",
    metadata,
    Column("paper_id", String(64), primary_key=True),
    Column("claim_id", String(64), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("sha256", String(64), nullable=False),
)

claims = Table(
    "claims",
    metadata,
    Column("paper_id", String(64), primary_key=True),
    Column("claim_id", String(64), primary_key=True),
    Column("run_id", String(200), ForeignKey("runs.run_id"), nullable=False),
    Column("started_at", String(32), nullable=False),
    Column("sha256", String(64), ForeignKey("contents.sha256"), nullable=False),
    Column("phrase", Text, nullable=False),
    Column("verdict", String(32), nullable=False),
    Column("standing", String(20), nullable=False),
    Column("sentence", Text, nullable=False),
    Column("rank", Integer, nullable=False),
    Column("gap", Float, nullable=False),
    Column("basis", JSON, nullable=False),
    Column("is_gone", Boolean, nullable=False),
    Column("search", Text, nullable=False),
    Column("status", String(20), nullable=False),
    Column("reasons", JSON, nullable=False),
    Column("decision", String(20), nullable=False),
    Column("decided_by", String(200), nullable=False),
    Column("decided_at", String(32), nullable=False),
    Column("until", String(10), nullable=False),
    Column("state", String(20), nullable=False),
    Column("last", Integer, nullable=False),
    Index(None, "status", "rank"),
    Index(None, "decision"),
    # What the queue is counted and ordered by, all of it: the rows themselves are wide.
    Index(None, "status", "until", "rank", "gap", "paper_id", "claim_id"),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("channel", String(100), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("subject_id", String(300), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("message", JSON, nullable=False),
    Column("state", String(20), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("not_before", String(32), nullable=False),
    Column("lease_until", String(32), nullable=False),
    Column("reference", Text),
    Column("answer", Text, nullable=False),
    Column("created_at", String(32), nullable=False),
    Column("updated_at", String(32), nullable=False),
    UniqueConstraint("channel", "kind", "subject_id", "revision"),
    Index(None, "state", "not_before"),
)

attempts = Table(
    "attempts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("delivery_id", Integer, ForeignKey("deliveries.id"), nullable=False),
    Column("at", String(32), nullable=False),
    Column("outcome", String(20), nullable=False),
    Column("answer", Text, nullable=False),
    Index(None, "delivery_id"),
)

reviewers = Table(
    "reviewers",
    metadata,
    Column("name", String(200), primary_key=True),
    Column("token_sha256", String(64), nullable=False),
    Column("added_at", String(32), nullable=False),
)

ended_sessions = Table(
    "ended_sessions",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("until", String(32), nullable=False),
)
