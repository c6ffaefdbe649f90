"""Spanish, French and Chinese texts: read where the table has the words, never sure, told about."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.languages import measure
from flows.work.checking import check_text
from flows.work.orders import CheckOrder
from sources.errors import InputError
from sources.reading.foreign.languages import language_of
from sources.reading.foreign.names import LANGUAGES, named_areas, named_concepts
from sources.reading.foreign.read import read_foreign
from sources.reference.areas import AREAS
from sources.reference.concepts import CONCEPTS


def test_the_facts_of_the_labelled_texts_are_read_and_none_is_sure() -> None:
    found, missed = measure()
    assert set(found) == set(LANGUAGES)
    for counts in found.values():
        assert counts["read right"] >= 0.8 * counts["facts"], missed
        assert counts["left alone"] == counts["no facts"], missed
        assert counts["sure"] == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_tables_name_concepts_and_areas_that_there_are(language: str) -> None:
    folder = Path(__file__).resolve().parents[2] / "sources" / "reading" / "foreign"
    for name, known in (("words.csv", CONCEPTS), ("areas.csv", AREAS)):
        lines = (folder / name).read_text(encoding="utf-8").splitlines()[1:]
        own = [line.split(",") for line in lines if line.startswith(f"{language},")]
        assert own
        assert {code for _, code, *_ in own} <= set(known)


def test_the_longest_name_counts() -> None:
    areas = named_areas("En Corea del Sur y en la República Democrática del Congo", "es")
    assert [one.code for one in areas] == ["KOR", "COD"]
    concepts = named_concepts("Le PIB par habitant", "fr")
    assert [one.code for one in concepts] == ["gdp_per_capita"]


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [
        ("The population of Kenya was 47 million in the year 2015.", "fr", "en"),
        ("La población de Kenia era de 47 millones en el año 2015.", "en", "es"),
        ("2015年，肯尼亚人口约为4700万。", "", "zh"),
        ("Kenya: 47 Millionen Einwohner (2015).", "de", "de"),
        ("Kenya: 47.", "fr", "fr"),
        ("Kenya: 47.", "", "en"),
    ],
)
def test_words_tell_the_language_before_the_file_does(
    text: str, declared: str, language: str
) -> None:
    assert language_of(text, declared) == language


def test_places_are_characters_of_the_text_and_every_figure_says_why() -> None:
    text = "Kenia\n\nEn 2015 había 47 millones de habitantes en Kenia y 12 puentes nuevos.\n"
    read = read_foreign(text, "2018", "es")
    assert [one.phrase for one in read] == ["47 millones", "12"]
    for one in read:
        assert text[one.start : one.end] == one.phrase
        assert one.why
    assert read_foreign("", "", "fr") == ()


def test_a_check_tells_what_is_understood_and_judges_nothing_of_it(tmp_path: Path) -> None:
    file = tmp_path / "texto.txt"
    file.write_text("En 2015, la población de Kenia era de 4 millones de personas.\n", "utf-8")
    found = check_text(CheckOrder(str(file), "2018")).findings
    assert found.text.language == "es"
    assert "The text is in Spanish" in found.text.language_note
    [one] = found.figures
    assert (one.standing, one.reading and one.reading.state) == ("open", "unsure")
    assert "the population of Kenya" in one.sentence_of_verdict


def test_a_language_that_is_not_read_is_told_and_nothing_is_sure(tmp_path: Path) -> None:
    file = tmp_path / "text.html"
    file.write_text(
        "<!doctype html><html lang=de><p>In 2015, the population of Kenya: 4 million.", "utf-8"
    )
    order = CheckOrder(str(file), "2018", language="de")
    found = check_text(order).findings
    assert "a language that is not read (de)" in found.text.language_note
    assert {one.standing for one in found.figures} == {"open"}
    assert (
        check_text(CheckOrder(str(file), "2018", language="en-GB")).findings.text.language == "en"
    )
    with pytest.raises(InputError, match="no code of a language"):
        check_text(CheckOrder(str(file), "2018", language="Klingon"))


@pytest.mark.parametrize(
    ("language", "text", "areas"),
    [
        (
            "es",
            "En 2022, España creció. La tasa de paro fue del 12,9 %, y en México vivían 172 "
            "millones de personas.",
            [("ESP", "unemployment"), ("MEX", "population")],
        ),
        (
            "fr",
            "En 2022, la France a crû. Le taux de chômage était de 7,3 %, et en Italie vivaient 59 "
            "millions de personnes.",
            [("FRA", "unemployment"), ("ITA", "population")],
        ),
        ("es", "La tasa de paro fue del 12,9 % en España.", [("ESP", "unemployment")]),
    ],
)
def test_the_area_of_the_next_clause_is_not_that_of_a_figure_before_it(
    language: str, text: str, areas: list[tuple[str, str]]
) -> None:
    read = [one.reading for one in read_foreign(text, "2023-10", language)]
    assert [(one.areas[0], one.indicator) for one in read if one is not None] == areas
