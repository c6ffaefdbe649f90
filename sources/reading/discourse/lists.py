"""Lists: which area each figure of a list has, and the unit that a list prints once.

"34% and 46% in Samoa and Tonga respectively", "7.8 t, 1.6 t and 2.2 t" of three countries named
before, "Population (millions)" above a list of bare numbers. A table is a run of rows of one
paragraph with cells between ``|`` or tabs; its first row is the head, which may name years, areas,
topics and a unit in brackets.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sources.figures.numbers.numerals import scale_told
from sources.reading.discourse.compared import is_compared
from sources.reading.discourse.subjects import (
    may_lead,
    resolve_back,
)
from sources.reading.mentions.areas import AreaMention
from sources.reading.mentions.bases import base_after
from sources.reading.mentions.printed import Printed
from sources.reading.mentions.words import Found
from sources.reading.mentions.years import YearMention
from sources.reading.sentences.context import Thread, View

_TURN = re.compile(r"\s*(?:[,/;]|\band\b|\bor\b|&|,\s*and\b)\s*", re.IGNORECASE)
_HEAD_SCALE = re.compile(
    r"(?<!\d)(?<!\d )(?:\b(?P<scale>thousand|million|billion|trillion|mn|mln|bn|tn)s?\b|"
    r"(?<![\d,.])(?P<zeros>[’']?000)[’']?s?(?!\d))",
    re.IGNORECASE,
)
_SCALES = {
    "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "mn": 10**6, "mln": 10**6, "bn": 10**9, "tn": 10**12,
}  # fmt: skip
_LONGEST_HEAD = 60
_MULTIPLE = re.compile(r"\b(?:tens?|dozens?|hundreds?)\b", re.IGNORECASE)
_OTHER_KIND = re.compile(
    r"\b(?:rank(?:ing|s|ed)?|places?|position|growth|grew|increases?|decreases?|rises?|falls?|declines?|"
    r"changes?|gains?|loss(?:es)?|net|added|additions?|differences?|gaps?|index)\b",
    re.IGNORECASE,
)
"""What is told of something counted, and is not how much there is of it."""
_NO_UNIT = re.compile(
    r"[\d\s–/-]*|total|estimates?|all ages|people|persons|inhabitants", re.IGNORECASE
)
"""What stands in brackets and is no unit: a year, or what is counted one by one."""


def respectively(view: View, thread: Thread) -> dict[int, tuple[str, ...]]:
    """Which area each figure of a list has, where "respectively" or a shared list says so."""
    words = view.text[view.start : view.end]
    match = re.search(r"\brespectively\b", words, re.I)
    if match is None:
        return {}
    named_or_meant = [one.areas or resolve_back(one, thread, view) for one in view.areas]
    if view.sentence.index == thread.apart_index + 1 and not any(a.areas for a in view.areas):
        named_or_meant.insert(0, thread.apart)  # "In 2014 they grew by 1.4% and 0.8% respectively"
    place = view.start + match.start()
    for named in (areas for areas in named_or_meant if len(areas) > 1):
        count = len(named)
        runs = [view.figures[at : at + count] for at in range(len(view.figures) - count + 1)]
        runs = [run for run in runs if _is_list(view, run)]
        if runs:
            # The one that ends last before the word, or comes first behind it.
            own = min(runs, key=lambda run: (run[-1].end > place, abs(place - run[-1].end)))
            if len(run_of(view, own[0])) > count:
                return {}
            return {one.start: (code,) for one, code in zip(own, named, strict=True)}
    return {}


def run_of(view: View, one: Printed) -> tuple[Printed, ...]:
    """The figures of one unit of a list in which a figure stands, with it."""
    at = view.figures.index(one)
    first, last = at, at
    while first and _are_next(view, view.figures[first - 1], view.figures[first]):
        first -= 1
    while last + 1 < len(view.figures) and _are_next(view, *view.figures[last : last + 2]):
        last += 1
    return view.figures[first : last + 1]


def _are_next(view: View, left: Printed, right: Printed) -> bool:
    return left.unit == right.unit and turns(view, left, right)


def of_a_longer_list(view: View, place: int) -> bool:
    """Whether a value is one of more than the areas that "respectively" gives them to.

    "Kenya beat Ethiopia and Rwanda (61.2%, 44.8% and 38% respectively)" counts Kenya's too.

    Args:
        view: The sentence.
        place: Where the figure stands.
    """
    one = next((one for one in view.figures if one.start == place), None)
    if one is None or not re.search(r"\brespectively\b", view.text[view.start : view.end], re.I):
        return False
    counts = {len(area.areas) for area in view.areas if len(area.areas) > 1}
    own = len(run_of(view, one))
    return bool(counts) and own > max(counts)


def _is_list(view: View, group: tuple[Printed, ...]) -> bool:
    pairs = pairwise(group)
    return all(
        re.fullmatch(r"[^.;]{0,30}", view.text[a.end : b.start]) is not None for a, b in pairs
    )


def in_turn(
    view: View, thread: Thread, heads: tuple[AreaMention, ...]
) -> dict[int, tuple[str, ...]]:
    """Which area each figure of a bare list has: as many figures as areas listed before."""
    figures = view.figures
    spread: dict[int, tuple[str, ...]] = {}
    stop = 0
    for at in range(len(figures)):
        if at < stop:
            continue
        stop = at + 1
        while (
            stop < len(figures)
            and figures[stop].unit == figures[at].unit
            and turns(view, figures[stop - 1], figures[stop])
        ):
            stop += 1
        count = stop - at
        if count < 2:
            continue
        listed = _listed(view, thread, heads, count)
        if not listed:
            return spread
        spread |= {one.start: (code,) for one, code in zip(figures[at:stop], listed, strict=True)}
    return spread


_OPENS_PAIR = re.compile(
    r"(?:[’']s?)?(?:\s+(?:do(?:es)?|did|is|are|was|were|has|have|had))?\s*[,:(–—]\s*"
    r"(?:(?:at|with|namely|or|some|about|only|just)\s+)*",
    re.IGNORECASE,
)
_AGAINST = re.compile(
    r"(?:\s+[^\s,;:()]+){0,4}?,?\s+(?:against|versus|vs\.?|(?:as )?compared (?:with|to)|to)\s+"
    r"(?:(?:some|about|only|just|a mere|nearly|almost)\s+)*",
    re.IGNORECASE,
)


_THAN = re.compile(
    r"\b(?:than|as)\s+(?:(?:the|an?)\s+)?(?:(?:average|typical|mean)\s+)?$", re.IGNORECASE
)


def held_against(view: View, thread: Thread) -> dict[int, tuple[str, ...]]:
    """Whose each of two figures is that bear out a comparison right before them.

    "Americans emit twice as much as the Chinese, 14.9 tonnes against 7.5": the first is of whom
    the sentence is about, the second of whom it is compared with.
    """
    for other in view.areas:
        is_other = _THAN.search(view.before(other.start)) or is_compared(view, other)
        if not other.areas or not is_other:
            continue
        pair = [one for one in view.figures if one.start >= other.end][:2]
        if len(pair) < 2 or pair[1].unit not in {pair[0].unit, "number"}:
            continue
        opening = view.text[other.end : pair[0].start]
        between = view.text[pair[0].end : pair[1].start]
        if _OPENS_PAIR.fullmatch(opening) is None or _AGAINST.fullmatch(between) is None:
            continue
        named = [one for one in view.areas if one.end <= other.start and may_lead(view, one)]
        own = named[0].areas or resolve_back(named[0], thread, view) if named else thread.subject
        is_told = any(pair[0].start <= one.start for one in view.areas)
        if own and own != other.areas and not is_told:
            return {pair[0].start: own, pair[1].start: other.areas}
    return {}


def turns(view: View, left: Printed, right: Printed) -> bool:
    """Whether only a comma, "and" or the like stands between two figures."""
    between = view.text[left.end : right.start]
    if left.after > left.end:
        between = view.text[max(left.end, min(left.after, right.start)) : right.start]
    between = re.sub(r"^\s*(?:-?fold|times|t|per ?cent|percent|%)\b", "", between)
    between = re.sub(r"^\s*\(\d{4}\)", "", between)
    return _TURN.fullmatch(between) is not None and not _is_of_its_own(view, left, right)


def _is_of_its_own(view: View, left: Printed, right: Printed) -> bool:
    """Whether two figures of a list are parts of two things ("2% of GDP and a fifth of jobs")."""
    whole = right.base or base_after(view.after(right.end, 40))
    if left.base and _SO_MANY_IN.search(right.figure.text):
        return True
    return bool(left.base and whole) and whole != left.base


_SO_MANY_IN = re.compile(r"\w+\s+[a-z]{3,}\s+(?:in|out of)\s", re.IGNORECASE)
"""A part of those it counts ("145 per cent of GDP, one worker in seven had no job")."""


def _listed(
    view: View, thread: Thread, heads: tuple[AreaMention, ...], count: int
) -> tuple[str, ...]:
    for mention in view.areas:
        if len(mention.areas) == count:
            return mention.areas
    if any(
        mention.areas and len(mention.areas) == 1 and mention.kind == "country"
        for mention in view.areas
        if mention.start < view.figures[0].start
    ):
        return ()
    for mention in () if _is_of_one(view) else (*reversed(heads),):
        if len(mention.areas) == count:
            return mention.areas
    is_next = view.sentence.index == thread.apart_index + 1
    if len(thread.apart) == count and is_next and not any(one.areas for one in view.areas):
        return thread.apart
    is_near = view.sentence.paragraph == thread.listed_paragraph
    return thread.listed if len(thread.listed) == count and is_near and not heads else ()


def _is_of_one(view: View) -> bool:
    """Whether words lead a sentence that mean one country ("The state spends 2% and …")."""
    lead = {area.kind for area in view.areas if area.start < view.figures[0].start}
    return bool(lead & {"back_any", "back_country", "back_own"})


def with_head_unit(one: Printed, words: str) -> Printed:
    """A bare number with the unit that the heading above its list prints in brackets."""
    if one.unit != "number" or one.figure.currency:
        return one
    if odd := odd_scale(words):
        return replace(one, head_unit=odd)
    brackets = _BRACKETS.findall(words)
    for unit in (*brackets, *reversed(re.findall(r",\s*([^,()]+)", words.strip()))):
        made = _with_unit(one, unit)
        if made is not one and not (made.unit == "years" and one.value > _OLDEST):
            return made
    unknown = next((unit for unit in brackets if _NO_UNIT.fullmatch(unit) is None), "")
    return replace(one, head_unit=unknown) if unknown else one


def odd_scale(words: str) -> str:
    """A head with a scale whose numbers are none of things so counted; empty for any other.

    "Hundred thousands" are no thousands, and of "Population (millions), rank" one is no population.
    """
    scales = sum(1 for _ in _HEAD_SCALE.finditer(words))
    is_odd = scales > 1 or _MULTIPLE.search(words) or _OTHER_KIND.search(words)
    return " ".join(words.strip(" #*_").split())[:_LONGEST_HEAD] if scales and is_odd else ""


_OLDEST = 1000
"""More years than this no head of a text tells of ("Two neighbours, twenty years on")."""
_BRACKETS = re.compile(r"\(([^()]*)\)")
_UNIT_WORDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("usd", re.compile(r"US\$|USD|dollars?|\$")),
    ("years", re.compile(r"\byears?\b")),
    ("tonnes", re.compile(r"\btonnes?\b|\bMt\b|\btons?\b")),
    ("km2", re.compile(r"\bkm2|\bkm²|\bsq")),
)


def _with_unit(one: Printed, words: str) -> Printed:
    if re.search(r"%|per ?cent", words):
        base = re.search(r"\b(GDP|GNI)\b", words)
        return replace(one, unit="pct", base=base[1].casefold() if base else "")
    rate = re.search(r"per\s+(1[, ]?000|100[, ]?000|100)\b", words)
    if rate:
        return replace(one, unit="per_" + re.sub(r"\D", "", rate[1]))
    # A number that tells its scale itself ("1.4 billion") is in no other.
    scale = None if scale_told(one.figure.text) else _HEAD_SCALE.search(words)
    factor = _SCALES[(scale["scale"] or "thousand").casefold()] if scale else 1
    for unit, pattern in _UNIT_WORDS:
        if pattern.search(words):
            megatonnes = unit == "tonnes" and "Mt" in words
            return replace(one, unit=unit, scale=10**6 if megatonnes else factor)
    return replace(one, scale=factor) if scale else one


def soft_base(view: View, one: Printed) -> Printed:
    """A percentage without a base of its own, with that of the last one that has one."""
    if one.unit != "pct" or one.base:
        return one
    before = [figure for figure in view.figures if figure.end <= one.start]
    for figure in reversed(before):
        if figure.base:
            return replace(one, soft_base=figure.base)
        if figure.unit not in {"pct", "years"}:
            break
    return one


@dataclass(frozen=True)
class Head:
    """The head above a figure: its words and what they name."""

    words: str
    years: tuple[YearMention, ...]
    areas: tuple[AreaMention, ...]
    topics: tuple[Found[str], ...]
    marks: tuple[Found[str], ...] = ()
    row: str = ""

    @property
    def is_expected(self) -> bool:
        """Whether what stands below is not known yet ("2026 (forecast)")."""
        return EXPECTED.search(self.words) is not None


EXPECTED = re.compile(
    r"\b(?:forecasts?|projections?|projected|expected|targets?|planned|outlook)\b"
    r"|\b(?:19|20)\d\d\s?\(?(?:f|p|proj\.?)\b",
    re.IGNORECASE,
)


def table_heads(views: Sequence[View]) -> dict[int, View]:
    """The first row of each table, by the paragraph that it stands in."""
    found: dict[int, View] = {}
    for view in views:
        if view.sentence.kind == "row":
            found.setdefault(view.sentence.paragraph, view)
    return found


def head_of(tops: Mapping[int, View], view: View, place: int) -> Head | None:
    """The head of the column that a place of a row stands in; None outside a table."""
    if view.sentence.kind != "row":
        return None
    head = tops[view.sentence.paragraph]
    cells, own = _cells(head), _cells(view)
    at = next((n for n, (start, end) in enumerate(own) if start <= place <= end), None)
    if head is view or at is None or at >= len(cells) or len(cells) != len(own):
        return None
    start, end = cells[at]
    return Head(
        view.text[start:end].strip(),
        tuple(one for one in head.years if start <= one.start < end),
        tuple(one for one in head.areas if start <= one.start < end),
        tuple(one for one in head.topics if start <= one.start < end),
        tuple(one for one in head.marks if start <= one.start < end),
        view.text[own[0][0] : own[0][1]].strip(),
    )


def _cells(view: View) -> list[tuple[int, int]]:
    """Where the cells of a row begin and end; the first is empty where its head is."""
    words = view.text[view.start : view.end]
    bare = words.lstrip(" " if "|" not in words and "\t" in words else None)
    start = len(words) - len(bare) + bare.startswith("|")
    found: list[tuple[int, int]] = []
    is_spaced = re.search(r"[|\t]", words) is None
    if is_spaced and words[:1] == " ":
        found.append((view.start, view.start))
    for match in re.finditer(r" {3,}" if is_spaced else r"[|\t]", words):
        if match.start() >= start and (not is_spaced or match.start() > start):
            found.append((view.start + start, view.start + match.start()))
            start = match.end()
    if words[start:].strip(" |\n\r"):
        found.append((view.start + start, view.end))
    return found


_LABELLED = re.compile(r"[^:!?\n]{3,120}?(?P<unit>\((?!\d)[^()]*\))\s*[:=–—]\s*")
"""A label with its unit right before its value: "Infant deaths (per 1,000 live births): "."""
_OF_SOME = re.compile(
    r"\b(?:aged?|ages|years? old|wom[ae]n|m[ae]n|girls?|boys?|(?:fe)?males?|rural|urban|"
    r"child(?:ren)?|adults?|youth)\b|\d\d\s?[-–+]",
    re.IGNORECASE,
)
"""What makes a unit one of some people only ("% ages 25+"), and its number none of all."""


def with_units(view: View, one: Printed, head: Head | None, heads: tuple[View, ...]) -> Printed:
    """A bare number with the unit that its column, its row or its heading prints."""
    words = [head.words, head.row] if head else []
    if head is None and view.sentence.kind != "row":
        label = _LABELLED.fullmatch(view.text, view.start, one.start)
        is_told = label is not None and _OF_SOME.search(label["unit"]) is None
        words += [label["unit"]] if label is not None and is_told else []
    if heads:
        words.append(heads[-1].text[heads[-1].start : heads[-1].end])
    for text in words:
        one = with_head_unit(one, text)
    return one
