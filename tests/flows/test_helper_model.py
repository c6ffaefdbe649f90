"""A helper model may choose among candidates or abstain; nothing else that it says has effect."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from fake_reader import NONSENSE, Reader, answer, serve

from flows.cli.main import run
from flows.work.checking import check_text, read_order
from flows.work.orders import CheckOrder
from flows.work.texts.helper import FAULTS_IN_A_ROW, Helped, Helper, ask_helper, read_choice
from reports.channels.http import Patience
from sources.documents.reading import read_document
from sources.errors import InputError
from sources.reading.sentences.model import ReadFigure

TEXT = """\
Kenya at work

Kenya had 48 million people in 2016. Its growth was 5.9%, and 34% of it was in towns.
Unemployment stood at 11%, against 9% in Uganda. Exports were 14% and imports 23%.
"""
QUICK = Patience(connect=2.0, read=0.5, whole=1.0, body=20_000)


@pytest.fixture
def story(tmp_path: Path) -> Path:
    file = tmp_path / "story.txt"
    file.write_text(TEXT, encoding="utf-8")
    return file


@pytest.fixture
def figures(story: Path) -> tuple[ReadFigure, ...]:
    return read_order(CheckOrder(str(story), "2018-06"), read_document(story)).figures


def unsure(figures: Sequence[ReadFigure]) -> list[ReadFigure]:
    return [
        one
        for one in figures
        if one.kind == "claim" and one.state == "unsure" and len(one.candidates) > 1
    ]


def asked(figures: Sequence[ReadFigure], reader: Reader, *faults: str) -> Helped:
    with serve(reader, *faults) as server:
        return ask_helper(figures, Helper(f"{server.url}/v1", "small"), QUICK)


def test_it_is_asked_in_words_about_unsure_figures_alone(figures: tuple[ReadFigure, ...]) -> None:
    reader = Reader(lambda one: None)
    found = asked(figures, reader)
    assert found.figures == figures
    assert len(reader.orders) == len(unsure(figures)) > 1
    for order in reader.orders:
        said = order["messages"][1]["content"]
        assert order["model"] == "small"
        assert "wdi:" not in said and '"score"' not in said
    assert f"abstained {len(reader.orders)} times" in found.told


def test_what_it_chooses_is_read_first_and_stays_unsure(figures: tuple[ReadFigure, ...]) -> None:
    found = asked(figures, Reader(lambda one: len(one["candidates"])))
    for before, after in zip(figures, found.figures, strict=True):
        assert (after.phrase, after.state, after.figure) == (
            before.phrase,
            before.state,
            before.figure,
        )
        if before in unsure(figures):
            assert after.reading == after.candidates[0].reading
            assert set(after.candidates[1:]) < set(before.candidates)
            assert "the helper model small at 127.0.0.1 chose it" in after.why
        else:
            assert after == before
    assert "Nobody has confirmed what it chose" in found.told


@pytest.mark.parametrize("name", NONSENSE)
def test_nonsense_and_hostile_answers_change_nothing(
    figures: tuple[ReadFigure, ...], name: str
) -> None:
    reader = Reader(raw=NONSENSE[name])
    found = asked(figures, reader)
    assert found.figures == figures
    assert len(reader.orders) == min(FAULTS_IN_A_ROW, len(unsure(figures)))


@pytest.mark.parametrize(
    "fault", ["503", "429=60", "302", "reset", "cut", "truncated", "hang", "drip=0.2", "html"]
)
def test_a_model_that_fails_costs_nothing_and_is_soon_left_alone(
    figures: tuple[ReadFigure, ...], fault: str
) -> None:
    found = asked(figures, Reader(), fault)
    assert found.figures == figures
    assert f"no usable answer {min(FAULTS_IN_A_ROW, len(unsure(figures)))} times" in found.told


def test_an_answer_without_end_is_cut_off(figures: tuple[ReadFigure, ...]) -> None:
    found = asked(figures, Reader(raw=answer(1) + b" " * 5_000_000))
    assert found.figures == figures


def test_a_choice_is_the_number_of_a_candidate_or_none() -> None:
    assert [read_choice(answer(one), 3) for one in (1, 3, None)] == [1, 3, 0]
    wrong: tuple[object, ...] = (0, 4, -1, True, 1.0, "1", [1], {})
    for one in wrong:
        assert read_choice(answer(one), 3) is None


@pytest.mark.parametrize(
    "url", ["", "ftp://x/v1", "http://", "http://a:b@x/v1", "http://x:y/", "x"]
)
def test_what_is_no_address_of_a_model_is_refused(url: str) -> None:
    with pytest.raises(InputError, match="no address of a model"):
        Helper(url)


def test_a_check_names_the_model_and_counts_what_it_chose_as_open(
    story: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("CORRIGENDA_READER_KEY", "a-key-of-the-model")
    reader, page = Reader(lambda one: 1), tmp_path / "page.html"
    with serve(reader) as server:
        asked_for = ["check", str(story), "--published", "2018-06", "--page", str(page)]
        assert run([*asked_for, "--reader", f"{server.url}/v1"]) == 0
        out = " ".join(capfd.readouterr().out.split())
        order = CheckOrder(str(story), "2018-06", helper=Helper(f"{server.url}/v1"))
        found = check_text(order).findings
    assert reader.headers[0]["authorization"] == "Bearer a-key-of-the-model"
    assert "The helper model default at 127.0.0.1 was asked about" in out
    assert found.text.helper in page.read_text(encoding="utf-8")
    assert "a-key-of-the-model" not in out + page.read_text(encoding="utf-8")
    chosen = [one for one in found.figures if one.reading and "helper model" in one.reading.why]
    assert chosen
    assert {one.standing for one in chosen} <= {"open", "not checkable"}


def test_without_being_named_no_model_is_asked(story: Path) -> None:
    assert check_text(CheckOrder(str(story), "2018-06")).findings.text.helper == ""
