"""Where in a new text the passage stands that a correction is about. Pure.

What is looked for is a frame: the words of the quote beside its figure, and those before and after
the quote. Every figure of the text is held against it, and so is every place of the quote and of
the approved wording. The place is the one whose frame is most alike; those hardly less alike are
given too, so that the caller can tell whether it matters which it is.

What may surprise: a quote with few words around it must have all of them, and a place in a note of
correction ("Erratum: for 29% read 31%") is none, for the passage itself may stand as it did.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from reports.decisions.surroundings import SearchedText, masked
from sources.figures.parse import find_figures
from sources.model import Figure
from sources.texts.anchors import AnchoredText
from sources.texts.folding import normalise_text

_REACH = 6
"""How many words of context on a side are compared."""
_ALIKE = 0.6
_AHEAD = 0.15
"""By how much the best place must be more alike than the next to be the only one."""
_FEW = 5
"""With fewer words than this in a frame, all must be there."""
_BETWEEN = 10
"""How many words may stand where the quote stood, when no figure does."""

_WORD = re.compile(r"\S+")
_NOTE = re.compile(
    r"\b(?:errat(?:um|a)|corrigend(?:um|a)|correction\s*[:(]|corrections?\s+(?:notice|note)|"
    r"should\s+(?:now\s+)?(?:have\s+)?read|should\s+(?:now\s+)?(?:be|have\s+been)\s+[\"'$\d]|"
    r"(?:is|are|ought)\s+to\s+(?:be\s+)?read|(?:an?\s+)?earlier\s+version|in\s+place\s+of\s+[\"'$\d]|"
    r"instead\s+of\s+[\"'$\d])",
    re.IGNORECASE,
)
_NOTE_REACH = 300
_AFTER_END = 8
"""Marks and a blank that may stand behind the end of a sentence."""
_SENTENCE_END = re.compile(r"[.!?][\"')\]]*\s")
_PARAGRAPH = re.compile(r"\n\s*\n")


@dataclass(frozen=True)
class Passage:
    """A place that may be that of a correction.

    Attributes:
        text: What stands there, folded: as much as the quote or the wording was.
        start: Where it begins in the text as given.
        likeness: How alike its frame is, a fraction.
    """

    text: str
    start: int
    likeness: float


@dataclass(frozen=True)
class _Frame:
    """The words of a quote around its figure, masked, and those before and after the quote."""

    prefix: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    suffix: tuple[str, ...]

    @property
    def left(self) -> tuple[str, ...]:
        """The last words before the figure."""
        return (*self.prefix, *self.before)[-(_REACH + len(self.before)) :]

    @property
    def right(self) -> tuple[str, ...]:
        """The first words after it."""
        return (*self.after, *self.suffix)[: _REACH + len(self.after)]


def find_passages(
    quote: Mapping[str, str], wording: str, text: SearchedText
) -> tuple[Passage, ...]:
    """The places that may be a correction's, the most alike first; empty where there is none.

    Args:
        quote: ``exact``, ``prefix`` and ``suffix``, as in a TextQuoteSelector.
        wording: The phrase as it should read.
        text: The new text.

    Raises:
        InputError: The text is too large for what is looked for in it.
    """
    exact = normalise_text(quote["exact"])
    prefix, suffix = (normalise_text(quote.get(name, "")) for name in ("prefix", "suffix"))
    found = {
        (one.start, one.text): one
        for one in _candidates(exact, prefix, suffix, normalise_text(wording), text)
        if not _is_noted(one.start, text)
    }
    ranked = sorted(found.values(), key=lambda one: (-one.likeness, one.start, one.text))
    # The wording inside a fuller phrase ("about 31%") is no place of its own; the old quote is.
    fuller = _held(ranked)
    ranked = [one for one in ranked if one.text == exact or one not in fuller]
    if not ranked:
        return tuple(_without_figure(prefix, suffix, text))
    best = ranked[0].likeness
    return tuple(one for one in ranked if best - one.likeness < _AHEAD)


def _held(passages: Collection[Passage]) -> set[Passage]:
    """Those that lie inside a longer one: each is held against those that begin near it."""
    ordered = sorted(passages, key=lambda one: one.start)
    longest = max((len(one.text) for one in ordered), default=0)
    starts = [one.start for one in ordered]
    held = set()
    for one in ordered:
        first, after = bisect_right(starts, one.start - longest), bisect_right(starts, one.start)
        if any(_holds(ordered[at], one) for at in range(first, after)):
            held.add(one)
    return held


def _holds(fuller: Passage, one: Passage) -> bool:
    """Whether a passage lies inside a longer one that is no less alike."""
    return (
        len(one.text) < len(fuller.text)
        and one.text in fuller.text
        and one.likeness <= fuller.likeness
        and 0 <= one.start - fuller.start < len(fuller.text)
    )


def _is_noted(start: int, text: SearchedText) -> bool:
    """Whether a place stands in a note (`is_in_note`); looked at once for all corrections."""
    found = text.noted.get(start)
    if found is None:
        found = text.noted[start] = is_in_note(start, text.known)
    return found


def is_in_note(start: int, known: AnchoredText) -> bool:
    """Whether a place of the text as given stands in a note that tells of a correction.

    A sign of one earlier in the same paragraph, or anywhere in the same sentence, makes it so.
    """
    text = known.text
    begin = max(start - _NOTE_REACH, 0)
    for match in _PARAGRAPH.finditer(text, begin, start):
        begin = match.end()
    # What comes after the reach is not looked at: a text may have no sentences at all.
    end = _SENTENCE_END.search(text, start, start + _NOTE_REACH + _AFTER_END)
    stop = min(end.start() if end else len(text), start + _NOTE_REACH)
    return _NOTE.search(text, begin, stop) is not None


def _candidates(
    exact: str, prefix: str, suffix: str, wording: str, text: SearchedText
) -> Iterator[Passage]:
    figures = find_figures(exact)
    if len(figures) == 1:
        yield from _by_figure(exact, prefix, suffix, figures[0], text)
    frame = _Frame(masked(prefix), (), (), masked(suffix))
    has_context = bool(frame.left or frame.right)
    for phrase in dict.fromkeys((exact, wording, *(figure.text for figure in figures))):
        for start, likeness in text.places_like(phrase, frame.left, frame.right, _ALIKE):
            place = text.known.folded.places[start]
            yield Passage(phrase, place, likeness if has_context else 1.0)


def _by_figure(
    exact: str, prefix: str, suffix: str, figure: Figure, text: SearchedText
) -> Iterator[Passage]:
    """Every figure of the text whose frame is like that of the quote."""
    known = text.known.folded
    frame = _Frame(
        masked(prefix),
        masked(exact[: figure.start]),
        masked(exact[figure.end :]),
        masked(suffix),
    )
    size = len(frame.left) + len(frame.right)
    if size < 2:
        return
    least = 1.0 if size < _FEW else _ALIKE
    for one, likeness in text.figures_like(frame.left, frame.right, least):
        start, end = _widen(known.text, one, len(frame.before), len(frame.after))
        yield Passage(known.text[start:end], known.places[start], likeness)


def _widen(whole: str, figure: Figure, before: int, after: int) -> tuple[int, int]:
    """A figure with so many words before and after it."""
    start, end = figure.start, figure.end
    if before:
        behind = list(_WORD.finditer(whole, max(0, start - 40 * (before + 1)), start))[-before:]
        start = behind[0].start() if behind else start
    if after:
        ahead = list(_WORD.finditer(whole, end, end + 40 * (after + 1)))[:after]
        end = ahead[-1].end() if ahead else end
    return start, end


def _without_figure(prefix: str, suffix: str, text: SearchedText) -> Iterator[Passage]:
    """The one place with all of a quote's context and no figure between; nothing where unclear."""
    before, after = masked(prefix)[-_REACH:], masked(suffix)[:_REACH]
    if len(before) < 3 or len(after) < 3:
        return
    known = text.known
    rarest = min(range(len(before)), key=lambda at: len(known.index.get(before[at], ())))
    places = known.index.get(before[rarest], ())
    text.look_at(len(places))
    words, last = known.masked, len(known.masked) - len(after)
    found = []
    for place in places:
        at = place - rarest + len(before)
        if at < len(before) or at > last or tuple(words[at - len(before) : at]) != before:
            continue
        for stop in range(at, min(at + _BETWEEN, last) + 1):
            if tuple(words[stop : stop + len(after)]) == after:
                found.append((at, stop))
                break
    if len(found) == 1:
        at, stop = found[0]
        start = known.words[at].start()
        end = known.words[stop - 1].end() if stop > at else start
        first = known.folded.places[start]
        if not is_in_note(first, known):
            yield Passage(known.folded.text[start:end], first, 1.0)
