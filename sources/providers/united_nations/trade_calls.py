"""The calls to UN Comtrade's preview: who asks for how much, and whether all of it came.

What may surprise:

- The preview answers 500 rows and one period a call, and does not say when it has cut. An answer
  of 500 rows is therefore never used: the partners are asked for again in groups, and a group that
  is full again in halves. The partners must add up to the row of the world, which finds any other
  loss.
- Without ``partner2Code=0``, ``customsCode=C00`` and ``motCode=0`` a partner may come in many
  parts, by second partner, customs procedure and mode of transport, with their total among them.
  They are asked for, and what is another than the total all the same is left out.
- ``partnerCode=all`` is refused; all partners are those of a call that names none.
- Names and ISO codes are null without ``includeDesc=true``.
- Errors come with status 200 too, in ``error`` or ``errorObject.errorMessage``.
- About one call a second is answered, more are banned for a while: `SECONDS_BETWEEN_CALLS`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sources.errors import Inconsistent, Malformed, NotRecorded, Rejected
from sources.http.answers import Answer
from sources.http.bodies import parse_json
from sources.providers.united_nations.common import number_of
from sources.reference.areas import m49_codes
from sources.tools.foreign import JsonMapping, JsonObject

if TYPE_CHECKING:
    from sources.http.transport import Transport

SOURCE = "comtrade"
INDICATOR = "TOTAL.CHN"
URL = "https://comtradeapi.un.org/public/v1"
PREVIEW_PATH = "/preview/C/A/HS"
AVAILABILITY_PATH = "/getDA/C/A/HS"
SECONDS_BETWEEN_CALLS = 1.0

CHINA = 156
WORLD = 0
ROW_LIMIT = 500
GROUP = 100
EXPORTS, IMPORTS = "X", "M"

OWN_CODES: Mapping[int, str] = {
    251: "FRA",
    381: "ITA",
    490: "TWN",
    579: "NOR",
    699: "IND",
    757: "CHE",
    842: "USA",
}
"""Partners that Comtrade gives another number than M49 does. 490 is "Other Asia, nes", under which
it has the trade of Taiwan."""

NO_COUNTRY = (129, 221, 290, 471, 472, 473, 492, 527, 536, 568, 577, 636, 637, 697, 837, 838, 839)
NO_COUNTRY_EITHER = (849, 879, 899)
"""Partners that are no one country: "Areas, nes", bunkers, free zones and the like."""

_APART = 0.01
_ANY_FLOW = {EXPORTS: "exports", IMPORTS: "imports"}


@dataclass(frozen=True)
class Partner:
    """One flow between China and one partner in one year, US$."""

    code: int
    iso: str
    name: str
    dollars: float


@dataclass(frozen=True)
class Flow:
    """One flow in one year with all partners, and with the world."""

    partners: Mapping[int, Partner]
    world: float


class Calls:
    """The calls of one fetch, and the answers that were used.

    Args:
        transport: What talks, and keeps to a call a second.
        url: The service, without a slash at the end.
    """

    def __init__(self, transport: Transport, url: str) -> None:
        self.answers: list[Answer] = []
        self._transport = transport
        self._url = url

    def releases(self) -> dict[int, str] | None:
        """When China's figures of each year were last released; None where that is not told."""
        try:
            rows, answer = self._ask(AVAILABILITY_PATH, {"reporterCode": str(CHINA)})
        except (Rejected, Malformed, NotRecorded):
            return None  # an extra of the service, which no figure depends on
        released: dict[int, str] = {}
        for row in rows:
            year, day = number_of(row.get("period")), str(row.get("lastReleased") or "")
            if year and row.get("reporterCode", CHINA) == CHINA:
                released[year] = max(day, released.get(year, ""))
        self.answers.append(answer)
        return released or None

    def flow(self, year: int, direction: str) -> Flow | None:
        """All that China reports of one direction in one year; None where it reports nothing.

        Raises:
            SourceError: The answers are refused, malformed or not all there.
        """
        partners = self._partners(year, direction, None)
        if not partners:
            return None
        if WORLD not in partners:
            partners |= self._partners(year, direction, (WORLD,))
        world = partners.pop(WORLD, None)
        total = sum(partner.dollars for partner in partners.values())
        if world is None or abs(total - world.dollars) > _APART * world.dollars:
            stated = f"{world.dollars:,.0f}" if world else "nothing"
            raise Inconsistent(
                f"China's {_ANY_FLOW[direction]} of {year} with its partners are {total:,.0f} US$, "
                f"with the world {stated}",
                source=SOURCE,
                code="partners-and-world",
                url=self._url + PREVIEW_PATH,
                indicator=INDICATOR,
            )
        return Flow(partners, world.dollars)

    def _partners(
        self, year: int, direction: str, codes: Sequence[int] | None
    ) -> dict[int, Partner]:
        """The partners named, all where none is; in ever smaller groups where an answer is full."""
        question = {
            "reporterCode": str(CHINA),
            "period": str(year),
            "flowCode": direction,
            "cmdCode": "TOTAL",
            "partner2Code": "0",
            "customsCode": "C00",
            "motCode": "0",
            "includeDesc": "true",
        }
        if codes is not None:
            question["partnerCode"] = ",".join(str(code) for code in codes)
        try:
            rows, answer = self._ask(PREVIEW_PATH, question)
        except NotRecorded:
            # A full answer is not used, and so is no evidence: that of its groups is.
            if codes is not None and len(codes) == 1:
                raise
        else:
            if len(rows) < ROW_LIMIT:
                self.answers.append(answer)
                return read_partners(rows, year, direction, codes)
            self._refuse_full(rows, answer, year, codes)
        partners: dict[int, Partner] = {}
        for group in _groups(codes):
            partners |= self._partners(year, direction, group)
        return partners

    def _refuse_full(
        self, rows: Sequence[Any], answer: Answer, year: int, codes: Sequence[int] | None
    ) -> None:
        """Raise for a full answer that cannot be asked for in groups."""
        if codes is not None and len(codes) == 1:
            raise Inconsistent(
                f"the answer for the one partner {codes[0]} in {year} has {len(rows)} rows, as "
                "many as the service gives at most: it may be cut",
                source=SOURCE,
                code="row-limit",
                url=answer.url,
                indicator=INDICATOR,
                is_retryable=False,
            )

    def _ask(self, path: str, question: Mapping[str, str]) -> tuple[list[JsonObject], Answer]:
        try:
            return self._transport.get(
                self._url + path,
                question,
                read_rows,
                source=SOURCE,
                interval=SECONDS_BETWEEN_CALLS,
            )
        except Rejected as error:
            if error.code == "status-403":
                error.mend = "The calls of today may be used up; run it again tomorrow"
            raise


def _groups(codes: Sequence[int] | None) -> list[Sequence[int]]:
    """All partners in groups; a group in halves."""
    if codes is not None:
        half = len(codes) // 2
        return [codes[:half], codes[half:]]
    every = sorted({WORLD, *m49_codes(), *OWN_CODES, *NO_COUNTRY, *NO_COUNTRY_EITHER})
    return [every[start : start + GROUP] for start in range(0, len(every), GROUP)]


def read_rows(answer: Answer) -> list[JsonObject]:
    """The rows of any of the service's answers.

    Raises:
        Rejected: The service says what is wrong with the question.
        Malformed: The answer is not in the documented format.
        Inconsistent: It has another number of rows than it says.
    """
    page = parse_json(answer)
    page = page if isinstance(page, dict) else {}
    if said := _said_error(page):
        raise Rejected(
            f"the service refuses the question: {said[:200]}",
            mend="See what the preview answers at present: its documentation says",
            source=SOURCE,
            code="comtrade-error",
            indicator=INDICATOR,
        )
    rows = page.get("data")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise _malformed("the answer has no rows under `data`", "no-rows")
    count = page.get("count")
    if isinstance(count, int) and count != len(rows):
        raise _inconsistent(f"{len(rows)} rows came, the answer says {count}", "rows-and-count")
    return rows


def _said_error(page: JsonMapping) -> str:
    """What an answer says is wrong, in whichever of its three places; empty where it does not."""
    about = page.get("errorObject")
    message = about.get("errorMessage") if isinstance(about, dict) else None
    alone = page.get("message") if "data" not in page else None
    return str(page.get("error") or message or alone or "").strip()


def read_partners(
    rows: Iterable[JsonMapping], year: int, direction: str, codes: Sequence[int] | None
) -> dict[int, Partner]:
    """The partners' totals among an answer's rows, by Comtrade's code.

    Raises:
        Malformed: A row lacks its partner or its value.
        Inconsistent: A row is about something that was not asked, or a partner comes twice.
    """
    partners: dict[int, Partner] = {}
    for row in rows:
        asked = (number_of(row.get("period")), row.get("flowCode"), row.get("reporterCode"))
        if asked != (year, direction, CHINA) or row.get("cmdCode") != "TOTAL":
            raise _inconsistent(f"a row is about {asked}, which was not asked", "not-asked")
        if not _is_total(row):
            continue
        partner = _read_partner(row)
        if codes is not None and partner.code not in codes:
            raise _inconsistent(
                f"a row is about partner {partner.code}, which was not asked", "not-asked"
            )
        if partners.setdefault(partner.code, partner) is not partner:
            raise _inconsistent(f"partner {partner.code} comes twice in {year}", "twice")
    return partners


def _is_total(row: JsonMapping) -> bool:
    """Whether a row is over all second partners, customs procedures and modes of transport."""
    return (
        (number_of(row.get("partner2Code")) or 0) == 0
        and (row.get("customsCode") or "C00") == "C00"
        and (number_of(row.get("motCode")) or 0) == 0
    )


def _read_partner(row: JsonMapping) -> Partner:
    code, dollars = number_of(row.get("partnerCode")), row.get("primaryValue")
    if code is None or not isinstance(dollars, int | float) or not 0 <= dollars < math.inf:
        raise _malformed(f"a row has no partner or no value: {code}, {dollars!r}", "no-value")
    return Partner(
        code,
        str(row.get("partnerISO") or "").strip(),
        str(row.get("partnerDesc") or "").strip() or f"partner {code}",
        float(dollars),
    )


def _malformed(what: str, code: str) -> Malformed:
    return Malformed(what, source=SOURCE, code=code, indicator=INDICATOR)


def _inconsistent(what: str, code: str) -> Inconsistent:
    return Inconsistent(what, source=SOURCE, code=code, indicator=INDICATOR)
