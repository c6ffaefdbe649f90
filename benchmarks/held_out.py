"""Figures that are true by an edition the judged run does not hold: is any of them called off?

Each figure is drawn from an edition of the World Development Indicators that the author of a text
could have had, printed as people print (hedges, bounds, round figures, pairs, falls, changes over
years, dates by day, month or year), and judged without that edition: with all others
at hand, or with three of them only. In a part of them an error
of 5% and more is planted: a factor, another year, another country, a unit slipped by thousands, two
digits exchanged, the wrong direction of a pair.

Prints how many true figures are called off (there must be none) and how many are left open, how
many planted errors are called off or named, and how many true triples of figures (a part, a whole
and a share) the program calls contradictory.

    python -m benchmarks.held_out [--data FOLDER] [--figures 7500] [--seed 7] [--sparse]
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import numpy as np
import pandas as pd

from expectations.assess import assess_on
from expectations.judging.cube import Cube, build_cube
from expectations.judging.decide import VERDICTS, decide
from expectations.judging.declared import Publication
from expectations.judging.reconcile import reconcile
from expectations.outcomes import STANDINGS, Outcome, Verdict
from sources.figures.parse import parse_figure
from sources.model import (
    OBSERVATION_COLUMNS,
    Axes,
    Claim,
    Concept,
    ConceptKind,
    Group,
    Paper,
    Period,
    Relation,
    Statement,
)
from sources.reference.areas import AREAS
from sources.reference.groups import GROUPS
from sources.snapshots.load import load_snapshot
from sources.snapshots.needs import Wanted

LISTS = ("bri-65", "bri-64", "cn-65")
SPARSE = ("2018-05-21", "2020-04-01", "2025-07-01")
"""The editions of the first release: a run with years between them."""

LEVELS = {"SP.POP.TOTL": "population", "NY.GDP.MKTP.CD": "gdp_current_usd"}
RATES = {
    "NY.GDP.MKTP.KD.ZG": ("gdp_growth", "percent"),
    "SP.DYN.LE00.IN": ("life_expectancy", "years"),
    "SH.DYN.MORT": ("child_mortality", "number"),
    "SP.DYN.TFRT.IN": ("fertility", "number"),
    "SP.URB.TOTL.IN.ZS": ("urban_share", "percent"),
    "NE.EXP.GNFS.ZS": ("exports_share", "percent"),
    "SL.UEM.TOTL.ZS": ("unemployment", "percent"),
}
"""Indicators whose value in a country and year is stated, and the concept that they become."""

OTHERS = {"wpp": frozenset({"WPP.POP.TOTAL"}), "ama": frozenset({"AMA.GDP.CURR.USD"})}

CAUSES = ("none", "factor", "year", "country", "unit", "digits", "direction")


@dataclass(frozen=True)
class Stated:
    """A figure as printed, and how it was made."""

    claim: Claim
    cause: str
    kind: str
    published: str


@dataclass
class Tally:
    """What came out."""

    verdicts: Counter[tuple[str, str]] = field(default_factory=Counter)
    standings: Counter[tuple[str, str]] = field(default_factory=Counter)
    named: Counter[tuple[str, bool]] = field(default_factory=Counter)
    called_off: list[tuple[Stated, Outcome]] = field(default_factory=list)
    missed: list[tuple[Stated, Outcome]] = field(default_factory=list)
    contradictions: Counter[bool] = field(default_factory=Counter)
    doubtful: int = 0


def read_editions(folder: Path) -> pd.DataFrame:
    """All editions of the folder in long form, of the indicators that are stated."""
    frames = []
    for path in sorted(folder.glob("wdi_*.csv")):
        one = pd.read_csv(path, keep_default_na=False, na_values=[""])
        frames.append(one.rename(columns={"iso3": "area"}).assign(vintage=path.stem[4:]))
    for path in sorted(folder.glob("wdi_20*.parquet")):
        frames.append(pd.read_parquet(path))
    table = pd.concat(frames, ignore_index=True)
    table = table[table["indicator"].isin([*LEVELS, *RATES]) & (table["year"] >= 2000)]
    table = table.drop_duplicates(["vintage", "indicator", "area", "year"])
    return pd.DataFrame(
        {
            "source": "wdi",
            "vintage": table["vintage"].astype(str),
            "indicator": table["indicator"].astype(str),
            "ref_area": table["area"].astype(str),
            "time_period": table["year"].astype(int),
            "obs_value": table["value"].astype(float),
            "unit_measure": "",
            "obs_status": "A",
        }
    )[list(OBSERVATION_COLUMNS)].dropna(subset=["obs_value"])


def concepts() -> dict[str, Concept]:
    """Of the indicators that are stated."""
    found = {
        "population": Concept(
            "population", "population", "persons", "stock",
            {"wdi": "SP.POP.TOTL", "wpp": "WPP.POP.TOTAL"},
        ),
        "gdp_current_usd": Concept(
            "gdp_current_usd", "GDP at current prices", "usd", "flow",
            {"wdi": "NY.GDP.MKTP.CD", "ama": "AMA.GDP.CURR.USD"},
        ),
    }  # fmt: skip
    for code, (name, unit) in RATES.items():
        kind: ConceptKind = "rate" if name == "gdp_growth" else "ratio"
        found[name] = Concept(name, name.replace("_", " "), unit, kind, {"wdi": code})
    return found


def countries() -> tuple[Group, ...]:
    """Each country as a group of its own, and the lists."""
    own = [
        Group(area.ref_area, area.name, (area.ref_area,), "one country")
        for area in AREAS.values()
        if area.kind == "country"
    ]
    return (*own, *(GROUPS[name] for name in LISTS))


class Truth:
    """One edition, asked as an author would ask it."""

    def __init__(self, cube: Cube, edition: str) -> None:
        self.cube = cube
        self.edition = edition
        self.layers = {
            layer.concept: at for at, layer in enumerate(cube.layers) if layer.vintage == edition
        }

    def series(self, concept: str, group: str) -> dict[int, float]:
        """The values of a group by year, those that are known."""
        at = self.layers.get(concept)
        if at is None:
            return {}
        row = self.cube.aggregates[at, 0, self.cube.group_at(group)]
        known = np.flatnonzero(~np.isnan(row))
        return {self.cube.years[year]: float(row[year]) for year in known.tolist()}


def print_number(value: float, digits: int, unit: str, way: str = "near") -> str:
    """A value with so many significant digits, rounded to the nearest, down or up."""
    size = abs(value)
    step = 10.0 ** (int(np.floor(np.log10(size))) + 1 - digits) if size else 1.0
    whole = {"near": np.round, "down": np.floor, "up": np.ceil}[way](size / step + 0.0)
    exact = Decimal(int(whole)) * Decimal(repr(step) if step < 1 else str(int(step)))
    scales = (("trillion", 12), ("billion", 9), ("million", 6))
    if unit in {"usd", "persons"}:
        for word, power in scales:
            if exact >= Decimal(10) ** power:
                shown = exact.scaleb(-power)
                text = (
                    f"{shown.quantize(Decimal(1)) if shown == int(shown) else shown.normalize():f}"
                )
                return f"{'$' if unit == 'usd' else ''}{text} {word}"
        return f"{'$' if unit == 'usd' else ''}{exact:,.0f}"
    text = f"{exact:f}"
    return f"{text}%" if unit == "percent" else text


@dataclass
class Printer:
    """Draws figures of one edition."""

    truth: Truth
    rng: np.random.Generator
    groups: Sequence[str]
    first_day: date

    def draw(self, at: int, cause: str) -> Stated | None:
        """A figure with at most one error; None where the drawn cell has none."""
        kind = str(self.rng.choice(["level", "share", "growth", "rate", "pair"],
                                   p=[0.4, 0.15, 0.15, 0.2, 0.1]))  # fmt: skip
        if kind == "rate":
            concept = str(self.rng.choice([name for name, _ in RATES.values()]))
        else:
            concept = str(self.rng.choice(list(LEVELS.values())))
        group = str(self.rng.choice(self.groups))
        series = self.truth.series(concept, group)
        world = self.truth.series(concept, "world")
        years = [y for y in series if y <= self.first_day.year - 1 and y - 5 in series]
        if kind in {"share", "pair"}:
            years = [year for year in years if year in world and year - 5 in world]
        if not years:
            return None
        year = int(self.rng.choice(years[-8:]))
        made = getattr(self, f"_{kind}")(concept, group, year, series, world, cause)
        if made is None:
            return None
        phrase, fields = made
        try:
            figure = parse_figure(phrase)
        except Exception:
            return None
        claim = Claim(
            id=f"c{at}", statement_id=f"s{at}", phrase=phrase, figure=figure, group=group,
            indicator=concept, **fields,
        )  # fmt: skip
        return Stated(claim, cause, kind, self.first_day.isoformat())

    def _spoil(self, value: float, wrong: float | None, cause: str) -> float | None:
        if cause == "factor":
            size = float(np.exp(self.rng.uniform(np.log(0.06), np.log(1.0))))
            return value * (1 + size) if self.rng.random() < 0.5 else value / (1 + size)
        if cause in {"year", "country"}:
            far = wrong is not None and value and abs(wrong / value - 1) >= 0.06
            return wrong if far else None
        return value

    def _other(self, concept: str, group: str, year: int, cause: str) -> float | None:
        if cause == "country":
            other = str(self.rng.choice(self.groups))
            return self.truth.series(concept, other).get(year) if other != group else None
        back = year - int(self.rng.integers(1, 6))
        return self.truth.series(concept, group).get(back)

    def _digits(self) -> int:
        return int(self.rng.choice([1, 2, 3, 4], p=[0.1, 0.4, 0.35, 0.15]))

    def _hedged(self, value: float, unit: str, cause: str) -> str:
        if cause in {"unit", "digits"}:
            text = print_number(value, 3, unit)
            return self._slip(text, cause)
        hedge = str(
            self.rng.choice(["", "about ", "nearly ", "more than ", "less than ", "at least "],
                            p=[0.5, 0.2, 0.08, 0.1, 0.07, 0.05])
        )  # fmt: skip
        digits = self._digits() if hedge == "" else int(self.rng.choice([2, 3]))
        if cause != "none" and hedge in {"more than ", "less than ", "at least ", "nearly "}:
            hedge = ""
        digits = max(digits, 2) if cause != "none" else digits
        way = {"more than ": "down", "at least ": "down", "less than ": "up", "nearly ": "up"}
        return hedge + print_number(value, digits, unit, way.get(hedge, "near"))

    def _slip(self, text: str, cause: str) -> str:
        if cause == "unit":
            for big, small in (("trillion", "billion"), ("billion", "million")):
                if big in text:
                    return text.replace(big, small)
            return text.replace("million", "billion")
        places = [
            at
            for at in range(len(text) - 1)
            if text[at : at + 2].isdigit() and text[at] != text[at + 1] and text[at + 1] != "0"
        ]
        if not places:
            return text
        at = places[0]
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]

    def _level(self, concept, group, year, series, world, cause):  # type: ignore[no-untyped-def]
        value = self._spoil(series[year], self._other(concept, group, year, cause), cause)
        if value is None or value <= 0 or cause == "direction":
            return None
        unit = "usd" if concept == "gdp_current_usd" else "persons"
        said = self._hedged(value, unit, cause)
        noun = " people" if unit == "persons" else ""
        return f"{said}{noun}", {"measure": "value", "period": Period(year, year)}

    def _share(self, concept, group, year, series, world, cause):  # type: ignore[no-untyped-def]
        other = self._other(concept, group, year, cause)
        wrong = None if other is None else other / world[year]
        value = self._spoil(series[year] / world[year], wrong, cause)
        if value is None or value <= 0.002 or cause in {"unit", "direction"}:
            return None
        said = self._hedged(100 * value, "percent", cause)
        return f"{said} of the world", {"measure": "share", "period": Period(year, year)}

    def _rate(self, concept, group, year, series, world, cause):  # type: ignore[no-untyped-def]
        unit = dict(RATES.values())[concept]
        value = self._spoil(series[year], self._other(concept, group, year, cause), cause)
        if value is None or value <= 0 or cause in {"unit", "direction"}:
            return None
        value = value * 100 if unit == "percent" else value
        said = self._hedged(value, unit, cause)
        noun = " years" if unit == "years" else " children" if unit == "number" else ""
        fields = {"measure": "value", "weighting": "simple", "period": Period(year, year)}
        return f"{said}{noun}", fields

    def _growth(self, concept, group, year, series, world, cause):  # type: ignore[no-untyped-def]
        start = year - int(self.rng.integers(2, 6))
        if start not in series or cause in {"unit", "country", "digits", "year"}:
            return None
        value = series[year] / series[start] - 1
        if abs(value) < 0.02:
            return None
        spoilt = self._spoil(value, None, cause)
        if spoilt is None:
            return None
        verb = "grew" if (spoilt > 0) is (cause != "direction") else "fell"
        said = self._hedged(100 * abs(spoilt), "percent", "none" if cause == "none" else "digit")
        return f"{verb} by {said}", {"measure": "growth", "period": Period(start, year)}

    def _pair(self, concept, group, year, series, world, cause):  # type: ignore[no-untyped-def]
        start = year - int(self.rng.integers(2, 6))
        if start not in series or start not in world or cause not in {"none", "direction"}:
            return None
        first, last = series[start] / world[start], series[year] / world[year]
        if min(first, last) < 0.01 or abs(last / first - 1) < 0.03:
            return None
        if cause == "direction":
            first, last = last, first
        texts = [print_number(100 * one, 3, "percent") for one in (first, last)]
        if texts[0] == texts[1]:
            return None
        verb = "rose" if last > first else "fell"
        return f"{verb} from {texts[0]} to {texts[1]}", {
            "measure": "share", "period": Period(start, year),
        }  # fmt: skip


def is_named(outcome: Outcome) -> bool:
    """Whether an error is called off, or what explains it is named beside an open verdict."""
    if outcome.standing == "off":
        return True
    changed = set(outcome.explanation.changed) - {"vintage"}
    found = outcome.explanation
    is_open = outcome.standing == "open"
    is_told = found.is_doubtful or found.slip is not None
    return is_open and (is_told or (bool(changed) and not found.is_coincidence))


def judge(stated: Sequence[Stated], cube: Cube, published: str, tally: Tally) -> None:
    """Judge figures of one date, and count; true ones are told only where they are called off."""
    claims = [one.claim for one in stated]
    found = reconcile(claims, [Axes()] * len(claims), cube, Publication.of(published))
    codes = decide(found, cube, np.zeros(len(claims), dtype=bool))
    verdicts = [VERDICTS[code] for code in codes]
    told = [
        one
        for one, verdict in zip(stated, verdicts, strict=True)
        if one.cause != "none" or STANDINGS[verdict] == "off"
    ]
    outcomes = iter(tell(told, cube, published))
    for one, verdict in zip(stated, verdicts, strict=True):
        outcome = next(outcomes) if one in told else None
        judged = verdict if outcome is None else outcome.verdict
        tally.verdicts[one.cause, str(judged)] += 1
        tally.standings[one.cause, STANDINGS[judged]] += 1
        if one.cause == "none" and outcome is not None:
            tally.called_off.append((replace_date(one, published), outcome))
        elif one.cause == "none":
            near = bool(found.doubt.is_doubtful[claims.index(one.claim)])
            tally.doubtful += int(near and STANDINGS[judged] == "open")
        elif outcome is not None:
            tally.named[one.cause, is_named(outcome)] += 1
            if not is_named(outcome):
                tally.missed.append((replace_date(one, published), outcome))


def replace_date(one: Stated, published: str) -> Stated:
    """The figure with the date that its text was given."""
    return replace(one, published=published)


def tell(stated: Sequence[Stated], cube: Cube, published: str) -> tuple[Outcome, ...]:
    """What the program says of figures, each a statement of its own."""
    statements = tuple(
        Statement(one.claim.statement_id, "", (one.claim,), Axes()) for one in stated
    )
    lists = [group for group in countries() if group.id not in GROUPS]
    paper = Paper("p", "P", "A", published, "", statements, groups=tuple(lists))
    return assess_on(paper, cube, ()).outcomes


def triples(rng: np.random.Generator, cube: Cube, count: int) -> Iterator[bool]:
    """Whether true figures of a part, a whole and a share are called contradictory."""
    for _ in range(count):
        whole = float(np.exp(rng.uniform(np.log(1e6), np.log(1e13))))
        share = float(rng.uniform(0.01, 0.99))
        digits = [int(one) for one in rng.integers(2, 5, 3)]
        words = [
            str(rng.choice(["", "about ", "more than ", "less than ", "nearly "])) for _ in digits
        ]
        ways = {"more than ": "down", "less than ": "up", "nearly ": "up"}
        values = ((100 * share, "percent"), (whole, "usd"), (share * whole, "usd"))
        phrases = [
            word + print_number(value, many, unit, ways.get(word, "near"))
            for (value, unit), many, word in zip(values, digits, words, strict=True)
        ]
        names = ("share", "whole", "part")
        try:
            claims = tuple(
                Claim(name, "s", phrase, parse_figure(phrase))
                for name, phrase in zip(names, phrases, strict=True)
            )
        except Exception:
            continue
        relation = Relation("r", "product", "share", "whole", "part")
        paper = Paper("p", "P", "A", "2018", "", (Statement("s", "", claims, Axes()),), (relation,))
        outcomes = assess_on(paper, cube, ()).outcomes
        yield any(one.verdict is Verdict.CONTRADICTED for one in outcomes)


def run(
    folder: Path | None, figures: int, seed: int, sparse: bool = False, errors: float = 0.3
) -> Tally:
    """Draw figures from every edition in turn, and judge them without it.

    Args:
        folder: Editions to draw from; None for the embedded ones.
        figures: How many to draw.
        seed: Of the draw.
        sparse: Whether the judged run holds three editions only.
        errors: The part in which an error is planted.
    """
    rng = np.random.default_rng(seed)
    codes = {"wdi": frozenset([*LEVELS, *RATES]), **OTHERS}
    observations = load_snapshot(["embedded"], Wanted(codes, 2000)).observations
    others = observations[observations["source"] != "wdi"]
    if folder is None:
        editions = observations[observations["source"] == "wdi"]
        editions = editions[editions["indicator"].isin([*LEVELS, *RATES])]
    else:
        editions = read_editions(folder)
    known, groups = concepts(), countries()
    tally = Tally()
    dates = [one for one in sorted(editions["vintage"].unique()) if not sparse or one not in SPARSE]
    for edition in dates:
        held = editions[editions["vintage"] != edition]
        if sparse:
            held = held[held["vintage"].isin(SPARSE)]
        held = pd.concat([held, others], ignore_index=True)
        cube = build_cube(held, known, groups)
        own = editions[editions["vintage"] == edition]
        truth = Truth(build_cube(own, known, groups), edition)
        day = date.fromisoformat(edition) + timedelta(days=int(rng.integers(3, 200)))
        published = [day.isoformat(), day.isoformat()[:7], day.isoformat()[:4]]
        printer = Printer(truth, rng, [group.id for group in groups], day)
        for which in published:
            stated = draw_many(printer, figures // (3 * len(dates)) + 1, errors)
            judge(stated, cube, which, tally)
    for is_wrong in triples(rng, cube, max(figures // 20, 50)):
        tally.contradictions[is_wrong] += 1
    return tally


def draw_many(printer: Printer, count: int, errors: float) -> list[Stated]:
    """So many figures, a part of them with an error."""
    stated: list[Stated] = []
    for at in range(count * 20):
        is_wrong = printer.rng.random() < errors
        cause = str(printer.rng.choice(CAUSES[1:])) if is_wrong else "none"
        one = printer.draw(at, cause)
        if one is not None:
            stated.append(one)
        if len(stated) == count:
            break
    return stated


def report(tally: Tally) -> str:
    """The numbers as text."""
    true = sum(n for (cause, _), n in tally.standings.items() if cause == "none")
    still = sum(n for (cause, s), n in tally.standings.items() if (cause, s) == ("none", "open"))
    wrong = sum(tally.named.values())
    named = sum(n for (_, is_so), n in tally.named.items() if is_so)
    triples_made = sum(tally.contradictions.values())
    lines = [
        f"true figures called off: {len(tally.called_off)} of {true}",
        f"true figures open: {still} of {true} ({still / max(true, 1):.1%})",
        f"true figures called doubtful: {tally.doubtful} of {true}",
        f"planted errors called off or named: {named} of {wrong} ({named / max(wrong, 1):.1%})",
        *(
            f"  {cause}: {tally.named[cause, True]} of "
            f"{tally.named[cause, True] + tally.named[cause, False]}"
            for cause in CAUSES[1:]
        ),
        f"false contradictions: {tally.contradictions[True]} of {triples_made}",
        "verdicts of true figures: "
        + ", ".join(f"{v} {n}" for (c, v), n in sorted(tally.verdicts.items()) if c == "none"),
    ]
    return "\n".join(lines)


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="a folder of editions; else the embedded ones")
    parser.add_argument("--figures", type=int, default=7500)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--sparse", action="store_true", help="hold three editions only")
    parser.add_argument("--show", type=int, default=0, help="print so many that went wrong")
    given = parser.parse_args()
    tally = run(given.data, given.figures, given.seed, given.sparse)
    print(report(tally))
    for stated, outcome in [*tally.called_off[: given.show], *tally.missed[: given.show]]:
        claim = stated.claim
        print(
            stated.cause, stated.kind, claim.group, claim.indicator, claim.period, stated.published
        )
        print("   ", claim.phrase, "|", outcome.verdict, outcome.sentence)


if __name__ == "__main__":
    main()
