"""What a figure says by itself: a level, a change, a growth, a ratio, a difference or a share.

Only the words around the figure decide, never data.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from sources.figures.excess import LESS, excess_behind
from sources.reading.mentions.areas import AreaMention
from sources.reading.mentions.printed import Printed
from sources.reading.mentions.relation_words import (
    AS_IN,
    AS_MUCH_ALONE,
    AT_LEVEL,
    BY_BEFORE,
    COMPARING,
    COUNT_NOUNS,
    DIRECT_BEFORE,
    DOES,
    EARNED,
    EARNED_FROM,
    FOLD_TIME,
    FROM_EXPORTS,
    HALF_AS_MUCH,
    HEDGES,
    ITS_LEVEL,
    LEVEL_NOUN,
    LEVEL_TOLD,
    MULTIPLE,
    NEXT_COMPARED,
    NOUN_AFTER,
    NOUN_BEFORE,
    OF_ANOTHER,
    OF_CHILDREN,
    OF_LAST_YEAR,
    OF_POWER,
    OF_WHAT_TOLD,
    ONLY_NAMES,
    OUTLIVES,
    OVER_TIME_WORDS,
    PER_HEAD,
    RISE_AFTER,
    SEX_AFTER,
    SHARES_MOVE,
    TIMES_LESS,
    WHAT_IT_WAS,
    is_gap,
    last_move,
    tells_fall,
)
from sources.reading.mentions.words import Found
from sources.reading.sentences.context import View, combined
from sources.reference.names import area_adjectives

RelationKind = Literal[
    "level",
    "change",
    "growth",
    "ratio",
    "ratio_time",
    "difference",
    "difference_sex",
    "share",
    "count",
    "told",
]


@dataclass(frozen=True)
class Relation:
    """What a figure says, and of what the words speak that it is compared with.

    Attributes:
        kind: A level, or how it relates to something else.
        other: The area that is compared with, or whose part it is.
        is_other_first: Whether the other area is the one that is so many times as large.
        rest: The words of the comparison.
        rest_start: Where they begin in the text.
        rest_end: Where they end.
        why: The words that decided.
        after: Where the figure ends.
        own_from: Where its own words begin, where it shares its verb with a figure before.
        is_fall: Whether the words that decided tell a fall ("cut … by", "a quarter lower than in").
        of_topic: What is named right behind, of which a share is a part.
        is_excess: Whether it is a part by which one has more, or less, than the other.
        is_of_share: Whether it is told of a share that is named before it.
        part: Whose the part is, where the words say so ("of which Brazil has half").
        is_part: Whether the words leave no doubt that it is a country's part of a group's.
        counted: The topic that a share is of, where no words name it ("half of all Africans").
    """

    kind: RelationKind
    other: AreaMention | None = None
    is_other_first: bool = False
    rest: str = ""
    rest_start: int = 0
    rest_end: int = 0
    why: str = ""
    of_topic: Found[str] | None = None
    part: AreaMention | None = None
    after: int = 0
    own_from: int = 0
    is_fall: bool = False
    is_excess: bool = False
    is_of_share: bool = False
    is_part: bool = False
    counted: str = ""


def relate(view: View, one: Printed) -> Relation:
    """What a figure says by itself."""
    if one.unit == "years" and (lived := OUTLIVES.search(view.before(one.start))):
        rest = "than women" if lived[0].casefold().startswith(("men", "m", "boys")) else "than men"
        return Relation("difference_sex", rest=rest, why=f"“{lived[0]}”", after=one.end)
    for test in (_times, _fraction_of, _comparison, _signed, _shared_move, _moved, _count):
        found = test(view, one)
        if found is not None:
            return replace(found, after=one.end)
    return Relation("level", after=one.end)


def rest_of(view: View, one: Printed, start: int) -> tuple[str, int, int]:
    """The words from a place on, up to a full stop or the next figure."""
    stop = min(view.end, start + 120)
    for other in view.figures:
        if one.start < other.start < stop and other.start >= start:
            is_year_in_it = any(other.start <= year.start < other.end for year in view.years)
            if is_year_in_it and not other.is_pair:
                continue  # the number of "five times as many as ten years earlier"
            stop = other.start
            break
    words = view.text[start:stop]
    cut = re.search(r"[.;:](?:\s|$)", words)
    if cut:
        words = words[: cut.start()]
    return words, start, start + len(words)


def _area_in(view: View, start: int, end: int) -> AreaMention | None:
    return next((one for one in view.areas if start <= one.start < end), None)


def _year_in(view: View, start: int, end: int) -> bool:
    return any(start <= one.start < end for one in view.years)


def _times(view: View, one: Printed) -> Relation | None:
    text = one.figure.text
    is_multiple = MULTIPLE.search(text) is not None and not re.search(r"\bto\b", text)
    if is_multiple and one.unit == "pct":
        return Relation("growth", why=f"“{text}” tells a change")
    if one.unit != "times":
        return None
    rest, start, end = rest_of(view, one, one.end)
    if (alone := AS_MUCH_ALONE.match(rest)) is not None:
        rest, end = alone[0], start + alone.end()
    before = view.before(one.start)
    area = _area_in(view, start, end)
    if (
        area is not None
        and _COMBINED.search(rest)
        and len(area.areas) == 1
        and " + " not in area.areas[0]
    ):
        area = combined(view, area)
    is_area_s = area is not None and _AS_THE.search(view.before(area.start, 30)) is not None
    is_year = _year_in(view, start, end) and not is_area_s
    fold = re.match(r"[\s-]*fold\b", view.after(one.end, 10)) or "fold" in text
    is_rise = fold and RISE_AFTER.match(rest)
    if is_rise or (FOLD_TIME.search(before) and (fold or area is None or _is_subject_only(rest))):
        why = f"“{text}” after a verb of change"
        return Relation("ratio_time", rest=rest, rest_start=start, rest_end=end, why=why)
    then = WHAT_IT_WAS.match(rest)
    told_to = start + (then.end() if then else 0) + len(" the ")
    is_then = then is not None and not (area and area.areas and area.start <= told_to)
    if is_year and (area is None or _year_first(view, start, end) or is_then):
        why = f"“{text}” of an earlier year"
        return Relation("ratio_time", rest=rest, rest_start=start, rest_end=end, why=why)
    is_earlier = _is_second_end(view, one) or _is_now_of_then(view, one)
    if area is None and _AS_MANY.match(rest) and is_earlier:
        why = f"“{text}” of the figures before it"
        return Relation("ratio_time", rest=rest, rest_start=start, rest_end=end, why=why)
    if area is not None:
        rest = re.sub(r"^\s*(?:times|-?fold)\b", "", rest)
        first = re.match(
            r"\s*as\s+(?:\w+\s+)?(?:much|many|high|large|big|great|rich|long|low)\s+(?:in|for|"
            r"of)\b",
            rest,
            re.I,
        )
        is_other_first = bool(first) and not re.search(r"\bas\b.*\bas\b", rest)
        is_other_first |= TIMES_LESS.match(rest) is not None
        return Relation(
            "ratio", area, is_other_first, rest, start, end, f"“{text}” before “{area.text}”"
        )
    if re.search(r"\b(?:earlier|before|previous|figure)\b", rest) or FOLD_TIME.search(before):
        return Relation(
            "ratio_time",
            rest=rest,
            rest_start=start,
            rest_end=end,
            why=f"“{text}” of an earlier figure",
        )
    return Relation("ratio", None, False, rest, start, end, f"“{text}”")


_AS_THE = re.compile(
    r"\bas\s+(?:in\s+|that of\s+)?(?:the\s+|an?\s+)?(?:(?:average|typical)\s+)?$", re.IGNORECASE
)
"""What comes before an area that is compared with, whatever year is named between."""
_AS_MANY = re.compile(r"\s*(?:times\s+)?as (?:many|much|high|large)\s*(?:[.,;:)]|$)", re.IGNORECASE)


def _is_second_end(view: View, one: Printed) -> bool:
    """Whether two figures of one unit, each with a year, stand before a multiple of them."""
    before = [other for other in view.figures if other.end <= one.start][-2:]
    points = [year for year in view.years if year.kind == "point" and year.end <= one.start]
    units = {other.unit for other in before} - {"number"}
    is_pair = len(before) == 2 and len(units) < 2
    return is_pair and len(points) >= 2 and points[-2].first < points[-1].first


def _is_now_of_then(view: View, one: Printed) -> bool:
    """Whether a multiple is told of now, behind a figure with its year ("$3bn in 2002, now …")."""
    last = max((other.end for other in view.figures if other.end <= one.start), default=one.start)
    years = [year for year in view.years if last <= year.start < one.start]
    is_then = len(years) == 1 and years[0].kind == "point"
    return is_then and re.search(r"\bnow\b", view.text[years[0].end : one.start]) is not None


_COMBINED = re.compile(r"\b(?:combined|together|joint|total)\b", re.IGNORECASE)


def _is_subject_only(rest: str) -> bool:
    return re.search(r"\b(?:than|that of|as)\b|[’']s\b", rest) is None


def _year_first(view: View, start: int, end: int) -> bool:
    years = [one.start for one in view.years if start <= one.start < end]
    areas = [one.start for one in view.areas if start <= one.start < end]
    return bool(years) and (not areas or min(years) < min(areas))


def _fraction_of(view: View, one: Printed) -> Relation | None:
    """A part of another area ("half that of France") or year ("half as many as in 2000")."""
    if one.unit not in {"pct", "number", "times"}:
        return None
    is_part = one.unit == "pct"
    rest, start, end = rest_of(view, one, one.end)
    if excess_behind(rest):
        return None  # "half as much again as in France"
    if is_part and HALF_AS_MUCH.match(rest):
        why = f"“{one.figure.text}” of what was told before it"
        return Relation("ratio", None, False, rest, start, end, why)
    past = AS_IN.match(rest)
    is_past = past is not None and _year_in(view, start, start + past.end() + 12)
    if is_past or (is_part and OF_LAST_YEAR.match(rest)):
        why = f"“{one.figure.text}” of an earlier year"
        return Relation("ratio_time", rest=rest, rest_start=start, rest_end=end, why=why)
    if is_part and OF_WHAT_TOLD.match(rest) and AT_LEVEL.search(view.before(one.start, 60)):
        why = f"“{one.figure.text}” of what was told before it"
        told = [area for area in view.areas if area.end <= one.start and area.kind == "country"]
        return Relation("ratio", told[-1] if told else None, False, rest, start, end, why)
    opening = OF_ANOTHER.match(rest)
    if opening is None:
        return None
    place = start + opening.end()
    area = next((a for a in view.areas if a.start <= place <= a.end), None)
    if area is None or view.is_next_part(one, area) or _is_of_its_own(view, one, area):
        return None
    tail = view.text[area.end : view.end]
    named = _NAMED.match(tail)
    owns = area.is_possessive or area.text.endswith(("s'", "’")) or _is_ours(view, one, area)
    is_told = owns and (PER_HEAD.match(tail) or LEVEL_TOLD.match(tail)) is not None
    is_level = is_told or LEVEL_NOUN.match(tail) is not None
    is_done = DOES.match(tail) is not None and re.match(r"\s*(?:of )?what\b", opening[0])
    has_that = ITS_LEVEL.search(opening[0]) or _is_singular(area)
    is_part = area.kind == "world" and owns and not has_that and one.unit == "pct"
    is_next = owns and one.figure.text.isdigit() and _is_list(view, one)
    if not named and (area.kind == "back_any" or is_part or is_next):
        return None
    if named or is_done or (is_level and (owns or has_that)):
        kind: RelationKind = "level" if is_done and EARNED_FROM.match(tail) else "ratio"
        why = f"a part of “{area.text}{tail[:10].split('.')[0]}”"
        return Relation(kind, area, False, rest, start, end, why)
    return None


def _is_of_its_own(view: View, one: Printed, area: AreaMention) -> bool:
    """Whether it is a part of a country's own ("a fifth of what Peru earned from exports")."""
    if area.kind == "back_country" and area.text.casefold().endswith(("state", "treasury")):
        return True  # "a fifth of what the state takes in"
    is_earned = FROM_EXPORTS.match(view.text, area.end, view.end) is not None
    return is_earned and EARNED.search(view.before(one.start)) is None


def _is_ours(view: View, one: Printed, area: AreaMention) -> bool:
    """Whether a part is of our level ("a third of ours"), not of our GDP as the one before is."""
    return area.text == "ours" and not _is_list(view, one)


def _is_list(view: View, one: Printed) -> bool:
    """Whether a figure goes on with a share of the same ("17% of India's GDP and 37 of Mali's")."""
    last = view.figure_before(one.start)
    return last is not None and (bool(last.base) or view.after(last.end, 4) == " of ")


_NAMED = re.compile(r"\s*(?:average|mean|level|rate|figure|value|norm)\b", re.IGNORECASE)
_SINGULAR = re.compile(r"[A-Z]\w+an")


def _is_singular(area: AreaMention) -> bool:
    """Whether a name can mean what another country has ("the American"), and not its people."""
    return _SINGULAR.fullmatch(area.text) is not None and area.text.casefold() in area_adjectives()


def _comparison(view: View, one: Printed) -> Relation | None:
    match = COMPARING.match(view.after(one.after or one.end)) or COMPARING.match(
        view.after(one.end)
    )
    if match is None or (one.unit == "times"):
        return None
    words = NEXT_COMPARED.split(match["rest"])[0]
    rest_at = one.end + view.text[one.end : view.end].find(match["word"])
    if view.figures_between(one.end, rest_at):
        return None
    start, end = rest_at, min(view.end, rest_at + len(match["word"]) + len(words))
    rest = view.text[start:end]
    if _APART.search(match["lead"]) or _OF_A_LINE.match(rest):
        return None
    if SEX_AFTER.search(rest) and one.unit in {"years", "points"}:
        why = "women and men are compared"
        return Relation("difference_sex", None, False, rest, start, end, why)
    is_fall = match["word"].casefold() in LESS
    held = _area_in(view, start, end)
    if OVER_TIME_WORDS.search(rest) or (
        _year_in(view, start, end) and (held is None or held.kind == "back_any")
    ):
        kind: RelationKind = "growth" if one.unit == "pct" else "change"
        why = f"“{match['word']}” than at another time"
        return Relation(kind, None, False, rest, start, end, why, is_fall=is_fall)
    # "A third higher in Spain than in Italy": the other is behind the word that compares.
    than = re.search(r"\bthan\b", rest)
    area = _area_in(view, start + than.end() if than else start, end)
    if area is None or area.kind == "back_any" or view.figures_between(one.end, area.start):
        return None
    if not _HELD_AGAINST.search(view.text[start : area.start]):
        return None
    is_excess = one.unit == "pct"
    kind, why = "ratio" if is_excess else "difference", f"“{match['word']}” than “{area.text}”"
    return Relation(kind, area, False, rest, start, end, why, is_fall=is_fall, is_excess=is_excess)


_HELD_AGAINST = re.compile(r"\b(?:than|above|below|behind|ahead of|again as)\b", re.IGNORECASE)
_APART = re.compile(
    r",|\b(?:is|are|was|were|has|have|had|the|it|they|which|who|that|and \w+(?:ed|s))\b",
    re.IGNORECASE,
)
"""What parts a figure from a comparison ("six million km2 the region is larger than the EU")."""
_OF_A_LINE = re.compile(
    r"(?:more|less|fewer|older|younger|above|below|better|worse)\s+(?:than\s+)?"
    r"(?:[$€£]?\d|(?:one|two|three|five|six|ten)\s+(?:years?|months?|dollars?)\b"
    r"(?! (?:earlier|before|ago))|half(?! an?\b)|twice|double|an? (?:third|quarter|fifth|tenth)\b|"
    r"(?:the\s+|their\s+|its\s+)?(?:[\w-]+\s+){0,3}?(?:lines?|thresholds?|age of)\b)",
    re.IGNORECASE,
)
"""What only delimits whom a share counts ("below the poverty line", "younger than 6 months")."""


def _signed(view: View, one: Printed) -> Relation | None:
    """A change told by a sign ("+40% on the year")."""
    sign = view.before(one.start, 2)[-2:] + one.figure.text[:1]
    if one.unit != "pct" or one.is_pair or not re.search(r"[+−]\s*$", sign):
        return None
    return Relation("growth", why="its sign tells a change")


def _shared_move(view: View, one: Printed) -> Relation | None:
    """A change whose verb stands at a figure before ("…, that of Latvia by 29 per cent")."""
    before = view.before(one.start)
    match = SHARES_MOVE.search(before)
    if match is None or one.is_pair or BY_BEFORE.search(before):
        return None
    last = max((other.after or other.end for other in view.figures if other.end <= one.start),
               default=view.start)  # fmt: skip
    if ONLY_NAMES.fullmatch(view.text, last, one.start - len(match[0])) is None:
        return None
    moved = last_move(view.text[view.start : one.start])
    kind: RelationKind = "growth" if one.unit == "pct" else "change"
    place, why = one.start - len(match[0]), "it shares a verb of change"
    return Relation(kind, why=why, own_from=place, is_fall=tells_fall(moved)) if moved else None


_LOST = re.compile(r"los[et]", re.IGNORECASE)


def _moved(view: View, one: Printed) -> Relation | None:
    if one.is_pair and one.unit != "times":
        return None
    before = view.before(one.start)
    after = view.after(one.end, 40)
    kind: RelationKind = "growth" if one.unit == "pct" else "change"
    if is_gap(one.unit, before, after):
        return Relation("difference", why="a gap between the figures before it")
    by = BY_BEFORE.search(before)
    if by or (re.search(r"\bby\s*$", before) and one.figure.direction):
        is_own = by is not None and not view.figures_between(one.start - len(by[0]), one.start)
        fell = is_own and tells_fall(by)
        return Relation(kind, why="“by” after a verb of change", is_fall=fell)
    if re.match(r"by\b", one.figure.text, re.I):
        fell = tells_fall(DIRECT_BEFORE.search(before.rstrip(", ")))
        return Relation(kind, why="“by” after a verb of change", is_fall=fell)
    if re.search(r"\b(?:up|down)\s+(?:from|to)\s+(?:\w+\s+){0,2}$", before, re.I):
        return None
    noun = NOUN_BEFORE.search(before)
    if noun:
        if re.search(r"\brates?\s+of", before[-40:], re.I) and not re.search(
            r"growth|increase", before[-60:], re.I
        ):
            return None
        return Relation(kind, why="a noun of change before it", is_fall=tells_fall(noun))
    is_part = bool(one.base) and re.search(rf"\badd(?:s|ed|ing)?{HEDGES}$", before) is not None
    verb = DIRECT_BEFORE.search(before)
    is_lost = verb is not None and _LOST.match(verb[0]) is not None
    is_toll = is_lost and (one.unit.startswith("per_") or OF_POWER.match(after) is not None)
    is_toll |= is_lost and OF_CHILDREN.match(after) is not None
    if verb and not (is_part or is_toll):
        return Relation(kind, why="a verb of change right before it", is_fall=tells_fall(verb))
    noun = NOUN_AFTER.match(after)
    if noun:
        return Relation(kind, why="a noun of change after it", is_fall=tells_fall(noun))
    return None


_COUNTED = re.compile("countries|states|economies|nations|members|ldcs|lldcs|sids")


def _count(view: View, one: Printed) -> Relation | None:
    if one.unit not in {"number", "counted"} or one.value > 260 or one.value != int(one.value):
        return None
    if _COUNTED.fullmatch(one.noun) or COUNT_NOUNS.match(view.after(one.end, 50)):
        return Relation("count", why="it counts countries")
    return None
