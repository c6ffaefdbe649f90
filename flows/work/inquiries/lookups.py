"""What a question names: areas and indicators, found by code or by words, or told what is near.

A name decides by itself: whether the data agree is never looked at. What several things could mean
is refused with their names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from sources.errors import InputError
from sources.model import Concept, Group

LONGEST_NAME = 200
"""Characters of a name, of an area or an indicator."""
MOST_FOUND = 50
_NEAR = 5


@dataclass(frozen=True)
class AreaFound:
    """An area that a name may mean.

    Attributes:
        area: As registers and questions write it.
        label: What it is called.
        members: How many; 0 for the world, and where they are not at hand.
        is_verified: Whether a second source confirms the list of members.
    """

    area: str
    label: str
    members: int
    is_verified: bool


@dataclass(frozen=True)
class IndicatorFound:
    """A series that words may mean.

    Attributes:
        indicator: As registers and questions write it: ``wdi:SP.DYN.LE00.IN``.
        name: As the catalogue has it.
        unit: What it is measured in.
        concept: The short name by which it goes here too; may be empty.
        licence: Of this series.
        fit: From 1 (just these words) down to 0.
        is_withdrawn: Whether the newest catalogue has it not any more.
        series_url: Its page.
    """

    indicator: str
    name: str
    unit: str
    concept: str
    licence: str
    fit: float
    is_withdrawn: bool
    series_url: str


def find_area(name: str, at: str = "", most: int = 10) -> tuple[AreaFound, ...]:
    """The areas that a name may mean, best first.

    Args:
        name: A name, an adjective, a code or a part of one.
        at: The date of membership of groups ("2016"); empty for the newest.
        most: How many at the most, up to 50.

    Raises:
        InputError: The name is too long, or means nothing at all.
    """
    from sources.reference.finding import find_areas

    _refuse_long(name, "name of an area")
    found = find_areas(name, at, _bounded(most))
    if not found:
        raise InputError(
            f"no area is called {name!r}", mend="Write an English name or an ISO 3166 code"
        )
    return tuple(AreaFound(o.expression, o.label, o.members, o.is_verified) for o in found)


def find_indicator(words: str, most: int = 10) -> tuple[IndicatorFound, ...]:
    """The series that some words may mean, best first.

    Args:
        words: As texts have them ("people without electricity"), or a code or part of one.
        most: How many at the most, up to 50.

    Raises:
        InputError: The words are too long, or no series has any of them.
    """
    from reports.findings.citations import series_url
    from sources.reference.catalogue import find_indicators

    _refuse_long(words, "name of an indicator")
    found = find_indicators(words, _bounded(most))
    if not found:
        raise InputError(
            f"no indicator has any of these words: {words!r}",
            mend="Use other words, or a code such as wdi:SP.POP.TOTL",
        )
    return tuple(
        IndicatorFound(
            one.code,
            one.name,
            one.unit,
            one.concept,
            one.licence,
            round(one.score, 3),
            one.is_withdrawn,
            series_url(one.source, one.code.partition(":")[2]),
        )
        for one in found
    )


@lru_cache(maxsize=4096)
def settle_area(name: str) -> Group:
    """The one area that a question names.

    Raises:
        InputError: There is none, or several could be meant; with the nearest names.
    """
    from sources.reference.finding import find_areas
    from sources.reference.resolve import resolve_area

    _refuse_long(name, "name of an area")
    try:
        return resolve_area(name.strip())
    except InputError:
        if "@" in name or " + " in name or " - " in name:
            raise
    found = find_areas(name.strip(), most=_NEAR)
    if len(found) == 1 and _is_called(name, found[0].expression):
        return resolve_area(found[0].expression)
    near = ", ".join(f"{one.label} ({one.expression})" for one in found)
    raise InputError(
        f"no one area is called {name!r}",
        mend=f"Perhaps {near}" if near else "Write an English name or an ISO 3166 code",
    )


def _is_called(name: str, expression: str) -> bool:
    """Whether a name is all of an area's name, and not a part of it or something like it."""
    from sources.reference.former import former_names
    from sources.reference.names import area_names, fold_name

    asked = fold_name(name)
    names = {**{fold_name(old): code for old, code in former_names().items()}, **area_names()}
    return names.get(asked) == expression or asked == expression.casefold()


@lru_cache(maxsize=4096)
def settle_indicator(name: str) -> Concept:
    """The one indicator that a question names: by concept, code, or just its words.

    Raises:
        InputError: There is none, or several could be meant; with the nearest.
    """
    from sources.reference.concepts import CONCEPTS, concept_for

    _refuse_long(name, "name of an indicator")
    asked = " ".join(name.split())
    if asked in CONCEPTS:
        return CONCEPTS[asked]
    if ":" in asked and " " not in asked:
        return concept_for(asked)
    by_words = _said_of(asked)
    if len(by_words) == 1:
        return CONCEPTS[by_words[0]]
    bare = _bare_code(asked)
    if bare:
        return concept_for(bare)
    from sources.reference.catalogue import find_indicators

    near = [f"{one.name} ({one.code})" for one in find_indicators(asked, _NEAR)]
    what = "several indicators are" if by_words else "no indicator is"
    near = [f"{CONCEPTS[one].label} ({one})" for one in by_words] or near
    raise InputError(
        f"{what} called {name!r}",
        mend=f"Perhaps {', '.join(near)}" if near else "Use other words, or a code",
    )


def _said_of(words: str) -> list[str]:
    """The concepts that go by just these words."""
    from sources.reference.concepts import CONCEPTS

    asked = words.casefold()
    return [
        one.id
        for one in CONCEPTS.values()
        if asked in (one.label.casefold(), *(word.casefold() for word in one.words))
    ]


def _bare_code(code: str) -> str:
    """A series' code without its source, with it; empty where no catalogue has it."""
    from sources.reference.series import CATALOGUES, find_series

    if not re.fullmatch(r"[A-Za-z0-9_.]+", code):
        return ""
    found = (f"{one}:{code.upper()}" for one in CATALOGUES if find_series(one, code.upper()))
    return next(found, "")


def _bounded(most: int) -> int:
    return max(1, min(int(most), MOST_FOUND))


def _refuse_long(text: str, called: str) -> None:
    if not text.strip():
        raise InputError(f"the {called} is empty", mend="Name one")
    if len(text) > LONGEST_NAME:
        raise InputError(
            f"a {called} of {len(text)} characters", mend=f"Keep it under {LONGEST_NAME}"
        )
