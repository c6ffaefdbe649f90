"""Countries that are told of without their name, where a figure was read of one that has it.

"Its northern neighbour … That country's economy", "the country that attacked it", "the kingdom"
where a republic was named last, "the smaller of the two"; and those who fled, told by where they
went ("1.5 million to Poland").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sources.reading.mentions.areas import AreaMention, find_areas
from sources.reading.mentions.printed import Printed
from sources.reading.mentions.words import tokenize
from sources.reading.sentences.context import View
from sources.reading.sentences.model import Reading

_LAND = r"(?:country|nation|state|land|economy|republic|kingdom|power)"
_THAT = re.compile(rf"\bthat {_LAND}\b(?!\s+(?:has|have|had)\s+to\b)", re.IGNORECASE)
_NOT_NAMED = re.compile(
    r"\b(?:neighbou?rs?|rivals?|peers?|giants?|partners?|ally|allies|patrons?|protectors?|rulers?|"
    r"coloni\w+|occupiers?|invaders?|aggressors?|enem(?:y|ies)|foes?|sisters?|brothers?|twins?|"
    r"creditors?|lenders?|donors?|suppliers?|customers?|buyers?|another country|other country|"
    r"superpower|(?:to|on) (?:its|the) (?:north|south|east|west)\b|across (?:its|the))\b",
    re.IGNORECASE,
)
"""Words for another country that need not be named."""
_WHICH = re.compile(
    rf"\bthe\s+(?:\w+\s+)?{_LAND}\s+(?:that|which|whose|where|with which)\b"
    r"(?=[^,;:.]{0,50}\b(?:it|its|them|their|him|his|her)\b)",
    re.IGNORECASE,
)
"""A country told by what it does to the one that is spoken of."""
_ONE_OF_TWO = re.compile(
    r"\W*(?P<which>the (?:(?:smaller|larger|bigger|richer|poorer|older|younger|other|first|second|"
    r"northern|southern|eastern|western|(?:more|less) \w+)"
    r"(?:\s+(?:(?:one|country|neighbou?r|state)\b(?:\s+of (?:the two|them|these)\b)?|"
    r"of (?:the two|them|these)\b)|(?=,?\s+(?:is|was|has|had|lives?|lived|grew|sells?|sold|relies|"
    r"relied|depends?|depended|trades?|traded|earns?|exports?|imports?)\b(?!\s+of\b)))|"
    r"former\b(?=,?\s+(?:is|was|has|had|[a-z]+s)\b)|latter\b))",
    re.IGNORECASE,
)
"""One of two that leads a sentence by its place among them."""
_IS_NAMED = re.compile(r",?\s+(?:(?:is|was)\s+)?(?:the\s+)?[A-Z]")
_KINGDOMS = re.compile(
    r"GBR|JOR|MAR|SAU|BHR|ESP|BEL|NLD|DNK|NOR|SWE|THA|KHM|MYS|BTN|LSO|SWZ|TON|QAT|KWT|OMN|ARE|BRN|"
    r"LUX|LIE|MCO|AND|JPN"
)
_FEDERATIONS = re.compile(
    r"RUS|DEU|AUT|CHE|USA|MEX|BRA|ARG|VEN|IND|PAK|NGA|ETH|MYS|ARE|AUS|CAN|BEL|BIH|NPL|FSM|KNA|COM|"
    r"SOM|IRQ|SDN|SSD"
)
_IS_STATE = re.compile(
    r"\b(?:[Tt]he|[Tt]his)\s+(?:[a-z]+\s+)?"
    r"(?:(?P<crown>kingdom|monarchy|emirate|sultanate|principality|"
    r"duchy)|(?P<union>federation)|(?P<republic>republic))\b(?:[’']s)?(?!\s+of\b)"
)
"""What kind of state a country is; no country is called so that is none."""


def doubt_of_unnamed(
    view: View, one: Printed, reading: Reading, mention: AreaMention | None
) -> str:
    """Who else than the country it was read of may be meant; empty where nothing says so.

    Args:
        view: The sentence.
        one: The figure.
        reading: What it was read as.
        mention: Where its areas are named; None where they are carried over.
    """
    is_carried = mention is None or not mention.areas
    if reading.indicator.startswith("refugees_from") and (place := _went_to(view, one, reading)):
        return f"“{place}” may be where they went"
    if which := _country_which(view, one, mention):
        return f"whom “{which}” means is not named"
    if not is_carried or view.sentence.kind == "row":
        return ""
    is_several = len(reading.areas) > 1 or any(" + " in area for area in reading.areas)
    if mention is not None and mention.text.casefold() in _ITS and is_several:
        return f"whom of several “{mention.text}” means is not certain"
    if kind := _other_state(view, one, reading.areas):
        return f"whom “{kind}” means is not certain"
    last = _sentence_before(view)
    that = _THAT.search(view.text, view.start, one.start)
    if that is not None and (other := _other_before(last, reading.areas)):
        return f"whether “{that[0]}” is “{other}” is not said"
    led = _ONE_OF_TWO.match(last)
    if led is None or _IS_NAMED.match(last, led.end()):
        return ""
    return f"whom “{led['which']}” means is not certain"


_ITS = frozenset({"it", "its", "it's", "itself"})
_END = re.compile(r"[.!?][”\"’')]*\s+(?=[A-Z“\"‘])|\n")


def _sentence_before(view: View) -> str:
    """The words of the sentence before, of the same paragraph."""
    before = view.text[max(0, view.start - 400) : view.start].rstrip(" ")
    *_, start = (0, *(found.end() for found in _END.finditer(before)))
    return before[start:]


def _other_before(words: str, areas: Sequence[str]) -> str:
    """Another country in a sentence: one that is not named, or the one that is named last."""
    if found := _NOT_NAMED.search(words):
        return found[0]
    *_, last = (None, *(one for one in find_areas(words, tokenize(words)) if one.areas))
    is_other = last is not None and last.kind == "country" and tuple(last.areas) != tuple(areas)
    return last.text if last is not None and is_other else ""


def _country_which(view: View, one: Printed, mention: AreaMention | None) -> str:
    """The country of a figure that is told by what it does, and not named; else empty."""
    last, following = view.figure_before(one.start), view.figure_after(one.end)
    start = view.start if last is None else last.end
    end = view.end if following is None else following.start
    found = _WHICH.search(view.text, start, end)
    if found is None or _AT.search(view.text, start, found.start()) is None:
        return ""
    if re.search(r",|\band\b", view.text[one.end : found.start()]):
        return ""
    is_named = mention is not None and bool(mention.areas) and mention.start >= found.end()
    return "" if is_named else found[0]


_AT = re.compile(r"\b(?:in|for|of|at|by)\s+$", re.IGNORECASE)


def _other_state(view: View, one: Printed, areas: Sequence[str]) -> str:
    """A kind of state before a figure that the country it was read of is none of; else empty."""
    if len(areas) != 1 or re.fullmatch(r"[A-Z]{3}", areas[0]) is None:
        return ""
    for found in _IS_STATE.finditer(view.text, view.start, one.start):
        kinds = _FEDERATIONS if found["union"] else _KINGDOMS
        is_other = (kinds.fullmatch(areas[0]) is None) != bool(found["republic"])
        if is_other:
            return found[0]
    return ""


_TOWARDS = re.compile(
    r"\b(?:to|into|in|across|within|reached|elsewhere in|(?:countries|parts|states|corners|rest)\s+"
    r"(?:of|in))\s+(?:the\s+|other\s+|rest\s+of\s+)*$",
    re.IGNORECASE,
)


def _went_to(view: View, one: Printed, reading: Reading) -> str:
    """Where those went who fled from what a figure was read of; empty where no place is told."""
    following = view.figure_after(one.end)
    end = view.end if following is None else following.start
    last = view.figure_before(one.start)
    start = view.start if last is None else last.end
    return next(
        (
            area.text
            for area in view.areas
            if _TOWARDS.search(view.before(area.start, 40))
            and (start <= area.start < end or area.areas == reading.areas)
        ),
        "",
    )
