"""Channels and their settings: what `channels.toml` may say, the folder, Slack."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from fake_faults import Reply, Request
from fake_server import FakeServer
from markdown_it import MarkdownIt
from processes import CorrigendaHere
from sample_dossiers import dossier_of
from sample_messages import CORRECTION, NOTICE, door

from reports.channels import Refused, load_channels
from reports.channels.folder import FolderChannel, folder_name
from reports.channels.settings import SecretName
from reports.channels.settings_file import read_sections
from reports.channels.slack import SlackChannel, slack_message
from reports.corrections.message import build_message
from sources.errors import InputError

WHOLE = """\
[folder.outbox]
folder = "out"
for = ["correction", "notice"]

[webhook.editor]
url = "https://editor.example/in"
secret = { env = "EDITOR_SECRET" }

[github.repo]
repository = "editor/errata"
token = { block = "github-token" }

[email.authors]
host = "mail.example"
sender = "errata@example.org"
to = ["author@example.org"]

[slack.team]
url = { env = "SLACK_URL" }
for = ["notice"]
"""


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str], Path]:
    def writing(text: str) -> Path:
        path = tmp_path / "channels.toml"
        path.write_text(text)
        return path

    return writing


def test_each_kind_of_channel_is_read(write: Callable[[str], Path]) -> None:
    sections = read_sections(write(WHOLE))
    assert [(one.kind, one.name, one.line) for one in sections] == [
        ("folder", "outbox", 1),
        ("webhook", "editor", 5),
        ("github", "repo", 9),
        ("email", "authors", 13),
        ("slack", "team", 18),
    ]
    assert all(one.settings.place for one in sections)


def test_channels_are_opened_by_what_they_are_for(
    write: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(WHOLE)
    monkeypatch.setenv("SLACK_URL", "https://hooks.slack.example/T0/B0/xyz")
    assert [one.name for one in load_channels(path, "notice")] == ["outbox", "team"]
    secrets: list[str] = []

    def read(name: SecretName) -> str:
        secrets.append(str(name))
        return "s"

    opened = load_channels(path, "correction", read)
    assert [one.name for one in opened] == ["outbox", "editor", "repo", "authors"]
    assert secrets == ["environment variable EDITOR_SECRET", "Prefect block github-token"]


def test_no_file_is_no_channel(tmp_path: Path) -> None:
    assert load_channels(tmp_path / "channels.toml", "notice") == ()


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("[folder.a]\nfolder = 'x\n", 2, "no TOML"),
        (f"[folder.a]\nfolder = {'9' * 5000}\n", None, "no TOML"),
        (f"[folder.a]\nfolder = {'[' * 5000}\n", None, "no TOML"),
        ("[fax.a]\nnumber = 1\n", 1, "no kind of channel called 'fax'"),
        ("[folder.a]\nfolder = 'x'\n\n[folder.'B b']\nfolder = 'y'\n", 4, "name of a channel"),
        ("[folder.a]\nfolder = 'x'\n[slack.a]\nurl = {env='A'}\n", 3, "two channels are called"),
        ("[webhook.a]\nurl = 'https://e.example'\nsecret = 'hunter2'\n", 3, "secret itself"),
        ("[webhook.a]\n\nurl = 'ftp://e.example'\nsecret = {env='A'}\n", 3, "https://"),
        ("[webhook.a]\nurl = 'https://u:p@e.example'\nsecret = {env='A'}\n", 2, "no password"),
        ("[webhook.a]\nurl = 'https://e.example'\nsecret = {env='A', block='b'}\n", 3, "one of"),
        ("[webhook.a]\nurl = 'https://e.example'\n", 1, "secret: field required"),
        ("[github.a]\nrepository = 'errata'\ntoken = {env='A'}\n", 2, "owner/name"),
        ("[github.a]\nfor = ['notice']\nrepository='a/b'\ntoken = {env='A'}\n", 2, "for"),
        ('[email.a]\nhost="h"\nsender="a@b.c\\r\\nBcc: x"\nto=["c@d.e"]\n', 3, "e-mail"),
        ("[email.a]\nhost='h'\nsender='a@b.c'\nto=['c@d.e']\nuser='u'\n", 1, "password"),
        ("[folder.a]\nfolder = 'x'\ncolour = 'red'\n", 3, "colour"),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_line_and_no_secret(
    text: str, line: int, words: str, write: Callable[[str], Path]
) -> None:
    path = write(text)
    with pytest.raises(InputError) as raised:
        read_sections(path)
    error = raised.value
    assert (error.file, error.line) == (str(path), line)
    assert words in str(error)
    assert "hunter2" not in str(error)


def test_settings_without_end_are_not_read(tmp_path: Path) -> None:
    path = tmp_path / "channels.toml"
    with path.open("wb") as file:
        file.truncate(1 << 40)
    with pytest.raises(InputError, match="it has more than 1 MB"):
        read_sections(path)


def test_what_a_notice_quotes_is_no_markup_in_its_file(tmp_path: Path) -> None:
    hostile = "<img src=x> [here](https://evil.example) # *now* https://evil.example @all"
    link = "https://corrigenda.example/runs/1/"
    notice = replace(NOTICE, subject=hostile, text=f"- {hostile}\n- two\n\nMore: {link}", link=link)
    FolderChannel("outbox", tmp_path).send(notice)
    [file] = tmp_path.glob("*/notice.md")
    shown = MarkdownIt().render(file.read_text())
    assert set(re.findall(r"<(\w+)", shown)) == {"h1", "ul", "li", "p", "a"}
    assert re.findall(r'href="([^"]*)"', shown) == [link]
    assert "https://evil.example" not in file.read_text()


def test_a_notice_of_a_run_on_this_machine_says_where_its_report_lies(tmp_path: Path) -> None:
    link = "file:///srv/site/runs/1/index.html"
    FolderChannel("outbox", tmp_path).send(
        replace(NOTICE, subject="a", text=f"- b\n\nMore: {link}", link=link)
    )
    [file] = tmp_path.glob("*/notice.md")
    assert "<>" not in file.read_text()
    shown = MarkdownIt().render(file.read_text())
    assert "href" not in shown
    assert f"More: {link}" in shown


def test_a_secret_that_is_not_set_is_told_with_the_section(write: Callable[[str], Path]) -> None:
    path = write("\n[webhook.a]\nurl = 'https://e.example'\nsecret = {env='NOT_SET'}\n")
    with pytest.raises(InputError, match=r"\[webhook.a\] .* NOT_SET is not set") as raised:
        load_channels(path, "correction")
    assert raised.value.line == 2


def test_a_folder_holds_the_letter_in_each_form_once(tmp_path: Path) -> None:
    channel = FolderChannel("outbox", tmp_path / "out")
    first, second = channel.send(CORRECTION), channel.send(CORRECTION)
    assert first == second
    [folder] = (tmp_path / "out").iterdir()
    assert first.reference == str(folder)
    assert sorted(path.name for path in folder.iterdir()) == [
        "letter.html",
        "letter.md",
        "message.json",
    ]
    assert (folder / "letter.md").read_text() == CORRECTION.text
    assert json.loads((folder / "message.json").read_text())["key"] == CORRECTION.key


def test_what_a_dead_attempt_left_is_no_message(tmp_path: Path) -> None:
    out = tmp_path / "out"
    (out / ".a-paper.wrong.r1.1.tmp").mkdir(parents=True)
    FolderChannel("outbox", out).send(CORRECTION)
    assert [path.name for path in out.iterdir() if not path.name.startswith(".")] == [
        "a-paper.wrong.r1"
    ]


@pytest.mark.parametrize(
    "subject_id", ["../../etc/passwd", "a/b", "..", "a\x00b", "é" * 300, "CON:"]
)
def test_a_hostile_name_stays_in_the_folder(subject_id: str, tmp_path: Path) -> None:
    message = replace(CORRECTION, subject_id=subject_id)
    FolderChannel("outbox", tmp_path / "out").send(message)
    [folder] = (tmp_path / "out").iterdir()
    assert folder.name == folder_name(message)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_two_names_that_look_alike_have_two_folders() -> None:
    one = replace(CORRECTION, subject_id="a/b", key="1")
    two = replace(CORRECTION, subject_id="a:b", key="2")
    assert folder_name(one) != folder_name(two)


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").touch()
    with pytest.raises(Refused, match="cannot be written"):
        FolderChannel("outbox", tmp_path / "out").send(CORRECTION)


def test_slack_is_told_with_nothing_that_calls_a_channel() -> None:
    seen: list[Request] = []

    def slack(request: Request) -> Reply:
        seen.append(request)
        return Reply(b"ok", content_type="text/html")

    hostile = replace(NOTICE, subject="<!channel> & all", text="<!here> " + "x" * 4000)
    with FakeServer(slack) as server:
        url = f"{server.url}/services/T0/B0/a-secret-path"
        channel = SlackChannel("team", url, door(url))
        receipt = channel.send(hostile)
    body = json.loads(seen[0].body)
    assert body["text"] == "&lt;!channel&gt; &amp; all"
    header, section, link = body["blocks"]
    assert header["text"]["type"] == section["text"]["type"] == "plain_text"
    assert len(section["text"]["text"]) == 3000
    assert link["text"]["text"] == f"<{NOTICE.link}|Read more>"
    assert "a-secret-path" not in f"{receipt}{channel}{channel.place}"
    assert receipt.answer == "200 ok"


def test_slack_says_why_it_refuses() -> None:
    with (
        FakeServer(lambda _: Reply(b"channel_is_archived", 410, "text/plain")) as server,
        pytest.raises(Refused, match="410: channel_is_archived"),
    ):
        SlackChannel("team", server.url, door()).send(NOTICE)


def test_the_command_lists_channels_and_checks_one(tmp_path: Path) -> None:
    corrigenda = CorrigendaHere(tmp_path, tmp_path)
    assert "sets up no channel" in corrigenda("channels").stdout
    assert "as docs/upstream.md shows" in corrigenda("channels", "check", "desk").stderr
    (tmp_path / "channels.toml").write_text(WHOLE)
    listed = corrigenda("channels").stdout
    assert "editor/errata" in listed
    assert "environment variable SLACK_URL" in listed
    done = corrigenda("channels", "check", "outbox")
    assert (done.returncode, "outbox works" in done.stdout) == (0, True)
    notice = next((tmp_path / "out").glob("*/notice.md")).read_text()
    assert notice.startswith("# A test from Corrigenda\n\nThis is a test")
    assert corrigenda("channels", "check", "nobody").returncode == 2
    missing = corrigenda("channels", "check", "editor")
    assert (missing.returncode, "EDITOR_SECRET is not set" in missing.stderr) == (2, True)
    (tmp_path / "channels.toml").write_text("[fax.a]\n")
    broken = corrigenda("channels")
    assert broken.returncode == 2
    assert "channels.toml:1: there is no kind" in broken.stderr


def test_a_correction_reaches_slack_as_its_own_markup_and_not_as_a_letter() -> None:
    sent = slack_message(build_message(dossier_of("gdp-share")))
    blocks = [one["text"] for one in sent["blocks"][1:]]
    assert {one["type"] for one in blocks} == {"mrkdwn"}
    text = "\n".join(one["text"] for one in blocks)
    assert "*29% of the world*" in text and "*Proposed:* “31% of the world”." in text
    assert "Approved by Ada Example on 2026-11-24." in text
    for sign in ("**", "# ", "Dear ", "SHA-256", "\\"):
        assert sign not in text


@pytest.mark.parametrize(
    "subject",
    [
        "@channel @all @here look",
        "[a report](https://evil.example/x) of **2018**",
        "See https://evil.example, www.evil.example and ![x](https://evil.example/x.png)",
        "`code` ~~gone~~ __bold__ #general ada@evil.example",
        "# A heading\n\n> and https:\\/\\/evil.example",
    ],
)
def test_a_title_is_no_markdown_where_a_receiver_reads_it_as_such(subject: str) -> None:
    sent = slack_message(replace(NOTICE, subject=subject, link=""))
    shown = MarkdownIt().enable("strikethrough").render(sent["text"])
    assert set(re.findall(r"<(\w+)", shown)) == {"p"}
    # Receivers make links of addresses that stand alone, too.
    assert not re.search(r"://|www\.|@\w", sent["text"])


def test_what_goes_out_as_markup_of_slack_is_taken_as_it_is() -> None:
    sent = slack_message(build_message(dossier_of("gdp-share", permalink="https://a.example/1")))
    marked = [one["text"] for one in sent["blocks"] if one["text"]["type"] == "mrkdwn"]
    assert marked
    assert all(one["verbatim"] is True for one in marked)


def test_no_quoted_text_calls_anybody_or_becomes_markup_in_slack() -> None:
    hostile = {"exact": "<!channel> *now* `x`", "prefix": "", "suffix": ""}
    sent = slack_message(build_message(dossier_of("gdp-share", quote=hostile)))
    text = json.dumps(sent["blocks"][1:], ensure_ascii=False)
    assert "<!channel>" not in text and "&lt;!channel&gt;" in text
    assert "*now*" not in text and "`x`" not in text
