"""People at the page on which readings are settled, and what they read and send there."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.types import ASGIApp

from flows.work.orders import CheckOrder
from flows.work.settling import open_text
from reports.review.application import build_application
from reports.review.desk import Config
from reports.review.text_desk import TextDesk
from reports.store import open_store

STORY = """\
Kenya at work

Kenya had 48 million people in 2016. Its neighbour <b>Uganda</b> had far fewer, 27 million.
The survey of 2,000 households was made in May.
"""


@dataclass
class Page:
    """A person at the page: keeps cookies, follows redirects, fills in the forms that it opens."""

    app: ASGIApp
    cookies: httpx.Cookies = field(default_factory=httpx.Cookies)

    def ask(self, method: str, path: str, **options: Any) -> httpx.Response:
        async def ask() -> httpx.Response:
            async with httpx.AsyncClient(
                transport=httpx.ASGITransport(app=self.app),
                base_url="http://127.0.0.1:8620",
                cookies=self.cookies,
                follow_redirects=True,
            ) as client:
                answer = await client.request(method, path, **options)
                self.cookies = client.cookies
                return answer

        return asyncio.run(ask())

    def open(self, figure: int) -> str:
        answer = self.ask("GET", "/text", params={"figure": str(figure)})
        assert answer.status_code == 200
        return answer.text

    def post(self, form: Mapping[str, str]) -> httpx.Response:
        return self.ask("POST", "/text", data=dict(form))

    def send(self, figure: int, kind: str, opened: str = "", **fields: str) -> httpx.Response:
        page = opened or self.open(figure)
        form = {"csrf": hidden(page, "csrf"), "expected": hidden(page, "expected")}
        return self.post({**form, "figure": str(figure), "kind": kind, **fields})


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, f"no field {name}"
    return unescape(found[1])


@pytest.fixture
def story_text() -> str:
    return STORY


@pytest.fixture
def story(tmp_path: Path, story_text: str) -> Path:
    file = tmp_path / "story.txt"
    file.write_text(story_text, encoding="utf-8")
    return file


@pytest.fixture
def text(story: Path) -> TextDesk:
    order = CheckOrder(str(story), "2018-06", today=date(2026, 1, 1))
    return open_text(order, story.with_name("story.yaml"))


@pytest.fixture
def pages(text: TextDesk, tmp_path: Path) -> Iterator[tuple[Page, Page]]:
    """Two people at the same text."""
    with open_store(f"sqlite:///{tmp_path / 'store.db'}") as store:
        made = []
        for name in ("Ada", "Bob"):
            config = Config(tmp_path, name=name)
            app = build_application(store, config, b"key of the test " * 2, text)
            made.append(Page(app))
        yield made[0], made[1]


def place(text: TextDesk, phrase: str) -> int:
    """The number of a figure as pages count."""
    figures = text.settled().figures
    return next(at for at, one in enumerate(figures, 1) if phrase in one.phrase)


GHANA = """\
Ghana at work

In 2016 Ghana had 28.5 million inhabitants. In 2017 Ghana had 29.1 million inhabitants.
The economy grew by 8.1 per cent after a slow start. After that output per head came to $2,026.
After all, output per head was $2,026.
"""


def members(page: str) -> list[str]:
    return re.findall(r'name="figures" value="(\d+)" checked', page)


def group(page: str) -> str:
    return hidden(page, "group")


def send_group(person: Page, page: str, figures: list[str], **fields: str) -> httpx.Response:
    form = {"csrf": hidden(page, "csrf"), "expected": hidden(page, "expected")}
    form |= {"kind": "together", "group": group(page)}
    return person.ask("POST", "/text", data={**form, **fields, "figures": figures})
