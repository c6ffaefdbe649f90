"""Cities that stand for their countries: a capital that a sentence is about."""

from __future__ import annotations

import re
from functools import lru_cache

from sources.reading.sentences.context import View
from sources.reference.names import capitals


def country_of_city(view: View) -> str:
    """The country of the capital that leads a sentence which names no area; empty for none.

    "Jakarta tells another story.": the next sentences are about Indonesia. Where the sentence tells
    a figure, it may be of the city.

    Args:
        view: The sentence.
    """
    if view.figures or any(area.areas for area in view.areas):
        return ""
    found = _led().match(view.text, view.start, view.end)
    return "" if found is None else capitals()[found["city"]]


@lru_cache(maxsize=1)
def _led() -> re.Pattern[str]:
    cities = "|".join(map(re.escape, capitals()))
    return re.compile(
        rf"\W*(?:(?:And|But|So|Yet|Meanwhile|Now|Then)\b,?\s+)?(?P<city>{cities})"
        r"(?:[’']s?)?\s+[a-z]"
    )
