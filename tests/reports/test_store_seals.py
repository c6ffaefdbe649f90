"""The record of decisions cannot be changed in silence: each event has its seal."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from processes import Corrigenda
from sample_runs import PAPER, run_of

from reports.records import EventDetail
from reports.store import Store
from reports.store.opening import open_engine

CLAIM = "wrong"


def decided(store: Store) -> None:
    store.record_run(run_of(1))
    store.append(PAPER, CLAIM, "approve", "Ada", EventDetail(wording="12 – “é”", comment=""))
    store.append(PAPER, CLAIM, "dispute", "Ben", EventDetail(reason="no"))
    store.append(PAPER, CLAIM, "accept", "Ada", EventDetail(reason="so it is"), key="k")


def by_hand(store_url: str, *statements: str) -> None:
    """What somebody does who may write to the database: the triggers go first."""
    engine = open_engine(store_url)
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(sa.text("ALTER TABLE events DISABLE TRIGGER events_stay"))
            connection.execute(sa.text("ALTER TABLE seals DISABLE TRIGGER seals_stay"))
        else:
            for table in ("events", "seals"):
                for change in ("update", "delete"):
                    connection.execute(sa.text(f"DROP TRIGGER {table}_no_{change}"))
        for statement in statements:
            connection.execute(sa.text(statement))
    engine.dispose()


def test_a_record_that_was_only_appended_to_is_as_it_was(store: Store) -> None:
    decided(store)
    found = store.verify_events()
    assert (found.events, found.claims, found.broken) == (3, 1, ())


@pytest.mark.parametrize(
    ("statements", "number", "said"),
    [
        (["UPDATE events SET who = 'Eve' WHERE number = 1"], 1, "was changed"),
        (['UPDATE events SET detail = \'{"reason":"no"}\' WHERE number = 3'], 3, "was changed"),
        (["DELETE FROM events WHERE number = 2"], 2, "its seal is there"),
        (["DELETE FROM events WHERE number = 3"], 3, "its seal is there"),
        (
            ["DELETE FROM events WHERE number = 3", "DELETE FROM seals WHERE number = 3"],
            3,
            "the claim knows that it happened",
        ),
        (
            [
                "INSERT INTO events (paper_id, claim_id, number, kind, who, at, detail) SELECT "
                "paper_id, claim_id, 4, kind, who, at, detail FROM events WHERE number = 3"
            ],
            4,
            "put in by hand",
        ),
        (["UPDATE seals SET sha256 = 'x' WHERE number = 2"], 2, "was changed"),
    ],
)
def test_a_row_that_was_changed_left_out_or_put_in_by_hand_is_named(
    store: Store, store_url: str, statements: list[str], number: int, said: str
) -> None:
    decided(store)
    by_hand(store_url, *statements)
    broken = {one.number: one.what for one in store.verify_events().broken}
    assert said in broken[number]


def test_the_command_says_so_and_ends_with_2(
    store: Store, store_url: str, corrigenda: Corrigenda
) -> None:
    decided(store)
    env = {"CORRIGENDA_DATABASE_URL": store_url}
    done = corrigenda("store", "verify", env=env)
    assert (done.returncode, done.stderr) == (0, "")
    assert "3 events of 1 claim are as they were appended" in done.stdout
    by_hand(store_url, "UPDATE events SET who = 'Eve' WHERE number = 2")
    done = corrigenda("store", "verify", env=env)
    assert done.returncode == 2
    assert "event 2 was changed" in done.stderr
