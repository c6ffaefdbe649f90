"""The queue is counted and put in order from an index: the row of a claim is wide, that is not.

Each page of the review asks for that order, the page of one claim too.
"""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the index."""
    columns = ["status", "until", "rank", "gap", "paper_id", "claim_id"]
    op.create_index(op.f(f"ix_claims_{'_'.join(columns)}"), "claims", columns)
