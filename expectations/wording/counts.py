"""What a run found as counts in words, so that the numbers of one screen add up.

Of a paper's figures some could be checked; of the others some stay open for want of data, and the
rest no public statistic covers. `say_counts` says all of these, `say_means` by what they were
checked.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from expectations.wording.phrases import join

_STANDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {"off": ("is off", "are off"), "open": ("stays open", "stay open"), "holds": ("holds", "hold")}
)
_MEANS: Mapping[str, str] = MappingProxyType(
    {
        "data": "against data",
        "list": "against a list of countries",
        "calendar": "against the calendar",
        "arithmetic": "against the text’s own other figures",
        "none": "against the text’s own words",
    }
)

_OF_IT: Mapping[str, str] = MappingProxyType(
    {"Holds": "", "Held": "", "Depends": "", "Could not be checked": "", "Borne out": "is "}
    | dict.fromkeys(
        ("True but", "Not borne", "Out of date", "Too close", "Doubtful", "Not settled"), "is "
    )
)
"""How the sentence of a verdict goes on after "it"."""


def say_counts(claims: int, standings: Mapping[str, int], without_data: int) -> str:
    """The headline of a run, the gravest first.

    Args:
        claims: How many figures the paper states.
        standings: How many of them stand how; they add up to ``claims``.
        without_data: How many are open because nothing at hand measures them.
    """
    covered = standings.get("not checkable", 0)
    checked = claims - without_data - covered
    figures = "1 figure" if claims == 1 else f"{claims:,} figures"
    could = "none" if not checked else f"{checked:,}"
    said = f"Of {figures} in the text, public statistics can check {could}"
    if checked:
        counts = {
            "off": standings.get("off", 0),
            "open": standings.get("open", 0) - without_data,
            "holds": standings.get("holds", 0),
        }
        said += f": {join([_say_count(name, count) for name, count in counts.items()])}"
    return f"{said}.{_say_others(without_data, covered)}"


def say_stands(standing: str) -> str:
    """How one figure stands, after its name: "is off", "cannot be checked"."""
    return _STANDS[standing][0] if standing in _STANDS else "cannot be checked"


def say_bearing(fitting: int, editions: int) -> str:
    """How many of the editions at hand bear a figure out."""
    return f"{fitting} of {editions} {'edition bears' if editions == 1 else 'editions bear'} it out"


def _say_count(standing: str, count: int) -> str:
    one, many = _STANDS[standing]
    return f"{count:,} {one if count == 1 else many}"


def _say_others(without_data: int, uncovered: int) -> str:
    """What became of the figures that could not be checked."""
    waits = "stays open for want of data" if without_data == 1 else "stay open for want of data"
    beyond = "is covered by no public statistic"
    beyond = beyond if uncovered == 1 else beyond.replace("is ", "are ", 1)
    others = without_data + uncovered
    if not others:
        return ""
    if not uncovered:
        return f" The other {_number(without_data)} {waits}."
    if not without_data:
        return f" The other {_number(uncovered)} {beyond}."
    return f" Of the other {others:,}, {without_data:,} {waits} and {uncovered:,} {beyond}."


def _number(count: int) -> str:
    return "one" if count == 1 else f"{count:,}"


def say_means(checked: Mapping[str, int], all_claims: Mapping[str, int]) -> str:
    """By what the figures were checked, and what is known of the others.

    Args:
        checked: By means (`sources.registers.rules.MEANS`), of the figures that were checked.
        all_claims: The same of all figures.
    """
    said = [f"{checked[name]:,} {words}" for name, words in _MEANS.items() if checked.get(name)]
    parts = [f"Checked: {join(said)}."] if said else []
    others = sum(all_claims.values()) - sum(checked.values())
    related = all_claims.get("arithmetic", 0) - checked.get("arithmetic", 0)
    if others and related:
        parts.append(
            f"Of the {others:,} that were not, {related:,} could only be held against other "
            "figures of the text."
        )
    return " ".join(parts)


def say_corpus_counts(
    claims: int, papers: int, standings: Mapping[str, int], with_discrepancies: int
) -> str:
    """The headline of a run over many papers.

    Args:
        claims: How many figures the papers state.
        papers: How many papers there are.
        standings: How many figures stand how.
        with_discrepancies: How many papers have figures that are off.
    """
    said = join([_say_count(name, standings[name]) for name in ("holds", "off", "open")])
    have = "has" if with_discrepancies == 1 else "have"
    return (
        f"Of {say_many(claims, 'figure')} in {say_many(papers, 'paper')}, {said}; "
        f"{say_many(with_discrepancies, 'paper')} {have} discrepancies."
    )


def say_many(count: int, what: str) -> str:
    """A count with its noun: "1 paper", "1,200 papers"."""
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def say_text_counts(counts: Mapping[str, int]) -> str:
    """The counts of a text in one sentence that adds up, the gravest first.

    Args:
        counts: ``claims``, ``off``, ``open``, ``holds``, ``not_checkable``, and of those that are
            open ``unsure``: what is meant is not sure.
    """
    claims, unsure = counts["claims"], min(counts.get("unsure", 0), counts["open"])
    if not claims:
        return "The text states no figure that could be checked."
    named = "1 figure states" if claims == 1 else f"{claims:,} figures state"
    said = [_say_count(name, counts[name]) for name in ("off", "open", "holds")]
    if unsure:
        why = "what is meant is not sure"
        said[1] += f" ({why})" if unsure == counts["open"] else f" ({unsure:,} since {why})"
    if counts["not_checkable"]:
        said.append(f"{counts['not_checkable']:,} cannot be checked")
    return f"{named} something: {join(said)}."


def say_unsure(subject: str, sentence: str) -> str:
    """What the likeliest reading of a figure would give, of which nobody is sure.

    Args:
        subject: What the figure may be about, as a noun phrase.
        sentence: What that would come to.
    """
    begun = next((words for words in _OF_IT if sentence.startswith(words)), "")
    then = f"{sentence[:1].lower()}{sentence[1:]}"
    so = f"If so, it {_OF_IT[begun]}{then}" if begun else f"If so: {then}"
    return f"Not sure what is meant. It may be {subject}. {so}"
