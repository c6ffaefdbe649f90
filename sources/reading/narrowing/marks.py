"""Marks that hold for a figure ("women", "rural", "PPP"), and shares of people that are rates."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from sources.reading.mentions.areas import AreaMention
from sources.reading.mentions.bases import base_after
from sources.reading.mentions.nouns import HOSTS
from sources.reading.mentions.printed import Printed
from sources.reading.mentions.relation_words import HUMANITY
from sources.reading.mentions.topics import topics
from sources.reading.mentions.words import Found
from sources.reading.sentences.context import View
from sources.reading.sentences.fits import STOCKS
from sources.reading.sentences.relations import Relation
from sources.reference.names import area_adjectives

_OPPOSITES = {"female": "male", "male": "female"}
_LINES = frozenset({"lmic_line", "umic_line", "national"})


def marks_at(view: View, one: Printed) -> frozenset[str]:
    """The marks ("women", "rural", "PPP") that hold for a figure.

    Of two that exclude each other the one nearer to the figure counts, first what follows it
    directly ("80.1 years for women").
    """
    weights: dict[str, float] = {}
    held_marks = (
        mark
        for mark in view.marks
        if not _is_aside_s(view, mark, one) and not _is_of_both(view, mark, one)
        if not is_of_next(view, mark, one) and not _is_told_beside(view, mark, one)
        if mark.payload != "origin" or not HOSTS.search(view.before(mark.start))
    )
    for found in held_marks:
        is_behind = found.start >= one.end
        weight = _behind(view, one, found) if is_behind else _before(view, one, found)
        if found.payload in _LINES:
            weight = 0.9
        weights[found.payload] = max(weights.get(found.payload, 0.0), weight)
    held = {mark for mark, weight in weights.items() if weight > 0.25}
    for pair in (("female", "male"), ("rural", "urban"), ("gross", "net")):
        both = [mark for mark in pair if mark in held]
        if len(both) == 2:
            held.discard(min(both, key=lambda mark: weights[mark]))
    return frozenset(held)


def _behind(view: View, one: Printed, found: Found[str]) -> float:
    """What a mark counts that stands behind a figure."""
    words = view.words_between(one.end, found.start)
    figures = view.figures_between(one.end, found.start)
    between = view.text[one.end : found.start]
    weight = 1.0 - 0.04 * words - 0.8 * figures
    if "," in between or re.search(r"\bthan\b|;|\band\b|\bwhile\b", between):
        weight -= 0.8
    is_led = words <= _NEAR and _LED_BY.search(between) is not None and figures == 0
    if is_led and not re.search(r",|;|\bbut\b|\bwhile\b|\bwhereas\b", between):
        weight += 0.6
    return weight


def _before(view: View, one: Printed, found: Found[str]) -> float:
    """What a mark counts that stands before a figure, or in it."""
    words = view.words_between(found.end, one.start)
    figures = view.figures_between(found.end, one.start)
    lone = not any(mark.payload == _OPPOSITES.get(found.payload) for mark in view.marks)
    per_figure = 0.08 if lone and found.payload in _OPPOSITES else 0.22
    weight = 0.95 - 0.02 * words - per_figure * figures
    if re.search(r";|\bwhile\b|\bbut\b|\. ", view.text[found.end : one.start]):
        weight -= 0.2
    if _is_of_another(view, found, one):
        weight -= 0.6
    all_of = _POPULATION_OF.search(view.before(one.start, 60))
    if all_of and found.payload in _OPPOSITES and found.end <= one.start - len(all_of[0]):
        weight -= 0.8
    if found.payload in _OPPOSITES and _OUTDONE.search(view.before(found.start, 24)):
        weight -= 0.3
    if lone and _FRAMES.fullmatch(view.text, view.start, found.start):
        weight = max(weight, _FRAMING)
    return weight


_NEAR = 6
_POPULATION_OF = re.compile(
    r"(?<!female )(?<!male )\b(?:population|people) of\s+(?:(?:about|some|around|nearly|almost|"
    r"over|just|only|more|than|roughly)\s+)*$",
    re.IGNORECASE,
)
"""What tells of all people, whoever was told of before ("half of their population of 471")."""
_FRAMING = 0.6
"""What a mark counts that opens its sentence ("Among the young, unemployment …")."""
_LED_BY = re.compile(
    r"\b(?:for|among|of|by)\s+(?:the\s+|all\s+)?(?:(?:\w+ed|\w+ing|adult|young|older)\s+)?$"
)


def _is_aside_s(view: View, mark: Found[str], one: Printed) -> bool:
    """Whether a mark is of figures in brackets behind ("77.4 years (women 80.3, men 74.4)")."""
    aside = view.clauses.at(mark.start)
    if aside.kind != "aside" or aside.start < one.end:
        return False
    closing = view.text.find(")", mark.end, view.end)
    return view.figures_between(aside.start, max(aside.end, closing)) > 0


def _is_told_beside(view: View, mark: Found[str], one: Printed) -> bool:
    """Whether a clause of its own tells of some people, and what follows names another series.

    "In Japan, where women live longest, life expectancy is 84", "17% live in towns and 69% have
    basic water": neither is told of women, or of towns.
    """
    if mark.payload not in _OF_PEOPLE or mark.end > one.start:
        return False
    is_where = _WHERE.search(view.text, view.start, mark.start) is not None
    turn = (_CLOSED if is_where else _NEXT_CLAUSE).search(view.text, mark.end, one.start)
    if turn is None or _BACK_TO.search(view.text, mark.end, one.start):
        return False
    if not is_where and not _is_share_of_places(view, mark):
        return False
    return any(
        turn.start() <= topic.start
        and topic.payload not in _GROUND
        and view.words_between(one.end, topic.start) <= _NEAR
        and not view.figures_between(one.end, topic.start)
        for topic in view.topics
    )


def _is_share_of_places(view: View, mark: Found[str]) -> bool:
    """Whether a percentage right before says how many live in towns, or in the country."""
    last = view.figure_before(mark.start)
    if mark.payload not in {"rural", "urban"} or last is None or last.unit != "pct":
        return False
    return _LIVE_IN.fullmatch(view.text, last.end, mark.start) is not None


_OF_PEOPLE = frozenset({"female", "male", "youth", "rural", "urban"})
_GROUND = frozenset({"people", "population", "rural", "urban", "land"})
_WHERE = re.compile(r",\s+(?:where|whose)\b[^,;:()]*$", re.IGNORECASE)
_CLOSED = re.compile(r",")
_NEXT_CLAUSE = re.compile(r"[,;]|\b(?:and|but|while)\b")
_BACK_TO = re.compile(
    r"\b(?:they|their|them|these|those|there|where|wh(?:om|ich|o))\b|, (?:up|down)\b", re.IGNORECASE
)
_LIVE_IN = re.compile(
    r"\s+(?:of\s+[^,;.]{2,30}?\s+)?(?:still\s+)?(?:lives?|lived|are|were|is|was)?\s*"
    r"(?:in\s+)?(?:the\s+)?",
    re.IGNORECASE,
)


def is_of_next(view: View, found: Found[str], one: Printed) -> bool:
    """Whether words behind a figure only say whose the next one is ("81.6 years: women 84.5").

    Args:
        view: The sentence.
        found: A mark or a topic.
        one: The figure.
    """
    if found.start < one.end:
        return False
    following = next((other for other in view.figures if other.start >= found.end), None)
    if following is None or view.figures_between(one.end, found.start):
        return False
    if _LINE.match(view.text, one.end, found.start):
        return _HEADS.fullmatch(view.text, found.end, following.start) is not None
    is_listed = _ITEM.fullmatch(view.text, one.end, found.start) is not None
    return is_listed and not view.text[found.end : following.start].strip(" :–—-")


_LINE = re.compile(r"[^.;:]{0,40}?(?:[:;–—]|\s-\s)\s*")
_HEADS = re.compile(r"(?:[^\S\n]*[\w’'%-]+){0,4}?[^\S\n]*[:–—-]?[^\S\n]*")
_ITEM = re.compile(r"[^.;:]{0,40}?,\s*(?:(?:in|the|for|of)\s+)*")
_BOTH = re.compile(
    r"\b(?:men and women|women and men|boys and girls|girls and boys|males and females|"
    r"females and males|sons and daughters|public and private|private and public|young and old|"
    r"old and young|(?:urban|rural|towns?|cit(?:y|ies)|villages?|country|countryside) and "
    r"(?:the )?(?:urban|rural|towns?|cit(?:y|ies)|villages?|country(?:side)?))\b",
    re.IGNORECASE,
)


def _is_of_both(view: View, mark: Found[str], one: Printed) -> bool:
    """Whether men and women are named as all there are ("half of our men and women cannot read").

    Where a clause has two figures one may be of each, unless each has an area of its own.
    """
    own = view.clauses.at(one.start)
    figures = [other for other in view.figures if own.start <= other.start < own.end]
    is_each_placed = all(
        any(left.end <= area.start < right.start for area in view.areas)
        for left, right in pairwise(figures)
    )
    if not is_each_placed:
        return False
    near = _BOTH.finditer(view.text, max(view.start, mark.start - 16), min(view.end, mark.end + 16))
    return any(match.start() <= mark.start < match.end() for match in near)


def _is_of_another(view: View, mark: Found[str], one: Printed) -> bool:
    """Whether a clause of its own and another topic lie between a mark and a figure after it."""
    between = view.text[mark.end : one.start]
    if mark.payload in _SUM_OF_ANOTHER:
        told = max((f.end for f in view.figures if mark.end <= f.start < one.start), default=0)
        return any(0 < told <= topic.start < one.start for topic in view.topics)
    cut = _TURNED.search(between)
    if cut is None:
        return False
    place = mark.end + cut.end()
    if _OF_ALL.match(view.after(one.end, 40)):
        return True
    return any(place <= topic.start < one.start for topic in view.topics)


_OF_ALL = re.compile(
    r"\s+of (?:all |the |its |their |our |\w+[’']s )*(?:[A-Z][a-z]+ )?(?:young |small )?"
    r"(?:adults|people|population|"
    r"inhabitants|citizens|residents|children|households|pupils|workers|voters|infants|babies)\b"
)
_TURNED = re.compile(r", (?:and|but|while|whereas|yet|though|although)\b|;")
_OUTDONE = re.compile(
    r"\b(?:overt(?:ake|akes|aken|ook)|outnumber\w*|outdo|outdone|outperform\w*|outliv\w+|ahead of|"
    r"behind|than|past)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
"""What comes before those whom others are set against ("girls have overtaken boys: 36%")."""
_FRAMES = re.compile(r"\W*(?:Among|For|With|In the case of)\s+(?:the\s+)?", re.IGNORECASE)
_SUM_OF_ANOTHER = frozenset({"percap", "ppp", "constant"})


def rate_of_people(view: View, relation: Relation) -> Relation:
    """The rate in "10% of the world's population lived on less than $1.90", which is no share."""
    topic = relation.of_topic
    if relation.kind != "share" or relation.other is None:
        return relation
    if relation.part is not None or relation.is_part:
        return relation
    is_rate = is_people(relation.other.text) or _is_a_people(view, relation.other)
    if is_rate or _has_part(view, relation):
        return replace(relation, kind="level")
    if topic is None and HUMANITY.fullmatch(relation.other.text):
        if _is_set_beside(view, relation):
            return replace(relation, kind="level")
        return _with_rate(view, relation, relation.other.end)
    if topic is None or view.words_between(relation.other.end, topic.start) > 3:
        return relation if relation.other.kind == "world" else replace(relation, kind="level")
    if not any(series.unit in STOCKS for series in topics().by_id[topic.payload].series):
        return replace(relation, kind="level")
    if topic.payload not in {"population", "people"}:
        return relation
    if _is_rate_before(view, relation) or _is_set_beside(view, relation):
        return replace(relation, kind="level")
    return _with_rate(view, relation, topic.end)


def _with_rate(view: View, relation: Relation, place: int) -> Relation:
    """The rate of some people, where one is told right behind them ("… lived in towns")."""
    for found in view.topics:
        if found.start < place or view.words_between(place, found.start) > 6:
            continue
        rates = any(series.unit == "pct" for series in topics().by_id[found.payload].series)
        is_apart = view.figures_between(place, found.start) or "," in view.text[place : found.start]
        if rates and not is_apart:
            return replace(relation, kind="level")
    return relation


_ALONE = re.compile(
    r"\s*(?:[.,;:)]|$|\b(?:are|were|is|was|have|had|has|live|lived|aged|over|under|who|do|did|can|"
    r"cannot|use|used|say|said|and|vs)\b)"
)


def _is_a_people(view: View, mention: AreaMention) -> bool:
    """Whether an adjective stands for a people itself ("30% of Japanese are over 65")."""
    if mention.text.casefold() not in area_adjectives():
        return False
    return _ALONE.match(view.after(mention.end, 12)) is not None


_LIKE = {"employment": "labour_force", "labour_force": "employment"}


_GROUNDS = frozenset({"land"})
"""Of these a part is told behind them: "3 per cent of Algeria's land is arable"."""


def _has_part(view: View, relation: Relation) -> bool:
    """Whether a part is named of what a percentage is of ("food is 17% of Egypt's imports")."""
    whole = relation.of_topic
    base = base_after(view.text[relation.after : min(view.end, relation.after + 60)])
    if not base or whole is None or base == "people":
        return False
    clause = view.clauses.at(whole.start)
    return any(
        series.base in {base, _LIKE.get(base)} and series.unit == "pct"
        for found in view.topics
        if clause.start <= found.start < clause.end and (found is not whole or base in _GROUNDS)
        for series in topics().by_id[found.payload].series
    )


def is_people(words: str) -> bool:
    """Whether an area is named by its people ("Brazilians"): a part of them is a rate of it."""
    return words.endswith("s") and words[:-1].casefold() in area_adjectives()


def _is_set_beside(view: View, relation: Relation) -> bool:
    """Whether a part of some people is set beside a rate, and so is that rate of others.

    "One in six used the Internet, compared with nearly half of the world's population."
    """
    clause = view.clauses.at(relation.after)
    return clause.kind == "base" and any(
        series.unit == "pct" and series.base == "people"
        for found in view.topics
        if found.end <= clause.start
        for series in topics().by_id[found.payload].series
    )


def _is_rate_before(view: View, relation: Relation) -> bool:
    """Whether a rate is named first ("poverty fell to 9% of the world's population")."""
    place = relation.rest_start
    for found in view.topics:
        if found.end > place or view.words_between(found.end, place) > 8:
            continue
        series = topics().by_id[found.payload].series
        is_rate = any(one.unit == "pct" and one.base == "people" for one in series)
        if is_rate and not re.search(r"[,;:.]", view.text[found.end : place]):
            return not any(one.unit in STOCKS for one in series if not one.needs)
    return False
