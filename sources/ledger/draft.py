"""A register to start from, for a text that has none: what a person would otherwise type.

Each sentence that states figures becomes a statement, each figure a claim with a short quote that
is found again in the text. What measures it is guessed from a few words and marked ``todo: true``,
which the reader of registers refuses until a person has settled it. The draft is read back by that
same reader before it is given: a guess that it would refuse is taken back.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import PurePath

from sources.errors import InputError, RegisterError
from sources.figures.parse import find_figures
from sources.ledger.draft_yaml import (
    Draft,
    DraftAside,
    DraftClaim,
    DraftStatement,
    YamlLine,
    guess,
    guess_group,
    render,
)
from sources.ledger.ledger import audit_text
from sources.ledger.quotes import quote_figure, quote_number
from sources.model import Figure
from sources.registers.reader import read_register
from sources.registers.yaml_lines import parse_document
from sources.texts.anchors import AnchoredText
from sources.texts.folding import normalise_text
from sources.texts.reading import Lines, SectionSentence, refuse_endless, split_sentences

_YEAR = re.compile(r"(?<![\d,.$€£-])(?:1[89]\d\d|20\d\d)(?!\d|[.,]\d|[%\w])")
_AHEAD = re.compile(r"\b(?:by|until|till|horizon|vision|agenda|target|goals?)\W*$", re.IGNORECASE)
_MOST_FIGURES, _MOST_NUMBERS = 20_000, 60_000
_SLUG = re.compile(r"[^a-z0-9]+")
_LONGEST_TITLE = 200
_LONGEST_ID = 40


def draft_register(text: str, source: str = "") -> str:
    """A register of a text's figures as YAML, each marked for a person to settle.

    Args:
        text: The text, plain or Markdown.
        source: The name of its file.

    Raises:
        InputError: The text states no figure that a register could hold, or too many.
    """
    refuse_endless(text, _MOST_NUMBERS, source)
    draft = _settle(_draft(text, source))
    return "".join(f"{line.text}\n" for line in render(draft))


def _draft(text: str, source: str) -> Draft:
    known = AnchoredText(text)
    group = guess_group(known.folded.text)
    lines = Lines(text)
    names: Counter[str] = Counter()
    statements: list[DraftStatement] = []
    left_out: list[DraftAside] = []
    by_sentence = list(_by_sentence(text))
    count = sum(len(figures) for _, figures in by_sentence)
    if count > _MOST_FIGURES:
        raise InputError(
            f"the text states {count:,} figures, and a draft holds {_MOST_FIGURES:,}",
            mend="Draft its parts one by one",
            file=source,
        )
    for sentence, figures in by_sentence:
        words = text[sentence.start : sentence.end]
        claims = []
        for figure in figures:
            quote = quote_figure(figure, known, (sentence.start, sentence.end))
            if quote is None:
                left_out.append(DraftAside(figure.text, lines.place(figure.start)[0]))
                continue
            found = guess(figure, words, figure.start - sentence.start, group)
            name = _name(figure, found.indicator)
            names[name] += 1
            claims.append(DraftClaim(f"{name}-{names[name]}", quote, figure, found))
        if claims:
            name = f"s{len(statements) + 1}"
            line = lines.place(figures[0].start)[0]
            statements.append(DraftStatement(name, sentence.section, line, words, tuple(claims)))
    if not statements:
        raise InputError(
            "the text states no figure that a register could hold",
            mend="Years, dates, references and names are no figures; see `corrigenda audit`",
            file=source,
        )
    return Draft(
        id=_slug(PurePath(source).stem) or "draft",
        title=_title(text),
        published=_published(text) or _NO_YEAR,
        is_dated=bool(_published(text)),
        source=normalise_text(PurePath(source).name),
        statements=tuple(statements),
        asides=tuple(_asides(text, known)),
        left_out=tuple(left_out),
    )


def _published(text: str) -> str:
    """The newest year of a text that is not said to be ahead ("by 2030"); empty for none."""
    years = (
        match[0]
        for match in _YEAR.finditer(text)
        if not _AHEAD.search(text, max(0, match.start() - 12), match.start())
    )
    return max(years, default="")


_NO_YEAR = "2000"


def _by_sentence(text: str) -> Iterator[tuple[SectionSentence, list[Figure]]]:
    """The sentences that state figures, with them; a figure belongs to where it begins."""
    sentences = split_sentences(text)
    starts = [sentence.start for sentence in sentences]
    found: dict[int, list[Figure]] = {}
    for figure in find_figures(text):
        found.setdefault(max(0, bisect_right(starts, figure.start) - 1), []).append(figure)
    for place, figures in found.items():
        last = max(figures[-1].end, sentences[place].end)
        yield replace(sentences[place], end=last), figures


def _asides(text: str, known: AnchoredText) -> Iterator[DraftAside]:
    """The numbers that are no figures and that no rule explains, each phrase once."""
    seen = set()
    for entry in audit_text(text).having("unaccounted"):
        phrase = "" if entry.figure else quote_number(entry.start, entry.end, known)
        if phrase and phrase not in seen:
            seen.add(phrase)
            yield DraftAside(phrase, entry.line)


def _settle(draft: Draft) -> Draft:
    """The draft with each guess taken back that the reader of registers would refuse."""
    opened: set[str] = set()
    while True:
        lines = render(draft, todo=False)
        faults = _faults(lines)
        refused = {lines[(fault.line or 1) - 1].claim for fault in faults} - {"", *opened}
        if not faults:
            return draft
        if not refused:
            raise faults[0]
        opened |= refused
        draft = replace(draft, statements=tuple(_opened(draft.statements, opened)))


def _faults(lines: Sequence[YamlLine]) -> list[RegisterError]:
    document = parse_document("".join(f"{line.text}\n" for line in lines), "draft")
    read_register(document)
    return document.faults


def _opened(statements: Iterable[DraftStatement], refused: set[str]) -> Iterator[DraftStatement]:
    for statement in statements:
        claims = (replace(one, is_open=one.id in refused) for one in statement.claims)
        yield replace(statement, claims=tuple(claims))


def _name(figure: Figure, indicator: str) -> str:
    """What a claim's id begins with: its concept, what it counts, or its unit."""
    return _slug(indicator or figure.noun or figure.currency or figure.unit) or "figure"


def _slug(words: str) -> str:
    return _SLUG.sub("-", words.lower()).strip("-")[:_LONGEST_ID].strip("-")


def _title(text: str) -> str:
    """The first line that has words, Markdown aside."""
    lines = (normalise_text(line).lstrip("#* ") for line in text.splitlines())
    return next((line[:_LONGEST_TITLE] for line in lines if line.strip()), "Not known yet")
