"""What a Prefect server that is named has scheduled of ours, asked without importing Prefect.

`corrigenda status` counts a deployment as due before its first run here, too. A server that does
not answer within seconds is passed over: what is known here is told in any case.
"""

from __future__ import annotations

import base64
import json
import os
import re
import urllib.request
from collections.abc import Iterator, Mapping

from flows.work.timetables.timetable import ScheduledRun
from sources.tools.encoding import wire_json
from sources.tools.foreign import JsonObject

_SECONDS = 3.0
_MOST = 200
_MOST_BYTES = 4_000_000
_OURS = re.compile(r"(?:.*/)?flows[./](?P<module>\w+)(?:\.py)?[:.]\w+")


def deployed(environment: Mapping[str, str] | None = None) -> tuple[ScheduledRun, ...]:
    """The schedules of our flows on the server that ``PREFECT_API_URL`` names; none without one."""
    named = os.environ if environment is None else environment
    url = named.get("PREFECT_API_URL", "").rstrip("/")
    if not url.startswith(("http://", "https://")):
        return ()
    headers = {"Content-Type": "application/json"}
    if key := named.get("PREFECT_API_AUTH_STRING", ""):
        headers["Authorization"] = f"Basic {base64.b64encode(key.encode()).decode()}"
    request = urllib.request.Request(
        f"{url}/deployments/filter", wire_json({"limit": _MOST}), headers
    )
    try:
        with urllib.request.urlopen(request, timeout=_SECONDS) as answer:
            return tuple(_entries(json.loads(answer.read(_MOST_BYTES))))
    except (OSError, ValueError, TypeError, AttributeError, KeyError):  # it is no Prefect server
        return ()


def _entries(found: list[JsonObject]) -> Iterator[ScheduledRun]:
    for one in found:
        ours = _OURS.fullmatch(one.get("entrypoint") or "")
        if ours is None or one.get("paused"):
            continue
        kind = ours["module"].replace("_", "-")
        for schedule in one.get("schedules") or ():
            cron = schedule["schedule"].get("cron")
            if cron and schedule.get("active", True):
                zone = schedule["schedule"].get("timezone") or "UTC"
                yield ScheduledRun(f"{kind}-{one['name']}", kind, str(cron), str(zone))
                break
