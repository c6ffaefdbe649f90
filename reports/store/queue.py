"""The queue: claims by where they stand, filtered and paged."""

from __future__ import annotations

import math
from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Row

from reports.records import QueuePage, QueueRow, Recorded
from reports.store.tables import claims
from reports.store.transactions import Transactions, batches

_STATUSES = ("new", "changed", "deferred", "decided", "quiet")
DUE = "due"
"""The reason of a claim that was deferred to a date that has come: it is new again."""


class Queue(Transactions):
    """What there is to decide."""

    def queue(
        self,
        status: str = "",
        verdict: str = "",
        paper_id: str = "",
        text: str = "",
        page: int = 1,
        per_page: int = 50,
        today: str = "",
    ) -> QueuePage:
        """A page of the queue.

        Args:
            status: These only.
            verdict: These only.
            paper_id: Of this paper only.
            text: Those whose phrase, id, sentence or section holds these words, each of them.
            page: From 1 on; one too far gives the last.
            per_page: Rows on a page.
            today: The date by which deferred claims are due; left out, that of today in UTC.
        """
        shown = _shown(today)
        order = sa.case({name: at for at, name in enumerate(_STATUSES)}, value=shown)
        wanted = [
            column == value
            for column, value in (
                (shown, status),
                (claims.c.verdict, verdict),
                (claims.c.paper_id, paper_id),
            )
            if value
        ]
        wanted += [
            claims.c.search.contains(word, autoescape=True) for word in text.casefold().split()
        ]
        with self._reading() as connection:
            counted = connection.execute(sa.select(shown, sa.func.count()).group_by(shown)).all()
            counts = dict.fromkeys(_STATUSES, 0) | {name: count for name, count in counted}
            total = connection.scalar(sa.select(sa.func.count()).select_from(claims).where(*wanted))
            pages = max(1, math.ceil((total or 0) / per_page))
            page = min(max(1, page), pages)
            ordering = (
                order,
                claims.c.rank,
                claims.c.gap.desc(),
                claims.c.paper_id,
                claims.c.claim_id,
            )
            # Only the names are sorted; whole rows are read of one page.
            names = (
                sa.select(claims.c.paper_id, claims.c.claim_id)
                .where(*wanted)
                .order_by(*ordering)
                .limit(per_page)
                .offset((page - 1) * per_page)
                .subquery()
            )
            rows = connection.execute(
                sa.select(claims, shown.label("shown"))
                .join(
                    names,
                    sa.and_(
                        claims.c.paper_id == names.c.paper_id,
                        claims.c.claim_id == names.c.claim_id,
                    ),
                )
                .order_by(*ordering)
            ).all()
        return QueuePage(tuple(map(_as_row, rows)), total or 0, counts, page, pages)

    def queue_row(self, paper_id: str, claim_id: str, today: str = "") -> QueueRow | None:
        """Where one claim stands; None where no run has found it."""
        query = sa.select(claims, _shown(today).label("shown")).where(
            claims.c.paper_id == paper_id, claims.c.claim_id == claim_id
        )
        with self._reading() as connection:
            row = connection.execute(query).first()
        return None if row is None else _as_row(row)

    def standings_of(self, paper_ids: Collection[str]) -> dict[tuple[str, str], Recorded]:
        """Verdict and gap of the claims of some papers, by paper and claim, as on record now.

        A claim that the newest run did not find is not there; a gap of nothing is None.
        """
        found: dict[tuple[str, str], Recorded] = {}
        with self._reading() as connection:
            for batch in batches(sorted(paper_ids)):
                query = sa.select(
                    claims.c.paper_id, claims.c.claim_id, claims.c.verdict, claims.c.gap
                ).where(claims.c.paper_id.in_(batch), claims.c.is_gone.is_(False))
                for row in connection.execute(query):
                    key = (row.paper_id, row.claim_id)
                    found[key] = Recorded(row.verdict, row.gap or None)
        return found

    def papers(self) -> tuple[str, ...]:
        """The ids of the papers that are on record."""
        query = sa.select(claims.c.paper_id).distinct().order_by(claims.c.paper_id)
        with self._reading() as connection:
            return tuple(connection.scalars(query))


def _shown(today: str) -> sa.Case[Any]:
    """The status on a day: a claim that was deferred to a date that has come is new again."""
    day = today or datetime.now(UTC).date().isoformat()
    is_due = sa.and_(claims.c.status == "deferred", claims.c.until <= day)
    return sa.case((is_due, "new"), else_=claims.c.status)


def _as_row(row: Row[Any]) -> QueueRow:
    fields = row._mapping
    values = {name: fields[name] for name in QueueRow.__dataclass_fields__ if name in fields}
    is_due = row.shown == "new" and row.status == "deferred"
    values["status"] = row.shown
    values["reasons"] = (DUE,) if is_due else tuple(row.reasons)
    return QueueRow(**values)
