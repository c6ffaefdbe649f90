"""Whom a fact is held against where its words do not name them: "higher than ours", "the others".

"the regional average" is that of the region, "its neighbours" are not said, and what has no other
of its own ("Zambia's was higher still") is held against whom the figure before is of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sources.figures.numbers.number_words import CARDINALS
from sources.reading.choosing.areas import AreaChoice
from sources.reading.discourse.subjects import resolve_back
from sources.reading.mentions.areas import AreaMention
from sources.reading.sentences.context import Thread, View
from sources.reading.told.model import FigureTold, RankFact

_OTHER = re.compile(
    r"\bthe\s+(?:other|remaining)\s+(?P<number>two|three|four|five|six)\b"
    r"(?:\s+(?:countries|economies|nations|states|members))?|\bthe\s+other\b(?=\s*[.,;)])",
    re.IGNORECASE,
)
_OF_REGION = re.compile(
    r"\b(?:the|its|their|our)\s+(?P<whose>regional|continental|group|bloc)(?:['’]s)?\s+"
    r"(?:average|mean|median|norm|level|figure|rate|value)s?\b",
    re.IGNORECASE,
)
_BACK = frozenset({"ours", "we", "the two", "the three", "the four", "the five", "the region"})
_BACK |= {"the continent", "the bloc", "the union", "the group", "the former", "the latter"}
_BACK |= {"our country", "my country"}


def others_at(view: View, place: int) -> AreaMention | None:
    """What words at a place hold a fact against: an area, or words that go back to some.

    Args:
        view: The sentence.
        place: Where they begin, or stand behind an article of theirs.
    """
    near = (one for one in view.areas if one.start <= place < one.end)
    area = next((one for one in near if one.areas or one.text.casefold() in _BACK), None)
    return area or next(_going_back(view, max(view.start, place - 6), place), None)


def _going_back(view: View, start: int, place: int) -> Iterator[AreaMention]:
    for pattern in (_OTHER, _OF_REGION):
        for match in pattern.finditer(view.text, start, min(view.end, place + 40)):
            if match.start() <= place < match.end():
                text = "the region" if pattern is _OF_REGION else match[0]
                yield AreaMention(0, 0, match.start(), match.end(), "back_group", (), text)


def areas_held_against(
    view: View,
    told: RankFact,
    own: tuple[str, ...],
    thread: Thread,
    others: list[AreaChoice],
    last: FigureTold | None,
) -> tuple[str, ...]:
    """The areas that a fact is held against, or ranges over; none where nothing says them.

    Args:
        view: The sentence.
        told: The fact.
        own: Whose it is.
        thread: What was said before.
        others: Whom it may be about, best first.
        last: The figure that stands before it in its sentence; None for none.
    """
    if told.among is not None:
        return told.among.areas or _resolved(view, told.among, own, thread)
    if not told.is_held or told.past is not None:
        return ()
    if last is not None and last.reading.areas != own:
        return last.reading.areas
    if told.is_back and thread.told_areas not in {(), own}:
        return thread.told_areas
    return next((one.areas for one in others if one.areas != own), ())


def _resolved(
    view: View, among: AreaMention, own: tuple[str, ...], thread: Thread
) -> tuple[str, ...]:
    lists = [*thread.lists, thread.listed, thread.two_areas, thread.apart]
    found = _OTHER.fullmatch(among.text)
    if found is None:
        count = CARDINALS.get(among.text.casefold().split()[-1])
        others = (one for one in reversed(lists) if len(one) == count and not set(own) & set(one))
        return next(others, ()) or resolve_back(among, thread, view)
    number = 1 + (CARDINALS.get((found["number"] or "one").casefold()) or 1)
    whole = (one for one in reversed(lists) if len(one) == number and set(own) <= set(one))
    return tuple(code for code in next(whole, ()) if code not in own)
