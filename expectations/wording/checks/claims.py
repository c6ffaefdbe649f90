"""What is asked of a paper's claims and of their register, and what was found."""

from __future__ import annotations

UNIQUE_IDS = "Each claim has an id of its own."
MEASURED_OR_EXPLAINED = (
    "Each claim is measured by a public indicator, or has the reason why none covers it "
    "and who would know."
)
PHRASES_STATE_FIGURES = "Each phrase states the figure that is checked."
FIGURES_ADMIT_THEMSELVES = "What each figure admits contains the figure itself."
REASONS_GIVEN = "Where a figure is read otherwise than it is printed, the register says why."
NAMES_KNOWN = "The groups and indicators that the register names are known."
NOT_COVERED = "No public indicator covers it."


def say_admits(admitted: str, rule: str) -> str:
    """What a figure admits, and by which rule."""
    return f"Admits {admitted} ({rule})."


def say_all_hold(claims: int) -> str:
    """That all claims of a paper are to hold."""
    return f"All {claims} claims hold."


def say_found(phrase: str, sentence: str) -> str:
    """What was found of a claim."""
    return f"“{phrase}”: {sentence}"


def say_held_of_checked(held: int, checked: int) -> str:
    """How many claims hold, of those that could be checked."""
    return f"{held} of {checked} claims hold that could be checked."


def say_whole(claims: int) -> str:
    """That a register is to keep all rules."""
    return f"Each of {claims} claims keeps every rule of a register."


def say_repeated(claim: str) -> str:
    """That two claims have one id."""
    return f"{claim} stands more than once"


def say_both_ways(claim: str) -> str:
    """That a claim is measured and is said to be beyond measure."""
    return f"{claim} is measured and called unverifiable"


def say_unexplained(claim: str) -> str:
    """That nothing tells why a claim is not measured."""
    return f"{claim} has no measure, and lacks a reason or who would know"


def say_no_figure(claim: str, phrase: str) -> str:
    """That a phrase does not state the figure."""
    return f"{claim}: no figure in “{phrase}”"


def say_outside_itself(claim: str, figure: str) -> str:
    """That a figure does not admit itself."""
    return f"{claim}: “{figure}” lies outside what it admits"


def say_no_reason(claim: str) -> str:
    """That the register overrides what is printed and does not say why."""
    return f"{claim}: its hedge or its last digit is set without a reason"


def say_unknown(claim: str, kind: str, name: str) -> str:
    """That a reading names a group or an indicator that is not known."""
    return f"{claim}: there is no {kind} “{name}”"
