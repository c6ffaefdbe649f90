"""When a figure is about: years weighed by where they stand, and what carries over.

Each candidate has a score from 0 to 1: what stands at the figure ("in 2012") counts most, then the
sentence, heading and years before; a present without a year means the latest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from sources.reading.choosing.carried_years import (
    goes_on,
    is_derived,
    is_of_today,
    is_plainly_now,
    is_topic_near,
    latest_score,
    latest_shift,
    spoken_score,
)
from sources.reading.choosing.own_years import (
    WHEN,
    has_own_year,
    holds_others,
    is_at_it,
    is_back_from,
    is_next_s,
    is_of_all,
    is_row_s,
    is_swung,
    is_told_closer,
    is_told_when,
    is_weighed,
    is_years_own,
    own_figures,
    score_elsewhere,
    tells_whom,
)
from sources.reading.dates.births import is_of_birth, is_year_of_birth
from sources.reading.dates.other_dates import is_cited, is_dateline, is_price_year, own_earned
from sources.reading.dates.shared_years import score_shared, shares_year
from sources.reading.dates.tenses import last_tense, tense_at
from sources.reading.dates.times import (
    BORN,
    is_apposed,
    is_base_year,
    is_likened,
    is_of_both,
    is_record,
)
from sources.reading.dates.times import resolve_year as resolve_year
from sources.reading.dates.years_in_turn import year_in_turn
from sources.reading.mentions.clauses import Clause
from sources.reading.mentions.printed import Printed
from sources.reading.mentions.years import YearMention
from sources.reading.narrowing.choice import SeriesChoice
from sources.reading.narrowing.restating import restates
from sources.reading.sentences.context import Thread, View, YearBasis
from sources.reading.sentences.relations import RelationKind


@dataclass(frozen=True)
class YearChoice:
    """Years that a figure may be about; None, None for the latest.

    ``is_firm`` says that the words leave no doubt; ``basis`` what it rests on: ``named`` by
    ``words`` of the sentence, a year ``spoken`` of before, none (``latest``), or something
    ``other``. ``shift`` is what it gains over the others beside its score; it makes nothing firm.
    """

    first: int | None
    last: int | None
    score: float
    why: str
    basis: YearBasis = "other"
    words: str = ""
    is_firm: bool = False
    shift: float = 0.0


def choose_years(
    view: View,
    one: Printed,
    thread: Thread,
    series: SeriesChoice | None,
    relation: RelationKind = "level",
) -> list[YearChoice]:
    """When a figure may be about, best first; ``series`` is what it is of, where that is known."""
    topic = "" if series is None else series.series.topic
    found = list(_years_in_sentence(view, one, thread, topic))
    if (own_year := year_in_turn(view, one, thread.span)) is not None:
        found.append(YearChoice(own_year, own_year, 1.0, f"{own_year} is its year in turn"))
    found += _years_carried(view, one, thread, series, any(one_.score >= 0.5 for one_ in found))
    best: dict[tuple[int | None, int | None], YearChoice] = {}
    for choice in found:
        key = (choice.first, choice.last)
        if key not in best or best[key].score < choice.score:
            best[key] = choice
    ranked = sorted(best.values(), key=lambda choice: -choice.score)
    if ranked and _is_firm(one, ranked):
        ranked[0] = replace(ranked[0], is_firm=True)
    ranked = _shifted(ranked)
    if ranked[0].basis == "latest" and is_plainly_now(view, one, thread, series):
        ranked[0] = replace(ranked[0], is_firm=True)
    is_named = bool(ranked) and ranked[0].basis not in {"latest", "spoken"}
    if not is_named and restates(view, thread.told_start, one, relation):
        first, last = thread.told_years
        if first == last:
            why = "it restates the figure before it"
            basis: YearBasis = "spoken" if thread.told_basis == "spoken" else "other"
            ranked.insert(0, YearChoice(first, last, 0.9, why, basis))
            ranked[0] = replace(ranked[0], is_firm=_is_firm(one, ranked))
    return ranked


def _shifted(ranked: list[YearChoice]) -> list[YearChoice]:
    """The choices, first the one that what is learnt of the newest year puts first."""
    first = max(ranked, key=lambda choice: choice.score + choice.shift)
    return [first, *(one for one in ranked if one is not first)]


_FIRM, _RIVAL = 0.75, 0.88
_FAIR, _FAR = 0.66, 0.7


def _is_firm(one: Printed, ranked: list[YearChoice]) -> bool:
    """Whether the first choice is well ahead; the two ends of a pair are no rivals."""
    best, rest = ranked[0].score, ranked[1:]
    if one.is_pair and rest and all("is its year" in choice.why for choice in ranked[:2]):
        rest = rest[1:]
    rival = rest[0].score if rest else 0.0
    return (best >= _FIRM and rival <= _RIVAL * best) or (best >= _FAIR and rival <= _FAR * best)


def is_rival(one: YearChoice, best: YearChoice) -> bool:
    """Whether a choice comes so near the best that it is not firm."""
    return one.score > (_RIVAL if best.score >= _FIRM else _FAR) * best.score


def _years_in_sentence(
    view: View, one: Printed, thread: Thread, topic: str
) -> Iterator[YearChoice]:
    own = view.clauses.at(one.start).number
    is_present = tense_at(view, one)[0]
    opened = max(view.clauses.at(one.start).opened, view.start)
    has_now = _IS_NOW.search(view.text[opened : one.start]) is not None
    for year in view.years:
        span = resolve_year(view, year, thread)
        if (
            span is None
            or (is_record(view, year) and not WHEN.match(view.after(year.end, 8)))
            or is_dateline(view, year, thread.published)
            or is_price_year(view, year)
            or is_cited(view, year)
            or _is_beside_its_year(view, year)
            or (year.start >= one.end and is_likened(view, year))
            or is_of_birth(view, year, topic)
        ):
            continue
        if "poverty" in topic and _SPLIT.search(year.text):
            began = year.first - (year.kind == "point")
            span = (began, began)  # a survey is of the year in which it began
        is_of_it = is_year_of_birth(view, one, year, topic)
        score = max(_year_score(view, one, year), score_shared(view, one, year))
        score = 0.97 if is_of_it else score
        if year.kind == "since" and one.start > year.end and is_told_when(view, one, year):
            span, score = (year.first, year.first), max(score, 0.9)
        clause = view.clauses.at(one.start)
        if clause.kind == "relative" and year.kind == "span":
            is_when = WHEN.fullmatch(view.text, year.end, clause.start) is not None
            span = (span[1], span[1]) if is_when else span
        has_now_between = _IS_NOW.search(view.text[year.end : one.start]) is not None
        if has_now and (view.clauses.at(year.start).number != own or has_now_between):
            score *= 0.4
        is_past = thread.published is None or (span[1] or span[0] or 0) < thread.published
        is_past |= year.kind == "month"
        is_other = view.clauses.at(year.start).number != own
        is_lone = is_present and not is_derived(view, one)
        if is_other and is_past and is_lone and _is_told_past(view, one, year):
            score *= 0.5  # "$69bn in 2017, while remittances amount to half of GDP"
        if year.kind == "later" or BORN.search(view.before(year.start, 10)):
            is_past = span[0] is None or thread.published is None or span[0] < thread.published
            span = span if is_past else (None, None)
        words = year.text.strip()
        yield YearChoice(*span, score, f"“{words}” is its year", "named", words)
    yield from _pair_years(view, one)
    yield from _year_before(view, one, thread)
    now = _NOW.match(view.text[one.end : min(view.end, one.end + 40)])
    if now is not None:
        yield YearChoice(None, None, 0.98, f"“{now['now']}” stands by it")


def _is_beside_its_year(view: View, year: YearMention) -> bool:
    """Whether words only tell against what a rate is held ("up 34% on the year in August")."""
    if year.kind != "earlier" or _ON_YEAR.match(year.text) is None:
        return False
    own = view.clauses.at(year.start).number
    others = (one for one in view.years if one.kind in {"point", "month"})
    return any(view.clauses.at(one.start).number == own for one in others)


def _is_told_past(view: View, one: Printed, year: YearMention) -> bool:
    """Whether the clause of a year tells of the past, or what lies between it and a figure does."""
    clause, own = view.clauses.at(year.start), view.clauses.at(one.start)
    pair = next((f for f in view.figures if f.is_pair and clause.start <= f.start < own.start), one)
    if pair is not one and pair.start <= year.start <= pair.end + _BEHIND_A_PAIR:
        return True  # "has gone from 56 million in 1970 to 213 million in 2021, and 43% are …"
    if last_tense(view.text[clause.start : clause.end])[1]:
        return True
    if own.kind == "and" and last_tense(view.text[clause.start : year.end])[1]:
        return True
    return last_tense(view.text[view.start : max(view.start, own.opened)])[1]


_BEHIND_A_PAIR = 6


def _year_before(view: View, one: Printed, thread: Thread) -> Iterator[YearChoice]:
    """The year before, of a figure that only tells from where another moved ("up from 15.6")."""
    own = view.clauses.at(one.start)
    opening = view.text[own.opened : own.start]
    is_back = is_back_from(view, one, thread) or is_swung(view, one)
    is_base = own.kind == "base" and re.search(r"\b(?:up|down|from)\b", opening) is not None
    if one.is_pair or not (is_back or is_base):
        return
    if not is_back and any(own.start <= mention.start < own.end for mention in view.years):
        return
    chain = {clause.number for clause in view.clauses.chain(own)}
    chain |= {own.number} if is_back else set()
    points = [
        mention.last
        for mention in view.years
        if mention.kind == "point" and view.clauses.at(mention.start).number in chain
        if not (is_back and is_base_year(view, mention))
    ]
    last = points[-1] if points else thread.year
    if last is not None and not points and not is_back and _is_long_past(view, one, thread):
        yield YearChoice(last, last, 0.6, "it tells from where the figure before it moved")
    elif last is not None:
        why = "it tells from where the figure before it moved"
        yield YearChoice(last - 1, last - 1, 0.93 if is_back else 0.6, why)


def _is_long_past(view: View, one: Printed, thread: Thread) -> bool:
    """Whether the year spoken of is long past, and a sentence of today only compares with it."""
    words = view.text[view.start : view.clauses.at(one.start).opened]
    is_old = thread.published is not None and thread.published - (thread.year or 0) >= 4
    return is_old and last_tense(words)[0]


def _pair_years(view: View, one: Printed) -> Iterator[YearChoice]:
    """The span of a change whose ends follow it ("halved, from 97 in 1990 to 37 in 2010")."""
    points = [year for year in view.years if year.kind == "point" and year.start >= one.end]
    for first, last in pairwise(points):
        between = view.text[first.end : last.start]
        is_pair = re.match(r"[^.;]{0,12}?\bto\b", between) and first.first < last.first
        own = view.clauses.at(one.start).number
        is_own = view.figures_between(one.end, first.start) <= 1
        is_own = is_own and view.clauses.at(first.start).number == own
        if is_pair and is_own and re.search(r"\bfrom\b", view.text[one.end : first.start]):
            yield YearChoice(
                first.first, last.first, 0.8, f"“{first.text}” and “{last.text}” are its ends"
            )
            return


_ON_YEAR = re.compile(r"on\s+(?:the|a)\s+year|year[ -]o(?:n|ver)[ -]year", re.IGNORECASE)
_SPLIT = re.compile(r"\b\d{4}[/–-]\d\d\b")
_IS_NOW = re.compile(
    r"\b(?:now|nowadays|currently|today|at present|these days|ha(?:s|ve) since)\b", re.IGNORECASE
)
_NOW = re.compile(
    r"(?:\s+(?!and\b|but\b)[\w%-]+){0,3}?\s+(?P<now>now|nowadays|today|at present|currently)\b",
    re.IGNORECASE,
)


_NOUN = 2
"""So many words may stand between a figure and what is told of it ("4.4 million tourists who")."""


def _plain_score(view: View, one: Printed, year: YearMention, where: Clause) -> float | None:
    """How well a year suits that a figure owns or shares by its words; None where it does not."""
    if is_years_own(view, one, year) or is_at_it(view, one, year):
        return 0.97
    if is_row_s(view, one, year):
        return 0.92
    is_whom = tells_whom(view, one, year, where) and not is_base_year(view, year)
    return 0.9 if is_whom or shares_year(view, one, year) else None


def _year_score(view: View, one: Printed, year: YearMention) -> float:
    """How well a year suits a figure by its place: its clause, what that goes on with, the rest."""
    own, where = view.clauses.at(one.start), view.clauses.at(year.start)
    if (plain := _plain_score(view, one, year, where)) is not None:
        return plain
    if (elsewhere := score_elsewhere(view, one, year)) is not None:
        return elsewhere
    if own.kind == "relative" and WHEN.fullmatch(view.text, year.end, own.start):
        return 0.96  # "36 per cent in 1987, when manufacturing supplied a quarter of output"
    if one.start > year.end and "," in view.text[year.end : one.start] and is_apposed(view, year):
        return 0.88 if is_weighed(view, one, year) else 0.3
    if own.number == where.number or one.start <= year.start < one.end:
        return _same_clause(view, one, year)
    if where.kind == "base" and year.start >= one.end and is_of_both(view, year):
        return 0.88
    if where.kind == "aside" and is_of_all(view, one, year, where):
        return 0.93
    is_behind = where.kind == "relative" and where.opened >= one.end
    is_behind = is_behind and not is_base_year(view, year)  # "66 per cent, double that of 2005"
    if is_behind and view.words_between(one.end, where.opened) <= _NOUN:
        # "a third of the 2.3 million who arrived in 2018"
        return 0.5 if view.figures_between(one.end, year.start) else 0.97
    chain = view.clauses.chain(own)
    if where.kind == "aside" and where.parent in {own.number, *(one_.number for one_ in chain)}:
        return _aside_score(view, one, year, where)
    return _of_chain(view, one, year, chain)


def _of_chain(view: View, one: Printed, year: YearMention, chain: tuple[Clause, ...]) -> float:
    """How well a year suits a figure whose clause goes on with the year's, or stands beside it."""
    own, where = view.clauses.at(one.start), view.clauses.at(year.start)
    hops = next((n for n, clause in enumerate(chain, 1) if clause.number == where.number), 0)
    if hops and year.end <= one.start and has_own_year(view, one):
        return 0.5
    if hops and year.end <= one.start:
        score = 0.86 - 0.02 * hops
        if own.kind == "base" and not holds_others(view, own):
            score = 0.42
        return score - 0.5 if is_base_year(view, year) else score
    if hops and where.kind != "base" and own.kind == "aside":
        return 0.7
    if (
        hops
        and own.kind != "base"
        and re.search(r"\b(?:in|of|for|at)\s+$", view.before(year.start, 6))
    ):
        return 0.5
    return _elsewhere(where)


def _elsewhere(where: Clause) -> float:
    """How well a year suits a figure of another clause, by the kind of its own."""
    if where.number == 0 and where.kind == "contrast":
        return 0.56
    return {"base": 0.12, "aside": 0.2, "relative": 0.35}.get(where.kind, 0.28)


def _aside_score(view: View, one: Printed, year: YearMention, aside: Clause) -> float:
    """A year in brackets, of the figure before them or of the words before it."""
    closing = view.text.find(")", aside.start, view.end)
    if view.figures_between(aside.start, max(aside.end, closing)):
        if year.end <= one.start < closing:
            return 0.95  # "(2010: 51 million)"
        return 0.9 if is_told_closer(view, one, aside) else 0.25
    if aside.opened >= one.end:
        end = view.end_of_list(one)
        is_next = own_figures(view, one, end, aside.opened) == 0
        words = view.words_between(end, aside.opened)
        return 1.0 - 0.01 * words if is_next and words <= _ASIDE_NEAR else 0.4
    figures = view.figures_between(year.end, one.start)
    return max(0.3, 0.93 - 0.12 * figures)


def _same_clause(view: View, one: Printed, year: YearMention) -> float:
    end = max(view.end_of_list(one), view.row_end(one), one.after)
    if view.resumed(one) <= year.start:
        end = view.resumed(one)
    if year.start >= end:
        between = re.sub(r"\([^()]*\)|(?<=\d),(?=\d)", "", view.text[end : year.start])
        between = own_earned(view, between)
        words = len(between.split())
        figures = own_figures(view, one, end, year.start)
        is_close = figures == 0 and not re.search(
            r"[;]|\.\s|(?<!less )(?<!more )(?<!fewer )(?<!younger )(?<!older )\bthan\b|\bfrom\s*$"
            r"|\bof what\b",
            between,
        )
        if is_close and _AND_IN.search(between) and is_next_s(view, year):
            return 0.4  # "In 2000 Kenya had 31 million people and in 2020 52 million"
        if is_close and words <= 9 and "," not in between:
            return 1.0 - 0.01 * words
        is_first = not any(end <= other.start < year.start for other in view.years)
        if is_close and (words <= 12 or (words <= 25 and is_first and "," not in between)):
            return 0.72
        return max(0.0, 0.5 - 0.02 * words - 0.15 * figures)
    if year.start >= one.start:
        return 0.9
    between = view.text[year.end : one.start]
    words = view.words_between(year.end, one.start)
    figures = own_figures(view, one, year.end, one.start)
    is_only = sum(other.kind in {"point", "span"} for other in view.years) == 1
    score = 0.9 - 0.005 * min(words, 30) - (0.03 if is_only else 0.1) * min(figures, 3)
    if re.match(r"[ \t]*\)?[:,]?[ \t]*$", between):
        score = 0.97
    if is_base_year(view, year):
        score -= 0.3 if not words or view.figure_before(year.start) is None else 0.5
    leading = between + view.text[one.start : one.start + 3]
    if (
        re.match(r"\s*to\s+(?:\w+\s+){0,2}", leading)
        and words <= 3
        and view.figures_between(view.start, year.start)
    ):
        score = 0.35
    return max(score, 0.0)


_AND_IN = re.compile(r"\b(?:and|but)\s+(?:in|by)\s*$", re.IGNORECASE)
_ASIDE_NEAR = 14
"""Within so many words behind a figure brackets tell of it."""
_HEADED = "the heading names its year"


def _years_carried(
    view: View, one: Printed, thread: Thread, series: SeriesChoice | None, has_named: bool
) -> Iterator[YearChoice]:
    damp = 0.6 if has_named else 1.0
    topic = "" if series is None else series.series.topic
    around = view.text[max(view.clauses.at(one.start).opened, view.start) : one.start]
    around += view.text[one.start : one.end] + view.after(one.end, 30)
    now = _IS_NOW.search(around) is not None
    head, spoken = thread.head_year or thread.stated_year, thread.year
    if head is not None:
        stated = thread.head_year is None
        why = "the text says that its figures are of that year" if stated else _HEADED
        score = 0.6 if is_of_today(view, one, thread) else 0.8
        yield YearChoice(head, head, score * damp, why)
        if stated:
            spoken = None
    if spoken is not None:
        score = spoken_score(view, one, thread, spoken) - 0.4 * now
        yield YearChoice(spoken, spoken, score * damp, "the year spoken of before", "spoken")
    year = thread.year_of_topic.get(topic)
    is_stated = thread.head_year is None and thread.stated_year is not None
    if year is not None and not is_stated and is_topic_near(view, thread, topic, year):
        score = 0.3 if now else 0.68 if goes_on(view, one) else 0.6
        is_old = thread.published is not None and thread.published - year > 4
        if is_old and tense_at(view, one)[0]:
            score -= 0.3
        score *= damp
        why = "the year in which it was spoken of before"
        yield YearChoice(year, year, score, why, "spoken")
    score = latest_score(view, one, thread, topic, is_now=now) * damp
    shift = latest_shift(view, one, thread, series)
    why = "no year is named; the latest is meant"
    yield YearChoice(None, None, score, why, "latest", shift=shift)
