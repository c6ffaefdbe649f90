"""Who is let in to the review page: tokens, sessions, and those who guess."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from processes import Corrigenda
from reviewing import Reviewer, hidden, kinds, serving
from sample_runs import PAPER
from starlette.requests import Request

from reports.review.desk import Config, Desk
from reports.review.sessions import (
    MOST_ADDRESSES,
    MOST_OF_ONE,
    WINDOW_SECONDS,
    Limiter,
    hash_token,
    load_key,
    new_token,
)
from reports.review.sign_in import own_page
from reports.store import Store, open_store
from sources.errors import OutputError

pytestmark = pytest.mark.slow
WRONG = f"{PAPER}/wrong"


def test_signing_in_and_out_need_the_token_of_the_form_too(ada: Reviewer) -> None:
    assert ada.post("/logout", {"csrf": "x"}).status_code == 403
    assert Reviewer(ada.url).post("/login", {"name": "Eve"}).status_code == 403
    assert "Ada" in ada.get("/").text


def test_on_another_address_nothing_starts_before_somebody_has_a_token(
    corrigenda: Corrigenda, tmp_path: Path
) -> None:
    for options in (["--host", "0.0.0.0"], ["--allow-host", "x.example"], ["--https-proxy"]):
        done = Corrigenda(tmp_path, tmp_path)("review", "--port", "0", *options)
        assert done.returncode == 2
        assert "no reviewer has a token" in done.stderr


def test_a_token_is_printed_once_listed_by_name_and_revoked(tmp_path: Path) -> None:
    program = Corrigenda(tmp_path, tmp_path)
    token = program("review", "token", "Ada Lovelace").stdout.strip()
    assert len(token) >= 43
    assert "Ada Lovelace" in program("review", "tokens").stdout
    assert token not in program("review", "tokens").stdout
    with open_store(f"sqlite:///{tmp_path / 'store.db'}") as opened:
        digest = hashlib.sha256(token.encode()).hexdigest()
        assert opened.token_hashes() == {"Ada Lovelace": digest}
    assert token.encode() not in (tmp_path / "store.db").read_bytes()
    with serving(tmp_path, tmp_path) as url:
        ada = Reviewer(url, "Somebody")
        assert ada.sign_in(token).url == f"{url}/"
        assert "Ada Lovelace" in ada.get("/").text
        assert program("review", "revoke", "Ada Lovelace").returncode == 0
        assert "/login" in ada.get("/").url
    assert program("review", "revoke", "Ada Lovelace").returncode == 2


def test_a_missing_or_wrong_token_lets_nobody_in(url: str, kept: Store) -> None:
    named = Reviewer(url, "Ada")
    named.sign_in()
    kept.add_reviewer("Ada", hash_token(new_token()))
    # A name that was enough before is not once there are tokens.
    assert "/login" in named.get("/").url
    for token in ("", "wrong", hash_token("x")):
        eve = Reviewer(url, "Ada")
        assert eve.sign_in(token).status_code == 403
        assert "/login" in eve.get(f"/claims/{WRONG}").url
    forged = Reviewer(url)
    forged.http.cookies.set("corrigenda", "eyJuYW1lIjoiQWRhIn0.x.y")
    assert "/login" in forged.get("/").url


def test_guessing_is_slowed_down_even_for_who_guesses_right(url: str, kept: Store) -> None:
    token = new_token()
    kept.add_reviewer("Ada", hash_token(token))
    eve = Reviewer(url)
    statuses = [eve.sign_in(f"guess {number}").status_code for number in range(MOST_OF_ONE)]
    assert statuses == [403] * MOST_OF_ONE
    answer = eve.sign_in(token)
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= WINDOW_SECONDS + 1


def test_failures_age_are_counted_by_network_and_bounded_in_memory() -> None:
    time = [0.0]
    limiter = Limiter(lambda: time[0])
    for number in range(MOST_OF_ONE):
        limiter.fail(f"2001:db8::{number}")
    assert limiter.seconds_to_wait("2001:db8::ffff") > 0
    assert limiter.seconds_to_wait("2001:db8:1::1") == 0
    time[0] = WINDOW_SECONDS
    assert limiter.seconds_to_wait("2001:db8::ffff") == 0
    for number in range(MOST_ADDRESSES + 50):
        limiter.fail(f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}")
    assert len(limiter._by_address) == MOST_ADDRESSES
    # Whoever fails from many addresses keeps nobody else out.
    assert limiter.seconds_to_wait("192.0.2.1") == 0


@pytest.mark.parametrize(
    ("bad", "good"),
    [
        ("::ffff:192.0.2.7", "::ffff:192.0.2.8"),
        ("192.0.2.7:50000", "192.0.2.8:50000"),
        ("[2001:db8:1::7]:50000", "[2001:db8:2::7]:50000"),
        ("[2001:db8:1::7]", "[2001:db8:2::7]"),
        ("2001:db8:1::7%eth0", "2001:db8:2::7%eth0"),
    ],
)
def test_one_who_guesses_keeps_no_other_out_however_addresses_are_told(bad: str, good: str) -> None:
    limiter = Limiter(lambda: 0.0)
    for _ in range(MOST_OF_ONE):
        limiter.fail(bad)
    assert limiter.seconds_to_wait(bad) > 0
    assert limiter.seconds_to_wait(good) == 0
    plain = bad.removeprefix("::ffff:").removesuffix(":50000").removesuffix("%eth0").strip("[]")
    assert limiter.seconds_to_wait(plain) > 0


def test_a_session_ends_at_sign_out_and_cannot_be_used_again(ada: Reviewer) -> None:
    cookies = ada.http.cookies.copy()
    csrf = hidden(ada.get("/").text, "csrf")
    assert "/login" in ada.post("/logout", {"csrf": csrf}).url
    ada.http.cookies = cookies
    assert "/login" in ada.get("/").url


def test_a_cookie_from_before_a_sign_out_is_worth_nothing_after_a_restart(
    kept: Store, tmp_path: Path
) -> None:
    with serving(tmp_path, tmp_path) as url:
        ada = Reviewer(url)
        ada.sign_in()
        form = ada.form(WRONG, "accept", reason="x")
        cookies = ada.http.cookies.copy()
        ada.post("/logout", {"csrf": form["csrf"]})
    with serving(tmp_path, tmp_path) as url:
        replayed = Reviewer(url)
        replayed.http.cookies = cookies
        assert "/login" in replayed.get("/").url
        assert replayed.post(f"/claims/{WRONG}", form).status_code == 403
        fresh = Reviewer(url)
        fresh.sign_in()
        assert "Ada" in fresh.get("/").text
    assert kinds(kept, WRONG) == []


def test_ended_sessions_are_forgotten_when_their_cookies_are_too_old(store: Store) -> None:
    store.end_session("old", -1)
    store.end_session("new", 60)
    store.end_session("new", 60)
    assert store.has_ended("new")
    assert not store.has_ended("old")


def test_taking_the_last_token_away_opens_the_page_to_nobody(tmp_path: Path) -> None:
    program = Corrigenda(tmp_path, tmp_path)
    token = program("review", "token", "Ada").stdout.strip()
    with serving(tmp_path, tmp_path) as url:
        ada = Reviewer(url, "Ada")
        ada.sign_in(token)
        assert "lets nobody in" in program("review", "revoke", "Ada").stderr
        for said in ("", token):
            eve = Reviewer(url, "Ada")
            assert eve.sign_in(said).status_code == 403
            assert "/login" in eve.get("/").url
        assert "/login" in ada.get("/").url
    refused = program("review", "--port", "0")
    assert refused.returncode == 2
    assert "nobody has one any more" in refused.stderr
    program("review", "token", "Bob")
    assert program("review", "by-name").returncode == 2
    program("review", "revoke", "Bob")
    assert program("review", "by-name").returncode == 0
    with serving(tmp_path, tmp_path) as url:
        assert Reviewer(url, "Cleo").sign_in().status_code == 200


@pytest.mark.parametrize(
    ("peer", "lines", "counted"),
    [
        ("127.0.0.1", ["198.51.100.7"], "198.51.100.7"),
        ("127.0.0.1", ["1.1.1.1, 198.51.100.7"], "198.51.100.7"),
        ("127.0.0.1", ["1.1.1.1", "198.51.100.7"], "198.51.100.7"),
        ("::1", ["1.1.1.1", "2.2.2.2,198.51.100.7"], "198.51.100.7"),
        ("127.0.0.1", [], "127.0.0.1"),
        ("127.0.0.1", [""], "127.0.0.1"),
        ("10.1.2.3", ["198.51.100.7"], "198.51.100.7"),
        ("::ffff:10.1.2.3", ["198.51.100.7"], "198.51.100.7"),
        # No proxy of ours: what it says of itself counts for nothing.
        ("203.0.113.9", ["198.51.100.7"], "203.0.113.9"),
    ],
)
def test_an_address_is_what_the_proxy_said_last(
    peer: str, lines: list[str], counted: str, store: Store, tmp_path: Path
) -> None:
    config = Config(tmp_path, is_https=True, proxies=("10.0.0.0/8",))
    headers = [(b"x-forwarded-for", line.encode()) for line in lines]
    request = Request({"type": "http", "headers": headers, "client": (peer, 1)})
    assert Desk(store, config, b"k" * 32).address(request) == counted


@pytest.mark.parametrize(
    "path", ["//evil.example", "https://evil.example", "/\\evil.example", "/login", "/x\r\ny", ""]
)
def test_nobody_is_led_to_another_site_after_signing_in(path: str) -> None:
    assert own_page(path) == "/"


def test_a_key_that_is_none_is_refused(tmp_path: Path) -> None:
    first = load_key(tmp_path)
    assert load_key(tmp_path) == first
    (tmp_path / "review.key").write_bytes(b"short")
    with pytest.raises(OutputError, match="no key"):
        load_key(tmp_path)


def test_only_the_loopback_alone_is_private(tmp_path: Path) -> None:
    assert Config(tmp_path).is_private
    assert Config(tmp_path, "::1").is_private
    for config in (
        Config(tmp_path, "0.0.0.0"),
        Config(tmp_path, "192.0.2.1"),
        Config(tmp_path, "review.example"),
        Config(tmp_path, allowed_hosts=("review.example",)),
        Config(tmp_path, is_https=True),
    ):
        assert not config.is_private
