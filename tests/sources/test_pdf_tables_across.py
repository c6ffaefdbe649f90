"""Columns of a table in a PDF are told from columns of a page, band by band."""

from __future__ import annotations

from array import array

import pytest
from document_places import PROSE
from pdf_writing import Text, lines, write_pdf

from sources.documents.pdf.columns import gutter_of
from sources.documents.pdf.glyphs import Fragment
from sources.documents.reading import read_bytes

NAMES = ["Kenya", "Uganda", "Rwanda", "Burundi", "Ghana", "Senegal", "Mali", "Peru"]
RIGHT = [
    "Exports of goods and services were worth eleven billion",
    "dollars, or twelve per cent of gross domestic product, as",
    "against nineteen per cent a decade before, when prices of",
    "tea and coffee had been far higher than they are at present.",
]


def text_of(page: list[Text]) -> str:
    return read_bytes(write_pdf([page]), ".pdf", "x.pdf").text


def number(row: int, column: int) -> str:
    return f"{10 + row}.{column}"


def row_of(row: int, columns: int) -> str:
    return "\t".join([NAMES[row], *(number(row, column) for column in range(columns))])


def wide_table(top: float, columns: int = 8) -> list[Text]:
    """A table over the whole width: years over the numbers of eight countries."""
    page: list[Text] = []
    for column in range(columns):
        page.append((140 + 50 * column, top, 9, str(2010 + column)))
    for row, name in enumerate(NAMES):
        page.append((50, top - 12 * (row + 1), 9, name))
        for column in range(columns):
            page.append((140 + 50 * column, top - 12 * (row + 1), 9, number(row, column)))
    return page


def test_a_wide_table_is_not_cut_in_two() -> None:
    text = text_of(wide_table(700))
    assert all(row_of(row, 8) in text for row in range(len(NAMES)))


def test_a_wide_table_of_long_labels_is_not_cut_from_them() -> None:
    page: list[Text] = []
    for row, name in enumerate(NAMES):
        page.append((50, 700 - 12 * row, 9, f"Access to electricity in {name} (% of all)"))
        page += [(320 + 45 * at, 700 - 12 * row, 9, number(row, at)) for at in range(5)]
    assert "Access to electricity in Mali (% of all)\t16.0\t16.1\t16.2\t16.3\t16.4" in text_of(page)


def test_text_in_two_columns_and_a_wide_table_are_told_apart_on_one_page() -> None:
    page = [*lines(50, 780, PROSE, 8), *lines(320, 780, RIGHT, 8)]
    page += wide_table(700)
    page += [*lines(50, 560, RIGHT, 8), *lines(320, 560, PROSE, 8)]
    text = text_of(page)
    assert all(row_of(row, 8) in text for row in range(len(NAMES)))
    first, second = PROSE[-1].split()[-2:], RIGHT[0].split()[:3]
    assert text.index(" ".join(first)) < text.index(" ".join(second)) < text.index("Kenya\t")


def two_long_heads(top: float) -> list[Text]:
    """A table of two columns of numbers over the whole width, each below a head of a column."""
    page: list[Text] = [
        (52, top, 9, "Country"),
        (125, top, 9, "Growth of GDP (annual %), 2022"),
        (318, top, 9, "Inflation of consumer prices in the country (annual %), 2021"),
    ]
    for row, name in enumerate(NAMES):
        place = top - 14 * (row + 1)
        page += [(50, place, 9, name), (255, place, 9, f"{row}.1"), (530, place, 9, f"{row}.2")]
    return page


@pytest.mark.parametrize(("text_top", "top"), [(780, 712), (580, 780)], ids=["below", "above"])
def test_a_head_that_fills_its_column_is_of_the_table_beside_which_it_stands(
    text_top: float, top: float
) -> None:
    """Text in two columns stands on the page too, and its gutter would part the table."""
    page = [*lines(50, text_top, PROSE, 8.5), *lines(318, text_top, RIGHT, 8.5)]
    text = text_of([*page, *two_long_heads(top)])
    head = "Country\tGrowth of GDP (annual %), 2022\tInflation of consumer prices in the country"
    assert f"{head} (annual %), 2021\nKenya\t0.1\t0.2\nUganda\t1.1" in text
    assert "electricity rose from 32 to 75 per cent in the same years" in text.replace("\n", " ")


def test_text_beside_a_table_of_years_on_the_same_lines_is_a_column_of_its_own() -> None:
    page = lines(50, 700, [*PROSE, *PROSE], 8)
    for row in range(8):
        page += [
            (left, 700 - 9.6 * row, 8, words)
            for left, words in (
                (330, str(2010 + row)),
                (380, number(row, 1)),
                (430, number(row, 2)),
            )
        ]
    text = text_of(page)
    assert "2012\t12.1\t12.2" in text
    assert not any(word in text for word in ("\t2010", "\t2012"))


def test_boxes_of_facts_side_by_side_are_read_one_by_one() -> None:
    page: list[Text] = []
    facts = (("Population", "5 million"), ("Life expectancy", "81 years"), ("Urban share", "60%"))
    for left, name in ((50, "Norway, 2021"), (220, "Finland, 2021"), (390, "Denmark, 2021")):
        page.append((left, 700, 9, name))
        for row, (label, value) in enumerate(facts):
            page += [(left, 688 - 12 * row, 9, label), (left + 95, 688 - 12 * row, 9, value)]
    text = text_of(page)
    own = "Population\t5 million\nLife expectancy\t81 years\nUrban share\t60%"
    assert text.count(own) == 3
    assert text.index("Norway") < text.index("5 million") < text.index("Finland")


def test_boxes_of_which_one_has_a_line_that_wraps_are_read_one_by_one() -> None:
    """The lines below it stand beside others of its neighbours, or beside none."""
    page: list[Text] = []
    labels = ("Population", "Growth", "Inflation")
    rows = ((700, ("Kenya", "Uganda", "Mali")), (600, ("Chad", "Ghana", "Peru")))
    for top, names in rows:
        for box, name in enumerate(names):
            left, place = 50 + 170 * box, top - 24
            page.append((left, top, 9, name))
            for at, label in enumerate(labels):
                value = f"{box + 1}.{at}"
                if name in ("Chad", "Peru") and at == 0:
                    page += [(left, place, 9, f"{label} (2022):"), (left, place - 10, 9, value)]
                    place -= 27
                else:
                    page.append((left, place, 9, f"{label} (2022): {value}"))
                    place -= 17
    text = " ".join(text_of(page).split())
    told = sorted((name for _, own in rows for name in own), key=text.index)
    for name, following in zip(told, [*told[1:], ""], strict=True):
        own = text[text.index(name) : text.index(following) if following else len(text)]
        box = next(own_names.index(name) for _, own_names in rows if name in own_names) + 1
        assert own.split()[0] == name
        assert own.split()[1:] == [
            word
            for at, label in enumerate(labels)
            for word in f"{label} (2022): {box}.{at}".split()
        ]


def test_facts_of_a_box_stand_each_for_itself() -> None:
    facts = ["Poland at a glance, 2021", "Population: 38.0 million", "Life expectancy: 75.4 years"]
    blocks = text_of([*lines(50, 700, PROSE), *lines(50, 600, facts)]).split("\n\n")
    assert blocks[-3:] == facts


def test_the_head_of_a_table_that_goes_on_over_pages_is_no_running_head() -> None:
    pages = [wide_table(800) for _ in range(3)]
    text = read_bytes(write_pdf(pages), ".pdf", "x.pdf").text
    assert text.count("2010\t2011") == 3


def fragment(left: float, baseline: float, text: str) -> Fragment:
    edges = array("f")
    for at in range(len(text)):
        edges.extend((left + 4 * at, left + 4 * at + 4))
    return Fragment(text, edges.tobytes(), baseline, baseline - 2, baseline + 7)


def test_numbers_of_a_wide_table_make_no_gutter_where_lines_of_text_cross() -> None:
    """So many cells that, of all that stands on the page, few things cross the middle."""
    words = "words of a line here"
    page = [fragment(x, 700 - 12 * at, words) for at in range(8) for x in (50, 215, 380)]
    cells = [
        fragment(x, 500 - 12 * at, "51.8") for at in range(30) for x in (50, 90, 160, 310, 380, 430)
    ]
    x = gutter_of([*page, *cells])
    assert x is None or not any(one.edges[0] < x < one.edges[-1] for one in page)
