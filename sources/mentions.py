"""Every place of a text at which a number is printed, whatever it may mean.

Digits of any kind, the number words of English (`sources.grammar.asides.is_number_word`) and the
letters that number headings and items ("III.", "A.", "(b)"). The list is made without the grammar
of figures, so that what the grammar overlooks is still on it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from sources.grammar.asides import is_number_word
from sources.grammar.cleaning import clean_text
from sources.grammar.rules import Rule

Form = Literal["digits", "word", "enumerator", "numeral"]
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
    form: Form
    rule: Rule | Literal[""] = ""


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
