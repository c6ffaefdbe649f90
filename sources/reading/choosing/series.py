"""Which series a figure is of: topics near it, weighed with its unit, its size and its marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from math import inf

from sources.reading.choosing.places_named import is_only_where
from sources.reading.choosing.poverty_lines import by_own_line
from sources.reading.choosing.series_by_whom import by_whom
from sources.reading.likely.series import guess_series
from sources.reading.mentions.printed import Printed
from sources.reading.mentions.topics import topics
from sources.reading.mentions.words import Found
from sources.reading.narrowing.choice import (
    HEADED,
    NamedTopic,
    SeriesBasis,
    SeriesChoice,
    by_noun,
    nearness,
)
from sources.reading.narrowing.coverage import by_doubt, of_donors, of_goods
from sources.reading.narrowing.going_on import (
    REFERRING,
    SPECIFIC,
    implied_marks,
    in_same_part,
    is_of_jobs,
    respective,
    spoken_last,
    whole_of,
)
from sources.reading.narrowing.marks import is_of_next
from sources.reading.narrowing.meant import (
    counts_people,
    is_lead,
    is_of_people_grown,
    is_only_of_whom,
    named_back,
    of_city,
    taken_from,
    topic_meant,
)
from sources.reading.narrowing.parts import (
    by_base,
    by_multiple,
    is_said_of_people,
    is_whole_named,
    is_whole_of_another,
    of_people_told,
    of_water,
    stated_base,
    topic_of_base,
    verb_of_country,
)
from sources.reading.sentences.context import Thread, View
from sources.reading.sentences.fits import RATE_UNITS, STOCKS, fit_of, weight_per_head
from sources.reading.sentences.persons import has_so_many_people, is_number_of_people
from sources.reading.sentences.relations import Relation
from sources.reading.sentences.to_one import (
    counted_to_person,
    inverse_of,
    parity_of,
    ratio_to_another,
)

_IMPLIED = {"per_woman": "fertility", "per_km2": "density", "micrograms": "pollution"}


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
    if to_one := _to_one(view, one, relation, thread):
        return [to_one]
    if is_of_jobs(view, thread):
        marks |= {"employment"}
    named_ones = _topics(view, one, relation, thread, heads)
    if relation.counted:
        named_ones = iter((NamedTopic(relation.counted, 1.0, relation.why, "part"),))
    for named in named_ones:
        found += _of_topic(view, one, relation, named, marks)
    if any(choice.score >= _NAMED_WELL for choice in found if not choice.is_carried):
        found = [_below_named(choice) for choice in found]
    found = [_as_rate(choice) for choice in found]
    found = [by_own_line(view, one, choice, thread, marks) for choice in found]
    found = [_kept(view, one, relation, choice, thread) for choice in found]
    found = [by_noun(view, one, choice) for choice in found]
    found = [of_donors(view, choice, thread) for choice in found]
    found = [replace(choice, series=whole_of(view, one, choice.series)) for choice in found]
    base = stated_base(view, one, relation)
    found = [by_base(of_water(view, one, choice), base) for choice in found]
    found = by_multiple(view, one, relation, found)
    found = in_same_part(view, one, relation, found, thread, base)
    found += of_goods(view, found, thread)
    found = [of_city(view, one, choice) for choice in found]
    found = by_whom(view, one, relation, found, thread)
    if (again := respective(view, one, thread)) is not None:
        return [again, *(choice for choice in found if not choice.is_carried)]
    if thread.series is not None:
        own = max((one_.score for one_ in found if not one_.is_carried), default=0.0)
        found += spoken_last(view, one, relation, thread, marks, in_turn, own >= 0.5, heads)
    best: dict[str, SeriesChoice] = {}
    for choice in found:
        code = choice.series.code
        if code not in best or best[code].score < choice.score:
            best[code] = choice
    told = of_people_told(view, one, list(best.values()))
    ranked = sorted(told, key=lambda choice: -choice.score)
    ranked = _beyond_bounds(view, one, relation, thread, marks, ranked)
    return by_doubt(view, ranked or _guessed(view, one, relation, marks), marks)


def _beyond_bounds(
    view: View,
    one: Printed,
    relation: Relation,
    thread: Thread,
    marks: frozenset[str],
    ranked: list[SeriesChoice],
) -> list[SeriesChoice]:
    """The series of which a level is told as none can be ("a population of 51 billion").

    A number of people comes before what was only spoken of ("98.9 billion inhabitants"); else what
    was found is kept.
    """
    is_told = ranked and not (
        all(choice.is_carried for choice in ranked) and has_so_many_people(view, one)
    )
    if relation.kind != "level" or is_told:
        return ranked
    own = view.clauses.at(one.start).number
    is_one = len({topic.payload for topic in view.topics} - _PEOPLE) == 1
    found: list[SeriesChoice] = []
    for named in _topics(view, one, relation, thread, ()):
        is_own = named.basis == "named" and any(
            topic.payload == named.topic
            and (
                view.clauses.at(topic.start).number == own
                or (is_one and ":" in view.text[topic.end : one.start])
            )
            for topic in view.topics
        )
        if is_own:
            found += _of_topic(view, one, relation, named, marks, is_bounded=False)
    first = sorted(found, key=lambda choice: -choice.score)[:1]
    beyond = [replace(choice, score=choice.score * _BEYOND, basis="beyond") for choice in first]
    return beyond or ranked


_BEYOND, _BY_UNIT = 0.4, 0.5
"""How much is left of a score, and how well the unit must suit, where no series has the value."""


def _guessed(
    view: View, one: Printed, relation: Relation, marks: frozenset[str]
) -> list[SeriesChoice]:
    """The series that single words around a figure are like."""
    is_told = relation.kind == "told"
    of_topic = partial(_of_topic, view, one, relation, marks=marks)
    return [] if is_told else guess_series(view, one, of_topic)


def _to_one(view: View, one: Printed, relation: Relation, thread: Thread) -> SeriesChoice | None:
    """The series that a figure tells the inverse of, or by the people of its country."""
    if (two := ratio_to_another(view, one, thread)) is not None:
        return SeriesChoice(two[0], _TO_ONE, "it is over another sum", "over", other=two[1].code)
    if relation.kind != "level":
        return None
    if (inverse := inverse_of(view, one)) is not None:
        series, words = inverse
        why = f"it is so many to one of “{words}”"
        return SeriesChoice(series, _TO_ONE, why, "inverse", words)
    if (parity := parity_of(view, one, thread)) is not None:
        return SeriesChoice(parity, _TO_ONE, "it is girls to so many boys", "named", one.noun)
    if (total := counted_to_person(view, one, thread)) is not None:
        series, words = total
        return SeriesChoice(series, _TO_ONE, "it is told by the person", "per_head", words)
    return None


_TO_ONE = 0.6
"""What a series counts that is named, but not told as it is published."""
_PEOPLE = frozenset({"population", "people"})
_NAMED_WELL, _BELOW = 0.35, 0.8


def _below_named(choice: SeriesChoice) -> SeriesChoice:
    """A heading counts less where the sentence itself names what may be meant."""
    return replace(choice, score=choice.score * _BELOW) if choice.basis == "carried" else choice


def rival_score(choice: SeriesChoice) -> float:
    """How well a choice suits beside another: a heading is as good a rival as it was named."""
    return choice.score / _BELOW if choice.basis == "carried" else choice.score


_RATE_WORDS = re.compile(r"\b(?:mortality|rates?)\b", re.IGNORECASE)


def _as_rate(choice: SeriesChoice) -> SeriesChoice:
    """Mortality is a rate; how many died is told by "deaths" and "died"."""
    series = choice.series
    if series.unit not in {"persons", "number"} or not _RATE_WORDS.search(choice.words):
        return choice
    has_rate = any(one.unit in RATE_UNITS for one in topics().by_id[series.topic].series)
    return replace(choice, score=choice.score * 0.7) if has_rate else choice


def _kept(
    view: View, one: Printed, relation: Relation, choice: SeriesChoice, thread: Thread
) -> SeriesChoice:
    """Of the series of one topic, the one that was spoken of last counts first in a comparison."""
    is_relative = relation.kind in {"told", "ratio", "ratio_time", "change", "difference", "growth"}
    is_relative |= one.unit == "number" and not one.noun
    last = thread.series
    following = next((f for f in view.figures if f.start >= one.end and f.unit != "years"), None)
    is_own = following is not None and _is_end_of(view, one, following)
    if relation.kind in {"ratio_time", "growth"} and following is not None and is_own:
        units = {other.unit for other in topics().by_id[choice.series.topic].series}
        if following.base in {"gdp", "gni"} & units and not choice.is_carried:
            is_part = choice.series.unit == following.base
            return choice if is_part else replace(choice, score=choice.score * 0.7)
        is_told = following.unit == "number" and following.value >= _MANY and "persons" in units
        if is_told and _FROM_OR_TO.search(view.text, one.end, following.start):
            following = replace(following, unit="persons")
        if following.unit in STOCKS & units and not choice.is_carried:
            is_level = choice.series.unit == following.unit
            return choice if is_level else replace(choice, score=choice.score * 0.8)
    if last is None or not is_relative or choice.series.topic != last.topic or choice.is_carried:
        return choice
    if view.sentence.paragraph != thread.paragraph:
        return choice
    if choice.series.code != last.code:
        is_sister = choice.series.unit == last.unit or choice.series.unit == "growth"
        return choice if is_sister else replace(choice, score=choice.score * 0.8)
    return replace(choice, score=min(1.0, choice.score * 1.08 + 0.02))


_FROM_OR_TO = re.compile(r"\b(?:from|to)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_MANY = 10_000
"""From so many on a bare number of what people are counted by is of persons."""


def _is_end_of(view: View, one: Printed, following: Printed) -> bool:
    """Whether the next figure is an end of what a figure tells of ("up 8%, from $2bn to $3bn")."""
    own, other = (view.clauses.at(place).number for place in (one.start, following.start))
    if own != other and not _FROM_OR_TO.search(view.text, one.end, following.start):
        return False
    return not any(one.end <= topic.start < following.start for topic in view.topics)


def _is_beside(relation: Relation, found: Found[str]) -> bool:
    """Whether a topic only stands beside what a share is a part of."""
    whole = relation.of_topic
    if relation.kind != "share" or whole is None or found.payload == whole.payload:
        return False
    series = topics().by_id[found.payload].series
    is_rate = whole.payload in {"population", "people"}
    return not (is_rate and any(one.base == "people" for one in series))


_OF_HEADED = re.compile(
    r"(?:^|[^\d\s])\s*(?:%|per ?cent)\s+of\s+(?:total\s+|all\s+|the\s+)?$", re.IGNORECASE
)


def _topics(
    view: View, one: Printed, relation: Relation, thread: Thread, heads: tuple[Found[str], ...]
) -> Iterator[NamedTopic]:
    told = topic_of_base(view, one, relation)
    if counts_people(view, one):
        sure: SeriesBasis = "named" if one.unit == "persons" else "carried"
        yield NamedTopic("population", 1.0, "the people of a country are counted", sure, one.noun)
        return
    for found in view.topics:
        words = view.text[found.start : found.end]
        meant = topic_meant(view, found, thread)
        if meant:
            why = f"“{words}” goes on with it"
            basis: SeriesBasis = "carried" if meant == "population_growth" else "named"
            yield NamedTopic(meant, nearness(view, one, found), why, basis, words)
            continue
        if is_only_where(view, one, found, thread) or is_only_of_whom(view, found):
            continue
        if relation.kind == "share" and relation.of_topic is found:
            if is_said_of_people(view, found):
                continue
            why = f"“{words}” is what it is a part of"
            yield NamedTopic(
                found.payload, 1.0, why, "part" if relation.is_part else "whole", words
            )
            continue
        predicate = found.start >= one.end and view.words_between(one.end, found.start) <= 6
        predicate = predicate and not view.figures_between(one.end, found.start)
        near = _near(view, one, relation, found) * (0.78 if found in told else 1.0)
        if is_of_next(view, found, one):
            near, predicate = near * _OF_NEXT, False
        why = f"“{words}” stands by it"
        yield NamedTopic(found.payload, near, why, "named", words, predicate)
    yield from _unnamed(view, one, relation, thread)
    yield from _named_above(view, thread, heads)


def _unnamed(view: View, one: Printed, relation: Relation, thread: Thread) -> Iterator[NamedTopic]:
    """The topics that a verb, a unit or a word going back tells of without naming them."""
    is_grown = relation.kind == "growth" and not is_of_people_grown(view, thread)
    if is_grown and (verb := verb_of_country(view, one)):
        yield NamedTopic("growth_word", 0.93, f"“{verb}” is told of a country", "named", verb)
    if one.unit in _IMPLIED:
        yield NamedTopic(_IMPLIED[one.unit], 0.7, "its unit speaks of it", "unit")
    if is_number_of_people(view, one):
        yield NamedTopic("population", 0.95, "the number of its people is told", "named", "number")
    for back in named_back(view, one, thread):
        yield NamedTopic(back, 0.9, "a word goes back to what was spoken of", "carried")


def _near(view: View, one: Printed, relation: Relation, found: Found[str]) -> float:
    """How near words stand to a figure that it may be about, with what tells against them."""
    near = nearness(view, one, found) * (0.7 if _is_beside(relation, found) else 1.0)
    is_whole = is_whole_named(view, found) or is_whole_of_another(view, one, found)
    near *= 0.7 if is_whole else 1.0
    near *= _shared(relation, view, found) if relation.own_from else _apart(view, one, found)
    near *= taken_from(view, one, relation, found)
    if len(view.topics) > 1 and _OF_HEADED.search(view.before(found.start, 30)):
        near *= 0.78
    return near * (0.7 if found.payload == "growth_word" and _grows(view, found) else 1.0)


def _grows(view: View, verb: Found[str]) -> bool:
    """Whether a verb of growth has a subject with a rate of its own ("The population … grows")."""
    clause = view.clauses.at(verb.start).number
    return any(
        found.end <= verb.start
        and found.payload not in {"people", "growth_word"}
        and view.clauses.at(found.start).number == clause
        and any(series.unit == "growth" for series in topics().by_id[found.payload].series)
        for found in view.topics
    )


def _named_above(view: View, thread: Thread, heads: tuple[Found[str], ...]) -> Iterator[NamedTopic]:
    """The topics that headings and the sentence before name."""
    for rank, found in enumerate(reversed(heads)):
        words = view.text[found.start : found.end]
        near = max(0.3, 0.78 - 0.08 * rank)
        yield NamedTopic(found.payload, near, f"{HEADED} “{words}”", "carried")
    for found in thread.talk:
        words = view.text[found.start : found.end]
        meant = found.payload
        if meant in {"growth_word", "gdp_growth"} and thread.series_of_topic.keys() & _PEOPLE:
            meant = topic_meant(view, found, thread) or meant
        near = _LED if not view.topics and is_lead(view, found) else 0.58
        yield NamedTopic(meant, near, f"the sentence before names “{words}”", "carried")


_APART, _PREDICATED, _TELLING, _LED = 0.85, 0.7, 1.0, 0.9
_OF_NEXT = 0.3
"""What a topic counts that only says what the next figure is of."""
_IN_PASSING = 0.5
"""What a topic named in passing counts, where a word points back to what was told before."""
_PREDICATE = 8
"""Within so many words behind a figure a topic is what is told of it."""


def _apart(view: View, one: Printed, found: Found[str]) -> float:
    """What a topic of an earlier clause loses where a figure's own tells of another one."""
    own, where = view.clauses.at(one.start), view.clauses.at(found.start)
    if found.end > one.start or where.number == own.number:
        return 1.0
    is_passing = where.kind in {"relative", "aside"} and where not in view.clauses.chain(own)
    if is_passing and where.kind == "aside" and view.figures_between(where.start, where.end):
        return _IN_PASSING
    if (
        is_passing
        and where.kind == "relative"
        and (found.payload in {"population", "people"} or verb_of_country(view, one))
    ):
        return _IN_PASSING
    if is_passing and REFERRING.search(view.text[where.end : one.start]):
        return _IN_PASSING
    by_id = topics().by_id
    told = [
        other
        for other in view.topics
        if view.clauses.at(other.start).number == own.number
        and by_id[other.payload].weight >= _TELLING
        and other.payload != found.payload
        and any(one.unit == series.unit for series in by_id[other.payload].series)
    ]
    is_predicate = any(
        other.start >= one.end
        and view.words_between(one.end, other.start) <= _PREDICATE
        and not view.figures_between(one.end, other.start)
        for other in told
    )
    return _PREDICATED if is_predicate else _APART if told else 1.0


_OF_ANOTHER = 0.6


def _shared(relation: Relation, view: View, found: Found[str]) -> float:
    """What a topic of the figure before loses where a figure shares its verb only."""
    own = any(relation.own_from <= topic.start < relation.after for topic in view.topics)
    return _OF_ANOTHER if own and found.end <= relation.own_from else 1.0


def _of_topic(
    view: View,
    one: Printed,
    relation: Relation,
    named: NamedTopic,
    marks: frozenset[str],
    is_bounded: bool = True,
) -> Iterator[SeriesChoice]:
    topic = topics().by_id[named.topic]
    for series in topic.series:
        held = series if is_bounded else replace(series, low=-inf, high=inf)
        fit = fit_of(view, one, relation, held, named.is_predicate)
        if not is_bounded and fit < _BY_UNIT:
            continue
        if fit <= 0 or not series.needs <= marks | implied_marks(one):
            continue
        met = series.needs | ({"constant"} & marks if series.unit == "growth" else set())
        used = len(met)
        unused = frozenset(marks & SPECIFIC) - met
        own = {need for other in topic.series for need in other.needs}
        score = named.near * fit * min(1.0, 0.55 + 0.36 * topic.weight)
        score *= 1 + 0.06 * used
        if topic.id == "area_unit" and relation.kind in {"change", "growth"}:
            score *= 0.6  # a country's land does not grow
        if "percap" in marks and relation.kind != "level":
            score *= weight_per_head(topic, series)
        if unused & own:
            score *= 0.75
        score = min(score, 1.0)
        yield SeriesChoice(series, score, named.why, named.basis, named.words, unused)
