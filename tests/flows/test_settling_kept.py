"""A choice on the page that could not be written is still there, and can be sent again."""

from __future__ import annotations

import re
import socket
import subprocess
import tempfile
from html import unescape
from pathlib import Path

import httpx
import pytest
from full_disks import can_mount
from processes import Corrigenda
from settling_pages import (
    GHANA,
    STORY,
    Page,
    group,
    hidden,
    members,
    pages,
    place,
    send_group,
    story,
    story_text,
    text,
)

from reports.review.text_desk import TextDesk
from sources.ledger.settlements import read_settlements

__all__ = ["pages", "story", "story_text", "text"]


def fields_of_again(page: str) -> list[tuple[str, str]]:
    """The fields of the form that sends a choice again, as a browser would send them."""
    form = next(
        one for one in re.findall(r"<form.*?</form>", page, re.DOTALL) if 'id="again"' in one
    )
    return [
        (name, unescape(value)) for name, value in re.findall(r'name="(\w+)" value="([^"]*)"', form)
    ]


def send_again(person: Page, answer: httpx.Response) -> httpx.Response:
    return person.post(dict(fields_of_again(answer.text)))


def block(folder: Path) -> Path:
    """Make a folder in which no lock can be taken, also by who may do everything."""
    lock = folder / ".lock"
    lock.unlink(missing_ok=True)
    lock.mkdir()
    return lock


OTHER = {"measure": "value", "indicator": "Population", "area": "Uganda", "end": "2015"}


@pytest.mark.parametrize(
    ("kind", "fields", "said"),
    [
        ("confirm", {"choice": "own"}, "it says the population of Kenya in 2016"),
        ("confirm", {"choice": "other", **OTHER}, "it says the population of Uganda in 2015"),
        ("set_aside", {"why": "a guess & more"}, "it states no fact to check (a guess & more)"),
    ],
)
def test_where_nothing_can_be_written_the_page_says_why_and_keeps_the_choice(
    pages: tuple[Page, Page], text: TextDesk, kind: str, fields: dict[str, str], said: str
) -> None:
    ada, _ = pages
    at = place(text, "48 million")
    lock = block(text.decisions.parent)
    answer = ada.send(at, kind, **fields)
    told = unescape(answer.text)
    assert answer.status_code == 507
    assert "Not kept: it cannot be written" in told
    assert f"{text.decisions} cannot be written" in told
    assert "Make its folder writable" in told
    assert "fault of Corrigenda" not in told
    assert said in told
    assert read_settlements(text.decisions) == ()
    lock.rmdir()
    assert send_again(ada, answer).status_code == 200
    made = read_settlements(text.decisions)
    assert [one.kind for one in made] == [kind]
    assert "a guess" in made[0].why or kind == "confirm"


@pytest.mark.parametrize("story_text", [GHANA])
def test_what_was_ticked_in_a_group_is_kept_where_nothing_can_be_written(
    pages: tuple[Page, Page], text: TextDesk
) -> None:
    ada, _ = pages
    page = ada.ask("GET", "/text").text
    ticked = members(page)[:1]
    lock = block(text.decisions.parent)
    answer = send_group(ada, page, ticked)
    assert answer.status_code == 507
    assert (group(answer.text), members(answer.text)) == (group(page), ticked)
    lock.rmdir()
    assert send_group(ada, answer.text, ticked).status_code == 200
    assert len(read_settlements(text.decisions)) == 1


@pytest.mark.skipif(not can_mount(), reason="no file system can be mounted here")
def test_a_full_disk_is_told_with_what_to_do(pages: tuple[Page, Page], text: TextDesk) -> None:
    ada, _ = pages
    at = place(text, "48 million")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", name], check=True)
        try:
            text.decisions = folder / text.decisions.name
            (folder / "filler").write_bytes(b"x" * (64 << 10))
            answer = ada.send(at, "confirm", choice="own")
            told = unescape(answer.text)
            assert answer.status_code == 507
            assert "cannot be written (the disk is full). Make room on the disk" in told
            assert "run it again" not in told
            (folder / "filler").unlink()
            assert send_again(ada, answer).status_code == 200
            assert [one.kind for one in read_settlements(text.decisions)] == ["confirm"]
        finally:
            subprocess.run(["umount", name], check=True)


def test_a_register_that_cannot_be_written_leaves_the_decision_kept_and_says_so(
    pages: tuple[Page, Page], text: TextDesk, story: Path
) -> None:
    ada, _ = pages
    story.with_name("story.yaml").write_text("keep\n", encoding="utf-8")
    answer = ada.send(place(text, "48 million"), "confirm", choice="own")
    told = unescape(answer.text)
    assert answer.status_code == 507
    assert "Your decision is kept. The register is not as it says" in told
    assert "has changes of a person" in told
    assert "Ada confirmed" in told
    assert len(read_settlements(text.decisions)) == 1


def test_a_file_of_decisions_that_was_damaged_is_named_on_the_page(
    pages: tuple[Page, Page], text: TextDesk
) -> None:
    text.decisions.write_text("nonsense\n", encoding="utf-8")
    answer = pages[0].ask("GET", "/text")
    assert answer.status_code == 503
    assert "this line is no decision" in answer.text


def test_the_later_of_two_sends_what_was_chosen_and_takes_nothing_back(
    pages: tuple[Page, Page], text: TextDesk
) -> None:
    """Ada puts another reading in its place: Bob's choice is still the one that he saw."""
    ada, bob = pages
    at = place(text, "48 million")
    seen = bob.open(at)
    own = text.view().settled.figures[at - 1].reading
    assert ada.send(at, "confirm", choice="other", **OTHER).status_code == 200
    late = bob.send(at, "confirm", seen, choice="own")
    told = unescape(late.text)
    assert late.status_code == 409
    assert "“48 million”: Ada, " in told
    assert "confirmed a reading: the population of Uganda in 2015" in told
    assert "What you chose is still there: <strong>it says the population of Kenya in 2016" in told
    assert dict(fields_of_again(late.text))["kind"] == "confirm"
    assert send_again(bob, late).status_code == 200
    made = read_settlements(text.decisions)
    assert [(one.by, one.kind) for one in made] == [("Ada", "confirm"), ("Bob", "confirm")]
    assert made[-1].reading == own
    # And one who was later still is told of it, also where he sends it a second time.
    assert ada.send(at, "undo").status_code == 200
    assert send_again(bob, late).status_code == 409


@pytest.mark.parametrize("story_text", [GHANA])
def test_the_later_of_two_keeps_a_group_with_its_ticks_and_may_send_it_again(
    pages: tuple[Page, Page], text: TextDesk
) -> None:
    ada, bob = pages
    seen = bob.ask("GET", "/text").text
    ticked = members(seen)
    first, second = ("28.5 million", "29.1 million")
    assert ada.send(place(text, first), "confirm", choice="own").status_code == 200
    assert ada.send(place(text, second), "set_aside", why="no").status_code == 200
    late = send_group(bob, seen, ticked)
    told = unescape(late.text)
    assert late.status_code == 409
    assert f"“{first}”: Ada, " in told and f"“{second}”: Ada, " in told
    assert (group(late.text), members(late.text)) == (group(seen), ticked)
    assert told.count("settled by Ada since") == 2
    form = {name: hidden(late.text, name) for name in ("csrf", "expected", "seen", "group")}
    sent = {**form, "kind": "together", "figures": ticked}
    assert bob.ask("POST", "/text", data=sent).status_code == 200
    made = read_settlements(text.decisions)
    assert [one.by for one in made] == ["Ada", "Ada", "Bob", "Bob"]
    assert [one.kind for one in made[2:]] == ["confirm", "confirm"]


@pytest.mark.skipif(not can_mount(), reason="no file system can be mounted here")
def test_a_folder_that_cannot_be_written_is_told_at_the_start(corrigenda: Corrigenda) -> None:
    with tempfile.TemporaryDirectory() as name, socket.create_server(("127.0.0.1", 0)) as taken:
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", name], check=True)
        try:
            (Path(name) / "story.txt").write_text(STORY, encoding="utf-8")
            subprocess.run(["mount", "-o", "remount,ro", name], check=True)
            port = str(taken.getsockname()[1])
            done = corrigenda("settle", f"{name}/story.txt", "--name", "Ada", "--port", port)
        finally:
            subprocess.run(["umount", name], check=True)
    assert done.returncode == 2  # somebody listens at the port
    assert f"warning: {name} cannot be written, so that nothing is kept." in done.stderr
