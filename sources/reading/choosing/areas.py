"""Whom a figure is about: areas weighed by where they stand.

Each has a score from 0 to 1: what stands right at the figure ("in Brunei") counts most, then the
clause, the sentence, the heading, and what carries over from before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sources.reading.choosing.areas_at_hand import (
    added_up,
    is_apposition,
    is_described,
    is_from_where,
    is_in_brackets,
    is_led,
    is_led_apart,
    is_set_apart,
    leads_next,
    owner_of_whole,
    stands_for_told,
    tells_all_people,
    told_more,
    value_of_compared,
    whose_own,
    whose_right_before,
)
from sources.reading.discourse.cities import countries_of_actors
from sources.reading.discourse.compared import is_compared, is_yardstick
from sources.reading.discourse.headings import is_its_section
from sources.reading.discourse.ranges import (
    SUPERLATIVE,
    SUPERLATIVE_WORD,
    is_among,
    is_likened,
)
from sources.reading.discourse.subjects import (
    BACKS,
    is_frame,
    is_inserted,
    is_loosely_named,
    is_oblique,
    is_subject,
)
from sources.reading.discourse.subjects import resolve_back as resolve_back
from sources.reading.discourse.two_countries import area_of_two, is_right_at, theirs
from sources.reading.mentions.areas import AreaMention, is_country
from sources.reading.mentions.clauses import Clause
from sources.reading.mentions.printed import Printed
from sources.reading.narrowing.restating import restates
from sources.reading.sentences.context import Thread, View
from sources.reading.sentences.relations import Relation

_PREPOSITION = re.compile(
    r"\s*(?:[^.;:]*?\s)?(?:in|for|of|per|across|among|within|throughout|by|from|to|on|between|"
    r"than in)\s+(?:(?:the|both|all|rural|urban|neighbouring|neighboring|nearby|its|neighbour|"
    r"neighbor|richer|poorer|larger|smaller)\s+){0,3}$",
    re.IGNORECASE,
)
_BEFORE_GAP = re.compile(
    r"[’']?s?\s*(?:[\[(:,–—=-]|\b(?:at|with|had|has|have|was|were|is|are|recorded|about|only|just|"
    r"some|took|took up|it's|it is|it was|they are|they were|then|average|mean|of|average of|got|"
    r"rate|received|figure|came to|stood at|hosts?|hosted|reached|follows?|came next)\b|\s)*",
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
    """Areas that a figure may be of, the score, and why.

    ``is_firm`` says that the words leave no doubt, ``is_carried`` that the sentences before say it.
    """

    areas: tuple[str, ...]
    score: float
    why: str
    mention: AreaMention | None = None
    is_firm: bool = False
    is_carried: bool = False


_MOST_PEOPLE, _MOST_OF_ALL = 1.6e9, 12e9
_MOVED = 0.93
BY_A_LIST = "the list gives it to it"
NO_AREA = AreaChoice((), 0.2, "no area is named")


def choose_areas(
    view: View, one: Printed, relation: Relation, thread: Thread, heads: tuple[AreaMention, ...]
) -> list[AreaChoice]:
    """Whom a figure may be about, best first."""
    found = [*_sharing(view, one, relation), *_in_sentence(view, one, relation, thread)]
    is_held = relation.kind in {"ratio", "difference"} and bool(thread.told_areas)
    if is_held and restates(view, thread.told_start, one, relation.kind):
        found.append(AreaChoice(thread.told_areas, 0.96, "it restates the figure before it"))
    found += _at_hand(view, one, relation)
    if relation.kind in {"level", "growth"} and (side := area_of_two(view, one, thread)):
        found.append(AreaChoice(side, 0.99, "it is the one meant of the two"))
    found += _of_actors(view, one)
    if (whole := owner_of_whole(view, one, relation)) is not None:
        found.append(AreaChoice(whole.areas, 0.77, f"it is told of what “{whole.text}” has", whole))
    found += _carried(view, thread, heads, any(choice.score >= 0.5 for choice in found))
    is_bare = one.unit == "number" and not one.noun and not one.figure.currency
    is_count = one.unit == "persons" or (is_bare and thread.unit in {"persons", "number", ""})
    if is_count and _MOST_PEOPLE < one.value < _MOST_OF_ALL and relation.kind == "level":
        found = [replace(one_, score=one_.score * (0.5 if _is_one(one_) else 1)) for one_ in found]
        if not any(choice.score > 0.6 and not _is_one(choice) for choice in found):
            found.append(AreaChoice(("WLD",), 0.8, "no one country has as many people"))
    best: dict[tuple[str, ...], AreaChoice] = {}
    for choice in found:
        if choice.areas and (choice.areas not in best or best[choice.areas].score < choice.score):
            best[choice.areas] = choice
    ranked = sorted(best.values(), key=lambda choice: -choice.score)
    told = thread.told_areas
    is_other = bool(told) and (not ranked or (ranked[0].areas != told and ranked[0].score < _MOVED))
    if is_other and is_from_where(view, thread.told_start, one):
        ranked.insert(0, AreaChoice(told, _MOVED, "it tells from where that moved"))
    if ranked and _is_firm(ranked, thread):
        ranked[0] = replace(ranked[0], is_firm=True)
    return ranked


def _sharing(view: View, one: Printed, relation: Relation) -> Iterator[AreaChoice]:
    """The area that alone is named for a figure which shares its verb with one before.

    "Germany shrank by 5.6 percent, that of Japan by 5.4 percent": only it stands between the two.
    """
    for area in view.areas if relation.own_from else ():
        if relation.own_from <= area.start < one.start and area.areas:
            yield AreaChoice(area.areas, 0.97, f"“{area.text}” shares its verb", area)


def _at_hand(view: View, one: Printed, relation: Relation) -> Iterator[AreaChoice]:
    """Whom words right at a figure give it: whom it is compared with, in brackets, or a sum."""
    compared = value_of_compared(view, one) or whose_own(view, one) or whose_right_before(view, one)
    if compared is not None:
        yield AreaChoice(compared.areas, 1.0, f"“{compared.text}” stands by it", compared)
    if relation.kind == "level" and tells_all_people(view, one):
        yield AreaChoice(("WLD",), 1.0, "its part of all people is told beside it", is_firm=True)
    summed = added_up(view, one) if relation.kind == "level" else ()
    if summed:
        yield AreaChoice(
            (" + ".join(summed),), 1.0, "it adds up what is told of each", is_firm=True
        )


def _of_actors(view: View, one: Printed) -> Iterator[AreaChoice]:
    """The country whose capital stands for it before a figure ("Athens's debt"); never firm."""
    last = view.figure_before(one.start)
    begin = view.start if last is None else last.end
    for city, country in countries_of_actors(view, begin, one.start):
        yield AreaChoice((country,), 0.93, f"“{city}” stands for it")


def _is_one(choice: AreaChoice) -> bool:
    """Whether a choice is one country."""
    return len(choice.areas) == 1 and is_country(choice.areas[0])


_FIRM, _RIVAL, _ITS = 0.78, 0.94, 0.85


def is_beside(one: AreaChoice, best: AreaChoice) -> bool:
    """Whether a choice suits as well as the best."""
    return one.score > _RIVAL * best.score


def _is_firm(ranked: list[AreaChoice], thread: Thread) -> bool:
    """Whether the first choice is beyond doubt: named in the clause, or the text's only one."""
    best, mention = ranked[0], ranked[0].mention
    if len(ranked) > 1 and is_beside(ranked[1], best):
        return False
    is_named = mention is not None and bool(mention.areas)
    if (mention and is_loosely_named(mention)) or (set(best.areas) & thread.loose and not is_named):
        return False
    is_main = best.areas == (thread.main_area,) and thread.is_single
    # A text about a region may go on about one of its countries.
    is_main = is_main and (is_country(thread.main_area) or thread.subject in {(), best.areas})
    if is_main and best.score >= 0.6 and best.areas != ("WLD",):
        return True
    if mention is not None and mention.kind == "back_own" and best.areas == (thread.own_area,):
        return True
    if best.score < _FIRM:
        return False
    if mention is None:
        return "heading names" in best.why
    is_its = mention.text.casefold() == "its" and best.score >= _ITS
    return bool(mention.areas) or mention.kind == "back_group" or is_its


def _in_sentence(
    view: View, one: Printed, relation: Relation, thread: Thread
) -> Iterator[AreaChoice]:
    own = view.clauses.at(one.start)
    chain = view.clauses.chain(own)
    for mention in view.areas:
        if relation.other is not None and mention.start == relation.other.start:
            continue
        if one.start <= mention.start < one.end and not (one.is_pair or _is_counted(one, mention)):
            continue
        areas = mention.areas or theirs(view, mention, thread)
        areas = areas or resolve_back(mention, thread, view)
        if not areas or stands_for_told(view, mention):
            continue
        score, why = _place_score(view, one, mention, relation, (own, *chain))
        if is_frame(view, mention) and is_led(view, one, mention):
            score -= 0.2
        if not mention.areas:
            is_far = mention.kind == "back_own" and not is_right_at(view, one, mention)
            score *= 0.8 if is_far else 0.95
            why = f"“{mention.text}” points back to it"
        if score > 0.05:
            yield AreaChoice(areas, min(score, 1.0), why, mention)


def _is_counted(one: Printed, mention: AreaMention) -> bool:
    """Whether a figure counts the people of an area ("two Chadians out of five")."""
    is_people = one.unit != "told" and not one.figure.currency
    return mention.kind == "country" and is_people


def _place_score(
    view: View,
    one: Printed,
    mention: AreaMention,
    relation: Relation,
    clauses: tuple[Clause, ...],
) -> tuple[float, str]:
    """How well an area suits a figure by its place; ``clauses`` are the figure's and its chain."""
    if one.start <= mention.start < one.end:
        return 0.9, f"“{mention.text}” stands within it"
    if mention.end <= one.start and is_described(view, one, mention):
        return 1.0, f"“{mention.text}” stands before it"
    if mention.start >= one.end and is_in_brackets(view, one, mention):
        return 0.98, f"“{mention.text}” stands behind it, in brackets"
    if mention.end <= one.start and is_inserted(view, mention, one.start):
        return 0.3, f"“{mention.text}” stands before it"
    where = view.clauses.at(mention.start)
    own = clauses[0]
    if where.number == own.number:
        if mention.start >= one.end:
            score, why = _after_score(view, one, mention)
            return (min(score, _LIKENED) if is_likened(view, mention) else score), why
        return _before_score(view, one, mention, relation)
    return _beside_score(view, one, mention, (where, own), clauses)


_LIKENED = 0.2
"""The score of an area behind a figure that is only likened to it ("4%, on a par with Peru")."""
_NOWHERE = re.compile(r"\b(?:no|nowhere|nobody|never)\b[^.;:]*\bthan\b", re.IGNORECASE)


def _beside_score(
    view: View,
    one: Printed,
    mention: AreaMention,
    pair: tuple[Clause, Clause],
    clauses: tuple[Clause, ...],
) -> tuple[float, str]:
    """An area of another clause: one that the figure's clause goes on with may hold for it."""
    where, own = pair
    before = f"“{mention.text}” stands before it"
    gap = view.text[mention.end : one.start]
    if told := told_more(view, one, mention, own):
        return told, before
    if mention.end <= own.opened + 2 and view.figures_between(mention.end, one.start) == 0:
        if own.kind == "aside" and re.fullmatch(r"(?:[’']s)?\s*[(\[]\s*\W*", gap):
            return 1.0, before
        if own.kind == "relative" and re.fullmatch(r",?\s+where\b.*", gap, re.DOTALL):
            return 0.95, before
        is_plain = not is_compared(view, mention)
        # "In no region do fewer women work than in the Middle East: 19 per cent"
        is_set = is_plain or _NOWHERE.search(view.text, view.start, mention.start) is not None
        is_set &= not any(
            mention.end <= area.start < one.start for area in view.areas if area.areas
        )
        if own.kind == "list" and is_set and re.fullmatch(r":\s*(?:\w+\s+){0,4}\W*", gap):
            return 0.95, before
        if own.kind in {"relative", "aside"} and is_plain and re.match(r"\s*(?:,|\()", gap):
            return 0.86, before
    if is_apposition(view, where) and where.parent in {clause.number for clause in clauses}:
        return (0.93 if mention.start < one.start else 0.5), before
    hops = next((n for n, clause in enumerate(clauses) if clause.number == where.number), 0)
    if not hops or mention.start >= one.end:
        return (0.3 if mention.start >= one.end else 0.34), f"“{mention.text}” stands beside it"
    if is_compared(view, mention) or is_oblique(view, mention):
        return 0.25, before
    figures = min(view.figures_between(mention.end, one.start), 4)
    score = 0.84 - 0.02 * hops - 0.01 * figures - (0.1 if is_led_apart(view, one, own) else 0)
    is_lead = mention.kind in BACKS or is_subject(view, mention)
    return (score if is_lead else score - 0.1), f"“{mention.text}” is the subject before it"


_YOUNG = re.compile(
    r"\s+(?:(?:young|old|older|adult|elderly|working|rural|urban|poor|employed)\s+){1,2}"
)
_IN_THE = re.compile(r"\s*(?:people\s+)?(?:in|for|across|throughout)\s+(?:the\s+)?", re.IGNORECASE)
_WIDE = re.compile(r"worldwide|globally|on earth|(?:across|around) the globe", re.IGNORECASE)
_ONLY_TO = re.compile(r"\bonly\s+to\s+(?:that of\s+)?(?:the\s+)?$", re.IGNORECASE)
_NEXT_LINE = re.compile(r"[)\]%\d.]\s*\n\s*[A-Z*•-]")
"""Where a figure ends its line, and another one begins."""


def _after_score(view: View, one: Printed, mention: AreaMention) -> tuple[float, str]:
    between = re.sub(r"(?<=\d),(?=\d)", "", view.text[one.end : mention.start])
    figures = view.figures_between(one.end, mention.start)
    words = view.words_between(one.end, mention.start)
    why = f"“{mention.text}” stands after it"
    before = view.before(mention.start, 20)
    is_apart = _NEXT_LINE.search(between) or _ONLY_TO.search(before)
    if is_apart or leads_next(view, one, mention):
        return 0.3, why
    is_wide = _WIDE.fullmatch(mention.text) is not None and not SUPERLATIVE_WORD.search(between)
    if mention.kind == "world" and figures == 0 and words <= 4 and is_wide:
        return 0.95, f"“{mention.text}” says of whom"
    if (
        figures == 0
        and words <= 9
        and _PREPOSITION.match(between)
        and not re.search(r"[;:.]\s|\bthan\b|\bwhile\b|\bbut\b|\bagainst\b", between)
    ):
        if "," not in between:
            is_other = mention.kind == "world" and not _IN_THE.fullmatch(between)
            if is_compared(view, mention) and (is_other or SUPERLATIVE.search(between)):
                return 0.2, why
            if re.search(r"\b(?:from|to|by|on|between)\s+(?:the\s+)?$", between):
                return 0.5, why
            return 1.0 - 0.02 * words, f"“{between.strip().split()[-1]} {mention.text}” follows it"
        return (0.2 if is_compared(view, mention) else 0.55), why
    is_people = mention.text.endswith("s") and mention.kind == "country" and not mention.is_demonym
    if is_people and figures == 0 and (_YOUNG.fullmatch(between) or between == " "):
        return 0.96, f"“{mention.text}” are counted"
    if figures == 0 and re.fullmatch(r"\s*\(?\s*", between):
        return (0.97 if mention.text.endswith(("wide", "ally")) else 0.8), why
    score = 0.42 - 0.02 * words - 0.15 * figures
    if is_compared(view, mention):
        score -= 0.25
    return max(score, 0.0), why


def _is_taken(view: View, mention: AreaMention) -> bool:
    """Whether an area stands behind the figure that is its own ("24% in Brazil, 25% …")."""
    own = view.clauses.at(mention.start).number
    before = [one for one in view.figures if one.end <= mention.start]
    if not before or view.clauses.at(before[-1].start).number != own:
        return False
    between = re.sub(r"(?<=\d),(?=\d)", "", view.text[before[-1].end : mention.start])
    words = view.words_between(before[-1].end, mention.start)
    is_next = re.search(r"\b(?:and|but)\b", between) is not None
    return words <= 7 and not is_next and "," not in between and bool(_PREPOSITION.match(between))


_OWN_LEVEL = re.compile(
    r"(?:[’']s)?\s*(?:average|mean|rate|figure|level|ratio|share|median|norm|total|wide average)\s*"
    r"(?:of|:|is|was|at|,|\()\s*(?:only |about |just |some |over |almost |nearly )?",
    re.IGNORECASE,
)


def _before_score(
    view: View, one: Printed, mention: AreaMention, relation: Relation
) -> tuple[float, str]:
    between = view.text[mention.end : one.start]
    figures = view.figures_between(mention.end, one.start)
    words = view.words_between(mention.end, one.start)
    why = f"“{mention.text}” stands before it"
    opened = view.text[view.clauses.at(mention.start).start : mention.start]
    if _WIDE.fullmatch(mention.text) and not re.sub(r"\b(?:and|but|in)\b|\W", "", opened):
        return 0.98, why
    if mention.kind in {"world", "group"} and _OWN_LEVEL.fullmatch(between):
        return 1.0, why
    is_near = words <= 5 and figures == 0 and _BEFORE_GAP.fullmatch(between) is not None
    compared = is_compared(view, mention)
    if compared and relation.kind in {"ratio", "difference"}:
        return 0.15, why
    if is_among(view, mention) or is_yardstick(view, mention):
        return 0.2, why
    if is_near and not is_set_apart(view, mention, between):
        if _is_taken(view, mention):  # "8.2 tonnes per person to France's 4.6"
            return (0.77 if mention.is_possessive and not between.strip() else 0.74), why
        if mention.kind != "world" or not compared:
            return (1.0 if mention.kind != "world" else 0.95), why
    score = 0.88 - 0.006 * min(words, 25) - 0.07 * min(figures, 3)
    score = max(score + _standing(view, mention, between, figures, compared), 0.0)
    is_lead = mention.kind == "country" and not compared and is_subject(view, mention)
    if is_lead and not is_oblique(view, mention) and not _STRONG.search(between):
        score = max(score, _LEAD)
    return score, why


_LEAD = 0.68
"""What the subject of a figure's own clause has at least, more than what is carried over."""


def _standing(
    view: View, mention: AreaMention, between: str, figures: int, compared: bool
) -> float:
    """What an area gains or loses by its part in the clause before a figure."""
    gain = -0.12 if _STRONG.search(between) else 0.0
    if compared:
        gain -= 0.35
    elif is_oblique(view, mention):
        gain -= 0.3
    elif is_subject(view, mention):
        gain += 0.03
    if mention.is_possessive and figures == 0:
        gain += 0.06
    if _FRAME.fullmatch(view.text[view.start : mention.start]):
        gain += 0.04
    return gain


def _carried(
    view: View, thread: Thread, heads: tuple[AreaMention, ...], has_named: bool
) -> Iterator[AreaChoice]:
    damp = 0.85 if has_named else 1.0
    is_list = view.sentence.kind in {"item", "row"}
    is_of_it = (is_list or not has_named) and is_its_section(view, thread, heads)
    best = 0.86 if is_of_it else 0.8 if is_list else 0.74
    for rank, head in enumerate(reversed(heads)):
        if head.areas:
            score = best * damp - (0.0 if is_list and not is_of_it else 0.1 * rank)
            yield AreaChoice(head.areas, score, f"the heading names “{head.text}”")
    if thread.subject:
        same = view.sentence.paragraph == thread.subject_paragraph
        is_main = thread.subject == (thread.main_area,)
        is_wide = bool(heads) and heads[-1].kind == "world" and thread.subject != ("WLD",)
        score = (0.9 if is_wide else 0.78) if same else 0.66 if is_main else 0.5
        is_passing = is_country(thread.main_area) or thread.lead != thread.subject
        if thread.is_single and not is_main and is_passing and thread.main_area != "WLD":
            score -= 0.12  # in a text about one area others are mostly spoken of in passing
        if not same and any(head.areas for head in heads):
            score -= 0.1
        score = max(score, 0.76) if is_main and thread.is_single else score
        why = "the sentences before are about it"
        yield AreaChoice(thread.subject, score * damp, why, is_carried=True)
    if thread.main_area and thread.main_area not in thread.subject:
        score = 0.45 + 0.28 * thread.main_share
        yield AreaChoice((thread.main_area,), score * damp, "the text is mostly about it")
