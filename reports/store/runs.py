"""Runs and their findings: recorded once, whole or not at all.

A finding is the claim's entry of `findings.json`; the entries that a hundred runs share are kept
once, so a history costs little where little changes.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from reports.findings.claim_model import ClaimEntry
from reports.findings.model import Findings, FindingsHead, from_plain, to_plain
from reports.records import Run, StoredFinding
from reports.store import projection
from reports.store.tables import claims, contents, deliveries, events, findings, runs
from reports.store.transactions import (
    Transactions,
    batches,
    insert_missing,
    keep_contents,
    load_content,
)
from sources.tools.encoding import wire_json

_WORD = re.compile(r"[A-Za-z0-9._-]{1,200}")
"""What a run may be called, where a text names it."""


class Runs(Transactions):
    """What runs found."""

    def record_run(
        self, found: Findings, *, page: str = "", seconds: Mapping[str, float] | None = None
    ) -> bool:
        """Record a validation and bring the queue up to date, in one transaction.

        Args:
            found: What it found.
            page: Where the report lies.
            seconds: How long each step took.

        Returns:
            Whether it is new: a run that is on record stays as it is.
        """
        run = run_of(found, page, seconds or {})
        return self._write(lambda connection: _record(connection, run, found))

    def record_runs(self, all_found: Sequence[Findings]) -> int:
        """Record validations in one transaction; gives how many are new.

        Args:
            all_found: What each found.
        """
        runs_found = [(run_of(found), found) for found in all_found]
        return self._write(
            lambda connection: sum(_record(connection, run, found) for run, found in runs_found)
        )

    def on_record(self, run_ids: Collection[str]) -> frozenset[str]:
        """Those of the ids whose runs are on record."""
        found: set[str] = set()
        with self._reading() as connection:
            for batch in batches(sorted(run_ids)):
                found.update(
                    connection.scalars(sa.select(runs.c.run_id).where(runs.c.run_id.in_(batch)))
                )
        return frozenset(found)

    def record_job(self, run: Run) -> None:
        """Record a run that judged nothing: a refresh, a publication, or one that failed."""
        self._write(lambda connection: insert_missing(connection, runs, [vars(run)]))

    def newest_runs(self) -> tuple[Run, ...]:
        """The newest run of each kind and paper, newest first.

        Of a run over many papers the whole is one, and its papers, whose names have a dot, are not.
        """
        place = sa.func.row_number().over(
            partition_by=(runs.c.kind, runs.c.paper_id),
            order_by=(runs.c.started_at.desc(), runs.c.run_id.desc()),
        )
        ranked = (
            sa.select(runs, place.label("place")).where(runs.c.run_id.not_like("%.%")).subquery()
        )
        query = (
            sa.select(*(ranked.c[column.name] for column in runs.c))
            .where(ranked.c.place == 1)
            .order_by(ranked.c.started_at.desc(), ranked.c.run_id.desc())
        )
        with self._reading() as connection:
            return tuple(map(_as_run, connection.execute(query)))

    def list_runs(
        self, paper_id: str = "", kind: str = "", limit: int = 50, before: str = ""
    ) -> tuple[Run, ...]:
        """Runs, newest first.

        Args:
            paper_id: Of this paper only.
            kind: Of this kind only.
            limit: How many at most.
            before: Only those that began before this instant.
        """
        query = sa.select(runs).order_by(runs.c.started_at.desc(), runs.c.run_id.desc())
        for column, wanted in ((runs.c.paper_id, paper_id), (runs.c.kind, kind)):
            if wanted:
                query = query.where(column == wanted)
        if before:
            query = query.where(runs.c.started_at < before)
        with self._reading() as connection:
            return tuple(map(_as_run, connection.execute(query.limit(limit))))

    def last_run(self, paper_id: str) -> Run | None:
        """The newest validation of a paper that was finished."""
        query = (
            sa.select(runs)
            .where(
                runs.c.paper_id == paper_id,
                runs.c.kind == "validate",
                runs.c.outcome == "finished",
            )
            .order_by(runs.c.started_at.desc(), runs.c.run_id.desc())
            .limit(1)
        )
        with self._reading() as connection:
            row = connection.execute(query).first()
        return None if row is None else _as_run(row)

    def run(self, run_id: str) -> Run | None:
        """The run of this id; None where none is on record."""
        with self._reading() as connection:
            row = connection.execute(sa.select(runs).where(runs.c.run_id == run_id)).first()
        return None if row is None else _as_run(row)

    def relied_on(self, newest: int) -> frozenset[str]:
        """The validations that something rests on, besides their own rows.

        These are the `newest` of each paper, those that show where a claim stands, those that a
        decision was made on, and those that a message or an event names.
        """
        place = sa.func.row_number().over(
            partition_by=runs.c.paper_id,
            order_by=(runs.c.started_at.desc(), runs.c.run_id.desc()),
        )
        ranked = sa.select(runs.c.run_id, place.label("place")).where(runs.c.head.is_not(None))
        newer = ranked.subquery()
        told = sa.union_all(
            sa.select(sa.cast(events.c.basis, sa.Text)),
            sa.select(sa.cast(events.c.detail, sa.Text)),
            sa.select(sa.cast(deliveries.c.message, sa.Text)),
            sa.select(deliveries.c.subject_id),
        )
        with self._reading() as connection:
            found = set(
                connection.scalars(sa.select(newer.c.run_id).where(newer.c.place <= newest))
            )
            found.update(connection.scalars(sa.select(claims.c.run_id).distinct()))
            for text in connection.scalars(told):
                found.update(word.strip(".") for word in _WORD.findall(text or ""))
        return self.on_record(found)

    def vintage_sums(self, run_ids: Collection[str]) -> frozenset[str]:
        """SHA-256 of the data of all editions that these runs read."""
        sums: set[str] = set()
        for run_id in sorted(run_ids):
            head = self.head(run_id)
            if head is not None:
                sums.update(one.sha256 for one in head.vintages)
        return frozenset(sums)

    def head(self, run_id: str) -> FindingsHead | None:
        """What a run found but the claims; None where no such validation is there."""
        query = (
            sa.select(contents.c.body)
            .join(runs, runs.c.head == contents.c.sha256)
            .where(runs.c.run_id == run_id)
        )
        with self._reading() as connection:
            body = connection.execute(query).scalar()
        return None if body is None else from_plain(load_content(body), FindingsHead)

    def findings_of(self, run_id: str) -> Findings | None:
        """All that a run found; None where no such validation is on record."""
        head = (
            sa.select(contents.c.body)
            .join(runs, runs.c.head == contents.c.sha256)
            .where(runs.c.run_id == run_id)
        )
        claims = (
            sa.select(contents.c.body)
            .join(findings, findings.c.sha256 == contents.c.sha256)
            .where(findings.c.run_id == run_id)
            .order_by(findings.c.place)
        )
        with self._reading() as connection:
            first = connection.execute(head).scalar()
            if first is None:
                return None
            entries = [load_content(body) for body in connection.scalars(claims)]
        return from_plain({**load_content(first), "claims": entries}, Findings)

    def finding(self, paper_id: str, claim_id: str, run_id: str = "") -> StoredFinding | None:
        """What the newest run, or the one that is named, found of a claim."""
        with self._reading() as connection:
            rows = connection.execute(_findings(paper_id, claim_id, run_id).limit(1)).all()
        return _as_finding(rows[0]) if rows else None

    def history(
        self, paper_id: str, claim_id: str, limit: int = 100
    ) -> tuple[tuple[Run, StoredFinding], ...]:
        """What the runs found of a claim, newest first."""
        with self._reading() as connection:
            rows = connection.execute(_findings(paper_id, claim_id).limit(limit)).all()
        return tuple((_as_run(row), _as_finding(row)) for row in rows)


def _record(connection: Connection, run: Run, found: Findings) -> bool:
    """Record a validation, unless it is on record."""
    plain = to_plain(found)
    entries = plain.pop("claims")
    first, *sums = keep_contents(connection, [wire_json(plain), *map(wire_json, entries)])
    if not insert_missing(connection, runs, [{**vars(run), "head": first}]):
        return False
    rows = [
        {
            "run_id": run.run_id,
            "claim_id": claim.claim_id,
            "paper_id": run.paper_id,
            "started_at": run.started_at,
            "place": place,
            "sha256": digest,
        }
        for place, (claim, digest) in enumerate(zip(found.claims, sums, strict=True))
    ]
    if rows:
        connection.execute(findings.insert(), rows)
    projection.take_in(connection, run, found.claims, sums)
    return True


def _findings(paper_id: str, claim_id: str, run_id: str = "") -> sa.Select[Any]:
    query = (
        sa.select(*runs.c, findings.c.claim_id, findings.c.sha256, contents.c.body)
        .join(findings, findings.c.run_id == runs.c.run_id)
        .join(contents, contents.c.sha256 == findings.c.sha256)
        .where(findings.c.paper_id == paper_id, findings.c.claim_id == claim_id)
        .order_by(findings.c.started_at.desc(), findings.c.run_id.desc())
    )
    return query.where(findings.c.run_id == run_id) if run_id else query


def run_of(
    found: Findings, page: str = "", seconds: Mapping[str, float] = MappingProxyType({})
) -> Run:
    """The run of findings, as it is on record."""
    run, since = found.run, found.since_last_run
    return Run(
        run_id=run.run_id,
        kind="validate",
        paper_id=found.paper.id,
        started_at=run.started_at,
        outcome="finished",
        message=found.headline,
        standings=dict(found.counts.standings),
        page=page,
        seconds=dict(seconds),
        changes={str(name): count for name, count in since.counts.items()} if since else {},
        version=run.version,
        method=run.method,
    )


def _as_run(row: Row[Any]) -> Run:
    fields = row._mapping
    return Run(**{name: fields[name] for name in Run.__dataclass_fields__})


def _as_finding(row: Row[Any]) -> StoredFinding:
    data = from_plain(load_content(row.body), ClaimEntry)
    return StoredFinding(row.paper_id, row.claim_id, row.run_id, row.sha256, data)
