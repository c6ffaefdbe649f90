"""What a letter to authors and editors says of a finding, and what goes along with one.

`reports.corrections.brief` and `reports.corrections.case` choose what is told; here are its words.
The texts of `findings.json` are kept where they are plain; where they speak our own language ("the
declared reading") they are put in the words of an editor.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol

from expectations.outcomes import Verdict
from expectations.wording.values import say_day
from expectations.wording.verdicts import words_of

_LITTLE = 0.2
"""From which chance of agreeing by accident on an agreement alone is said to prove little."""
_PLAIN = (
    ("So read,", "In the same way"),
    ("the declared reading", "the figure as we read it"),
    ("what the figure admits", "what the figure as printed allows"),
)
"""Our own words, and an editor's."""
_COINCIDENCE = (
    "The statistics of the time that the text speaks of do not give the figure; that another way "
    "of computing it does may be chance."
)
_TOLD_ALONE = frozenset({Verdict.STALE.value, Verdict.DEFINITION_DEPENDENT.value})
"""Verdicts of which it is told what the figure agrees with."""

_NAMED = 6
"""So many members without data are named."""

NOTHING_HELD = "No edition that we hold covers it."
AGREES = "it agrees with the text"


class Computed(Protocol):
    """A value that an edition gives (`reports.findings.reading_model.ReadingEntry`)."""

    @property
    def obs_text(self) -> str:
        """The value in words."""

    @property
    def period_text(self) -> str:
        """The years that it is of."""


class Given(Computed, Protocol):
    """What one edition gives (`reports.findings.reading_model.EvidenceEntry`)."""

    @property
    def source_label(self) -> str:
        """The name of the source."""

    @property
    def vintage(self) -> str:
        """The edition."""

    @property
    def role(self) -> str:
        """``as_seen``: the authors could have seen it."""

    @property
    def role_text(self) -> str:
        """Whose view it is; empty where the source has no editions."""

    @property
    def start(self) -> int:
        """Its first year; 0 where it is of none."""

    @property
    def end(self) -> int:
        """Its last year."""

    @property
    def converted(self) -> str:
        """By which exchange rate it was converted; empty where it was not."""

    @property
    def own_made(self) -> str:
        """That we made it of a group's members; empty where it is the source's own."""


class Search(Protocol):
    """What the search of a claim found (`reports.findings.claim_model.ExplanationEntry`)."""

    @property
    def tried(self) -> int:
        """How many readings were tried."""

    @property
    def reading(self) -> Computed | None:
        """The one that fits."""

    @property
    def chance(self) -> float | None:
        """How likely a figure made up at random would have fitted one."""

    @property
    def chance_text(self) -> str:
        """The same in words."""

    @property
    def chance_together_text(self) -> str:
        """The same of all figures of the passage that fit alike; may be empty."""

    @property
    def distinct_fits(self) -> int:
        """How many different figures of the passage fit alike."""


def say_why(
    verdict: str,
    changed: Collection[str],
    fits: Computed | None,
    against: Sequence[str],
    *,
    is_coincidence: bool,
) -> str:
    """Why we write: what was found, as far as the verdict allows it to be said.

    Args:
        verdict: The verdict.
        changed: What the reading that fits has otherwise.
        fits: That reading; None where none was found.
        against: What the paper's other figures say against it.
        is_coincidence: Whether what fits may do so by chance.
    """
    if verdict == Verdict.CONTRADICTED and against:
        return against[0]
    words = words_of(verdict, changed)
    is_told = verdict in _TOLD_ALONE
    if fits is None or not is_told or is_coincidence:
        return _COINCIDENCE if fits is not None and is_told else words.meaning
    found = f"it agrees with {fits.obs_text} in {fits.period_text}"
    if verdict == Verdict.STALE:
        return f"The figure is out of date: {found}, and no longer with the time it speaks of."
    what = words.name.lower().replace("depends", "The figure depends", 1)
    return f"{what}: {found}."


def say_given(subject: str, given: Given, *, is_pair: bool) -> str:
    """One value: "According to World Development Indicators, edition of 21 May 2018, ...".

    Args:
        subject: What is measured, of whom, as a noun phrase.
        given: The edition that is named.
        is_pair: Whether the text states two figures, from one to the other.
    """
    # A name of an area that has a comma in it is closed by one.
    subject += "," if "," in subject.rpartition(" of ")[2] else ""
    verb = "went from" if is_pair else "was"
    if not given.role_text:
        return f"{given.source_label} gives {given.obs_text}."
    seen = "which you could have seen" if given.role == "as_seen" else "later than your text"
    edition = f"edition of {say_day(given.vintage)}, {seen}"
    when = _say_when(given) if given.start else ""
    value = f"{given.obs_text}{when}" + (f", {given.own_made}" if given.own_made else "")
    said = f"According to {given.source_label}, {edition}, {subject} {verb} {value}."
    return f"{said} It is converted from US$ {given.converted}." if given.converted else said


def _say_when(given: Given) -> str:
    if given.start == given.end:
        return f" in {given.end}"
    return f" between {given.start} and {given.end}"


def say_unnamed_years(years: Collection[int]) -> str:
    """That a sentence does not name the years that its figure was read of; empty for none."""
    if not years:
        return ""
    told = " and ".join(map(str, sorted(years)))
    return f"Its sentence does not name {told}: please tell us if you meant another year."


def say_newest(given: Given, source: str) -> str:
    """What the newest edition gives, where the proposed wording does not agree with it."""
    return f"{given.obs_text} ({source.upper()} {given.vintage})"


def say_doubt(
    agreement: str,
    values: Sequence[str],
    name: str,
    *,
    is_pair: bool,
    newest: str = "",
    has_years: bool = False,
) -> str:
    """What the other editions have against being too sure.

    Args:
        agreement: With which editions the proposed wording agrees: ``none``, ``some``, or
            ``differ`` where none is proposed and the figure stays open.
        values: What the editions give, the lowest first.
        name: The edition to be named beside the figure.
        is_pair: Whether each value goes from one figure to another.
        newest: What the newest edition gives (`say_newest`), where the wording disagrees with it.
        has_years: Whether the values are of different years, and each tells its own.
    """
    who = "Years, editions and sources differ" if has_years else "Editions and sources differ"
    spread = _say_spread(values, is_pair=is_pair)
    if agreement == "none":
        return f"The proposed wording agrees with none of the editions that we hold{spread}."
    if agreement == "some":
        other = f" The newest edition gives {newest}." if newest else ""
        return f"{who}{spread}, so please name {name} with the figure.{other}"
    return f"{who}{spread}." if spread else ""


def _say_spread(values: Sequence[str], *, is_pair: bool) -> str:
    """From what to what the editions range: ": they give 30.2% to 32.2%"."""
    if len(values) < 2:
        return ""
    if is_pair:
        return f": they go from {values[0]}, or from {values[-1]}"
    return f": they give {values[0]} to {values[-1]}"


def say_tried(search: Search, *, is_any_inside: bool | None) -> str:
    """In how many ways the figure was computed, and what an agreement is worth.

    Args:
        search: What was found; of one that tried nothing nothing is said.
        is_any_inside: Where no reading was found to fit: whether any of those shown gives the
            figure (of a figure that is contested some edition may); None where that is not known.
    """
    if not search.tried:
        return ""
    text = f"We computed the figure in {search.tried:,} ways (by countries, "
    text += "years, editions, sources and definitions)."
    if search.reading is None:
        if is_any_inside is None:
            return text
        given = " Some of them give" if is_any_inside else " None gives"
        return f"{text}{given} the stated figure."
    if search.chance_together_text:
        # What figures are worth together is told alone: beside it each looks like nothing.
        text += f" {search.distinct_fits} different figures of the passage agree with "
        text += "one and the same of these ways; figures made up at random would do so "
        text += f"{search.chance_together_text}."
    elif search.chance_text:
        text += " With a figure made up at random one of these ways would have agreed "
        text += search.chance_text
        is_little = (search.chance or 0.0) >= _LITTLE
        text += ", so that the agreement alone proves little." if is_little else "."
    return text


def say_not_established(text: str) -> str:
    """One thing that the check leaves open."""
    return f"Not established: {text}"


def say_in_plain_words(text: str) -> str:
    """A text of the findings in the words of an editor."""
    for ours, plain in _PLAIN:
        text = text.replace(ours, plain)
    return text


def say_found(sentence: str) -> str:
    """The sentence of the finding without the label that the report puts before it."""
    for label in ("Out of date. ", "Holds: "):
        sentence = sentence.removeprefix(label)
    return say_in_plain_words(sentence.replace("It fits", "The figure agrees with", 1))


def say_held(text: str, *, is_some: bool) -> str:
    """Which values the wording agrees with, so that it does not look surer than it is.

    Args:
        text: The same as the review page says it.
        is_some: Whether it agrees with some and not with others.
    """
    asks = " Please name the edition beside the figure." if is_some else ""
    return say_in_plain_words(text) + asks


def say_role_to_authors(role: str) -> str:
    """Whose view an edition is: to the authors it is "you"."""
    return role.replace("as the author could", "as you could")


def say_no_data_for(names: Sequence[str]) -> str:
    """Which members of a group an edition has no data for; empty where it lacks none."""
    if not names:
        return ""
    more = len(names) - _NAMED
    return f"no data for {', '.join(names[:_NAMED])}" + (f" and {more} more" if more > 0 else "")


def say_vintages_head(*, is_any_agreeing: bool) -> str:
    """What stands above the values of the editions."""
    none = "" if is_any_agreeing else "; none agrees with the text"
    return f"What each edition gives{none}"


def say_proposed(meaning: str, finding: str, wording: str) -> str:
    """A finding and the wording that is proposed, in the body of an annotation."""
    proposed = f" Proposed wording: “{wording}”." if wording else ""
    return f"{meaning} {finding}{proposed}"


NO_CLAIM = "the register no longer has the claim"


def say_came_out(name: str, before: object, after: object) -> str:
    """What of a finding comes out otherwise when it is computed again from its pack."""
    return f"{name}: it was {before}, it is {after}"
