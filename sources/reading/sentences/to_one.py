"""So many to one: people to a doctor, visitors to an inhabitant, girls to so many boys.

"One doctor for every 12,000 people" tells the inverse of what is published, doctors per 1,000;
"six visitors for every inhabitant" tells a total by the people of its country.
"""

from __future__ import annotations

import re

from sources.reading.mentions.printed import Printed
from sources.reading.mentions.topics import Series, topics
from sources.reading.sentences.context import Thread, View
from sources.reading.sentences.fits import RATE_UNITS

_HEDGED = r"(?:(?:some|about|around|roughly|nearly|almost|over|more than|less than|fewer than)\s+)?"
_ONE_FOR = re.compile(
    r"\b(?:only\s+|just\s+|barely\s+)?(?:one|1|an?|a\s+single|each|every|the\s+average)\s+"
    r"(?P<what>[a-z]+(?:[\s-][a-z]+){0,3}?)\s+(?:in\s+[A-Z]\w+\s+|there\s+)?(?:for|to|per|among|"
    r"serves?|served|has|had|looks?\s+after|looked\s+after|cares?\s+for|cared\s+for|treats?|must\s+"
    rf"serve|must\s+care\s+for|tends?\s+to)\s+(?:every\s+|each\s+)?{_HEDGED}$"
)
_SO_MANY = re.compile(r"\s*(?:\w+\s+)?(?:people|inhabitants|persons|citizens|residents|patients|"
                      r"souls|[A-Z][a-z]+s)\b")  # fmt: skip
_FEWEST = 20
"""So many people to one at least; a teacher has fewer pupils."""


def inverse_of(view: View, one: Printed) -> tuple[Series, str] | None:
    """The rate of which a figure tells the inverse, and the words that name it; else None.

    Args:
        view: The sentence.
        one: The figure.
    """
    if one.unit not in {"persons", "number", "counted"} or one.value < _FEWEST:
        return None
    led = _ONE_FOR.search(view.before(one.start, 80))
    if led is None or not (one.unit == "persons" or _SO_MANY.match(view.after(one.end, 40))):
        return None
    start = one.start - len(led.string) + led.start("what")
    end = one.start - len(led.string) + led.end("what")
    for found in view.topics:
        if found.start < end and start < found.end:
            for series in topics().by_id[found.payload].series:
                if series.unit in RATE_UNITS and not series.needs:
                    return series, view.text[start:end]
    return None


_GIRLS = r"(?:girls|women|young women|female students|schoolgirls|of them|sisters)"
_BOYS = r"(?:boys|men|young men|male students|schoolboys|man|boy|brothers)"
_PARITY_AFTER = re.compile(
    rf"(?:\s*{_GIRLS}|\b)[^,;.]{{0,20}}?\s*(?:for|to|per)\s+"
    rf"(?:(?:every|each)\s+(?:100\s+|hundred\s+|ten\s+|10\s+)?|(?:100|hundred|ten|10)\s+){_BOYS}\b",
    re.IGNORECASE,
)
_PARITY_BEFORE = re.compile(
    rf"\b(?:for|to|per)\s+(?:every\s+|each\s+)?(?:100|hundred|ten|10)\s+{_BOYS}\b[^;.]{{0,60}}$",
    re.IGNORECASE,
)
_PARITY: tuple[tuple[str, str], ...] = (
    (r"universit|higher education|tertiary|college|campus|lecture", "SE.ENR.TERT.FM.ZS"),
    (r"secondary|high school", "SE.ENR.SECO.FM.ZS"),
    (r"primary|elementary", "SE.ENR.PRIM.FM.ZS"),
)


def parity_of(view: View, one: Printed, thread: Thread) -> Series | None:
    """The parity index of a level of schooling told as girls to so many boys; else None.

    "In secondary school there were 90 girls for every 100 boys".

    Args:
        view: The sentence.
        one: The figure.
        thread: What was spoken of before.
    """
    if one.unit not in {"persons", "number", "counted", "per_100", "pct"}:
        return None
    if one.unit == "pct" and re.search(_GIRLS, one.figure.text, re.IGNORECASE) is None:
        return None
    words = one.figure.text + view.after(one.end, 50)
    start = len(one.figure.text) - len(one.figure.text.lstrip("0123456789.,"))
    is_told = _PARITY_AFTER.match(words, start) is not None
    is_girls = re.match(rf"[\d.,]*\s*{_GIRLS}\b", words, re.IGNORECASE) is not None
    is_led = _PARITY_BEFORE.search(view.before(one.start, 90)) is not None
    if not (is_told or (is_led and is_girls)):
        return None
    near = view.text[max(0, view.start - _NEAR) : view.end]
    for pattern, code in _PARITY:
        found = re.search(pattern, view.text[view.start : view.end], re.IGNORECASE)
        if found or (thread.series is not None and re.search(pattern, near, re.IGNORECASE)):
            return topics().by_code.get(code)
    return None


_NEAR = 200
"""So many letters before a sentence may name the schools that it tells of."""
_PER_PERSON = re.compile(
    r"(?:[\s-]+(?!per\b|for\b|to\b|of\b)[a-z]+){0,3}?\s+(?:(?:for|to)\s+(?:every|each|one|an?)|per|"
    r"for\s+every\s+single)\s+(?:single\s+)?(?:one\s+of\s+(?:us|them)|inhabitants?|residents?|citizens?|persons?|head|local|"
    r"islander|native|(?P<name>[A-Z]\w+))\b"
)
_MOST = 1_000
"""More of anything that is counted no country has to a person."""


def counted_to_person(view: View, one: Printed, thread: Thread) -> tuple[Series, str] | None:
    """The total that a figure tells by the people of its country, with its words; else None.

    "2.3 million visitors came, more than six for every inhabitant": visitors.

    Args:
        view: The sentence.
        one: The figure.
        thread: What was spoken of before.
    """
    if one.unit not in {"persons", "number", "counted"} or one.value > _MOST:
        return None
    match = _PER_PERSON.match(view.text, one.end, view.end)
    if match is None:
        match = _PER_PERSON.search(" " + one.figure.text)
        if match is None or match.end() != len(one.figure.text) + 1:
            return None
    if match["name"] and not any(match["name"] in area.text for area in view.areas):
        return None
    for found in reversed(view.topics):
        series = _total(found.payload)
        if series is not None and found.start < one.end + 30:
            return series, view.text[found.start : found.end]
    last = thread.series
    is_same = last is not None and view.sentence.paragraph == thread.series_paragraph
    return (last, "") if last is not None and is_same and _is_total(last) else None


def _total(topic: str) -> Series | None:
    return next((one for one in topics().by_id[topic].series if _is_total(one)), None)


def _is_total(series: Series) -> bool:
    return (
        series.unit in {"persons", "number"}
        and series.topic not in {"population", "people"}
        and series.high >= _LARGE
    )


_LARGE = 1e8
"""From such a bound on a series counts things, and is no index or rate."""


_HEDGES = (
    r"(?:(?:about|around|some|roughly|nearly|almost|over|only|just|barely|well|a|mere|the|still|"
    r"now)\s+)*"
)
_OVER = re.compile(
    r"\b(?:cover(?:s|ed)?|pa(?:y|ys|id)(?:\s+for)?|equal(?:s|led)?|financ(?:e|es|ed)|fund(?:s|ed)?|"
    r"(?:is|are|was|were)(?:\s+(?:worth|equal\s+to|equivalent\s+to))?|amount(?:s|ed)?\s+to|"
    r"c[ao]mes?\s+to|correspond(?:s|ed)?\s+to|offset(?:s)?|match(?:es|ed)?|export(?:s|ed)?|"
    rf"s(?:ells?|old)(?:\s+abroad)?|reach(?:es|ed)?|worth)\s+{_HEDGES}$",
    re.IGNORECASE,
)
_OF_IT = re.compile(
    r"(?:\s*times)?\s+(?:of\s+|as\s+(?:much|large|big)\s+as\s+)?"
    r"(?:(?:all|its|their|our|the|total|what|it|they|we|country|country[’']s|bill|for|these|those|"
    r"countries|receiv\w+|g[eo]ts?|spen[dt]s?|in|as)\s+)*$",
    re.IGNORECASE,
)
_MONEY = ("exports", "imports", "remittances", "fdi", "oda", "aid", "tourism_receipts", "debt")


def ratio_to_another(view: View, one: Printed, thread: Thread) -> tuple[Series, Series] | None:
    """Two sums of which a figure is the ratio ("exports pay for a third of imports"); else None.

    Args:
        view: The sentence.
        one: The figure.
        thread: What was spoken of before.
    """
    if one.unit not in {"pct", "times"} or one.base or one.is_pair:
        return None
    whole = next((t for t in view.topics if t.start >= one.end), None)
    if whole is None or not _OF_IT.fullmatch(view.text, one.end, whole.start):
        return None
    is_led = _OVER.search(view.before(one.start, 60)) is not None
    if not is_led and not (one.unit == "times" and _AND.search(view.before(one.start, 30))):
        return None
    own = view.clauses.at(one.start)
    before = [t for t in view.topics if view.start <= t.start and t.end <= one.start]
    parts = [sum_ for t in before if (sum_ := _sum_of(t.payload)) is not None]
    if not parts and _THAT_IS.match(view.text, own.start, one.start) and thread.series is not None:
        parts = [sum_ for sum_ in [_sum_of(thread.series.topic)] if sum_ is not None]
    total = _sum_of(_COVERED.get(whole.payload, whole.payload))
    if not parts or total is None or parts[-1].code == total.code:
        return None
    return parts[-1], total


_AND = re.compile(rf"\band\s+{_HEDGES}(?:more\s+than\s+|less\s+than\s+)?$", re.IGNORECASE)
_THAT_IS = re.compile(r"\W*(?:That|This|It)\b", re.IGNORECASE)


def _sum_of(topic: str) -> Series | None:
    """The sum in US$ of a topic of trade or of money from abroad."""
    if not topic.endswith(_FLOWS) and topic not in _MONEY:
        return None
    found = topics().by_id[topic].series
    return next((one for one in found if one.unit == "usd" and not one.needs), None)


_COVERED = {"reserves": "imports", "reserves_months": "imports"}
"""What "cover … imports" is of where exports do ("exports cover a third of imports")."""
_FLOWS = ("exports", "imports", "remittances", "receipts", "fdi", "oda", "exports_growth")
