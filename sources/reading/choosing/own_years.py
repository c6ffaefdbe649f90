"""Years that stand at a figure itself, beside those that stand at another one of its sentence."""

from __future__ import annotations

import re
from itertools import pairwise

from sources.reading.dates.tenses import last_tense
from sources.reading.dates.times import is_base_year
from sources.reading.dates.years_reached import is_reached_in
from sources.reading.mentions.clauses import Clause
from sources.reading.mentions.printed import Printed
from sources.reading.mentions.years import YearMention
from sources.reading.sentences.context import Thread, View

_LEADS = 5
"""Within so many words of a clause a year leads it."""
ALL_OF = re.compile(
    r"\b(?:data|figures|values|numbers|estimates|rates)(?:\s+are)?\s+(?:for|of|from|in)\s+"
    r"(?:the year\s+)?\d{4}\s*\)?\W*$|\b\d{4}\s+(?:data|figures|values|estimates)\s*\)?\W*$",
    re.IGNORECASE,
)
"""A bracket that tells the year of all figures of its sentence ("… (data for 2017)")."""


_ENDS = re.compile(r"\(\s*(?:in\s+)?\d{4}\s*\)[\s.*_|]*")
_GOES_ON = re.compile(
    r"\b(?:is|are|was|were|has|have|had|be|been|rose|fell|grew|reached|stood|against|than|from|to|"
    r"compared|after|before|earlier|ago|now|today|by|while|but|or|about|only)\b|[;:()]|\d{4}",
    re.IGNORECASE,
)
"""What between two figures makes them no plain list of the same."""


def is_of_all(view: View, one: Printed, year: YearMention, aside: Clause) -> bool:
    """Whether a year in brackets is of all figures of its sentence, or of a list that it ends.

    "8.4% of GDP in Ethiopia and 25.9% of GDP in Algeria (2018)" is; the figures of such a list are
    of one unit, and no year but this is named.

    Args:
        view: The sentence.
        one: The figure.
        year: The year.
        aside: The brackets.
    """
    if ALL_OF.search(view.text[aside.start : aside.end + 1]):
        return True
    opened = view.text.rfind("(", one.end, year.start)
    if len(view.years) > 1 or year.kind != "point" or opened < 0:
        return False
    behind = [other for other in view.figures if one.start <= other.start < opened]
    is_alike = all(other.unit == one.unit and not other.is_pair for other in behind)
    if len(behind) < _LEAST or not is_alike or not _ENDS.fullmatch(view.text, opened, view.end):
        return False
    spans = pairwise(behind)
    return not any(_GOES_ON.search(view.text, a.end, b.start) for a, b in spans)


_LEAST = 2


_WHO = re.compile(r"\s*(?:who|that)\b", re.IGNORECASE)
_FAR = 9


def tells_whom(view: View, one: Printed, year: YearMention, where: Clause) -> bool:
    """Whether a year stands in the words that say whom a figure counts.

    "One in four of those aged 15 to 24 who wanted work last year could not find it."

    Args:
        view: The sentence.
        one: The figure.
        year: A year behind it.
        where: The clause of that.
    """
    if where.kind != "relative" or where.opened < one.end or year.kind != "point":
        return False
    if _WHO.match(view.text, where.opened, view.end) is None:
        return False
    words = view.text[one.end : where.opened]
    is_near = view.words_between(one.end, where.opened) <= _FAR and "," not in words
    is_near = is_near and not view.figures_between(where.opened, year.start)
    return is_near and not last_tense(words)[1] and not _figures_told(view, one, where.opened)


def _figures_told(view: View, one: Printed, end: int) -> bool:
    """Whether a figure that is no age stands between another and a place."""
    between = (other for other in view.figures if one.end <= other.start and other.end <= end)
    return any(not _AGED.search(view.before(other.start, 16)) for other in between)


_AGED = re.compile(
    r"\b(?:aged?|ages|over|under|between|\d+ (?:to|and))\s*(?:\d+\s*(?:to|and|–|-)\s*)?$"
)


def has_own_year(view: View, one: Printed) -> bool:
    """Whether the clause of a figure begins with a year ("…; in 2000 it had been 79")."""
    own = view.clauses.at(one.start)
    if own.kind not in {"main", "and", "contrast", "list"}:
        return False
    return any(
        year.kind == "point"
        and own.start <= year.start
        and year.end <= one.start
        and view.words_between(own.start, year.start) <= _LEADS
        and view.figures_between(year.end, one.start) <= 1
        for year in view.years
    )


_RIGHT_BEHIND = re.compile(
    r"(?:\s+(?!and\b|but\b|or\b|to\b|from\b)[\w%-]+){0,4}?\s*(?:[(\[]\s*(?:in\s+)?|,?\s+(?:in|of|by|for|at)\s+)"
    r"(?:the\s+)?(?:year\s+)?",
    re.IGNORECASE,
)
"""What stands between a figure and its own year behind it ("68 million people in 2010")."""


_WORDS = re.compile(
    r"(?:\s+(?!and\b|but\b|or\b|to\b|from\b)[\w%-]+){0,3}?,?\s+(?:in\s+)?(?:the\s+)?", re.IGNORECASE
)
"""And between a figure and words for its year ("9.8 per cent the year before")."""


def _is_right_behind(view: View, one: Printed, year: YearMention) -> bool:
    if year.start < one.end:
        return False
    if year.kind != "point" or not view.text[year.end - 4 : year.end].isdigit():
        return _WORDS.fullmatch(view.text, max(one.end, one.after), year.start) is not None
    at = year.start if view.text[year.start : year.start + 1].isdigit() else year.end - 4
    return _RIGHT_BEHIND.fullmatch(view.text, max(one.end, one.after), max(at, one.end)) is not None


def _is_of_another(view: View, one: Printed, year: YearMention) -> bool:
    """Whether a year stands right behind the figure before, and another one right behind this.

    Args:
        view: The sentence.
        one: The figure.
        year: A year before it.
    """
    last = view.figure_before(year.start)
    if last is None or year.end > one.start or year.kind != "point":
        return False
    own = (other for other in view.years if other.kind not in {"since", "span"})
    return _is_right_behind(view, last, year) and any(
        _is_right_behind(view, one, other) for other in own
    )


WHEN = re.compile(r",?\s+when\b", re.IGNORECASE)


def is_told_when(view: View, one: Printed, year: YearMention) -> bool:
    """Whether a figure stands in the clause that tells of a year ("since 2015, when it was 3%")."""
    when = WHEN.match(view.text, year.end, view.end)
    return when is not None and _goes_with(view, one, view.clauses.at(when.end()))


def _goes_with(view: View, one: Printed, clause: Clause) -> bool:
    own = view.clauses.at(one.start)
    return clause.number in {own.number, *(other.number for other in view.clauses.chain(own))}


_ENDS_ROW = re.compile(
    r"\s*(?:for\s+(?:boys|girls|men|women)\s*)?(?:,\s*)?(?:all\s+)?"
    r"(?:(?:in|for|of|as of|by|at)\b\s*(?:the\s+)?)*\(?",
    re.IGNORECASE,
)


def is_row_s(view: View, one: Printed, year: YearMention) -> bool:
    """Whether only the area of its last figure stands between a row of figures and a year."""
    row, where = view.row_end(one), view.clauses.at(year.start)
    if row <= one.end or year.start < row:
        return False
    if where.kind == "aside" and where.number != view.clauses.at(one.start).number:
        return False  # "more than a third of exports (58% in 2012)"
    return _ENDS_ROW.fullmatch(view.without(row, year.start, view.areas)) is not None


BALANCE = r"an?\s+(?:\w+\s+)?(?:surplus|deficit|profit|loss)\s+of\s+"
_FROM_A = re.compile(rf"\bfrom\s+{BALANCE}(?:\w+\s+)?$", re.IGNORECASE)
_TO_A = re.compile(rf"[^.;,]{{0,40}}?\bto\s+{BALANCE}", re.IGNORECASE)


def is_swung(view: View, one: Printed) -> bool:
    """Whether a balance is that from which another came ("from a surplus of 3% to a deficit").

    Args:
        view: The sentence.
        one: The figure.
    """
    is_from = _FROM_A.search(view.before(one.start, 50)) is not None
    years = any(year.kind != "later" for year in view.years if year.start < one.start)
    return is_from and not years and _TO_A.match(view.text, one.end, view.end) is not None


_HEDGES = re.compile(r"[\s,]*(?:(?:some|about|only|nearly|almost|over|just|it was|had)\s+)*")


def is_next_s(view: View, year: YearMention) -> bool:
    """Whether a year stands right before the next figure, which is told of it."""
    following = view.figure_after(year.end)
    return following is not None and bool(_HEDGES.fullmatch(view.text, year.end, following.start))


_AT = re.compile(r",\s+at\s+[^,;]{2,50}$", re.IGNORECASE)
_IS = re.compile(r",\s+(?:is|are|was|were|equals?|equal+ed|represents?|exceed(?:s|ed)?)\b(?! now)")


def is_weighed(view: View, one: Printed, year: YearMention) -> bool:
    """Whether a figure weighs the one told with a year ("aid, at $62bn in 2021, is 4% of GNI").

    Args:
        view: The sentence.
        one: The figure.
        year: A year before it.
    """
    is_at = _AT.search(view.before(year.start, 60)) is not None
    verb = _IS.match(view.text, year.end, one.start)
    is_next = verb is not None and view.words_between(verb.end(), one.start) <= _LEADS
    return is_at and is_next and not view.figures_between(year.end, one.start)


_NEAR = 0.12


_YEAR_FIRST = re.compile(r"\W*(?:[a-z]+\s+){0,3}(?:19|20)\d\d\s*;", re.IGNORECASE)


def is_told_closer(view: View, one: Printed, aside: Clause) -> bool:
    """Whether brackets tell a rounded figure closer ("two jobs in five (41 per cent in 2016)").

    So do those that begin with its year, and then tell of another ("1.5 (2008; in Togo 4.1)").

    Args:
        view: The sentence.
        one: The figure before the brackets.
        aside: The brackets.
    """
    if aside.start >= one.end and _YEAR_FIRST.match(view.text, aside.opened, view.end):
        return not view.figures_between(one.end, aside.opened)
    inside = view.figure_after(aside.start)
    if inside is None or inside.unit != one.unit or aside.start < one.end or one.is_pair:
        return False
    if view.figures_between(one.end, aside.start) or inside.is_pair:
        return False
    is_near = view.words_between(one.end, aside.start) <= _LEADS
    value, closer = float(one.figure.value), float(inside.figure.value)
    return is_near and abs(value - closer) <= _NEAR * abs(closer) and value != closer


def _is_start_of_pair(view: View, one: Printed, year: YearMention) -> bool:
    """Whether a year is that from which the figure before came, and this is told of where it got.

    Args:
        view: The sentence.
        one: The figure.
        year: A year before it.
    """
    last = view.figure_before(one.start)
    if last is None or not last.is_pair or not last.start <= year.start < last.end:
        return False
    within = [other for other in view.years if last.start <= other.start < last.end]
    is_apposed = _APPOSES.fullmatch(view.text, last.end, one.start) is not None
    return len(within) == 1 and year.kind == "point" and is_apposed


_APPOSES = re.compile(r"[^,;.()]{0,30},\s+(?:or\s+)?(?:\w+\s+){0,2}", re.IGNORECASE)


def score_elsewhere(view: View, one: Printed, year: YearMention) -> float | None:
    """How well a year suits that is of the figure before; None where it is not only of that.

    Args:
        view: The sentence.
        one: The figure.
        year: A year before it.
    """
    if _is_start_of_pair(view, one, year):
        return 0.35  # "fell from 44 in 1990 to 11.7, about half the rate of Algeria"
    if _is_of_another(view, one, year):
        return 0.6  # "68 million in 2010 and 72 million in 2020"
    return None


_OWN = re.compile(r"(?:[’']s)?\s+(?:(?:about|some|nearly|almost|over|just)\s+)*", re.IGNORECASE)


def is_years_own(view: View, one: Printed, year: YearMention) -> bool:
    """Whether a figure is a year's by its possessive ("half the previous year's $7 billion").

    Args:
        view: The sentence.
        one: The figure.
        year: A year that the sentence names.
    """
    end = max(year.start, year.end - 2) if year.text.endswith(("'s", "’s")) else year.end
    own = _OWN.fullmatch(view.text, end, max(end, one.start))
    return own is not None and own[0][0] in "'’"


_AT = re.compile(r",\s+at\s+(?:(?:only|just|about|some|nearly|almost|around)\s+)?")


def is_at_it(view: View, one: Printed, year: YearMention) -> bool:
    """Whether a figure says how much it was in a year ("the lowest in 2000, at 104.5", "to 56").

    Args:
        view: The sentence.
        one: The figure.
        year: A year that the sentence names.
    """
    if is_reached_in(view, one, year):
        return True
    if year.kind != "point" or _AT.fullmatch(view.text, year.end, max(year.end, one.start)) is None:
        return False
    return not is_base_year(view, year) and not _IN_YEAR.match(view.text, one.end, view.end)


_IN_YEAR = re.compile(r"\s*(?:per\s?cent|percent)?\s*(?:in|by|\()\s*(?:19|20)\d\d\b")


def holds_others(view: View, clause: Clause) -> bool:
    """Whether a clause holds another area, or other people, against what was told of before.

    Args:
        view: The sentence.
        clause: The clause ("compared with 74 per cent of men").
    """
    is_area = any(clause.start <= area.start < clause.end for area in view.areas)
    words = view.text[clause.start : clause.end]
    return is_area or (
        _PEOPLE.search(words) is not None and not _UP.search(view.before(clause.start, 12))
    )


_PEOPLE = re.compile(
    r"\b(?:m[ae]n|wom[ae]n|boys?|girls?|males?|females?|rural|urban|countryside|towns?|cities|city|"
    r"villages?|villagers|farms|adults?|men's|poorest|richest|nationally|nationwide|elsewhere)\b",
    re.IGNORECASE,
)
_UP = re.compile(r"\b(?:up|down|from)\b", re.IGNORECASE)


_BACK_FROM = re.compile(
    r"\s*(?:in \d{4}|last year)?,?\s*from\s+"
    + rf"(?:{BALANCE})?(?:(?:about|some|nearly|almost|only|just|around)\s+)*",
    re.IGNORECASE,
)


def is_back_from(view: View, one: Printed, thread: Thread) -> bool:
    """Whether it is told behind where it moved to ("climbed to 7.2 per cent from 3.4 per cent").

    Args:
        view: The sentence.
        one: The figure.
        thread: What was spoken of before.
    """
    last = view.figure_before(one.start)
    if last is None or last.unit != one.unit or not _TO.search(view.before(last.start, 20)):
        return False
    is_over_more = any(year.kind not in {"point", "later"} for year in view.years)
    is_over_more |= any(year.start >= one.end for year in view.years)
    is_over_more |= thread.span is not None and thread.span[1] == thread.year
    return not is_over_more and _BACK_FROM.fullmatch(view.text, last.end, one.start) is not None


_TO = re.compile(rf"\bto\s+(?:{BALANCE})?(?:\w+\s+)?$", re.IGNORECASE)


def own_figures(view: View, one: Printed, left: int, right: int) -> int:
    """How many figures stand between two places outside of brackets, ages left out.

    Args:
        view: The sentence.
        one: The figure whose clause is meant.
        left: The first place.
        right: The second.
    """
    own = view.clauses.at(one.start).number
    return sum(
        left <= other.start
        and other.end <= right
        and view.clauses.at(other.start).number == own
        and other.unit not in {"per_day", "denominator"}
        and _AGE.match(other.figure.text) is None
        for other in view.figures
    )


_AGE = re.compile(r"(?:younger|older|aged?|under|over)\b", re.IGNORECASE)
