"""The method's version changes with what judges, and with nothing else."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from expectations.method import digest_sources, judging_files, method_version

CODE = (
    'LIMIT = 1\n\n\ndef judge(value: int) -> bool:\n    """Whether."""\n    return value < LIMIT\n'
)


def test_the_version_is_short_and_the_same_each_time() -> None:
    assert re.fullmatch(r"[0-9a-f]{12}", method_version())
    assert method_version() == method_version()


@pytest.mark.parametrize(
    "changed",
    [
        CODE.replace("Whether.", "Whether it is so."),
        CODE.replace('    """Whether."""\n', ""),
        '"""What this is for."""\n' + CODE,
        CODE + "# a comment\n",
        CODE.replace("LIMIT = 1\n", 'LIMIT = 1\n"""What is too much."""\n'),
        CODE.replace("value < LIMIT", "(value   <   LIMIT)"),
    ],
)
def test_comments_docstrings_and_layout_do_not_count(changed: str) -> None:
    assert changed != CODE
    assert digest_sources([changed]) == digest_sources([CODE])


@pytest.mark.parametrize(
    "changed", [CODE.replace("= 1", "= 2"), CODE.replace("<", "<="), CODE + "EXTRA = 0\n"]
)
def test_a_limit_an_operator_and_a_new_constant_count(changed: str) -> None:
    assert digest_sources([changed]) != digest_sources([CODE])


def test_where_a_definition_stands_does_not_count() -> None:
    parted = [CODE, "from one import judge\n\nX = 1\n"]
    assert digest_sources(parted) == digest_sources(reversed(parted))
    assert digest_sources(parted) == digest_sources(["X = 1\n" + CODE])


def test_every_module_that_a_verdict_comes_from_is_in_it_or_only_tells() -> None:
    script = (
        "import sys, expectations.assess; "
        "print(*(name for name in sys.modules if name.startswith('expectations.')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    loaded = {name for name in done.stdout.split() if name.count(".") > 1}
    telling = {"expectations.explaining.grid", "expectations.explaining.outcome"}
    judging = {path.parent.name + "." + path.stem for path in judging_files()}
    worded = {name for name in loaded if name.startswith("expectations.wording.")}
    assert {name.partition(".")[2] for name in loaded - telling - worded} <= judging


def test_the_files_are_there() -> None:
    assert all(path.is_file() for path in judging_files())
