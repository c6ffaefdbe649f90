"""What is said of a figure by itself, in no paper: what it is about, and what was perhaps meant.

`flows.work.inquiries.verifying` finds what would explain one that nothing bears out; here are its
words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from expectations.outcomes import Outcome, Standing
from expectations.wording.causes import OUR_OWN
from expectations.wording.measures import say_subject
from expectations.wording.phrases import say_admitted, say_all, say_data
from expectations.wording.values import say_declared_period
from sources.model import Claim, Period
from sources.registers.other_definitions import OtherDefinitions

NOT_READ = "What this figure is about could not be read from the text; a person has to say."
NOT_JUDGED = "Read, and not judged."
ALIKE = "it comes out the same of either period"

_Slip = Literal["sign", "scale", "point"]
_SLIPS: dict[_Slip, str] = {
    "sign": "With the other sign",
    "scale": "With another scale",
    "point": "With the point elsewhere",
}


def say_about(claim: Claim) -> str:
    """What a figure of a text is about, with the newest year where no year is meant."""
    is_open = claim.period.end is None and claim.period.start is None
    has_year = claim.measure not in {None, "elapsed"} and bool(claim.indicator)
    return f"{say_subject(claim)}{' in the newest year' if is_open and has_year else ''}"


def say_of_other_period(declared: Period, period: Period, own: Standing, other: Standing) -> str:
    """How a figure comes out of the other period that it may be of.

    Args:
        declared: Its own one; a span where the other is the same without its first year.
        period: The other one.
        own: How it comes out of its own.
        other: How it comes out of the other one.
    """
    which = f"of {say_declared_period(period)}, which may be meant as well,"
    if own == other:
        said = {"holds": "it holds too", "off": "it does not hold either"}.get(other)
    else:
        said = {"holds": "it holds", "off": "it does not hold"}.get(other)
    is_span = period.start is not None and period.start != period.end
    why = f"Whether {declared.start} itself counts is not said" if is_span else "No year is named"
    return f"{why}: {which} {said or 'nothing can be said'}."


def say_each_end(claim: Claim, first: Outcome, last: Outcome) -> str:
    """That no one edition has both ends of a pair, and what each end comes to by itself.

    Args:
        claim: The pair.
        first: Its first figure, judged as a claim of its own.
        last: Its second one.
    """
    ends = "; ".join(map(_say_end, (first, last)))
    return f"Not judged as one: no edition at hand has both ends of {say_subject(claim)}. {ends}."


def _say_end(end: Outcome) -> str:
    told, year = f"“{end.claim.phrase}” by itself", end.claim.period.end
    if not end.observed:
        return f"{told} could not be checked, no edition has {year}"
    seen = [one for one in end.observed if one.role == "as_seen"] or list(end.observed)
    how = {"holds": "holds", "off": "is off"}.get(end.standing, "stays open")
    return f"{told} {how}: {say_all(end.claim, seen)}"


def say_by_other(
    outcome: Outcome, definitions: OtherDefinitions, other: Outcome, words: str
) -> str:
    """That another definition bears a figure out, and what the one that was read first gives.

    Args:
        outcome: By the definition that was read first.
        definitions: What that is, and what else may be meant.
        other: By the one that bears it out.
        words: That one in words.
    """
    own, teller = definitions.own, definitions.teller
    own_data = (
        f"by {own} it is {say_all(outcome.claim, outcome.observed)}"
        if outcome.observed
        else f"by {own} nothing is at hand"
    )
    if teller:
        said = f"“{teller}” tells whose count it is: this is by {words}; {own_data}."
        return f"{other.sentence} {said}"
    which = (
        f"and “{definitions.agency}” may tell of either"
        if definitions.agency
        else "and no word says which of the two is meant"
    )
    return (
        f"Not settled: by {words} it would hold: {say_all(other.claim, other.observed)}; "
        f"{own_data}, {which}."
    )


def say_not_by_the_told(
    outcome: Outcome, own: str, others: Sequence[tuple[str, Outcome]], teller: str
) -> str:
    """That a figure is told as one's count, and only another's definition bears it out.

    Args:
        outcome: By the definition that was read, which bears it out.
        own: That definition in words.
        others: The definitions of whose count it is told to be, in words, and how the figure stands
            to each.
        teller: The words that tell whose count it is.
    """
    claim = outcome.claim
    why = "; ".join(
        f"by {name} it would not hold: {say_all(claim, one.observed)}" for name, one in others
    )
    return (
        f"Not settled: “{teller}” tells whose count it is, and {why}. Only {own} bears it out: "
        f"{say_all(claim, outcome.observed)}."
    )


def say_other_definitions(
    outcome: Outcome, own: str, others: Sequence[tuple[str, Outcome]], differs: str
) -> str:
    """That a figure which one definition does not bear out may be counted by another.

    Args:
        outcome: By the definition that was read.
        own: That definition in words.
        others: The other definitions that are published, in words, and how the figure stands to
            each.
        differs: A definition that is not published, in words; empty for none.
    """
    claim = outcome.claim
    why = [
        f"by {name} it would not hold either: {say_all(claim, one.observed)}"
        if one.observed
        else f"by {name} it may be right, and nothing of that is at hand"
        for name, one in others
    ]
    data, admitted = say_data(claim, outcome.observed), say_admitted(claim)
    return (
        f"Not settled: {data}, outside what the figure admits ({admitted}). This is by {own}, and "
        f"no word says that it is meant; {'; '.join([*why, *filter(None, [differs])])}."
    )


def say_only_own_means(outcome: Outcome) -> str:
    """That a figure of a group lies outside means of ours, which the source may make otherwise."""
    claim = outcome.claim
    data, admitted = say_data(claim, outcome.observed), say_admitted(claim)
    return f"Not settled: {data}, outside what the figure admits ({admitted}). {OUR_OWN}"


def say_slip(slip: _Slip, meant: str) -> str:
    """That the figure would be borne out but for a slip.

    Args:
        slip: What slipped.
        meant: The figure as it may have been meant.
    """
    return f"{_SLIPS[slip]}, {meant}, it would be borne out."


def say_other_year(fits: int, asked: int) -> str:
    """That an edition gives the figure for another year."""
    return f"It is borne out for another year: {fits}, not {asked}."


def say_other_series(label: str, code: str) -> str:
    """That a series that the one asked for is often taken for bears the figure out."""
    return f"It is borne out of another series: {label} ({code})."


def say_no_such_figure(editions: int, readings: int) -> str:
    """That nothing at hand gives the figure, however it is read.

    Args:
        editions: How many were held against it.
        readings: How many readings were tried.
    """
    held = "the one edition" if editions == 1 else f"none of the {editions} editions"
    gives = "does not give it" if editions == 1 else "gives it"
    return (
        f"No such figure: {held} held against it {gives}, nor does any of {readings} readings, "
        "with another sign, scale, year or series either."
    )
