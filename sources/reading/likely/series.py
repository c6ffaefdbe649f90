"""The series that a figure may be of by the words around it, where none is named in a wording."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sources.reading.likely.topics import likely_topics
from sources.reading.mentions.printed import Printed
from sources.reading.mentions.topics import topics
from sources.reading.narrowing.choice import NamedTopic, SeriesChoice
from sources.reading.sentences.context import View

_NEAR = 0.3
_FEWEST, _LEAST = 2, 3.0
"""How many words must speak for a topic, and how much together: one alone would guess at random."""
_MOST = 3


def guess_series(
    view: View, one: Printed, series_of: Callable[[NamedTopic], Iterable[SeriesChoice]]
) -> list[SeriesChoice]:
    """The series whose words are most like those around a figure, best first; often none.

    Args:
        view: The sentence of the figure.
        one: The figure.
        series_of: Which series of a topic suit the figure.
    """
    found: list[SeriesChoice] = []
    for likely in likely_topics(view, one):
        if len(likely.words) < _FEWEST or likely.score < _LEAST:
            continue
        if not found and not topics().by_id[likely.topic].series:
            return []
        words = ", ".join(likely.words)
        why = f"its words ({words}) are most like those that it is told in"
        own = series_of(NamedTopic(likely.topic, _NEAR, why, "guessed", words))
        found += sorted(own, key=lambda choice: -choice.score)[:1]
    return found[:_MOST]
