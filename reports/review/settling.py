"""The page of a text: its figures marked, and for one of them the reading that a person settles.

What a reading gives is shown only once it was chosen, unless it is asked for: who sees the verdict
first chooses the reading that suits it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from fastapi import Form as InForm
from starlette.responses import HTMLResponse, RedirectResponse, Response

from reports.marking.markdown_signs import as_shown
from reports.marking.marked_text import render_marked_text
from reports.marking.of_findings import marks_for_page
from reports.review.desk import AtDesk, Desk, RefusedRequest, Signed
from reports.review.sessions import Session
from reports.review.text_desk import (
    ReadingDecision,
    TextDesk,
    TextView,
    Together,
    area_of_words,
    groups_in,
    indicator_of,
    next_after,
    reading_of_choice,
)
from sources.errors import InputError
from sources.ledger.settlements import SettledMeanwhile
from sources.model import Period
from sources.reading.sentences.model import Reading
from sources.reference.areas import AREAS
from sources.reference.concepts import CONCEPTS
from sources.registers.measures import MEASURES, SYNONYMS
from sources.tools.foreign import Options

MOST_FIELD = 400
_YEAR = re.compile(r"(?:1[89]|20|21)\d\d", re.ASCII)
_Text = Annotated[str, InForm()]
_ANSWERS: dict[int | str, Options] = {
    303: {"description": "Settled"},
    409: {"description": "Somebody settled it in between"},
}
router = APIRouter()


@dataclass(frozen=True)
class Choice:
    """A form as it was sent; every field a text."""

    figure: str = ""
    kind: str = ""
    choice: str = ""
    measure: str = ""
    indicator: str = ""
    area: str = ""
    to: str = ""
    of: str = ""
    among: str = ""
    start: str = ""
    end: str = ""
    why: str = ""
    expected: str = ""
    group: str = ""


def choice_of(
    figure: _Text = "",
    kind: _Text = "",
    choice: _Text = "",
    measure: _Text = "",
    indicator: _Text = "",
    area: _Text = "",
    to: _Text = "",
    of: _Text = "",
    among: _Text = "",
    start: _Text = "",
    end: _Text = "",
    why: _Text = "",
    expected: _Text = "",
    group: _Text = "",
) -> Choice:
    """The form of a request."""
    where = (measure, indicator, area, to, of, among, start, end)
    return Choice(figure, kind, choice, *where, why, expected, group)


@router.get("/text", response_class=HTMLResponse)
def show_text(
    desk: AtDesk,
    session: Signed,
    figure: Annotated[str, Query()] = "",
    done: Annotated[str, Query(max_length=MOST_FIELD)] = "",
) -> Response:
    """The text, and one of its figures or several that may be settled together."""
    text = _text(desk)
    view = text.view()
    at = _place(figure, view)
    kept = _places(done.split(","), view)
    groups = _groups(text, view, kept[0] if len(kept) == 1 else None)
    if figure and not (groups and groups[0].name.startswith("like:")):
        groups = ()
    if at is None and not figure:
        at = next_after(view.settled, -1)
    return _page(desk, session, view, at, done=kept, groups=groups)


@router.post("/text", response_class=HTMLResponse, responses=_ANSWERS)
def settle_figure(
    desk: AtDesk,
    session: Signed,
    form: Annotated[Choice, Depends(choice_of)],
    figures: Annotated[list[str] | None, InForm()] = None,
    csrf: _Text = "",
) -> Response:
    """Settle the reading of a figure, or those of several."""
    desk.require_form(session, csrf)
    text = _text(desk)
    view = text.view()
    at = _place(form.figure, view)
    several = _places(figures or (), view)
    is_known = at is not None or form.group or several
    if not is_known or not re.fullmatch(r"[0-9]{1,9}", form.expected):
        raise RefusedRequest(
            422, "Something in the form is missing or not known. Open the page again."
        )
    try:
        decisions = _decisions(text, view, at, several, form)
        text.decide(decisions, session.name, int(form.expected))
    except InputError as error:
        again = _groups(text, view, None) if form.kind == "together" else ()
        return _page(desk, session, view, at, status=422, form=form, fault=str(error), groups=again)
    except SettledMeanwhile as meanwhile:
        view = text.view()
        again = _groups(text, view, None) if form.kind == "together" else ()
        return _page(
            desk,
            session,
            view,
            at,
            status=409,
            form=form,
            meanwhile=meanwhile.settlements,
            groups=again,
        )
    done = ",".join(str(one.at + 1) for one in decisions)
    after = None if at is None else next_after(text.settled(), at)
    if form.kind == "undo" and len(decisions) == 1:
        after = decisions[0].at
    target = "/text" if after is None else f"/text?figure={after + 1}"
    return RedirectResponse(f"{target}{'&' if '?' in target else '?'}done={done}", 303)


def _text(desk: Desk) -> TextDesk:
    if desk.text is None:
        raise RefusedRequest(
            404, "No text is being settled here: `corrigenda settle FILE` opens one."
        )
    return desk.text


def _place(figure: str, view: TextView) -> int | None:
    """The place of a figure that a page numbers from one."""
    if not re.fullmatch(r"[0-9]{1,6}", figure):
        return None
    at = int(figure) - 1
    return at if 0 <= at < len(view.settled.figures) else None


def _places(figures: Sequence[str], view: TextView) -> tuple[int, ...]:
    """The places of several figures, each once, in order."""
    found = {_place(one, view) for one in figures}
    return tuple(sorted(one for one in found if one is not None))


def _groups(text: TextDesk, view: TextView, after: int | None) -> tuple[Together, ...]:
    """What may be settled together; first what is as the figure that was just settled."""
    former = None if after is None else text.read_as(after)
    like = None
    if after is not None and former is not None and view.settled.standing[after] is not None:
        like = (after, former)

    def words(at: int, reading: Reading) -> str:
        told = view.findings.figures[at].reading
        is_own = told is not None and reading == view.settled.figures[at].reading
        return told.words if told is not None and is_own else text.words(at, reading)

    return groups_in(view.settled.figures, view.waiting, words, like)


def _decisions(
    text: TextDesk, view: TextView, at: int | None, several: tuple[int, ...], form: Choice
) -> list[ReadingDecision]:
    """What a form decides, each as it may be written.

    Raises:
        InputError: It decides nothing that can be.
        SettledMeanwhile: Somebody decided about one of several since.
    """
    why = " ".join(form.why.split())[:MOST_FIELD]
    if form.kind == "together":
        return _together(text, view, several, form)
    which = several or (() if at is None else (at,))
    if form.kind == "undo":
        if not which or any(view.settled.standing[one] is None for one in which):
            raise InputError("nobody has settled this figure", mend="There is nothing to undo")
        return [ReadingDecision(one, "undo", why=why) for one in which]
    if at is not None and form.kind == "set_aside":
        return [ReadingDecision(at, "set_aside", why=why)]
    if at is not None and form.kind == "confirm":
        reading = _reading(view, at, form)
        refusal = text.refusal(at, reading)
        if refusal:
            raise InputError(refusal, mend="Choose another reading, or set the figure aside")
        return [ReadingDecision(at, "confirm", reading)]
    raise InputError("this is no decision of ours", mend="Open the page again")


def _together(
    text: TextDesk, view: TextView, several: tuple[int, ...], form: Choice
) -> list[ReadingDecision]:
    """The readings of a group that were left ticked."""
    expected = int(form.expected)
    standing = [view.settled.standing[at] for at in several]
    meanwhile = [one for one in standing if one is not None and one.number > expected]
    if meanwhile:
        raise SettledMeanwhile(meanwhile)
    found = re.fullmatch(r"like:([0-9]{1,6}):[a-z]+:.*", form.group)
    groups = _groups(text, view, _place(found[1], view) if found else None)
    group = next((one for one in groups if one.name == form.group), None)
    chosen = [one for one in group.members if one.at in several] if group else []
    if not chosen or len(chosen) != len(several):
        raise InputError("no reading is ticked that waits", mend="Tick those that are right")
    return [ReadingDecision(one.at, "confirm", one.reading) for one in chosen]


def _reading(view: TextView, at: int, form: Choice) -> Reading:
    if form.choice != "other":
        found = reading_of_choice(view.settled.figures[at], form.choice)
        if found is None:
            raise InputError("no such reading is offered", mend="Choose one of those shown")
        return found
    if form.measure not in MEASURES:
        raise InputError("no measure was chosen", mend="Choose one of the list")
    if any(len(value) > MOST_FIELD for value in vars(form).values()):
        raise InputError(f"a field has {MOST_FIELD} characters at the most", mend="Shorten it")
    return Reading(
        measure=form.measure,
        indicator=indicator_of(form.indicator),
        areas=tuple(filter(None, (area_of_words(form.area),))),
        to=_operand(form.to),
        of=_operand(form.of),
        among=area_of_words(form.among),
        period=Period(_year(form.start, "first"), _year(form.end, "last")),
    )


def _operand(words: str) -> str:
    """What a share is of, or what is compared with: an indicator by its label, an area, a year."""
    if not words.strip():
        return ""
    named = indicator_of(words)
    return named if named in CONCEPTS else area_of_words(words)


def _year(text: str, which: str) -> int | None:
    year = text.strip()
    if not year or year == "latest":
        return None
    if not _YEAR.fullmatch(year):
        raise InputError(f"the {which} year is none", mend="Write four digits, or leave it empty")
    return int(year)


def _page(
    desk: Desk,
    session: Session,
    view: TextView,
    at: int | None,
    *,
    status: int = 200,
    form: Choice | None = None,
    fault: str = "",
    meanwhile: Any = (),
    done: tuple[int, ...] = (),
    groups: tuple[Together, ...] = (),
) -> Response:
    chosen = "" if at is None else str(at + 1)
    read = None if at is None else view.settled.figures[at]
    figures = view.settled.figures
    count = len(figures)
    # Who sees the verdict first chooses the reading that suits it.
    told = as_shown(view.findings)
    marks = marks_for_page(told, "?figure={}", frozenset(view.waiting))
    shown = "" if groups else chosen
    marked = render_marked_text(view.document, marks, heading=2, chosen=shown)
    return desk.show(
        "text.html",
        session,
        status,
        marked=marked,
        findings=told,
        waiting=len(view.waiting),
        settled=sum(one is not None for one in view.settled.standing),
        lost=view.settled.lost,
        last=view.last,
        number=chosen,
        figure=None if at is None else told.figures[at],
        read=read,
        standing=None if at is None else view.settled.standing[at],
        previous=None if at is None or at == 0 else at,
        next=None if at is None or at + 1 >= count else at + 2,
        measures=[name for name in MEASURES if name not in SYNONYMS and name != "elapsed"],
        concepts=sorted(one.label for one in CONCEPTS.values()),
        areas=sorted({one.name for one in AREAS.values()}),
        form=form or _filled(read),
        is_other=form is not None and form.choice == "other",
        fault=fault,
        meanwhile=meanwhile,
        done=[(at + 1, told.figures[at]) for at in done],
        done_stands=any(view.settled.standing[at] is not None for at in done),
        groups=[
            (one, [(m, told.figures[m.at], figures[m.at].heads) for m in one.members])
            for one in groups[:1]
        ],
    )


def _filled(read: Any) -> Choice:
    """The form as the reading fills it."""
    if read is None or read.reading is None:
        return Choice(measure="value")
    reading: Reading = read.reading
    concept = CONCEPTS.get(reading.indicator)
    return Choice(
        measure=reading.measure,
        indicator=concept.label if concept else reading.indicator,
        area=" + ".join(reading.areas),
        to=reading.to,
        of=reading.of,
        among=reading.among,
        start=_year_field(reading.period.start),
        end=_year_field(reading.period.end),
    )


def _year_field(year: int | None) -> str:
    return "" if year is None else str(year)
