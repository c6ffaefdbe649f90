"""The store: runs recorded once, decisions that outlive them, and nothing that is ever changed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from rebuilt_queue import rebuild_queue
from sample_runs import PAPER, moved, run_of
from threads_at_once import together

from reports.records import EventDetail
from reports.store import Conflict, Store, open_store
from reports.store.opening import open_engine
from sources.errors import StoreError


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
    store.append(PAPER, "wrong", "approve", "Ada", EventDetail(wording="96 people"), expected=0)
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
    store.append(PAPER, "wrong", "accept", "Ada", EventDetail(reason="known"), expected=0)
    store.record_run(run_of(2, changes))
    [row] = store.queue(status="changed").rows
    assert (row.claim_id, row.reasons) == ("wrong", reasons)


def test_a_value_that_moves_within_the_tolerance_asks_nobody_again(store: Store) -> None:
    store.record_run(run_of(1))
    store.append(PAPER, "wrong", "accept", "Ada", EventDetail(reason="known"), expected=0)
    store.record_run(run_of(2, moved("wrong", 0.4)))
    assert statuses(store)["wrong"] == "decided"


def test_small_moves_add_up_against_the_run_that_was_decided_on(store: Store) -> None:
    store.record_run(run_of(1))
    store.append(PAPER, "wrong", "accept", "Ada", EventDetail(reason="known"), expected=0)
    for number in (2, 3, 4):
        store.record_run(run_of(number, moved("wrong", 0.2 * (number - 1))))
    assert statuses(store)["wrong"] == "changed"


def test_a_run_that_comes_late_does_not_hide_a_newer_one(store: Store) -> None:
    store.record_run(run_of(2, {"wrong": {"verdict": "stale"}}))
    store.record_run(run_of(1))
    row = store.queue_row(PAPER, "wrong")
    assert row is not None
    assert (row.run_id, row.verdict) == ("run-0002", "stale")


def test_what_is_off_comes_before_a_graver_verdict_that_nobody_is_sure_of(store: Store) -> None:
    store.record_run(run_of(1))
    assert [row.claim_id for row in store.queue().rows] == ["wrong", "old", "right"]
    store.record_run(run_of(2, {"wrong": {"standing": "open"}}))
    assert [row.claim_id for row in store.queue().rows] == ["old", "wrong", "right"]


def test_what_is_off_and_can_be_approved_comes_before_what_nobody_has_confirmed(
    store: Store,
) -> None:
    read = {"state": "sure", "by": "", "at": "", "why": "", "or_period": ""}
    store.record_run(run_of(1, {"wrong": {"reading": read}}))
    assert [row.claim_id for row in store.queue().rows][:2] == ["old", "wrong"]
    store.record_run(run_of(2, {"wrong": {"reading": read | {"state": "confirmed", "by": "Ada"}}}))
    assert [row.claim_id for row in store.queue().rows][:2] == ["wrong", "old"]


def test_a_claim_that_left_the_register_leaves_the_queue_and_comes_back(store: Store) -> None:
    store.record_run(run_of(1))
    store.record_run(run_of(2, without=["wrong"]))
    assert statuses(store)["wrong"] == "quiet"
    store.record_run(run_of(3))
    assert statuses(store)["wrong"] == "new"


def test_a_deferred_claim_is_new_again_on_its_day(store: Store) -> None:
    store.record_run(run_of(1))
    store.append(PAPER, "wrong", "defer", "Ada", EventDetail(until="2027-01-31"), expected=0)
    assert statuses(store, today="2027-01-30")["wrong"] == "deferred"
    assert statuses(store, today="2027-01-31", status="new")["wrong"] == "new"
    assert store.queue(today="2027-01-31").counts["new"] == 2


def test_the_later_of_two_contradicting_decisions_is_told(store: Store) -> None:
    store.record_run(run_of(1))
    store.append(PAPER, "wrong", "approve", "Ada", EventDetail(wording="96 people"), expected=0)
    with pytest.raises(Conflict) as told:
        store.append(PAPER, "wrong", "accept", "Bob", EventDetail(reason="fine"), expected=0)
    assert [(event.who, event.kind) for event in told.value.events] == [("Ada", "approve")]
    assert [event.kind for event in store.events(PAPER, "wrong")] == ["approve"]
    store.append(PAPER, "wrong", "accept", "Bob", EventDetail(reason="fine"), expected=1)
    assert store.claim_state(PAPER, "wrong").decision == store.events(PAPER, "wrong")[-1]


def test_an_undone_decision_gives_way_to_the_one_before(store: Store) -> None:
    store.record_run(run_of(1))
    store.append(PAPER, "wrong", "accept", "Ada", EventDetail(reason="known"), expected=0)
    store.append(PAPER, "wrong", "approve", "Ada", EventDetail(wording="96 people"), expected=1)
    store.append(PAPER, "wrong", "undo", "Ada", EventDetail(undoes=2), expected=2)
    row = store.queue_row(PAPER, "wrong")
    assert row is not None
    assert (row.decision, row.state, row.last) == ("accept", "draft", 3)
    store.append(PAPER, "wrong", "undo", "Ada", EventDetail(undoes=1), expected=3)
    assert statuses(store)["wrong"] == "new"
    with pytest.raises(StoreError, match="no decision to undo"):
        store.append(PAPER, "wrong", "undo", "Ada", EventDetail(), expected=4)


def test_an_event_with_the_same_key_is_appended_once(store: Store) -> None:
    store.record_run(run_of(1))
    first = store.append(
        PAPER, "wrong", "approve", "Ada", EventDetail(wording="x"), expected=0, key="k"
    )
    again = store.append(
        PAPER, "wrong", "approve", "Ada", EventDetail(wording="x"), expected=0, key="k"
    )
    assert first == again
    assert store.events(PAPER, "wrong") == (first,)


def test_no_event_can_be_changed_or_taken_away(store: Store, store_url: str) -> None:
    store.record_run(run_of(1))
    store.append(PAPER, "wrong", "approve", "Ada", EventDetail(wording="x"), expected=0)
    engine = open_engine(store_url)
    for statement in ("UPDATE events SET who = 'Eve'", "DELETE FROM events"):
        with pytest.raises(sa.exc.DBAPIError, match="never changed"), engine.begin() as connection:
            connection.execute(sa.text(statement))
    engine.dispose()


def test_an_unknown_claim_has_no_events(store: Store) -> None:
    with pytest.raises(StoreError, match="no run has found"):
        store.append(PAPER, "nothing", "accept", "Ada", EventDetail(reason="x"))


def test_what_is_no_text_does_not_reach_the_database(store: Store) -> None:
    store.record_run(run_of(1))
    event = store.append(
        PAPER, "wrong", "accept", "A\0da", EventDetail(reason="x\0y\ud800"), expected=0
    )
    assert (event.who, event.detail.reason) == ("A\ufffdda", "x\ufffdy\ufffd")
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
    store.append(PAPER, "wrong", "approve", "Ada", EventDetail(wording="96 people"), expected=0)
    store.append(PAPER, "old", "defer", "Ada", EventDetail(until="2030-01-01"), expected=0)
    store.record_run(run_of(3, {"wrong": {"verdict": "stale"}}, without=["right"]))
    before = store.queue()
    rebuild_queue(store)
    assert store.queue() == before


def test_an_approved_correction_is_told_from_the_run_that_was_decided_on(store: Store) -> None:
    store.record_run(run_of(1))
    store.append(
        PAPER,
        "wrong",
        "approve",
        "Ada",
        EventDetail(wording="96 people", comment="So."),
        expected=0,
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
    store.append(PAPER, "wrong", "approve", "Ada", EventDetail(wording="96 people"), expected=0)
    store.append(PAPER, "wrong", "undo", "Ada", EventDetail(), expected=1)
    assert store.corrections() == ()
    assert store.dossier(f"{PAPER}.wrong") is None


def test_a_reviewer_has_one_token(store: Store) -> None:
    store.add_reviewer("Ada", "a" * 64)
    store.add_reviewer("Ada", "b" * 64)
    assert store.token_hashes() == {"Ada": "b" * 64}
    assert store.remove_reviewer("Ada")
    assert not store.remove_reviewer("Ada")


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
                name, detail = f"reviewer {number}", EventDetail(reason=f"reason {number}")
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
    rebuild_queue(store)
    assert store.queue() == before
