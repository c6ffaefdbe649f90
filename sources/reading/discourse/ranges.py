"""Among whom a superlative holds, which is not whom a figure is of; whom "that of" tells of."""

from __future__ import annotations

import re

from sources.figures.likeness import LIKE, NO_THING
from sources.reading.mentions.areas import AreaMention
from sources.reading.sentences.context import View

_MOST = (
    r"(?!west|forest|interest|harvest|invest|latest|request|test|east|midwest|lowest of|"
    r"rest)\w{2,}est|most\s+\w+|least\s+\w+"
)
SUPERLATIVE_WORD = re.compile(rf"\b(?:{_MOST}|best|worst)\b", re.IGNORECASE)
_WHO = (
    r"(?:(?:comparable|rich|poor|large|major|big|small|wealthy|developing|sovereign|single)\s+)?"
    r"(?:country|nation|state|economy|place|land|people|society|government|parliament|one|body|"
    r"island|region|capital|territory|republic|population|member|neighbou?r)"
)
_ANY_OF = (
    rf"(?:no|any)\s+(?:other\s+)?{_WHO}|nobody|anybody|anyone|anywhere|nowhere|"
    r"everyone|everybody|everywhere"
)
"""Who no one is ahead of ("no country on Earth has more", "more than anyone in Europe")."""
SUPERLATIVE = re.compile(
    rf"\b(?:(?:{_MOST}|best|worst|(?:second|third|fourth|fifth|sixth|\d+(?:nd|rd|th))|rank\w*)\b"
    rf"[^.;,]{{0,60}}|(?:{_ANY_OF})\b[^.;,:]{{0,60}})"
    r"\b(?:in|on|of|among|across|throughout)\s*(?:the\s+|all\s+)?$",
    re.IGNORECASE,
)
_PART_OF = re.compile(
    r"\b(?:an?|one|two|three|four|five)[ -](?:third|fourth|fifth|sixth|\d+th)s? of\s+"
    r"(?:the\s+|all\s+)?$",
    re.IGNORECASE,
)
"""What makes an ordinal a part of some people ("over a third of Indonesian children")."""
_RANGED = re.compile(rf"\b(?:{_MOST}|{_ANY_OF}|best|worst)\b", re.IGNORECASE)
_ON_EARTH = re.compile(r"on earth|(?:across|around) the globe", re.IGNORECASE)


def is_on_earth(mention: AreaMention) -> bool:
    """Whether words name the world with the place in it ("on Earth")."""
    return mention.kind == "world" and _ON_EARTH.fullmatch(mention.text) is not None


def is_range(view: View, mention: AreaMention) -> bool:
    """Whether an area only says among whom a superlative holds ("the tiniest on the planet").

    Args:
        view: The sentence.
        mention: The area.
    """
    if is_on_earth(mention):
        near = re.split(r"[.;,]", view.before(mention.start, 50))[-1]
        return _RANGED.search(near) is not None
    is_people = mention.is_demonym or (mention.kind == "country" and mention.text.endswith("ns"))
    if is_people and not mention.is_possessive and _PART_OF.search(view.before(mention.start, 40)):
        return False
    return SUPERLATIVE.search(view.before(mention.start, 80)) is not None


def is_likened(view: View, mention: AreaMention) -> bool:
    """Whether an area only says what something is like ("on a par with", "the same as in").

    Args:
        view: The sentence.
        mention: The area.
    """
    start = max(view.start, mention.start - _LIKENED)
    found = LIKE.finditer(view.text, start, mention.start)
    return any(one.end() == mention.start and not NO_THING.search(one[0]) for one in found)


_LIKENED = 80
"""So many characters before an area words may begin that liken something to it."""


_AMONG = re.compile(
    rf"(?:\b(?:the|its|our|their|his|her|my|your|whose|(?:second|third|fourth|fifth)|a)\s+|[’']s?\s+)"
    rf"(?:(?:\w+[ -])?(?:{_MOST}|best|worst))\s+(?!(?:in|of|on|among)\b)"
    r"(?P<what>[^.;:,()]{2,60}?)\s+(?:in|of|on|among|across)\s+(?:the\s+|all\s+(?:of\s+)?)*$",
    re.IGNORECASE,
)
_THAN_ANY = re.compile(
    rf"\b(?:{_ANY_OF})\b[^.;,:]{{0,40}}?\b(?:in|of|on|among|across)\s+(?:the\s+|all\s+)?$|"
    r"\b(?:any|no|every|each)\s+(?:other\s+)?$",
    re.IGNORECASE,
)
_TOP_OF = re.compile(
    r"\b(?:(?:at|near|to) the )?(?:top|bottom|head|tail) of\s+(?:the\s+)?(?:\w+\s+(?:in|of)\s+)?"
    r"(?:the\s+)?$",
    re.IGNORECASE,
)
_IS = re.compile(r"\b(?:is|are|was|were|be|been|found|lies?|lay)\b", re.IGNORECASE)


def is_among(view: View, mention: AreaMention) -> bool:
    """Whether a group is only the one in which somebody has most ("the highest pay in Asia").

    Args:
        view: The sentence.
        mention: The area.
    """
    if mention.kind not in {"group", "back_group", "world"}:
        return False
    before = view.before(mention.start, 100)
    found = _AMONG.search(before)
    if found is not None:
        return _IS.search(found["what"]) is None
    return _TOP_OF.search(before) is not None or _THAN_ANY.search(before) is not None


_THAT_OF = re.compile(
    r"[,;]?\s*(?:(?:but|while|whereas)\s+)?(?:that|those)\s+(?:of|in|for)\s+(?:the\s+)?",
    re.IGNORECASE,
)


def is_that_of(view: View, mention: AreaMention, opening: str, before: str) -> bool:
    """Whether "that of" an area is told, and not compared with ("…; that of the world was 19.3").

    So it is in "Kenya's output grew by 5%, that of Mali by barely 1%".

    Args:
        view: The sentence.
        mention: The area.
        opening: The words between where its clause begins and it.
        before: The words before it.
    """
    if _THAT_OF.fullmatch(view.text, view.start, mention.start):
        return True  # "Those of Kenya cover 6 per cent"
    if _THAT_OF_NEXT.search(before) and _BY_NEXT.match(view.text, mention.end, view.end):
        return True
    is_led = _THAT_OF.fullmatch(opening) is not None
    return is_led and _WAS.match(view.text, mention.end, view.end) is not None


_THAT_OF_NEXT = re.compile(
    r",\s+(?:and\s+|but\s+|while\s+)?(?:that|those)\s+(?:of|in|for)\s+(?:the\s+)?$", re.IGNORECASE
)
_BY_NEXT = re.compile(
    r"\s+(?:(?:r[io]se|rose|fell|grew|climbed|dropped|slipped|jumped|shrank|went|slid)\s+from|"
    r"by|at|to|only|just|even|barely|about|some|nearly|almost)\s+(?:[a-z]+\s+){0,2}[$€£]?\d"
)
_WAS = re.compile(r"\s+(?:was|were|is|are|stood|came|amounted|reached|had been)\b")
