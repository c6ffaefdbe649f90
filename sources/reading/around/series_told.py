"""Words by which a figure is of another series than the one that its text led to.

"In energy use as a whole, renewables made up 9.7 per cent" is none of electricity; a heading
"Women at work" does not make a rate women's where the next sentence sets women's beside it; "in
the country" may be the whole country or the countryside.
"""

from __future__ import annotations

import re

from sources.reading.around.others_within import FigureRead
from sources.reading.sentences.context import View

_ALL_ENERGY = re.compile(
    r"\b(?:final |total |primary |overall |all (?:the )?)*energy(?:\s+(?:consumption|use|used|mix|"
    r"supply|demand|needs|consumed|burnt|as a whole))+\b",
    re.IGNORECASE,
)
_SEXES = (
    (
        re.compile(r"\bfemale\b|\bwomen\b", re.IGNORECASE),
        re.compile(r"\b(?:wom[ae]n|females?|girls?|mothers?|hers?|they|their)\b", re.IGNORECASE),
    ),
    (
        re.compile(r"(?<!fe)\bmale\b|\bmen\b", re.IGNORECASE),
        re.compile(r"\b(?:m[ae]n|males?|boys?|fathers?|his|they|their)\b", re.IGNORECASE),
    ),
)
_SET_APART = re.compile(
    r"\W*(?:(?:but|and|yet)\s+)?(?:(?:among|amongst|for|of)\s+)?(?:the\s+)?(?P<who>wom[ae]n|men|females?|"
    r"males|girls|boys)(?:[’']s)?\b(?!\s+(?:and|at|in|who|work)\b)",
    re.IGNORECASE,
)
_WHOLE_OR_NOT = re.compile(r"\bin (?:the|its|their) (?:whole )?country\b(?!\s+as\b)", re.IGNORECASE)
_TOWNS = re.compile(r"\b(?:towns?|cit(?:y|ies)|urban|villages?|rural)\b", re.IGNORECASE)
_DID = re.compile(r"\s+(?:did|do|does|had|have)\b(?:\s+(?:so|it|not))?", re.IGNORECASE)
_WHERE = re.compile(
    r"(?:^|[,;:.]|\band\b|\bbut\b)\s*in (?:the )?(?P<where>countryside|villages|rural areas|towns|"
    r"cities|country),?\s+(?:it (?:is|was)\s+|only\s+|just\s+|about\s+|some\s+)*$",
    re.IGNORECASE,
)
_LIVE = re.compile(
    r"\b(?:liv\w+|population|people|inhabitants|resid\w+|urban|rural)\b", re.IGNORECASE
)


def another_series(place: FigureRead, following: View | None) -> str:
    """The words that make a figure one of another series; empty for none.

    Args:
        place: The figure.
        following: The sentence behind its own, in its paragraph; None for none.
    """
    view = place.view
    own = view.text[view.start : view.end]
    near = view.text[place.begin : place.close]
    if by_head := _a_head_or_not(place):
        return by_head
    if place.indicator == "renewable_electricity":
        found = _ALL_ENERGY.search(near, near.rfind("electric") + 1)
        if found is not None:
            return found[0]
    behind = None if following is None else _SET_APART.match(following.text, following.start)
    for label, words in _SEXES if behind is not None else ():
        if behind and label.search(place.label) and not words.search(own):
            return behind["who"] if words.fullmatch(behind["who"]) else ""
    return _town_or_country(place, own)


_A_HEAD = re.compile(
    r"\b(?:per|a|each|every)\s+(?:capita|head|person|inhabitant|resident|citizen)\b|"
    r"\b(?:average|typical)\s+[A-Z]\w+|\bincomes?\b|\bliving standards?\b",
    re.IGNORECASE,
)
_FOR_EACH = re.compile(
    r"\s*(?:[a-z]+\s+)?(?:for|to|per)\s+(?:each|every|one)?\s*(?:inhabitant|person|head|citizen|resident|capita)\b",
    re.IGNORECASE,
)
_GROWTH = re.compile(r"\b(?:growth|output|GDP|econom\w+)\b", re.IGNORECASE)


def _a_head_or_not(place: FigureRead) -> str:
    """Words by which a figure is told by the head, and its series is not; or the other way."""
    text = place.view.text
    led = re.split(r"[,;]", text[place.begin : place.start])[-1] + text[place.end : place.close]
    if place.indicator == "gdp_per_capita_growth" and not _A_HEAD.search(led):
        growth = _GROWTH.search(led)
        return "" if growth is None else growth[0]
    is_by_head = re.search(r"per (?:capita|person|head|1,000|100)", place.label) is not None
    each = None if is_by_head else _FOR_EACH.match(text, place.end, place.close)
    return "" if each is None else each[0].strip()


_OF_TOWNS = frozenset({"urban_share", "rural_share", "urban_population", "rural_population"})


def _town_or_country(place: FigureRead, own: str) -> str:
    """Words for towns or the countryside by which a figure is not of how many live there."""
    if place.indicator not in _OF_TOWNS:
        return ""
    text = place.view.text
    behind = text[place.end : place.close]
    if (did := _DID.match(behind)) and not _LIVE.search(own):
        return did[0].strip()
    if place.indicator.endswith("_share"):
        where = _WHERE.search(text[place.begin : place.start])
        return where["where"] if where is not None and not _LIVE.search(own) else ""
    found = _WHOLE_OR_NOT.search(behind)
    if found is None:
        return ""
    is_set_against = _TOWNS.search(own) is not None
    return "" if is_set_against and place.indicator.startswith("rural") else found[0]
