"""Areas that words right at a figure give it: in brackets behind a comparison, or added up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from sources.reading.discourse.compared import is_compared
from sources.reading.discourse.subjects import (
    is_frame,
    is_subject,
    may_lead,
)
from sources.reading.mentions.areas import AreaMention, is_country
from sources.reading.mentions.clauses import Clause
from sources.reading.mentions.printed import Printed
from sources.reading.sentences.context import View
from sources.reading.sentences.fits import STOCKS
from sources.reading.sentences.relations import Relation

_HEDGE = r"(?:(?:about|some|around|roughly|nearly|almost|only|just|over|under|a|at)\s+)*"
_OWN_BRACKET = re.compile(
    r"(?:[’']s?)?(?:\s+(?:one|ones|average|mean|figure|level|rate|ratio|total|norm|as a whole|"
    r"as such|combined|together|economy|in|that|the same|year|then|today|now|\d{4}),?)*\s*[(\[]\s*"
    rf"{_HEDGE}",
    re.IGNORECASE,
)
"""What stands between whom something is compared with and its own value in brackets."""
_TOGETHER = re.compile(
    r"\b(?:together|combined|in total|in all|altogether|jointly|taken together|between them)\b[,:]?"
    r"\s*(?:(?:they|the (?:two|three|four|five))\s+)?"
    r"(?:(?:had|have|make|made|come|came|add|added|up|to|are|were|is|was|counted|numbered|produced|"
    rf"reached|earned|exported)\s+)*{_HEDGE}$",
    re.IGNORECASE,
)
"""What comes before the sum of what was told of each."""


def value_of_compared(view: View, one: Printed) -> AreaMention | None:
    """Whom a sentence compares with, where a figure is its own value, in brackets behind it.

    "Less than half the average of Latin America in that year ($7,300)": the sum is Latin America's.

    Args:
        view: The sentence.
        one: The figure.
    """
    for area in reversed(view.areas):
        if area.end > one.start or not area.areas:
            continue
        is_own = _OWN_BRACKET.fullmatch(view.text, area.end, one.start) is not None
        return area if is_own and is_compared(view, area) else None
    return None


_UP_FROM = re.compile(
    rf"[\w\s,%-]*?(?:,|\s[–-]|—|\()?\s*\b(?:up|down|rising|falling|risen|fallen)\s+from\s+{_HEDGE}",
    re.IGNORECASE,
)


def is_from_where(view: View, start: int, one: Printed) -> bool:
    """Whether a figure tells from where the one at a place moved ("…, up from 153 million").

    Args:
        view: The sentence.
        start: Where the figure stands that was told last.
        one: The figure.
    """
    before = view.figure_before(one.start)
    if before is None or before.start != start:
        return False
    return _UP_FROM.fullmatch(view.text, before.end, one.start) is not None


_SAID_AGAIN = re.compile(
    rf"(?:\s+[\w-]+){{0,4}}\s*[,(–—]\s*(?:or|that is|i\.e\.|equal to|equivalent to)?,?\s*{_HEDGE}",
    re.IGNORECASE,
)
_OF_ALL_PEOPLE = re.compile(
    r"\s+of\s+(?:all\s+)?(?:the\s+)?(?:humanity|mankind|humankind|human race|world population|"
    r"global population|people (?:alive|on earth|in the world)|(?:world|planet|globe)[’']s "
    r"(?:people|population|inhabitants))\b",
    re.IGNORECASE,
)


def tells_all_people(view: View, one: Printed) -> bool:
    """Whether a count is told again as its part of all people, in a sentence that names no country.

    "258 million people, or 3.4% of humanity, lived abroad": both are told of the world.

    Args:
        view: The sentence.
        one: The count, or the part.
    """
    pair = next(
        (
            (count, part)
            for count, part in pairwise(view.figures)
            if one in {count, part}
            and count.unit == "persons"
            and part.unit == "pct"
            and _SAID_AGAIN.fullmatch(view.text, count.end, part.start)
            and _OF_ALL_PEOPLE.match(view.text, part.end, view.end)
        ),
        None,
    )
    return pair is not None and not any(
        area.kind != "world" and area.text.casefold() not in {"their", "its"} for area in view.areas
    )


_LEADS = re.compile(
    rf"\s*(?:it was |they were )?(?:(?:by|with|barely|hardly|merely|even|more than|less than|"
    rf"fewer than|as much as|no more than|no less than|well over)\s+)*{_HEDGE}",
    re.IGNORECASE,
)


def leads_next(view: View, one: Printed, mention: AreaMention) -> bool:
    """Whether an area behind a figure stands at the next one ("39 per cent and in Togo 12").

    Args:
        view: The sentence.
        one: The figure.
        mention: The area.
    """
    following = view.figure_after(mention.end)
    if (
        following is None
        or re.search(r"\band\b|\bbut\b|,(?!\d)", view.text[one.end : mention.start]) is None
    ):
        return False
    return _LEADS.fullmatch(view.text, mention.end, following.start) is not None


_THAT = re.compile(r"(?:\s+[\w-]+){0,2}?,?\s+(?:that|which)\s+(?:the\s+)?", re.IGNORECASE)
_DID = re.compile(
    r"(?:\s+as a whole|\s+overall)?\s+(?:\w+ly\s+)?(?:suffered|saw|had|has|achieved|recorded|"
    r"posted|registered|enjoyed|managed|reached|spent|received|spends|receives|earned|earns|reported|"
    r"reports|experienced|endured|counted|counts)\b",
    re.IGNORECASE,
)


def whose_own(view: View, one: Printed) -> AreaMention | None:
    """Whom a relative clause right behind a figure gives it ("the fall of 2% that Peru suffered").

    Args:
        view: The sentence.
        one: The figure.
    """
    for area in view.areas:
        is_told = area.start >= one.end and _THAT.fullmatch(view.text, one.end, area.start)
        if is_told and area.areas and _DID.match(view.text, area.end, view.end):
            return area
    return None


_OWN = re.compile(rf"[’']s?\s+{_HEDGE}", re.IGNORECASE)


def whose_right_before(view: View, one: Printed) -> AreaMention | None:
    """Whose a figure is that stands right behind them ("half of South Africa's 27 per cent").

    Args:
        view: The sentence.
        one: The figure.
    """
    for area in view.areas:
        end = area.end - len(_owning_end(area.text))
        if area.areas and end <= one.start and _OWN.fullmatch(view.text, end, one.start):
            return area
    return _subject_behind(view, one)


_OPENS_WITH = re.compile(
    r"\W*(?:Home to|With|At|Having|Boasting|Numbering|Counting|Covering|Spanning)\b[^.;:]*"
)
_TURNS_TO_IT = re.compile(r"[^.;:,()\d]*(?:(?:19|20)\d\d)?,\s+(?:the\s+)?")
_DOES = re.compile(r"\s+(?:is|was|are|were|has|had|can|could|may|will|[a-z]{2,}s|[a-z]{2,}ed)\b")


def _subject_behind(view: View, one: Printed) -> AreaMention | None:
    """Who has what a sentence opens with ("Home to 56 million people, Kenya is large")."""
    first = next((area for area in view.areas if area.kind != "back_own"), None)
    if first is None or not first.areas or first.start < one.end or first.is_possessive:
        return None
    is_opened = _OPENS_WITH.fullmatch(view.text, view.start, one.start) is not None
    is_next = _TURNS_TO_IT.fullmatch(view.text, one.end, first.start) is not None
    return first if is_opened and is_next and _DOES.match(view.text, first.end) else None


def _owning_end(name: str) -> str:
    """What makes a name possessive: "’s", "'" or nothing."""
    found = re.search(r"[’']s?$", name)
    return "" if found is None else found[0]


def added_up(view: View, one: Printed) -> tuple[str, ...]:
    """The countries whose sum a figure is ("Peru has 33 million, Chile 19, together 52 million").

    Args:
        view: The sentence.
        one: The figure.

    Returns:
        Each once; none where the words add nothing up, or each has not a figure of its own.
    """
    if one.unit not in STOCKS | {"number"} or not _TOGETHER.search(view.before(one.start, 80)):
        return ()
    told = tuple(dict.fromkeys(_told_before(view, one)))
    return told if len(told) > 1 else ()


def _told_before(view: View, one: Printed) -> Iterator[str]:
    """The country before each figure of one unit before a sum; stops where a figure has none."""
    before = [other for other in view.figures if other.end <= one.start]
    if len({other.unit for other in (*before, one)} - {"number"}) > 1:
        return
    place = view.start
    for other in before:
        named = [a for a in view.areas if place <= a.start < other.start and a.areas]
        if len(named) != 1 or len(named[0].areas) != 1 or not is_country(named[0].areas[0]):
            return
        yield named[0].areas[0]
        place = other.end


_IS_ONE_OF = re.compile(
    r",\s+(?:an?|the)\s+(?:[\w-]+\s+){0,3}?(?:country|nation|state|land|island|economy|republic|"
    r"kingdom|city-state|archipelago)\s+(?:of|with|home to|that has|with a population of)\s+"
    r"(?:only\s+|just\s+|some\s+|about\s+|over\s+|nearly\s+)?",
    re.IGNORECASE,
)
"""How a country is described by its own figure ("went to France, a country of 67 million")."""
_IS_ITSELF = re.compile(r",\s+(?:itself\s+)?(?:only\s+)?an?\s+", re.IGNORECASE)
_SIZED = re.compile(
    r"[\s-]+(?:strong\s+)?(?:economy|country|nation|state|land|island|republic|kingdom|market)\b"
)
"""And by one before a noun ("banks lend to Mali, a $15 billion economy")."""
_BRACKET = re.compile(r"(?:\s+[a-z][\w-]*){0,5}\s*[(\[]\s*(?:in\s+)?(?:the\s+)?")
_BRACKET_END = re.compile(r"\s*(?:,?\s*(?:in\s+)?\d{4})?\s*[)\]]")
"""Whom a figure is of, in brackets behind it ("11 million people (Mali), 12 million (Chad)")."""


def is_described(view: View, one: Printed, mention: AreaMention) -> bool:
    """Whether a figure tells how large the country is that stands right before it."""
    if _IS_ONE_OF.fullmatch(view.text, mention.end, one.start):
        return True
    is_itself = _IS_ITSELF.fullmatch(view.text, mention.end, one.start) is not None
    return is_itself and _SIZED.match(view.text, one.end, view.end) is not None


def is_in_brackets(view: View, one: Printed, mention: AreaMention) -> bool:
    """Whether brackets right behind a figure name whom it is of, and nothing else."""
    is_bracket = _BRACKET.fullmatch(view.text, one.end, mention.start) is not None
    return is_bracket and _BRACKET_END.match(view.text, mention.end, view.end) is not None


_WHICH = re.compile(
    r"(?:\s+(?:itself|themselves|alone|proper|too|next door))?,?\s+(?:which|who|that|where)\s+"
    r"(?:(?:in|by)\s+\d{4}\s+|(?:itself|themselves|already|still|now|then|alone|only|\w+ly)\s+){0,2}"
    r"(?:ha[sdv]e?|is|was|were|are|can|could|may|might|st[ao]+nds?|stood|spen[dt]s?|got|gets?|made|makes?|grew|grows?|"
    r"shrank|rose|fell|took|takes?|sent|sends?|paid|pays?|earn\w*|[a-z]{2,}ed|[a-z]{3,}s)\b"
)
"""How a clause tells more of the area right before it ("below Peru, which stood at 1.6")."""


_IN = re.compile(r"(?:\s+[\w-]+){0,4}?\s+in\s+(?:the\s+)?(?-i:[A-Z])")
"""Another place behind a figure ("the Europeans, who are down to 6.2 tonnes in the EU")."""


_WITH = re.compile(
    r",\s+(?:with|at|having)\s+(?:(?:about|some|around|roughly|nearly|almost|only|just|over|under|an?|"
    r"the|its|more than|less than|fewer than|mere|barely)\s+)*",
    re.IGNORECASE,
)
"""What tells an area's own figure right behind it ("it is the Netherlands, with 520")."""


def told_more(view: View, one: Printed, mention: AreaMention, own: Clause) -> float:
    """How surely a relative clause tells more of the area before it; 0 for none that does.

    Args:
        view: The sentence.
        one: The figure.
        mention: The area.
        own: The figure's clause.
    """
    if own.kind == "relative" and re.match(r",?\s+whose\b", view.text[mention.end : one.start]):
        return 0.97
    if mention.areas and _WITH.fullmatch(view.text, mention.end, max(mention.end, one.start)):
        return 0.93 if may_lead(view, mention) else 0.0
    if not _is_told_more(view, one, mention):
        return 0.0
    return 0.95 if own.kind == "relative" and not _IN.match(view.after(one.end)) else 0.9


def _is_told_more(view: View, one: Printed, mention: AreaMention) -> bool:
    """Whether a figure stands in a relative clause right behind an area, whose verb is of it.

    "Below Germany, which stood at 1.6", "an Argentina, which was rich and now has half".
    """
    own = view.clauses.at(one.start)
    if view.text[own.start : own.start + 7] == "having ":
        own = view.clauses.at(own.opened - 1)  # "…, which grew by 2%, having shrunk by 1%"
    for clause in (own, *view.clauses.chain(own)):
        if clause.kind not in {"relative", "base", "and"}:
            return False
        if clause.kind == "relative":
            is_right = _WHICH.match(view.text, mention.end, max(one.start, mention.end))
            return is_right is not None and clause.opened < is_right.end() <= one.start
    return False


def is_led(view: View, one: Printed, frame: AreaMention) -> bool:
    """Whether another area leads the clause that an area only frames ("In Asia, China has …").

    Args:
        view: The sentence.
        one: The figure.
        frame: The area that frames it.
    """
    return any(
        other.start > frame.end
        and other.end <= one.start
        and view.clauses.at(other.start).number == view.clauses.at(frame.start).number
        and other.kind not in {"world", "back_any"}
        and may_lead(view, other)
        and not is_frame(view, other)
        for other in view.areas
    )


def is_led_apart(view: View, one: Printed, own: Clause) -> bool:
    """Whether a country leads a figure's own clause ("world trade fell, while Poland grew").

    Args:
        view: The sentence.
        one: The figure.
        own: Its clause.
    """
    return own.kind != "aside" and any(
        area.kind == "country"
        and own.start <= area.start
        and area.end <= one.start
        and view.clauses.at(area.start).number == own.number
        and is_subject(view, area)
        and may_lead(view, area)
        for area in view.areas
    )


_WHERE = re.compile(r",?\s+where\s+$")


def stands_for_told(view: View, mention: AreaMention) -> bool:
    """Whether "it" stands for what is told ("Brazil, where it is 87%", "in Niger it's half").

    Args:
        view: The sentence.
        mention: The word.
    """
    if re.fullmatch(r"(?:it|they)(?:[’']s)?", mention.text, re.IGNORECASE) is None:
        return False
    if _WHERE.search(view.before(mention.start, 12)):
        return True
    return any(
        (area.areas or area.kind in {"back_group", "back_own", "back_country"})
        and is_frame(view, area)
        and view.text[area.end : mention.start] in {" ", ", "}
        for area in view.areas
    )


_EQUALS = re.compile(
    r"\b(?:equivalent|equals?|equal(?:led|ed)|amount(?:s|ed|ing)?|c[oa]mes?|correspond(?:s|ed)?)\s+to\s+"
    rf"{_HEDGE}$",
    re.IGNORECASE,
)


def owner_of_whole(view: View, one: Printed, relation: Relation) -> AreaMention | None:
    """Whose the whole is that a part is told of, where the sentence names nobody before it.

    "Women account for 27% of Qatar's population", "trade is equal to twice GDP in Singapore".

    Args:
        view: The sentence.
        one: The figure.
        relation: What it says.
    """
    other = relation.other
    if other is None or not other.areas or other.kind == "world" or other.start < one.end:
        return None
    last = view.figure_before(one.start)
    begin = view.start if last is None else last.end
    if any(begin <= area.start < one.start for area in view.areas):
        return None
    is_first = not any(area.start < one.start for area in view.areas)
    is_equal = _EQUALS.search(view.before(one.start, 40)) is not None
    is_next = (
        last is not None and re.search(r"\band to\s+$", view.before(one.start, 10)) is not None
    )
    if relation.kind == "share":
        return other if is_first and view.topics else None
    is_ratio = relation.kind == "ratio" and any(
        one.end <= topic.start <= one.end + 1 for topic in view.topics
    )
    return other if is_ratio and (is_equal or is_next) else None


def is_apposition(view: View, clause: Clause) -> bool:
    """Whether brackets only name who is meant ("in three countries (Chad, Mali and Niger)").

    Args:
        view: The sentence.
        clause: The brackets.
    """
    if clause.kind != "aside":
        return False
    return view.figures_between(clause.start, clause.end) == 0 and not any(
        clause.start <= year.start < clause.end for year in view.years
    )


def is_set_apart(view: View, mention: AreaMention, between: str) -> bool:
    """Whether the words before an area keep it apart from the figure right behind it.

    Args:
        view: The sentence.
        mention: The area.
        between: The words between the two.
    """
    harsh = re.search(
        r"\b(?:after|behind|unlike|than|ahead of|including|excluding)\s+(?:the\s+)?$",
        view.before(mention.start, 16),
    )
    if harsh is None or mention.is_possessive:
        return False
    return re.search(r"\bof\b|\(|:|\bat\b|\bwith\b", between) is None
