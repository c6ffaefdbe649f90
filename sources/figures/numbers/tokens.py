"""Running text as tokens: numbers, words and symbols, each with the gap before it.

One pass with one expression that cannot backtrack far, so that the time grows with the text.
What a reader skips is skipped here: footnote marks ("63%[3]", "63%³"), markdown's emphasis and
escapes. Addresses (mail, web, DOI), dates in digits, years joined by a
dash and powers of ten become one ``void`` token, so that the digits in them are never read.
What a PDF or a web page does to a text is undone first (`sources.figures.numbers.cleaning`).

What digits and their separators print: "1,234,567", "1 234 567", "1.234.567,8", "30,3", ".5".

The trap is the comma: three digits after it are thousands ("1,234"), one or two are decimals
("30,3"), anything else between commas is a list set without blanks ("5,7,9").
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Context, Decimal, Inexact, InvalidOperation
from typing import Literal, NamedTuple, TypeVar, cast

from sources.figures.numbers.cleaning import CleanText, clean_text

EXACT = Context(prec=80, traps=[Inexact, InvalidOperation])
"""Arithmetic that raises rather than rounds."""

MOST_DIGITS = 24
"""Longer runs of digits are identifiers, not figures."""

_INDIAN = r"[1-9]\d?(?:,\d{2})+,\d{3}"
_COMMAS = rf"[1-9]\d{{0,2}}(?:,\d{{3}})+|{_INDIAN}"
_FORMS = tuple(
    re.compile(form)
    for form in (
        r"(?P<whole>\d*)\.(?P<part>\d+)",
        rf"(?P<whole>{_COMMAS})(?:\.(?P<part>\d+))?",
        r"(?P<whole>[1-9]\d{0,2}(?:['’]\d{3})+)(?:\.(?P<part>\d+))?",
        r"(?P<whole>[1-9]\d{0,2}(?:\.\d{3})+),(?P<part>\d+)",
        r"(?P<whole>[1-9]\d{0,2}(?:\.\d{3}){2,})(?P<part>)",
        r"(?P<whole>\d+),(?P<part>\d{1,2})",
        r"(?P<whole>0),(?P<part>\d+)",
    )
)
_LIST = re.compile(r"\d+(?:,\d+)+")
_ONE_NUMBER = re.compile(rf"{_COMMAS}|\d+,\d{{1,2}}|0,\d+")
_BLANKS = re.compile(r"\s")
_PRINTED_POWER = re.compile(
    r"(?P<number>[\d.,]+)\s?(?:(?:[×x·∙*]|\\times)\s?10(?:\^\{?(?P<raised>[-−]?\d+)\}?|(?P<small>\W?.+))"
    r"|[eE](?P<plain>[+-]?\d+))"
)
_SMALL_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻−", "0123456789--")
_MOST_POWER = 18


def is_list(text: str) -> bool:
    """Whether digits and commas are a list set without blanks, not one number."""
    return _LIST.fullmatch(text) is not None and _ONE_NUMBER.fullmatch(text) is None


def read_digits(text: str) -> tuple[Decimal, Decimal] | None:
    """The value and the quantum that digits print; None for "1.2.3", "007" and the like."""
    if len(text) > 2 * MOST_DIGITS:
        return None
    power = _PRINTED_POWER.fullmatch(text)
    if power is not None:
        return _read_power(power)
    digits = _BLANKS.sub("", text).replace("·", ".")
    if digits.isdecimal():
        return _value(digits, "")
    for form in _FORMS:
        match = form.fullmatch(digits)
        if match is not None:
            return _value(re.sub(r"\D", "", match["whole"]), match["part"] or "")
    return None


def _read_power(power: re.Match[str]) -> tuple[Decimal, Decimal] | None:
    """The value and the quantum of "4.62 × 10^9" and "1.4e9"; the digits before are significant."""
    printed = read_digits(power["number"])
    raised = (power["raised"] or power["small"] or power["plain"]).translate(_SMALL_DIGITS)
    if printed is None or not raised.lstrip("+-").isdecimal() or abs(int(raised)) > _MOST_POWER:
        return None
    factor = Decimal((0, (1,), int(raised)))
    value, quantum = (plain(EXACT.multiply(one, factor)) for one in printed)
    return value, quantum


def _value(whole: str, part: str) -> tuple[Decimal, Decimal] | None:
    if len(whole) + len(part) > MOST_DIGITS or (len(whole) > 1 and int(whole[0]) == 0):
        return None
    value = plain(Decimal(f"{whole or 0}.{part or 0}"))
    return value, Decimal((0, (1,), -len(part))) if part else last_digit(value)


def plain(value: Decimal) -> Decimal:
    """The same number without needless zeros or an exponent: 4400000000, 0.5."""
    shortest = value.normalize(EXACT)
    exponent = shortest.as_tuple().exponent
    is_integer = isinstance(exponent, int) and exponent > 0
    return shortest.quantize(Decimal(1), context=EXACT) if is_integer else shortest


def last_digit(value: Decimal) -> Decimal:
    """The unit of the last significant digit: 10 for 60, 1 for 65 and for 0, 0.1 for 30.3."""
    if not value:
        return Decimal(1)
    exponent = value.normalize(EXACT).as_tuple().exponent
    return plain(Decimal((0, (1,), int(exponent))))


TokenKind = Literal["number", "fraction", "word", "symbol", "void", "end"]

GLUED, SPACED, APART, NEW_LINE, BREAK = "", " ", "\t", "\n", "\n\n"
"""The gaps: none; blanks; three blanks, as between cells; one line end among them; a blank line, a
tab between cells, or the end of a row of such, which no figure spans."""
_GAPS = (GLUED, SPACED, APART, NEW_LINE, BREAK)

DASHES = frozenset("-–—")
FRACTIONS = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"

_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_MARKS = f"{_SUPERSCRIPTS}ᵃᵇᶜᵈᵉᶠᵍʰ"
"""What is raised behind a word or a number: a power, or the mark of a note."""
_SAME = str.maketrans(
    {
        "﹪": "%",
        "﹣": "−",
        "﹢": "+",
        "￥": "¥",
        "～": "~",
        "∼": "~",
        "〜": "~",
        "≃": "≈",
        "‐": "-",
        "‑": "-",
        "‒": "–",
        "―": "—",
        "⩾": "≥",
        "⩽": "≤",
        "’": "'",
        "²": "2",
        "³": "3",
    }
)
_BLANK = r"[ \u00a0\u2007\u2009\u202f]"
_LETTER = rf"[^\W\d_{_MARKS}{FRACTIONS}]"
_DASH = "[-‐‑‒–/]"
_YEAR = r"(?:1[789]\d\d|20\d\d|2100)"
_TIMES = r"[ \u00a0]?(?:[×x·∙*]|\\times)[ \u00a0]?"
_POWER = rf"10(?:\^\{{?[-−]?\d{{1,2}}\}}?|⁻?[{_SUPERSCRIPTS}]{{1,2}})(?![\w^])"
_SCALED_MONEY = re.compile(
    r"(k|m|M|mn|MM|b|B|bn|Bn|t|T|tn|Mio|Mrd|Md|G)"
    r"(USD|EUR|GBP|CNY|RMB|CHF|SEK|NOK|DKK|JPY|INR|RUB|AUD|CAD)"
)
_TOKEN = re.compile(
    rf"""
    (?P<blank>    \s++ )
  | (?P<call>     \+ (?=(?:[ -]?\d){{9,15}}(?![ -]?\d)) (?!\d{{1,3}}(?:[ ]\d{{3}})+(?![ -]?\d))
                  \d{{1,3}} (?:[ -]\d{{1,5}}){{2,5}} )
  | (?P<skip>     \[\s*+\d++(?:\s*+[,;–-]\s*+\d++)*+\s*+\]
                | [{_MARKS}]++
                | [*_`\u00ad\u200b\u2060\ufeff]++ )
  | (?P<void>     10[⁻{_SUPERSCRIPTS}]++
                | \d++(?:(?:{_DASH}|:)\d++){{2,}}+
                | {_YEAR}{_DASH}(?:{_YEAR}|\d\d)(?![.,]?\d) )
  | (?P<power>    \d++(?:[.,]\d++)?(?:{_TIMES}{_POWER}|[eE][+-]?\d{{1,2}}(?!\w|[.,]\d)) )
  | (?P<measure>  (?<![^\W\d_])(?:[kcdm]?m|ft)[²³23](?!\w) )
  | (?P<number>   \d{{1,3}}(?:{_BLANK}\d{{3}}){{1,5}}(?!{_BLANK}?\d)(?:[.,]\d++)?(?![.,]?\d)
                | \d++(?:[.,'’·]\d++)*+
                | (?<![^\s($€£~<>≈−-])\.\d++ )
  | (?P<fraction> [{FRACTIONS}] )
  | (?P<word>     (?i:approx|ca|est|nos?|figs?|vol|art|eq|sec|ch|pp?|para)\.(?=\s?[\d$€£])
                | c\.(?=\s?\d)
                | (?i:mrd|mio|bil|mil|tril|mln|bln|cr)\.(?=\s(?:[a-z$€]|US|EUR|Euro|Doll))
                | (?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.(?=\s?\d)
                | (?:{_LETTER}\.){{2,}}+
                | {_LETTER}++(?:['’]{_LETTER}++)*+ )
  | (?P<symbol>   \\[!-/:-@\[-`{{-~] | . )
    """,
    re.VERBOSE | re.DOTALL,
)
_KINDS = {"call": "void", "power": "number", "measure": "word"}
"""A telephone number, 4.62 × 10^9 and km² are tokens of the kinds that all know."""
_CHUNK = re.compile(r"\S+")
_ADDRESS = re.compile(r"@|://|www\.|doi:|(?:isbn|issn|arxiv):", re.IGNORECASE)
_OPENING = '[(<"“'


class FigureToken(NamedTuple):
    """A number, word or symbol of a text; a tuple, since a text has so many of them.

    ``key`` is what to compare: lower case, one form for each sign, no full stops in abbreviations.
    """

    kind: TokenKind
    text: str
    key: str
    start: int
    end: int
    gap: str

    @property
    def is_near(self) -> bool:
        """Whether no blank line parts it from the token before."""
        return self.gap != BREAK

    @property
    def is_glued(self) -> bool:
        """Whether it stands directly at the token before."""
        return self.gap == GLUED


Tokens = Sequence[FigureToken]

PADDING = 12
"""End tokens after the last one: looking ahead, or behind the first (place -1), needs no check."""


def tokenize(text: str) -> Tokens:
    """Split a text into tokens, with `PADDING` end tokens after the last."""
    end = FigureToken("end", "", "", len(text), len(text), BREAK)
    clean = clean_text(text)
    found: Iterator[FigureToken] = _read(clean.text)
    if clean.starts:
        found = _placed(found, clean)
    return [*found, *[end] * PADDING]


def _placed(found: Iterator[FigureToken], clean: CleanText) -> Iterator[FigureToken]:
    """Tokens with their places in the text as given."""
    for token in found:
        start, end = clean.span(token.start, token.end)
        yield FigureToken(token.kind, token.text, token.key, start, end, token.gap)


def _read(text: str) -> Iterator[FigureToken]:
    addresses = dict(_addresses(text))
    at, gap, is_row = 0, BREAK, False
    while at < len(text):
        if at in addresses:
            stop = addresses[at]
            yield FigureToken("void", text[at:stop], "", at, stop, gap)
            at, gap = stop, GLUED
            continue
        match = _TOKEN.match(text, at)
        if match is None or match.lastgroup is None:  # the last alternative takes any character
            raise AssertionError(f"no token at {at}")
        at = match.end()
        if match.lastgroup == "blank":
            gap, is_row = _wider(gap, match[0], is_row=is_row), _is_in_row(match[0], is_row)
        elif match.lastgroup != "skip":
            yield from _make(
                _KINDS.get(match.lastgroup, match.lastgroup), match[0], match.start(), gap
            )
            gap = GLUED


def _addresses(text: str) -> Iterator[tuple[int, int]]:
    """Where addresses begin and end; of a link in Markdown the words in brackets are none."""
    for chunk in _CHUNK.finditer(text):
        if not _ADDRESS.search(chunk[0]):
            continue
        start = chunk.start()
        for part in chunk[0].split("]("):
            mark = _ADDRESS.search(part)
            if mark is not None:
                opened = max(part.rfind(sign, 0, mark.start()) for sign in _OPENING)
                closed = part.count(")") > part.count("(", opened + 1)
                yield start + opened + 1, start + len(part) - (closed and part.endswith(")"))
            start += len(part) + len("](")


def _wider(gap: str, blanks: str, *, is_row: bool) -> str:
    """The wider of two gaps; ``is_row`` says that a tab stands before the blanks in their line."""
    if "\t" in blanks or (is_row and "\n" in blanks):
        return BREAK
    lines = min(blanks.count("\n"), 2)
    is_apart = len(blanks) > _MOST_BLANKS
    own = (APART if is_apart else SPACED, NEW_LINE, BREAK)[lines]
    return max(gap, own, key=_GAPS.index)


def _is_in_row(blanks: str, is_row: bool) -> bool:
    """Whether a tab stands in the line in which blanks end."""
    return "\t" in blanks.rpartition("\n")[2] or (is_row and "\n" not in blanks)


_MOST_BLANKS = 2
"""So many blanks may stand between two words of a line."""


def _make(kind: str, text: str, start: int, gap: str) -> Iterator[FigureToken]:
    if kind == "number" and is_list(text):
        yield from _split(text, start, gap)
        return
    money = _SCALED_MONEY.fullmatch(text) if kind == "word" else None
    if money is not None:  # "50 MUSD"
        middle = start + money.end(1)
        yield FigureToken("word", money[1], money[1].lower(), start, middle, gap)
        yield FigureToken("word", money[2], money[2].lower(), middle, start + len(text), GLUED)
        return
    key = text if text.isascii() else text.translate(_SAME)
    if kind == "word":
        key = key.lower().replace(".", "")
    elif kind == "symbol":
        key = key[-1]
    yield FigureToken(cast("TokenKind", kind), text, key, start, start + len(text), gap)


def _split(text: str, start: int, gap: str) -> Iterator[FigureToken]:
    for piece in re.finditer(r"\d+|,", text):
        kind: TokenKind = "symbol" if piece[0] == "," else "number"
        at = start + piece.start()
        yield FigureToken(kind, piece[0], piece[0], at, at + len(piece[0]), gap)
        gap = GLUED


def next_key(tokens: Tokens, at: int) -> str:
    """The key of a token that goes on from the one before; empty beyond a blank line."""
    return tokens[at].key if tokens[at].is_near else ""


def after_hyphen(tokens: Tokens, at: int) -> int:
    """The place of the next token, past a hyphen that joins it ("4.4-billion")."""
    here, there = tokens[at], tokens[at + 1]
    is_joint = here.key == "-" and here.is_glued and there.is_glued and there.kind == "word"
    return at + 1 if is_joint else at


PhraseKeys = tuple[str, ...]
Meaning = TypeVar("Meaning")
PhraseBook = Mapping[str, Sequence[tuple[PhraseKeys, Meaning]]]
"""Phrases by their first word, the longest first, each with what it means."""


def words(text: str) -> frozenset[str]:
    """Words written with blanks between them, as keys."""
    return frozenset(text.split())


def phrases(text: str) -> tuple[PhraseKeys, ...]:
    """Phrases written with commas between them, as keys."""
    return tuple(tuple(phrase.split()) for phrase in text.split(","))


def phrase_book(meanings: Mapping[PhraseKeys, Meaning]) -> PhraseBook[Meaning]:
    """Phrases as `read_phrase` takes them."""
    book: dict[str, list[tuple[PhraseKeys, Meaning]]] = defaultdict(list)
    for phrase in sorted(meanings, key=len, reverse=True):
        book[phrase[0]].append((phrase, meanings[phrase]))
    return dict(book)


def read_phrase(tokens: Tokens, at: int, book: PhraseBook[Meaning]) -> tuple[Meaning | None, int]:
    """What the longest phrase that begins at a token means, and where it stops."""
    for phrase, meaning in book.get(tokens[at].key, ()):
        stop = follows(tokens, at, phrase)
        if stop:
            return meaning, stop
    return None, at


def follows(tokens: Tokens, at: int, phrase: PhraseKeys) -> int:
    """Where the phrase that begins at ``at`` stops, or 0 when it does not stand there.

    Hyphens between the words do not matter ("percentage-point").
    """
    if tokens[at].key != phrase[0]:
        return 0
    at += 1
    for word in phrase[1:]:
        at = after_hyphen(tokens, at)
        if next_key(tokens, at) != word:
            return 0
        at += 1
    return at
