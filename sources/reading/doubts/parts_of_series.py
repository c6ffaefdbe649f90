"""Words at a figure by which it is of a part of what its series counts, or of another time of it.

"Catholic women had 3.6 children", "German smokers' life expectancy", "hospitals took 3.4% of GDP",
"at 65 they can expect another 22 years", "without oil, GDP was $380 billion", "inflation peaked at
11.1%": the series is of all women, of all health, from birth, of the whole, and of a year.
"""

from __future__ import annotations

import re

from sources.reading.mentions.areas import AreaMention
from sources.reading.mentions.printed import Printed
from sources.reading.mentions.topics import Series
from sources.reading.sentences.context import View
from sources.reading.sentences.model import Reading
from sources.reading.sentences.plain_words import is_plain


def part_of_series(
    view: View, one: Printed, reading: Reading, series: Series, mention: AreaMention | None
) -> str:
    """Why a figure may be of a part of what its series counts; empty where nothing says so.

    Args:
        view: The sentence.
        one: The figure.
        reading: What it was read as.
        series: Its series.
        mention: The area that it was read as of; None where none is named.
    """
    return (
        _of_some_women(view, one, series)
        or _owned_by_some(view, one, series)
        or _left_out(view, one, series)
        or _at_a_figure(view, one, series)
        or _in_passing(view, one, series)
        or _of_who_was_passed(view, one, reading, mention)
        or _of_graduates(view, one, series)
    )


def _own(view: View, one: Printed) -> int:
    """Where what is told of a figure begins: behind the figure before it."""
    last = view.figure_before(one.start)
    return view.start if last is None else last.end


_OF_WOMEN = re.compile(r"fertility|life_expectancy")
_SOME_WOMEN = re.compile(
    r"(?P<some>(?:[A-Z][a-zà-ÿ]+|[\w]+-(?:born|speaking|educated)))\s+(?:women|woman|mothers|couples|"
    r"families|men)\b"
)
_BORN = re.compile(r"-(?:born|speaking|educated)\b")
_WOMEN_WHO = re.compile(
    r"\b(?P<some>(?:women|woman|mothers|couples|families)\s+(?:with|without|who|whose|of\s+(?:the\s+)?"
    r"(?:\w+teen|\w+ty|\d+)|in\s+their|aged|over|under)\b(?:\s+[\w-]+){0,3})",
    re.IGNORECASE,
)


_NEAR = 60


def _of_some_women(view: View, one: Printed, series: Series) -> str:
    """The women of whom alone the number of children or the length of life is told."""
    if _OF_WOMEN.match(series.topic) is None:
        return ""
    begin = _own(view, one)
    for area in view.areas:
        if begin <= area.start < one.start and (found := _BORN.match(view.text, area.end)):
            return f"“{area.text}{found[0]}” tells of some, and its series is of all"
    begin = max(view.start, min(begin, one.start - _NEAR))
    found = _WOMEN_WHO.search(view.text, begin, one.start)
    for some in _SOME_WOMEN.finditer(view.text, begin, one.start):
        at = some.start("some")
        is_known = is_plain(some["some"]) or any(a.start <= at < a.end for a in view.areas)
        found = found or (None if is_known else some)
    return f"“{found['some']}” tells of some, and its series is of all" if found else ""


_OWNERS = re.compile(
    r"\s+(?P<some>(?!(?:women|men|people|peoples|children|girls|boys|workers|citizens|inhabitants|"
    r"governments?|econom\w+|exporters|farms?|industr\w+|nations?|countr\w+|states?)[’'])"
    r"[a-z][\w-]{2,}(?:s[’']|[’']s))\s+"
)


def _owned_by_some(view: View, one: Printed, series: Series) -> str:
    """The people whose own a figure is, who are some of a country's ("German smokers' …")."""
    begin = _own(view, one)
    for area in view.areas:
        found = _OWNERS.match(view.text, area.end, one.start) if begin <= area.start else None
        if found is None or area.is_possessive:
            continue
        if any(t.payload == series.topic and t.start >= found.end() - 1 for t in view.topics):
            return f"it may be the {found['some']}, and its series is of all"
    return ""


_WITHOUT = re.compile(
    r"\W*(?P<out>(?:Without|Excluding|Not counting|Leaving (?:out|aside)|Minus|Stripped of)\s+"
    r"[^,;.]{2,40}),\s"
)
_FOOD = re.compile(
    r"\b(?P<out>(?:consumer\s+)?(?:price\s+ind(?:ex|ices)|basket)|household\s+(?:spending|budgets?|"
    r"expenditure|consumption)|diets?|calories|CPI)\b",
    re.IGNORECASE,
)
_TRADED = re.compile(r"\b(?:ex|im)port|\btrade|\bsold abroad\b|\bbought abroad\b", re.IGNORECASE)
_OF_HEALTH = re.compile(
    r"(?<!\bon )\b(?P<out>hospitals?|clinics?|drugs|medicines?|pills|doctors?|nurses)\b",
    re.IGNORECASE,
)
_OF_EDUCATION = re.compile(
    r"(?<!\bon )\b(?P<out>universit\w+|schools?|colleges?|teachers?|kindergartens?|nurseries)\b",
    re.IGNORECASE,
)
_ALL_OF_IT = re.compile(r"\bhealth|\beducation|\bschooling|\bmedical", re.IGNORECASE)
_KIND_OF_FOREST = re.compile(
    r"\b(?P<out>rain-?forests?|mangroves?|(?:primary|old-growth|virgin|protected|planted|tropical|"
    r"boreal|cloud|pine|oak|mangrove)\s+forests?)\b",
    re.IGNORECASE,
)


def _left_out(view: View, one: Printed, series: Series) -> str:
    """What a figure leaves out, or the one part of a sum or a land of which it is told."""
    code, begin = series.code, _own(view, one)
    following = view.figure_after(one.end)
    end = view.end if following is None else following.start
    found = _WITHOUT.match(view.text, view.start, one.start)
    is_lack = found is not None and any(
        topic.payload == series.topic and topic.start < found.end() for topic in view.topics
    )
    found = None if is_lack else found
    if code.startswith(("SH.XPD", "SE.XPD")) and not _ALL_OF_IT.search(view.text[begin:end]):
        parts = _OF_HEALTH if code.startswith("SH") else _OF_EDUCATION
        found = found or parts.search(view.text, begin, one.start)
    if code.startswith("AG.LND.FRST"):
        found = found or _KIND_OF_FOREST.search(view.text, begin, end)
    if code.startswith(("TX.VAL", "TM.VAL")) and not _TRADED.search(view.text[begin:end]):
        found = found or _FOOD.search(view.text, begin, end)
    return f"“{found['out']}” tells of a part or of another whole than its series" if found else ""


_NOT_SO_MUCH = re.compile(r"\b(?P<said>not even|nowhere near|nothing like)\s+$", re.IGNORECASE)
_LIVE_ON = re.compile(r"\b(?P<said>another|a further|an extra)\s+(?:\w+\s+)?$", re.IGNORECASE)
_COUNTED = re.compile(r"\b(?P<said>counted|enumerated)\s+(?:\w+\s+)?$", re.IGNORECASE)
_PEAK = re.compile(
    r"\b(?P<said>peak(?:ed|ing)?|spiked|topped out|(?:as )?(?:high|low) (?:as|of)|at its "
    r"(?:height|peak|worst))\b[^.;,]{0,20}$",
    re.IGNORECASE,
)
_PER_WOMEN = re.compile(r"[^.;,]{0,12}?\bper (?:1,?000|thousand) (?P<said>women)\b", re.IGNORECASE)
_REVISED = re.compile(
    r"[^.;,]{0,20},\s+(?:a figure|an estimate|a number|later|since|which (?:was|has|is))\b"
    r"[^.;]{0,30}?"
    r"\b(?P<said>revised|corrected|cut|raised)\b"
)


def _at_a_figure(view: View, one: Printed, series: Series) -> str:
    """The words right at a figure by which it is none of a year, of births or of all."""
    before = view.before(one.start, 40)
    if found := _NOT_SO_MUCH.search(before):
        return f"“{found['said']}” tells that it is less"
    if series.topic == "life_expectancy" and (found := _LIVE_ON.search(before)):
        return f"“{found['said']}” tells how long some live on"
    if series.code == "SP.POP.TOTL" and (found := _COUNTED.search(before)):
        return f"“{found['said']}” may tell what a census found, and its series is an estimate"
    if series.topic == "inflation" and (found := _PEAK.search(f"{before}{_words_within(one)}")):
        return f"“{found['said']}” may tell of a month, and its series is of a year"
    if series.topic == "birth_rate" and (found := _PER_WOMEN.match(view.text, one.end, view.end)):
        return f"it is told per 1,000 {found['said']}, and its series per 1,000 people"
    found = _REVISED.match(view.text, one.end, view.end)
    return f"“{found['said']}” tells that it was taken back" if found else ""


def _words_within(one: Printed) -> str:
    """The words that a figure begins with ("as high as 11.1%")."""
    return re.split(r"\d", one.figure.text)[0]


_SEX = re.compile(r"\.(?:FE|MA)\.")
_ASIDE = re.compile(
    r"(?:\s[–—-]\s|\()[^–—()]*\b(?P<sex>women|men|females?|males?|girls|boys)\b[^–—()]*(?:\s[–—-]|\))"
    r"\s*(?:,|was|is|stood|averaged|at|had)[^–—()]{0,20}$",
    re.IGNORECASE,
)


def _in_passing(view: View, one: Printed, series: Series) -> str:
    """The sex that only an aside before a figure tells ("– for women 84.7 – was 83.1 years")."""
    found = _ASIDE.search(view.text, view.start, one.start) if _SEX.search(series.code) else None
    return f"“{found['sex']}” stands in an aside before it" if found else ""


_PASSED = re.compile(
    r"\b(?P<verb>overtak(?:es?|ing)|overtook|passe[sd]|surpasse[sd]|beats?|outstrip(?:s|ped)|"
    r"edge[sd] past|outnumber(?:s|ed))\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_WITH = re.compile(r"\s+(?:with|at|on)\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE)


def _of_who_was_passed(
    view: View, one: Printed, reading: Reading, mention: AreaMention | None
) -> str:
    """That who overtakes another has a figure, and not the other ("A overtakes B with 68 m")."""
    if mention is None or reading.measure != "value" or mention.end > one.start:
        return ""
    passed = _PASSED.search(view.before(mention.start, 30))
    is_with = _WITH.fullmatch(view.text, mention.end, one.start) is not None
    return f"“{passed['verb']}” may tell of whom it is" if passed and is_with else ""


_GRADUATES = re.compile(
    r"\b(?:among\s+|of\s+)?graduates\b(?!\s+(?:make|made|are|were|account))", re.I
)
_SHARE_OF = re.compile(r"\b(?:share|proportion|percentage|number)\s+of\s+$|\bare\s+$", re.I)


def _of_graduates(view: View, one: Printed, series: Series) -> str:
    """The word "graduates" alone, which may tell of whom another rate is told."""
    if not series.code.startswith("SE.TER.CUAT"):
        return ""
    found = _GRADUATES.search(view.text, view.start, one.start)
    if found is None or _SHARE_OF.search(view.before(found.start(), 24)):
        return ""
    return f"“{found[0]}” may tell of whom something else is told"
