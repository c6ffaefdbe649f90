"""True sentences, as writers put them, through `check`: how many of their figures are called off.

    python -m benchmarks.true_sentences [--texts 300] [--seed 1] [-v]

Each text has four sentences about countries that are drawn, with figures of one embedded edition of
the World Development Indicators, rounded as people round, and a date some weeks after that edition:
its author could have seen all of them. The sentences name other countries beside the one they are
about, in the ways that mislead a reader who only looks for the nearest name. So no figure may be
off; one that is was read as of somebody or something else, or judged too hard. Figures that are
not surely read are open, and tell nothing.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pandas as pd

from flows.work.checking import check_text
from flows.work.orders import CheckOrder
from reports.findings.text_figures import FigureFound
from sources.figures.numbers.tokens import words
from sources.reference.areas import AREAS
from sources.snapshots.load import load_snapshot
from sources.snapshots.needs import Wanted

EDITIONS = ("2018-11-14", "2020-03-18", "2023-09-19", "2024-06-28", "2026-02-24")
COUNTRIES = words(
    "KEN GHA NGA ETH EGY ZAF TZA UGA SEN MLI MAR DZA IND PAK BGD NPL LKA CHN JPN IDN VNM THA PHL "
    "MYS DEU FRA ITA ESP PRT POL SWE NOR FIN AUT CHE NLD BEL GBR IRL GRC ROU HUN BRA ARG CHL PER "
    "COL MEX USA CAN AUS NZL"
)

PEOPLE, OUTPUT, GROWTH, LIVES, YOUNG, BIRTHS, TOWNS, FOREST = (
    "SP.POP.TOTL", "NY.GDP.MKTP.CD", "NY.GDP.MKTP.KD.ZG", "SP.DYN.LE00.IN", "SH.DYN.MORT",
    "SP.DYN.TFRT.IN", "SP.URB.TOTL.IN.ZS", "AG.LND.FRST.K2",
)  # fmt: skip
CODES = frozenset({PEOPLE, OUTPUT, GROWTH, LIVES, YOUNG, BIRTHS, TOWNS, FOREST})


def people(value: float) -> str:
    """A number of people."""
    millions = value / 1e6
    return f"{millions:.0f} million people" if millions >= 20 else f"{millions:.1f} million people"


def dollars(value: float) -> str:
    """A sum in US$."""
    if value >= 1e12:
        return f"${value / 1e12:.2f} trillion"
    return f"${value / 1e9:.0f} billion" if value >= 2e10 else f"${value / 1e9:.1f} billion"


def one_digit(value: float) -> str:
    """A number with one decimal."""
    return f"{abs(value):.1f}"


def hectares(value: float) -> str:
    """An area in million hectares, of square kilometres."""
    return f"{value / 1e4:.1f} million hectares"


SENTENCES: Mapping[str, tuple[Callable[[float], str], tuple[str, ...]]] = {
    PEOPLE: (
        people,
        (
            "{A} had {v} in {y}.",
            "{A}, a country that trades with {B}, was home to {v} in {y}.",
            "{A}, which has little in common with {B}, had {v} in {y}.",
            "Unlike {B}, {A} had {v} in {y}.",
            "Like {B}, {A} has changed: it had {v} in {y}.",
            "Far from {B}, {A} counted {v} in {y}.",
            "In {y} there were {v} in {A}, and {w} in {B}.",
            "In {y} {A} had {v}, {B} {w}.",
            "{A} had {v} in {y}, against {w} in {B}.",
            "{A} and {B} had {v} and {w} respectively in {y}.",
            "As many as {v} lived in {A} in {y}, and {B} is no smaller for it.",
            "After visits to {B}, the writer went to {A}, a country of {v} in {y}.",
            "Not {B} but {A} had {v} in {y}.",
            "{A} borders on {B} and had {v} in {y}.",
            "{A} sells most of its goods to {B}; it had {v} in {y}.",
            "{A} won its freedom long ago from {B}; {v} lived there in {y}.",
            "{B}'s ambassador likes {A}, whose population was {v} in {y}.",
            "{A}'s population, {v} in {y}, interests investors from {B}.",
            "According to the statistics office of {B}, {A} had {v} in {y}.",
            "A delegation from {B} said that {A} had {v} in {y}.",
            "{A} ({v} in {y}) and {B} ({w}) signed a treaty.",
            "Apart from {B}, only {A}, with {v} in {y}, took part.",
            "{A} has never been like {B}; it had {v} in {y}.",
            "Nobody in {B} knows that {v} lived in {A} in {y}.",
        ),
    ),
    OUTPUT: (
        dollars,
        (
            "The GDP of {A} was {v} in {y}.",
            "{A}'s economy was worth {v} in {y}, {B}'s {w}.",
            "{A}, often compared with {B}, had a GDP of {v} in {y}.",
            "In {y} the GDP of {A} stood at {v}, and that of {B} at {w}.",
            "While {B} had a GDP of {w} in {y}, {A} had one of {v}.",
            "{A} owes much to {B}: its GDP was {v} in {y}.",
            "Investors from {B} like {A}, with its GDP of {v} in {y}.",
        ),
    ),
    GROWTH: (
        lambda value: f"{one_digit(value)} per cent",
        (
            "The economy of {A} {m} by {v} in {y}.",
            "{A}, a partner of {B}, {m} by {v} in {y}.",
            "{A}'s GDP {m} by {v} in {y}, whatever happened in {B}.",
            "In {y}, as {B} looked on, the economy of {A} {m} by {v}.",
            "{B}'s crisis reached {A}, whose economy {m} by {v} in {y}.",
            "Helped by exports to {B}, {A}'s economy {m} by {v} in {y}.",
            "{A}'s economy, which depends on {B}, {m} by {v} in {y}.",
            "With {B} in trouble, {A}'s GDP {m} by {v} in {y}.",
            "Exports to {B} changed, and {A}'s economy {m} by {v} in {y}.",
        ),
    ),
    LIVES: (
        lambda value: f"{one_digit(value)} years",
        (
            "Life expectancy in {A} was {v} in {y}.",
            "Life expectancy in {A}, {v} in {y}, is not that of {B}.",
            "In {A}, as in {B}, people live longer now: {v} in {y}.",
            "Life expectancy was {v} in {A} and {w} in {B} in {y}.",
            "In {y} life expectancy stood at {v} in {A}, compared with {w} in {B}.",
            "People in {A}, say visitors from {B}, live long: life expectancy was {v} in {y}.",
            "A child born in {A} in {y} could expect to live {v}, wherever {B} stands.",
            "Doctors trained in {B} work in {A}, where life expectancy was {v} in {y}.",
            "{B} is no {A}, where life expectancy was {v} in {y}.",
            "Life expectancy in {y}: {A} {v}, {B} {w}.",
        ),
    ),
    YOUNG: (
        lambda value: f"{one_digit(value)} deaths per 1,000 live births",
        (
            "Under-five mortality in {A} was {v} in {y}.",
            "Under-five mortality in {A}, once like that in {B}, was {v} in {y}.",
        ),
    ),
    BIRTHS: (
        lambda value: f"{value:.2f} children",
        (
            "Women in {A} had {v} each in {y}.",
            "The fertility rate of {A}, unlike that of {B}, was {v} per woman in {y}.",
        ),
    ),
    TOWNS: (
        lambda value: f"{value:.0f} per cent",
        (
            "In {A} {v} of the people lived in towns in {y}.",
            "In {A}, less rural than it was, {v} of the population was urban in {y}.",
            "The urban share of the population of {A}, not to speak of {B}, was {v} in {y}.",
            "In {y} {v} of the people of {A} lived in towns; in {B} it was {w}.",
            "Towns in {A}, some founded from {B}, held {v} of its people in {y}.",
        ),
    ),
    FOREST: (
        hectares,
        (
            "Forests covered {v} of {A} in {y}.",
            "In {y} forests covered {v} in {A} and {w} in {B}.",
            "{B} buys timber from {A}, where forests covered {v} in {y}.",
        ),
    ),
}
"""By indicator how its values are printed, and sentences with them."""


@dataclass(frozen=True)
class Found:
    """A figure of a text, the sentence it is of, and what was found of it."""

    sentence: str
    figure: FigureFound


def values() -> dict[tuple[str, str], pd.DataFrame]:
    """The values of each edition and indicator: years by country."""
    observed = load_snapshot(["embedded"], Wanted({"wdi": CODES})).observations
    observed = observed[observed["ref_area"].isin(COUNTRIES)]
    parts = observed.groupby(["vintage", "indicator"], observed=True)
    return {
        (str(edition), str(code)): part.pivot_table(
            index="time_period", columns="ref_area", values="obs_value", observed=True
        )
        for (edition, code), part in parts
    }


def write_text(
    draw: random.Random, tables: Mapping[tuple[str, str], pd.DataFrame]
) -> tuple[str, str, list[str]]:
    """A text, the day on which it appeared, and its sentences."""
    edition = draw.choice(EDITIONS)
    day = date.fromisoformat(edition) + timedelta(days=draw.randint(10, 90))
    codes = [code for code in SENTENCES if (edition, code) in tables]
    said: list[str] = []
    while len(said) < 4:
        code = draw.choice(codes)
        table = tables[edition, code]
        first, second = draw.sample(sorted(map(str, table.columns)), 2)
        rows = table[[first, second]].dropna().tail(8)
        if len(rows) == 0:
            continue
        year = draw.choice(list(rows.index))
        value, other = float(rows.loc[year, first]), float(rows.loc[year, second])
        show, forms = SENTENCES[code]
        moved = "grew" if value > 0 else "shrank"
        names = {"A": AREAS[first].name, "B": AREAS[second].name, "y": int(year)}
        said.append(draw.choice(forms).format(v=show(value), w=show(other), m=moved, **names))
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
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("-v", action="store_true", help="print what is off")
    given = parser.parse_args(arguments)
    draw, tables = random.Random(given.seed), values()
    tally: Counter[str] = Counter()
    sure = 0
    with tempfile.TemporaryDirectory() as name:
        for _ in range(given.texts):
            for one in found_in(Path(name), *write_text(draw, tables)):
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
