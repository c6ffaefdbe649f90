"""A figure to be read, with the heads above it, and what its place and print say of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sources.figures.numbers.movement_words import (
    FALLING,
    LOWERING,
    QUICKENING,
    RISING,
    SLOWING,
    any_of,
    inflected_forms,
)
from sources.reading.dates.tenses import last_tense
from sources.reading.discourse.lists import Head
from sources.reading.mentions.areas import AreaMention
from sources.reading.mentions.printed import Printed
from sources.reading.mentions.relation_words import AS_MUCH_ALONE
from sources.reading.mentions.words import Found
from sources.reading.narrowing.marks import marks_at
from sources.reading.sentences.context import View
from sources.reading.sentences.model import ReadFigure, Reading, ReadingKind
from sources.reading.sentences.relations import Relation


@dataclass(frozen=True)
class FigureInSentence:
    """A figure of a sentence, what it says by itself, and the heads above it.

    ``head`` is that of its column in a table, ``heads`` are the sentences that head its block.
    """

    view: View
    one: Printed
    relation: Relation
    head: Head | None
    heads: tuple[View, ...]


def is_like(
    view: View, one: Printed, before: Printed | None, last: Relation, relation: Relation
) -> bool:
    """Whether a part is of a whole as the one before ("17% of Egypt's imports, a fifth of Mali's").

    Args:
        view: The sentence.
        one: The figure.
        before: The figure before it.
        last: What that one says.
        relation: What this one seems to say.
    """
    other = relation.other
    if last.kind not in {"level", "share"} or before is None:
        return False
    owner = last.other or next((one for one in view.areas if one.start >= before.end), None)
    if owner is None or owner.start > one.start:
        return False
    if relation.kind != "ratio" or other is None or one.unit != before.unit:
        return False
    is_owner = other.is_possessive and owner.is_possessive
    return (
        is_owner and re.match(r"\s*of\s+(?:the\s+)?$", view.text[one.end : other.start]) is not None
    )


def is_same_held(
    view: View, one: Printed, before: Printed | None, last: Relation, relation: Relation
) -> bool:
    """Whether a multiple is held against what the one before is ("34 times …, but 14 at PPP").

    Args:
        view: The sentence.
        one: The figure.
        before: The figure before it.
        last: What that one says.
        relation: What this one seems to say.
    """
    is_bare = relation.kind == last.kind == "ratio" and relation.other is None
    if not is_bare or last.other is None or before is None:
        return False
    return not any(area.areas and last.other.end <= area.start < one.start for area in view.areas)


def is_same_multiple(view: View, last: Relation, relation: Relation, one: Printed) -> bool:
    """Whether a bare multiple goes on with one of what was told before ("twice as much, X six").

    Args:
        view: The sentence.
        last: What the figure before it says.
        relation: What this one seems to say.
        one: The figure.
    """
    if not relation.kind == last.kind == "ratio" or relation.other or last.other:
        return False
    is_bare = re.match(r"(?:\s+times)?\s*(?:[.,;]|and\b|$)", view.after(one.end, 10)) is not None
    return is_bare and AS_MUCH_ALONE.match(f"{last.rest},") is not None


_SHARING = re.compile(
    r"(?:\s|,|;|\b(?:and|but|while|an?|mere|only|just|by|about|some|around|nearly|almost|over|the|in|"
    r"an?other|further|then|"
    r"for|that of|those of|of|its|more than|less than|(?:19|20)\d\d)\b|[’']s\b)*",
    re.IGNORECASE,
)


_MOVED = re.compile(
    rf"\b(?:{any_of(inflected_forms(FALLING, LOWERING, RISING, QUICKENING, SLOWING))})\b", re.I
)


_BY_TOO = re.compile(r"\band\s+(?:then\s+)?by\s+", re.IGNORECASE)
"""A second step of the same thing ("shrank by 3.5% in 2015 and by 3.3% in 2016")."""


def shares_verb(
    view: View, one: Printed, before: Printed | None, last: Relation, relation: Relation
) -> bool:
    """Whether a percentage goes on with what the one before it moved by.

    Told are "industry lost 13%, services 9%" and "Thailand contracted by 7%, Indonesia by 2%": only
    a topic or an area stands between.

    Args:
        view: The sentence.
        one: The figure.
        before: The figure before it.
        last: What that one says.
        relation: What this one seems to say.
    """
    if before is None or last.kind != "growth" or relation.kind not in {"level", "growth"}:
        return False
    if not one.unit == before.unit == "pct" or one.is_pair or one.base:
        return False
    start, end = before.after or before.end, one.start
    if _MOVED.search(view.text, start, end) or last_tense(view.text[start:end]) != (False, False):
        return False  # "consumer prices rose by 28.7 per cent": a verb of its own
    names: list[AreaMention | Found[str]] = [*view.topics, *view.areas]
    is_named = any(start <= name.start < end for name in names)
    is_named = is_named or _BY_TOO.search(view.text, start, end) is not None
    return is_named and _SHARING.fullmatch(view.without(start, end, names)) is not None


MOVES = frozenset({"growth", "change", "ratio_time"})
"""Relations that tell how something moved."""
_WHOLE_BEHIND = re.compile(r"\s+(?:of\s|the\s+(?:people|population|inhabitants)\b)", re.IGNORECASE)
_BARE = re.compile(r"[\d.,]+|[A-Za-z]+")


_AND_NEXT = re.compile(r",?\s+(?:and|or|to)\s+|,\s+")


def is_bare(claim: FigureInSentence) -> bool:
    """Whether a figure is only a number: no unit, no column that has one, no topic led up to it."""
    view, one = claim.view, claim.one
    if claim.head is not None or claim.relation.is_part:
        return False
    if claim.relation.kind in {"ratio", "ratio_time"}:
        return False  # "half", "fourteen times"
    if one.unit == "pct" and _WHOLE_BEHIND.match(view.text, one.end, view.end):
        return False  # "half of all Ethiopians"
    following = view.figure_after(one.end)
    is_next = following is not None and following.unit == "pct"
    if is_next and following and _AND_NEXT.fullmatch(view.text, one.end, following.start):
        return False  # "were 1.3 and 26.6 per cent"
    is_digits = one.figure.text[:1].isdigit() or one.unit == "per_woman"
    is_rate = one.unit.startswith("per_") and is_digits
    if is_rate or (claim.heads and one.unit != "number"):
        return False
    if _BARE.fullmatch(one.figure.text) is None or one.figure.real_unit in _SIZES:
        return False
    return not any(
        topic.end <= one.start and _LED.fullmatch(view.text, topic.end, one.start)
        for topic in view.topics
    )


_SIZES = frozenset(
    {
        "hectares",
        "acres",
        "sq_miles",
        "m2",
        "km2",
        "km3",
        "m3",
        "tonnes",
        "kt",
        "mt",
        "gt",
        "kg",
        "kwh",
        "mwh",
        "gwh",
        "twh",
        "kwh_per_head",
        "mwh_per_head",
    }
)
"""Units that a figure names itself, by their ids in `sources.figures.numbers.measures`."""
_LED = re.compile(
    r"\s+(?:(?:rate|index|ratio|figure|in|for|of)\s+)*(?:(?-i:[A-Z]\w+)\s+)?(?:was|is|were|are|of|at|"
    r"stood at|reached|came to|averaged|rose to|fell to|:)\s*"
    r"(?:only |just |about |some |around |nearly |almost |over |still )*",
    re.IGNORECASE,
)
"""What stands between a topic and its number ("infant mortality was 11")."""


def has_span(view: View, reading: Reading) -> bool:
    """Whether the words say over which years something moved, where it is no yearly rate."""
    start, end = reading.period.start, reading.period.end
    if reading.measure == "value" or start is None or end is None or end > start + 1:
        return True
    return any(year.kind == "earlier" or year.first == start for year in view.years)


def marks_of(claim: FigureInSentence) -> frozenset[str]:
    """The marks that hold for a figure; of a row of a table all that its label and head say."""
    view, head = claim.view, claim.head
    if head is None:
        own = marks_at(view, claim.one) | _of_those_before(view, claim.one)
        last = view.figure_before(claim.one.start)
        begin = view.start if last is None else last.end
        of_them = _OF_THEM.match(view.text, begin, view.end)
        begin = begin if of_them is None else of_them.end()
        is_back = _BACK.search(view.text, begin, claim.one.start) is not None
        return own or _head_marks(view, claim.heads, is_back=is_back)
    found = frozenset(one.payload for one in (*view.marks, *head.marks))
    return found or _head_marks(view, claim.heads, is_back=True)


_BACK = re.compile(r"\b(?:they|them|theirs?|these|those|she|hers?|he|his|him)\b", re.IGNORECASE)
"""Words that point back to those of whom the sentence before tells."""
_OF_THEM = re.compile(r"\s+of\s+(?:them|these|those)\b", re.IGNORECASE)
_OF_EVERYBODY = re.compile(
    r"\b(?:overall|nation(?:al(?:ly)?|wide)?|of (?:the|all|its|their) (?:\w+ )?(?:country|people|"
    r"population|adults|workers|workforce|whole)|"
    r"of (?:all|adults|workers|people|everybody|everyone)|in all|"
    r"altogether|the (?:average|mean|country)|life expectancy)\b",
    re.IGNORECASE,
)
"""What tells that a figure behind "of them" is of all people again."""
_SENTENCE_BEFORE = re.compile(r"(?:^|[.?!:\n\u201c\"])([^.?!:\n]{3,70})[.?!]\s+$")
_THOSE = (
    ("youth", re.compile(r"\bthe young\b|\byoung (?:people|adults)\b|\byoungsters\b", re.I)),
    ("female", re.compile(r"\b(?:women|girls)\b", re.IGNORECASE)),
    ("male", re.compile(r"\b(?:men|boys)\b", re.IGNORECASE)),
    ("rural", re.compile(r"\b(?:villagers|the countryside)\b", re.IGNORECASE)),
)


def _of_those_before(view: View, one: Printed) -> frozenset[str]:
    """Whom the short sentence before names, of "29 per cent of them" and what goes on with it."""
    first = next((f for f in view.figures if _OF_THEM.match(view.text, f.end, view.end)), None)
    told = _SENTENCE_BEFORE.search(view.text, max(0, view.start - 90), view.start)
    if first is None or one.start < first.start or told is None:
        return frozenset()
    if one.start > first.start and _OF_EVERYBODY.search(view.text, first.end, view.end):
        return frozenset()
    if len({area.areas for area in view.areas if area.areas}) > 1:
        return frozenset()
    marks = frozenset(mark for mark, words in _THOSE if words.search(told[1]))
    return marks if len(marks) == 1 else frozenset()


_LABEL_WORDS = 4
"""How many words a heading has that names only whom what follows is of ("Women and girls")."""


_PARENTS = re.compile(r"mothers\b", re.IGNORECASE)
"""Who heads what is told of them and of their children, not of women alone."""


_THEM = (
    r"(?:(?:young|old|older|elderly|adult|rural|urban|poor|working)\s+)?(?:wom[ae]n|m[ae]n|girls?|boys?|"
    r"(?:fe)?males?|youths?|people|children|adults|adolescents|teenagers|the young|the old|elderly|"
    r"countryside|towns|cities|villages|areas)"
)
_NAMES_THEM = re.compile(
    rf"(?:(?:the|its|our|for|by|among|of|in)\s+)*{_THEM}(?:\s*(?:,|and|&|vs\.?)\s*{_THEM})*"
    r"(?:\s+only)?(?:,?\s*\(?\d{4}\)?)?",
    re.IGNORECASE,
)
"""A heading that names some and says nothing ("Women and girls"), and not "Girl power"."""


def _words_of(head: View) -> str:
    return head.text[head.start : head.end].strip(" #*_:.\n\t")


def _head_marks(view: View, heads: tuple[View, ...], *, is_back: bool) -> frozenset[str]:
    """The marks of the nearest heading ("Participation of women, 2019"), if it is of the same.

    What a short sentence says ("Women work.") holds only where a word points ``back`` to it.
    """
    if not heads:
        return frozenset()
    own = {found.payload for found in view.topics}
    headed = {found.payload for found in heads[-1].topics}
    is_said = heads[-1].text[heads[-1].start : heads[-1].end].rstrip().endswith(".")
    is_label = len(heads[-1].word_starts) <= _LABEL_WORDS and (is_back or not is_said)
    if own and not own & headed and (headed or not is_label):
        return frozenset()
    head = heads[-1]
    is_prose = view.sentence.kind == "paragraph" and head.sentence.kind == "heading"
    is_prose &= not is_back and bool(own) and not own & headed
    if is_prose and not _NAMES_THEM.fullmatch(_words_of(head)):
        return frozenset()
    named = (one for one in head.marks if not _PARENTS.match(head.text, one.start))
    return frozenset(one.payload for one in named)


def as_read(
    view: View, one: Printed, kind: ReadingKind, why: str, unverifiable: str = ""
) -> ReadFigure:
    """A figure as read, of a kind and for a reason, with no reading yet."""
    return ReadFigure(
        phrase=view.text[one.start : one.end],
        start=one.start,
        end=one.end,
        sentence=view.text[view.start : view.end].strip(),
        sentence_start=view.start,
        page=None,
        kind=kind,
        figure=one.figure,
        state="unsure",
        reading=None,
        why=why,
        unverifiable=unverifiable,
        scale=one.scale if one.unit == "number" else 1,
    )
