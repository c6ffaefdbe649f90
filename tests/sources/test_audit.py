"""`corrigenda audit`: the ledger of a text, printed for a person and for programs."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
from broken_registers import GOOD
from processes import PROGRAM, Corrigenda, clean_environment


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "text.txt"
    path.write_text("It has 17 roads and 5% of trade.\nIn 2017 it had 9.\n", encoding="utf-8")
    return path


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    path = tmp_path / "sample.yaml"
    path.write_text(GOOD, encoding="utf-8")
    return path


def test_audit_lists_what_is_unaccounted_first(corrigenda: Corrigenda, text: Path) -> None:
    done = corrigenda("audit", str(text))
    assert (done.returncode, done.stderr) == (0, "")
    assert "4 numbers" in done.stdout.replace("\n", " ")
    listed = [line.split()[0] for line in done.stdout.splitlines() if re.match(r"\d+:\d", line)]
    assert listed == ["1:8", "1:21", "2:16", "2:4"]


def test_audit_binds_by_a_register_and_tells_what_is_lost(
    corrigenda: Corrigenda, text: Path, sample: Path
) -> None:
    done = corrigenda("audit", str(text), "--paper", str(sample))
    assert done.returncode == 0
    assert re.search(r"1:8 +17 +claim +roads", done.stdout)
    said = " ".join(done.stdout.split())
    assert "lost: share: “about 63% of the world” does not stand in the text" in said
    assert "unused: “next 30 years” is set aside" in said
    assert "The 4 claims of sample can be checked: 3 against data" in said


def test_audit_fails_on_request_when_a_number_is_left(corrigenda: Corrigenda, text: Path) -> None:
    done = corrigenda("audit", str(text), "--fail-on-unaccounted")
    assert done.returncode == 1
    assert done.stderr == "To fail on: 3 unaccounted.\n"
    text.write_text("In 2017.", encoding="utf-8")
    assert corrigenda("audit", str(text), "--fail-on-unaccounted").returncode == 0


def test_audit_prints_the_ledger_for_programs(
    corrigenda: Corrigenda, text: Path, sample: Path
) -> None:
    done = corrigenda("audit", str(text), "--paper", str(sample), "--json")
    whole = json.loads(done.stdout)
    assert whole["paper"] == "sample"
    assert whole["counts"]["numbers"] == len(whole["entries"]) == 4
    first = whole["entries"][0]
    assert (first["text"], first["claims"], first["status"]) == ("17", ["roads"], "bound")
    assert (first["figure"]["value"], first["figure"]["unit"]) == ("17", "number")
    (anchor,) = whole["anchors"]
    assert anchor["selector"]["type"] == "TextQuoteSelector"
    assert anchor["selector"]["exact"] == "17 roads"
    assert {one["claim_id"] for one in whole["lost"]} == {"population", "share", "growth"}
    assert whole["checks"]["counts"]["data"] == 3
    assert " ".join(whole) == "text paper counts entries anchors lost unused checks"
    assert list(first)[-2:] == ["note", "figure"]


def test_audit_reads_standard_input(corrigenda: Corrigenda) -> None:
    done = subprocess.run(
        [PROGRAM, "audit", "-"],
        input="\ufeffIt has 17 roads.",
        env=clean_environment(corrigenda.home),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stdout.startswith("-: 1 number. 0 stated")
    assert re.search(r"^1:8 +17 +UNACCOUNTED", done.stdout, re.MULTILINE)


def test_nothing_of_a_text_steers_the_terminal(corrigenda: Corrigenda, tmp_path: Path) -> None:
    path = tmp_path / "hostile.txt"
    path.write_text("from 5%\x1b[31m to\u202e 9%", encoding="utf-8")
    done = corrigenda("audit", str(path))
    assert "\x1b" not in done.stdout
    assert "\u202e" not in done.stdout


@pytest.mark.parametrize(
    ("content", "words"),
    [(None, "there is no such file"), (b"5%\n\xff", ":2:1: the byte 0xff is not UTF-8")],
)
def test_a_text_that_cannot_be_read_is_one_line(
    content: bytes | None, words: str, corrigenda: Corrigenda, tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / "x.txt").write_bytes(content)
    done = corrigenda("audit", "x.txt")
    assert done.returncode == 2
    assert words in done.stderr
    assert done.stderr.count("\n") == 1
