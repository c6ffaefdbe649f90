"""Figures in another unit than the source's: hectares of square kilometres, Gt of tonnes."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.work.checking import check_text
from flows.work.orders import CheckOrder
from sources.errors import RegisterError
from sources.reference.concepts import CONCEPTS, concept_for
from sources.reference.told_units import FACTORS, in_unit, printed_unit, scale_in, told_unit
from sources.reference.units import UNITS
from sources.registers.register import parse_paper


def standings(tmp_path: Path, text: str) -> dict[str, str]:
    file = tmp_path / "text.txt"
    file.write_text(f"Notes. Published 3 May 2020.\n\n{text}\n", encoding="utf-8")
    figures = check_text(CheckOrder(str(file))).findings.figures
    return {one.phrase: str(one.standing) for one in figures if one.kind == "claim"}


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("In 2016 forests covered 44,500 km2 of Kenya.", "44,500"),
        ("In 2016 forests covered 4.5 million hectares in Kenya.", "4.5 million"),
        ("In 2016 forests covered 11 million acres in Kenya.", "11 million"),
        ("In 2016 forests covered 17,200 square miles of Kenya.", "17,200"),
        ("Kenya has a land area of 57 million hectares.", "57 million"),
    ],
)
def test_what_is_true_in_its_own_unit_is_never_called_off(
    tmp_path: Path, text: str, phrase: str
) -> None:
    assert standings(tmp_path, text)[phrase] in {"holds", "open"}


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("In 2016 forests covered 45 million hectares in Kenya.", "45 million"),
        ("In 2016 forests covered 45 million acres in Kenya.", "45 million"),
    ],
)
def test_what_is_wrong_in_its_own_unit_is_off(tmp_path: Path, text: str, phrase: str) -> None:
    assert standings(tmp_path, text)[phrase] == "off"


def test_a_density_by_the_square_mile_is_held_against_one_by_the_square_mile(
    tmp_path: Path,
) -> None:
    text = "In 2016 the population density of Kenya was 223 people per square mile."
    assert standings(tmp_path, text)["223"] in {"holds", "open"}


@pytest.mark.parametrize(
    ("indicator", "unit", "scale"),
    [
        ("forest_area", "hectares", 100.0),
        ("forest_area", "acres", 247.105381467),
        ("wdi:AG.LND.ARBL.HA", "hectares", 1.0),
        ("co2_emissions", "gigatonnes", None),
        ("cereal_yield", "tonnes_per_hectare", 0.001),
        ("under_five_mortality", "per_100", 0.1),
        ("maternal_mortality", "per_1000", 0.01),
    ],
)
def test_a_series_is_told_in_another_unit(indicator: str, unit: str, scale: float | None) -> None:
    own = concept_for(indicator)
    told = concept_for(f"{indicator}@{unit}")
    assert told == in_unit(own, unit)
    assert told.codes == own.codes
    if scale is None:
        scale = UNITS[own.unit].factor / 1e9
    assert scale_in(told) == pytest.approx(scale, rel=1e-9)


def test_each_unit_has_a_label_and_suits_some_concept_or_series() -> None:
    for base, units in FACTORS.items():
        assert base in UNITS
        for unit, factor in units.items():
            assert unit in UNITS
            assert factor > 0


def test_each_unit_of_the_table_that_words_name_is_told_by_its_own_factor() -> None:
    """An acre is 4,046.8564224 m2 and a square mile 640 acres, by the international foot."""
    assert FACTORS["km2"]["acres"] == 0.0040468564224
    assert FACTORS["km2"]["square_miles"] == pytest.approx(640 * 0.0040468564224, rel=1e-12)
    assert FACTORS["km2"]["hectares"] == 0.01
    assert FACTORS["persons_per_km2"]["persons_per_square_mile"] == pytest.approx(
        1 / FACTORS["km2"]["square_miles"], rel=1e-9
    )
    assert set(FACTORS["tonnes"]) == {"kilotonnes", "megatonnes", "gigatonnes", "kg"}
    assert FACTORS["per_1000"]["per_10000"] == 0.1


@pytest.mark.parametrize(
    ("printed", "concept", "told"),
    [
        ("tonnes", "cereal_yield", "tonnes_per_hectare"),
        ("kg", "cereal_yield", ""),
        ("km2", "forest_area", ""),
        ("hectares", "gdp_current_usd", None),
        ("tonnes", "forest_area", None),
        ("per_1000", "under_five_mortality", ""),
        ("per_100", "internet_users", ""),
        ("", "forest_area", ""),
    ],
)
def test_which_unit_is_meant(printed: str, concept: str, told: str | None) -> None:
    assert told_unit(printed, CONCEPTS[concept]) == told


def test_what_words_name() -> None:
    assert printed_unit("gt") == "gigatonnes"
    assert printed_unit("persons", " people to the square mile") == "persons_per_square_mile"
    assert printed_unit("celsius") == ""


def register(phrase: str, indicator: str, more: str = "") -> str:
    return (
        f"paper: {{id: x, title: X, published: '2018'}}\nclaims:\n"
        f"  - {{phrase: '{phrase}', measure: value, indicator: {indicator}, area: KEN, "
        f"period: 2016{more}}}\n"
    )


def test_a_register_may_name_the_unit_that_its_phrase_leaves_out() -> None:
    paper = parse_paper(register("4.5 million", "forest_area", ", unit: hectares"), "x.yaml")
    assert paper.claims[0].indicator == "forest_area@hectares"


def test_a_unit_of_another_kind_is_refused() -> None:
    with pytest.raises(RegisterError, match="the figure is in hectares; 'gdp_current_usd'"):
        parse_paper(register("$4.5 million", "gdp_current_usd", ", unit: hectares"), "x.yaml")
    with pytest.raises(RegisterError, match="the phrase states tonnes"):
        parse_paper(register("4.5 million tonnes", "forest_area"), "x.yaml")


def test_a_part_is_told_of_what_is_given_by_the_thousand() -> None:
    told = in_unit(concept_for("under_five_mortality"), "percent")
    assert told.label == "under-five mortality in per cent"
    assert scale_in(told) * 68.1 == pytest.approx(0.0681)  # 6.81%: a fraction inside
    assert told_unit("percent", concept_for("maternal_mortality")) == "percent"
    assert told_unit("percent", concept_for("population")) == ""


def test_one_in_so_many_is_judged_of_a_rate_by_the_thousand(tmp_path: Path) -> None:
    found = standings(
        tmp_path,
        "In 2017 one child in 13 in sub-Saharan Africa died before the age of five.\n\n"
        "In 2017 one child in 30 in sub-Saharan Africa died before the age of five.\n\n"
        "In 2017 one in 230 children in Sweden died before the age of five.",
    )
    assert found["one child in 13"] == "holds"
    assert found["one child in 30"] != "holds"
