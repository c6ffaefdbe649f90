"""Which areas of a sentence are only compared with, or what another one is judged by."""

from __future__ import annotations

import re

from sources.reading.discourse.ranges import is_among, is_on_earth, is_range, is_that_of
from sources.reading.mentions.areas import AreaMention
from sources.reading.mentions.printed import Printed
from sources.reading.sentences.context import View

_COMPARED = re.compile(
    r"\b(?:all but|except(?: for)?|excluding|including|(?:of|than|to|as) what|apart from|"
    r"other than|than|compared (?:with|to)|only to|against|versus|vs\.?|unlike|above|below|behind|"
    r"after|ahead of|short of|as against|"
    r"as (?:many|much|large|high|low|big|great|rich|populous|long|old) as|"
    r"in contrast to|contrast with|relative to|outside|between|followed by|times|twice|"
    r"th(?:at|ose) (?:of|in|for)|exceed(?:s|ed|ing)?|double|half|as in|from|to|"
    r"(?:times|twice|double|half|"
    r"triple)\s+(?:\w+\s+){1,4}?(?:of|in)|of the (?:average|level|figure|ratio|mean|rate|norm) "
    r"(?:for|in|of|across)|"
    r"(?:above|below|over|under|at|near|on|around|than|to) the (?:\w+ )?(?:average|mean|norm) "
    r"(?:for|in|of|across))\s+(?:(?:that of|in|for|those of|the|its|their|"
    r"neighbour|neighbor|neighbouring|neighboring|nearby|richer|poorer|larger|smaller|much|far|"
    r"[a-z]+-[a-z]+)"
    r"\s+){0,3}(?:an?\s+|(?:an?|the)\s+(?:average|typical|ordinary)\s+)?$",
    re.IGNORECASE,
)
_PART_OF = re.compile(
    r"(?:%|\bper ?cent|\b(?:third|quarter|half|fifth|tenth)s?)\s+of\s+[^.;,]{0,24}\bin\s+"
    r"(?:the\s+)?$",
    re.IGNORECASE,
)
"""What a part is of ("30 per cent of all the CO2 in the world")."""
_OWNED_BEST = re.compile(
    r"\s*(?:\w+[- ])?(?:largest|biggest|highest|lowest|smallest|richest|poorest|fastest|oldest|"
    r"youngest|top|leading|most|least|worst|best)\b",
    re.IGNORECASE,
)
DESCRIBING = re.compile(
    r"\s*,\s+(?:the|an?|one of|itself|now|once|long|still)\b[^,;.:()]{0,60}?\b"
    r"(?:of|in|on|among|within)\s+(?:the\s+|all\s+)?",
    re.IGNORECASE,
)
"""What tells more of the area before it ("Brazil, the giant of …")."""
_LEFT_OUT = re.compile(
    r",?\s+(?:(?:is|are|was|were|being)\s+)?(?:left out|left aside|excluded|excepted|apart|aside)\b"
)
"""What sets an area apart from whom a sentence tells of ("if Russia is left out")."""
_BY = re.compile(r"\bby\s+(?:the\s+)?$", re.IGNORECASE)
_STANDARDS = re.compile(r"(?:[’']s?)?\s+standards?\b", re.IGNORECASE)
"""What an area is judged by ("By African standards the country is well off")."""


def is_compared(view: View, mention: AreaMention) -> bool:
    """Whether an area is only what something is compared with.

    Args:
        view: The sentence.
        mention: The area.
    """
    known = view.compared.get(mention.start)
    if known is None:
        known = view.compared[mention.start] = _is_compared(view, mention)
    return known


def _is_compared(view: View, mention: AreaMention) -> bool:
    if _is_describing(view, mention) or _LEFT_OUT.match(view.text, mention.end):
        return True
    before = view.before(mention.start, 40)
    if is_yardstick(view, mention) or is_among(view, mention):
        return True
    if mention.is_possessive and _OWNED_BEST.match(view.after(mention.end, 40)):
        return True
    opening = view.text[view.clauses.at(mention.start).opened : mention.start]
    if re.fullmatch(r"[,;]?\s+and\s+(?:that|those)\s+(?:of|in|for)\s+(?:the\s+)?", opening):
        return False
    if is_that_of(view, mention, opening, before):
        return False
    if is_on_earth(mention):
        return is_range(view, mention)  # "one of the poorest countries on earth"
    if mention.kind == "world" and (
        is_range(view, mention)
        or re.search(r"\bof (?:the )?(?:\w+ )?$", before)
        or _PART_OF.search(before)
    ):
        return True
    if re.search(r"\b(?:from|to)\s+(?:the\s+)?$", before):
        return False
    if re.search(
        r"\b(?:against|compared (?:with|to)|versus|than)\s+(?:[^,;:]|,\d){0,25}\bin\s+(?:the\s+)?$",
        before,
    ):
        return True
    return _COMPARED.search(before) is not None or is_range(view, mention)


def _is_describing(view: View, mention: AreaMention) -> bool:
    """Whether an area only tells more of the one before ("Brazil, the giant of America, ")."""
    if view.after(mention.end, 1) != ",":
        return False
    before = [one for one in view.areas if one.end <= mention.start and one.areas]
    if not before:
        return False
    return DESCRIBING.fullmatch(view.text, before[-1].end, mention.start) is not None


_LINE_FOR = re.compile(
    r"\b(?:lines?|thresholds?|standards?|yardsticks?|benchmarks?|cut-offs?|bar|norms?)\s+"
    r"(?:(?:set|used|meant|drawn)\s+)?(?:for|of)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_LINE = re.compile(
    r"(?:[’']s?)?\s+(?:country\s+)?(?:poverty\s+)?(?:lines?|thresholds?|standards?|yardsticks?)\b",
    re.IGNORECASE,
)
_FOR_IT = re.compile(
    r"\b(?:high|low|large|small|big|rich|poor|modest|good|bad|\w*usual|strong|weak|exceptional|"
    r"remarkable|young|old|long|short|cheap|dear|expensive|generous|impressive|respectable|decent|"
    r"typical|normal|cautious|moderate|mild|steep|slow|fast)\s+for\s+(?:a\s+country\s+in\s+)?"
    r"(?:the\s+|an?\s+)?$",
    re.IGNORECASE,
)
"""What one is judged by ("high for the region", "at 76 years, long for Africa")."""


def is_yardstick(view: View, mention: AreaMention) -> bool:
    """Whether an area is what another one is judged by ("the line for low-income countries").

    Args:
        view: The sentence.
        mention: The area.
    """
    before = view.before(mention.start, 60)
    if _BY.search(before) and _STANDARDS.match(view.after(mention.end, 16)):
        return True
    if mention.kind not in {"group", "world", "back_group"}:
        return False
    if _LINE_FOR.search(before) or _FOR_IT.search(before):
        return True
    return mention.kind == "group" and _LINE.match(view.after(mention.end, 30)) is not None


_MORE = (
    r"(?:more|less|fewer|higher|lower|larger|smaller|bigger|greater|longer|shorter|faster|slower|better|"
    r"worse|further)"
)
_HELD = re.compile(
    r"\s*(?:per cent|percent|%)?(?:\s+in\s+(?:19|20)\d\d)?,\s+"
    r"(?:(?:still|just|much|far|even|slightly|somewhat|a little|well|also)\s+)*"
    rf"(?:{_MORE}\s+than|ahead of|behind|against|compared (?:with|to)|unlike)\s+"
    r"(?:in\s+|that of\s+)?(?:the\s+)?"
)
_IN_BRACKETS = re.compile(
    r"(?:[’']s?)?\s*\((?:(?:about|around|some|only|just|nearly|almost|over|at|with)\s+)*",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"\b(?:gr[eo]w\w*|r[io]se[ns]?|f[ae]ll(?:en|s)?|drop\w*|increas\w*|decreas\w*|declin\w*|gain\w*|"
    r"lost|loses?|(?:up|down)\s+(?:by|from)|climb\w*|shr[aiu]nk\w*|cut|doubl\w*|halv\w*|rais\w*)\b",
    re.IGNORECASE,
)
_OF_ECONOMY = re.compile(
    r"\b(?:econom(?:y|ies)|GDP|output|gross domestic product)\b[^,;:.]{0,30}?\b"
    r"(?:gr[eo]w\w*|expand\w*|growth)\b|\bgrowth\b",
    re.IGNORECASE,
)


def held_in_brackets(view: View, one: Printed, mention: AreaMention) -> bool:
    """Whether a country's value stands in brackets behind what it is held against.

    "Kenya's economy grew by 6.3 percent in 2018, faster than Uganda (6.2 percent)" is of Uganda, in
    2018. It is not so surely where a change of something is held against another's, where words
    stand between, or where the brackets have a year of their own.

    Args:
        view: The sentence.
        one: The figure in the brackets.
        mention: The country before them.
    """
    last = view.figure_before(one.start)
    if last is None or view.figure_before(last.start) is not None or last.unit != one.unit:
        return False
    if _IN_BRACKETS.fullmatch(view.text, mention.end, one.start) is None:
        return False
    if _HELD.fullmatch(view.text, last.end, mention.start) is None:
        return False
    close = view.text.find(")", one.end, view.end)
    if any(one.end <= year.start < close for year in view.years):
        return False
    before = view.text[view.start : last.start]
    is_growth = one.unit == "pct" and _OF_ECONOMY.search(before) is not None
    return is_growth or _CHANGED.search(view.text, view.start, mention.start) is None
