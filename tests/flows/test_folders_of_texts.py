"""A folder of texts for `check`, and a page, a register or a marked copy of each text."""

from __future__ import annotations

import io
import json
from pathlib import Path

import docx
import pytest

from flows.cli.main import run

TEXT = "In 2015, the population of Kenya was about 47 million.\n"


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    for name in ("b.txt", "a.md"):
        (folder / name).write_text(TEXT, encoding="utf-8")
    document, stream = docx.Document(), io.BytesIO()
    document.add_paragraph(TEXT)
    document.save(stream)
    (folder / "a.docx").write_bytes(stream.getvalue())
    (folder / "picture.png").write_bytes(b"\x89PNG")
    (folder / ".hidden.txt").write_text(TEXT, encoding="utf-8")
    return folder


def test_a_folder_of_texts_is_checked_text_by_text(
    texts: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run(["check", str(texts), "--published", "2018", "--json"]) == 0
    out, err = capfdbinary.readouterr()
    names = [Path(one["text"]["file"]).name for one in json.loads(out)]
    assert names == ["a.docx", "a.md", "b.txt"]
    assert b"left out: 1" in err


def test_a_link_to_nothing_is_named_and_a_link_to_a_text_of_the_folder_is_no_second_one(
    texts: Path, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    (tmp_path / "outside.txt").write_text(TEXT, encoding="utf-8")
    for name, target in (
        ("dead.txt", "nowhere.txt"),
        ("loop.md", "loop.md"),
        ("link.txt", "b.txt"),
        ("other.txt", "../outside.txt"),
    ):
        (texts / name).symlink_to(target)
    pages = f"--page={tmp_path / 'pages'}/"
    assert run(["check", str(texts), "--published", "2018", "--json", pages]) == 2
    out, err = capfdbinary.readouterr()
    assert len(list((tmp_path / "pages").iterdir())) == 4
    found = {Path(one["text"]["file"]).name: "error" in one for one in json.loads(out)}
    assert found == {
        "a.docx": False,
        "a.md": False,
        "b.txt": False,
        "dead.txt": True,
        "loop.md": True,
        "other.txt": False,
    }
    assert b"dead.txt: there is no such file" in err


def test_a_folder_of_web_pages_stays_one_document(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    for name in ("one.html", "two.html"):
        (tmp_path / name).write_text(f"<html><body><p>{TEXT}</p></body></html>", encoding="utf-8")
    assert run(["check", str(tmp_path), "--published", "2018", "--json"]) == 0
    assert isinstance(json.loads(capfdbinary.readouterr().out), dict)


def test_of_several_texts_each_has_a_file_in_the_folder_that_is_named(
    texts: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    made = {option: tmp_path / option for option in ("page", "register", "marked-copy")}
    options = [f"--{option}={folder}/" for option, folder in made.items()]
    assert run(["check", str(texts), "--published", "2018", *options]) == 0
    found = {
        option: sorted(one.name for one in folder.iterdir()) for option, folder in made.items()
    }
    assert found == {
        "page": ["a.docx.html", "a.md.html", "b.txt.html"],
        "register": ["a.docx.yaml", "a.md.yaml", "b.txt.yaml"],
        "marked-copy": ["a.docx"],
    }
    assert "No marked copy of 2" in capfd.readouterr().err


def test_one_text_has_its_page_in_a_folder_too_where_one_is_named(
    texts: Path, tmp_path: Path
) -> None:
    command = ["check", str(texts / "b.txt"), "--published", "2018", "--page", f"{tmp_path}/pages/"]
    assert run(command) == 0
    assert (tmp_path / "pages" / "b.txt.html").is_file()


@pytest.mark.parametrize(
    ("option", "name", "what"),
    [
        ("--marked-copy", "texts", "which is never written over"),
        ("--page", "absent/pages", "there is no such folder"),
        ("--page", "texts/b.txt", "this is a file"),
    ],
)
def test_a_folder_that_will_not_do_is_told_before_anything_is_read(
    texts: Path,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    option: str,
    name: str,
    what: str,
) -> None:
    before = (texts / "a.docx").read_bytes()
    assert run(["check", str(texts), "--published", "2018", option, str(tmp_path / name)]) == 2
    said = capfd.readouterr()
    assert what in said.err
    assert said.out == ""
    assert (texts / "a.docx").read_bytes() == before


def test_two_texts_of_one_name_do_not_share_a_page(
    texts: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "b.txt"
    other.write_text(TEXT, encoding="utf-8")
    command = ["check", str(texts / "b.txt"), str(other), "--page", str(tmp_path / "pages")]
    assert run(command) == 2
    assert "would write what is of" in capfd.readouterr().err


def test_pages_that_were_written_beside_the_texts_are_no_texts(
    texts: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    order = ["check", str(texts), "--published", "2018"]
    assert run([*order, f"--page={texts}/"]) == 0
    assert (texts / "a.md.html").exists()
    capfdbinary.readouterr()
    assert run([*order, "--json"]) == 0
    names = [Path(one["text"]["file"]).name for one in json.loads(capfdbinary.readouterr().out)]
    assert names == ["a.docx", "a.md", "b.txt"]
