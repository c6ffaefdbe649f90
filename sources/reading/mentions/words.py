"""Words of a text with their places, and tables of phrases found among them in one pass.

Words are compared without case, accents, possessive endings and the plural's s, in one of their two
spellings; hyphens and other signs between the words of a phrase do not count. The cost is linear in
the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

_TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}|[^\W_]+(?:[\u00ad\u200b\u2060]+[^\W_]+)*(?:[.,][0-9]+)*(?:[’'][^\W\d_]+)*|"
    r"[^\w\s\u00ad\u200b\u2060]",
)
_PLAIN = re.compile(r"[A-Za-z0-9 ]+")
_POSSESSIVE = re.compile(r"[’']s?$")
_UNSEEN = re.compile("[\u00ad\u200b\u2060]")
"""A soft hyphen, and signs without width, within words."""
_RAISED = re.compile(r"(?<=[^\W\d_]{3})[¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰ]+$")
"""The mark of a note on a word ("Population¹"); km² and CO₂ are spelt so."""
_LONGEST_PHRASE = 9
_JOINING = frozenset({"-", "–", "‐", "‑", "'", "’", "/", '"', "“", "”", "*", "_", "&"})
_BARRIERS = frozenset(".,;:!?()[]|")

Payload = TypeVar("Payload")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or sign: ``text[start:end]``; ``key`` is what phrases are compared by."""

    start: int
    end: int
    text: str
    key: str
    is_word: bool


def tokenize(text: str) -> tuple[Token, ...]:
    """The words and signs of a text, in order; a tab, and the end of a row with one, are bars."""
    return tuple(
        Token(match.start(), match.end(), match[0], fold(match[0]), match[0][0].isalnum())
        for match in _TOKEN.finditer(_with_bars(text))
    )


def _with_bars(text: str) -> str:
    """A text of the same length with bars for the tabs between cells, and at the ends of rows."""
    if "\t" not in text:
        return text
    return _ROW_WITH_TABS.sub(lambda row: row[0].replace("\t", "|").replace("\n", "|"), text)


_ROW_WITH_TABS = re.compile(r"[^\t\n]*\t[^\n]*\n?")


@lru_cache(maxsize=20000)
def fold(word: str) -> str:
    """A word as it is compared: without case, accents, possessive and plural endings."""
    plain = unicodedata.normalize("NFKD", _RAISED.sub("", _UNSEEN.sub("", word)))
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign)).casefold()
    plain = _POSSESSIVE.sub("", plain.replace("’", "'"))
    if plain[:1].isdigit():
        return plain.replace(",", "")
    if len(plain) > 2 and plain.endswith(".") and "." in plain[:-1]:
        plain = plain.replace(".", "")
    if len(plain) > 4 and plain.endswith("ies"):
        plain = plain[:-3] + "y"
    elif len(plain) > 3 and plain.endswith("s") and plain[-2] not in "su":
        plain = plain[:-1]
    return _spell(plain)


_SPELLINGS = (
    (re.compile(r"^(un)?lab?our"), r"\1labor"),
    (re.compile(r"^enrolment"), "enrollment"),
    (re.compile(r"^fertilis"), "fertiliz"),
    (re.compile(r"^defence"), "defense"),
    (re.compile(r"^(centi|milli|kilo|)metre"), r"\1meter"),
    (re.compile(r"^litre"), "liter"),
    (re.compile(r"^centre"), "center"),
    (re.compile(r"^programme"), "program"),
    (re.compile(r"^anaemi"), "anemi"),
    (re.compile(r"^diarrhoea"), "diarrhea"),
    (re.compile(r"(?<=..)is(ation|ed|ing)$"), r"iz\1"),
)


_SPELLED = re.compile(
    r"labour|^enrol|^fertilis|^defenc|metre$|^litre|^centre|^program|^anaem|^diarrh|is(?:ation|ed|ing)$"
)


def _spell(word: str) -> str:
    """A word in one of its two spellings: "labour" and "labor" are the same."""
    if len(word) < 5 or not _SPELLED.search(word):
        return word
    for pattern, spelled in _SPELLINGS:
        word = pattern.sub(spelled, word, count=1)
    return word


@lru_cache(maxsize=40000)
def fold_phrase(phrase: str) -> tuple[str, ...]:
    """A phrase as the words that are compared."""
    if _PLAIN.fullmatch(phrase):
        return tuple(map(fold, phrase.split()))
    return tuple(token.key for token in tokenize(phrase) if token.is_word)


@dataclass(frozen=True, slots=True)
class Found(Generic[Payload]):
    """A phrase of a table found in a text: tokens ``first`` up to ``last`` (excluded).

    Of a phrase with gaps these are its last words; ``others`` are the tokens of its other words.
    """

    first: int
    last: int
    start: int
    end: int
    payload: Payload
    others: tuple[int, ...] = ()


class PhraseTable(Generic[Payload]):
    """Phrases with what they mean, found in a text in one pass, the longest first."""

    def __init__(self, phrases: Iterable[tuple[str, Payload]]) -> None:
        self._by_first: dict[str, dict[tuple[str, ...], list[Payload]]] = {}
        for phrase, payload in phrases:
            words = fold_phrase(phrase)
            if words and len(words) <= _LONGEST_PHRASE:
                entries = self._by_first.setdefault(words[0], {})
                payloads = entries.setdefault(words, [])
                if payload not in payloads:
                    payloads.append(payload)
        self._longest = {
            first: max(len(words) for words in entries) for first, entries in self._by_first.items()
        }

    def find(self, tokens: tuple[Token, ...]) -> Iterator[Found[Payload]]:
        """Every phrase in a text; of overlapping ones the longest that begins first."""
        at = 0
        while at < len(tokens):
            match = self._match(tokens, at)
            if match is None:
                at += 1
                continue
            stop, payloads = match
            start, end = tokens[at].start, tokens[stop - 1].end
            for payload in payloads:
                yield Found(at, stop, start, end, payload)
            at = stop

    def _match(self, tokens: tuple[Token, ...], at: int) -> tuple[int, list[Payload]] | None:
        entries = self._by_first.get(tokens[at].key)
        if entries is None or not tokens[at].is_word:
            return None
        longest = self._longest[tokens[at].key]
        best: tuple[int, list[Payload]] | None = None
        words: list[str] = []
        place = at
        while place < len(tokens) and len(words) < longest:
            token = tokens[place]
            if token.is_word:
                words.append(token.key)
                found = entries.get(tuple(words))
                if found is not None:
                    best = (place + 1, found)
            elif token.text in _BARRIERS or token.text not in _JOINING:
                break
            place += 1
        return best
