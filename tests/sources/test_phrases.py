"""A phrase of a register stands in the paper's text, once, white space and Markdown aside."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from broken_registers import GOOD

from sources.model import Claim, Paper
from sources.registers.register import load_paper
from sources.texts.folding import check_phrases


def write(folder: Path, text: str) -> Path:
    path = folder / "register.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def claim(paper: Paper, claim_id: str) -> Claim:
    return next(claim for claim in paper.claims if claim.id == claim_id)


def paper_of(tmp_path: Path, **keys: str) -> Paper:
    """The good register, its phrase about roads alone, with a prefix or suffix."""
    extra = "".join(f"        {key}: {value!r}\n" for key, value in keys.items())
    paper = load_paper(
        write(tmp_path, GOOD.replace('phrase: "17 roads"\n', f'phrase: "17 roads"\n{extra}'))
    )
    statement = replace(paper.statements[0], claims=(claim(paper, "roads"),))
    return replace(paper, statements=(statement,))


@pytest.mark.parametrize(
    ("text", "keys", "words"),
    [
        ("It has 17 roads.", {}, ""),
        ("It has 17\n\n   roads", {}, ""),
        ("(17\u00a0roads)", {}, ""),
        ("It has 117 roads, or 1,17 roads, or 1.17 roads", {}, "does not stand in the text"),
        ("It has 17 roadsides", {}, "does not stand in the text"),
        ("Of 17 roads, and 17 roads", {}, "stands in the text 2 times"),
        ("Of 17 roads, and 17 roads", {"prefix": "Of"}, ""),
        ("Of 17 roads, and 17 roads there", {"suffix": "there"}, ""),
        ("Of 17 roads", {"prefix": "only"}, "with its prefix and suffix"),
    ],
)
def test_a_phrase_stands_in_the_text_exactly_once(
    text: str, keys: dict[str, str], words: str, tmp_path: Path
) -> None:
    faults = check_phrases(paper_of(tmp_path, **keys), text)
    assert len(faults) == bool(words)
    for fault in faults:
        assert words in str(fault)
        assert "'17 roads'" in str(fault)
        assert fault.line == 22


def test_markdown_escapes_are_no_part_of_a_phrase(tmp_path: Path) -> None:
    text = GOOD.replace("17 roads", "over $20 trillion")
    roads = claim(load_paper(write(tmp_path, text)), "roads")
    paper = load_paper(tmp_path / "register.yaml")
    paper = replace(paper, statements=(replace(paper.statements[0], claims=(roads,)),))
    assert check_phrases(paper, r"output (over \$20 trillion\) \*") == ()
