"""Comparisons without a figure: with other areas, and with what was before.

"lower than in Ghana", "had just overtaken Japan", "fewer than five years before".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from sources.reading.mentions.areas import AreaMention
from sources.reading.mentions.years import YearMention
from sources.reading.sentences.context import View
from sources.reading.told.model import MORE, Past, RankFact, figure_told, order_of_more
from sources.reading.told.others import others_at

_COMPARISON = re.compile(
    r"(?P<word>higher|lower|larger|smaller|bigger|greater|more|less|fewer|faster|slower|longer|"
    r"shorter|richer|poorer|(?:better|worse|older|younger|wider|narrower|heavier|lighter|deeper|"
    r"denser|emptier|wealthier|stronger|weaker|cheaper|steeper|quicker|safer|thinner|taller|"
    r"(?:more|less)\s+[a-z]+)(?=\s+than\b)|above|below|(?:well|far|still|slightly|somewhat|just|remains?|remained|"
    r"is|are|was|were)\s+(?:under|short\s+of|ahead\s+of))\s+"
    r"(?:than\s+)?(?:(?:that|those)\s+(?:of|in)\s+|in\s+|"
    r"of\s+)?(?:the\s+)?(?P<other>[A-Za-z][\w’'-]*(?:\s+[A-Za-z][\w’'-]*){0,3})",
    re.IGNORECASE,
)


def comparisons(view: View) -> Iterator[RankFact]:
    """The comparisons of a sentence with other areas.

    Args:
        view: The sentence.
    """
    for match in _COMPARISON.finditer(view.text, view.start, view.end):
        within = (
            area
            for area in view.areas
            if area.areas
            and match.start() < area.start < match.end()
            and area.end > match.start("other")  # "the" may be a part of a name
        )
        other = next(within, None) or others_at(view, match.start("other"))
        if other is None or view.figures_between(match.start(), match.end()):
            continue
        if _is_measured(view, match.start()) or _HELD.search(match[0]) is None:
            continue
        if _SEXES.search(view.text, match.start(), other.start):
            continue
        other = _together(view, other)
        start = _topic_start(view, match.start())
        is_short = match.end() <= other.end + 9 and other.kind not in {"back_group", "back_own"}
        end = max(match.end() if is_short else other.end, other.end)
        if whole := _AS_A_WHOLE.match(view.text, other.end, view.end):
            end = whole.end()
        words = match["word"].casefold().split()
        low = words[-1] in _LESS or words[0] == "less"
        told = _compared(view, start, end, other, "lowest" if low else "highest")
        if re.match(r"\w+\s+(?:\w+\s+)?in\s", match[0]) and "than" not in match[0].split():
            told = replace(told, among=None, subject=other)  # "higher in Portugal" is Portugal's
        yield told


_HELD = re.compile(r"\bthan\b|\b(?:above|below|under|of|in)\s", re.IGNORECASE)
"""Words that hold one against another; "more Jamaicans" holds nobody."""
_SEXES = re.compile(r"\b(?:wo)?men\b|\b(?:girls|boys|(?:fe)?males)\b", re.IGNORECASE)
_NEXT = re.compile(r"(?:\s*\([^)]{0,25}\))?(?:,\s+|,?\s+and\s+)(?:the\s+)?")
_SUM = re.compile(
    r"(?:\s*\([^)]{0,25}\))?,?\s+(?:put\s+|taken\s+)?(?:together|combined)\b", re.IGNORECASE
)


_AS_A_WHOLE = re.compile(r"\s+as\s+a\s+whole\b", re.IGNORECASE)


def _together(view: View, other: AreaMention) -> AreaMention:
    """An area with those that are added to it ("more than China and Russia put together")."""
    areas, end = list(other.areas), other.end
    for area in view.areas:
        if area.areas and area.start >= end and _NEXT.fullmatch(view.text[end : area.start]):
            areas, end = [*areas, *area.areas], area.end
    if end == other.end or _SUM.match(view.text, end, view.end) is None:
        return other
    return replace(other, areas=tuple(areas), end=end)


_LESS = frozenset({"less", "fewer", "lower", "slower", "below", "smaller", "shorter", "poorer"})
_LESS |= {
    "under",
    "of",
    "weaker",
    "younger",
    "narrower",
    "lighter",
    "thinner",
    "emptier",
    "cheaper",
}
"""The last word of what is less ("short of")."""


def _compared(view: View, start: int, end: int, other: AreaMention | None, order: str) -> RankFact:
    own = figure_told(view, start, end, 0)
    if _SURVIVING.search(view.text, start, end):
        order = "lowest" if order == "highest" else "highest"
    return RankFact(start, end, "comparison", 0, order, other, own)


_SURVIVING = re.compile(
    r"\b(?:more|less)\s+likely\s+(?:to\s+)?(?:live|survive|reach|see|celebrate|make\s+it|attain|get)\b"
    r"[^.;,]*\b(?:(?:first|fifth|1st|5th)\s+birthday|age\s+(?:of\s+)?(?:one|five|[15]))\b",
    re.IGNORECASE,
)
"""Who is less likely to live to a fifth birthday has the higher mortality."""
_MEASURE = 45
"""So many characters before a comparison a figure may say by how much ("5 points higher than")."""
_OWN_VERB = re.compile(
    r"(?:,|[)\]]|\b(?:and|but|although|though|while|whereas|yet|nor|which|that|is|are|was|were|be|"
    r"been|remains?|remained|stays?|stayed|makes?|made|did|does|do|fares?|fared|grew|grows)\b)\s+"
    r"(?:(?!on\s+average)[a-z][a-z-]*\s+){0,5}?$",
    re.IGNORECASE,
)
"""What parts a figure from a comparison that it does not measure ("9%, although lower than in")."""


def _is_measured(view: View, place: int) -> bool:
    """Whether a figure before a comparison says by how much, and no verb parts the two."""
    before = [one for one in view.figures if 0 <= place - one.end < _MEASURE]
    if not before:
        return False
    return _OWN_VERB.search(view.text[before[-1].end : place]) is None


def _topic_start(view: View, place: int) -> int:
    near = [
        one.start
        for one in view.topics
        if one.end <= place
        and place - one.end < 12
        and not re.search(r"[,\d]", view.text[one.end : place])
    ]
    return near[-1] if near else place


_FAR_THAN = re.compile(
    r"\b" + MORE + r"\s+(?:(?!but\b|while\b|than\b)[a-z][\w’'-]*\s+){2,8}?than\s+(?:in\s+)?"
    r"(?:(?:that|those)\s+(?:of|in)\s+)?(?:the\s+)?",
    re.IGNORECASE,
)


def far_comparisons(view: View) -> Iterator[RankFact]:
    """Comparisons that name what is compared between their two words ("a larger share … than").

    Args:
        view: The sentence.
    """
    for match in _FAR_THAN.finditer(view.text, view.start, view.end):
        start, end = match.span()
        places = (area for area in view.areas if area.areas and area.start <= end < area.end)
        other = next(places, None)
        is_named = any(start <= topic.start < end for topic in view.topics)
        if other is None or not is_named or _SEXES.search(match[0]):
            continue
        if _is_measured(view, start) or view.figures_between(start, end):
            continue
        other = _together(view, other)
        yield _compared(view, start, other.end, other, order_of_more(match["more"]))


_OVERTAKES = re.compile(
    r"(?:\b|(?=,))(?:overt(?:ook|aken(?P<by>\s+by)?|akes|aking)|(?:surpass|eclips|outpac|outnumber|outstripp?|"
    r"outperform|outrank|outscor|outlast|outliv|outrac|outclass|outshon|outweigh|dwarf|leapfrogg?|"
    r"exceed|topp?|overhaul|edg)(?:ed(?P<ed_by>\s+by)?|e?s|ing|e)(?:\s+out)?|outd(?:id|oes|oing|one)|"
    r"outgr(?:ew|ows|owing|own)|beat(?:s|ing|en(?P<beaten>\s+by))?|(?:went|gone|goes|moved|moves|"
    r"sailed|crept|slipped|raced|drew|jumped|leapt|climbed|rose)\s+(?:past|ahead\s+of)|(?:pulls?|"
    r"pulled|pulling)\s+ahead\s+of|(?:is|are|was|were|now|still|stays|,)\s+(?:\w+\s+)?ahead\s+of|"
    r"(?P<low>(?:lags?|lagged|lagging|trails?|trailed|trailing)(?:\s+(?:far|well|just|slightly|a\s+"
    r"little|somewhat))?(?:\s+behind)?|(?:fell|falls?|fallen|falling|slipp?(?:ed|s)|dropp?(?:ed|s)|is|are|was|were|came|comes|"
    r"stays?|stayed|remains?|remained|stood|stands)\s+(?:(?:far|well|just|a\s+little|slightly|still|somewhat)\s+)*"
    r"behind|falls?\s+short\s+of|fell\s+short\s+of))"
    r"\s+(?:(?:even|both|all\s+of|nearly|neighbou?ring|nearby|mighty|rich|much\s+richer|far\s+richer)\s+)?"
    r"(?:(?:that|those)\s+(?:of|in)\s+)?(?:the\s+)?",
    re.IGNORECASE,
)
_NOT_YET = re.compile(
    r"\b(?:will|would|may|might|could|can|must|should|not|never|yet\s+to|to|nearly|almost)\s+"
    r"(?:(?:have|be|soon|then|also)\s+){0,2}$",
    re.IGNORECASE,
)


_WHOLE = re.compile(
    r"(?:['’]s?)?(?:\s+(?:(?:world|national|regional|country|EU|OECD)\s+)?(?:average|mean|economy|"
    r"rate|level|share|figure|norm|growth|population|output|income|total|record|score|ratio|number)s?"
    r")?(?=\s*(?:[.,;:)–—]|$)|\s+(?:as|around|about|before|after|early|late|over|from|to|already|"
    r"earlier|later|sometime|back|from|until|under|alone|or|nor|by|in|last|this|on|for|by|since|only|again|then|now|and|but|"
    r"while|when|during|long|years?|soon|to\s+become|at|with|where|which|too|for)\b)",
    re.IGNORECASE,
)


def _is_of_whole(view: View, other: AreaMention) -> bool:
    """Whether an area is named for itself or its rate, and not for a part or a thing of it."""
    return _WHOLE.match(view.text, other.end, view.end) is not None


_BY_HOW_MUCH = re.compile(r"['’]?s?\s+by\s+(?:a|an|about|some|almost|nearly|[\d$€£])", re.I)


def overtaken(view: View) -> Iterator[RankFact]:
    """The comparisons of a sentence that tell of one area having overtaken another.

    Args:
        view: The sentence.
    """
    for match in _OVERTAKES.finditer(view.text, view.start, view.end):
        other = others_at(view, match.end())
        if other is None or _NOT_YET.search(view.before(match.start(), 30)):
            continue
        if _BY_HOW_MUCH.match(view.text, other.end, view.end):
            continue
        if not _is_of_whole(view, other):
            continue
        is_low = match["by"] or match["ed_by"] or match["beaten"] or match["low"]
        order = "lowest" if is_low else "highest"
        start = match.end() - len(match[0].lstrip(", "))
        told = _compared(view, start, other.end, other, order)
        yield replace(told, is_back=True)


_HOW_FAR = (
    r"(?:(?:still|now|even|far|much|well|slightly|somewhat|considerably|markedly|barely|hardly|a\s+"
    r"little|a\s+bit|a\s+lot|rather|only|just|marginally|significantly)\s+)*"
)
_THAN_BEFORE = re.compile(
    r"(?P<own>^|,\s+|\b(?:and|but|although|though|while|yet|if|is|are|was|were|remains?|remained|stands?|"
    rf"stood|stays?|stayed|had|has|have|grew|grows)\s+){_HOW_FAR}(?P<what>(?P<no>no\s+|not\s+(?:any\s+)?)?"
    + MORE
    + r"\s+(?:[a-z]+\s+){0,2}?than\s+(?:(?:it|they|there)\s+(?:was|were|had\s+been|had|did|stood)"
    r"\s+)?)(?:in\s+|at\s+|back\s+in\s+)?(?:the\s+year\s+)?",
    re.IGNORECASE,
)
_OF_BEFORE = re.compile(
    rf"\b(?=\w)"
    rf"{_HOW_FAR}(?P<way>above|below|up\s+on|down\s+on|beneath|short\s+of|higher\s+than|lower\s+than|"
    r"more\s+than|less\s+than)\s+(?:(?:(?:its|their|the)\s+)?(?:own\s+)?(?:level|peak|figure|rate|"
    r"value|share|number|low|high|mark|total)\s+(?:of|in|at|seen\s+in|reached\s+in|recorded\s+in)\s+|"
    r"(?=(?:the\s+)?(?:year\s+before|previous\s+year|(?:19|20)\d\d\s+(?:level|peak|figure|mark)))"
    r"|that\s+of\s+|those\s+of\s+)(?:the\s+)?",
    re.IGNORECASE,
)


_PACE = re.compile(r"\b(?:steep|slow|quick|fast|sharp|rapid)\w*", re.IGNORECASE)
"""What only tells how fast something changed ("less steeply than in 2009")."""


def with_its_past(view: View) -> Iterator[RankFact]:
    """The comparisons of a sentence with an earlier year, without a figure by how much.

    Args:
        view: The sentence.
    """
    text = view.text[view.start : view.end]
    for match in _THAN_BEFORE.finditer(text):
        start, end = view.start + match.start("what"), view.start + match.end()
        year = next((one for one in view.years if one.start <= end < one.end), None)
        if _PACE.search(match["what"]) or year is None or (past := _past_of(year)) is None:
            continue
        low = order_of_more(match["more"]) == "lowest"
        low = not low if match["no"] else low
        told = _compared(view, start, year.end, None, "lowest" if low else "highest")
        yield replace(told, past=past, is_back=True)

    for match in _OF_BEFORE.finditer(view.text, view.start, view.end):
        near = (one for one in view.years if one.start <= match.end() < one.end)
        year = next(near, None)
        past = None if year is None else _past_of(year)
        if year is None or past is None or _is_measured(view, match.start()):
            continue
        is_low = match["way"].casefold().split()[0] in {
            "below",
            "down",
            "beneath",
            "short",
            "lower",
            "less",
        }
        told = _compared(view, match.start(), year.end, None, "lowest" if is_low else "highest")
        yield replace(told, past=past, is_back=True)


def _past_of(year: YearMention) -> Past | None:
    """The year that is compared with; None where it is none before."""
    if year.kind == "point":
        return Past(year.first)
    is_back = year.kind == "earlier" and year.first > 0
    return Past(back=int(year.first)) if is_back else None
