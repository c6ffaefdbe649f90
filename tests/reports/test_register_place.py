"""What stands around a phrase is told from the text, the register, or a sentence it keeps."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec import structs
from sample_assessment import RUN

from reports.decisions.register_place import find_quote

REGISTER = """
paper: {{id: mine, title: Mine, published: "2018", source: story.txt}}
claims:
  - id: people
    phrase: "97 million"
    measure: value
    indicator: population
    area: DEU
    period: "2016"
{more}
"""
SENTENCE = '    sentence: "Germany had 97 million people."'


@pytest.mark.parametrize(
    ("more", "text", "quote"),
    [
        ("", "", {}),
        (SENTENCE, "", {"prefix": "Germany had ", "suffix": " people."}),
        ('    prefix: "In all,"\n' + SENTENCE, "", {"prefix": "In all,"}),
        (SENTENCE, "So 97 million it is.", {"prefix": "So ", "suffix": " it is."}),
        (
            SENTENCE,
            "97 million or 97 million?",
            {"prefix": "Germany had ", "suffix": " people."},
        ),
        (
            SENTENCE,
            "So\n97\u00a0 million,\n  it is.",
            {"prefix": "So\n", "exact": "97\u00a0 million", "suffix": ",\n  it is."},
        ),
        ('    sentence: "From 97 million to 97 million."', "", {}),
    ],
)
def test_what_stands_around_a_phrase(
    tmp_path: Path, more: str, text: str, quote: dict[str, str]
) -> None:
    register = tmp_path / "mine.yaml"
    register.write_text(REGISTER.format(more=more), encoding="utf-8")
    if text:
        (tmp_path / "story.txt").write_text(text, encoding="utf-8")
    run = structs.replace(RUN, command=f"corrigenda validate --paper {register}")
    assert find_quote(run, "mine", "people", tmp_path) == quote
