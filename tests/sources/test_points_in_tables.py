"""Points between the digits of a table: decimal, or between thousands."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text
from sources.reading.sentences.model import ReadFigure


def first(head: str, *rows: str) -> ReadFigure:
    """The figure of Chile in a table of lines with semicolons."""
    text = "\n".join((f"{head};2018;2019", *rows, ""))
    return next(one for one in read_text(text, "2021") if one.sentence.startswith("Chile"))


@pytest.mark.parametrize(
    ("head", "rows"),
    [
        ("Population (thousands)", ("Chile;19.039;19.300", "Peru;32.825;33.305")),
        ("Population (thousands)", ("Chile;19.039;19.300", "Malta;502;514")),
        ("GDP (US$ million)", ("Chile;295.403;278.585", "Peru;222.597;228.326")),
        ("Population", ("Chile;19.039.485;19.300.315", "Malta;484.630;504.062")),
    ],
)
def test_three_digits_behind_each_point_may_be_thousands(head: str, rows: tuple[str, ...]) -> None:
    text = "\n".join((f"{head};2018;2019", *rows, ""))
    sure = {one.phrase for one in read_text(text, "2021") if one.state == "sure"}
    assert sure <= {"502", "514", "19.039.485", "19.300.315"}


def test_why_it_is_open_is_told() -> None:
    one = first("Population (thousands)", "Chile;19.039;19.300", "Peru;32.825;33.305")
    assert one.doubt is not None
    assert one.doubt.words == "its point may separate thousands"


@pytest.mark.parametrize(
    ("head", "rows"),
    [
        ("Population (millions)", ("Chile;19.039;19.300", "Peru;32.825;33.305")),
        ("Population (millions)", ("Chile;19.039;19.30", "Peru;3.8;3.3")),
        ("Population (millions)", ("Chile;19.039;19.300", "Malta;0.484;0.504")),
        ("GDP (US$ billion)", ("Chile;295.403;278.585", "Peru;222.597;228.326")),
        ("Life expectancy (years)", ("Chile;80.133;80.326", "Peru;75.859;76.156")),
        ("GDP growth (%)", ("Chile;3.990;1.123", "Peru;3.969;2.241")),
    ],
)
def test_points_that_can_only_be_decimal_are_sure(head: str, rows: tuple[str, ...]) -> None:
    assert first(head, *rows).state == "sure"
