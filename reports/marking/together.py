"""Readings that a person may settle together: the sure ones, and those that lack the same thing.

Each is shown before it is confirmed, with its sentence and without what it would give, and can be
left out. What "the same" is comes from the readings alone, never from what they give.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from reports.findings.text_figures import describe_indicator
from sources.model import Period
from sources.reading.sentences.model import DoubtAbout, ReadFigure, Reading
from sources.reference.resolve import area_label

MOST_AT_ONCE = 20
"""Readings that one page offers together: more than a person reads before a button."""


@dataclass(frozen=True)
class Member:
    """A figure of a group: its place among the figures, its reading, and words for that."""

    at: int
    reading: Reading
    words: str


@dataclass(frozen=True)
class Together:
    """Readings that may be confirmed with one button.

    Attributes:
        name: What a form calls it.
        title: What is asked.
        button: The answer.
        members: In the order of the text.
    """

    name: str
    title: str
    button: str
    members: tuple[Member, ...]


_ASKED: dict[DoubtAbout, tuple[str, str]] = {
    "when": ("Their sentences do not say of which year they are: is it {}?", "{} in each of them"),
    "whose": ("Their sentences do not say surely whose they are: {}?", "{} in each of them"),
    "what": (
        "Their sentences do not name surely what they count: is it {}?",
        "{} in each of them",
    ),
}


def groups_in(
    figures: Sequence[ReadFigure],
    waiting: Sequence[int],
    words: Callable[[int, Reading], str],
    like: tuple[int, Reading] | None = None,
) -> tuple[Together, ...]:
    """The groups of at least two, in the order in which they are offered.

    Args:
        figures: Of the text, as they stand.
        waiting: Those that wait for a person.
        words: Says a reading of a figure as people do; empty where it cannot be judged.
        like: A figure that was just settled, and what the program had read of it: where a person
            put in another area or other years, the figures after it that were read with the old
            ones are offered with those of the person.
    """
    found = [*_like(figures, waiting, words, like)] if like is not None else []
    taken = {one.at for group in found for one in group.members}
    kinds: dict[tuple[str, str], list[Member]] = {}
    for at in waiting:
        figure = figures[at]
        key = _key(figure)
        if at in taken or figure.reading is None or key is None:
            continue
        said = words(at, figure.reading)
        if said:
            kinds.setdefault(key, []).append(Member(at, figure.reading, said))
    for (about, value), members in sorted(kinds.items(), key=lambda one: one[0][0] != "sure"):
        if len(members) > 1:
            found.append(_group(about, value, tuple(members[:MOST_AT_ONCE])))
    return tuple(found)


def _key(figure: ReadFigure) -> tuple[str, str] | None:
    """What a figure may be settled together with others for."""
    reading = figure.reading
    if reading is None or figure.state == "confirmed":
        return None
    if figure.state == "sure":
        return "sure", ""
    if figure.doubt is None:
        return None
    value = {
        "when": _years(reading.period),
        "whose": " and ".join(map(area_label, reading.areas)),
        "what": describe_indicator(reading.indicator).label,
    }[figure.doubt.about]
    return (figure.doubt.about, value) if value else None


def _years(period: Period) -> str:
    if period.end is None:
        return "the newest year" if period.start is None else f"{period.start} to the newest year"
    return str(period.end) if period.start in {None, period.end} else f"{period.start}–{period.end}"


def _group(about: str, value: str, members: tuple[Member, ...]) -> Together:
    if about == "sure":
        return Together(
            "sure",
            f"{len(members)} readings are sure. Are they what the text says?",
            "That is what they say",
            members,
        )
    title, button = next(said for name, said in _ASKED.items() if name == about)
    told = button.format(value)
    return Together(
        f"{about}:{value}", title.format(value), f"{told[:1].upper()}{told[1:]}", members
    )


def _like(
    figures: Sequence[ReadFigure],
    waiting: Sequence[int],
    words: Callable[[int, Reading], str],
    like: tuple[int, Reading],
) -> Iterator[Together]:
    """Figures after one that were read as it was, with what a person put in the place of that."""
    at, former = like
    settled = figures[at].reading
    if settled is None:
        return
    changes = (
        (former.areas != settled.areas, " and ".join(map(area_label, settled.areas)), "areas"),
        (former.period != settled.period, _years(settled.period), "period"),
    )
    for is_other, value, field in changes:
        if not is_other or not value:
            continue
        changed = {field: getattr(settled, field)}
        members = []
        for place in waiting:
            reading = figures[place].reading
            if place <= at or reading is None or figures[place].state == "sure":
                continue
            if getattr(reading, field) != getattr(former, field):
                continue
            taken = replace(reading, **changed)
            said = words(place, taken)
            if said:
                members.append(Member(place, taken, said))
        if members:
            yield Together(
                f"like:{at + 1}:{field}",
                f"These were read as “{figures[at].phrase}” was: is it {value} here too?",
                f"{value[:1].upper()}{value[1:]} here too",
                tuple(members[:MOST_AT_ONCE]),
            )
