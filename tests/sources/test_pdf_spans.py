"""Heads over several columns of a table in a PDF, which stand amid the heads below them."""

from __future__ import annotations

import pytest
from pdf_writing import Text, write_pdf

from sources.documents.reading import read_bytes

LETTER = 4.5
"""How wide a letter is, about."""
NAMES = ("Births a woman", "Deaths (%)", "Towns (%)")


def amid(left: float, right: float, words: str) -> float:
    """Where words begin that stand in the middle."""
    return (left + right - LETTER * len(words)) / 2


def head_of(spans: tuple[int, ...], width: float) -> str:
    """The text of a table with heads that each span columns, their numbers at the right of each."""
    count = sum(spans)
    edges = [(100 + width * at, 100 + width * (at + 1)) for at in range(count)]
    page: list[Text] = [(50, 717, 9, "Country")]
    at = 0
    for span, name in zip(spans, NAMES, strict=True):
        page.append((amid(edges[at][0], edges[at + span - 1][1], name), 724, 9, name))
        page += [(amid(*edges[at + n], "2010"), 710, 9, str(2020 - span + n)) for n in range(span)]
        at += span
    for row, name in enumerate(("Kenya", "Uganda", "Mali")):
        page.append((50, 696 - 12 * row, 9, name))
        page += [
            (right - 16, 696 - 12 * row, 9, f"{row + 1}.{n}") for n, (_, right) in enumerate(edges)
        ]
    return read_bytes(write_pdf([page]), ".pdf", "x.pdf").text


@pytest.mark.parametrize("spans", [(3, 3, 2), (3, 1, 2), (1, 3, 2), (2, 1, 3), (2, 2, 2)])
def test_each_head_stands_over_the_first_of_its_columns(spans: tuple[int, ...]) -> None:
    head = "".join("\t" + name + "\t" * (span - 1) for span, name in zip(spans, NAMES, strict=True))
    text = head_of(spans, 460 / sum(spans))
    assert f"{head.rstrip()}\n" in text
    assert "Kenya\t1.0\t1.1" in text


def test_heads_that_may_part_the_columns_in_two_ways_are_over_none() -> None:
    """The second and the third stand between what two ways of parting the columns would have."""
    names = ((112, "A"), (245, "Births a woman here"), (365, "Deaths"))
    page: list[Text] = [(left, 724, 9, name) for left, name in names]
    page += [(100 + 28 * at, 710, 9, str(2010 + at)) for at in range(12)]
    for row, name in enumerate(("Kenya", "Uganda", "Mali")):
        page.append((50, 696 - 12 * row, 9, name))
        page += [(104 + 28 * at, 696 - 12 * row, 9, f"{row + 1}.{at}") for at in range(12)]
    text = read_bytes(write_pdf([page]), ".pdf", "x.pdf").text
    assert "Kenya\t1.0\t1.1" in text
    assert "\tBirths" not in text
