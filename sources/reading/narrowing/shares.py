"""A figure that is a part of something: of the world's output, of the people of a region.

Whose the part is and of whom the whole, the words around the figure tell, never data.
"""

from __future__ import annotations

import re
from dataclasses import replace

from sources.reading.mentions.areas import AreaMention, is_country
from sources.reading.mentions.printed import Printed
from sources.reading.mentions.relation_words import HUMANITY, SHARE_OF
from sources.reading.narrowing.named_shares import named_share
from sources.reading.sentences.context import View, area_of_group
from sources.reading.sentences.relations import Relation, relate, rest_of

HAS = (
    r"(?:accounts? for|accounted for|accounting for|makes? up|made up|making up|produces?|"
    r"produced|producing|generates?|generated|generating|contributes?|contributed|contributing|"
    r"represents?|represented|representing|constitutes?|constituted|comprises?|comprised|"
    r"supplies|supplied|provides?|provided|delivers?|delivered|has|have|had|having|holds?|held|"
    r"is home to|are home to|was home to|were home to|home to|houses?|housed|with|claims?|claimed|"
    r"was responsible for|is responsible for|is|was|equals?|equalled)"
)
"""What a country does that has a part of something; an alternative for a pattern."""
_HAS_PART = re.compile(
    rf"\b{HAS}\s+(?:(?:over|about|around|roughly|some|only|just|nearly|almost|close|to|more|less|"
    r"fewer|than|at|least|most|up|well|still|now|itself|alone|as|much|an?|estimated|fully|"
    r"barely|hardly|approximately|under|even|then|already|together|in|all)\s+|\d{4},?\s+)*$",
    re.IGNORECASE,
)
"""What a country does that has a part of something."""


_NATIONAL = frozenset({"country", "back_country", "back_any"})


def without_base(view: View, one: Printed) -> Printed:
    """A percentage "of GDP" that is a country's part of a group's, without that base.

    "Kazakhstan produces more than half of the output of Central Asia" is no rate of an output.

    Args:
        view: The sentence.
        one: The figure.
    """
    if one.base != "gdp":
        return one
    words = view.text[one.end : one.after]
    if _OF_A_BRANCH.search(words) or _is_lost_power(view, one, words):
        return replace(one, base="", after=one.end)
    groups = [
        area
        for area in view.areas
        if area.kind in {"group", "back_group"} and one.end <= area.start < one.after
    ]
    output = next(
        (t for t in reversed(view.topics) if one.end <= t.start and t.end <= one.after), None
    )
    if not groups and output is not None and words:
        of_group = area_of_group(view.text, output, view.areas)
        groups = [of_group] if of_group is not None and of_group.kind == "group" else []
    if not groups or not _has_part(view, one, groups[0]):
        return one
    return replace(one, base="", after=one.end)


_OF_A_BRANCH = re.compile(
    r"\b(?:electricity|power|electrical|farm|agricultural|industrial|factory|manufacturing|crops?|"
    r"cereals?|grain|oil|mining)\s+output$",
    re.IGNORECASE,
)
"""Output that is a part of the economy's only."""


def _is_lost_power(view: View, one: Printed, words: str) -> bool:
    """Whether "output" is that of power stations ("losses in the grid eat up 12% of output")."""
    if not re.search(r"\boutput$", words, re.IGNORECASE):
        return False
    return any(t.payload == "power_losses" and t.end <= one.start for t in view.topics)


def relation_of(view: View, one: Printed) -> Relation:
    """What a figure says: by itself, as a part of something, or of a share named before it."""
    return named_share(view, one, share_of(view, one, relate(view, one)))


def share_of(view: View, one: Printed, relation: Relation) -> Relation:
    """What a figure that seems a level is a part of; the relation as it is, where of nothing.

    Args:
        view: The sentence.
        one: The figure.
        relation: What it says by itself.
    """
    if relation.kind != "level" or one.unit != "pct" or one.base:
        return relation
    found = _of_people(view, one) or _share(view, one)
    if found is not None and found.part is None and (part := _of_these(view, found)):
        found = replace(found, part=part)
    return relation if found is None else replace(found, after=relation.after)


_IN_SO_MANY = re.compile(
    r"[^.;:]{0,70}?\b(?:only |just |these )?(?:\d+|two|three|four|five|six|seven|eight|nine|ten|"
    r"twelve|a handful of)\s+(?:\w+\s+)?(?:countries|states|nations|economies|members)\s*"
    r"(?:alone\s*)?(?::|\(|[–—]|,\s+namely|,)\s*(?:namely\s+)?(?:the\s+)?"
)


def _of_these(view: View, relation: Relation) -> AreaMention | None:
    """The countries that together have a part, listed behind it ("in three countries: A, B, C")."""
    if relation.other is None or relation.other.kind not in {"world", "group", "back_group"}:
        return None
    for area in view.areas:
        is_list = area.start >= relation.other.end and len(area.areas) > 1
        if is_list and _IN_SO_MANY.fullmatch(view.text, relation.other.end, area.start):
            return replace(area, areas=(" + ".join(area.areas),))
    return None


def _share(view: View, one: Printed) -> Relation | None:
    match = SHARE_OF.match(view.after(one.end, 60))
    if match is None:
        return _of_which(view, one)
    humanity = HUMANITY.match(view.text, one.end + match.end(), view.end)
    if humanity is not None:
        whole = AreaMention(0, 0, humanity.start(), humanity.end(), "world", ("WLD",), humanity[0])
        people = next((t for t in view.topics if t.start <= humanity.start() < t.end), None)
        has = _HAS_OF_ALL.search(view.before(one.start, 80)) if people is None else None
        told = "population" if has is not None else ""
        why = f"a part of “{humanity[0]}”"
        return Relation("share", whole, why=why, of_topic=people, counted=told)
    return (
        _of_total(view, one)
        or _of_group_s_people(view, one)
        or _of_whole(view, one, one.end + match.end())
    )


_HAS_OF_ALL = re.compile(
    r"\b(?:ha[sd]|have|holds?|held|is home to|are home to|accounts? for|stands? for|makes? up|made "
    r"up|contains?)\s+(?:(?:about|some|just|only|nearly|almost|roughly|over|around|a|an|mere)\s+)*$",
    re.IGNORECASE,
)
"""What tells of a country's people as a part of mankind ("Barbados has 0.004% of humanity")."""
_PEOPLE = re.compile(
    r"(?:\s+or so)?\s+of\s+(?:all\s+)?(?:the\s+)?(?:people|inhabitants|population|humans)\s+"
    r"(?:of|in)\s+(?:all\s+of\s+)?(?:the\s+)?",
    re.IGNORECASE,
)


def _of_group_s_people(view: View, one: Printed) -> Relation | None:
    """A country's part of a group's people ("has half of the people of West Africa")."""
    behind = _PEOPLE.match(view.text, one.end, view.end)
    if behind is None:
        return None
    for area in view.areas:
        is_group = area.kind == "group" and area.start <= behind.end() <= area.end
        if is_group and _STOPS.match(view.text, area.end, view.end) and _has_part(view, one, area):
            why = f"a part of the people of “{area.text}”"
            return Relation("share", area, why=why, is_part=True, counted="population")
    return None


def _of_whole(view: View, one: Printed, place: int) -> Relation | None:
    """A part of the world's or a group's, by the words from a place on."""
    rest, start, end = rest_of(view, one, place)
    topic = next((t for t in view.topics if start - 2 <= t.start < min(start + 60, end)), None)
    area = next(
        (
            a
            for a in view.areas
            if one.end <= a.start and start - 8 <= a.start < min(start + 30, end + 1)
        ),
        None,
    )
    of_group = None if topic is None else area_of_group(view.text, topic, view.areas)
    if of_group is not None and of_group.start < end:
        area = of_group
    elif area is not None and (
        _NEXT_CLAUSE.search(view.text, place, area.start)
        or _SAID_OF_THEM.match(view.text, place, area.start)
        or _is_next_one(view, place, area)
    ):
        return None  # "40% of export earnings, and China takes most of it" is no part of China's
    if area is None or (area.kind == "back_any" and not area.is_possessive):
        return None
    why = f"a part of “{area.text}”"
    is_part = _has_part(view, one, area)
    counted = "" if topic is not None else _counted(view, area, end, is_part=is_part)
    relation = Relation("share", area, False, rest, start, end, why, topic, counted=counted)
    if of_group is area:
        return replace(relation, is_part=is_part)
    if area.kind == "world" or area.is_possessive or re.match(r"\s*\w+", view.text[area.end : end]):
        if view.words_between(place, area.start) > _APART:
            return None
        return replace(relation, is_part=is_part)
    return None


_ALONE = re.compile(r",\s+(?:the\s+)?$")


def _is_next_one(view: View, place: int, area: AreaMention) -> bool:
    """Whether an area behind a comma has the next figure ("28% of cases, India's in 53")."""
    following = view.figure_after(area.end)
    if following is None or _ALONE.search(view.text, place, area.start) is None:
        return False
    is_bare = not any(area.end <= topic.start < following.start for topic in view.topics)
    return is_bare and view.words_between(area.end, following.start) <= 1


_OUTPUT = re.compile(
    r"(?:[’']s?)?\s+(?:combined |total |joint |overall |economic )*(?:econom(?:y|ies)|output|GDP|"
    r"gross domestic product)\b",
    re.IGNORECASE,
)
_FOLK = re.compile(r"(?:[’']s?)?\s+(?:people|population|inhabitants)\b", re.IGNORECASE)


def _counted(view: View, area: AreaMention, end: int, *, is_part: bool) -> str:
    """The topic of a group's total that stands right behind its name; empty for none."""
    if _OUTPUT.match(view.text, area.end, end):
        return "gdp"
    folk = _FOLK.match(view.text, area.end, end) if is_part else None
    return "population" if folk is not None and _STOPS.match(view.text, folk.end(), end) else ""


_NEXT_CLAUSE = re.compile(r",\s+(?:and|but|while|whereas|yet|though|although)\s+(?:the\s+)?$")
_SAID_OF_THEM = re.compile(
    r"\s*(?:(?:\w+\s+){0,2}?(?:people|inhabitants|residents|adults|women|men|children)\s+)?"
    r"(?:is|are|was|were|lives?|lived|ha[sd]|have)\b[^;]*,",
    re.IGNORECASE,
)
"""What is told of the people, before another is named ("27% of people are 65+, in Korea 14%")."""
_APART = 3
"""So many words may stand between "of" and whose the whole is."""
_TOTAL = re.compile(
    r"(?:\s+or so)?\s+of\s+(?:the\s+)?(?:total|whole)\s+(?:for|of|in|across)\s+(?:the\s+)?",
    re.IGNORECASE,
)
"""What a part is of where only "the total" names it."""
_OWN_TOTAL = re.compile(
    r"\s*(?:[’']s?)?\s*(?:combined\s+|overall\s+)?total\b(?!\s+\w*[a-z]{3})", re.I
)


def _of_total(view: View, one: Printed) -> Relation | None:
    """A part of a total of what was told right before ("4.7 per cent of the group's total")."""
    total = _TOTAL.match(view.text, one.end, view.end)
    at = one.end if total is None else total.end()
    for area in view.areas:
        if area.start < at or area.kind not in {"world", "group", "back_group"}:
            continue
        if view.words_between(at, area.start) > _APART:
            return None
        if total is None and _OWN_TOTAL.match(view.text, area.end, view.end) is None:
            return None
        why = f"a part of the total of “{area.text}”"
        return Relation("share", area, why=why, is_part=True)
    return None


def _has_part(view: View, one: Printed, whole: AreaMention) -> bool:
    """Whether a country before a figure is said to have it as its part of a group's."""
    if whole.kind not in {"group", "back_group"}:
        return False
    own = view.clauses.at(one.start)
    verb = _HAS_PART.search(view.before(one.start, 80))
    if verb is None:
        return False
    place = max(view.start, one.start - len(verb[0]))
    before = [area for area in view.areas if own.opened <= area.start < place + 4]
    if not before and own.kind in {"relative", "aside"}:
        before = [area for area in view.areas if area.end <= own.start + 2][-1:]
    if not before or before[-1].kind not in _NATIONAL:
        return False
    return not any(before[-1].end <= topic.start < place for topic in view.topics)


_WHO = (
    r"(?:lives?|lived|living|resides?|resided|(?:was|were|is|are) (?:to be )?found)\s+in\s+"
    r"(?:either\s+|both\s+)?(?:the\s+)?"
)
_BE = r"(?:is|are|was|were)\s+(?:an?\s+|from\s+)?"
_IN_PART = re.compile(rf"(?:\s+(?:people|citizens))?\s+(?:{_WHO}|{_BE})", re.IGNORECASE)
_OF_ALL = re.compile(
    r"(?:\s+or so)?\s+(?:(?:of|in|out of)\s+)?(?:all\s+|every\s+)?(?:the\s+)?"
    r"(?:(?:people|inhabitants|everyone|population|humans)\s+(?:of|in)\s+)?(?:the\s+)?",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"(?:\s+(?:alone|today|now|then))?(?:\s*[.,;:)]|\s*$|\s+(?:in|by)\s+(?:the year\s+)?\d{4}|"
    r"\s+(?:and|but|or|while|that|according|at|as|last|at)\b)",
    re.IGNORECASE,
)
"""What may stand behind the country whose people a part of a region's are."""


def _of_people(view: View, one: Printed) -> Relation | None:
    """A part of a region's or the world's people, told by where they live ("… lived in India")."""
    if (lived := _live_in(view, one)) is not None:
        return lived
    for whole in view.areas:
        is_within = one.start <= whole.start < one.end
        is_behind = _OF_ALL.fullmatch(view.text, one.end, max(one.end, whole.start)) is not None
        if whole.kind not in {"group", "world"} or not (is_within or is_behind):
            continue
        place = max(one.end, whole.end)
        part = next((area for area in view.areas if area.start >= place), None)
        if part is None or not part.areas or not all(map(is_country, part.areas)):
            return None
        is_part = _IN_PART.fullmatch(view.text, place, part.start) is not None
        if is_part and _ENDS.match(view.text, part.end, view.end):
            why = f"a part of the people of “{whole.text}”"
            return Relation("share", whole, why=why, part=part, counted="population")
        return None
    return None


_PERSONS = re.compile(r"\b(?:people|persons?|humans?|human beings|of us)\b", re.IGNORECASE)
_LIVE_IN = re.compile(
    r"(?:\s+(?:people|humans|human beings|persons?|of\s+us))?(?:\s+on\s+(?:earth|the\s+planet))?\s+"
    r"(?:now\s+)?live[sd]?\s+in\s+(?:the\s+)?",
    re.IGNORECASE,
)


def _live_in(view: View, one: Printed) -> Relation | None:
    """A part of mankind, told by where it lives ("Six out of ten people live in Asia")."""
    lives = _LIVE_IN.match(view.text, one.end, view.end)
    if lives is None or not _PERSONS.search(view.text, one.start, lives.end()):
        return None
    place = lives.end()
    part = next((area for area in view.areas if area.start <= place < area.end), None)
    if part is None or not part.areas or part.kind not in {"group", "country"}:
        return None
    if not _ENDS.match(view.text, part.end, view.end) or view.areas[0] is not part:
        return None
    whole = AreaMention(0, 0, one.start, one.end, "world", ("WLD",), "people")
    why = f"a part of mankind lives in “{part.text}”"
    return Relation("share", whole, why=why, part=part, counted="population")


_OF_ITS = re.compile(
    r"(?:\s+or so)?\s+of\s+(?:its|their)\s+(?:total\s+|entire\s+)?"
    r"(?:(?P<population>people|population|inhabitants)|"
    r"(?P<gdp>GDP|output|economy|gross domestic product|economic output))\b",
    re.IGNORECASE,
)
_AND_HAS = re.compile(
    r"[^.;:]*?\b(?:and|but|with|while|yet)\b[^.;:]{0,60}|\s*,?\s*(?:for|on)\s+[^.;:]{0,20}", re.I
)
_STOPS = re.compile(
    r"\s*(?:[.,;:)]|$)|\s+(?:and|but|in\s+\d{4}|by\s+\d{4}|today|now|then|that|last)\b"
)


def its_part(view: View, one: Printed, last: Relation) -> Relation | None:
    """A part of the same whole as the figure before ("… of the world's output, and 40% of its").

    Args:
        view: The sentence.
        one: The figure.
        last: What the figure before it says.
    """
    behind = _OF_ITS.match(view.text, one.end, view.end)
    whole, told = last.other, last.counted
    if behind is None or whole is None or last.kind != "share" or one.unit != "pct":
        return None
    if last.of_topic is not None:
        told = {"people": "population"}.get(last.of_topic.payload, last.of_topic.payload)
    counted = str(behind.lastgroup)
    if whole.kind not in {"world", "group", "back_group"} or not told or counted == told:
        return None
    place = max(whole.end, last.of_topic.end if last.of_topic else 0)
    is_next = _AND_HAS.fullmatch(view.text, place, one.start) is not None
    is_bare = not any(place <= found.start < one.start for found in view.topics)
    is_bare = is_bare and not any(place <= area.start < one.start for area in view.areas)
    if not (is_next and is_bare and _STOPS.match(view.text, behind.end(), view.end)):
        return None
    why = f"a part of the same “{whole.text}”"
    part = replace(last, rest="", of_topic=None, counted=counted, why=why, after=one.end)
    return replace(part, is_part=whole.kind != "world")


_OF_WHICH = re.compile(r"\bof (?:which|that|this|these|it)\b", re.IGNORECASE)


def _of_which(view: View, one: Printed) -> Relation | None:
    """A part of what was just told of a group ("of which Brazil produces three quarters")."""
    matches = list(_OF_WHICH.finditer(view.text, view.start, one.start))
    if not matches or re.search(r"[.;:]\s", view.text[matches[-1].end() : one.start]):
        return None
    at = matches[-1]
    parts = [area for area in view.areas if at.end() <= area.start < one.start and area.areas]
    wholes = [area for area in view.areas if area.end <= at.start() and area.areas]
    if not parts or not wholes or not view.figures_between(wholes[-1].end, at.start()):
        return None
    why = f"a part of what is told of “{wholes[-1].text}”"
    return Relation("share", wholes[-1], why=why, part=parts[-1])
