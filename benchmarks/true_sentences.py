"""True sentences, as writers put them, through `check`: how many of their figures are called off.

    python -m benchmarks.true_sentences [--texts 300] [--seed 1] [-v]

Each text has four sentences of `labels/true_sentences.csv`, about countries that are drawn, with
figures of one embedded edition of the World Development Indicators, rounded as people round, and a
date some weeks after that edition: its author could have seen all of them. Most sentences name
another country beside the one they are about, in the ways that mislead a reader who only looks for
the nearest name. So no figure may be off; one that is was read as of somebody or something else, or
judged too hard. Figures that are not surely read are open, and tell nothing.
"""

from __future__ import annotations

import csv
import random
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import pandas as pd

from benchmarks.options import options_of
from flows.work.checking import check_text
from flows.work.orders import CheckOrder
from reports.findings.text_figures import FigureFound
from sources.figures.numbers.tokens import words
from sources.reference.areas import AREAS
from sources.snapshots.load import load_snapshot
from sources.snapshots.needs import Wanted

COUNTRIES = words(
    "KEN GHA NGA ETH EGY ZAF TZA UGA SEN MLI MAR DZA IND PAK BGD NPL LKA CHN JPN IDN VNM THA PHL "
    "MYS DEU FRA ITA ESP PRT POL SWE NOR FIN AUT CHE NLD BEL GBR IRL GRC ROU HUN BRA ARG CHL PER "
    "COL MEX USA CAN AUS NZL"
)
REGIONS = {
    "SSF": "sub-Saharan Africa",
    "SAS": "South Asia",
    "LCN": "Latin America and the Caribbean",
    "EAS": "East Asia and the Pacific",
    "EUU": "the European Union",
    "MIC": "middle-income countries",
    "LIC": "low-income countries",
}
FORMS = Path(__file__).parent / "labels" / "true_sentences.csv"


def people(value: float) -> str:
    """A number of people."""
    return f"{millions(value)} people"


def millions(value: float) -> str:
    """A number in millions."""
    return f"{value / 1e6:.0f} million" if value >= 2e7 else f"{value / 1e6:.1f} million"


def dollars(value: float) -> str:
    """A sum in US$."""
    if value >= 1e12:
        return f"${value / 1e12:.2f} trillion"
    return f"${value / 1e9:.0f} billion" if value >= 2e10 else f"${value / 1e9:.1f} billion"


SHOWN: Mapping[str, Callable[[float], str]] = {
    "people": people,
    "millions": millions,
    "dollars": dollars,
    "dollars_bare": "${:,.0f}".format,
    "percent_0": "{:.0f} per cent".format,
    "percent_1": "{:.1f} per cent".format,
    "years": "{:.1f} years".format,
    "per_1000_births": "{:.1f} deaths per 1,000 live births".format,
    "children": "{:.2f} children".format,
    "million_hectares": lambda value: f"{value / 1e4:.1f} million hectares",
    "square_kilometres": "{:,.0f} square kilometres".format,
    "digits_0": "{:.0f}".format,
    "digits_1": "{:.1f}".format,
}
"""How the values of an indicator are printed, by its word in ``shown_as``."""
LEAST = 0.3
"""Smaller values are not drawn: rounded as people round they would be no figure."""


@dataclass(frozen=True)
class Form:
    """A sentence about the values of an indicator, and how these are printed."""

    show: Callable[[float], str]
    sentence: str


@dataclass(frozen=True)
class Found:
    """A figure of a text, the sentence it is of, and what was found of it."""

    sentence: str
    figure: FigureFound


def all_forms(path: Path = FORMS) -> dict[str, tuple[Form, ...]]:
    """The sentences of each indicator in a table.

    ``{A}`` has the value ``{v}`` in year ``{y}``, ``{B}`` ``{w}``, and ``{A}`` the year before,
    ``{y0}``, ``{v0}``, and some years before, ``{x}``, ``{u}``; the region ``{R}`` has ``{r}``;
    what `derived` adds is reckoned from these.
    """
    with path.open(encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file), key=itemgetter("indicator"))
    return {
        code: tuple(Form(SHOWN[row["shown_as"]], row["sentence"]) for row in own)
        for code, own in groupby(rows, key=itemgetter("indicator"))
    }


def values(codes: Iterable[str]) -> dict[tuple[str, str], pd.DataFrame]:
    """The values of each edition and indicator: years by country."""
    observed = load_snapshot(["embedded"], Wanted({"wdi": frozenset(codes)})).observations
    observed = observed[observed["ref_area"].isin([*COUNTRIES, *REGIONS, "WLD"])]
    parts = observed.groupby(["vintage", "indicator"], observed=True)
    return {
        (str(edition), str(code)): part.pivot_table(
            index="time_period", columns="ref_area", values="obs_value", observed=True
        )
        for (edition, code), part in parts
    }


def shown(show: Callable[[float], str], name: str, value: float) -> dict[str, str]:
    """A value as its indicator prints it, bare, and as growth: "v", "v_bare" and so on."""
    return {
        name: show(abs(value)),
        f"{name}_bare": f"{value:.0f}",
        f"{name}_signed": f"{value:.1f}%",
        f"{name}_grew": "grew" if value > 0 else "shrank",
        f"{name}_grown": "grown" if value > 0 else "shrunk",
    }


def derived(
    show: Callable[[float], str], own: float, old: float, other: float, world: float
) -> dict[str, str]:
    """What a writer reckons from a value, an older one, another country's and the world's.

    ``growth`` in per cent and ``moved``, ``moving``, ``move`` for its direction; ``times`` the old
    value and ``ratio`` to the other; ``excess`` over the other in per cent and ``gap`` to it, with
    ``more`` or less; ``points`` from the old to the new; ``sum`` of both; ``share`` of the world.
    """
    is_up, is_more = own > old, own > other
    return {
        "growth": f"{abs(own / old - 1) * 100:.0f} per cent",
        "moved": "rose" if is_up else "fell",
        "moving": "rising" if is_up else "falling",
        "move": "rise" if is_up else "fall",
        "times": f"{own / old:.1f} times",
        "ratio": f"{own / other:.1f} times",
        "excess": f"{abs(own / other - 1) * 100:.0f} per cent",
        "gap": show(abs(own - other)),
        "more": "more" if is_more else "less",
        "higher": "higher" if is_more else "lower",
        "points": f"{abs(own - old):.1f} percentage points",
        "sum": show(own + other),
        "share": f"{100 * own / world:.1f} per cent" if world else "",
        "world": show(world) if world else "",
    }


_DERIVED = re.compile(
    r"\{(?:growth|moved|moving|move|times|ratio|excess|gap|more|higher|points|sum|share|world)\}"
)
_MOVED = re.compile(r"\{(?:growth|mov\w+|points)\}")
_COMPARED = re.compile(r"\{(?:excess|gap|more|higher)\}")
_LEAST_RATIO, _LEAST_GROWTH, _LEAST_GAP = 1.5, 0.03, 0.1


def can_say(form: str, own: float, old: float, other: float, world: float) -> bool:
    """Whether a writer would say a form of such values: what moved, and what is so many times."""
    return not (
        ("{times}" in form and own < _LEAST_RATIO * old)
        or ("{ratio}" in form and own < _LEAST_RATIO * other)
        or (_MOVED.search(form) is not None and abs(own / old - 1) < _LEAST_GROWTH)
        or (_COMPARED.search(form) is not None and abs(own / other - 1) < _LEAST_GAP)
        or ("{share}" in form and own * 100 <= world * LEAST)
        or ("{world}" in form and not world)
    )


def written(draw: random.Random, year: int, rows: pd.DataFrame, form: Form) -> str:
    """A sentence with the values of two countries, the first columns of ``rows``; or "".

    ``rows`` has the years up to the last one, and the values of a region, ``{R}``, and of the
    world behind those of the two.
    """
    first, second, region = map(str, rows.columns[:3])
    by_year = dict(zip(rows.index, rows.to_numpy(dtype=float), strict=True))
    older = draw.choice([one for one in rows.index if one < year])
    (own, other, whole, world), old = by_year[year], by_year[older][0]
    sentence, show = form.sentence, form.show
    if _DERIVED.search(sentence) and not can_say(sentence, own, old, other, world):
        return ""
    if "{r}" in sentence and not whole:
        return ""
    return sentence.format(
        **{"A": AREAS[first].name, "B": AREAS[second].name, "y": year, "y0": year - 1, "x": older},
        **{"span": f"{year - older} years", "R": REGIONS[region], "r": show(whole)},
        **shown(show, "v", own),
        **shown(show, "w", other),
        **shown(show, "v0", by_year[year - 1][0]),
        **shown(show, "u", old),
        **(derived(show, own, old, other, world) if own and old and other else {}),
    )


_SIGNED = re.compile(r"_(?:grew|grown|signed)\}")
"""In sentences with one of these a value may be below zero."""


def write_text(
    draw: random.Random,
    forms: Mapping[str, Sequence[Form]],
    tables: Mapping[tuple[str, str], pd.DataFrame],
) -> tuple[str, str, list[str]]:
    """A text, the day on which it appeared, and its sentences."""
    edition = draw.choice(sorted({edition for edition, _ in tables}))
    day = date.fromisoformat(edition) + timedelta(days=draw.randint(10, 60))
    codes = sorted(code for own, code in tables if own == edition)
    said: list[str] = []
    while len(said) < 4:
        code = draw.choice(codes)
        form = draw.choice(forms[code])
        table = tables[edition, code]
        names = draw.sample(sorted({*map(str, table.columns)} & {*COUNTRIES}), 2)
        rows = table[names].dropna().tail(16)
        if not _SIGNED.search(form.sentence):
            rows = rows[(rows > LEAST).all(axis=1)]
        years = [int(year) for year in rows.tail(9).index if year - 1 in rows.index]
        if not years:
            continue
        wholes = [draw.choice(sorted(REGIONS)), "WLD"]
        rows = rows.join(table.reindex(index=rows.index, columns=wholes)).fillna(0.0)
        if sentence := written(draw, draw.choice(years), rows, form):
            said.append(sentence)
    text = f"Notes on the world\n\nPublished {day.isoformat()}\n\n" + "\n\n".join(said) + "\n"
    return text, day.isoformat(), said


def found_in(folder: Path, text: str, day: str, said: Sequence[str]) -> Iterator[Found]:
    """What `check` finds of each figure of a text."""
    file = folder / "text.txt"
    file.write_text(text, encoding="utf-8")
    for one in check_text(CheckOrder(str(file), day)).findings.figures:
        sentence = next((line for line in said if one.sentence.strip() in line), one.sentence)
        if one.kind == "claim":
            yield Found(sentence, one)


def main(arguments: Sequence[str] | None = None) -> None:
    """Draw, check and print; the exit code is 1 where a true figure is off."""
    parser = options_of(__doc__, __file__)
    parser.add_argument("--texts", type=int, default=300, help="how many texts are written")
    parser.add_argument("--seed", type=int, default=1, help="what is drawn")
    parser.add_argument("--forms", type=Path, default=FORMS, help="another table of sentences")
    parser.add_argument("-v", action="store_true", help="print what is off")
    given = parser.parse_args(arguments)
    draw, forms = random.Random(given.seed), all_forms(given.forms)
    tables = values(forms)
    tally: Counter[str] = Counter()
    sure = 0
    with tempfile.TemporaryDirectory() as name:
        for _ in range(given.texts):
            for one in found_in(Path(name), *write_text(draw, forms, tables)):
                figure = one.figure
                tally[figure.standing or "open"] += 1
                sure += figure.reading is not None and figure.reading.state == "sure"
                if figure.standing == "off" and given.v:
                    print(f"“{figure.phrase}” {one.sentence}\n    {figure.sentence_of_verdict}")
                    print(f"    {figure.reading.words if figure.reading else ''}")
    total = sum(tally.values())
    print(f"{given.texts} texts, {total} true figures: {sure} surely read, {tally['off']} off")
    print(", ".join(f"{count} {standing}" for standing, count in tally.most_common()))
    sys.exit(bool(tally["off"]))


if __name__ == "__main__":
    main()
