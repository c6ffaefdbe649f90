"""A figure that goes on with one before it: what that is of, it is of too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sources.reading.mentions.bases import HARD, base_end
from sources.reading.mentions.printed import Printed
from sources.reading.mentions.topics import Series, topics
from sources.reading.mentions.words import Found
from sources.reading.narrowing.choice import SeriesChoice
from sources.reading.narrowing.claim import FigureInSentence
from sources.reading.narrowing.others_named import new_words
from sources.reading.narrowing.parts import PARTS, is_led, of_column, sister
from sources.reading.sentences.context import Thread, View
from sources.reading.sentences.fits import fit_of, holds
from sources.reading.sentences.persons import is_number_of_people
from sources.reading.sentences.relations import Relation

_OF_SUMS = {"gdp_per_capita": "gdp_current_usd", "gni_per_capita": "gni_current_usd"}
_OR = re.compile(
    r"(?:\s+(?:US|current|international)?\s*dollars)?(?:\s+(?:in|by)\s+\d{4})?\s*[,(–—]?\s*"
    r"(?:(?:or|that is|i\.e\.|which is|equal to|equivalent to|and)\b,?\s*)?"
    r"(?:(?:about|around|some|roughly|only|just|nearly|almost|a|mere|an average of)\s+)*",
    re.IGNORECASE,
)


def _is_per_head_of(view: View, one: Printed, before: Printed, codes: tuple[str, str]) -> bool:
    """Whether a sum per head says again the sum before it ("$230 billion, or $7,000 a head")."""
    if not one.is_per_head or _OF_SUMS.get(codes[1]) != codes[0]:
        return False
    return _OR.fullmatch(view.text, before.end, one.start) is not None


_SUMS_UP = re.compile(
    r"(?:\s+(?:people|inhabitants|dollars|tonnes|years|per ?cent|percent|%|of GDP|"
    r"children|births))*"
    r"(?:\s+in\s+(?:19|20)\d\d|\s*\((?:19|20)\d\d\))?\s*[,(–—]\s*(?:that is,?\s+)?"
    r"(?:an?\s+(?:\w+\s+)?(?:rise|increase|gain|growth|jump|fall|drop|decline|decrease|loss|change)\s+of|"
    r"or\s+by|up\s+by|up|down\s+by|down)\s+(?:(?:about|some|nearly|almost|over|just)\s+)*",
    re.IGNORECASE,
)


def sums_up(view: View, one: Printed) -> bool:
    """Whether a figure sums up the move told right before it ("from $1 to $2, a rise of 100%").

    Args:
        view: The sentence.
        one: The figure.
    """
    before = view.figure_before(one.start)
    if before is None or one.unit not in {"pct", "points", before.unit}:
        return False
    return _SUMS_UP.fullmatch(view.text, before.end, one.start) is not None


_RATES = ("per_1000", "per_100000", "per_100", "per_woman", "years", "pct")


@dataclass(frozen=True)
class ToldSurely:
    """The figure last read surely: where its sentence begins, the figure, and the series' code."""

    start: int = -1
    one: Printed | None = None
    code: str = ""

    def goes_on(self, claim: FigureInSentence, code: str) -> bool:
        """Whether a figure of the same sentence is of the same series, or says it per head.

        Args:
            claim: The figure in its sentence.
            code: The code of the series chosen for it.
        """
        view, one, before = claim.view, claim.one, self.one
        if before is None or self.start != view.start:
            return False
        if _is_per_head_of(view, one, before, (self.code, code)):
            return True
        if code == self.code and sums_up(view, one):
            return True
        is_bare = one.unit == "number" and not one.noun and before.unit in _RATES
        if code != self.code or not (one.unit == before.unit or is_bare):
            return False
        end = max(before.end, before.after)
        names_none = not any(end <= topic.start < one.start for topic in view.topics)
        return names_none and not new_words(view, one)


SPECIFIC = PARTS | {
    *("ppp", "constant", "percap", "public"),
    *("national", "origin", "gross", "marine"),
}
"""Marks that ask for a series of their own."""
_SAME_FACT = re.compile(
    r"\b(?:That|This|that|which) (?:is|was|means|amounts to|equals|"
    r"represents)\s+(?:\w+\s+){0,2}$|\bor\s+(?:about |some |nearly |almost )?$"
    r"|\bequivalent to\s+(?:about |some |nearly )?$|[(—–]\s*(?:or |about |some |nearly )?$"
)
REFERRING = re.compile(
    r"\b(?:the (?:figure|share|rate|proportion|ratio|number|percentage|average|total|value|sum|"
    r"level|world rate|flow|inflow|same|others?)|"
    r"this|these|it|they|that|those|compares?|against|others?|came next|follows?|followed|"
    r"comparable|corresponding|equivalent)\b",
    re.IGNORECASE,
)
"""Words that point back to what was told."""


def implied_marks(one: Printed) -> frozenset[str]:
    """The marks that a figure's own unit says, without a word that names them."""
    return frozenset({"percap"}) if one.is_per_head else frozenset()


_THE_PART = re.compile(
    r"\b(?:the|that|this|its|their)\s+(?:proportion|share|percentage|fraction)\b(?!\s+of\b)",
    re.IGNORECASE,
)


_OF_ITS_KIND = 0.71
"""From here on the unit and the size of a number suit a series."""
_IN_FULL = 1000


def _is_of_no_kind(one: Printed, last: Series) -> bool:
    """Whether a number is no value of a series, or would be a sum of money without its sign."""
    is_sum = last.unit in {"usd", "usd_pc"} and one.value >= _IN_FULL
    return is_sum or not holds(one, last)


def _counted_before(view: View, one: Printed, relation: Relation, thread: Thread) -> Series | None:
    """What was counted before sums of money or other things, of which a number is none.

    "1.4 million tourists came and left $3 billion. Ghana had 900,000."
    """
    last = thread.series
    is_count = one.unit in {"number", "persons"} and not one.noun and relation.kind == "level"
    if last is None or not is_count or not _is_of_no_kind(one, last):
        return None

    def suits(series: Series) -> bool:
        return fit_of(view, one, relation, series) > _OF_ITS_KIND

    if any(suits(other) for other in topics().by_id[last.topic].series):
        return None
    return next((told for told in reversed(thread.told_series) if suits(told)), None)


def _told_last(view: View, one: Printed, thread: Thread) -> Series | None:
    """The series told last; of "the proportion" none of growth, but the one told before it."""
    is_grown = thread.series is not None and thread.series.unit == "growth"
    if not is_grown or _THE_PART.search(view.before(one.start)) is None:
        return thread.series
    return next((told for told in reversed(thread.told_series) if told.unit != "growth"), None)


def spoken_last(
    view: View,
    one: Printed,
    relation: Relation,
    thread: Thread,
    marks: frozenset[str],
    in_turn: bool,
    is_named: bool,
    heads: tuple[Found[str], ...],
) -> Iterator[SeriesChoice]:
    """The series spoken of last, where nothing else is named.

    Args:
        view: The sentence.
        one: The figure.
        relation: What the words around it say of it.
        thread: What was spoken of before.
        marks: What narrows its topic down.
        in_turn: Whether it goes on with a list of figures.
        is_named: Whether its sentence names what it may well be of.
        heads: The topics that the headings above it name.
    """
    told = None if is_named else _counted_before(view, one, relation, thread)
    told = told or _told_last(view, one, thread)
    if told is None or thread.series is None:
        return
    series, fit = _last_series(view, one, relation, told, marks)
    counts_rate = one.unit in {"persons", "number"} and series.unit == "pct"
    if fit <= (_OF_ANOTHER if one.base else 0) and not counts_rate:
        return
    is_of_it = _OF_IT_IS.match(view.text, one.end, view.end)
    if in_turn and not (is_of_it and any(is_of_it.end() <= t.end for t in view.topics)):
        yield SeriesChoice(series, 0.99 * max(fit, 0.3), "it goes on with the list", "carried")
        return
    near = 0.8 if view.sentence.paragraph == thread.series_paragraph else 0.55
    is_of_others = view.sentence.kind == "item" and is_led(view, series, heads)
    near *= _PASSED if is_of_others else 1.0
    is_compared = relation.kind in {"ratio", "ratio_time", "difference"} or sums_up(view, one)
    is_compared &= not is_number_of_people(view, one)
    is_compared |= _THE_FIGURE.search(view.before(one.start, 60)) is not None
    head = _A_HEAD.match(view.text, max(0, thread.series_end))
    told_to = thread.series_end if head is None else head.end()
    told_to = max(told_to, thread.series_end + base_end(view.after(max(0, thread.series_end), 90)))
    is_next = view.start < thread.series_end <= one.start and not any(
        told_to <= topic.start < one.end and topic.payload != thread.series.topic
        for topic in view.topics
    )
    is_told_of = _THE_FIGURE.search(view.before(one.start, 60)) is not None
    is_told_of &= view.sentence.paragraph == thread.series_paragraph
    is_told_of &= not any(topic.start < one.start for topic in view.topics)
    if is_compared and (is_next or (is_told_of and thread.series_end <= view.start)):
        near, is_named = 0.97, False
    if REFERRING.search(view.text[view.start : one.start]) or one.unit == thread.unit:
        near += 0.06
    if counts_rate and not is_of_others and _SAME_FACT.search(view.before(one.start, 30)):
        near, fit = _SAME, 0.95
    if is_named and near < _SAME:
        is_meant = _IT_WAS.search(view.text, view.start, one.start) is not None
        near *= _MEANT_BESIDE if is_meant else _NAMED_BESIDE
    whole = whole_of(view, one, series)
    whole = _of_all(whole, thread, marks) if relation.kind == "level" else whole
    chosen = sister(series, marks) if whole is series else whole
    unused = frozenset(marks & SPECIFIC) - chosen.needs
    why = "what it is about was spoken of just before"
    yield SeriesChoice(chosen, near * max(fit, 0.3), why, "carried", unused=unused)


def _of_all(series: Series, thread: Thread, marks: frozenset[str]) -> Series:
    """The series of all people, where the two told last were of parts that are held together.

    "70 per cent of men and 65 per cent of women are online. In Malaysia it is 97 per cent."
    """
    if len(thread.told_series) < _TWO or marks & PARTS:
        return series
    before, (left, right) = thread.told_series[:-2], thread.told_series[-2:]
    parts = (left.needs & PARTS, right.needs & PARTS)
    is_two = left.topic == right.topic and left.unit == right.unit and parts[0] != parts[1]
    is_two &= not any(one.topic == left.topic and one.needs & PARTS for one in before)
    if not is_two or not all(parts) or series.code != right.code:
        return series
    return of_column(series, frozenset()) or series


_OVERALL = re.compile(
    r"\b(?:overall|general|national|nationwide)\s+(?:unemployment\s+|literacy\s+)?"
    r"(?:rate|figure|share|level|average|ratio|proportion)\b",
    re.IGNORECASE,
)


def whole_of(view: View, one: Printed, series: Series) -> Series:
    """The series of all people beside one of a part ("three times the general rate of 4.3%").

    Args:
        view: The sentence.
        one: The figure.
        series: That of a part of the people, or any other.
    """
    before = view.figure_before(one.start)
    start = max(view.start, before.end if before else 0)
    young = next((code for code in _YOUNG if series.code.startswith(code)), "")
    pattern = _OF_ADULTS if young else _OVERALL
    is_overall = pattern.search(view.text, start, one.start) is not None
    if not is_overall or any(start <= mark.start < one.end + _BEHIND and mark.payload in PARTS
                             for mark in view.marks):  # fmt: skip
        return series
    if young:
        series = topics().by_code.get(_YOUNG[young] + series.code.removeprefix(young), series)
    return of_column(series, frozenset()) or series


_BEHIND = 30
"""So many letters behind a figure may say that it is of a part all the same."""
_YOUNG = {"SL.UEM.1524": "SL.UEM.TOTL", "SE.ADT.1524.LT": "SE.ADT.LITR"}
"""Rates of the young, and of all."""
_OF_ADULTS = re.compile(
    rf"{_OVERALL.pattern}|\b(?:among|of|for)\s+(?:all\s+)?(?:adults|grown-ups|their elders)\b",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"(?:\s*(?:%|per ?cent|percent))?\s*,?\s*and\s+(?:(?:just|only|some|about|nearly)\s+)?",
    re.IGNORECASE,
)
_AGAIN_TWO = re.compile(
    r"\b(?:figures?|shares?|proportions?|rates?|numbers?|percentages?|values|it|they|the two|"
    r"both)\s+"
    r"(?:(?:are|were|is|was|had been|have been|stand at|stood at|came to|amount to|run to)\s+)"
    r"(?:\w+\s+){0,2}$|\b(?:against|compared with|compared to|versus)\s+$",
    re.IGNORECASE,
)


def respective(view: View, one: Printed, thread: Thread) -> SeriesChoice | None:
    """The series of a figure that tells two again in their order, of another country or time.

    "Farming employs 43% of workers but yields 15% of GDP. Worldwide the figures are 28% and 4%."

    Args:
        view: The sentence.
        one: The figure.
        thread: What was spoken of before.
    """
    told = thread.told_series
    if len(told) < _TWO or told[-1].code == told[-2].code or told[-1].unit == "growth":
        return None
    at = next((n for n, other in enumerate(view.figures) if other.start == one.start), -2)
    pairs = [(view.figures[n], view.figures[n + 1]) for n in (at, at - 1)
             if 0 <= n < len(view.figures) - 1]  # fmt: skip
    for left, right in pairs:
        is_pair = left.unit == right.unit and _NEXT.fullmatch(view.text, left.end, right.start)
        if not is_pair or not _AGAIN_TWO.search(view.before(left.start, 60)):
            continue
        before = view.figure_before(left.start)
        start = max(view.start, before.after if before else 0)
        names = any(start <= topic.start < right.end + 20 for topic in view.topics)
        if not names and fit_of(view, one, Relation("level"), told[-2]) > 0:
            return SeriesChoice(told[-2], 0.97, "it tells two series again in turn", "carried")
    return None


def in_same_part(
    view: View,
    one: Printed,
    relation: Relation,
    found: list[SeriesChoice],
    thread: Thread,
    base: str,
) -> list[SeriesChoice]:
    """Choices, where what a figure is a part of was told at the one before and goes on.

    "Poland spends 3.8 per cent of GDP on its army, the Americans 3.4": of GDP, and of no budget.

    Args:
        view: The sentence.
        one: The figure.
        relation: What the words around it say of it.
        found: What it may be of.
        thread: What was spoken of before.
        base: What the words say that it is a part of; empty where they do not.
    """
    last = thread.series
    if last is None or base or view.sentence.paragraph != thread.series_paragraph:
        return found
    is_part = last.unit in _PARTS_OF_INCOME or (last.unit == "pct" and last.base in HARD)
    is_bare = one.unit in {"pct", "points", "told"} or (one.unit == "number" and not one.noun)
    if not is_part or not (is_bare or relation.kind in _COMPARED):
        return found
    if relation.kind == "level" and fit_of(view, one, relation, last) <= 0:
        return [choice for choice in found if not _is_other_part(choice.series, last)]
    return [
        replace(choice, series=last) if _is_other_part(choice.series, last) else choice
        for choice in found
    ]


def _is_other_part(series: Series, last: Series) -> bool:
    """Whether a series tells the same thing as a part of something else."""
    is_same = series.topic == last.topic and series.needs == last.needs
    return is_same and series.code != last.code and series.unit in {"pct", "gdp", "gni"}


_PARTS_OF_INCOME = frozenset({"gdp", "gni"})
_COMPARED = frozenset({"told", "ratio", "ratio_time", "change", "difference"})
_THE_FIGURE = re.compile(
    r"\b(?:the|that) (?:figure|share|proportion|ratio|number|percentage|sum|rate)\s+"
    r"(?:is|was|had been|has been|stands at|stood at|comes to|came to|reaches|reached)\s+"
    r"(?:(?:about|some|nearly|almost|over|just|only|roughly|barely|more than|less than)\s+)*$",
    re.IGNORECASE,
)
"""What is told right before a figure of that one goes back to ("in Peru the share was 4%")."""
_IT_WAS = re.compile(
    r"\b(?:it|they|the (?:figure|share|rate|proportion|ratio|number|total|sum|value))\s+"
    r"(?:\w+\s+){1,4}$",
    re.IGNORECASE,
)
_TWO = 2
_OF_ANOTHER = 0.1
"""How well a series suits a percentage that is told of something else ("of GDP") than its own."""
_SAME, _NAMED_BESIDE, _MEANT_BESIDE = 0.98, 0.65, 0.75
"""What the series spoken of last counts where it is told again, and beside one that is named."""
_PASSED = 0.7
"""What the series spoken of last counts in a list whose head names others."""
_A_HEAD = re.compile(r"\s*(?:per|for each|for every|an?|each)\s+[a-z]+\b")
_PERCENTS = frozenset({"pct", "gdp", "gni", "growth"})
_AS_ALL = {"people": "population"}
_OF_IT_IS = re.compile(r"\s+of\s+(?:it|them|this|that|which)\s+(?:is|are|was|were)\b", re.I)
_BY = re.compile(
    r"\bby\s+(?:(?:about|some|nearly|almost|over|just|only|more|less|than|well|an?)\s+)*$", re.I
)
_A_YEAR = re.compile(r"\s*(?:a|per|each|every)\s+(?:year|annum)\b", re.IGNORECASE)


def _last_series(
    view: View, one: Printed, relation: Relation, series: Series, marks: frozenset[str]
) -> tuple[Series, float]:
    """The series spoken of last, or the one of its topic that suits the unit; and how well."""
    fit = fit_of(view, one, relation, series)
    is_by = one.unit == "pct" and series.unit not in _PERCENTS and relation.kind == "level"
    if fit <= 0 and is_by and _BY.search(view.before(one.start, 30)):
        others = topics().by_id[_AS_ALL.get(series.topic, series.topic)].series
        grown = (other for other in others if other.unit == "growth" and not other.needs)
        return next((other for other in grown if other.holds(one.value)), series), 0.9
    if relation.kind == "growth" and series.unit != "growth" and _A_YEAR.match(view.after(one.end)):
        for other in topics().by_id[series.topic].series:
            if other.unit == "growth" and not other.needs and other.holds(one.value):
                return other, 0.95
    if fit < 0.5:
        for other in topics().by_id[series.topic].series:
            better = fit_of(view, one, relation, other)
            if _is_other_part(other, series) and series.unit in _PARTS_OF_INCOME:
                continue
            if other.needs <= marks | implied_marks(one) and better > fit + 0.3:
                series, fit = other, better * 0.92
    is_bare = one.unit == "number" and not one.noun and relation.kind == "level"
    is_bare |= one.unit == "pct" and not one.base and series.unit in _PARTS_OF_INCOME
    is_bare &= relation.kind == "level"
    return series, max(fit, 0.85) if is_bare and holds(one, series) else fit


_JOBS = re.compile(r"SL\.(?:AGR|IND|SRV)\.EMPL\b")
_OUTPUT = re.compile(r"\b(?:gdp|output|value added|value|product|economy)\b", re.IGNORECASE)


def is_of_jobs(view: View, thread: Thread) -> bool:
    """Whether a paragraph told of the jobs of a sector, so that another one is named for its jobs.

    "In farming it had dropped to 30%, while services had climbed to 48%" tells of workers.

    Args:
        view: The sentence.
        thread: What was spoken of before.
    """
    last = thread.series
    is_same = last is not None and view.sentence.paragraph == thread.paragraph
    is_jobs = is_same and last is not None and _JOBS.match(last.code) is not None
    return is_jobs and _OUTPUT.search(view.text, view.start, view.end) is None
