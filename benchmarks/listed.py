"""Tables copied from the Bank, under its own names and codes: is each cell read and judged?

    python -m benchmarks.listed [--tables 60] [--seed 1] [-v]

A table has values of some indicators, countries and years of an embedded edition, in one of the
layouts in which the Bank and its users hand them on: Markdown with a row an indicator, the CSV of
DataBank, the CSV of one indicator, a column a code, a record a value. It is dated some weeks after
the edition. Heads are the catalogue's names and codes, so each cell says all: none may be off, and
those that are not sure are told. Then a value of each table is changed by half, and must not hold.

Without values, `--names` asks of every name of the newest catalogue which series it is read as.
"""

from __future__ import annotations

import csv
import io
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pandas as pd

from benchmarks.options import options_of
from benchmarks.reading import code_of, is_same
from benchmarks.true_documents import say_counts
from benchmarks.true_sentences import COUNTRIES, values
from flows.work.checking import check_text
from flows.work.orders import CheckOrder
from reports.findings.text_figures import FigureFound
from sources.reading.read import read_text
from sources.reference.areas import area_name
from sources.reference.series import CatalogueSeries, all_series, find_series
from sources.snapshots.load import load_snapshot
from sources.snapshots.needs import Wanted

_WRONG = 1.5
_LEAST_DIGITS = 3
_AT_ONCE = 40


@dataclass(frozen=True)
class Drawn:
    """The edition of a table, its series, countries and years, and the values of the first."""

    day: date
    series: Sequence[CatalogueSeries]
    areas: Sequence[str]
    years: Sequence[int]
    table: Callable[[str], pd.DataFrame]

    def value(self, code: str, area: str, year: int) -> str:
        """A value as the Bank prints it in a download; empty where there is none."""
        table = self.table(code)
        found = table[area].get(year) if area in table else None
        if found is None or pd.isna(found):
            return ""
        return _printed(float(found))


def _printed(value: float) -> str:
    return f"{value:.0f}" if abs(value) >= 10**4 else f"{value:.4g}"


def markdown(drawn: Drawn) -> Iterator[list[str]]:
    """A row an indicator, a column a year, of one country, which a heading names."""
    area = drawn.areas[0]
    yield [f"# {area_name(area)}\n"]
    yield ["", "Indicator", *map(str, drawn.years), ""]
    yield ["", *["---"] * (1 + len(drawn.years)), ""]
    for one in drawn.series:
        yield ["", one.name, *(drawn.value(one.code, area, year) for year in drawn.years), ""]


def databank(drawn: Drawn) -> Iterator[list[str]]:
    """As DataBank hands them on: a row a country and series."""
    years = [f"{year} [YR{year}]" for year in drawn.years]
    yield ["Country Name", "Country Code", "Series Name", "Series Code", *years]
    for area in drawn.areas:
        for one in drawn.series:
            own = [drawn.value(one.code, area, year) or ".." for year in drawn.years]
            yield [area_name(area), area, one.name, one.code, *own]


def download(drawn: Drawn) -> Iterator[list[str]]:
    """As the page of one indicator hands it on."""
    one = drawn.series[0]
    years = list(map(str, drawn.years))
    yield ["Country Name", "Country Code", "Indicator Name", "Indicator Code", *years]
    for area in drawn.areas:
        own = [drawn.value(one.code, area, year) for year in drawn.years]
        yield [area_name(area), area, one.name, one.code, *own]


def columns(drawn: Drawn) -> Iterator[list[str]]:
    """A column a code, a row a country and year."""
    yield ["country", "iso3c", "year", *(one.code for one in drawn.series)]
    for area in drawn.areas:
        for year in drawn.years:
            own = [drawn.value(one.code, area, year) for one in drawn.series]
            yield [area_name(area), area, str(year), *own]


def records(drawn: Drawn) -> Iterator[list[str]]:
    """A record a value: of whom, when, of what, how much."""
    yield ["ref_area", "time_period", "indicator", "obs_value"]
    for one in drawn.series:
        for area in drawn.areas:
            for year in drawn.years:
                if told := drawn.value(one.code, area, year):
                    yield [area, str(year), one.code, told]


LAYOUTS = (markdown, databank, download, columns, records)


def text_of(layout: Callable[[Drawn], Iterator[list[str]]], drawn: Drawn) -> str:
    """A table as a file has it."""
    rows = list(layout(drawn))
    if layout is markdown:
        return "\n".join("|".join(row) for row in rows) + "\n"
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


@cache
def _editions() -> dict[str, list[str]]:
    """The codes of the newest catalogue that each embedded edition has values of."""
    codes = frozenset(one.code for one in all_series("wdi"))
    observed = load_snapshot(["embedded"], Wanted({"wdi": codes})).observations
    pairs = observed[["vintage", "indicator"]].drop_duplicates().astype(str)
    of = pairs.groupby("vintage")["indicator"]
    return {str(edition): sorted(codes.intersection(own)) for edition, own in of}


def drawn_from(draw: random.Random) -> Drawn:
    """An edition, with some of its series, countries and years."""
    edition, has = draw.choice(sorted(_editions().items()))
    chosen = draw.sample(has, min(5, len(has)))
    tables = values(chosen)
    last = max(int(table.index.max()) for (day, _), table in tables.items() if day == edition)
    by_code = {one.code: one for one in all_series("wdi")}
    return Drawn(
        date.fromisoformat(edition) + timedelta(weeks=3),
        [by_code[code] for code in chosen],
        draw.sample(sorted(COUNTRIES), 3),
        sorted(draw.sample(range(last - 8, last + 1), 3)),
        lambda code: tables[edition, code],
    )


def checked(folder: Path, text: str, day: date) -> list[FigureFound]:
    """What `check` finds in a table."""
    file = folder / "table.md"
    file.write_text(text, encoding="utf-8")
    found = check_text(CheckOrder(str(file), day.isoformat())).findings.figures
    return [one for one in found if one.kind == "claim"]


def told(one: FigureFound) -> str:
    """How a cell came out, and whether it was read surely."""
    is_sure = one.reading is not None and one.reading.state == "sure"
    return (one.standing or "open") if is_sure else "not sure"


def read_names() -> tuple[Counter[str], list[str]]:
    """Which series every name of the newest catalogue is read as, in tables, and what is wrong."""
    names = [one for one in all_series("wdi") if not one.is_withdrawn]
    counts: Counter[str] = Counter()
    wrong = []
    for begin in range(0, len(names), _AT_ONCE):
        some = names[begin : begin + _AT_ONCE]
        rows = [f"|{one.name}|31.4|1234567|" for one in some]
        text = "# Kenya\n\n|Indicator|2018|2019|\n|---|---|---|\n" + "\n".join(rows) + "\n"
        found = read_text(text, "2022-03")
        at = text.index("|---")
        for one, row in zip(some, rows, strict=True):
            at = text.index(row, at)
            cells = [f for f in found if at + len(one.name) < f.start < at + len(row)]
            read = [f for f in cells if f.state == "sure" and f.reading is not None]
            codes = [code_of(f.reading.indicator) for f in read if f.reading is not None]
            is_right = all(is_same(code, one.code) or _name(code) == one.name for code in codes)
            counts[
                "sure and right" if codes and is_right else "open" if not codes else "wrong"
            ] += 1
            wrong += [] if is_right else [f"{one.code} {one.name}: {codes}"]
    return counts, wrong


def _name(code: str) -> str:
    """What the catalogue calls a series: two of them may be called the same."""
    found = find_series("wdi", code)
    return "" if found is None else found.name


def main(arguments: Sequence[str] | None = None) -> None:
    """Draw, check and print; ends with 1 where a true value is off or a wrong one holds."""
    parser = options_of(__doc__, __file__)
    parser.add_argument("--tables", type=int, default=60, help="how many tables are made")
    parser.add_argument("--seed", type=int, default=1, help="what is drawn")
    parser.add_argument("--names", action="store_true", help="read every name of the catalogue")
    parser.add_argument("-v", action="store_true", help="print what is wrong")
    given = parser.parse_args(arguments)
    if given.names:
        counts, wrong = read_names()
        print("names: " + say_counts(counts))
        print(*wrong, sep="\n")
        sys.exit(bool(wrong))
    draw = random.Random(given.seed)
    true: Counter[str] = Counter()
    planted: Counter[str] = Counter()
    by_layout: dict[str, Counter[str]] = {}
    with tempfile.TemporaryDirectory() as made:
        for at in range(given.tables):
            layout, drawn = LAYOUTS[at % len(LAYOUTS)], drawn_from(draw)
            text = text_of(layout, drawn)
            found = checked(Path(made), text, drawn.day)
            counts = Counter(map(told, found))
            by_layout.setdefault(layout.__name__, Counter()).update(counts)
            true.update(counts)
            for one in found if given.v else ():
                if told(one) in {"off", "not sure"}:
                    words = one.reading.words if one.reading else ""
                    print(f"{layout.__name__} {drawn.day} {one.phrase} {told(one)}: {words}")
                    print(f"    {one.sentence_of_verdict}\n    {one.sentence!r}")
            able = [f for f in found if len(f.phrase.strip("0.-")) >= _LEAST_DIGITS]
            if able:
                one = draw.choice(able)
                start = text.index(one.phrase, 0) if text.count(one.phrase) == 1 else -1
                if start >= 0:
                    wrong_value = _printed(float(one.phrase.replace(",", "")) * _WRONG)
                    copy = text[:start] + wrong_value + text[start + len(one.phrase) :]
                    again = checked(Path(made), copy, drawn.day)
                    planted.update(told(f) for f in again if f.phrase == wrong_value)
                    for one in again if given.v else ():
                        if one.phrase == wrong_value and told(one) != "off":
                            print(f"planted {one.phrase} {told(one)}: {one.sentence!r}")
                            print(f"    {one.sentence_of_verdict}")
    for name, counts in by_layout.items():
        print(f"{name:<10} {say_counts(counts)}")
    print(f"true:    {say_counts(true)}")
    print(f"planted: {say_counts(planted)}")
    sys.exit(true["off"] > 0 or planted["holds"] > 0)


if __name__ == "__main__":
    main()
