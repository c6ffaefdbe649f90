"""Which figures no series covers, with the nearest one, and which words name more than one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from sources.reading.mentions.printed import Printed
from sources.reading.mentions.topics import Topic, concept_of, topics
from sources.reading.mentions.words import Found
from sources.reading.narrowing.choice import SeriesChoice, nearness
from sources.reading.narrowing.claim import as_read
from sources.reading.sentences.context import Thread, View
from sources.reading.sentences.model import ReadFigure
from sources.reference.concepts import concept_for

_DOUBT = 0.54
"""What a choice comes to at most whose words leave open which of several series is meant."""
_LINE_NAMED = re.compile(
    r"extreme|absolute|international|global|world bank|a day|per day|less than|under|below|national"
    r"|official|destitut|penury",
    re.IGNORECASE,
)
_GOODS_AND_SERVICES = re.compile(r"goods and services|services and goods", re.IGNORECASE)
_GOODS = {
    "NE.EXP.GNFS.CD": "TX.VAL.MRCH.CD.WT",
    "NE.IMP.GNFS.CD": "TM.VAL.MRCH.CD.WT",
    "NE.EXP.GNFS.KD.ZG": "TX.VAL.MRCH.CD.WT",
    "NE.IMP.GNFS.KD.ZG": "TM.VAL.MRCH.CD.WT",
}
_PARTNERS = {
    "exports": "to",
    "merchandise_exports": "to",
    "food_exports": "to",
    "fuel_exports": "to",
    "ores_exports": "to",
    "manufactures_exports": "to",
    "imports": "from",
    "merchandise_imports": "from",
    "trade": "with",
    "merchandise_trade": "with",
    "trade_balance": "with",
    "fdi": "from",
    "fdi_out": "in",
}
"""Topics that may be told of one partner, and the word before its name."""
_WENT_TO = re.compile(
    r"\b(?:went|go|goes|going|sent|sold|shipped|destined|bound|came|comes|come)\s+(?:to|from|for)\s+"
    r"(?:the\s+)?$",
    re.IGNORECASE,
)


def not_covered(view: View, one: Printed, choices: list[SeriesChoice]) -> str:
    """Why no series covers a figure, with the nearest one; empty where one may.

    What the words name as outside the statistics counts where it stands nearer to the figure than
    anything that a series covers.
    """
    partner = _partner(view, one, choices)
    if partner:
        return partner
    best, reason = 0.0, ""
    for found in view.topics:
        topic = topics().by_id[found.payload]
        if not topic.uncovered or _is_apart(view, one, found.start) or _is_time(view, found):
            continue
        near = nearness(view, one, found)
        if near > best:
            best, reason = near, _told_nearest(topic)
    read = {choice.series.topic for choice in choices if not choice.is_carried}
    named = max(
        (
            nearness(view, one, found)
            for found in view.topics
            if found.payload in read and not _shares_words(view, found)
        ),
        default=0.0,
    )
    return reason if best >= 0.7 and best > named else ""


def _shares_words(view: View, found: Found[str]) -> bool:
    """Whether a word of a topic is one of what no series covers ("*House prices* in Chad rose")."""
    return any(
        other.first <= place < other.last
        for other in view.topics
        if topics().by_id[other.payload].uncovered
        for place in (*found.others, *range(found.first, found.last))
    )


def _is_apart(view: View, one: Printed, place: int) -> bool:
    """Whether a place is in another clause than a figure whose own names what a series covers."""
    own = view.clauses.at(one.start).number
    if view.clauses.at(place).number == own:
        return False
    return any(
        view.clauses.at(found.start).number == own and not topics().by_id[found.payload].uncovered
        for found in view.topics
    )


_IN_A_TIME = re.compile(
    r"\b(?:during|before|after|since|until|amidst?|following|throughout|post|pre|despite)[\s-]+"
    r"(?:the\s+)?(?:(?:years?|time|height|start|end|peak|onset|outbreak|first year|worst) of\s+)?"
    r"(?:the\s+)?$",
    re.IGNORECASE,
)
_EVENTS = frozenset({"uncovered:covid"})


def _is_time(view: View, found: Found[str]) -> bool:
    """Whether words only say when something was ("during the COVID-19 pandemic")."""
    is_event = found.payload in _EVENTS
    return is_event and _IN_A_TIME.search(view.before(found.start, 50)) is not None


def _told_nearest(topic: Topic) -> str:
    if not topic.nearest or "nearest" in topic.uncovered:
        return topic.uncovered
    return f"{topic.uncovered}; nearest is {concept_of(topic.nearest)}"


def _partner(view: View, one: Printed, choices: list[SeriesChoice]) -> str:
    """Why trade with one partner is not covered ("exports to Germany")."""
    if not choices or choices[0].series.topic not in _PARTNERS or choices[0].is_carried:
        return ""
    traded = [topic for topic in view.topics if topic.payload in _PARTNERS]
    topic = max(traded, key=lambda found: nearness(view, one, found), default=None)
    for area in view.areas:
        if topic is None or not area.areas or area.kind == "world":
            continue
        if _is_apart(view, one, area.start):
            continue
        between = view.text[min(area.end, one.end) : max(area.start, one.start)]
        if len(between) > 90 or ";" in between or view.figures_between(one.end, area.start):
            continue
        before = view.before(area.start, 30)
        prepositions = {word.casefold() for word in before.split()[-2:]}
        is_partner = 0 <= area.start - topic.end < 12 and _PARTNERS[topic.payload] in prepositions
        if is_partner or _WENT_TO.search(before):
            return (
                f"the World Bank has no series of trade with {area.text} alone (UN Comtrade has); "
                f"nearest is {concept_of(choices[0].series.code)}"
            )
    return ""


def by_doubt(view: View, choices: list[SeriesChoice], marks: frozenset[str]) -> list[SeriesChoice]:
    """Choices, best first, held down where the best one's words name more than one series.

    Exports may be of goods or of services too, enrolment net or gross, poverty by any line.
    """
    if not choices or choices[0].score <= _DOUBT or not _is_open(view, choices[0], marks):
        return choices
    factor = _DOUBT / choices[0].score
    return [replace(choice, score=choice.score * factor) for choice in choices]


def _is_open(view: View, choice: SeriesChoice, marks: frozenset[str]) -> bool:
    series, sentence = choice.series, view.text[view.start : view.end]
    if series.topic in {"primary_enrolment", "secondary_enrolment"}:
        return series.unit == "pct" and not marks & {"gross", "net"}
    if series.topic in {"exports", "imports", "trade_balance"}:
        return series.unit == "usd" and _GOODS_AND_SERVICES.search(sentence) is None
    if "goods" in choice.unused:
        return True
    if series.topic == "tariffs":
        return "simple" not in marks and "weighted" not in sentence
    if series.topic == "gini":
        return series.high < 1  # its series runs to 100
    needed, other = _NEEDED.get(series.topic), _OTHER.get(series.topic)
    if needed is not None and needed.search(sentence) is None:
        return True
    return series.topic in _LOOSE or (other is not None and other.search(sentence) is not None)


_HAD_PEOPLE = re.compile(
    r"\b(?:ha[sd]|have|(?:is|was) home to|counts?|counted|numbered)\s+(?:[a-z]+\s+){0,3}"
    r"\d[\d.,]*\s*(?:thousand|million|billion)?\s+(?:people|inhabitants)\s*"
    r"(?:(?:in|by|at)\s+(?:the\s+)?(?:19|20|mid|end|last|that)|[,.;]|$)",
    re.IGNORECASE,
)
"""People that a country has, and not some of them who do or lack something."""

_NEEDED = {"poverty": _LINE_NAMED, "people": _HAD_PEOPLE}
"""Words without which it is open which series of a topic is meant."""
_SERVICE = re.compile(
    r"\b(?:improved|piped|taps?|shared|limited|sewers?|sewerage|latrines?|wells?|boreholes?)\b",
    re.IGNORECASE,
)
_DOCTORS_ALONE = re.compile(
    r"^(?!.*\b(?:skilled|trained|midwi(?:fe|ves)|nurses?)\b).*\b(?:doctors?|physicians?)\b",
    re.IGNORECASE | re.DOTALL,
)
_OTHER = {
    "basic_water": _SERVICE,
    "basic_sanitation": _SERVICE,
    "skilled_births": _DOCTORS_ALONE,
}
"""Words that may tell of more, or less, than a topic's series."""

_LOOSE = frozenset(
    {
        "enrolment",
        "growth_word",
        "area_unit",
        "deficit_word",
        "debt_word",
        "services_word",
        "beds_word",
        "water_renewable",
    }
)


_OF_GOODS = frozenset({"merchandise_exports", "merchandise_imports", "merchandise_trade"})
_CUSTOMS = re.compile(
    r"\b(?=\w)"
    r"customs (?:data|figures|office|authorit\w+|administration|service|agency|department)\b|"
    r"\b(?:trade|commerce) (?:ministry|department)\b|\bcargoes\b|\bexporters? of goods\b|"
    r"\bmerchandise\b|\bgoods exports\b|\bexports of goods(?! and services)\b",
    re.IGNORECASE,
)
"""Words of a text about trade in goods alone."""
_TRADE = 700
"""So many characters before a figure such words may stand."""


def of_goods(view: View, found: list[SeriesChoice], thread: Thread) -> Iterator[SeriesChoice]:
    """Exports of goods, where the text just spoke of goods ("merchandise exports and imports")."""
    last = thread.series.topic if thread.series else ""
    is_said = last in _OF_GOODS or bool(_OF_GOODS & {topic.payload for topic in view.topics})
    near = view.text[max(0, view.end - _TRADE) : view.end]
    if not is_said and (not _CUSTOMS.search(near) or _GOODS_AND_SERVICES.search(near)):
        return
    for choice in found:
        code = _GOODS.get(choice.series.code)
        if code is None or (not is_said and choice.is_carried):
            continue
        why = f"{choice.why}, and goods are spoken of"
        series = topics().by_code[code]
        score = min(1.0, choice.score * (1.06 if is_said else 1.02))
        unused = choice.unused if is_said else choice.unused | {"goods"}
        yield replace(choice, series=series, score=score, why=why, unused=unused)


_DONORS = frozenset(
    {
        *("AUS", "AUT", "BEL", "CAN", "CHE", "DEU", "DNK", "FIN", "FRA", "GBR"),
        *("IRL", "ITA", "JPN", "LUX", "NLD", "NOR", "NZL", "SWE", "USA"),
    }
)
"""Countries that have only given aid for as long as it has been counted."""
_TAKEN = re.compile(r"\b(?:recei\w+|gets?|got|took|takes?)\b", re.IGNORECASE)
_HELD_AGAINST = re.compile(
    r"\b(?:than|as|(?:share|level|rate|amount|sum|figure|that|those|half|twice|times)"
    r"(?:\s+(?:of|as|that))*)\s+(?:in\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
"""What holds aid against another country's ("6 per cent, twice the share of France's help")."""


def of_donors(view: View, choice: SeriesChoice, thread: Thread) -> SeriesChoice:
    """Aid of a country that gives and receives none is what it gives.

    Args:
        view: The sentence.
        choice: What a figure may be of.
        thread: What was spoken of before.
    """
    if choice.series.topic != "oda" or _TAKEN.search(view.text, view.start, view.end):
        return choice
    own = (area for area in view.areas if area.kind == "country")
    own = (area for area in own if not _HELD_AGAINST.search(view.before(area.start, 40)))
    named = {code for area in own for code in area.areas}
    whom = named or set(thread.subject) or {thread.main_area}
    if not whom <= _DONORS:
        return choice
    for given in topics().by_id["oda_given"].series:
        if given.unit == choice.series.unit:
            return replace(choice, series=given, why=f"{choice.why}, told of one that gives")
    return choice


OWN_SURVEY = re.compile(
    r"\b(?:our|my|an?|one|the \w+[’']s) (?:own |recent |new |online |internal |telephone )*"
    r"(?:surveys?|polls?|questionnaires?)\b|\bpollsters?\b|\brespondents\b"
    r"|\bwe (?:asked|polled|surveyed|interviewed)\b",
    re.IGNORECASE,
)
"""A survey of a text's own or of somebody named, which no public series is."""
_UNNAMED = (
    "its words were not understood as naming a series of the World Bank or the United Nations"
)
_UNCOVERED = "no series of the World Bank or the United Nations was found for it"


def unread_of(view: View, one: Printed, series: list[SeriesChoice]) -> ReadFigure | None:
    """A figure that no series is read for, with the reason; None where one is."""
    reason = not_covered(view, one, series)
    if not series:
        why = "no topic that a series covers is named near it"
        return as_read(view, one, "claim", why, reason or _UNNAMED)
    if series[0].is_carried and OWN_SURVEY.search(view.text[view.start : view.end]):
        return as_read(view, one, "method", "it is what a survey found that the text tells of")
    if reason:
        return as_read(view, one, "claim", "what its words name has no series", reason)
    if one.unit == "pct" and _is_of_bodies(view, one, series[0]):
        return as_read(view, one, "claim", "what its words name has no series", _UNCOVERED)
    return None


_OF_BODIES = re.compile(
    r"\s+(?:of\s+(?:(?:all|the|its|their|these|those)\s+){0,2})?(?P<whom>(?:[a-z]+\s+)?(?:clinics|hospitals|"
    r"schools|shops|firms|companies|businesses|villages|factories|farms|banks|hotels|restaurants))\b|"
    r"\s+of\s+(?P<what>what\s+(?:relatives|migrants|emigrants|parents|families|households)\s+[a-z]+)\b",
)
"""Places and firms of which something is a share, or what some people send or spend."""


def _is_of_bodies(view: View, one: Printed, choice: SeriesChoice) -> bool:
    """Whether a share is one of places or firms, which its series is not told of."""
    found = _OF_BODIES.match(view.text, one.end, view.end)
    if found is None:
        return False
    left, right = found.span("whom" if found["whom"] else "what")
    name = concept_for(concept_of(choice.series.code)).label.casefold()
    if found["whom"] and found["whom"].split()[-1].rstrip("s") in name:
        return False
    return not any(topic.start < right and left < topic.end for topic in view.topics)
