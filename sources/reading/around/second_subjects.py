"""Second subjects of a sentence, of which one word picked another series than is told of.

"Imports are 40 per cent of GDP, and those of food 7" tells food as a part of output, "unemployment
was 15 per cent, that of graduates 29" none of who has a degree: what the words leave out is told of
the figure before, and a series that is of something else is not surely meant.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sources.reading.around.others_within import FigureRead
from sources.reading.around.told_already import REACH, is_of_series, told_already
from sources.reading.dates.tenses import last_tense
from sources.reading.sentences.model import ReadFigure
from sources.reference.concepts import concept_for

_THAT_OF = re.compile(
    r"(?:\b(?:that|those) (?:of|for|from|in|among|on)|"
    r"[,;]\s+(?:(?:and|but)\s+)?(?:among|amongst|for)) "
    r"[^,;:.\d]*[^\W\d][^,;:.\d]*?\W*$",
    re.IGNORECASE,
)
_A_PART = re.compile(
    r"\b(?:shares?|parts?|proportions?|weights?|contributions?|percentages?|makes? up|made up|"
    r"account\w*|contribut\w+)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[a-z]{3,}")
_PLAIN = re.compile(
    r"\b(?:share|percentage|total|the|and|annual|value|added|goods|services|merchandise|rate|number|"
    r"estimate|consumer|current|modeled|ages|people|population|which|all|per)\b",
    re.IGNORECASE,
)
"""Words of the names of series that tell nothing of what is measured."""
_OF_OUTPUT = re.compile(r"(?:share|%|percentage) of (?:GDP|gross|GNI|national)", re.IGNORECASE)
_OUTPUT = re.compile(r"\b(?:GDP|GNI|gross|output|income|econom\w+)\b", re.IGNORECASE)
_OF_A_WHOLE = re.compile(r"\s*of\b")
_GROWTH = re.compile(r"growth|inflation|increase", re.IGNORECASE)
_BY = re.compile(
    r"\bby\s+(?:(?:about|around|some|nearly|almost|only|just|over|a|mere)\s+)*$", re.IGNORECASE
)
_MARKS = tuple(
    (re.compile(rf"\b(?:{label})\b", re.IGNORECASE), re.compile(rf"\b(?:{said})\b", re.IGNORECASE))
    for label, said in (
        ("female|women", "wom[ae]n|females?|girls?|mothers?"),
        ("male|men", "m[ae]n|males?|boys?|fathers?"),
        ("youth|young", "young|youths?|younger|teenagers?"),
        ("rural", "rural|villages?|villagers|countryside|country people|farmers"),
        ("urban", "urban|towns?|cit(?:y|ies)|townspeople"),
    )
)
"""Of whom a series may be, by its name and as a text says it."""
_FLOW = re.compile(
    r"\b(?P<flow>export|import)\w*|\b(?P<out>sold|sells?|sales|earn\w*|shipments|abroad)\b|"
    r"\b(?P<in>bought|buys?|purchases)\b",
    re.IGNORECASE,
)
_FLOWS = {"fuel_exports", "food_exports", "fuel_imports", "food_imports"}
_OF_GOODS = re.compile(r"wdi:T[XM]\.VAL\.\w+\.ZS\.UN")
_SPENDING = re.compile(r"expenditure|spending", re.IGNORECASE)
_ALL_SPENDING = "wdi:GC.XPN.TOTL.GD.ZS"
_FROM_A_SOURCE = re.compile(r"wdi:EG\.ELC\.\w+\.ZS")
_POWER = re.compile(
    r"electric|power|\bcurrent\b|\bgrid|\bgenerat|kilowatt|\b[kmgt]wh\b|energy", re.IGNORECASE
)
_HAVE_POWER = re.compile(
    r"\s*(?:of\s+[^,;:.]{1,40}\s+)?(?:have|has|had|with|without|gets?|got|use[ds]?|enjoy\w*|lack\w*)\s+"
    r"(?:\w+\s+){0,2}(?:electricity|power)\b",
    re.IGNORECASE,
)


def doubt_of_second(
    place: FigureRead, rest: Sequence[ReadFigure], before: Sequence[ReadFigure]
) -> str:
    """Why a figure may be of something else than one told before it; empty for no reason.

    Args:
        place: The figure.
        rest: It, and the next one.
        before: The figures before it.
    """
    one, reading = rest[0], rest[0].reading
    if reading is None:
        return ""
    if told := told_already(one, reading, before, place.view):
        return f"“{told}” is told of the same, and one of the two of something else"
    if len(rest) > 1 and _in_turn(place.view.text, one, rest[1], before[-2:]):
        return "it is one of several that stand for those before it in turn"
    if took := _taken(place):
        return f"“{took}” tells of aid that is received, and its series is of aid that is given"
    near = [other for other in before[-_FEW:] if place.start - other.end <= REACH]
    if near and (flow := _other_flow(place, near[0].sentence_start)):
        return f"“{flow}” are told of before it"
    return _of_another(place, near[-1] if near else None, one.figure.unit)


_GIVEN = re.compile(r"wdi:DC\.ODA\..*")
_TAKES = re.compile(
    r"\b(?:receiv(?:ed|es|ing)|got|gets|getting|took in|takes in|was given|were given|is given|"
    r"was granted|obtained|absorbed)\b",
    re.IGNORECASE,
)


def _taken(place: FigureRead) -> str:
    """The verb of a figure's own clause by which aid is received that was read as given."""
    if _GIVEN.fullmatch(place.indicator) is None:
        return ""
    view = place.view
    last = view.figure_before(place.start)
    begin = view.start if last is None else last.end
    found = _TAKES.search(view.text, begin, place.start)
    return "" if found is None else found[0]


def _of_another(place: FigureRead, last: ReadFigure | None, unit: str) -> str:
    """Why a figure may be of another series than the one that its words picked."""
    text = place.view.text
    if _FROM_A_SOURCE.fullmatch(place.indicator) and (
        power := _HAVE_POWER.match(text, place.end, place.close)
    ):
        return f"“{power[0].strip()}” tells who has it, and not from what it comes"
    if _FROM_A_SOURCE.fullmatch(place.indicator) and not _POWER.search(
        text, max(0, place.view.start - REACH), place.close
    ):
        return "that it is told of electricity is not said"
    if last is None or last.reading is None or not last.reading.indicator:
        return ""
    before = concept_for(last.reading.indicator).label
    if last.start < place.view.start:
        return ""
    words = text[place.begin : place.start]
    if place.indicator == _ALL_SPENDING and _SPENDING.search(before):
        return f"whether all spending is meant, or that of “{last.phrase}”, is not said"
    if other := _other_words(place, last.reading.indicator, before, words):
        return f"“{other}” may be something else"
    if last_tense(words) != (False, False):
        return ""
    if _BY.search(words) and _GROWTH.search(before) and not _GROWTH.search(place.label):
        return "by how much it grew is told, and its series is of a level"
    own = _BOUND.split(words, maxsplit=1)[-1]
    is_whole = _OF_A_WHOLE.match(text, place.end) or _OUTPUT.search(own) or unit != "percent"
    if is_whole or not _OF_OUTPUT.search(before) or _OF_OUTPUT.search(place.label):
        return ""
    return "of what it is a part is told of the figure before, and its series is of another whole"


def _other_words(place: FigureRead, told: str, before: str, words: str) -> str:
    """The words of a second subject that its series need not be of."""
    if told == place.indicator:
        return _other_noun(place)
    found = _THAT_OF.search(words)
    return found[0].strip(" ,;") if found and _is_other(place, before, found[0]) else ""


def _other_noun(place: FigureRead) -> str:
    """What a clause that goes on with the same series names, and that is none of it."""
    view = place.view
    last = view.figure_before(place.start)
    begin = place.begin if last is None else max(last.end, last.after)
    bounds = [found.span() for found in _BOUND.finditer(view.text, begin, place.start)]
    if not bounds:
        return ""
    named = [topic for topic in view.topics if bounds[0][1] <= topic.start < place.start]
    if any(is_of_series(topic.payload, place.indicator) for topic in named):
        return ""
    for topic in named:
        other = view.text[topic.start : topic.end]
        if topic.start >= bounds[-1][1] and not _NO_NOUN.fullmatch(other):
            return other
    that = _THAT_OF.search(view.text[bounds[0][0] : place.start])
    begin = place.start if that is None else bounds[0][0] + that.start()
    left = _WORD.search(_OF_ANOTHER.sub(" ", view.unnamed(begin, place.start)))
    return "" if left is None or that is None else that[0].strip(" ,;")


_NO_NOUN = re.compile(
    r"(?:a |the )?(?:growth|grew|rate|deficit|surplus|level|share)s?", re.IGNORECASE
)
_OF_ANOTHER = re.compile(
    r"\b(?:that|those|for|from|among|amongst|the|its|their|our|all|whole|world|region|regions|"
    r"country|countries|continent|nations?|states?|neighbou?r(?:s|ing)?|rest|others?|same|years?|"
    r"earlier|before|later|ago|bloc|union|group|average|two|three|both|and|but|was|is|are|were|had|"
    r"has|been|stood|only|just|about|some|nearly|almost|around|over|more|than|less|contrast|"
    r"comparison|example|instance|members?|first|second|last|previous|comparable|peers?|"
    r"global|regional|european|latin|january|february|march|april|may|june|july|august|september|"
    r"october|november|december)\b",
    re.IGNORECASE,
)
"""Words by which a clause goes on with what was told before it, of others or of another time."""


def _is_other(place: FigureRead, before: str, words: str) -> bool:
    """Whether the series that "that of …" picked is of another kind than the one before."""
    text = place.view.text[place.view.start : place.start]
    marks = [said.search(words) is not None for label, said in _MARKS if label.search(place.label)]
    if marks:
        return not all(marks)
    kind, own = (
        set(_WORD.findall(_PLAIN.sub(" ", one.casefold()))) for one in (before, place.label)
    )
    is_of_output = _OF_OUTPUT.search(before) is not None
    is_other_whole = is_of_output and not _OF_OUTPUT.search(place.label)
    return is_other_whole or (not kind & own and _A_PART.search(text) is None)


def _other_flow(place: FigureRead, begin: int) -> str:
    """The word by which imports are told of, and not exports, or the other way; empty for none."""
    if place.indicator not in _FLOWS and not _OF_GOODS.fullmatch(place.indicator):
        return ""
    begin = min(begin, place.view.start)
    *_, told = (None, *_FLOW.finditer(place.view.text, begin, place.close))
    if told is None:
        return ""
    is_out = told["out"] is not None or (told["flow"] or "").casefold() == "export"
    return "" if is_out == ("export" in place.label.casefold()) else told[0]


def _in_turn(
    text: str, one: ReadFigure, following: ReadFigure, before: Sequence[ReadFigure]
) -> bool:
    """Whether a figure and the one behind it stand for two series that were told before in turn.

    "Farming makes up 34 per cent of GDP and 66 per cent of jobs. Industry makes up 27 and 10."
    """
    if len(before) < _TWO or one.start - before[0].start > REACH:
        return False
    is_one = following.reading == one.reading and following.figure.value != one.figure.value
    is_joined = _JOINED.fullmatch(text, one.end, following.start) is not None
    told = {other.reading.indicator for other in before if other.reading is not None}
    return is_one and is_joined and len(told) > 1 and _ENDS.match(text, following.end) is not None


_JOINED = re.compile(r"\s*,?\s*and\s+(?:(?:about|only|just|some|nearly|almost|over)\s+)*")
_TWO, _FEW = 2, 4
_BOUND = re.compile(r"[,;:](?=\s)|\b(?:and|but|while|whereas)\b")
_ENDS = re.compile(r"\s*(?:[.;]|$)")
