"""Markdown's signs are shown as what they mean, on the page, in print and in the terminal."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.marking.markdown_signs import find_runs, without_signs
from reports.marking.marked_text import render_marked_text
from reports.marking.marks import Mark
from sources.documents.plain import read_plain


def styled(words: str) -> str:
    """A block with its runs as elements."""
    parts = []
    for run in find_runs(words, 0, len(words)):
        if run.tags is not None:
            parts.append("".join(f"<{tag}>" for tag in run.tags) + words[run.start : run.end])
            parts.append("".join(f"</{tag}>" for tag in reversed(run.tags)))
    return "".join(parts)


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("about **63%** of it", "about <strong>63%</strong> of it"),
        ("*India* and _Nepal_", "<em>India</em> and <em>Nepal</em>"),
        (
            "__29%__ and ***30%***",
            "<strong>29%</strong> and <em></em><strong><em>30%</em></strong>",
        ),
        ("the `GDP` of 3 * 4 * 5", "the <code>GDP</code> of 3 * 4 * 5"),
        ("snake_case_words and 2*3*4", "snake_case_words and 2*3*4"),
        (r"a \*star\* and a lone * one", "a *star* and a lone * one"),
        ("see [the page](https://example.org/a_b) now", "see the page now"),
        ("`**not**` but `` a`b ``", "<code>**not**</code> but <code> a`b </code>"),
        ("> quoted\n> twice", "quoted\ntwice"),
        ("a **half pair", "a **half pair"),
    ],
)
def test_what_a_sign_means_is_shown_in_its_place(written: str, seen: str) -> None:
    assert styled(written).replace("<em></em>", "") == seen.replace("<em></em>", "")


@pytest.mark.parametrize(
    ("quoted", "said"),
    [
        ("about **1.34 billion", "about 1.34 billion"),
        ("- In 1960 it was **46 years**", "In 1960 it was 46 years"),
        ("| India | 1,339 | 33.6 |", "India · 1,339 · 33.6"),
        ("-3.6% a year", "-3.6% a year"),
        ("5 * 4", "5 * 4"),
        ("some 160 million_", "some 160 million"),
    ],
)
def test_a_quote_loses_the_signs_whose_fellows_were_cut_off(quoted: str, said: str) -> None:
    assert without_signs(quoted) == said


@given(st.text(alphabet="ab*_`[]()\\ \n#>|-1.", max_size=80))
def test_runs_lie_end_to_end_over_whatever_stands_there(words: str) -> None:
    runs = find_runs(words, 0, len(words))
    assert "".join(words[run.start : run.end] for run in runs) == words
    assert all(a.end == b.start for a, b in pairwise(runs))


def test_the_marked_text_of_a_markdown_file_shows_no_sign() -> None:
    text = (
        "---\ntitle: Rain\n---\n\n# Rain *and* rivers\n\n"
        "India has **1.34 billion** people,\nor so.\n\n"
        "- a first [link 7](https://example.org/7/x)\n- -3 degrees\n\n1. one\n\n"
        "| Land | Size |\n|:-----|-----:|\n| Nepal | 29.3 |\n"
    )
    document = read_plain(text, "markdown")
    marks = [
        Mark(text.index(words), text.index(words) + len(words), "off", "no", "#card-1", name)
        for name, words in (("1", "1.34 billion"), ("2", "-3 degrees"), ("3", "29.3"))
    ]
    page = render_marked_text(document, marks)
    assert "**" not in page
    assert "---" not in page
    assert "title:" not in page
    assert '<h3 class="block">Rain <em>and</em> rivers</h3>' in page
    assert "<strong>1.34 billion<span" in page or ">1.34 billion<" in page
    assert "<li>a first link 7</li>" in page
    assert ">-3 degrees<" in page
    assert '<li class="numbered">1. one</li>' in page
    assert "<td> Nepal </td>" in page
    assert 'class="block table"' in page


def test_the_signs_of_a_plain_text_file_stay() -> None:
    text = "It grew by *3.4%* in 2016, said _she_ of the rain that year.\n\n- one of these\n"
    page = render_marked_text(read_plain(text, "text"), [])
    assert "*3.4%*" in page
    assert "<li>one of these</li>" in page


def test_a_mark_inside_an_address_is_shown_with_it() -> None:
    text = "See [it](https://example.org/2017) for more of what it said that day.\n"
    at = text.index("2017")
    page = render_marked_text(read_plain(text, "markdown"), [Mark(at, at + 4, "open", "?")])
    assert ">2017<" in page
