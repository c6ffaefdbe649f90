"""The Python interface: six names, for a notebook or a program of one's own.

`import corrigenda` gives just these. What may surprise: observations that were read stay in memory
(`flows.work.inquiries.observations`), so that the second question about a series is answered at
once; nothing is recorded, sent or fetched.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from html import escape
from numbers import Integral, Real
from pathlib import Path
from typing import TYPE_CHECKING

from expectations.standings import colours
from flows.work.inquiries.lookups import find_area, find_indicator
from flows.work.inquiries.observations import Observations, today
from flows.work.inquiries.questions import Question
from flows.work.inquiries.texts import FigureChecked, check_words, text_answer
from flows.work.inquiries.verifying import Verified
from flows.work.inquiries.verifying import verify as _verify
from reports.findings.citations import Citation
from sources.errors import InputError

if TYPE_CHECKING:
    import pandas as pd

    from reports.findings.claim_model import ClaimEntry

__all__ = ["CheckedFigures", "check", "find_area", "find_indicator", "validate", "verify"]

DEFAULT = ("embedded",)
COLUMNS = (
    "figure",
    "about",
    "certainty",
    "verdict",
    "standing",
    "sentence",
    "would_be_right",
    "citations",
)


@dataclass(frozen=True)
class CheckedFigure:
    """One figure, and what was found of it.

    Attributes:
        figure: As it is printed.
        about: What it is about, in words.
        certainty: ``sure``, ``unsure`` or ``confirmed``; empty where a person declared it.
        verdict: As a report has it; empty where it states nothing to judge.
        standing: off, open, holds or not checkable; empty like the verdict.
        sentence: The verdict in a sentence.
        would_be_right: What would be right, where that is known.
        citations: Where the numbers that it was held against are from.
    """

    figure: str
    about: str
    certainty: str
    verdict: str
    standing: str
    sentence: str
    would_be_right: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True)
class CheckedFigures(Sequence[CheckedFigure]):
    """The figures of a text or a register, in order: a sequence, a table, and a page.

    Attributes:
        headline: The counts in a sentence.
        items: The figures.
    """

    headline: str
    items: tuple[CheckedFigure, ...]

    def __len__(self) -> int:
        return len(self.items)

    def __getitem__(self, at: int | slice) -> CheckedFigure | CheckedFigures:  # type: ignore[override]
        if isinstance(at, slice):
            return CheckedFigures(self.headline, self.items[at])
        return self.items[at]

    def __iter__(self) -> Iterator[CheckedFigure]:
        return iter(self.items)

    def standing(self, name: str) -> CheckedFigures:
        """Those of one standing: ``off``, ``open``, ``holds`` or ``not checkable``.

        Raises:
            InputError: There is no such standing.
        """
        if name not in colours():
            mend = "Write one of " + ", ".join(sorted(colours()))
            raise InputError(f"there is no standing {name!r}", mend=mend)
        found = tuple(one for one in self.items if one.standing == name)
        return CheckedFigures(f"{len(found)} {name}.", found)

    def to_frame(self) -> pd.DataFrame:
        """A row a figure: the columns are `COLUMNS`, citations one line each."""
        import pandas as pd

        rows = [
            [getattr(one, name) for name in COLUMNS[:-1]] + [[c.text for c in one.citations]]
            for one in self.items
        ]
        return pd.DataFrame(rows, columns=list(COLUMNS))

    def _repr_html_(self) -> str:
        """A table for a notebook; every word of a text is escaped."""
        rows = "".join(map(_row, self.items))
        return (
            f"<p>{escape(self.headline)}</p><table><thead><tr><th>Figure</th><th>Standing</th>"
            f"<th>What was found</th><th>Source</th></tr></thead><tbody>{rows}</tbody></table>"
        )


def check(
    text: str,
    *,
    published: str | int | date = "",
    title: str = "",
    language: str = "",
    snapshots: Sequence[str] = DEFAULT,
) -> CheckedFigures:
    """Read a text and judge every figure in it, as `corrigenda check` does.

    Args:
        text: Its words.
        published: When it appeared, a year, a month or a day; empty where only the text says so.
        title: Its title.
        language: ``en``, ``es``, ``fr`` or ``zh``; empty for what the text says.
        snapshots: What to hold it against.

    Raises:
        InputError: It is empty or too long, or the date is none.
    """
    if not isinstance(text, str):
        raise InputError(f"the text is a {type(text).__name__}, not words", mend="Give a str")
    dated = _time(published, "published")
    checked = check_words(
        text, _kept(tuple(snapshots)), published=dated, title=title, language=language
    )
    told = text_answer(checked.findings)
    return CheckedFigures(told.headline, tuple(_of_text(one) for one in told.figures))


def verify(
    area: str,
    indicator: str,
    year: int | str,
    value: float | Decimal | str,
    *,
    unit: str = "",
    measure: str = "value",
    written: str | int | date = "",
    to: str | int = "",
    of: str = "",
    snapshots: Sequence[str] = DEFAULT,
) -> Verified:
    """Say whether one figure is right, and what explains it where it is not.

    Args:
        area: A name, a code or an area expression.
        indicator: A concept, a code or its words.
        year: A year, years ("2014-2017") or "latest".
        value: A number, also of numpy or pandas, or a figure as a text prints it ("about 1.4
            billion").
        unit: What stands behind the number; empty for the unit of the indicator.
        measure: As registers have it.
        written: When it was written, a year, a month or a day; empty for today.
        to: What is compared with, for the measures that compare: an area, or a year.
        of: Of what it is a share, for the measures that have one.
        snapshots: What to hold it against.

    Raises:
        InputError: It names what is not known, with what is near.
    """
    when, since = _time(year, "year"), _time(written, "written")
    told = _number(value)
    question = Question(area, indicator, when, told, unit, measure, since, _time(to, "to"), of)
    return _verify(question, _kept(tuple(snapshots)), today().isoformat())


def validate(register: str | Path, *, snapshots: Sequence[str] = DEFAULT) -> CheckedFigures:
    """Judge the claims of a register, as `corrigenda validate` does; nothing is recorded.

    Args:
        register: The id of a built-in paper, or the file of a register.
        snapshots: What to hold it against.

    Raises:
        RegisterError: It is wrong, or there is no paper of that name.
    """
    from expectations.wording.counts import say_counts
    from reports.findings.findings import count_outcomes, describe_claims
    from reports.findings.labels import Names
    from sources.registers.register import load_paper

    known = load_paper(register)
    if not known.claims:
        raise InputError("the register has no claims", mend="Add one", file=str(register))
    assessment = _kept(tuple(snapshots)).assess(known)
    claims = describe_claims(assessment, Names(known, assessment.vintages))
    counts = count_outcomes(assessment.outcomes)
    headline = say_counts(counts.claims, counts.standings, counts.without_data)
    return CheckedFigures(headline, tuple(map(_of_claim, claims)))


def _number(value: object) -> float | str:
    """A number of any kind, or words, as a question has it."""
    if isinstance(value, str):
        return value
    if isinstance(value, Integral) and not isinstance(value, bool):
        return str(int(value))
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, Real) and not isinstance(value, bool):
        return float(value)
    raise InputError(f"the value {value!r} is no number", mend="Give a number, or words")


def _time(told: object, name: str) -> str:
    """A year, a month or a day, as a question has it."""
    if isinstance(told, str):
        return told
    if isinstance(told, date):
        return told.isoformat()[:10]
    if isinstance(told, Integral) and not isinstance(told, bool):
        return str(int(told))
    raise InputError(f"{name}={told!r} is no year", mend='Write 2018, "2018-06" or a date')


@lru_cache(maxsize=4)
def _kept(snapshots: tuple[str, ...]) -> Observations:
    return Observations(snapshots)


def _of_text(one: FigureChecked) -> CheckedFigure:
    return CheckedFigure(
        one.as_printed,
        one.reading,
        one.certainty,
        one.verdict,
        one.standing,
        one.told,
        one.would_be_right,
        one.citations,
    )


def _of_claim(claim: ClaimEntry) -> CheckedFigure:
    about = ", ".join(filter(None, [claim.declared.subject, claim.declared.period.text]))
    return CheckedFigure(
        claim.phrase,
        about,
        claim.reading.state if claim.reading else "",
        claim.verdict,
        claim.standing,
        claim.sentence,
        claim.correction.phrase if claim.correction else "",
        tuple(row.citation for row in claim.declared.evidence if row.citation),
    )


def _row(one: CheckedFigure) -> str:
    colour = colours().get(one.standing, "inherit")
    source = one.citations[0].text if one.citations else ""
    cells = (
        f"<td>{escape(one.figure)}</td>",
        f'<td style="color:{colour}">{escape(one.standing or "no claim")}</td>',
        f"<td>{escape(one.sentence)}</td>",
        f"<td>{escape(source)}</td>",
    )
    return f"<tr>{''.join(cells)}</tr>"
