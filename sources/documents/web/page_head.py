"""What the head of a page says of it: meta elements, linked data, the title, the language."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from lxml import etree

from sources.documents.structure.front_matter import (
    FrontMatter,
    as_authors,
    as_date,
    as_doi,
    as_language,
)
from sources.tools.foreign import JsonObject

_MOST_LINKED_DATA = 200_000
_TITLES = ("citation_title", "dc.title", "og:title", "twitter:title")
_AUTHORS = ("citation_author", "dc.creator", "author", "article:author", "parsely-author")
_DATES = (
    "citation_publication_date",
    "citation_online_date",
    "citation_date",
    "article:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "publication_date",
    "pubdate",
    "publishdate",
    "date",
)
_DOIS = ("citation_doi", "dc.identifier", "doi", "prism.doi", "bepress_citation_doi")


def declared_in(root: etree._Element) -> FrontMatter:
    """What the head of a page says: meta elements, linked data, the title, the language."""
    values: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        key = (meta.get("name") or meta.get("property") or meta.get("itemprop") or "").lower()
        content = (meta.get("content") or "").strip()
        if key and content:
            values.setdefault(key, []).append(content[:1000])
    linked = _linked_data(root)
    titles = [*_values(values, _TITLES), linked.title, *(e.text or "" for e in root.iter("title"))]
    people = next((values[key] for key in _AUTHORS if key in values), [])
    authors = tuple(name for said in people for name in as_authors(said) if "://" not in name)
    languages = (root.get("lang"), root.get("{http://www.w3.org/XML/1998/namespace}lang"))
    return FrontMatter(
        title=next((title for title in titles if title and title.strip()), ""),
        authors=authors or linked.authors,
        published=_first(as_date(said) for said in _values(values, _DATES)) or linked.published,
        doi=_first(as_doi(said) for said in _values(values, _DOIS)),
        language=_first(as_language(said or "") for said in languages)
        or _first(as_language(said) for said in values.get("content-language", [])),
    )


def _values(values: dict[str, list[str]], keys: tuple[str, ...]) -> Iterator[str]:
    for key in keys:
        yield from values.get(key, ())


def _first(said: Iterator[str]) -> str:
    return next((words for words in said if words), "")


def _linked_data(root: etree._Element) -> FrontMatter:
    """What JSON-LD says of the article, if it says anything."""
    for script in root.iter("script"):
        if (script.get("type") or "").lower() != "application/ld+json":
            continue
        content = script.text or ""
        if len(content) > _MOST_LINKED_DATA:
            continue
        try:
            data = json.loads(content)
        except (ValueError, RecursionError):
            continue
        for thing in _things(data):
            if "datePublished" in thing or "headline" in thing:
                return FrontMatter(
                    title=_words(thing.get("headline")),
                    authors=tuple(_names(thing.get("author"))),
                    published=as_date(_words(thing.get("datePublished"))),
                )
    return FrontMatter()


def _things(data: Any) -> Iterator[JsonObject]:
    """The objects of JSON-LD, one level of lists and of @graph deep."""
    for thing in data if isinstance(data, list) else [data]:
        if isinstance(thing, dict):
            yield thing
            graph = thing.get("@graph")
            if isinstance(graph, list):
                yield from (node for node in graph if isinstance(node, dict))


def _names(author: Any) -> Iterator[str]:
    for one in author if isinstance(author, list) else [author]:
        name = one.get("name") if isinstance(one, dict) else one
        if isinstance(name, str) and name.strip() and "://" not in name:
            yield " ".join(name.split())[:200]


def _words(value: Any) -> str:
    return value if isinstance(value, str) else ""
