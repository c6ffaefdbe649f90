"""Which of two sister series is meant: by whom is told behind a figure, and what was told before.

"Anaemia is put at 47% among children and 16% among women" is of two series of one name; who pays
for the health spending just told of is said without the word "health"; and a part of GDP told
right before makes the next one a part of GDP too.
"""

from __future__ import annotations

import re
from dataclasses import replace

from sources.reading.mentions.printed import Printed
from sources.reading.mentions.topics import Series, topics
from sources.reading.narrowing.choice import SeriesChoice
from sources.reading.narrowing.marks import is_people
from sources.reading.sentences.context import Thread, View
from sources.reading.sentences.relations import Relation

_OF = (
    r"\s*(?:%|per ?cent|percent)?\s*(?:,\s*)?(?:among|of|in|for)\s+"
    r"(?:(?:all|the|its|our|their|young|small|[A-Z]\w+)\s+)*"
)
_ANAEMIC = tuple(
    (re.compile(_OF + whom, re.IGNORECASE), code)
    for whom, code in (
        (r"(?:children|under[- ]fives|infants|toddlers)\b", "SH.ANM.CHLD.ZS"),
        (r"(?:pregnant\s+women|expectant\s+mothers|pregnancies)\b", "SH.PRG.ANEM"),
        (r"(?:non-?\s?pregnant\s+women)\b", "SH.ANM.NPRG.ZS"),
        (r"(?:women|adult\s+women)\b", "SH.ANM.ALLW.ZS"),
    )
)


def by_whom(
    view: View, one: Printed, relation: Relation, found: list[SeriesChoice], thread: Thread
) -> list[SeriesChoice]:
    """Choices, with the one among sisters that is meant.

    Args:
        view: The sentence.
        one: The figure.
        relation: What the words around it say of it.
        found: What it may be of.
        thread: What was spoken of before.
    """
    if (again := _elliptical(view, one, relation, thread)) is not None:
        return [*(replace(choice, score=choice.score * _OTHERS) for choice in found), again]
    if one.unit != "pct" or relation.kind not in {"level", "change", "share"}:
        return found
    if (same := _equivalent(view, one, thread)) is not None:
        first = max(found, key=lambda choice: choice.score, default=same)
        if first.series.code == same.series.code:
            return found
        return [*(replace(choice, score=choice.score * _OTHERS) for choice in found), same]
    found = [_of_ground(view, _of_anaemic(view, one, choice)) for choice in found]
    found = [_of_gdp_too(view, one, choice, thread) for choice in found]
    if (paid := _paid_by(view, one, thread)) is not None:
        return [*(replace(choice, score=choice.score * _OTHERS) for choice in found), paid]
    return found


def _of_anaemic(view: View, one: Printed, choice: SeriesChoice) -> SeriesChoice:
    """The anaemia of those who are named right behind a figure, beside others of the sentence."""
    if not choice.series.topic.endswith(("anaemia", "anaemia_children")):
        return choice
    for pattern, code in _ANAEMIC:
        series = topics().by_code.get(code)
        if series is not None and pattern.match(view.text, one.end, view.end):
            return replace(choice, series=series)
    return choice


_LOW = {"EN.POP.EL5M.ZS": "AG.LND.EL5M.ZS"}
_LIVING = re.compile(
    r"\b(?:people|persons|population|inhabitants|residents|citizens|work(?:force|ers)|households?|homes?|"
    r"cit(?:y|ies)|towns?|liv(?:e|es|ed|ing)|resid\w+|"
    r"humanity|everybody|everyone|all)\b",
    re.IGNORECASE,
)


def _of_ground(view: View, choice: SeriesChoice) -> SeriesChoice:
    """The part of a country's land that lies low, where the words tell of nobody who lives there.

    "More than half of the Netherlands is less than five metres above sea level."
    """
    series = topics().by_code.get(_LOW.get(choice.series.code, ""))
    if series is None or choice.is_carried or _LIVING.search(view.text, view.start, view.end):
        return choice
    is_of_people = any(is_people(area.text) for area in view.areas)
    return choice if is_of_people else replace(choice, series=series)


_SPENT = frozenset({"military_spending", "education_spending", "health_spending", "rnd"})


def _of_gdp_too(view: View, one: Printed, choice: SeriesChoice, thread: Thread) -> SeriesChoice:
    """What is spent on another thing, where the spending told right before was a part of GDP.

    "The state spends 1.3 per cent of GDP on research. On arms it is keener: 1.6 per cent."
    """
    last = thread.series
    is_next = last is not None and view.sentence.paragraph == thread.series_paragraph
    if not is_next or last is None or last.unit != "gdp" or last.topic not in _SPENT:
        return choice
    if one.base or choice.series.topic not in _SPENT or choice.series.unit != "pct":
        return choice
    if _OF_ANOTHER.match(view.text, one.end, view.end):
        return choice
    own = topics().by_id[choice.series.topic].series
    parts = (other for other in own if other.unit == "gdp" and other.needs <= choice.series.needs)
    series = next((other for other in parts if other.holds(one.value)), None)
    return choice if series is None else replace(choice, series=series)


_OF_ANOTHER = re.compile(r"\s+(?:of|in)\s+(?!GDP\b|output\b|it\b)", re.IGNORECASE)
_OTHERS, _PAID = 0.5, 0.75
_OF_HEALTH = re.compile(r"SH\.XPD\.(?:CHEX|GHED)\b")
_OF_THE_BILL = re.compile(
    r"\b(?:of|from)\s+(?:that|this|it|which)\b|\bthe\s+(?:bill|rest|remainder)\b|"
    r"\bof\s+(?:the\s+)?(?:total|cost|sum|amount|money)\b",
    re.IGNORECASE,
)
_HEDGES = (
    r"(?:(?:about|around|some|nearly|almost|over|only|just|roughly|more than|less than|another|an?|"
    r"the|fully|still|a further)\s+)*"
)
_PAYS = (
    r"(?:\s+(?:now|still|themselves|alone|together))*\s+(?:bears?|bore|pa(?:y|ys|id)(?:\s+for)?|cover(?:s|ed)?|"
    r"meets?|met|shoulder(?:s|ed)?|foot(?:s|ed)?|financ(?:e|es|ed)|fund(?:s|ed)?|provid(?:e|es|ed)|"
    r"contribut(?:e|es|ed)|g[ai]ves?|put up|supply|supplie[sd])\s+"
    rf"{_HEDGES}$"
)
_PAYERS = tuple(
    (
        re.compile(rf"\b(?:{who})" + _PAYS, re.IGNORECASE),
        re.compile(rf"(?:,|\band)\s+(?:{who})\s+{_HEDGES}$", re.IGNORECASE),
        code,
    )
    for who, code in (
        (
            r"(?:(?:foreign|cooperating|development|external|international|outside)\s+)*"
            r"(?:donors?|partners)|aid agencies|foreign aid|aid",
            "SH.XPD.EHEX.CH.ZS",
        ),
        (
            r"families|households|patients|the sick|people|citizens|the ill",
            "SH.XPD.OOPC.CH.ZS",
        ),
        (r"(?:the\s+)?(?:state|treasury|government|exchequer)", "SH.XPD.GHED.CH.ZS"),
    )
)


def _paid_by(view: View, one: Printed, thread: Thread) -> SeriesChoice | None:
    """Whose part of the health spending told right before a figure is ("donors bear 42% of it")."""
    if not _is_of_health(view, one, thread):
        return None
    before = view.text[max(view.start, one.start - 120) : one.start]
    is_next = _is_listed(view, one, thread)
    for pattern, who, code in _PAYERS:
        match = pattern.search(before) or (who.search(before) if is_next else None)
        series = topics().by_code.get(code)
        if match is not None and series is not None and series.holds(one.value):
            score = 1.0 if is_next else _PAID
            return SeriesChoice(series, score, "who pays for what was told before", "carried")
    return None


def _is_listed(view: View, one: Printed, thread: Thread) -> bool:
    """Whether another payer's part stands before a figure in its sentence ("…, households 24")."""
    is_part = thread.series is not None and thread.series.code in _SHARES
    return is_part and view.figure_before(one.start) is not None


def _is_of_health(view: View, one: Printed, thread: Thread) -> bool:
    """Whether spending on health was told right before, and a part of it is told now."""
    last: Series | None = thread.series
    if last is None or view.sentence.paragraph != thread.series_paragraph:
        return False
    is_spending = _OF_HEALTH.match(last.code) or last.code in _SHARES
    if not is_spending or one.base not in {"", "health"}:
        return False
    if _OF_OTHER_COSTS.match(view.text, one.end, view.end):
        return False
    near = view.text[view.start : one.start] + view.after(one.end, 40)
    return last.code in _SHARES or _OF_THE_BILL.search(near) is not None


_OF_OTHER_COSTS = re.compile(
    r"\s+of\s+(?!(?:that|this|it|which|the\s+(?:bill|total|cost|sum|amount|money)|health)\b)",
    re.IGNORECASE,
)
_SHARES = frozenset({"SH.XPD.EHEX.CH.ZS", "SH.XPD.OOPC.CH.ZS", "SH.XPD.GHED.CH.ZS"})
_EQUIVALENT = re.compile(
    rf"[,(–—]\s*(?:which\s+is\s+)?(?:(?:the\s+)?equivalent\s+(?:of|to)|equal\s+to|or)\s+{_HEDGES}$",
    re.IGNORECASE,
)


def _equivalent(view: View, one: Printed, thread: Thread) -> SeriesChoice | None:
    """The part of GDP of what a sum told right before is of ("$3bn, the equivalent of 5% of GDP").

    Words between them ("in mines and factories") say only where it went.
    """
    last, before = thread.series, view.figure_before(one.start)
    if last is None or before is None or before.start != thread.told_start:
        return None
    if one.base not in {"gdp", "gni"} or not _EQUIVALENT.search(view.before(one.start, 60)):
        return None
    own = topics().by_id[last.topic].series
    same = (other for other in own if other.unit == one.base and other.needs == last.needs)
    series = next((other for other in same if other.holds(one.value)), None)
    return None if series is None else SeriesChoice(series, 1.0, _SAID_AGAIN, "carried")


_SAID_AGAIN = "it says what was told right before as a part"
_HAS = (
    r"(?:ha[sd]|have|is|was|are|were|does|did|managed?s?|needs?|needed|counts?|counted|gets?|got|"
    r"makes?\s+do\s+with|spends?|spent|reach(?:es|ed)|at|with)"
)
_WHERE_AREA = re.compile(
    r"[,;]\s+(?:and\s+|but\s+)?(?:where|while|whereas|when|against)\s+(?:in\s+|the\s+)*"
    rf"AREA,?\s+(?:{_HAS}\s+)?{_HEDGES}$",
    re.IGNORECASE,
)
_ENDS = re.compile(r"\s*(?:[.,;:)]|$|and\b|but\b)")


def _elliptical(
    view: View, one: Printed, relation: Relation, thread: Thread
) -> SeriesChoice | None:
    """The series of the figure before, of a bare number of another area in a clause of its own.

    "There are 21 pupils to every teacher in our primary schools, where Bangladesh has 30."
    """
    before = view.figure_before(one.start)
    is_bare = one.unit == "number" and not one.noun and relation.kind == "level"
    if not is_bare or thread.series is None or before is None or before.start != thread.told_start:
        return None
    areas = [area for area in view.areas if area.areas and before.end <= area.start < one.start]
    words = view.without(before.end, one.start, areas, " AREA ")
    if not areas or not _WHERE_AREA.search(re.sub(r"\s+", " ", words)):
        return None
    if _ENDS.match(view.text, one.end, view.end) is None or not thread.series.holds(one.value):
        return None
    return SeriesChoice(thread.series, 0.97, "it tells the same of another", "carried")
