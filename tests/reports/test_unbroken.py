"""A date stays on one line in the text of a page; what is no text of it stays as it is."""

from __future__ import annotations

import re

import pytest
from sample_dossiers import dossier_of

from reports.corrections.letter import letter_html
from reports.unbroken import with_unbroken_dates


@pytest.mark.parametrize(
    "page",
    [
        '<a href="/runs/2018-05-21/x.html" title="WDI 2018-05-21">run</a>',
        "<title>2018-05-21</title><style>a{--d:2018-05-21}</style><script>'2018-05-21'</script>",
        "<svg><title>x</title><text>WDI 2018-05-21</text></svg><!-- 2018-05-21 -->",
        "<p>2018-05-21T10:00, 12018-05-21, 2018-05-213, 2018-13-01, 978-2018-05-21</p>",
        "<time datetime='2018-05-21'>2018-05-21</time><option>2018-05-21</option>",
    ],
)
def test_what_is_no_date_in_a_text_is_left_alone(page: str) -> None:
    assert with_unbroken_dates(page) == page


def test_a_date_in_a_text_is_an_element_that_is_kept_on_one_line() -> None:
    said = with_unbroken_dates("<p>28.7% in 2012 (WDI 2018-05-21).</p>")
    assert said == '<p>28.7% in 2012 (WDI <span class="unbroken">2018-05-21</span>).</p>'


def test_a_span_of_years_is_kept_on_one_line_too() -> None:
    said = with_unbroken_dates("<td>Observed 2010–2016</td>")
    assert said == '<td>Observed <span class="unbroken">2010–2016</span></td>'


def test_a_letter_breaks_no_date_and_says_the_same_words() -> None:
    page = letter_html([dossier_of("gdp-share")])
    assert '<span class="unbroken">2018-05-21</span>' in page
    assert ".unbroken { white-space: nowrap; }" in page
    bare = re.sub(r'<span class="unbroken">[\d-]+</span>', "", page.partition("<body")[2])
    assert not re.search(r"\s20\d\d-\d\d-\d\d[\s):,;]", bare)
