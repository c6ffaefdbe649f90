"""The review page behind a real nginx that speaks TLS: who asks, and what a cookie says."""

from __future__ import annotations

import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests
from fake_smtp import make_certificates
from processes import free_port
from reviewing import Reviewer, hidden, kinds, serving
from sample_runs import PAPER, run_of

from reports.review.sessions import hash_token, new_token
from reports.store import Store, open_store

NGINX = shutil.which("nginx") or next(
    (str(path) for path in map(Path, ("/usr/sbin/nginx",)) if path.exists()), ""
)
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not NGINX, reason="nginx is not installed"),
]
SETTINGS = """
daemon off; master_process off; pid {folder}/pid; error_log stderr warn;
events {{}}
http {{
  access_log off;
  client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
  uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
  server {{
    listen 127.0.0.1:{port} ssl;
    ssl_certificate {folder}/server.pem; ssl_certificate_key {folder}/server.pem;
    location / {{
      proxy_pass {url};
      proxy_set_header Host $http_host;
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
    }}
  }}
}}
"""


@contextmanager
def proxied(url: str, folder: Path) -> Iterator[tuple[str, Path]]:
    """Run nginx before an address; gives its own, and the file of its authority."""
    authority = make_certificates(folder, "localhost")
    port = free_port()
    settings = folder / "nginx.conf"
    settings.write_text(SETTINGS.format(folder=folder, port=port, url=url))
    process = subprocess.Popen(
        [NGINX, "-p", folder, "-e", "stderr", "-c", settings], stderr=subprocess.PIPE
    )
    ours = f"https://localhost:{port}"
    try:
        for _ in range(600):
            try:
                requests.get(f"{ours}/login", verify=str(authority), timeout=30)
                break
            except requests.ConnectionError:
                assert process.poll() is None, process.communicate()
                time.sleep(0.1)
        yield ours, authority
    finally:
        process.kill()
        process.communicate()


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path / 'store.db'}") as opened:
        opened.record_run(run_of(1))
        yield opened


def test_a_reviewer_decides_through_the_proxy_with_a_secure_cookie(
    kept: Store, tmp_path: Path
) -> None:
    token = new_token()
    kept.add_reviewer("Ada", hash_token(token))
    with (
        serving(tmp_path, tmp_path, "--behind-proxy") as url,
        proxied(url, tmp_path) as (ours, authority),
    ):
        ada = Reviewer(ours)
        ada.http.verify, ada.http.trust_env = str(authority), False
        given = ada.get("/login").headers["Set-Cookie"]
        assert given.startswith("__Host-corrigenda=")
        assert {"Secure", "HttpOnly", "SameSite=strict", "Path=/"} <= set(given.split("; "))
        signed = ada.sign_in(token)
        assert signed.status_code == 200 and signed.url.startswith(ours)
        decided = ada.decide(f"{PAPER}/wrong", "accept", reason="known")
        assert decided.status_code == 200
        # A form of a page on another address is none of ours, whatever the proxy is called.
        form = ada.form(f"{PAPER}/old", "accept", reason="known")
        other = {"Origin": "https://evil.example"}
        assert ada.post(f"/claims/{PAPER}/old", form, headers=other).status_code == 403
        assert ada.get("/", headers={"Host": "evil.example"}).status_code == 421
    assert kinds(kept, f"{PAPER}/wrong") == ["accept"]
    assert kinds(kept, f"{PAPER}/old") == []


def test_a_forged_address_of_a_client_does_not_pass_the_limit(kept: Store, tmp_path: Path) -> None:
    kept.add_reviewer("Ada", hash_token(new_token()))
    statuses = []
    with (
        serving(tmp_path, tmp_path, "--behind-proxy") as url,
        proxied(url, tmp_path) as (ours, authority),
    ):
        eve = Reviewer(ours)
        eve.http.verify, eve.http.trust_env = str(authority), False
        for number in range(7):
            page = eve.get("/login").text
            fields = {"csrf": hidden(page, "csrf"), "name": "", "token": f"wrong-{number}"}
            forged = {"X-Forwarded-For": f"198.51.100.{number}"}
            statuses.append(eve.post("/login", fields, headers=forged).status_code)
    assert statuses == [403] * 5 + [429] * 2


def test_a_proxy_that_is_not_named_is_not_believed(kept: Store, tmp_path: Path) -> None:
    done = _usage("--proxy", "10.0.0.0/8", folder=tmp_path)
    assert re.search(r"--proxy goes with --behind-proxy", done)
    assert "no address and no network" in _usage(
        "--behind-proxy", "--proxy", "everybody", folder=tmp_path
    )


def _usage(*words: str, folder: Path) -> str:
    from processes import Corrigenda

    done = Corrigenda(folder, folder)("review", *words)
    assert done.returncode == 2
    return done.stderr
