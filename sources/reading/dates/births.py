"""Years in which some were born: when what is told of births is, and no year of anything else."""

from __future__ import annotations

import re

from sources.reading.dates.times import BORN
from sources.reading.mentions.printed import Printed
from sources.reading.mentions.years import YearMention
from sources.reading.sentences.context import View

_OF_BIRTHS = re.compile(r"life|(?:under5|infant|neonatal)_mortality")


def is_of_birth(view: View, year: YearMention, topic: str) -> bool:
    """Whether a year only says when some were born; what is told of births is of that year.

    Args:
        view: The sentence.
        year: A year that the sentence names.
        topic: What a figure is of ("181 of every 1,000 children born in 2000 died").
    """
    return BORN.search(view.before(year.start, 10)) is not None and not _OF_BIRTHS.search(topic)


_TO_LIVE = re.compile(
    r"\s+(?:[\w’']+\s+){0,4}?(?:expect(?:s|ed)?|hope[sd]?|look forward)\b[^.;:,]{0,40}"
)
"""What stands between a year of birth and how long those born in it are told to live."""


def is_year_of_birth(view: View, one: Printed, year: YearMention, topic: str) -> bool:
    """Whether those born in a year are told to live so long ("born in 2023 can expect 74 years").

    Args:
        view: The sentence.
        one: The figure.
        year: A year that the sentence names.
        topic: What the figure is of.
    """
    if topic != "life_expectancy" or BORN.search(view.before(year.start, 10)) is None:
        return False
    if _GROWN.search(view.before(year.start, 60)) and _STILL.match(view.after(year.end, 60)):
        return False
    return _TO_LIVE.fullmatch(view.text, year.end, max(year.end, one.start)) is not None


_GROWN = re.compile(
    r"\b(?:wom[ae]n|m[ae]n|people|adults?|citizens|persons?)\b[^.;]*$", re.IGNORECASE
)
_STILL = re.compile(r"\s+(?:[\w’']+\s+){0,4}?(?:can|may|will|still)\b")
"""Those who were born in a year and are told to live so long from now on, as a cohort does."""
