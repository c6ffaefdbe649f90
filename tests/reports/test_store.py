"""The store: runs recorded once, decisions that outlive them, and nothing that is ever changed."""

from __future__ import annotations

import random
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sample_runs import PAPER, moved, run_of
from sqlalchemy.exc import OperationalError

from reports.records import Message, Receipt, Run
from reports.store import HEAD, Conflict, Store, open_store
from reports.store.opening import open_engine
from reports.store.tables import metadata
from reports.store.transactions import _telling, now
from sources.errors import StoreError

ROOT = Path(__file__).resolve().parents[2]


def statuses(store: Store, **filters: str) -> dict[str, str]:
    return {row.claim_id: row.status for row in store.queue(**filters).rows}  # type: ignore[arg-type]


def test_a_run_is_given_back_as_it_was_recorded(store: Store) -> None:
    found = run_of(1)
    assert store.record_run(found, page="site/index.html", seconds={"load": 0.5})
    assert store.findings_of("run-0001") == found
    run = store.last_run(PAPER)
    assert run is not None
    assert (run.message, run.page, run.seconds) == (
        found.headline,
        "site/index.html",
        {"load": 0.5},
    )
    assert run.standings == found.counts.standings


def test_a_run_is_recorded_once(store: Store) -> None:
    assert store.record_run(run_of(1))
    assert not store.record_run(run_of(1, {"wrong": {"verdict": "stale"}}))
    found = store.finding(PAPER, "wrong")
    assert found is not None
    assert found.data == run_of(1).claims[0]
    assert len(store.list_runs()) == 1


def test_what_discrepancies_there_are_is_new_in_the_queue_and_the_gravest_first(
    store: Store,
) -> None:
    store.record_run(run_of(1))
    page = store.queue()
    assert [(row.claim_id, row.verdict, row.status) for row in page.rows] == [
        ("wrong", "refuted", "new"),
        ("old", "stale", "new"),
        ("right", "reproduced", "quiet"),
    ]
    assert page.counts == {"new": 2, "changed": 0, "deferred": 0, "decided": 0, "quiet": 1}


def test_a_decision_outlives_the_run_that_prompted_it(store: Store) -> None:
    store.record_run(run_of(1))
    store.append(PAPER, "wrong", "approve", "Ada", {"wording": "96 people"}, expected=0)
    store.record_run(run_of(2))
    assert statuses(store)["wrong"] == "decided"


@pytest.mark.parametrize(
    ("changes", "reasons"),
    [
        ({"wrong": {"verdict": "stale"}}, ("verdict",)),
        ({"wrong": {"phrase": "151 people"}}, ("phrase",)),
        (moved("wrong", 2.0), ("data",)),
    ],
)
def test_a_decision_is_asked_for_again_when_what_it_rests_on_has_changed(
    store: Store, changes: dict[str, dict[str, object]], reasons: tuple[str, ...]
) -> None:
    store.record_run(run_of(1))
    store.append(PAPER, "wrong", "accept", "Ada", {"reason": "known"}, expected=0)
    store.record_run(run_of(2, changes))
    [row] = store.queue(status="changed").rows
    assert (row.claim_id, row.reasons) == ("wrong", reasons)


def test_a_value_that_moves_within_the_tolerance_asks_nobody_again(store: Store) -> None:
    store.record_run(run_of(1))
    store.append(PAPER, "wrong", "accept", "Ada", {"reason": "known"}, expected=0)
    store.record_run(run_of(2, moved("wrong", 0.4)))
    assert statuses(store)["wrong"] == "decided"


def test_small_moves_add_up_against_the_run_that_was_decided_on(store: Store) -> None:
    store.record_run(run_of(1))
    store.append(PAPER, "wrong", "accept", "Ada", {"reason": "known"}, expected=0)
    for number in (2, 3, 4):
        store.record_run(run_of(number, moved("wrong", 0.2 * (number - 1))))
    assert statuses(store)["wrong"] == "changed"


def test_a_run_that_comes_late_does_not_hide_a_newer_one(store: Store) -> None:
    store.record_run(run_of(2, {"wrong": {"verdict": "stale"}}))
    store.record_run(run_of(1))
    row = store.queue_row(PAPER, "wrong")
    assert row is not None
    assert (row.run_id, row.verdict) == ("run-0002", "stale")


def test_a_claim_that_left_the_register_leaves_the_queue_and_comes_back(store: Store) -> None:
    store.record_run(run_of(1))
    store.record_run(run_of(2, without=["wrong"]))
    assert statuses(store)["wrong"] == "quiet"
    store.record_run(run_of(3))
    assert statuses(store)["wrong"] == "new"


def test_a_deferred_claim_is_new_again_on_its_day(store: Store) -> None:
    store.record_run(run_of(1))
    store.append(PAPER, "wrong", "defer", "Ada", {"until": "2027-01-31"}, expected=0)
    assert statuses(store, today="2027-01-30")["wrong"] == "deferred"
    assert statuses(store, today="2027-01-31", status="new")["wrong"] == "new"
    assert store.queue(today="2027-01-31").counts["new"] == 2


def test_the_later_of_two_contradicting_decisions_is_told(store: Store) -> None:
    store.record_run(run_of(1))
    store.append(PAPER, "wrong", "approve", "Ada", {"wording": "96 people"}, expected=0)
    with pytest.raises(Conflict) as told:
        store.append(PAPER, "wrong", "accept", "Bob", {"reason": "fine"}, expected=0)
    assert [(event.who, event.kind) for event in told.value.events] == [("Ada", "approve")]
    assert [event.kind for event in store.events(PAPER, "wrong")] == ["approve"]
    store.append(PAPER, "wrong", "accept", "Bob", {"reason": "fine"}, expected=1)
    assert store.claim_state(PAPER, "wrong").decision == store.events(PAPER, "wrong")[-1]


def test_an_undone_decision_gives_way_to_the_one_before(store: Store) -> None:
    store.record_run(run_of(1))
    store.append(PAPER, "wrong", "accept", "Ada", {"reason": "known"}, expected=0)
    store.append(PAPER, "wrong", "approve", "Ada", {"wording": "96 people"}, expected=1)
    store.append(PAPER, "wrong", "undo", "Ada", {"undoes": 2}, expected=2)
    row = store.queue_row(PAPER, "wrong")
    assert row is not None
    assert (row.decision, row.state, row.last) == ("accept", "draft", 3)
    store.append(PAPER, "wrong", "undo", "Ada", {"undoes": 1}, expected=3)
    assert statuses(store)["wrong"] == "new"
    with pytest.raises(StoreError, match="no decision to undo"):
        store.append(PAPER, "wrong", "undo", "Ada", {}, expected=4)


def test_an_event_with_the_same_key_is_appended_once(store: Store) -> None:
    store.record_run(run_of(1))
    first = store.append(PAPER, "wrong", "approve", "Ada", {"wording": "x"}, expected=0, key="k")
    again = store.append(PAPER, "wrong", "approve", "Ada", {"wording": "x"}, expected=0, key="k")
    assert first == again
    assert store.events(PAPER, "wrong") == (first,)


def test_no_event_can_be_changed_or_taken_away(store: Store, store_url: str) -> None:
    store.record_run(run_of(1))
    store.append(PAPER, "wrong", "approve", "Ada", {"wording": "x"}, expected=0)
    engine = open_engine(store_url)
    for statement in ("UPDATE events SET who = 'Eve'", "DELETE FROM events"):
        with pytest.raises(sa.exc.DBAPIError, match="never changed"), engine.begin() as connection:
            connection.execute(sa.text(statement))
    engine.dispose()


def test_an_unknown_claim_has_no_events(store: Store) -> None:
    with pytest.raises(StoreError, match="no run has found"):
        store.append(PAPER, "nothing", "accept", "Ada", {"reason": "x"})


def test_what_is_no_text_does_not_reach_the_database(store: Store) -> None:
    store.record_run(run_of(1))
    event = store.append(PAPER, "wrong", "accept", "A\0da", {"reason": "x\0y\ud800"}, expected=0)
    assert (event.who, event.detail["reason"]) == ("A\ufffdda", "x\ufffdy\ufffd")
    assert store.events(PAPER, "wrong") == (event,)


def test_filters_of_the_queue_are_taken_together(store: Store) -> None:
    store.record_run(run_of(1))
    store.record_run(run_of(1, paper_id="other"))
    assert store.papers() == (PAPER, "other")
    assert {row.paper_id for row in store.queue(paper_id="other").rows} == {"other"}
    assert [row.claim_id for row in store.queue(text="PEOPLE 150", paper_id="other").rows] == [
        "wrong"
    ]
    assert store.queue(text="%").total == 0
    assert store.queue(verdict="stale", status="new").total == 2


def test_pages_of_the_queue_hold_each_claim_once(store: Store) -> None:
    for name in ("a", "b", "c", "d"):
        store.record_run(run_of(1, paper_id=name))
    pages = [store.queue(page=number, per_page=5) for number in (1, 2, 3)]
    seen = [(row.paper_id, row.claim_id) for page in pages for row in page.rows]
    assert len(seen) == len(set(seen)) == pages[0].total == 12
    assert store.queue(page=99, per_page=5) == pages[2]


def test_the_queue_is_what_the_record_says(store: Store) -> None:
    store.record_run(run_of(2))
    store.record_run(run_of(1))
    store.append(PAPER, "wrong", "approve", "Ada", {"wording": "96 people"}, expected=0)
    store.append(PAPER, "old", "defer", "Ada", {"until": "2030-01-01"}, expected=0)
    store.record_run(run_of(3, {"wrong": {"verdict": "stale"}}, without=["right"]))
    before = store.queue()
    store.rebuild_queue()
    assert store.queue() == before


def test_an_approved_correction_is_told_from_the_run_that_was_decided_on(store: Store) -> None:
    store.record_run(run_of(1))
    store.append(
        PAPER, "wrong", "approve", "Ada", {"wording": "96 people", "comment": "So."}, expected=0
    )
    store.record_run(run_of(2, {"wrong": {"sentence": "Something else."}}))
    [dossier] = store.corrections()
    assert store.dossier(f"{PAPER}.wrong") == dossier
    assert (dossier.wording, dossier.comment, dossier.approved_by) == ("96 people", "So.", "Ada")
    assert dossier.run.run_id == "run-0001"
    assert dossier.claim == run_of(1).claims[0]
    assert dossier.quote["exact"] == "150 people"


def test_an_undone_approval_is_no_correction(store: Store) -> None:
    store.record_run(run_of(1))
    store.append(PAPER, "wrong", "approve", "Ada", {"wording": "96 people"}, expected=0)
    store.append(PAPER, "wrong", "undo", "Ada", {}, expected=1)
    assert store.corrections() == ()
    assert store.dossier(f"{PAPER}.wrong") is None


def message(subject: str = f"{PAPER}.wrong", revision: int = 1) -> Message:
    return Message(f"key-{subject}-{revision}", "correction", subject, revision, "s", "t")


def approve(store: Store) -> None:
    store.record_run(run_of(1))
    store.append(PAPER, "wrong", "approve", "Ada", {"wording": "96 people"}, expected=0)


def test_a_message_is_written_once_for_each_channel_and_revision(store: Store) -> None:
    assert store.enqueue("hook", message())
    assert not store.enqueue("hook", message())
    assert store.enqueue("mail", message())
    assert store.enqueue("hook", message(revision=2))
    assert len(store.deliveries()) == 3


def test_a_message_that_was_taken_comes_back_when_its_lease_ends(store: Store) -> None:
    store.enqueue("hook", message())
    at = "2026-01-01T00:00:00.000Z"
    [first] = store.take_due(at, 60)
    assert store.take_due("2026-01-01T00:00:59.000Z", 60) == ()
    [again] = store.take_due("2026-01-01T00:01:00.000Z", 60)
    assert (again.id, again.message, again.attempts) == (first.id, first.message, 2)


def test_a_receipt_marks_the_correction_as_sent(store: Store) -> None:
    approve(store)
    store.enqueue("hook", message())
    [taken] = store.take_due(now(), 60)
    store.delivered(taken.id, Receipt("https://there/1", "201"))
    store.delivered(taken.id, Receipt("https://there/1", "201"))
    state = store.claim_state(PAPER, "wrong")
    assert (state.state, state.sent) == ("sent", ("hook",))
    assert [event.kind for event in store.events(PAPER, "wrong")] == ["approve", "sent"]
    [delivery] = store.deliveries(state="sent")
    assert delivery.receipt == Receipt("https://there/1", "201")


def test_a_message_that_failed_is_due_when_it_says_so(store: Store) -> None:
    store.enqueue("hook", message())
    [taken] = store.take_due("2026-01-01T00:00:00.000Z", 60)
    later = "2026-01-01T00:05:00.000Z"
    store.not_delivered(taken.id, "503", is_final=False, not_before=later)
    assert store.take_due("2026-01-01T00:04:59.000Z", 60) == ()
    assert len(store.take_due(later, 60)) == 1


def test_a_refused_message_is_tried_again_only_when_somebody_asks(store: Store) -> None:
    store.enqueue("hook", message())
    [taken] = store.take_due(now(), 60)
    store.not_delivered(taken.id, "410 Gone", is_final=True, not_before="")
    assert store.take_due("2030-01-01T00:00:00.000Z", 60) == ()
    [refused] = store.deliveries(state="refused")
    assert refused.answer == "410 Gone"
    store.retry(taken.id)
    assert len(store.take_due(now(), 60)) == 1
    with pytest.raises(StoreError, match="pending"):
        store.retry(taken.id)


def test_jobs_are_listed_with_the_runs_newest_first(store: Store) -> None:
    store.record_run(run_of(1))
    job = Run("refresh-1", "refresh", "", "2026-01-02T00:00:00Z", "failed", "wdi: no answer")
    store.record_job(job)
    assert store.list_runs()[0] == job
    assert [run.run_id for run in store.list_runs(kind="validate")] == ["run-0001"]
    assert [run.run_id for run in store.list_runs(before="2026-01-02")] == ["run-0001"]


def test_a_reviewer_has_one_token(store: Store) -> None:
    store.add_reviewer("Ada", "a" * 64)
    store.add_reviewer("Ada", "b" * 64)
    assert store.token_hashes() == {"Ada": "b" * 64}
    assert store.remove_reviewer("Ada")
    assert not store.remove_reviewer("Ada")


def together(works: list[Callable[[], object]]) -> list[object]:
    """What each gives or raises, all begun at once."""
    gate = threading.Barrier(len(works))

    def run(work: Callable[[], object]) -> object:
        gate.wait()
        try:
            return work()
        except Exception as error:
            return error

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


@pytest.mark.slow
def test_of_fifty_reviewers_and_ten_runs_at_once_no_decision_is_lost_and_none_doubled(
    store: Store, store_url: str
) -> None:
    store.record_run(run_of(1))

    def decide(number: int) -> int:
        """Decides until it is taken, looking anew after each conflict; gives how often it was."""
        with open_store(store_url) as own:
            for tried in range(1000):
                last = own.claim_state(PAPER, "wrong").last
                name, detail = f"reviewer {number}", {"reason": f"reason {number}"}
                try:
                    for _ in range(2):  # a double click: the same key twice
                        own.append(
                            PAPER, "wrong", "accept", name, detail, expected=last, key=f"{number}"
                        )
                except Conflict:
                    continue
                return tried
        raise AssertionError("never taken")

    def run(number: int) -> bool:
        with open_store(store_url) as own:
            return own.record_run(run_of(number))

    works: list[Callable[[], object]] = [
        *(lambda number=number: decide(number) for number in range(50)),
        *(lambda number=number: run(number) for number in range(2, 12)),
    ]
    results = together(works)
    assert not [result for result in results if isinstance(result, Exception)]
    events = store.events(PAPER, "wrong")
    assert sorted(event.who for event in events) == sorted(f"reviewer {n}" for n in range(50))
    assert [event.number for event in events] == list(range(1, 51))
    assert len(store.list_runs()) == 11
    before = store.queue()
    assert {row.run_id for row in before.rows} == {"run-0011"}
    store.rebuild_queue()
    assert store.queue() == before


def test_of_many_who_take_from_the_outbox_each_message_goes_to_one(
    store: Store, store_url: str
) -> None:
    for number in range(20):
        store.enqueue("hook", message(f"{PAPER}.{number}"))

    def take() -> list[int]:
        with open_store(store_url) as own:
            return [own.take_due(now(), 600)[0].id for _ in range(4)]

    taken = together([take] * 5)
    assert sorted(one for ids in taken for one in ids) == list(range(1, 21))  # type: ignore[attr-defined]


def test_two_processes_that_open_an_empty_database_at_once_both_find_it_ready(
    store_url: str,
) -> None:
    def opened() -> int:
        with open_store(store_url) as own:
            return own.queue().total

    assert together([opened] * 8) == [0] * 8


def test_the_tables_are_those_that_the_migrations_make(store_url: str) -> None:
    engine = open_engine(store_url)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    engine.dispose()


def test_the_newest_schema_is_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(ROOT / "reports/store/migrations"))
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_a_store_of_a_newer_version_is_refused_and_left_as_it_is(store_url: str) -> None:
    engine = open_engine(store_url)
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="newer version"):
        open_store(store_url)
    with engine.begin() as connection:
        found = connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()
    assert found == "9999"
    engine.dispose()


def test_an_empty_store_that_is_opened_again_keeps_its_data(store_url: str) -> None:
    with open_store(store_url) as first:
        first.record_run(run_of(1))
    with open_store(store_url) as second:
        assert second.queue().total == 3


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("mysql://x/y", "cannot be kept in mysql"),
        ("nonsense", "cannot be read"),
        ("postgresql://nobody:secret@127.0.0.1:1/none", "cannot be opened"),
        ("postgresql://127.0.0.1:1/none?user=nobody&password=secret", "cannot be opened"),
        ("postgresql://127.0.0.1:1/none?sslpassword=secret&no-such-option=1", "cannot be opened"),
        ("postgresql:///none?host=127.0.0.1&port=1&passfile=/x/secret", "cannot be opened"),
        ("postgresql://a:secret@127.0.0.1:no-port/x", "cannot be"),
    ],
)
def test_an_address_that_leads_nowhere_is_told_without_its_password(url: str, said: str) -> None:
    with pytest.raises(StoreError, match=said) as told:
        open_store(url)
    assert "secret" not in str(told.value)
    assert "CORRIGENDA_DATABASE_URL" in str(told.value)


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    path.write_text("no database at all, but long enough to be taken for one " * 10)
    with pytest.raises(StoreError, match="is damaged: file is not a database") as told:
        open_store(f"sqlite:///{path}")
    assert "the last backup" in told.value.mend


def use(path: Path, number: int) -> None:
    """All kinds of reading and writing."""
    with open_store(f"sqlite:///{path}") as opened:
        opened.queue(text="a")
        for run in opened.list_runs():
            opened.findings_of(run.run_id)
        opened.corrections()
        opened.deliveries()
        opened.record_run(run_of(number))
        opened.append(PAPER, "wrong", "accept", "Ada", {"reason": "x"})


def test_a_damaged_file_is_told_as_such_wherever_it_was_overwritten(tmp_path: Path) -> None:
    whole = tmp_path / "whole.db"
    with open_store(f"sqlite:///{whole}") as opened:
        for number in (1, 2, 3):
            opened.record_run(run_of(number))
    sound = whole.read_bytes()
    draw = random.Random(16)
    page, faults = 4096, 0
    for number in range(10, 60):
        at = draw.randrange(1, len(sound) // page) * page
        spoilt = bytearray(sound)
        match number % 3:
            case 0:
                spoilt[at : at + page] = draw.randbytes(page)
            case 1:
                spoilt[at : at + page] = bytes(page)
            case 2:
                del spoilt[at + draw.randrange(page) :]
        path = tmp_path / f"{number}.db"
        path.write_bytes(spoilt)
        try:
            use(path, number)
        except StoreError as error:
            faults += 1
            assert "is damaged" in error.what, error
            assert "the last backup" in error.mend
    assert faults > 20


def test_a_full_disk_and_a_store_that_may_not_be_written_are_told_with_their_own_mend() -> None:
    for said, mend in (
        ("database or disk is full", "Free some room"),
        ("attempt to write a readonly database", "writable"),
        ("database is locked", "try again"),
    ):
        error = OperationalError("INSERT", {}, sqlite3.OperationalError(said))
        with pytest.raises(StoreError, match=said) as told, _telling(sa.create_engine("sqlite://")):
            raise error
        assert mend in told.value.mend


def mode_of(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_a_store_is_its_owners_only(tmp_path: Path) -> None:
    path = tmp_path / "a" / "home" / "store.db"
    with open_store(f"sqlite:///{path}") as opened:
        opened.record_run(run_of(1))
        kept = list(path.parent.iterdir())
        assert {one.name for one in kept} >= {"store.db", "store.db-wal"}
        assert {mode_of(one) for one in kept} == {0o600}
    assert (mode_of(path.parent), mode_of(path.parents[1])) == (0o700, 0o700)


def test_a_store_that_strangers_could_read_is_closed_to_them(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    open_store(f"sqlite:///{path}").close()
    for given, kept in ((0o644, 0o600), (0o660, 0o660), (0o600, 0o600)):
        path.chmod(given)
        open_store(f"sqlite:///{path}").close()
        assert mode_of(path) == kept


def test_sqlite_is_in_wal_mode(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    open_store(f"sqlite:///{path}").close()
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()
