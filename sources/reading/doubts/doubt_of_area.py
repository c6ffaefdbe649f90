"""What leaves in doubt whom a figure is of: words that point back, and areas that may be meant."""

from __future__ import annotations

import re
from functools import lru_cache

from sources.reading.choosing.areas import AreaChoice
from sources.reading.discourse.compared import held_in_brackets, is_compared
from sources.reading.discourse.lists import of_a_longer_list
from sources.reading.discourse.owners import there_before, told_of_another
from sources.reading.discourse.subjects import (
    is_loosely_named,
    own_surely,
    resolve_back,
)
from sources.reading.doubts.antecedents import other_antecedent
from sources.reading.doubts.compared_within import held_against
from sources.reading.doubts.places_within import place_within, some_leading
from sources.reading.mentions.areas import AreaMention
from sources.reading.mentions.printed import Printed
from sources.reading.sentences.context import Thread, View
from sources.reference.areas import AREAS
from sources.reference.names import capitals

_PRONOUN = frozenset({"it", "its", "his", "her", "he", "she"})
_BETWEEN = re.compile(r"\b(?:between|beyond|from|near|outside|unlike|than)\s+$", re.IGNORECASE)
_PARTS_OF = re.compile(r"\bof (?:them|these|whom|which)\s+(?:\w+\s+){0,2}in\s+$", re.IGNORECASE)


def doubt_of_area(view: View, one: Printed, thread: Thread, choice: AreaChoice, label: str) -> str:
    """Why it is not certain whom a figure is of; empty where nothing speaks against it.

    Args:
        view: The sentence.
        one: The figure.
        thread: What was spoken of before.
        choice: The area chosen for it.
        label: What its series is called.
    """
    mention = choice.mention
    words = "" if mention is None else mention.text
    unknown = _in_order(view, one) or _neighbour(view, one)
    unknown = unknown or there_before(view, one, thread, mention)
    unknown = unknown or _unknown_ours(view, one, thread)
    if unknown := unknown or _unknown_group(view, one, thread, mention):
        return f"whom “{unknown}” means is not said"
    if mention is None and thread.speaks_of_us and choice.areas != (thread.own_area,):
        return "whom “we” means is not said"
    if mention is None and _is_said_here(view, choice):
        return ""
    if mention is None and not set(choice.areas) & thread.areas_named:
        return "whom it is about is not named before it"
    if several := _of_several(view, one, mention):
        return several
    everywhere = "the world" if mention is None and _is_of_world(view, one) else ""
    if other := everywhere or _other_meant(view, one, choice) or _passed_by(view, thread, choice):
        return f"it may be of {other}"
    is_of_both = words.casefold() in {"they", "their"} and _names_both(view)
    if is_of_both or _is_back(thread, choice):
        return f"whom “{words}” means is not certain"
    if told := told_of_another(view, one, thread, choice.areas, mention, label):
        return f"“{told}” is told of before it, and it may be of that"
    if mention is None:
        return _of_carried(view, one, thread, choice)
    return _of_named(view, one, thread, choice, mention)


def _of_several(view: View, one: Printed, mention: AreaMention | None) -> str:
    """Why a figure may be of one of several that a list names, or of them all; empty for none."""
    if of_a_longer_list(view, one.start):
        return "the sentence has more values than areas for its “respectively”"
    parts = (area for area in view.areas if area.kind == "group" and area.start >= one.end)
    is_of_all = any(_PARTS_OF.search(view.before(area.start, 40)) for area in parts)
    return "a part of it is told of more than one country" if mention is None and is_of_all else ""


def _is_said_here(view: View, choice: AreaChoice) -> bool:
    """Whether words at a figure give it all the areas of a sum that its sentence names."""
    codes = {code for area in choice.areas for code in area.split(" + ")}
    named = {code for area in view.areas for code in area.areas}
    return choice.is_firm and len(codes) > 1 and codes <= named and not choice.is_carried


def _of_named(
    view: View, one: Printed, thread: Thread, choice: AreaChoice, mention: AreaMention
) -> str:
    """What speaks against an area that the sentence names."""
    if _is_apart(view, one, thread, choice) or _is_of_two(view, one, mention):
        return f"“{mention.text}” stands before the colon, and it may be of others"
    if choice.is_carried and not thread.is_single:
        return _OF_SEVERAL
    is_its_own = held_in_brackets(view, one, mention) and not is_loosely_named(mention)
    if not is_its_own and _BETWEEN.search(view.before(mention.start, 12)):
        return f"“{mention.text}” says where, not whom"
    if led := held_against(view, one, mention):
        return f"“{mention.text}” is only held against “{led}”, and it may be of that"
    if narrower := _narrower(view, one, mention):
        return f"“{narrower}” stands behind it, and tells of a part of it"
    return ""


_COLON = re.compile(r"\s*:\s*")


def _is_of_two(view: View, one: Printed, mention: AreaMention) -> bool:
    """Whether values behind a colon are of two areas before it ("more than Nepal: $9 to $3")."""
    others = (area for area in view.areas if area.areas and area.end <= mention.start)
    is_next = _COLON.fullmatch(view.text, mention.end, one.start) is not None
    return is_next and any(area.areas != mention.areas for area in others)


def _narrower(view: View, one: Printed, mention: AreaMention) -> str:
    """A country that owns what is told of a part of a region's people; else empty.

    "10% of Africans lived in Nigeria's towns" is no rate of all of Africa's towns.
    """
    if mention.kind not in {"group", "world"} or one.unit != "pct":
        return ""
    own = view.clauses.at(one.start).number
    following = [f.start for f in view.figures if f.start >= one.end]
    stop = min([view.end, *following])
    return next(
        (
            area.text
            for area in view.areas
            if area.kind == "country"
            and max(one.end, mention.end) <= area.start < stop
            and view.clauses.at(area.start).number == own
            and (area.is_possessive or area.is_demonym)
            and not is_compared(view, area)
        ),
        "",
    )


def _names_both(view: View) -> bool:
    """Whether a sentence names women and men, either of whom "they" may be."""
    return {mark.payload for mark in view.marks} >= {"female", "male"}


def _is_back(thread: Thread, choice: AreaChoice) -> bool:
    """Whether words only point back ("the region"), and not to whom the text is about."""
    mention = choice.mention
    if mention is None or mention.areas or mention.text.casefold() in _PRONOUN:
        return False
    if mention.kind == "back_own":
        return not thread.own_area or choice.areas != (thread.own_area,)
    is_single = mention.kind in {"back_country", "back_any"} and thread.is_single
    return not (is_single and choice.areas == (thread.main_area,))


def _is_apart(view: View, one: Printed, thread: Thread, choice: AreaChoice) -> bool:
    """Whether an area that the text is not about stands before a colon, and the figure behind."""
    mention = choice.mention
    if mention is None or not thread.is_single or choice.areas == (thread.main_area,):
        return False
    return (
        re.search(r"[^\d\s]:\s", view.text[mention.end : max(one.start, mention.end)]) is not None
    )


_OUT_OF = re.compile(
    r"\b(?:out of|from|in|of) (?:(?:a|the|its|their) )?(?:(?:world|global|total|sum|whole|overall|"
    r"combined|figure) )*(?:of |about |some )*$",
    re.IGNORECASE,
)


def is_whole(view: View, one: Printed) -> bool:
    """Whether a figure is a larger one of the unit of the one right before ("3m out of 9m")."""
    if _OUT_OF.search(view.before(one.start, 40)) is None:
        return False
    before = view.figure_before(one.start)
    is_like = before is not None and before.unit == one.unit and before.value < one.value
    between = "" if before is None else view.text[before.end : one.start]
    return is_like and re.search(r"\bout of\b|\btotal\b|\ba whole\b", between) is not None


_IN_WORLD = re.compile(
    r"[^.;:,()]{0,60}?\b(?:in|across|around|throughout) the (?:world|globe)\b", re.IGNORECASE
)


def _is_of_world(view: View, one: Printed) -> bool:
    """Whether words behind a figure tell of the whole world ("of final use in the world")."""
    match = _IN_WORLD.match(view.text, one.end, view.end)
    return match is not None and not view.figures_between(one.end, match.end())


def _passed_by(view: View, thread: Thread, choice: AreaChoice) -> str:
    """A country named right before, which was not taken for whom it goes on about; else empty."""
    mention = choice.mention
    is_named = mention is not None and (bool(mention.areas) or mention.kind == "back_group")
    is_named |= any(set(area.areas) & set(choice.areas) for area in view.areas)
    is_next = view.sentence.kind != "row" and view.sentence.paragraph == thread.paragraph
    passed = [code for code in thread.passed if code not in choice.areas]
    if not passed or not is_next or is_named:
        return ""
    return f"{AREAS[passed[-1]].name}, which is named right before"


_ADDS = re.compile(
    r"\b(?:add(?:s|ed|ing)?|plus|sum of|put together|taken together|combin(?:e|es|ed|ing)|"
    r"together|between them|jointly)\b",
    re.IGNORECASE,
)


def _is_added(view: View, one: Printed, choice: AreaChoice) -> bool:
    """Whether words before a figure add up areas, and it was read of one ("add A to B, and …")."""
    found = _ADDS.search(view.text, view.start, one.start)
    named = {area.areas for area in view.areas if area.areas and area.start < one.start}
    mention = choice.mention
    is_own = mention is not None and 0 <= view.words_between(mention.end, one.start) <= 1
    is_sum = is_own or any("+" in area for area in choice.areas)
    return found is not None and len(named) > 1 and not is_sum


def _other_meant(view: View, one: Printed, choice: AreaChoice) -> str:
    """Whom else a figure may be of by the words around it; empty where there is none."""
    some = some_leading(view, one, choice.mention)
    if city := some or _city_before(view, one) or place_within(view, one, choice.mention):
        return f"{city} alone"
    if _is_added(view, one, choice):
        return "several added up"
    mention = choice.mention
    if mention is not None and _is_exceeded(view, one, mention):
        return "whom the sentence is about"
    if country := _ONE_WHERE.search(view.text, view.start, one.start):
        is_before = mention is None or mention.end <= country.start()
        if is_before and not _is_told_one(view, mention, country.start()):
            return f"“{country['country']}”, which is not named"
    between = "" if mention is None else _object_between(view, one, mention)
    between = between or other_antecedent(view, choice.areas, mention)
    return between or _named_ahead(view, one, choice) or _place_behind(view, one)


_ONE_WHERE = re.compile(
    r"\b(?P<country>(?:a|an|one|another|some)\s+(?:\w+\s+)?(?:country|nation|state|place|land|"
    r"economy|republic|kingdom|society|government|"
    r"parliament|ministry|treasury))\s+(?:in which|where|whose|of which|which|that|with)\b",
    re.IGNORECASE,
)
_IS_ONE = re.compile(
    r"(?:\b(?:is|was|remains?|remained|became|becom\w+|as|being|like)|,|–|—|\()\s*"
    r"(?:(?:still|now|by|also|long|once|today|not|itself|very|such)\s+){0,2}$",
    re.IGNORECASE,
)


def _is_told_one(view: View, mention: AreaMention | None, place: int) -> bool:
    """Whether "a country in which" tells of an area before it ("Mali is a country where")."""
    return mention is not None and bool(_IS_ONE.search(view.text[mention.end : place]))


_EXCEEDED = re.compile(
    r"\b(?:and|but|or|then)\s+(?:\w+\s+)?(?:exceed|surpass|top(?:s|ped)|outstrip|overt[ao]|beat|"
    r"match|equal|outdid|rival)\w*\b[^,;:.]*$",
    re.IGNORECASE,
)


def _is_exceeded(view: View, one: Printed, mention: AreaMention) -> bool:
    """Whether an area behind a figure is only what another verb holds the subject against."""
    return mention.start >= one.end and bool(_EXCEEDED.search(view.text[one.end : mention.start]))


_PLACE = re.compile(
    r"(?:\s+[\w-]+){0,3}?\s+(?P<place>across the (?:\w+\s)?(?:water|river|border|strait|sea|"
    r"channel|frontier|gulf|lake|estuary)|(?:on|at) (?:that|the other) side|over there|next door|"
    r"elsewhere|here|there|at home)\b(?!\s+(?:is|are|was|were)\b)",
    re.IGNORECASE,
)


def _place_behind(view: View, one: Printed) -> str:
    """Another place behind a figure, told by where it lies ("$13,700 across the water")."""
    found = _PLACE.match(view.after(view.end_of_list(one), 60))
    return "" if found is None else f"the place “{found['place']}”"


_THE_PEOPLE = re.compile(r"\bthe (?:population|people|inhabitants|country|nation)\b", re.IGNORECASE)


def _object_between(view: View, one: Printed, mention: AreaMention) -> str:
    """A second country of the clause before a figure's, which names none ("B helped A; …")."""
    own = view.clauses.at(one.start)
    where = view.clauses.at(mention.start)
    if where.number == own.number or mention.end > own.start or mention.kind != "country":
        return ""
    if not _THE_PEOPLE.search(view.text, own.start, own.end):
        return ""
    return next(
        (
            area.text
            for area in view.areas
            if area.kind == "country"
            and mention.end < area.start < own.start
            and view.clauses.at(area.start).number == where.number
            and not is_compared(view, area)
        ),
        "",
    )


_IN_ORDER = re.compile(
    r"\bthe (?:first|second|third|last|former|latter|other)(?=,|\s+(?:had|has|have|is|was|are|were|"
    r"counts?|counted|reache[sd]|stands|stood|grew|shrank|rose|fell|at|with|\d|\$))",
    re.IGNORECASE,
)
"""One of some areas named before, by its place among them."""


_NEIGHBOUR = re.compile(
    r"\b(?:its|their|his|her|our|the country[’']s)\s+(?:\w+\s+){0,2}?"
    r"(?:neighbou?rs?|rivals?|peers?)\b(?:[’']s?)?(?!,?\s+(?:the\s+)?[A-Z])"
)


def _neighbour(view: View, one: Printed) -> str:
    """The neighbour before a figure, in its clause, that is not named ("its neighbour's by 3%")."""
    own = view.clauses.at(one.start)
    last = max((f.end for f in view.figures if f.end <= one.start), default=view.start)
    begin = max(own.start, last)
    found = _NEIGHBOUR.search(view.text, begin, max(begin, one.start))
    is_named = found is not None and any(
        area.areas and found.end() <= area.start < one.start for area in view.areas
    )
    return "" if found is None or is_named else found[0]


def _in_order(view: View, one: Printed) -> str:
    """The words before a figure, in its clause, that name an area by its place; else empty."""
    own = view.clauses.at(one.start)
    found = _IN_ORDER.search(view.text, own.start, max(own.start, one.start))
    return "" if found is None else found[0]


def _unknown_ours(view: View, one: Printed, thread: Thread) -> str:
    """The "we" or "our" of a figure's clause of which it is not known whom it means; else empty."""
    own = view.clauses.at(one.start).number
    return next(
        (
            area.text
            for area in view.areas
            if area.kind == "back_own"
            and view.clauses.at(area.start).number == own
            and not own_surely(thread)
        ),
        "",
    )


def _unknown_group(view: View, one: Printed, thread: Thread, mention: AreaMention | None) -> str:
    """The "region" before a figure of which no text says which it is; else empty."""
    own = view.clauses.at(one.start).number
    return next(
        (
            area.text
            for area in view.areas
            if area.kind == "back_group"
            and area.end <= one.start
            and view.clauses.at(area.start).number == own
            and (mention is None or mention.end <= area.start)
            and not is_compared(view, area)
            and not resolve_back(area, thread, view)
        ),
        "",
    )


def _of_carried(view: View, one: Printed, thread: Thread, choice: AreaChoice) -> str:
    """What speaks against an area that no word of the sentence names."""
    if _ELSEWHERE.search(view.text[view.start : one.start]):
        return "it is told of another place, which is not named"
    if foremost := _FOREMOST.match(view.text, view.start, one.start):
        return f"whom “{foremost['whom']}” means is not named"
    return _OF_SEVERAL if choice.is_carried and not thread.is_single else ""


_FOREMOST = re.compile(
    r"(?P<whom>(?:The|[A-Z][\w’' -]+[’']s)\s+(?:\w+[ -])?(?:largest|biggest|smallest|richest|"
    r"poorest|fastest[ -]growing|leading|top|(?:most|least) \w+)\s+(?:\w+\s+)?"
    r"(?:economy|country|nation|producer|exporter|importer|emitter|state|island))\b"
)
"""A country that leads a sentence, named only by its place among others."""
_OF_SEVERAL = "whom it is about is carried over, and the text is about several"
_ELSEWHERE = re.compile(r"\b(?:over|down|up|out) there\b|\bacross the border\b", re.IGNORECASE)


_OWNER_FIRST = re.compile(
    r"\W*(?:(?:with|by|through|thanks to|in)\s+)?(?:its|their)\b", re.IGNORECASE
)


_HELD_AGAINST = re.compile(
    r"\b(?:compare[sd]?\s+(?:with|to)|against|versus|vs\.?)\s+(?:\w+\s+){0,3}?[$€£¥]?\d",
    re.IGNORECASE,
)
"""Another's figure, with which one is compared ("… of $2,260 compares with $1,600 in Senegal")."""


def _named_ahead(view: View, one: Printed, choice: AreaChoice) -> str:
    """The country named behind a figure whose owner may be it ("Its people made Mali great")."""
    own = _OWNER_FIRST.match(view.text, view.start)
    if own is None or own.end() > one.start:
        return ""
    first = next((area for area in view.areas if area.areas), None)
    if first is None or first.kind != "country" or first.start < one.start:
        return ""
    if _HELD_AGAINST.search(view.text, one.end, first.start) is not None:
        return ""
    return "" if set(first.areas) & set(choice.areas) else first.text


def _city_before(view: View, one: Printed) -> str:
    """The capital that a figure's clause names last before it, and is no country; else empty."""
    own = view.clauses.at(one.start)
    found = list(_cities().finditer(view.text, own.start, max(own.start, one.start)))
    if not found:
        return ""
    city = found[-1]
    is_area = any(city.start() < area.end and area.start < one.start for area in view.areas)
    return "" if is_area else city[0]


@lru_cache(maxsize=1)
def _cities() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, capitals()))})\b")
