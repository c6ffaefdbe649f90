"""Approved corrections: what a decision made of a finding, put together from both.

Reviewers who decide over a network: names, and the SHA-256 of their tokens. A reviewer whose token
was taken away stays, without one: a page that asked for tokens does not open by itself again.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from reports.decisions.lifecycle import correction_id, fold, proposed_wording
from reports.findings.claim_model import ClaimEntry
from reports.findings.model import FindingsHead, from_plain
from reports.records import Dossier
from reports.store.events import load_events
from reports.store.tables import claims, contents, ended_sessions, findings, reviewers, runs
from reports.store.transactions import (
    Transactions,
    insert_missing,
    load_content,
    now,
)
from sources.tools.instants import to_millisecond

T = TypeVar("T")


class Corrections(Transactions):
    """What was approved, and what came of it."""

    def corrections(self, state: str = "", paper_id: str = "") -> tuple[Dossier, ...]:
        """The corrections whose approval stands, in order of paper and claim.

        Args:
            state: In this state only.
            paper_id: Of this paper only.
        """
        query = sa.select(claims).where(claims.c.decision == "approve")
        for column, wanted in ((claims.c.state, state), (claims.c.paper_id, paper_id)):
            if wanted:
                query = query.where(column == wanted)
        query = query.order_by(claims.c.paper_id, claims.c.claim_id)
        heads: dict[str, FindingsHead] = {}
        with self._reading() as connection:
            rows = connection.execute(query).all()
            return tuple(_dossier(connection, row, heads) for row in rows)

    def dossier(self, name: str) -> Dossier | None:
        """The correction of this id; None where none is approved."""
        paper_id, _, claim_id = name.rpartition(".")
        query = sa.select(claims).where(
            claims.c.paper_id == paper_id,
            claims.c.claim_id == claim_id,
            claims.c.decision == "approve",
        )
        with self._reading() as connection:
            row = connection.execute(query).first()
            return None if row is None else _dossier(connection, row, {})


def _dossier(connection: Connection, row: Row[Any], heads: dict[str, FindingsHead]) -> Dossier:
    """A correction as it was approved: the finding is that of the run that its reviewer saw."""
    told = load_events(connection, row.paper_id, row.claim_id)
    state = fold(told)
    approval = state.decision
    assert approval is not None
    run_id = (approval.basis and approval.basis.run_id) or row.run_id
    if run_id not in heads:
        heads[run_id] = _load(
            connection,
            sa.select(contents.c.body)
            .join(runs, runs.c.head == contents.c.sha256)
            .where(runs.c.run_id == run_id),
            FindingsHead,
        )
    head = heads[run_id]
    claim = _load(
        connection,
        sa.select(contents.c.body)
        .join(findings, findings.c.sha256 == contents.c.sha256)
        .where(findings.c.run_id == run_id, findings.c.claim_id == row.claim_id),
        ClaimEntry,
    )
    detail = approval.detail
    return Dossier(
        correction_id=correction_id(row.paper_id, row.claim_id),
        revision=state.revision,
        state=state.state,
        paper=head.paper,
        claim=claim,
        run=head.run,
        vintages=head.vintages,
        groups=head.groups,
        wording=detail.wording or proposed_wording(claim),
        comment=detail.comment or "",
        approved_by=approval.who,
        approved_at=approval.at,
        quote={"exact": claim.phrase, "prefix": "", "suffix": "", **(detail.quote or {})},
        events=told,
    )


def _load(connection: Connection, query: sa.Select[Any], kind: type[T]) -> T:
    return from_plain(load_content(connection.execute(query).scalar_one()), kind)


class Reviewers(Transactions):
    """Who may decide."""

    def add_reviewer(self, name: str, token_sha256: str) -> None:
        """Give a reviewer a token; one that he had before is no longer good."""
        row = {"name": name, "token_sha256": token_sha256, "added_at": now()}

        def work(connection: sa.Connection) -> None:
            if not insert_missing(connection, reviewers, [row]):
                connection.execute(reviewers.update().where(reviewers.c.name == name).values(row))

        self._write(work)

    def remove_reviewer(self, name: str) -> bool:
        """Take a reviewer's token away; whether he had one."""
        gone = (
            reviewers.update()
            .where(reviewers.c.name == name, reviewers.c.token_sha256 != "")
            .values(token_sha256="")
        )
        return bool(self._write(lambda connection: connection.execute(gone).rowcount))

    def forget_reviewers(self) -> bool:
        """Forget those who had tokens, where nobody has one any more; whether that is so."""

        def work(connection: sa.Connection) -> bool:
            theirs = sa.select(sa.func.count()).where(reviewers.c.token_sha256 != "")
            if connection.scalar(theirs):
                return False
            connection.execute(reviewers.delete())
            return True

        return self._write(work)

    def knew_reviewers(self) -> bool:
        """Whether somebody has a token, or had one."""
        with self._reading() as connection:
            return connection.execute(sa.select(reviewers.c.name).limit(1)).first() is not None

    def reviewers(self) -> tuple[str, ...]:
        """The names of those who have a token."""
        return tuple(self.token_hashes())

    def token_hashes(self) -> dict[str, str]:
        """The SHA-256 of each reviewer's token, by name."""
        query = (
            sa.select(reviewers.c.name, reviewers.c.token_sha256)
            .where(reviewers.c.token_sha256 != "")
            .order_by(reviewers.c.name)
        )
        with self._reading() as connection:
            return {name: digest for name, digest in connection.execute(query)}

    def end_session(self, digest: str, lifetime: float) -> None:
        """Keep that a session has ended, for as long as its cookie would be good.

        Args:
            digest: The SHA-256 of the session's id.
            lifetime: Seconds.
        """
        moment = datetime.now(UTC)
        until = to_millisecond(moment + timedelta(seconds=lifetime))

        def work(connection: sa.Connection) -> None:
            old = ended_sessions.c.until < to_millisecond(moment)
            connection.execute(ended_sessions.delete().where(old))
            insert_missing(connection, ended_sessions, [{"sha256": digest, "until": until}])

        self._write(work)

    def has_ended(self, digest: str) -> bool:
        """Whether a session has ended."""
        query = sa.select(ended_sessions.c.sha256).where(ended_sessions.c.sha256 == digest)
        with self._reading() as connection:
            return connection.execute(query).first() is not None
