"""A text whose readings people settle: what was read, what was decided, and what it gives then.

The decisions lie in a file beside the text (`sources.ledger.settlements`) and are read anew for
each page, so that two people at work see what the other decided. Judging is done once for each
state of that file. Readings of one series that are sure, or that lack the same thing and nothing
else, may be settled together; what "the same" is comes from the readings alone, never from what
they give. A reading of which more than one part is open is asked by itself.
"""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from expectations.wording.questions import say_about
from reports.findings.text_figures import TextFindings, describe_indicator
from sources.documents.structure.model import Document
from sources.errors import CorrigendaError, InputError, OutputError
from sources.ledger.settlements import (
    Settled,
    Settlement,
    SettlementKind,
    append_settlements,
    quote_of,
    read_settlements,
    settle,
)
from sources.model import Period
from sources.reading.sentences.model import DoubtAbout, ReadFigure, Reading
from sources.reference.concepts import CONCEPTS, concept_for
from sources.reference.names import area_names, fold_name
from sources.reference.resolve import area_label
from sources.reference.series import series_names
from sources.registers.from_text import ReadPaper, TextHead, paper_of
from sources.texts.anchors import AnchoredText
from sources.tools.instants import to_second


@dataclass(frozen=True)
class TextView:
    """A text at one moment.

    Attributes:
        document: The text.
        findings: What it gives.
        settled: The figures as they stand, and who decided what.
        last: The number of the newest decision.
    """

    document: Document
    findings: TextFindings
    settled: Settled
    last: int

    @property
    def waiting(self) -> tuple[int, ...]:
        """The figures that wait for a person, in the order of the text."""
        return waiting_in(self.settled)


class ReadingDecision(NamedTuple):
    """What is decided about one figure, by its place."""

    at: int
    kind: SettlementKind
    reading: Reading | None = None
    why: str = ""


def waiting_in(settled: Settled) -> tuple[int, ...]:
    """The figures that were read by the program alone, or not read."""
    return tuple(
        at
        for at, figure in enumerate(settled.figures)
        if figure.kind == "claim" and figure.state != "confirmed"
    )


def next_after(settled: Settled, at: int) -> int | None:
    """The next figure that waits, from the first again after the last."""
    waiting = waiting_in(settled)
    return next(iter((*(one for one in waiting if one > at), *waiting)), None)


class KeptAlone(OutputError):
    """Decisions are kept, and the register that follows from them could not be written."""


class TextDesk:
    """Settles the readings of one text.

    Args:
        decisions: The file of the decisions.
        document: The text.
        figures: What the program read of it.
        head: What a register says of the text.
        judge: From decisions to what the text gives.
        changed: Called after each decision, with all of them.
    """

    def __init__(
        self,
        decisions: Path,
        document: Document,
        figures: tuple[ReadFigure, ...],
        head: TextHead,
        judge: Callable[[Sequence[Settlement]], TextFindings],
        changed: Callable[[Sequence[Settlement]], None] = lambda _: None,
    ) -> None:
        self.decisions = decisions
        self._document = document
        self._figures = figures
        self._head = head
        self._judge = judge
        self._changed = changed
        self._known = AnchoredText(document.text)
        self._lock = threading.Lock()
        self._judged: tuple[int, TextFindings] | None = None

    def settled(self, last: int | None = None) -> Settled:
        """The figures as they stand now, not judged; or as they did after so many decisions."""
        settlements = read_settlements(self.decisions)[:last]
        return settle(self._figures, self._document.text, settlements)

    def view(self) -> TextView:
        """The text as it stands now, judged."""
        settlements = read_settlements(self.decisions)
        settled = settle(self._figures, self._document.text, settlements)
        with self._lock:
            if self._judged is None or self._judged[0] != len(settlements):
                self._judged = (len(settlements), self._judge(settlements))
            return TextView(self._document, self._judged[1], settled, len(settlements))

    def refusal(self, at: int, reading: Reading) -> str:
        """Why a reading cannot be that of a figure; empty where it can."""
        return self._paper(at, reading).refused[0]

    def words(self, at: int, reading: Reading) -> str:
        """A reading of a figure as people say it; empty where it cannot be judged."""
        claims = self._paper(at, reading).paper.claims
        return say_about(claims[0]) if claims else ""

    def figure_of(self, one: Settlement) -> int | None:
        """The place of the figure that a decision is about; None where the text has it no more."""
        quotes = (quote_of(figure, self._known) for figure in self._figures)
        return next((at for at, quote in enumerate(quotes) if quote == one.quote), None)

    def phrase(self, at: int) -> str:
        """The words of a figure."""
        return self._figures[at].phrase

    def read_as(self, at: int) -> Reading | None:
        """What the program had read of a figure, whatever people decided."""
        return self._figures[at].reading

    def _paper(self, at: int, reading: Reading) -> ReadPaper:
        figure = replace(self._figures[at], kind="claim", state="confirmed", reading=reading)
        return paper_of([replace(figure, unverifiable="")], self._head)

    def decide(
        self, decisions: Sequence[ReadingDecision], who: str, expected: int
    ) -> tuple[Settlement, ...]:
        """Write decisions about figures, all or none.

        Raises:
            SettledMeanwhile: Somebody decided about one of them after ``expected``.
            InputError: The file of decisions is damaged.
            KeptAlone: The decisions are kept, and what follows from them could not be written.
            OutputError: They cannot be written.
        """
        now = to_second(datetime.now(UTC))
        made = append_settlements(
            self.decisions,
            [
                Settlement(
                    0,
                    one.kind,
                    quote_of(self._figures[one.at], self._known),
                    who,
                    now,
                    one.reading,
                    one.why,
                )
                for one in decisions
            ],
            expected,
        )
        try:
            self._changed(read_settlements(self.decisions))
        except CorrigendaError as error:
            raise KeptAlone(error.what, mend=error.mend, file=error.file) from None
        return made


def reading_of_choice(read: ReadFigure, choice: str) -> Reading | None:
    """The reading that a page offers under a name: ``own``, or the number of a candidate."""
    if choice == "own":
        return read.reading
    if choice.isdecimal() and len(choice) < 4 and int(choice) < len(read.candidates):
        return read.candidates[int(choice)].reading
    return None


def indicator_of(words: str) -> str:
    """The id of the indicator that a person named: by a name, a code of the World Bank's, or an id.

    Raises:
        InputError: Nothing was named, or nothing that is known; near names are told.
    """
    name = " ".join(words.split())
    if not name:
        raise InputError("no indicator was named", mend="Choose one of the list, or give its code")
    return known_indicator(name) or concept_for(name).id


_BARE_CODE = re.compile(r"[A-Z0-9]{2,}(?:\.[A-Z0-9]+)+")


def known_indicator(words: str) -> str:
    """The id of the concept or series of a name, a bare code or an id; empty for none."""
    name = " ".join(words.split())
    if name in CONCEPTS:
        return name
    folded, code = name.casefold(), name.upper()
    labelled = [one.id for one in CONCEPTS.values() if one.label.casefold() == folded]
    named = labelled or [one.id for one in CONCEPTS.values() if folded in one.words]
    if len(named) == 1:
        return named[0]
    if not _BARE_CODE.fullmatch(code) or code not in series_names("wdi"):
        return ""
    coded = (one.id for one in CONCEPTS.values() if one.codes.get("wdi") == code)
    return next(coded, f"wdi:{code}")


_SIGN = re.compile(r"(\s[+-]\s)")


def area_of_words(words: str) -> str:
    """An area expression in codes, from one in names or codes: "Germany + France" to "DEU + FRA".

    What is no name that is known stays as it is, for the rules of a register to refuse.
    """
    parts = _SIGN.split(" ".join(words.split()))
    return "".join(_coded(part) if at % 2 == 0 else part for at, part in enumerate(parts))


def _coded(term: str) -> str:
    name, at, day = term.partition("@")
    code = area_names().get(fold_name(name), name.strip())
    return f"{code}{at}{day.strip()}"


MOST_AT_ONCE = 20
"""Readings that one page offers together: more than a person reads before a button."""


@dataclass(frozen=True)
class Member:
    """A figure of a group: its place among the figures, its reading, and words for that."""

    at: int
    reading: Reading
    words: str


@dataclass(frozen=True)
class Together:
    """Readings that may be confirmed with one button.

    Attributes:
        name: What a form calls it.
        title: What is asked.
        button: The answer.
        members: In the order of the text.
        apart: How many lack the same and something else too, which the answer does not settle.
    """

    name: str
    title: str
    button: str
    members: tuple[Member, ...]
    apart: int = 0


_ASKED: dict[DoubtAbout, tuple[str, str]] = {
    "when": ("Their sentences do not say of which year they are: is it {}?", "{} in each of them"),
    "whose": ("Their sentences do not say surely whose they are: {}?", "{} in each of them"),
    "what": (
        "Their sentences do not name surely what they count: is it {}?",
        "{} in each of them",
    ),
}


def groups_in(
    figures: Sequence[ReadFigure],
    waiting: Sequence[int],
    words: Callable[[int, Reading], str],
    like: tuple[int, Reading] | None = None,
) -> tuple[Together, ...]:
    """The groups of at least two, in the order in which they are offered.

    Args:
        figures: Of the text, as they stand.
        waiting: Those that wait for a person.
        words: Says a reading of a figure as people do; empty where it cannot be judged.
        like: A figure that was just settled, and what the program had read of it: where a person
            put in another area or other years, the figures after it that were read with the old
            ones are offered with those of the person.
    """
    found = [*_like(figures, waiting, words, like)] if like is not None else []
    taken = {one.at for group in found for one in group.members}
    kinds: dict[_Asked, list[Member]] = {}
    apart: Counter[_Asked] = Counter()
    for at in waiting:
        figure = figures[at]
        key = _key(figure)
        if at in taken or figure.reading is None or key is None:
            continue
        if figure.doubt is not None and figure.doubt.beside:
            apart[key] += 1
            continue
        said = words(at, figure.reading)
        if said:
            kinds.setdefault(key, []).append(Member(at, figure.reading, said))
    for key, members in sorted(kinds.items(), key=lambda one: one[0].about != "sure"):
        if len(members) > 1:
            found.append(_group(key, tuple(members[:MOST_AT_ONCE]), apart[key]))
    return tuple(found)


class _Asked(NamedTuple):
    """What figures are settled together for: what is open, the answer, and their series."""

    about: str
    value: str
    indicator: str


def _key(figure: ReadFigure) -> _Asked | None:
    """What a figure may be settled together with others for."""
    reading = figure.reading
    if reading is None or figure.state == "confirmed":
        return None
    if figure.state == "sure":
        return _Asked("sure", "", reading.indicator)
    if figure.doubt is None:
        return None
    value = {
        "when": _years(reading.period),
        "whose": " and ".join(map(area_label, reading.areas)),
        "what": describe_indicator(reading.indicator).label,
    }[figure.doubt.about]
    return _Asked(figure.doubt.about, value, reading.indicator) if value else None


def _years(period: Period) -> str:
    if period.end is None:
        return "the newest year" if period.start is None else f"{period.start} to the newest year"
    return str(period.end) if period.start in {None, period.end} else f"{period.start}–{period.end}"


def _group(key: _Asked, members: tuple[Member, ...], apart: int) -> Together:
    about, value, indicator = key
    if about == "sure":
        return Together(
            f"sure:{indicator}",
            f"{len(members)} readings of one series are sure. Are they what the text says?",
            "That is what they say",
            members,
        )
    title, button = next(said for name, said in _ASKED.items() if name == about)
    told = button.format(value)
    told = f"{told[:1].upper()}{told[1:]}"
    return Together(f"{about}:{value}:{indicator}", title.format(value), told, members, apart)


def _like(
    figures: Sequence[ReadFigure],
    waiting: Sequence[int],
    words: Callable[[int, Reading], str],
    like: tuple[int, Reading],
) -> Iterator[Together]:
    """Figures after one that were read as it was, with what a person put in the place of that."""
    at, former = like
    settled = figures[at].reading
    if settled is None:
        return
    changes = (
        (former.areas != settled.areas, " and ".join(map(area_label, settled.areas)), "areas"),
        (former.period != settled.period, _years(settled.period), "period"),
    )
    for is_other, value, field in changes:
        if not is_other or not value:
            continue
        changed = {field: getattr(settled, field)}
        kinds: dict[str, list[Member]] = {}
        for place in waiting:
            figure = figures[place]
            reading = figure.reading
            if place <= at or reading is None or figure.state == "sure":
                continue
            is_as_read = getattr(reading, field) == getattr(former, field)
            if not is_as_read or _lacks_more(figure, field):
                continue
            taken = replace(reading, **changed)
            said = words(place, taken)
            if said:
                kinds.setdefault(reading.indicator, []).append(Member(place, taken, said))
        for indicator, members in kinds.items():
            yield Together(
                f"like:{at + 1}:{field}:{indicator}",
                f"These were read as “{figures[at].phrase}” was: is it {value} here too?",
                f"{value[:1].upper()}{value[1:]} here too",
                tuple(members[:MOST_AT_ONCE]),
            )


def _lacks_more(figure: ReadFigure, field: str) -> bool:
    """Whether something else of a reading is open than what is put in: whose it is, or when."""
    about = "whose" if field == "areas" else "when"
    doubt = figure.doubt
    return doubt is not None and any(one.about != about for one in (doubt, *doubt.beside))
