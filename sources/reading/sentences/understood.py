"""Which word at a figure is not understood: one that may narrow down what it is of, or of whom.

Nothing is known of "insured" in "the insured population of Ghana", of "Turkana county" and of
"coffee" in "the coffee economy": what such a word leaves of the whole is not measured. Looked at
are the clause of what is measured, of the area and of the figure, and what is hung on behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sources.reading.mentions.areas import AreaMention
from sources.reading.mentions.printed import Printed
from sources.reading.mentions.topics import Series
from sources.reading.mentions.words import Found, Token
from sources.reading.sentences.context import View
from sources.reading.sentences.plain_words import is_named_by, is_plain, is_plain_before

_BOUND = re.compile(
    r"[,;:()\[\]–—|\n]|\.\s|\b(?:and|but|while|whereas|although|though|yet|which|who|whom|where|"
    r"when|because|since|so|that)\b",
    re.IGNORECASE,
)
"""What a clause begins behind."""
_BEHIND = re.compile(
    r"[,;:()\[\]–—|\n]|\.(?:\s|$)|\b(?:and|or|but|while|whereas|although|though|yet|which|who|whom|"
    r"where|when|because|so|that|as|than|compared|against|up|down|after|from|before|more|less|"
    r"higher|lower|fewer|twice|double|half|almost|nearly|about|only|just|making|thanks|according|"
    r"despite|even|not|far|well|above|below|ahead|behind)\b",
    re.IGNORECASE,
)
"""What ends the words that are hung on behind a figure."""
_APART = re.compile(r"[;|\n]|:(?=\s)")
_LABEL = re.compile(r"[^;,:.|\n]+:\s*$")
"""A label right before its figure ("planted: 0.2 million")."""
_NUMBER = re.compile(r"[\d.,]+|.")
_PHRASES = re.compile(
    r"\b(?=\w)"
    r"mid[- ]year\b|\b(?:single|double|two|triple)[- ](?:digits?|figures?)\b|"
    r"\bby the \w+ method\b|\bmodelled\b|\bforestry and (?:fishing|fisheries)\b|"
    r"\bforestry(?=, fish)|\bpublic and private\b|\bresearch and development\b|\bups and downs\b|"
    r"\bboth sexes\b|\b(?:one|1)[- ]year[- ]olds?\b|\bmoderate (?:and|or) severe\b|"
    r"\bany methods?\b|(?<=,)\s*(?:net\s+)?inflows\b|\bby country of (?:origin|asylum)\b|"
    r"\bstate and (?:by )?families\b|\bWorld Development Indicators\b|\bmarket (?:rates|prices)\b",
    re.IGNORECASE,
)
"""What changes nothing as a whole, though a word of it might."""


_NOTE_MARK = re.compile(r"[¹²³⁰⁴-⁹]{1,3}")


def words_of(view: View, one: Printed) -> str:
    """The words around a figure that are no other's: from the one before it to the one behind."""
    last, following = view.figure_before(one.start), view.figure_after(one.end)
    begin = view.start if last is None else last.end
    return view.text[begin : view.end if following is None else following.start]


def not_understood(view: View, one: Printed, series: Series, mention: AreaMention | None) -> str:
    """The word at a figure that may narrow down what it is read of; empty for none.

    Args:
        view: The sentence.
        one: The figure.
        series: What it was read of; its name says what it counts.
        mention: The area that it was read of, where the sentence names it.
    """
    own = series.topic
    start, end, topic = _looked_at(view, one, own, mention)
    tokens = view.tokens
    covered, own_words = list(_covered(view)), ""
    for token in tokens:
        is_in = start <= token.start < end and token.is_word
        if not is_in or _is_in(covered, token.start) or _NUMBER.fullmatch(token.text):
            continue
        if is_plain(token.text) or _NOTE_MARK.fullmatch(token.text):
            continue
        own_words = own_words or words_of(view, one)
        if not is_named_by(series.code, token.text, own_words):
            return token.text
    if whole := _of_some(view, one, own) or _subject_of(view, one, mention, covered):
        return whole
    if led := _led_by_name(view, mention, covered) or _people_within(view, start, mention, covered):
        return led
    if topic is None:
        return _aged(view, one, own)
    before = _right_before(view, topic, start, covered)
    if before.endswith("ing") and is_named_by(series.code, before, ""):
        before = ""  # "people using at least basic drinking water"
    return before or _joined_to(view, one, topic, series.code)


def _looked_at(
    view: View, one: Printed, own: str, mention: AreaMention | None
) -> tuple[int, int, Found[str] | None]:
    """Where the words stand that tell of a figure, and the topic that it was read of."""
    last = _before_it(view, one)
    opened = view.start if last is None else max(last.end, last.after)
    named = mention.start if mention is not None and opened <= mention.start < one.start else None
    begin = opened
    for found in _APART.finditer(view.text, opened, one.start):
        if named is None or named >= found.end():
            begin = found.end()
    following = view.figure_after(one.end)
    limit = following.start if following else view.end
    topic = min(
        (found for found in view.topics if found.payload == own and begin <= found.start < limit),
        key=lambda found: (found.start > one.start, abs(found.start - one.start)),
        default=None,
    )
    places = (one.start, None if topic is None else topic.start, named)
    first = min(place for place in places if place is not None)
    if topic is None and (label := _LABEL.search(view.text, opened, one.start)) is not None:
        begin = label.start()
    else:
        begin = max((at.end() for at in _BOUND.finditer(view.text, begin, first)), default=begin)
    stop = max(one.end, one.after)
    if topic is not None and topic.start >= stop:
        stop = topic.end
    if mention is not None and stop <= mention.start < limit:
        is_next = _BEHIND.search(view.text, stop, mention.start) is None
        stop = max(stop, mention.end) if is_next else stop
    behind = _BEHIND.search(view.text, stop, limit)
    return begin, min(limit, view.end if behind is None else behind.start()), topic


_AGAIN = re.compile(
    r"(?:[^,;.:()\u2013\u2014\d]|\b(?:19|20)\d\d\b){0,50}(?:,|\s\u2013|\s?\u2014|\s\()\s*"
    r"(?:(?:or|i\.e\.,?|that is,?|which is|that was|which was|equal to|equivalent to|"
    r"the equivalent of|representing|"
    r"amounting to|accounting for|corresponding to|about|around|roughly|some|nearly|"
    r"almost|only|just|over|more than|less than)\s+)*",
    re.IGNORECASE,
)
"""What stands between a figure and the same in another unit ("$2 billion, or 3% of GDP")."""


def _before_it(view: View, one: Printed) -> Printed | None:
    """The figure before one; that before both where it says the same in another unit."""
    last = view.figure_before(one.start)
    if last is None or {last.unit, one.unit} != {"usd", "pct"}:
        return last
    is_again = _AGAIN.fullmatch(view.text, max(last.end, last.after), one.start) is not None
    return view.figure_before(last.start) if is_again else last


_AMONG_CHILDREN = re.compile(
    r"\b(?:among|amongst)\s+(?:\w+\s+){0,2}?(?:children|babies|infants|pupils|students|mothers)\b",
    re.IGNORECASE,
)
_OF_THE_STATE = re.compile(
    r"\bpublic (?:investment|consumption|employment|sector)\b", re.IGNORECASE
)
_CHILDREN = re.compile(
    r"child|infant|under|birth|pupil|school|enrol|matern|stunt|wast", re.IGNORECASE
)


def _of_some(view: View, one: Printed, own: str) -> str:
    """The words by which a series of all is told of children, or of what is public, alone."""
    if public := _OF_THE_STATE.search(view.text, view.start, one.start):
        return public[0]
    found = _AMONG_CHILDREN.search(view.text, view.start, one.start)
    return "" if found is None or _CHILDREN.search(own) else found[0]


_GOES_ON = re.compile(r"[^,;:.]{0,25},\s+(?:is|are|has|have|was|were|had|grows?|grew|[a-z]+s)\b")
_OWNED = re.compile(r"\s*(?:[’']s?)?\s+(?P<noun>[\w-]+)[^,;:.]*,")


def _subject_of(
    view: View, one: Printed, mention: AreaMention | None, covered: list[tuple[int, int]]
) -> str:
    """What a sentence is about that goes on behind an aside with a figure, and is no country.

    "Kenya's capital, home to 4.4 million people, is growing at 4 per cent".
    """
    last = view.figure_before(one.start)
    if last is None or mention is None or not mention.is_possessive or mention.end > last.start:
        return ""
    owned = _OWNED.match(view.text, mention.end, last.start)
    if owned is None or _GOES_ON.match(view.text, last.end, one.start) is None:
        return ""
    noun = owned["noun"]
    return "" if is_plain(noun) or _is_in(covered, owned.start("noun")) else noun


_LABELS = re.compile(r"\s*(?:\((?:19|20)\d\d\)\s*)?[,:]\s")
_WITHIN = re.compile(
    r"\W*(?:The\s+|Some\s+|Many\s+|Most\s+)?(?P<who>[\w’'-]+)\s+(?:in|of|from)\s+(?:the\s+)?"
)


def _led_by_name(view: View, mention: AreaMention | None, covered: list[tuple[int, int]]) -> str:
    """A name that leads a sentence which names no area ("Vientiane, population: 1.0 million")."""
    first = next((token for token in view.tokens if token.is_word), None)
    if mention is not None or first is None or not first.text[:1].isupper():
        return ""
    is_label = _LABELS.match(view.text, first.end, view.end) is not None
    is_known = is_plain(first.text) or _is_in(covered, first.start)
    return first.text if is_label and not is_known else ""


def _people_within(
    view: View, start: int, mention: AreaMention | None, covered: list[tuple[int, int]]
) -> str:
    """Those of a country that a sentence is about ("Roma in Romania die young: … was 62 years")."""
    first = next((area for area in view.areas if area.areas), None)
    is_other = mention is not None and bool(mention.areas) and mention is not first
    if first is None or first.end > start or is_other:
        return ""
    found = _WITHIN.fullmatch(view.text, view.start, first.start)
    if found is None or is_plain(found["who"]) or _is_in(covered, found.start("who")):
        return ""
    return found["who"]


def _covered(view: View) -> Iterator[tuple[int, int]]:
    """Where words stand that are understood: of areas, years, figures, topics and marks."""
    yield from view.named
    yield from ((figure.start, max(figure.end, figure.after)) for figure in view.figures)
    yield from ((mark.start, mark.end) for mark in view.marks)
    yield from (found.span() for found in _PHRASES.finditer(view.text, view.start, view.end))
    places = {token.start: n for n, token in enumerate(view.tokens)}
    for topic in view.topics:
        for other in _others(view.tokens, topic, places.get(topic.start)):
            yield other.start, other.end


def _others(tokens: tuple[Token, ...], topic: Found[str], place: int | None) -> Iterator[Token]:
    """The other words of a topic with gaps; its numbers are those of the whole text."""
    for number in topic.others if place is not None else ():
        at = number - topic.first + (place or 0)
        if 0 <= at < len(tokens):
            yield tokens[at]


def _is_in(spans: list[tuple[int, int]], place: int) -> bool:
    return any(start <= place < end for start, end in spans)


def _right_before(view: View, topic: Found[str], start: int, covered: list[tuple[int, int]]) -> str:
    """The word right before what is measured that may tell which part of it is meant."""
    before = [one for one in view.tokens if start <= one.start < topic.start]
    if not before:
        return ""
    last = before[-1]
    if view.text[topic.start - 1] == "-":
        return view.text[max(start, topic.start - _LONGEST) : topic.start].split()[-1].strip("-")
    is_near = view.text[last.end : topic.start].strip() in {"", "-"}
    if not last.is_word or not is_near or _is_in(covered, last.start):
        return ""
    return "" if is_plain_before(last.text) else last.text


_HUNG_ON = re.compile(
    r"[\w’'-]*\s+(?:in|at|among|amongst|with|without|from|for|by|along|of|between|who|that)\s+"
    r"(?:(?!(?:is|are|was|were|has|had|have)\b)[\w’'-]+\s+){0,3}",
    re.IGNORECASE,
)

_NO_PARTS_NAME = re.compile(
    r"\b(?:population|people|persons?|inhabitants?|workers?|workforce|adults?|households?|grew|grow|"
    r"grown|grows|growing|growth|rose|rise[sn]?|fell|fall(?:s|en)?|shr[aiu]nks?|expand\w*|contract\w*|"
    r"declin\w+|lost)\b",
    re.IGNORECASE,
)
_NO_PART = frozenset({"people", "gdp", "gdp_growth", "surface_area", "poverty", "under5_mortality"})
"""Topics whose words also stand for all people, the output or the land that a part is of."""


_COUNTED_WHO = re.compile(
    r"(?:share|proportion|percentage|fraction|number) of (?:all )?(?:people|children|adults|women|"
    r"men|girls|boys|infants|babies|workers) (?:who|that)\s",
    re.IGNORECASE,
)
"""What only counts those of whom something is told ("the share of children who die before")."""


def _joined_to(view: View, one: Printed, topic: Found[str], code: str) -> str:
    """What is named right before or behind what is measured, and narrows it down.

    "Crop farming", "fertility among women with secondary schooling", "life expectancy in slums";
    what the name of the series has does not ("basic drinking water services").
    """
    text = view.text
    name = text[topic.start : view.end]
    taken = [(own.start, own.end) for own in view.topics if own.payload == topic.payload]
    taken += [(area.start, area.end) for area in view.areas]
    taken += [found.span() for found in _PHRASES.finditer(text, view.start, view.end)]
    for other in view.topics:
        if other.payload in _NO_PART or _NO_PARTS_NAME.search(text, other.start, other.end):
            continue
        if any(start < other.end and other.start < end for start, end in taken):
            continue
        if _COUNTED_WHO.match(text, other.start, topic.start):
            continue
        if other.start == topic.end + 1 and is_named_by(code, text[other.start : other.end], name):
            continue
        is_next = text[other.end : topic.start] in {" ", "-"}
        is_next |= text[topic.end : other.start] in {" ", "-"} and other.end < one.start
        if is_next or _HUNG_ON.fullmatch(text, other.end, max(other.end, topic.start)):
            return text[other.start : other.end]
        is_behind = topic.end <= other.start and other.end <= one.start
        if is_behind and _HUNG_ON.fullmatch(text, topic.end, other.start):
            return text[topic.end : other.end].strip()
    return ""


_LONGEST = 25
_AT_AGE = re.compile(
    r"\s+(?:at|at age|aged|over|under|above|below|from|between|beyond|past|after)\s*$",
    re.IGNORECASE,
)
_AGES = re.compile(r"\s+(?:between|over|under|above|below|aged)\b[^,;:.]*", re.IGNORECASE)


_PEOPLE_OF = re.compile(
    r"\b(?:people|persons?|those|residents|inhabitants|citizens|adults|women|men|children|girls|boys)"
    r"\s+(?:of|aged|over|under|above|below|older than|younger than|past|from|between)\s*$",
    re.IGNORECASE,
)


def _aged(view: View, one: Printed, own: str) -> str:
    """An age or a number right behind what is measured ("life expectancy at 60"), or of others.

    "Children under 15 made up 19 per cent, and persons of 65 years or more 15 per cent".
    """
    last = view.figure_before(one.start)
    if last is None or last.unit not in {"number", "counted", "years"}:
        return ""
    mine = [topic for topic in view.topics if topic.payload == own and topic.end <= one.start]
    for topic in mine:
        words = view.text[topic.end : max(topic.end, last.end)]
        before = words[: max(0, last.start - topic.end)]
        if topic.end <= last.start and (_AT_AGE.fullmatch(before) or _AGES.fullmatch(words)):
            return words.strip()
    people = _PEOPLE_OF.search(view.text, max(view.start, last.start - 40), last.start)
    is_own = people is not None and any(topic.end > people.start() for topic in mine)
    return "" if people is None or is_own else view.text[people.start() : last.end]
