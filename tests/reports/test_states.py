"""The steps of a correction and of a delivery: two tables, and what is asked of them."""

from __future__ import annotations

from typing import get_args

import pytest

from reports.correction_states import CorrectionState
from reports.decisions.states import (
    ANSWERS,
    DELIVERY_STEPS,
    STEPS,
    STOPPED,
    has_left,
    is_to_be_sent,
    leads_on,
    next_state,
)
from reports.records import DeliveryState, EventKind


def test_every_state_has_its_row() -> None:
    assert set(STEPS) == set(get_args(CorrectionState))
    assert set(DELIVERY_STEPS) == set(get_args(DeliveryState))


def test_what_was_found_in_the_text_is_not_taken_back_by_what_is_said() -> None:
    assert {next_state("verified", one) for one in get_args(EventKind)} == {"verified"}


def test_decisions_and_rechecks_are_no_steps_of_a_correction() -> None:
    steps = {event for row in STEPS.values() for event in row}
    assert steps == {"sent", "acknowledged", "corrected", "declined", "verified"}


@pytest.mark.parametrize(
    ("state", "answers"),
    [
        ("draft", ()),
        ("approved", ()),
        ("sent", ("acknowledged", "corrected", "declined")),
        ("acknowledged", ("corrected", "declined")),
        ("corrected", ("declined",)),
        ("declined", ("corrected",)),
        ("verified", ()),
    ],
)
def test_an_answer_leads_on_from_what_was_sent(
    state: CorrectionState, answers: tuple[str, ...]
) -> None:
    assert tuple(one for one in ANSWERS if leads_on(state, one)) == answers


def test_only_what_was_sent_can_be_answered() -> None:
    assert [state for state in STEPS if not has_left(state)] == ["draft", "approved"]


def test_a_receipt_is_never_taken_back() -> None:
    assert DELIVERY_STEPS["sent"] == frozenset()


def test_what_has_stopped_is_tried_again_only_where_somebody_asks() -> None:
    tried = {state: is_to_be_sent(state, again=False) for state in get_args(DeliveryState)}
    assert [state for state, is_so in tried.items() if is_so] == ["pending"]
    asked = {state for state in get_args(DeliveryState) if is_to_be_sent(state, again=True)}
    assert asked == {"pending", *STOPPED}
