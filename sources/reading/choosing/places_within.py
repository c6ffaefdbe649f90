"""Places within a country that a figure may be told of, which no series of countries has."""

from __future__ import annotations

import re

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


def place_within(view: View, one: Printed) -> str:
    """The place in the clause of a figure that is no country and no group; empty for none.

    "In Andalusia it was 36 per cent", "$36,000 a head in Madrid", "the poorest region had 33 per
    cent": none of them is told of the country.

    Args:
        view: The sentence.
        one: The figure.
    """
    own = view.clauses.at(one.start)
    last = max((f.end for f in view.figures if f.end <= one.start), default=view.start)
    following = min((f.start for f in view.figures if f.start >= one.end), default=view.end)
    begin, stop = max(own.start, last), min(own.end, following)
    if found := _FOREMOST.search(view.text, begin, max(begin, one.start)):
        return found[0]
    for found in _NAMED.finditer(view.text, begin, max(begin, stop)):
        at, end = found.start("place"), found.end("place")
        known = [(area.start, area.end) for area in view.areas]
        known += [(year.start, year.end) for year in view.years]
        known += [(topic.start, topic.end) for topic in view.topics]
        if not any(left < end and at < right for left, right in known):
            return found["place"]
    return ""
