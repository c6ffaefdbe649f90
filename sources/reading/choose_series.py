"""Which series a figure is of: topics near it, weighed with its unit, its size and its marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sources.reading.context import Thread, View
from sources.reading.fits import STOCKS, fit_of, holds
from sources.reading.mentions.bases import HARD, base_after, base_before
from sources.reading.mentions.printed import Printed
from sources.reading.mentions.topics import Series, Topic, concept_of, topics
from sources.reading.mentions.words import Found
from sources.reading.relations import Relation

_IMPLIED = {"per_woman": "fertility", "per_km2": "density", "micrograms": "pollution"}
_OPPOSITES = {"female": "male", "male": "female"}
_LINES = frozenset({"lmic_line", "umic_line", "national"})
_PARTS = frozenset({"female", "male", "youth", "rural", "urban"})
_SPECIFIC = frozenset(
    {
        "female",
        "male",
        "rural",
        "urban",
        "youth",
        "ppp",
        "constant",
        "percap",
        "public",
        "national",
        "origin",
        "gross",
        "marine",
    }
)
_SAME_FACT = re.compile(
    r"\b(?:That|This|that|which) (?:is|was|means|amounts to|equals|"
    r"represents)\s+(?:\w+\s+){0,2}$|\bor\s+(?:about |some |nearly |almost )?$"
    r"|\bequivalent to\s+(?:about |some |nearly )?$|[(—–]\s*(?:or |about |some |nearly )?$"
)
_REFERRING = re.compile(
    r"\b(?:the (?:figure|share|rate|proportion|ratio|number|percentage|average|total|value|sum|"
    r"level|world rate|flow|inflow|same|others?)|"
    r"this|these|it|they|that|those|compares?|against|others?|came next|follows?|followed|"
    r"comparable|corresponding|equivalent)\b",
    re.IGNORECASE,
)


_LINKED = re.compile(
    r"[\s-]*(?:(?:of|in|for|on|to|from|a|an|the|its|their|all|live|lived|living|have|had|has|use|"
    r"used|were|are|is|was|do|did|not|people|annual|per|capita|[a-z]+ed|[a-z]+ly)\s*){0,6}",
    re.I,
)


@dataclass(frozen=True)
class SeriesChoice:
    """A series that a figure may be of, its score, and why.

    ``is_carried`` says that no word of the sentence names it, ``unused`` which marks it leaves out.
    """

    series: Series
    score: float
    why: str
    is_carried: bool = False
    unused: frozenset[str] = frozenset()


def choose_series(
    view: View,
    one: Printed,
    relation: Relation,
    thread: Thread,
    heads: tuple[Found[str], ...],
    marks: frozenset[str],
    in_turn: bool = False,
) -> list[SeriesChoice]:
    """Which series a figure may be of, best first."""
    found: list[SeriesChoice] = []
    for topic_id, score, why, carried, predicate in _topics(view, one, relation, thread, heads):
        topic = topics().by_id[topic_id]
        found += _of_topic(view, one, relation, topic, marks, score, why, carried, predicate)
    found = [_kept(view, one, relation, choice, thread) for choice in found]
    found = [_by_base(choice, stated_base(view, one, relation)) for choice in found]
    found += _goods(view, found, thread)
    if thread.series is not None:
        named = max((one_.score for one_ in found if not one_.is_carried), default=0.0)
        found += _again(view, one, relation, thread, marks, in_turn, named >= 0.5)
    best: dict[str, SeriesChoice] = {}
    for choice in found:
        code = choice.series.code
        if code not in best or best[code].score < choice.score:
            best[code] = choice
    return sorted(best.values(), key=lambda choice: -choice.score)


_GOODS = {"NE.EXP.GNFS.CD": "TX.VAL.MRCH.CD.WT", "NE.IMP.GNFS.CD": "TM.VAL.MRCH.CD.WT"}


def _goods(view: View, found: list[SeriesChoice], thread: Thread) -> Iterator[SeriesChoice]:
    """Exports of goods, where the text just spoke of goods ("merchandise exports and imports")."""
    last = thread.series.topic if thread.series else ""
    goods = {"merchandise_exports", "merchandise_imports", "merchandise_trade"}
    if last not in goods and not goods.intersection(topic.payload for topic in view.topics):
        return
    for choice in found:
        code = _GOODS.get(choice.series.code)
        if code is not None:
            why = f"{choice.why}, and goods are spoken of"
            series = topics().by_code[code]
            yield replace(choice, series=series, score=min(1.0, choice.score * 1.06), why=why)


def _kept(
    view: View, one: Printed, relation: Relation, choice: SeriesChoice, thread: Thread
) -> SeriesChoice:
    """Of the series of one topic, the one that was spoken of last counts first in a comparison."""
    is_relative = relation.kind in {"told", "ratio", "ratio_time", "change", "difference"}
    last = thread.series
    if last is None or not is_relative or choice.series.code != last.code or choice.is_carried:
        return choice
    if view.sentence.paragraph != thread.paragraph:
        return choice
    return replace(choice, score=min(1.0, choice.score * 1.08 + 0.02))


def stated_base(view: View, one: Printed, relation: Relation) -> str:
    """What the words say that a percentage is of; empty where they do not, or of another area."""
    if one.unit != "pct" or relation.kind != "level":
        return ""
    if one.base:
        return one.base
    stop = next((other.start for other in view.figures if other.start >= one.end), view.end)
    after = re.split(r"[,;:(]|\.\s", view.text[one.end : min(stop, one.end + 90)])[0]
    last = next((other.end for other in reversed(view.figures) if other.end <= one.start), 0)
    before = re.split(r"[;:]|\.\s", view.text[max(view.start, last, one.start - 110) : one.start])
    return base_after(after) or base_before(before[-1])


def _by_base(choice: SeriesChoice, base: str) -> SeriesChoice:
    """A series of another base than the one that is named is hardly meant."""
    series = choice.series
    if not base or series.unit not in {"pct", "gdp", "gni"}:
        return choice
    own = series.base or {"gdp": "gdp", "gni": "gni"}.get(series.unit, "")
    pair = {own, base}
    if own == base or pair <= {"gdp", "gni"} or pair <= {"people", "households", "urban"}:
        return choice
    if pair <= {"employment", "labour_force", "people"}:
        return replace(choice, score=choice.score * 0.85)
    if base not in HARD:
        return choice if own not in HARD else replace(choice, score=choice.score * 0.8)
    return replace(choice, score=choice.score * (0.35 if own in HARD else 0.7))


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
        if not topic.uncovered:
            continue
        near = _near(view, one, found)
        if near > best:
            best, reason = near, _told_nearest(topic)
    named = max((choice.score for choice in choices if not choice.is_carried), default=0.0)
    return reason if best >= 0.7 and best > named + 0.03 else ""


def _told_nearest(topic: Topic) -> str:
    nearest = f"; nearest is {concept_of(topic.nearest)}" if topic.nearest else ""
    return f"{topic.uncovered}{nearest}"


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


def _partner(view: View, one: Printed, choices: list[SeriesChoice]) -> str:
    """Why trade with one partner is not covered ("exports to Germany")."""
    if not choices or choices[0].series.topic not in _PARTNERS or choices[0].is_carried:
        return ""
    for area in view.areas:
        if not area.areas or area.kind == "world":
            continue
        before = view.before(area.start, 30)
        words = before.split()
        is_partner = any(
            0 <= area.start - topic.end < 12
            and _PARTNERS.get(topic.payload) in {word.casefold() for word in words[-2:]}
            for topic in view.topics
        )
        is_near = abs(area.start - one.end) < 90 and not view.figures_between(one.end, area.start)
        if is_near and (is_partner or _WENT_TO.search(before)):
            nearest = code_name(choices[0].series)
            return (
                f"the World Bank has no series of trade with {area.text} alone (UN Comtrade has); "
                f"nearest is {nearest}"
            )
    return ""


def code_name(series: Series) -> str:
    """A series as readings name it: its concept, else "wdi:CODE"."""
    return concept_of(series.code)


def _topics(
    view: View, one: Printed, relation: Relation, thread: Thread, heads: tuple[Found[str], ...]
) -> Iterator[tuple[str, float, str, bool, bool]]:
    told = _told_of(view, one, relation)
    for found in view.topics:
        words = view.text[found.start : found.end]
        if found.payload in {"rural", "urban"} and _only_where(view, one, found, thread):
            continue
        if relation.of_topic is found and relation.kind == "share":
            yield found.payload, 1.0, f"“{words}” is what it is a part of", False, False
            continue
        predicate = found.start >= one.end and view.words_between(one.end, found.start) <= 6
        predicate = predicate and not view.figures_between(one.end, found.start)
        near = _near(view, one, found) * (0.78 if found in told else 1.0)
        yield found.payload, near, f"“{words}” stands by it", False, predicate
    if one.unit in _IMPLIED:
        yield _IMPLIED[one.unit], 0.7, "its unit speaks of it", True, False
    for rank, found in enumerate(reversed(heads)):
        words = view.text[found.start : found.end]
        yield (
            found.payload,
            max(0.3, 0.78 - 0.08 * rank),
            f"the heading names “{words}”",
            True,
            False,
        )
    for found in thread.talk:
        words = view.text[found.start : found.end]
        yield found.payload, 0.58, f"the sentence before names “{words}”", True, False


def _told_of(view: View, one: Printed, relation: Relation) -> tuple[Found[str], ...]:
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


_OF_RIGHT_AFTER = re.compile(r"\s*of\b", re.IGNORECASE)


def _only_where(view: View, one: Printed, found: Found[str], thread: Thread) -> bool:
    """Whether "in rural areas" only says where, for a topic that has a series of its own there."""
    if not re.search(r"\b(?:in|of|for|across|among)\s+(?:the\s+)?$", view.before(found.start, 14)):
        return False
    near = view.before(found.start, 60) + view.after(found.end, 10)
    if re.search(r"\b(?:live|lives|lived|living|dwell|reside|population)\b", near):
        return False
    others = {
        one_.payload
        for one_ in view.topics
        if one_.payload not in {"rural", "urban", "people", "population"}
    }
    if thread.series is not None:
        others.add(thread.series.topic)
    return any(
        found.payload in series.needs for topic in others for series in topics().by_id[topic].series
    )


def _near(view: View, one: Printed, found: Found[str]) -> float:
    end = view.list_end(one)
    if found.start >= end:
        between = view.text[end : found.start]
        words = view.words_between(end, found.start)
        figures = view.figures_between(end, found.start)
        score = 0.98 - 0.02 * words - 0.2 * figures - 0.1 * between.count(",")
        if re.search(r"\band\b|;|\bwhile\b|\bwhereas\b|\bbut\b", between):
            score -= 0.25
        elif not _LINKED.fullmatch(between):
            score -= 0.06
        return max(0.1, score)
    if found.start >= one.start:
        return 0.95
    between = view.text[found.end : one.start]
    words = view.words_between(found.end, one.start)
    figures = view.figures_between(found.end, one.start)
    score = 0.96 - 0.01 * min(words, 30) - 0.04 * min(figures, 4)
    if re.search(r"[;]|\bwhile\b|\bwhereas\b|\bbut\b|\. ", between):
        score -= 0.08
    return max(0.1, score)


def _of_topic(
    view: View,
    one: Printed,
    relation: Relation,
    topic: Topic,
    marks: frozenset[str],
    near: float,
    why: str,
    carried: bool,
    is_predicate: bool,
) -> Iterator[SeriesChoice]:
    for series in topic.series:
        fit = fit_of(view, one, relation, series, is_predicate)
        if fit <= 0 or not series.needs <= marks | _implied(one):
            continue
        used = len(series.needs)
        unused = frozenset(marks & _SPECIFIC) - series.needs
        own = {need for other in topic.series for need in other.needs}
        score = near * fit * min(1.0, 0.55 + 0.36 * topic.weight)
        score *= 1 + 0.06 * used
        if "percap" in marks and relation.kind != "level":
            score *= _per_head(topic, series)
        if unused & own:
            score *= 0.75
        yield SeriesChoice(series, min(score, 1.0), why, carried, unused)


def _per_head(topic: Topic, series: Series) -> float:
    """Where "per person" is said and no unit, the series per head."""
    if not any(one.unit.endswith("_pc") for one in topic.series):
        return 1.0
    return 1.05 if series.unit.endswith("_pc") else 0.75


def _implied(one: Printed) -> frozenset[str]:
    return frozenset({"percap"}) if one.is_per_head else frozenset()


def _again(
    view: View,
    one: Printed,
    relation: Relation,
    thread: Thread,
    marks: frozenset[str],
    in_turn: bool,
    is_named: bool,
) -> Iterator[SeriesChoice]:
    """The series spoken of last, where nothing else is named."""
    if thread.series is None:
        return
    series, fit = _last_series(view, one, relation, thread.series, marks)
    counts_rate = one.unit in {"persons", "number"} and series.unit == "pct"
    if fit <= 0 and not counts_rate:
        return
    if in_turn:
        yield SeriesChoice(series, 0.99 * max(fit, 0.3), "it goes on with the list", True)
        return
    near = 0.8 if view.sentence.paragraph == thread.paragraph else 0.55
    if _REFERRING.search(view.text[view.start : one.start]) or one.unit == thread.unit:
        near += 0.06
    if counts_rate and _SAME_FACT.search(view.before(one.start, 30)):
        near, fit = 0.98, 0.95
    elif is_named:
        near *= 0.75
    chosen = _sister(series, marks)
    unused = frozenset(marks & _SPECIFIC) - chosen.needs
    why = "it was spoken of just before"
    yield SeriesChoice(chosen, near * max(fit, 0.3), why, True, unused)


def _last_series(
    view: View, one: Printed, relation: Relation, series: Series, marks: frozenset[str]
) -> tuple[Series, float]:
    """The series spoken of last, or the one of its topic that suits the unit; and how well."""
    fit = fit_of(view, one, relation, series)
    if fit < 0.5:
        for other in topics().by_id[series.topic].series:
            better = fit_of(view, one, relation, other)
            if other.needs <= marks | _implied(one) and better > fit + 0.3:
                series, fit = other, better * 0.92
    is_bare = one.unit == "number" and not one.noun and relation.kind == "level"
    return series, max(fit, 0.85) if is_bare and holds(one, series) else fit


def _sister(series: Series, marks: frozenset[str]) -> Series:
    """The series of the same topic and unit that the marks ask for ("and 74.6 for men")."""
    if not marks & _PARTS:
        return series
    sisters = [
        one
        for one in topics().by_id[series.topic].series
        if one.unit == series.unit and one.needs <= marks
    ]
    return max(sisters, key=lambda one: len(one.needs & marks), default=series)


def marks_at(view: View, one: Printed) -> frozenset[str]:
    """The marks ("women", "rural", "PPP") that hold for a figure.

    Of two that exclude each other the one nearer to the figure counts, first what follows it
    directly ("80.1 years for women").
    """
    weights: dict[str, float] = {}
    for found in view.marks:
        if found.start >= one.end:
            words = view.words_between(one.end, found.start)
            figures = view.figures_between(one.end, found.start)
            between = view.text[one.end : found.start]
            weight = 1.0 - 0.04 * words - 0.8 * figures
            if "," in between or re.search(r"\bthan\b|;|\band\b|\bwhile\b", between):
                weight -= 0.8
            if (
                words <= 6
                and re.search(r"\b(?:for|among|of|by)\s+(?:the\s+)?$", between)
                and figures == 0
            ):
                weight += 0.6
        else:
            words = view.words_between(found.end, one.start)
            figures = view.figures_between(found.end, one.start)
            lone = not any(mark.payload == _OPPOSITES.get(found.payload) for mark in view.marks)
            per_figure = 0.08 if lone and found.payload in {"female", "male"} else 0.22
            weight = 0.95 - 0.02 * words - per_figure * figures
            if re.search(r";|\bwhile\b|\bbut\b|\. ", view.text[found.end : one.start]):
                weight -= 0.2
        if found.payload in _LINES:
            weight = 0.9
        weights[found.payload] = max(weights.get(found.payload, 0.0), weight)
    held = {mark for mark, weight in weights.items() if weight > 0.25}
    for pair in (("female", "male"), ("rural", "urban"), ("gross", "net")):
        both = [mark for mark in pair if mark in held]
        if len(both) == 2:
            held.discard(min(both, key=lambda mark: weights[mark]))
    return frozenset(held)


def _is_rate_before(view: View, relation: Relation) -> bool:
    """Whether a rate is named first ("poverty fell to 9% of the world's population")."""
    place = relation.rest_start
    for found in view.topics:
        if found.end > place or view.words_between(found.end, place) > 8:
            continue
        series = topics().by_id[found.payload].series
        is_rate = any(one.unit == "pct" and one.base == "people" for one in series)
        if is_rate and not re.search(r"[,;:.]", view.text[found.end : place]):
            return not any(one.unit in STOCKS for one in series if not one.needs)
    return False


def rate_of_people(view: View, relation: Relation) -> Relation:
    """The rate in "10% of the world's population lived on less than $1.90", which is no share."""
    topic = relation.of_topic
    if relation.kind != "share" or relation.other is None:
        return relation
    if topic is None or view.words_between(relation.other.end, topic.start) > 3:
        return relation if relation.other.kind == "world" else replace(relation, kind="level")
    if not any(series.unit in STOCKS for series in topics().by_id[topic.payload].series):
        return replace(relation, kind="level")
    if topic.payload not in {"population", "people"}:
        return relation
    if _is_rate_before(view, relation):
        return replace(relation, kind="level")
    for found in view.topics:
        if found.start < topic.end or view.words_between(topic.end, found.start) > 6:
            continue
        rates = any(series.unit == "pct" for series in topics().by_id[found.payload].series)
        if (
            rates
            and not view.figures_between(topic.end, found.start)
            and "," not in view.text[topic.end : found.start]
        ):
            return replace(relation, kind="level")
    return relation
