"""What a reader sees of a web page: marks of notes, words struck out, tables of other parts."""

from __future__ import annotations

import pytest

from sources.documents.reading import read_bytes
from sources.reading.read import read_text


def text_of(body: str) -> str:
    page = f"<html><body>{body}</body></html>"
    return read_bytes(page.encode(), ".html", "x.html").text


@pytest.mark.parametrize(
    "mark",
    [
        '<a href="#fn8" role="doc-noteref">8</a>',
        '<a class="footnote-ref" href="notes.html#8">8</a>',
        '<span style="vertical-align: super; font-size: 70%">8</span>',
        '<span class="fnref">8</span>',
        '<a href="#b8">[8]</a>',
    ],
)
def test_the_number_of_a_note_joins_no_figure(mark: str) -> None:
    text = text_of(f"<p>In 2019 the fertility rate of Vietnam was 1.94{mark}.</p>")
    (one,) = read_text(text, "2026-03")
    assert (one.phrase, one.state) == ("1.94", "sure")


def test_a_link_to_a_part_of_the_page_is_no_mark() -> None:
    assert text_of('<p>See section <a href="#s2">2</a> of it.</p>') == "See section 2 of it."


@pytest.mark.parametrize(
    "struck",
    [
        "<del>50.1 million</del>",
        "<s>50.1 million</s>",
        '<span style="text-decoration: underline line-through">50.1 million</span>',
    ],
)
def test_what_is_struck_out_is_not_told(struck: str) -> None:
    text = text_of(f"<p>In 2019 Kenya had {struck} <ins>51.2 million</ins> people.</p>")
    assert text == "In 2019 Kenya had 51.2 million people."


def test_parts_with_the_roles_of_a_table_are_one() -> None:
    rows = "".join(
        f'<div role="row"><b role="rowheader">{name}</b><b role="cell">{value}</b></div>'
        for name, value in (("Kenya", "62.9"), ("Ghana", "64.5"))
    )
    head = '<div role="row"><span role="columnheader">Country</span><span role="columnheader">'
    text = text_of(f'<div role="table">{head}Life expectancy</span></div>{rows}</div>')
    assert text == "Country\tLife expectancy\nKenya\t62.9\nGhana\t64.5"


def test_a_table_in_a_cell_of_one_that_lays_out_the_page_is_a_table() -> None:
    inner = (
        "<table><tr><th>Indicator</th><th>2019</th></tr><tr><td>Births</td><td>3</td></tr></table>"
    )
    text = text_of(
        "<table><tr><td>Year</td><td>1</td></tr>"
        f"<tr><td>Menu<br>Home</td><td><h2>Kenya</h2><p>It is so.</p>{inner}</td></tr>"
        "<tr><td>Foot</td><td>2</td></tr></table><p>End.</p>"
    )
    blocks = text.split("\n\n")
    assert blocks[:2] == ["Year\t1", "Menu\nHome"]
    assert blocks[2:] == ["Kenya", "It is so.", "Indicator\t2019\nBirths\t3", "Foot\t2", "End."]


def test_tables_beside_each_other_without_words_above_each_stay_in_their_row() -> None:
    inner = "<table><tr><td>a</td><td>1</td></tr></table>"
    text = text_of(f"<table><tr><td>{inner}</td><td>{inner}</td></tr></table>")
    assert "\n\n" not in text


@pytest.mark.parametrize(
    ("parts", "shown"),
    [
        ("<span>Population</span><span>31.3 million</span>", "Population 31.3 million"),
        ("<b>Income</b><i>$2,187</i>", "Income $2,187"),
        ("<b>83.5%</b><i>of people</i>", "83.5% of people"),
        ("<b>Population</b><i>Ghana</i>", "Population Ghana"),
        ("<b>5</b>1.2 million", "51.2 million"),
        ("CO<sub>2</sub>", "CO2"),
        ("the G<b>20</b>", "the G20"),
        ("Ken<mark>ya</mark>", "Kenya"),
        ("the 19<i>th</i>", "the 19th"),
        ("million<sup>1</sup>", "million¹"),
    ],
)
def test_a_label_and_its_value_are_apart_and_words_are_whole(parts: str, shown: str) -> None:
    assert text_of(f"<p>{parts}</p>") == shown


def test_a_bullet_in_a_cell_is_no_word_of_its_label() -> None:
    rows = "<tr><th>GDP (nominal)</th><td>2019 estimate</td></tr>"
    rows += "<tr><td>• Per capita</td><td>$2,187<sup>[4]</sup></td></tr>"
    rows += "<tr><td>• Total</td><td>$68.4 billion</td></tr>"
    one = read_text(text_of(f"<h1>Ghana</h1><table>{rows}</table>"), "2026-03")[0]
    assert one.reading is not None
    assert (one.phrase, one.reading.indicator) == ("$2,187", "gdp_per_capita")
