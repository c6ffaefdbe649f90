"""A register that a person changed is never written over; one that nobody changed is made anew."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from flows.cli.main import run
from flows.work.orders import CheckOrder
from flows.work.settling import open_text
from reports.review.text_desk import KeptAlone, ReadingDecision
from sources.errors import InputError
from sources.ledger.settlements import read_settlements
from sources.registers.register import load_paper

WORDS = "Kenya had 48 million people in 2016. Uganda had 39 million people in 2016.\n"


@pytest.fixture
def story(tmp_path: Path) -> Path:
    file = tmp_path / "story.txt"
    file.write_text(WORDS, encoding="utf-8")
    return file


def check(story: Path, register: Path) -> int:
    return run(["check", str(story), "--published", "2018-06", "--register", str(register)])


def confirm(register: Path) -> str:
    """Confirm its readings by hand, as docs/check.md says."""
    told = register.read_text(encoding="utf-8")
    told = told.replace('state: "sure"', 'state: "confirmed", by: "Ada Lovelace"')
    assert "Ada Lovelace" in told
    register.write_text(told, encoding="utf-8")
    return told


def test_a_second_reading_leaves_what_a_person_confirmed_in_a_register(
    story: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    register = story.with_suffix(".yaml")
    assert check(story, register) == 0
    told = confirm(register)
    capfd.readouterr()
    assert check(story, register) == 2
    said = capfd.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert f"{register}: this file has changes of a person" in said.err
    assert "corrigenda settle" in said.err
    assert register.read_text(encoding="utf-8") == told
    assert [claim.how_read and claim.how_read.by for claim in load_paper(str(register)).claims] == [
        "Ada Lovelace",
        "Ada Lovelace",
    ]


def test_what_nobody_changed_is_written_anew(story: Path) -> None:
    register = story.with_suffix(".yaml")
    register.touch()
    assert check(story, register) == 0
    first = register.read_bytes()
    register.write_bytes(first.replace(b"\n", b"\r\n"))
    story.write_text(WORDS.replace("48", "49"), encoding="utf-8")
    assert check(story, register) == 0
    assert b"49 million" in register.read_bytes()


@pytest.mark.parametrize("other", ["keep\n", "paper: {id: a}\n", "\xff"])
def test_a_file_that_is_no_register_of_ours_is_kept(story: Path, other: str) -> None:
    register = story.with_name("other.yaml")
    register.write_bytes(other.encode("latin-1"))
    assert check(story, register) == 2
    assert register.read_bytes() == other.encode("latin-1")


def test_of_several_texts_none_is_checked_where_one_register_was_changed(story: Path) -> None:
    second, folder = story.with_name("second.txt"), story.with_name("registers")
    second.write_text(WORDS, encoding="utf-8")
    asked = ["check", str(story), str(second), "--published", "2018-06", "--register", str(folder)]
    assert run(asked) == 0
    told = confirm(folder / "second.txt.yaml")
    (folder / "story.txt.yaml").unlink()
    assert run(asked) == 2
    assert (folder / "second.txt.yaml").read_text(encoding="utf-8") == told
    assert not (folder / "story.txt.yaml").exists()


def test_settling_keeps_a_register_that_a_person_changed(story: Path) -> None:
    register = story.with_suffix(".yaml")
    order = CheckOrder(str(story), "2018-06", today=date(2026, 1, 1))
    text = open_text(order, register)
    reading = text.view().settled.figures[0].reading
    text.decide([ReadingDecision(0, "confirm", reading)], "Ada", 0)
    told = register.read_text(encoding="utf-8").replace("2016", "2015")
    register.write_text(told, encoding="utf-8")
    with pytest.raises(KeptAlone, match="has changes of a person"):
        text.decide([ReadingDecision(1, "set_aside")], "Ada", 1)
    assert register.read_text(encoding="utf-8") == told
    assert len(read_settlements(text.decisions)) == 2
    with pytest.raises(InputError, match="has changes of a person"):
        open_text(order, register)
