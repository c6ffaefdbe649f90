"""Many texts in one run: here, and on a Dask cluster, with the same bytes to the last."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from processes import Corrigenda

from flows.work.checking import encode_findings
from flows.work.corpus.many_texts import TextTask, check_here, judge_task
from flows.work.orders import CheckOrder
from sources.errors import ServerError

TEXTS = {
    "kenya.txt": "In 2015, the population of Kenya was about 47 million.\n",
    "peru.md": "# Peru\n\nIn 2016 life expectancy in Peru was 75 years.\n",
    "empty.txt": "\n",
    "page.html": "<html><body><p>In 2015 Ghana had 28 million people.</p></body></html>",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def order(file: str) -> CheckOrder:
    return CheckOrder(file, "2018")


@pytest.mark.slow
def test_a_cluster_finds_what_one_process_finds_and_names_what_it_cannot_read(
    corrigenda: Corrigenda, tmp_path: Path
) -> None:
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    for number in range(30):
        words = f"In 2015 the population of Kenya was {number + 20} million.\n"
        (tmp_path / f"more{number:02}.txt").write_text(words, encoding="utf-8")
    names = [*sorted(file.name for file in tmp_path.iterdir() if file.is_file()), "absent.txt"]
    command = ("check", *names, "--published", "2018", "--json")
    here, spread = corrigenda(*command), corrigenda(*command, "--runner", "dask")
    assert here.returncode == spread.returncode == 2, spread.stderr
    assert here.stdout == spread.stdout
    found = json.loads(here.stdout)
    assert [one["text"]["file"] for one in found] == names
    unread = [one["text"]["file"] for one in found if "error" in one]
    assert unread == ["empty.txt", "absent.txt"]
    for run in (here, spread):
        said = str(run.stderr)
        assert "absent.txt: there is no such file" in said
        assert "empty.txt: the document is empty" in said
        assert "25 of 35 texts, " in said
        assert "2 of 35 texts could not be read" in said


def test_a_task_gives_what_the_text_gives_by_itself(folder: Path) -> None:
    from flows.work.corpus.shared_data import program_digest

    file = str(folder / "peru.md")
    (alone,) = check_here([order(file)])
    done = judge_task(
        TextTask(3, order(file), (folder / "peru.md").read_bytes(), (), program_digest())
    )
    assert done.at == 3
    assert alone.checked is not None
    assert done.checked is not None
    assert encode_findings([done.checked.findings]) == encode_findings([alone.checked.findings])


def test_a_worker_of_another_program_refuses() -> None:
    with pytest.raises(ServerError, match="another version of Corrigenda"):
        judge_task(TextTask(0, order("text.txt"), b"In 2015", (), "another"))


def test_a_text_that_cannot_be_read_fails_alone_and_in_its_place(folder: Path) -> None:
    files = [str(folder / name) for name in ("kenya.txt", "empty.txt", "peru.md")]
    found = list(check_here([order(file) for file in files]))
    assert [one.at for one in found] == [0, 1, 2]
    assert [one.checked is None for one in found] == [False, True, False]
    assert "empty.txt: the document is empty" in found[1].unread


def test_a_text_may_be_a_folder_of_pages(folder: Path) -> None:
    (saved := folder / "saved").mkdir()
    (saved / "one.html").write_text(TEXTS["page.html"], encoding="utf-8")
    (found,) = check_here([order(str(saved))])
    assert found.checked is not None
    assert [one.phrase for one in found.checked.findings.figures] == ["28 million"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--address", "tcp://127.0.0.1:1"), "--address goes with --runner dask."),
        (("--runner", "dask", "--reader", "http://127.0.0.1:1"), "--reader goes with --runner"),
    ],
)
def test_options_that_do_not_go_together_are_refused(
    corrigenda: Corrigenda, folder: Path, options: tuple[str, ...], said: str
) -> None:
    run = corrigenda("check", "kenya.txt", "peru.md", *options)
    assert run.returncode == 2
    assert said in str(run.stderr)
