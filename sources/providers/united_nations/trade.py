"""UN Comtrade of the United Nations (UNSD): China's trade in goods with each partner, by year.

The figures are what China reports: exports f.o.b. and imports c.i.f., in current US$, all goods;
here their sum. How they are asked for stands in `sources.providers.united_nations.trade_calls`.
What may surprise:

- What a partner reports of its trade with China differs, often widely; none of that is read.
- Where China reports one direction only with a partner, the other counts as none, for Comtrade
  has no row where there was no trade, and China reports all its partners. The sum then has the
  obs_status ``I``, SDMX's "imputed".
- The trade of Taiwan stands under "Other Asia, nes" (490), which here is ``TWN``.
- Goods that China imports from itself (re-imports, some 130 billion US$ a year) stand under China
  as a partner. They are in the world's total, and left out as a partner.
- "Areas, nes", bunkers and the like are no country; they are in the world's total only.
- A year that China has not reported has no rows at all.
- The answers do not say when their figures last changed; a call about availability does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sources.errors import Inconsistent
from sources.http.answers import Answer, Fetched
from sources.provider import Query
from sources.providers.united_nations.common import IMPUTED, LICENCE, name_some, to_observations
from sources.providers.united_nations.trade_calls import (
    CHINA,
    EXPORTS,
    IMPORTS,
    INDICATOR,
    NO_COUNTRY,
    NO_COUNTRY_EITHER,
    OWN_CODES,
    SOURCE,
    Calls,
    Flow,
    Partner,
)
from sources.reference.areas import AREAS, area_of
from sources.reference.areas import WORLD as WORLD_AREA
from sources.snapshots.manifest import is_date
from sources.snapshots.rows import NORMAL

if TYPE_CHECKING:
    from sources.http.transport import Transport

UNKNOWN_SHARE = 0.001
"""The share of the world's trade that partners with unknown codes may have."""


@dataclass
class _Table:
    """What is gathered over the years."""

    values: dict[tuple[str, int], tuple[float, str]] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)
    world: float = 0.0
    unreported: list[int] = field(default_factory=list)


def takes(code: str) -> bool:
    """Whether a code is the sum that is read here."""
    return code == INDICATOR


def fetch(query: Query, transport: Transport, _: str = "") -> Fetched:
    """What a question asks."""
    return fetch_trade(transport, query.first_year, query.last_year, url=query.url)


def fetch_trade(transport: Transport, first_year: int, last_year: int, *, url: str) -> Fetched:
    """China's exports to and imports from each partner and the world, added up, US$.

    Args:
        transport: What talks, at most one call in `un_trade_calls.SECONDS_BETWEEN_CALLS`.
        first_year: The first year wanted.
        last_year: The last. Years that China has not reported are left out, and noted.
        url: The service, without a slash at the end.

    Raises:
        SourceError: The service did not give all that was asked.
    """
    calls = Calls(transport, url)
    releases = calls.releases()
    table = _Table()
    for year in range(first_year, last_year + 1):
        if releases is not None and year not in releases:
            table.unreported.append(year)
            continue
        exports, imports = calls.flow(year, EXPORTS), calls.flow(year, IMPORTS)
        if exports and imports:
            _add_year(table, year, exports, imports)
        elif exports or imports or releases:
            raise _inconsistent(f"of {year} not both exports and imports came", "flow-missing")
        else:
            table.unreported.append(year)
    if not table.values:
        raise _inconsistent(
            f"China has reported no year from {first_year} to {last_year}", "no-such-year"
        )
    used = (
        [releases[year] for year in sorted({year for _, year in table.values})] if releases else []
    )
    released = max(used, default="")
    vintage, how_known = _vintage(released, calls.answers)
    return Fetched(
        source=SOURCE,
        vintage=vintage,
        label="UN Comtrade",
        how_known=how_known,
        licence=LICENCE,
        attribution="United Nations Statistics Division, UN Comtrade",
        url=url,
        last_updated=released,
        observations=to_observations(SOURCE, vintage, INDICATOR, "usd", table.values),
        answers=tuple(calls.answers),
        notes=_notes(table),
    )


def _vintage(released: str, answers: Iterable[Answer]) -> tuple[str, str]:
    """The day of the edition, and how it is known."""
    if is_date(released[:10]):
        return released[:10], "The day on which one of these years was last released"
    fetched = max(answer.retrieved_at for answer in answers)
    return fetched[:10], "The service does not say; the day on which the figures were fetched"


def _add_year(table: _Table, year: int, exports: Flow, imports: Flow) -> None:
    values: dict[str, list[float]] = {WORLD_AREA: [exports.world, imports.world]}
    unknown: dict[str, float] = {}
    for flow in (exports, imports):
        seen: set[str] = set()
        for partner in flow.partners.values():
            area = _area(partner)
            if area is None:
                _leave_out(table, unknown, partner)
            elif area in seen:
                raise _inconsistent(f"{AREAS[area].name} comes twice in {year}", "twice")
            else:
                seen.add(area)
                values.setdefault(area, []).append(partner.dollars)
    world = exports.world + imports.world
    if sum(unknown.values()) > UNKNOWN_SHARE * world:
        raise _inconsistent(
            f"in {year} partners that are not known have a part in the trade that matters: "
            f"{name_some(unknown)}",
            "unknown-area",
            mend="Add them to sources/reference/areas.csv or to OWN_CODES in "
            "sources/providers/united_nations/trade_calls.py",
        )
    table.world += world
    for area, dollars in values.items():
        table.values[area, year] = (sum(dollars), NORMAL if len(dollars) == 2 else IMPUTED)


def _area(partner: Partner) -> str | None:
    """The area of a partner; None where it is no one country, or not known, or China itself."""
    if partner.code == CHINA:
        return None
    area = OWN_CODES.get(partner.code) or area_of(partner.code)
    if area is None and partner.iso in AREAS and AREAS[partner.iso].kind != "aggregate":
        return partner.iso
    return area


def _leave_out(table: _Table, unknown: dict[str, float], partner: Partner) -> None:
    if partner.code == CHINA:
        return
    table.left_out[partner.name] += round(partner.dollars)
    if partner.code not in (*NO_COUNTRY, *NO_COUNTRY_EITHER):
        unknown[partner.name] = unknown.get(partner.name, 0.0) + partner.dollars


def _notes(table: _Table) -> tuple[str, ...]:
    notes = [
        "As China reports it: exports f.o.b. and imports c.i.f., added up. What its partners "
        "report differs.",
        "What China imports from itself (re-imports) is in the world's total and no partner's.",
    ]
    if any(area == "TWN" for area, _ in table.values):
        notes.append("Taiwan is what Comtrade calls Other Asia, nes (490).")
    notes += _note_imputed(table.values)
    if table.left_out:
        share = table.left_out.total() / table.world
        names = [name for name, _ in table.left_out.most_common()]
        notes.append(
            f"In the world's total only, being no one country: {name_some(names)} "
            f"({share:.2%} of it)."
        )
    if table.unreported:
        notes.append(f"China has reported nothing for {name_some(table.unreported)}.")
    return tuple(notes)


def _note_imputed(values: Mapping[tuple[str, int], tuple[float, str]]) -> list[str]:
    imputed = sorted({area for (area, _), (_, status) in values.items() if status == IMPUTED})
    if not imputed:
        return []
    return [
        "One direction only is reported, in one year or more, with "
        f"{name_some(AREAS[area].name for area in imputed)}; the other counts as none "
        "(obs_status I)."
    ]


def _inconsistent(what: str, code: str, *, mend: str = "") -> Inconsistent:
    return Inconsistent(
        what, mend=mend, source=SOURCE, code=code, indicator=INDICATOR, is_retryable=False
    )
