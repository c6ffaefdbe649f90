"""A part of a country, another owner or another time, where words at a figure name one.

"The coast has a life expectancy of 58 years", "7.8 children in the north-east", "39 per 1,000
Ugandans", "did not have 50 million people": none of it is said of the country that was read.
"""

from __future__ import annotations

import re

from sources.reading.mentions.printed import Printed
from sources.reading.narrowing.others_named import STOP, left_of
from sources.reading.sentences.context import View
from sources.reading.sentences.plain_words import is_named_by
from sources.reading.sentences.understood import words_of

_FOLK = re.compile(
    r"\b(?:government|state|states|exporters?|farmers?|workers?|adults?|households?|families|famil(?:y|ies)|"
    r"citizens?|mothers?|pupils?|students?|youths?|girls?|babies|baby|infants?|voters?|consumers?|"
    r"economists?|parliament|members?|seats?|teens?|teenagers?|employees?|jobs?|homes?|born|birth|"
    r"aged?|years?|dollars?|euros?|money|terms|level|levels|while|per|capita|day|days|month|"
    r"months|week|figures?|data|latest|recent|decades?|total|gross|net|annual|yearly|national|"
    r"official|estimated|about|average|typical|ordinary|single|every|each|any|no|own|new|"
    r"full|present|pandemic|crisis|constant|purchasing|power|parity|ppp|market|currency|rates?|course|"
    r"worst|best|relative|older|younger|income|access|staff|side|account|air|prices|what|different|"
    r"production|census|turmoil|effect|risk|standards|i|you|statistics|world|bank|report|according|first|hand|part|large|small|big|great|good|fact|could|"
    r"can|expect|expects|expected)\b",
    re.IGNORECASE,
)
"""Whose figures are a country's own, and words that set nothing apart."""
_PART = re.compile(
    r"\b(?:in|at|on|along|near|among|amongst|without|outside|across|around|beyond|behind|above|below|under)\s+"
    r"(?:(?:the|an?|its|their|our|his|her|all|most|many|some|these|those|such|other)\s+)*"
    r"(?P<noun>(?:[a-z][\w’'-]*\s+){0,2}?[a-z][\w-]*)(?=\s*[,.;:()§]|\s*$|\s+(?:is|are|was|were|has|had|have|in|at|"
    r"on|of|for|by|to|from|and|but|while|with|stood|stands|rose|fell|grew|reached|came|amounted|that|"
    r"changed|moved|went|increased|decreased|climbed|dropped|shrank|expanded|averaged|"
    r"who|which|as|than|per|a|the|only|just|about|some|still|now|last|this|over|under|between|since)\b)",
    re.IGNORECASE,
)
_OF_WHOM = re.compile(r"\s+(?:of|for)\s+(?:the\s+)?(?P<noun>[a-z][\w-]*)(?=\s*$|\s+[a-z])")
_SUBJECT = re.compile(
    r"(?:(?:in|by|during|since|from|at the end of)\s+(?:the\s+year\s+)?\d{4},?\s+)?"
    r"(?P<subject>[^,;:.()]{2,60}?)\s+(?:has|have|had)\b",
    re.IGNORECASE,
)
_SIDES = re.compile(
    r"\b(?:north|south|east|west|north-?east|north-?west|south-?east|south-?west|coast|sea|poor|poorest|rich|"
    r"richest|young|old|neighbou?rs?|region|capital|rest|home|abroad|half|end|bottom|top)\b",
    re.IGNORECASE,
)
"""Plain words that set a part apart where they begin a sentence or stand behind "in"."""


def _left(words: str) -> str:
    """The first of some words that is neither plain nor a people's own."""
    found = _SIDES.search(words)
    return left_of(_FOLK.sub(" ", words)) or ("" if found is None else found[0])


def _marked(view: View, start: int, end: int) -> str:
    """The words between two places, with a sign for each letter of what is named or a figure."""
    bare = view.unnamed(start, end)
    pairs = zip(view.text[start:end], bare, strict=True)
    return "".join("§" if kept == " " != was else kept for was, kept in pairs)


def _blank(found: re.Match[str]) -> str:
    return "§" * len(found[0])


_BE = re.compile(r"\b(?:is|are|was|were|stands?|stood|reach(?:es|ed)|come|came)\b")
_THERE = re.compile(r"[^.;,\d]{0,40}\bthere\s*[.,;]")
_WITHIN = re.compile(
    r"\b(?:in|at|on|along|near|among|across|outside|around)\s+(?:the\s+)?$", re.IGNORECASE
)


def _beside(view: View, begin: int, end: int, own: str) -> str:
    """What is named in or among that is not of the own topic: "life expectancy in the slums"."""
    told = False
    for topic in view.topics:
        if not begin <= topic.start < end:
            continue
        before = _WITHIN.search(view.text[max(begin, topic.start - 14) : topic.start])
        is_said = _BE.search(view.text, topic.end, end) is not None
        if told and topic.payload != own and before is not None and is_said:
            return f"{before[0]}{view.text[topic.start : topic.end]}"
        told |= topic.payload == own
    return ""


_OF_TIME = re.compile(
    r"\b(?:at|by|near|towards?|until)\s+the\s+(?:very\s+)?(?:end|start|beginning|close|turn|outset)\b"
    r"(?:\s+of\s+(?:the\s+|last\s+|that\s+|this\s+)*(?:years?|decades?|period|century|month|§+))?|"
    r"\bin (?:a row|succession|the (?:wide|wider|broad|broader) sense)\b",
    re.IGNORECASE,
)
"""When it was so, or in which sense, and no place ("reserves at the end of last year")."""


def part_named(view: View, one: Printed, own: str, code: str = "") -> str:
    """The words by which a figure is of a part of a country, or of another time; empty for none.

    "Life expectancy in the slums is 47 years", "58 years along the coast": nothing known stands
    for the slums and the coast, and the figure is not the country's.

    Args:
        view: The sentence.
        one: The figure.
        own: The topic that it was read of.
        code: The series, whose own name sets nothing apart ("in secondary education").
    """
    sentence = words_of(view, one)
    begin = _begin(view, one)
    following = view.figure_after(one.end)
    stop = STOP.search(view.text, max(one.end, one.after), view.end)
    close = min(
        view.end if stop is None else stop.end(), following.start if following else view.end
    )
    if _THERE.match(view.text, one.end, view.end) and not any(area.areas for area in view.areas):
        return "there"
    for start, end in ((begin, one.start), (max(one.end, one.after), close)):
        words = _OF_TIME.sub(_blank, _marked(view, start, end))
        for found in _PART.finditer(words):
            if (left := _left(found["noun"])) and not is_named_by(code, left, sentence):
                return found[0].strip()
    if view.sentence.kind != "row" and (side := _beside(view, begin, one.start, own)):
        return side
    for topic in view.topics:
        if topic.payload == own and begin <= topic.start < one.start:
            found_of = _OF_WHOM.match(_marked(view, topic.end, one.start))
            if found_of is not None and _left(found_of["noun"]):
                return found_of[0].strip()
    return ""


def other_subject(view: View, one: Printed, own: str) -> str:
    """The noun that has a figure in its sentence, where it is no country, people or series.

    "The coast has a life expectancy of 58 years", "Kenyan nomads had": empty for none.

    Args:
        view: The sentence.
        one: The figure.
        own: The topic that it was read of.
    """
    found = _SUBJECT.match(_marked(view, view.start, one.start).strip())
    if found is None:
        return ""
    lead = len(view.text[view.start : one.start]) - len(view.text[view.start : one.start].lstrip())
    at = view.start + lead + found.start("subject")
    end = at + len(found["subject"])
    inside = [topic for topic in view.topics if at <= topic.start < end]
    if inside:
        side = _SIDES.search(view.text, at, end)
        is_own = any(topic.payload == own for topic in inside)
        return "" if side is None or is_own else side[0]
    return _left(found["subject"])


_OWNER = re.compile(r"\b(?P<noun>[A-Za-z][\w-]+?)(?:[’']s|s[’'])(?=\s)")
_OF_PEOPLE = re.compile(
    r"\b(?:poor|poorer|rich|richer|wealthy|educated|elderly|ethnic|black|white|indigenous|overseas|"
    r"expatriate|migrant|young|older|nomadic|jobless|retired|married)\s+$",
    re.IGNORECASE,
)
_SECTOR = re.compile(
    r"\b(?:digital|blue|green|gig|sharing|creative|low-carbon|shadow|informal|non-oil|non-mining|"
    r"underground|black|platform|care|knowledge|cash|oil|maritime|circular|orange|space|rural|urban|"
    r"offshore|internet|visitor|drug|illicit|parallel|grey|gray|wartime|local)\s+"
    r"(?:econom(?:y|ies)|output|gdp|sector)\b",
    re.IGNORECASE,
)


def owner_named(view: View, one: Printed) -> str:
    """An owner that is no country, or the sector whose economy is told of; empty for none.

    "Its neighbour's life expectancy is 57 years", "Kenya's digital economy was worth $7 billion".

    Args:
        view: The sentence.
        one: The figure.
    """
    begin = _begin(view, one)
    if sector := _SECTOR.search(view.text, begin, one.start):
        return sector[0]
    for area in view.areas:
        if area.areas and begin <= area.start < one.start:
            kind = _OF_PEOPLE.search(view.text, max(begin, area.start - 20), area.start)
            if kind is not None:
                return f"{kind[0]}{area.text}"
    for found in _OWNER.finditer(_marked(view, begin, one.start)):
        if _left(found["noun"]):
            return found[0]
    return ""


_BASE = re.compile(
    r"[^.;,\d]{0,40}?\b(?:per|for every|for each|of every|in every|to every)\s+"
    r"(?:1[,. ]?000|10[,. ]?000|100[,. ]?000|(?:one |a )?(?:million|hundred thousand|ten thousand|"
    r"thousand|hundred)|100)\s+(?P<who>[A-Za-z][\w-]+)"
)
_BASE_AHEAD = re.compile(
    r"\b(?:of|out of|in|among)\s+every\s+[\d,]+\s+(?P<who>[A-Za-z][\w-]+),?\s+"
    r"(?:(?:about|around|some|only|just|nearly|almost)\s+)*$"
)
_PLAIN_BASE = re.compile(
    r"every|each|people|persons?|inhabitants?|residents?|citizens?|population|live|births?|women|men|girls|boys|"
    r"children|adults?|females?|males?|newborns?|babies|infants|pregnanc(?:y|ies)|deliveries|square|"
    r"of|in|deaths|hectares?|workers|pupils|students|tonnes|dollars|and|but|or|at|who|a|years?|"
    r"under|aged|head|capita|were|was|is|are|had|have|has|die|died|as|when|while|by|from|compared|"
    r"against|than|to|with|more|less|uninfected|on|among|lived?|births?|households?|teachers?|men|"
    r"youths?|working|girls",
    re.IGNORECASE,
)


def base_named(view: View, one: Printed, areas: tuple[str, ...]) -> str:
    """Of whose thousand a rate is, where that is another country or no people as such.

    Args:
        view: The sentence.
        one: The figure.
        areas: Whose it was read as.
    """
    if ahead := _BASE_AHEAD.search(view.text[view.start : one.start]):
        return "" if one.unit.startswith("per_") or one.unit == "pct" else ahead["who"]
    found = _BASE.match(view.text, one.end, view.end)
    if found is None:
        return ""
    at = found.start("who")
    named = next((area for area in view.areas if area.start <= at < area.end), None)
    if named is not None:
        is_own = not named.areas or named.areas == areas
    else:
        is_own = _PLAIN_BASE.fullmatch(found["who"]) is not None
    return "" if is_own else found["who"]


_DENIED = re.compile(
    r"(?:\b(?:did|does|do|is|are|was|were|has|had|have|could|can|will|would|may|might|should)"
    r"(?:\s+not|n[’']t)\s+(?:(?:yet|even|ever|have)\s+)*"
    r"(?:(?:have|had|been|be|grow|grown|reach(?:ed)?|pass(?:ed)?|"
    r"attain(?:ed)?|number|amount to|stand at|f[ae]ll(?:en)? (?:by|to)|r[io]sen? (?:by|to))\s+)?"
    r"(?:(?:about|around|some|even|really|actually|in fact|at)\s+)*|\bnowhere near\s+|"
    r"\b(?:no longer|not yet|never|not)\s+(?:(?:a|the|about|some)\s+)*|"
    r"\bnever\s+(?:(?:yet|even|quite|really)\s+)*(?:fell|rose|grew|got|came|dropped|sank|climbed|went|"
    r"reached|attained|passed|exceeded|topped|was|were|stood|had|hit)\s+"
    r"(?:(?:to|by|at|up to|down to|as (?:low|high|much|many) as|the|an?|about|some)\s+)*|"
    r"\b(?:still|yet) to (?:reach|attain|pass|exceed|top|hit|fall to|rise to|grow to)\s+)$",
    re.IGNORECASE,
)
_UNTRUE = re.compile(
    r"\b(?:(?:un|not )true that|(?:false|wrong|a myth|nonsense|a lie|incorrect) that|"
    r"den(?:y|ies|ied) that|(?:nobody|no one|few) believes? that)\b",
    re.IGNORECASE,
)
_HEADED = re.compile(
    r"\W*(?:true or false|myth|claim|rumou?r|fact[- ]?check(?:ed)?|statement|misconception|fiction|"
    r"allegation|popular belief|hoax|fake(?: news)?)s?(?:\s+(?:no\.?\s*|#)?\d+)?[*_]*\s?"
    r"[:?–—-][*_]*\s",
    re.IGNORECASE,
)
"""What a sentence is headed by that need not be so ("Myth: …")."""
_BELIEVED = re.compile(
    r"\b(?:alleg(?:e|es|ed|ing)|claim(?:s|ed|ing)?|insist(?:s|ed|ing)?|guess(?:es|ed|ing)?|"
    r"believ(?:e|es|ed)|thought|imagin(?:e|es|ed)|suppos(?:e|es|ed)|suspect(?:s|ed)?|"
    r"maintain(?:s|ed)?|(?:some|many|most|critics|opponents|people|others|few|textbooks?|websites?|"
    r"schoolbooks|guidebooks?|pundits|politicians|commentators|tabloids)\s+"
    r"(?:(?:still|often|wrongly|falsely|commonly|sometimes)\s+)?"
    r"(?:says?|said|think|writes?|wrote|teach|taught|repeat|tell us)|"
    r"(?:wrongly|falsely|mistakenly|erroneously)\s+(?:\w+\s+)?\w+|"
    r"(?:often|widely|commonly|still) (?:said|held|repeated|taught))\s+that\b",
    re.IGNORECASE,
)
_IN_FACT = re.compile(
    r"[;:]|\b(?:but|yet|whereas|while|although|though|in fact|in truth|actually|when)\b",
    re.IGNORECASE,
)
"""Where what is only believed ends."""
_HOPED = re.compile(
    r"\s*(?:that\s+|which\s+)?(?:it|they|he|she|the \w+)\s+(?:had\s+)?(?:need(?:s|ed)?|"
    r"want(?:s|ed)?|ask(?:s|ed)? for|aim(?:s|ed)? (?:at|for)|promised|planned|hoped for|"
    r"expected)\b|"
    r"[^.;\d]{0,50}?\b(?:hopes|wish(?:es)?|promis(?:es|ed)|plans|predicts|forecasts|expects|"
    r"dreams?|claims? wrongly)\b",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"[^.?!\n]{0,80}\?[”\"’]?\s+(?:No|Not (?:quite|so|true|at all|any ?more|really)|Wrong|False|"
    r"Hardly|Nonsense|Far from it|Untrue|A myth)\b(?!\s+(?:country|one|other|wonder|doubt))"
)
"""How a figure is asked for and denied ("Food is a third of Mali's imports? No: 13 per cent")."""
_ANSWER = 30
"""Within so many characters behind a question it is denied."""


def denied(view: View, one: Printed) -> str:
    """The words that deny a figure, or only hope for it; empty where none do.

    Args:
        view: The sentence.
        one: The figure.
    """
    found = _DENIED.search(view.before(one.start))
    found = found or _UNTRUE.search(view.text, view.start, one.start)
    found = found or _HOPED.match(view.text, one.end, view.end)
    found = found or _ASKED.match(view.text, one.end, view.end + _ANSWER)
    return "" if found is None else found[0].strip()


def said_by_others(view: View, one: Printed) -> str:
    """The words by which a figure is only believed, alleged or looked into; empty for none.

    Args:
        view: The sentence.
        one: The figure.
    """
    if headed := _HEADED.match(view.text, view.start, one.start):
        return headed[0].strip(" *_#>-–—")
    believed = list(_BELIEVED.finditer(view.text, view.start, one.start))
    if not believed or _IN_FACT.search(view.text, believed[-1].end(), one.start):
        return ""
    return believed[-1][0]


def _begin(view: View, one: Printed) -> int:
    """Where the words begin that are a figure's own: in its clause, behind the figure before."""
    opened, last = view.clauses.at(one.start).opened, view.figure_before(one.start)
    return opened if last is None else max(opened, last.end)
