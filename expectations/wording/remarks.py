"""What a report says beside a verdict: how firm it is, when it was true, what the search found.

One sentence a remark, made from the facts of an outcome; the page, `findings.json` and the command
line show the same. A remark that has nothing to say is an empty text.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from expectations.grids import Grid, GridRow
from expectations.judging.tolerance import admits, is_inside
from expectations.outcomes import (
    LIST_SOURCE,
    PAPER_SOURCE,
    ComputedReading,
    Explanation,
    Observed,
    Outcome,
    Slip,
    Verdict,
)
from expectations.wording import phrases
from expectations.wording.measures import Words, say_subject, with_article
from expectations.wording.phrases import (
    join,
    say_admitted,
    say_chance,
    say_changes,
    say_gap,
    say_members,
    say_observed,
    say_reading,
)
from expectations.wording.rewordings import say_slipped
from expectations.wording.values import say_period
from expectations.wording.verdicts import is_other_year
from sources.figures.falls import is_balance
from sources.model import Claim, Concept, Failure
from sources.provider import SOURCE_LABELS, providers, rests_on
from sources.reference.concepts import CONCEPTS, is_asked_live
from sources.reference.names import in_sentence
from sources.reference.series import find_successor

AS_SEEN = "as the author could have seen it"
_MOST_NAMED = 3
_LEAST_TOLD = 1e-6  # of the value: less is of how numbers are kept

_BETWEEN = {
    "figures": "{source} rests partly on the figures of {other}",
    "censuses": "{source} and {other} rest largely on the same censuses",
}
"""How a source hangs together with the one that `sources.provider.rests_on` names."""


def say_role(found: Observed) -> str:
    """Whose view a vintage is; empty where the source is no vintage."""
    if found.reading.source in {LIST_SOURCE, PAPER_SOURCE}:
        return ""
    if found.role == "as_seen":
        return AS_SEEN
    newest = ", the newest of its source at hand" if found.role == "today" else ""
    return f"later than the text{newest}"


def say_with_missing(claim: Claim, found: Observed) -> str:
    """What the missing members could change: "30.8%, or 30.9% with Syria at ..."."""
    other = found.with_missing
    if other is None or not math.isfinite(other):
        return ""
    names = [in_sentence(member.ref_area) for member in found.missing]
    if 0 < len(names) <= _MOST_NAMED:
        how = f"with {join(names)} at {'its' if len(names) == 1 else 'their'} nearest known value"
    else:
        how = "with the members without data at their nearest known value"
    how += "" if len(names) == 1 else "s"
    before, after = (say_observed(claim, one) for one in (found.reading.obs_value, other))
    if before == after:
        return f"no different {how}"
    turned = ""
    if claim.figure.first is None:
        was, now = found.reading.is_inside, is_inside(other, admits(claim))
        turned = "" if was is now else f", which is {'inside' if now else 'outside'}"
    return f"{before}, or {after} {how}{turned}"


def say_dependence(source: str, sources: Sequence[str]) -> str:
    """Which of the other sources this one is no independent witness beside."""
    other = rests_on(source)
    return f"not independent of {other.upper()}" if other in sources else ""


def say_firmness(outcome: Outcome) -> str:
    """How far the statistics themselves agree about the declared reading."""
    said = []
    floor = outcome.explanation.noise_floor
    size = max((abs(found.reading.obs_value) for found in outcome.observed), default=0.0)
    if floor is not None and math.isfinite(floor) and floor > _LEAST_TOLD * size:
        gap = say_gap(outcome.claim, floor)
        said.append(f"Editions and sources differ from each other by up to {gap}.")
    sources = dict.fromkeys(found.reading.source for found in outcome.observed)
    for source in sources:
        other = rests_on(source)
        if other in sources:
            how = _BETWEEN[providers()[source].shares]
            how = how.format(source=source.upper(), other=other.upper())
            said.append(f"{how}: the two are one witness, not two.")
    return " ".join(said)


def say_timing(outcome: Outcome) -> str:
    """When the figure was true, where it is off or revised."""
    match outcome.timing:
        case "then":
            return "True when it was written, and since revised."
        case "earlier":
            return _say_earlier(outcome.explanation)
        case "never":
            is_definition = outcome.verdict is Verdict.DEFINITION_DEPENDENT
            is_year = is_definition and is_other_year(outcome.explanation.changed)
            return _OTHER_YEAR if is_year else _NEVER[outcome.verdict]
        case _:
            return ""


_NEVER = {
    Verdict.CONTRADICTED: "At no time: the text contradicts itself.",
    Verdict.DEFINITION_DEPENDENT: "At no time as declared; another definition fits.",
    Verdict.REFUTED: "At no time, in any way of reading it that was tried.",
}
_OTHER_YEAR = "Not of the year that is meant; another year fits."


def _say_earlier(explanation: Explanation) -> str:
    reading = explanation.reading
    when = f": {say_period(reading.start, reading.end)}" if reading else ""
    doubt = ", which may be a coincidence" if explanation.is_coincidence else ""
    return f"True of an earlier period{when}{doubt}."


def say_worth(explanation: Explanation) -> str:
    """What finding a match by trying is worth, as far as the explanation's own text is silent."""
    tried, distinct, text = explanation.tried, explanation.distinct, explanation.text
    if not tried:
        return ""
    values = f"{distinct:,} different values"
    if text:
        said = [f"These gave {values}."] if distinct > 1 else ["All of them give the same value."]
        said = said if tried > 1 else []
    elif tried == 1:
        said = ["It was read in one way."]
    elif distinct == 1:
        said = [f"It was read in {tried:,} ways, which all give the same value."]
    else:
        said = [f"It was read in {tried:,} ways, which give {values}."]
    together, different = explanation.chance_together, explanation.distinct_fits
    # Where all readings give one value, they span no range to draw a figure from.
    chance = explanation.chance if distinct > 1 else None
    # Where none fits, that most would have is told beside nothing.
    if chance is not None and not (text and (explanation.reading or chance >= 0.5)):
        odds = upper(_say_odds(chance))
        if together is not None:
            odds += f", and {different} such figures one and the same {say_chance(together)}"
        said.append(f"{odds}.")
    return " ".join([*said, _say_others(explanation)]).strip()


def _say_odds(chance: float | None) -> str:
    """How often a figure nobody measured would have done as well: worded so wherever it is told."""
    odds = "a figure made up at random, as precise, would have matched one of them"
    return f"{odds} {say_chance(chance)}"


def _say_others(explanation: Explanation) -> str:
    """How many other figures of the paper would have been matched too."""
    if explanation.others_matched is None:
        return ""
    matched, among = explanation.others_matched
    if among == 1:
        would = "would have matched too" if matched else "would not have matched"
        return f"The text’s one other figure in the same unit {would}."
    others = f"the text’s {among} other figures in the same unit"
    return f"Of {others}, {matched or 'none'} would have matched too."


def say_differences(outcome: Outcome) -> str:
    """How the figure lies to what the editions of the time give, or to all where there is none."""
    seen = [one for one in outcome.observed if one.role == "as_seen"] or list(outcome.observed)
    return phrases.say_differences(outcome.claim, outcome.admits, seen)


def say_definition(row: GridRow, declared: str) -> str:
    """What a row of a grid holds, without its editions: "bri-65, weighted, from 2013"."""
    parts = (
        row.group,
        row.indicator if row.indicator != declared else "",
        row.weighting,
        "the two figures exchanged" if row.is_reversed else "",
        "" if row.start is None else f"from {row.start}",
    )
    return ", ".join(part for part in parts if part)


def say_vintages(row: GridRow) -> str:
    """The editions of a row: "WDI 2018-05-21, WDI 2020-04-01"."""
    split = (vintage.partition("@") for vintage in row.editions)
    return ", ".join(f"{source.upper()} {date}" for source, _, date in split)


def say_left_out(grid: Grid) -> str:
    """What a grid leaves out: "Not shown: 2 definitions with a reading inside, 10 with none."."""
    kind = "definition"
    if any(row.start is not None for row in grid.rows):
        kind = "definition and first year"
    parts = []
    if grid.more_inside:
        parts.append(f"{_count(grid.more_inside, kind)} with a reading inside")
    if grid.more_outside:
        how_many = f"{grid.more_outside:,}" if parts else _count(grid.more_outside, kind)
        parts.append(f"{how_many} with none inside")
    if grid.more_years:
        parts.append(f"{grid.more_years:,} {'year' if grid.more_years == 1 else 'years'}")
    return f"Not shown: {', '.join(parts)}." if parts else ""


def _count(number: int, kind: str) -> str:
    if number == 1:
        return f"1 more {kind}"
    return f"{number:,} more {kind.replace('definition', 'definitions').replace('year', 'years')}"


_MOST_LACKING = 3


def say_unresolved(
    claim: Claim,
    concept: Concept | None,
    has_layers: bool,
    lacking: Sequence[str] = (),
    no_rate: str = "",
    words: Words | None = None,
) -> str:
    """Why the data for a claim could not be had, and what to do about it.

    Args:
        claim: What is stated.
        concept: What it is about.
        has_layers: Whether any edition at hand has it at all.
        lacking: The members of the declared group that no edition has.
        no_rate: Which exchange rate is lacking; empty where none is.
        words: The names of the register's own concepts and groups.
    """
    if concept is None:
        return f"the group {claim.group} has no list of members to count"
    if no_rate:
        return (
            f"{no_rate} is not at hand; get it with “corrigenda validate --live”, or add it with "
            "“corrigenda snapshot add”"
        )
    if has_layers and is_growth_of_balance(claim, concept):
        return (
            f"{concept.label} can be below nothing, and what is has no rate of growth; "
            "its change can be checked"
        )
    if has_layers and lacking:
        names = [in_sentence(area) for area in lacking[:_MOST_LACKING]]
        more = len(lacking) - len(names)
        named = join([*names, "one other" if more == 1 else f"{more} others"] if more else names)
        whom = "it makes up" if len(lacking) == 1 else "they make up"
        is_set = claim.measure in {"rank", "extreme", "count"}
        unknown = "which may matter" if is_set else f"and how much of the group {whom} is not known"
        label = with_article(concept.label)
        return (
            f"no edition at hand has {label} of {named}, {unknown}; add one that does with "
            "“corrigenda snapshot add”"
        )
    if has_layers:
        subject = say_subject(claim, words or Words())
        return (
            f"no edition at hand gives {subject}; add one that does with “corrigenda snapshot add”"
        )
    codes = join([f"{code} in {_database(name)}" for name, code in concept.codes.items()])
    successor = find_successor(concept.codes.get("wdi", ""))
    if successor is not None and len(concept.codes) == 1:
        return (
            f"no data at hand hold {concept.label} ({codes}), which the World Bank has archived; "
            f"{successor.code or 'nothing'} replaces it ({successor.note.rstrip('.')}), and an "
            "edition that has it can be added with “corrigenda snapshot add”"
        )
    is_live = any(is_asked_live(*pair) for pair in concept.codes.items())
    get_it = "get it with “corrigenda validate --live”, or " if is_live else ""
    return (
        f"no data at hand hold {concept.label} ({codes}); {get_it}add it with “corrigenda "
        "snapshot add”"
    )


def _database(source: str) -> str:
    """A source by the name of its database alone: "World Development Indicators"."""
    return SOURCE_LABELS.get(source, source).partition(" (")[0]


def is_growth_of_balance(claim: Claim, concept: Concept) -> bool:
    """Whether a claim is of the growth of what can be below nothing."""
    is_balance = concept.summable and concept.low is not None and concept.low < 0
    return is_balance and claim.measure in {"growth", "mean_growth", "compound_growth"}


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
    one = explanation.tried == 1
    ways = "one way" if one else f"{explanation.tried:,} ways"
    worth = f"the figure was read in {ways}"
    if reading is None:
        none = "that does not fit" if one else "none fits"
        return f"{upper(worth)}; {none}.{_say_slip(explanation)}"
    fit = f"The figure fits {say_reading(claim, reading)}"
    if set(explanation.changed) - {"period", "vintage"}:
        fit += f", read {say_changes(explanation.changed, reading)}"
    others = [f"“{one.phrase}”" for one in fits if one.id != claim.id]
    also = (
        f" So read, {join(others)} {'fits' if len(others) == 1 else 'fit'} too." if others else ""
    )
    odds = _say_odds(chance)
    if explanation.chance_together is not None:
        # What several figures are worth together is told alone: beside it each looks like nothing.
        together = say_chance(explanation.chance_together)
        odds = f"{explanation.distinct_fits} figures made up at random would all have matched one "
        odds += f"and the same {together}"
    caution = " It may be a coincidence." if explanation.is_coincidence else ""
    return f"{fit}.{also} {upper(worth)}; {odds}.{caution}{_say_slip(explanation)}"


def _say_slip(explanation: Explanation) -> str:
    return f" {say_slipped(explanation.slip)}" if explanation.slip else ""


def say_later(claim: Claim, reading: ComputedReading, slip: Slip | None) -> str:
    """That a later edition gives a value that the figure is nearer to, or slipped from.

    Args:
        claim: What is off.
        reading: Of the later edition.
        slip: By which the figure would fit it; None where none does.
    """
    said = f"A later edition gives {say_reading(claim, reading)}, which is nearer"
    if slip is None:
        return f"{said}."
    how = {"unit": "in another unit", "digits": "with two digits exchanged"}[slip.kind]
    return f"{said}: {how}, as {slip.figure}, the figure would fit it."


def upper(text: str) -> str:
    """A text that begins a sentence."""
    return text[:1].upper() + text[1:]


REBASED = "editions differ in the base year of prices"


def say_other_set(area: str) -> str:
    """That an aggregate has other members in other editions."""
    return f"the members of {in_sentence(area)} differ between editions"


def say_without_them(label: str, names: Sequence[str]) -> str:
    """That an order leaves areas out of which nothing is known."""
    return f"No edition at hand has {with_article(label)} of {join(names)}: the order does without."


def say_other_members(
    claim: Claim, areas: Sequence[str], years: tuple[int, int], values: tuple[float, float]
) -> str:
    """Of a pair: which members have data in one of its years only, and what the others give.

    Args:
        claim: The pair.
        areas: These members.
        years: Its two years.
        values: What the members that have both come to in each.
    """
    said = say_members(areas)
    if claim.measure in {"value", "total"}:
        first, last = (say_observed(claim, one) for one in values)
        said += f"; with the members that have both it goes from {first} in {years[0]} "
        said += f"to {last} in {years[1]}"
    return f"{upper(said)}."


def say_failure(failure: Failure, concept: Concept) -> str:
    """What of a source a claim lacks, and why: its own indicator where others were had."""
    label = SOURCE_LABELS.get(failure.source, failure.source)
    which = f"{concept.codes[failure.source]} of {label}" if failure.indicators else label
    return f"{which} could not be had: {failure.reason}."


def say_unchecked(failures: Sequence[str]) -> str:
    """The sentence of a claim for which nothing is at hand, since sources failed."""
    return f"Could not be checked in this run. {' '.join(failures)} Refresh again."


def say_other_sign(claim: Claim, values: Sequence[float]) -> str:
    """That a balance told as a deficit was a surplus, or the other way; empty where it was not.

    Args:
        claim: The balance.
        values: What the editions that judge it have.
    """
    concept = CONCEPTS.get(claim.indicator)
    is_level = claim.measure == "value" and claim.figure.first is None
    if concept is None or not values or not is_level or not is_balance(concept):
        return ""
    is_told, is_seen = claim.figure.value > 0, min(values) > 0
    if is_told == is_seen or (max(values) > 0) != is_seen:
        return ""
    if "migration" in concept.label:
        return "more left than came: " if is_told else "more came than left: "
    kinds = ("a deficit", "a surplus")
    return f"it was {kinds[is_seen]}, and not {kinds[is_told]}: "


def say_dates(claim: Claim, observed: Sequence[Observed]) -> str:
    """A time since a month: the paper's own date may leave open which day it is."""
    values = sorted(one.reading.obs_value for one in observed)
    said = " to ".join(dict.fromkeys(say_observed(claim, value) for value in values))
    what = f"“{claim.phrase}” admits {say_admitted(claim)}"
    if all(one.reading.is_inside for one in observed):
        return f"Holds: {said} by the text's dates; {what}."
    dated = observed[0].reading.vintage if observed else ""
    return f"Holds on some day of {dated}, as the text is dated: {said}; {what}."


def say_passed(claim: Claim, observed: Sequence[Observed]) -> str:
    """How much time had passed by the paper's own date, and that it is not what is stated."""
    values = sorted(one.reading.obs_value for one in observed)
    said = " to ".join(dict.fromkeys(say_observed(claim, value) for value in values))
    dated = f", as the text is dated ({observed[0].reading.vintage})" if observed else ""
    what = f"what “{claim.phrase}” admits ({say_admitted(claim)})"
    return f"From {claim.since} on {said} had passed{dated}, outside {what}."
