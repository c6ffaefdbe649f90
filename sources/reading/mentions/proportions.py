"""Proportions in words that the grammar of figures does not read: "one child in five".

Also "98 out of 100", "sixfold", and the one of "one doctor for every 10,000 people".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from sources.figures.numbers.number_words import CARDINALS
from sources.model import Figure

_WORDS = {word: number for word, number in CARDINALS.items() if 1 <= number <= 20}
_TENS = {word: number for word, number in CARDINALS.items() if number >= 20}
_WORDS |= _TENS | {
    f"{ten}{joint}{one}": _TENS[ten] + number
    for ten in _TENS
    for number, one in enumerate(list(_WORDS)[:9], 1)
    for joint in "- "
}
_NUMBER = r"(?:\d{1,3}|" + "|".join(sorted(_WORDS, key=len, reverse=True)) + r")"
_HEDGE = (
    r"(?:(?P<hedge>almost|nearly|about|some|around|roughly|more than|over|fewer than|less than|"
    r"at least)\s+)?"
)
_COUNTED = (
    r"(?:adults|households|families|homes|girls|boys|mothers|babies|births|pregnancies|deaths|"
    r"workers|"
    r"jobs|employees|farmers|villagers|residents|inhabitants|citizens|persons|pupils|students|"
    r"youths|"
    r"teenagers|voters|migrants|refugees|patients|users|members|seats|lives|is|was|has|does|"
    r"lacks|uses|"
    r"gets|goes|works|owns|needs|remains|dies|cannot)"
)
"""What "one of three ..." may be a share of, or its verb; "one of three reasons" is no share."""
_PROPORTION = re.compile(
    rf"\b(?=\w)(?<![\d.,]){_HEDGE}(?P<part>{_NUMBER})(?:\s+(?!in\b|of\b|out\b|for\b)[a-z-]+){{0,2}}?\s+"
    rf"(?:in every|out of every|of every|for every|out of|in|(?P<of>of))\s+"
    rf"(?P<whole>{_NUMBER}|(?:a |one |(?<=(?:in|of) every ))hundred)\b"
    rf"(?(of)(?!\s+(?!{_COUNTED}\b)[a-z]+s\b))"
    r"(?![,.]\d|\s*(?:per ?cent|percent|%|million|billion|trillion|thousand|hundred|years?|"
    r"months?|weeks?|days?|countries|"
    r"states|economies|nations|decades?|the)\b|\s*%)",
    re.IGNORECASE,
)
_HYPHENED = re.compile(
    rf"\b(?P<hedge>)(?P<part>one|1)-in-(?P<whole>{_NUMBER})(?=\s+(?:chance|risk|likelihood|odds)\b)",
    re.IGNORECASE,
)
_OF_SEATS = re.compile(
    rf"\b(?=\w)(?<![\d.,]){_HEDGE}(?P<part>\d{{1,3}}|{_NUMBER})\s+(?:out\s+)?of\s+(?:the\s+|its\s+|"
    rf"all\s+)?"
    r"(?P<whole>\d{1,3})\s+(?=(?:[a-z]+\s+){0,2}?(?:seats?|members|mps|lawmakers|deputies|"
    r"legislators|senators|parliamentarians)\b)",
    re.IGNORECASE,
)
_ONE_PER = re.compile(
    r"\b(?P<part>one|\d{1,2})\s+[a-z-]+(?:\s+[a-z-]+)?\s+(?:for every|per|for each|"
    r"to every)\s+(?:\d{1,3}(?:,\d{3})+|\d{2,7}|hundred|thousand)\b",
    re.IGNORECASE,
)
_CENTS = re.compile(
    rf"\b(?=\w){_HEDGE}(?P<part>\d{{1,2}}|{_NUMBER})\s+(?:US\s+)?cents\s+(?:of|in|out of|from)\s+"
    r"(?:every|each|the)\s+(?:dollar|euro)\b",
    re.IGNORECASE,
)
_LONE = re.compile(
    r"(?<!Chapter )(?<!Article )(?<!Part )(?<!Phase )(?<!Goal )"
    r"\b(?:[A-Z][\w’'-]{2,})(?:\s+(?:has|had|have|with|at|for|spent|managed?s?|counts?|counted))?"
    rf"\s+(?P<hedge>about |nearly |almost |only |just |over )?(?P<part>{'|'.join(_WORDS)})"
    r"(?=\s*[.,;)](?:\s|$)|\s*$|\s+and\s+[A-Z])"
)
_FOLD = re.compile(rf"\b(?=\w){_HEDGE}(?P<part>{_NUMBER})-?fold\b", re.IGNORECASE)
_MULTIPLIED = re.compile(
    rf"\bmultipl(?:y|ies|ied|ying)\s+(?:\w+\s+)?by\s+{_HEDGE}(?P<part>\d+\.\d+|{_NUMBER})"
    r"(?![\d,]|\.\d|\s*(?:%|per\b|percent|times|thousand|million|billion))",
    re.IGNORECASE,
)
_AS_MANY_TOO = re.compile(
    r"\b(?:in|out of|of every)\s+(?:every\s+)?(?P<whole>ten|10|five|twenty|a hundred|100)\b"
    r"(?:(?!\d)[^.;?!\n]){0,90}[.;]\s+(?:But\s+|And\s+)?[Ii]n\s+[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)?,?\s+"
    rf"{_HEDGE}(?P<part>{_NUMBER})(?=\s+(?:do|does|did)\b)"
)
"""As many of ten as were told right before ("four women in ten work. In Sweden nearly six do")."""
_HEDGES = {
    "almost": "nearly",
    "nearly": "nearly",
    "about": "about",
    "some": "about",
    "around": "about",
    "roughly": "about",
    "more than": "lower",
    "over": "lower",
    "at least": "lower",
    "fewer than": "upper",
    "less than": "upper",
    "virtually": "nearly",
    "practically": "nearly",
    "essentially": "nearly",
    "well-nigh": "nearly",
    "close to": "nearly",
    "just about": "nearly",
    "not even": "upper",
    "barely": "upper",
}


def with_proportions(text: str, figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """The figures of a text with those that only words tell, in order, none overlapping."""
    own = list(_found(text))
    every = [(one.start, one.end) for one in figures]
    own = [
        one for one in own if one.unit == "percent" or one.real_unit or not _overlaps(one, every)
    ]
    known = [
        (one.start, one.end)
        for one in figures
        if one.unit == "percent" or one.real_unit == "times" or one.noun == "times"
    ]
    own = [one for one in own if not _overlaps(one, known)]
    taken = sorted([*every, *((one.start, one.end) for one in own)])
    for one in _bare(text):
        if not _overlaps(one, taken):
            own.append(one)
            taken = sorted([*taken, (one.start, one.end)])
    mine = sorted((one.start, one.end) for one in own)
    kept = [one for one in figures if not _overlaps(one, mine)]
    return tuple(sorted([*kept, *own], key=lambda one: one.start))


def _overlaps(one: Figure, places: list[tuple[int, int]]) -> bool:
    """Whether a figure shares characters with one of some places, which are in order."""
    at = bisect_left(places, (one.end, 0)) - 1
    return at >= 0 and places[at][1] > one.start


def _found(text: str) -> Iterator[Figure]:
    taken = 0
    for match in _PROPORTION.finditer(text):
        part, whole = _value(match["part"]), _value(match["whole"])
        if not 0 < part < whole <= 100 or match.start() < taken:
            continue
        value = (Decimal(100) * part / whole).quantize(Decimal("0.0001")).normalize()
        yield _figure(match, Decimal(f"{value:f}"), "percent", Decimal(25) / whole)
        taken = match.end()
    others = (_AS_MANY_TOO, _HYPHENED, _OF_SEATS)
    for match in (found for pattern in others for found in pattern.finditer(text)):
        part, whole = _value(match["part"]), _value(match["whole"])
        if 0 < part < whole:
            value = (Decimal(100) * part / whole).quantize(Decimal("0.0001")).normalize()
            start = match.start("hedge") if match["hedge"] else match.start("part")
            yield _figure(match, Decimal(f"{value:f}"), "percent", Decimal(25) / whole, start=start)
    small = text.casefold()
    for match in _CENTS.finditer(text) if "cents" in small else ():
        yield _figure(match, Decimal(_value(match["part"])), "percent", Decimal(1))
    for match in _LONE.finditer(text):
        start, end = match.start("part"), match.end("part")
        value = Decimal(_value(match["part"]))
        yield Figure(match["part"], value, "number", Decimal(1), start=start, end=end)
    yield from _multiples(text, small)
    for match in _ONE_PER.finditer(text):
        start = match.start("part")
        end = match.end("part")
        yield Figure(
            text[start:end],
            Decimal(_value(match["part"])),
            "number",
            Decimal(1),
            start=start,
            end=end,
        )


def _multiples(text: str, small: str) -> Iterator[Figure]:
    for match in _FOLD.finditer(text) if "fold" in small else ():
        yield _figure(match, Decimal(_value(match["part"])), "number", Decimal(1), "times")
    for match in _MULTIPLIED.finditer(text) if "multipl" in small else ():
        part = match["part"]
        multiple = Decimal(part) if "." in part else Decimal(_value(part))
        quantum = Decimal(1).scaleb(-len(part.partition(".")[2]))
        yield _figure(match, multiple, "number", quantum, "times", match.start("part"))


_AREA_BEFORE = r"(?:[A-Z][\w’'-]+|women|men|girls|boys|males|females|better|worse|higher|lower)"
_SMALL = "|".join(word for word, number in CARDINALS.items() if 2 <= number <= 20)
_POINT = re.compile(
    rf"\b{_HEDGE}(?P<part>an?|one|half an?)\s+(?P<whole>(?:full|whole|single)\s+)?"
    r"(?P<of>percentage\s+)?point\b(?P<so>\s+or\s+(?:so|two))?(?!\s+(?:of|where|at|in\s+(?:time|"
    r"favour|"
    r"common)|when|five|\w+\s+per ?cent)\b)",
    re.IGNORECASE,
)
_POINT_THAN = re.compile(
    r"\s+(?:less|more|lower|higher|fewer|above|below|up|down|faster|slower|ahead|behind|better|"
    r"worse|since|short|in\s+\w+\s+years|from|on\s+the\s+year)\b",
    re.IGNORECASE,
)
_FEWER = re.compile(
    rf"(?<=[,;(–—] )(?P<hedge>about |nearly |almost |some |only |just |over )?(?P<part>{_SMALL})"
    r"(?=\s+(?:fewer|more|less|lower|higher)\s+than\b|\s+(?:above|below)\s+(?:that|the|its)\b)",
    re.IGNORECASE,
)
"""A bare difference ("27 per 1,000, four fewer than in 2010")."""
_OF_A_THOUSAND = re.compile(
    r"\b[Oo](?:f|ut of)\s+(?:every\s+|each\s+)?(?:a\s+|one\s+|1[, ]?000\b|the\s+)?(?:thousand|"
    r"hundred)?\s*"
    rf"(?:[a-z][a-z-]+\s+){{1,4}}?(?:in\s+[A-Z]\w+\s+)?,?\s*(?P<hedge>only |about |some |nearly |"
    rf"almost |just )?(?P<part>{_NUMBER})(?=\s+(?:do|does|die|died|did|will|would|never|are|were|"
    rf"have|had|can|could|"
    r"go|lack|live|survive|reach)\b)"
)
_THOUSANDS = re.compile(r"thousand|hundred|1[, ]?000", re.IGNORECASE)
_TO_EACH = re.compile(
    rf"(?<=[,;(–—] )(?P<hedge>only |about |some |nearly |almost |just |barely )?(?P<part>{_SMALL})"
    r"(?=\s+(?:people\s+)?(?:to|on|for|per|in)\s+(?:the|each|every|a)\s+(?:sq|km)"
    r"|\s+(?:to|on|for|in)\s+(?:each|every one)\s*[,.;)])",
    re.IGNORECASE,
)
_ENDING = re.compile(
    rf"\b(?:is|are|was|were|had|has|have|with|at|by|to|on|cover(?:s|ed)?|be|been)\s+"
    rf"(?P<hedge>not even |only |just |barely |about |nearly |almost |over |fewer than |less than |"
    rf"more than |some |still |around )?(?P<part>{_SMALL})(?P<half>\s+and\s+a\s+half)?"
    r"(?=\s*[.;)]\s|\s*[.;)]?\s*$|,\s+(?:and|but|while|just|far|well|against|the\s+\w+est)\b|"
    r"\s+(?:in|at the end of)\s+(?:19|20)\d\d\b)",
)
_TOLD_BEFORE = re.compile(r"\d")
_IN_BRACKETS = re.compile(rf"\b{_AREA_BEFORE} \((?P<part>[2-9]\d)\)(?=[,.;]|\s+(?:and|but)\b)")
_TO_AGE = re.compile(
    r"\b(?:expect(?:s|ed)?|hopes?|hoped|can|could|may|likely) to (?:reach|see|attain)\s+"
    r"(?:the age of\s+)?(?P<hedge>about |nearly |only )?(?P<part>[3-9]\d)\b(?!,\d|\s*(?:%|per))"
)
_PARTS = {
    "half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10,
}  # fmt: skip
_A_PART = re.compile(
    r"(?:(?<=[,.;:•–—-] )|(?<=\band )|(?<=\bbut )|(?<=\bto )|(?<=\bby )|(?<=\bhas )|(?<=\bhave )|"
    r"(?<=\bonly )|(?<=\bstill ))(?P<hedge>about |nearly |almost |some |over |more than |"
    r"less than |just over "
    r"|around )?(?:[Aa](?P<mere>\s+mere)?\s+|(?=[Hh]alf\b))(?P<part>[Hh]alf|third|quarter|fifth|"
    r"sixth|seventh|eighth|ninth|tenth)"
    r"(?(mere)\b|(?=\s+(?:have|has|had|are|is|were|was|can|could|do|did|live|lived|work|use|lack|"
    r"cannot|own|go|smoke|read|drink|attend|suffer|fewer|less|more|lower|higher|smaller|larger)\b))"
    r"(?!\s+(?:is|was)\s+(?:that|the|a|an|under|being)\b)"
)
"""A part of what was told before ("Half are employed, and a third have their own farm")."""
_ANOTHER = re.compile(
    r"\b(?P<hedge>)(?:another|a further)\s+(?P<part>third|quarter|fifth|sixth|eighth|tenth)"
    r"(?=\s*[.,;:)]|\s*$|\s+(?:came|comes|come|from|had|has|have|live|lived|is|are|was|were|work|"
    r"worked|went|goes|go|and)\b)"
)
"""A part beside one told before ("wind made up 40% of its current and coal another fifth")."""
_TOLD_PART = re.compile(
    r"(?:%|per ?cent\b|\b(?:half|thirds?|quarters?|fifths?|tenths?|in (?:two|three|five|ten))\b)"
    r"[^.;]{0,120}$"
)
_ONES = (
    r"(?:worker|person|child|woman|man|adult|girl|boy|household|family|home|farmer|job|inhabitant|"
    r"citizen|resident|villager|student|pupil|mother|birth|death|euro|dollar|Thai|African|"
    r"[A-Z]\w+n)"
)
_EVERY_NTH = re.compile(
    rf"\b(?P<hedge>almost |nearly |about )?every (?P<part>second|third|fourth|fifth|sixth|seventh|"
    rf"eighth|ninth|tenth)(?=\s+(?:\w+\s+)?{_ONES}\b)",
    re.IGNORECASE,
)
_NTH = {"second": 2, "fourth": 4, **{name: number for name, number in _PARTS.items() if number > 2}}
_WHAT = (
    r"(?:people|population|homes?|households?|famil(?:y|ies)|child(?:ren)?|births?|girls?|boys?|"
    r"women|woman|men|adults?|inhabitants?|citizens?|villages?|villagers?|electricity|power|energy|"
    r"exports?|imports?|pupils?|schools?|deliver(?:y|ies)|mothers?|babies|infants?|house|houses|"
    r"workers?|farmers?|everyone|everybody|fuel|oil|food|land|farmland|its|their|his|our)"
)
_ALL = re.compile(
    rf"\b(?P<hedge>virtually|practically|nearly|almost|close\s+to|essentially|just\s+about|"
    rf"well-nigh)\s+"
    rf"(?:(?:all|every)(?=(?:\s+(?:of\s+)?(?:the\s+|its\s+|their\s+|"
    rf"our\s+)?(?:\S+\s+){{0,2}}?{_WHAT})\b)|"
    r"(?:every(?:one|body))\b|entirely(?=\s+(?:from|on|by|of|in)\b))",
    re.IGNORECASE,
)
_EVERY_HOME = re.compile(
    r"(?:(?<=[.;:!?•] )|(?<=\n)|^|(?<=[.!?][”\"] ))(?P<hedge>)(?:Every|All)\s+(?P<part>homes?|"
    r"households?|famil(?:y|ies)|house|houses|child|children|villages?|births?|citizens?|schools?)"
    r"(?=\s+(?:in\s+(?:the\s+)?[A-Z]\w+\s+)?(?:has|have|is|are|goes|go|had|was|were|can)\b"
    r"(?!\s+(?:a\s+(?:right|story|duty)|entitled|equal|different|welcome)))"
)
_NONE = re.compile(
    r"(?:(?<=[a-z] )|(?<=, ))(?P<hedge>)(?:none\s+at\s+all|not\s+a\s+single\s+one|none|"
    r"nil)(?=\s*[.,;)])"
    r"|\bnot\s+(?:one|a\s+single)(?=\s+(?:of\s+)?(?:its|the|their|member|seat|woman|of)\b)",
)
_IN_A_LAND = re.compile(r"\b(?:[Ii]n|has|have|had|is|are|was|were|there)\b[^.;:]{0,60}$")
_CUT_IN_HALF = re.compile(
    r"\b(?P<hedge>)(?:cut|slashed|reduced)\s+(?:in|by)\s+half\b", re.IGNORECASE
)
_YEAR_AND_HALF = re.compile(
    r"\b(?P<hedge>about |nearly |almost |over |some )?a year and a half(?=\s+(?:longer|more|less|"
    r"shorter|fewer|"
    r"vanished|(?:was|were|has been) lost|ahead|behind)\b)"
)


def _bare(text: str) -> Iterator[Figure]:
    """Numbers without a noun or a unit that words around tell to be figures."""
    yield from _points(text)
    for pattern in (_FEWER, _OF_A_THOUSAND, _TO_EACH, _ENDING, _TO_AGE):
        yield from _numbers(text, pattern)
    for match in _IN_BRACKETS.finditer(text):
        start, end = match.span("part")
        value = Decimal(match["part"])
        yield Figure(match["part"], value, "number", Decimal(1), start=start, end=end)
    for pattern, parts in ((_A_PART, _PARTS), (_EVERY_NTH, _NTH), (_ANOTHER, _PARTS)):
        for match in pattern.finditer(text):
            if pattern is _ANOTHER and not _TOLD_PART.search(text, 0, match.start()):
                continue
            below = parts[match["part"].casefold()]
            value = (Decimal(100) / below).quantize(Decimal("0.0001")).normalize()
            yield _figure(match, Decimal(f"{value:f}"), "percent", Decimal(25) / below)
    yield from _all_or_none(text)
    for match in _YEAR_AND_HALF.finditer(text):
        yield _figure(match, Decimal("1.5"), "years", Decimal("0.5"))


def _points(text: str) -> Iterator[Figure]:
    for match in _POINT.finditer(text):
        is_told = match["whole"] or match["of"] or match["so"]
        if is_told or _POINT_THAN.match(text, match.end()):
            part = Decimal("0.5" if match["part"].startswith("half") else "1")
            yield _figure(match, part, "percentage_points", part)


def _numbers(text: str, pattern: re.Pattern[str]) -> Iterator[Figure]:
    for match in pattern.finditer(text):
        if pattern is _OF_A_THOUSAND and not _THOUSANDS.search(match[0]):
            continue
        start = match.start("hedge") if match["hedge"] else match.start("part")
        if pattern is _ENDING and not _TOLD_BEFORE.search(text, max(0, start - 250), start):
            continue
        is_half = pattern is _ENDING and match["half"] is not None
        value = Decimal(_value(match["part"])) + (Decimal("0.5") if is_half else 0)
        yield _figure(match, value, "number", Decimal("0.5" if is_half else 1), start=start)


def _all_or_none(text: str) -> Iterator[Figure]:
    for pattern in (_ALL, _EVERY_HOME):
        for match in pattern.finditer(text):
            yield _figure(match, Decimal(100), "percent", Decimal(1))
    for match in _NONE.finditer(text):
        if _IN_A_LAND.search(text, max(0, match.start() - 80), match.start()):
            yield _figure(match, Decimal(0), "percent", Decimal(1))
    for match in _CUT_IN_HALF.finditer(text):
        yield replace(_figure(match, Decimal(50), "percent", Decimal("12.5")), direction="decrease")


def _value(words: str) -> int:
    words = words.casefold()
    if words.isdecimal():
        return int(words)
    return 100 if "hundred" in words.casefold() else _WORDS[words.casefold()]


def _figure(
    match: re.Match[str],
    value: Decimal,
    unit: str,
    quantum: Decimal,
    real_unit: str = "",
    start: int = -1,
) -> Figure:
    hedge = _HEDGES.get((match["hedge"] or "").casefold().strip(), "none")
    start = match.start() if start < 0 else start
    return Figure(
        text=match.string[start : match.end()],
        value=value,
        unit=unit,  # type: ignore[arg-type]
        quantum=quantum,
        hedge=hedge,  # type: ignore[arg-type]
        hedge_text=match["hedge"] or "",
        noun="times" if real_unit else "",
        real_unit=real_unit,
        start=start,
        end=match.end(),
    )


_BORN = r"(?:live|born|births|children|babies|infants|newborns)"
_IN_WORDS = {"hundred": "100", "thousand": "1000", "hundredthousand": "100000"}
_EVERY = re.compile(
    rf"\b(?:for|of|out of|in|among)\s+(?:(?:every|each|an?|one)\s+|(?=1,?000\s+{_BORN}))"
    r"(?P<base>1[, ]?000|100[, ]?000|100|(?:hundred[- ])?thousand|hundred)\b(?!\s+(?:years|days))"
    r"[^.;:\d]{0,60}(?:(?:(?:19|20)\d\d)?,\s*(?:\w+\s){0,2}|\s(?:there (?:are|were) )?)$",
    re.IGNORECASE,
)
_LED = re.compile(r"\bper (?P<base>1[, ]?000|100[, ]?000|100)\b[^.;:]{0,60}:(?:[^.;]|\.\d)*$")
_EACH_KM = re.compile(r"\bsq(?:uare|\.)? ?(?:kilomet|km)[^.;]{0,60}$", re.IGNORECASE)
_TO_EACH_ONE = re.compile(r"\S*\s+(?:to|on|for|in)\s+(?:each|every one)\s*[,.;)]")


def base_of_words(text: str, start: int, *, is_small: bool, noun: str) -> str:
    """The unit that words before a number give it ("of every 1,000 children", "per 100:").

    Args:
        text: The text.
        start: Where the number begins.
        is_small: Whether so many of a thousand are possible.
        noun: What it counts; a number that counts something is of a base only where it is small.
    """
    lead = _LED.search(text[max(0, start - 160) : start])
    if lead and not noun and "\n" not in lead[0]:
        return _per(lead["base"])
    if _TO_EACH_ONE.match(text, start) and _EACH_KM.search(text[max(0, start - 90) : start]):
        return "per_km2"
    every = _EVERY.search(text[max(0, start - 90) : start])
    return _per(every["base"]) if every and (not noun or is_small) else ""


def _per(base: str) -> str:
    words = re.sub(r"[\W_]", "", base.casefold())
    return "per_" + _IN_WORDS.get(words, words)
