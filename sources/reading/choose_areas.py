"""Whom a figure is about: areas weighed by where they stand.

Each candidate has a score from 0 to 1: what stands right at the figure ("in Brunei")
counts most, then the clause, the sentence, the heading, and what carries over from before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sources.reading.context import Thread, View
from sources.reading.mentions.areas import AreaMention, is_country
from sources.reading.mentions.printed import Printed
from sources.reading.relations import Relation

_PREPOSITION = re.compile(
    r"\s*(?:[^.;:]*?\s)?(?:in|for|of|across|among|within|throughout|by|from|to|on|between|"
    r"than in)\s+(?:the\s+|both\s+|all\s+|rural\s+|urban\s+)?$",
    re.IGNORECASE,
)
_BEFORE_GAP = re.compile(
    r"[’']?s?\s*(?:[\[(:,–—=-]|\b(?:at|with|had|has|have|was|were|is|are|recorded|about|only|"
    r"just|some|took up|"
    r"took|it's|it is|it was|they are|they were|then|average|mean|of|average of|got|received|"
    r"figure|came to|stood at|hosts?|hosted|reached|follows?|came next|rate)\b|\s)*",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"\b(?:than|compared (?:with|to)|against|versus|vs\.?|unlike|above|below|behind|after|"
    r"ahead of|as against|"
    r"in contrast to|contrast with|relative to|outside|between|followed by|times|twice|that of|"
    r"exceeding|double|half|as in|from|to|(?:times|twice|double|half|"
    r"triple)\s+(?:\w+\s+){1,4}?(?:of|in))\s+(?:that of\s+|in\s+|the\s+|those of\s+|"
    r"its neighbour\s+)?$",
    re.IGNORECASE,
)
_SUPERLATIVE = re.compile(
    r"\b(?:(?!west|forest|interest|harvest|invest|latest|request|test|east|midwest|lowest of|"
    r"rest)\w{2,}est|most\s+\w+|least\s+\w+|"
    r"anywhere|best|worst|(?:second|third|fourth|fifth|sixth|\d+(?:nd|rd|th))|"
    r"rank\w*)\b[^.;,]{0,60}\b(?:in|of|among|across|throughout)\s*(?:the\s+|all\s+)?$",
    re.IGNORECASE,
)
_OWNED_BEST = re.compile(
    r"\s*(?:\w+[- ])?(?:largest|biggest|highest|lowest|smallest|richest|poorest|fastest|oldest|"
    r"youngest|top|leading|most|least|worst|best)\b",
    re.IGNORECASE,
)
_STRONG = re.compile(
    r";|\bwhile\b|\bwhereas\b|\bbut\b|\bagainst\b|\bcompared\b|\balthough\b|\bthough\b|—|\s–\s"
)
_FRAME = re.compile(
    r"\s*(?:[-*•–]\s+)?(?:In|Across|Within|Among|Throughout|For|By contrast, in|And in|But in|"
    r"Elsewhere in)\s+(?:the\s+|rural\s+|urban\s+)?$"
)


@dataclass(frozen=True)
class AreaChoice:
    """Areas that a figure may be of, the score, and why."""

    areas: tuple[str, ...]
    score: float
    why: str
    mention: AreaMention | None = None


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
            score *= 0.8 if mention.kind == "back_own" else 0.95
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
    if mention.kind == "back_own":
        return (thread.main_area,) if thread.main_area else ()
    if mention.kind == "back_group" and re.search(r"region|continent|area", mention.text, re.I):
        return _first((thread.region,), (thread.group,), thread.listed)
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
    known = view.compared.get(mention.start)
    if known is None:
        known = view.compared[mention.start] = _is_compared(view, mention)
    return known


def _is_compared(view: View, mention: AreaMention) -> bool:
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
    between = re.sub(r"(?<=\d),(?=\d)", "", view.text[one.end : mention.start])
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
            if re.search(r"\b(?:from|to|by|on)\s+(?:the\s+)?$", between):
                return 0.5, why
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
        same = view.sentence.paragraph == thread.subject_paragraph
        is_main = thread.subject == (thread.main_area,)
        score = 0.76 if same else 0.6 if is_main else 0.48
        if not same and any(head.areas for head in heads):
            score -= 0.1
        if len(thread.counts) == 1:
            score = max(score, 0.72)
        yield AreaChoice(thread.subject, score * damp, "the sentences before are about it")
    if thread.main_area and thread.main_area not in thread.subject:
        share = thread.counts[thread.main_area] / max(1, sum(thread.counts.values()))
        yield AreaChoice(
            (thread.main_area,), (0.45 + 0.3 * share) * damp, "the text is mostly about it"
        )
