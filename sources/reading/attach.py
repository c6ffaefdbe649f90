"""Whom and when a figure is about: areas and years weighed by where they stand.

Each candidate has a score from 0 to 1: what stands right at the figure ("in Brunei", "(2021)")
counts most, then the clause, the sentence, the heading, and what carries over from before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sources.reading.area_mentions import AreaMention, is_country
from sources.reading.context import Thread, View
from sources.reading.printed import Printed
from sources.reading.relations import Relation
from sources.reading.year_mentions import YearMention

_PREPOSITION = re.compile(
    r"\s*(?:[^.;:]*?\s)?(?:in|for|of|across|among|within|throughout|by|from|to|on|between|than in)\s+(?:the\s+|both\s+|all\s+|rural\s+|urban\s+)?$",
    re.IGNORECASE,
)
_BEFORE_GAP = re.compile(
    r"[’']?s?\s*(?:[\[(:,–—=-]|\b(?:at|with|had|has|have|was|were|is|are|recorded|about|only|just|some|took up|"
    r"took|it's|it is|it was|they are|they were|then|average|mean|of|average of|got|received|figure|came to|stood at|hosts?|hosted|reached|follows?|came next|rate)\b|\s)*",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"\b(?:than|compared (?:with|to)|against|versus|vs\.?|unlike|above|below|behind|after|ahead of|as against|"
    r"in contrast to|contrast with|relative to|outside|between|followed by|times|twice|that of|"
    r"exceeding|double|half|as in|from|to|(?:times|twice|double|half|triple)\s+(?:\w+\s+){1,4}?(?:of|in))\s+(?:that of\s+|in\s+|the\s+|those of\s+|its neighbour\s+)?$",
    re.IGNORECASE,
)
_SUPERLATIVE = re.compile(
    r"\b(?:(?!west|forest|interest|harvest|invest|latest|request|test|east|midwest|lowest of|rest)\w{2,}est|most\s+\w+|least\s+\w+|"
    r"anywhere|best|worst|(?:second|third|fourth|fifth|sixth|\d+(?:nd|rd|th))|rank\w*)\b[^.;,]{0,60}\b(?:in|of|among|across|throughout)\s*(?:the\s+|all\s+)?$",
    re.IGNORECASE,
)
_OWNED_BEST = re.compile(
    r"\s*(?:\w+[- ])?(?:largest|biggest|highest|lowest|smallest|richest|poorest|fastest|oldest|youngest|top|leading|most|least|worst|best)\b",
    re.IGNORECASE,
)
_STRONG = re.compile(
    r";|\bwhile\b|\bwhereas\b|\bbut\b|\bagainst\b|\bcompared\b|\balthough\b|\bthough\b|—|\s–\s"
)
_FRAME = re.compile(
    r"\s*(?:[-*•–]\s+)?(?:In|Across|Within|Among|Throughout|For|By contrast, in|And in|But in|Elsewhere in)\s+(?:the\s+|rural\s+|urban\s+)?$"
)


@dataclass(frozen=True)
class AreaChoice:
    """Areas that a figure may be of, the score, and why."""

    areas: tuple[str, ...]
    score: float
    why: str
    mention: AreaMention | None = None


@dataclass(frozen=True)
class YearChoice:
    """Years that a figure may be about; None, None for the latest."""

    first: int | None
    last: int | None
    score: float
    why: str


def choose_areas(
    view: View, one: Printed, relation: Relation, thread: Thread, heads: tuple[AreaMention, ...]
) -> list[AreaChoice]:
    """Whom a figure may be about, best first."""
    found = list(_in_sentence(view, one, relation, thread))
    found += _carried(view, thread, heads, bool(found))
    best: dict[tuple[str, ...], AreaChoice] = {}
    for choice in found:
        if choice.areas and (choice.areas not in best or best[choice.areas].score < choice.score):
            best[choice.areas] = choice
    return sorted(best.values(), key=lambda choice: -choice.score)


def _in_sentence(
    view: View, one: Printed, relation: Relation, thread: Thread
) -> Iterator[AreaChoice]:
    subject = subject_of(view)
    for mention in view.areas:
        if relation.other is not None and mention.start == relation.other.start:
            continue
        if one.start <= mention.start < one.end and not one.is_pair:
            continue
        areas = mention.areas or resolve_back(mention, thread, view)
        if not areas:
            continue
        score, why = _place_score(view, one, mention, relation)
        if mention is subject:
            score += 0.06
        if not mention.areas:
            score *= 0.95
            why = f"“{mention.text}” points back to it"
        if score > 0.05:
            yield AreaChoice(areas, min(score, 1.0), why, mention)


def resolve_back(mention: AreaMention, thread: Thread, view: View) -> tuple[str, ...]:
    """The areas that a word points back to."""
    before = subject_before(view, mention)
    if mention.kind == "back_country":
        main = thread.main_area
        if not before and view.sentence.paragraph != thread.paragraph and main and is_country(main):
            return (main,)
        return _first(
            before if before and " " not in before[0] and len(before) == 1 else (),
            (thread.country,),
        )
    if mention.kind == "back_group":
        if thread.listed and re.match(
            r"\s*(?:together|combined|jointly)\b", view.after(mention.end, 14)
        ):
            return (" + ".join(thread.listed),)
        if (
            re.search(r"three|four|five|two|both|trio|these|those|such", mention.text, re.I)
            and thread.listed
        ):
            return thread.listed
        return _first((thread.group,), thread.listed)
    return _first(before, thread.subject)


def subject_before(view: View, mention: AreaMention) -> tuple[str, ...]:
    """The areas last named in the sentence before a place."""
    named = [
        one for one in view.areas if one.areas and one.end <= mention.start and one.kind != "world"
    ]
    named = [one for one in named if not is_compared(view, one)]
    clause = max(view.text.rfind(";", view.start, mention.start), view.start)
    here = [one for one in named if one.start >= clause]
    if here:
        named = here
    plain = [one for one in named if not is_frame(view, one)]
    return (plain or named)[0].areas if named else ()


def is_frame(view: View, mention: AreaMention) -> bool:
    """Whether an area only says where ("Within the BRICS block, China ...")."""
    before = view.text[max(view.start, mention.start - 24) : mention.start]
    return (
        re.search(r"\b(?:within|in|among|across|for|throughout)\s+(?:the\s+)?$", before, re.I)
        is not None
    )


def _first(*choices: tuple[str, ...]) -> tuple[str, ...]:
    return next((one for one in choices if one and one[0]), ())


def is_compared(view: View, mention: AreaMention) -> bool:
    """Whether an area is only what something is compared with."""
    before = view.before(mention.start, 40)
    if mention.is_possessive and _OWNED_BEST.match(view.after(mention.end, 40)):
        return True
    if mention.kind == "world" and (
        _SUPERLATIVE.search(view.before(mention.start, 80))
        or re.search(r"\bof (?:the )?(?:\w+ )?$", before)
    ):
        return True
    if re.search(r"\b(?:from|to)\s+(?:the\s+)?$", before):
        return False
    if re.search(
        r"\b(?:against|compared (?:with|to)|versus|than)\s+(?:[^,;:]|,\d){0,25}\bin\s+(?:the\s+)?$",
        before,
    ):
        return True
    return (
        _COMPARED.search(before) is not None
        or _SUPERLATIVE.search(view.before(mention.start, 80)) is not None
    )


def subject_of(view: View) -> AreaMention | None:
    """The area that a sentence is about: the first that is not only compared with."""
    named = [one for one in view.areas if one.areas and not is_compared(view, one)]
    plain = [one for one in named if not is_frame(view, one)]
    if (
        named
        and plain
        and named[0] is not plain[0]
        and view.words_between(named[0].end, plain[0].start) < 6
        and not re.search(r", (?:from )?(?:wh|that)", view.text[named[0].end : plain[0].start])
    ):
        return plain[0]
    return named[0] if named else None


def _place_score(
    view: View, one: Printed, mention: AreaMention, relation: Relation
) -> tuple[float, str]:
    if mention.start >= one.end:
        return _after_score(view, one, mention)
    if mention.start >= one.start:
        return 0.9, f"“{mention.text}” stands within it"
    return _before_score(view, one, mention, relation)


def _after_score(view: View, one: Printed, mention: AreaMention) -> tuple[float, str]:
    between = view.text[one.end : mention.start]
    figures = view.figures_between(one.end, mention.start)
    words = view.words_between(one.end, mention.start)
    why = f"“{mention.text}” stands after it"
    if (
        figures == 0
        and words <= 9
        and _PREPOSITION.match(between)
        and not re.search(r"[;:.]\s|\bthan\b|\bwhile\b|\bbut\b|\bagainst\b", between)
    ):
        if "," not in between:
            if mention.kind == "world" and is_compared(view, mention):
                return 0.2, why
            return 1.0 - 0.02 * words, f"“{between.strip().split()[-1]} {mention.text}” follows it"
        return 0.55, why
    if figures == 0 and re.fullmatch(r"\s*\(?\s*", between):
        return 0.8, why
    score = 0.42 - 0.02 * words - 0.15 * figures
    if is_compared(view, mention):
        score -= 0.25
    return max(score, 0.0), why


def _before_score(
    view: View, one: Printed, mention: AreaMention, relation: Relation
) -> tuple[float, str]:
    between = view.text[mention.end : one.start]
    figures = view.figures_between(mention.end, one.start)
    words = view.words_between(mention.end, one.start)
    why = f"“{mention.text}” stands before it"
    is_near = words <= 5 and figures == 0 and _BEFORE_GAP.fullmatch(between) is not None
    compared = is_compared(view, mention)
    if compared and relation.kind in {"ratio", "difference"}:
        return 0.15, why
    harsh = re.search(
        r"\b(?:after|behind|unlike|than|ahead of)\s+(?:the\s+)?$", view.before(mention.start, 16)
    )
    if is_near and harsh and not re.search(r"\bof\b|\(|:|\bat\b", between):
        is_near = False
    if is_near and mention.kind != "world":
        return 1.0, why
    if is_near and not compared:
        return 0.95, why
    score = 0.86 - 0.008 * min(words, 25) - 0.1 * min(figures, 3)
    if _STRONG.search(between):
        score -= 0.12
    if compared:
        score -= 0.35
    if mention.is_possessive and figures == 0:
        score += 0.06
    if _FRAME.fullmatch(view.text[view.start : mention.start]):
        score += 0.04
    return max(score, 0.0), why


def _carried(
    view: View, thread: Thread, heads: tuple[AreaMention, ...], has_named: bool
) -> Iterator[AreaChoice]:
    damp = 0.85 if has_named else 1.0
    is_list = view.sentence.kind in {"item", "row"}
    for rank, head in enumerate(reversed(heads)):
        if head.areas:
            yield AreaChoice(
                head.areas,
                (0.86 if is_list else 0.74) * damp - 0.1 * rank,
                f"the heading names “{head.text}”",
            )
    if thread.subject:
        same = view.sentence.paragraph == thread.paragraph
        is_main = thread.subject == (thread.main_area,)
        score = 0.74 if same else 0.6 if is_main else 0.48
        if heads and any(head.areas for head in heads):
            score -= 0.1
        if len(thread.counts) == 1:
            score = max(score, 0.72)
        yield AreaChoice(thread.subject, score * damp, "the sentences before are about it")
    if thread.main_area and thread.main_area not in thread.subject:
        share = thread.counts[thread.main_area] / max(1, sum(thread.counts.values()))
        yield AreaChoice(
            (thread.main_area,), (0.45 + 0.3 * share) * damp, "the text is mostly about it"
        )


def choose_years(
    view: View, one: Printed, relation: Relation, thread: Thread, topic: str, published: int | None
) -> list[YearChoice]:
    """When a figure may be about, best first."""
    found = list(_years_in_sentence(view, one, relation, thread, published))
    found += _years_carried(view, one, thread, topic, bool(found))
    best: dict[tuple[int | None, int | None], YearChoice] = {}
    for choice in found:
        key = (choice.first, choice.last)
        if key not in best or best[key].score < choice.score:
            best[key] = choice
    return sorted(best.values(), key=lambda choice: -choice.score)


def _anchor(view: View, year: YearMention, thread: Thread, published: int | None) -> int | None:
    """The year that "a year earlier" counts from."""
    points = [one for one in view.years if one.kind in {"point", "span"} and one is not year]
    before = [one.last for one in points if one.end <= year.start]
    after = [one.last for one in points if one.start >= year.end]
    if before:
        return before[-1]
    if year.kind == "earlier" and thread.year is not None:
        return thread.year
    if after and year.kind == "later":
        return after[0]
    return (
        thread.year
        if thread.year is not None
        else (after[0] if after else (published - 1 if published else None))
    )


def resolve_year(
    view: View, year: YearMention, thread: Thread, published: int | None
) -> tuple[int | None, int | None] | None:
    """The first and last year that words mean."""
    if year.kind in {"point", "span", "decade"}:
        return year.first, year.last
    if year.kind == "since":
        later = [one.last for one in view.years if one.kind == "point" and one.first > year.first]
        return year.first, (later[-1] if later else None)
    if year.kind == "past":
        anchor = thread.year if published is None else published
        if thread.year is not None and published is not None and 0 <= published - thread.year <= 3:
            anchor = thread.year if re.match(r"in|within", year.text, re.I) else published
        return None if anchor is None else (anchor - year.first, anchor)
    if year.kind == "same":
        if thread.span is not None and not re.search(r"\byear\b|then|time", year.text):
            if "end of" in year.text:
                return thread.span[1], thread.span[1]
            return thread.span
        if re.search(r"since then", year.text, re.I):
            return (thread.year, None) if thread.year else None
        return None if thread.year is None else (thread.year, thread.year)
    anchor = _anchor(view, year, thread, published)
    if anchor is None:
        return None
    shifted = anchor - year.first if year.kind == "earlier" else anchor + year.first
    return shifted, shifted


def _years_in_sentence(
    view: View, one: Printed, relation: Relation, thread: Thread, published: int | None
) -> Iterator[YearChoice]:
    for year in view.years:
        span = resolve_year(view, year, thread, published)
        if (
            span is None
            or is_record(view, year)
            or re.search(r"\bborn\s+(?:in\s+)?$", view.before(year.start, 10))
        ):
            continue
        yield YearChoice(*span, _year_score(view, one, year), f"“{year.text.strip()}” is its year")


def is_record(view: View, year: YearMention) -> bool:
    """Whether years only tell since when something is a record ("fastest in 25 years")."""
    if year.kind not in {"past", "since"}:
        return False
    before = view.before(year.start, 40)
    return (
        re.search(r"\b(?:\w+est|most|worst|best|record)\b[^,.;]{0,25}$", before, re.I) is not None
    )


_BASE_YEAR = re.compile(
    r"\b(?:than|from|times|twice|double|half|compared|against|versus|relative to|(?:the|its) (?:sum|figure|level)s?)\b[^.;,()]{0,34}$"
    r"|\b(?:its|over the|on the)\s+$|\bfrom\s+[^.;()]{1,24}\s+in\s+$",
    re.IGNORECASE,
)


def is_base_year(view: View, year: YearMention) -> bool:
    """Whether a year is only what is compared with ("up from 4.0% in 2012", "than in 2010")."""
    if year.kind in {"earlier", "since", "past"}:
        return True
    if year.kind != "point":
        return False
    if re.search(r"\bago\b|\bback\b", year.text) or re.search(
        r"\b(?:after|before|until|till|born|born in)\s+$", view.before(year.start, 10)
    ):
        return True
    before = view.before(year.start, 50)
    match = _BASE_YEAR.search(before)
    return match is not None and not re.search(r"\bto\b", match[0])


def _year_score(view: View, one: Printed, year: YearMention) -> float:
    end = view.list_end(one)
    if year.start >= end:
        between = view.text[end : year.start]
        words = view.words_between(end, year.start)
        figures = view.figures_between(end, year.start)
        is_close = figures == 0 and not re.search(
            r"[;.]|\bthan\b|\bfrom\b|\bwhile\b|\bbut\b|\bagainst\b|\bcompared\b", between
        )
        if is_close and words <= 9 and "," not in between:
            return 1.0 - 0.01 * words
        if is_close and words <= 12:
            return 0.72
        return max(0.0, 0.5 - 0.02 * words - 0.15 * figures)
    if year.start >= one.start:
        return 0.9
    between = view.text[year.end : one.start]
    words = view.words_between(year.end, one.start)
    figures = view.figures_between(year.end, one.start)
    is_only = sum(other.kind in {"point", "span"} for other in view.years) == 1
    score = 0.9 - 0.005 * min(words, 30) - (0.03 if is_only else 0.1) * min(figures, 3)
    if re.match(r"[ \t]*\)?[:,]?[ \t]*$", between):
        score = 0.97
    if _STRONG.search(between):
        score -= 0.08
    if is_base_year(view, year):
        score -= 0.3
    return max(score, 0.0)


_PRESENT = re.compile(
    r"\b(?:is|are|has|have|now|currently|today|lives?|stands?|remains?|accounts?|makes?|holds?|still|lacks?|uses?|"
    r"contributes?|employs?|supplies|spends?|takes?|comes?|covers?|receives?|owes?|reads?|ends?|dies?|die|exceeds?|hosts?)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:was|were|had|stood|reached|grew|rose|fell|accounted|lived|came|numbered|averaged|received|held|spent|brought|sold|went|gave|got|sent|built|bought|paid|lost|won|saw|ran|drew|shrank|became|began|put|fled|"
    r"took|made|used|amounted|totalled|attended|\w+ed)\b",
    re.IGNORECASE,
)


_STATIC = frozenset({"surface_area", "land_area"})


def _tense(view: View, one: Printed) -> tuple[bool, bool]:
    """Whether the verb that a figure goes with is in the present, and whether in the past."""
    before, after = view.text[view.start : one.start], view.text[one.end : view.end]
    present = [match.start() for match in _PRESENT.finditer(before)]
    past = [match.start() for match in _PAST.finditer(before)]
    if view.sentence.kind in {"item", "row"} and ":" in before and not present:
        return False, False
    if not present and not past:
        now, then = _PRESENT.search(after), _PAST.search(after)
        return now is not None and (then is None or now.start() < then.start()), then is not None
    return max(present, default=-1) > max(past, default=-1), bool(past)


def _years_carried(
    view: View, one: Printed, thread: Thread, topic: str, has_named: bool
) -> Iterator[YearChoice]:
    words = view.text[view.start : view.end]
    is_present, is_past = _tense(view, one)
    damp = 0.6 if has_named else 1.0
    same = view.sentence.paragraph == thread.year_paragraph
    now = re.search(r"\b(?:now|currently|today|at present|these days)\b", words, re.I) is not None
    if thread.head_year is not None:
        yield YearChoice(
            thread.head_year, thread.head_year, 0.8 * damp, "the heading names its year"
        )
    if thread.year is not None:
        is_list = view.sentence.kind in {"item", "row"}
        same_section = is_list and view.sentence.headings == thread.year_section
        recent = thread.published is None or thread.published - thread.year <= 4
        score = (
            0.75 if same else 0.66 if same_section else 0.6 if is_past and not is_present else 0.45
        )
        if not recent and (is_present or not is_past):
            score -= 0.3
        if is_past and not is_present and not same_section:
            score = max(score, 0.6)
        if (
            same_section
            and not same
            and not is_past
            and thread.published is not None
            and thread.published - thread.year > 1
        ):
            score = min(score, 0.5)
        if not recent and not same:
            score = min(score, 0.4)
        if now:
            score -= 0.4
        yield YearChoice(thread.year, thread.year, score * damp, "the year spoken of before")
    year = thread.year_of_topic.get(topic)
    is_near = thread.section_of_topic.get(topic) == view.sentence.headings
    if year is not None and (
        is_near or (thread.published is not None and thread.published - year <= 2)
    ):
        yield YearChoice(
            year,
            year,
            (0.68 if not now else 0.3) * damp,
            "the year in which it was spoken of before",
        )
    score = 0.85 if now else 0.65 if is_present or not is_past else 0.5
    if topic in _STATIC:
        score = 0.9
    if thread.head_year is not None and not now:
        score = 0.5
    if thread.year is None and thread.head_year is None:
        score = max(score, 0.8 if is_present else 0.72)
    yield YearChoice(None, None, score * damp, "no year is named; the latest is meant")
