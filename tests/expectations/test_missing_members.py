"""Members without data: never the ground of a verdict, unless they are small whatever they are."""

from __future__ import annotations

import numpy as np
import pytest
from builders import Table, claim, paper, snapshot

from expectations.assessment.assess import assess
from expectations.cubes.coverage import largest_sizes, people_of
from expectations.outcomes import Outcome, Verdict
from sources.figures.parse import parse_figure
from sources.model import Axes, Group, Period

OLD, NEW, UN = ("wdi", "2015-08-16"), ("wdi", "2017-07-13"), ("ama", "2016-12-01")
GDP, POP, GROWTH, AMA = "NY.GDP.MKTP.CD", "SP.POP.TOTL", "NY.GDP.MKTP.KD.ZG", "AMA.GDP.CURR.USD"
SMALL = {"BEL": 0.46e12, "DNK": 0.30e12, "FIN": 0.23e12, "KEN": 0.06e12, "PRT": 0.20e12}
"""GDP of 2015 of some countries, about."""


def series(code: str, edition: tuple[str, str], **areas: dict[int, float]) -> Table:
    return {(*edition, code, area): values for area, values in areas.items()}


def values(code: str, edition: tuple[str, str], by_area: dict[str, float], *years: int) -> Table:
    table = {area: dict.fromkeys(years or (2014, 2015), one) for area, one in by_area.items()}
    return series(code, edition, **table)


def judged(phrase: str, table: Table, members: tuple[str, ...], **fields: object) -> Outcome:
    group = Group("some", "Some countries", members, "made for a test")
    more = {
        "group": "some", "indicator": "gdp_current_usd", "period": Period(2015, 2015),
        "measure": "value", **fields,
    }  # fmt: skip
    made = claim(parse_figure(phrase), phrase=phrase, **more)
    text = paper([made], Axes(), published="2018-11-27", groups=(group,))
    return assess(text, snapshot(table)).outcomes[0]


LARGE_ONES = [("USA", 18.1e12), ("CHN", 11.1e12), ("JPN", 4.4e12), ("IND", 2.1e12)]


@pytest.mark.parametrize(("area", "size"), LARGE_ONES)
@pytest.mark.parametrize("measure", ["value", "share"])
def test_a_true_figure_of_a_group_whose_largest_member_is_nowhere_is_open(
    area: str, size: float, measure: str
) -> None:
    table = values(GDP, NEW, {**SMALL, "WLD": 74.6e12})
    total = sum(SMALL.values()) + size
    phrase = f"{total / 74.6e10:.2f}% of the world"
    if measure == "value":
        phrase = f"${total / 1e12:.2f} trillion"
    outcome = judged(phrase, table, (*SMALL, area), measure=measure)
    assert outcome.verdict is Verdict.UNRESOLVED, outcome.sentence


@pytest.mark.parametrize(("area", "size"), LARGE_ONES)
@pytest.mark.parametrize("phrase", ["$1.25 trillion", "more than $1.2 trillion", "$3 trillion"])
def test_what_is_left_of_a_group_is_not_told_as_the_whole(
    area: str, size: float, phrase: str
) -> None:
    outcome = judged(phrase, values(GDP, NEW, SMALL), (*SMALL, area))
    assert outcome.verdict is Verdict.UNRESOLVED, (outcome.sentence, size)


@pytest.mark.parametrize(
    ("left", "missing", "phrase"),
    [
        ({"IDN": 258e6, "PHL": 102e6, "VNM": 93e6, "THA": 69e6}, "MMR", "522 million people"),
        ({"NGA": 181e6, "GHA": 28e6, "BEN": 11e6, "TGO": 7e6}, "CIV", "227 million people"),
        ({"POL": 38e6, "CZE": 10.5e6, "SVK": 5.4e6}, "HUN", "53.9 million people"),
    ],
)
def test_people_that_no_edition_counts_are_missing(
    left: dict[str, float], missing: str, phrase: str
) -> None:
    fields = {"indicator": "population"}
    outcome = judged(phrase, values(POP, NEW, left), (*left, missing), **fields)
    assert outcome.verdict is Verdict.UNRESOLVED, outcome.sentence


@pytest.mark.parametrize("missing", ["TUV", "SMR", "LIE", "VAT"])
def test_a_member_too_small_to_matter_may_be_missing(missing: str) -> None:
    table = values(GDP, NEW, SMALL)
    assert judged("$1.25 trillion", table, (*SMALL, missing)).standing == "holds"
    assert judged("$2.5 trillion", table, (*SMALL, missing)).standing != "holds"


GROWING = {
    "AAA": {year: 100.0 * 1.15 ** (year - 2000) for year in range(2000, 2016)},
    "CCC": {year: 40.0 * 1.02 ** (year - 2000) for year in range(2000, 2016)},
}


@pytest.mark.parametrize(
    ("last", "is_covered"), [(2002, False), (2006, False), (2012, True), (2014, True)]
)
def test_a_member_last_known_long_ago_may_have_grown_since(last: int, is_covered: bool) -> None:
    """What is small beside the group of its day may be more of it now."""
    share = 0.04 if is_covered else 0.05
    size = share * sum(GROWING[area][last] for area in GROWING)
    table = series(POP, NEW, **GROWING, BBB={last: size})
    left = sum(GROWING[area][2015] for area in GROWING)
    outcome = judged(f"{left:.0f} people", table, (*GROWING, "BBB"), indicator="population")
    assert (outcome.standing == "holds") is is_covered, outcome.sentence


@pytest.mark.parametrize("missing", [0.02e12, 0.04e12, 0.05e12])
def test_what_another_source_has_of_a_member_tells_how_much_is_missing(missing: float) -> None:
    table = {
        **values(GDP, NEW, SMALL),
        **values(AMA, UN, {**SMALL, "IND": missing}),
    }
    outcome = judged("$1.25 trillion", table, (*SMALL, "IND"))
    assert outcome.standing == "holds", outcome.sentence


@pytest.mark.parametrize("edition", [OLD, UN])
@pytest.mark.parametrize("size", [0.2e12, 2.1e12, 11e12])
def test_an_edition_with_a_hole_judges_nobody_beside_a_whole_one(
    edition: tuple[str, str], size: float
) -> None:
    code = AMA if edition == UN else GDP
    table = {**values(GDP, NEW, SMALL), **values(code, edition, {**SMALL, "IND": size})}
    members = (*SMALL, "IND")
    assert judged("$1.25 trillion", table, members).standing != "holds"
    total = sum(SMALL.values()) + size
    assert judged(f"${total / 1e12:.2f} trillion", table, members).standing == "holds"


@pytest.mark.parametrize(
    ("members", "sizes"),
    [
        (("BEL", "DNK", "USA"), {"BEL": 0.46, "DNK": 0.30}),
        (("FIN", "PRT", "CHN"), {"FIN": 0.23, "PRT": 0.20}),
        (("KEN", "DNK", "IND"), {"KEN": 0.06, "DNK": 0.30}),
    ],
)
def test_a_mean_without_a_member_of_unknown_weight_judges_nobody(
    members: tuple[str, ...], sizes: dict[str, float]
) -> None:
    table = {
        **values(GDP, NEW, {area: 1e12 * size for area, size in sizes.items()}, 2013, 2014, 2015),
        **values(GROWTH, NEW, dict.fromkeys(sizes, 2.0)),
    }
    for weighting in ("simple", "weighted"):
        fields = {"indicator": "gdp_growth", "weighting": weighting}
        for phrase in ("2.0%", "6.5%"):
            outcome = judged(phrase, table, members, **fields)
            assert outcome.verdict is Verdict.UNRESOLVED, outcome.sentence


def test_an_area_of_which_nothing_is_known_has_no_size() -> None:
    known = np.array([[1.0, 2.0], [np.nan, np.nan], [np.nan, np.nan]])
    found = largest_sizes(known, people_of(("BEL", "NLD", "AAA")))
    assert found[0].tolist() == [1.0, 2.0]
    assert found[1] == pytest.approx(found[0] * 17_135 / 11_590, rel=0.01)
    assert np.isnan(found[2]).all()


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ([[1.0, 2.0, 4.0], [1.0, np.nan, np.nan]], [1.0, 2.0, 4.0]),
        ([[4.0, 2.0, 1.0], [np.nan, np.nan, 1.0]], [4.0, 2.0, 1.0]),
        ([[-4.0, 2.0, 1.0], [np.nan, -3.0, np.nan]], [3.0, 3.0, 3.0]),
        ([[0.0, 0.0, 0.0], [np.nan, 5.0, np.nan]], [5.0, 5.0, 5.0]),
    ],
)
def test_a_gap_is_as_large_as_the_nearest_year_and_the_fastest_make_it(
    known: list[list[float]], expected: list[float]
) -> None:
    found = largest_sizes(np.array(known), np.full(2, np.nan))
    assert found[1] == pytest.approx(expected)


@pytest.mark.parametrize(
    ("code", "own"), [("TOTAL.CHN", "CHN"), ("TOTAL.BEL", "BEL"), ("NY.GDP.MKTP.CD", "")]
)
def test_a_country_has_no_trade_with_itself_to_miss(code: str, own: str) -> None:
    areas = ("CHN", "BEL", "NLD")
    known = np.array([[np.nan], [np.nan], [7.0]])
    found = largest_sizes(known, people_of(areas, code))[:, 0]
    assert all((size == 0) == (area == own) for area, size in zip(areas, found, strict=True))
