"""The JSON API: figures verified, texts checked, findings read; for reviewers the queue.

The answers are those of the functions that the command line and assistants call; here is only what
HTTP needs: the routes, their description (``/openapi.json``), and errors as JSON. An answer is
computed in a thread, so that a long text keeps nobody else waiting.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Depends, FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp

from flows.api.access import Access, ApiGate, Caller, Refusal, Role, refusal_of
from flows.work.inquiries import lookups
from flows.work.inquiries.bounds import (
    DateText,
    Few,
    Listed,
    MeasureName,
    Name,
    NameOrNone,
    StandingName,
    Text,
    Title,
    UnitName,
    Value,
    Years,
)
from flows.work.inquiries.installation import ClaimExplained, FindingsListed, Installation
from flows.work.inquiries.lookups import AreaFound, IndicatorFound
from flows.work.inquiries.observations import Observations
from flows.work.inquiries.questions import Question
from flows.work.inquiries.texts import TextChecked, check_words, text_answer
from flows.work.inquiries.verifying import Verified, verify
from reports.records import QueuePage, QueueRow
from reports.review.deciding import take
from reports.review.filters import read_filters
from reports.review.forms import Form
from reports.store import Store
from sources.errors import CorrigendaError, InputError
from sources.tools.foreign import Options
from sources.tools.text_safety import printable

HOSTS = frozenset({"127.0.0.1", "localhost", "::1"})
TEXT_UNITS = 10
"""What a text costs of what a caller may ask a minute; everything else costs 1."""


@dataclass(frozen=True)
class Served:
    """What the routes answer from.

    Attributes:
        observations: What figures are held against.
        installation: The registers and reports that may be read.
        store: Of the queue and the decisions.
        access: Who may ask what.
        day: Tells the day of a question.
        texts: The folder of the papers' texts.
    """

    observations: Observations
    installation: Installation
    store: Store
    access: Access
    day: Callable[[], date]
    texts: Path | None = None


class _Body(BaseModel):
    """What is asked; a field that nobody knows is refused."""

    model_config = ConfigDict(extra="forbid")


class TextBody(_Body):
    """A text to check."""

    text: Text
    published: DateText = Field("", description="The day, month or year of the text.")
    title: Title = ""


class FigureBody(_Body):
    """A figure to verify."""

    area: Name
    indicator: Name
    year: Years
    value: Value
    unit: UnitName = ""
    measure: MeasureName = "value"
    written: DateText = ""
    to: NameOrNone = ""
    of: NameOrNone = ""


_Words = Annotated[str, Field(max_length=4000)]


class DecisionBody(_Body):
    """What a reviewer decides; `expected` is the `last` of the claim in the queue."""

    kind: str = Field(max_length=20, description="approve, accept, dispute, defer or undo.")
    expected: int = Field(ge=0, le=999_999_999)
    wording: _Words = ""
    comment: _Words = ""
    reason: _Words = ""
    until: DateText = ""
    anyway: bool = False
    nonce: str = Field("", max_length=64, description="The same one sends a decision once only.")


def _served(request: Request) -> Served:
    served: Served = request.app.state.served
    return served


At = Annotated[Served, Depends(_served)]
_bearer = HTTPBearer(auto_error=False, description="A token that reads, or a reviewer's.")
_Shown = Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]


def _needs(role: Role, units: int = 1) -> Any:
    def admit(served: At, shown: _Shown) -> Caller:
        return served.access.admit(shown.credentials if shown else "", role, units)

    return Depends(admit)


Reader = Annotated[Caller, _needs("read")]
TextReader = Annotated[Caller, _needs("read", TEXT_UNITS)]
Reviewer = Annotated[Caller, _needs("review")]


class Told(BaseModel):
    """Why nothing is answered, and what mends it."""

    error: str
    mend: str


_REFUSALS: dict[int | str, Options] = {
    status: {"model": Told, "description": text}
    for status, text in {
        401: "No token, or one that is not known",
        403: "The token may not do this",
        422: "What is asked is not known or not of the form",
        429: "Too much at once",
        503: "A snapshot or the store cannot be read",
    }.items()
}
_JSON = "application/json"
_FINDINGS: dict[int | str, Options] = {200: {"content": {_JSON: {"schema": {"type": "object"}}}}}
router = APIRouter(prefix="/v1", responses=_REFUSALS)


@router.post("/figures", summary="Verify a figure")
def verify_figure(served: At, _caller: Reader, body: FigureBody) -> Verified:
    """Whether one figure is right, was right when written, is wrong, and what explains it."""
    question = Question(**body.model_dump())
    return verify(question, served.observations, served.day().isoformat())


@router.post("/texts", summary="Check a text")
def check_text(served: At, _caller: TextReader, body: TextBody) -> TextChecked:
    """Each figure of a text: what it is about, its verdict, its citations."""
    checked = check_words(
        body.text,
        served.observations,
        published=body.published,
        title=body.title,
        today=served.day(),
    )
    return text_answer(checked.findings)


@router.get("/indicators", summary="Find an indicator")
def find_indicator(
    _caller: Reader, words: Annotated[Name, Query()], most: Annotated[Few, Query()] = 10
) -> list[IndicatorFound]:
    """Series of the World Bank and the United Nations by words or code, best first."""
    return list(lookups.find_indicator(words, most))


@router.get("/areas", summary="Find an area")
def find_area(
    _caller: Reader,
    name: Annotated[Name, Query()],
    at: Annotated[DateText, Query()] = "",
    most: Annotated[Few, Query()] = 10,
) -> list[AreaFound]:
    """Countries, aggregates and groups by name or code, best first."""
    return list(lookups.find_area(name, at, most))


@router.get("/papers", summary="List the papers")
def list_papers(served: At, _caller: Reader) -> list[str]:
    """The ids of the papers whose registers can be read."""
    return sorted(served.installation.registers())


@router.get("/papers/{paper}", summary="Read a register", response_class=PlainTextResponse)
def read_register(served: At, _caller: Reader, paper: Name) -> Response:
    """The register of a paper, as it is written (YAML)."""
    return PlainTextResponse(served.installation.read_register(paper))


@router.get("/papers/{paper}/claims/{claim}", summary="Explain a claim")
def explain_claim(served: At, _caller: Reader, paper: Name, claim: Name) -> ClaimExplained:
    """Why a claim of a register is judged as it is, edition by edition."""
    return served.installation.explain(paper, claim)


@router.get("/findings", summary="List findings")
def list_findings(
    served: At,
    _caller: Reader,
    paper: Annotated[NameOrNone, Query()] = "",
    standing: Annotated[StandingName, Query()] = "",
    most: Annotated[Listed, Query()] = 50,
) -> FindingsListed:
    """What the last run of a paper found, the gravest first; of all papers without one."""
    return served.installation.findings(paper, standing, most)


@router.get("/runs", summary="List the runs")
def list_runs(served: At, _caller: Reader) -> list[str]:
    """The ids of the newest runs, the newest first."""
    return list(served.installation.runs())


@router.get("/runs/{run}", summary="Read the findings of a run", responses=_FINDINGS)
def read_run(served: At, _caller: Reader, run: Name) -> Response:
    """The findings.json of a run, as it was written (its schema: docs/findings.schema.json)."""
    return Response(served.installation.read_run(run), media_type=_JSON)


@router.get("/queue", summary="Read the queue")
def read_queue(
    served: At,
    _caller: Reviewer,
    status: Annotated[StandingName, Query()] = "",
    verdict: Annotated[StandingName, Query()] = "",
    paper: Annotated[NameOrNone, Query()] = "",
    words: Annotated[NameOrNone, Query()] = "",
    page: Annotated[int, Query(ge=1, le=1_000_000)] = 1,
) -> QueuePage:
    """What waits for a decision, and what was decided, as on the review page."""
    return read_filters(status, verdict, paper, words, str(page)).find(served.store)


@router.post(
    "/papers/{paper}/claims/{claim}/decisions",
    summary="Decide",
    status_code=201,
    responses={409: {"model": Told, "description": "Another decision came in between"}},
)
def decide(served: At, caller: Reviewer, paper: Name, claim: Name, body: DecisionBody) -> QueueRow:
    """Decide about a claim in the name of whose token it is, by the rules of the review page."""
    row = served.store.queue_row(paper, claim)
    if row is None:
        raise Refusal(404, "No run has found a claim of this name.")
    form = Form(
        kind=body.kind,
        wording=body.wording,
        comment=body.comment,
        reason=body.reason,
        until=body.until,
        anyway="yes" if body.anyway else "",
        expected=str(body.expected),
        nonce=body.nonce or secrets.token_urlsafe(18),
    )
    taken = take(served.store, served.texts, caller.name, row, form)
    if taken is None:
        raise Refusal(
            422, "A kind is approve, accept, dispute, defer or undo; a nonce has 16 to 64 letters."
        )
    if taken.faults:
        raise Refusal(422, " ".join(f"{name}: {text}" for name, text in taken.faults.items()))
    if taken.meanwhile:
        who = ", ".join(dict.fromkeys(event.who for event in taken.meanwhile))
        raise Refusal(409, f"Another decision came in between, by {who}. Read the queue again.")
    return served.store.queue_row(paper, claim) or row


def build_application(served: Served) -> ASGIApp:
    """The API as an ASGI application, behind its gate."""
    return ApiGate(build_api(served), HOSTS)


def build_api(served: Served | None = None) -> FastAPI:
    """The routes; without what they answer from only their description is of use."""
    app = FastAPI(
        title="Corrigenda",
        version=version("corrigenda"),
        summary="Checks figures against what the World Bank and the United Nations publish.",
        docs_url=None,
        redoc_url=None,
    )
    app.state.served = served
    app.include_router(router)
    _add_errors(app)
    return app


def _add_errors(app: FastAPI) -> None:
    handlers: dict[type[Exception], Callable[[Request, Any], Response]] = {
        Refusal: lambda _, error: _refused(error),
        RequestValidationError: lambda _, error: refusal_of(422, _faults(error)),
        HTTPException: lambda _, error: refusal_of(error.status_code, str(error.detail)),
        InputError: lambda _, error: refusal_of(422, printable(error.what), printable(error.mend)),
        CorrigendaError: lambda _, error: refusal_of(503, printable(str(error))),
        Exception: lambda _, __: refusal_of(500, "This is a fault of Corrigenda."),
    }
    for kind, handler in handlers.items():
        app.exception_handler(kind)(handler)


def _refused(refusal: Refusal) -> Response:
    answer = refusal_of(refusal.status, refusal.text)
    if refusal.wait:
        answer.headers["retry-after"] = str(refusal.wait)
    if refusal.status == 401:
        answer.headers["www-authenticate"] = "Bearer"
    return answer


def _faults(error: RequestValidationError) -> str:
    """What is not of the form: where it stands, and why; never what was sent."""
    return printable(
        "; ".join(
            f"{'.'.join(map(str, one['loc']))[:80]}: {one['msg'][:200]}"
            for one in error.errors()[:5]
        )
    )
