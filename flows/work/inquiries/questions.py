"""A question about one figure, as the one claim of a register: what assistants ask is judged as it.

The register is plain YAML with every value escaped (`sources.ledger.draft_yaml`), so that whoever
doubts an answer gives it to ``corrigenda validate --paper`` and sees the same. What may surprise:

- a number without a unit is in the unit of its indicator: 63 of an indicator in per cent is "63%";
- a number is as exact as its last digit that is not nought, as a text would print it: 1400000000 is
  "1.4 billion", and admits 1.35 to 1.45.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from decimal import Decimal

from sources.errors import FigureError, InputError
from sources.figures.numbers.numerals import scale_told
from sources.model import LONGEST_PHRASE, Concept, Figure, Paper
from sources.tools.instants import refuse_no_date

LONGEST_UNIT = 60
_YEARS = re.compile(r"latest|\d{4}(\s*[-–]\s*(\d{4}|latest))?", re.ASCII)
_PLAIN = re.compile(r"[\s0-9.,'+−-]+")
_PERCENT = frozenset({"%", "percent", "per cent", "pct"})
_DOLLARS = frozenset({"$", "us$", "usd", "dollars", "us dollars"})
PAPER, CLAIM = "question", "figure"


@dataclass(frozen=True)
class Question:
    """What is asked of one figure.

    Attributes:
        area: A name, a code, or an area expression of registers ("EU@2016 - DEU").
        indicator: A concept ("population"), a code ("wdi:SP.DYN.LE00.IN") or its words.
        year: A year, years ("2014-2017") or "latest".
        value: A number, or a figure as a text prints it ("about 1.4 billion").
        unit: What stands behind the number: "%", "billion", "million US$"; empty for the unit of
            the indicator.
        measure: As registers have it: ``value``, ``share``, ``growth``, ``change``, ...
        written: When the figure was written, a year, a month or a day; empty for today.
        to: What is compared with, for the measures that compare.
        of: Of what it is a share, for the measures that have one.
    """

    area: str
    indicator: str
    year: int | str
    value: float | int | str
    unit: str = ""
    measure: str = "value"
    written: str = ""
    to: str = ""
    of: str = ""


@dataclass(frozen=True)
class Asked:
    """A question as it is judged.

    Attributes:
        question: The question.
        concept: What it is about.
        area: The area, as registers write it.
        phrase: The figure as it was printed.
        figure: What the phrase states.
        published: The day that counts as that of the writing.
        text: The register.
        paper: The same, read.
    """

    question: Question
    concept: Concept
    area: str
    phrase: str
    figure: Figure
    published: str
    text: str
    paper: Paper


def ask(question: Question, today: str) -> Asked:
    """A question as a register of one claim.

    Args:
        question: The question.
        today: The day that counts where it names none.

    Raises:
        InputError: It names what is not known, with what is near, or states what cannot be judged.
    """
    from flows.work.inquiries.lookups import settle_area, settle_indicator
    from sources.registers.register import parse_paper

    _refuse_other_form(question)
    area = settle_area(question.area).id
    concept = settle_indicator(question.indicator)
    published = question.written or today
    phrase = phrase_of(question, concept)
    text = register_of(question, concept, area, [(CLAIM, phrase, concept.id)], published)
    try:
        paper = parse_paper(text, "the question")
    except InputError as error:
        raise InputError(error.what, mend=error.mend) from error
    figure = paper.claims[0].figure
    return Asked(question, concept, area, phrase, figure, published, text, paper)


def register_of(
    question: Question,
    concept: Concept,
    area: str,
    claims: list[tuple[str, str, str]],
    published: str,
) -> str:
    """The register of a question, or of others that differ from it in figure or indicator.

    Args:
        question: Its measure, years and operands count.
        concept: What it is about.
        area: The area, as registers write it.
        claims: For each claim its id, its phrase and its indicator.
        published: When it was written.
    """
    from sources.ledger.draft_yaml import quoted

    about = f"{concept.label}, {area}, {question.year}"
    lines = [
        "paper:",
        f"  id: {PAPER}",
        f"  title: {quoted(about)}",
        "  claimant: given",
        f"  published: {quoted(published)}",
        "  source: given",
        "claims:",
    ]
    for name, phrase, indicator in claims:
        keys = {
            "id": name,
            "phrase": phrase,
            "measure": question.measure,
            "indicator": indicator,
            "area": area,
            "to": question.to,
            "of": question.of,
            "period": str(question.year),
        }
        said = [f"{key}: {quoted(value)}" for key, value in keys.items() if value]
        lines += [f"  {'- ' if at == 0 else '  '}{one}" for at, one in enumerate(said)]
    return "\n".join(lines) + "\n"


def phrase_of(question: Question, concept: Concept) -> str:
    """The figure of a question as a text would print it.

    Raises:
        InputError: It is no number, or too long.
    """
    value = question.value
    if not isinstance(value, str):
        return _with_unit(_printed(value), question.unit, question.measure, concept)
    said = " ".join(value.split())
    if not said or len(said) > LONGEST_PHRASE:
        raise InputError(
            f"a figure of {len(said)} characters", mend=f"Write one of 1 to {LONGEST_PHRASE}"
        )
    if question.unit or _PLAIN.fullmatch(said):
        return _with_unit(said, question.unit, question.measure, concept)
    return said


def scaled(figure: Figure, factor: Decimal) -> str:
    """The same figure so many times, printed with its hedge and unit."""
    value, quantum = figure.value * factor, figure.quantum * abs(factor)
    places = max(0, -quantum.normalize().as_tuple().exponent)  # type: ignore[operator]
    digits = f"{abs(value):,.{places}f}"  # "5.0" is more exact than "5"
    sign = "-" if value < 0 else ""
    hedge = f"{figure.hedge_text} " if figure.hedge_text else ""
    match figure.unit:
        case "percent":
            return f"{hedge}{sign}{digits}%"
        case "percentage_points":
            return f"{hedge}{sign}{digits} percentage points"
        case "usd":
            return f"{hedge}{sign}${digits}"
        case "years":
            return f"{hedge}{sign}{digits} years"
        case _:
            return f"{hedge}{sign}{digits}"


def _printed(value: float | int) -> str:
    if isinstance(value, bool) or not math.isfinite(value) or abs(value) >= 1e30:
        raise InputError(f"{value!r} is no figure", mend="Give a number, or a figure as printed")
    exact = Decimal(repr(value))
    return f"{exact.to_integral() if exact == exact.to_integral() else exact:f}"


def _with_unit(number: str, unit: str, measure: str, concept: Concept) -> str:
    said = " ".join(unit.split())
    if len(said) > LONGEST_UNIT:
        raise InputError(f"a unit of {len(said)} characters", mend="Write one such as “million”")
    own, twice = scale_told(number), scale_told(f"1 {said}")
    if own and twice:
        what = f"“{number}” tells its own scale, “{own}”, and so does the unit “{said}”"
        raise InputError(what, mend="Leave out one of the two")
    if not said:
        said = _unit_of(number, measure, concept)
    if said.casefold() in _PERCENT:
        return f"{number}%"
    if said.casefold() in _DOLLARS:
        sign, digits = ("-", number[1:]) if number[:1] in "-−" else ("", number)
        return f"{sign}${digits}"
    return f"{number} {said}".strip()


def _unit_of(number: str, measure: str, concept: Concept) -> str:
    """The unit of a number that is printed without one: what the measure of its indicator needs."""
    from sources.figures.parse import parse_figure
    from sources.registers.measures import MEASURES, SYNONYMS
    from sources.registers.units import units_stated

    rule = MEASURES.get(SYNONYMS.get(measure, measure))
    needed = units_stated(rule.states, concept, "") if rule else ()
    try:
        is_plain = parse_figure(number).unit == "number"
    except FigureError:
        is_plain = False
    if not needed or not is_plain:
        return ""
    words = {"percent": "%", "percentage_points": "percentage points", "usd": "$", "years": "years"}
    return words.get(needed[0], "")


def _refuse_other_form(question: Question) -> None:
    from sources.registers.measures import MEASURES, SYNONYMS

    if not _YEARS.fullmatch(str(question.year).strip()):
        raise InputError(f"{question.year!r} is no year", mend="Write 2016, 2014-2017 or latest")
    if question.written:
        refuse_no_date(question.written)
    if question.measure not in MEASURES and question.measure not in SYNONYMS:
        raise InputError(
            f"there is no measure {question.measure!r}", mend=f"Measures are {', '.join(MEASURES)}"
        )
