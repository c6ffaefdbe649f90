"""How right and how fast an assistant is answered: figures asked through the SDK's own client.

Figures are drawn by a seed from the embedded data, each as a text of its time would print it:

- true: what an edition has, written soon after it came out;
- wrong year: the value of another year, far from that of the year asked for;
- wrong scale: the true figure, slipped by a thousand or a million;
- wrong sign: the true figure with the other sign, of series that go below nothing;
- revised: what an edition had and the newest has not any more, written soon after the old one;
- no such figure: a value that no edition has for the area, in any year.

An answer is right for a true or revised figure where it is ``right`` or ``right when written``, for
the others where it is not, and the cause is named right where it is the one that was made. True
figures that are called wrong must be none; "not settled" is neither.

    python -m benchmarks.assistants [--each 20] [--seed 1] [--over stdio|serve|here]

``stdio`` starts `corrigenda mcp` as an assistant does, ``serve`` asks `corrigenda serve` over HTTP,
``here`` asks the server in this process, where the time of the processor can be told.
"""

from __future__ import annotations

import asyncio
import os
import random
import secrets
import socket
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import requests
from mcp import Client
from mcp.client.stdio import StdioServerParameters

from benchmarks.options import options_of
from flows.assistants.server import build_server
from flows.work.inquiries.installation import Installation
from flows.work.inquiries.observations import Observations
from sources.reference.areas import AREAS
from sources.reference.concepts import CONCEPTS
from sources.snapshots.load import load_snapshot
from sources.snapshots.needs import Wanted

SERIES: Mapping[str, str] = {
    "population": "SP.POP.TOTL",
    "life_expectancy": "SP.DYN.LE00.IN",
    "gdp_growth": "NY.GDP.MKTP.KD.ZG",
    "internet_users": "IT.NET.USER.ZS",
    "gdp_current_usd": "NY.GDP.MKTP.CD",
    "unemployment": "SL.UEM.TOTL.ZS",
}
KINDS = ("true", "wrong year", "wrong scale", "wrong sign", "revised", "no such figure")
CAUSES = {
    "wrong year": "year",
    "wrong scale": "scale",
    "wrong sign": "sign",
    "no such figure": "none",
}
FIRST_YEAR, LAST_YEAR = 2005, 2019
SOON = 30
DIGITS = 3
FAR = 0.25


@dataclass(frozen=True)
class Asked:
    """A figure to ask for, of a kind, and what is asked."""

    kind: str
    arguments: dict[str, Any]


@dataclass(frozen=True)
class Told:
    """What was answered, and how long it took in milliseconds: by the clock, and of the processor.

    On a machine that others use too the second says more.
    """

    asked: Asked
    answer: str
    cause: str
    milliseconds: float
    of_processor: float


Values = Mapping[tuple[str, str, str, int], float]
"""By concept, edition, area and year."""


def read_values() -> Values:
    """The World Bank's embedded values of the series asked for, of single countries."""
    codes = {CONCEPTS[name].codes["wdi"]: name for name in SERIES}
    frame = load_snapshot(("embedded",), Wanted({"wdi": frozenset(codes)}, 1995)).observations
    frame = frame[frame["indicator"].isin(list(codes))]
    rows = zip(
        *(frame[name].astype(str) for name in ("indicator", "vintage", "ref_area")),
        frame["time_period"].astype(int),
        pd.to_numeric(frame["obs_value"]),
        strict=True,
    )
    return {
        (codes[code], vintage, area, int(year)): float(value)
        for code, vintage, area, year, value in rows
        if area in AREAS and AREAS[area].kind == "country"
    }


def draw(values: Values, each: int, seed: int) -> list[Asked]:
    """So many figures of each kind, the same for the same seed."""
    chance = random.Random(seed)
    keys = sorted(key for key in values if FIRST_YEAR <= key[3] <= LAST_YEAR)
    asked: list[Asked] = []
    for kind in KINDS:
        drawn = _draw(kind, keys, values, chance)
        asked += [next(drawn) for _ in range(each)]
    return asked


def _draw(
    kind: str, keys: list[tuple[str, str, str, int]], values: Values, chance: random.Random
) -> Iterator[Asked]:
    newest = max(vintage for _, vintage, _, _ in keys)
    while True:
        concept, vintage, area, year = chance.choice(keys)
        value = values[concept, vintage, area, year]
        stated = _stated(kind, (concept, vintage, area, year), values, newest, chance)
        if stated is None or not value or int(vintage[:4]) <= year:
            continue
        written = date.fromisoformat(vintage) + timedelta(days=chance.randrange(1, SOON))
        yield Asked(
            kind,
            {
                "area": area,
                "indicator": concept,
                "year": year,
                "value": rounded(stated),
                "written": written.isoformat(),
            },
        )


def _stated(
    kind: str,
    key: tuple[str, str, str, int],
    values: Values,
    newest: str,
    chance: random.Random,
) -> float | None:
    """The value that a figure of a kind states; None where this one gives none of it."""
    concept, vintage, area, year = key
    value = values[key]
    own = [
        one
        for (other, _, where, _), one in values.items()
        if kind != "true" and (other, where) == (concept, area)
    ]
    match kind:
        case "true":
            return value
        case "wrong scale":
            return value * chance.choice((1e3, 1e-3, 1e6)) if concept != "gdp_growth" else None
        case "wrong sign":
            return -value if abs(value) > 1 and concept == "gdp_growth" else None
        case "wrong year":
            other = values.get((concept, vintage, area, year - chance.randrange(2, 7)))
            return other if other and _differs(other, value) else None
        case "revised":
            now = values.get((concept, newest, area, year))
            is_other = now is not None and rounded(now) != rounded(value)
            return value if vintage < newest and is_other else None
        case _:
            made = value * chance.uniform(1.4, 3.0)
            return made if all(_differs(made, one) for one in own) else None


def _differs(value: float, other: float) -> bool:
    return abs(value - other) > FAR * abs(other)


def rounded(value: float) -> float:
    """A value as a text prints it: to three digits."""
    return float(f"{value:.{DIGITS}g}")


PROGRAM = str(Path(sys.executable).with_name("corrigenda"))
LONGEST_START = 60.0


def started_over_stdio() -> StdioServerParameters:
    """`corrigenda mcp`, as an assistant starts it."""
    return StdioServerParameters(command=PROGRAM, args=["mcp"], env=dict(os.environ))


def ask_over_http(asked: list[Asked]) -> list[Told]:
    """Ask `corrigenda serve`, a process of its own, for each figure twice."""
    token = secrets.token_urlsafe(24)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [PROGRAM, "serve", "--port", str(port), "--per-minute", "100000"]
    environment = {**os.environ, "CORRIGENDA_API_TOKEN": token}
    quiet = subprocess.DEVNULL
    url = f"http://127.0.0.1:{port}"
    with (
        subprocess.Popen(command, env=environment, stdout=quiet, stderr=quiet) as server,
        requests.Session() as session,
    ):
        session.headers["Authorization"] = f"Bearer {token}"
        try:
            _wait_for(session, f"{url}/openapi.json")
            return [_ask_once(session, f"{url}/v1/figures", one) for one in asked]
        finally:
            server.terminate()


def _wait_for(session: requests.Session, url: str) -> None:
    until = time.monotonic() + LONGEST_START
    while True:
        try:
            session.get(url, timeout=5).raise_for_status()
            return
        except requests.ConnectionError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)


def _ask_once(session: requests.Session, url: str, one: Asked) -> Told:
    session.post(url, json=one.arguments, timeout=LONGEST_START).raise_for_status()
    began = time.perf_counter()
    answer = session.post(url, json=one.arguments, timeout=LONGEST_START)
    spent = (time.perf_counter() - began) * 1000
    content = answer.json()
    return Told(one, str(content["answer"]), str(content["cause"]), spent, 0.0)


async def ask(asked: list[Asked], over: str = "here") -> list[Told]:
    """Ask for each figure twice through the client; the second time is what warm means."""
    observations = Observations()
    is_here = over == "here"
    server = build_server(observations, Installation(observations)) if is_here else None
    told = []
    async with Client(server or started_over_stdio()) as client:
        for one in asked:
            await client.call_tool("verify_figure", one.arguments)
            began, worked = time.perf_counter(), time.process_time()
            result = await client.call_tool("verify_figure", one.arguments)
            spent = (time.perf_counter() - began) * 1000
            of_processor = (time.process_time() - worked) * 1000 * is_here
            content = result.structured_content
            if result.is_error or content is None:
                raise SystemExit(f"{one.arguments}: {result.content}")
            told.append(
                Told(one, str(content["answer"]), str(content["cause"]), spent, of_processor)
            )
    return told


def is_right(one: Told) -> bool:
    """Whether an answer is the one that the kind of figure asks for."""
    is_borne_out = one.answer in ("right", "right when written")
    return is_borne_out == (one.asked.kind in ("true", "revised"))


def count_false_alarms(told: list[Told]) -> int:
    """True figures, or such as were true when written, that are called wrong."""
    return sum(one.answer == "wrong" for one in told if one.asked.kind in ("true", "revised"))


def render(told: list[Told]) -> str:
    """A table by kind, the false alarms and the time."""
    lines = ["| figures | asked | right answer | called wrong | not settled | cause named |"]
    lines += ["|---|---|---|---|---|---|"]
    for kind in KINDS:
        own = [one for one in told if one.asked.kind == kind]
        answers = Counter(one.answer for one in own)
        named = sum(one.cause == CAUSES.get(kind) for one in own)
        cause = f"{named} of {len(own)}" if kind in CAUSES else ""
        open_ = answers["not settled"] + answers["cannot be checked"]
        lines.append(
            f"| {kind} | {len(own)} | {sum(map(is_right, own))} | {answers['wrong']} "
            f"| {open_} | {cause} |"
        )
    lines += ["", f"True figures called wrong: {count_false_alarms(told)}"]
    for name, spent in (
        ("by the clock", [one.milliseconds for one in told]),
        ("of the processor", [one.of_processor for one in told]),
    ):
        if not any(spent):
            continue  # the work is another process's
        slow = sorted(spent)[int(len(spent) * 0.9)]
        median = statistics.median(spent)
        under = sum(one < 100 for one in spent)
        lines.append(
            f"Warm, {name}: {median:.0f} ms at the median, {slow:.0f} ms for 9 in 10; "
            f"{under} of {len(spent)} under 100 ms"
        )
    return "\n".join(lines)


def main() -> None:
    """Draw, ask and print."""
    parser = options_of(__doc__, __file__)
    parser.add_argument("--each", type=int, default=20, help="figures of each kind")
    parser.add_argument("--seed", type=int, default=1, help="what is drawn")
    parser.add_argument(
        "--over",
        choices=("stdio", "serve", "here"),
        default="stdio",
        help="how the server is asked",
    )
    given = parser.parse_args()
    asked = draw(read_values(), given.each, given.seed)
    is_http = given.over == "serve"
    print(render(ask_over_http(asked) if is_http else asyncio.run(ask(asked, given.over))))


if __name__ == "__main__":
    main()
