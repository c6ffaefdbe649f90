"""Countries that a sentence only holds its own against, before its verb goes on.

"Sweden's population, larger than that of Norway, was 10.6 million" is of Sweden; "Poland's
inflation was worse than that of Sweden, at 14.4%" of Poland.
"""

from __future__ import annotations

import re

from sources.reading.mentions.areas import AreaMention
from sources.reading.mentions.printed import Printed
from sources.reading.sentences.context import View

_HELD_AGAINST = re.compile(
    r"\b(?:than|below|above|beyond|behind|ahead of|unlike|like|twice|double|half|times|exceed\w*|"
    r"as|to|with|near|surpass\w*|against)\s+"
    r"(?:(?:in|for)\s+(?:the\s+)?|(?:that|those)\s+(?:of|in|for)\s+(?:the\s+)?)?(?:the\s+)?$",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"(?:[’']s?)?\s*[,)–—-](?!\s*(?:which|where|whose)\b)[^.;:\d]{0,60}")
"""What an aside ends with, and a verb stands behind; "which" would go on about the last named."""


def held_against(view: View, one: Printed, mention: AreaMention) -> str:
    """Whom a sentence tells of, where a figure was read of whom that is held against; else empty.

    Args:
        view: The sentence.
        one: The figure.
        mention: The area of which it was read.
    """
    if mention.end > one.start or not mention.areas:
        return ""
    last = view.figure_before(mention.start)
    begin = view.start if last is None else last.end
    between = view.text[mention.end : one.start]
    end = mention.end - len(mention.text) + len(re.sub(r"[’']s?$", "", mention.text))
    is_aside = _GOES_ON.fullmatch(view.text[end : one.start]) or _GOES_ON.fullmatch(between)
    if not is_aside or not _HELD_AGAINST.search(view.before(mention.start, 40)):
        return ""
    led = (area for area in view.areas if begin <= area.start and area.end <= mention.start)
    return next((area.text for area in led if area.areas != mention.areas), "")
