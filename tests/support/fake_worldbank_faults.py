"""How the World Bank's answers may go wrong in their format, by name; see `fake_faults`."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode, urlsplit

from fake_faults import Reply, Request, Spoil
from fake_worldbank_figures import ERRORS, dump, message, xml_message

Row = dict[str, Any]
Change = Callable[[dict[str, Any], list[Row], Request], None]
EMPTY = b'[{"page":0,"pages":0,"per_page":0,"total":0,"sourceid":null,"lastupdated":null},null]'


def _altered(change: Change) -> Spoil:
    """A fault that changes the header or the rows of an answer, in either of its two forms."""

    def spoil(request: Request, reply: Reply, _: str) -> Reply:
        content = json.loads(reply.content)
        if isinstance(content, list):
            change(content[0], content[1], request)
        else:
            change(content, content["source"]["data"], request)
        return replace(reply, body=dump(content))

    return spoil


def _duplicate(_: Row, rows: list[Row], __: Request) -> None:
    half = len(rows) // 2
    rows[half : 2 * half] = rows[:half]


def _drop(_: Row, rows: list[Row], __: Request) -> None:
    del rows[-3:]


def _shorten(header: Row, rows: list[Row], _: Request) -> None:
    """Three rows less, and a total that says so: what no check of one answer can find."""
    del rows[-3:]
    header["total"] -= 3


def _run_past_the_end(header: Row, rows: list[Row], _: Request) -> None:
    rows.clear()
    header["page"] = header["pages"] + 1


def _change_total(header: Row, _: list[Row], __: Request) -> None:
    header["total"] += 7


def _give_one_row(header: Row, rows: list[Row], _: Request) -> None:
    """Pages of one row each, whatever was asked for."""
    header["per_page"], header["pages"] = 1, header["total"]
    del rows[1:]


def _count_no_pages(header: Row, _: list[Row], __: Request) -> None:
    """Rows, and no page that they stand on."""
    header["pages"] = 0


def _count_nothing(header: Row, _: list[Row], __: Request) -> None:
    """Rows behind a header that says there are none."""
    header["pages"] = header["total"] = 0


def _never_end(header: Row, rows: list[Row], request: Request) -> None:
    """Full pages for ever."""
    size = int(request.query["per_page"])
    header["per_page"], header["pages"], header["total"] = size, 10**8, 10**8 * size
    rows[:] = (rows * (size // max(1, len(rows)) + 1))[:size]


def _change_edition(header: Row, _: list[Row], request: Request) -> None:
    """A day that no two answers share."""
    header["lastupdated"] = f"2099-{request.number // 28 % 12 + 1:02}-{request.number % 28 + 1:02}"


def _forget_edition(header: Row, _: list[Row], __: Request) -> None:
    header["lastupdated"] = None


def _empty_values(_: Row, rows: list[Row], __: Request) -> None:
    for row in rows:
        row["value"] = None


def _spoil_values(value: Any) -> Change:
    def change(_: Row, rows: list[Row], __: Request) -> None:
        rows[len(rows) // 2]["value"] = value

    return change


def _rename_area(iso3: str, iso2: str) -> Change:
    def change(_: Row, rows: list[Row], __: Request) -> None:
        first = rows[0].get("country")
        for row in rows:
            if row.get("country") == first:
                row["countryiso3code"], row["country"] = iso3, {"id": iso2, "value": "?"}

    return change


def _foreign_year(_: Row, rows: list[Row], __: Request) -> None:
    rows[-1]["date"] = "1789"


def _foreign_indicator(_: Row, rows: list[Row], __: Request) -> None:
    rows[-1]["indicator"] = {"id": "XX.YYY", "value": "Another"}


def _other_version(_: Row, rows: list[Row], __: Request) -> None:
    rows[-1]["variable"][0]["id"] = "209901"


def _lose_dimension(_: Row, rows: list[Row], __: Request) -> None:
    rows[-1]["variable"].pop()


def _lose_field(_: Row, rows: list[Row], __: Request) -> None:
    rows[-1].pop("country", None)


def spoils(service: Callable[[Request], Reply]) -> Mapping[str, Spoil]:
    """The faults of a World Bank; some answer with a page of it that was not asked for."""

    def ask(request: Request, page: int) -> Reply:
        query = {**request.query, "page": str(page)}
        target = f"{urlsplit(request.target).path}?{urlencode(query)}"
        return service(replace(request, target=target, query=query))

    def repeat_page(request: Request, reply: Reply, _: str) -> Reply:
        """The rows of page 1 under the header of the page that was asked for."""
        header, rows = json.loads(reply.content)
        before = json.loads(ask(request, 1).content)[1]
        return replace(reply, body=dump([header, before[: len(rows)]]))

    def change_row(request: Request, reply: Reply, _: str) -> Reply:
        """The first row of all once more, at the end of this page and with another value."""
        header, rows = json.loads(reply.content)
        first = json.loads(ask(request, 1).content)[1][0]
        rows[-1] = {**first, "value": 123.25}
        return replace(reply, body=dump([header, rows]))

    said: dict[str, Spoil] = {}
    for number in ERRORS:
        said[f"message-{number}"] = _replaced(message(number), "application/json")
        said[f"xml-{number}"] = _replaced(xml_message(number), "text/xml")
    return {
        **said,
        "empty": _replaced(EMPTY, "application/json"),
        "past-end": _altered(_run_past_the_end),
        "duplicates": _altered(_duplicate),
        "missing-rows": _altered(_drop),
        "shortened": _altered(_shorten),
        "repeat-page": repeat_page,
        "changed-row": change_row,
        "total": _altered(_change_total),
        "edition": _altered(_change_edition),
        "one-row": _altered(_give_one_row),
        "no-pages": _altered(_count_no_pages),
        "no-total": _altered(_count_nothing),
        "endless": _altered(_never_end),
        "no-edition": _altered(_forget_edition),
        "nulls": _altered(_empty_values),
        "text-value": _altered(_spoil_values("12.5")),
        "true-value": _altered(_spoil_values(True)),
        "nan-value": _altered(_spoil_values(float("nan"))),
        "new-country": _altered(_rename_area("QQQ", "QQ")),
        "new-code": _altered(_rename_area("", "Q9")),
        "contradiction": _altered(_rename_area("CHN", "IN")),
        "foreign-year": _altered(_foreign_year),
        "foreign-indicator": _altered(_foreign_indicator),
        "other-version": _altered(_other_version),
        "lost-dimension": _altered(_lose_dimension),
        "lost-field": _altered(_lose_field),
        "bom": lambda _, reply, __: replace(reply, body=b"\xef\xbb\xbf" + reply.content),
        "latin": lambda _, r, __: replace(r, body=r.content.replace(b'"', b'"\xe9', 1)),
    }


def _replaced(body: bytes, content_type: str) -> Spoil:
    return lambda _, reply, __: replace(reply, body=body, content_type=content_type)
