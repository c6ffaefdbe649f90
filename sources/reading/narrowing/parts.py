"""What a percentage is of, as the words say it, and the series that are parts of just that."""

from __future__ import annotations

import re
from dataclasses import replace

from sources.reading.mentions.bases import HARD, base_after, base_before
from sources.reading.mentions.printed import Printed
from sources.reading.mentions.topics import Series, topics
from sources.reading.mentions.words import Found
from sources.reading.narrowing.choice import SeriesChoice
from sources.reading.sentences.context import View
from sources.reading.sentences.relations import Relation
from sources.reference.series import series_names

_OUTPUT = re.compile(r"\b(?:gdp|gni|income|output|product|economy)\b", re.IGNORECASE)
_OF_RIGHT_AFTER = re.compile(r"\s*of\b", re.IGNORECASE)


_GOES_ON = re.compile(
    r"[\s,]*(?:(?:percentage|points?|from|to|and|up|down|in|\d{4}|reaching|ending at)[\s,]*){0,6}",
    re.IGNORECASE,
)


_WORKERS = re.compile(r"\b(?:workers?|jobs?|employees?)\b", re.IGNORECASE)
"""Whom a part counts ("one worker in five")."""
_OF_PEOPLE = re.compile(
    r"\b(?:adults?|people|persons?|wom[ae]n|m[ae]n|child(?:ren)?|girls?|boys?|citizens?|residents?|"
    r"inhabitants?)\s+(?:in|out of)\s+(?:every\s+)?\w+",
    re.IGNORECASE,
)
_WITHIN = re.compile(r"(?:%|\bper ?cent|\bpercent|\bpct)(?P<after>\s+of\b.*)", re.IGNORECASE)
"""What the first of a pair is of ("from 61 per cent of the land in 2000 to 49 per cent")."""


def stated_base(view: View, one: Printed, relation: Relation) -> str:
    """What the words say that a percentage is of; empty where they do not, or of another area."""
    if one.unit not in {"pct", "points"} or relation.kind not in {"level", "change"}:
        return ""
    if one.base:
        return one.base
    if _WORKERS.search(one.figure.text + " " + one.figure.noun):
        return "employment"
    if _OF_PEOPLE.search(one.figure.text):
        return "people"
    if (within := _WITHIN.search(one.figure.text)) and (base := base_after(within["after"])):
        return base
    stop = next((other.start for other in view.figures if other.start >= one.end), view.end)
    after = re.split(r"[,;:(]|\.\s", view.text[one.end : min(stop, one.end + 90)])[0]
    last = next((other.end for other in reversed(view.figures) if other.end <= one.start), 0)
    before = re.split(r"[;:]|\.\s", view.text[max(view.start, last, one.start - 110) : one.start])
    base = base_after(after) or base_before(before[-1])
    return base or _base_before_it(view, one, relation)


def _base_before_it(view: View, one: Printed, relation: Relation) -> str:
    """The base of the figure before, with which this one goes on ("fell 2 points, to 22.9%")."""
    last = view.figure_before(one.start)
    if last is None or last.unit not in {"pct", "points"}:
        return ""
    between = view.text[last.after or last.end : one.start]
    if any(last.end <= topic.start < one.start for topic in view.topics):
        return ""
    return stated_base(view, last, relation) if _GOES_ON.fullmatch(between) else ""


def by_base(choice: SeriesChoice, base: str) -> SeriesChoice:
    """A series of another base than the one that is named is hardly meant."""
    series = choice.series
    if base and series.unit == "growth":
        return replace(choice, score=choice.score * 0.5)
    if not base or series.unit not in {"pct", "gdp", "gni"}:
        return choice
    if {series.base, base} == {"exports", "imports"} and series.code[:3] in {"TX.", "TM."}:
        mirrored = ("TM." if base == "imports" else "TX.") + series.code[3:]
        if mirrored in series_names("wdi"):
            return replace(choice, series=replace(series, code=mirrored, base=base))
    own = series.base or {"gdp": "gdp", "gni": "gni"}.get(series.unit, "")
    pair = {own, base}
    if own == base or pair <= {"gdp", "gni"} or pair <= {"people", "households", "urban"}:
        return choice
    if pair <= {"employment", "labour_force", "people"}:
        return replace(choice, score=choice.score * 0.85)
    if base not in HARD:
        return choice if own not in HARD else replace(choice, score=choice.score * 0.8)
    return replace(choice, score=choice.score * (0.35 if own in HARD else 0.7))


_WITHDRAWN = re.compile(
    r"(?:\s+litres)?\s+of\s+(?:all\s+)?(?:the\s+|its\s+)?(?:fresh\s?)?water\s+(?:that\s+is\s+)?"
    r"(?:withdrawn|withdrawals|use\b|used|drawn|taken|consumed)",
    re.IGNORECASE,
)
_TAKES_WATER = (
    (re.compile(r"\b(?:agricultur\w*|farm\w*|irrigation|fields|crops)\b", re.I), "ER.H2O.FWAG.ZS"),
    (re.compile(r"\b(?:industr\w+|factories|manufacturing)\b", re.IGNORECASE), "ER.H2O.FWIN.ZS"),
    (re.compile(r"\b(?:households|homes|domestic|kitchens)\b", re.IGNORECASE), "ER.H2O.FWDM.ZS"),
)


def of_water(view: View, one: Printed, choice: SeriesChoice) -> SeriesChoice:
    """The part of the water withdrawn that farms, factories or homes take.

    "Agriculture generated 24 percent of value added. It takes nine tenths of all freshwater
    withdrawals."

    Args:
        view: The sentence.
        one: The figure.
        choice: What it may be of.
    """
    if choice.series.topic != "water_withdrawal" or one.unit != "pct":
        return choice
    if _WITHDRAWN.match(view.text, one.end, view.end) is None:
        return choice
    own = view.clauses.at(one.start)
    last = view.figure_before(one.start)
    opened = own.start if last is None else max(own.start, last.end)
    before = max(0, view.start - _SENTENCE_BEFORE)
    places = ((opened, one.start), (one.end, own.end), (view.start, view.end), (before, view.start))
    for words in (view.text[start:end] for start, end in places):
        codes = [code for pattern, code in _TAKES_WATER if pattern.search(words)]
        series = topics().by_code.get(codes[0]) if len(codes) == 1 else None
        if codes:
            return choice if series is None else replace(choice, series=series)
    return choice


_SENTENCE_BEFORE = 150
_TIMES_INCOME = re.compile(
    r"(?:\s*times\b)?\s*(?:the\s+|its\s+|their\s+|our\s+|the\s+country[’']s\s+|[A-Z][\w’'-]+[’']s?\s+)?(?:annual\s+|"
    r"entire\s+)?(?:(?P<gdp>GDP|gross domestic product|output|economy)|"
    r"(?P<gni>GNI|gross national income|national income))\b(?!\s+(?:per|a|of)\b)|"
    r"(?:\s*times\b)?\s*what\s+(?P<made>the\s+country|the\s+economy|it)\s+(?:produces?d?|makes|made)\b"
)


def by_multiple(
    view: View, one: Printed, relation: Relation, found: list[SeriesChoice]
) -> list[SeriesChoice]:
    """Choices, where a multiple of a country's income is told as a part of it would be.

    "Trade is worth twice its GDP" is of trade as a share of GDP.

    Args:
        view: The sentence.
        one: The figure.
        relation: What the words around it say of it.
        found: What it may be of.
    """
    match = _TIMES_INCOME.match(view.text, one.end, view.end) if one.unit == "times" else None
    if match is None or relation.kind != "ratio":
        return found
    base = "gni" if match["gni"] else "gdp"
    parts = {one.series.unit for one in found if not one.is_carried} & {"gdp", "gni"}
    if not parts:
        return found
    unit = base if base in parts else min(parts)
    return [
        replace(choice, score=min(1.0, choice.score * (1.1 if choice.series.unit == unit else 0.7)))
        for choice in found
    ]


def is_led(view: View, series: Series, heads: tuple[Found[str], ...]) -> bool:
    """Whether the words that lead up to a list name others ("The most unequal (Gini index):")."""
    leads = [one for one in heads if re.match(r"[^\n]*:\s*\n", view.text[one.end : view.start])]
    return bool(leads) and series.topic not in {one.payload for one in leads}


def topic_of_base(view: View, one: Printed, relation: Relation) -> tuple[Found[str], ...]:
    """The topic right after "42% of", where another one is told of it in the same clause.

    "42% of city dwellers live in slums" is of slums.
    """
    if (
        one.unit != "pct"
        or relation.kind != "level"
        or not _OF_RIGHT_AFTER.match(view.after(one.end, 12))
    ):
        return ()
    after = [found for found in view.topics if found.start >= one.end]
    if one.base and after and not _OUTPUT.search(view.text[after[0].start : after[0].end]):
        return ()  # "0.7% of GDP spent on research" has named its base before
    base = stated_base(view, one, relation)
    if after and base and view.words_between(one.end, after[0].start) <= 4:
        others = [f for f in view.topics if f.end <= one.start and _is_part(f.payload, base)]
        if others and not view.figures_between(others[-1].end, one.start):
            return (after[0],)
    if len(after) < 2 or view.words_between(one.end, after[0].start) > 4:
        return ()
    between = view.text[after[0].end : after[1].start]
    is_told = (
        not re.search(r"[,;:(]", between) and view.words_between(after[0].end, after[1].start) <= 6
    )
    if not is_told or view.figures_between(after[0].end, after[1].start):
        return ()
    series = topics().by_id[after[1].payload].series
    return (after[0],) if any(other.unit == "pct" for other in series) else ()


def _is_part(topic: str, base: str) -> bool:
    """Whether a topic has a series that is a part of a base."""
    return any(one.base == base for one in topics().by_id[topic].series)


_SHARE_OF_IN = re.compile(
    r"\b(?:share|proportion|weight|part|percentage)\s+of\s+[\w -]{3,50}\s+in\s+"
    r"(?:(?:the|total|all|its|their)\s+)*$",
    re.IGNORECASE,
)


def is_whole_named(view: View, found: Found[str]) -> bool:
    """Whether a topic is what the one before is a part of ("the share of fuels in exports")."""
    match = _SHARE_OF_IN.search(view.before(found.start, 80))
    if match is None:
        return False
    start = found.start - len(match[0])
    return any(start <= other.start and other.end <= found.start for other in view.topics)


_OF_IT = re.compile(r"\s+of\s+(?:(?:the|its|their|our|all|total|whole)\s+)*", re.IGNORECASE)


def is_whole_of_another(view: View, one: Printed, found: Found[str]) -> bool:
    """Whether a topic is only what a figure before is a part of, and another topic is its subject.

    "High-tech wares were 30 per cent of factory exports in 2015, against 5 per cent in 2005."

    Args:
        view: The sentence.
        one: A figure behind the topic.
        found: The topic.
    """
    last = view.figure_before(found.start)
    if last is None or last.unit != "pct" or last.base or one.start < found.end:
        return False
    if one.unit != "pct" or not found.payload.endswith(("exports", "imports")):
        return False
    if any(found.end <= other.start < one.start for other in view.topics):
        return False
    if _OF_IT.fullmatch(view.text, last.end, found.start) is None:
        return False
    return any(other.end <= last.start for other in view.topics)


_DOES = re.compile(
    r",\s+(?:\w+ly\s+)?(?:used?|uses|had|ha[sv]e?|lack(?:ed|s)?|liv(?:e|ed|es)|own(?:ed|s)?|were|was|"
    r"are|is|could|can)\b",
    re.IGNORECASE,
)


def is_said_of_people(view: View, found: Found[str]) -> bool:
    """Whether "63% of the world's population, used the Internet" goes on to say what they do."""
    if found.payload not in {"population", "people"} or not _DOES.match(view.after(found.end, 30)):
        return False
    own = view.clauses.at(found.start).number
    return any(
        series.base == "people"
        for other in view.topics
        if other.start > found.end and view.clauses.at(other.start).number == own
        for series in topics().by_id[other.payload].series
    )


PARTS = frozenset({"female", "male", "youth", "rural", "urban"})
"""Marks of a part of the people, whose series stand beside that of all."""


def of_column(series: Series | None, marks: frozenset[str]) -> Series | None:
    """The series of all, where the column before was of a part ("All | Rural") and this is not."""
    if series is None or marks & PARTS or not series.needs & PARTS:
        return series
    whole = series.needs - PARTS
    sisters = topics().by_id[series.topic].series
    return next((o for o in sisters if o.unit == series.unit and o.needs == whole), series)


_IN_DOLLARS = {"usd": {"usd"}, "usd_pc": {"usd_pc", "ppp_pc"}}
"""The units that a series in US dollars may have when it is told at purchasing power parity."""


def sister(series: Series, marks: frozenset[str]) -> Series:
    """The series of the same topic that the marks ask for ("and 74.6 for men", "at PPP it was")."""
    is_ppp = "ppp" in marks and series.unit in _IN_DOLLARS
    if not (marks & PARTS or is_ppp):
        return series
    units = _IN_DOLLARS[series.unit] if is_ppp else {series.unit}
    marks = marks | series.needs if is_ppp else marks
    sisters = [
        one
        for one in topics().by_id[series.topic].series
        if one.unit in units and one.needs <= marks and (not is_ppp or "ppp" in one.needs)
    ]
    return max(sisters, key=lambda one: len(one.needs & marks), default=series)


_COUNTRY_MOVED = re.compile(
    r"\s+(?:\w+ly\s+|also\s+|itself\s+|has\s+|had\s+)*(?P<verb>grew|grown|grows|expanded|expands|"
    r"contracted|contracts|shrank|shrunk|shrinks)\s+(?:\w+\s+){0,3}",
    re.IGNORECASE,
)


def verb_of_country(view: View, one: Printed) -> str:
    """The verb in "Thailand contracted by 7%", which tells of its economy; else empty."""
    own = view.clauses.at(one.start)
    for area in view.areas:
        if area.end > one.start or view.clauses.at(area.start).number != own.number:
            continue
        match = _COUNTRY_MOVED.fullmatch(view.text, _past_relative(view, area.end), one.start)
        if match is not None and area.areas and not area.is_possessive and not area.is_demonym:
            return match["verb"]
    return ""


def _past_relative(view: View, place: int) -> int:
    """Behind a clause that hangs on a name ("Poland, whose exports are ..., grew"), else there."""
    clause = next((one for one in view.clauses.all if one.opened == place), None)
    if clause is None or clause.kind != "relative":
        return place
    return clause.end + (view.text[clause.end : clause.end + 1] == ",")


_ASIDE = re.compile(r",[^,;.]*,|\([^)]*\)")
_OTHER_CLAUSE = re.compile(r"[;.:]|,?\s\b(?:and|but|while|where|whereas|which|of which|of whom)\b")
_NUMBER_WHO = re.compile(
    r"\bnumbers?\s+of\s+(?:the\s+)?(?:[\w’'-]+\s+){0,3}?(?:[\w’'-]+)\s+(?:who|that|with|without|in|"
    r"living|lacking|\w+ing)\b",
    re.IGNORECASE,
)
_ALL_OF_THEM = 0.25
"""What the number of all people counts where the people are told to be a part of them."""
_AGAIN = 3.0
"""What a rate told before counts where a number puts it in people."""


def of_people_told(view: View, one: Printed, found: list[SeriesChoice]) -> list[SeriesChoice]:
    """Of so many people who go hungry, the number of all people is not told.

    Args:
        view: The sentence.
        one: The figure.
        found: The series that it may be of.
    """
    if one.unit not in {"persons", "number"} or one.value <= _FEW:
        return found
    rates = [choice for choice in found if _is_rate_of_people(choice)]
    own = {choice.series.topic for choice in rates if choice.basis == "named"}
    is_said = any(topic.payload in own and _tells_whom(view, one, topic) for topic in view.topics)
    is_again = bool(rates) and not is_said and is_put_in_people(view, one)
    if not is_said and not is_again:
        return found
    weights = dict.fromkeys(_EVERYBODY, _ALL_OF_THEM)
    weights |= dict.fromkeys((one.series.topic for one in rates), _AGAIN if is_again else 1.0)
    return [
        replace(choice, score=min(0.8, choice.score * weights[choice.series.topic]))
        if choice.series.topic in weights
        else choice
        for choice in found
    ]


_PUT_IN_PEOPLE = re.compile(
    r"\W*(?:(?:that|this|which|it)\s+(?:makes?|made|leaves?|left|means?|meant|comes? to|came to|"
    r"amounts? to|amounted to|equals?|represents?|corresponds? to)|"
    r"in\s+(?:absolute\s+|real\s+|plain\s+)?(?:numbers|figures|people|terms),)\W*"
    r"(?:(?:about|around|some|roughly|nearly|almost|more than|over|an estimated)\s+)*",
    re.IGNORECASE,
)
_COLON = re.compile(r"[^.;,]{0,70}[:–—(]\s*(?:or\s+)?")
_WENT_WITHOUT = re.compile(
    r"\s*(?:people|persons|of them|inhabitants|[A-Z]\w+)?\s*(?:still\s+)?"
    r"(?:go|goes|went|do|did|are|were|have|had)\s+(?:without|not|none|no such)\b(?!\s+[a-z])"
)


def is_put_in_people(view: View, one: Printed) -> bool:
    """Whether a number of people says what a rate told before is in people.

    "41 per cent are poor. That makes about 90 million people", "One in six is hungry: 2.7 million",
    "53 per cent had power; 22 million people went without".

    Args:
        view: The sentence.
        one: The figure.
    """
    last = view.figure_before(one.start)
    if last is None and _PUT_IN_PEOPLE.fullmatch(view.text, view.start, one.start):
        return True
    is_rate = last is not None and last.unit == "pct"
    if is_rate and last is not None and _COLON.fullmatch(view.text, last.end, one.start):
        return True
    return _WENT_WITHOUT.match(view.text, one.end, view.end) is not None


_FEW = 1000
_EVERYBODY = frozenset({"people", "population"})


def _is_rate_of_people(choice: SeriesChoice) -> bool:
    return choice.series.unit == "pct" and choice.series.base == "people"


def _tells_whom(view: View, one: Printed, topic: Found[str]) -> bool:
    """Whether a topic says of which people a figure is: behind it, or in "the number of"."""
    if topic.start >= one.end:
        between = _ASIDE.sub(" ", view.text[one.end : topic.start])
        figures = [at for at in view.figures if one.end <= at.start < topic.start]
        aside = [match.span() for match in _ASIDE.finditer(view.text, one.end, topic.start)]
        is_apart = any(not any(a <= at.start < b for a, b in aside) for at in figures)
        return not is_apart and _OTHER_CLAUSE.search(between) is None
    number = _NUMBER_WHO.search(view.text, view.start, topic.start + 1)
    if number is None or number.start() > topic.start:
        return False
    return _OTHER_CLAUSE.search(view.text, topic.end, one.start) is None
