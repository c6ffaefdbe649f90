"""Figures that go on with years told in another clause of their sentence, or right before it."""

from __future__ import annotations

import re

from sources.model import Period
from sources.reading.choosing.years import YearChoice
from sources.reading.dates.tenses import has_present, last_tense, tense_at
from sources.reading.discourse.compared import held_in_brackets
from sources.reading.mentions.printed import Printed
from sources.reading.mentions.years import YearMention
from sources.reading.narrowing.restating import restates
from sources.reading.sentences.context import Thread, View

_TIME = re.compile(
    r"\b(?:last|latest|since|now|then|later|earlier|before|after|ago|already|still|ever|never|always|"
    r"until|till|once|when|where|these|those|by|january|february|march|april|may|june|july|august|"
    r"september|october|november|december|months?|quarters?|decades?|century|years?|today|recent\w*|"
    r"previous\w*|former\w*|next|averag\w*|each|every|would|could|might|term|period|time|"
    r"had (?:been|stood|\w+ed|risen|fallen|grown)|war|era|reign|slump of|"
    r"(?:twen|thir|for|fif|six|seven|eigh|nine)ties)\b",
    re.IGNORECASE,
)
"""Words by which a clause may tell of another time than the one before it."""


_WITH = re.compile(r",\s+with\s+(?:\w+\s+){0,3}$", re.IGNORECASE)


_LONGEST = 4000
"""A paragraph with more letters before a sentence dates none surely."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def goes_on_before(view: View, one: Printed, thread: Thread) -> bool:
    """Whether a sentence in the past, with no word of time, goes on with the year before it.

    "In 2018 the economy grew by 3%. Unemployment was 11 per cent."

    Args:
        view: The sentence.
        one: The figure.
        thread: What was spoken of before.
    """
    is_next = view.sentence.paragraph == thread.year_paragraph and view.sentence.kind == "paragraph"
    words = view.text[view.start : view.end]
    if not is_next or one.is_pair or view.years or has_present(words) or _TIME.search(words):
        return False
    is_inserted = view.clauses.at(one.start).kind in {"aside", "relative"}
    if is_inserted or _WITH.search(view.before(one.start, 30)):
        return False  # "the country, with 12 million people, spent"
    begin = view.text.rfind("\n\n", max(0, view.start - _LONGEST), view.start)
    begin = 0 if begin < 0 and view.start <= _LONGEST else begin
    if begin < 0 or tense_at(view, one) != (False, True):
        return False
    return {int(year) for year in _YEAR.findall(view.text, begin, view.start)} == {thread.year}


_OR = re.compile(r"(?:[^,;:.]{0,40},)?\s+or\s+(?:[\w-]+\s+){0,3}", re.IGNORECASE)


def _only_compares(view: View, one: Printed) -> bool:
    """Whether a figure is set beside the one before it, or says it again, in the same year.

    So are "against 44 per cent in the region" and "$3.4 billion in 2020, or about $16 a head".
    """
    if view.clauses.at(one.start).kind == "base":
        return True
    last = next((other.end for other in reversed(view.figures) if other.end <= one.start), one.end)
    held = next((area for area in view.areas if last <= area.start < one.start), None)
    if held is not None and held_in_brackets(view, one, held):
        return True
    return _OR.fullmatch(view.text, last, one.start) is not None


_PARALLEL = re.compile(
    r"[^.:]*?(?:;|,?\s+(?:while|whereas|and|but))\s+(?:in|for|that of|those of)\s+(?:the\s+)?"
    r"(?:\w+[ -]){0,4}?"
    r"(?:,?\s*(?:it|they|its \w+|their \w+|the (?:figure|rate|share|number|sum|ratio))\s+)?"
    r"(?:(?:was|were|had|amounted to|came to|stood at|reached|averaged|made up|accounted for)\s+)?",
    re.IGNORECASE,
)


_NEXT_AREA = re.compile(
    r"\s*,?\s+(?:and\s+)?(?:in|for|that of|those of)\s+(?:the\s+)?(?:[A-Z][\w’'-]*\s+){1,4}"
    r"(?:(?:only|just|some|about|nearly|almost|over)\s+)*"
)
"""What stands between two figures of a row of areas ("…; in Mali it was 5%, in Chad 6%")."""
_OF_WHOM = re.compile(r",?\s*of (?:whom|which)\b", re.IGNORECASE)


def _shares_year(view: View, one: Printed, year: YearMention) -> bool:
    """Whether a clause has no verb of its own, or tells of a part of what a year's clause counts.

    So do "$1.6 billion in 2017, and its GDP a head $45,130" and "… in 2017, of whom a third".
    """
    own = view.clauses.at(one.start)
    if not 0 <= own.opened - year.end <= 1:
        return False
    if _OF_WHOM.match(view.text, own.opened):
        return True
    words = view.text[own.start : own.end]
    return own.kind == "and" and last_tense(words) == (False, False)


def _goes_on_in_past(view: View, one: Printed, year: YearMention) -> bool:
    """Whether a clause in the past, with no word of time, goes on with the only year named.

    "Unemployment was 11% in 2018, and one young Turk in five was out of work."
    """
    own = view.clauses.at(one.start)
    if own.kind not in {"main", "and", "contrast", "list"} or year.kind != "point":
        return False
    is_only = all(other is year for other in view.years)
    words = view.text[own.opened : own.end]
    is_past = last_tense(words)[1] and not last_tense(words)[0]
    return is_only and is_past and _TIME.search(words) is None


def _is_parallel(view: View, one: Printed) -> bool:
    """Whether a clause tells the same of another area ("…; in Hungary it amounted to $131bn")."""
    last = view.figure_before(one.start)
    if last is None or last.unit != one.unit:
        return False
    if _NEXT_AREA.fullmatch(view.text, last.end, one.start) and _is_parallel(view, last):
        return True
    return _PARALLEL.fullmatch(view.text, last.end, one.start) is not None


_LEADING = 16
"""Within so many characters of a sentence a year leads all of it ("In 2012 Ghana had ...")."""


def doubt_of_another_clause(view: View, one: Printed, choice: YearChoice) -> str:
    """A year told of a figure of another clause, which need not hold for this one."""
    if choice.basis != "named" or one.is_pair:
        return ""
    last = max((f.start for f in view.figures if f.end <= one.start), default=-1)
    is_again = restates(view, last, one, "share") or restates(view, last, one, "level")
    is_beside = is_again or _only_compares(view, one) or _is_parallel(view, one)
    if not tense_at(view, one)[0] and is_beside:
        return ""
    named = [year for year in view.years if year.text.strip() == choice.words]
    if any(_is_its_own(view, one, year) for year in named):
        return ""
    for year in named:
        where = view.clauses.at(year.start)
        others = [f for f in view.figures if where.start <= f.start < where.end]
        if where.kind not in {"aside", "base"} and others and year.end < one.start:
            return f"“{choice.words}” is told of another figure"
    return ""


def _is_its_own(view: View, one: Printed, year: YearMention) -> bool:
    """Whether a year is of a figure's clause, leads its sentence, or is one with which it goes on.

    A year may be told twice: "8.4% in 2022, and industry made up 49% of output in 2022".
    """
    where = view.clauses.at(year.start)
    is_lead = year.start - view.start <= _LEADING or year.start - where.start <= _LEADING
    is_own = where.number == view.clauses.at(one.start).number or one.start <= year.start < one.end
    return is_own or is_lead or _shares_year(view, one, year) or _goes_on_in_past(view, one, year)


_REACHES_BACK = re.compile(r"(?:That|This)(?:[’']s| is| was| makes| means| leaves)\b")
_CLOSE = 3
"""Within so many words a year stands right behind a figure."""


def behind_a_pair(view: View, end: int, first: int | None) -> int | None:
    """The year right behind the second end of a pair, where it is later than its first."""
    years = (year for year in view.years if year.kind == "point" and year.start >= end)
    behind = (year.last for year in years if view.words_between(end, year.start) <= _CLOSE)
    last = next(behind, None)
    return last if last is not None and first is not None and last > first else None


def told_of_both(view: View, thread: Thread, choice: YearChoice) -> Period | None:
    """The two years told right before of another, where a pair names none, nor its sentence.

    "Tunisian women had 5.2 births in 1980 and 2.1 in 2019. Moroccan fertility fell from 5.7 to
    2.4", and what is reckoned of the two: "That is 1.1 billion fewer".
    """
    apart = thread.years_apart
    is_near = thread.year_paragraph == view.sentence.paragraph
    if apart is None or view.years or not is_near or apart[1] - apart[0] < 2:
        return None
    is_pair = any(one.is_pair for one in view.figures) or _REACHES_BACK.match(
        view.text, view.start, view.end
    )
    is_last = choice.basis == "spoken" and choice.last == apart[1]
    return Period(*apart) if is_pair and is_last else None


def own_since(view: View, one: Printed, years: tuple[YearChoice, ...]) -> YearChoice | None:
    """The years from one on right behind a figure ("a gain of 18 points since 2010")."""
    for year in view.years:
        is_near = year.start >= one.end and not view.figures_between(one.end, year.start)
        if year.kind != "since" or not is_near or view.words_between(one.end, year.start) > _CLOSE:
            continue
        own = (choice for choice in years if choice.words == year.text.strip())
        return next((choice for choice in own if choice.first != choice.last), None)
    return None


_FROM_THEN = re.compile(r"\b(?:has|have)\b[^.;:,]{0,30}$", re.IGNORECASE)


def from_then(view: View, one: Printed, thread: Thread, choice: YearChoice) -> Period | None:
    """The years of a change that tells none itself, from what its sentence told first.

    "In 2000 it was 227, so it has come down by 60%" is from 2000 on.
    """
    year = choice.last
    if choice.basis != "named" or year is None or choice.first != year:
        return None
    points = [other for other in view.years if other.kind == "point"]
    if len(points) != 1 or points[0].end > one.start:
        return None
    told = _FROM_THEN.search(view.text, points[0].end, one.start)
    if told is None or not last_tense(view.text[points[0].end : told.start()])[1]:
        return None
    spoken = thread.year
    is_near = thread.year_paragraph == view.sentence.paragraph
    return Period(year, spoken if is_near and spoken is not None and spoken > year else None)
