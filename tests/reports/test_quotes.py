"""Of a text whose licence is not open, a page shows the sentences around figures and no more."""

from __future__ import annotations

from pathlib import Path

import pytest
from page_reading import Page

from flows.work.checking import Checked, CheckOrder, check_text
from reports.pages.text_page import is_open, render_text_page

TEXT = """\
The title of it all

Nobody may print this sentence. In 2015 the population of Kenya was about 47 million. It fell later.

In 2016 that of Peru was 31 million. In 2014 that of Chile was 18 million.

A paragraph with no figure at all is left out.
"""


@pytest.fixture
def checked(tmp_path: Path) -> Checked:
    file = tmp_path / "story.txt"
    file.write_text(TEXT, encoding="utf-8")
    return check_text(CheckOrder(str(file), "2018", licence="all rights reserved"))


def test_what_stands_around_figures_is_quoted_and_the_rest_left_out(checked: Checked) -> None:
    page = Page(render_text_page(checked.document, checked.findings)).text
    for quoted in ("In 2015 the population of Kenya was about 47 million", "that of Peru was"):
        assert quoted in page
    for left_out in ("Nobody may print", "It fell later", "with no figure at all"):
        assert left_out not in page
    assert "Only the sentences around its figures are shown" in page
    assert "[…]" in page


def test_between_two_quotes_that_follow_each_other_no_blank_is_lost(checked: Checked) -> None:
    page = render_text_page(checked.document, checked.findings)
    assert "</a>. In 2014" in page


def test_each_figure_keeps_its_mark_and_its_card(checked: Checked) -> None:
    page = render_text_page(checked.document, checked.findings)
    for number in (1, 2, 3):
        assert f'id="figure-{number}"' in page
        assert f'id="card-{number}"' in page


def test_the_register_names_the_licence(checked: Checked) -> None:
    assert checked.judged.read.paper.licence == "all rights reserved"


@pytest.mark.parametrize(
    ("licence", "is_whole"),
    [
        ("CC BY 4.0", True),
        ("CC-BY-SA", True),
        ("CC0", True),
        ("Creative Commons Attribution", True),
        ("public domain", True),
        ("Open Government Licence v3.0", True),
        ("my own text", True),
        ("all rights reserved", False),
        ("© The Journal", False),
        ("quotes only", False),
    ],
)
def test_an_open_licence_lets_the_whole_be_shown(licence: str, is_whole: bool) -> None:
    assert is_open(licence) is is_whole
