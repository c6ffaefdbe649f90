"""Which of several countries named before it an "its" means, where that is not certain."""

from __future__ import annotations

import re

from sources.reading.discourse.subjects import may_lead
from sources.reading.discourse.turns import countries_beside_people, is_singular
from sources.reading.mentions.areas import AreaMention
from sources.reading.sentences.context import View


def other_antecedent(view: View, areas: tuple[str, ...], mention: AreaMention | None) -> str:
    """Another country of the sentence that an "it" or "its" may mean as well; empty for none.

    "Sweden has its lakes, Norway its fjords; its population" may be of either, and "Syrians went
    from Lebanon to Turkey; its population" too, and "Norway and its neighbour Sweden differ".

    Args:
        view: The sentence.
        areas: Whom a figure was read of.
        mention: Where these are named, or pointed back to; None where they are carried over.
    """
    if mention is None or mention.areas or not is_singular(mention):
        return ""
    beside = [one for one in countries_beside_people(view, mention) if one.areas != areas]
    if beside:
        return beside[-1].text
    named = [one for one in view.areas if one.end <= mention.start and one.kind == "country"]
    first = next((one for one in named if one.areas == areas), None)
    behind = named[named.index(first) + 1 :] if first is not None else []
    if first is not None and behind and _JOINED.fullmatch(view.text, first.end, behind[0].start):
        return behind[0].text
    others = (one for one in behind if one.areas != areas and may_lead(view, one))
    return next((one.text for one in others if _leads_next(view, named[0], one)), "")


_JOINED = re.compile(r",?\s+(?:and|or)\s+(?:[a-z]+,?\s+){1,4}", re.IGNORECASE)
"""What joins two countries to one subject ("Norway and its neighbour Sweden differ: its …")."""
_TURN = re.compile(
    r"(?:[,;]\s+(?:(?:and|but|while|whereas|so)\s+)?|\s(?:and|but|while|whereas)\s+)(?:the\s+)?$"
)
"""What ends a clause right before the subject of the next one."""
_LONGEST_TURN = 30
_SAID = re.compile(r"(?:[’']s)?\s[^.:]*?\b[a-z]+\b")
"""What is said of the subject of a clause: a word at least that is no name."""
_GOES_ON = re.compile(r"(?:[’']s)?\s+[a-z]")


def _leads_next(view: View, first: AreaMention, one: AreaMention) -> bool:
    """Whether an area leads a second clause, or what stands for one ("A has lakes, B fjords")."""
    turn = _TURN.search(view.text, max(first.end, one.start - _LONGEST_TURN), one.start)
    if turn is None or not _SAID.match(view.text, first.end, turn.start()):
        return False
    is_stopped = any(stop in view.text[first.end : one.start] for stop in ".:")
    return not is_stopped and _GOES_ON.match(view.text, one.end, view.end) is not None
