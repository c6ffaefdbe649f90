"""Who or what a sentence tells of right before a figure, where it was read of another.

A country that owns what is measured ("three times Bulgaria's death rate of 15.5"), that a figure is
told again of ("Germany $4,714 – 11 per cent of GDP"), "there"; and a place or a group that the
sentence before or a heading is about ("The capital of Ghana").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sources.reading.discourse.parts_led import part_apposed, part_led, people_within
from sources.reading.mentions.areas import AreaMention
from sources.reading.mentions.printed import Printed
from sources.reading.sentences.context import Thread, View
from sources.reading.sentences.persons import is_of_all
from sources.reference.names import area_adjectives


def told_of_another(
    view: View,
    one: Printed,
    thread: Thread,
    areas: Sequence[str],
    mention: AreaMention | None,
    label: str,
) -> str:
    """Who or what is told of right before a figure, and was not taken; empty for none.

    Args:
        view: The sentence.
        one: The figure.
        thread: What was spoken of before.
        areas: Whom it was read of.
        mention: Where these are named; None where they are carried over.
        label: What its series is called.
    """
    if regional := _REGIONAL.search(view.before(one.start, 50)):
        return regional["of"]
    before = "" if mention is None else view.before(mention.start, 12)
    if mention is not None and (_QUARTER.search(before) or _OF_OLD.match(mention.text)):
        return f"{before.split()[-1] if _QUARTER.search(before) else ''} {mention.text}".strip()
    if mention is not None and (people := _people_of_two(view, mention)):
        return people
    if mention is not None and (place := _PLACE_BEHIND.match(view.text, mention.end, view.end)):
        return f"{mention.text}{place[0]}"
    if mention is not None and (
        some := people_within(view, mention) or part_apposed(view, one, mention)
    ):
        return some
    if owner := _owner_before(view, one, areas) or _owner_of_last(view, one, areas):
        return owner
    some = thread.some_told or thread.some_headed
    is_carried = mention is None or not mention.areas
    some = some or (part_led(view) if is_carried else "")
    is_carried = is_carried and view.sentence.kind != "row"
    return some if is_carried and not is_of_all(some, label) else ""


_REGIONAL = re.compile(
    r"\b(?P<of>(?:regional|continental|peer|neighbou?rs[’']) (?:average|mean|median|norm))\b\W*"
    r"(?:(?:of|is|was|at|about|some|around|only|just|near|nearly)\s+)*$",
    re.IGNORECASE,
)
"""Whose average is told that names no region."""
_PLACE_BEHIND = re.compile(
    r" (?:City|Basin|Canal|River|Delta|Valley|Bay|Sea|Lake|Plateau|Airport|University|Coast)\b"
)
_KIND_OF = re.compile(
    r"\b(?:white|black|native|indigenous|ethnic|Hispanic|Latino|Jewish|Arab|Muslim|Christian|young|"
    r"Roma|First Nations?)\s+$",
    re.IGNORECASE,
)


def _people_of_two(view: View, mention: AreaMention) -> str:
    """Some of a country's people, named by two names ("American Indians")."""
    is_people = mention.text.casefold().removesuffix("s") in area_adjectives()
    if not (mention.is_demonym or is_people):
        return ""
    if (kind := _KIND_OF.search(view.before(mention.start, 16))) is not None:
        return f"{kind[0].strip()} {mention.text}"
    before = _WORD_BEFORE.search(view.before(mention.start, 20))
    behind = _WORD_BEHIND.match(view.text, mention.end, view.end)
    if before is not None and before["name"].casefold() in area_adjectives():
        return f"{before['name']} {mention.text}"
    if behind is not None and behind["name"].casefold().removesuffix("s") in area_adjectives():
        return f"{mention.text} {behind['name']}"
    return ""


_WORD_BEFORE = re.compile(r"\b(?P<name>[A-Z][a-z]+)[ -]$")
_WORD_BEHIND = re.compile(r"[ -](?P<name>[A-Z][a-z]+)\b")


def there_before(view: View, one: Printed, thread: Thread, mention: AreaMention | None) -> str:
    """The "there" before a figure, where it was read of another place, or of one passed by."""
    last = view.figure_before(one.start)
    begin = view.start if last is None else last.end
    found = next(
        (
            area
            for area in view.areas
            if area.text.casefold() == "there" and begin <= area.start < one.start
        ),
        None,
    )
    # "Life expectancy there was": no such "there" tells that something is.
    is_behind = any(
        begin <= topic.start < one.start and _BEHIND.match(view.text, topic.end, one.start)
        for topic in view.topics
    )
    is_other = found is not None and (mention is not found or bool(thread.passed))
    is_behind = is_behind and found is None and mention is None
    return "there" if is_other or is_behind else ""


_BEHIND = re.compile(r" there\b")
_TURNS = re.compile(r"[,;:(]|\b(?:and|but|while|against)\b")
_ITSELF = re.compile(
    r",?\s+(?:where|which|whose|with)\s+[^,;:]*|"
    r",\s+(?:then |now |still )?(?:a|an|itself a)\s+(?:country|nation|state|land|economy|island)\s+"
    r"(?:of|with)\s+(?:about |some |only |just )*",
    re.IGNORECASE,
)
"""What tells more of an area right behind it ("Britain, then a country of 53.6 million")."""
_THAT_OF = re.compile(r"\b(?:that|those|the one|the figure) of\s+(?:the\s+)?$", re.IGNORECASE)


def _owner_before(view: View, one: Printed, areas: Sequence[str]) -> str:
    """The country that has what is told right before a figure, and was not taken; else empty.

    "Three times Bulgaria's death rate of 15.5", "that of Japan by three years".
    """
    last = view.figure_before(one.start)
    begin = view.start if last is None else last.end
    for area in reversed(view.areas):
        if area.kind != "country" or not begin <= area.start < one.start:
            continue
        is_owner = area.is_possessive and any(
            0 <= topic.start - area.end <= 1
            and topic.end <= one.start
            and _TURNS.search(view.text, topic.end, one.start) is None
            for topic in view.topics
        )
        is_owner |= _ITSELF.fullmatch(view.text, area.end, one.start) is not None
        if is_owner or _THAT_OF.search(view.before(area.start, 20)):
            is_taken = bool(set(area.areas) & _each(areas))
            return "" if is_taken else area.text
        return ""
    return ""


_RESTATED = re.compile(
    r"\s*(?:[–—-]\s|\(|,\s+or\s|,\s+that is,?\s|,\s+equal to\s)(?:\w+\s+){0,2}", re.IGNORECASE
)
_ON = re.compile(r",\s+(?:grew|shrank|rose|fell|is|was|has|had|reached|stood|spent|expanded)\b")


def _each(areas: Sequence[str]) -> set[str]:
    return {one for code in areas for one in code.split(" + ")}


def _owner_of_last(view: View, one: Printed, areas: Sequence[str]) -> str:
    """The country of the figure before, which this one tells again, or whose aside it ends.

    "Germany $4,714 – 11 per cent of GDP"; "Kenya's economy, the largest after Nigeria's $397
    billion, grew by 6.3 per cent" is Kenya's. Empty where that is whom it was read of.
    """
    last = view.figure_before(one.start)
    if last is None:
        return ""
    between = view.text[last.end : one.start]
    named = [area for area in view.areas if area.kind == "country" and area.end <= last.start]
    if _RESTATED.fullmatch(between) and named:
        owner = named[-1]
    elif _ON.match(between) and len(named) > 1 and "," in view.text[named[0].end : named[1].start]:
        owner = named[0]
    else:
        return ""
    is_taken = bool(set(owner.areas) & _each(areas))
    return "" if is_taken else owner.text


_QUARTER = re.compile(
    r"\b(?:West(?:ern)?|East(?:ern)?|North(?:ern)?|South(?:ern)?|Upper|Lower|Inner|Outer|Central|"
    r"former)\s+$"
)
_OF_OLD = re.compile(r"(?:West|East) Germany|Soviet|Yugoslav|Czechoslovak|Great Britain", re.I)
"""Countries of another time, or of a part, whose names stand for those of today."""
