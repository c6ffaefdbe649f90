"""Words for a sex, an age, towns or villages that an earlier clause tells of by itself.

"In Japan, where women live longest, life expectancy is 84 years", "17 per cent live in towns and 69
per cent have basic water": what follows such a clause may be told of all people.
"""

from __future__ import annotations

import re

from sources.reading.dates.tenses import last_tense
from sources.reading.mentions.areas import AreaMention
from sources.reading.mentions.printed import Printed
from sources.reading.mentions.topics import Series, topics
from sources.reading.mentions.words import Found
from sources.reading.narrowing.parts import PARTS
from sources.reading.narrowing.subsets import town_or_country
from sources.reading.sentences.context import View
from sources.reference.names import area_adjectives

_CUT = re.compile(
    r"[,;:()—–]|\s-\s|\b(?:and|but|while|whereas|where|whose|because|so|as|when|although|though|yet|"
    r"if|since|after|before)\b",
    re.IGNORECASE,
)
_LISTED = re.compile(r"§(?:[’']s?)?(?:\s*(?:,|and|or|,\s*and)\s*(?:in\s+)?§(?:[’']s?)?)+")
_PEERS = re.compile(
    r"^(?:\s+(?:and|or)\s+(?:the\s+)?(?:girls|women|men|boys|cities|towns|villages|over|older|above)\b)"
    r"|^\s+aged\s+(?:between\s+)?\d+(?:\s*(?:to|and|[-–])\s*(?:\d+|over|older|above))?",
    re.IGNORECASE,
)
_FRAME = re.compile(
    r"(?:^\W*|[;:,.]\s+|\b)(?:(?:and|but|while|whereas)\s+)?"
    r"(?:In|Among|Amongst|For|Of|Across|Within|Throughout|As for|When it comes to|Outside)\s+"
    r"(?P<fill>(?:[\w’'%.-]+\s+){0,4})$",
    re.IGNORECASE,
)
_OPENS = re.compile(r"(?:^\W*|[;:,.—–]\s+|\b(?:and|but|while|whereas)\s+)$", re.IGNORECASE)
_NO_FRAME = re.compile(
    r"[’']s?\s|\s*(?:who|whom|that|which|live[sd]?|dwell|there|grow|grew|work(?:s|ed)?|are|is|was|"
    r"were|have|has|had)\b",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    r"\b(?:where|who|whose|which|when|because|as|though|although|with|thanks to|despite)\b[^,;:]*$|"
    r"\b(?:an?|the)\s+\w+\s+of\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
"""What a clause begins with that only tells of a country beside."""
_GOES_ON = re.compile(
    r"\s*(?:(?:also|now|only|still|then|each|on average,?)\s+)*(?:had|have|has|lived?|were|was|"
    r"is|are|can|could|use[ds]?|earn(?:ed)?|work(?:ed)?|hold|held|make|made|did|do)\b",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"\b(?:they|their|theirs|them|these|those|whom)\b|\bthere\b(?!\s+(?:is|are|was|were|ha))",
    re.IGNORECASE,
)
_THEIRS = re.compile(r"(?:[,;:]|\b(?:and|but|so)\b).*\b(?P<those>their|they)\b", re.IGNORECASE)
_PEOPLE = re.compile(
    r"\b(?:people|population|citizens|inhabitants|adults|children|households|families|"
    r"(?-i:[A-Z][a-z]+(?:ns|is|ese|ish)))\b",
    re.IGNORECASE,
)
_OPPOSITES = {"female": "male", "male": "female", "rural": "urban", "urban": "rural"}
_THERE = re.compile(r"(?:\s*areas)?,?\s+where", re.IGNORECASE)
_DONE = re.compile(
    r"\b(?:cut|cuts|raise[sd]?|lift(?:s|ed)?|push(?:es|ed)?|brought|brings?|boost(?:s|ed)?|lower(?:s|ed)?|"
    r"reduce[sd]?|improve[sd]?|helps?|helped|drove|drives?|gives?|gave|puts?|changed?)\b",
    re.IGNORECASE,
)
"""What some people do to a rate, which is then not theirs."""
_OF_ALL = re.compile(
    r"\s+of\s+(?:all\s+|the\s+|its\s+|their\s+|our\s+)*(?:adults|people|population|inhabitants|"
    r"citizens|residents|households|children|workers|nation|(?-i:[A-Z][a-z]+s))\b",
    re.IGNORECASE,
)


def part_told_apart(view: View, one: Printed, series: Series, words: str) -> str:
    """Why a figure read of some people may not be of them; empty where it is.

    Args:
        view: The sentence.
        one: The figure.
        series: What it is read of.
        words: The words that name that.
    """
    if apart := town_or_country(view, one, series, words):
        return f"“{apart}” stands between it and what it seems to be about"
    if view.sentence.kind == "row":
        return ""
    if not series.needs & PARTS:
        return _of_those(view, one, series)
    alike = [topic for topic in view.topics if topic.payload == series.topic]
    named = [topic for topic in alike if view.text[topic.start : topic.end] == words] or alike
    for need in sorted(series.needs & PARTS):
        marks = [mark for mark in view.marks if mark.payload == need]
        told = [mark for mark in marks if mark.start < one.start]
        held = (mark for mark in marks if not _is_beside(view, one, mark, alike))
        if told and not any(_is_at(view, one, mark, named) for mark in held):
            some = view.text[told[-1].start : told[-1].end]
            return f"“{some}” is told of by itself before it, and it may be of all people"
    return ""


def _of_those(view: View, one: Printed, series: Series) -> str:
    """Why a figure read of all may be of some ("Kenyan women are healthier, and their …")."""
    needed = {
        need
        for other in topics().by_id[series.topic].series
        if other.unit == series.unit
        for need in other.needs & PARTS
    }
    told = {mark.payload for mark in view.marks if mark.end <= one.start}
    for mark in view.marks:
        is_both = _OPPOSITES.get(mark.payload) in told
        if mark.payload not in needed or mark.end > one.start or is_both:
            continue
        between = view.text[mark.end : one.start]
        back = _THEIRS.search(between)
        if back and not _PEOPLE.search(between) and _is_subject(view, mark):
            some = view.text[mark.start : mark.end]
            return f"“{back['those']}” may go back to “{some}”, and not to all people"
    return ""


def _is_beside(view: View, one: Printed, mark: Found[str], alike: list[Found[str]]) -> bool:
    """Whether some people stand in a clause that only tells of a country whose rate is told."""
    if mark.start >= one.start or not _WITHIN.search(view.text[view.start : mark.start]):
        return False
    is_cut = _is_cut(view, mark.end, one.start)
    return is_cut and any(
        topic.end <= mark.start and _is_cut(view, topic.end, mark.start) for topic in alike
    )


def _is_at(view: View, one: Printed, mark: Found[str], named: list[Found[str]]) -> bool:
    """Whether a word for some people holds for a figure, by its place."""
    if any(topic.start <= mark.start < topic.end for topic in named):
        return True
    if mark.start >= one.start:
        return not _is_cut(view, one.end, mark.start)
    if _BACK.search(view.text, mark.end, one.start):
        return True
    between = _between(view, mark.end, one.start)
    cut = _last_cut(between)
    is_of_all = cut is not None and _OF_ALL.match(view.text, one.end, view.end) is not None
    if not is_of_all and any(_is_joined(view, mark, topic) for topic in named):
        return True
    is_owned = any(_is_owned(view, mark, topic) for topic in named)
    return _is_carried(view, mark, between, cut, is_owned=is_owned)


def _is_joined(view: View, mark: Found[str], topic: Found[str]) -> bool:
    """Whether no clause ends between words for some people and those that name a series."""
    start, end = sorted((mark, topic), key=lambda found: found.start)
    is_apart = _is_cut(view, start.end, end.start) or _is_owned(view, mark, topic)
    return not is_apart and not _DONE.search(view.text, mark.end, max(mark.end, topic.start))


def _is_owned(view: View, mark: Found[str], topic: Found[str]) -> bool:
    """Whether a country between has a series ("After work in rural areas Ghana's access …")."""
    return any(
        area.is_possessive and mark.end + 1 < area.start < topic.start for area in view.areas
    )


def _is_carried(
    view: View, mark: Found[str], between: str, cut: re.Match[str] | None, *, is_owned: bool
) -> bool:
    """Whether some people are told of on, behind the clause that names them."""
    places = [area for area in view.areas if not area.is_possessive and not _is_of_a_people(area)]
    before = view.without(view.start, mark.start, places, "§")
    if _is_frame(before, between):
        return True
    if cut is not None and _THERE.fullmatch(between, 0, cut.end()):
        return True
    is_on = cut is None or _GOES_ON.match(between, cut.end()) is not None
    return is_on and not is_owned and _is_subject(view, mark, is_within=cut is None)


def _is_subject(view: View, mark: Found[str], *, is_within: bool = False) -> bool:
    """Whether some people lead a clause, which is one of its own unless it may be ``within``."""
    before = view.text[view.start : mark.start]
    own = before[max((one.end() for one in _CUT.finditer(before)), default=0) :]
    return last_tense(own) == (False, False) and (is_within or _WITHIN.search(before) is None)


def _is_of_a_people(area: AreaMention) -> bool:
    return area.text.casefold() in area_adjectives()


def _is_frame(before: str, between: str) -> bool:
    """Whether some people open a clause as those of whom it is told ("Among women, …")."""
    if _NO_FRAME.match(between):
        return False
    if re.match(r"\s*(?:§\s*)?:", between):
        return re.fullmatch(r"\W*", before) is not None
    found = _FRAME.search(before)
    is_frame = found is not None and _OPENS.search(before[: _word(found)]) is not None
    return is_frame and found is not None and not re.search(r"\b(?:of|who|in)\b", found["fill"])


def _word(found: re.Match[str]) -> int:
    """Where the first word of what was found begins."""
    return found.start() + len(found[0]) - len(found[0].lstrip(" ,;:."))


def _is_cut(view: View, start: int, end: int) -> bool:
    return _last_cut(_between(view, start, end)) is not None


def _last_cut(words: str) -> re.Match[str] | None:
    return next(reversed(list(_CUT.finditer(words))), None)


def _between(view: View, start: int, end: int) -> str:
    """The words between two places, the areas as one sign, a list of them as one."""
    words = view.without(start, end, view.areas, "§")
    return _LISTED.sub("§", _PEERS.sub("", words))
