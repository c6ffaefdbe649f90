"""Renders the review page's templates, and serves its style and script under names of their own."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import Any

from starlette.responses import HTMLResponse, Response

from reports.rendering import MARKS, environment, script, style

TITLES = {
    400: "This cannot be read",
    403: "This is not allowed",
    404: "There is no such page",
    405: "This cannot be done here",
    413: "This is too much",
    415: "Only a form can be sent here",
    421: "This page goes by another name",
    422: "This form is not one of ours",
    429: "Too many tries",
    500: "This is a fault of Corrigenda",
    503: "The store does not answer",
}


def render(template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A page from a template in ``review/``."""
    made = environment().get_template(f"review/{template}")
    whole: dict[str, Any] = {
        "style_url": f"/static/review.css?v={_version('css')}",
        "script_url": f"/static/review.js?v={_version('js')}",
        "reviewer": "",
        "csrf": "",
        "filters": None,
        "marks": MARKS,
        **values,
    }
    return HTMLResponse(made.render(whole), status_code=status)


def render_error(status: int, text: str, reviewer: str = "", csrf: str = "") -> HTMLResponse:
    """A page that says what went wrong."""
    title = TITLES.get(status, "This did not work")
    return render(
        "error.html", status, title=title, text=text, code=status, reviewer=reviewer, csrf=csrf
    )


def asset(name: str) -> Response:
    """The style sheet or the script."""
    kind = {"css": "text/css", "js": "text/javascript"}[name]
    # Its address holds its checksum, so that it never changes under that address.
    headers = {"cache-control": "public, max-age=31536000, immutable"}
    return Response(_asset(name), media_type=kind, headers=headers)


@lru_cache(maxsize=2)
def _asset(name: str) -> str:
    if name == "js":
        return script("review/review.js")
    return f"{style()}\n{style('review/review.css')}"


@lru_cache(maxsize=2)
def _version(name: str) -> str:
    return hashlib.sha256(_asset(name).encode()).hexdigest()[:12]
