"""Sentences that state a figure of a known series tell how many wordings are understood."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.wordings import Wording, read_wording, wordings

HEAD = "code,also,half,sentence,figure\n"


def test_a_figure_is_right_where_its_series_is_one_of_those_meant() -> None:
    sentence = "In 2018 life expectancy in Japan was 84 years."
    assert read_wording(Wording(("SP.DYN.LE00.IN",), "worked", sentence, "84 years")).is_right
    also = ("SP.DYN.TFRT.IN", "SP.DYN.LE00.IN")
    assert read_wording(Wording(also, "worked", sentence, "84 years")).is_right
    assert not read_wording(Wording(("SP.DYN.TFRT.IN",), "worked", sentence, "84 years")).is_right


def test_a_figure_stands_just_once_in_its_sentence_and_is_no_part_of_a_number(
    tmp_path: Path,
) -> None:
    path = tmp_path / "wordings_X.csv"
    path.write_text(HEAD + "A,,worked,In 2015 the ratio was 2.,2\n", "utf-8")
    assert [one.places for one in wordings(path)] == [[(22, 23)]]
    path.write_text(HEAD + "A,,worked,In 2015 the ratio was 2.,20\n", "utf-8")
    with pytest.raises(ValueError, match=r"wordings_X\.csv, line 2"):
        list(wordings(path))
