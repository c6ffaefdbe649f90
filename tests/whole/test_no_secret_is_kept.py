"""After the whole way no secret is anywhere but where it was given: not in what was said or kept.

Each channel has a secret, and each receiver repeats all that it was sent, as badly written ones do.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import fake_github
import pytest
from fake_faults import Reply, Request
from fake_server import FakeServer
from fake_smtp import PASSWORD, USER, FakeSMTP
from processes import Corrigenda
from reviewing import Reviewer, serving

pytestmark = pytest.mark.slow
CLAIM = "liu-jiang-2018/gdp-share"
KEY, PATH, HOOK, API = (
    "a-key-of-the-receiver",
    "T0/B0/a-path-of-slack",
    "hook-secret",
    "an-api-token",
)
CHANNELS = """
[webhook.editor]
url = "{hook}/in?key={key}"
secret = {{ env = "HOOK_SECRET" }}
allow_hosts = ["127.0.0.1"]

[slack.team]
url = {{ env = "SLACK_URL" }}
allow_hosts = ["127.0.0.1"]
for = ["correction", "notice"]

[github.repo]
url = "{github}"
repository = "{repository}"
token = {{ env = "GITHUB_TOKEN" }}
allow_hosts = ["127.0.0.1"]

[email.author]
host = "localhost"
port = {port}
sender = "errata@corrigenda.example"
to = ["author@example.org"]
user = "{user}"
password = {{ env = "MAIL_PASSWORD" }}
certificates = "{authority}"
allow_hosts = ["localhost"]

[folder.outbox]
folder = "outbox"
"""


class Parrot:
    """A receiver that repeats all it was sent, and its secret: refuses first, and takes it then."""

    def __init__(self, secret: str = "") -> None:
        self.asked = 0
        self._secret = secret

    def __call__(self, request: Request) -> Reply:
        self.asked += 1
        said = {"target": request.target, "headers": dict(request.headers), "secret": self._secret}
        body = f"{json.dumps(said)} {request.target}".encode()
        return Reply(body, 422 if self.asked == 1 else 200, "text/plain")


def test_no_secret_is_in_what_was_said_or_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    program = Corrigenda(tmp_path, home)
    said: list[str] = []

    def say(*words: str) -> int:
        done = program(*words)
        said.append(f"{done.stdout}\n{done.stderr}")
        return done.returncode

    with ExitStack() as stack:
        hook = stack.enter_context(FakeServer(Parrot(HOOK)))
        slack = stack.enter_context(FakeServer(Parrot()))
        github = stack.enter_context(fake_github.serve(fake_github.Issues()))
        (tmp_path / "mail").mkdir()
        mail = stack.enter_context(FakeSMTP(tmp_path / "mail", needs_login=True))
        given = {
            "HOOK_SECRET": HOOK,
            "SLACK_URL": f"{slack.url}/services/{PATH}",
            "GITHUB_TOKEN": fake_github.TOKEN,
            "MAIL_PASSWORD": PASSWORD,
            "CORRIGENDA_API_TOKEN": API,
            "CORRIGENDA_LOG": str(tmp_path / "log"),
        }
        for name, value in given.items():
            monkeypatch.setenv(name, value)
        kept = {name: value for name, value in given.items() if name.startswith("CORRIGENDA_")}
        monkeypatch.setattr("processes.clean_environment", _with(kept))
        assert say("validate", "--plain") == 0
        token = program("review", "token", "Ada").stdout.strip()
        cookies = _decide(tmp_path, home, token)
        (home / "channels.toml").write_text(
            CHANNELS.format(
                hook=hook.url, key=KEY, github=github.url, repository=fake_github.REPOSITORY,
                port=mail.port, user=USER, authority=mail.authority,
            )
        )  # fmt: skip
        say("channels", "list")
        say("corrections", "send")
        monkeypatch.setenv("GITHUB_TOKEN", fake_github.TOKEN)
        say("corrections", "send", "--again")
        monkeypatch.setenv("MAIL_PASSWORD", "a-wrong-mail-password")
        say("channels", "check", "author")
        say("channels", "check", "editor")
        say("notify", "--test")
        for words in ("status --json", "corrections status --json", "corrections sync",
                      "corrections export --format all --out letters", "store verify"):  # fmt: skip
            say(*words.split())
        said.append(program("verify", "letters/liu-jiang-2018.gdp-share.zip").stdout)
    assert "accepted" in "".join(said) and "422" in "".join(said)

    secrets = [
        KEY, PATH, PATH.rpartition("/")[2], HOOK, API, fake_github.TOKEN, PASSWORD,
        "a-wrong-mail-password", token, *cookies,
    ]  # fmt: skip
    found = [
        (where, secret)
        for where, content in (*_files(tmp_path), ("said", "\n".join(said).encode()))
        for secret in secrets
        if secret.encode() in content and not (secret == KEY and where == "home/channels.toml")
    ]
    assert found == []
    # Whatever the umask: nobody else gets into the folder, or reads what is secret in it.
    for name in (".", "store.db", "review.key", "signing.key"):
        assert not stat.S_IMODE((home / name).stat().st_mode) & 0o077, name


def _with(more: dict[str, str]) -> object:
    from processes import clean_environment

    return lambda home: {**clean_environment(home), **_channels(), **more}


def _channels() -> dict[str, str]:
    names = ("HOOK_SECRET", "SLACK_URL", "GITHUB_TOKEN", "MAIL_PASSWORD")
    return {name: os.environ[name] for name in names if name in os.environ}


def _decide(folder: Path, home: Path, token: str) -> list[str]:
    """Approve a correction on the page; gives what its cookies held."""
    with serving(folder, home) as url:
        ada = Reviewer(url)
        ada.sign_in("a-wrong-token-of-somebody")
        before = [str(one.value) for one in ada.http.cookies]
        assert ada.sign_in(token).status_code == 200
        form = ada.form(CLAIM, "approve", anyway="yes")
        page = ada.post(f"/claims/{CLAIM}", {**form, "wording": "about 12% of the world"})
        assert page.status_code == 200
        return [*before, *(str(one.value) for one in ada.http.cookies)]


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """The files below a folder, and what is packed in them."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "mail" not in path.parts:
            name = str(path.relative_to(folder))
            for content in _unpacked(path.read_bytes()):
                yield name, content


def _unpacked(content: bytes) -> Iterator[bytes]:
    yield content
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield from _unpacked(archive.read(name))
    elif content[:2] == b"\x1f\x8b":
        yield gzip.decompress(content)
    elif content[:6] == b"SQLite":
        # What the store keeps of a run is packed by zlib, row by row.
        for start in range(len(content) - 1):
            if content[start] == 0x78 and content[start + 1] in (0x01, 0x9C, 0xDA):
                try:
                    yield zlib.decompressobj().decompress(content[start:])
                except zlib.error:
                    continue
