"""What a sentence says of how a figure was counted, and its series was not.

Whose count it is ("by the census of 2019", "registered unemployment"), what is left out or taken in
("oil left out", "with Hong Kong counted in"), by what it is divided ("per working person"), and
from what it comes ("coal alone caused 230 million tonnes").
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from sources.reading.mentions.bases import base_after, base_end, base_of_series
from sources.reading.mentions.printed import Printed
from sources.reading.mentions.topics import Series
from sources.reading.sentences.context import Thread, View

_COUNT = re.compile(
    r"\bcensus(?:es)?\b|\bsurveys?\b|\bpolls?\b|\b(?:own|by (?:the|its)|on (?:the|its)|official)\s+"
    r"counts?\b|\bcounted\s+(?:its|their|the|all)\s+(?:people|population|citizens|inhabitants)\b|"
    r"\bown\s+(?:statistics|statistical|figures|data|reckoning|surveys?|counts?|method)\b|"
    r"\bregistered\s+(?:unemploy\w+|jobless|job-?\s?seekers|as (?:unemployed|jobless))\b|"
    r"\bon the (?:unemployment |dole )?(?:register|books|rolls)\b|\bnational method\b",
    re.IGNORECASE,
)
"""Words for a count that the published series need not follow."""
_WITHOUT = re.compile(
    r"\b(?:(?:not|un|is|are|were|was|be|being)[\s-]+)?(?:counted(?:\s+in)?|included|excluded|disregarded)"
    r"(?=\s*(?:[,.;)]|$))|\b(?:left|leaving|taken|taking|leave|take)\s+out\b(?!\s+of)|"
    r"\b(?:excluding|not counting|not including|disregarding|counting|setting aside|aside from|"
    r"apart from|except for|other than|net of)\b|\b(?:no longer|not)\s+(?:look|want|seek)\w*\b|"
    r"\bif\s+[^,.;]{3,50}\s+(?:is|are|were|was)\s+(?:counted|included|left|taken|added|excluded)\b|"
    r"\b(?:less|minus)\s+(?:the\s+)?(?=[A-Z])",
)
"""Words that take something out of a whole, or add something to it."""
_BY_ANOTHER = re.compile(
    r"\b(?:per|for every|for each)\s+(?:(?:working|employed|economically active|occupied)\s+"
    r"(?:\w+)|(?:100|hundred)\s+(?:\w+\s+)?(?:of|in)\s+working|family|"
    r"household|worker|hour|taxpayer|voter|employee|farmer|job)\b|"
    r"\b(?:per|to the|a|each|every)\s+(?:square|sq\.?)\s+(?:kilomet\w+|km|mile)\s+of\s+"
    r"(?!(?:total\s+|its\s+|the\s+)?(?:land\b|territory|surface|country))",
    re.IGNORECASE,
)
"""What a sum or a number is divided by, and its series is not."""
_SOURCES = re.compile(
    r"\b(?:coal|oil|gas|diesel|petrol|cement|steel|power|electricity|transport|traffic|cars?|lorries|"
    r"trucks|industry|aviation|flights|shipping|ships|farming|farms|cattle|heating|households?|"
    r"homes|buildings|fires|deforestation|imports?|abroad|consumption)\b",
    re.IGNORECASE,
)
"""What emits, or burns."""
_TIME_OF_YEAR = re.compile(
    r"\b(?:in|over|during|for)\s+(?:a|one|any|each|every|a single)\s+(?:month|week|day|quarter)\b|"
    r"(?:%|\bper ?cent|\b[mb]illion|\bdollars|\d)\s+(?:a|per|each|every)\s+"
    r"(?:month|week|quarter)\b|\bthe quarter (?:before|earlier)\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:countries|states|nations|neighbou?rs)\s+(?:\w+\s+)?(?:around|next to|near|beside|"
    r"bordering|surrounding|that (?:border|surround))\b|"
    r"\b(?:low|middle|high)-income countries of\b|"
    r"\b(?:average|mean|median) age\b|\bour (?:villages?|towns?|districts?|schools?|communities|"
    r"clinics?|centres?|camps?|settlements?|members|patients|pupils)\b|"
    r"\bthose (?:of|for) (?!the\b)(?-i:[a-z]+) by\b",
    re.IGNORECASE,
)
"""Words by which a figure is of others than those named, or of another thing."""
_FIRST_DAYS = re.compile(r"\bfirst (?:month|week|day)\b|\b28 days\b|\bfour weeks\b", re.IGNORECASE)
_IN_A_YEAR = frozenset({"usd", "growth", "tonnes", "persons"})
_OF_BABIES = frozenset({"infant_mortality", "under5_mortality", "under_five_mortality"})


def counted_otherwise(view: View, one: Printed, series: Series, thread: Thread) -> str:
    """Why a figure may be counted otherwise than its series; empty where nothing says so.

    Args:
        view: The sentence.
        one: The figure.
        series: What it was read of.
        thread: What was spoken of before.
    """
    text, last, following = view.text, view.figure_before(one.start), view.figure_after(one.end)
    start = view.start if last is None else last.end
    end = view.end if following is None else following.end
    if found := _COUNT.search(text, start, end):
        return (
            f"whose count “{found[0]}” is may matter, and the published series need not follow it"
        )
    if found := _WITHOUT.search(text, start, end):
        return f"“{found[0].strip()}” tells of what is left out or taken in"
    if (found := _OTHERS.search(text, start, end)) and "age" not in series.topic:
        return f"“{found[0]}” may be of whom it is"
    if other := _other_base(view, one, series, start, end) or _fled(view, one, series, thread):
        return other
    if series.topic.startswith("co2") and (told := _of_emissions(view, one, start, end)):
        return told
    if series.topic in _OF_BABIES and (
        found := _FIRST_DAYS.search(text, start, min(view.end, end + 8))
    ):
        return f"it is told of the “{found[0]}”"
    is_real = ".KD" in series.code and series.unit != "growth"
    if is_real and last is not None and not _REAL.search(text, start, end):
        return "whether it is told in real terms as well is not said"
    if last is not None and _taken(view, last, one, series):
        return f"what “{last.figure.text}” is of may not be what it counts"
    is_of_a_year = series.unit in _IN_A_YEAR or "growth" in series.topic
    if is_of_a_year and (found := _TIME_OF_YEAR.search(text, start, end)):
        return f"“{found[0]}” is no whole year"
    return ""


_NEAR = 60
_INCOMES = frozenset({"gdp", "gni"})


def _other_base(view: View, one: Printed, series: Series, start: int, end: int) -> str:
    """By what a figure is divided, or of which income it is a part, and its series is not."""
    near = (max(start, one.start - _NEAR), min(end, one.end + _NEAR))
    if found := _BY_ANOTHER.search(view.text, *near):
        return f"it is told “{found[0].strip()}”, and its series is not"
    if one.unit == "pct" and (whom := _of_others_than(view, one, series)):
        return f"it is told of “{whom}”, and its series is not"
    is_other = {one.base, series.unit} == _INCOMES
    told = f"it is told of {one.base.upper()}, and its series of {series.unit.upper()}"
    return told if is_other else ""


def _of_others_than(view: View, one: Printed, series: Series) -> str:
    """The words after a percentage by which it is of others than its series; empty for none.

    "1.6% of the population" is no rate of the labour force, "78% of households" none of people.
    """
    own = base_of_series(series.code)
    words = view.after(one.end, _NEAR)
    if series.code.startswith(_OF_ALL_AGES) and (adults := _OF_ADULTS.match(words)):
        return adults["whom"]
    if base_after(words) not in _UNLIKE.get(own, ()):
        return ""
    return words[: base_end(words)].split("of", 1)[-1].strip()


_OF_ALL_AGES = ("IT.NET.USER", "EG.ELC.ACCS", "SH.H2O", "SP.URB", "SI.POV")
_OF_ADULTS = re.compile(
    r"\s+of\s+(?:all\s+|the\s+|its\s+)?(?:\w+\s+)?(?P<whom>adults|grown-ups)\b", re.IGNORECASE
)
_UNLIKE: Mapping[str, tuple[str, ...]] = {
    "labour_force": ("people", "households"),
    "employment": ("households",),
    "people": ("households", "firms"),
    "households": ("people", "firms"),
    "firms": ("people", "households"),
}
"""Of whom a percentage may be told, and its series is not of them."""


_GASES = re.compile(
    r"\b(?:(?P<carbon>CO\s?[2₂](?![\s-]?e(?:q|\b))|"
    r"carbon\b(?!(?: dioxide)?[\s-](?:footprint|equiv)))|"
    r"greenhouse|GHGs?|methane|nitrous|all gases|carbon|CO\s?[2₂])",
    re.IGNORECASE,
)


def _of_emissions(view: View, one: Printed, start: int, end: int) -> str:
    """From what emissions come, or that no word says that they are of carbon dioxide; else empty.

    It is named in their sentence, or is the gas that is named last before it.
    """
    if found := _SOURCES.search(view.text, start, end):
        return f"“{found[0]}” may be what it comes from"
    if any(gas["carbon"] for gas in _GASES.finditer(view.text, view.start, view.end)):
        return ""
    *_, last = (None, *_GASES.finditer(view.text, 0, one.start))
    is_told = last is not None and last["carbon"]
    return "" if is_told else "of which gases “emissions” tells is not said"


_REAL = re.compile(
    r"\b(?:real|constant|(?:19|20)\d\d (?:prices|dollars)|prices of)\b", re.IGNORECASE
)
_OF_IT = re.compile(r"\s+of\s+(?:our|its|their|his|the|your)\s+|\s+of\s+\w+(?:[’']s)\s+")


def _taken(view: View, last: Printed, one: Printed, series: Series) -> bool:
    """Whether what a figure was read of is only what the one before it is a part of.

    "But the Bahamas, with one-seventh of our population, had 1.36 million".
    """
    mine = [
        topic
        for topic in view.topics
        if topic.payload == series.topic and last.end <= topic.start and topic.end <= one.start
    ]
    if len(mine) != 1 or not _OF_IT.fullmatch(view.text, last.end, mine[0].start):
        return False
    return "," in view.text[mine[0].end : one.start]


_MOVED = frozenset({"refugees", "refugees_from", "idps", "asylum", "asylum_from", "migrants"})
_PEOPLE = frozenset({"population", "people"})
_FLED = re.compile(
    r"\s*(?:(?:people|of (?:them|its people)|§+|more|others|men|women|and|children)\s+)*"
    r"(?P<how>fled|escaped|left|became|crossed|flee|escape|leave|were (?:forced|driven)|sought)\b",
    re.IGNORECASE,
)
_HAD = re.compile(
    r"\b(?:it|they|country|nation|state|republic|which|there)\s+(?:\w+\s+)?(?:had|has|have|numbered|numbers|"
    r"counted|counts|was|were|is|are)\s+(?:(?:only|just|about|some|around|nearly|almost|again|still|"
    r"over|more|less|than|an|estimated|down|up|to|at)\s+)*$",
    re.IGNORECASE,
)


def _fled(view: View, one: Printed, series: Series, thread: Thread) -> str:
    """Why a figure may not be of those who fled and live elsewhere; empty where nothing says so.

    How many fled is no number of refugees of a year; and "By 2018 it had 17 million" behind them,
    where all people of a country were told before, may go on with those.
    """
    if series.topic not in _MOVED or one.unit not in {"persons", "number"}:
        return ""
    named = [area for area in view.areas if area.areas]
    behind = _FLED.match(view.without(one.end, min(view.end, one.end + _NEAR), named, put="§"))
    if behind is not None:
        return f"it is told of those who “{behind['how']}”, in whatever year"
    begin = view.clauses.at(one.start).start
    is_named = any(topic.payload in _MOVED and topic.start >= begin for topic in view.topics)
    is_of_all = any(topic in _PEOPLE for topic, _ in thread.levels)
    is_open = is_of_all and not is_named and _HAD.search(view.before(one.start, 60))
    return "whether it is of all people or of those who fled is not said" if is_open else ""
