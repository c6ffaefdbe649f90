"""Heads of several lines over the columns of a table in a PDF."""

from __future__ import annotations

from pdf_writing import Text, write_pdf

from sources.documents.reading import read_bytes

PLACES = (150, 260, 370)
ROWS = (("Kenya", "51.8", "66.7", "3.4"), ("Uganda", "47.1", "59.6", "5.1"))


def table(*head: tuple[float, float, str], rows: tuple[tuple[str, ...], ...] = ROWS) -> str:
    """The text of a table whose head's pieces stand at places, so far over its first row."""
    page: list[Text] = [(left, 700 + above, 9, words) for left, above, words in head]
    for at, (name, *values) in enumerate(rows):
        page.append((50, 700 - 12 * at, 9, name))
        page += [(x, 700 - 12 * at, 9, value) for x, value in zip(PLACES, values, strict=False)]
    return read_bytes(write_pdf([page]), ".pdf", "x.pdf").text


def test_heads_of_three_lines_are_joined_by_column() -> None:
    text = table(
        (150, 34, "Life expectancy"),
        (150, 23, "at birth"),
        (260, 23, "Urban"),
        (50, 12, "Country"),
        (150, 12, "(years)"),
        (260, 12, "share (%)"),
        (370, 12, "Fertility"),
    )
    assert "Country\tLife expectancy at birth (years)\tUrban share (%)\tFertility\nKenya" in text


def test_heads_whose_lines_stand_between_those_of_their_neighbours_are_joined_by_column() -> None:
    text = table(
        (150, 24, "Life"),
        (260, 18, "Urban share (%)"),
        (370, 24, "Births"),
        (50, 18, "Country"),
        (150, 12, "expectancy"),
        (370, 12, "a woman"),
    )
    assert "Country\tLife expectancy\tUrban share (%)\tBirths a woman\nKenya" in text


def test_a_head_of_more_lines_than_most_is_whole() -> None:
    words = ["Deaths", "of", "all", "children", "under", "five", "years", "in", "a", "year"]
    pieces = [(150.0, 12.0 + 10 * at, word) for at, word in enumerate(reversed(words))]
    text = table(*pieces, (50, 12, "Country"), (260, 12, "Urban share"), (370, 12, "Births"))
    assert f"Country\t{' '.join(words)}\tUrban share\tBirths\nKenya" in text


def test_what_stands_over_years_that_come_again_heads_each_group() -> None:
    rows = tuple((name, "1.1", "2.2", "3.3", "4.4") for name in ("Kenya", "Uganda", "Mali"))
    page: list[Text] = [
        (165, 724, 9, "Births a woman"),
        (385, 724, 9, "Deaths"),
        (50, 712, 9, "Country"),
    ]
    for at, (name, *values) in enumerate(rows):
        page.append((50, 700 - 12 * at, 9, name))
        page += [(150 + 90 * k, 700 - 12 * at, 9, value) for k, value in enumerate(values)]
    page += [(145 + 90 * k, 712, 9, year) for k, year in enumerate(("2010", "2020") * 2)]
    text = read_bytes(write_pdf([page]), ".pdf", "x.pdf").text
    assert "Births a woman\t\tDeaths\nCountry\t2010\t2020\t2010\t2020\nKenya\t1.1" in text


def test_years_that_label_the_rows_are_no_column_of_numbers() -> None:
    rows = (("2010", "51.8", "66.7", "3.4"), ("2011", "47.1", "59.6", "5.1"))
    text = table(
        (150, 23, "Life"),
        (370, 23, "Births"),
        (50, 12, "Year"),
        (150, 12, "expectancy"),
        (260, 12, "Urban share"),
        (370, 12, "a woman"),
        rows=rows,
    )
    assert "Year\tLife expectancy\tUrban share\tBirths a woman\n2010" in text


def test_a_wrapped_caption_is_not_the_head_of_the_labels() -> None:
    text = table(
        (50, 36, "Population of the towns (% of total"),
        (50, 24, "population)"),
        (50, 12, "Country"),
        (150, 12, "2010"),
        (260, 12, "2011"),
        (370, 12, "2012"),
    )
    assert "Population of the towns (% of total population)" in text
