"""The method's version changes with what judges, and with nothing else."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from processes import ROOT

from expectations.assessment.method import (
    METHOD_FILE,
    digest_contents,
    digest_sources,
    judging_files,
    judging_tables,
    method_version,
    reading_files,
    sums_of_text,
)

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


def test_a_table_counts_by_its_content_and_not_by_its_name() -> None:
    tables = [b"EU,DEU,1958\n", b"a,b\n"]
    assert digest_sources([CODE], tables) == digest_sources([CODE], reversed(tables))
    assert digest_sources([CODE], tables) != digest_sources([CODE], tables[:1])
    assert digest_sources([CODE], [b"EU,DEU,1958\n", b"a,c\n"]) != digest_sources([CODE], tables)
    names = {path.name for path in judging_tables()}
    assert {"concepts.csv", "memberships.csv", "areas.csv"} <= names


def test_a_change_of_any_folder_that_a_verdict_comes_from_changes_it() -> None:
    files = judging_files()
    texts = [path.read_text("utf-8") for path in files]
    tables = [path.read_bytes() for path in judging_tables()]
    assert digest_sources(texts, tables) == method_version()
    folders = {path.parent: at for at, path in enumerate(files)}
    assert {"judging", "explaining", "figures", "numbers", "reference", "registers"} <= {
        folder.name for folder in folders
    }
    # All at once, so that the trees are read twice and not once for each folder.
    own = [digest_sources([texts[at]]) for at in folders.values()]
    assert len(set(own)) == len(own)
    assert all(
        digest_sources([f"{texts[at]}\nX_ = 1\n"]) != one
        for at, one in zip(folders.values(), own, strict=True)
    )


def test_every_module_that_a_verdict_comes_from_is_in_it_or_only_tells() -> None:
    script = (
        "import sys, expectations.assessment.assess, sources.snapshots.load; "
        "print(*(n for n in sys.modules if n.startswith(('expectations.', 'sources.'))))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    loaded = {name for name in done.stdout.split() if name.count(".") > 1}
    telling = {f"expectations.explaining.{name}" for name in ("grid", "likely_causes", "outcome")}
    judging = {".".join(path.relative_to(ROOT).with_suffix("").parts) for path in judging_files()}
    worded = {
        name for name in loaded if name.startswith(("expectations.wording.", "sources.tools."))
    }
    packages = {name.removesuffix(".__init__") for name in judging}
    assert loaded - telling - worded <= judging | packages


def test_the_files_are_there() -> None:
    assert all(path.is_file() for path in (*judging_files(), *judging_tables()))


def test_a_kept_method_is_believed_only_if_it_was_made_from_the_same(tmp_path: Path) -> None:
    kept = tmp_path / METHOD_FILE
    read = method_version.__wrapped__
    assert read(kept) == method_version()
    whole = kept.read_text("ascii").split()[0]
    kept.write_text(f"{whole} {'0' * 12}\n", "ascii")
    assert read(kept) == "0" * 12
    for other in (f"{'1' * 64} {'0' * 12}\n", "torn", "", f"{whole} 12"):
        kept.write_text(other, "ascii")
        assert read(kept) == method_version()
        assert kept.read_text("ascii") == f"{whole} {method_version()}\n"


def test_a_method_that_cannot_be_kept_is_read_all_the_same(tmp_path: Path) -> None:
    assert method_version.__wrapped__(tmp_path / "none" / METHOD_FILE) == method_version()


def test_what_reads_a_text_counts_by_its_contents_and_not_by_its_places() -> None:
    reading, judging = sums_of_text()
    files = reading_files()
    contents = [path.read_bytes() for path in files]
    assert reading != judging
    assert digest_contents(contents) == digest_contents(reversed(contents)) == reading
    folders = {path.relative_to(ROOT).parts[1] for path in files}
    assert {"documents", "figures", "reading", "reference", "texts"} <= folders
    assert {"topic_words.csv", "concepts.csv", "areas.csv"} <= {path.name for path in files}
    for folder in {path.parent: at for at, path in enumerate(files)}.values():
        changed = [*contents[:folder], contents[folder] + b"X_ = 1\n", *contents[folder + 1 :]]
        assert digest_contents(changed) != reading, files[folder]


def test_what_a_moved_file_is_imported_by_does_not_count() -> None:
    before = b"from a.b import one\n\n\ndef f() -> int:\n    import a.b\n    return one\n"
    moved = before.replace(b"a.b import one", b"c import (\n    one,\n)").replace(b"a.b", b"c")
    assert moved != before
    assert digest_contents([moved]) == digest_contents([before])
    assert digest_contents([before.replace(b"return one", b"return two")]) != digest_contents(
        [before]
    )


def test_every_module_that_reads_a_text_is_in_what_is_told_of_it() -> None:
    script = (
        "import sys, sources.reading.read, sources.reading.foreign.read; "
        "import sources.documents.reading, sources.registers.from_text; "
        "print(*(n for n in sys.modules if n.startswith('sources.')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    loaded = {name for name in done.stdout.split() if name.count(".") > 1}
    told = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for path in (*reading_files(), *judging_files())
    }
    assert {name for name in loaded - told if not name.startswith("sources.tools.")} == set()
