"""Facts that two values are alike: "about as many as in China", "on a par with Denmark's".

They are read as a ratio of about one, to another area or to what was before ("hardly changed since
2010"). Where the words deny it ("not as high as in Peru"), one has less than the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from sources.figures.likeness import (
    AS_BEFORE,
    LIKE,
    LIKE_ALONE,
    NO_THING,
    UNCHANGED,
    figure_of_likeness,
    is_denied,
    less_said,
)
from sources.reading.mentions.areas import AreaMention
from sources.reading.mentions.years import YearMention
from sources.reading.sentences.context import View
from sources.reading.told.model import Past, RankFact, figure_told
from sources.reading.told.others import others_at

_SEXES = re.compile(r"\b(?:wo)?men\b|\b(?:girls|boys|(?:fe)?males)\b", re.IGNORECASE)
_TO_VERB = re.compile(
    r"(?:['’]s?)?(?:\s+[a-z][a-z-]*){0,4}?\s+(?:is|was|are|were|for|with|at|by|to|has|have|had|does|"
    r"did|do|spends?|spent|paid|pays?|stands?|stood|comes?|came|reached|uses?|used|emits?|emitted|"
    r"grew|grows|earns?|earned|received|receives?|gets?|got|sells?|sold|buys?|bought)\s+(?:to\s+)?",
)
_AVERAGE = re.compile(
    r"(?:['’]s?)?\s+(?:(?:country|national|regional|own)\s+)?(?:average|mean|level|rate|share|"
    r"figure|norm|total|value|number|ratio)s?\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?:it|they|he|she|there)\s+(?:was|were|had\s+been|did|had)\s+", re.IGNORECASE
)


def alike(view: View) -> Iterator[RankFact]:
    """The facts of a sentence that two values are alike, or, where it is denied, that one is less.

    Args:
        view: The sentence.
    """
    for match in LIKE.finditer(view.text, view.start, view.end):
        before = view.before(match.start(), 45)
        if NO_THING.search(match[0]) or _SEXES.search(match[0]):
            continue
        denial = less_said(before, match)
        if is_denied(before) and not denial:
            continue
        other = others_at(view, match.end())
        year = None if other is not None else _year_at(view, match.end())
        past = None if year is None else past_of_year(year)
        if other is None and past is None:
            continue
        named = other or year
        end = match.end() if named is None else named.end
        if other is not None and (average := _AVERAGE.match(view.text, end, view.end)):
            end = average.end()
        following = view.figure_after(end)
        if following is not None and view.words_between(end, following.start) == 0:
            continue  # "matching Denmark's 7%" says what it is
        yield _fact(view, match.start() - len(denial), end, other, past, is_less=bool(denial))


def alike_alone(view: View) -> Iterator[RankFact]:
    """The facts of a sentence that an area has as much as what was told right before.

    Args:
        view: The sentence.
    """
    for match in LIKE_ALONE.finditer(view.text, view.start, view.end):
        if is_denied(view.before(match.start(), 45)):
            continue
        subject = _subject_before(view, match.start())
        if subject is not None:
            told = _fact(view, match.start(), match.end(), None, None)
            yield replace(told, subject=subject)


def _subject_before(view: View, place: int) -> AreaMention | None:
    """The area right before a verb and a place; None for none."""
    near = [one for one in view.areas if one.areas and one.end <= place]
    if not near or view.figures_between(near[-1].end, place):
        return None
    between = _TO_VERB.fullmatch(view.text, near[-1].end, place)
    return None if between is None else near[-1]


def _fact(
    view: View,
    start: int,
    end: int,
    other: AreaMention | None,
    past: Past | None,
    *,
    is_less: bool = False,
) -> RankFact:
    if is_less:
        own = figure_told(view, start, end, 0)
        return RankFact(start, end, "comparison", 0, "lowest", other, own, past=past, is_back=True)
    figure = figure_of_likeness(view.text[start:end], start)
    return RankFact(start, end, "ratio", 0, "highest", other, figure, past=past, is_back=True)


def _year_at(view: View, place: int) -> YearMention | None:
    """The years named at a place, behind a pronoun and its verb or not; None for none."""
    if (led := _BEFORE.match(view.text, place, view.end)) is not None:
        place = led.end()
    return next((one for one in view.years if one.start <= place + 4 and place < one.end), None)


def past_of_year(year: YearMention) -> Past | None:
    """The years of its own that a fact is held against by a mention; None where none are before."""
    if year.kind in {"point", "since"}:
        return Past(year.first)
    if year.kind in {"earlier", "past"} and year.first > 0:
        return Past(back=year.first)
    return Past(year.first, last=year.last) if year.kind == "span" else None


def unchanged(view: View) -> Iterator[RankFact]:
    """The facts of a sentence that something is about what it was before.

    Args:
        view: The sentence.
    """
    for match in (
        *UNCHANGED.finditer(view.text, view.start, view.end),
        *AS_BEFORE.finditer(view.text, view.start, view.end),
    ):
        year = _year_at(view, match.end()) or _year_at(view, match.end("words") + 1)
        past = None if year is None else past_of_year(year)
        if year is None or past is None or year.start < match.start():
            continue
        yield _fact(view, match.start(), year.end, None, past)
