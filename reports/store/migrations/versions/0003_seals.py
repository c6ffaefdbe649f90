"""Seals of events, so that a row that was changed, left out or put in by hand is found.

Events from before get theirs as they are now. As events are, seals are appended, never changed.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from reports.store.seals import FIRST, sum_of
from reports.store.tables import events, seals

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table and its triggers, and seal what is there."""
    op.create_table(
        "seals",
        sa.Column("paper_id", sa.String(length=64), nullable=False),
        sa.Column("claim_id", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("paper_id", "claim_id", "number", name=op.f("pk_seals")),
    )
    connection = op.get_bind()
    before: dict[tuple[str, str], str] = {}
    order = (events.c.paper_id, events.c.claim_id, events.c.number)
    rows = connection.execute(sa.select(events).order_by(*order)).mappings().all()
    for row in map(dict, rows):
        claim = row["paper_id"], row["claim_id"]
        before[claim] = sum_of(row, before.get(claim, FIRST))
        connection.execute(
            seals.insert().values(
                paper_id=claim[0],
                claim_id=claim[1],
                number=row["number"],
                sha256=before[claim],
            )
        )
    if connection.dialect.name == "postgresql":
        op.execute(
            "CREATE TRIGGER seals_stay BEFORE UPDATE OR DELETE ON seals "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )
        return
    for event in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER seals_no_{event.lower()} BEFORE {event} ON seals "
            "BEGIN SELECT RAISE(ABORT, 'seals is appended to, never changed'); END"
        )
