"""Charts: small, themed, readable without colour, and true to the figures they show."""

from __future__ import annotations

import itertools
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs
from sample_assessment import (
    HOSTILE,
    RUN,
    assessment_of,
    hostile_assessment,
    sample_assessment,
    sample_outcomes,
)

from expectations.outcomes import Outcome, YearlyValues
from reports.findings.claim_model import HowReadEntry, SeriesEntry
from reports.findings.findings import build_findings
from reports.pages.chart_data import LABEL_GAP, MOST_NAMED, chart_data, spread
from reports.pages.charts import draw_charts, say_finding
from reports.pages.plot import HEIGHT
from reports.pages.ticks import WIDTH, value_ticks

MOST_BYTES = 25_000


def claims_of(*outcomes: Outcome) -> Any:
    return build_findings(assessment_of(outcomes), None, RUN).claims


@pytest.fixture(scope="module")
def charts() -> dict[str, str]:
    drawn = draw_charts(build_findings(sample_assessment(), None, RUN).claims)
    return {claim_id: chart.svg for claim_id, chart in drawn.items()}


def texts(svg: str) -> list[str]:
    return [element.text or "" for element in ET.fromstring(svg).iter("text")]


def heights(svg: str, colour: str) -> list[float]:
    """Where the centres of the circles of a colour are, downwards."""
    return [
        float(element.get("cy", ""))
        for element in ET.fromstring(svg).iter("circle")
        if element.get("stroke") == f"var(--{colour})"
    ]


def band(svg: str) -> tuple[float, float]:
    """Top and bottom of the band."""
    (one,) = bands(svg)
    top = float(one["y"])
    return top, top + float(one["height"])


def bands(svg: str) -> list[dict[str, str]]:
    """The rectangles of the band, as their attributes."""
    return [
        element.attrib
        for element in ET.fromstring(svg).iter("rect")
        if element.get("fill") == "var(--chart-band)"
    ]


def test_each_claim_with_series_has_a_chart_and_no_other(charts: dict[str, str]) -> None:
    assert set(charts) == {"population", "population-share", "gdp-share", "gdp-trend"}


def test_no_claim_means_no_chart() -> None:
    assert draw_charts([]) == {}


def test_a_chart_is_small_and_loads_nothing(charts: dict[str, str]) -> None:
    for svg in charts.values():
        assert len(svg.encode()) < MOST_BYTES
        assert not re.search(r"href|url\(|https?:|@import|font-family|style=|class=", svg)


def test_every_colour_is_a_variable_of_the_page(charts: dict[str, str]) -> None:
    for svg in charts.values():
        for element in ET.fromstring(svg).iter():
            for name in ("fill", "stroke"):
                colour = element.get(name, "none")
                assert colour in {"none", "transparent"} or colour.startswith("var(--"), colour


def test_a_chart_has_a_title_and_a_description_for_those_who_hear_it(
    charts: dict[str, str],
) -> None:
    root = ET.fromstring(charts["population-share"])
    title, description = root.find("title"), root.find("desc")
    assert title is not None and description is not None
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert "“about 63%”" in (title.text or "")
    assert "WDI 2018-05-21, 2007–2016: 63.3% to 62.3%." in (description.text or "")


def test_each_edition_that_is_named_has_a_dash_and_a_label_of_its_own(
    charts: dict[str, str],
) -> None:
    root = ET.fromstring(charts["population-share"])
    lines = [
        element
        for element in root.iter("path")
        if element.get("stroke", "").startswith("var(--series-")
    ]
    dashes = {element.get("stroke-dasharray") for element in lines}
    assert len(lines) == len(dashes) == 2
    assert {"WDI 2018", "WPP 2019", "63% stated"} <= set(texts(charts["population-share"]))


def test_at_most_three_editions_are_named_and_the_one_that_judges_is_the_first() -> None:
    claim = next(one for one in claims_of(*sample_outcomes()) if one.claim_id == "population")
    row = claim.declared.evidence[0]
    lines = tuple(
        structs.replace(claim.series[0], vintage=f"20{at:02}-01-01") for at in range(10, 17)
    )
    series = (*lines, structs.replace(claim.series[0], source=row.source, vintage=row.vintage))
    found = chart_data(structs.replace(claim, series=series))
    assert [key.text for key in found.layers.keys if key.line == "0"] == ["WDI 2018"]
    assert len(found.layers.keys) <= MOST_NAMED
    assert len({one.line for one in found.layers.others}) == 7


def test_a_bound_has_a_band_to_the_edge() -> None:
    claim = next(one for one in claims_of(*sample_outcomes()) if one.stated.upper is None)
    line = SeriesEntry(source="wdi", vintage="2018-05-21", years=(2015, 2016), values=(2e13, 3e13))
    found = chart_data(structs.replace(claim, series=(line,)))
    assert [one.y2 for one in found.layers.band] == [found.place.y_domain[1]]


def test_a_rank_has_its_first_place_at_the_top_and_whole_places_only() -> None:
    claim = next(one for one in claims_of(*sample_outcomes()) if one.claim_id == "population")
    line = SeriesEntry(
        source="wdi", vintage="2018-05-21", years=(2014, 2015, 2016), values=(4, 3, 2)
    )
    stated = structs.replace(claim.stated, unit="number", value=1.0, lower=1.0, upper=1.0)
    declared = structs.replace(claim.declared, measure="rank", evidence=())
    found = chart_data(structs.replace(claim, series=(line,), stated=stated, declared=declared))
    assert found.place.y_domain[0] > 4 and found.place.y_domain[1] < 1
    assert found.values and all(value == int(value) >= 1 for value in found.values)
    assert found.layers.unit == "place, the first at the top"


def test_a_pair_is_a_slope_of_its_two_years_with_both_ends_told(charts: dict[str, str]) -> None:
    claim = next(one for one in claims_of(*sample_outcomes()) if one.claim_id == "gdp-trend")
    found = chart_data(claim)
    first, last = claim.declared.evidence[0].start, claim.declared.evidence[0].end
    assert found.years == [first, last] and found.values == []
    assert {one.x for one in found.layers.lines} <= set(range(first, last + 1))
    assert len(found.layers.stated) == 1
    shown = texts(charts["gdp-trend"])
    assert {"30.3%", "29.1% stated"} <= set(shown)


@given(st.floats(-1e6, 1e6), st.floats(min_value=1e-3, max_value=1e6), st.booleans())
def test_values_to_mark_are_few_and_inside(low: float, wide: float, whole: bool) -> None:
    low = max(low, 0.4) if whole else low
    wide = max(wide, 1.2) if whole else wide
    ticks = value_ticks(low, low + wide, whole=whole)
    assert len(ticks) <= 6
    assert ticks == sorted(set(ticks))


def test_the_ring_lies_in_the_band_exactly_when_the_value_is_admitted(
    charts: dict[str, str],
) -> None:
    top, bottom = band(charts["population-share"])
    assert all(top <= ring <= bottom for ring in heights(charts["population-share"], "chart-ring"))
    top, bottom = band(charts["gdp-share"])
    assert all(ring < top for ring in heights(charts["gdp-share"], "chart-ring"))


def test_a_pair_has_a_short_band_at_each_of_its_years(charts: dict[str, str]) -> None:
    found = bands(charts["gdp-trend"])
    assert len(found) == 2
    wide = [float(one["width"]) for one in found]
    assert all(0 < width < WIDTH / 4 for width in wide)


def test_the_caption_explains_the_marks_that_are_there_and_no_others() -> None:
    drawn = draw_charts(build_findings(sample_assessment(), None, RUN).claims)
    assert (
        "Ring: what it is held against. Square: the reading that fits."
        in drawn["population"].caption
    )
    assert "Square" not in drawn["population-share"].caption


def test_a_span_shades_its_years_and_has_no_ring() -> None:
    outcome = next(made for made in sample_outcomes() if made.claim.id == "growth")
    series = YearlyValues("wdi", "2020-04-01", tuple(range(2010, 2018)), (0.04,) * 8)
    chart = draw_charts(claims_of(replace(outcome, series=(series,))))["growth"]
    assert "Grey: the declared years." in chart.caption
    assert not heights(chart.svg, "chart-ring")
    assert "var(--chart-period)" in chart.svg


def test_a_single_year_is_one_tick(charts: dict[str, str]) -> None:
    years = [text for text in texts(charts["gdp-share"]) if re.fullmatch(r"20\d\d", text)]
    assert years == ["2016"]


def test_money_is_shown_in_trillions_and_not_in_noughts() -> None:
    outcome = next(made for made in sample_outcomes() if made.claim.id == "gdp")
    series = YearlyValues("wdi", "2018-05-21", (2015, 2016), (22.8e12, 23.4e12))
    svg = draw_charts(claims_of(replace(outcome, series=(series,))))["gdp"].svg
    assert "trillion US$" in texts(svg)
    assert not any("000" in text or "e+" in text for text in texts(svg))


def test_a_series_that_never_changes_still_has_a_chart() -> None:
    outcome = next(made for made in sample_outcomes() if made.claim.id == "growth-lead")
    series = YearlyValues("wdi", "2018-05-21", (2015, 2016), (0.0, 0.0))
    assert draw_charts(claims_of(replace(outcome, observed=(), series=(series,))))


def test_more_vintages_than_there_are_markers_still_have_a_chart() -> None:
    outcome = sample_outcomes()[0]
    series = tuple(
        YearlyValues("own-source", f"20{at:02}-01-01", (2015, 2016), (4.0e9 + at * 1e8, 4.1e9))
        for at in range(12)
    )
    svg = draw_charts(claims_of(replace(outcome, series=series)))["population"].svg
    assert len(svg.encode()) < MOST_BYTES


def test_text_that_looks_like_markup_stays_text() -> None:
    claims = build_findings(hostile_assessment(), None, RUN).claims
    for chart in draw_charts(claims).values():
        root = ET.fromstring(chart.svg)
        assert not {"script", "img"} & {element.tag for element in root.iter()}
        assert HOSTILE in (root.findtext("title") or "")


@given(st.lists(st.floats(min_value=0, max_value=HEIGHT), min_size=1, max_size=10))
def test_labels_keep_their_order_and_do_not_touch(wanted: list[float]) -> None:
    placed = spread(sorted(wanted))
    gaps = [after - before for before, after in itertools.pairwise(placed)]
    assert all(gap >= LABEL_GAP - 1e-9 for gap in gaps)
    assert placed[-1] <= HEIGHT


@given(st.lists(st.floats(min_value=0, max_value=HEIGHT), min_size=1, max_size=40))
def test_labels_stay_beside_the_plot_however_many_there_are(wanted: list[float]) -> None:
    placed = spread(sorted(wanted))
    assert placed == sorted(placed)
    assert placed[0] >= -1e-6 and placed[-1] <= HEIGHT


def test_two_thousand_years_have_few_ticks() -> None:
    outcome = sample_outcomes()[0]
    series = (YearlyValues("own", "2020", (1, 1000, 2000), (2e8, 3e8, 4e9)),)
    svg = draw_charts(claims_of(replace(outcome, series=series)))["population"].svg
    years = [text for text in texts(svg) if re.fullmatch(r"\d+00", text)]
    assert years == ["2000"]


def test_the_title_says_what_was_found() -> None:
    claim = next(one for one in claims_of(*sample_outcomes()) if one.claim_id == "population")
    row = claim.declared.evidence[0]
    plain = structs.replace(claim.stated, hedge="none", first=None)
    off = structs.replace(claim, stated=plain, standing="off", verdict="refuted")
    said = f"{row.obs_text} in {row.period_text}"
    assert say_finding(off).endswith(f": {said}, not {claim.stated.value_text}")
    hedged = structs.replace(off, stated=structs.replace(plain, hedge="about"))
    assert say_finding(hedged).endswith(f"; “{claim.stated.text}” is off")
    inside = structs.replace(row, is_inside=True)
    declared = structs.replace(claim.declared, evidence=(row, inside))
    revised = structs.replace(off, declared=declared, standing="holds", verdict="revised")
    assert say_finding(revised).endswith(f": {said}, as stated; since revised")


def test_the_title_says_nothing_was_found_of_a_reading_that_nobody_is_sure_of() -> None:
    claim = next(one for one in claims_of(*sample_outcomes()) if one.claim_id == "population")
    reading = HowReadEntry(state="unsure", by="", at="", why="", or_period="")
    unsure = structs.replace(claim, reading=reading)
    assert ":" not in say_finding(unsure)
    nothing = structs.replace(claim, declared=structs.replace(claim.declared, evidence=()))
    assert ":" not in say_finding(nothing)


def test_the_source_names_who_gives_the_lines_and_the_list_says_what_stands_beside_them() -> None:
    drawn = draw_charts(build_findings(sample_assessment(), None, RUN).claims)
    chart = drawn["population-share"]
    assert chart.source.startswith("Source: World Development Indicators (World Bank), 2018-05-21")
    items = ET.fromstring(f"<ul>{chart.legend}</ul>")
    listed = {"".join(item.itertext()).strip() for item in items}
    assert listed == {"WDI 2018", "WPP 2019", "63% stated"}
