"""Years told before what something came to: by a growth in them, or later.

"Up 2% in 2017 to 56 million" is of 2017; "was 2% in 2010, and grew to 5%" need not be of 2010.
"""

from __future__ import annotations

import re

from sources.reading.mentions.printed import Printed
from sources.reading.mentions.years import YearMention
from sources.reading.sentences.context import View

_OWN = re.compile(r"\s*(?:per\s?cent|percent)?\s*(?:in|by|\()\s*(?:19|20)\d\d\b")
_FROM = re.compile(r"\bfrom\s+(?:\w+\s+){0,3}$", re.IGNORECASE)
_REACHED = re.compile(
    r",?\s+to\s+(?:(?:reach|stand\s+at|a|an|the|new|record|total|of|some|about|around|nearly|almost|"
    r"just|over|under|more|less|than|only|US)\s+){0,5}",
    re.IGNORECASE,
)
_GREW_IN = re.compile(r"(?:\s+(?:percentage\s+)?points?)?,?\s+(?:(?:in|during|over|for)\s+)?")


def is_reached_in(view: View, one: Printed, year: YearMention) -> bool:
    """Whether a figure is what a growth told right before its year led to.

    "Receipts climbed 12.5 percent in 2017 to $5.5 billion", "grew 2 percent last year to 56
    million"; not "rose from 5 percent in 2010 to 7 percent".

    Args:
        view: The sentence.
        one: The figure.
        year: A year before it.
    """
    last = view.figure_before(year.start)
    if last is None or last.is_pair or last.unit not in {"pct", "points"} or year.kind != "point":
        return False
    if not _REACHED.fullmatch(view.text, year.end, max(year.end, one.start)):
        return False
    if not _GREW_IN.fullmatch(view.text, last.end, year.start):
        return False
    is_start = _FROM.search(view.before(last.start, 30)) is not None
    return not is_start and not _OWN.match(view.text, one.end, view.end)


_MOVED = re.compile(
    r"(?:,|\b(?:and|but|before|then))\s+(?:(?:and|but|then|later|since|has|have|had|it|they)\s+)*"
    r"(?:rose|grew|climbed|jumped|soared|swelled|fell|dropped|sank|slipped|declined|shrank|risen|"
    r"grown|climbed|fallen|dropped|sunk|declined|shrunk|increased|decreased|rising|growing|climbing|"
    r"falling|dropping)\s+(?:\w+\s+){0,2}to\s+(?:[a-z]+\s+){0,3}$",
    re.IGNORECASE,
)
_BY_HOW_MUCH = re.compile(
    r"\b(?:rose|grew|climbed|jumped|soared|fell|dropped|declined|shrank|increased|decreased|rising|"
    r"growing|falling|up|down|growth of|rise of|fall of|by)\s+(?:\w+\s+){0,3}$",
    re.IGNORECASE,
)


_GROWN_SINCE = re.compile(
    r",?\s*(?:\b(?:and|but)\s+(?:(?:it|they|this)\s+)?)?(?:(?:has|have|had)\s+(?:since\s+)?|since\s+)?"
    r"(?:(?:more than|nearly|almost|about|roughly|then|later)\s+)*"
    r"(?:risen|grown|climbed|fallen|dropped|declined|shrunk|increased|decreased|rose|grew|fell|"
    r"doubled|tripled|trebled|quadrupled|halved)\b(?:\s+by)?(?:\s+[a-z]+){0,2}\s*$",
    re.IGNORECASE,
)


def is_grown_since(view: View, one: Printed, words: str) -> bool:
    """Whether a level was told of a year, and then by how much it moved ("…, and grew by half").

    Args:
        view: The sentence.
        one: The figure of the movement; its words may hold the verb ("halved").
        words: Those that name the year.
    """
    year = next((year for year in view.years if year.text.strip() == words), None)
    last = view.figure_before(one.start)
    if year is None or last is None or last.end > year.start or year.end > one.start:
        return False
    if last.is_pair or _BY_HOW_MUCH.search(view.before(last.start, 30)) is not None:
        return False
    verb = one.figure.text if one.unit == "told" else ""
    return _GROWN_SINCE.fullmatch(view.text[year.end : one.start] + verb) is not None


def is_moved_on(view: View, one: Printed, words: str) -> bool:
    """Whether a level was told of a year, and then to what it moved ("… in 2010, and grew to 5").

    What grew in that year itself is told by how much ("grew 2% in 2010 and rose to 5").

    Args:
        view: The sentence.
        one: The figure.
        words: Those that name the year.
    """
    year = next((year for year in view.years if year.text.strip() == words), None)
    last = view.figure_before(one.start)
    if year is None or last is None or year.end > one.start or last.is_pair:
        return False
    is_grown = _BY_HOW_MUCH.search(view.before(last.start, 30)) is not None
    return not is_grown and _MOVED.search(view.before(one.start, 60)) is not None
