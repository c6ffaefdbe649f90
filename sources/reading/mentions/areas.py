"""Areas that a text names: countries, groups, the world, and words that point back to them.

A name counts where it is printed as a name ("Turkey", not "turkey") and is no piece of another
("World Bank", "Indian Ocean", "US dollars"). Neighbouring names that a comma or "and" joins are one
mention of several areas.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from sources.reading.mentions.area_words import (
    COUNTED_AFTER,
    EXISTS,
    NAMED_AFTER,
    NOT_AFTER,
    NOT_BEFORE,
    OF_THE_CALENDAR,
    PERSON,
    PRICES_AFTER,
    SOURCE_AFTER,
    WORLD_NAMED_AFTER,
    WORLD_NOT_AFTER,
    WORLD_NOT_BEFORE,
)
from sources.reading.mentions.words import Found, PhraseTable, Token
from sources.reference.areas import AREAS
from sources.reference.names import area_adjectives, area_names

MentionedKind = Literal[
    "country", "group", "world", "back_country", "back_group", "back_any", "back_own"
]

WORLD = "WLD"
_WORLDS = frozenset({"WLD", "world"})
_BACK: Mapping[MentionedKind, str] = {
    "back_country": "the country|the nation|the republic|the kingdom|the island|this country|the "
    "islands|the island nation|the archipelago|that country|the territory|the state",
    "back_group": "the region|the bloc|the block|the group|the continent|the union|the alliance|"
    "the "
    "subregion|the sub region|these countries|those countries|the three|the four|the five|"
    "all three|"
    "the two|the two countries|both countries|the three countries|the trio|the grouping|"
    "the members|"
    "its members|member states|the area|this region|this group|the club|all five|all four|"
    "such countries|all of them|each of them|them all|the former|the latter|the pair|"
    "all four countries|the four countries|the community|the association|the federation|"
    "the five countries|the six countries|all six countries|all three countries|all five "
    "countries|the same group|the same countries|the same region|these states|those states|"
    "these nations|those nations|both nations|both states|the two nations|the two states|"
    "the three states|the four states|the five states|the three nations|the four nations|"
    "the five nations|regional average|regional mean|regional figure|regional total",
    "back_any": "it|its|it's|itself|their|they|they're|they've|at home|there",
    "back_own": "we|we're|we've|we'd|we'll|our|ours|our country|my country|here at home",
}
_SHORT = {
    "US": "USA",
    "U.S.": "USA",
    "USA": "USA",
    "UK": "GBR",
    "U.K.": "GBR",
    "UAE": "ARE",
    "Britain": "GBR",
    "America": "USA",
    "south of the Sahara": "SSF",
    "Africa south of the Sahara": "SSF",
}
_LOWERCASE = frozenset(
    {"world", "global", "globally", "worldwide", "globe", "planet", "humanity", "humankind"}
    | {"on earth", "the earth", "across the globe", "around the globe", "human beings", "mankind"}
)
_SOURCES = frozenset({"OECD", "EU", "ASEAN", "OED", "EUU", "OPEC"})
_JOINT = re.compile(
    r"(?:[’']s?)?\s*(?:,\s*(?:and|or|&)?|and|or|&|\+|/|;|and in|as well as|or in|, in|"
    r", and in)?\s*(?:the\s+)?"
)
_TOGETHER = re.compile(
    r"\b(?:combined|together|put together|collectively|taken together|in total|jointly|joint|"
    r"sum)\b",
    re.IGNORECASE,
)


_SHARED: Mapping[str, tuple[str, ...]] = {
    "dominican": ("DOM", "DMA"),
    "congolese": ("COD", "COG"),
    "korean": ("KOR", "PRK"),
    "guinean": ("GIN", "GNB", "GNQ", "PNG"),
    "samoan": ("WSM", "ASM"),
    "congo": ("COD", "COG"),
}
"""Adjectives and names that several countries share, the one with the most people first."""


@dataclass(frozen=True)
class AreaMention:
    """Areas named at ``start`` to ``end``; several where a list names them.

    ``areas`` are area expressions; empty for words that only point back. ``is_possessive`` says
    that the name owns what follows ("Germany's", "German").
    """

    first: int
    last: int
    start: int
    end: int
    kind: MentionedKind
    areas: tuple[str, ...]
    text: str
    is_possessive: bool = False
    is_demonym: bool = False


_BODY = re.compile(r"\b(?:community|association|federation)\b")
_CONTINENTAL = re.compile(r"[ -](?:asia|africa|america)$")
"""Regions whose people are called by their name with an n ("South Asians")."""


@lru_cache(maxsize=1)
def _table() -> PhraseTable[tuple[MentionedKind, str]]:
    phrases: list[tuple[str, tuple[MentionedKind, str]]] = [
        (name, (_kind(code), code)) for name, code in _SHORT.items()
    ]
    for name, expression in area_names().items():
        kind = _kind(expression)
        payload: tuple[MentionedKind, str] = (kind, WORLD if kind == "world" else expression)
        phrases.append((name, payload))
        if kind == "group" and _CONTINENTAL.search(name):
            phrases += [(f"{name}n", payload), (f"{name}ns", payload)]
    for kind, words in _BACK.items():
        phrases += [(word, (kind, "")) for word in words.split("|")]
    phrases += [(word, ("world", WORLD)) for word in _LOWERCASE]
    for word, codes in _SHARED.items():
        plural = [] if word in {"congolese", "congo"} else [f"{word}s"]
        phrases += [(name, ("country", codes[0])) for name in (word, *plural)]
    return PhraseTable(phrases)


def _kind(expression: str) -> MentionedKind:
    if expression in _WORLDS:
        return "world"
    return "country" if is_country(expression) else "group"


def is_country(expression: str) -> bool:
    """Whether an area expression is one country's code."""
    area = AREAS.get(expression)
    return area is not None and area.kind != "aggregate"


_REGIONS = frozenset(
    [
        "SSF",
        "SSA",
        "SAS",
        "EAS",
        "EAP",
        "LCN",
        "LAC",
        "MEA",
        "MNA",
        "ECS",
        "ECA",
        "NAC",
        "ARB",
        "AFE",
        "AFW",
        "CEB",
        "CSS",
        "PSS",
        "OSS",
        "SST",
        "AFR",
        "EMU",
        "EUU",
        "EU",
    ]
)


def is_region(expression: str) -> bool:
    """Whether an area expression is a part of the world, no group by income or by treaty."""
    return expression in _REGIONS or expression.startswith("m49-")


def find_areas(text: str, tokens: tuple[Token, ...]) -> tuple[AreaMention, ...]:
    """The areas that a text names, in order, each name for itself."""
    found: list[AreaMention] = []
    persons = [one.span("surname" if one["surname"] else 0) for one in PERSON.finditer(text)]
    for one in _table().find(tokens):
        if found and found[-1].start == one.start:
            continue
        if any(start <= one.start and one.end <= end for start, end in persons):
            continue
        mention = _mention(text, tokens, one)
        if mention is not None:
            found.append(mention)
    return tuple(_meant(found))


def _meant(found: list[AreaMention]) -> Iterator[AreaMention]:
    """Mentions by a shared adjective, as the one of its countries that the text names."""
    named = {area for one in found for area in one.areas if _shared(one.text) is None}
    for one in found:
        codes = _shared(one.text)
        meant = [code for code in codes or () if code in named]
        yield replace(one, areas=(meant[0],)) if meant else one


def _shared(words: str) -> tuple[str, ...] | None:
    """The countries that share an adjective; None where it has one country only."""
    plain = re.sub(r"[’']s?$", "", words.casefold()).removeprefix("the ")
    return _SHARED.get(plain) or _SHARED.get(plain.removesuffix("s"))


def _is_no_world(
    text: str, tokens: tuple[Token, ...], one: Found[tuple[MentionedKind, str]]
) -> bool:
    """Whether "world" is a piece of a name ("World Bank", "World AIDS Day"), or a part of it."""
    if _is_other_name(_next(tokens, one.last), WORLD_NOT_AFTER, WORLD_NAMED_AFTER):
        return True
    if text[one.start] == "W" and OF_THE_CALENDAR.match(text, one.end):
        return True
    return bool(one.first) and tokens[one.first - 1].key in WORLD_NOT_BEFORE


def _mention(
    text: str, tokens: tuple[Token, ...], one: Found[tuple[MentionedKind, str]]
) -> AreaMention | None:
    kind, expression = one.payload
    printed = text[one.start : one.end]
    if not kind.startswith("back") and not _is_name(text, tokens, one, expression):
        return None
    if kind == "world" and _is_no_world(text, tokens, one):
        return None
    if _points_nowhere(text, printed.casefold(), one.end, _next(tokens, one.last).casefold()):
        return None
    if expression == "BRIC" and re.match(r"BRICS\b", printed):
        # Only "BRICs" and "BRIC" are the four; "BRICS" in capitals has South Africa.
        expression = "BRICS"
    if printed.casefold() == "americas":
        kind, expression = "group", "m49-019"  # words are compared in the singular
    if kind == "back_country" and printed.casefold().endswith(("countries", "nations")):
        kind = "back_group"  # words are compared in the singular
    if kind == "back_group" and _is_no_group(printed, _next(tokens, one.last).casefold()):
        return None
    if kind == "group" and _is_class(text, tokens, one):
        return None
    is_possessive = bool(re.search(r"[’']s?$", printed)) or printed.casefold() in {"its", "their"}
    is_demonym = _next(tokens, one.last).islower() and kind == "country" and _adjective(printed)
    return AreaMention(
        one.first,
        one.last,
        one.start,
        one.end,
        kind,
        (expression,) if expression else (),
        printed,
        is_possessive,
        is_demonym,
    )


_BIRTHDAY = re.compile(
    r"\s+(?:very\s+)?(?:(?:first|second|third|fourth|fifth|sixth|1st|5th)\s+(?:birthday|year)|age\b)"
)


def _points_nowhere(text: str, word: str, end: int, following: str) -> bool:
    """Whether a word is no pronoun of a country: "there is", "before their fifth birthday"."""
    if word == "there":
        return following in EXISTS
    return word in {"their", "its"} and _BIRTHDAY.match(text, end) is not None


def _is_no_group(printed: str, following: str) -> bool:
    """Whether words such as "the area" point to no countries, by what follows them.

    So are "the five years", "twice the area of Spain" and "the community", which need not be one
    of countries as "the Community" is.
    """
    is_owner = printed.endswith(("’s", "'s"))
    is_counted = following in COUNTED_AFTER and not is_owner
    return is_counted or following == "of" or _BODY.search(printed) is not None


def _is_class(text: str, tokens: tuple[Token, ...], one: Found[tuple[MentionedKind, str]]) -> bool:
    """Whether a group is only what somebody belongs to ("is an upper middle-income country")."""
    if not re.search(r"(?:country|economy|nation|state)$", text[one.start : one.end], re.I):
        return False
    before = [token.text.casefold() for token in tokens[max(0, one.first - 2) : one.first]]
    return before[-1:] in (["a"], ["an"]) and before[0] in _CLASSING


_CLASSING = frozenset({"is", "are", "was", "were", "be", "become", "became", "remains", "as"})


def _adjective(printed: str) -> bool:
    return bool(re.search(r"(?:an|ish|ese|ch|i|ic)$", printed))


def _is_name(
    text: str, tokens: tuple[Token, ...], one: Found[tuple[MentionedKind, str]], expression: str
) -> bool:
    printed = text[one.start : one.end]
    is_lower = printed == printed.casefold()
    if (
        is_lower
        and expression not in _WORLDS
        and not re.search(
            r"countr|econom|world|nation|income|area|zone|bloc|states|region", printed
        )
    ):
        return False
    if is_lower and len(printed) < 5 and expression not in _WORLDS:
        return False
    if printed.casefold() in {"us", "it"} and printed != "US":
        return False
    if printed.isupper() and printed.casefold() in area_adjectives():
        beside = text[max(0, one.start - 40) : one.end + 40].replace(printed, "")
        if any(letter.islower() for letter in beside):
            return False  # "DANE", Colombia's office of statistics, is no Dane
    is_cell = re.match(r"\t| {3}|[ \t]*\n[ \t]*\n", text[one.end : one.end + 12]) is not None
    is_prices = PRICES_AFTER.match(text, one.end) is not None
    after = "" if is_cell or is_prices else _next(tokens, one.last)
    if expression not in _WORLDS and _is_other_name(after, NOT_AFTER, NAMED_AFTER):
        return False
    if (
        one.last < len(tokens)
        and tokens[one.last].text == "$"
        and tokens[one.last].start == one.end
    ):
        return False
    if (
        one.first
        and tokens[one.first - 1].text.casefold() in NOT_BEFORE
        and expression not in _WORLDS
    ):
        return False
    if (
        one.first > 1
        and tokens[one.first - 1].text == "of"
        and tokens[one.first - 2].text.casefold() in {"gulf", "bank", "university", "bay", "sea"}
    ):
        return False
    return not (expression in _SOURCES and _is_source(text, one.start, one.end))


def _is_other_name(after: str, words: frozenset[str], names: frozenset[str]) -> bool:
    """Whether the word after a name makes it a part of another one ("World Bank")."""
    plain = re.sub(r"[’']s?$", "", after.casefold())
    return plain in words or (plain in names and after[:1].isupper())


def _is_source(text: str, start: int, end: int) -> bool:
    """Whether an organisation is named as who says it, not as whom it is about."""
    if SOURCE_AFTER.match(text, end):
        return True
    before = text[max(0, start - 24) : start]
    return (
        re.search(r"(?:according to|source:?|by|data from)\s+(?:the\s+)?$", before, re.I)
        is not None
    )


def _next(tokens: tuple[Token, ...], at: int) -> str:
    return tokens[at].text if at < len(tokens) and tokens[at].is_word else ""


def join_areas(text: str, mentions: tuple[AreaMention, ...]) -> tuple[AreaMention, ...]:
    """Mentions with neighbouring names of a list joined into one mention of several areas."""
    lists: list[list[AreaMention]] = []
    for mention in mentions:
        if lists and _is_joined(text, lists[-1], mention):
            lists[-1].append(mention)
        else:
            lists.append([mention])
    return tuple(_sums(text, [_as_one(text, named) for named in lists]))


def _as_one(text: str, named: list[AreaMention]) -> AreaMention:
    """Neighbouring names of a list as one mention."""
    first, last = named[0], named[-1]
    if len(named) == 1:
        return first
    return replace(
        first,
        last=last.last,
        end=last.end,
        areas=tuple(code for one in named for code in one.areas),
        kind="group",
        text=text[first.start : last.end],
        is_possessive=last.is_possessive,
        is_demonym=last.is_demonym,
    )


_VERB_BEHIND = re.compile(r"\s+(?:has|had|is|was|grew|fell|rose|saw|did|[a-z]{3,}ed)\b")


def _is_joined(text: str, named: list[AreaMention], mention: AreaMention) -> bool:
    before = named[-1]
    if not (before.areas and mention.areas) or "world" in {before.kind, mention.kind}:
        return False
    between = text[before.end : mention.start]
    if not between.strip() or len(between) > 14 or before.areas[-1] == mention.areas[0]:
        return False
    if "\n" in between and re.search(r"\n\s*\n", between):
        return False
    if ";" in between and mention.is_possessive and not before.is_possessive:
        return False
    is_comma = re.fullmatch(r",\s+(?:the\s+)?", between) is not None
    is_owner = mention.is_possessive and not before.is_possessive
    if is_comma and (is_owner or _VERB_BEHIND.match(text, mention.end)):
        return False  # "Like Ghana, Togo had 7 million": a list has an "and" before its last
    if len(named) == 1 == len(before.areas) and re.fullmatch(r",\s*and\s+(?:the\s+)?", between):
        return False  # "as much as the average Indian, and China alone …"
    is_mixed = is_country(before.areas[-1]) != is_country(mention.areas[0])
    if is_mixed and re.search(r"\b(?:and|or)\b|&", between) is None:
        return False
    return _JOINT.fullmatch(between) is not None


def _sums(text: str, mentions: list[AreaMention]) -> Iterator[AreaMention]:
    """Lists of areas that are taken together are one area, their sum."""
    for mention in mentions:
        if len(mention.areas) < 2:
            yield mention
            continue
        around = (
            text[mention.end : mention.end + 24],
            text[max(0, mention.start - 30) : mention.start],
        )
        is_sum = "+" in mention.text or _TOGETHER.search(re.split(r"[.;:]", around[0])[0])
        is_sum = is_sum or re.search(
            r"\b(?:combined|joint|total)\s+(?:[\w-]+\s+){0,3}of\s+(?:the\s+)?$", around[1]
        )
        yield replace(mention, areas=(" + ".join(mention.areas),)) if is_sum else mention
