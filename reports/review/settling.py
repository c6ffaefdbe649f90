"""The page of a text: its figures marked, and for one of them the reading that a person settles.

What a reading gives is shown only once it was chosen, unless it is asked for: who sees the verdict
first chooses the reading that suits it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from fastapi import Form as InForm
from starlette.responses import HTMLResponse, RedirectResponse, Response

from expectations.wording.measures import MEASURE_WORDS
from reports.marking.markdown_signs import as_shown
from reports.marking.marked_text import render_marked_text
from reports.marking.of_findings import marks_for_page
from reports.review.desk import AtDesk, Desk, RefusedRequest, Signed
from reports.review.forms import Choice, Sent, choice_of
from reports.review.sessions import Session
from reports.review.text_desk import (
    KeptAlone,
    Member,
    ReadingDecision,
    TextDesk,
    TextView,
    Together,
    area_of_words,
    groups_in,
    indicator_of,
    known_indicator,
    next_after,
    reading_of_choice,
    waiting_in,
)
from sources.errors import InputError, OutputError
from sources.ledger.settlements import Settled, SettledMeanwhile, Settlement
from sources.model import Period
from sources.reading.sentences.model import Reading
from sources.reference.areas import AREAS
from sources.reference.concepts import CONCEPTS
from sources.registers.measures import MEASURES, SYNONYMS
from sources.tools.foreign import Options

MOST_FIELD = 400
_NUMBER = re.compile(r"[0-9]{1,9}")
_YEAR = re.compile(r"(?:1[89]|20|21)\d\d", re.ASCII)
_ANSWERS: dict[int | str, Options] = {
    303: {"description": "Settled"},
    409: {"description": "Somebody settled it in between"},
    507: {"description": "It cannot be written"},
}
router = APIRouter()


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
    csrf: Sent = "",
) -> Response:
    """Settle the reading of a figure, or those of several."""
    desk.require_form(session, csrf)
    text = _text(desk)
    view = text.view()
    at = _place(form.figure, view)
    several = _places(figures or (), view)
    is_known = at is not None or form.group or several
    has_numbers = all(_NUMBER.fullmatch(one) for one in (form.expected, form.seen or "0"))
    if not is_known or not has_numbers:
        raise RefusedRequest(
            422, "Something in the form is missing or not known. Open the page again."
        )
    try:
        decisions = _decisions(text, view, at, several, form)
        text.decide(decisions, session.name, int(form.expected))
    except InputError as error:
        again = _groups(text, view, None) if form.kind == "together" else ()
        return _page(desk, session, view, at, status=422, form=form, fault=str(error), groups=again)
    except KeptAlone as error:
        said = f"Your decision is kept. The register is not as it says: {error}"
        return _page(desk, session, text.view(), at, status=507, fault=said)
    except OutputError as error:
        kept = _keep(text, view, at, several, form)
        return _page(desk, session, view, at, status=507, form=form, unkept=str(error), kept=kept)
    except SettledMeanwhile as meanwhile:
        view = text.view()
        kept = _keep(text, view, at, several, form)
        told = [(one, *_said_of(text, one)) for one in meanwhile.settlements]
        return _page(desk, session, view, at, status=409, form=form, meanwhile=told, kept=kept)
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


@dataclass(frozen=True)
class KeptChoice:
    """What a person chose that could not be written, to be sent again.

    Attributes:
        words: The choice in words.
        figures: Where it is about several figures, their numbers as pages count.
        seen: After which decision it was made.
        group: The group that was ticked in; None where there is none.
        settled: By number, who settled a figure of the group since.
    """

    words: str
    figures: tuple[int, ...]
    seen: int
    group: Together | None = None
    settled: Mapping[int, str] = field(default_factory=dict)


def _keep(
    text: TextDesk, view: TextView, at: int | None, several: tuple[int, ...], form: Choice
) -> KeptChoice:
    """A choice as a page shows it again."""
    figures, seen = tuple(one + 1 for one in several), form.last_seen
    if form.kind == "together":
        standing = {one + 1: view.settled.standing[one] for one in several}
        settled = {number: one.by for number, one in standing.items() if one is not None}
        return KeptChoice("", figures, seen, _group_of(text, view, form), settled)
    if form.kind == "set_aside":
        why = " ".join(form.why.split())[:MOST_FIELD]
        return KeptChoice("it states no fact to check" + (f" ({why})" if why else ""), (), seen)
    if form.kind == "confirm" and at is not None:
        reading = _reading(text, at, form)
        return KeptChoice(f"it says {text.words(at, reading) or reading.indicator}", (), seen)
    return KeptChoice("take it back", figures, seen)


def _said_of(text: TextDesk, one: Settlement) -> tuple[str, str]:
    """The words of the figure that a decision is about, and of the reading that it confirmed."""
    at = text.figure_of(one)
    if at is None:
        return one.quote.exact, ""
    return text.phrase(at), text.words(at, one.reading) if one.reading is not None else ""


def _groups(
    text: TextDesk, view: TextView, after: int | None, settled: Settled | None = None
) -> tuple[Together, ...]:
    """What may be settled together; first what is as the figure that was just settled.

    Args:
        text: The text.
        view: As it stands.
        after: That figure, if one was.
        settled: As it stood when it was asked; None for now.
    """
    settled = settled or view.settled
    former = None if after is None else text.read_as(after)
    like = None
    if after is not None and former is not None and settled.standing[after] is not None:
        like = (after, former)

    def words(at: int, reading: Reading) -> str:
        told = view.findings.figures[at].reading
        is_own = told is not None and reading == view.settled.figures[at].reading
        return told.words if told is not None and is_own else text.words(at, reading)

    return groups_in(settled.figures, waiting_in(settled), words, like)


def _group_of(text: TextDesk, view: TextView, form: Choice) -> Together | None:
    """The group that a form is about, as its page showed it."""
    found = re.fullmatch(r"like:([0-9]{1,6}):[a-z]+:.*", form.group)
    after = _place(found[1], view) if found else None
    groups = _groups(text, view, after, text.settled(form.last_seen))
    return next((one for one in groups if one.name == form.group), None)


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
        reading = _reading(text, at, form)
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
    group = _group_of(text, view, form)
    chosen = [one for one in group.members if one.at in several] if group else []
    if not chosen or len(chosen) != len(several):
        raise InputError("no reading is ticked that waits", mend="Tick those that are right")
    return [ReadingDecision(one.at, "confirm", _instead(text, one, form)) for one in chosen]


_WRITTEN: Mapping[str, str] = {"whose": "area", "when": "end", "what": "indicator"}
"""The field in which an answer to what a group lacks may be written, in place of the one asked."""


def _instead(text: TextDesk, member: Member, form: Choice) -> Reading:
    """The reading of one of a group, with what a person wrote in place of what was asked."""
    asked = _WRITTEN.get(form.group.partition(":")[0], "")
    written = " ".join(getattr(form, asked, "").split())
    if form.choice != "other":
        if written:
            raise InputError(
                f"“{written}” is written, and the button of the question was pressed",
                mend="Press the button beside what is written, or empty the field",
            )
        return member.reading
    if not written:
        raise InputError("nothing is written", mend="Write what it is in each of them")
    reading = replace(member.reading, **_part(asked, written))
    refusal = text.refusal(member.at, reading)
    if refusal:
        phrase = text.phrase(member.at)
        raise InputError(f"“{phrase}”: {refusal}", mend="Take away its tick, or write another")
    return reading


def _part(asked: str, written: str) -> dict[str, Any]:
    """The part of a reading that a person wrote, by its field."""
    if asked == "area":
        return {"areas": (area_of_words(written),)}
    if asked == "end":
        return {"period": Period(None, _year(written, "written"))}
    return {"indicator": indicator_of(written)}


def _reading(text: TextDesk, at: int, form: Choice) -> Reading:
    if form.choice != "other":
        # Another person's reading may stand there since: it is not what was chosen.
        found = reading_of_choice(text.settled(form.last_seen).figures[at], form.choice)
        if found is None:
            raise InputError("no such reading is offered", mend="Choose one of those shown")
        return found
    if form.measure not in MEASURES:
        raise InputError("no measure was chosen", mend="Choose one of the list")
    if any(len(value) > MOST_FIELD for value in vars(form).values()):
        raise InputError(f"a field has {MOST_FIELD} characters at the most", mend="Shorten it")
    indicator = indicator_of(form.indicator)
    if form.measure in _PRODUCTS and _operand(form.of) == indicator:
        raise InputError(
            "it would be a part of itself", mend="Choose the measure that is meant: value, perhaps"
        )
    return Reading(
        measure=form.measure,
        indicator=indicator,
        areas=tuple(filter(None, (area_of_words(form.area),))),
        to=_operand(form.to),
        of=_operand(form.of),
        among=area_of_words(form.among),
        period=Period(_year(form.start, "first"), _year(form.end, "last")),
    )


_PRODUCTS = frozenset({"product", "complement_product"})


def _operand(words: str) -> str:
    """What a share is of, or what is compared with: an indicator by its label, an area, a year."""
    if not words.strip():
        return ""
    named = known_indicator(words)
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
    unkept: str = "",
    kept: KeptChoice | None = None,
    meanwhile: Any = (),
    done: tuple[int, ...] = (),
    groups: tuple[Together, ...] = (),
) -> Response:
    chosen = "" if at is None else str(at + 1)
    read = None if at is None else view.settled.figures[at]
    figures = view.settled.figures
    count = len(figures)
    # Who sees the verdict first chooses the reading that suits it.
    if kept is not None and kept.group is not None:
        groups = (kept.group,)
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
        measures=[
            (name, MEASURE_WORDS[name])
            for name in MEASURES
            if name not in SYNONYMS and name != "elapsed"
        ],
        instead=form if form is not None and form.kind == "together" else Choice(),
        concepts=sorted(one.label for one in CONCEPTS.values()),
        areas=sorted({one.name for one in AREAS.values()}),
        form=_filled(read) if form is None else _as_sent(form, read),
        is_other=form is not None and form.choice == "other",
        fault=fault,
        unkept=unkept,
        kept=kept,
        sent={} if form is None or kept is None else _sent(form),
        meanwhile=meanwhile,
        done=[(at + 1, told.figures[at]) for at in done],
        done_stands=any(view.settled.standing[at] is not None for at in done),
        groups=[
            (one, [(m, told.figures[m.at], figures[m.at].heads) for m in one.members])
            for one in groups[:1]
        ],
    )


def _as_sent(form: Choice, read: Any) -> Choice:
    """What a form's fields show again: those of the reading where it wrote none of its own."""
    if form.choice == "other":
        return form
    return replace(_filled(read), kind=form.kind, why=form.why)


def _sent(form: Choice) -> Mapping[str, str]:
    """The fields of a form as it was sent, for one that sends it again."""
    return {name: value for name, value in vars(form).items() if name not in ("expected", "seen")}


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
