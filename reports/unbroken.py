"""Dates and spans of years that no line breaks: "2018-" at the end and "05-21" on the next one.

A browser breaks behind each hyphen and dash. In the text of a page, and nowhere in its tags, its
styles or its charts, a date is put into an element that the style sheets keep on one line; what is
copied or searched for stays the same characters.
"""

from __future__ import annotations

import re

_DATE = r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
_SPAN = r"\d{4}–\d{4}"
_PARTS = re.compile(
    r"<(script|style|svg|title|textarea|option|time)\b.*?</\1\s*>|<!--.*?-->|<[^>]*>"
    rf"|(?<![\w–-])({_DATE}|{_SPAN})(?![\w–-])",
    re.DOTALL,
)


def with_unbroken_dates(page: str) -> str:
    """An HTML page whose dates and spans of years are not broken at the end of a line.

    Args:
        page: As a template gives it: what is a value in it is escaped.
    """
    return _PARTS.sub(
        lambda found: f'<span class="unbroken">{found[2]}</span>' if found[2] else found[0], page
    )
