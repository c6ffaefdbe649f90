"""What each part of a register may hold: its keys, and the form of their values.

All values come in as text (`sources.registers.yaml_lines`), so that a year is a number only where a
number is asked for. A part knows only itself; what parts mean to each other (a group that exists, a
unit that suits the measure) is in `sources.registers.rules`.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
)
from pydantic import (
    StringConstraints as Text,
)

from sources.model import (
    LONGEST_PHRASE,
    ConceptKind,
    Direction,
    Hedge,
    Period,
    RankOrder,
    ReadingState,
    StatedRelationKind,
)

Measure = Literal[
    "value", "total", "share", "change", "growth", "mean_growth", "compound_growth", "ratio",
    "difference", "excess", "rank", "extreme", "comparison", "count", "each", "most", "threshold",
    "per_head", "complement", "product", "complement_product", "sum", "mean", "elapsed",
]  # fmt: skip
Scale = Literal["", "thousand", "million", "billion", "trillion"]
StatedWeighting = Literal["simple", "weighted"]

EARLIEST, LATEST = 1800, 2100

_PERIOD = re.compile(r"(\d{4})(?:\s*[-\u2013]\s*(\d{4}|latest))?", re.ASCII)


def parse_period(text: Any) -> Period:
    """The period that a register writes ``latest``, ``2016``, ``2014-2017`` or ``2013-latest``.

    ``[1990, 2010]``, one year a figure of a pair, is the span of the two.

    Raises:
        ValueError: It is written otherwise, ends before it begins, or lies in no likely century.
    """
    if isinstance(text, list):
        if len(text) != 2 or not all(isinstance(year, str) for year in text):
            raise ValueError("lists years otherwise than one for each of two figures: [1990, 2010]")
        text = "-".join(text)
    if text == "latest":
        return Period(None, None)
    match = _PERIOD.fullmatch(text) if isinstance(text, str) else None
    if match is None:
        raise ValueError("is not written latest, 2016, 2014-2017 or 2013-latest")
    start = _year(int(match[1]))
    if match[2] == "latest":
        return Period(start, None)
    end = _year(int(match[2] or start))
    if end < start:
        raise ValueError(f"ends in {end}, before it begins")
    return Period(start, end)


def _year(year: int) -> int:
    if not EARLIEST <= year <= LATEST:
        raise ValueError(f"names the year {year}, which is not between {EARLIEST} and {LATEST}")
    return year


def parse_window(years: Any) -> tuple[int, int]:
    """The first and the last year of the window that a register writes ``[2008, 2017]``.

    Raises:
        ValueError: It is written otherwise, or ends before it begins.
    """
    if not (isinstance(years, list) and len(years) == 2 and all(map(_is_year, years))):
        raise ValueError("is not a window of years, written [2008, 2017]")
    first, last = _year(int(years[0])), _year(int(years[1]))
    if last < first:
        raise ValueError(f"ends in {last}, before it begins")
    return first, last


def _is_year(text: Any) -> bool:
    return isinstance(text, str) and re.fullmatch(r"\d{4}", text, re.ASCII) is not None


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _sum_of(value: Any) -> Any:
    """A list of areas is their sum."""
    is_list = isinstance(value, list) and value and all(isinstance(one, str) for one in value)
    return " + ".join(value) if is_list else value


def _each_of(value: Any) -> Any:
    """A list of areas that are held against one another."""
    is_list = isinstance(value, list) and value and all(isinstance(one, str) for one in value)
    return ", ".join(value) if is_list else value


def _all_or_list(value: Any) -> Any:
    return [] if value == "all" else _as_list(value)


def _distinct(values: list[str]) -> list[str]:
    met: set[str] = set()
    for value in values:
        if value in met:
            raise ValueError(f"has {value!r} twice")
        met.add(value)
    return values


def _of_the_calendar(value: str) -> str:
    year, month, day = (*value.split("-"), "01", "01")[:3]
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        raise ValueError(f"is {value!r}, and there is no such day") from None
    return value


# These are read by pydantic's own engine, in which $ is the very end of the text.
SLUG = "^[a-z0-9][a-z0-9-]*$"
GROUP_ID = "^[A-Za-z0-9][A-Za-z0-9+-]*$"
CONCEPT_ID = "^[a-z0-9][a-z0-9_]*$"
CODE = "^[A-Za-z0-9._:/;=+-]+$"
COUNTRY = "^[A-Z]{3}$"
DATE = "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
MONTH = "^[0-9]{4}-(0[1-9]|1[0-2])$"
VINTAGE = "^[a-z0-9-]+@[0-9]{4}-[0-9]{2}-[0-9]{2}$"
DOI = r"^10\.[0-9]{4,9}/[!-~]+$"
WEB = r"^https?://[!-~]+$"

ShortText = Annotated[str, Text(strip_whitespace=True, min_length=1, max_length=2_000)]
Phrase = Annotated[str, Text(strip_whitespace=True, min_length=1, max_length=LONGEST_PHRASE)]
Slug = Annotated[str, Text(pattern=SLUG, max_length=64)]
GroupId = Annotated[str, Text(pattern=GROUP_ID, max_length=64)]
ConceptId = Annotated[str, Text(pattern=CONCEPT_ID, max_length=64)]
Code = Annotated[str, Text(pattern=CODE, max_length=64)]
Country = Annotated[str, Text(pattern=COUNTRY)]
DayText = Annotated[str, Text(pattern=DATE), AfterValidator(_of_the_calendar)]
Month = Annotated[str, Text(pattern=MONTH)]
VintageKey = Annotated[str, Text(pattern=VINTAGE)]
Todo = Literal["true", "false"]
AreaText = Annotated[
    str, BeforeValidator(_sum_of), Text(strip_whitespace=True, min_length=1, max_length=2_000)
]
SetText = Annotated[
    str, BeforeValidator(_each_of), Text(strip_whitespace=True, min_length=1, max_length=2_000)
]
StatedPeriod = Annotated[Period, PlainValidator(parse_period)]


class Part(BaseModel):
    """A mapping of a register, with no keys but those named."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class PaperPart(Part):
    """Which paper it is."""

    id: Slug
    title: ShortText
    claimant: ShortText = ""
    published: DayText
    source: ShortText = ""
    claimant_is: Literal["", "person", "organization"] = ""
    doi: Annotated[str, Text(pattern=DOI, max_length=200)] | Literal[""] = ""
    url: Annotated[str, Text(pattern=WEB, max_length=1_000)] | Literal[""] = ""
    journal: ShortText = ""
    licence: ShortText = ""
    todo: Todo = "false"


class IndicatorPart(Part):
    """A concept of the register's own; its id is the key it stands under."""

    label: ShortText
    unit: ShortText
    kind: ConceptKind
    codes: Annotated[dict[Slug, Code], Field(min_length=1)]
    weight: str = ""


class GroupPart(Part):
    """A country group of the register's own; its id is the key it stands under."""

    label: ShortText
    members: Annotated[list[Country], Field(min_length=1), AfterValidator(_distinct)]
    provenance: ShortText


class ReadingsPart(Part):
    """The readings that the figures of a statement may be confused with."""

    group: Annotated[list[str], BeforeValidator(_as_list), AfterValidator(_distinct)] = []
    period: Annotated[tuple[int, int], PlainValidator(parse_window)] | None = None
    weighting: Annotated[list[StatedWeighting], BeforeValidator(_as_list)] = []
    indicator: Annotated[list[str], BeforeValidator(_as_list), AfterValidator(_distinct)] = []
    source: Annotated[list[Slug], BeforeValidator(_all_or_list)] = []
    vintage: Annotated[list[VintageKey], BeforeValidator(_all_or_list)] = []
    means: list[Annotated[int, Field(ge=2, le=50)]] = []


class UnverifiablePart(Part):
    """Why no public indicator covers a figure, and who would know."""

    reason: ShortText
    who_would_know: ShortText


class HowReadPart(Part):
    """Who settled a reading."""

    state: ReadingState
    by: ShortText = ""
    at: DayText | Literal[""] = ""
    why: ShortText = ""
    or_period: StatedPeriod | None = None


MOST_QUANTUM = 10**24
"""A step larger than any figure that can be read."""


class ClaimPart(Part):
    """One figure; where it says no area, period or weighting, its statement's holds."""

    id: Slug | Literal[""] = ""
    phrase: Phrase
    figure: Phrase | Literal[""] = ""
    measure: Measure | None = None
    indicator: str = ""
    unit: str = ""
    area: AreaText | Literal[""] = ""
    group: AreaText | Literal[""] = ""
    to: AreaText | Literal[""] = ""
    of: AreaText | Literal[""] = ""
    among: SetText | Literal[""] = ""
    order: RankOrder = ""
    period: StatedPeriod | None = None
    weighting: StatedWeighting | None = None
    since: Month | None = None
    direction: Direction = ""
    scale: Scale = ""
    hedge: Hedge | None = None
    quantum: Annotated[Decimal, Field(gt=0, le=MOST_QUANTUM)] | None = None
    reason: ShortText = ""
    prefix: Phrase = ""
    suffix: Phrase = ""
    note: ShortText = ""
    sentence: ShortText = ""
    page: Annotated[int, Field(ge=1)] | None = None
    reading: HowReadPart | None = None
    unverifiable: UnverifiablePart | None = None
    todo: Todo = "false"


class FlatClaimPart(ClaimPart):
    """A claim outside statements; those of one sentence are one statement."""

    section: ShortText = ""
    readings: ReadingsPart = Field(default_factory=ReadingsPart)


class StatementPart(Part):
    """Figures that one sentence makes about one thing; its claims are checked one by one."""

    id: Slug
    section: ShortText = ""
    area: AreaText | Literal[""] = ""
    group: AreaText | Literal[""] = ""
    period: StatedPeriod | None = None
    weighting: StatedWeighting | None = None
    note: ShortText = ""
    readings: ReadingsPart = Field(default_factory=ReadingsPart)
    claims: Annotated[list[Any], Field(min_length=1)]


class RelationPart(Part):
    """Arithmetic that should hold between figures."""

    id: Slug
    kind: StatedRelationKind
    left: str
    right: str
    result: str = ""
    note: ShortText = ""


class SetAsidePart(Part):
    """A number in the text that states no fact, and why it is left out."""

    phrase: Phrase
    reason: ShortText
    todo: Todo = "false"


class RegisterPart(Part):
    """The top level; its parts are checked one by one, so that a fault in one hides none."""

    paper: Any
    indicators: dict[ConceptId, Any] = {}
    groups: dict[GroupId, Any] = {}
    statements: Annotated[list[Any], Field(min_length=1)] | None = None
    claims: Annotated[list[Any], Field(min_length=1)] | None = None
    relations: list[Any] = []
    set_aside: list[Any] = []
