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
            "Seen from {B}, {A} looks large: it had {v} in {y}.",
            "{B} is where its emigrants go, but {A} itself still had {v} in {y}.",
            "The United Nations counted {v} in {A} in {y}. {B} was not asked.",
            "{A} has no border with {B}. The country had {v} in {y}.",
            "Ministers of {A} and {B} met in Rome. {A} had {v} in {y}.",
            "If {B} is a village, {A} is a town: {v} lived there in {y}.",
            "Trade between {A} and {B} is small. In {y} {A} had {v}.",
            "The railway from {B} ends in {A}, home to {v} in {y}.",
            "{A}, with {v} in {y}, and {B}, with {w}, share a sea.",
            "By {y} {A}'s population had reached {v}; {B}'s stood at {w}.",
            "Two countries interest us, {A} and {B}. The former had {v} in {y}, the latter {w}.",
            "A century ago {A} belonged to the world of {B}. In {y} it had {v}.",
            "Between {B} and the sea lies {A}, which had {v} in {y}.",
            "Its {v} made {A} important to {B} in {y}.",
            "{A} had {v0} in {y0} and {v} in {y}.",
            "From {v0} in {y0}, the population of {A} reached {v} in {y}.",
            "{A}'s population, which was {v0} in {y0}, had become {v} by {y}.",
            "Between {y0} and {y} {A}'s population went from {v0} to {v}.",
            "{A} had {v} in {y}. A year earlier it had {v0}.",
            "In {y0} {A} had {v0}; a year later, {v}.",
            "{A} and {B} differ. In {y} the first had {v}, the second {w}.",
            "In {y}, {v} called {A} home, while {w} lived in {B}.",
            "“We were {v} in {y},” said a minister of {A} in {B}.",
            "{A} is a neighbour of nobody in this story. Yet {B} is jealous. In {y}, {A} had {v}.",
            "When {B} had {w}, in {y}, {A} had {v}.",
            "{A}: {v} ({y}). {B}: {w} ({y}).",
            "Population in {y}: {v} ({A}), {w} ({B}).",
            "{A}, {B} and the sea: the first had {v} in {y}.",
            "Migrants left {B} for {A}, and by {y} {v} lived there.",
            "The {v} of {A} outnumbered or did not outnumber the {w} of {B} in {y}.",
            "In {y} the country had {v}. {A} is its name.",
            "Only {A} answered the letter. {v} lived there in {y}.",
            "Asked about {B}, the minister spoke of {A}: {v} in {y}.",
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
            "Loans from {B} are small beside {A}'s GDP of {v} in {y}.",
            "{A} produced goods and services worth {v} in {y}, and sold some of them to {B}.",
            "Compared with {B}, whose GDP was {w} in {y}, {A} had a GDP of {v}.",
            "GDP in {y}: {A} {v}; {B} {w}.",
            "{A}'s GDP was {v0} in {y0} and {v} in {y}.",
            "{A}'s GDP, {v0} in {y0}, was {v} a year later.",
            "In {y} {A} had a GDP of {v}, after {v0} the year before.",
            "{B}'s banks lend to {A}, a {v} economy in {y}.",
            "{A}'s output came to {v} in {y} ({B}: {w}).",
        ),
    ),
    GROWTH: (
        lambda value: f"{one_digit(value)} per cent",
        (
            "The economy of {A} {v_grew} by {v} in {y}.",
            "{A}, a partner of {B}, {v_grew} by {v} in {y}.",
            "{A}'s GDP {v_grew} by {v} in {y}, whatever happened in {B}.",
            "In {y}, as {B} looked on, the economy of {A} {v_grew} by {v}.",
            "{B}'s crisis reached {A}, whose economy {v_grew} by {v} in {y}.",
            "Helped by exports to {B}, {A}'s economy {v_grew} by {v} in {y}.",
            "{A}'s economy, which depends on {B}, {v_grew} by {v} in {y}.",
            "With {B} in trouble, {A}'s GDP {v_grew} by {v} in {y}.",
            "Exports to {B} changed, and {A}'s economy {v_grew} by {v} in {y}.",
            "In {y} {A}'s output {v_grew} by {v}, to the surprise of {B}.",
            "Tourists from {B} stayed away in {y}, yet the economy of {A} {v_grew} by {v}.",
            "{A} did its best when {B} opened its ports. Its economy {v_grew} by {v} in {y}.",
            "Economists in {B} note that {A}'s economy {v_grew} by {v} in {y}.",
            "{A}'s economy {v_grew} by {v} in {y}, after having {v0_grown} by {v0} in {y0}.",
            "{A}'s economy {v0_grew} by {v0} in {y0} and {v_grew} by {v} in {y}.",
            "In {y} {A}'s GDP {v_grew} {v}, {B}'s {w_grew} {w}.",
            "{A} {v_grew} by {v} and {B} {w_grew} by {w} in {y}.",
            "Growth figures for {y}: {A} {v_signed}, {B} {w_signed}.",
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
            "The people of {A} are not those of {B}: life expectancy was {v} in {y}.",
            "At {v} in {y}, life expectancy in {A} is news in {B}.",
            "Life expectancy at birth, {v} in {A} in {y}, was {w} in {B}.",
            "{A} has built hospitals with help from {B}. Life expectancy there was {v} in {y}.",
            "Whoever moves from {B} to {A} should know that life expectancy was {v} there in {y}.",
            "Life expectancy in {A} was {v0} in {y0} and {v} in {y}.",
            "Life expectancy in {A} went from {v0} in {y0} to {v} in {y}.",
            "In {y}, {v} was how long a newborn in {A} could expect to live.",
            "Women and men in {A} together could expect {v} of life in {y}, those of {B} {w}.",
            "Life expectancy: {v} in {A} ({y}), {w} in {B} ({y}).",
        ),
    ),
    YOUNG: (
        lambda value: f"{one_digit(value)} deaths per 1,000 live births",
        (
            "Under-five mortality in {A} was {v} in {y}.",
            "Under-five mortality in {A}, once like that in {B}, was {v} in {y}.",
            "{B} sent doctors to {A}, where under-five mortality was {v} in {y}.",
            "In {y} under-five mortality was {v} in {A}, {w} in {B}.",
            "Under-five mortality in {A} went from {v0} in {y0} to {v} in {y}.",
            "Of 1,000 children born in {A} in {y}, {v_bare} died before the age of five; in {B} "
            "{w_bare} did.",
        ),
    ),
    BIRTHS: (
        lambda value: f"{value:.2f} children",
        (
            "Women in {A} had {v} each in {y}.",
            "The fertility rate of {A}, unlike that of {B}, was {v} per woman in {y}.",
            "Mothers in {B} may wonder at {A}, where women had {v} each in {y}.",
            "In {A} women had {v} on average in {y}, in {B} {w}.",
            "Fertility in {A} was {v0} per woman in {y0} and {v} in {y}.",
            "The average woman in {A} had {v} in {y}; her sister in {B} had {w}.",
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
            "While {B} stays {B}, {v} of {A}'s people lived in towns in {y}.",
            "{A} is urban: {v} of its people lived in cities in {y}, whatever is said in {B}.",
            "The urban share of {A}'s population was {v0} in {y0} and {v} in {y}.",
            "{v} of {A}'s population and {w} of {B}'s lived in towns in {y}.",
            "Town dwellers were {v} of the population in {A}, {w} in {B} in {y}.",
        ),
    ),
    FOREST: (
        hectares,
        (
            "Forests covered {v} of {A} in {y}.",
            "In {y} forests covered {v} in {A} and {w} in {B}.",
            "{B} buys timber from {A}, where forests covered {v} in {y}.",
            "In {A}, on the other side of the world from {B}, forests covered {v} in {y}.",
            "{A}'s forests, {v} in {y}, are visited by people from {B}.",
            "{A} had {v} of forest in {y}, {B} {w}.",
            "Forests in {A} covered {v0} in {y0}, and {v} in {y}.",
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


def shown(show: Callable[[float], str], name: str, value: float) -> dict[str, str]:
    """A value as its indicator prints it, bare, and as growth: "v", "v_bare" and so on."""
    return {
        name: show(value),
        f"{name}_bare": f"{value:.0f}",
        f"{name}_signed": f"{value:.1f}%",
        f"{name}_grew": "grew" if value > 0 else "shrank",
        f"{name}_grown": "grown" if value > 0 else "shrunk",
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
        if len(rows) < 8:
            continue
        year = draw.choice([int(year) for year in rows.index if year - 1 in rows.index])
        show, forms = SENTENCES[code]
        said.append(
            draw.choice(forms).format(
                **{"A": AREAS[first].name, "B": AREAS[second].name, "y": year, "y0": year - 1},
                **shown(show, "v", float(rows.loc[year, first])),
                **shown(show, "w", float(rows.loc[year, second])),
                **shown(show, "v0", float(rows.loc[year - 1, first])),
            )
        )
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
