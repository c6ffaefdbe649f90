"""Headings that a file tells as such head what stands below them, whatever they look like."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from sources.documents.reading import read_document
from sources.documents.structure.model import Document
from sources.reading.mentions.segments import split_sentences
from sources.reading.read import read_text
from sources.reading.sentences.model import ReadFigure

PAGE = """<html><body><h1>Numbers, please!</h1>
<h2>1. Kenya: is it rich?</h2><h3>People</h3><p>Life expectancy was 63.6 years in 2023.</p>
<h2>Poland: 36 million people, and no sea?</h2><h3>Economy</h3><p>GDP was $914 billion in 2024.</p>
</body></html>"""


def page(tmp_path: Path) -> Document:
    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    return read_document(tmp_path / "page.html")


def word(tmp_path: Path) -> Document:
    file = docx.Document()
    file.add_heading("Numbers, please!", level=0)
    for country, part, told in (
        ("1. Kenya: is it rich?", "People", "Life expectancy was 63.6 years in 2023."),
        ("Poland: 36 million people, and no sea?", "Economy", "GDP was $914 billion in 2024."),
    ):
        file.add_heading(country, level=1)
        file.add_heading(part, level=2)
        file.add_paragraph(told)
    file.save(str(tmp_path / "file.docx"))
    return read_document(tmp_path / "file.docx")


def read(document: Document, phrase: str) -> ReadFigure:
    figures = read_text(document.text, "2026", marked=document.marked())
    return next(one for one in figures if one.phrase == phrase)


@pytest.mark.parametrize("made", [page, word])
def test_a_heading_reaches_past_those_below_it(
    made: Callable[[Path], Document], tmp_path: Path
) -> None:
    document = made(tmp_path)
    for phrase, area in (("63.6 years", "KEN"), ("$914 billion", "POL")):
        one = read(document, phrase)
        assert one.reading is not None
        assert (one.state, one.reading.areas) == ("sure", (area,))


@pytest.mark.parametrize(("made", "levels"), [(page, [1, 2, 3, 2, 3]), (word, [1, 1, 2, 1, 2])])
def test_each_heading_has_its_level(
    made: Callable[[Path], Document], levels: list[int], tmp_path: Path
) -> None:
    assert [*made(tmp_path).marked().values()] == levels


def test_a_line_is_a_heading_where_its_file_says_so() -> None:
    text = "It grew by 5% in 2018.\n\nGDP was $5 billion."
    assert split_sentences(text)[0].kind == "paragraph"
    marked = split_sentences(text, {0: 2})
    assert [one.kind for one in marked] == ["heading", "paragraph"]
    assert marked[1].headings == (0,)


def test_the_section_of_a_country_is_not_of_the_one_that_most_of_the_text_is_of() -> None:
    text = (
        "# Two countries\n\n## Kenya\n\nKenya had 56.4 million people in 2024. Kenya's life "
        "expectancy was 63.6 years in 2023.\n\n## Poland\n\nGDP was $914 billion in 2024.\n"
    )
    one = next(one for one in read_text(text, "2026") if one.phrase == "$914 billion")
    assert one.reading is not None
    assert (one.state, one.reading.areas) == ("sure", ("POL",))


@pytest.mark.parametrize(
    "text",
    [
        "# Kenya\n\n## What China lends\n\nThe population was 56.4 million in 2024.\n",
        "# Kenya\n\n## The China question\n\nThe population was 56.4 million in 2024.\n",
        "# Uganda today\n\n## The Kenya comparison\n\nPopulation stood at 50 million in 2024.\n",
        "# Uganda\n\n### Nairobi, Kenya, 3 March 2026\n\nThe population was 50 million in 2024.\n",
        "# Poland's trade\n\n## Dependence on Germany\n\nGDP grew by 4.9% in 2022.\n",
        "# Rwanda\n\n## Singapore as a model\n\nIn 2023, 63.9% of people had electricity.\n",
        "## Nairobi, Kenya\n\nThe population was 4.4 million in 2019.\n",
        "# Ghana\n\n## Nigeria's gas\n\n- Population: 34.4 million in 2024\n",
        "Kenya and Uganda are neighbours. Both grew in 2016. Life expectancy was 66 in 2016.\n",
    ],
)
def test_a_heading_that_only_names_another_country_leaves_open_whose_its_section_is(
    text: str,
) -> None:
    figures = [one for one in read_text(text, "2026") if one.kind == "claim"]
    assert figures and all(one.state == "unsure" for one in figures)


def test_a_list_below_a_bare_name_is_of_it() -> None:
    text = "# Kenya at a crossroads\n\n## Uganda\n\n- Population: 50.0 million in 2024\n"
    one = next(one for one in read_text(text, "2026") if one.phrase == "50.0 million")
    assert one.reading is not None
    assert (one.state, one.reading.areas) == ("sure", ("UGA",))


@pytest.mark.parametrize(
    ("name", "kind"),
    [("<ul><li>Without electricity: 52% (2023)</li></ul>", "item"),
     ("<p>Without electricity: 52% (2023)</p>", "paragraph")],
)  # fmt: skip
def test_an_item_of_a_list_is_one_where_its_file_says_so(
    name: str, kind: str, tmp_path: Path
) -> None:
    page = f"<html><body><h1>How Kenya lives</h1><h2>Tanzania</h2>{name}</body></html>"
    (tmp_path / "page.html").write_text(page, "utf-8")
    document = read_document(tmp_path / "page.html")
    assert split_sentences(document.text, document.marked())[-1].kind == kind
    one = read(document, "52%")
    assert one.reading is not None and one.reading.areas == ("TZA",)
    assert (one.state == "sure") == (kind == "item")


def test_a_bold_name_with_brackets_heads_its_list_below_a_title_of_another_country() -> None:
    text = (
        "# PRESS KIT: Uganda and its trading partners\n\nUganda's GDP was $14.2 billion in 2008.\n"
        "\n**Philippines** (day 1 to day 3)\n- Population: 90.8 million (2008)\n"
    )
    one = next(one for one in read_text(text, "2018-12") if one.phrase == "90.8 million")
    assert one.reading is not None
    assert (one.state, one.reading.areas) == ("sure", ("PHL",))
