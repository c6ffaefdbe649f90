"""The outbox: each message is written once, taken by one, and tried again when it is due."""

from __future__ import annotations

import pytest
from sample_runs import PAPER, run_of
from threads_at_once import together

from reports.records import EventDetail, Message, Receipt, Run
from reports.store import Store, open_store
from reports.store.transactions import now
from sources.errors import StoreError


def message(subject: str = f"{PAPER}.wrong", revision: int = 1) -> Message:
    return Message(f"key-{subject}-{revision}", "correction", subject, revision, "s", "t")


def approve(store: Store) -> None:
    store.record_run(run_of(1))
    store.append(PAPER, "wrong", "approve", "Ada", EventDetail(wording="96 people"), expected=0)


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
