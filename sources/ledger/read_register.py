"""The register of what the program read of a text: YAML that a person settles and `validate` takes.

Each figure that states something is a claim with the reading found for it and the state of that
reading (``sure`` or ``unsure``, read by the program); a person who agrees writes ``confirmed`` and
a name. A figure whose quote would not state the same by itself has what it states beside it; one
that no quote finds again in the text is told in a comment and left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sources.errors import FigureError
from sources.figures.parse import parse_figure
from sources.figures.printing import format_figure
from sources.ledger.draft_yaml import comment, quoted
from sources.ledger.own_register import sealed
from sources.ledger.quotes import meaning, quote_figure, quote_words
from sources.model import Figure, StatedRelation
from sources.reading.falls import with_fall
from sources.reading.sentences.model import ReadFigure
from sources.registers.from_text import (
    CANNOT_BE,
    LONGEST_NOTE,
    ReadPaper,
    claim_keys,
    say_to_reader,
)
from sources.registers.measures import WITHOUT_FIGURE
from sources.registers.reader import read_claims
from sources.registers.rules import FIRST
from sources.registers.yaml_lines import without_unseen
from sources.texts.anchors import AnchoredText, TextQuote

_HEADER = """\
What the program read of the text. Nobody has confirmed a reading that says "sure" or "unsure":
nothing of it leaves as a correction before a person writes "confirmed" and a name (by: NAME)."""

_NOT_READ = "The program could not read from the text what this figure is about"
_NOBODY = "A person who reads the sentence"


@dataclass(frozen=True)
class RenderedRegister:
    """A register as sealed YAML; ``left_out`` are words of figures that no quote finds again."""

    yaml: str
    left_out: tuple[str, ...]


def render_register(text: str, figures: Sequence[ReadFigure], read: ReadPaper) -> RenderedRegister:
    """The register of a text.

    Args:
        text: The text as given.
        figures: What was read of it.
        read: The paper made of that.
    """
    known = AnchoredText(text)
    lines = [f"# {line}".rstrip() for line in _HEADER.splitlines()]
    lines += ["paper:", *(f"  {line}" for line in _head(read)), "", "claims:"]
    aside: list[str] = []
    left_out: list[str] = []
    judged: set[str] = set()
    for at, figure in enumerate(map(with_fall, figures)):
        quoted_as = _quoted_as(figure, known, read.refused[at])
        if quoted_as is None:
            left_out.append(figure.phrase)
            lines.append(f"  # no quote finds this figure again: {comment(figure.phrase)}")
            continue
        quote, told = quoted_as
        if figure.kind == "claim":
            name = f"f{at + 1}"
            refused = read.refused[at] or _refused_as_quoted(figure, quote, read.head.published)
            if figure.reading is not None and not refused:
                judged.add(name)
            lines += [f"  {line}" for line in _claim(name, figure, quote, told, refused)]
        else:
            aside += _set_aside(figure, quote)
    if related := [one for one in read.paper.relations if _claims_of(one) <= judged]:
        lines += ["", "relations:", *(f"  {_relation(one)}" for one in related)]
    if aside:
        lines += ["", "set_aside:", *(f"  {line}" for line in aside)]
    return RenderedRegister(sealed("\n".join(lines) + "\n"), tuple(left_out))


def _quoted_as(
    figure: ReadFigure, known: AnchoredText, refused: str
) -> tuple[TextQuote, str] | None:
    """The quote of a figure and, where it does not state the figure by itself, what it states."""
    measure = figure.reading.measure if figure.reading is not None and not refused else ""
    if measure in WITHOUT_FIGURE:
        quote = quote_words(figure.start, figure.end, known)
        return None if quote is None else (quote, "")
    span = (figure.sentence_start, figure.sentence_start + len(figure.sentence))
    bounds = (min(span[0], figure.start), max(span[1], figure.end))
    quote = quote_figure(figure.figure, known, bounds, figure.start)
    if quote is not None:
        return quote, ""
    told = _told(figure.figure)
    if figure.kind != "claim" or measure == "threshold" or not told:
        return None
    quote = quote_words(figure.start, figure.end, known) or _row_of(figure, known)
    return None if quote is None else (quote, told)


def _row_of(figure: ReadFigure, known: AnchoredText) -> TextQuote | None:
    """The row of a cell between commas whose own digits run into those of the next: "412,523"."""
    text, end = known.text, figure.sentence_start + len(figure.sentence)
    beside = text[max(0, figure.start - 1) : figure.start], text[figure.end : figure.end + 1]
    is_row = figure.sentence_start <= figure.start and figure.end <= end
    if "," not in beside or not is_row or "\n" in text[figure.sentence_start : end].strip():
        return None
    return quote_words(figure.sentence_start, end, known)


def _claims_of(relation: StatedRelation) -> set[str]:
    """The claims that a relation names."""
    operands = (relation.left, relation.right, relation.result)
    return {name.removesuffix(FIRST) for name in operands if name}


def _told(figure: Figure) -> str:
    """What a figure states, in English; empty where that would not be read back as the same."""
    told = format_figure(figure)
    try:
        again = parse_figure(told, is_place=figure.is_rank)
    except FigureError:
        return ""
    return told if meaning(again) == meaning(figure) else ""


def _relation(relation: StatedRelation) -> str:
    """A relation's line: what a sentence's figures say of each other."""
    keys = ("id", "kind", "left", "right", "result")
    said = {key: getattr(relation, key) for key in keys}
    return "- " + _scalar({key: value for key, value in said.items() if value})


def _head(read: ReadPaper) -> Iterator[str]:
    head = read.head
    yield f"id: {quoted(head.id)}"
    titles = (head.title, head.source, head.id)
    yield f"title: {quoted(next((one for one in titles if without_unseen(one).strip()), head.id))}"
    if head.claimant:
        yield f"claimant: {quoted(head.claimant)}"
    yield f"published: {quoted(head.published)}"
    if head.source:
        yield f"source: {quoted(head.source)}"
    if head.licence:
        yield f"licence: {quoted(head.licence)}"


def _refused_as_quoted(figure: ReadFigure, quote: TextQuote, published: str) -> str:
    """Why a reading cannot be that of a phrase with more words than the figure; empty if it can.

    A quote that finds "3" again may be "3 women", which is no number of children.
    """
    if figure.reading is None or quote.exact == figure.phrase:
        return ""
    keys = {**claim_keys(figure, figure.reading, "quoted"), "phrase": quote.exact}
    start = max(0, quote.exact.rfind(figure.figure.text))
    stated = replace(figure.figure, start=start, end=start + len(figure.figure.text))
    fault = read_claims([keys], [stated], published or None).faults[0]
    return f"{CANNOT_BE}: {say_to_reader(fault)}" if fault else ""


def _claim(
    name: str, figure: ReadFigure, quote: TextQuote, told: str, refused: str
) -> Iterator[str]:
    """A claim's lines; a reading that the rules refuse is told, and left for a person."""
    keys = claim_keys(figure, figure.reading, name)
    if figure.reading is None or refused:
        reason = figure.unverifiable or refused or _NOT_READ
        keys = {
            **{key: keys[key] for key in ("id", "sentence", "page") if key in keys},
            "unverifiable": {"reason": reason[:LONGEST_NOTE], "who_would_know": _NOBODY},
        }
    keys["phrase"] = quote.exact
    if told:
        keys["figure"] = told
    if quote.prefix:
        keys["prefix"] = quote.prefix
    if quote.suffix:
        keys["suffix"] = quote.suffix
    for at, (key, value) in enumerate(keys.items()):
        yield f"{'- ' if at == 0 else '  '}{key}: {_scalar(value)}"


def _scalar(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {quoted(str(item))}" for key, item in value.items()) + "}"
    return quoted(str(value))


def _set_aside(figure: ReadFigure, quote: TextQuote) -> Iterator[str]:
    yield f"- phrase: {quoted(quote.exact)}"
    yield f"  reason: {quoted(f'{figure.kind}: {figure.why}'[:LONGEST_NOTE])}"
