"""Another owner, or another thing, that words right at a figure name than it was read of.

They are nouns that nothing known stands for: a reading that passes them over is not certain.
"""

from __future__ import annotations

import re

from sources.reading.mentions.areas import AreaMention
from sources.reading.mentions.printed import Printed
from sources.reading.mentions.relation_words import HEDGES
from sources.reading.mentions.topics import Series
from sources.reading.narrowing.shares import HAS
from sources.reading.sentences.context import View

_OWN = re.compile(
    rf"\b{HAS}\b|[’']s?(?=\W|$)|\b(?:economy|economies|economic|population|people|share|shares|part|"
    r"parts|slice|proportion|weight|output|gdp|gross|domestic|product|total|which|that|who|it|they|"
    r"there|this|alone|itself|themselves|together|combined|country|countries|members?|in|of|by|to|"
    r"from|and|but|or|so|the|an?|as|at|its|their|for|on|than|over|about|around|roughly|some|only|"
    r"just|nearly|almost|close|more|less|fewer|up|down|well|still|now|then|already|today|most|least|"
    r"much|fully|barely|hardly|under|even|all|both|each|estimated|approximately|grew|grown|rose|"
    r"risen|fell|fallen|increased|declined|reached|stood|came|amounted|jumped|climbed|dropped|"
    r"doubled|tripled|had|been|will|would|may|meanwhile|however|though|although|while|whereas|"
    r"moreover|world|global|worldwide|million|billion|trillion|per|cent|year|years|whose|whole|bloc|"
    r"group|region|union|real|nominal|current|prices|terms|dollars|be|are|were|is|was|do|does|did|"
    r"put|puts|sold|sells?|yet|makes?|made|responsible|took|takes?|emit(?:s|ted)?|consumed?|"
    r"consumes|burn(?:s|ed|t)?|grows?|raised?|lends?|lent|owns?|owned|earn(?:s|ed)?|releas(?:es?|ed)|"
    r"[GMk]?t|tonnes|carbon|dioxide|worth|goods|abroad|\w+ly)\b",
    re.IGNORECASE,
)
"""What may stand between a country and its part of something, and names no other owner."""
_WORD = re.compile(r"[A-Za-zÀ-ÿ][\w’'-]*")
_NOUN_OF = re.compile(
    r"\b(?!members?\b|states?\b|countries\b|economies\b)[a-z][\w-]+\s+"
    r"(?:in|from|of|across|within)\s+(?:the\s+)?$"
)


def other_owner(view: View, one: Printed, mention: AreaMention) -> str:
    """The words that name another owner of a part than the country before them; empty for none.

    "Germany's carmakers produced a fifth of the EU's output", "firms in Kenya had a third": the
    part is none of the country's own.

    Args:
        view: The sentence.
        one: The part.
        mention: The country, or group, that was taken for its owner.
    """
    if mention.start >= one.start:
        return ""
    own = view.clauses.at(one.start)
    is_same = view.clauses.at(mention.start).number == own.number
    begin = mention.end if is_same else max(mention.end, min(own.opened, one.start))
    if found := _WORD.search(_OWN.sub(" ", view.unnamed(begin, one.start))):
        return found[0]
    noun = _NOUN_OF.search(view.text, max(view.start, mention.start - 30), mention.start)
    is_other = noun is not None and not view.is_named(noun.start(), noun.end())
    return noun[0].split()[0] if noun is not None and is_other else ""


_THING = re.compile(
    r"\b(?:its|their|his|her|our|the)\s+(?P<thing>[a-z][\w-]+(?:\s+[a-z][\w-]+)?)"
    r"(?:,)?(?:\s+(?:was|were|is|are|had been|stood|came|amounted|reached|at|to|of))*"
    + HEDGES
    + "$"
)
_NO_THING = re.compile(
    r"(?:figures?|numbers?|rates?|shares?|totals?|sums?|values?|levels?|averages?|"
    r"proportions?|ratios?|amounts?|country|countries|region|nation|world|group|bloc|republic|island|"
    r"islands|kingdom|year|years|same|other|others|latter|former|first|second|third|fourth|last|"
    r"rest|whole|end|start|beginning|time|decade|century|period|men|women|boys|girls|young|poor|"
    r"rich|old|people|peoples|population|inhabitants|gap|difference|increase|rise|fall|drop|decline|"
    r"gain|loss|growth|average|mean|median|national|global|regional|poorest|richest|highest|lowest|"
    r"median|equivalent|number|dollar|equal|next|continent|capital|union|economy|output|two|three|"
    r"four|five|ten|size|pace|index|score|burden|cost|bill|price|prices|sea|coast|north|south|east|west)",
    re.IGNORECASE,
)
"""Words that stand for what was told, or for nothing that a series could be of."""


def other_thing(view: View, one: Printed) -> str:
    """What a clause in passing names as its figure's owner, that nothing known stands for.

    "GDP was $95 billion, and its budget $30 billion": the sum is none of GDP. Empty for none.

    Args:
        view: The sentence.
        one: The figure.
    """
    last = view.figure_before(one.start)
    begin = view.start if last is None else last.end
    found = _THING.search(view.text, begin, one.start)
    if found is None or any(map(_NO_THING.fullmatch, found["thing"].split())):
        return ""
    return "" if view.is_named(found.start("thing"), one.start) else found["thing"]


_HELD_AGAINST = re.compile(
    r"\b(?:than|as (?:much|many|large|high|big|great|long) as|equal to|equal(?:s|led|ling)?|"
    r"match(?:es|ed|ing)?|against|exceed(?:s|ed|ing)?|(?:compared|comparable|level|on a par) "
    r"(?:with|to)|above|below|versus|dwarf(?:s|ed|ing)?|the size of|close to|near(?:ly|ing)?)\s+"
    r"(?:(?:all|that|the value|the size|what) (?:of|in) )?"
    r"(?:(?:its|their|the|his|her|our|whole|entire|total|annual|country[’']s|nation[’']s)\s+)*$",
    re.IGNORECASE,
)
_ITS_OWN = re.compile(r",\s+(?:and |while |but |whereas )?(?:its|their|the)\s+$", re.IGNORECASE)
"""What opens a clause of its own about something else ("…, its GDP much less")."""
_ALL_OWN = re.compile(
    r"\b(?:viet|nam|new|sum|worth|value|values|produc\w+|output|earn\w+|income|nation|economy)\b",
    re.IGNORECASE,
)


def held_against_it(view: View, one: Printed, words: str) -> str:
    """The words of a series where they only name what a figure of another thing is held against.

    "Public debt was $434 billion, higher than its GDP" tells no GDP. Empty where they do not.

    Args:
        view: The sentence.
        one: The figure.
        words: Those that name the series it was read of.
    """
    last, end = view.figure_before(one.start), max(one.end, one.after)
    begin = view.start if last is None else last.end
    named = [topic for topic in view.topics if view.text[topic.start : topic.end] == words]
    if not named or any(topic.start < end for topic in named):
        return ""
    between = view.text[end : named[0].start]
    if not (_HELD_AGAINST.search(between) or _ITS_OWN.search(between)):
        return ""
    other = left_of(_ALL_OWN.sub(" ", view.unnamed(begin, one.start)))
    has_topic = any(begin <= topic.start < one.start for topic in view.topics)
    return words if other or has_topic else ""


_A_RATE = re.compile(r"\ban?\s+(?:[\w-]+\s+)?rate\s+of" + HEDGES + "$", re.IGNORECASE)


def rate_of_before(view: View, one: Printed, series: Series, last: Series | None) -> str:
    """The words "a rate of", where a rate told before may be meant, and it was read of another.

    Args:
        view: The sentence.
        one: The figure.
        series: What it was read of.
        last: What the figure before is of; None for none.
    """
    found = _A_RATE.search(view.before(one.start, 40))
    is_other = last is not None and last.code != series.code and view.figure_before(one.start)
    return found[0].strip() if found is not None and is_other else ""


_SET_BEFORE = re.compile(
    r"(?:^|[,;:]\s*|\b(?:and|but|while|whereas)\s+)(?P<set>(?:among|amongst|for|without|excluding|"
    r"including|counting|with|of|at|by|on|in|outside|inside|within|under|net of|leaving out|"
    r"apart from|adjusted for|measured (?:by|in|at)|per)\s+(?P<words>[^,;:]{2,60}?)),?\s+"
    r"(?:it|they|this|that|the (?:figure|rate|share|number|proportion|ratio|total|level|"
    r"average))\s+"
    r"(?:(?:has|have|had|was|were|is|are|already|only|still|just|even)\s+)*"
    r"(?:is|was|are|were|been|stood|stands?|reach(?:es|ed)?|came|comes?|rose|risen|fell|fallen|"
    r"climbed|dropped|averaged|exceeded|remained|had)\b",
    re.IGNORECASE,
)
_PLAIN = re.compile(
    r"\b(?:the|an?|of|all|both|and|or|same|year|years|that|this|those|these|last|previous|next|first|"
    r"country|countries|region|neighbou?ring|neighbou?rs?|whole|world|rest|average|contrast|fact|total|"
    r"turn|other|another|addition|comparison|its|their|our|in|at|by|to|from|current|prices|us|dollars|"
    r"terms|market|exchange|rates|late|early|mid|end|start|beginning|most|some|many|few|times|now|"
    r"nearby|next|door|home|abroad|group|bloc|union|period|decade|decades|century|time|present|"
    r"moment|men|women|boys|girls|males|females|\d+|s|one|two|three|four|five|ten|twenty)\b",
    re.IGNORECASE,
)


def set_before(view: View, one: Printed) -> str:
    """The words that set a figure apart from what "it" stands for; empty for none.

    "Among people over 65 it was 30%", "without the east it was $3 trillion": what "it" was told of
    before is of all, and what the words name is not measured.

    Args:
        view: The sentence.
        one: The figure.
    """
    last = view.figure_before(one.start)
    start = view.start if last is None else last.end
    found = _SET_BEFORE.search(view.text[start : one.start].lstrip())
    if found is None:
        return ""
    start = one.start - len(found.string)
    begin, end = start + found.start("words"), start + found.end("words")
    if any(start + found.end() <= topic.start < one.start for topic in view.topics):
        return ""
    has_topic = any(begin <= topic.start < end for topic in view.topics)
    left = _WORD.search(_PLAIN.sub(" ", view.unnamed(begin, end)))
    return found["set"] if has_topic or left else ""


_OF_WHAT_WAS_TOLD = re.compile(
    rf"\b(?:{_NO_THING.pattern}|same|again|back|later|earlier|ago|before|after|only|against|compared|"
    r"compares?|with|among|amongst|where|here|elsewhere|next|door|neighbou?r(?:s|ing)?|behind|ahead|"
    r"follow(?:s|ed|ing)?|c[ao]me|far|even|not|no|than|into|since|until|between|during|"
    r"once|when|too|also|just|exactly|precisely|he|she|we|our|ours|theirs|respectively|tonnes?|"
    r"births?|child(?:ren)?|women|woman|persons?|capita|head|inhabitants?|square|kilomet(?:re|er)s?|"
    r"hectares?|points?|percentage|live|lived|living|had|has|have|went|gone|going|lay|lies|"
    r"remain(?:s|ed)?|average[ds]?|averaging|up|down|as|low|high|higher|lower|larger|smaller|"
    r"bigger|better|worse|much|many|one|two|three|it|that|if|because|january|february|march|april|"
    r"may|june|july|august|september|october|november|december|mid|early|late|dr|st|us|u|s|km|kg|kwh|"
    r"mere|gave|furthest|fastest|times|fold|reach|do|did|rebounds?|peak|trough|declines?|contractions?|"
    r"expansions?|surplus|deficit|rises?|slowdown|slump|record|compare|contrast|turn|fact|addition|comparison|instead|for|example|instance|say|said|meant|"
    r"means|show(?:s|ed|n)?|record(?:s|ed)?|register(?:s|ed)?|post(?:s|ed)?|report(?:s|ed)?|manag(?:es?|ed)|"
    r"achiev(?:es?|ed)|enjoy(?:s|ed)?|see|saw|seen|top(?:s|ped)?|led?|leads?|trail(?:s|ed)?|lag(?:s|ged)?|"
    r"score(?:s|d)?|rank(?:s|ed)?|exceed(?:s|ed)?|pass(?:es|ed)?|hit|hits|touch(?:es|ed)?|"
    r"count(?:s|ed)?|number(?:s|ed)?|total(?:s|led)?|measure[sd]?|estimate[sd]?|put|peak(?:s|ed)?|"
    r"return(?:s|ed)?|begin|began|start(?:s|ed)?|end(?:s|ed)?|stay(?:s|ed)?|keep|kept|move[sd]?|"
    r"widen(?:s|ed)?|narrow(?:s|ed)?|eas(?:es?|ed)|slow(?:s|ed)?|slip(?:s|ped)?|slid|sank|sunk|"
    r"shrank|shrunk|contract(?:s|ed)?|expand(?:s|ed)?|recover(?:s|ed)?|improve[sd]?|swell(?:s|ed)?)\b",
    re.IGNORECASE,
)
"""What may stand at a figure that is of what was told before, and names nothing new."""
_OF_SOME = re.compile(
    r"\b(?:most|many|some|half|few|all|none|part|each|one|two) of (?:them|these|those|whom)\b",
    re.IGNORECASE,
)
STOP = re.compile(r"[,;:.()\u2013\u2014\n|]")


def left_of(words: str) -> str:
    """The first of some words that is not plain; empty for none."""
    found = _WORD.search(_OF_WHAT_WAS_TOLD.sub(" ", _OWN.sub(" ", words)))
    return "" if found is None else found[0]


def new_words(view: View, one: Printed) -> str:
    """The first word at a figure that names something which was not told of before it.

    "GDP was $70 billion. Its tea was worth $1.2 billion": the second sum is none of GDP, though
    nothing that is known as a series is named. Empty where only what was told, areas, years and
    plain words stand there.

    Args:
        view: The sentence.
        one: The figure.
    """
    last = view.figure_before(one.start)
    begin = view.start if last is None else max(last.end, last.after)
    if some := _OF_SOME.search(view.text, begin, one.start):
        return some[0]
    following = view.figure_after(one.end)
    end = max(one.end, one.after)
    stop = STOP.search(view.text, end, view.end)
    close = min(
        view.end if stop is None else stop.start(), following.start if following else view.end
    )
    words = f"{view.unnamed(begin, one.start)} | {view.unnamed(end, max(end, close))}"
    return left_of(words)


_BREAK = re.compile(
    r"[;:]|,(?=\s)|\b(?:and|while|but|whereas|although|though|yet)\b", re.IGNORECASE
)
_BEGINS = re.compile(
    r"\W*(?:(?:and|while|but|whereas|although|though|yet|the|an?|its|their|his|our|all|also|only|just)\s+)*"
    r"(?:(?:big|large|small|great|main|new|old|temporary|permanent|local|foreign|public|private|"
    r"own|biggest|largest|total|other|five|ten|two|three|four|six|seven|eight|nine)\s+)*"
    r"(?P<noun>[a-z][\w-]+)\b(?!\s+(?:of|in|from|to|by|for|than)\b)"
)


def new_subject(view: View, one: Printed) -> str:
    """The noun that begins a figure's clause, behind another figure, and stands for nothing known.

    "Forests covered 7% of Kenya; parks covered 12%": the second part is none of forests.

    Args:
        view: The sentence.
        one: The figure.
    """
    last = view.figure_before(one.start)
    if last is None:
        return ""
    begin = max(last.end, last.after)
    bound = _BREAK.search(view.text, begin, one.start)
    if bound is None:
        return ""
    start = bound.start()
    found = _BEGINS.match(view.unnamed(start, one.start))
    has_area = any(area.areas and start <= area.start < one.start for area in view.areas)
    if found is None or has_area:
        return ""
    return found["noun"] if left_of(found["noun"]) else ""
