"""Marks into a copy of a web page, at characters of its text.

Each stretch gets a ``mark`` element with a remark, which is listed at the end of the page too. The
copy runs and fetches nothing from the network: a policy in its head forbids it, and what no policy
holds (a refresh, a hint to a browser to look ahead) is taken out. Scripts, styles and pictures
beside the page stay as they are.

What may surprise: a text is made of the characters of its page by collapsing white space, so the
nth character of it that is no space is the nth of the page's own that were read.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from lxml import etree, html

from sources.documents.structure.model import lay_out
from sources.documents.web.web_page import ElementText, page_root, walk_page
from sources.errors import DocumentError

POLICY = (
    "default-src 'none'; style-src 'unsafe-inline' file: data:; img-src file: data:; "
    "font-src file: data:; base-uri 'none'; form-action 'none'"
)
_AHEAD = frozenset(
    {"preconnect", "dns-prefetch", "prefetch", "preload", "prerender", "modulepreload"}
)
# What the reading of a page drops besides white space: a soft hyphen.
_DROPPED = "\xad"
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class PageMark:
    """A remark on a stretch of the text.

    Attributes:
        start: Its first character in `Document.text`.
        end: One past its last.
        words: The remark.
        colour: Behind the stretch: red, green and blue, from 0 to 255.
    """

    start: int
    end: int
    words: str
    colour: tuple[int, int, int]


@dataclass(frozen=True)
class _Stretch:
    """A part of a mark that lies in one source: from and to are characters of its words."""

    start: int
    end: int
    number: int


def add_page_marks(data: bytes, marks: Sequence[PageMark], heading: str, name: str) -> bytes:
    """A copy of a web page with marks, in UTF-8.

    Args:
        data: The file.
        marks: The marks, in the order of their places; of two that overlap the first is drawn.
        heading: Above the list of remarks.
        name: What errors call the file.

    Raises:
        DocumentError: The file cannot be read, or its text has no clear place in it.
    """
    root = page_root(data, name)
    walked = walk_page(root)
    text, _ = lay_out(walked.pieces)
    places = _Places.of(walked.sources)
    if places.count != _count_solid(text):
        what = "no marked copy can be made of this page"
        raise DocumentError(what, mend="Say --page FILE.html for its text marked", file=name)
    drawn = list(_without_overlaps(marks))
    solid = list(accumulate((_is_solid(sign) for sign in text), initial=0))
    by_source: dict[int, list[_Stretch]] = {}
    for number, mark in enumerate(drawn, start=1):
        for at, start, end in places.stretches(solid[mark.start], solid[mark.end]):
            by_source.setdefault(at, []).append(_Stretch(start, end, number))
    begun: set[int] = set()
    for at in sorted(by_source):
        _draw(walked.sources[at], by_source[at], drawn, begun)
    _add_remarks(root, text, drawn, heading)
    _make_safe(root)
    copy: bytes = etree.tostring(root, encoding="utf-8", method="html", doctype="<!DOCTYPE html>")
    return copy


def _is_solid(sign: str) -> bool:
    return not sign.isspace() and sign != _DROPPED


def _count_solid(words: str) -> int:
    return sum(map(_is_solid, words))


@dataclass(frozen=True)
class _Places:
    """How many characters that are no space the sources have before each of them."""

    sources: Sequence[ElementText]
    before: tuple[int, ...]

    @classmethod
    def of(cls, sources: Sequence[ElementText]) -> _Places:
        counts = (_count_solid(source.words) for source in sources)
        return cls(sources, tuple(accumulate(counts, initial=0)))

    @property
    def count(self) -> int:
        return self.before[-1]

    def stretches(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """The source and the characters of it for the solid characters from start to end."""
        at = max(bisect_right(self.before, start) - 1, 0)
        while at < len(self.sources) and self.before[at] < end:
            solid = [i for i, sign in enumerate(self.sources[at].words) if _is_solid(sign)]
            low, high = max(start - self.before[at], 0), min(end - self.before[at], len(solid))
            if low < high:
                yield at, solid[low], solid[high - 1] + 1
            at += 1


def _without_overlaps(marks: Iterable[PageMark]) -> Iterator[PageMark]:
    place = 0
    for mark in marks:
        if mark.start >= place:
            yield mark
            place = mark.end


def _draw(
    source: ElementText, stretches: Sequence[_Stretch], marks: Sequence[PageMark], begun: set[int]
) -> None:
    """Put the marks of one source around its words; the last first, so that places stay."""
    words, element = source.words, source.element
    first = {stretch.number for stretch in stretches} - begun
    begun |= first
    for stretch in reversed(stretches):
        drawn = _mark_element(marks[stretch.number - 1], stretch.number, stretch.number in first)
        drawn.text = _fit(words[stretch.start : stretch.end])
        drawn.tail = _fit(words[stretch.end :])
        words = words[: stretch.start]
        if source.is_tail:
            element.tail = None
            element.addnext(drawn)
        else:
            element.insert(0, drawn)
    if source.is_tail:
        element.tail = _fit(words)
    else:
        element.text = _fit(words)


def _mark_element(mark: PageMark, number: int, is_first: bool) -> etree._Element:
    colour = f"rgb({mark.colour[0]} {mark.colour[1]} {mark.colour[2]})"
    drawn = html.Element("mark")
    if is_first:
        drawn.set("id", f"corrigenda-mark-{number}")
    drawn.set("class", "corrigenda")
    drawn.set("style", f"background: {colour}; color: #111; text-decoration: underline")
    drawn.set("title", _fit(mark.words))
    drawn.set("aria-details", f"corrigenda-{number}")
    return drawn


def _add_remarks(root: etree._Element, text: str, marks: Sequence[PageMark], heading: str) -> None:
    """The remarks at the end of the page, each with a link to its mark."""
    body = root.find("body")
    section = html.Element("section")
    section.set("id", "corrigenda")
    section.set("lang", "en")
    section.set(
        "style", "margin: 2em; padding: 1em; background: #fff; color: #111; border: 1px solid"
    )
    etree.SubElement(section, "h2").text = heading
    listed = etree.SubElement(section, "ol")
    for number, mark in enumerate(marks, start=1):
        item = etree.SubElement(listed, "li")
        item.set("id", f"corrigenda-{number}")
        link = etree.SubElement(item, "a")
        link.set("href", f"#corrigenda-mark-{number}")
        link.set("style", "color: #0b4f8a")
        link.text = f"“{' '.join(_fit(text[mark.start : mark.end]).split())}”"
        link.tail = f": {_fit(mark.words)}"
    (root if body is None else body).append(section)


def _make_safe(root: etree._Element) -> None:
    """Nothing is fetched or run when the copy is opened, and its characters are what it says."""
    for meta in list(root.iter("meta")):
        said = (meta.get("http-equiv") or "").strip().lower()
        if meta.get("charset") is not None or said in ("refresh", "content-type"):
            meta.drop_tree()
    for link in list(root.iter("link")):
        if _AHEAD & set((link.get("rel") or "").lower().split()):
            link.drop_tree()
    for link in root.iter("a", "area"):
        link.attrib.pop("ping", None)
    head = root.find("head")
    if head is None:
        head = html.Element("head")
        root.insert(0, head)
    charset, policy = html.Element("meta"), html.Element("meta")
    charset.set("charset", "utf-8")
    policy.set("http-equiv", "Content-Security-Policy")
    policy.set("content", POLICY)
    head.insert(0, policy)
    head.insert(0, charset)


def _fit(words: str) -> str:
    return _NO_XML.sub("\ufffd", words)
