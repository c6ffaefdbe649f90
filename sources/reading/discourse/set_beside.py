"""Sentences that only set another country beside the one that a text goes on about."""

from __future__ import annotations

import re

from sources.reading.discourse.subjects import is_subject, may_lead
from sources.reading.mentions.areas import AreaMention, is_country
from sources.reading.mentions.printed import Printed
from sources.reading.sentences.context import Thread, View


def is_set_beside(thread: Thread, view: View, subject: AreaMention) -> bool:
    """Whether a short sentence only sets another country beside the one that is spoken of.

    "In Mexico it is over 30." and "Japan's was 3.2." name nothing that they tell: it is what the
    sentence before told, and the next one goes back to that one's country.

    Args:
        thread: What was spoken of before.
        view: The sentence.
        subject: The country that leads it.
    """
    words, after = view.text[view.start : subject.start], subject.end
    is_only = _ONLY.fullmatch(words) is not None
    is_one = subject.kind == "country" or (is_only and all(map(is_country, subject.areas)))
    if not is_one or subject.areas in (thread.subject, (thread.main_area,)):
        return False
    is_next = view.sentence.paragraph == thread.subject_paragraph
    if not is_next or len(thread.subject) != 1 or not is_country(thread.subject[0]):
        return False
    is_short = view.end - view.start <= _LONG and 0 < len(view.figures) <= 3
    is_elliptic = (
        (_SAME_IN.fullmatch(words) and _IT_IS.match(view.text, after))
        or (_SAME_OF.fullmatch(words) and _IS.match(view.text, after))
        or (_OPENED.fullmatch(words) and _ITS_IS.match(view.text, after))
        or (_OPENED.fullmatch(words) and _DID.match(view.text, after) and _is_each_led(view))
        or is_only
    )
    if is_short and is_elliptic and not view.topics:
        return True
    if _NEXT_DOOR.match(view.text, after) and _OPENED.fullmatch(
        view.text, view.clauses.at(subject.start).opened, subject.start
    ):
        return True
    # "Spending was 1.8 per cent of GDP, Japan's was 3.2", "Prices rose by 3%; Laos had 23%"
    own = view.clauses.at(subject.start)
    told = any(view.clauses.at(one.start).number != own.number for one in _before(view, subject))
    is_told = told or _ITS_IS.match(view.text, after) is not None
    is_apart = (
        re.search(r"[,;]\s+(?:(?:and|but|while)\s+)?(?:in\s+)?(?:the\s+)?$", words) is not None
    )
    is_main = thread.subject == (thread.main_area,)
    return is_main and is_apart and is_told and bool(_before(view, subject)) and _leads(view)


_LONG = 120
_FIGURE = r"(?:figure|rate|share|number|ratio|average|total|gap|level|toll|count)s?"
_OPENED = re.compile(r"\W*(?:(?:and|but|yet|only|even)\s+)?", re.IGNORECASE)
_SAME_IN = re.compile(
    r"\W*(?:(?:and|but|yet|even)\s+)?(?:in|for|among)\s+(?:the\s+)?", re.IGNORECASE
)
_SAME_OF = re.compile(
    rf"\W*(?:(?:and|but|yet)\s+)?(?:the\s+{_FIGURE}|that|those)\s+(?:in|for|of)\s+(?:the\s+)?",
    re.IGNORECASE,
)
_IS = re.compile(r"\s+(?:is|was|are|were|had been|has been|came to|stood at|stands at)\b")
_IT_IS = re.compile(
    rf",?\s+(?:(?:it|they|that|this|the {_FIGURE})(?:[’']s\b|{_IS.pattern})|"
    r"(?:only |just |about )?\d)"
)
_ITS_IS = re.compile(
    rf"(?:[’']s?)?(?:\s*:|\s+{_FIGURE})|(?:[’']s|(?<=s)[’'])\s+(?:is|was|are|were)\b"
)
"""How a sentence says that what was told stands otherwise in another country."""
_ONLY = re.compile(r"\W*(?:only|not even)\s+(?:the\s+)?", re.IGNORECASE)
_NEXT_DOOR = re.compile(
    r",\s+(?:next door|across the (?:border|river|strait)|(?:its|their|the)\s+(?:\w+\s+){0,3}?"
    r"neighbou?r\b)",
    re.IGNORECASE,
)
_DID = re.compile(
    r"\s+(?:managed?|manages|hosts?|hosted|had|has|take|took|takes|got|gets?|holds?|held|counts?|"
    r"counted|record(?:s|ed)|posts?|posted|reports?|reported|saw|sees|spends?|spent|earns?|earned|"
    r"pays?|paid|does|did|follow(?:s|ed)|comes? next|came next|stands at|stood at|reach(?:es|ed)|"
    r"achieve[sd]|sold|sells|sent|sends|received|receives)\b"
)
"""What another country did of what was told ("Thailand managed $285 billion, Laos only $9")."""


def _is_each_led(view: View) -> bool:
    """Whether each figure of a sentence stands behind a country of its own."""
    place = view.start
    for one in view.figures:
        if not any(place <= area.start < one.start and area.areas for area in view.areas):
            return False
        place = one.end
    return True


def _before(view: View, subject: AreaMention) -> list[Printed]:
    return [one for one in view.figures if one.end <= subject.start and one.unit != "number"]


def _leads(view: View) -> bool:
    """Whether a sentence tells first of what it names none for ("Prices rose by 3%; …")."""
    return bool(view.topics) and view.topics[0].start < view.figures[0].start


def led_last(thread: Thread, view: View, subject: AreaMention) -> tuple[str, ...]:
    """The country that leads what stands behind the last ";", where none of both is the text's.

    Args:
        thread: What was spoken of before.
        view: The sentence.
        subject: The country that leads the sentence.
    """
    place = view.text.rfind(";", subject.end, view.end)
    if place < 0 or subject.kind != "country" or subject.areas == (thread.main_area,):
        return ()
    last = next((one for one in view.areas if one.start > place and one.areas), None)
    if last is None or last.kind != "country" or not may_lead(view, last):
        return ()
    is_led = _LEADS.fullmatch(view.text, place + 1, last.start) is not None
    return last.areas if is_led and is_subject(view, last) else ()


_LEADS = re.compile(r"\s*(?:(?:and|but|while)\s+)?(?:the\s+)?", re.IGNORECASE)
