"""Every command of the documents is run, or stands in a list with the reason why it is not."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from documented_commands import EXITS, NOT_RUN, PAGES, Command, commands_of, lay_out
from processes import Corrigenda, clean_environment

STARTED_WITHIN = 90.0


def test_the_documents_have_commands_and_most_of_them_are_run() -> None:
    every = [one for page in PAGES for one in commands_of(page)]
    assert len(every) > 100
    assert sum(not one.why_not for one in every) > len(every) / 2


@pytest.mark.parametrize(("pattern", "why"), NOT_RUN)
def test_each_reason_why_a_command_is_not_run_is_needed(pattern: str, why: str) -> None:
    every = [one.text for page in PAGES for one in commands_of(page)]
    assert any(re.search(pattern, one) for one in every), f"nothing is left out since: {why}"


def start(command: Command, folder: Path, home: Path) -> subprocess.Popen[str]:
    binaries = folder / ".venv" / "bin"
    environment = clean_environment(home)
    return subprocess.Popen(
        ["bash", "-e", "-c", command.text if not command.is_server else f"exec {command.text}"],
        cwd=folder,
        env={**environment, "PATH": f"{binaries}{os.pathsep}{environment['PATH']}"},
        stdin=subprocess.PIPE if command.is_server else subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def run(command: Command, folder: Path, home: Path) -> None:
    with start(command, folder, home) as process:
        assert process.stdout is not None
        if not command.is_server:
            said, _ = process.communicate(timeout=600)
            most = max((code for words, code in EXITS if re.search(words, command.text)), default=0)
            assert 0 <= process.returncode <= most, f"{command.text}\n{said}"
            return
        assert process.stdin is not None
        first = ""
        try:
            process.stdin.close()  # an assistant that goes away
            if " mcp" not in command.text or "--http" in command.text:
                first = process.stdout.readline()
                assert first, f"{command.text} said nothing"
                os.killpg(process.pid, signal.SIGTERM)
            process.wait(STARTED_WITHIN)
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            rest = process.stdout.read()
    ended = (0, 130, 143, -signal.SIGTERM)
    assert process.returncode in ended, f"{command.text}\n{first}{rest}"


@pytest.mark.slow
@pytest.mark.parametrize("page", [page for page in PAGES if commands_of(page)])
def test_the_commands_of_a_page_run_one_after_the_other(page: str, tmp_path: Path) -> None:
    wanted = [one for one in commands_of(page) if not one.why_not]
    if not wanted:
        return
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "bin").symlink_to(Path(sys.executable).parent)
    corrigenda = Corrigenda(tmp_path, tmp_path / ".corrigenda")
    lay_out(tmp_path, corrigenda, page)
    for command in wanted:
        run(command, tmp_path, corrigenda.home)
