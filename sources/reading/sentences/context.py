"""A text made ready for reading: its sentences with all that is named in each, and the thread.

The *thread* is what a reader keeps in mind from one sentence to the next: whom the text is about,
which series was spoken of last, and which year.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from sources.errors import InputError
from sources.reading.mentions.areas import AreaMention, find_areas, join_areas
from sources.reading.mentions.clauses import Clauses, split_clauses
from sources.reading.mentions.elliptical import find_elliptical, told_in_units
from sources.reading.mentions.nouns import names_of_others
from sources.reading.mentions.printed import Printed, read_printed
from sources.reading.mentions.segments import Marked, Sentence, split_sentences
from sources.reading.mentions.topics import Series, find_averages, find_marks, find_topics
from sources.reading.mentions.words import Found, Token, tokenize
from sources.reading.mentions.years import YearMention, find_years

YearBasis = Literal["named", "spoken", "latest", "other"]
"""What the years of a figure rest on: named in its sentence, spoken of before, none, or another."""


@dataclass(frozen=True)
class View:
    """A sentence with what is named in it; places are those of the whole text."""

    text: str
    sentence: Sentence
    tokens: tuple[Token, ...]
    figures: tuple[Printed, ...]
    areas: tuple[AreaMention, ...]
    topics: tuple[Found[str], ...]
    marks: tuple[Found[str], ...]
    years: tuple[YearMention, ...]
    ranks: tuple[Printed, ...] = ()

    @cached_property
    def compared(self) -> dict[int, bool]:
        """Which areas, by their place, are only compared with; filled as it is asked."""
        return {}

    @cached_property
    def clauses(self) -> Clauses:
        """The clauses of the sentence; none begins within a name, a year or a figure."""
        spans = [(area.start, area.end) for area in self.areas]
        spans += [(year.start, year.end) for year in self.years]
        spans += [(figure.start, figure.end) for figure in self.figures]
        return split_clauses(self.text, self.start, self.end, sorted(spans))

    @cached_property
    def word_starts(self) -> list[int]:
        """Where each word of the sentence begins."""
        return [token.start for token in self.tokens if token.is_word]

    @cached_property
    def start(self) -> int:
        """Where the sentence begins."""
        return self.sentence.start

    @cached_property
    def end(self) -> int:
        """Where it ends."""
        return self.sentence.end

    def before(self, place: int, most: int = 90) -> str:
        """The words of the sentence right before a place."""
        return self.text[max(self.start, place - most) : place]

    def after(self, place: int, most: int = 140) -> str:
        """The words of the sentence right after a place."""
        return self.text[place : min(self.end, place + most)]

    def end_of_list(self, one: Printed) -> int:
        """Where the list of figures of one unit ends that a figure stands in."""
        end = one.end
        for other in self.figures:
            if other.start < end:
                continue
            if other.unit != one.unit or _TURN.fullmatch(self.text[end : other.start]) is None:
                break
            end = other.end
        return end

    def without(
        self, start: int, end: int, names: Sequence[AreaMention | Found[str]], put: str = ""
    ) -> str:
        """The words between two places without some names, or with a word in their place."""
        words, at = "", start
        for left, right in sorted((name.start, name.end) for name in names):
            if at <= left and right <= end:
                words, at = words + self.text[at:left] + put, right
        return words + self.text[at:end]

    def row_end(self, one: Printed) -> int:
        """Where the last figure ends of a row of figures of one unit, each with its area.

        "4.3% in Kazakhstan, 7.4% in Uzbekistan and 10.5% in Georgia": what follows holds for all.
        """
        end = one.end
        for other in self.figures:
            if other.start < end:
                continue
            between = self.without(end, other.start, (*self.areas, *self.topics))
            if other.unit != one.unit or _ROW_TURN.fullmatch(between) is None:
                break
            end = other.end
        return end

    def is_next_part(self, one: Printed, area: AreaMention) -> bool:
        """Whether a part goes on with one before it ("61% of Malta's exports, 53% of Italy's")."""
        last = next((other for other in reversed(self.figures) if other.end <= one.start), None)
        owns = area.is_possessive or self.text[area.end : area.end + 1] in {"’", "'"}
        if last is None or last.unit != one.unit or one.unit != "pct" or not owns:
            return False
        between = self.text[last.end : one.start]
        own = any(last.end <= before.start < one.start for before in self.areas)
        return own and between.startswith(" of ") and _NEXT_PART.fullmatch(between) is not None

    def resumed(self, one: Printed) -> int:
        """Where a sentence goes on behind the same fact told again ("one in four, 2bn people,")."""
        end = self.end_of_list(one)
        other = next((f for f in self.figures if f.start >= end), None)
        if other is None:
            return end
        if (inserted := _INSERTED.match(self.text, end, self.end)) is not None:
            is_whole = inserted.start("within") <= other.start < inserted.end("within")
            return inserted.end() if is_whole else end
        if other.unit == one.unit:
            return end
        if _BEFORE_APPOSITION.fullmatch(self.text[end : other.start]) is None:
            return end
        closed = _CLOSED.match(self.text, other.end, self.end)
        return end if closed is None else closed.end()

    def figure_before(self, place: int) -> Printed | None:
        """The last figure that ends before a place; None for none."""
        return next((one for one in reversed(self.figures) if one.end <= place), None)

    def figure_after(self, place: int) -> Printed | None:
        """The first figure that begins at a place or behind it; None for none."""
        return next((one for one in self.figures if one.start >= place), None)

    @cached_property
    def named(self) -> tuple[tuple[int, int], ...]:
        """Where the areas, years and topics stand."""
        spans = [(area.start, area.end) for area in self.areas]
        spans += [(year.start, year.end) for year in self.years]
        return (*spans, *((topic.start, topic.end) for topic in self.topics))

    def is_named(self, start: int, end: int) -> bool:
        """Whether an area, a year or a topic shares letters with some words."""
        return any(left < end and start < right for left, right in self.named)

    def unnamed(self, start: int, end: int) -> str:
        """The words between two places without areas, years, topics and figures."""
        words = list(self.text[start:end])
        spans = (*self.named, *((figure.start, figure.end) for figure in self.figures))
        for left, right in spans:
            for place in range(max(left, start), min(right, end)):
                words[place - start] = " "
        return "".join(words)

    def words_between(self, left: int, right: int) -> int:
        """How many words stand between two places."""
        return bisect_left(self.word_starts, right) - bisect_left(self.word_starts, left)

    def figures_between(self, left: int, right: int) -> int:
        """How many figures stand between two places."""
        first = bisect_left(self.figures, left, key=lambda one: one.start)
        last = first
        while last < len(self.figures) and self.figures[last].end <= right:
            last += 1
        return last - first


@dataclass
class Thread:
    """What carries over from one sentence to the next.

    ``own_area`` is the country whose people say "we", ``likely_own`` the likeliest; ``main_area``
    whom the text is mostly about, ``main_share`` how much of it; ``two_areas`` two set side by
    side; ``loose`` areas whose names are used for different countries; ``lists`` those named
    together, for "both"; ``apart`` those that sentence ``apart_index`` named one by one; ``levels``
    topics and areas of the levels told last, ``values`` how large each is; ``latter`` a sentence
    and whom its last clause is about; ``share_told`` what, whom and which paragraph a share was
    told of last; ``told_start``, ``told_years`` and ``told_areas`` where, when and of whom the
    figure before is, ``told_basis`` what its years rest on; ``some_told`` and ``some_headed`` are
    who or which place of a country the sentence before, or a heading, is about, ``countries_led``
    have each led a sentence, ``time_headed`` the part of a year a heading names; ``just_named`` the
    years of the last sentence with any; ``lead`` whom a paragraph's first sentence is about;
    ``series_paragraph`` told of ``series``; ``told_series`` those of the figures told last,
    ``spoken`` the topics named of late; ``main_series`` a main clause's; ``years_apart`` two years
    told in turn; ``is_headline`` that the heading with ``head_year`` tells news; ``has_newest``
    that a figure was of the newest year; ``lacks`` is what the last two say some are without;
    ``stated_year`` the year that all figures are said to be of, ``stated_in`` that of a section by
    its heading's number; ``passed`` those named since.
    """

    subject: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    country: str = ""
    group: str = ""
    region: str = ""
    region_paragraph: int = -1
    union: str = ""
    areas_named: frozenset[str] = frozenset()
    speaks_of_us: bool = False
    listed: tuple[str, ...] = ()
    listed_paragraph: int = -1
    passed: tuple[str, ...] = ()
    some_told: str = ""
    some_headed: str = ""
    time_headed: str = ""
    apart: tuple[str, ...] = ()
    apart_index: int = -1
    series: Series | None = None
    series_paragraph: int = -1
    told_series: tuple[Series, ...] = ()
    spoken: tuple[str, ...] = ()
    main_series: Series | None = None
    talk: tuple[Found[str], ...] = ()
    unit: str = ""
    span: tuple[int, int] | None = None
    years_apart: tuple[int, int] | None = None
    pair: tuple[int, int | None] | None = None
    pair_index: int = -1
    pair_end: int = -1
    series_end: int = -1
    told_start: int = -1
    told_years: tuple[int | None, int | None] = (None, None)
    told_areas: tuple[str, ...] = ()
    told_basis: YearBasis = "other"
    year: int | None = None
    just_named: tuple[int, ...] = ()
    paragraph: int = -1
    year_paragraph: int = -1
    subject_paragraph: int = -1
    year_section: tuple[int, ...] = ()
    is_year_present: bool = False
    has_newest: bool = False
    lacks: tuple[str, str] = ("", "")
    years_named: frozenset[int] = frozenset()
    head_year: int | None = None
    is_headline: bool = False
    stated_year: int | None = None
    stated_in: dict[int, int] = field(default_factory=dict)
    published: int | None = None
    main_area: str = ""
    own_area: str = ""
    likely_own: str = ""
    two_areas: tuple[str, ...] = ()
    main_share: float = 0.0
    loose: frozenset[str] = frozenset()
    levels: tuple[tuple[str, tuple[str, ...]], ...] = ()
    values: tuple[float, ...] = ()
    latter: tuple[int, tuple[str, ...]] = (-1, ())
    share_told: tuple[str, AreaMention, int] | None = None
    lists: list[tuple[str, ...]] = field(default_factory=list)
    section_of_topic: dict[str, tuple[int, ...]] = field(default_factory=dict)
    paragraph_of_topic: dict[str, int] = field(default_factory=dict)
    year_of_topic: dict[str, int] = field(default_factory=dict)
    series_of_topic: dict[str, Series] = field(default_factory=dict)

    @property
    def is_single(self) -> bool:
        """Whether the text is about one area, with others named beside it at most."""
        return self.main_share >= _SINGLE


_SINGLE = 0.6


def read_views(
    text: str, published: int | None, month: int | None = None, marked: Marked | None = None
) -> tuple[View, ...]:
    """The sentences of a text, each with what is named in it, in order."""
    tokens = tokenize(text)
    areas = join_areas(text, find_areas(text, tokens))
    starts = [one.start for one in areas if one.areas]

    def names_area(left: int, right: int) -> bool:
        at = bisect_left(starts, left)
        return at < len(starts) and starts[at] < right

    topics = find_topics(tokens, names_of_others(text))
    topics = tuple(one for one in topics if not _is_a_number(text, one))
    inside = _Inside(topics, tokens)
    topics = tuple(
        one for one in topics if not (_is_base(text, one, areas) or _is_name(text, one, areas))
    )
    printed = read_printed(text, names_area)
    bare = tuple(find_elliptical(text, areas, printed))
    printed = tuple(told_in_units(text, sorted((*printed, *bare), key=lambda one: one.start)))
    figures = tuple(one for one in printed if one.unit != "rank" and not inside(one))
    ranks = tuple(one for one in printed if one.unit == "rank")
    years = find_years(text, published, month)
    figures = tuple(one for one in figures if not _is_year(one, years))
    averages = find_averages(tokens, [(one.start, one.end) for one in areas if one.areas])
    marks = tuple(sorted((*find_marks(tokens), *averages), key=lambda one: one.start))
    parts = (tokens, figures, areas, topics, marks, years, ranks)
    cuts = [[one.start for one in part] for part in parts]
    views: list[View] = []
    for sentence in split_sentences(text, marked):
        at = [(bisect_left(cut, sentence.start), bisect_left(cut, sentence.end)) for cut in cuts]
        sliced = [part[first:last] for part, (first, last) in zip(parts, at, strict=True)]
        views.append(View(text, sentence, *sliced))  # type: ignore[arg-type]
    return tuple(views)


MOST_FIGURES = 60
"""A sentence with more figures than this is a dump of numbers, and is not read."""
_MOST_PAIRS = 300_000
"""Figures with what each may be about in their sentences: four for a figure of a report's prose."""


def refuse_crowded(views: Iterable[View]) -> None:
    """See that no more is weighed than can be in a bearable time (InputError)."""
    pairs = sum(
        len(view.figures) * (len(view.topics) + len(view.years) + len(view.areas))
        for view in views
        if len(view.figures) <= MOST_FIGURES
    )
    if pairs > _MOST_PAIRS:
        raise InputError(
            "too many figures, series, areas and years stand beside each other in its sentences",
            mend="Split it, or end its sentences with full stops",
        )


_TURN = re.compile(r"\s*(?:[,/;]|\band\b|\bor\b|\bto\b|&|,\s*and\b)\s*", re.IGNORECASE)
_NEXT_PART = re.compile(r"[^;:.]*?(?:,|\band\b|\bbut\b)\s+(?:only\s+|just\s+)?", re.IGNORECASE)
_ROW_TURN = re.compile(
    r"(?:\s|,|;|\band\b|\b(?:in|for|of|among|by|at|with|the|only|just|about|some|around|nearly|almost|"
    r"over|more than|less than|but|men|women|boys|girls)\b|[’']s\b|\()*",
    re.IGNORECASE,
)
_BEFORE_APPOSITION = re.compile(
    r"[^,;.:()]{0,30},\s+(?:or\s+|that is,?\s+)?(?:(?:some|about|around|nearly|almost|"
    r"more than|over|roughly|just|under)\s+)*"
)
_INSERTED = re.compile(
    r"[^,;.:()–—-]{0,40}(?:\((?P<within>[^()]{1,40})\)|[–—](?P<dashed>[^–—()]{1,50})[–—])(?=\s)"
)
"""The same told again in brackets ("half of all Nigeriens (47 per cent) have ...")."""
_CLOSED = re.compile(r"[^,;.:()]{0,30},(?=\s)")
_BASE_BEFORE = re.compile(
    r"(?:%|\bper\s?cent|\bpercent|\bpercentage|\bshare|\bproportion|\bequivalent|\bratio|\brelative"
    r"|\b(?:half|third|quarter|fifth|tenth)s?|\b\d|\bout)\s*\)?\s*(?:of|"
    r"to)\s+(?P<whose>(?:(?:[\w’'-]|\.\w)+[^\S\n]+){0,3})$",
    re.IGNORECASE,
)
_LOST = re.compile(r"\b(?:lost|los(?:es|ing)|shed|sheds|shedding)\b[^.,;:]{0,40}$", re.IGNORECASE)
_BASES = frozenset({"gdp", "gni", "gni_per_capita", "population", "people"})
_WHOLE = re.compile(r"world|global|planet|region|continent|bloc|union|humanity", re.IGNORECASE)
_OF = re.compile(
    r"\s+(?:of|in|across)\s+(?:all\s+)?(?:the\s+)?(?:(?:\d+|two|three|four|five|six|seven|eight|nine|"
    r"ten|twenty)\s+)?(?:(?:members|countries|states|economies)\s+of\s+(?:the\s+)?)?",
    re.IGNORECASE,
)


def combined(view: View, area: AreaMention) -> AreaMention:
    """The areas of a list with figures between ("of Brazil, $2 trillion, Russia, ...") as a sum."""
    listed = [one for one in view.areas if one.start >= area.start and len(one.areas) == 1]
    return replace(area, areas=(" + ".join(one.areas[0] for one in listed),), kind="group")


def area_of_group(text: str, found: Found[str], areas: Sequence[AreaMention]) -> AreaMention | None:
    """The group whose topic it is ("a sixth of the population of Asia"); None where of none."""
    match = _OF.match(text, found.end)
    at = bisect_left(areas, match.end(), key=lambda area: area.end) if match else len(areas)
    if at == len(areas) or match is None or not _is_wide(areas[at], match.end()):
        return None
    return areas[at]


def _is_wide(area: AreaMention, place: int) -> bool:
    return area.start <= place < area.end and area.kind in {"group", "world"}


_HAS_AMOUNT = re.compile(r"\s+of\s+(?:\w+\s+){0,2}(?:US\s?\$|USD|[$€£])\s?\d", re.IGNORECASE)
"""What is a base, and has a figure of its own right behind ("5% of a GDP of $20.4 billion")."""


def _is_base(text: str, found: Found[str], areas: Sequence[AreaMention]) -> bool:
    """Whether "GDP" or "the population" is only what a percentage is of ("5% of GDP")."""
    if found.payload not in _BASES or _HAS_AMOUNT.match(text, found.end):
        return False
    match = _BASE_BEFORE.search(text[max(0, found.start - 60) : found.start])
    if match is None or _WHOLE.search(match["whose"]) or area_of_group(text, found, areas):
        return False
    return _LOST.search(text[max(0, found.start - 90) : found.start]) is None


_NAMED_AFTER = re.compile(
    r"(?i)[\s-]+(?:boom|shocks?|cris[ie]s|minist(?:er|ry|ers|ries)|compan(?:y|ies)|giants?|summit)\b"
)


def _is_name(text: str, found: Found[str], areas: Sequence[AreaMention]) -> bool:
    """Whether words only name something ("the oil boom", "the euro area")."""
    at = bisect_left(areas, found.end, key=lambda area: area.end)
    inside = at < len(areas) and areas[at].start <= found.start and areas[at].areas
    is_named = bool(inside) and found.payload not in {"people", "refugees"}
    return is_named or _NAMED_AFTER.match(text, found.end) is not None


_UNDER_A_NUMBER = re.compile(r"under (?:five|5)", re.I)
_JUST = re.compile(r"\b(?:just|well|slightly|a little|a bit|only just|far)\s+$", re.IGNORECASE)


def _is_a_number(text: str, found: Found[str]) -> bool:
    """Whether "under five" is a bound and no age ("a Chinese just under five")."""
    is_bound = _UNDER_A_NUMBER.fullmatch(text, found.start, found.end) is not None
    return is_bound and _JUST.search(text[max(0, found.start - 12) : found.start]) is not None


def _is_year(one: Printed, years: tuple[YearMention, ...]) -> bool:
    """Whether what was taken for a figure is a year that is named."""
    if not 1500 < one.value < 2200 or one.unit not in {"number", "counted"}:
        return False
    if one.figure.currency or one.value != int(one.value) or "," in one.figure.text:
        return False
    at = bisect_left(years, one.end, key=lambda year: year.start) - 1
    return at >= 0 and years[at].end > one.start


class _Inside:
    """Whether a figure is a piece of a topic's name ("under-five mortality")."""

    def __init__(self, topics: tuple[Found[str], ...], tokens: tuple[Token, ...]) -> None:
        self._starts = [one.start for one in topics]
        self._topics = topics
        others = [tokens[at] for one in topics for at in one.others]
        self._ages = {token.start for token in others if token.text in {"64", "65"}}

    def __call__(self, one: Printed) -> bool:
        if one.end - len(str(int(one.value))) in self._ages:
            return True
        at = bisect_left(self._starts, one.end) - 1
        return at >= 0 and self._topics[at].start <= one.start and one.end <= self._topics[at].end
