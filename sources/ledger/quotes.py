"""The short quote by which a figure of a text is known: what a register's ``phrase`` should be.

A quote holds its figure and a word or two beside it, states by itself what the figure states in
its sentence, and stands in the text once, if need be with a prefix and a suffix.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from sources.errors import FigureError
from sources.figures.numbers.tokens import words
from sources.figures.parse import parse_figure
from sources.model import LONGEST_PHRASE, Figure
from sources.texts.anchors import AnchoredText, TextQuote
from sources.texts.folding import locate_at, normalise_text

_REACHES = [(before, after) for before in range(4) for after in range(5)]
"""How many words before and after a figure its quote may take in."""

_LOOSE = words(
    "a an and are as at but by each every for from had has have her his in into is it its of on or "
    "our over per she than that the their they this to was were which with"
)
"""Words that a quote had better not begin or end with."""

_MARKS = re.compile(r"[\"'()\[\],;:]")
_MADE = re.compile(r"\b(?:made|makes?|making)\s$")
_NUMBERS = re.compile(r"\d+")
_MOST_OTHERS = 6
"""Numbers beside its figure, such as years, that a quote may hold; a table's row has more."""
_BESIDE = (*range(1, 9), 12, 16, 24, 32)
"""How many words of context on a side are tried, as long as they are no longer than a phrase."""
_MOST_TRIED = 5
_MOST_PLACES = 41
_WORD_BEFORE = re.compile(r"\S+\s*$")
_WORD_AFTER = re.compile(r"\s*\S+")
_NEAR = 80
_BEFORE = " \"'“‘([—–-:;,."
_AFTER = " \"'”’)]—–-:;,.!?"

Span = tuple[int, int]


def quote_figure(
    figure: Figure, text: AnchoredText, sentence: Span, start: int | None = None
) -> TextQuote | None:
    """The quote of a figure; None where none states the same and is found again.

    Args:
        figure: The figure, with its place in the text as given.
        text: The text.
        sentence: Where its sentence begins and ends in the text as given.
        start: Where the words begin that the quote has to hold before the figure, such as those
            that tell a fall; None for none.
    """
    first = figure.start if start is None else min(start, figure.start)
    span = folded_span(text, first, figure.end)
    bounds = folded_span(text, *sentence)
    whole = text.folded.text
    printed = whole[span[0] : span[1]]
    stretches = sorted(
        _stretches(whole, span, bounds),
        key=lambda stretch: (
            _is_torn(whole, *stretch),
            _roughness(whole[slice(*stretch)], printed, figure.noun),
        ),
    )
    stating = []
    for start, end in stretches:
        quote = TextQuote(whole[start:end])
        if not _states(quote.exact, figure):
            continue
        if _is_only(quote, text, start):
            return quote
        stating.append((start, end))
    for start, end in stating[:_MOST_TRIED]:
        in_context = _in_context(text, start, end)
        if in_context is not None:
            return in_context
    return None


def quote_words(start: int, end: int, text: AnchoredText) -> TextQuote | None:
    """The quote of words as they stand, whatever they state; None where nothing tells them apart.

    Args:
        start: Where they begin in the text as given.
        end: Where they end.
        text: The text.
    """
    first, last = folded_span(text, start, end)
    first, last = _reach(text.folded.text, (first, last), (first, last), 0, 0)
    if not 0 < last - first <= LONGEST_PHRASE:
        return None
    alone = TextQuote(text.folded.text[first:last])
    return alone if _is_only(alone, text, first) else _in_context(text, first, last)


def _is_torn(whole: str, start: int, end: int) -> bool:
    """Whether a quote begins with half of "made up", by itself a rise."""
    return (
        whole[start:end].startswith("up ")
        and _MADE.search(whole, max(0, start - _NEAR), start) is not None
    )


def _roughness(phrase: str, printed: str, noun: str) -> tuple[bool, bool, bool, int]:
    """How far a quote is from what a person would choose; the least is best."""
    parts = phrase.lower().split()
    has_marks = len(_MARKS.findall(phrase)) > len(_MARKS.findall(printed))
    is_loose = phrase != printed and (parts[0] in _LOOSE or parts[-1] in _LOOSE)
    return has_marks or is_loose, len(parts) < 2, noun not in phrase, len(parts)


def quote_number(start: int, end: int, text: AnchoredText) -> str:
    """A quote for a number that states no figure, with a word beside it; empty for none."""
    whole = text.folded.text
    first, last = folded_span(text, start, end)
    for reach in ((0, 1), (1, 0), (1, 1), (0, 0)):
        begin, stop = _reach(whole, (first, last), (0, len(whole)), *reach)
        phrase = whole[begin:stop]
        is_there = begin in locate_at(normalise_text(phrase), "", "", whole, begin)
        if len(phrase) <= LONGEST_PHRASE and is_there:
            return phrase
    return ""


def folded_span(text: AnchoredText, start: int, end: int) -> Span:
    """Where a stretch of the text as given stands in the folded text."""
    first = text.folded.folded_at(start)
    return first, max(text.folded.folded_at(end - 1) + 1, first + 1)


def _stretches(whole: str, span: Span, bounds: Span) -> Iterator[Span]:
    seen = set()
    for before, after in _REACHES:
        start, end = _reach(whole, span, bounds, before, after)
        if (start, end) not in seen and 0 < end - start <= LONGEST_PHRASE:
            seen.add((start, end))
            yield start, end


def _reach(whole: str, span: Span, bounds: Span, before: int, after: int) -> Span:
    """A span widened by whole words within bounds, without the punctuation at its ends."""
    start, end = span
    for _ in range(before):
        match = _WORD_BEFORE.search(whole, max(bounds[0], start - _NEAR), start)
        start = match.start() if match else start
    for _ in range(after):
        match = _WORD_AFTER.match(whole, end, min(bounds[1], end + _NEAR))
        end = match.end() if match else end
    while start < span[0] and whole[start] in _BEFORE:
        start += 1
    while end > span[1] and whole[end - 1] in _AFTER:
        end -= 1
    return start, end


def _states(phrase: str, figure: Figure) -> bool:
    """Whether a phrase by itself states what a figure does."""
    if len(_NUMBERS.findall(phrase)) > len(_NUMBERS.findall(figure.text)) + _MOST_OTHERS:
        return False
    return _meaning_alone(phrase) == meaning(figure)


@lru_cache(maxsize=1 << 14)
def _meaning_alone(phrase: str) -> tuple[object, ...] | None:
    """What the one figure of a phrase states; None where it has none, or several.

    A text that repeats itself has its phrases read once.
    """
    try:
        return meaning(parse_figure(phrase))
    except FigureError:
        return None


def meaning(figure: Figure) -> tuple[object, ...]:
    """What a figure states, its words and its place aside."""
    first = None if figure.first is None else meaning(figure.first)
    money = figure.unit, figure.currency
    hedge = figure.hedge, figure.is_strict
    return figure.value, *money, figure.quantum, *hedge, figure.top, first, figure.is_rank


def _in_context(text: AnchoredText, start: int, end: int) -> TextQuote | None:
    """A phrase that stands in the text more than once, with the words that tell it apart."""
    whole = text.folded.text
    phrase = whole[start:end]
    contexts = _contexts(whole, start, end)
    short = [one for one in contexts if max(map(len, one)) <= LONGEST_PHRASE]
    # Where the widest context does not tell it apart, no narrower one does.
    if not short or not _is_only(TextQuote(phrase, *short[-1]), text, start):
        return None
    for prefix, suffix in short:
        for quote in (
            TextQuote(phrase, prefix),
            TextQuote(phrase, "", suffix),
            TextQuote(phrase, prefix, suffix),
        ):
            if _is_only(quote, text, start):
                return quote
    return None


def _contexts(whole: str, start: int, end: int) -> list[tuple[str, str]]:
    """The words before and after a stretch, for each number of `_BESIDE`."""
    firsts = list(islice(_back(whole, start), _BESIDE[-1]))
    lasts = list(islice(_on(whole, end), _BESIDE[-1]))
    return [
        (whole[firsts[count - 1] : start].strip(), whole[end : lasts[count - 1]].strip())
        for count in _BESIDE
    ]


def _is_only(quote: TextQuote, text: AnchoredText, start: int) -> bool:
    """Whether the reader of registers finds a quote at a place, and nowhere else.

    A quote that looks as if it stood in too many places is given up.
    """
    exact, prefix, suffix = map(normalise_text, (quote.exact, quote.prefix, quote.suffix))
    befores = (prefix, f"{prefix} ") if prefix else ("",)
    afters = (suffix, f" {suffix}") if suffix else ("",)
    is_found = False
    for before in befores:
        for after in afters:
            places = text.places.of(f"{before}{exact}{after}", _MOST_PLACES)
            if places is None:
                return False
            for first in (at + len(before) for at in places):
                if locate_at(exact, prefix, suffix, text.folded.text, first):
                    if first != start:
                        return False
                    is_found = True
    return is_found


def _back(whole: str, start: int) -> Iterator[int]:
    """Where the word before a place begins, the one before that, and so on; the first for ever."""
    while True:
        match = _WORD_BEFORE.search(whole, max(0, start - _NEAR), start)
        start = match.start() if match else start
        yield start


def _on(whole: str, end: int) -> Iterator[int]:
    """Where the word behind a place ends, the one behind that, and so on; the last for ever."""
    while True:
        match = _WORD_AFTER.match(whole, end, end + _NEAR)
        end = match.end() if match else end
        yield end
