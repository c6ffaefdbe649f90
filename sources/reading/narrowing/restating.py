"""Whether a figure says in another way, or elsewhere, what another one says."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from sources.model import Period
from sources.reading.dates.tenses import last_tense
from sources.reading.mentions.printed import Printed
from sources.reading.mentions.topics import topics
from sources.reading.sentences.context import Thread, View
from sources.reading.sentences.model import ReadFigure, Reading, State
from sources.reading.sentences.relations import RelationKind

_RESTATES = re.compile(
    r"[^,;.(\u2013\u2014]{0,60}(?:,|\s\u2013|\s?\u2014|\()?\s*"
    r"(?:(?:or|i\.e\.,?|that is,?|which is|equal to|equivalent to)\s+)?",
    re.IGNORECASE,
)


def restates(view: View, start: int, one: Printed, relation: RelationKind) -> bool:
    """Whether a figure says the one at ``start`` in another way ("$34 billion, or 7% of GNI")."""
    before = view.figure_before(one.start)
    if before is None or before.start != start:
        return False
    between = view.text[before.end : one.start]
    match = _RESTATES.fullmatch(between)
    if match is None or re.search(r"[,(\u2013\u2014]|\bor\b", between) is None:
        return False
    is_gap = relation in {"difference", "difference_sex"}
    is_list = (
        not is_gap and before.unit == one.unit and re.search(r"\b(?:or|is)\b", between) is None
    )
    return not is_list and last_tense(re.sub(r"which is|that is", "", between)) == (False, False)


def with_years_below(
    found: Sequence[ReadFigure], headings: Collection[int]
) -> tuple[ReadFigure, ...]:
    """Figures of headings that name no year, with the year that the text below says of them.

    "Census counts 32.4 million people" heads "... had 32.4 million inhabitants in 2020": one fact.

    Args:
        found: The figures of a text, in order.
        headings: Where the sentences that are headings begin.
    """
    below: dict[tuple[object, ...], tuple[Reading, State]] = {}
    read: list[ReadFigure] = []
    for one in reversed(found):
        reading = one.reading
        if reading is not None:
            key = (one.figure.value, one.figure.unit, replace(reading, period=_NO_YEAR))
            if one.sentence_start not in headings and reading.period.end is not None:
                below[key] = reading, one.state
            elif one.sentence_start in headings and reading.period.end is None and key in below:
                one = _with_year(one, *below[key])
        read.append(one)
    return tuple(reversed(read))


_NO_YEAR = Period(None, None)


def _with_year(one: ReadFigure, reading: Reading, state: State) -> ReadFigure:
    why = f"{one.why}; it is told below of {reading.period.end}"
    return replace(
        one, reading=reading, state=one.state if state == one.state else "unsure", why=why
    )


_THESE = re.compile(
    r"\s+of\s+(?:these|those|such)\s+(?:children|girls|boys|people|women|men|pupils|adults|workers|"
    r"babies|mothers|youths|households|migrants|refugees)\b",
    re.IGNORECASE,
)


def counts_of(topic: str) -> bool:
    """Whether a topic has a series that counts people."""
    return any(series.unit in {"persons", "number"} for series in topics().by_id[topic].series)


_ALL_THOSE = re.compile(r"\s+of\s+all\s+(?:those|such|these)\b", re.IGNORECASE)


def is_of_these(view: View, one: Printed) -> bool:
    """Whether so many of those are told that were told of ("34 million of these children").

    Args:
        view: The sentence.
        one: The figure.
    """
    if one.unit == "pct":
        return _ALL_THOSE.match(view.text, one.end, view.end) is not None
    is_people = one.unit in {"persons", "number"} or "million" in one.figure.text
    return is_people and _THESE.match(view.text, one.end, view.end) is not None


_LATTER = re.compile(r"\bthe (?P<which>former|latter)\b", re.IGNORECASE)


def of_two(
    view: View, one: Printed, thread: Thread, start: int, general: frozenset[str]
) -> str | None:
    """The topic of "the former" or "the latter" of the two that were named last.

    Args:
        view: The sentence.
        one: The figure.
        thread: What was spoken of before.
        start: From where on such words are its own.
        general: Topics that are none of two.
    """
    match = _LATTER.search(view.text, start, one.start)
    if match is None:
        return None
    named = [t.payload for t in view.topics if t.end <= match.start()]
    named = named if len(set(named) - general) > 1 else [t.payload for t in thread.talk] + named
    two = list(dict.fromkeys(name for name in reversed(named) if name not in general))[:2]
    if len(two) < len(("former", "latter")):
        return None
    return two[0] if match["which"].casefold() == "latter" else two[1]


_DEATHS = re.compile(
    r"\s+of\s+(?:all\s+)?(?:(?:the|these|those|such|all)\s+|(?:the\s+)?(?:world|global|region)[’']?s?\s+)"
    r"(?:total\s+)?deaths\b(?!\s+(?:from|among|of\s+(?!\d)))",
    re.IGNORECASE,
)
_DYING = frozenset(
    {"under5_mortality", "infant_mortality", "neonatal_mortality", "maternal_mortality"}
)


def of_the_deaths(view: View, one: Printed, thread: Thread) -> str | None:
    """The topic of the deaths told before ("South Asia had a quarter of the deaths of 2020").

    Args:
        view: The sentence.
        one: The figure.
        thread: What was spoken of before.
    """
    if _DEATHS.match(view.text, one.end, view.end) is None:
        return None
    return next((name for name in reversed(thread.spoken) if name in _DYING), None)
