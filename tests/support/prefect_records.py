"""What a Prefect server holds of runs, read over its HTTP API as another program would."""

from __future__ import annotations

import json
import urllib.request
from typing import Any

from processes import PrefectServer


def ask(server: PrefectServer, collection: str, **filters: Any) -> list[dict[str, Any]]:
    """What the server holds of a collection, newest first."""
    request = urllib.request.Request(
        f"{server.url}/{collection}/filter",
        data=json.dumps(filters).encode(),
        headers={"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        found: list[dict[str, Any]] = json.load(answer)
    return found


def newest_run(server: PrefectServer) -> dict[str, Any]:
    runs = ask(server, "flow_runs", sort="START_TIME_DESC", limit=1)
    return runs[0]


def of_run(run: dict[str, Any]) -> dict[str, Any]:
    return {"flow_runs": {"id": {"any_": [run["id"]]}}}
