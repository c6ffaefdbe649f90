"""Words that make a figure one of a part only: some people, a region, some months, a partner.

"Among the poorest fifth of Kenyans 20% had electricity", "life expectancy in the slums of Kenya",
"core inflation", "exports in the first half of 2016", "aid from the United States to Kenya": a
series of the whole is none of these. Each rule gives the words that it found, or nothing.
"""

from __future__ import annotations

import re

from sources.figures.numbers.tokens import words
from sources.reading.mentions.areas import AreaMention
from sources.reading.mentions.printed import Printed
from sources.reading.mentions.topics import Series, topics
from sources.reading.mentions.years import MONTHS, SHORT_MONTHS
from sources.reading.sentences.context import View

_AMONG = re.compile(
    r"\b(?:among|amongst)\s+(?P<who>[^,.;:()]{2,60}?)\s*(?=[,.;:()]|$|\b(?:was|were|is|are|has|have|"
    r"had|stood|rose|fell|remains?|remained|averaged|reached|dropped|in|at|by|since|with)\b)",
    re.IGNORECASE,
)
_ALL = re.compile(
    r"(?:the|all|its|their|our|other|those|these|young|adult|older|people|persons|adults?|women|men|"
    r"girls|boys|children|youths?|population|infants|newborns|under-fives|countr(?:y|ies)|"
    r"economies|members?|states|nations|of|and|aged?|years?|olds?|year-olds|over|under|"
    r"[\d+–-]+(?:-year-olds)?|to|poor|rich|inhabitants|citizens|residents|exporters|importers|"
    r"producers|emitters|donors|developing|developed|advanced|emerging|markets|regions?|income|low|"
    r"middle|high|upper|lower|large|major|world|world's|them|us|worst|best|\w+est|any|anywhere|few|most|"
    r"least|only|all|every|each|both|three|four|five|ten)",
    re.IGNORECASE,
)
_REGION_BEFORE = re.compile(
    r"\b(?:north|south|east|west|north-?east|north-?west|south-?east|south-?west|centre|center|"
    r"interior|slums?|shantytowns?|highlands?|lowlands?|coast|countryside|valleys?|deltas?|states?|"
    r"provinces?|regions?|count(?:y|ies)|districts?|parts?|villages?|islands?|capital|suburbs?|"
    r"camps?|schools?|hospitals?|prisons?|universit(?:y|ies))\s+(?:of|in)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_SIDE_BEFORE = re.compile(
    r"\b(?:northern|southern|eastern|western|north-?eastern|north-?western|south-?eastern|"
    r"south-?western|central|upper|coastal|inland|mainland)\s+$",
    re.IGNORECASE,
)
_REGION_AFTER = re.compile(
    r"\s+(?:states?|provinces?|regions?|count(?:y|ies)|districts?|cit(?:y|ies)|territor(?:y|ies)|"
    r"prefectures?|departments?|islands?)\s+of\s+(?-i:[A-Z])",
    re.IGNORECASE,
)
_PLACE_IN = re.compile(
    r"\b(?:[Ii]n|[Aa]round|[Nn]ear)\s+(?:the\s+)?[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)?\s+in\s+(?:the\s+)?$"
)
_NAMED_OF = re.compile(r"\bthe\s+[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)+\s+of\s+(?:the\s+)?$")
_LEFT_OUT = re.compile(
    r"\b(?:excluding|excludes?|excluded|not counting|not including|leaving out|leaving aside|"
    r"net of|stripped of|held by(?! women)|owed to|owned by)\b",
    re.IGNORECASE,
)
_KIND_BEFORE = re.compile(
    r"\b(?:non-\w+|core|underlying|long-term|long-run|seasonally adjusted|hidden|structural|"
    r"cyclical|intra-[\w-]+|bilateral|provincial|municipal|subnational|black|white|hispanic|"
    r"indigenous|catholic|muslim|christian|jewish|roma|immigrant|migrant|refugee|graduate|married|"
    r"single|disabled|healthy|cumulative|accumulated|outstanding)\s+$",
    re.IGNORECASE,
)
_PRICES_BEFORE = re.compile(
    r"\b(?:food|energy|fuel|rent|housing|services?|goods|wholesale|producer|import|wage|asset|"
    r"house-price)\s+$",
    re.IGNORECASE,
)
_ORDINAL_BEFORE = re.compile(
    r"\b(?:second|third|fourth|fifth|sixth|\d{1,2}(?:nd|rd|th))[- ]+$", re.IGNORECASE
)
_PART_OF_YEAR = re.compile(
    r"\b(?:first|second|third|fourth|last|final|opening|closing|latest)\s+"
    r"(?:half|quarters?|(?:\w+\s+)?months|semester|trimester|weeks)\b"
    rf"|\b(?:between|from)\s+(?:(?:early|late|mid)[ -])?(?:{MONTHS})\b",
    re.IGNORECASE,
)
_MONTH = re.compile(rf"\b(?:{MONTHS}|{SHORT_MONTHS})\b")
_AT_THE_END = re.compile(
    r"\b(?:at|by|near|towards?)\s+the\s+(?:very\s+)?(?:end|close|start|beginning)\s+of\b|"
    r"\b(?:year[- ]end|end[- ](?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_AVERAGED = ("inflation", "unemployment", "exchange_rate", "interest", "lending")
"""Topics whose value of a year is the average of its months."""
_AT_AGE = re.compile(r"\bat\s+(?:the\s+)?age\s+(?:of\s+)?\d|\baged\s+\d", re.IGNORECASE)
_SURVEYED = re.compile(
    r"\b(?:a|our|this|one|recent)\s+(?:\w+\s+)?(?:survey|poll|sample)\b", re.IGNORECASE
)
_FAMILY = re.compile(r"\b(?:mothers|fathers|wives|husbands|widows|schoolgirls|schoolboys)\b", re.I)
_FLOWS = (
    "export",
    "import",
    "trade",
    "remittance",
    "aid",
    "oda",
    "investment",
    "fdi",
    "tourist",
    "tourism",
    "arrival",
)
_PARTNER = re.compile(r"\b(?:to|from|with)\s+(?:the\s+)?$", re.IGNORECASE)
_DOES = re.compile(r"\s+(?:exported|imported|traded|invested|received)\b")
"""What a country does that is told by its name and goes on with "its"."""
_SENT_FROM = re.compile(r"\bfrom\s+(?:\w+\s+){0,3}?(?:in\s+)?(?:the\s+)?$", re.IGNORECASE)
"""The country from which money is sent is not the one that the series is of."""
_LIVES = frozenset({"life_expectancy", "population", "people"})
_STANDS = ("population", "people", "reserve", "debt", "refugee", "migrant", "area", "seats")


_NO_NAMES = words(
    "It They The This That There Here He She We You Who What Let Today Yesterday Both All Each "
    "Another Neither Nobody Everyone Half Most Many Some Few One Two Three Women Men Girls Boys "
    "Children People Workers Mothers Adults Humanity Mankind Earth"
)
"""Words with a capital, at the beginning of a sentence, that name no place."""


def subset_told(
    view: View, one: Printed, series: Series, topic: str, mention: AreaMention | None
) -> str:
    """The words by which a figure is one of a part only; empty where none do.

    Args:
        view: The sentence.
        one: The figure.
        series: What it was read as.
        topic: The words that name that, as they stand in the sentence; may be empty.
        mention: The area that it was read as of; None where none is named.
    """
    own = view.clauses.at(one.start)
    clause = view.text[own.start : max(own.start, own.end)]
    found = (
        _among(view, clause, topic),
        _of_region(view, mention),
        _of_kind(view, one, series, topic),
        _of_time(view, clause, series),
        _of_partner(view, one, series, mention),
        _of_some(view, one, clause, series),
        _of_another(view, one, series, topic, mention),
        _of_ages(clause, series),
    )
    return next(filter(None, found), "")


def _among(view: View, clause: str, topic: str) -> str:
    for match in _AMONG.finditer(clause):
        who = match["who"]
        names = [area.text for area in view.areas if area.text in who]
        rest = who
        for name in names:
            rest = rest.replace(name, " ")
        left = [word for word in re.findall(r"[\w+’'–-]+", rest) if not _ALL.fullmatch(word)]
        if left and who not in topic and not any(word in topic for word in left):
            return f"among {who}"
    return ""


def _of_region(view: View, mention: AreaMention | None) -> str:
    if mention is None or mention.kind != "country":
        return ""
    before = view.before(mention.start, 50)
    for rule in (_REGION_BEFORE, _SIDE_BEFORE, _PLACE_IN, _NAMED_OF):
        if match := rule.search(before):
            return f"{match[0]}{mention.text}"
    after = _REGION_AFTER.match(view.after(mention.end, 40))
    return f"{mention.text}{after[0][:-1].rstrip()}" if after else ""


def _of_kind(view: View, one: Printed, series: Series, topic: str) -> str:
    place = view.text.rfind(topic, view.start, view.end) if topic else -1
    if place >= 0:
        before = view.before(place, 30)
        rules = [_KIND_BEFORE, _ORDINAL_BEFORE]
        rules += [_PRICES_BEFORE] if series.topic == "inflation" else []
        for rule in rules:
            if match := rule.search(before):
                return f"{match[0]}{topic}"
    own = view.clauses.at(one.start)
    match = _LEFT_OUT.search(view.text, own.start, max(own.start, own.end))
    return match[0] if match else ""


def _of_time(view: View, clause: str, series: Series) -> str:
    if any(word in series.topic for word in _STANDS):
        return ""
    if match := _PART_OF_YEAR.search(clause):
        return match[0]
    if any(word in series.topic for word in _AVERAGED) and (end := _AT_THE_END.search(clause)):
        return end[0]
    years = (year for year in view.years if year.kind != "month")
    months = [year.text for year in years if _MONTH.search(year.text)]
    is_rate = series.unit in {"pct", "growth"} or any(word in series.topic for word in _FLOWS)
    return months[0] if months and is_rate and months[0] in clause else ""


def _of_partner(view: View, one: Printed, series: Series, mention: AreaMention | None) -> str:
    if mention is None or not any(word in series.topic for word in _FLOWS):
        return ""
    if series.topic == "remittances" and _SENT_FROM.search(view.before(mention.start, 50)):
        return f"from {mention.text}"
    own = view.clauses.at(one.start).number
    for other in view.areas:
        if other is mention or other.kind not in {"country", "group"} or not other.areas:
            continue
        if other.areas == mention.areas or view.clauses.at(other.start).number != own:
            continue
        is_whose = any(topic.start - other.end == 1 for topic in view.topics)
        partner = _PARTNER.search(view.before(other.start, 12))
        if partner is not None:
            return f"{partner[0]}{other.text}"
        is_origin = is_whose and not other.text.endswith(("'s", "’s", "s'", "s’"))
        is_subject = not mention.areas and _DOES.match(view.text, other.end) is not None
        if is_origin and other.start < mention.start and not is_subject:
            return other.text
    return ""


_OWNER = re.compile(r"(?:^|[\s(])(?P<name>[A-Z][\w-]+)[’']s\s+(?:\w+\s+)?$")
_IN_PLACE = re.compile(
    r"\s+(?:\w+\s+){0,2}?in\s+(?:its|the)\s+(?:capital|cities|towns|countryside|villages|slums|"
    r"north|south|east|west|interior|highlands|coast)\b"
)


def _of_another(
    view: View, one: Printed, series: Series, topic: str, mention: AreaMention | None
) -> str:
    """A name that no area has, which owns the topic, or a place behind the figure."""
    if match := _IN_PLACE.match(view.after(one.end, 50)):
        return match[0].strip()
    place = view.text.rfind(topic, view.start, one.start) if topic else -1
    if place < 0:
        return ""
    before = view.before(place, 40)
    owner = _OWNER.search(before)
    if owner is None or owner["name"] in _NO_NAMES:
        return ""
    at = place - len(before) + owner.start("name")
    is_area = any(area.start <= at < area.end for area in view.areas)
    is_own = mention is not None and mention.end > at
    return "" if is_area or is_own else f"{owner['name']}'s"


_WITH_PHONES = re.compile(
    r"\b(?:people|persons|number of [\w ]+|adults|[A-Z]\w+s) (?:with|who (?:have|had|own|owned)|"
    r"have|had|own|owned) (?:an? |their own )?(?:mobile|cell)",
)
"""People who have a phone, who are fewer than the subscriptions."""
_AGES = re.compile(r"\baged?\s+(?:between\s+)?(\d{1,2})\s*(?:to|and|[-–])\s*(\d{1,2})\b")
_USUAL_AGES = frozenset({("15", "64"), ("15", "49"), ("15", "24"), ("20", "79")})


def _of_ages(clause: str, series: Series) -> str:
    """Ages that no rate of employment or the like is published for."""
    if not re.search(r"employ|labour|participation|literacy", series.topic):
        return ""
    match = _AGES.search(clause)
    return match[0] if match and match.groups() not in _USUAL_AGES else ""


_AT_MARKET = re.compile(
    r"[^.;,\d]{0,30}?\b(?:at market (?:exchange )?rates|at exchange rates|nominal(?:ly)?|"
    r"in current dollars)\b"
)
_OTHER_PLACE = re.compile(
    r"\s*(?P<name>[A-Z][\w’-]+(?:\s[A-Z][\w’-]+)*)\s+"
    r"(?:has|had|counts|counted|is home to|was home to)\b"
)


def _other_place(view: View, one: Printed) -> str:
    """A name that no area has, which leads the clause of a number of people ("Jalisco has 8m")."""
    own = view.clauses.at(one.start)
    match = _OTHER_PLACE.match(view.text, own.start, one.start)
    if match is None or match["name"].split()[0] in _NO_NAMES:
        return ""
    start, end = match.span("name")
    is_area = any(area.start < end and start < area.end for area in view.areas)
    return "" if is_area else match["name"]


def _of_some(view: View, one: Printed, clause: str, series: Series) -> str:
    if series.topic in _LIVES and (match := _AT_AGE.search(clause)):
        return match[0]
    if ".PP." in series.code and (match := _AT_MARKET.match(view.after(one.end, 60))):
        return match[0].strip()
    if series.topic in {"population", "people"} and (place := _other_place(view, one)):
        return place
    if "mobile" in series.topic and (match := _WITH_PHONES.search(clause)):
        return match[0]
    if match := _SURVEYED.search(view.text, view.start, view.end):
        return match[0]
    is_of_births = re.search(r"matern|birth|breast|pregnan|antenatal|mother", series.topic)
    match = None if is_of_births else _FAMILY.search(clause)
    return match[0] if match else ""


_OWN_TIME = re.compile(
    r"[^.;,]{0,40}?\b(?:(?:a|per|each|every)\s+(?:month|week|day|hour|minute|fortnight|quarter|"
    r"decade)\b(?! (?:earlier|before|later|ago|old))|(?:monthly|weekly|daily|hourly|quarterly)\b)",
    re.IGNORECASE,
)
_OWN_TIME_BEFORE = re.compile(
    r"\b(?:monthly|weekly|daily|hourly|quarterly)\b[^.;,]{0,40}$", re.IGNORECASE
)
_OWN_SIZE = re.compile(
    r"[^.;,]{0,20}?\b(?:a|an|per|each|every)\s+(?:gallon|pound|ounce|bushel|barrel|foot|mile|sack)\b",
    re.IGNORECASE,
)
_OF_CARBON = re.compile(r"[^.;,]{0,16}?\bof carbon\b(?! (?:dioxide|emissions))", re.IGNORECASE)


def rate_told(view: View, one: Printed) -> str:
    """What a figure is told by, which may not be what its series is told by.

    What is earned in a month is no twelfth of a series by the year to a reader of the series, and
    a tonne of carbon makes three and two thirds of carbon dioxide.
    """
    following = next((other.start for other in view.figures if other.start >= one.end), view.end)
    behind = view.text[one.end : min(following, one.end + 60)]
    last = max((other.end for other in view.figures if other.end <= one.start), default=view.start)
    before = view.text[max(last, one.start - 60) : one.start]
    if _OWN_TIME.match(behind) or _OWN_TIME_BEFORE.search(before):
        return "it is told of another time than a year"
    if _OWN_SIZE.match(behind):
        return "it is told by another measure than its series"
    return "carbon is not carbon dioxide" if _OF_CARBON.match(behind) else ""


_IN_MONEY = re.compile(
    r"\b(?:nominal(?:ly)?|in (?:[\w-]+ )?(?:dollar|money|cash|currency|euro|shilling|rupee|peso|"
    r"rand|yuan|naira|current[- ]price)s? terms|(?:in|at) current (?:US )?(?:prices|dollars)|"
    r"in (?:US )?dollars)\b",
    re.IGNORECASE,
)
"""Growth of prices and output together, which no rate of real growth is."""
_IN_REAL_TERMS = re.compile(
    r"\breal (?:gdp|gross|output|income|national|value|exports?|imports?|spending|wages?|per)\b|"
    r"\bin real terms\b|\b(?:at|in) constant (?:\w+ )?(?:prices|dollars)\b|"
    r"\binflation[- ]adjusted\b|\badjusted for (?:inflation|prices)\b",
    re.IGNORECASE,
)
"""A sum of money without the change of prices, which none at current prices is."""


def money_told(view: View, one: Printed, series: Series, *, is_moved: bool = False) -> str:
    """Why a rate of real growth is not meant; empty where it may be.

    Args:
        view: The sentence.
        one: The figure.
        series: What it is read as.
        is_moved: Whether it is the growth of a sum of money, which is told at constant prices.
    """
    own = view.clauses.at(one.start)
    is_sum = series.unit.startswith("usd") and ".KD" not in series.code
    is_real = series.unit == "growth" or ("growth" in series.topic and not is_sum)
    last = view.figure_before(one.start)
    begin = min(own.start, view.start if last is None else last.end)
    start, end = (view.start, view.end) if is_moved else (begin, max(begin, own.end))
    match = _IN_MONEY.search(view.text, start, end) if is_real or is_moved else None
    if match:
        return f"“{match[0]}” is told, and its series is of real growth"
    is_current = is_sum and not is_moved and ".PP" not in series.code
    real = _IN_REAL_TERMS.search(view.text, start, end) if is_current else None
    return f"“{real[0]}” is told, and its series is at current prices" if real else ""


def whole_told(one: Printed, series: Series) -> str:
    """Why a part of a budget may be one of GDP; empty where the words say of what it is."""
    if series.base != "budget" or one.base or one.soft_base:
        return ""
    has_other = any(other.unit == "gdp" for other in topics().by_id[series.topic].series)
    return "of what it is a part is not said" if has_other else ""


_OPPOSITE = {
    "rural": re.compile(r"\b(?:towns?|cit(?:y|ies)|urban)\b", re.IGNORECASE),
    "urban": re.compile(r"\b(?:villages?|countryside|rural)\b", re.IGNORECASE),
}


def town_or_country(view: View, one: Printed, series: Series, words: str) -> str:
    """The word of the towns between villages and a figure read of them, or the other way round.

    Args:
        view: The sentence.
        one: The figure.
        series: What it is read of.
        words: The words that name that.
    """
    other = _OPPOSITE.get(series.topic)
    at = view.text.rfind(words, view.start, one.start) if words else -1
    if other is None or at < 0:
        return ""
    found = other.search(view.text, at + len(words), one.start)
    return "" if found is None else found[0]
