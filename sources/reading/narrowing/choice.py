"""A series that a figure may be of, and how near to the figure words stand that name it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from sources.reading.dates.tenses import last_tense
from sources.reading.mentions.printed import Printed
from sources.reading.mentions.topics import Series, topics
from sources.reading.mentions.words import Found
from sources.reading.sentences.context import View

_LINKED = re.compile(
    r"[\s-]*(?:(?:of|in|for|on|to|from|a|an|the|its|their|all|it|live|lived|living|have|had|has|use|"
    r"used|were|are|is|was|do|did|not|people|annual|per|capita|[a-z]+ed|[a-z]+ly)\s*){0,6}",
    re.I,
)


SeriesBasis = Literal[
    "named", "whole", "part", "unit", "carried", "inverse", "per_head", "over", "guessed", "beyond"
]


@dataclass(frozen=True)
class SeriesChoice:
    """A series that a figure may be of, its score, and why.

    ``basis`` says what it rests on: ``named`` by words of the sentence, ``whole`` where these are
    what a share is of, ``part`` where a country is said to have that share, its ``unit``, or
    ``carried`` over from elsewhere; ``guessed`` from single words around it; ``inverse`` says that
    it tells so many to one of what the series counts, ``per_head`` that it divides the series by
    people, ``over`` by the series ``other``, ``beyond`` that the value is none that it can have;
    ``words`` are those that name it, ``unused`` the marks that it leaves out.
    """

    series: Series
    score: float
    why: str
    basis: SeriesBasis = "named"
    words: str = ""
    unused: frozenset[str] = frozenset()
    other: str = ""

    @property
    def is_carried(self) -> bool:
        """Whether no word of the sentence names it."""
        return self.basis in {"unit", "carried", "guessed"}


HEADED = "the heading names"
"""How the reason of a series begins that only a heading names."""


def outdoes(first: SeriesChoice, other: SeriesChoice) -> bool:
    """Whether a series that only the heading above names is no rival of one of the sentence.

    Args:
        first: That of the sentence before the figure, which surely goes on with it ("grew by 6.8%,
            down from 10.4%").
        other: One that suits less.
    """
    is_headed = other.basis == "carried" and other.why.startswith(HEADED)
    return is_headed and other.series != first.series


class NamedTopic(NamedTuple):
    """A topic that a figure may be about: how near, why, and what that rests on."""

    topic: str
    near: float
    why: str
    basis: SeriesBasis
    words: str = ""
    is_predicate: bool = False


def nearness(view: View, one: Printed, found: Found[str]) -> float:
    """How near words stand to a figure, from 0.1 to 1: what follows it directly is nearest."""
    end = view.end_of_list(one)
    if view.resumed(one) <= found.start:
        end = view.resumed(one)
    if found.start >= end:
        end, shared = _shared_end(view, one, end, found.start)
        between = view.without(end, found.start, view.areas, "it")
        words = view.words_between(end, found.start)
        figures = view.figures_between(end, found.start)
        if _OF_THE.match(view.text, end, found.start):
            figures -= figures > 0  # "almost half of the 750,000 inhabitants use the internet"
        score = 0.98 - shared - 0.02 * words - 0.2 * figures - 0.1 * between.count(",")
        behind = between + view.text[found.start : found.end + 16]
        stopped = _NEXT_SENTENCE.search(view.text, max(0, end - 1), found.start + 1)
        if stopped or _NEW_SUBJECT.search(behind) or _OF_THESE.search(between):
            score -= 0.3
        if re.search(
            r"\band\b|[;:]|\bwhile\b|\bwhereas\b|\bbut\b|\balthough\b|\bthough\b|\bbecause\b|"
            r", (?:after|before|when|once|as|since|until|now that)\b",
            between,
        ):
            score -= 0.25
        elif not _LINKED.fullmatch(between):
            score -= 0.06
        if figures == 0 and _opens(view, one) and found is _first_after(view, one):
            score = max(score, 0.85)  # "Having contracted by 9% in 2020, the economy ..."
        if re.match(r"on\b", view.text[found.start : found.end]) and figures == 0:
            score += 0.1  # "spends 4.7% of GDP on education"
        return max(0.1, score)
    if found.start >= one.start:
        return 1.0 if one.unit == "told" else 0.95
    return _nearness_before(view, one, found)


def _nearness_before(view: View, one: Printed, found: Found[str]) -> float:
    """How near words before a figure stand to it."""
    between = view.text[found.end : one.start]
    words = view.words_between(found.end, one.start)
    figures = view.figures_between(found.end, one.start)
    score = 0.96 - 0.01 * min(words, 30) - 0.04 * min(figures, 4)
    if re.search(r"[;]|\bwhile\b|\bwhereas\b|\bbut\b|\. ", between):
        score -= 0.08
    if _has_own_subject(view, one, found):
        score -= _OF_ANOTHER_SUBJECT
    if figures == 0 and _is_noun_of_another(view, one, found):
        score -= _OF_ANOTHER_SUBJECT
    if _AND_ITS.search(between) or (_AND_LEADS.search(between) and _has_predicate(view, one)):
        score -= 0.2
    return max(0.1, score)


def _is_noun_of_another(view: View, one: Printed, found: Found[str]) -> bool:
    """Whether words are what the figure before counts, and this counts what stands behind it.

    "4.2 doctors per thousand people and eleven hospital beds".
    """
    last = view.figure_before(found.start)
    if last is None or last.is_pair or view.text[last.end : found.start].strip():
        return False
    return any(
        topic.payload != found.payload and not view.text[one.end : topic.start].strip()
        for topic in view.topics
        if topic.start >= one.end
    )


def _has_own_subject(view: View, one: Printed, found: Found[str]) -> bool:
    """Whether another topic leads up to a figure ("industry lost 13% and services lost 9%").

    So does one behind "per 1,000 people" ("a birth rate of 38.4 per 1,000 and a death rate of 12").
    """
    last = view.figure_before(one.start)
    units = _TOLD_IN.get(one.unit)
    if last is None or units is None or found.start >= max(last.end, last.after):
        return False
    if one.unit == "pct" and found.end > last.start:
        return False
    return any(
        last.end <= topic.start
        and topic.end <= one.start
        and topic.payload not in {found.payload, "growth_word"}
        and view.words_between(topic.end, one.start) <= _RIGHT_BEFORE
        and _LED_TO.fullmatch(view.text, last.end, topic.start) is not None
        and any(series.unit in units for series in topics().by_id[topic.payload].series)
        for topic in view.topics
    )


_LED_TO = re.compile(
    r"(?:\s+(?:1,000|[\w-]+)){0,3}"
    r"(?:[,;]?\s+(?:and|but|while|whereas)\s+(?:the\s+|its\s+|an?\s+)?|,\s+)"
)
_RIGHT_BEFORE = 3
_OF_ANOTHER_SUBJECT = 0.35
_RATES = frozenset({"per_1000"})
_TOLD_IN = {
    "pct": frozenset({"pct", "gdp", "gni", "growth"}),
    "number": _RATES,
    "per_1000": _RATES,
}
"""In which units a topic may be told of which a figure is told in one."""
_AND_ITS = re.compile(
    r"(?:\b(?:and|but)\s+(?:its|their)|,\s+so\s+(?:that\s+)?(?:its|their|the))\s+(?:\w+\s+){1,2}?"
    r"(?:had|has|have|was|were|is|are|grew|grows|fell|rose|shrank|\w{2,}ed)\b",
    re.IGNORECASE,
)
"""What follows has a subject of its own ("chose migrants and its population grew by 3%")."""
_NEXT_SENTENCE = re.compile(r"[a-z)%]\.\s+[A-Z]")
"""What follows is told in another sentence, though the stop is that of a unit ("US$ 12 bn. …")."""
_OF_THESE = re.compile(r",\s+(?:\w+\s+){1,3}of\s+(?:whom|which|them)\b", re.IGNORECASE)
"""What follows tells of a part of them ("9 million people, most of whom live in villages")."""
_OF_THE = re.compile(r"\s*of\s+(?:the|its|their|our|all)\s+(?=\d)", re.IGNORECASE)
_AND_LEADS = re.compile(r"(?:\b(?:and|but)|,)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_PREDICATE = re.compile(
    r"(?:\s+of\s+[^,;:.()]{1,40}?|\s+[\w-]+)?\s+"
    r"(?:(?:was|were|is|are|had|has|have)|(?:live|lack|use|suffer|depend|own|work|attend)(?:s|d|ed)?)"
    r"\s+",
    re.IGNORECASE,
)


def _has_predicate(view: View, one: Printed) -> bool:
    """Whether a figure leads a clause that tells itself what it is of ("46% of them were poor")."""
    verb = _PREDICATE.match(view.text, one.end, view.end)
    if verb is None or view.figures_between(one.end, verb.end()):
        return False
    return any(topic.start - verb.end() < _NEAR_VERB for topic in view.topics
               if topic.start >= verb.end())  # fmt: skip


_NEAR_VERB = 12
"""So many letters may stand between such a verb and the words that name a series."""
_NEW_SUBJECT = re.compile(
    r",\s+(?:the|its|their|our|his|her)\s+(?:\w+\s+){1,3}?"
    r"(?:had|has|have|was|were|is|are|grew|fell|rose|shrank)\b",
    re.IGNORECASE,
)
"""A topic with its own subject is of another statement (", the economy had shrunk")."""
_OPENING = re.compile(
    r"\W*(?:Having|After|Before|Despite|While|Following)\s+(?:\w+ed|\w+ing|been)\b"
)


def _opens(view: View, one: Printed) -> bool:
    """Whether a figure stands in a participle that opens a sentence, with no topic before it."""
    match = _OPENING.match(view.text, view.start, view.end)
    if match is None or any(found.end <= one.start for found in view.topics):
        return False
    return "," not in view.text[match.end() : one.start]


def _first_after(view: View, one: Printed) -> Found[str] | None:
    return next((found for found in view.topics if found.start >= one.end), None)


def _shared_end(view: View, one: Printed, end: int, stop: int) -> tuple[int, float]:
    """Where the last figure ends that shares what follows with one, and what that takes off.

    "14% of Salvadoran adults, and 22% of Haitians, held an account": both are of the account. A
    figure with a verb before it has its own ("rose by 20% and three in ten are under 15").
    """
    own = view.clauses.at(one.start)
    if last_tense(view.text[own.start : max(own.start, one.start)]) != (False, False):
        return end, 0.0
    for other in reversed(view.figures):
        if not end <= other.start < stop or other.end > stop or other.unit != one.unit:
            continue
        between = view.text[end : other.start]
        is_listed = re.search(r"(?:,|\band|\bor)\s*(?:\w+\s+)?$", between) is not None
        is_told = any(end <= topic.start < other.start for topic in view.topics)
        if is_listed and not is_told and last_tense(between) == (False, False):
            return view.end_of_list(other), 0.05
    return end, 0.0


_COUNTED = re.compile(r"\b(?:births|deaths)\b", re.IGNORECASE)
_OF_NOUN = {
    "deaths": ("SP.DYN.CBRT.IN", "SP.DYN.CDRT.IN"),
    "births": ("SP.DYN.CDRT.IN", "SP.DYN.CBRT.IN"),
}


def by_noun(view: View, one: Printed, choice: SeriesChoice) -> SeriesChoice:
    """The rate of what a figure counts ("40 births and 13 deaths for every thousand people").

    Args:
        view: The sentence.
        one: The figure.
        choice: What it may be of.
    """
    noun = _COUNTED.search(view.text, one.start, one.end + 1 + len("deaths"))
    other, own = _OF_NOUN[noun[0].casefold()] if noun else ("", "")
    series = topics().by_code.get(own) if choice.series.code == other else None
    return choice if series is None else replace(choice, series=series)
