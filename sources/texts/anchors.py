"""Where a quote stands in a text, kept so that it is found again in a text that has changed.

A quote with what stands before and after it is the TextQuoteSelector of the W3C's Web Annotation
Data Model (section 4.2.4): `TextQuote` has its three names. Quotes and contexts are folded text
(`sources.texts.folding`), which is what a reader sees; places are of the text as given.

A claim's anchor is found strictly, by its phrase and the register's own prefix and suffix, or it
is lost: a claim bound to the wrong figure would be worse. What is lost may have a nearest place,
which is for a person to look at and binds nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from sources.figures.asides import is_number_word
from sources.model import Claim
from sources.texts.folding import (
    FoldedText,
    fold_text,
    locate_folded,
    locate_phrase,
    normalise_text,
)
from sources.texts.places import Places

CONTEXT = 32
"""About how many characters of context an anchor has on each side; more where it needs more."""

_MOST_CONTEXT = 256
_ALIKE = 0.6
"""How alike a context, or a nearest place, must be: half its words and some more."""
_AHEAD = 0.1
"""By how much the best of several places must be more alike than the next."""
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_WORD = re.compile(r"\S+")
_FEWEST_WORDS = 2
_MOST_PLACES = 5
_MOST_COMPARED = 200
"""Places whose context is compared; a quote that stands in more of them is known by none."""
_COMMON = 1000
"""A word that stands more often than that tells no place apart."""


@dataclass(frozen=True)
class TextQuote:
    """A quote, and what stands just before and just after it."""

    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True)
class Anchor:
    """A quote and its place: ``text[start:end]`` prints it."""

    quote: TextQuote
    start: int
    end: int
    claim_id: str = ""


@dataclass(frozen=True)
class LostAnchor:
    """A claim whose phrase has no place of its own in a text.

    Attributes:
        claim_id: The claim.
        quote: What was looked for.
        count: How often it stands there: never, or more than once.
        nearest: The place most like it, where one is like it at all.
        likeness: How alike that place is, a fraction.
    """

    claim_id: str
    quote: TextQuote
    count: int
    nearest: Anchor | None = None
    likeness: float = 0.0


class AnchoredText:
    """A text to find quotes in, folded and split into words once for all of them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded: FoldedText = fold_text(text)

    @cached_property
    def places(self) -> Places:
        """Where words stand in the folded text."""
        return Places(self.folded.text)

    @cached_property
    def words(self) -> Sequence[re.Match[str]]:
        """The words of the folded text, with their places."""
        return tuple(_WORD.finditer(self.folded.text))

    @cached_property
    def masked(self) -> list[str]:
        """The words in small letters, their digits masked."""
        return _masked(match[0] for match in self.words)

    @cached_property
    def index(self) -> dict[str, list[int]]:
        """The places among the words of each masked word."""
        index: dict[str, list[int]] = {}
        for place, word in enumerate(self.masked):
            index.setdefault(word, []).append(place)
        return index

    def anchor(self, start: int, end: int, claim_id: str = "") -> Anchor:
        """The anchor of a stretch of the folded text, with as much context as tells it apart."""
        whole, length = self.folded.text, CONTEXT
        quote = _quote(whole, start, end, length)
        while length < _MOST_CONTEXT and len(self.found(quote)) > 1:
            length *= 2
            quote = _quote(whole, start, end, length)
        return Anchor(quote, *self.folded.raw_span(start, end), claim_id)

    def found(self, quote: TextQuote) -> tuple[int, ...]:
        """Where a folded quote begins in the folded text, context and all."""
        return locate_folded(quote.exact, quote.prefix, quote.suffix, self.folded.text)


def anchor(claim: Claim, text: str | AnchoredText) -> Anchor | LostAnchor:
    """Where a claim's phrase stands in a text, with about 32 characters on either side of it."""
    known = text if isinstance(text, AnchoredText) else AnchoredText(text)
    starts = locate_phrase(claim, known.folded.text)
    if len(starts) == 1:
        start = starts[0]
        return known.anchor(start, start + len(normalise_text(claim.phrase)), claim.id)
    quote = TextQuote(claim.phrase, claim.prefix, claim.suffix)
    nearest, likeness = find_nearest(quote, known)
    return LostAnchor(claim.id, quote, len(starts), nearest, likeness)


def anchor_all(
    claims: Iterable[Claim], text: str | AnchoredText
) -> tuple[tuple[Anchor, ...], tuple[LostAnchor, ...]]:
    """The anchors of claims in a text, and those that are lost."""
    known = text if isinstance(text, AnchoredText) else AnchoredText(text)
    found = [anchor(claim, known) for claim in claims]
    return (
        tuple(one for one in found if isinstance(one, Anchor)),
        tuple(one for one in found if isinstance(one, LostAnchor)),
    )


def find_anchor(quote: TextQuote, text: str | AnchoredText) -> Anchor | None:
    """Where a quote stands in a text that may have changed around it.

    White space, escapes and emphasis do not matter. Of several places the one whose context is
    the quote's; where the context has changed too, the one most like it, if it is clearly that.
    None where the quote is gone, or its context is no longer like any.
    """
    known = text if isinstance(text, AnchoredText) else AnchoredText(text)
    folded = TextQuote(*map(normalise_text, (quote.exact, quote.prefix, quote.suffix)))
    # A quote that was taken from folded text stands there as it is, another once it is folded.
    for one in dict.fromkeys((quote, folded)):
        starts = known.found(one)
        if len(starts) != 1:
            starts = locate_folded(one.exact, "", "", known.folded.text)
            if one.prefix or one.suffix:
                starts = _most_alike(one, starts, known.folded.text)
        if len(starts) == 1:
            return known.anchor(starts[0], starts[0] + len(one.exact))
    return None


def quote_as_printed(quote: TextQuote, text: str) -> TextQuote | None:
    """A quote with the blanks and line breaks that a text has, for what compares characters.

    Args:
        quote: What to find.
        text: As whoever anchors the quote has it.

    Returns:
        The words of the text at its place and around them; None where it has no place of its own.
    """
    found = find_anchor(quote, text)
    if found is None:
        return None
    before, after = max(0, found.start - CONTEXT), found.end + CONTEXT
    exact = text[found.start : found.end]
    return TextQuote(exact, text[before : found.start], text[found.end : after])


def find_nearest(quote: TextQuote, text: str | AnchoredText) -> tuple[Anchor | None, float]:
    """The place of a text that is most like a quote whose own place is gone, and how alike.

    Only words count and numbers do not, so that "about 62% of the people" is the place of "about
    63% of the people"; a quote of fewer than two words has too little to be known by.
    """
    known = text if isinstance(text, AnchoredText) else AnchoredText(text)
    wanted = _masked(normalise_text(f"{quote.prefix} {quote.exact} {quote.suffix}").split())
    if len(_wordy(wanted)) < _FEWEST_WORDS:
        return None, 0.0
    votes: Counter[int] = Counter()
    for offset, word in enumerate(wanted):
        places = known.index.get(word, ())
        if len(places) <= _COMMON:
            votes.update(max(0, place - offset) for place in places)
    likeness, _, first, last = max(
        (
            _alike(wanted, known, first, last)
            for place, _ in votes.most_common(_MOST_PLACES)
            for first in range(max(0, place - 1), place + 2)
            for last in range(first + len(wanted) - 2, first + len(wanted) + 2)
        ),
        default=(0.0, 0, 0, 0),
    )
    if likeness < _ALIKE:
        return None, 0.0
    start, end = known.words[first].start(), known.words[last].end()
    return known.anchor(start, end), likeness


def _alike(
    wanted: Sequence[str], known: AnchoredText, first: int, last: int
) -> tuple[float, int, int, int]:
    """How alike the words of a window are, the shorter of two equal windows being more so."""
    if not 0 <= first <= last < len(known.words):
        return 0.0, 0, 0, 0
    found = known.masked[first : last + 1]
    likeness = SequenceMatcher(None, _wordy(wanted), _wordy(found), autojunk=False).ratio()
    has_number = len(_wordy(found)) < len(found)
    return (likeness if has_number else 0.0), first - last, first, last


def _quote(whole: str, start: int, end: int, length: int) -> TextQuote:
    """A stretch with so much context, cut where a word begins or ends."""
    before, after = whole[max(0, start - length) : start], whole[end : end + length]
    if start > length and " " in before.rstrip():
        before = before[before.index(" ") + 1 :]
    if end + length < len(whole) and " " in after.lstrip():
        after = after[: after.rindex(" ")]
    return TextQuote(whole[start:end], before.strip(), after.strip())


def _most_alike(quote: TextQuote, starts: Sequence[int], whole: str) -> tuple[int, ...]:
    """The place whose context is clearly most like a quote's; empty where none is."""
    if len(starts) > _MOST_COMPARED:
        return ()
    ranked = sorted((_context_likeness(quote, start, whole), start) for start in starts)
    if not ranked or ranked[-1][0] < _ALIKE:
        return ()
    is_clear = len(ranked) == 1 or ranked[-1][0] - ranked[-2][0] >= _AHEAD
    return (ranked[-1][1],) if is_clear else ()


def _context_likeness(quote: TextQuote, start: int, whole: str) -> float:
    end = start + len(quote.exact)
    before = whole[max(0, start - len(quote.prefix) - 1) : start].strip()
    after = whole[end : end + len(quote.suffix) + 1].strip()
    return _likeness(f"{quote.prefix} {quote.suffix}", f"{before} {after}")


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _masked(words: Iterable[str]) -> list[str]:
    """Words in small letters without punctuation, with every number as one sign."""
    return [_DIGITS.sub("#", word.lower()).strip(".,;:!?()[]\"'") for word in words]


def _wordy(masked: Sequence[str]) -> list[str]:
    """The words that state no number."""
    return [
        word for word in masked if "#" not in word and not any(map(is_number_word, word.split("-")))
    ]
