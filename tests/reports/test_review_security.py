"""The review page against those who mean harm: each test is one way in that is closed."""

from __future__ import annotations

import contextlib
import http.client
import re
import socket
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, given, settings
from msgspec import structs
from reviewing import Reviewer, hidden, kinds, serving
from sample_assessment import HOSTILE, RUN, hostile_assessment
from sample_runs import PAPER
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok

from reports.findings.findings import build_findings
from reports.records import EventDetail
from reports.review.application import find_docs, find_report
from reports.review.connections import HEAD_SECONDS, MOST_CONNECTIONS
from reports.review.sessions import (
    hash_token,
    new_token,
)
from reports.store import Store, open_store

pytestmark = pytest.mark.slow
WRONG = f"{PAPER}/wrong"


@pytest.mark.parametrize("csrf", ["", "0" * 64, "é", None])
def test_a_form_without_the_token_of_its_session_decides_nothing(
    ada: Reviewer, kept: Store, csrf: str | None
) -> None:
    form = ada.form(WRONG, "accept", reason="x")
    if csrf is None:
        eve = Reviewer(ada.url, "Eve")
        eve.sign_in()
        csrf = eve.form(WRONG, "accept")["csrf"]
    answer = ada.post(f"/claims/{WRONG}", {**form, "csrf": csrf})
    assert answer.status_code == 403
    assert kinds(kept, WRONG) == []


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_form_from_another_site_is_refused(
    ada: Reviewer, kept: Store, headers: dict[str, str]
) -> None:
    form = ada.form(WRONG, "accept", reason="x")
    assert ada.post(f"/claims/{WRONG}", form, headers=headers).status_code == 403
    assert kinds(kept, WRONG) == []
    own = {"Origin": ada.url, "Sec-Fetch-Site": "same-origin"}
    assert ada.post(f"/claims/{WRONG}", form, headers=own).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "", "localhost@evil", "["]
)
def test_another_name_in_the_host_header_is_refused(url: str, host: str) -> None:
    answer = requests.get(f"{url}/login", headers={"Host": host}, timeout=10)
    assert answer.status_code in {400, 421}
    assert "csrf" not in answer.text


def test_the_names_of_the_loopback_are_ours(url: str) -> None:
    port = urlsplit(url).port
    for host in (f"localhost:{port}", "LOCALHOST", f"[::1]:{port}"):
        answer = requests.get(f"{url}/login", headers={"Host": host}, timeout=10)
        assert answer.status_code == 200


def idle(url: str, number: int, begun: bytes) -> Iterator[socket.socket]:
    parts = urlsplit(url)
    for _ in range(number):
        connection = socket.create_connection((parts.hostname, parts.port), timeout=10)
        connection.sendall(begun)
        yield connection


@pytest.mark.parametrize(
    "begun",
    [
        b"",
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ",
        b"POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n"
        b"Content-Type: application/x-www-form-urlencoded\r\n\r\na=",
    ],
)
def test_connections_that_ask_nothing_keep_nobody_out(
    url: str, ada: Reviewer, begun: bytes
) -> None:
    held = list(idle(url, MOST_CONNECTIONS + 150, begun))
    try:
        for _ in range(5):
            other = Reviewer(url, "Bob")
            assert other.sign_in().status_code == 200
        assert ada.get("/").status_code == 200
    finally:
        for connection in held:
            connection.close()


def test_a_connection_without_a_request_is_given_up(url: str) -> None:
    [slow] = idle(url, 1, b"GET / HTTP/1.1\r\n")
    slow.settimeout(HEAD_SECONDS + 10)
    with slow, contextlib.suppress(ConnectionError):
        assert slow.recv(1) == b""


def test_cookies_and_pages_say_what_browsers_may_do(url: str, tmp_path: Path) -> None:
    answer = Reviewer(url).get("/login")
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    policy = answer.headers["Content-Security-Policy"].split("; ")
    for rule in ("default-src 'none'", "form-action 'self'", "frame-ancestors 'none'"):
        assert rule in policy
    assert "base-uri 'none'" in policy
    assert "unsafe" not in str(policy)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "server" not in answer.headers


def test_behind_a_proxy_with_tls_cookies_are_secure(kept: Store, tmp_path: Path) -> None:
    kept.add_reviewer("Ada", hash_token(new_token()))
    options = ("--https-proxy", "--allow-host", "review.example")
    with serving(tmp_path, tmp_path, *options) as url:
        headers = {"Host": "review.example"}
        cookie = requests.get(f"{url}/login", headers=headers, timeout=10).headers["Set-Cookie"]
    assert cookie.startswith("__Host-corrigenda=")
    assert "Secure" in cookie


class Elements(HTMLParser):
    """Elements and attributes of a page, as a browser would see them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.scripts = 0
        self.images = 0
        self.handlers: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.scripts += tag == "script"
        self.images += tag == "img"
        self.handlers += [name for name, _ in attrs if name.startswith("on")]
        self.handlers += [
            value or "" for _, value in attrs if (value or "").startswith("javascript")
        ]


def test_script_in_every_field_does_nothing(tmp_path: Path) -> None:
    found = build_findings(hostile_assessment(), None, structs.replace(RUN, run_id="hostile"))
    with open_store(f"sqlite:///{tmp_path / 'store.db'}") as opened:
        opened.record_run(found)
        with serving(tmp_path, tmp_path) as url:
            eve = Reviewer(url, HOSTILE)
            assert eve.sign_in().status_code == 200
            paper_id, claim_id = "liu-jiang-2018", "population"
            claim = f"{paper_id}/{claim_id}"
            opened.append(paper_id, claim_id, "approve", HOSTILE, EventDetail(wording=HOSTILE))
            opened.append(
                paper_id, claim_id, "sent", "publish", EventDetail(channel=HOSTILE, revision=1)
            )
            eve.decide(claim, "corrected", note=HOSTILE, reference=f"javascript:{HOSTILE}")
            eve.decide(claim, "approve", wording=f"x {HOSTILE}", comment=HOSTILE)
            eve.decide(claim, "accept", reason=HOSTILE)
            eve.decide(claim, "defer", until="2099-01-01", reason=HOSTILE)
            assert len(opened.events(paper_id, claim_id)) == 6
            pages = [
                eve.get("/").text,
                eve.get(f"/?{urlencode({'q': HOSTILE, 'paper': HOSTILE})}").text,
                eve.get(f"/claims/{claim}?{urlencode({'back': urlencode({'q': HOSTILE})})}").text,
                eve.decide(claim, "accept", reason=HOSTILE * 80).text,
                eve.get(f"/login?{urlencode({'then': HOSTILE})}").text,
            ]
    for page in pages:
        seen = Elements(page)
        assert (seen.scripts, seen.images, seen.handlers) == (1, 0, [])
    assert "&lt;script&gt;" in pages[2]


@pytest.mark.parametrize(
    "path",
    [
        "/claims/../../etc/passwd",
        "/claims/..%2f..%2fetc/passwd",
        "/claims/a-paper/..%2f..%2fstore.db",
        "/claims/a-paper/%00",
        "/claims/a-paper/wrong%0a",
        "/runs/..%2f..%2fetc/index.html",
        "/runs/../index.html",
        "/runs/run-0001/data_docs/..%2findex.html",
        "/runs/%2e%2e/findings.json",
        "/static/..%2freview.key",
    ],
)
def test_a_path_in_an_id_leads_nowhere(ada: Reviewer, path: str) -> None:
    connection = http.client.HTTPConnection(urlsplit(ada.url).netloc, timeout=10)
    cookie = "; ".join(f"{name}={value}" for name, value in ada.http.cookies.items())
    connection.request("GET", path, headers={"Cookie": cookie})
    answer = connection.getresponse()
    body = answer.read().decode()
    connection.close()
    assert answer.status in {404, 422}
    assert "root:" not in body
    assert "<main" in body


def test_only_what_a_run_left_is_served_as_its_report(tmp_path: Path) -> None:
    folder = tmp_path / "run-1"
    folder.mkdir()
    page = folder / "index.html"
    page.write_text("x")
    assert find_report(str(page), "run-1") == page
    assert find_report(str(page), "run-2") is None
    (folder / "secret.txt").write_text("x")
    assert find_report(str(folder / "secret.txt"), "run-1") is None
    page.unlink()
    page.symlink_to(folder / "secret.txt")
    assert find_report(str(page), "run-1") is None
    assert find_report("a\0b", "run-1") is None
    docs = folder / "data_docs"
    docs.mkdir()
    (docs / "claims.html").symlink_to(folder / "secret.txt")
    assert find_docs(page, "claims") is None
    (docs / "index.html").write_text("x")
    assert find_docs(page, "index") == docs / "index.html"
    docs.rename(tmp_path / "elsewhere")
    docs.symlink_to(tmp_path / "elsewhere")
    assert find_docs(page, "index") is None


def test_a_body_that_is_too_large_is_refused_with_a_length_and_without(ada: Reviewer) -> None:
    form = urlencode({**ada.form(WRONG, "accept"), "reason": "x" * 100_000}).encode()
    kind = {"Content-Type": "application/x-www-form-urlencoded"}

    def chunks() -> Iterator[bytes]:
        for at in range(0, len(form), 8192):
            yield form[at : at + 8192]

    for body in (form, chunks()):
        answer = ada.http.post(f"{ada.url}/claims/{WRONG}", body, headers=kind, timeout=10)
        assert answer.status_code == 413
        assert "<main" in answer.text


def test_files_and_other_kinds_of_body_are_refused(ada: Reviewer) -> None:
    form = ada.form(WRONG, "accept", reason="x")
    path = f"{ada.url}/claims/{WRONG}"
    assert ada.http.post(path, form, files={"f": b"x"}, timeout=10).status_code == 415
    assert ada.http.post(path, json=form, timeout=10).status_code == 415


def test_nothing_that_its_description_allows_breaks_it(ada: Reviewer) -> None:
    schema = schemathesis.openapi.from_dict(ada.get("/openapi.json").json())
    schema.config.update(base_url=ada.url)
    cookie = {"Cookie": "; ".join(f"{name}={value}" for name, value in ada.http.cookies.items())}
    csrf = hidden(ada.get("/").text, "csrf")
    real = {"paper_id": PAPER, "claim_id": "wrong", "run_id": "run-0001", "name": "index"}
    statuses: set[int] = set()

    def call(case: schemathesis.Case[Any]) -> None:
        if isinstance(case.body, dict) and case.path != "/logout":
            case.body["csrf"] = csrf
        answer = case.call(headers=cookie, allow_redirects=False)
        statuses.add(answer.status_code)
        case.validate_response(answer, checks=[not_a_server_error])

    bounded = settings(
        max_examples=20,
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    for result in schema.get_all_operations():
        assert isinstance(result, Ok)
        operation = result.ok()
        bounded(given(operation.as_strategy())(call))()
        names = set(re.findall(r"{(\w+)}", operation.path))
        if names:
            known = {name: real[name] for name in names}
            bounded(given(operation.as_strategy(path_parameters=known))(call))()
    assert {200, 303, 422} <= statuses
    assert max(statuses) < 500
