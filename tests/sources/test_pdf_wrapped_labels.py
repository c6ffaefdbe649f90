"""Rows of a PDF's table whose labels have several lines; numbers at their top, middle or foot."""

from __future__ import annotations

import pytest
from pdf_writing import Text, write_pdf

from sources.documents.reading import read_bytes

SIZE = 10.0
STEP, ROW = 12.0, 22.0


def text_of(page: list[Text]) -> str:
    return read_bytes(write_pdf([page]), ".pdf", "x.pdf").text


def table(places: tuple[float, ...], last: float = ROW) -> list[Text]:
    """Two rows of a label each in two lines, with their numbers so far below its first line."""
    page: list[Text] = [(300, 720, SIZE, "2018"), (360, 720, SIZE, "2019")]
    rows = (
        ("Life expectancy at", "birth", "62.5", "62.9"),
        ("Access to the", "grid", "61.2", "69.7"),
    )
    for at, ((first, second, *values), down) in enumerate(zip(rows, places, strict=True)):
        top = 700 - at * (STEP + last)
        page += [(60, top, SIZE, first), (60, top - STEP, SIZE, second)]
        page += [(300 + 60 * n, top - down, SIZE, one) for n, one in enumerate(values)]
    return page


@pytest.mark.parametrize("down", [0.0, STEP / 2, STEP])
def test_a_label_in_two_lines_is_one_wherever_its_numbers_stand(down: float) -> None:
    text = text_of(table((down, down)))
    assert "Life expectancy at birth\t62.5\t62.9\nAccess to the grid\t61.2\t69.7" in text


def test_where_all_lines_are_as_close_only_what_begins_low_goes_on() -> None:
    page: list[Text] = []
    labels = ("Africa", "Kenya", "Ghana", "Peru and", "its islands", "Chile")
    for at, label in enumerate(labels):
        page.append((60, 700 - STEP * at, SIZE, label))
        if label not in ("Africa", "its islands"):
            page += [
                (300, 700 - STEP * at, SIZE, f"{at}.1"),
                (360, 700 - STEP * at, SIZE, f"{at}.2"),
            ]
    text = text_of(page)
    assert "Kenya\t1.1\t1.2\nGhana\t2.1\t2.2\nPeru and its islands\t3.1\t3.2\nChile\t5.1" in text
    assert "Africa Kenya" not in text


def test_the_head_of_a_section_stays_a_line_of_its_own() -> None:
    page = table((0.0, 0.0))
    page += [(60, 700 - 2 * (STEP + ROW), SIZE, "Money")]
    page += [(60, 700 - 2 * (STEP + ROW) - ROW, SIZE, "Prices"), (300, 610, SIZE, "1.1")]
    page += [(360, 610, SIZE, "1.2")]
    assert "\nMoney\t\t\nPrices\t1.1\t1.2" in text_of(page)


def test_a_unit_that_wraps_in_its_own_column_stays_there() -> None:
    page: list[Text] = []
    rows = (
        ("Under-five mortality", ("deaths per 1,000", "live births"), "43.3"),
        ("Maternal deaths", ("per 100,000", "live births"), "149"),
        ("Life expectancy", ("years",), "62.9"),
    )
    for at, (label, unit, value) in enumerate(rows):
        top = 700 - at * (STEP + ROW)
        page += [(60, top, SIZE, label), (300, top, SIZE, value), (360, top, SIZE, value)]
        page += [(180, top - STEP * n, SIZE, one) for n, one in enumerate(unit)]
    text = text_of(page)
    assert "Under-five mortality\tdeaths per 1,000 live births\t43.3" in text
    assert "Maternal deaths\tper 100,000 live births\t149" in text


def test_text_between_tables_and_a_label_of_its_own_are_left() -> None:
    page = table((0.0, 0.0))
    page.append(
        (60, 600, SIZE, "The tables above and below are of the same year, and of one country.")
    )
    text = text_of(page)
    assert text.endswith("The tables above and below are of the same year, and of one country.")
