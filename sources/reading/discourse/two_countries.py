"""Which of two countries that a text sets side by side a figure is of: "here", "theirs", the other.

Nothing here makes a reading sure: whom such words mean is likely, and a person settles it.
"""

from __future__ import annotations

import re

from sources.reading.discourse.subjects import own_surely
from sources.reading.mentions.areas import AreaMention
from sources.reading.mentions.printed import Printed
from sources.reading.sentences.context import Thread, View

_HEDGE = r"(?:(?:about|some|around|roughly|nearly|almost|only|just|over|under|a|at|mere)\s+)*"
_WATER = r"(?:water|river|border|strait|sea|channel|frontier|gulf|lake|estuary)"
_SIDE = (
    rf"across the (?:\w+\s)?{_WATER}|"
    rf"(?:on|at) (?:that|the other)(?: side)?(?: of the {_WATER})?|over there|next door|there"
)
_HOME = (
    rf"(?:on|at) (?:this|our)(?: side)?(?: of the {_WATER})?|over here|here at home|at home|here"
)
_ENDS = r"(?=\s*(?:[,.;:)?!–—]|\b(?:and|but|or|by|in \d|last)\b|$))"
_AWAY_BEHIND = re.compile(rf"(?:\s+[\w-]+){{0,3}}?\s+(?:{_SIDE}){_ENDS}", re.IGNORECASE)
_HOME_BEHIND = re.compile(rf"(?:\s+[\w-]+){{0,3}}?\s+(?:{_HOME}){_ENDS}", re.IGNORECASE)
_LEADS = rf"\s+(?:(?:by|it (?:is|was)|they (?:are|were))\s+)?{_HEDGE}$"
_AWAY_BEFORE = re.compile(rf"\b(?:{_SIDE}){_LEADS}", re.IGNORECASE)
_HOME_BEFORE = re.compile(rf"\b(?:{_HOME}){_LEADS}", re.IGNORECASE)
_THEIRS = frozenset({"their", "they", "theirs", "there"})
_AGAINST = re.compile(
    r"(?:\s+[^\s,;:()]+){0,6}?,?\s+(?:against|versus|vs\.?|(?:as )?compared (?:with|to))\s+"
    rf"{_HEDGE}",
    re.IGNORECASE,
)
_ALONE = re.compile(r"\s*(?:[,.;:)?!–—]|\b(?:and|but)\b|$)")
_NEIGHBOUR = re.compile(
    r"\b(?:its|their|the)\s+(?:\w+\s+){0,2}?neighbou?r(?:[’']s)?\s+(?:\w+\s+){0,3}$", re.IGNORECASE
)


def area_of_two(view: View, one: Printed, thread: Thread) -> tuple[str, ...]:
    """Which of the two countries of a text words right at a figure mean; none for no such words.

    Args:
        view: The sentence.
        one: The figure.
        thread: What was spoken of before.
    """
    if _side(view, one) == "here" and (own := own_surely(thread) or thread.likely_own):
        return (own,)
    if len(thread.two_areas) != 2:
        return _other_of_sentence(view, one, thread)
    if thread.own_area in thread.two_areas and (side := _side(view, one)):
        return (thread.own_area,) if side == "here" else _other(thread, thread.own_area)
    main = thread.main_area if thread.main_area in thread.two_areas else ""
    if main and _is_across(view, one):
        return _other(thread, main)
    before = view.figure_before(one.start)
    begin = view.start if before is None else before.end
    between = [area.areas for area in view.areas if begin <= area.start < one.start and area.areas]
    if any(areas != thread.told_areas for areas in between):
        return ()
    if _NEIGHBOUR.search(view.text, begin, one.start):
        named = [area.areas for area in view.areas if area.areas and area.end <= begin]
        return _other(thread, *(named[-1] if named else thread.subject))
    if not _is_against_told(view, one, thread):
        return ()
    is_alone = _ALONE.match(view.text, one.end, view.end) is not None
    other = _other(thread, *thread.told_areas) if is_alone else ()
    return other or _other_of_sentence(view, one, thread)


def _is_against_told(view: View, one: Printed, thread: Thread) -> bool:
    """Whether a figure is only set against the one right before it ("$22,000 vs $49,000")."""
    before = view.figure_before(one.start)
    is_told = before is not None and thread.told_start == before.start
    is_like = before is not None and one.unit in {before.unit, "number"} and not before.is_pair
    if before is None or not is_told or not is_like or _is_dated(view, before.end, one.end):
        return False
    return _AGAINST.fullmatch(view.text, before.end, one.start) is not None


def _other_of_sentence(view: View, one: Printed, thread: Thread) -> tuple[str, ...]:
    """The second of the two countries that a sentence names before two figures set apart.

    "Bangladesh has overtaken India in income per head: $2,688 against $2,410".
    """
    if not _is_against_told(view, one, thread):
        return ()
    named = dict.fromkeys(area.areas for area in view.areas if area.kind == "country")
    two = tuple(code for areas in named for code in areas)
    others = tuple(code for code in two if code not in thread.told_areas)
    is_before = all(
        area.start < thread.told_start or area.areas == thread.told_areas
        for area in view.areas
        if area.areas
    )
    return others if len(two) == 2 and len(others) == 1 and is_before else ()


_APART = re.compile(r"[,;:(–—]|\b(?:and|but|against|than|with|to|while|whereas|as)\b")


def theirs(view: View, mention: AreaMention, thread: Thread) -> tuple[str, ...]:
    """The other country, where a sentence of ours speaks of "their" ("1.5 here, and their 1.9").

    Args:
        view: The sentence.
        mention: The words that point back.
        thread: What was spoken of before.
    """
    if mention.text.casefold() not in _THEIRS or thread.own_area not in thread.two_areas:
        return ()
    before = [area for area in view.areas if area.end <= mention.start]
    ours = [area.end for area in before if area.kind == "back_own"]
    # "Our families pay 57 per cent out of their own pockets": these are ours.
    is_ours = bool(ours) and _APART.search(view.text, ours[-1], mention.start) is not None
    is_named = any(area.areas and area.areas != (thread.own_area,) for area in before)
    return _other(thread, thread.own_area) if is_ours and not is_named else ()


def is_right_at(view: View, one: Printed, mention: AreaMention) -> bool:
    """Whether "we" or "ours" stands right at a figure ("we $73 billion", "a quarter of ours").

    Args:
        view: The sentence.
        one: The figure.
        mention: The words that mean us.
    """
    if mention.end <= one.start:
        return not view.text[mention.end : one.start].strip()
    return view.text[one.end : mention.start].strip() == "of"


def _side(view: View, one: Printed) -> str:
    """Whether words right at a figure say "here" or "there"; empty for neither."""
    after = view.after(view.end_of_list(one), 60)
    before = view.before(one.start, 50)
    if _AWAY_BEFORE.search(before) or _AWAY_BEHIND.match(after):
        return "there"
    return "here" if _HOME_BEFORE.search(before) or _HOME_BEHIND.match(after) else ""


_ACROSS = (
    rf"across the (?:\w+\s)?{_WATER}|next door|over there|(?:on|at) the other side(?: of the "
    rf"{_WATER})?"
)
_ACROSS_BEHIND = re.compile(rf"(?:\s+[\w-]+){{0,3}}?\s+(?:{_ACROSS}){_ENDS}", re.IGNORECASE)
_ACROSS_BEFORE = re.compile(rf"\b(?:{_ACROSS}){_LEADS}", re.IGNORECASE)


def _is_across(view: View, one: Printed) -> bool:
    """Whether words right at a figure say that it is of the country next door."""
    is_behind = _ACROSS_BEHIND.match(view.after(view.end_of_list(one), 60)) is not None
    return is_behind or _ACROSS_BEFORE.search(view.before(one.start, 50)) is not None


def _is_dated(view: View, begin: int, end: int) -> bool:
    """Whether a year stands between two places ("12 per cent in 2010 against 15")."""
    return any(begin <= year.start < end for year in view.years)


def _other(thread: Thread, *codes: str) -> tuple[str, ...]:
    """The second of the two countries of a text, by the first."""
    others = tuple(code for code in thread.two_areas if code not in codes)
    return others if len(codes) == 1 and len(others) == 1 else ()
