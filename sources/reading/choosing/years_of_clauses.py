"""Figures that go on with a year told in another clause of their sentence, or right before it."""

from __future__ import annotations

import re

from sources.reading.choosing.years import YearChoice
from sources.reading.discourse.tenses import has_present, last_tense, tense_at
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
    own = view.clauses.at(one.start).number
    for year in view.years:
        if year.text.strip() != choice.words:
            continue
        where = view.clauses.at(year.start)
        is_lead = year.start - view.start <= _LEADING or year.start - where.start <= _LEADING
        is_own = where.number == own or one.start <= year.start < one.end
        if is_own or is_lead or _shares_year(view, one, year):
            return ""
        if _goes_on_in_past(view, one, year):
            return ""
        others = [f for f in view.figures if where.start <= f.start < where.end]
        if where.kind not in {"aside", "base"} and others and year.end < one.start:
            return f"“{choice.words}” is told of another figure"
    return ""
