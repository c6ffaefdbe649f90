"""A page as a browser would see it: its tags, attributes and texts."""

from __future__ import annotations

import re
from html.parser import HTMLParser


def joined(html: str) -> str:
    """A page without the elements that keep its dates on one line."""
    return re.sub(r'<span class="unbroken">([^<]*)</span>', r"\1", html)


class Page(HTMLParser):
    """The tags, attributes and texts of a page, as a browser would see them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []
        self.bodies: dict[str, str] = {}
        self._inside = ""
        # A date in a sentence is no word of its own.
        self.feed(joined(html))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag in {"script", "style"}:
            self._inside = tag

    def handle_endtag(self, tag: str) -> None:
        if tag == self._inside:
            self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.bodies[self._inside] = self.bodies.get(self._inside, "") + data
        else:
            self.texts.append(data)

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attrs for name, attrs in self.tags if name == tag]

    @property
    def ids(self) -> list[str]:
        return [attrs["id"] for _, attrs in self.tags if "id" in attrs]

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", " ".join(self.texts))
