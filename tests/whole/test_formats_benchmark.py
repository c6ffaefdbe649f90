"""The benchmark of formats writes a text as real files, and tells what is read otherwise."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from benchmarks import formats
from benchmarks.files_of_texts import page_of, word_file_of
from benchmarks.formats import FormatTally, figures_of
from sources.documents.reading import read_bytes
from sources.documents.structure.model import Document

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXT = """# Kenya at work

In 2018 the population of Kenya was **49.9 million**,
and 5.6% were jobless.

- Ghana: 30.9 million
- Togo: 8.0 million

| Country | 2015 | 2016 |
|---|---|---|
| Kenya | 46.9 | 48.0 |

Mali              17.4    18.0
"""


def kinds_of(document: Document) -> list[tuple[str, str]]:
    return [
        (block.kind, document.text[block.start : block.end].strip()) for block in document.blocks
    ]


@pytest.mark.parametrize("form", [".html", ".docx"])
def test_headings_lists_and_tables_are_real_ones(form: str) -> None:
    data = page_of(TEXT).encode() if form == ".html" else word_file_of(TEXT)
    assert kinds_of(read_bytes(data, form, "x")) == [
        ("heading", "Kenya at work"),
        (
            "paragraph",
            "In 2018 the population of Kenya was 49.9 million,\nand 5.6% were jobless.",
        ),
        ("list", "Ghana: 30.9 million"),
        ("list", "Togo: 8.0 million"),
        ("table", "Country\t2015\t2016\nKenya\t46.9\t48.0"),
        ("paragraph", "Mali              17.4    18.0" if form == ".docx" else "Mali 17.4 18.0"),
    ]


def test_only_a_wide_table_runs_across_both_columns() -> None:
    wide = TEXT.replace("| 48.0 |", f"| {'48.0 and more ' * 5}|")
    assert "<div><table>" in page_of(wide, has_two_columns=True)
    assert "<div>" not in page_of(TEXT, has_two_columns=True)
    assert "<div>" not in page_of(wide)


def test_figures_that_are_lost_added_or_read_otherwise_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_text(TEXT, "utf-8")
    plain = figures_of(path, "2019-05-04")
    claims = [one for one in plain if one.kind == "claim"]
    first = claims[0]
    assert first.reading is not None and first.state == "sure"
    rest = plain[plain.index(first) + 1 :]

    def counts(*own: object) -> dict[str, int]:
        tally = FormatTally()
        tally.compare("x", plain, [*own, *rest])  # type: ignore[list-item]
        return {name: n for name, n in tally.counts.items() if n and name != "found"}

    before = plain[: plain.index(first)]
    assert counts(*before, first) == {}
    assert counts(*before) == {"lost": 1}
    assert counts(*before, first, replace(first, phrase="7 percent")) == {"added": 1}
    assert counts(*before, replace(first, state="unsure")) == {"states": 1}
    assert counts(*before, replace(first, reading=replace(first.reading, areas=("GHA",)))) == {
        "readings": 1,
        "area": 1,
        "both sure": 1,
    }
    assert counts(*before, replace(first, kind="label")) == {
        "readings": 1,
        "kind": 1,
        "both sure": 1,
    }


def test_without_a_browser_the_other_formats_are_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    @contextmanager
    def no_browser() -> Iterator[None]:
        yield None

    monkeypatch.setattr(formats, "printing_browser", no_browser)
    (tmp_path / "A1.txt").write_text(TEXT, "utf-8")
    label = {"text_id": "A1", "source": {"published": "2019-05-04"}}
    (tmp_path / "labels.jsonl").write_text(json.dumps(label) + "\n", "utf-8")
    formats.main([str(tmp_path), "--seed", "1"])
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "there is no Chromium here: nothing is printed to PDF"
    assert [line.split()[0] for line in said[3:]] == ["md", "html", "docx"]
