"""Seals of events, so that a row that was changed, left out or put in by hand is found.

Events from before get theirs as they are now. As events are, seals are appended, never changed.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from reports.store.seals import FIRST, as_event_row, sum_of
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
    rows = connection.execute(sa.select(events).order_by(*order)).all()
    for event in map(as_event_row, rows):
        before[event.claim] = sum_of(event, before.get(event.claim, FIRST))
        connection.execute(
            seals.insert().values(
                paper_id=event.paper_id,
                claim_id=event.claim_id,
                number=event.number,
                sha256=before[event.claim],
            )
        )
    if connection.dialect.name == "postgresql":
        op.execute(
            "CREATE TRIGGER seals_stay BEFORE UPDATE OR DELETE ON seals "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )
        return
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER seals_no_{change.lower()} BEFORE {change} ON seals "
            "BEGIN SELECT RAISE(ABORT, 'seals is appended to, never changed'); END"
        )
