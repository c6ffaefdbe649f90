"""``corrigenda check URL``: a document from the web, where its address may be asked."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fake_faults import Reply, Request
from fake_server import FakeServer
from odd_word_files import word_file
from pdf_writing import lines, write_pdf

from flows.cli.main import run
from flows.work.checking import check_text
from flows.work.orders import CheckOrder
from flows.work.texts.fetching import fetch_document
from reports.channels.http import Patience
from sources.errors import DocumentError, InputError

STORY = "In 2015, the population of Kenya was about 47 million."
PAGE = f"<!doctype html><title>Kenya</title><img src=/picture.png><p>{STORY}"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HERE = ("127.0.0.1",)
QUICK = Patience(connect=2.0, read=0.5, whole=1.5, body=200_000)

ANSWERS = {
    "/page": Reply(PAGE.encode(), content_type="text/html; charset=utf-8"),
    "/latin": Reply(
        "<!doctype html><p>Población: 5 millones".encode("cp1252"),
        content_type="text/html; charset=windows-1252",
    ),
    "/story.txt": Reply(STORY.encode(), content_type="text/plain"),
    "/file.pdf": Reply(write_pdf([lines(50, 700, [STORY])]), content_type="application/pdf"),
    "/file.docx": Reply(word_file(), content_type=WORD),
    "/nothing": Reply(b"", 404),
    "/moved": Reply(b"", 302, headers=(("Location", "/page"),)),
    "/ring": Reply(b"", 301, headers=(("Location", "/ring"),)),
    "/inside": Reply(b"", 302, headers=(("Location", "https://169.254.169.254/latest/"),)),
    "/file": Reply(b"", 302, headers=(("Location", "file:///etc/passwd"),)),
    "/nowhere": Reply(b"", 302, headers=(("Location", "http://["),)),
    "/huge": Reply(b"5 " * 200_000, content_type="text/plain"),
    "/long": Reply(b"5", content_type="text/plain", headers=(("Content-Length", "9" * 4400),)),
    "/packed": Reply(b"\x1f\x8b\x08", headers=(("Content-Encoding", "gzip"),)),
    "/picture": Reply(b"\x89PNG\r\n\x1a\n\0\0", content_type="image/png"),
}  # fmt: skip


def answer(request: Request) -> Reply:
    return ANSWERS[request.path]


@pytest.mark.parametrize("path", ["/page", "/story.txt", "/file.pdf", "/file.docx", "/moved"])
def test_a_document_is_read_whatever_it_comes_in_and_nothing_else_is_asked(path: str) -> None:
    with FakeServer(answer) as server:
        document = fetch_document(server.url + path, HERE)
        asked = [served.request.path for served in server.log]
    assert "47 million" in document.text
    assert asked == ([path, "/page"] if path == "/moved" else [path])


def test_the_servers_word_about_characters_counts() -> None:
    with FakeServer(answer) as server:
        assert "Población" in fetch_document(f"{server.url}/latin", HERE).text


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/nothing", "answers with status 404"),
        ("/ring", "redirects more than 3 times"),
        ("/inside", "not a public address"),
        ("/file", "no URL of the web"),
        ("/nowhere", "redirects to what is no address"),
        ("/huge", "or came only in part"),
        ("/packed", "packs it"),
        ("/long", "or came only in part"),
        ("/picture", "no document that is read here"),
    ],
)
def test_what_cannot_be_had_is_told_in_one_line(path: str, said: str) -> None:
    with FakeServer(answer) as server, pytest.raises(DocumentError, match=said) as caught:
        fetch_document(server.url + path, HERE, QUICK)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("fault", ["503", "reset", "cut", "hang", "drip=1"])
def test_a_server_that_fails_is_told_in_one_line(fault: str) -> None:
    with FakeServer(answer, faults=[fault]) as server, pytest.raises(DocumentError) as caught:
        fetch_document(f"{server.url}/page", HERE, QUICK)
    assert "Save the document and name its file" in str(caught.value)


@pytest.mark.parametrize(
    "make",
    [
        lambda port: f"http://127.0.0.1:{port}/page",
        lambda port: f"https://127.0.0.1:{port}/page",
        lambda port: f"https://localhost:{port}/page",
        lambda port: f"https://[::1]:{port}/page",
        lambda port: f"https://2130706433:{port}/page",
        lambda port: f"https://name:word@127.0.0.1:{port}/page",
        lambda port: "https://:0/",
        lambda port: "https://x:99999999/",
        lambda port: "HTTP://",
        lambda port: "http://[",
        lambda port: "https://[::1/",
    ],
)
def test_private_addresses_and_what_is_none_are_refused_before_anything_is_asked(
    make: Callable[[int], str], capfd: pytest.CaptureFixture[str]
) -> None:
    with FakeServer(answer) as server:
        assert run(["check", make(int(server.url.rpartition(":")[2]))]) == 2
        assert server.log == []
    assert capfd.readouterr().err.count("\n") == 1


def test_settings_may_allow_a_host(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CORRIGENDA_TEXT_HOSTS", "example.org, 127.0.0.1")
    with FakeServer(answer) as server:
        assert run(["check", f"{server.url}/page", "--published", "2018"]) == 0


def test_what_was_fetched_is_checked_and_cannot_be_settled_or_copied(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from flows.work.settling import open_text

    monkeypatch.setenv("CORRIGENDA_TEXT_HOSTS", "127.0.0.1")
    with FakeServer(answer) as server:
        order = CheckOrder(f"{server.url}/page", "2018", allow_hosts=HERE)
        checked = check_text(order)
        assert run(["check", f"{server.url}/page", "--marked-copy", "copy.html"]) == 2
    assert [one.standing for one in checked.findings.figures] == ["holds"]
    assert checked.judged.read.paper.source == order.file
    with pytest.raises(InputError, match="Save it and name its file"):
        open_text(order)
    assert "this is no file" in " ".join(capfd.readouterr().err.split())
