"""Area expressions: the one way in which registers and readings say whom a figure is about.

::

    CHN                     a country, ISO 3166-1 alpha-3 (or its M49 number, 156)
    SSF  WLD                a World Bank aggregate
    world                   all countries
    EU  LDC  bri-65         a named group; its members of the period, or the newest
    EU@2016  HIC@2013-07    the members of a date: of a year or a month, its last day
    m49-202                 a region of the United Nations' M49
    ROM  YUG                a former code or state: its successor or successors
    CHN + IND               a sum; EU@2016 - DEU a difference; signs have spaces around them

What may surprise: a difference asks that what is taken away is there, so that "EU - CHN" is told
and not passed over; codes are matched in their own case, with the right one told.
"""

from __future__ import annotations

import calendar
import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from types import MappingProxyType

from sources.errors import InputError
from sources.model import Group
from sources.reference import classifications, former, memberships
from sources.reference.areas import AREAS, WORLD
from sources.reference.groups import GROUPS, WORLD_GROUP
from sources.reference.memberships import NEWEST
from sources.reference.names import area_names, codes_of_two_letters, group_label, in_sentence

NO_GROUPS: Mapping[str, Group] = MappingProxyType({})
LONGEST_EXPRESSION = 2000
"""A hostile register gets one clear message, not a search over its megabytes."""

_SIGN = re.compile(r"\s+([+-])\s+")
_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_CLASSIFICATION = "World Bank country classification, fiscal years 2024-2026 (CC BY 4.0)"
_INCOME_HISTORY = "World Bank income groups since 1987 (CC BY 4.0)"


def resolve_area(
    expression: str, when: int | None = None, extra: Mapping[str, Group] = NO_GROUPS
) -> Group:
    """The areas that an expression means.

    Args:
        expression: As above.
        when: The year whose membership counts where the expression has no date; None for the
            newest. Where a group was founded later, its first members count, and its provenance
            says so.
        extra: A register's own groups, by id. Built-in names cannot be given another meaning.

    Returns:
        A group whose id is the expression. Its members are sorted; they are empty for the world,
        and for an aggregate whose members are not at hand (then ``aggregate`` names its row).

    Raises:
        InputError: A name, a date or a difference that means nothing; with near names.
    """
    if len(expression) > LONGEST_EXPRESSION:
        raise InputError(
            f"an area expression of {len(expression)} characters",
            mend=f"Keep it under {LONGEST_EXPRESSION}, or define a group in the register",
        )
    terms = _SIGN.split(expression.strip())
    if any(term.partition("@")[0].strip() in extra for term in terms[::2]):
        return _resolved(terms, expression, when, extra)
    try:
        return _resolved_once(expression, when)
    except InputError:
        if extra:  # Told again with the register's own names among the near ones.
            return _resolved(terms, expression, when, extra)
        raise


@lru_cache(maxsize=4096)
def _resolved_once(expression: str, when: int | None) -> Group:
    """An expression of built-in names: a corpus asks for the same ones a hundred thousand times."""
    return _resolved(_SIGN.split(expression.strip()), expression, when, NO_GROUPS)


def _resolved(
    terms: Sequence[str], expression: str, when: int | None, extra: Mapping[str, Group]
) -> Group:
    first, *rest = terms
    group = _term(first, when, extra)
    named = [group.label]
    for sign, term in zip(rest[::2], rest[1::2], strict=True):
        right = _term(term, when, extra)
        group = _combined(group, sign, right, expression)
        named = [*named, right.label] if sign == "+" else [group.label]
        group = replace(group, label=_listed(named))
    return group if not rest else _with_row(group)


def _listed(names: Sequence[str]) -> str:
    """Names as in a sentence: "Indonesia, Thailand and Vietnam"."""
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def _with_row(group: Group) -> Group:
    """A combined group, with the code of the newest aggregate that has just its members."""
    return replace(group, aggregate=classifications.published_rows().get(group.members, ""))


def _combined(left: Group, sign: str, right: Group, expression: str) -> Group:
    first, second = set(_countries(left, expression)), set(_countries(right, expression))
    if sign == "-" and not second <= first:
        absent = ", ".join(AREAS[code].name for code in sorted(second - first)[:5])
        raise InputError(
            f"{expression!r} takes away what is not there: {absent}",
            mend=f"{left.label} has no such member at that date",
        )
    members = first | second if sign == "+" else first - second
    if not members:
        raise InputError(f"{expression!r} leaves no country", mend="Take away fewer")
    label = (
        f"{left.label} and {right.label}" if sign == "+" else f"{left.label} without {right.label}"
    )
    provenances = dict.fromkeys((left.provenance, right.provenance))
    return Group(
        expression,
        label,
        tuple(sorted(members)),
        "; ".join(provenances),
        left.is_verified and right.is_verified,
        basis=left.basis or right.basis,
    )


def _countries(group: Group, expression: str) -> tuple[str, ...]:
    """The members spelled out, those of the world too."""
    if group.members:
        return group.members
    if group.aggregate == WORLD:
        return tuple(code for code, area in AREAS.items() if area.kind == "country")
    raise InputError(
        f"the members of {group.id} are not at hand, so nothing can be added to it or taken away",
        mend=f"Name the countries of {expression!r} one by one",
    )


def _term(term: str, when: int | None, extra: Mapping[str, Group]) -> Group:
    name, at, date = term.strip().partition("@")
    name = name.strip()
    if at:
        day = last_day(date.strip())
        basis = date.strip()
    else:
        day = f"{when:04d}-12-31" if when is not None else NEWEST
        basis = str(when) if when is not None else ""
    if name in extra and name not in GROUPS:
        return extra[name]
    if name in (WORLD_GROUP, WORLD):
        return replace(GROUPS[WORLD_GROUP], id=name, aggregate=WORLD)
    if name in GROUPS:
        return GROUPS[name]
    if name in memberships.named_groups():
        return _named(name, day, basis, term.strip(), is_dated=bool(at))
    if name in classifications.m49_regions():
        return _region(name)
    return _coded(name, day, basis, term.strip(), extra)


def _coded(name: str, day: str, basis: str, term: str, extra: Mapping[str, Group]) -> Group:
    area = AREAS.get(name)
    if area is not None and area.kind == "aggregate":
        return _aggregate(name, day, basis, term)
    if area is not None and area.kind != "former":
        return Group(name, area.name, (name,), "ISO 3166-1")
    gone = former.successors(name)
    if gone is not None:
        return Group(name, gone.label, gone.successors, gone.provenance)
    number = name.lstrip("0")
    if name.isdecimal() and len(name) <= 3:
        if classifications.M49_PREFIX + name.zfill(3) in classifications.m49_regions():
            return _region(classifications.M49_PREFIX + name.zfill(3))
        for code, one in AREAS.items():
            if number and one.m49 == int(number):
                return _coded(code, day, basis, term, extra)
    raise _unknown(name, extra)


def _named(name: str, day: str, basis: str, term: str, *, is_dated: bool) -> Group:
    own = memberships.named_groups()[name]
    found, since = memberships.membership(name, day), memberships.founded(name)
    late = ""
    if not found.members:
        if is_dated:
            raise InputError(
                f"{own.label} had no members at {basis}: its first joined on {since}",
                mend=f"Write {name}@{since[:4]} or later",
            )
        found, late = memberships.membership(name, since), f"; its first members, of {since[:4]}"
    has_dates = bool(memberships.membership_dates(name))
    provenance = ", ".join(memberships.SOURCES[basis] for basis in found.bases)
    note = f". {own.note}" if own.note else ""
    return Group(
        term,
        own.label,
        found.members,
        provenance + late + note,
        found.is_verified,
        classifications.published_rows(day).get(found.members, ""),
        basis if has_dates else "",
    )


def _region(name: str) -> Group:
    label, members = classifications.m49_regions()[name]
    return Group(name, label, members, "United Nations, standard country codes (M49)")


def _aggregate(name: str, day: str, basis: str, term: str) -> Group:
    members = classifications.aggregate_members(name, day)
    label = aggregate_label(name)
    if not members:
        return Group(
            term,
            label,
            (),
            "A row that the World Bank publishes; its members are not at hand",
            aggregate=name,
        )
    newest = classifications.aggregate_members(name)
    has_dates = bool(basis) and members != newest
    provenance = _CLASSIFICATION
    if classifications.fiscal_year(day) < classifications.FIRST_FISCAL_YEAR:
        if name in classifications.followed():
            body = classifications.followed()[name]
            bases = memberships.membership(body, day).bases
            provenance = ", ".join(memberships.SOURCES[one] for one in bases)
        elif name in ("LIC", "LMC", "UMC", "HIC", "MIC", "LMY"):
            provenance = _INCOME_HISTORY
        else:
            provenance += "; the earliest list at hand"
    return Group(term, label, members, provenance, True, name, basis if has_dates else "")


def aggregate_label(code: str) -> str:
    """What an aggregate is called in the middle of a sentence."""
    name = in_sentence(code)
    if name != AREAS[code].name:
        return name
    followed = classifications.followed().get(code)
    return memberships.named_groups()[followed].label if followed else name


def last_day(date: str) -> str:
    """The last day of a year, a month or a day: ``2016`` gives ``2016-12-31``.

    Raises:
        InputError: It is none of them.
    """
    match = _DATE.fullmatch(date)
    if match is None:
        raise InputError(
            f"{date!r} is not a date of membership", mend="Write a year, a month or a day: EU@2016"
        )
    year, month, day = int(match[1]), int(match[2] or 12), match[3]
    if not year or not 1 <= month <= 12:
        raise InputError(f"there is no month {date!r}", mend="Write EU@2016 or EU@2016-07")
    most = calendar.monthrange(year, month)[1]
    if day is not None and not 1 <= int(day) <= most:
        raise InputError(f"there is no day {date!r}", mend=f"That month has {most} days")
    return f"{year:04d}-{month:02d}-{int(day) if day else most:02d}"


def area_label(expression: str) -> str:
    """What an area expression is called in the middle of a sentence: "the European Union".

    Dates are told ("the European Union (members of 2016)"). What means nothing is given back.
    """
    try:
        return group_label(resolve_area(expression))
    except InputError:
        return expression


_WITHOUT = re.compile(
    r"(?:the )?(?P<whole>\S.{0,60}?) (?:without|less|minus|excluding|except) "
    r"(?:the )?(?P<part>\S.{0,60})",
    re.IGNORECASE,
)


def _unknown(name: str, extra: Mapping[str, Group]) -> InputError:
    """What to say of a name that means nothing: a name's code, or the nearest codes."""
    shown = name if len(name) <= 60 else f"{name[:57]}..."
    names = area_names()
    meant = names.get(name.casefold())
    if meant is not None:
        return InputError(
            f"areas are named by their codes, not {shown!r}",
            mend=f"Write {meant} for {area_label(meant)}",
        )
    less = _WITHOUT.fullmatch(name)
    if less is not None:
        terms = [names.get(less[part].casefold(), less[part]) for part in ("whole", "part")]
        return InputError(
            f"areas are named by codes and signs, not {shown!r}",
            mend=f"Write {' - '.join(terms)}",
        )
    code = codes_of_two_letters().get(name)
    if code is not None:
        return InputError(
            f"areas are named by codes of three letters, not {shown!r}",
            mend=f"Write {code} for {area_label(code)}",
        )
    known = {code.casefold(): code for code in (*AREAS, *GROUPS, *extra)}
    known |= {code.casefold(): code for code in memberships.named_groups()}
    if name.casefold() in known:
        return InputError(
            f"there is no area {shown!r}", mend=f"Did you mean {known[name.casefold()]!r}?"
        )
    near = [known[one] for one in difflib.get_close_matches(name.casefold()[:60], known, n=3)]
    near += [
        names[one]
        for one in difflib.get_close_matches(name.casefold()[:60], names, n=2, cutoff=0.8)
    ]
    told = " or ".join(dict.fromkeys(f"{code} ({area_label(code)})" for code in near[:4]))
    meant_ = f"Did you mean {told}? " if told else ""
    return InputError(
        f"there is no area {shown!r}",
        mend=f"{meant_}`corrigenda areas WORD` finds codes and groups",
    )
