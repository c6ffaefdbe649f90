"""One sentence a claim that a journal editor understands, with the numbers in it.

Made once, here; the report, the suites and the command line all show the same. Observed values are
said one digit finer than the figure is printed, so that a miss by little does not read as a match.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from expectations.judging.measures import is_well_off
from expectations.judging.tolerance import admits, tells_of_little, way_of
from expectations.outcomes import ComputedReading, Explanation, Implication, Observed, Verdict
from expectations.wording.causes import OUR_OWN, SEEN_SELDOM
from expectations.wording.conversions import say_untold_rate
from expectations.wording.phrases import (
    is_one_value,
    say_admitted,
    say_all,
    say_changes,
    say_data,
    say_differences,
    say_reading,
    say_rounding,
    say_values,
)
from expectations.wording.remarks import say_dates, say_other_sign, say_passed, upper
from expectations.wording.verdicts import is_other_year
from sources.model import Claim, Group


def _counting(observed: Sequence[Observed]) -> list[Observed]:
    """What may judge: all but what nothing confirms, or where nothing else is at hand all."""
    return [one for one in observed if not one.is_suspect] or list(observed)


def _of_the_time(observed: Sequence[Observed]) -> list[Observed]:
    return [one for one in _counting(observed) if one.role == "as_seen"]


def _declared(observed: Sequence[Observed]) -> list[Observed]:
    """The editions of the time, or where there is none all that are at hand."""
    return _of_the_time(observed) or _counting(observed)


def _none_of_the_time(observed: Sequence[Observed]) -> str:
    """That no edition of the time judges: there is none, or nothing confirms what it gives."""
    if any(one.role == "as_seen" for one in observed):
        return "what the edition of that time gives is confirmed by no other"
    return "no edition of that time is at hand"


def _found(claim: Claim, observed: Sequence[Observed]) -> str:
    """What the data say of what is declared, and whether they are of the time."""
    said = f"{say_data(claim, _declared(observed))}{_against(claim, observed)}"
    if _of_the_time(observed) or not observed:
        return said
    return f"{_none_of_the_time(observed)}; of the later ones {said}"


def _against(claim: Claim, observed: Sequence[Observed]) -> str:
    """That the data move the other way than the words of a pair, where all do."""
    way = way_of(claim)
    pairs = [one.reading for one in _declared(observed) if one.reading.obs_first is not None]
    moves = [way * (one.obs_value - (one.obs_first or 0.0)) for one in pairs]
    return ", the other way than its words" if moves and max(moves) < 0 else ""


def _admitted(claim: Claim) -> str:
    return f"what the figure admits ({say_admitted(claim)})"


def _split(observed: Sequence[Observed]) -> tuple[list[Observed], list[Observed]]:
    inside = [one for one in observed if one.reading.is_inside]
    return inside, [one for one in observed if not one.reading.is_inside]


def _reproduced(claim: Claim, observed: Sequence[Observed], _: Explanation) -> str:
    if claim.measure == "elapsed":
        return say_dates(claim, observed)
    inside, outside = _split(_declared(observed))
    if not inside or (not _of_the_time(observed) and outside):
        return _borne_after(claim, observed)
    what = _lies_inside(claim, inside)
    said = f"Holds: {say_values(claim, inside)} {what}"
    if not _of_the_time(observed):
        return f"{said}. {upper(_none_of_the_time(observed))}; every later one bears it out."
    verb = "does" if is_one_value(claim, outside) else "do"
    return f"{said}; {say_values(claim, outside)} {verb} not." if outside else f"{said}."


def _lies_inside(claim: Claim, inside: Sequence[Observed]) -> str:
    verb = "lies" if is_one_value(claim, inside) else "lie"
    return f"{verb} inside what “{claim.phrase}” admits ({say_admitted(claim)})"


def _borne_after(claim: Claim, observed: Sequence[Observed]) -> str:
    """The first edition after the text bears it out, and none is of the weeks before the text."""
    inside, outside = _split(_counting(observed))
    witnesses = [one for one in inside if one.is_next] or inside
    gap = "the newest at hand before it is months older"
    gap = gap if _of_the_time(observed) else _none_of_the_time(observed)
    first = "first edition" if len(witnesses) == 1 else "first editions"
    said = (
        f"Holds by the {first} after the text: {say_values(claim, witnesses)} "
        f"{_lies_inside(claim, witnesses)}; {gap}"
    )
    return (
        f"{said}, and {say_values(claim, outside)} would not bear it out."
        if outside
        else f"{said}."
    )


def _understated(claim: Claim, observed: Sequence[Observed], _: Explanation) -> str:
    found = _found(claim, observed)
    return f"True but understated: {found}, well beyond what “{claim.phrase}” suggests."


def _overstated(claim: Claim, observed: Sequence[Observed], _: Explanation) -> str:
    found = _found(claim, observed)
    if tells_of_little(claim.figure):
        return f"True, with room to spare: {found}, well below the bound of “{claim.phrase}”."
    return f"True but overstated: {found}, well short of what “{claim.phrase}” suggests."


def _revised(claim: Claim, observed: Sequence[Observed], _: Explanation) -> str:
    inside, outside = _split(_of_the_time(observed))
    newest = [one for one in observed if one.role == "today" and not one.reading.is_inside]
    # Another source is no revision of the one that bore it out.
    own = {one.reading.source for one in inside}
    later = [one for one in newest if one.reading.source in own] or newest
    apart = [one for one in newest if one not in later]
    verb = "lies" if is_one_value(claim, apart) else "lie"
    too = f"; {say_values(claim, apart)} {verb} outside it too" if apart else ""
    other = f" ({say_values(claim, outside)} would not have borne it out)" if outside else ""
    revised = "since revised, and now" if claim.figure.first is not None else "since revised to"
    return (
        f"Held when it was written: {say_all(claim, inside)}{other}; {revised} "
        f"{say_all(claim, later)}, outside {_admitted(claim)}{too}."
    )


def _coarse(claim: Claim, observed: Sequence[Observed], _: Explanation) -> str:
    rounds = f"It rounds so ({say_rounding(claim)}) and is far from it"
    return f"{rounds}: {_found(claim, observed)}, outside {_admitted(claim)}."


_UNSETTLED = "An edition nearer to the text could settle it."
_FURTHER = "further off than such figures are mostly revised"


def _contested(claim: Claim, observed: Sequence[Observed], explanation: Explanation) -> str:
    inside, outside = _split(observed)
    other = explanation.reading
    if not inside and other is not None and _is_other_date(claim, explanation):
        fits = f"{say_changes(['group'], other)} it fits: {say_reading(claim, other)}"
        return f"Depends on whom it counts. As declared, {_found(claim, observed)}; {fits}."
    if inside and all(one.is_suspect for one in inside):
        no = f"; {say_values(claim, outside)} would not bear it out" if outside else ""
        return f"Not settled: {say_suspect(claim, inside)}{no}."
    if not inside or not outside:
        return _too_close(claim, observed, explanation)
    yes, no = (
        say_values(claim, inside),
        say_values(claim, _of_the_time(outside) or outside),
    )
    sources = {one.reading.source for one in inside}
    same = sources <= {one.reading.source for one in outside}
    if same:
        yes, no = say_all(claim, inside), say_all(claim, _of_the_time(outside) or outside)
        who = "Borne out only by what the author could not have seen"
        said = f"{who}: {yes}; what the author could have seen is {no}, outside {_admitted(claim)}."
    else:
        bounds = say_admitted(claim)
        said = f"The sources disagree: {yes} would bear it out, {no} would not ({bounds})."
    return f"{said} Doubtful: it is {_FURTHER}." if explanation.is_doubtful else said


def _is_other_date(claim: Claim, explanation: Explanation) -> bool:
    """Whether what fits is the same group with the members of another date, and nothing else."""
    other = explanation.reading
    is_alone = {"group"} <= set(explanation.changed) <= {"group", "vintage"}
    is_same = other is not None and other.group.partition("@")[0] == claim.group.partition("@")[0]
    return is_alone and is_same


def _too_close(claim: Claim, observed: Sequence[Observed], explanation: Explanation) -> str:
    seen = say_data(claim, _declared(observed))
    no_rate = say_untold_rate(observed)
    if no_rate:
        return f"Not settled: {_found(claim, observed)}, outside {_admitted(claim)}; {no_rate}."
    if explanation.is_doubtful:
        is_ours = all(one.reading.own_made for one in observed)
        last = OUR_OWN if is_ours else SEEN_SELDOM if explanation.is_fresh else _UNSETTLED
        doubtful = f"Doubtful, and not settled: {seen}, outside {_admitted(claim)}, {_FURTHER}."
        return f"{doubtful} {last}"
    what = "exchange rates and editions" if _is_converted(claim) else "editions"
    declared = _declared(observed)
    if is_well_off(claim, [one.reading.obs_value for one in declared]):
        how = say_differences(claim, admits(claim), declared)
        so = f"the figure {how}, but {what} of such figures have differed by as much"
        return f"Not settled: {seen}, outside {_admitted(claim)}; {so}."
    moved = f"but by no more than {what} of such figures differ"
    return f"Too close to call: {seen}, outside {_admitted(claim)}, {moved}."


def _is_converted(claim: Claim) -> bool:
    """Whether a figure is of money that may have been converted at some other rate."""
    return claim.figure.currency not in ("", "USD")


def _stale(claim: Claim, observed: Sequence[Observed], explanation: Explanation) -> str:
    has_seen = bool(_of_the_time(observed))
    now = f"for the text's own time {say_data(claim, _declared(observed))}"
    now = now if has_seen else _found(claim, observed)
    then = explanation.reading
    if then is None:
        return f"Out of date: {now}."
    if explanation.is_coincidence:
        return _say_coincidence(claim, _found(claim, observed), then)
    return f"Out of date. It fits {say_reading(claim, then)}; {now}."


def _say_coincidence(claim: Claim, declared: str, other: ComputedReading) -> str:
    outside = f"{declared}, outside {_admitted(claim)}"
    match = f"Another reading would fit, {say_reading(claim, other)}, but may do so by chance"
    return f"Off: {outside}. {match}."


def _definition(claim: Claim, observed: Sequence[Observed], explanation: Explanation) -> str:
    other = explanation.reading
    found = _found(claim, observed)
    if other is None:
        return f"Depends on the definition: as declared, {found}."
    if explanation.is_coincidence:
        return _say_coincidence(claim, found, other)
    fits = say_reading(claim, other)
    if is_other_year(explanation.changed):
        another = "another year" if other.start == other.end else "other years"
        return f"Depends on the year. As read, {found}; it fits {another}: {fits}."
    if set(explanation.changed) <= {"order", "vintage"}:
        return f"The two figures look exchanged. As printed, {found}; exchanged they fit: {fits}."
    how = say_changes(explanation.changed, other)
    return f"Depends on the definition. As declared, {found}; it fits {how}: {fits}."


def _refuted(claim: Claim, observed: Sequence[Observed], explanation: Explanation) -> str:
    found = _found(claim, observed)
    tried = max(explanation.tried, len(observed))
    ways = "the one way of reading it does not lie" if tried == 1 else (
        f"none of the {tried:,} ways of reading it lies"
    )  # fmt: skip
    sign = say_other_sign(claim, [one.reading.obs_value for one in _declared(observed)])
    return f"Not borne out: {sign}{found}; {ways} inside {_admitted(claim)}."


def _undecided(claim: Claim, observed: Sequence[Observed], explanation: Explanation) -> str:
    """None is of the time, and the later ones do not settle it."""
    seen = [one for one in observed if one.role == "as_seen"]
    past = [one for one in _split(seen)[0] if not one.is_suspect]
    if past:
        return _say_of_the_past(claim, past)
    if seen and claim.period.end is None and not all(one.is_suspect for one in seen):
        return _say_newest_unknown(claim, seen, explanation.reading)
    if seen:
        return _say_unconfirmed(claim, seen, [one for one in observed if one not in seen])
    inside, outside = _split(observed)
    if not inside and say_untold_rate(observed):
        return _too_close(claim, observed, explanation)
    said = "Not settled: no edition of that time is at hand; "
    if inside and outside:
        yes, no = say_values(claim, inside), say_values(claim, outside)
        told = f"{said}of the later ones {yes} would bear it out, {no} would not."
        return f"{told} Doubtful: it is {_FURTHER}." if explanation.is_doubtful else told
    every = "the later one gives" if len(observed) == 1 else "every later one gives a value outside"
    outside_of = f"outside {_admitted(claim)}"
    if explanation.is_doubtful:
        return (
            f"Doubtful, and not settled: no edition of that time is at hand; of the later ones "
            f"{say_data(claim, observed)}, {outside_of}, {_FURTHER}. {_UNSETTLED}"
        )
    if len(observed) == 1:
        found = f"{every} {say_all(claim, observed)}, {outside_of}"
        return f"{said}{found}, but by no more than such figures are revised."
    found = f"{every} {_admitted(claim)}"
    values = say_all(claim, observed)
    return f"{said}{found}, but by no more than such figures are revised: {values}."


def _say_of_the_past(claim: Claim, seen: Sequence[Observed]) -> str:
    """What is told of the text's present is only what an edition of years before it has."""
    return (
        f"Not settled: it is what was newest more than two years before the text, "
        f"{say_all(claim, seen)}; no edition at hand tells what was newest when it was written."
    )


def _say_newest_unknown(
    claim: Claim, seen: Sequence[Observed], other: ComputedReading | None
) -> str:
    """The newest year that the editions of the time have may not be the one that is meant."""
    year = max(one.reading.end for one in seen)
    is_later = other is not None and other.end > year
    fits = f": it fits {say_reading(claim, other)}" if other is not None and is_later else ""
    known = f"the newest year at hand in what the author could have seen is {year}"
    found = f"{say_data(claim, seen)}, outside {_admitted(claim)}"
    return f"Not settled: {known}, and {found}; a later year may have been out{fits}."


def _say_unconfirmed(claim: Claim, seen: Sequence[Observed], later: Sequence[Observed]) -> str:
    """What is of the time judges nobody, and the later ones do not settle it."""
    said = f"Not settled: {say_suspect(claim, seen)}"
    return f"{said}; the later ones give {say_all(claim, later)}." if later else f"{said}."


def say_unsure_list(claim: Claim, lists: Sequence[Group], observed: Sequence[Observed]) -> str:
    """The sentence of a claim that only lists which no second source confirms would call off."""
    labels = " and ".join(one.label for one in lists)
    which = f"no second source confirms which countries make up {labels}"
    if any(one.parts for one in lists):
        which = f"no source lists {labels}"
    found = _found(claim, observed)
    return f"Not settled: {which}. By the list used here, {found}, outside {_admitted(claim)}."


_SAY: Mapping[Verdict, Callable[[Claim, Sequence[Observed], Explanation], str]] = MappingProxyType(
    {
        Verdict.REPRODUCED: _reproduced,
        Verdict.UNDERSTATED: _understated,
        Verdict.OVERSTATED: _overstated,
        Verdict.COARSE: _coarse,
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
        unresolved: Why the data could not be had; empty where they were had and settle nothing.
    """
    if verdict is Verdict.UNVERIFIABLE and claim.unverifiable is not None:
        who = claim.unverifiable.who_would_know.rstrip(".")
        reason = claim.unverifiable.reason.rstrip(".")
        return f"Not checkable here. {reason[:1].upper()}{reason[1:]}. Who would know: {who}."
    if verdict is Verdict.UNRESOLVED and observed and not unresolved:
        return _undecided(claim, observed, explanation)
    if verdict is Verdict.UNRESOLVED:
        return f"Could not be checked in this run: {unresolved}."
    if verdict is Verdict.CONTRADICTED:
        return _contradicted(claim, observed, implications)
    return _SAY[verdict](claim, observed, explanation)


def _contradicted(
    claim: Claim, observed: Sequence[Observed], implications: Sequence[Implication]
) -> str:
    why = " ".join(one.text for one in implications if one.holds is False)
    if claim.measure == "elapsed" and not why:
        return f"The text contradicts itself. {say_passed(claim, observed)}"
    data = f" Meanwhile {_found(claim, observed)}." if observed else ""
    return (
        f"The text contradicts itself. {why}{data}"
        if why
        else f"The text contradicts itself.{data}"
    )


def say_suspect(claim: Claim, observed: Sequence[Observed]) -> str:
    """That what alone would judge a claim is confirmed by nothing else."""
    found = say_all(claim, observed)
    if len(observed) == 1:
        return f"{found} is confirmed by no other edition within a factor of ten and judges nobody"
    return f"of {found} none is confirmed by another within a factor of ten, so none judges anybody"


def say_all_suspect(claim: Claim, observed: Sequence[Observed]) -> str:
    """The same of all that is at hand, and whether any of it is of the time."""
    said = say_suspect(claim, observed)
    return said if _of_the_time(observed) else f"no edition of that time is at hand; {said}"


def say_not_established(
    claim: Claim,
    group: Group | None,
    observed: Sequence[Observed],
    standing: str = "",
    redefined: str = "",
) -> tuple[str, ...]:
    """What the check leaves open, one sentence each.

    Args:
        claim: What is stated.
        group: The declared group.
        observed: The declared reading in each source.
        standing: Of its verdict.
        redefined: Why later editions may be of another definition; empty where they are of one.
    """
    said = [claim.note] if claim.note else []
    if group is not None and not group.is_verified and observed:
        said.append(f"The list {group.id} is not verified: {group.provenance}.")
    suspects = [one for one in observed if one.is_suspect]
    if suspects:
        said.append(f"{upper(say_suspect(claim, suspects))}.")
    if standing == "holds" and claim.measure != "elapsed":
        said.extend(_say_days(claim, observed))
    later = [one for one in observed if one.role == "today" and not one.reading.is_inside]
    if standing == "holds" and redefined and later:
        verb = "is" if is_one_value(claim, later) else "are"
        what = f"{verb} no revision that could be told: {redefined}."
        said.append(f"{upper(say_values(claim, later))} {what}")
    return tuple(said)


def _say_days(claim: Claim, observed: Sequence[Observed]) -> list[str]:
    """Of which editions it holds, where the paper's date leaves open which one was the newest."""
    said = []
    for source in dict.fromkeys(one.reading.source for one in observed):
        own = [one for one in _of_the_time(observed) if one.reading.source == source]
        inside, outside = _split(own)
        if inside and outside:
            said.append(
                f"The text is dated so that several editions may have been the newest: "
                f"{say_all(claim, inside)} bears it out, {say_all(claim, outside)} does not."
            )
    return said
