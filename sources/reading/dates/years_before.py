"""Years that a sentence names, whatever of, for "in that year" in a later one."""

from __future__ import annotations

from sources.reading.dates.other_dates import is_cited, is_date_alone, is_dateline, is_price_year
from sources.reading.dates.times import UNKNOWN
from sources.reading.sentences.context import Thread, View


def just_named(view: View, thread: Thread) -> tuple[int, ...]:
    """The years that a sentence names, in order; empty where it names none.

    Those of works it cites, of prices and of the text itself are left out. What it reckons from
    a year ("three years later") stands as `UNKNOWN`: which it is depends on what is told before.

    Args:
        view: The sentence.
        thread: What was told before it.
    """
    published = thread.published
    return tuple(
        one.last if one.kind in _NAMED else UNKNOWN
        for one in view.years
        if one.kind in _NAMED | _RECKONED
        and not is_dateline(view, one, published)
        and not is_date_alone(view, one, published)
        and not is_price_year(view, one)
        and not is_cited(view, one)
    )


_NAMED = frozenset({"point", "span", "since"})
_RECKONED = frozenset({"earlier", "later"})
