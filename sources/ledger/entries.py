"""The entries of a ledger: what became of each number that a text prints.

Every place of a text at which a number is printed, whatever it may mean.

Digits of any kind, the number words of English (`sources.figures.asides.is_number_word`) and the
letters that number headings and items ("III.", "A.", "(b)"). The list is made without the grammar
of figures, so that what the grammar overlooks is still on it.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from sources.figures.asides import Aside, is_number_word
from sources.figures.dates import RULES, NumberRule
from sources.figures.numbers.cleaning import clean_text
from sources.figures.parse import describe_figure, read_numbers
from sources.model import Figure
from sources.texts.reading import Lines

NumberForm = Literal["digits", "word", "enumerator", "numeral"]
"""``enumerator`` for letters that count off, ``numeral`` for Roman numerals in names."""

_PLACE = re.compile(r"\d+|[A-Za-z]+|[^\x00-\x7f]")
_LETTER = re.compile(r"[^\W\d_]")
_OTHER_DIGITS = frozenset({"No", "Nl"})
_ROMAN = r"(?:X{1,3}(?:IX|IV|V?I{0,3})|IX|IV|VI{0,3}|I{1,3})(?![A-Za-z])"
_HEADING = re.compile(
    rf"^[ \t]*(?:\#{{1,6}}[ \t]*[*_\"“]*(?P<head>{_ROMAN}|[A-Z])[.)]"
    rf"|[*_]*(?P<line>{_ROMAN})[.)][*_]*[ \t]+(?=[A-Z\"“])"
    rf"|[*_]*\(?(?P<item>[a-z]|[ivx]{{1,5}})\)[ \t])",
    re.MULTILINE,
)
_LABELLED = re.compile(
    r"\b(?:[Ss]ections?|[Cc]hapters?|[Pp]arts?|[Tt]ables?|[Aa]nnex|[Aa]ppendix|[Vv]olume|[Aa]rticles?)"
    rf"[ \t]+(?P<it>{_ROMAN})"
)
_NAMED = re.compile(rf"\b[A-Z]\w+[ \t]+(?P<it>(?=[IVX]{{2}}){_ROMAN})")


@dataclass(frozen=True, slots=True)
class Mention:
    """A number as it is printed: a run of digits, a number word, or letters that number.

    ``rule`` is known already for letters, which the grammar of figures does not read.
    """

    start: int
    end: int
    form: NumberForm
    rule: NumberRule | Literal[""] = ""


def find_mentions(text: str) -> tuple[Mention, ...]:
    """Every mention of a number in a text, in order, none overlapping another."""
    clean = clean_text(text)
    letters = {one.start: one for one in (*_numerals(clean.text), *_enumerators(clean.text))}
    found = {one.start: one for one in _numbers(clean.text)}
    return tuple(
        replace(one, start=start, end=end)
        for _, one in sorted({**letters, **found}.items())
        for start, end in [clean.span(one.start, one.end)]
    )


def _numbers(text: str) -> Iterator[Mention]:
    for match in _PLACE.finditer(text):
        sign = match[0]
        if sign.isdecimal():
            yield Mention(match.start(), match.end(), "digits")
        elif not sign.isascii():
            # Superscripts, fractions and circled numbers, each for itself: "²", "½", "③".
            if unicodedata.category(sign) in _OTHER_DIGITS:
                yield Mention(match.start(), match.end(), "digits")
        elif is_number_word(sign.lower()) and not _is_piece(text, match):
            yield Mention(match.start(), match.end(), "word")


def _is_piece(text: str, match: re.Match[str]) -> bool:
    """Whether letters are a piece of a longer word with other letters ("tenä")."""
    around = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]
    return any(_LETTER.match(sign) and not sign.isnumeric() for sign in around)


def _enumerators(text: str) -> Iterator[Mention]:
    for match in _HEADING.finditer(text):
        yield Mention(*match.span(match.lastgroup or 0), "enumerator", "enumerator")
    for match in _LABELLED.finditer(text):
        yield Mention(*match.span("it"), "enumerator", "label")


def _numerals(text: str) -> Iterator[Mention]:
    for match in _NAMED.finditer(text):
        yield Mention(*match.span("it"), "numeral", "name")


EntryStatus = Literal["bound", "register", "rule", "unaccounted"]

_NO_RULE = "no rule says what it is"
_NO_CLAIM = "a figure that no claim states"
_Span = tuple[int, int, str]


@dataclass(frozen=True)
class LedgerNumber:
    """A number of a text, and what became of it.

    Attributes:
        start: Where it begins in the text.
        end: Where it ends; ``text[start:end]`` is the entry's text.
        line: Its line, counted from 1.
        column: Its column, counted from 1.
        text: The characters that print it.
        status: What became of it.
        claims: The ids of the claims that state it, where it is bound.
        rule: The rule's name, where a rule sets it aside.
        reason: Why it is set aside, or unaccounted.
        figure: The figure that it states, where it states one.
        note: What differs between the text and the phrase of the claim; empty where nothing does.
    """

    start: int
    end: int
    line: int
    column: int
    text: str
    status: EntryStatus
    claims: tuple[str, ...] = ()
    rule: str = ""
    reason: str = ""
    figure: Figure | None = None
    note: str = ""


class Spans:
    """Named stretches of a text, asked which of them hold a place."""

    def __init__(self, spans: Iterable[_Span]) -> None:
        self._spans = sorted(spans)
        self._starts = [start for start, _, _ in self._spans]
        self._longest = max((end - start for start, end, _ in self._spans), default=0)

    def holding(self, start: int, end: int) -> tuple[str, ...]:
        """The names of the stretches that hold all of another, by where they begin."""
        first = bisect_right(self._starts, start - self._longest - 1)
        near = self._spans[first : bisect_right(self._starts, start)]
        return tuple(name for _, stop, name in near if stop >= end)


def write_entries(
    text: str, claims: Mapping[str, Figure], stated: Spans, set_aside: Spans
) -> tuple[LedgerNumber, ...]:
    """An entry for each number of a text, in order, none overlapping another.

    Args:
        text: The text.
        claims: What each claim states, by its id.
        stated: Where the claims' figures stand, by the claims' ids.
        set_aside: What the register sets aside, by its reasons.
    """
    return tuple(_Book(text, claims, stated, set_aside).entries())


_Owner = tuple[int, tuple[str, ...], tuple[str, ...]]
"""What an entry is of: its figure or aside, the claims that state it, the register's reason."""


class _Book:
    """A text with its mentions, figures and asides, to be written up."""

    def __init__(
        self, text: str, claims: Mapping[str, Figure], stated: Spans, set_aside: Spans
    ) -> None:
        self._text = text
        self._claims = claims
        self._stated = stated
        self._set_aside = set_aside
        figures, asides = read_numbers(text)
        self._parts: list[Figure | Aside] = sorted((*figures, *asides), key=lambda one: one.start)
        self._starts = [part.start for part in self._parts]
        self._lines = Lines(text)
        self._mentions = self._all_mentions()
        self._sizes = Counter(self._part_at(one.start) for one in self._mentions)

    def entries(self) -> Iterator[LedgerNumber]:
        for owner, group in groupby(self._mentions, key=self._owner):
            yield self._entry(owner, tuple(group))

    def _all_mentions(self) -> list[Mention]:
        """Those found, and the figures that print no number ("a percentage point")."""
        found = find_mentions(self._text)
        held = {self._part_at(one.start) for one in found}
        wordless = (
            Mention(part.start, part.end, "word")
            for at, part in enumerate(self._parts)
            if at not in held and isinstance(part, Figure)
        )
        return sorted((*found, *wordless), key=lambda one: one.start)

    def _part_at(self, start: int) -> int:
        """The figure or aside that a place lies in; -1 for none."""
        at = bisect_right(self._starts, start) - 1
        return at if at >= 0 and self._parts[at].end > start else -1

    def _owner(self, mention: Mention) -> _Owner:
        span = mention.start, mention.end
        part = self._part_at(mention.start)
        # What no figure or aside holds is an entry by itself.
        at = part if part >= 0 else -1 - mention.start
        return at, self._stated.holding(*span), self._set_aside.holding(*span)[:1]

    def _entry(self, owner: _Owner, mentions: Sequence[Mention]) -> LedgerNumber:
        at, claims, reasons = owner
        part = self._parts[at] if at >= 0 else None
        whole = part if part is not None and len(mentions) == self._sizes[at] else None
        start, end = mentions[0].start, mentions[-1].end
        if whole is not None:
            start, end = min(start, whole.start), max(end, whole.end)
        line, column = self._lines.place(start)
        entry = LedgerNumber(
            start=start,
            end=end,
            line=line,
            column=column,
            text=self._text[start:end],
            status="unaccounted",
            reason=_NO_CLAIM if isinstance(part, Figure) else _NO_RULE,
            figure=whole if isinstance(whole, Figure) else None,
        )
        if claims:
            note = self._note(part, entry.figure, claims)
            return replace(entry, status="bound", claims=claims, reason="", note=note)
        if reasons:
            return replace(entry, status="register", reason=reasons[0])
        rule = part.rule if isinstance(part, Aside) else "" if part else mentions[0].rule
        if rule and rule != "compound":
            return replace(entry, status="rule", rule=rule, reason=RULES[rule])
        return entry

    def _note(
        self, part: Figure | Aside | None, figure: Figure | None, claims: Sequence[str]
    ) -> str:
        """How the text reads a number that a phrase, by itself, reads otherwise."""
        if isinstance(part, Figure) and figure is None:
            return f"the phrase holds a part of “{part.text}”"
        if figure is None:
            return "the text by itself states no figure here"
        there = describe_figure(figure)
        alone = (describe_figure(self._claims[name]) for name in claims)
        others = (f"the text reads {there}, the phrase {one}" for one in alone if one != there)
        return next(others, "")
