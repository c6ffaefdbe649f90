"""The command line apart from `validate`: help, listings, snapshots, and manners."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st
from processes import PROGRAM, ROOT, Corrigenda, clean_environment

from flows.cli.console.terminal import complain, table, wrap, write
from flows.cli.main import cli, run
from flows.work.validation import read_fail_on
from sources.reference.groups import GROUPS
from sources.tools.text_safety import printable


def walk(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The path of each command, groups among them."""
    yield path
    if isinstance(command, click.Group):
        for name, inner in command.commands.items():
            yield from walk(inner, (*path, name))


ROWS = "iso3,indicator,year,value\nFRA,X,2020,1\n"


@pytest.mark.parametrize("command", list(walk(cli)), ids=" ".join)
def test_each_help_has_examples(
    command: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*command, "--help"]) == 0
    _, examples = capsys.readouterr().out.split("Examples:\n")
    lines = [line.strip() for line in examples.splitlines() if line.strip()]
    assert lines
    assert all(line.startswith("corrigenda ") for line in lines)


def test_the_version_is_the_packages(corrigenda: Corrigenda) -> None:
    assert corrigenda("--version").stdout == "corrigenda, version 0.1.0\n"


def test_papers_lists_each_register(corrigenda: Corrigenda) -> None:
    lines = corrigenda("papers").stdout.splitlines()
    listed = {line.split()[0] for line in lines[1:]}
    assert listed == {path.stem for path in (ROOT / "sources/papers").glob("*.yaml")}


def test_claims_shows_each_claim_with_its_reading_or_why_there_is_none(
    corrigenda: Corrigenda,
) -> None:
    done = corrigenda("claims", "liu-jiang-2018")
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    (share,) = [line for line in lines if line.startswith("coverage") and "  gdp-share " in line]
    assert "“29% of the world”" in share
    assert share.endswith("share gdp_current_usd, bri-65, newest year")
    (projects,) = [line for line in lines if "  aiib-projects " in line]
    assert "not checkable: " in projects


def test_lint_prints_every_fault_of_a_register(corrigenda: Corrigenda, tmp_path: Path) -> None:
    right = (ROOT / "sources/papers/liu-jiang-2018.yaml").read_text()
    wrong = right.replace("measure: share", "mesure: share", 1).replace(
        'phrase: "about 63%', 'phrase: "about many', 1
    )
    (tmp_path / "paper.yaml").write_text(wrong)

    done = corrigenda("claims", "--lint", "paper.yaml")

    assert done.returncode == 2
    assert done.stdout == ""
    faults = done.stderr.splitlines()
    assert len(faults) >= 2
    assert all(fault.startswith("error: paper.yaml:") for fault in faults)


def test_lint_says_that_a_register_is_right(corrigenda: Corrigenda, tmp_path: Path) -> None:
    file = ROOT / "sources/papers/liu-jiang-2018.yaml"
    done = corrigenda("claims", "--lint", str(file))
    assert done.returncode == 0
    assert done.stdout.endswith("claims, nothing wrong.\n")


@pytest.mark.parametrize("arguments", [["claims"], ["claims", "a", "--lint", "b"], ["nonsense"]])
def test_a_wrong_use_is_exit_code_2(corrigenda: Corrigenda, arguments: list[str]) -> None:
    done = corrigenda(*arguments)
    assert done.returncode == 2
    assert "Usage: corrigenda" in done.stderr


def test_groups_lists_all_and_shows_one_with_its_provenance(corrigenda: Corrigenda) -> None:
    listed = corrigenda("groups").stdout.splitlines()[1:]
    assert [line.split()[0] for line in listed] == list(GROUPS)

    shown = corrigenda("groups", "wb-71").stdout
    assert "The list is not verified." in shown
    assert "World Bank" in shown
    assert len(shown.split("\n\n")[1].splitlines()) == 72


def test_an_unknown_group_is_refused_with_the_nearest_name(corrigenda: Corrigenda) -> None:
    done = corrigenda("groups", "bri-66")
    assert done.returncode == 2
    assert done.stderr.startswith("error: there is no group 'bri-66'. Did you mean 'bri-65'?")


def test_a_snapshot_of_ones_own_is_kept_in_the_home_and_listed(
    corrigenda: Corrigenda, tmp_path: Path
) -> None:
    (tmp_path / "mine.csv").write_text(ROWS)
    home = {"CORRIGENDA_HOME": str(tmp_path / "own home")}
    add = ["snapshot", "add", "mine.csv", "--source", "mine", "--licence", "CC0-1.0", "--vintage"]

    assert corrigenda(*add, "2021-02-03", env=home).returncode == 0
    assert (tmp_path / "own home/snapshots/own").is_dir()
    listed = corrigenda("snapshot", "list", env=home).stdout
    assert "wdi@2018-05-21" in listed
    assert "mine@2021-02-03" in listed
    only = corrigenda("snapshot", "list", "--snapshot", "embedded", env=home).stdout
    assert "mine@" not in only
    assert max(map(len, only.splitlines())) < 250


@pytest.mark.parametrize(
    ("rows", "arguments", "words"),
    [
        (f"{ROWS}FRA,X,2020,2\n", [], "error: mine.csv:3:"),
        (f"{ROWS}Gaul,X,2020,2\n", [], "error: mine.csv:3:"),
        (ROWS, ["--vintage", "last year"], "YYYY-MM-DD"),
        (ROWS, ["--source", "My Survey"], "a-z"),
        (ROWS, ["--snapshot", "mine.csv"], "error: mine.csv"),
        (ROWS, ["--snapshot", "embedded"], "part of the program"),
    ],
)
def test_observations_that_cannot_be_taken_in_are_refused_in_one_line(
    corrigenda: Corrigenda, tmp_path: Path, rows: str, arguments: list[str], words: str
) -> None:
    (tmp_path / "mine.csv").write_text(rows)
    required = ["--source", "mine", "--vintage", "2021-01-01", "--licence", "CC0-1.0"]

    done = corrigenda("snapshot", "add", "mine.csv", *required, "--snapshot", "s", *arguments)

    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert words in done.stderr


@pytest.mark.parametrize("command", [["groups"], ["claims", "liu-jiang-2018"], ["--help"]])
def test_a_reader_that_closes_the_pipe_is_no_fault(
    command: list[str], home: Path, tmp_path: Path
) -> None:
    process = subprocess.Popen(
        [PROGRAM, *command],
        cwd=tmp_path,
        env={**clean_environment(home), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    complaint = process.stderr.read()
    process.stderr.close()
    assert process.wait() == 0
    assert complaint == b""


def test_an_encoding_without_the_letters_is_no_fault(corrigenda: Corrigenda) -> None:
    done = corrigenda("claims", "liu-jiang-2018", env={"PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0
    assert "\\u201c29% of the world\\u201d" in done.stdout


@given(st.text())
def test_nothing_printed_can_steer_a_terminal(text: str) -> None:
    categories = {unicodedata.category(character) for character in printable(text)}
    assert not categories & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert len(table(("a", "b"), [("x", f"x{text}")]).splitlines()) == 2


def test_escapes_are_shown_and_words_are_kept() -> None:
    assert printable("a\x1b[31mred\n\u202eb  é") == "a\\x1b[31mred \\u202eb é"


@pytest.mark.parametrize(
    "text",
    [
        "::add-mask::x",
        "\t ::stop-commands::x",
        "told:\n  ::error file=a::b",
        "is ##[group]x",
        "##vso[task.setvariable variable=a]b",
        "a ##TeamCity[buildStop]",
    ],
)
def test_nothing_printed_is_a_command_for_a_runner(
    text: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    write(text)
    complain(text)
    for said in capsysbinary.readouterr():
        told = said.decode()
        assert not any(line.lstrip().startswith("::") for line in told.splitlines())
        assert not re.search(r"##(\[|vso|teamcity)", told, re.IGNORECASE)
        assert told.replace(" ", "") == f"{text}\n".replace(" ", "")


def test_no_word_that_folding_brings_to_the_start_of_a_line_is_a_command(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for words in range(1, 30):
        write(wrap(f"{'word ' * words}::error::x", "  "))
    assert not re.search(r"^\s*::", capsys.readouterr().out, re.MULTILINE)


def test_a_standing_names_all_its_verdicts() -> None:
    assert {verdict.value for verdict in read_fail_on(["off"])} == {
        "stale",
        "definition-dependent",
        "contradicted",
        "refuted",
    }
    assert read_fail_on([]) == frozenset()


@pytest.mark.parametrize(
    ("name", "value"),
    [("DEADLINE", "soon"), ("SOURCE_SECONDS", "-3"), ("SOURCE_SECONDS", "nan"), ("DEADLINE", "")],
)
def test_a_setting_that_cannot_be_used_is_named(
    corrigenda: Corrigenda, name: str, value: str
) -> None:
    done = corrigenda("status", env={f"CORRIGENDA_{name}": value})
    assert done.returncode in ((0, 1) if not value else (2,)), done.stderr
    if value:
        assert f"CORRIGENDA_{name}: this setting cannot be used" in done.stderr
