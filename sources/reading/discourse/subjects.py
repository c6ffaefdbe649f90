"""Whom a sentence is about, and what its pronouns mean."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from sources.reading.discourse.compared import DESCRIBING, is_compared
from sources.reading.discourse.turns import (
    countries_beside_people,
    is_many,
    names_its_next,
    turned_to,
)
from sources.reading.mentions.areas import AreaMention, is_country, is_region
from sources.reading.sentences.context import Thread, View
from sources.reference.classifications import aggregate_members, m49_regions
from sources.reference.names import is_loose

_OBLIQUE = re.compile(
    r"\b(?:to|from|with|toward|towards|into|via|through|near|bordering|borders|alongside|between|"
    r"against|unlike|like|outside|beyond|onto|joining|joined|left|over|around|"
    r"(?:relatives|emigrants|compatriots|diaspora|kin) (?:who live |living |working )?in|"
    r"overt(?:ook|aken|akes?|aking)|surpass(?:ed|es|ing)?|exceed(?:s|ed|ing)?|"
    r"outpac(?:es?|ed|ing)|trail(?:s|ed|ing)?|dwarf(?:s|ed|ing)?|rival(?:s|led|ling)?|"
    r"lag(?:s|ged|ging)? behind|outstripp?(?:ed|s|ing)?|overhaul(?:ed|s)?|"
    r"neighbours|neighbors|fled|flee(?:ing|s)?|leav(?:e|es|ing)|escap(?:e|ed|ing))\s+"
    r"(?:(?:the|its|their|neighbour|neighbor|neighbouring|neighboring|nearby|both)\s+){0,2}$",
    re.IGNORECASE,
)


_FLOW = re.compile(
    r"\b(?:aid|assistance|remittances?|investments?|inflows?|flows?|transfers?|loans?|lending|"
    r"money|visits?|visitors|tourists?|arrivals|travellers|travelers|refugees|migrants|emigrants|"
    r"credits?|grants?|fled|flee)\b"
    r"[^,;.]{0,25}\b(?:to|into|from)\s+(?:the\s+)?$",
    re.IGNORECASE,
)


_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|does|do|did|can|could|will|would|may|might|shall|should|"
    r"must|rose|fell|grew|stood|made|went|came|got|gave|took|saw|ran|held|kept|left|lost|won|paid|"
    r"spent|sent|sold|built|bought|brought|put|cut|hit|led|met|shrank|became|began|drew|shed|"
    r"makes?|remains?|accounts?|stands?|holds?|lacks?|uses?|spends?|ranks?|counts?|lives?|earns?|"
    r"gets?|grows?|hosts?|owes?|employs?|takes?|produces?|consumes?|emits?|relies|depends?|"
    r"[a-z]{2,}ed)\b"
)


def is_loosely_named(mention: AreaMention) -> bool:
    """Whether writers mean different countries by the name that stands there."""
    return bool(mention.areas) and is_loose(re.sub(r"[’']s?$", "", mention.text))


def own_surely(thread: Thread) -> str:
    """The country that "we" surely means: the speaker's, or the one that a text is about."""
    is_alone = thread.is_single and thread.likely_own in {"", thread.main_area}
    main = thread.main_area if is_country(thread.main_area) and is_alone else ""
    return thread.own_area or main


def own_likely(thread: Thread) -> str:
    """The country that "we" likely means: the one that a text is mostly of, for want of another."""
    is_main = is_country(thread.main_area) and thread.main_share >= _PARTLY
    return thread.likely_own or (thread.main_area if is_main else "")


_PARTLY = 0.3


def resolve_back(mention: AreaMention, thread: Thread, view: View) -> tuple[str, ...]:
    """The areas that a word points back to."""
    before = subject_before(view, mention)
    if mention.kind == "back_country":
        return _first(*_countries_meant(before, thread, view))
    if mention.kind == "back_own":
        own = own_surely(thread) or own_likely(thread)
        return (own,) if own else ()
    if mention.kind == "back_group":
        return _region_before(mention, view) or _group_meant(mention, thread, view)
    if bought := _bought_from(mention, thread, view):
        return bought
    if led := _led_by(mention, view) or _of_ours(mention, view):
        return resolve_back(led, thread, view)
    if behind := _owner_behind(mention, view):
        return behind
    is_new = view.sentence.paragraph != thread.subject_paragraph
    is_first = not re.search(r"\w", view.text[view.start : mention.start])
    if is_first and thread.latter[0] == view.sentence.index - 1 and not is_new:
        return _first(thread.latter[1], thread.subject)
    is_main = is_country(thread.main_area) and thread.main_share >= _MOSTLY
    if is_new and is_main and thread.subject and is_country(thread.subject[0]):
        return _first(before, (thread.main_area,))
    return _first(before, thread.subject)


_BUYS = re.compile(
    r"\b(?:buys?|bought|takes?|took|absorb(?:s|ed)?|purchase[sd]?|receive[sd]?|supplies|supplied|"
    r"provide[sd]?|accounts? for|accounted for|is the (?:destination|source) of|sends?|sent)\b"
    r"[^.;:,]{0,40}\bof\s+(?:all\s+)?$",
    re.IGNORECASE,
)
_GOODS = re.compile(
    r"\s+(?:\w+\s+){0,2}?(?:exports?|imports?|trade|sales|tourists|visitors|oil|gas)\b"
)


def _bought_from(mention: AreaMention, thread: Thread, view: View) -> tuple[str, ...]:
    """Whose exports another country buys, which is spoken of ("China buys half of its exports")."""
    is_its = mention.text.casefold() in {"its", "their"} and len(thread.subject) == 1
    if not is_its or view.sentence.paragraph != thread.subject_paragraph:
        return ()
    if not _BUYS.search(view.before(mention.start)) or not _GOODS.match(view.text, mention.end):
        return ()
    led = [one for one in view.areas if one.end <= mention.start and one.areas]
    is_other = len(led) == 1 and led[0].kind == "country" and led[0].areas != thread.subject
    return thread.subject if is_other and is_country(thread.subject[0]) else ()


_OWNED = re.compile(
    r"\W*(?:with|despite|for all|given|because of|thanks to|in spite of|besides)\s+(?:all\s+|"
    r"[^,;:.]{0,50}?(?:%|\bper ?cent|\bpercent|\bhalf|third|quarter|fifths?|tenths?)\s+of\s+"
    r"(?:all\s+)?)?",
    re.IGNORECASE,
)


def _owner_behind(mention: AreaMention, view: View) -> tuple[str, ...]:
    """Whose something is that opens a sentence before its owner ("With its towns, Mali …")."""
    if _OWNED.fullmatch(view.text, view.start, mention.start) is None:
        return ()
    first = next((one for one in view.areas if one.areas and one.start >= mention.end), None)
    if first is None or re.search(r",\s+(?:the\s+)?$", view.before(first.start, 8)) is None:
        return ()
    return first.areas if may_lead(view, first) else ()


def _region_before(mention: AreaMention, view: View) -> tuple[str, ...]:
    """The region that a sentence itself names before "the region"."""
    if not re.search(r"(?:region|continent)\b", mention.text.casefold()):
        return ()
    own = (one.areas for one in reversed(view.areas) if one.areas and one.end <= mention.start)
    return next((areas for areas in own if len(areas) == 1 and is_region(areas[0])), ())


def _led_by(mention: AreaMention, view: View) -> AreaMention | None:
    """The words such as "the region's" that lead a sentence, for an "it" behind them."""
    named = [one for one in view.areas if one.end <= mention.start and may_lead(view, one)]
    first = named[0] if named else None
    is_back = first is not None and first.kind in {"back_group", "back_country"}
    is_back = is_back and not any(one.areas for one in named)
    return first if is_back and first is not None and is_subject(view, first) else None


def _of_ours(mention: AreaMention, view: View) -> AreaMention | None:
    """The "our" right before a "their own", which is of our people ("our families … their own")."""
    before = [one for one in view.areas if one.end <= mention.start]
    is_own = re.match(r"\s+own\b", view.after(mention.end, 5)) is not None
    return before[-1] if is_own and before and before[-1].kind == "back_own" else None


_MOSTLY, _RARELY = 0.4, 0.2
"""From such a share of its mentions on a new paragraph goes on with the text's own country."""


def _countries_meant(
    before: tuple[str, ...], thread: Thread, view: View
) -> Iterator[tuple[str, ...]]:
    """What "the country" may mean, the likeliest first: the text's own, else the last one."""
    main = thread.main_area
    if before and len(before) == 1 and is_country(before[0]):
        yield before
    is_new = view.sentence.paragraph != thread.subject_paragraph
    if main and is_country(main) and (is_new or thread.is_single):
        if len(thread.subject) == 1 and is_country(thread.subject[0]) and not is_new:
            yield thread.subject
        yield (main,)
    yield (thread.country,)


_COUNT = {"two": 2, "both": 2, "three": 3, "trio": 3, "four": 4, "five": 5, "six": 6}


def _group_meant(mention: AreaMention, thread: Thread, view: View) -> tuple[str, ...]:
    words = mention.text.casefold()
    if "former" in words or "latter" in words:
        listed = _listed(thread, 2)
        return (listed[0 if "former" in words else 1],) if listed else ()
    if re.search(r"(?:region(?:al)?|continent|area)\b", words):
        return _region_meant(words, thread, view)
    if words.startswith("the union") and (union := thread.union or _union_of(mention, thread)):
        return (union,)
    count = next((_COUNT[word] for word in _COUNT if word in words), 0)
    listed = _listed(thread, count) if count else thread.listed
    if "them" in words and thread.lists:
        listed = thread.lists[-1]
    if re.search(r"blocs|regions|groups|unions|continents", words):
        sets = (one for one in reversed(thread.lists) if not any(map(is_country, one)))
        listed = next(sets, listed)
    is_sum = re.match(r"\s*(?:together|combined|jointly)\b", view.after(mention.end, 14))
    is_sum = is_sum or re.match(
        r"[’']?s?\s+(?:combined|joint|total)\b", view.after(mention.end, 16)
    )
    is_sum = is_sum or re.search(
        r"\b(?:together|combined),?\s*$", view.before(mention.start, 14), re.I
    )
    own = view.clauses.at(mention.start)
    is_sum = is_sum or _SUMMED.search(view.text[own.start : own.end])
    if listed and is_sum:
        return (" + ".join(listed),)
    if words == "the countries" and not listed and thread.lists:
        listed = thread.lists[-1]
    if listed and (
        count or re.search(r"these|those|such|them|blocs|regions|groups|the countries", words)
    ):
        return listed
    return _first((thread.group,), thread.listed)


def _region_meant(words: str, thread: Thread, view: View) -> tuple[str, ...]:
    """The region that words such as "the continent" mean: one spoken of, else the text's own."""
    main = thread.main_area if is_region(thread.main_area) else ""
    is_near = view.sentence.paragraph == thread.region_paragraph or thread.main_share < _RARELY
    if thread.is_single and thread.subject and thread.subject != (thread.region,):
        is_near = False  # what a text about one region says of others, it says in passing
    ways: tuple[tuple[str], ...] = (
        ((thread.region,), (main,)) if is_near else ((main,), (thread.region,))
    )
    if "continent" in words:
        ways = (*ways, (_continent_of(thread),))
    return _first(*ways, (thread.group,), thread.listed)


_CONTINENTS = ("m49-002", "m49-005", "m49-142", "m49-150")


def _continent_of(thread: Thread) -> str:
    """The continent on which the country lies that a text is about; empty where it spans two."""
    own = thread.own_area or thread.main_area or thread.country
    return next((code for code in _CONTINENTS if own in m49_regions()[code][1]), "")


def _union_of(mention: AreaMention, thread: Thread) -> str:
    """The union that a text from one of its members means, which names none; else empty."""
    if "Union" not in mention.text:
        return ""
    own = thread.own_area or thread.main_area or thread.country
    return "EU" if own in aggregate_members("EUU") else ""


_SUMMED = re.compile(
    r"\b(?:combined (?:population|gdp|output|exports|total)|summed|sums?|totall?ed|"
    r"altogether|in total|between them)\b",
    re.IGNORECASE,
)


def _listed(thread: Thread, count: int) -> tuple[str, ...]:
    """So many areas that were named together: countries most often, else those named last."""
    listed = [one for one in reversed(thread.lists) if len(one) == count]
    of_countries = [one for one in listed if all(map(is_country, one))]
    if not of_countries:
        return listed[0] if listed else ()
    often = Counter(frozenset(one) for one in of_countries)
    return max(of_countries, key=lambda one: often[frozenset(one)])


def subject_before(view: View, mention: AreaMention) -> tuple[str, ...]:
    """The areas that lead the sentence before a place, the clause's own first."""
    named = [
        one
        for one in view.areas
        if one.areas and one.end <= mention.start and _may_be_meant(view, one)
    ]
    if beside := countries_beside_people(view, mention):
        owner = beside[-1:] if mention.is_possessive else named
        named = [one for one in named if not is_many(one)] or owner
    clause = max(view.text.rfind(";", view.start, mention.start), view.start)
    named = [one for one in named if one.start >= clause] or named
    if not named:
        return ()
    leading = [one for one in named if view.clauses.at(one.start).kind not in _BESIDE]
    own = view.clauses.at(mention.start)
    if own.kind in {"contrast", "and"}:
        beside = [one for one in named if view.clauses.at(one.start).number == own.number]
        if own.kind == "and":  # "…, and Greece, for all its beaches, lost a quarter of its output"
            beside = [one for one in beside if is_subject(view, one) and not is_frame(view, one)]
        leading = beside or leading
    return _past_frame(view, leading or named).areas


def _may_be_meant(view: View, mention: AreaMention) -> bool:
    """Whether "its" may mean an area: the world where it owns or acts ("the world paid")."""
    is_acting = _VERB.match(view.text, mention.end + 1) is not None and is_subject(view, mention)
    is_owner = any(topic.start == mention.end + 1 for topic in view.topics)
    if mention.kind == "world" and not (is_owner or is_acting):
        return False
    return may_lead(view, mention)


def is_frame(view: View, mention: AreaMention) -> bool:
    """Whether an area only says where ("Within the BRICS block, China ...")."""
    before = view.text[max(view.start, mention.start - 24) : mention.start]
    return (
        re.search(r"\b(?:within|in|among|across|for|throughout)\s+(?:the\s+)?$", before, re.I)
        is not None
    )


def _first(*choices: tuple[str, ...]) -> tuple[str, ...]:
    return next((one for one in choices if one and one[0]), ())


_INSERTED = re.compile(r"\s*(?:,|\(|\s[–-]\s|—)\s*[a-z][^;.:]*", re.DOTALL)
_OPENED = re.compile(r"\s*(?:,|\(|\s[–-]\s|—)\s*")
_CLOSES = re.compile(r"[^,;.:()–—]{0,60}?(?:,|\)|\s[–-]\s|—)\s*")


def is_inserted(view: View, mention: AreaMention, place: int) -> bool:
    """Whether an area stands in words put in behind another one, which a place goes on about.

    "Nigeria, the most populous country in Africa, had 191 million": the number is Nigeria's. So it
    is in "Brazil, the giant of South America, had" and "In Kenya, as in Uganda, a fifth had".
    """
    before = [one for one in view.areas if one.end <= mention.start and one.areas]
    if not before or view.figures_between(before[-1].end, mention.start):
        return False
    opened = view.text[before[-1].end : mention.start]
    closed = _CLOSES.match(view.text, mention.end, place)
    is_owner = mention.is_possessive and _OPENED.fullmatch(opened) is not None
    if closed is None or not (is_owner or _INSERTED.fullmatch(opened)):
        return False
    if DESCRIBING.fullmatch(opened) is not None or _LIKENING.fullmatch(opened) is not None:
        return True
    return _VERB.match(view.text, closed.end()) is not None


_LIKENING = re.compile(
    r"\s*,\s+(?:(?:just|much|unlike)\s+)?(?:as|like|unlike)?\s*(?:in|with|for)?\s*(?:the\s+)?",
    re.IGNORECASE,
)


def is_oblique(view: View, mention: AreaMention) -> bool:
    """Whether an area is only where something goes to or comes from ("sales to India")."""
    before = view.before(mention.start, 60)
    if _OBLIQUE.search(before) is None or _FLOW.search(before):
        return False
    after = view.after(mention.end, 12)
    return not re.match(r"(?:[’']s)?\s*\(?[\d$€£]|\s+at\s|:", after)


def is_subject(view: View, mention: AreaMention) -> bool:
    """Whether an area stands before its clause's verb, or frames the sentence ("In Kenya, …")."""
    clause = view.clauses.at(mention.start)
    if clause.kind == "aside":
        return False
    words = view.text[clause.start : mention.start]
    return _VERB.search(words) is None and not (
        clause.kind in {"main", "and"} and re.search(r"\b[a-z]+ing\s+(?:\w+\s+)?$", words)
    )


def subject_of(view: View) -> AreaMention | None:
    """The area that a sentence is about: the first before its verb that is not compared with.

    A pronoun before the verb keeps the subject of the sentence before.
    """
    main = [one for one in view.areas if view.clauses.at(one.start).kind not in _BESIDE]
    named = [one for one in main if one.areas and may_lead(view, one)]
    leading = [one for one in named if is_subject(view, one)]
    back = next((one for one in main if one.kind in BACKS and is_subject(view, one)), None)
    is_only_framed = (
        bool(leading)
        and back is not None
        and back.kind == "back_country"
        and all(re.search(r"\bfor\s+$", view.before(one.start, 5)) for one in leading)
    )
    if back is not None and (not leading or back.start < leading[0].start or is_only_framed):
        return None
    if leading:
        first = _past_frame(view, leading)
        return None if _SET_APART.match(view.after(first.end, 24)) else first
    asked = named[0] if named and len({one.areas for one in named}) == 1 else None
    return turned_to(view, asked)


_SET_APART = re.compile(r",\s+(?:by|in)\s+contrast\b|,\s+meanwhile\b", re.IGNORECASE)
"""What a country is only set beside the one spoken of by ("Chile, by contrast, had 80 years")."""


_AIM = re.compile(r"\s+(?:targets?|goals?|average|mean|norm|benchmark|agenda)\b", re.IGNORECASE)


_BESIDE = frozenset({"base", "aside", "contrast", "relative"})


BACKS = frozenset({"back_any", "back_country", "back_own", "back_group"})


def may_lead(view: View, mention: AreaMention) -> bool:
    """Whether a sentence may be about an area: not compared with, no goal, no destination."""
    if mention.kind == "world" and _AIM.match(view.after(mention.end, 20)):
        return False
    is_beside = is_compared(view, mention) or is_oblique(view, mention)
    return not is_beside and not names_its_next(view, mention)


def _past_frame(view: View, leading: list[AreaMention]) -> AreaMention:
    """The first area, or the one right behind where that only frames it ("In Asia, China …")."""
    plain = [one for one in leading if not is_frame(view, one)]
    first = leading[0]
    is_near = bool(plain) and plain[0] is not first
    is_near = is_near and view.words_between(first.end, plain[0].start) < 6
    if is_near and not re.search(r", (?:from )?(?:wh|that)", view.text[first.end : plain[0].start]):
        return plain[0]
    return first
