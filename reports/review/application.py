"""The application: the pages of the queue and of claims, the forms, and what programs may read.

Every answer is a page of ours, errors too; after a form comes a redirect, so that going back or
loading anew sends nothing twice. The interface description (``/openapi.json``) is there for
programs that test it; its pages for people are not, since they load scripts from elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, FastAPI, Query, Request
from fastapi import Path as InPath
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp

from expectations.outcomes import Verdict
from reports.findings.model import to_plain
from reports.review import deciding, settling, sign_in
from reports.review.desk import (
    AtDesk,
    Config,
    Desk,
    NotKnown,
    RefusedRequest,
    Signed,
    asset,
    render_error,
)
from reports.review.filters import STATUSES, Filters, read_filters
from reports.review.gate import ReviewGate
from reports.review.text_desk import TextDesk, waiting_in
from reports.store import Store
from sources.errors import CorrigendaError

MOST_REPORT = 64 * 1024 * 1024
"""Bytes of a report that is served."""
_REPORT_POLICY = (
    "sandbox allow-scripts; default-src 'none'; style-src 'unsafe-inline'; "
    "script-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'"
)
"""A report brings a policy of its own, which names its style and script; the sandbox keeps it from
the review page's cookies and forms whatever it holds."""
_DocName = Annotated[str, InPath(pattern=r"^[a-z][a-z_-]{0,39}$")]
_RunId = Annotated[str, InPath(pattern=r"^[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}$")]


router = APIRouter()


def build_application(
    store: Store, config: Config, key: bytes, text: TextDesk | None = None
) -> ASGIApp:
    """The review page as an ASGI application, behind its gate.

    Args:
        store: Where all is kept.
        config: How it is served.
        key: Signs the sessions.
        text: A text whose readings are to be settled; None for the queue alone.
    """
    app = FastAPI(title="Corrigenda: review", docs_url=None, redoc_url=None)
    app.state.desk = Desk(store, config, key, text)
    for routes in (router, sign_in.router, deciding.router, settling.router):
        app.include_router(routes)
    _add_errors(app)
    return ReviewGate(app, config.host_names, render_error)


def filters_of(
    status: Annotated[str, Query()] = "",
    verdict: Annotated[str, Query()] = "",
    paper: Annotated[str, Query()] = "",
    q: Annotated[str, Query()] = "",
    page: Annotated[str, Query()] = "",
) -> Filters:
    """The filters of a request."""
    return read_filters(status, verdict, paper, q, page)


_Wanted = Annotated[Filters, Depends(filters_of)]


@router.get("/", response_class=HTMLResponse)
def show_queue(desk: AtDesk, session: Signed, filters: _Wanted) -> Response:
    """The queue."""
    return desk.show(
        "queue.html",
        session,
        queue=filters.find(desk.store),
        readings=0 if desk.text is None else len(waiting_in(desk.text.settled())),
        filters=filters,
        statuses=STATUSES,
        verdicts=[verdict.value for verdict in Verdict],
        papers=desk.store.papers(),
    )


@router.get("/api/queue")
def give_queue(desk: AtDesk, _session: Signed, filters: _Wanted) -> Response:
    """The queue, for programs."""
    found = filters.find(desk.store)
    return JSONResponse({**asdict(found), "counts": dict(found.counts)})


@router.get("/static/review.css")
def give_style() -> Response:
    """The style sheet."""
    return asset("css")


@router.get("/static/review.js")
def give_script() -> Response:
    """The script."""
    return asset("js")


@router.get("/runs/{run_id}/index.html", response_class=HTMLResponse)
def show_report(desk: AtDesk, _session: Signed, run_id: _RunId) -> Response:
    """The report of a run, where it is on this machine."""
    run = desk.store.run(run_id)
    return _give_page(find_report(run.page, run_id) if run else None)


@router.get("/runs/{run_id}/data_docs/{name}.html", response_class=HTMLResponse)
def show_data_docs(desk: AtDesk, _session: Signed, run_id: _RunId, name: _DocName) -> Response:
    """A page of the Data Docs that lie beside a report."""
    run = desk.store.run(run_id)
    report = find_report(run.page, run_id) if run else None
    return _give_page(None if report is None else find_docs(report, name))


def _give_page(page: Path | None) -> Response:
    if page is None:
        raise RefusedRequest(404, "The report of this run is not on this machine.")
    return HTMLResponse(page.read_bytes(), headers={"content-security-policy": _REPORT_POLICY})


@router.get("/runs/{run_id}/findings.json")
def give_findings(desk: AtDesk, _session: Signed, run_id: _RunId) -> Response:
    """All that a run found, from the store."""
    found = desk.store.findings_of(run_id)
    if found is None:
        raise RefusedRequest(404, "There is no such run on record.")
    return JSONResponse(to_plain(found))


@router.get("/index.html")
def leave_report(_session: Signed) -> Response:
    """Where a report's link to all runs leads here: the queue."""
    return RedirectResponse("/", 303)


def find_report(recorded: str, run_id: str) -> Path | None:
    """The report of a run, where its recorded page is still there.

    The path is the one that the program recorded when it wrote the report; nothing of it comes
    from a request, and a file that is not named as reports are is not served.
    """
    page = Path(recorded)
    try:
        if page.name != "index.html" or page.parent.name != run_id or page.is_symlink():
            return None
        return page if page.is_file() and page.stat().st_size <= MOST_REPORT else None
    except (OSError, ValueError):
        return None


def find_docs(report: Path, name: str) -> Path | None:
    """A page of the Data Docs beside a report; never what a link leads to elsewhere."""
    page = report.parent / "data_docs" / f"{name}.html"
    if page.is_symlink() or page.parent.is_symlink() or not page.is_file():
        return None
    return page if page.stat().st_size <= MOST_REPORT else None


def _add_errors(app: FastAPI) -> None:
    handlers: dict[type[Exception], Callable[[Request, Any], Response]] = {
        RefusedRequest: lambda _, error: _answer_refused(error),
        NotKnown: lambda request, _: _ask_who(request),
        RequestValidationError: lambda _, __: render_error(422, "Something in it is not known."),
        HTTPException: lambda _, error: render_error(error.status_code, _say(error.status_code)),
        CorrigendaError: lambda _, error: render_error(503, str(error)),
    }
    for kind, handler in handlers.items():
        app.exception_handler(kind)(handler)

    @app.exception_handler(Exception)
    def fault(request: Request, error: Exception) -> Response:
        return render_error(500, "What was decided before is kept.")


def _answer_refused(error: RefusedRequest) -> Response:
    page = render_error(error.status, error.text)
    if error.status == 429:
        page.headers["retry-after"] = "".join(filter(str.isdigit, error.text))
    return page


def _ask_who(request: Request) -> Response:
    """Send to the login page, and from there back to a page that was asked for."""
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": "Sign in first."}, 401)
    if request.method != "GET":
        return render_error(403, "You are not signed in any more. Sign in, then decide again.")
    query = f"?{request.url.query}" if request.url.query else ""
    target = quote(f"{request.url.path}{query}"[:1000], safe="")
    return RedirectResponse(f"/login?then={target}", 303)


def _say(status: int) -> str:
    if status == 404:
        return "The address leads nowhere."
    return "The request cannot be answered."
