"""Some of a people, told of in the sentence before, of whom a figure may be.

"A third of Kenyans live in towns. In 2021, 97 per cent had electricity", "Half a million Greeks
left. They had 1.9 children per woman", "Many Syrians fled. Their number was 5.5 million": where
the next sentence names nobody, or says "they", it may go on with those.
"""

from __future__ import annotations

import re

from sources.reading.sentences.context import View

_NUMBER = (
    r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|forty|fifty|half|"
    r"\d[\d.,]*)"
)
_LEAD = (
    r"(?:(?:In|By|Since)\s+(?:the\s+)?(?:§(?:[’']s)?(?:\s+in\s+\d{4})?|\d{4}),?\s+)?"
    r"(?:(?:about|around|almost|nearly|over|more than|less than|fewer than|some|roughly|only|just|"
    r"up to|at least|well over|an estimated|every|perhaps)\s+)*"
)
_PARTITIVE = (
    rf"(?:(?:{_NUMBER}\s+)?(?:half|halves|thirds?|quarters?|fifths?|sixths?|sevenths?|eighths?|"
    rf"ninths?|tenths?|hundredths?)|{_NUMBER}\s+(?:in|out of)\s+(?:every\s+)?{_NUMBER}|"
    rf"{_NUMBER}\s?(?:%|per ?cent)|most|many|some|few|several)"
)
_PEOPLE = (
    r"(?:of\s+)?(?:(?:the|all|its|their|our|those)\s+)*(?:young\s+|poor\s+|rural\s+)?"
    r"(?:§(?:[’']s)?(?:\s+(?:people|population|inhabitants|citizens|households|adults))?|"
    r"people|population|inhabitants|citizens|households|adults|who)"
)
_SOME = re.compile(
    rf"(?:^|[;:]\s+)\W*(?P<some>{_LEAD}{_PARTITIVE}\s+{_PEOPLE})(?=\s)", re.IGNORECASE
)
_LEFT = re.compile(
    rf"(?:^|[;:]\s+)\W*(?P<some>{_LEAD}{_NUMBER}(?:\s+(?:hundred|thousand|million|billion))*"
    r"(?:\s+an?)?(?:\s+(?:hundred|thousand|million))?(?:\s+(?:people|§))?)\s+(?:had\s+|have\s+)?"
    r"(?:left|fled|emigrated|moved|crossed|escaped|died|returned|went)\b",
    re.IGNORECASE,
)
_GROUP = re.compile(
    r"\b(?:refugees?|migrants|immigrants|emigrants|exiles|expatriates|foreigners|asylum seekers|"
    r"nomads|herders|prisoners|soldiers|settlers|returnees|displaced)\b",
    re.IGNORECASE,
)
_BELONG = re.compile(
    r"(?:are|is|were|was|lives?|lived|works?|worked|belongs?|speaks?|spoke|depends?|left|fled|farms?|"
    r"herds?|earns?|remains?|stay|stayed|grow|grew|moved|went)\b",
    re.IGNORECASE,
)
"""What sets those apart who were counted, and is no rate of a service that they have."""
_WORKERS_IN = re.compile(
    r"\W*(?:(?:The|Most|Many|Some)\s+)?(?P<some>(?:[\w-]+\s+)?[\w-]{2,}(?:ers|ors|ists|ents|ants|ees|"
    r"rses|ives|women|men|miners))\s+(?:in|of|from)\s+(?:the\s+)?§"
)
_THEY = re.compile(r"\b(?:they|their|them)\b", re.IGNORECASE)
_BARE = re.compile(
    r"\s+(?:had|have|has|used?|lived?|could|can|were|are|was|is|got|lack\w*|owned|own|did|do|"
    r"went|drank|knew|worked?)\b"
)


def some_before(before: View, view: View, start: int, end: int) -> str:
    """The words for some of a people whom a figure may be of; empty for none.

    Args:
        before: The sentence before that of the figure.
        view: The sentence of the figure.
        start: Where the figure begins.
        end: Where it ends.
    """
    if any(area.areas and area.end <= start for area in view.areas):
        return ""
    is_they = _THEY.search(view.text, view.start, start) is not None
    is_bare = _BARE.match(view.text, end, view.end) is not None
    if not is_they and not is_bare:
        return ""
    named = [area for area in before.areas if area.areas]
    words = before.without(before.start, before.end, named, put="§").strip()
    some = _last(_SOME, words) or _last(_LEFT, words)
    if some is not None:
        behind = words[some.end("some") :].lstrip()
        is_apart = is_they or _BELONG.match(behind) is not None
        return _named_in(words, some, [area.text for area in named]) if is_apart else ""
    if is_they and (group := _GROUP.search(words)):
        return group[0]
    workers = None if is_they else _WORKERS_IN.match(words)
    return "" if workers is None else workers["some"]


def _named_in(words: str, some: re.Match[str], names: list[str]) -> str:
    """The words found, with the names of the areas that they hold."""
    told = some["some"]
    for name in names[words.count("§", 0, some.start("some")) :]:
        told = told.replace("§", name, 1)
    return told


def _last(pattern: re.Pattern[str], words: str) -> re.Match[str] | None:
    return next(reversed(list(pattern.finditer(words))), None)
