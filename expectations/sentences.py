"""One sentence a claim that a journal editor understands, with the numbers in it.

Made once, here; the report, the suites and the command line all show the same. Observed values are
said one digit finer than the figure is printed, so that a miss by little does not read as a match.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from expectations.outcomes import Explanation, Implication, Observed, Reading, Verdict
from expectations.phrasing import (
    join,
    say_admitted,
    say_chance,
    say_changes,
    say_gap,
    say_reading,
)
from sources.indicators import SOURCE_LABELS
from sources.model import Claim, Concept, Group, Paper


def _say_all(claim: Claim, observed: Sequence[Observed]) -> str:
    return join([say_reading(claim, one.reading) for one in observed])


def _data(claim: Claim, observed: Sequence[Observed]) -> str:
    """What the data say as a clause: "the data give 4.62 billion in 2016 (WDI 2018-05-21)"."""
    verb = "give" if claim.figure.first is None else "go"
    return f"the data {verb} {_say_all(claim, observed)}"


def _as_seen(observed: Sequence[Observed]) -> list[Observed]:
    return [one for one in observed if one.role == "as_seen"]


def _reproduced(claim: Claim, observed: Sequence[Observed], _: Explanation) -> str:
    seen = _as_seen(observed)
    verb = "lies" if len(seen) == 1 else "lie"
    inside = f"{verb} inside what “{claim.phrase}” admits"
    return f"Holds: {_say_all(claim, seen)} {inside} ({say_admitted(claim)})."


def _understated(claim: Claim, observed: Sequence[Observed], _: Explanation) -> str:
    found = _data(claim, _as_seen(observed))
    return f"True but understated: {found}, beyond what “{claim.phrase}” suggests."


def _revised(claim: Claim, observed: Sequence[Observed], _: Explanation) -> str:
    later = [one for one in observed if one.role == "today" and not one.reading.is_inside]
    return (
        f"Held when it was written: {_say_all(claim, _as_seen(observed))}; since revised to "
        f"{_say_all(claim, later)}, outside what the figure admits ({say_admitted(claim)})."
    )


def _contested(claim: Claim, observed: Sequence[Observed], explanation: Explanation) -> str:
    inside = [one.reading for one in observed if one.reading.is_inside]
    if not inside and explanation.reading is not None:
        inside = [explanation.reading]
    outside = [one.reading for one in observed if not one.reading.is_inside]
    if not inside:
        return _too_close(claim, observed, explanation)
    yes = join([say_reading(claim, reading) for reading in inside])
    no = join([say_reading(claim, reading) for reading in outside])
    return f"The sources disagree: {yes} would bear it out, {no} would not ({say_admitted(claim)})."


def _too_close(claim: Claim, observed: Sequence[Observed], explanation: Explanation) -> str:
    seen = _data(claim, _as_seen(observed))
    admitted = f"what the figure admits ({say_admitted(claim)})"
    floor = say_gap(claim, explanation.noise_floor or 0.0)
    return f"Too close to call: {seen}, just outside {admitted}; the statistics differ by {floor}."


def _stale(claim: Claim, observed: Sequence[Observed], explanation: Explanation) -> str:
    now = _data(claim, _as_seen(observed))
    then = explanation.reading
    if then is None:
        return f"Out of date: for the paper's own time {now}."
    if explanation.is_coincidence:
        return _say_coincidence(claim, now, then)
    return f"Out of date. It fits {say_reading(claim, then)}; for the paper's own time {now}."


def _say_coincidence(claim: Claim, declared: str, other: Reading) -> str:
    outside = f"{declared}, outside what the figure admits ({say_admitted(claim)})"
    match = f"Another reading would fit, {say_reading(claim, other)}, but may do so by chance"
    return f"Off: {outside}. {match}."


def _definition(claim: Claim, observed: Sequence[Observed], explanation: Explanation) -> str:
    other = explanation.reading
    found = _data(claim, _as_seen(observed))
    if other is None:
        return f"Depends on the definition: as declared, {found}."
    if explanation.is_coincidence:
        return _say_coincidence(claim, found, other)
    how = say_changes(explanation.changed, other)
    fits = f"it fits {how}: {say_reading(claim, other)}"
    return f"Depends on the definition. As declared, {found}; {fits}."


def _refuted(claim: Claim, observed: Sequence[Observed], explanation: Explanation) -> str:
    found = _data(claim, _as_seen(observed))
    tried = (
        f"none of {explanation.tried:,} readings tried" if explanation.tried else "nothing tried"
    )
    admitted = f"what the figure admits ({say_admitted(claim)})"
    return f"Not borne out: {found}; {tried} lies inside {admitted}."


_SAY: Mapping[Verdict, Callable[[Claim, Sequence[Observed], Explanation], str]] = MappingProxyType(
    {
        Verdict.REPRODUCED: _reproduced,
        Verdict.UNDERSTATED: _understated,
        Verdict.REVISED: _revised,
        Verdict.CONTESTED: _contested,
        Verdict.STALE: _stale,
        Verdict.DEFINITION_DEPENDENT: _definition,
        Verdict.REFUTED: _refuted,
    }
)


def say_verdict(
    claim: Claim,
    verdict: Verdict,
    observed: Sequence[Observed],
    explanation: Explanation,
    implications: Sequence[Implication],
    unresolved: str,
) -> str:
    """The sentence of a claim.

    Args:
        claim: What is stated.
        verdict: What was computed.
        observed: The declared reading in each source.
        explanation: What the search found.
        implications: What the paper's figures imply of it.
        unresolved: Why the data could not be had, where they could not.
    """
    if verdict is Verdict.UNVERIFIABLE and claim.unverifiable is not None:
        who = claim.unverifiable.who_would_know.rstrip(".")
        return f"Not checkable here. {claim.unverifiable.reason} Who would know: {who}."
    if verdict is Verdict.UNRESOLVED:
        return f"Could not be checked in this run: {unresolved}."
    if verdict is Verdict.CONTRADICTED:
        return _contradicted(claim, observed, implications)
    return _SAY[verdict](claim, observed, explanation)


def _contradicted(
    claim: Claim, observed: Sequence[Observed], implications: Sequence[Implication]
) -> str:
    why = " ".join(one.text for one in implications if one.holds is False)
    data = f" Meanwhile {_data(claim, _as_seen(observed))}." if observed else ""
    return (
        f"The paper contradicts itself. {why}{data}"
        if why
        else f"The paper contradicts itself.{data}"
    )


def say_explanation(claim: Claim, explanation: Explanation, fits: Sequence[Claim]) -> str:
    """What the search found, and what that is worth.

    Args:
        claim: What is stated.
        explanation: What was found; its text is not read.
        fits: The claims of the statement that the reading fits.
    """
    reading, chance = explanation.reading, explanation.chance
    if not explanation.tried or chance is None:
        return ""
    worth = f"{explanation.tried:,} readings were tried"
    if reading is None:
        return f"{worth}; none fits.{_say_slip(explanation)}"
    fit = f"The figure fits {say_reading(claim, reading)}"
    if set(explanation.changed) - {"period", "vintage"}:
        fit += f", read {say_changes(explanation.changed, reading)}"
    others = [f"“{one.phrase}”" for one in fits if one.id != claim.id]
    also = f" The same reading fits {join(others)}." if others else ""
    odds = f"a random figure of the same precision would have matched one in {say_chance(chance)}"
    if explanation.chance_together is not None:
        together = say_chance(explanation.chance_together)
        odds += f", and random figures would have been matched together in {together}"
    caution = " It may be a coincidence." if explanation.is_coincidence else ""
    return f"{fit}.{also} {worth}; {odds}.{caution}{_say_slip(explanation)}"


def _say_slip(explanation: Explanation) -> str:
    if explanation.slip is None:
        return ""
    slips = {"unit": "the unit may have slipped", "digits": "two digits may be exchanged"}
    return f" With {explanation.slip.figure} it would fit: {slips[explanation.slip.kind]}."


def say_unresolved(claim: Claim, concept: Concept | None, has_layers: bool, paper: Paper) -> str:
    """Why the data for a claim could not be had, and what to do about it."""
    if claim.measure == "elapsed":
        return (
            f"the paper is dated {paper.published} only, and “{claim.phrase}” holds for some days "
            "of it and not for others; give the register the day of publication"
        )
    if concept is None:
        return f"the group {claim.group} has no list of members to count"
    if has_layers:
        return (
            f"no source at hand covers {concept.label} for the declared group and period; "
            "add a vintage that does with `corrigenda snapshot add`"
        )
    codes = join(
        [f"{SOURCE_LABELS.get(name, name)}, {code}" for name, code in concept.codes.items()]
    )
    is_live = not SOURCE_LABELS.keys().isdisjoint(concept.codes)
    get_it = "get it with `corrigenda validate --live`, or " if is_live else ""
    return (
        f"no snapshot at hand holds {concept.label} ({codes}); {get_it}add it with `corrigenda "
        "snapshot add`"
    )


def say_not_established(
    claim: Claim, group: Group | None, observed: Sequence[Observed]
) -> tuple[str, ...]:
    """What the check leaves open, one sentence each."""
    said = [claim.note] if claim.note else []
    if group is not None and not group.is_verified and observed:
        said.append(f"The list {group.id} is not verified: {group.provenance}.")
    return tuple(said)
