"""Facts that an area's own past is the measure of: records, and the most or the first since when.

"its worst recession since 1989", "the best result in a decade", "a record", "more than ever
before". No data are held against their own past yet: such a fact is read, and stays open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from sources.figures.numbers.number_words import CARDINALS
from sources.reading.sentences.context import View
from sources.reading.sentences.model import ReadingDoubt
from sources.reading.told.model import BEST, LOW, Past, RankFact, figure_told

_YEAR = r"(?P<since>1[6-9]\d\d|20\d\d)"
_NUMBER = r"(?P<number>\d{1,3}|a|" + "|".join(sorted(CARDINALS, key=len, reverse=True)) + ")"
_PAST = (
    r"(?:since\s+(?:the\s+)?(?:[a-z]+\s+){0,2}?(?:" + _YEAR + r"(?!s)"
    r"|(?:early\s+|late\s+|mid-)?(?P<decade>(?:19|20)\d0)s|[a-z]+(?:\s+[a-z]+)?)"
    r"|(?:in|for)\s+(?P<more>more\s+than\s+|over\s+|at\s+least\s+|nearly\s+|almost\s+|about\s+|"
    r"some\s+)?" + _NUMBER + r"[ -](?P<unit>years?|decades?|generation|century)"
    r"|(?:in\s+)?this\s+(?P<this>century|millennium|decade)"
    r"|(?:on|in\s+(?:the\s+)?(?:official\s+)?)\s*records?|ever\b(?:\s+recorded)?|so\s+far"
    r"|in\s+(?:its|their|our|the\s+country['’]s)\s+(?:[\w-]+\s+)?history|in\s+history)"
)
_DOWN = r"contraction|recession|decline|fall|drop|slump|decrease|deficit|shrinkage"
_UP = r"rise|increase|growth|surplus|expansion|gain"
_BEST_SINCE = re.compile(
    rf"\b(?:its|their|our|his|her|the)\s+(?P<what>{BEST.format('best')}"
    rf"(?:\s+(?!in\b|of\b|among\b|on\b|for\b|since\b|ever\b)[\w’'-]+){{0,4}}?\s+{_PAST})",
    re.IGNORECASE,
)
_FIRST_SINCE = re.compile(
    rf"\b(?:its|their|our|the|\w+['’]s)\s+(?P<what>first\s+(?:(?:[a-z]+\s+){{0,2}}?"
    rf"(?P<move>{_DOWN}|{_UP})\s+(?:[a-z]+\s+){{0,2}}?)?{_PAST})",
    re.IGNORECASE,
)
_FIRST_TIME = re.compile(
    rf"\b(?P<what>for\s+(?:the|only\s+the)\s+first\s+time)(?P<since_when>\s+(?:[a-z]+\s+)?{_PAST})",
    re.IGNORECASE,
)
_UNPRECEDENTED = re.compile(
    rf"\b(?P<what>(?:without\s+precedent|unprecedented)(?:\s+{_PAST})?)",
    re.IGNORECASE,
)
_FALLING = re.compile(
    r"\b(?:below|under|fell|fallen|falls|dropp?(?:ed|s)|down|less|fewer|shrank|shrunk|declined|"
    r"dipped|sank|lower|contracted|slipped)\b",
    re.IGNORECASE,
)
_THAN_EVER = re.compile(
    r"\b(?P<what>(?P<word>more|less|fewer|higher|lower|faster|slower|larger|smaller|longer|worse|"
    r"better)\s+(?:[a-z]+\s+){0,3}?than\s+(?:ever(?:\s+before)?\b|(?:at\s+any\s+(?:other\s+)?"
    rf"(?:time|point|moment)|in\s+any\s+(?:other\s+|previous\s+)?year)(?:\s+(?:before|{_PAST}))?))",
    re.IGNORECASE,
)
_RECORD = re.compile(
    r"\ba\s+(?P<what>(?:new\s+)?record)\b"
    r"(?=\s*(?:[,.;)]|and\b|in\s+\d|US\b|USD\b|[$€£]|\d))"
    r"|\b(?P<peak>(?:all-time|record)\s+(?:high|low|peak))\b",
    re.IGNORECASE,
)
_LESS = frozenset({"less", "fewer", "lower", "slower", "smaller"})
_OF_ONE = re.compile(r"\bone\s+of\s+$|\bamong\s+$", re.IGNORECASE)
_YEARS = {"year": 1, "decade": 10, "generation": 25, "century": 100}
_FIRST = ReadingDoubt("what", "it is the first of its kind since then, and perhaps not the most")
_OWN_PAST = ReadingDoubt("what", "it is held against its own past, which is not computed")
_NEAR_TOPIC = 6
_NEAR_FIGURE = 12
"""How many words before a record the figure may stand that it is told of."""


def of_the_past(view: View) -> Iterator[RankFact]:
    """The facts of a sentence that are told of an area's own past.

    Args:
        view: The sentence.
    """
    for match in _BEST_SINCE.finditer(view.text, view.start, view.end):
        if not _OF_ONE.search(view.before(match.start(), 10)):
            low = match["best"].casefold() in LOW
            yield from _told(view, match, "lowest" if low else "highest")
    for match in _FIRST_SINCE.finditer(view.text, view.start, view.end):
        is_rise = match["move"] and re.fullmatch(_UP, match["move"], re.IGNORECASE)
        for told in _told(view, match, "highest" if is_rise else "lowest"):
            yield replace(told, doubt=_FIRST)
    yield from _first_times(view)
    for match in _THAN_EVER.finditer(view.text, view.start, view.end):
        low = match["word"].casefold() in _LESS
        yield from _told(view, match, "lowest" if low else "highest")
    for match in _RECORD.finditer(view.text, view.start, view.end):
        low = (match["peak"] or "").casefold().endswith("low")
        yield from _told(view, match, "lowest" if low else "highest")


def _first_times(view: View) -> Iterator[RankFact]:
    """The facts of a sentence that are told as never having been before."""
    for pattern in (_FIRST_TIME, _UNPRECEDENTED):
        for match in pattern.finditer(view.text, view.start, view.end):
            fallen = re.search(
                rf"\b(?:{_DOWN})\b|{_FALLING.pattern}", view.before(match.start()), re.I
            )
            for told in _told(view, match, "lowest" if fallen else "highest"):
                if pattern is _FIRST_TIME:
                    end = match.start("since_when")  # how long ago is a figure of its own
                    told = replace(told, end=end, figure=figure_told(view, told.start, end, 1))
                yield replace(told, doubt=_FIRST if pattern is _FIRST_TIME else _OWN_PAST)


def _told(view: View, match: re.Match[str], order: str) -> Iterator[RankFact]:
    """The fact at some words, where they or a figure before them tell what it is of."""
    start, end = match.span("what" if match["what"] else 0)
    is_named = any(_is_near(view, topic.start, topic.end, start, end) for topic in view.topics)
    figure = view.figure_before(start)
    is_beside = figure is not None and view.words_between(figure.end, start) <= _NEAR_FIGURE
    following = view.figure_after(end)
    is_led = following is not None and view.words_between(end, following.start) == 0
    if is_named or is_beside or is_led:
        own = figure_told(view, start, end, 1)
        yield RankFact(
            start,
            end,
            "extreme",
            1,
            order,
            None,
            own,
            past=past_of(match),
            doubt=_OWN_PAST,
        )


def _is_near(view: View, left: int, right: int, start: int, end: int) -> bool:
    """Whether a topic stands within some words or right before them ("inflation reached …")."""
    between = view.text[right:start] if right <= start else ""
    is_before = right <= start and view.words_between(right, start) <= _NEAR_TOPIC
    return start <= left < end or (is_before and not re.search(r"[,;:]", between))


def past_of(match: re.Match[str]) -> Past:
    """The years that the words of a match name, as far as they do."""
    words = match.groupdict()
    if words.get("since"):
        return Past(int(words["since"]))
    if words.get("decade"):
        return Past(int(words["decade"]))
    if words.get("this"):
        return Past() if words["this"].casefold() == "decade" else Past(2001)
    if not words.get("number"):
        return Past()
    number = words["number"].casefold()
    count = 1 if number == "a" else int(CARDINALS.get(number) or number)
    back = count * _YEARS[words["unit"].casefold().removesuffix("s")]
    is_more = (words["more"] or "").split(" ")[0].casefold() in {"more", "over", "at"}
    return Past(back=back if is_more else back - 1)
