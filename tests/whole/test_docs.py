"""The documents say what the program does: links, commands, verdicts and policy."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from expectations.outcomes import STANDINGS, Verdict
from flows.cli.main import cli

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])


def test_there_are_documents_to_test() -> None:
    assert {"README.md", "CONTRIBUTING.md", "CHANGELOG.md"} <= {path.name for path in DOCUMENTS}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_within_the_repository_leads_somewhere(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text):
        if "://" not in target:
            assert (document.parent / target).exists(), f"{document.name} links to {target}"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_path_that_is_named_exists(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    named = re.findall(
        r"`((?:sources|expectations|reports|flows|tests|benchmarks|docs)/[\w./-]+\.\w+)`", text
    )
    made_by_a_run = {"reports/site/index.html"}
    for path in named:
        assert path in made_by_a_run or (ROOT / path).exists(), f"{document.name} names {path}"


def commands() -> dict[str, click.Command]:
    """All commands by their words: "snapshot add"."""
    found: dict[str, click.Command] = {}

    def walk(command: click.Command, words: str) -> None:
        if isinstance(command, click.Group):
            if command.invoke_without_command:
                found[words] = command
            for name, child in command.commands.items():
                walk(child, f"{words} {name}".strip())
        else:
            found[words] = command

    walk(cli, "")
    return found


def invocations() -> list[tuple[str, str]]:
    """Every line of a code block in the documents that runs the program."""
    found = []
    for document in DOCUMENTS:
        for block in re.findall(r"```bash\n(.*?)```", document.read_text(encoding="utf-8"), re.S):
            for line in block.splitlines():
                match = re.search(r"(?:^|/|\s)corrigenda (.+?)(?:\s+#.*)?$", line)
                if match:
                    found.append((document.name, match.group(1)))
    return found


def test_the_documents_run_the_program() -> None:
    assert len(invocations()) > 5


@pytest.mark.parametrize(("document", "words"), invocations())
def test_every_command_in_the_documents_is_one_of_the_program(document: str, words: str) -> None:
    known = commands()
    name = max((one for one in known if f"{words} ".startswith(f"{one} ")), key=len, default="")
    assert name, f"{document}: no such command: {words}"
    given = words[len(name) :].strip()
    given = re.sub(r"\$\([^)]*\)", "NAME", given)  # what the shell puts in
    arguments = shlex.split(re.split(r"\s(?:\||>|<|&&|;|2>)\s?", given)[0])
    try:
        known[name].make_context(name, arguments)
    except click.exceptions.Exit:  # --help
        pass
    except click.BadParameter as error:
        # What a file holds is not looked at here; an option that is missing or unknown is a fault.
        assert not isinstance(error, click.MissingParameter), f"{document}: {words}: {error}"
    except click.UsageError as error:
        pytest.fail(f"{document}: {words}: {error}")


def test_every_command_has_help_with_an_example() -> None:
    for name, command in commands().items():
        text = " ".join(filter(None, [command.help, command.epilog]))
        assert "corrigenda" in text, f"the help of {name!r} has no example"


def test_every_verdict_is_documented_with_its_standing() -> None:
    text = (ROOT / "docs" / "verdicts.md").read_text(encoding="utf-8")
    for verdict in Verdict:
        row = re.search(rf"^\|[^|\n]*`{verdict.value}`[^|\n]*\| ([\w ]+) \|", text, re.M)
        assert row, f"{verdict} is not in docs/verdicts.md"
        assert row.group(1) == STANDINGS[verdict]


def test_the_readme_is_of_two_screens_at_the_most() -> None:
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= 90


def test_every_make_target_that_the_documents_name_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.M))
    for document in DOCUMENTS:
        for target in re.findall(r"(?:^|`)make ([a-z]+)", document.read_text(), re.M):
            assert target in targets, f"{document.name} names make {target}"
