"""What a person gets wrong is told in one line, with its mend, and exit code 2."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from processes import PROGRAM, ROOT, Corrigenda, clean_environment

from flows.cli.main import run

KENYA = """
paper: {id: kenya, title: Kenya, claimant: Somebody, published: 2018-06, source: kenya.txt}
claims:
  - {phrase: "$26 billion", measure: value, indicator: gdp_current_usd, area: KEN, period: 2006KEYS}
"""


@pytest.mark.parametrize("said", ["", ",", " , "])
@pytest.mark.parametrize("command", ["validate --plain", "check text.txt"])
def test_to_fail_on_nothing_is_no_wish(corrigenda: Corrigenda, command: str, said: str) -> None:
    done = corrigenda(*command.split(), "--fail-on", said)
    assert done.returncode == 2
    assert "it names no verdict" in done.stderr


def test_an_empty_text_is_not_accounted_for(corrigenda: Corrigenda, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text(" \n")
    done = corrigenda("audit", str(tmp_path / "empty.txt"))
    assert done.returncode == 2 and "the text is empty" in done.stderr


def test_a_folder_of_registers_is_pointed_to_papers(corrigenda: Corrigenda, tmp_path: Path) -> None:
    done = corrigenda("validate", "--plain", "--paper", str(tmp_path))
    assert done.returncode == 2 and "--papers" in done.stderr


def test_a_step_beyond_all_figures_is_refused(corrigenda: Corrigenda, tmp_path: Path) -> None:
    register = tmp_path / "kenya.yaml"
    register.write_text(KENYA.replace("KEYS", ", quantum: 1e400, reason: so it is"))
    done = corrigenda("claims", "--lint", str(register))
    assert done.returncode == 2
    assert f"{register}:4:" in done.stderr and "'1e400', which cannot be read" in done.stderr


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_a_full_disk_is_told_as_such(tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [PROGRAM, "papers"],
            cwd=ROOT,
            env=clean_environment(tmp_path),
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=120,
        )
    assert done.returncode == 2
    assert b"error: standard output: the disk is full. Make room" in done.stderr


@pytest.mark.slow
def test_a_true_jump_of_one_country_is_no_fault_of_the_observations(
    corrigenda: Corrigenda, tmp_path: Path
) -> None:
    register = tmp_path / "kenya.yaml"
    register.write_text(KENYA.replace("KEYS", ""))
    done = corrigenda("validate", "--plain", "--paper", str(register), "--out", str(tmp_path))
    assert done.returncode == 0
    assert "observations 26 of 26" in " ".join(done.stdout.split())


@pytest.mark.parametrize("day", ["2018-13", "2018-00", "2018-02-30", "0000", "2018-6", "２０１８"])
@pytest.mark.parametrize("command", ["check", "draft"])
def test_a_date_of_no_calendar_is_refused(
    command: str, day: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = tmp_path / "text.txt"
    text.write_text("Kenya had 48 million people in 2016.")
    words = [command, str(text), "--published", day, *(["--json"] if command == "draft" else [])]
    assert run(words) == 2
    said = capsys.readouterr().err
    assert said == f"error: {day!r} is no date. Write a year, a month or a day: 2018-06-24.\n"
