"""Figures in Spanish and French: their words and numbers as the English ones that mean the same.

Tokens keep their places and characters; only what they are compared by changes, so that one grammar
reads all. In both languages the comma is the decimal sign and the full stop parts thousands.
Chinese, which sets no blanks, is read by `sources.figures.chinese`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from sources.figures.numbers.number_words import SCALE_WORDS
from sources.figures.numbers.tokens import PADDING, SPACED, FigureToken, Tokens, next_key

_SPANISH = """
mil=thousand millón=million millones=million billón=trillion billones=trillion
miles=thousands cientos=hundreds
dos=two tres=three cuatro=four cinco=five seis=six siete=seven ocho=eight nueve=nine diez=ten
once=eleven doce=twelve quince=fifteen veinte=twenty treinta=thirty cuarenta=forty cincuenta=fifty
medio=half media=half mitad=half tercio=third tercios=thirds cuarto=quarter cuartos=quarters
por ciento=per cent
puntos porcentuales=percentage points
punto porcentual=percentage point
más de=more than
más del=more than
menos del=less than
cerca del=close to
un tercio=a third
un cuarto=a quarter
la mitad=half
menos de=less than
cerca de=close to
alrededor de=about
unos=about unas=about aproximadamente=about casi=nearly
al menos=at least
por lo menos=at least
hasta=up to
dólares=dollars dólar=dollars euros=euros yuanes=yuan
personas=people habitantes=inhabitants años=years año=year toneladas=tonnes países=countries
entre=between y=and o=or desde=from
aumentó=increased creció=grew cayó=fell disminuyó=decreased bajó=fell subió=rose
per cápita=per capita
por cada=per
del=of de=of
"""
_FRENCH = """
mille=thousand million=million millions=million milliard=milliard milliards=milliard
billion=trillion billions=trillion
deux=two trois=three quatre=four cinq=five sept=seven huit=eight neuf=nine dix=ten
onze=eleven douze=twelve quinze=fifteen vingt=twenty trente=thirty quarante=forty cinquante=fifty
demi=half demie=half moitié=half tiers=thirds quart=quarter quarts=quarters
pour cent=per cent
points de pourcentage=percentage points
point de pourcentage=percentage point
plus de=more than
plus du=more than
moins du=less than
un tiers=a third
un quart=a quarter
la moitié=half
moins de=less than
près de=close to
environ=about quelque=about
presque=nearly
au moins=at least
jusqu'à=up to
d'euros=euros d'habitants=inhabitants
personnes=people habitants=inhabitants ans=years an=year années=years tonnes=tonnes pays=countries
entre=between et=and ou=or
augmenté=increased progressé=grew baissé=fell diminué=decreased reculé=fell
par habitant=per inhabitant
par tête=per head
pour mille=per thousand
des=of du=of de=of
"""
_COMMA_WORDS = re.compile(r"\b(?:el|los|las|del|una|por|que|más|población|según)\b")
_FRENCH_WORDS = re.compile(r"\b(?:le|les|des|du|une|est|dans|pour|qui|avec|selon|sont|aux|sur)\b")
_ENGLISH_WORDS = re.compile(r"\b(?:the|of|and|in|to|that|was|is|for|with)\b")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_SAMPLE = 20_000
_DECIMAL_COMMA = re.compile(r"(\d+),(\d+)")
_DOTTED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?")


def _book(lines: str) -> Mapping[tuple[str, ...], tuple[str, ...]]:
    """Phrases with what they mean; single words may share a line."""
    book: dict[tuple[str, ...], tuple[str, ...]] = {}
    for line in lines.strip().splitlines():
        items = line.split() if line.count("=") > 1 else [line]
        for item in items:
            own, _, english = item.partition("=")
            book[tuple(own.split())] = tuple(english.split())
    return book


_BOOKS = {"es": _book(_SPANISH), "fr": _book(_FRENCH)}
_LONGEST = 3


def translate(tokens: Tokens, language: str) -> Tokens:
    """The tokens of a text in another language as the grammar of English reads them."""
    book = _BOOKS.get(language)
    if book is None:
        return tokens
    found = list(_translated(tokens, book))
    return [*found, *tokens[len(tokens) - PADDING :]]


def guess_language(text: str) -> str:
    """The language of a text by its commonest words: en, es, fr or zh."""
    sample = text[:_SAMPLE]
    if 5 * len(_CHINESE.findall(sample)) > len(sample):
        return "zh"
    low = sample.lower()
    counts = Counter(
        en=len(_ENGLISH_WORDS.findall(low)),
        es=len(_COMMA_WORDS.findall(low)),
        fr=len(_FRENCH_WORDS.findall(low)),
    )
    return counts.most_common(1)[0][0]


def _translated(
    tokens: Tokens, book: Mapping[tuple[str, ...], tuple[str, ...]]
) -> Iterator[FigureToken]:
    at, stop, last = 0, len(tokens) - PADDING, ""
    while at < stop:
        token = tokens[at]
        if token.kind == "number":
            token = _with_point(token)
        if token.key in {"de", "d"} and last in SCALE_WORDS:  # "millones de dólares"
            at += 1
            continue
        size, english = _phrase(tokens, at, book)
        if size:
            yield from _said(tokens, at, size, english)
        else:
            yield token
        last = english[-1] if size else token.key
        at += max(size, 1)


def _said(tokens: Tokens, at: int, size: int, english: tuple[str, ...]) -> Iterator[FigureToken]:
    """The tokens of a phrase as those of the English one, which cover the same characters."""
    end = tokens[at + size - 1].end
    for step, word in enumerate(english):
        is_last = step == len(english) - 1
        if step < size:
            here = tokens[at + step]
            yield here._replace(key=word, end=end if is_last else here.end)
        else:
            yield tokens[at + size - 1]._replace(key=word, start=end, gap=SPACED)


def _phrase(
    tokens: Tokens, at: int, book: Mapping[tuple[str, ...], tuple[str, ...]]
) -> tuple[int, tuple[str, ...]]:
    """How many tokens the longest phrase of the book has that begins here, and its meaning."""
    first = (tokens[at].key,)
    rest = [next_key(tokens, at + step) for step in range(1, _LONGEST)]
    for size in range(_LONGEST, 0, -1):
        english = book.get((*first, *rest[: size - 1]))
        if english is not None:
            return size, english
    return 0, ()


def _with_point(token: FigureToken) -> FigureToken:
    """A number with a decimal point for its comma, and commas between its thousands."""
    text = token.text
    if _DOTTED.fullmatch(text):
        text = text.replace(".", "\0").replace(",", ".").replace("\0", ",")
    elif _DECIMAL_COMMA.fullmatch(text):
        text = text.replace(",", ".")
    return token._replace(text=text, key=text)
