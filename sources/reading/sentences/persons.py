"""Ages of single persons: "Maria Kamau, 34, has no job", "the minister, who is 54"."""

from __future__ import annotations

import re

from sources.reading.mentions.printed import Printed
from sources.reading.sentences.context import View

_NAMED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sir|Lady|Father|Sister)\.?\s+)?"
    r"(?P<name>[A-Z][a-zà-ÿ’'-]+(?:\s+(?:(?:de|da|van|von|al|bin|el|"
    r"la)\s+)?[A-Z][\w’'.-]*)*)(?:,|\s\()\s*$"
)
_TOLD = re.compile(
    r"(?:,?\s+who (?:is|was|turned|turns|has (?:just )?turned)(?:\s+(?:now|only|just))?|"
    r"\b(?:she|he|I) (?:is|was|am|turned|turns|(?:shall|will) be)(?:\s+(?:now|only|just))?|"
    r"\bturn(?:ed|s|ing)|"
    r"\b(?:retired|died|married|widowed|orphaned|a widow|a mother|a father|left school) at)\s*$",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\s*(?:[,.;!)]|$|and\b|when\b|last\b|this\b|in (?:19|20)\d\d|but\b|years? old\b|years old\b)"
)
_OPENS = re.compile(r"(?:,|\))\s")
_SAYING = re.compile(r"\b(?:said|says|added|asked|explained|complained|recalled|told)\s*$")
_ACTS = re.compile(
    r",\s+(?:who|whose|a|an|had|has|walked|runs|lost|left|sells|works|came|fled|lives|says|said|"
    r"is|was|"
    r"the|told|from|grows|drives|earns|spends|learned|never)\b"
)
_OLDEST, _GROWN = 110, 10


def is_age_of_person(view: View, one: Printed) -> bool:
    """Whether a number is how old somebody is.

    Args:
        view: The sentence.
        one: The figure.
    """
    is_bare = one.unit in {"number", "counted"} and re.fullmatch(r"\d{1,3}", one.figure.text)
    if not is_bare or not 0 < one.value <= _OLDEST or not _ENDS.match(view.after(one.end, 20)):
        return False
    before = view.before(one.start, 60)
    if _TOLD.search(before):
        return True
    named = _NAMED.search(before)
    is_told_by = named is not None and _SAYING.search(before[: named.start()]) is not None
    is_open = _OPENS.match(view.after(one.end, 3)) is not None
    if named is None or not (is_open or (is_told_by and view.after(one.end, 1) == ".")):
        return False
    start = one.start - len(before) + named.start("name")
    end = one.start - len(before) + named.end("name")
    is_person = is_told_by or (
        one.value >= _GROWN and _ACTS.match(view.after(one.end, 30)) is not None
    )
    is_person |= " " in named["name"].strip() or named.start("name") > named.start()
    is_closed = before.endswith("(") == view.after(one.end, 1).startswith(")")
    return is_person and is_closed and not view.is_named(start, end)
