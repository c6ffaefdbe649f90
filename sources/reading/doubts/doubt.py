"""What leaves a reading in doubt though its parts are named: each reason in a few words.

A reading is judged as what the text says only where nothing of this holds; else it is shown, open,
for a person to settle. The reasons were found on labelled texts as what most often goes wrong
where each part seemed certain.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sources.figures.falls import start_of_fall
from sources.reading.choosing.areas import BY_A_LIST, AreaChoice
from sources.reading.choosing.other_wholes import doubt_of_whole
from sources.reading.choosing.years import YearChoice
from sources.reading.choosing.years_of_clauses import doubt_of_another_clause
from sources.reading.discourse.unnamed import doubt_of_unnamed
from sources.reading.doubts.doubt_of_area import doubt_of_area, is_whole
from sources.reading.doubts.doubt_of_years import (
    doubt_of_carried,
    doubt_of_mean_growth,
    doubt_of_one_year,
    doubt_of_years,
)
from sources.reading.doubts.moves_told import doubt_of_move
from sources.reading.doubts.other_quantities import other_quantity
from sources.reading.doubts.parts_apart import part_told_apart
from sources.reading.doubts.topics_beside import told_behind, told_in_passing
from sources.reading.mentions.printed import Printed
from sources.reading.mentions.topics import Series, topics
from sources.reading.narrowing.choice import SeriesChoice
from sources.reading.narrowing.others_named import (
    held_against_it,
    new_subject,
    other_owner,
    other_thing,
    rate_of_before,
    set_before,
)
from sources.reading.narrowing.parts_named import (
    base_named,
    denied,
    other_subject,
    owner_named,
    part_named,
    said_by_others,
)
from sources.reading.narrowing.signs import FALL, RISE, doubt_of_lack, doubt_of_sign
from sources.reading.narrowing.subsets import money_told, rate_told, subset_told
from sources.reading.sentences.averages import doubt_of_average
from sources.reading.sentences.context import Thread, View
from sources.reading.sentences.counted_otherwise import counted_otherwise
from sources.reading.sentences.fits import RATE_UNITS, STOCKS
from sources.reading.sentences.gaps import doubt_of_excess, doubt_of_gap
from sources.reading.sentences.model import DoubtAbout, Reading, ReadingDoubt
from sources.reading.sentences.narrowed import told_by_words
from sources.reading.sentences.understood import not_understood
from sources.reference.concepts import concept_for

_VERB = re.compile(
    r"\b(?:who|that|which|with|without|in|am|is|are|was|were|be|been|liv\w+|lack\w*|ha[sd]|have|us\w+|"
    r"work\w*|can|could|\w+ed)\b",
    re.IGNORECASE,
)
_LINE = re.compile(r"extreme|national|[$£€]\s?\d(?:\.\d+)?(?![\d,.])|line|a day", re.IGNORECASE)
_BANK = re.compile(r"World Bank", re.IGNORECASE)
_POVERTY = frozenset({"extreme_poverty", "poverty_national", "poverty_lower_middle"})


@dataclass(frozen=True)
class Parts:
    """What a reading is made of, and the series of the figure before.

    ``is_either_year`` says that its year is the newest or the one spoken of before, and which of
    the two need not be known, ``is_either_span`` that it is a mean of yearly growth with or without
    that of the first year, ``is_of_a_head`` that its sentence is made of the heads of a table,
    whose words are all understood, ``is_of_two`` that the figures before were of two series.
    """

    series: SeriesChoice
    area: AreaChoice
    year: YearChoice
    last: Series | None = None
    is_either_year: bool = False
    is_either_span: bool = False
    is_of_a_head: bool = False
    is_of_two: bool = False


def doubt_of(
    view: View, one: Printed, thread: Thread, reading: Reading, parts: Parts
) -> ReadingDoubt | None:
    """The first of what `doubts_of` finds; None where nothing speaks against a reading."""
    return next(doubts_of(view, one, thread, reading, parts), None)


def doubts_of(
    view: View, one: Printed, thread: Thread, reading: Reading, parts: Parts
) -> Iterator[ReadingDoubt]:
    """Why a reading is not certain: the weightiest of what, whose and when it is.

    Args:
        view: The sentence.
        one: The figure.
        thread: What was spoken of before.
        reading: What the words seem to say.
        parts: What it is made of.
    """
    series = parts.series.series
    label = concept_for(reading.indicator).label
    checks: tuple[tuple[DoubtAbout, Callable[[], str]], ...] = (
        ("what", lambda: _of_words(view, one)),
        ("what", lambda: _of_series(view, one, reading, parts)),
        ("what", lambda: doubt_of_sign(view, one, reading, series)),
        ("what", lambda: doubt_of_lack(view, one, thread, reading, series)),
        ("whose", lambda: doubt_of_area(view, one, thread, parts.area, label)),
        ("whose", lambda: doubt_of_unnamed(view, one, reading, parts.area.mention)),
        ("whose", lambda: _of_owner(view, one, reading, parts)),
        ("whose", lambda: _of_joined(view, one, parts)),
        ("whose", lambda: _OF_THE_PART_BEFORE if is_whole(view, one) else ""),
        ("what", lambda: told_in_passing(view, one, parts.series.words)),
        ("what", lambda: _of_subset(view, one, reading, parts)),
        ("what", lambda: _of_others(view, one, parts)),
        ("what", lambda: _of_scale(view, one, series)),
        ("what", lambda: money_told(view, one, series, is_moved="constant" in reading.indicator)),
        ("what", lambda: doubt_of_whole(view, one, reading, series)),
        ("what", lambda: counted_otherwise(view, one, series, thread)),
        ("what", lambda: _of_income(parts.series)),
        ("when", lambda: doubt_of_years(view, one, thread, reading, parts.year)),
        ("when", lambda: doubt_of_carried(view, one, thread, parts.year, parts.is_either_year)),
        ("when", lambda: doubt_of_another_clause(view, one, parts.year)),
        ("when", lambda: "" if parts.is_either_span else doubt_of_mean_growth(reading)),
        ("when", lambda: doubt_of_one_year(view, one, reading, parts.last)),
        ("what", lambda: _of_measure(reading)),
        ("what", lambda: doubt_of_gap(view, one, reading)),
        ("what", lambda: doubt_of_move(view, one, reading, series)),
        ("what", lambda: doubt_of_excess(view, one, reading, series)),
        ("what", lambda: doubt_of_average(view, one, reading, series, parts.area.mention)),
    )
    told: set[DoubtAbout] = set()
    for about, check in checks:
        if about not in told and (words := check()):
            told.add(about)
            yield ReadingDoubt(about, words)


def _of_income(choice: SeriesChoice) -> str:
    """Income per head, by which some writers mean GDP and others national income."""
    is_income = choice.series.topic == "gdp_per_capita" and "income" in choice.words.casefold()
    return f"whether “{choice.words}” is GDP or national income is not said" if is_income else ""


def _of_measure(reading: Reading) -> str:
    if reading.measure == "complement_product":
        return _RECKONED
    if reading.measure == "share" and not reading.of:
        return _OF_NO_WHOLE
    return _OF_NOTHING if reading.measure in {"ratio", "excess"} and not reading.to else ""


_OF_THE_PART_BEFORE = "it is what the figure before is a part of"
_OF_NO_WHOLE = "of whose total it is a part is not certain"
_RECKONED = "how many lack it is reckoned from a rate, and others may have counted them"
_OF_NOTHING = "what it is a multiple of is not said"


def _of_others(view: View, one: Printed, parts: Parts) -> str:
    """The words that name something else than the series of a figure."""
    series = parts.series.series
    if against := held_against_it(view, one, parts.series.words):
        return f"“{against}” may be only what it is held against"
    other = other_thing(view, one) or rate_of_before(view, one, series, parts.last)
    last = view.figure_before(one.start)
    if not other and last is not None and not one.base:
        is_named = any(last.end <= topic.start < (one.after or one.end) for topic in view.topics)
        other = "" if is_named else new_subject(view, one)
    return f"“{other}” may be something else" if other else ""


def _of_owner(view: View, one: Printed, reading: Reading, parts: Parts) -> str:
    """Whose else a part of something may be than of the country that is named before it."""
    mention = parts.area.mention
    if reading.measure != "share" or mention is None:
        return ""
    other = other_owner(view, one, mention)
    return f"“{other}” may have the part, and not “{mention.text}” as such" if other else ""


_JOINED = re.compile(r"\s*,?\s*and\s+(?:(?:about|only|just|some|nearly|almost|over)\s+)*")
_OWN_BEHIND = re.compile(r"[\w %]*?\b(?:in|by)\b|\s*\(|.*\brespectively\b")


def _of_joined(view: View, one: Printed, parts: Parts) -> str:
    """Two values told as one ("$3.9 trillion and $586 billion") that no list gives to its areas."""
    last, following = view.figure_before(one.start), view.figure_after(one.end)
    opened = max(view.clauses.at(one.start).start, view.start if last is None else last.end)
    is_named = any(opened <= topic.start < one.start for topic in view.topics)
    is_first = following is not None and parts.is_of_two and not is_named
    if is_first and following and _JOINED.fullmatch(view.text, one.end, following.start):
        return "it is one of several that stand for those before it in turn"
    if last is None or last.unit != one.unit or last.is_pair or one.is_pair:
        return ""
    is_joined = _JOINED.fullmatch(view.text[max(last.end, last.after) : one.start]) is not None
    has_own = parts.area.why == BY_A_LIST or _OWN_BEHIND.match(view.text, one.end, view.end)
    return "of whom each of the two is, is not said" if is_joined and not has_own else ""


def _of_subset(view: View, one: Printed, reading: Reading, parts: Parts) -> str:
    """The words by which a figure is one of a part of what its series is of."""
    choice, mention = parts.series, parts.area.mention
    if told := subset_told(view, one, choice.series, choice.words, mention):
        return f"“{told}” makes it a part of the series"
    if apart := part_told_apart(view, one, choice.series, choice.words):
        return apart
    if other := other_quantity(view, one, reading, choice, mention):
        return other
    left = sorted(choice.unused & {"rural", "urban"})
    if left and not _OF_TOWNS.search(f"{choice.words} {choice.series.topic}"):
        return f"it is told of “{left[0]}” people, and its series of all"
    own = choice.series.topic
    other = part_named(view, one, own, choice.series.code)
    other = other or other_subject(view, one, own) or owner_named(view, one)
    if other:
        return f"“{other}” may have it, or be a part"
    if other := base_named(view, one, parts.area.areas):
        return f"it is told of so many “{other}”"
    if words := denied(view, one):
        return f"“{words}” denies it, or only hopes for it"
    if said := said_by_others(view, one):
        return f"“{said}” stands before it, and whether it was so is not said"
    if apart := set_before(view, one):
        return f"“{apart}” may set it apart from what it seems to be"
    return _of_plain_words(view, one, parts)


def _of_plain_words(view: View, one: Printed, parts: Parts) -> str:
    """The words at a figure that make it another than its series, or that are not understood."""
    choice, mention = parts.series, parts.area.mention
    if told := told_by_words(view, one, choice.series, choice.unused):
        return told
    word = "" if parts.is_of_a_head else not_understood(view, one, choice.series, mention)
    return f"“{word}” stands by it, and may change what is counted" if word else ""


_OF_TOWNS = re.compile(r"urban|rural|town|cit(?:y|ies)|countryside|village", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\s+(?:(?:about|around|some|nearly|almost|only|just)\s+)?$", re.I)
_OF_SEATS = re.compile(r"\s+of\s+(?:the|its|their|all)?\s*\d", re.IGNORECASE)
_OF_THEM = re.compile(r"\s+of\s+(?:us|them|these|those|whom|it)\b", re.IGNORECASE)
_PUSHED = re.compile(
    r"\b(?:push(?:ed|es|ing)?|lift(?:ed|s|ing)?|pull(?:ed|s|ing)?|drag(?:ged|s)?|tip(?:ped|s)?|"
    r"plunged?|dr(?:ove|iven|ives?)|thr(?:ew|own)|raised)\s+"
    r"(?:(?:another|an|extra|additional|some|about|almost|nearly|more|than|up|to|further)\s+)*$",
    re.IGNORECASE,
)
_WOULD_HAVE = re.compile(r"\bwould (?:\w+ )?have\b", re.IGNORECASE)
_IN_TURN = re.compile(
    r"\b(?:shares|figures|rates|numbers|proportions|percentages|ratios|values)\s+"
    r"(?:are|were|stand at|stood at)\s+(?:(?:about|only|just|some|respectively)\s+)*$",
    re.IGNORECASE,
)
_NEXT_TO = 10
"""So near stand the two figures of "1.2 billion of the 1.4 billion"."""


def _of_words(view: View, one: Printed) -> str:
    if rate := rate_told(view, one):
        return rate
    before = view.before(one.start, 30)
    is_year_own = any(
        one.end <= year.start and view.words_between(one.end, year.start) <= 2
        for year in view.years
    )
    if _FROM.search(before) and not is_year_own and not one.is_pair:
        return "when it was so is not said"
    if _OF_THEM.match(view.after(one.end, 14)):
        return "of whom it is a part is told before it"
    if one.unit in {"number", "counted"} and _OF_SEATS.match(view.after(one.end, 14)):
        return "it is told as so many of so many"
    is_of_the = re.search(r"\bof the\s+$", before) is not None
    is_second = any(0 <= one.start - other.end <= _NEXT_TO for other in view.figures)
    if is_of_the and (is_second or one.unit in {"number", "counted"}):
        return "it is told as so many of so many"
    clause = view.text[view.clauses.at(one.start).start : one.start]
    if _WOULD_HAVE.search(clause) or _WOULD_HAVE.match(view.after(one.end, 30).lstrip('"”’ ')):
        return "it tells what would have been"
    if _PUSHED.search(before):
        return "it tells how many more or fewer they became"
    if _IN_TURN.search(before):
        return "it is one of several that stand for those before it in turn"
    return ""


_AID = frozenset({"oda"})
_DONORS = re.compile(r"\b(?:donors?|DAC|Development Assistance Committee|giv(?:es?|en|ing)|gave)\b")
_FEW = 1000
"""Fewer than these are a rate as well as a number of people."""


def _has_growth(series: Series) -> bool:
    """Whether a series other than of output has a rate of growth in its topic."""
    own = topics().by_id[series.topic].series
    is_people = series.topic == "people"
    return "gdp" not in series.topic and (is_people or any(one.unit == "growth" for one in own))


_ACCESS = re.compile(
    r"\b(?:access|coverage)\s+(?:(?:is|was|stood at|reached|rose to|at)\s+)*$", re.IGNORECASE
)
_LEAST = 100_000  # So many people, tonnes or dollars may stand in a table as they are.
_SCALE_CELL = re.compile(
    r"[\t|;]\s*(?:in\s+)?((?:thousand|million|billion|trillion)s?|[’']?000s?)\b", re.IGNORECASE
)


def _of_scale(view: View, one: Printed, series: Series) -> str:
    """Of a bare number in a table, in which thousands or millions it may be told elsewhere."""
    is_bare = one.unit == "number" and one.scale == 1 and series.unit in STOCKS
    if is_bare and one.head_unit:
        return f"in what “{one.head_unit}” counts is not understood"
    if (
        is_bare
        and view.sentence.kind == "row"
        and (cell := _SCALE_CELL.search(view.text, view.start, view.end))
    ):
        return f"whether it is told in “{cell[1]}” is not said"
    is_open = is_bare and view.sentence.kind == "row" and abs(one.value) < _LEAST
    return "in thousands or millions of what is not said" if is_open else ""


def _of_series(view: View, one: Printed, reading: Reading, parts: Parts) -> str:
    choice = parts.series
    words = choice.words
    if choice.series.topic in {"rural", "urban"} and _ACCESS.search(view.before(one.start, 30)):
        return "to what there is access is not said"
    if behind := told_behind(view, one, choice):
        return f"“{behind}” stands right behind it"
    is_named = one.unit == "pct" and choice.basis == "named"
    last = next((other.end for other in reversed(view.figures) if other.end <= one.start), one.end)
    between = view.text[last : one.start]
    told = (view.after(one.end, 80), between if _NEXT.search(between) else "")
    is_counted = one.unit in {"persons", "number"} and _is_whole(view.after(one.end, 40), words)
    if is_counted or (is_named and any(_is_whole(behind, words) for behind in told)):
        return f"it may be only a part of “{words}”"
    if choice.basis == "whole" and reading.of not in {"world", ""}:
        return f"what of “{words}” it counts is not named"
    series, sentence = choice.series, view.text[view.start : view.end]
    if series.unit in STOCKS and words and _is_shared(view, words):
        return f"“{words}” may be only what a share is of"
    if series.topic in _AID and (_DONORS.search(sentence) or series.unit == "gni"):
        return "whether the aid is given or received is not certain"
    has_rate = any(one.unit in RATE_UNITS for one in topics().by_id[series.topic].series)
    if has_rate and series.unit in {"persons", "number"} and 0 < one.value < _FEW:
        return "whether it is a number or a rate is not said"
    if reading.indicator in _POVERTY and not _LINE.search(sentence):
        return "which poverty line is meant is not said"
    if choice.series.topic == "multidimensional_poverty" and not _BANK.search(sentence):
        return "by whose measure it is told is not said, and each has other dimensions"
    is_growth = choice.series.unit == "growth" and reading.measure in {"value", "mean_growth"}
    return _of_growth(view, one, reading, parts) if is_growth else ""


_GREW = re.compile(
    r"gr[eo]w|growth|expan|contract|shr[aiu]nk|r[io]se|fell|fall|drop|declin|increas|decreas|climb|slow|"
    r"accelerat|recover|rebound|inflation|prices|change|up\b|down\b|slump|recession|boom|jump|surge|"
    r"plung|tumbl|gain|lost|lose|loss|rate|advance|pace|faster|averag|better|worse|add|swell|doubl|"
    r"per year|a year|annual|yearly|stagnat|cost of living|performance|%",
    re.IGNORECASE,
)


def _of_growth(view: View, one: Printed, reading: Reading, parts: Parts) -> str:
    """What speaks against a rate of growth: of what it is, and whether it fell."""
    choice, last = parts.series, parts.last
    words = choice.words
    is_text = view.sentence.kind == "paragraph" and one.unit == "pct"
    if is_text and not _GREW.search(f"{view.text[view.start : view.end]} {words}"):
        return "no word says that something grew or fell by it"
    before = view.text[view.start : one.start]
    is_fall = start_of_fall(before) is not None
    own = view.text[view.clauses.at(one.start).start : one.end]
    if not is_fall and FALL.search(before) and not RISE.search(own):
        return "whether it grew or fell by it is not said at the figure"
    if is_fall and reading.measure == "value" and re.search(r"growth|rate|inflation", words):
        return f"whether “{words}” fell by it or was below zero is not certain"
    if choice.series.topic in _TRADE and not _VOLUME.search(view.text[view.start : view.end]):
        return f"whether “{words}” is meant in money or in volume is not said"
    is_bare = _BARE_GROWTH.fullmatch(words) is not None and _GDP.search(f"{own} {words}") is None
    is_people = re.search(r"popul|people|inhabit|resid|number", f"{words} {own}", re.IGNORECASE)
    if choice.series.code == "SP.POP.GROW" and (not is_people or _GROWTH_ALONE.search(before)):
        return "of what “growth” is told is not certain"
    if is_bare and choice.series.code in _OUTPUT and last is not None and _has_growth(last):
        return f"of what “{words}” is told is not certain"
    return ""


_BARE_GROWTH = re.compile(
    r"(?:.*\s)?(?:growth|grew|grow|rate)|"
    r"(?:annual |average |mean )*growth(?:\s+[a-z]+ed|\s+rates?)?",
    re.IGNORECASE,
)
_OUTPUT = frozenset({"NY.GDP.MKTP.KD.ZG", "NY.GDP.PCAP.KD.ZG"})
_GROWTH_ALONE = re.compile(
    r"\d[^;]*(?:[,;(]|\band)\s*growth(?:\s+rate)?\s*(?::|was|is|of)?\s*$", re.IGNORECASE
)
_GDP = re.compile(r"\b(?:gdp|econom\w+|output|product)\b", re.IGNORECASE)
_TRADE = frozenset({"exports", "imports"})
_VOLUME = re.compile(r"\b(?:real|volumes?|constant|goods and services)\b", re.IGNORECASE)
_SHARE = re.compile(r"\b(?:shares?|proportion|percentage|fraction) of (?:the |its )?$", re.I)


def _is_shared(view: View, words: str) -> bool:
    """Whether a sum stands behind "the share of" ("the share of the labour force without work")."""
    place = view.text.find(words, view.start, view.end)
    return place >= 0 and _SHARE.search(view.before(place, 24)) is not None


_PREDICATE = re.compile(
    r"(?:had|has|have|used?|uses|using|could|can|cannot|complet\w+|finish\w*|were|was|are|is|liv\w+|"
    r"work\w*|own(?:ed|s)?|di(?:e|es|ed)|went|go|goes|pa(?:y|ys|id)|know\w*|get|gets|got|drank|drink|"
    r"into|on|to|out|for|in)\b(?=\s)",
    re.IGNORECASE,
)
"""Words of a topic that say something of those who are counted before them."""
_FINITE = re.compile(r"\s(?:is|are|was|were)\s", re.IGNORECASE)
_NEXT = re.compile(r"(?:,|\band|\bbut)\s+(?:only\s+|just\s+)?$", re.IGNORECASE)


def _is_whole(after: str, words: str) -> bool:
    """Whether words are what a percentage is of: "61% of the country's manufactured exports"."""
    if _PREDICATE.match(words) or _FINITE.search(words):
        return False  # "84% of adults had an account" tells it of them
    match = re.match(r"\s+(?:of|in|among)\s(?!(?:19|20)\d\d)", after)
    place = after.find(words) if match else -1
    return match is not None and place >= 0 and not _VERB.search(after[match.end() : place])
