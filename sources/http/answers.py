"""What was fetched from a live source: the observations, and the answers they were read from.

Both are frozen and know nothing of how they were fetched, so that recorded answers and live ones
are read by the same code.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Answer:
    """One answer of a service, which passed every check or is kept for diagnosis.

    Attributes:
        url: What was asked, without its parameters; after redirects, what answered.
        params: The parameters, names and values, in the order they were sent.
        status: The HTTP status.
        headers: The few that matter, names in lower case.
        body: The bytes of the resource: a content coding (gzip in transit) is undone, a file that
            is itself gzip is as it came.
        retrieved_at: When the last byte had come, ISO 8601 in UTC.
    """

    url: str
    params: tuple[tuple[str, str], ...]
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes = field(repr=False)
    retrieved_at: str

    def header(self, name: str) -> str:
        """A header's value by its lower-case name; empty where there is none."""
        return dict(self.headers).get(name, "")


@dataclass(frozen=True)
class Fetched:
    """One vintage of one source as a live service gave it.

    Attributes:
        source: The id of the source.
        vintage: The day of the edition, ISO 8601.
        label: The source's name for people.
        how_known: How the day of the edition is known.
        licence: Under which the figures may be shown.
        attribution: Whom to name beside the figures.
        url: Where the figures come from.
        last_updated: What the source says of its last update, in its own words.
        observations: Long form, ``model.OBSERVATION_COLUMNS``; sorted by indicator, area, year.
        answers: All the answers that the observations were read from, in the order they came.
        notes: What a reader of the figures should know.
    """

    source: str
    vintage: str
    label: str
    how_known: str
    licence: str
    attribution: str
    url: str
    last_updated: str
    observations: pd.DataFrame = field(compare=False, repr=False)
    answers: tuple[Answer, ...] = field(repr=False)
    notes: tuple[str, ...] = ()
