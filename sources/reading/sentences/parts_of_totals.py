"""A part of what was just told of the world or a group: "half of it through Singapore"."""

from __future__ import annotations

import re
from dataclasses import replace

from sources.reading.mentions.areas import AreaMention, is_country
from sources.reading.mentions.printed import Printed
from sources.reading.mentions.topics import Series, topics
from sources.reading.sentences.context import Thread, View
from sources.reading.sentences.fits import STOCKS
from sources.reading.sentences.model import Reading
from sources.reading.sentences.relations import Relation

_THEM = (
    r"(?:\s+or so)?\s+of\s+(?:"
    r"(?:(?:the|that|this) )?(?:(?:world|global|regional|combined|overall|group[’']s|bloc[’']s) )?"
    r"total|(?:the|these|those|all|all these)\s+(?!of\b|in\b|to\b)(?P<noun>[a-z]+)|"
    r"them|it|these|those|that|this)\b"
)
_OF_THEM = re.compile(_THEM, re.IGNORECASE)
_WHERE = re.compile(
    r"\s*,?\s*(?:(?:who|which|that)\s+)?(?:(?:live[sd]?|living|occur(?:s|red)?|happen(?:s|ed)?|"
    r"are|were|is|was|came?|comes|goes|went|go|reside[sd]?|stood|stand|lies?|lay|found)\s+)*"
    r"(?:alone\s+)?(?:in|to|from|through|by)\s+(?:the\s+)?",
    re.IGNORECASE,
)
_HAS = re.compile(
    r"\b(?:account(?:s|ed|ing)? for|ma(?:kes?|de) up|(?:is|are|was|were) responsible for|"
    r"ha(?:s|ve|d)|holds?|held|took|takes?|got|gets?|receive[sd]?|produce[sd]?|generate[sd]?|"
    r"contribute[sd]?|supplie[sd]|supply|emit(?:s|ted)?|(?:is|are|was|were) home to)\s+"
    r"(?:(?:for|about|around|some|roughly|nearly|almost|over|more|less|than|only|just|well|close|to|"
    r"at|least|alone|together|between them|itself|as much as|an estimated|up|still|now)\s+)*$",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"(?:\s+(?:alone|today|now|then|of|in)\b[^.;,]{0,16})?(?:\s*[.,;:)(\u2014\u2013]|\s*$|\s+(?:and|but|while|"
    r"with|in \d{4}|by \d{4}|that|last)\b)",
    re.IGNORECASE,
)
_NATIONAL = frozenset({"country", "group"})
_NEAR = 400
"""So many characters before the sentence what it is a part of may have been told."""


def part_of_told(view: View, one: Printed, thread: Thread) -> Relation | None:
    """A country's or a region's part of what was told last of a larger area; None for none.

    Args:
        view: The sentence.
        one: The figure.
        thread: What was spoken of before.
    """
    if one.unit != "pct" or one.base or not thread.levels or thread.series is None:
        return None
    topic, whole = thread.levels[-1]
    is_near = view.start - thread.told_start < _NEAR
    if len(whole) != 1 or is_country(whole[0]) or topic != thread.series.topic or not is_near:
        return None
    if thread.series.unit not in STOCKS or not _is_same_paragraph(view, thread):
        return None
    behind = _OF_THEM.match(view.text, one.end, view.end)
    if behind is None or not _is_of_series(behind["noun"], topic):
        return None
    part = _where(view, behind.end(), whole[0]) or _owner(view, one, behind.end(), whole[0])
    if part is None:
        return None
    at = behind.start()
    told = AreaMention(0, 0, at, at, "world" if whole[0] == "WLD" else "group", whole, behind[0])
    why = f"a part of what was told before it, and “{part.text}” has it"
    return Relation("share", told, why=why, part=part, is_part=True, counted=topic)


def keep_share(
    thread: Thread, view: View, relation: Relation, series: Series, reading: Reading
) -> None:
    """Keeps in mind of what, and of whom, a share is that was told.

    Args:
        thread: What was spoken of before.
        view: The sentence.
        relation: What the figure says.
        series: What it was read of.
        reading: What it was read as.
    """
    if reading.measure == "share" and relation.other is not None and relation.other.areas:
        thread.share_told = (series.topic, relation.other, view.sentence.paragraph)
    elif reading.measure == "value" and not view.start <= thread.told_start:
        thread.share_told = None


_SHARE_IS = re.compile(
    r"\b(?:share|part|portion|contribution)\s+(?:is|was|stands at|stood at|came to|comes to)\s+"
    r"(?:(?:only|just|about|some|nearly|almost|over|a|an|mere|barely|still|around)\s+)*$",
    re.IGNORECASE,
)


def share_like_told(view: View, one: Printed, thread: Thread) -> Relation | None:
    """A country's share of that of which one was told right before; None for none.

    "Asia emits half of the world's carbon dioxide. China alone emits 31 per cent, the EU 7."

    Args:
        view: The sentence.
        one: The figure.
        thread: What was spoken of before.
    """
    told = thread.share_told
    if told is None or one.unit != "pct" or one.base or view.marks:
        return None
    verb = _HAS.search(view.before(one.start, 90))
    begin = one.start if verb is None else one.start - len(verb[0])
    if any(topic.payload != told[0] and topic.start < begin for topic in view.topics):
        return None
    if view.start <= thread.told_start or told[2] != view.sentence.paragraph:
        return None
    before = view.before(one.start, 90)
    areas = [area for area in view.areas if area.end <= one.start]
    if len(areas) != 1 or not _is_other(areas[0], told[1].areas[0]):
        return None
    is_bare = _ENDS.match(view.text, one.end, view.end) is not None
    if not is_bare or not (_HAS.search(before) or _SHARE_IS.search(before)):
        return None
    whole = replace(told[1], start=one.end, end=one.end)
    why = f"a part of “{told[1].text}” as before"
    return Relation("share", whole, why=why, is_part=True, counted=told[0])


def two_told(
    thread: Thread, topic: str
) -> tuple[tuple[tuple[str, ...], float], tuple[tuple[str, ...], float]] | None:
    """The two areas whose levels of a topic were told last, and these, the lower one first.

    Args:
        thread: What was spoken of before.
        topic: What the levels are of.
    """
    told = tuple(zip(thread.levels[-2:], thread.values[-2:], strict=False))
    if len(told) < 2 or any(of != topic or len(areas) != 1 for (of, areas), _ in told):
        return None
    (less, low), (more, high) = sorted(told, key=lambda one: one[1])
    return None if less[1] == more[1] else ((less[1], low), (more[1], high))


_LIKE = 0.15


def held_apart(
    thread: Thread, topic: str, one: Printed
) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The two areas of which one has so many times as much, by their levels told last.

    "In plain dollars: $22,000 here against their $49,000. Less than half".

    Args:
        thread: What was spoken of before.
        topic: What the levels are of.
        one: The figure that tells so many times, or a part.
    """
    part = one.value / (100 if one.unit == "pct" else 1)
    told = two_told(thread, topic)
    if told is None or min(part, told[0][1], told[1][1]) <= 0:
        return None
    (less, low), (more, high) = told
    ratio = low / high if part < 1 else high / low
    return ((less, more) if part < 1 else (more, less)) if abs(ratio / part - 1) < _LIKE else None


def part_alone(view: View, one: Printed, thread: Thread) -> Relation | None:
    """A part that is a whole sentence ("Less than half."), which is of what was told before it.

    Args:
        view: The sentence.
        one: The figure.
        thread: What was spoken of before.
    """
    around = view.text[view.start : one.start] + view.text[one.end : view.end]
    is_alone = re.fullmatch(r"\W*(?:(?:barely|only|just|not even|about|that is)\W+)?", around, re.I)
    is_part = one.unit == "pct" and _IN_WORDS.search(one.figure.text) is not None
    if is_alone is None or not is_part or thread.series is None:
        return None
    if held_apart(thread, thread.series.topic, one) is None:
        return None
    return Relation("ratio", why="a part of the figures before it")


_IN_WORDS = re.compile(r"half|third|quarter|fifth|sixth|tenth", re.IGNORECASE)


def _is_same_paragraph(view: View, thread: Thread) -> bool:
    return view.start <= thread.told_start or view.sentence.paragraph == thread.paragraph


_FOLK = frozenset({"people", "inhabitants", "persons"})
_DEATHS = re.compile(r"\bSH\.(?:DTH|MMR)", re.IGNORECASE)


def _is_of_series(noun: str | None, topic: str) -> bool:
    """Whether a noun counts what a topic is about ("the deaths", "these people"); none does."""
    if noun is None:
        return True
    names = " ".join((topic, *(one.code for one in topics().by_id[topic].series))).casefold()
    if noun.casefold() == "deaths":
        return _DEATHS.search(names) is not None
    return noun.casefold().rstrip("s") in names or (noun in _FOLK and topic == "population")


def _where(view: View, at: int, whole: str) -> AreaMention | None:
    """Who has the part, named behind it."""
    where = _WHERE.match(view.text, at, view.end)
    if where is None:
        return None
    found = next((area for area in view.areas if area.start <= where.end() < area.end), None)
    if found is None or not _is_other(found, whole):
        return None
    return found if _ENDS.match(view.text, found.end, view.end) else None


def _owner(view: View, one: Printed, at: int, whole: str) -> AreaMention | None:
    """Who has the part, named before it."""
    verb = _HAS.search(view.before(one.start, 90))
    if verb is None or _ENDS.match(view.text, at, view.end) is None:
        return None
    place = max(view.start, one.start - len(verb[0]))
    opened = view.clauses.at(one.start).opened
    before = [area for area in view.areas if opened <= area.start < place + 4]
    if len(before) != 1 or not _is_other(before[0], whole):
        return None
    named = any(before[0].end <= topic.start < place for topic in view.topics)
    return None if named else before[0]


def _is_other(area: AreaMention, whole: str) -> bool:
    return area.kind in _NATIONAL and len(area.areas) == 1 and area.areas[0] != whole
