"""Whole true documents through `check`: how many of their figures hold, are open, or are off.

    python -m benchmarks.true_documents [FOLDER...] [--draws 3] [--planted 3] [--seed 1] [-v]

A document (`labels/documents`: Markdown, a page, plain text; mostly tables, lists and boxes) has
places for countries, years and values. They are filled with values of the embedded editions,
rounded as it prints them, and the document is dated some weeks after the newest of these: its
author could have seen all of them. So no figure may be off; what is not surely read is open. Then
single values are changed by a quarter, one in a copy, and `check` is asked again: one that then
holds has passed in silence. The grammar of a place: `labels/README.md`.
"""

from __future__ import annotations

import math
import random
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pandas as pd

from benchmarks.options import options_of
from benchmarks.true_sentences import COUNTRIES, REGIONS, values
from flows.work.checking import check_text
from flows.work.orders import CheckOrder
from reports.findings.text_figures import FigureFound
from sources.reference.areas import AREAS

DOCUMENTS = Path(__file__).parent / "labels" / "documents"
_PLACE = re.compile(r"\{([^{}]*)\}")
_YEAR = re.compile(r"y(?:-(\d{1,2}))?")
_CODE = re.compile(r"[A-Z][A-Z0-9]*(?:\.[A-Z0-9]+)+")
_RECKONED = ("change", "points", "sum", "share", "ratio", "rose")
_LETTERS = "ABCDE"
_TRIES = 60
_WRONG = 1.25
"""What a value is multiplied with to be wrong; a per cent near 100 is divided by it."""


class NoValueError(LookupError):
    """A place has no value, or one that its document would not print."""


@dataclass(frozen=True)
class Drawn:
    """What a document is filled with: an edition, countries by letter, a region and a year.

    ``tables`` are the values of each indicator, of the newest edition first: years by area. With
    ``has_gaps`` a value that is lacking is printed as two dots.
    """

    day: date
    areas: Mapping[str, str]
    year: int
    tables: Mapping[str, Sequence[pd.DataFrame]]
    has_gaps: bool = False

    def value(self, code: str, place: str, year: int) -> float:
        """A value as its newest edition has it (NoValueError where none has)."""
        for table in self.tables[code]:
            area = self.areas[place]
            if area in table.columns and year in table.index:
                found = table[area].to_dict()[year]
                if not math.isnan(found):
                    return float(found)
        raise NoValueError(code)


@dataclass
class Filled:
    """A document that is filled: its text, and the values it prints, in order."""

    text: str
    printed: list[str] = field(default_factory=list)
    can_plant: list[bool] = field(default_factory=list)


def year_of(token: str, drawn: Drawn) -> int:
    """The year that ``y`` or ``y-5`` means."""
    match = _YEAR.fullmatch(token)
    if match is None:
        raise ValueError(f"{token} is no year")
    return drawn.year - int(match[1] or 0)


def number(value: float, decimals: int) -> str:
    """A value with so many decimals and commas; one that would print as nought is not drawn."""
    if abs(value) < 0.5 * 10**-decimals:
        raise NoValueError("nought")
    return f"{value:,.{decimals}f}"


def reckoned(words: Sequence[str], drawn: Drawn) -> str:
    """What an author reckons from values: a change, a difference, a sum, a share, a ratio."""
    kind, code, places, *rest = words
    if kind == "sum":
        year, scale, decimals = rest
        total = sum(drawn.value(code, one, year_of(year, drawn)) for one in places.split("+"))
        return number(total / float(scale), int(decimals))
    if kind == "share":
        own, world = (drawn.value(code, one, year_of(rest[0], drawn)) for one in (places, "W"))
        return number(100 * own / world, int(rest[1]))
    if kind == "ratio":
        pair = [drawn.value(code, one, year_of(rest[1], drawn)) for one in (places, rest[0])]
        return number(pair[0] / pair[1], int(rest[2]))
    first, last = (drawn.value(code, places, year_of(one, drawn)) for one in rest[:2])
    if kind == "rose":
        return "rose" if last > first else "fell"
    moved = 100 * (last / first - 1) if kind == "change" else last - first
    return f"{moved:+,.{int(rest[2])}f}"


def fill(template: str, drawn: Drawn, wrong: int = -1) -> Filled:
    """A document with its places filled; the value numbered ``wrong`` is not the true one."""
    found = Filled("")

    def value_of(words: Sequence[str]) -> str:
        code, place, year, scale, decimals = words
        value = drawn.value(code, place, year_of(year, drawn)) / float(scale)
        if len(found.printed) == wrong:
            value *= 1 / _WRONG if 100 / _WRONG < value <= 100 else _WRONG
        return number(value, int(decimals))

    def put(match: re.Match[str]) -> str:
        words = match[1].split()
        name = words[0] if words else ""
        if name == "date":
            return f"{drawn.day.day} {drawn.day:%B %Y}"
        if len(words) == 1 and _YEAR.fullmatch(name):
            return str(year_of(name, drawn))
        if len(words) == 1:
            letter, owned = name[0], name[1:]
            area = drawn.areas[letter]
            return (REGIONS[area] if letter == "R" else AREAS[area].name) + owned
        if name == "rose":
            return reckoned(words, drawn)
        try:
            text = reckoned(words, drawn) if name in _RECKONED else value_of(words)
        except NoValueError:
            if drawn.has_gaps:
                return ".."
            raise
        found.printed.append(text)
        found.can_plant.append(name not in _RECKONED)
        return text

    found.text = _PLACE.sub(put, template)
    return found


def codes_of(template: str) -> set[str]:
    """The indicators that a document has places for."""
    return {code for match in _PLACE.finditer(template) for code in _CODE.findall(match[1])}


def places_of(template: str) -> dict[str, set[tuple[str, str]]]:
    """By each letter of a document the indicators and years that it asks for."""
    found: dict[str, set[tuple[str, str]]] = {}
    for match in _PLACE.finditer(template):
        words = match[1].split()
        codes = [word for word in words if _CODE.fullmatch(word)]
        letters = [word for word in words if re.fullmatch(r"[A-EWR](?:\+[A-E])*", word)]
        years = [word for word in words if _YEAR.fullmatch(word)]
        for letter in "+".join(letters).split("+") if codes else ():
            found.setdefault(letter, set()).update((codes[0], year) for year in years)
    return found


def draw_for(
    template: str, draw: random.Random, tables: Mapping[tuple[str, str], pd.DataFrame]
) -> Drawn | None:
    """Countries, a year and an edition that have a value for each place; None where none do."""
    codes = codes_of(template)
    asked = places_of(template)
    editions = sorted({edition for edition, _ in tables})
    for tried in range(2 * _TRIES):
        day = date.fromisoformat(draw.choice(editions)) + timedelta(days=draw.randint(10, 60))
        seen = [one for one in reversed(editions) if one <= day.isoformat()]
        own = {code: [tables[e, code] for e in seen if (e, code) in tables] for code in codes}
        year = draw.randint(2004, min(day.year - 1, 2022))
        areas = {"W": "WLD"}
        for letter in (*_LETTERS, "R"):
            able = sorted(REGIONS) if letter == "R" else sorted({*COUNTRIES} - {*areas.values()})
            draw.shuffle(able)
            wanted = asked.get(letter, set())
            areas[letter] = next((one for one in able if _has(one, wanted, year, own)), able[0])
        drawn = Drawn(day, areas, year, own, has_gaps=tried >= _TRIES)
        try:
            if not fill(template, drawn).printed:
                continue
        except (NoValueError, ZeroDivisionError, KeyError):
            continue
        return drawn
    return None


def _has(
    area: str,
    wanted: set[tuple[str, str]],
    year: int,
    tables: Mapping[str, Sequence[pd.DataFrame]],
) -> bool:
    drawn = Drawn(date.min, {"A": area}, year, tables)
    try:
        return all(
            drawn.value(code, "A", year_of(token, drawn)) is not None for code, token in wanted
        )
    except NoValueError:
        return False


def found_at(printed: Sequence[str], figures: Sequence[FigureFound]) -> list[FigureFound | None]:
    """The figure found of each printed value, in the order of the text; None where none was."""
    found: list[FigureFound | None] = []
    at = 0
    for text in printed:
        digits = text.lstrip("+-")
        own = next((n for n in range(at, len(figures)) if _prints(figures[n].phrase, digits)), None)
        found.append(None if own is None else figures[own])
        # Two values may be one figure ("from 3.1 to 4.2"): it is looked at again.
        at = at if own is None else own
        if own is not None and len(re.findall(r"\d[\d.,]*", figures[own].phrase)) < 2:
            at = own + 1
    return found


def _prints(phrase: str, digits: str) -> bool:
    return re.search(rf"(?<![\d.,]){re.escape(digits)}(?![\d]|[.,]\d)", phrase) is not None


def standing(figure: FigureFound | None) -> str:
    """How a value came out: its standing, or that it was not read as a claim."""
    if figure is None:
        return "not found"
    return (figure.standing or "open") if figure.kind == "claim" else f"no claim ({figure.kind})"


def checked(folder: Path, name: str, filled: Filled, drawn: Drawn) -> list[FigureFound | None]:
    """What `check` finds of each value of a document."""
    file = folder / name
    file.write_text(filled.text, encoding="utf-8")
    order = CheckOrder(str(file), drawn.day.isoformat())
    return found_at(filled.printed, check_text(order).findings.figures)


def show_off(name: str, figure: FigureFound) -> Iterator[str]:
    """A true figure that was called off, in lines."""
    yield f"{name} “{figure.phrase}” in {figure.sentence[:200]!r}"
    yield f"    {figure.sentence_of_verdict}"
    yield f"    {figure.reading.words if figure.reading else ''}"


@dataclass
class Tally:
    """How the values of a folder's documents came out."""

    true: Counter[str] = field(default_factory=Counter)
    planted: Counter[str] = field(default_factory=Counter)
    undrawn: set[str] = field(default_factory=set)

    @property
    def is_wrong(self) -> bool:
        """Whether a true value was called off, or a wrong one held."""
        return self.true["off"] > 0 or self.planted["holds"] > 0

    def tell(self, name: str, documents: int) -> None:
        """Print it."""
        print(f"{name}: {documents} documents, {sum(self.true.values())} true figures")
        print("  true:    " + say_counts(self.true))
        print("  planted: " + say_counts(self.planted))
        if self.undrawn:
            print(f"  not filled: {', '.join(sorted(self.undrawn))}")


def say_counts(counts: Counter[str]) -> str:
    """Counts with their shares: "holds 12 (40%), open 18 (60%)"."""
    total = max(1, sum(counts.values()))
    return ", ".join(f"{name} {n} ({100 * n / total:.0f}%)" for name, n in counts.most_common())


class Trial:
    """Documents that are filled and checked, one after another.

    Args:
        seed: What is drawn.
        planted: How many values are made wrong, a filling.
        is_told: Whether what is wrong is printed.
        is_open_told: Whether what stays open is printed.
    """

    def __init__(self, seed: int, planted: int, *, is_told: bool, is_open_told: bool) -> None:
        self._draw = random.Random(seed)
        self._planted = planted
        self._is_told = is_told
        self._is_open_told = is_open_told

    def run(self, templates: Mapping[str, str], draws: int) -> Tally:
        """The documents of a folder by their names, each filled so many times."""
        tally = Tally()
        tables = values(sorted(set().union(*map(codes_of, templates.values()))))
        with tempfile.TemporaryDirectory() as made:
            for name, template in templates.items():
                for _ in range(draws):
                    drawn = draw_for(template, self._draw, tables)
                    if drawn is None:
                        tally.undrawn.add(name)
                        continue
                    self._try(Path(made), name, template, drawn, tally)
        return tally

    def _try(self, folder: Path, name: str, template: str, drawn: Drawn, tally: Tally) -> None:
        filled = fill(template, drawn)
        found = checked(folder, name, filled, drawn)
        tally.true.update(map(standing, found))
        for text, one in zip(filled.printed, found, strict=True):
            self._tell(name, text, one)
        able = [n for n, can in enumerate(filled.can_plant) if can]
        for wrong in self._draw.sample(able, min(self._planted, len(able))):
            copy = fill(template, drawn, wrong)
            if copy.printed[wrong] == filled.printed[wrong]:
                continue  # "-0.1" is printed of a quarter more, too
            one = checked(folder, name, copy, drawn)[wrong]
            tally.planted[standing(one)] += 1
            if standing(one) == "holds" and one is not None and self._is_told:
                print(f"{name}: wrong and held: {one.phrase} {one.sentence[:200]!r}")
                print(f"    {one.sentence_of_verdict}")

    def _tell(self, name: str, text: str, one: FigureFound | None) -> None:
        if one is not None and one.standing == "off" and self._is_told:
            print("\n".join(show_off(name, one)))
        elif self._is_open_told and standing(one) != "holds":
            why = one.sentence_of_verdict[:160] if one else ""
            reading = one.reading if one else None
            print(f"{name} {text} {standing(one)}: {reading.words if reading else ''} | {why}")
            if one and reading and reading.doubt:
                print(f"      {one.sentence[:110]!r}: {reading.doubt.words}")


def main(arguments: Sequence[str] | None = None) -> None:
    """Draw, check and print; the exit code is 1 where a true one is off, or a wrong one holds."""
    parser = options_of(__doc__, __file__)
    parser.add_argument("folders", nargs="*", type=Path, help="folders of documents")
    parser.add_argument("--draws", type=int, default=3, help="how often each is filled")
    parser.add_argument("--planted", type=int, default=3, help="values made wrong, a filling")
    parser.add_argument("--seed", type=int, default=1, help="what is drawn")
    parser.add_argument("--only", default="", help="documents whose name begins so")
    parser.add_argument("-v", action="store_true", help="print what is wrong")
    parser.add_argument("--open", action="store_true", help="print what stays open, and why")
    given = parser.parse_args(arguments)
    is_wrong = False
    for folder in given.folders or [DOCUMENTS / "worked", DOCUMENTS / "unseen"]:
        files = sorted(folder.glob(f"{given.only}*.*"))
        templates = {one.name: one.read_text(encoding="utf-8") for one in files}
        trial = Trial(given.seed, given.planted, is_told=given.v, is_open_told=given.open)
        tally = trial.run(templates, given.draws)
        tally.tell(folder.name, len(files))
        is_wrong = is_wrong or tally.is_wrong
    sys.exit(is_wrong)


if __name__ == "__main__":
    main()
