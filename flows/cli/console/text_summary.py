"""What was found in a text, as the terminal prints it: what is off in full, the rest in lines.

Of a figure that is open since nobody is sure what is meant, the line says which words leave it
open; of others, what the statistics give. With ``is_whole`` each has its sentence.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from expectations.outcomes import STANDINGS, Verdict
from expectations.wording.formats.terminal import (
    OPEN,
    say_doubtful,
    say_head,
    say_nearest,
    say_not_sure,
    say_right,
)
from flows.cli.console.terminal import wrap
from reports.findings.text_figures import EvidenceFound, FigureFound, PeriodRead, gravity
from reports.marking.markdown_signs import as_shown
from sources.tools.text_safety import printable

if TYPE_CHECKING:
    from flows.work.orders import Checked

_MARKS = {"off": "OFF", "open": "open", "holds": "holds", "not checkable": "not checkable"}


def text_lines(checked: Checked, published: str, *, is_whole: bool) -> Iterator[str]:
    """What was found in a text, line by line.

    Args:
        checked: What was found.
        published: The date that was given for it; empty where none was.
        is_whole: Whether each figure is told in full.
    """
    yield from _head(checked)
    figures = as_shown(checked.findings).figures
    claims = sorted((one for one in figures if one.kind == "claim"), key=gravity)
    judged = [one for one in claims if one.standing is not None]
    whole = [one for one in judged if is_whole or one.standing == "off"]
    for one in whole:
        yield ""
        yield from _in_full(one)
    yield from _in_lines([one for one in judged if one not in whole])
    others = len(figures) - len(claims)
    if others:
        yield ""
        yield wrap(
            f"{_counted(others, 'number')} without a fact to check (projections, thresholds, "
            "methods)."
        )
    yield from _what_next(checked, published, has_more=len(whole) < len(judged))


def _head(checked: Checked) -> Iterator[str]:
    text = checked.findings.text
    yield wrap(f"{text.file}: {checked.findings.headline}")
    if text.language_note:
        yield wrap(text.language_note)
    if text.helper:
        yield wrap(printable(text.helper))
    if checked.settled:
        yield wrap(f"{_counted(checked.settled, 'reading')} settled by people.")
    if checked.lost:
        yield wrap(
            f"{_counted(checked.lost, 'decision')} about words that this version of the text does "
            "not have any more."
        )
    if not text.published:
        yield wrap(
            "No date was found in the text: it is judged as if it had appeared today. "
            "Say --published YEAR for what its author could have seen."
        )


def _what_next(checked: Checked, published: str, *, has_more: bool) -> Iterator[str]:
    """How to see all of it, and how to settle what is not sure."""
    if has_more:
        yield ""
        yield wrap("Each in full, with what each edition gives: the same command with --all.")
    if checked.findings.counts["unsure"] and checked.has_file:
        # The page judges too, and without the date it would judge another text.
        words = ["corrigenda", "settle", checked.findings.text.file]
        words += ["--published", published] if published else []
        if not has_more:
            yield ""
        yield wrap(f"Settle what is not sure on a page: {shlex.join(words)}")


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _in_full(one: FigureFound) -> Iterator[str]:
    place = f", page {one.page}" if one.page is not None else ""
    yield wrap(f"{_MARKS[one.standing or 'open']}: “{one.phrase}”{place}")
    yield wrap(one.sentence_of_verdict, indent="    ")
    if one.correction:
        yield wrap(say_right(one.correction), indent="    ")
    reading = one.reading
    if reading is not None and reading.state == "unsure" and reading.doubt is not None:
        yield wrap(say_not_sure(reading.doubt.about, reading.doubt.words), indent="    ")
    elif reading is not None and reading.state != "unsure":
        how = "Confirmed" if reading.state == "confirmed" else "Read by the program"
        yield wrap(f"{how}: {reading.words or reading.indicator.label}.", indent="    ")


def _in_lines(figures: Sequence[FigureFound]) -> Iterator[str]:
    """A line for each figure, under a head for all that stand alike."""
    by_head: dict[str, list[FigureFound]] = {}
    for one in figures:
        by_head.setdefault(_head_of(one), []).append(one)
    order = [*OPEN.values()]
    for head in sorted(by_head, key=lambda one: order.index(one) if one in order else len(order)):
        group = by_head[head]
        yield ""
        if all(one.reading is None for one in group):
            # What was not read, or has no series, has nothing of its own to tell.
            yield wrap(f"{head} ({len(group)}): {', '.join(map(_quoted, group))}")
            continue
        yield wrap(f"{head} ({len(group)})")
        for one in group:
            yield wrap(f"{_quoted(one)}, {_line(one)}", indent="  ", hang="  ")


def _head_of(one: FigureFound) -> str:
    reading = one.reading
    is_read = reading is not None and one.verdict != Verdict.UNVERIFIABLE.value
    if one.standing != "holds" and not is_read:
        return one.sentence_of_verdict.rstrip(".")
    doubt = ""
    if reading is not None and reading.state == "unsure":
        doubt = reading.doubt.about if reading.doubt else "unsure"
        doubt = "seems" if one.verdict and STANDINGS[Verdict(one.verdict)] == "off" else doubt
    return say_head(one.standing or "", one.verdict or "", one.sentence_of_verdict, doubt=doubt)


def _quoted(one: FigureFound) -> str:
    return f"“{one.phrase}”" + (f" (page {one.page})" if one.page is not None else "")


def _line(one: FigureFound) -> str:
    """What a figure is about, and what leaves it open, or what the statistics give for it."""
    reading = one.reading
    if reading is None:
        return ""
    if reading.state == "unsure":
        words = reading.doubt.words if reading.doubt else ""
        label = reading.indicator.label or reading.measure
        return say_doubtful(reading.words, label, words, one.verdict)
    about = reading.words or reading.indicator.label
    given = _nearest(one.evidence)
    if given is None:
        return about
    told = say_nearest(
        given.value_text,
        given.source,
        given.edition,
        is_of_the_time=given.is_of_the_time,
        year=given.period.end if given.first is None and _is_untold(given.period, about) else None,
    )
    return f"{about}: {told}"


def _is_untold(period: PeriodRead, about: str) -> bool:
    """Whether a value is of one year, which what it is about does not name: of the newest one."""
    return period.start == period.end and f"{period.end}" not in about


def _nearest(evidence: Sequence[EvidenceFound]) -> EvidenceFound | None:
    """What bears a figure out, of the time of the text if there is any; else what comes first."""
    return min(evidence, key=lambda one: (not one.is_inside, not one.is_of_the_time), default=None)
