"""One client of the World Bank, timed in a process of its own; run by ``benchmarks/fetch.py``.

``python benchmarks/fetch_clients.py CLIENT URL REPEATS`` prints one JSON object a call: seconds,
requests and connections, how many values came and their sums by indicator, and the peak memory of
the process. Imports are not counted. Each client is pointed at another address in the only way
it has, which is told at its function.
"""

from __future__ import annotations

import argparse
import importlib
import json
import resource
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

CODES = ("SP.POP.TOTL", "NY.GDP.MKTP.CD")
FIRST, LAST = 2005, 2025
MANY = tuple(f"MADE.UP.{number:02}" for number in range(60))
MANY_FIRST, MANY_LAST = 1966, 2025

Totals = Mapping[str, tuple[int, float]]
"""Of each indicator, how many values there are and their sum."""
Call = Callable[[], Totals]


def load(name: str) -> Any:
    """A module; of the other clients' none is there where types are checked."""
    return importlib.import_module(name)


def corrigenda(url: str) -> Call:
    """This project: the address is an argument."""
    return _corrigenda(url, CODES, FIRST, LAST, None)


def corrigenda_large(url: str, page_size: int) -> Call:
    """The most that one call may ask for: 60 indicators, 60 years."""
    return _corrigenda(url, MANY, MANY_FIRST, MANY_LAST, page_size)


def _corrigenda(
    url: str, codes: Sequence[str], first: int, last: int, page_size: int | None
) -> Call:
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    worldbank = load("sources.providers.worldbank.indicators")
    transport = load("sources.http.transport")
    load("pandas")
    sizes = {} if page_size is None else {"page_size": page_size}

    def call() -> Totals:
        with transport.Transport() as opened:
            fetched = worldbank.fetch(opened, url, codes, first, last, **sizes)
        groups = fetched.observations.groupby("indicator")["obs_value"]
        return {code: (len(values), float(values.sum())) for code, values in groups}

    return call


def wbgapi(url: str) -> Call:
    """The table of wbgapi, whose ``endpoint`` is meant to be set. It keeps lists of its own."""
    module = _wbgapi(url)

    def call() -> Totals:
        frame = module.data.DataFrame(
            CODES, time=range(FIRST, LAST + 1), index=["economy", "time"], columns="series"
        )
        return _of_columns(frame)

    return call


def wbgapi_rows(url: str) -> Call:
    """The rows of wbgapi as dictionaries, which is what its table is slow to be made of."""
    module = _wbgapi(url)

    def call() -> Totals:
        rows = list(module.data.fetch(CODES, time=range(FIRST, LAST + 1), skipBlanks=True))
        return _sums([(row["series"], row["value"]) for row in rows])

    return call


def _wbgapi(url: str) -> Any:
    module = load("wbgapi")
    module.endpoint = url
    return module


def wbdata(url: str) -> Call:
    """wbdata: its addresses are constants of a module. Its cache on disk is passed over."""
    module = load("wbdata")
    client = load("wbdata.client")
    client.COUNTRIES_URL = f"{url}/countries"
    folder = tempfile.mkdtemp()
    opened = module.Client(cache_path=f"{folder}/cache")

    def call() -> Totals:
        frame = opened.get_dataframe(
            {code: code for code in CODES},
            date=(str(FIRST), str(LAST)),
            skip_cache=True,
            keep_levels=True,
        )
        return _of_columns(frame)

    return call


def world_bank_data(url: str) -> Call:
    """world-bank-data: its address is a constant of a module. It asks for JSON-stat."""
    module = load("world_bank_data")
    load("world_bank_data.request").WORLD_BANK_URL = url

    def call() -> Totals:
        span = f"{FIRST}:{LAST}"
        series = {code: module.get_series(code, date=span, id_or_value="id") for code in CODES}
        return {code: (int(s.count()), float(s.sum())) for code, s in series.items()}

    return call


def pandas_datareader(url: str) -> Call:
    """pandas-datareader: its address is a constant of a module."""
    module = load("pandas_datareader.wb")
    module.WB_API_URL = url

    def call() -> Totals:
        reader = module.WorldBankReader(symbols=list(CODES), countries="all", start=FIRST, end=LAST)
        return _of_columns(reader.read())

    return call


def _of_columns(frame: Any) -> Totals:
    return {code: (int(frame[code].count()), float(frame[code].sum())) for code in CODES}


def _sums(pairs: Sequence[tuple[str, float]]) -> Totals:
    values: dict[str, list[float]] = {}
    for code, value in pairs:
        values.setdefault(code, []).append(value)
    return {code: (len(found), sum(found)) for code, found in values.items()}


CLIENTS: Mapping[str, Callable[[str], Call]] = {
    "corrigenda": corrigenda,
    "world-bank-data": world_bank_data,
    "pandas-datareader": pandas_datareader,
    "wbdata": wbdata,
    "wbgapi fetch": wbgapi_rows,
    "wbgapi DataFrame": wbgapi,
}


def _told(url: str, is_reset: bool = False) -> Mapping[str, Any]:
    """What the server has counted; a reset keeps its faults, of which a benchmark has none."""
    control = f"{url.removesuffix('/v2')}/__faults__"
    with urllib.request.urlopen(control, data=b"" if is_reset else None) as answer:
        told: Mapping[str, Any] = json.load(answer)
        return told


def main() -> None:
    """Call a client some times; a line of JSON a call."""
    # No module of ours is at hand where this runs for others.
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.fetch_clients",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("client", help=f"one of {', '.join(CLIENTS)}")
    parser.add_argument("url", help="where the server is")
    parser.add_argument("repeats", type=int, help="how many calls")
    parser.add_argument("page", type=int, nargs="?", help="rows a page of the largest call")
    given = parser.parse_args()
    url = given.url
    call = corrigenda_large(url, given.page) if given.page else CLIENTS[given.client](url)
    for _ in range(given.repeats):
        _told(url, is_reset=True)
        started = time.perf_counter()
        totals = call()
        seconds = time.perf_counter() - started
        told = _told(url)
        line = {
            "seconds": seconds,
            "requests": told["requests"],
            "connections": told["connections"] - 1,  # that of this question
            "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            "totals": totals,
        }
        print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main()
