"""Places within a country that a figure may be told of, which no series of countries has."""

from __future__ import annotations

import re

from sources.reading.mentions.areas import AreaMention
from sources.reading.mentions.printed import Printed
from sources.reading.sentences.context import View

_NAMED = re.compile(
    r"\b(?:[Ii]n|[Aa]cross|[Aa]round|[Oo]utside|[Nn]ear)\s+(?:the\s+)?(?:(?:state|province|city|region|"
    r"county|district|town|island)\s+of\s+)?"
    r"(?P<place>(?!Parliament|Congress|Senate|House|Lok|January|February|March|April|May|June|July|"
    r"August|September|October|November|December|Christmas|Table|Figure|Chart|Chapter|Section|Annex|"
    r"Box|Panel|Appendix|Column|Row|Block|Notes?|GDP|GNI|US|USD|PPP|EU|UN|ILO|WDI|Internet|Part|Goal)"
    r"[A-Z][a-zà-ÿ]{2,}(?:[ -][A-Z][a-zà-ÿ]+)?)"
)
_FOREMOST = re.compile(
    r"\b(?:the|its|their|one|another)\s+(?:[\w-]+est|capital|worst[- ]hit|(?:least|most) [\w-]+|"
    r"southern|northern|eastern|western|poorer|richer)\s+(?:[\w-]+\s+)?"
    r"(?:region|province|city|district|county|canton|town|department|governorate|prefecture)s?\b",
    re.IGNORECASE,
)


_CITY = re.compile(
    r"\b(?P<place>[A-Z][a-zà-ÿ]{2,}(?:[ -][A-Z][a-zà-ÿ]+)?),\s+(?:in\s+)?(?:the\s+)?$"
)
_ADVERB = re.compile(
    r"Meanwhile|Together|However|Today|Still|Then|Now|Later|Nevertheless|Nonetheless|Elsewhere|Overall|Instead|"
    r"Likewise|Similarly|Moreover|Furthermore|Yesterday|Also|Finally|First|Second|Third|Next|Yet|Thus|"
    r"Hence|Here|There|Even|Only|Just|But|And|While|Although|Though|Since|Unlike|Like|Besides|By|At|"
    r"Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|In|For|Of|From|Across|Compared|"
    r"January|February|March|April|May|June|July|August|September|October|November|December|"
    r"\w+ly|The|This|That|With|Before|After|Under|Between|Both|Neighbou?ring|Rural|Urban|Modern|"
    r"Compare|Take|Consider|Source|Table|Figure|Chart|Note|Per|As|When|Where|How|Why|What|Did|Does|"
    r"North|South|East|West|Central|Northern|Southern|Eastern|Western|Average|Total|Share|Dear|Mr|Mrs"
)


_LEADING = re.compile(
    r"(?:^|[;:,]\s+|\b(?:and|but|while)\s+)\W*(?:among|for|in|on|across|within|amid)\s+(?:the\s+)?"
    r"(?:other\s+)?$",
    re.IGNORECASE,
)
_SOME = re.compile(
    r"(?:[’']s?)?\s+(?P<who>(?:[a-z]+\s+)?(?:graduates|poor|poorest|rich|richest|slums?|islands?|"
    r"muslims|christians|catholics|hindus|jews|sikhs|buddhists|migrants|immigrants|refugees|farmers|"
    r"smokers|prisoners|prisons|students|elite|middle class|tribes|minorit(?:y|ies)|highlands|"
    r"lowlands|coast|north|south|east|west|capital|camps|nomads|herders|pastoralists|diaspora|"
    r"homeless|professionals))\b",
    re.IGNORECASE,
)


def some_leading(view: View, one: Printed, mention: AreaMention | None) -> str:
    """Some of a country's people or places that lead up to a figure ("Among Kenyan graduates …").

    Args:
        view: The sentence.
        one: The figure.
        mention: The area that it was read of, where the sentence names it.
    """
    if mention is None or not mention.areas or mention.end > one.start:
        return ""
    found = _SOME.match(view.text, mention.end, max(mention.end, one.start))
    is_led = _LEADING.search(view.before(mention.start, 40)) is not None
    return f"{mention.text} {found['who']}" if found is not None and is_led else ""


def place_within(view: View, one: Printed, mention: AreaMention | None) -> str:
    """The place at a figure that is no country and no group, but lies in one; empty for none.

    "Tokyo, in Japan, had 14 million", "in Andalusia it was 36 per cent", "$36,000 a head in Madrid"
    "the poorest region had 33 per cent": none of them is told of the country.

    Args:
        view: The sentence.
        one: The figure.
        mention: The area that the figure was read of, where the sentence names it.
    """
    if mention is not None and mention.areas and mention.end <= one.start:
        city = _CITY.search(view.text, max(view.start, mention.start - 40), mention.start)
        is_place = city is not None and not _ADVERB.fullmatch(city["place"])
        if city and is_place and not view.is_named(city.start("place"), city.end("place")):
            return city["place"]
    own = view.clauses.at(one.start)
    last = max((f.end for f in view.figures if f.end <= one.start), default=view.start)
    following = min((f.start for f in view.figures if f.start >= one.end), default=view.end)
    begin, stop = max(own.start, last), min(own.end, following)
    if found := _FOREMOST.search(view.text, begin, max(begin, one.start)):
        return found[0]
    for found in _NAMED.finditer(view.text, begin, max(begin, stop)):
        at, end = found.start("place"), found.end("place")
        if not view.is_named(at, end):
            return found["place"]
    return ""
