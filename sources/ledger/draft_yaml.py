r"""A drafted register as YAML that no text can break.

Every value is in double quotes, with all that is not a plain printable character as an escape, so
that quotes, colons, tabs and ``<script>`` are text and nothing else; comments are escaped alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sources.anchors import TextQuote
from sources.figures import describe_figure
from sources.guesses import Guess
from sources.model import Figure
from sources.phrases import normalise_text

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


@dataclass(frozen=True)
class Line:
    """A line of the YAML, and the claim that it belongs to."""

    text: str
    claim: str = ""


def quoted(text: str) -> str:
    """A text as a YAML scalar in double quotes, on one line."""
    return '"' + _escaped(text, special='\\"') + '"'


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


def render(draft: Draft, *, todo: bool = True) -> tuple[Line, ...]:
    """The lines of a draft, with or without the marks that keep it from being used."""
    return tuple(line for line in _lines(draft) if todo or line.text.strip() != "todo: true")


def _lines(draft: Draft) -> Iterator[Line]:
    yield from (Line(f"# {line}".rstrip()) for line in _HEADER.splitlines())
    yield Line("paper:")
    yield Line("  todo: true")
    yield Line(f"  id: {quoted(draft.id)}")
    yield Line(f"  title: {quoted(draft.title)}")
    yield Line(f"  claimant: {quoted(_NOBODY)}")
    yield Line(f"  published: {quoted(draft.published)} # guess: the newest year in the text")
    if draft.source:
        yield Line(f"  source: {quoted(draft.source)}")
    yield Line("")
    yield Line("statements:")
    for statement in draft.statements:
        yield from _statement(statement)
    for one in draft.left_out:
        yield Line(f"# line {one.line}: no quote finds this figure again: {comment(one.phrase)}")
    if draft.asides:
        yield Line("")
        yield Line("set_aside:")
    for one in draft.asides:
        yield Line(f"  # line {one.line}")
        yield Line(f"  - phrase: {quoted(one.phrase)}")
        yield Line(f"    reason: {quoted('Not read yet: say why it states no fact.')}")
        yield Line("    todo: true")


def _statement(statement: DraftStatement) -> Iterator[Line]:
    yield Line(f"  # line {statement.line}: {comment(statement.words)}")
    yield Line(f"  - id: {quoted(statement.id)}")
    if statement.section:
        yield Line(f"    section: {quoted(statement.section)}")
    yield Line("    claims:")
    for claim in statement.claims:
        yield from (Line(f"      {text}", claim.id) for text in _claim(claim))


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
