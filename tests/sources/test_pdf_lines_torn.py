"""Lines of a PDF that end amid a figure, dots that lead to a value, rows of heads, headings."""

from __future__ import annotations

import pytest
from document_places import PROSE
from pdf_writing import Text, lines, write_pdf

from sources.documents.reading import read_bytes
from sources.documents.structure.model import Document
from sources.reading.read import read_text


def document_of(page: list[Text]) -> Document:
    return read_bytes(write_pdf([page]), ".pdf", "x.pdf")


@pytest.mark.parametrize(
    ("torn", "figure"),
    [
        (("In 2019 the population of Ghana was 31 258", "945. That is so."), "31 258 945"),
        (("In 2019 the GDP of Kenya was US$", "100.4 billion."), "US$ 100.4 billion"),
        (("In 2019 the number of seats in Kenya was", "12. Others have more."), "12"),
    ],
)
def test_a_figure_torn_at_the_end_of_a_short_line_is_whole(
    torn: tuple[str, str], figure: str
) -> None:
    text = document_of(lines(60, 700, [*PROSE, *torn, *PROSE])).text
    assert " ".join(torn) in text
    assert figure in [" ".join(one.phrase.split()) for one in read_text(text, "2026-03")]


def test_a_line_with_dots_that_lead_to_its_value_stands_alone() -> None:
    dots = "." * 30
    words = [
        f"Population {dots} 51.2 million",
        f"Life expectancy {dots} 62.9 years",
        f"Area {dots} 5",
    ]
    assert document_of(lines(60, 700, words)).text.split("\n\n") == words


def head(step: float) -> list[Text]:
    """A head of two lines over three rows, all so far apart; lines of text are 12 points apart."""
    page: list[Text] = [(150, 700, 10, "Population"), (330, 700, 10, "Density")]
    for column, words in enumerate(("2008", "2018", "2018")):
        page.append((150 + 90 * column, 700 - step, 10, words))
    for row, name in enumerate(("Hungary", "Egypt", "Mali")):
        top = 700 - (2 + row) * step
        page.append((60, top, 10, name))
        page += [(150 + 90 * column, top, 10, f"{row}{column}.5") for column in range(3)]
    return [*page, *lines(60, 400, PROSE)]


def test_lines_of_a_head_as_far_apart_as_the_rows_are_rows() -> None:
    assert (
        "\tPopulation\t\tDensity\n\t2008\t2018\t2018\nHungary\t00.5" in document_of(head(18)).text
    )


def test_a_table_that_reaches_out_of_its_column_stands_amid_both() -> None:
    left, right = [PROSE[1]] * 4, [one.replace("the", "its") for one in PROSE]
    page = [*lines(40, 760, left), *lines(330, 760, right)]
    page += [(250, 690, 10, "2015"), (298, 690, 10, "2019")]
    for row, name in enumerate(("Births a woman", "Deaths of children")):
        top = 675 - 15 * row
        page += [(40, top, 10, name), (250, top, 10, "1.9"), (298, top, 10, "21.5")]
    page += [*lines(40, 620, left), *lines(330, 620, right)]
    text = document_of(page).text
    assert text.index("its middle of its decade") < text.index("Births a woman\t1.9\t21.5")


def test_headings_in_larger_type_have_levels_but_not_what_tells_a_value() -> None:
    page: list[Text] = [(60, 780, 20, "Atlas"), *lines(60, 750, PROSE)]
    page += [(60, 660, 15, "B.2 Case 2: Vietnam, 2015 to 2019"), *lines(60, 630, PROSE)]
    page += [(60, 560, 15, "51.2 million people"), *lines(60, 530, PROSE)]
    document = document_of(page)
    levels = {
        document.text[one.start : one.end].strip(): one.level
        for one in document.blocks
        if one.kind == "heading"
    }
    assert levels["Atlas"] == 1
    assert levels["B.2 Case 2: Vietnam, 2015 to 2019"] == 2
    assert levels["51.2 million people"] == 0
