"""A drafted register as YAML that no text can break.

Every value is in double quotes, with all that is not a plain printable character as an escape, so
that quotes, colons, tabs and ``<script>`` are text and nothing else; comments are escaped alike.

Guesses of what measures a figure, from the words near it: for a person to settle, never to use.

The word nearest to the figure decides among the few concepts that are built in. What is not
guessed is left open; a wrong guess costs a reader more than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sources.figures.parse import describe_figure
from sources.model import Figure
from sources.registers.schema import EARLIEST
from sources.registers.yaml_lines import without_unseen
from sources.texts.anchors import TextQuote
from sources.texts.folding import normalise_text

_TOPICS: Mapping[str, re.Pattern[str]] = {
    "population": re.compile(r"\b(?:population|people|inhabitants|persons)\b", re.IGNORECASE),
    "gdp": re.compile(r"\b(?:GDP|gross domestic product|economic output)\b", re.IGNORECASE),
    "trade": re.compile(r"\btrade\b", re.IGNORECASE),
    "countries": re.compile(r"\b(?:countries|economies|nations)\b", re.IGNORECASE),
}
_GROWTH = re.compile(r"\b(?:growth|grew|grow|grown|growing)\b", re.IGNORECASE)
_WORLD = re.compile(r"\b(?:world|global|worldwide)\b", re.IGNORECASE)
_CHINA = re.compile(r"\b(?:China|Chinese)\b")
_BRI = re.compile(r"\bbelt and road\b|\bsilk road\b|\balong the (?:route|line)", re.IGNORECASE)
_COMPARED = re.compile(r"\b(?:higher|lower|above|below|faster|slower|than)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:1[89]\d\d|20\d\d)\b")
_NEAR = 160
_FAR = 2_000
"""A table flattened by a PDF may be one sentence; no word further away is looked at."""


@dataclass(frozen=True)
class Guess:
    """What may measure a figure; empty where nothing was guessed."""

    measure: str = ""
    indicator: str = ""
    group: str = ""
    period: str = ""
    weighting: str = ""


def guess(figure: Figure, sentence: str, at: int, group: str) -> Guess:
    """What may measure a figure.

    Args:
        figure: The figure.
        sentence: Its sentence.
        at: Where it begins in the sentence.
        group: The group that the text is mostly about; empty where that is not known.
    """
    first = max(0, at - _FAR)
    sentence, at = sentence[first : at + _FAR], at - first
    found = _measure(figure, sentence, at)
    if not found.measure:
        return found
    is_pair = figure.first is not None
    years = sorted({int(year) for year in _YEAR.findall(sentence) if int(year) >= EARLIEST})
    period = _period(years, is_span=is_pair or found.measure in {"mean_growth", "difference"})
    if found.measure == "total" and found.indicator == "goods_trade_china":
        period = _period(years, is_span=len(years) == 2)
    return replace(found, group=group, period="" if found.measure == "count" else period)


def guess_group(text: str) -> str:
    """The group that a text is mostly about, where it names one that is built in."""
    return "bri-65" if _BRI.search(text) else ""


def _measure(figure: Figure, sentence: str, at: int) -> Guess:
    topic = _nearest(sentence, at)
    is_world = _WORLD.search(sentence) is not None
    if figure.unit == "percentage_points":
        is_gap = _GROWTH.search(sentence) and _COMPARED.search(sentence)
        return _growth("difference") if is_gap else Guess()
    if figure.unit == "percent":
        return _share(topic, sentence, at, is_world=is_world)
    if figure.unit == "usd" and topic == "gdp":
        return Guess("total", "gdp_current_usd")
    if figure.unit == "usd" and topic == "trade" and _CHINA.search(sentence):
        return Guess("total", "goods_trade_china")
    if figure.unit == "number" and not figure.currency:
        if _TOPICS["countries"].fullmatch(figure.noun):
            return Guess("count")
        is_large = figure.value >= 1_000_000
        return Guess("total", "population") if topic == "population" and is_large else Guess()
    return Guess()


def _share(topic: str, sentence: str, at: int, *, is_world: bool) -> Guess:
    before = sentence[max(0, at - _NEAR // 2) : at]
    if topic == "gdp" and _GROWTH.search(before):
        return _growth("mean_growth")
    if topic == "trade" and _CHINA.search(sentence) and not is_world:
        return Guess("growth", "goods_trade_china")
    indicators = {"population": "population", "gdp": "gdp_current_usd"}
    return Guess("share", indicators[topic]) if topic in indicators and is_world else Guess()


def _growth(measure: str) -> Guess:
    return Guess(measure, "gdp_growth", weighting="weighted")


def _nearest(sentence: str, at: int) -> str:
    """The topic whose word stands nearest to a place, within reach."""
    near = [
        (min(abs(match.start() - at), abs(match.end() - at)), topic)
        for topic, pattern in _TOPICS.items()
        if topic != "countries"
        for match in pattern.finditer(sentence, max(0, at - _NEAR), at + _NEAR)
    ]
    return min(near)[1] if near else ""


def _period(years: Sequence[int], *, is_span: bool) -> str:
    if is_span:
        if len(years) > 1:
            return f"{years[0]}-{years[-1]}"
        return f"{years[0]}-latest" if years else "latest"
    return str(years[0]) if len(years) == 1 else "latest"


_LONGEST_COMMENT = 160
_HEADER = """\
A register to start from, drafted by `corrigenda draft`; nothing in it has been read by a person.
Sentences are split at full stops before capital letters. A figure's measure is guessed from the
nearest of a few words (population, people, GDP, economic output, trade, growth, countries) and
from "world" or "global" in its sentence; its group from "Belt and Road" anywhere in the text; its
period from the years in its sentence. Where no guess can be used, the claim is written as not
checkable. Read each sentence, put right what is guessed, and take its `todo` away: a register with
a `todo` in it is refused. `corrigenda claims --lint` lists those that are left."""

_OPEN = "Not read yet: say what measures it, or why nothing does."
_NOBODY = "Not known yet"


@dataclass(frozen=True)
class DraftClaim:
    """A figure and how it is quoted; ``is_open`` where its guess is told but not used."""

    id: str
    quote: TextQuote
    figure: Figure
    guess: Guess
    is_open: bool = False


@dataclass(frozen=True)
class DraftStatement:
    """A sentence with its figures."""

    id: str
    section: str
    line: int
    words: str
    claims: tuple[DraftClaim, ...]


@dataclass(frozen=True)
class DraftAside:
    """A number that is no figure and that no rule explains."""

    phrase: str
    line: int


@dataclass(frozen=True)
class Draft:
    """A register in the making; ``left_out`` are figures that no quote finds again."""

    id: str
    title: str
    published: str
    source: str
    statements: tuple[DraftStatement, ...]
    asides: tuple[DraftAside, ...] = ()
    left_out: tuple[DraftAside, ...] = ()
    is_dated: bool = True


@dataclass(frozen=True)
class YamlLine:
    """A line of the YAML, and the claim that it belongs to."""

    text: str
    claim: str = ""


def quoted(text: str) -> str:
    """A text as a YAML scalar in double quotes, on one line, without what no register can hold."""
    return '"' + _escaped(without_unseen(text), special='\\"') + '"'


def comment(text: str) -> str:
    """A text as a comment shows it: folded, on one line, and not endless."""
    short = normalise_text(text)
    if len(short) > _LONGEST_COMMENT:
        short = f"{short[:_LONGEST_COMMENT]}…"
    return _escaped(short, special="")


def _escaped(text: str, special: str) -> str:
    return "".join(_escape(sign, special) for sign in text)


def _escape(sign: str, special: str) -> str:
    if sign in special:
        return f"\\{sign}"
    if sign.isprintable():
        return sign
    code = ord(sign)
    form = f"x{code:02x}" if code < 0x100 else f"u{code:04x}" if code < 0x10000 else f"U{code:08x}"
    return f"\\{form}"


def render(draft: Draft, *, todo: bool = True) -> tuple[YamlLine, ...]:
    """The lines of a draft, with or without the marks that keep it from being used."""
    return tuple(line for line in _lines(draft) if todo or line.text.strip() != "todo: true")


def _lines(draft: Draft) -> Iterator[YamlLine]:
    yield from (YamlLine(f"# {line}".rstrip()) for line in _HEADER.splitlines())
    yield YamlLine("paper:")
    yield YamlLine("  todo: true")
    yield YamlLine(f"  id: {quoted(draft.id)}")
    yield YamlLine(f"  title: {quoted(draft.title)}")
    yield YamlLine(f"  claimant: {quoted(_NOBODY)}")
    why = "guess: the newest year in the text" if draft.is_dated else "the text names no year"
    yield YamlLine(f"  published: {quoted(draft.published)} # {why}")
    if draft.source:
        yield YamlLine(f"  source: {quoted(draft.source)}")
    yield YamlLine("")
    yield YamlLine("statements:")
    for statement in draft.statements:
        yield from _statement(statement)
    for one in draft.left_out:
        yield YamlLine(
            f"# line {one.line}: no quote finds this figure again: {comment(one.phrase)}"
        )
    if draft.asides:
        yield YamlLine("")
        yield YamlLine("set_aside:")
    for one in draft.asides:
        yield YamlLine(f"  # line {one.line}")
        yield YamlLine(f"  - phrase: {quoted(one.phrase)}")
        yield YamlLine(f"    reason: {quoted('Not read yet: say why it states no fact.')}")
        yield YamlLine("    todo: true")


def _statement(statement: DraftStatement) -> Iterator[YamlLine]:
    yield YamlLine(f"  # line {statement.line}: {comment(statement.words)}")
    yield YamlLine(f"  - id: {quoted(statement.id)}")
    if statement.section:
        yield YamlLine(f"    section: {quoted(statement.section)}")
    yield YamlLine("    claims:")
    for claim in statement.claims:
        yield from (YamlLine(f"      {text}", claim.id) for text in _claim(claim))


def _claim(claim: DraftClaim) -> Iterator[str]:
    guess, quote = claim.guess, claim.quote
    yield f"# reads as {comment(describe_figure(claim.figure))}; guess: {_say(guess)}"
    yield f"- id: {quoted(claim.id)}"
    yield "  todo: true"
    yield f"  phrase: {quoted(quote.exact)}"
    if quote.prefix:
        yield f"  prefix: {quoted(quote.prefix)}"
    if quote.suffix:
        yield f"  suffix: {quoted(quote.suffix)}"
    if claim.is_open or not guess.measure:
        yield "  unverifiable:"
        yield f"    reason: {quoted(_OPEN)}"
        yield f"    who_would_know: {quoted(_NOBODY)}"
        return
    for key in ("measure", "indicator", "group", "period", "weighting"):
        value = getattr(guess, key)
        if value:
            yield f"  {key}: {quoted(value)} # guess"


def _say(guess: Guess) -> str:
    if not guess.measure:
        return "none"
    return " ".join(part for part in (guess.measure, guess.indicator, guess.group) if part)
