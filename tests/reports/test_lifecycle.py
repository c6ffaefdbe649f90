"""What the events of a claim amount to, whatever order they come in."""

from __future__ import annotations

from typing import Any, get_args

from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs
from sample_dossiers import claim_of

from reports.correction_states import STATES
from reports.decisions.lifecycle import fold, offered_wording
from reports.findings.claim_model import SlipEntry
from reports.records import DECISIONS, ClaimState, Event, EventDetail, EventKind

KINDS = get_args(EventKind)
WHEN = "2026-11-24T21:00:00.000Z"


def events(*told: str | tuple[str, dict[str, Any]]) -> tuple[Event, ...]:
    """Events in order: a kind, or a kind with its detail."""
    pairs = [(one, {}) if isinstance(one, str) else one for one in told]
    return tuple(
        Event("paper", "claim", number, kind, "Ada", WHEN, EventDetail(**detail))  # type: ignore[arg-type]
        for number, (kind, detail) in enumerate(pairs, start=1)
    )


def state(*told: str | tuple[str, dict[str, Any]]) -> ClaimState:
    return fold(events(*told))


details = st.fixed_dictionaries(
    {},
    optional={
        "revision": st.integers(1, 4),
        "channel": st.sampled_from(["folder", "github"]),
        "promised": st.booleans(),
        "outcome": st.sampled_from(["made", "made-differently", "not-made", "gone"]),
    },
)
histories = st.lists(st.tuples(st.sampled_from(KINDS), details), max_size=15)


@given(histories)
def test_any_sequence_of_events_amounts_to_something(history: list[Any]) -> None:
    found = state(*history)
    assert found.state in STATES
    assert found.last == len(history)
    is_approved = found.decision is not None and found.decision.kind == "approve"
    assert is_approved == (found.state != "draft") == (found.revision > 0)
    assert len(found.sent) == len(set(found.sent))


@given(histories, st.sampled_from(DECISIONS))
def test_a_decision_undone_leaves_what_stood_before(history: list[Any], kind: str) -> None:
    before, after = state(*history), state(*history, kind, "undo")
    assert (after.decision, after.state, after.revision, after.sent, after.is_promise_broken) == (
        before.decision,
        before.state,
        before.revision,
        before.sent,
        before.is_promise_broken,
    )


@given(histories)
def test_no_answer_decides(history: list[Any]) -> None:
    answers = [one for one in history if one[0] not in DECISIONS]
    assert state(*answers).decision is None


@given(histories, st.lists(st.sampled_from(["acknowledged", "corrected", "declined", "sent"])))
def test_what_was_verified_stays_so_until_it_is_decided_again(
    history: list[Any], answers: list[str]
) -> None:
    assert state(*history, "approve", "verified", *answers).state == "verified"


def test_the_way_of_a_correction() -> None:
    way = ["approve", "sent", "acknowledged", "corrected", "verified"]
    found = [state(*way[:count]).state for count in range(6)]
    assert found == ["draft", "approved", "sent", "acknowledged", "corrected", "verified"]


def test_a_late_receipt_of_a_former_revision_sends_nothing() -> None:
    late = ("sent", {"channel": "folder", "revision": 1})
    found = state("approve", "undo", "approve", late)
    assert (found.state, found.sent, found.revision) == ("approved", (), 2)


def test_a_late_answer_to_a_former_revision_says_nothing_of_this_one() -> None:
    assert state("approve", "approve", ("verified", {"revision": 1})).state == "approved"
    assert state("approve", "approve", ("declined", {"revision": 2})).state == "declined"


def test_an_acknowledgement_that_comes_late_takes_nothing_back() -> None:
    for answer in ("corrected", "declined", "verified"):
        assert state("approve", answer, "acknowledged").state == answer


def test_a_promise_is_broken_by_not_finding_it_and_mended_by_finding_it() -> None:
    missed = ("rechecked", {"promised": True, "outcome": "not-made"})
    broken = state("approve", "corrected", missed)
    assert broken.is_promise_broken
    assert state("approve", "corrected", missed, "acknowledged").is_promise_broken
    mended = state("approve", "corrected", missed, "verified")
    assert (mended.is_promise_broken, mended.state) == (False, "verified")
    assert not state("approve", "corrected", missed, "corrected").is_promise_broken


def test_what_was_promised_and_made_differently_is_no_broken_promise() -> None:
    otherwise = ("rechecked", {"promised": True, "outcome": "made-differently"})
    assert not state("approve", "corrected", otherwise).is_promise_broken


def test_what_nobody_promised_cannot_be_broken() -> None:
    missed = ("rechecked", {"promised": False, "outcome": "not-made"})
    assert not state("approve", "sent", missed).is_promise_broken


def test_a_slip_that_is_told_of_an_open_figure_is_offered_and_nothing_else_is() -> None:
    claim = structs.replace(claim_of("gdp-share"), standing="open", correction=None)
    assert offered_wording(claim) == ""
    slip = SlipEntry(kind="digits", figure="92%")
    slipped = structs.replace(claim, explanation=structs.replace(claim.explanation, slip=slip))
    assert offered_wording(slipped) == claim.phrase.replace("29%", "92%")
    assert "92%" in offered_wording(slipped)


def test_what_a_run_proposes_is_offered() -> None:
    claim = claim_of("gdp-share")
    assert claim.correction is not None
    assert offered_wording(claim) == claim.correction.phrase
