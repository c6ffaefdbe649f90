"""What a chart shows, as data: no drawing here.

Values are scaled to the unit that the axis names (per cent, billion persons); what stands beside a
line is placed in pixels, so that no label lies on another. Years are marked where the claim has
them, not at even steps. Three shapes:

- a value by year: at most three editions are named, the one that judges first; the others are thin
  and grey. The figure is a dashed line, what it admits a band. Years are marked where the claim has
  them, not at even steps;
- a pair ("from 59 to 69"): only its years, each end with its value, and no axis;
- a rank: the first place is at the top.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from reports.findings.claim_model import ClaimEntry, SeriesEntry
from reports.findings.reading_model import EvidenceEntry, FigureEntry, ReadingEntry
from reports.pages.layers import Box, ChartData, Label, Layers, Spot, StatedFigure
from reports.pages.plot import HEIGHT, Plane
from reports.pages.ticks import WIDTH, value_ticks, year_ticks
from sources.figures.numbers.currencies import CURRENCIES
from sources.tools.text_safety import shorten

MOST_NAMED = 3
"""So many editions have a line with a name, a dash and a marker of their own."""
LABEL_GAP = 17
"""Pixels between two labels in a column."""
_LONGEST_LABEL = 24
_LETTER = 7
"""Pixels that a letter takes, about."""

_UNITS = {
    "fraction": (100.0, "per cent"),
    "fraction_difference": (100.0, "percentage points"),
    "years": (1.0, "years"),
}
_SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
_OF_RANKS = frozenset({"rank", "extreme"})
_SINCE_START = frozenset({"change", "growth"})
"""Measures whose line is what came together since the span began: its end is on the line."""


def chart_data(claim: ClaimEntry) -> ChartData:
    """What the chart of a claim shows.

    Args:
        claim: A claim that has series and bounds.
    """
    factor, unit = _scale(claim)
    named = named_lines(claim)
    is_pair = claim.stated.first is not None and bool(claim.declared.evidence)
    series = _of_pair(claim, named) if is_pair else claim.series
    years = [year for line in series for year in line.years]
    pad = max(0.5, (max(years) - min(years)) * 0.04) if is_pair else 0.5
    x_domain = (min(years) - pad, max(years) + pad)
    stated = _stated(claim, x_domain, factor)
    shown = [row for row in claim.declared.evidence if row.edition in {_key(o) for o in named}]
    has_ends = claim.declared.measure in _SINCE_START
    rings = _points(shown, factor, has_ends)
    fits = [] if is_pair else _points(_fitting(claim), factor, has_ends)
    rings, fits = (
        [one for one in found if x_domain[0] <= one.x <= x_domain[1]] for found in (rings, fits)
    )
    period = [one for one in _period(claim) if x_domain[0] <= one.x <= x_domain[1]]
    lines, others = _line_rows(series, named, factor)
    is_rank = claim.declared.measure in _OF_RANKS
    y_domain = _y_domain([*lines, *others, *rings, *fits], stated, claim, is_rank)
    place = Plane(x_domain, y_domain)
    keys, figures = _keys(claim, named, stated, factor, place, is_pair)
    layers = Layers(
        period=period,
        band=[
            Box(
                one.x,
                one.x2,
                y_domain[0] if one.lower is None else one.lower,
                y_domain[1] if one.upper is None else one.upper,
            )
            for one in stated
        ],
        base=_base(claim, y_domain),
        others=others,
        stated=_slope(stated) if is_pair else [Box(one.x, one.x2, one.y, one.y) for one in stated],
        lines=lines,
        marks=_last_of_each(lines),
        rings=rings,
        fits=fits,
        keys=keys,
        figures=figures,
        notes=[] if is_pair else _notes(claim, rings, fits, place),
        starts=_starts(claim, lines, stated, place) if is_pair else [],
        unit=_axis(claim, unit),
    )
    ends = [one.x for one in (*rings, *fits)] + [year for one in period for year in _ends(one)]
    years = sorted({round(year) for year in ends})
    ticks = year_ticks(x_domain, _declared_years(claim) if is_pair else years)
    values = [] if is_pair else value_ticks(*sorted(y_domain), whole=is_rank)
    longest = max((len(one.text) for one in layers.starts), default=0)
    room = longest * _LETTER + 16 if is_pair else 46
    is_of_years = claim.declared.measure == "threshold"
    return ChartData(layers, place, ticks, values, is_pair, room, is_of_years)


def _scale(claim: ClaimEntry) -> tuple[float, str]:
    """What values are multiplied by, and the unit that gives."""
    unit = claim.stated.unit
    if unit in _UNITS:
        return _UNITS[unit]
    money = CURRENCIES.get(claim.stated.currency)
    noun = {"usd": "US$", "persons": "people"}.get(unit, money.name if money else "")
    if claim.declared.measure == "ratio":
        noun = "times"
    most = max(abs(value) for line in claim.series for value in line.values)
    for size, word in _SCALES:
        if most >= size:
            return 1 / size, f"{word} {noun}".strip()
    return 1.0, noun


def _axis(claim: ClaimEntry, unit: str) -> str:
    """What stands at the axis of values."""
    measure = claim.declared.measure
    if measure in _OF_RANKS:
        return "place, the first at the top"
    if measure == "comparison":
        return f"{unit} more"
    if measure in _SINCE_START and claim.declared.evidence:
        start, end = _declared_years(claim)
        return f"{unit} since {start}" if start < end else unit
    return unit


def _key(line: SeriesEntry) -> str:
    return f"{line.source}@{line.vintage}"


def named_lines(claim: ClaimEntry) -> tuple[SeriesEntry, ...]:
    """The editions to name: the one that judges, the newest of its source, and one of another."""
    lines = {_key(line): line for line in claim.series}
    known = [row for row in claim.declared.evidence if row.edition in lines]
    if claim.stated.first is not None:
        known = [row for row in known if (row.start, row.end) == (known[0].start, known[0].end)]
    if not known:
        return tuple(claim.series[: MOST_NAMED - 1])
    judge = known[0]
    own = [row for row in known if row.source == judge.source]
    others = [row for row in known if row.source != judge.source]
    wanted: list[EvidenceEntry] = [judge, own[-1], *others[-1:]]
    if claim.explanation.reading is not None and _fitting(claim):
        vintage = claim.explanation.reading.edition
        wanted[1:1] = [row for row in known if row.edition == vintage]
    keys = list(dict.fromkeys(row.edition for row in wanted))[:MOST_NAMED]
    return tuple(lines[key] for key in keys)


def _of_pair(claim: ClaimEntry, named: Sequence[SeriesEntry]) -> tuple[SeriesEntry, ...]:
    """The named editions between the two years of a pair; all of them where they have neither."""
    first, last = _declared_years(claim)
    cut = []
    for line in named:
        kept = [
            pair for pair in zip(line.years, line.values, strict=True) if first <= pair[0] <= last
        ]
        if kept:
            years, values = zip(*kept, strict=True)
            cut.append(
                SeriesEntry(source=line.source, vintage=line.vintage, years=years, values=values)
            )
    return tuple(cut) or tuple(named)


def _declared_years(claim: ClaimEntry) -> list[int]:
    found = claim.declared.evidence[0]
    return [found.start, found.end]


def _stated(claim: ClaimEntry, x_domain: tuple[float, float], factor: float) -> list[StatedFigure]:
    """The stated figure and what it admits: across the chart, or of a pair at its two years."""
    figures: list[tuple[FigureEntry, tuple[float, float], float]] = [
        (claim.stated, x_domain, x_domain[1])
    ]
    first = claim.stated.first
    if first and claim.declared.evidence:
        found = claim.declared.evidence[0]
        half = max(0.2, (x_domain[1] - x_domain[0]) * 0.03)
        figures = [
            (figure, (year - half, year + half), year)
            for figure, year in ((first, found.start), (claim.stated, found.end))
        ]
    return [
        StatedFigure(
            *ends,
            at_year=year,
            y=figure.value * factor,
            lower=None if figure.lower is None else figure.lower * factor,
            upper=None if figure.upper is None else figure.upper * factor,
            text=figure.value_text,
        )
        for figure, ends, year in figures
    ]


def _slope(stated: Sequence[StatedFigure]) -> list[Box]:
    """The two figures of a pair as one line."""
    first, last = stated
    return [Box(first.at_year, last.at_year, first.y, last.y)]


def _period(claim: ClaimEntry) -> list[Box]:
    """The declared period of a span; a single year shows in its rings."""
    for found in claim.declared.evidence:
        if found.start != found.end and found.obs_first is None:
            return [Box(found.start - 0.5, found.end + 0.5)]
    return []


def _ends(period: Box) -> tuple[int, int]:
    return round(period.x + 0.5), round(period.x2 - 0.5)


def _base(claim: ClaimEntry, y_domain: tuple[float, float]) -> list[float]:
    """Where something begins: nought, or of a ratio "as much"."""
    at = 1.0 if claim.declared.measure == "ratio" else 0.0
    low, high = sorted(y_domain)
    return [at] if low < at < high else []


def _fitting(claim: ClaimEntry) -> list[ReadingEntry]:
    """The reading that fits, where it lies on a line that is drawn: only its period differs."""
    reading = claim.explanation.reading
    is_drawn = set(claim.explanation.changed) <= {"period", "vintage", "source"}
    return [reading] if reading is not None and is_drawn else []


def _points(readings: Sequence[ReadingEntry], factor: float, has_ends: bool) -> list[Spot]:
    """Where readings lie; of a span only the two of a pair, or its end where a line leads to it."""
    points = []
    for reading in readings:
        is_span = reading.start != reading.end
        if reading.obs_first is not None:
            points.append(Spot(reading.start, reading.obs_first * factor))
        elif is_span and not has_ends:
            continue
        if reading.obs_value is not None:
            points.append(Spot(reading.end, reading.obs_value * factor))
    return points


def _line_rows(
    series: Sequence[SeriesEntry], named: Sequence[SeriesEntry], factor: float
) -> tuple[list[Spot], list[Spot]]:
    """The lines with a name, and the others."""
    styles = {_key(line): str(at) for at, line in enumerate(named)}
    lines: list[Spot] = []
    others: list[Spot] = []
    for at, line in enumerate(series):
        style = styles.get(_key(line))
        rows = others if style is None else lines
        rows += [
            Spot(year, value * factor, f"other {at}" if style is None else style)
            for year, value in zip(line.years, line.values, strict=True)
        ]
    return lines, others


def _last_of_each(spots: Sequence[Spot]) -> list[Spot]:
    return list({one.line: one for one in spots}.values())


def _y_domain(
    drawn: Sequence[Spot], stated: Sequence[StatedFigure], claim: ClaimEntry, is_rank: bool
) -> tuple[float, float]:
    """The value at the bottom and the one at the top; of a rank the first place is at the top."""
    values = [one.y for one in drawn] + [one.y for one in stated]
    values += [end for one in stated for end in (one.lower, one.upper) if end is not None]
    if claim.declared.measure == "ratio" and min(values) > 0:
        values.append(1.0)
    low, high = min(values), max(values)
    if is_rank:
        return high + 0.6, min(low, 1.0) - 0.6
    pad = (high - low) * 0.08 or abs(high) * 0.05 or 1.0
    return low - pad, high + pad


def _keys(
    claim: ClaimEntry,
    named: Sequence[SeriesEntry],
    stated: Sequence[StatedFigure],
    factor: float,
    place: Plane,
    is_pair: bool,
) -> tuple[list[Label], list[Label]]:
    """The labels at the right, each as near as may be to the height of what it names."""
    labels = _series_labels(named)
    ends = {row.edition: row for row in claim.declared.evidence} if is_pair else {}
    keys: list[Label] = []
    for at, (line, label) in enumerate(zip(named, labels, strict=True)):
        value = line.values[-1]
        row = ends.get(_key(line))
        if row is not None and row.obs_value is not None:
            value = row.obs_value
            label = f"{row.obs_text.rpartition(' to ')[2]} {label}"
        keys.append(Label(place.y(value * factor), shorten(label, _LONGEST_LABEL), str(at)))
    last = stated[-1]
    is_bare = claim.declared.measure == "comparison" and last.y == 0.0
    said = "as much" if is_bare else shorten(f"{last.text} stated", _LONGEST_LABEL)
    keys = _spread_labels([*keys, Label(place.y(last.y), said)])
    return [key for key in keys if key.line], [key for key in keys if not key.line]


def _spread_labels(labels: Sequence[Label]) -> list[Label]:
    """Labels from the top down, none on another."""
    rising = sorted(labels, key=lambda label: label.at)
    heights = spread([label.at for label in rising])
    return [replace(one, at=at) for one, at in zip(rising, heights, strict=True)]


def _starts(
    claim: ClaimEntry, lines: Sequence[Spot], stated: Sequence[StatedFigure], place: Plane
) -> list[Label]:
    """What stands at the left of a pair: its first figure, and what the judging edition gives."""
    found = claim.declared.evidence[0]
    first = next((one for one in lines if one.line == "0" and one.x == found.start), None)
    starts = [Label(place.y(stated[0].y), stated[0].text)]
    if first is not None and found.obs_first is not None:
        starts.append(Label(place.y(first.y), found.obs_text.partition(" to ")[0], first.line))
    return _spread_labels(starts)


def _notes(
    claim: ClaimEntry,
    rings: Sequence[Spot],
    fits: Sequence[Spot],
    place: Plane,
) -> list[Label]:
    """The value that judges, at its ring, and the one that fits, at its square."""
    said: list[tuple[Spot, str]] = []
    if rings and claim.declared.evidence:
        said.append((rings[0], claim.declared.evidence[0].obs_text))
    said += [
        (spot, f"{one.obs_text}, {one.end}")
        for spot, one in zip(fits, _fitting(claim), strict=False)
    ]
    rises = _rises(claim)
    notes = []
    for number, (spot, label) in enumerate(said):
        half = len(label) * _LETTER / 2
        height = place.y(spot.y)
        is_above = (number == 0) == (rises >= 0)
        if not 24 <= height <= HEIGHT - 24:
            is_above = height > HEIGHT / 2
        # Beside a line, not on it: above what rises there is room to the left, below to the right.
        aside = (-1 if is_above else 1) * rises * half
        at = min(max(place.x(spot.x) + aside, half), WIDTH - half)
        notes.append(Label(height + (-17 if is_above else 17), label, px=at))
    return notes


def _rises(claim: ClaimEntry) -> int:
    """1 where the series rises, -1 where it falls, 0 where it neither does."""
    values = named_lines(claim)[0].values
    half = (max(values) - min(values)) / 2
    change = values[-1] - values[0]
    return 0 if abs(change) <= half else (1 if change > 0 else -1)


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
    return [
        label if seen[label] == 1 else f"{line.source.upper()} {line.vintage}"
        for label, line in zip(short, series, strict=True)
    ]
