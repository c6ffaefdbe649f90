"""From what was read of a text to a paper whose claims can be judged.

Each figure that states something becomes a claim with the reading found for it, checked by the
rules that hold for a register's claims; figures of one sentence share a statement. Of a figure that
was read *unsure*, other candidates become claims beside it, so that a person can be shown what each
would give; none of them is ever the figure's verdict. What may surprise:

- a claim is made from the figure as the text has it, with its direction and its noun, not from its
  phrase read again, which might have lost them;
- a reading of several areas says the same of each of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sources.figures.falls import FALLEN
from sources.model import (
    LONGEST_PHRASE,
    Axes,
    Claim,
    Direction,
    Figure,
    Paper,
    Period,
    StatedRelation,
    StatedRelationKind,
    Statement,
)
from sources.reading.falls import takes_fall, with_fall
from sources.reading.sentences.model import ReadFigure, Reading
from sources.reference.concepts import concept_for
from sources.reference.groups import WORLD_GROUP
from sources.reference.told_units import base_unit, printed_unit
from sources.registers.reader import ClaimsRead, read_claims
from sources.registers.register_claims import SCALES, statement_axes
from sources.registers.rules import FIRST
from sources.registers.schema import ReadingsPart
from sources.registers.yaml_lines import YamlMapping

MOST_CANDIDATES = 3
"""So many candidates of an unsure figure are tried."""

LONGEST_NOTE = 1_500
WHO_WOULD_KNOW = "The text's own source"
CANNOT_BE = "Not judged"


@dataclass(frozen=True)
class TextHead:
    """What is known of a text besides its words; empty where it is not known.

    Attributes:
        id: A short name, as registers have it.
        title: Its title.
        claimant: Who wrote it.
        published: A year, a month or a day: "2018", "2018-06" or "2018-06-24".
        source: The name of its file.
        licence: What it may be used under.
        cites: The one source of figures that it names ("wdi"); of several none.
    """

    id: str
    title: str
    claimant: str
    published: str
    source: str
    licence: str = ""
    cites: str = ""


@dataclass(frozen=True)
class ReadPaper:
    """A paper made of what was read.

    Attributes:
        head: What is known of the text.
        paper: Its claims.
        claim_of: For each figure the id of its claim; empty where it has none.
        refused: For each figure why its reading cannot be judged; empty where it can.
        candidates_of: For each figure the claims of its other candidates, by their place among
            `ReadFigure.candidates`.
    """

    head: TextHead
    paper: Paper
    claim_of: tuple[str, ...]
    refused: tuple[str, ...]
    candidates_of: tuple[Mapping[int, str], ...]


def paper_of(figures: Sequence[ReadFigure], head: TextHead) -> ReadPaper:
    """The paper that a text's figures make.

    Args:
        figures: What was read, in the order of the text.
        head: What is known of the text.
    """
    wanted = [one for at, figure in enumerate(figures) for one in _wanted(at, figure)]
    year = re.match(r"\d{4}", head.published)
    found = read_claims(
        [claim_keys(one.figure, one.reading, one.id) for one in wanted],
        [_alone(one.figure) for one in wanted],
        head.published if year else None,
    )
    by_id = {one.id: at for at, one in enumerate(wanted)}
    own = {one.at: one.id for one in wanted if one.place is None}
    others: dict[int, dict[int, str]] = {}
    for one in wanted:
        if one.place is not None and found.claims[by_id[one.id]]:
            others.setdefault(one.at, {})[one.place] = one.id
    claim_of, refused, candidates_of = [], [], []
    for at in range(len(figures)):
        name = own.get(at, "")
        is_right = bool(name) and found.claims[by_id[name]] is not None
        claim_of.append(name if is_right else "")
        refused.append(
            ""
            if is_right or not name
            else f"{CANNOT_BE}: {say_to_reader(found.faults[by_id[name]])}"
        )
        candidates_of.append(others.get(at, {}) if figures[at].state == "unsure" else {})
    statements = _statements(figures, wanted, found)
    paper = Paper(
        id=head.id,
        title=head.title or head.source or head.id,
        claimant=head.claimant,
        published=head.published,
        source=head.source,
        licence=head.licence,
        cites=head.cites,
        statements=tuple(statements),
        relations=tuple(one for made in statements for one in relations_of(made.claims)),
        concepts=found.named.concepts,
        groups=found.named.groups,
    )
    return ReadPaper(head, paper, tuple(claim_of), tuple(refused), tuple(candidates_of))


_COMPARED = "what it is compared with could not be understood"
_PAST = "it is held against itself or its own past, which is not computed here"
_SERIES = "no such figure can be made of what it seems to be about"
_UNIT = "it has not the unit in which what it seems to be about is told"
_YEARS = "it speaks of several years, and from which to which could not be understood"
_WHOM = "of whom it is could not be understood"
_WHOLE = "what it is a part of could not be understood"
_AMONG = "among which countries could not be understood"
_WORLD = "it seems to hold the whole world against itself"
_LEVEL = "the level that countries are counted by could not be understood"
_PRINTED = "the figure could not be read as it is printed"
_OTHERWISE = "what was understood of it does not fit together"

_WORDS: Sequence[tuple[str, str]] = (
    (r"ranges over nothing but itself", _PAST),
    (r"names no place", "which place it has is not said"),
    (r"needs what it compares with|needs 'to'", _COMPARED),
    (r"needs 'of'", _WHOLE),
    (r"needs 'among'", _AMONG),
    (r"needs 'order'", "whether the highest or the lowest is meant could not be understood"),
    (r"needs an area", _WHOM),
    (r"needs an indicator|no indicator '|there is no indicator", "what it is about is unknown"),
    (r"needs a bound", "it speaks of several countries, and says neither at least nor at most"),
    (r"needs a beginning", "from when it counts could not be understood"),
    (r"needs a period|period of several years|over several years|of one year|over years", _YEARS),
    (r"the level that they pass|no level to pass|the level is in", _LEVEL),
    (r"against the world|members of the world|the world is all", _WORLD),
    (r"tells by how much one is", "by how much one has more than another is not computed here"),
    (r"^the phrase states (?!two)|not a ratio|has a complement", _UNIT),
    (r"which has no|has no '|has no weighting|no area has a share", _SERIES),
    (r"states two figures", "it gives two figures where one is needed"),
    (r"^no figure|^no one figure|more than one figure|no figure in|is no number", _PRINTED),
    (r"no (?:one )?area|no group|unknown area", _WHOM),
)


def say_to_reader(what: str) -> str:
    """A fault of a claim in a reader's words: the rest of "Not judged: ...".

    A register's faults name its keys and measures for the person who writes it. Of a figure that
    the program read by itself nobody wrote any: a reader is told what could not be understood.

    Args:
        what: The fault as `sources.registers.rules` tells it.
    """
    return next((said for pattern, said in _WORDS if re.search(pattern, what)), _OTHERWISE)


@dataclass(frozen=True)
class _Wanted:
    """A claim to make: of which figure, by which name, and of which candidate (None: its own).

    ``figure`` has the words that the reading asks for (`sources.reading.falls`).
    """

    at: int
    id: str
    figure: ReadFigure
    reading: Reading | None
    place: int | None = None


def _wanted(at: int, figure: ReadFigure) -> list[_Wanted]:
    if figure.kind != "claim" or (figure.reading is None and not figure.unverifiable):
        return []
    name = f"f{at + 1}"
    found = [_Wanted(at, name, with_fall(figure), figure.reading)]
    if figure.state == "unsure" and figure.reading is not None:
        others = [
            (place, one.reading)
            for place, one in enumerate(figure.candidates)
            if one.reading != figure.reading
        ]
        found += [
            _Wanted(
                at,
                f"{name}-{place + 1}",
                with_fall(replace(figure, reading=reading, doubt=None)),
                reading,
                place,
            )
            for place, reading in others[:MOST_CANDIDATES]
        ]
    return found


def _alone(figure: ReadFigure) -> Figure:
    """The figure with its place in its own phrase."""
    start = max(0, figure.phrase.rfind(figure.figure.text))
    return replace(figure.figure, start=start, end=len(figure.phrase))


def claim_keys(figure: ReadFigure, reading: Reading | None, name: str) -> YamlMapping:
    """The keys of the claim that a figure makes, as a register has them: every value a text."""
    keys: YamlMapping = {
        "id": name,
        "phrase": figure.phrase[:LONGEST_PHRASE],
        "sentence": _sentence(figure),
    }
    if figure.page is not None:
        keys["page"] = str(figure.page)
    if reading is None:
        reason = figure.unverifiable[:LONGEST_NOTE]
        keys["unverifiable"] = {"reason": reason, "who_would_know": WHO_WOULD_KNOW}
        return keys
    is_each = len(reading.areas) > 1 and reading.measure == "value"
    keys["measure"] = "each" if is_each else reading.measure
    for key, value in (
        ("indicator", reading.indicator),
        ("area", " + ".join(reading.areas)),
        ("to", reading.to),
        ("of", reading.of),
        ("among", reading.among),
        ("order", reading.order),
        ("weighting", reading.weighting),
        ("since", reading.since),
        ("direction", _direction(figure, reading)),
        ("scale", next((name for name, by in SCALES.items() if by == figure.scale), "")),
    ):
        if value:
            keys[key] = value
    at = figure.sentence.find(figure.phrase)
    behind = figure.sentence[at + len(figure.phrase) :] if at >= 0 else ""
    unit = figure.unit or printed_unit(figure.figure.real_unit, behind)
    if unit := unit or _of_a_rate(figure, reading, behind):
        keys["unit"] = unit
    if reading.measure != "elapsed":
        keys["period"] = say_period(reading.period)
    how = {"state": figure.state, "by": figure.by, "at": figure.at, "why": figure.why}
    if figure.state == "unsure" and figure.doubt is not None and figure.doubt.or_period is not None:
        how["or_period"] = say_period(figure.doubt.or_period)
    keys["reading"] = {key: value[:LONGEST_NOTE] for key, value in how.items() if value}
    return keys


def _of_a_rate(figure: ReadFigure, reading: Reading, behind: str) -> str:
    """The unit of a part in words, or in per cent of some, of what is told by the thousand or more.

    "One child in 15 dies before the age of five" is 6.7 per cent, and 67 of 1,000; so is "6.7 per
    cent of children". A per cent of nothing may be how much a rate has fallen.
    """
    is_part = figure.figure.unit == "percent" and not figure.is_fall
    if not is_part or reading.measure not in {"value", "mean", "each"} or not reading.indicator:
        return ""
    is_of_some = _PER_CENT.search(figure.phrase) is None or _OF_SOME.match(behind) is not None
    is_rate = is_of_some and base_unit(concept_for(reading.indicator)) in _BY_MANY
    return "percent" if is_rate else ""


_PER_CENT = re.compile(r"%|\bper ?cent\b|\bpct\b", re.IGNORECASE)
_OF_SOME = re.compile(r"\s+of\s+(?!(?:the\s+)?(?:19|20)\d\d\b)", re.IGNORECASE)
_BY_MANY = frozenset({"per_1000", "per_10000", "per_100000"})


def _sentence(figure: ReadFigure) -> str:
    """The sentence of a figure; of a very long one the words around the figure."""
    words = " ".join(figure.sentence.split())
    if len(words) <= LONGEST_NOTE:
        return words or figure.phrase
    at = len(" ".join(figure.sentence[: figure.start - figure.sentence_start].split()))
    first = max(0, at - LONGEST_NOTE // 2)
    first = words.rfind(" ", 0, first) + 1
    return words[first : first + LONGEST_NOTE].rpartition(" ")[0]


def _direction(figure: ReadFigure, reading: Reading) -> Direction:
    """Which way a figure is told where its own words do not say it, or may say it of another."""
    if figure.is_fall and takes_fall(reading):
        return FALLEN
    return "increase" if reading.measure == "excess" else ""


def say_period(period: Period) -> str:
    """A period as registers have it: ``latest``, ``2016``, ``2014-2017`` or ``2013-latest``."""
    end = "latest" if period.end is None else str(period.end)
    start = end if period.start is None else str(period.start)
    return end if start == end else f"{start}-{end}"


def _statements(
    figures: Sequence[ReadFigure], wanted: Sequence[_Wanted], found: ClaimsRead
) -> list[Statement]:
    """The claims that are right, those of one sentence together."""
    by_sentence: dict[int, list[Claim]] = {}
    for one, claim in zip(wanted, found.claims, strict=True):
        if claim is not None:
            by_sentence.setdefault(figures[one.at].sentence_start, []).append(claim)
    made = []
    for number, claims in enumerate(by_sentence.values(), start=1):
        own = tuple(replace(claim, statement_id=f"s{number}") for claim in claims)
        made.append(Statement(f"s{number}", "", own, _axes(own, found)))
    return made


def relations_of(claims: Sequence[Claim]) -> Iterator[StatedRelation]:
    """What the figures of one sentence say of one another: a pair and its stated change or growth.

    Only claims that are read with certainty, about the same indicator, area and end of the period,
    are held against each other.
    """
    sure = [one for one in claims if one.how_read is not None and one.how_read.state != "unsure"]
    for pair in (one for one in sure if one.figure.first is not None):
        for other in sure:
            kind = _relation_kind(pair, other)
            if kind is not None:
                name = f"{pair.id}-{other.id}"
                yield StatedRelation(name, kind, pair.id, f"{pair.id}{FIRST}", other.id)


def _relation_kind(pair: Claim, other: Claim) -> StatedRelationKind | None:
    """How a single figure hangs together with a pair; None where it does not."""
    same = _about(pair) == _about(other)
    if not same or other.figure.first is not None or pair.period.start != other.period.start:
        return None
    if other.measure == "growth" and other.figure.unit == "percent":
        if pair.measure == "share":
            return "growth"
        return "growth" if pair.measure == "value" and pair.figure.unit != "percent" else None
    is_points = {pair.figure.unit, other.figure.unit} == {"percent", "percentage_points"}
    if other.measure == "change" and (pair.figure.unit == other.figure.unit or is_points):
        return "change"
    return None


def _about(claim: Claim) -> tuple[str, str, str, int | None]:
    """What a figure is about: indicator, area, of what it is a share, and the end of its period."""
    whole = claim.of or (WORLD_GROUP if claim.measure == "share" else "")
    return claim.indicator, claim.group, whole, claim.period.end


def _axes(claims: Sequence[Claim], found: ClaimsRead) -> Axes:
    return statement_axes(ReadingsPart(), claims, (), found.named.other_dates)
