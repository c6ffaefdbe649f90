"""``corrigenda recheck`` and the answers to a correction: what they print, record and end with."""

from __future__ import annotations

import cProfile
import json
import pstats
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from docx import Document
from sample_runs import PAPER, run_of

from benchmarks.hostile_text import text_of
from flows.cli.corrections.recheck import recheck
from flows.cli.corrections.send import acknowledge, corrected, declined
from reports.decisions.recheck import MOST_NUMBERS
from reports.records import EventDetail
from reports.store import Store, open_store
from sources.errors import InputError

CORRECTION = f"{PAPER}.wrong"
QUOTE = {"exact": "150 people", "prefix": "In the two countries there were", "suffix": "in 2016"}
TEXT = "In the two countries there were {} people in 2016, it is said."


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A store where the program looks for it, with one approved correction."""
    monkeypatch.setenv("CORRIGENDA_HOME", str(tmp_path))
    monkeypatch.delenv("CORRIGENDA_DATABASE_URL", raising=False)
    with open_store(f"sqlite:///{tmp_path / 'store.db'}") as store:
        store.record_run(run_of(1))
        detail = EventDetail(wording="96 people", comment="", quote=QUOTE)
        store.append(PAPER, "wrong", "approve", "Ada", detail)
        yield store


def run(command: Any, *arguments: str) -> Result:
    return CliRunner().invoke(command, arguments, standalone_mode=False)


def new_text(folder: Path, figure: str) -> str:
    path = folder / f"new-{figure}.txt"
    path.write_text(TEXT.format(figure), encoding="utf-8")
    return str(path)


def kinds(store: Store) -> list[str]:
    return [event.kind for event in store.events(PAPER, "wrong")]


def test_what_was_made_is_verified_once(kept: Store, tmp_path: Path) -> None:
    text = new_text(tmp_path, "96")
    for _ in range(2):
        result = run(recheck, PAPER, text)
        assert result.exception is None, result.exception
        assert "made" in result.stdout
    assert kinds(kept) == ["approve", "verified"]
    assert kept.claim_state(PAPER, "wrong").state == "verified"
    detail = kept.events(PAPER, "wrong")[-1].detail
    assert (detail.outcome, detail.found, detail.promised) == ("made", "96 people", False)
    assert len(detail.text_sha256 or "") == 64


@pytest.mark.parametrize("name", ["new.md", "new.txt", "new", "-"])
@pytest.mark.parametrize("words", ["", " \n\t\n", "\ufeff\n", "\u200b\u2060 \n"])
def test_a_text_without_words_is_refused_and_nothing_is_recorded(
    kept: Store, tmp_path: Path, name: str, words: str
) -> None:
    """Over a correction that was verified, an empty file said "gone"."""
    run(recheck, PAPER, new_text(tmp_path, "96"))
    path = name if name == "-" else str(tmp_path / name)
    if name != "-":
        (tmp_path / name).write_text(words, encoding="utf-8")
    result = CliRunner().invoke(recheck, [PAPER, path], standalone_mode=False, input=words)
    assert isinstance(result.exception, InputError)
    assert "the document has no text" in str(result.exception)
    assert result.stdout == ""
    assert kinds(kept) == ["approve", "verified"]


def test_a_new_version_may_be_a_word_file_or_a_page(kept: Store, tmp_path: Path) -> None:
    page = tmp_path / "new.html"
    page.write_text(f"<html><body><p>{TEXT.format('96')}</p></body></html>", encoding="utf-8")
    word = tmp_path / "new.docx"
    document = Document()
    document.add_paragraph(TEXT.format("96"))
    document.save(str(word))
    for path in (page, word):
        data = json.loads(run(recheck, PAPER, str(path), "--json", "--dry-run").stdout)
        assert [one["outcome"] for one in data["corrections"]] == ["made"]


@pytest.mark.parametrize("name", ["dollars", "a Markdown table"])
def test_the_work_of_a_recheck_grows_with_the_text_and_not_with_its_square(
    kept: Store, tmp_path: Path, name: str
) -> None:
    calls = []
    for size in (5_000, 50_000):
        path = tmp_path / f"{size}.txt"
        path.write_text(f"{TEXT.format('96')}\n\n{text_of(name, size)}", encoding="utf-8")
        counting = cProfile.Profile()
        data = json.loads(
            counting.runcall(run, recheck, PAPER, str(path), "--json", "--dry-run").stdout
        )
        assert [one["outcome"] for one in data["corrections"]] == ["made"]
        calls.append(pstats.Stats(counting).total_calls)  # type: ignore[attr-defined]
    assert calls[1] < 12 * calls[0]


@pytest.mark.parametrize("is_old", [False, True])
def test_a_text_of_more_numbers_than_any_paper_has_is_refused_in_a_line(
    kept: Store, tmp_path: Path, is_old: bool
) -> None:
    endless = tmp_path / "endless.txt"
    endless.write_text("1 " * (MOST_NUMBERS + 1))
    texts = [new_text(tmp_path, "96"), "--old-text", str(endless)] if is_old else [str(endless)]
    result = run(recheck, PAPER, *texts)
    assert f"endless.txt: the text has more than {MOST_NUMBERS:,} numbers" in str(result.exception)


def test_a_dry_run_records_nothing(kept: Store, tmp_path: Path) -> None:
    result = run(recheck, PAPER, new_text(tmp_path, "96"), "--dry-run")
    assert "Nothing was recorded." in result.stdout
    assert kinds(kept) == ["approve"]


def test_a_promise_that_was_not_kept_is_told_first_and_recorded(
    kept: Store, tmp_path: Path
) -> None:
    text = new_text(tmp_path, "150")
    assert "News" not in run(recheck, PAPER, text).stdout
    run(corrected, CORRECTION, "--who", "Ada", "--note", "by letter")
    assert run(recheck, PAPER, text).stdout.startswith(f"News: {CORRECTION} was said to be made")
    assert kept.claim_state(PAPER, "wrong").is_promise_broken
    assert kinds(kept) == ["approve", "rechecked", "corrected", "rechecked"]


def test_what_is_lost_again_in_a_later_text_is_news(kept: Store, tmp_path: Path) -> None:
    run(recheck, PAPER, new_text(tmp_path, "96"))
    assert "News" in run(recheck, PAPER, new_text(tmp_path, "150")).stdout


def test_the_outcomes_for_programs(kept: Store, tmp_path: Path) -> None:
    data = json.loads(run(recheck, PAPER, new_text(tmp_path, "150"), "--json").stdout)
    [one] = data["corrections"]
    assert (one["correction_id"], one["outcome"], data["news"]) == (CORRECTION, "not-made", [])
    assert one["found"] == "150 people"
    assert list(data) == ["paper_id", "text_sha256", "news", "corrections"]
    assert " ".join(one) == (
        "correction_id claim_id outcome found start holds is_promised is_news note"
    )


@pytest.mark.parametrize(("figure", "code"), [("150", 1), ("96", 0)])
def test_fail_on_ends_with_one_where_the_outcome_occurs(
    kept: Store, tmp_path: Path, figure: str, code: int
) -> None:
    result = run(recheck, PAPER, new_text(tmp_path, figure), "--fail-on", "not-made,gone")
    assert result.return_value == code


def test_bad_input_is_refused_in_words(kept: Store, tmp_path: Path) -> None:
    text = new_text(tmp_path, "96")
    unknown = run(recheck, PAPER, text, "--fail-on", "wrong").exception
    none = run(recheck, "no-such-paper", text).exception
    nobody = run(corrected, CORRECTION, "--who", " ").exception
    absent = run(declined, "no.such", "--who", "Ada").exception
    for error in (unknown, none, nobody, absent):
        assert isinstance(error, InputError)


def test_answers_move_the_state_and_keep_who_said_what(kept: Store) -> None:
    for command, state in ((acknowledge, "acknowledged"), (declined, "declined")):
        result = run(command, CORRECTION, "--who", "Ada", "--note", "n", "--reference", "r-1")
        assert result.stdout.strip() == f"{CORRECTION}: {state}."
    event = kept.events(PAPER, "wrong")[-1]
    assert (event.who, event.detail.note, event.detail.reference) == ("Ada", "n", "r-1")


def test_text_of_the_paper_cannot_steer_a_terminal(kept: Store, tmp_path: Path) -> None:
    path = tmp_path / "hostile.txt"
    path.write_text(TEXT.format("\x1b[31m151"), encoding="utf-8")
    assert "\x1b" not in run(recheck, PAPER, str(path)).stdout
