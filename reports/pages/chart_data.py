"""What a chart shows, as rows of data: no drawing here.

Values are scaled to the unit that the axis names (per cent, billion persons); the labels at the
right are placed in pixels, so that they never lie on each other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reports.findings.claim_model import ClaimEntry, FigureEntry, ReadingEntry, SeriesEntry
from reports.text_safety import shorten
from sources.figures.numbers.currencies import CURRENCIES

Row = dict[str, Any]

WIDTH, HEIGHT = 250, 160
"""The plot, in pixels."""
STYLES = 8
"""How many dashes, markers and colours there are; more vintages than that begin anew."""
LABEL_GAP = 16
"""Pixels between two labels in the column at the right."""
_LONGEST_LABEL = 14
_MOST_TICKS = 5
_MARK_EVERY = 4
"""A marker at every fourth year tells the lines apart; one at each year would double the page."""

_UNITS = {
    "fraction": (100.0, "per cent"),
    "fraction_difference": (100.0, "percentage points"),
    "years": (1.0, "years"),
}
_SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


@dataclass(frozen=True)
class ChartData:
    """The rows of each layer by its name, the domains of both axes, and the years to mark."""

    rows: Mapping[str, list[Row]]
    x_domain: tuple[float, float]
    y_domain: tuple[float, float]
    years: list[int]


def chart_data(claim: ClaimEntry) -> ChartData:
    """What the chart of a claim shows.

    Args:
        claim: A claim that has series and bounds.
    """
    factor, unit = _scale(claim)
    series = claim.series
    years = [year for line in series for year in line.years]
    x_domain = (min(years) - 0.5, max(years) + 0.5)
    stated = _stated(claim, x_domain, factor)
    rings = _points(claim.declared.evidence, factor)
    fits = _points(_fitting(claim), factor)
    lines = _line_rows(series, factor)
    values = [row["y"] for row in lines]
    values += [end for row in stated for end in (row["lower"], row["upper"])]
    values += [row["y"] for row in (*rings, *fits)]
    pad = (max(values) - min(values)) * 0.08 or abs(max(values)) * 0.05 or 1.0
    y_domain = (min(values) - pad, max(values) + pad)
    keys = _keys(series, stated, factor, y_domain)
    rows = {
        "period": _period(claim),
        "band": [
            {"x": row["x"], "x2": row["x2"], "y": row["lower"], "y2": row["upper"]}
            for row in stated
        ],
        "stated": stated,
        "lines": lines,
        "marks": _marked(lines),
        "rings": rings,
        "fits": fits,
        "keys": [key for key in keys if "s" in key],
        "figures": [key for key in keys if "s" not in key],
        "unit": [{"label": unit}],
    }
    inside = {"rings", "fits", "period"}
    for name in inside:
        rows[name] = [row for row in rows[name] if x_domain[0] <= row["x"] <= x_domain[1]]
    return ChartData(rows, x_domain, y_domain, _year_ticks(x_domain))


def _scale(claim: ClaimEntry) -> tuple[float, str]:
    """What values are multiplied by, and the unit that gives."""
    unit = claim.stated.unit
    if unit in _UNITS:
        return _UNITS[unit]
    money = CURRENCIES.get(claim.stated.currency)
    noun = {"usd": "US$", "persons": "persons"}.get(unit, money.name if money else "")
    most = max(abs(value) for line in claim.series for value in line.values)
    for size, word in _SCALES:
        if most >= size:
            return 1 / size, f"{word} {noun}".strip()
    return 1.0, noun


def _stated(claim: ClaimEntry, x_domain: tuple[float, float], factor: float) -> list[Row]:
    """The stated figure and what it admits: across the chart, or of a pair at its two years."""
    figures: list[tuple[FigureEntry, tuple[float, float]]] = [(claim.stated, x_domain)]
    first = claim.stated.first
    if first and claim.declared.evidence:
        found = claim.declared.evidence[0]
        figures = [
            (first, (found.start - 0.5, found.start + 0.5)),
            (claim.stated, (found.end - 0.5, found.end + 0.5)),
        ]
    return [
        {
            "x": ends[0],
            "x2": ends[1],
            "y": figure.value * factor,
            "lower": _end(figure, figure.lower) * factor,
            "upper": _end(figure, figure.upper) * factor,
            "label": figure.value_text,
        }
        for figure, ends in figures
    ]


def _end(figure: FigureEntry, end: float | None) -> float:
    """An end of what is admitted; of a bound, which has one end only, the figure itself."""
    return figure.value if end is None else end


def _period(claim: ClaimEntry) -> list[Row]:
    """The declared period of a span; a single year shows in its rings."""
    for found in claim.declared.evidence:
        if found.start != found.end and found.obs_first is None:
            return [{"x": found.start - 0.5, "x2": found.end + 0.5}]
    return []


def _fitting(claim: ClaimEntry) -> list[ReadingEntry]:
    """The reading that fits, where it lies on a line that is drawn: only its period differs."""
    reading = claim.explanation.reading
    is_drawn = set(claim.explanation.changed) <= {"period", "vintage", "source"}
    return [reading] if reading is not None and is_drawn else []


def _points(readings: Sequence[ReadingEntry], factor: float) -> list[Row]:
    points = []
    for reading in readings:
        is_span = reading.start != reading.end
        if reading.obs_first is not None:
            points.append({"x": reading.start, "y": reading.obs_first * factor})
        elif is_span:
            continue
        if reading.obs_value is not None:
            points.append({"x": reading.end, "y": reading.obs_value * factor})
    return points


def _line_rows(series: Sequence[SeriesEntry], factor: float) -> list[Row]:
    return [
        {"x": year, "y": value * factor, "s": str(at % STYLES)}
        for at, line in enumerate(series)
        for year, value in zip(line.years, line.values, strict=True)
    ]


def _marked(rows: Sequence[Row]) -> list[Row]:
    """Every fourth year and the last one; each line in years of its own, as lines may coincide."""
    last = {row["s"]: row["x"] for row in rows}
    return [
        row
        for row in rows
        if (row["x"] + int(row["s"])) % _MARK_EVERY == 0 or row["x"] == last[row["s"]]
    ]


def _keys(
    series: Sequence[SeriesEntry],
    stated: Sequence[Row],
    factor: float,
    y_domain: tuple[float, float],
) -> list[Row]:
    """The labels at the right, each as near as may be to the height of what it names."""
    low, high = y_domain
    keys: list[Row] = [
        {"y": line.values[-1] * factor, "label": label, "s": str(at % STYLES)}
        for at, (line, label) in enumerate(zip(series, _series_labels(series), strict=True))
    ]
    keys += [{"y": row["y"], "label": row["label"]} for row in stated]
    keys.sort(key=lambda key: -key["y"])
    wanted = [HEIGHT * (high - key["y"]) / (high - low) for key in keys]
    for key, at in zip(keys, spread(wanted), strict=True):
        key["at"] = at
    return keys


def spread(wanted: Sequence[float]) -> list[float]:
    """Heights `LABEL_GAP` apart, in the same order, pushed down and then back up.

    More of them than fit stand closer, so that all stay beside the plot.
    """
    gap = min(LABEL_GAP, HEIGHT / max(len(wanted) - 1, 1))
    placed: list[float] = []
    for height in wanted:
        placed.append(max(height, placed[-1] + gap) if placed else height)
    floor = float(HEIGHT)
    for at in range(len(placed) - 1, -1, -1):
        placed[at] = min(placed[at], floor)
        floor = placed[at] - gap
    return placed


def _series_labels(series: Sequence[SeriesEntry]) -> list[str]:
    short = [f"{line.source.upper()} {line.vintage[:4]}" for line in series]
    seen = Counter(short)
    labels = [
        label if seen[label] == 1 else f"{line.source.upper()} {line.vintage}"
        for label, line in zip(short, series, strict=True)
    ]
    return [shorten(label, _LONGEST_LABEL) for label in labels]


def _year_ticks(x_domain: tuple[float, float]) -> list[int]:
    """Whole years, the last one among them, few enough to stand side by side."""
    first, last = round(x_domain[0] + 0.5), round(x_domain[1] - 0.5)
    steps = (1, 2, 3, 5, 10, 25, 100, 500)
    step = next((step for step in steps if (last - first) / step < _MOST_TICKS), last - first)
    return list(range(last, first - 1, -step))[::-1]
