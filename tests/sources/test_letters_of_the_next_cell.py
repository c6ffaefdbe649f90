"""A letter in the next cell or row is no scale of the number before it, and hides none."""

from __future__ import annotations

import pytest

from sources.figures.parse import find_figures


@pytest.mark.parametrize("letter", ["M", "T", "B", "K"])
@pytest.mark.parametrize("between", ["\t", "\n\t", "\n"])
def test_a_letter_beyond_a_tab_or_a_line_is_no_scale(letter: str, between: str) -> None:
    found = find_figures(f"Kenya\tF\t68.5{between}{letter}\t63.8")
    assert [str(one.value) for one in found] == ["68.5", "63.8"]


def test_a_letter_beside_a_number_that_was_not_understood_leaves_it_no_figure() -> None:
    assert find_figures("In 2018 it was 68.5 M in all.") == ()
