"""A year behind several figures of a sentence, which may be of all of them."""

from __future__ import annotations

import re

from sources.reading.dates.tenses import last_tense
from sources.reading.mentions.printed import Printed
from sources.reading.mentions.years import YearMention
from sources.reading.sentences.context import View

_NEAR = 5
"""Within so many words behind the last figure stands the year of all of them."""
_LIKELY = 0.64
"""What a year has that is the likeliest of a figure, and never firm."""


def score_shared(view: View, one: Printed, year: YearMention) -> float:
    """How well a year suits at least that a figure may have with one behind it; 0 for another.

    Args:
        view: The sentence.
        one: The figure.
        year: A year behind it.
    """
    return _LIKELY if _may_share_year(view, one, year) else 0.0


_OTHER_TIME = re.compile(
    r"\b(?:than|against|compared|versus|vs|from|after|before|up|down|while|whereas|although|though|"
    r"now|today|then|once|since|until|to|where|when|which|who|whose|short of|above|below)\b|[;:()]",
    re.IGNORECASE,
)
"""What between two figures of a sentence may tell of another time than its year."""


def shares_year(view: View, one: Printed, year: YearMention) -> bool:
    """Whether a figure has its verb, and so its year, with the ones behind it.

    "14 per cent of Cambodians and 23 per cent of Lao were poor in 2012"; "258 million people, or
    3.4% of humanity, lived abroad in 2017".

    Args:
        view: The sentence.
        one: The figure.
        year: A year behind it.
    """
    last = view.figure_before(year.start)
    is_named = year.kind == "point" and _AT_ITS_YEAR.search(view.before(year.start, 8)) is not None
    is_named |= year.kind == "point" and not year.text[:1].isdigit()
    if last is None or last.start <= one.start or last.is_pair or not is_named:
        return False
    if any(one.start <= other.start < year.start for other in view.years):
        return False
    between, behind = view.text[one.end : last.start], view.text[last.end : year.start]
    if _TO_IT.fullmatch(between) and view.words_between(last.end, year.start) <= _NEAR:
        return True
    if _OTHER_TIME.search(between) or _HELD.search(behind) or last.unit == "times":
        return False
    is_past = last_tense(behind)[1] or _WAS.search(behind) is not None
    begin = view.clauses.at(one.start).start
    if is_past and _IS.search(view.text, begin, max(begin, one.start)):
        return False  # "The internet is used by 82% and 41% were online in 2015"
    return last_tense(between) == (False, False) and is_past


def _may_share_year(view: View, one: Printed, year: YearMention) -> bool:
    """Whether a figure may have its year with the one behind it that has no verb of its own.

    "Female life expectancy was 64.5 years and male life expectancy 62.4 years in 2017". Nothing
    says so surely: "it was 5% in Kenya and 7% in 2016" is of two years.
    """
    last = view.figure_before(year.start)
    if last is None or last.start <= one.start or last.unit != one.unit or year.kind != "point":
        return False
    if one.is_pair or last.is_pair or _AT_ITS_YEAR.search(view.before(year.start, 8)) is None:
        return False
    if any(one.start <= other.start < year.start for other in view.years):
        return False
    between, behind = view.text[one.end : last.start], view.text[last.end : year.start]
    if _OTHER_TIME.search(between) or _HELD.search(behind) or _AND.search(between) is None:
        return False
    told = view.text[view.start : one.start]
    is_told = last_tense(told) != (False, False)
    return is_told and last_tense(f"{between} {behind}") == (False, False)


_AND = re.compile(r"\band\b", re.IGNORECASE)
_TO_IT = re.compile(r"\s*(?:percentage\s+)?points?,?\s+to\s+(?:\w+\s+)?", re.IGNORECASE)
_IS = re.compile(r"\b(?:is|are|has|have)\b", re.IGNORECASE)
_WAS = re.compile(r"\b(?:was|were|had|did|could)\b", re.IGNORECASE)
_HELD = re.compile(r"[;:()]|\b(?:than|from|of what|as (?:much|many|high|large))\b", re.IGNORECASE)
_AT_ITS_YEAR = re.compile(r"\b(?:in|by|for|during|at)\s+$", re.IGNORECASE)
