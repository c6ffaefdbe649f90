"""Fuzz of every door: whatever comes in, is it taken, or refused in a line?

    python -m benchmarks.doors --seed 7               # 2,000 inputs a door
    python -m benchmarks.doors --seed 7 --count 200 --doors register,pack

Each input is something valid that was spoilt: bytes turned, left out, doubled, cut, put together
with others, and put in that are no number, no text or far too much. The same function that the
command calls is called with it. An error that a user can mend is an answer; any other exception
would end the program with 3, "a fault of Corrigenda". What somebody at work opens (pages, forms,
the JSON interface, commands) is in `doors_in_use`; documents have a benchmark of their own.
"""

from __future__ import annotations

import contextlib
import gzip
import os
import random
import sys
import tempfile
import time
import traceback
import warnings
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "support"))

from benchmarks.doors_in_use import Door, Doors, doors_in_use, run_command
from benchmarks.doors_of_answers import doors_of_answers
from benchmarks.options import add_drawn_seed, options_of
from sources.errors import CorrigendaError
from sources.http.answers import Answer
from sources.http.recording import Exchange, Recording, Replay

TOKENS = (
    b"1e309", b"-1e309", b"NaN", b"Infinity", b"1e300", b"5e-324", b"-0", b"null", b"true", b"[]",
    b"{}", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\\ud800", b"\xed\xa0\x80", b"\xe2\x80\xae",
    b"9" * 400, b"9" * 5000, b"[" * 3000, b"{\"a\":" * 3000, b"\"", b"'", b",", b"\n", b"\r", b":",
    b"&a *a", b"<<: *a", b"!!python/object:os.system x", b"../../etc/passwd", b"2099", b"0000",
    b"\xd9\xa3\xd9\xa4", b"- - - - -", b"http://[",
    b"Fri, 31 Dec 9999 23:59:59 -2359", b"%s%n", b"1_000", b"0x10", b"1:30", b"=cmd|' '!A1",
)  # fmt: skip


def spoil(data: bytes, draw: random.Random) -> bytes:
    """An input that was spoilt in one to six places."""
    spoilt = bytearray(data)
    for _ in range(draw.choice((1, 1, 2, 3, 6))):
        at = draw.randrange(len(spoilt) + 1)
        size = min(draw.choice((1, 1, 2, 5, 20, 200)), 1 + len(data) // 8)
        match draw.randrange(7):
            case 0 if at < len(spoilt):
                spoilt[at] ^= 1 << draw.randrange(8)
            case 1:
                del spoilt[at : at + size]
            case 2:
                spoilt[at:at] = spoilt[at : at + size]
            case 3:
                spoilt[at:at] = draw.choice(TOKENS)
            case 4:
                spoilt[at : at + size] = draw.choice(TOKENS)
            case 5:
                spoilt[at : at + size] = draw.randbytes(size)
            case _:
                if draw.random() < 0.2:
                    del spoilt[at:]
    return bytes(spoilt)


REGISTER = b"""paper: {id: mine, title: Mine, claimant: Me, published: 2018-06-01, source: a.txt}
groups:
  own: {label: two, members: [CHN, IND], provenance: my own list}
claims:
  - {id: one, phrase: "1.4 billion people", measure: value, indicator: population, area: CHN,
     period: 2017}
  - {id: two, phrase: "18% of the world", measure: share, indicator: population, area: own,
     of: WLD, period: 2016}
  - {id: three, phrase: "3rd largest", measure: rank, indicator: "wdi:NY.GDP.MKTP.CD", area: JPN,
     among: countries, period: 2015}
  - {id: four, phrase: "grew by 7%", measure: growth, indicator: gdp_current_usd,
     area: [CHN, IND], period: 2014-2015}
"""
TABLE = b"iso3,indicator,year,value\nCHN,X,2010,1\nIND,X,2011,2.5\nUSA,Y,2012,-3e5\nWLD,Y,2013,7\n"
SDG = (
    b"Goal,SeriesCode,SeriesDescription,GeoAreaCode,GeoAreaName,TimePeriod,Value,[Age],[Nature],[Sex]\n"
    b"1,SI_POV_DAY1,Poverty,156,China,2010,11.2,ALLAGE,G,BOTHSEX\n"
    b"1,SI_POV_DAY1,Poverty,356,India,2011,21.9,ALLAGE,G,BOTHSEX\n"
)
SETTLED = (
    b'{"number":1,"kind":"undo","quote":{"exact":"18%","prefix":"","suffix":" of"},'
    b'"by":"Ada","at":"2026-11-26T08:00:00Z","why":"no"}\n'
)


def _register(data: bytes, folder: Path) -> None:
    from sources.registers.register import lint_register, load_paper

    file = folder / "a.yaml"
    file.write_bytes(data)
    lint_register(str(file))
    load_paper(str(file))
    # What is taken goes the whole way: verdicts, suites, report.
    run_command(["validate", "--plain", "--paper", "a.yaml", "--out", "site"], folder)


def _table(data: bytes, folder: Path) -> None:
    from sources.snapshots.adding import add_vintage
    from sources.snapshots.load import load_snapshot

    file = folder / "a.csv"
    file.write_bytes(data)
    target = folder / f"own-{random.getrandbits(40)}"
    add_vintage(str(file), "mine", "2020-01-01", "CC0-1.0", target)
    load_snapshot([target])


def _sdg_bulk(data: bytes, folder: Path) -> None:
    from sources.providers.united_nations.sdg_bulk import add_sdg_bulk

    file = folder / "a.csv"
    file.write_bytes(data)
    add_sdg_bulk(str(file), "2026-09-30", folder / f"sdg-{random.getrandbits(40)}")


def _wdi_bulk(data: bytes, folder: Path) -> None:
    from sources.providers.wdi_bulk.take import add_wdi_bulk

    file = folder / "WDI_CSV_2025_07_02.zip"
    file.write_bytes(data)
    add_wdi_bulk(str(file), folder / f"wdi-{random.getrandbits(40)}")


def _pack(data: bytes, folder: Path) -> None:
    from reports.corrections.pack_verify import verify_pack

    file = folder / "a.zip"
    file.write_bytes(data)
    verify_pack(file)


def _forged_pack(data: bytes, folder: Path) -> None:
    """A pack one of whose members was spoilt, with its sums put right, as a forger would."""
    from pack_members import members, resealed

    from reports.corrections.pack_file import METADATA, render_zip
    from reports.corrections.pack_verify import verify_pack

    name, _, content = data.partition(b"\0")
    files = members(_whole_pack())
    at = random.Random(data).choice([one for one in sorted(files) if not one.endswith(".gz")])
    # The first bytes are the name of the member that was drawn, where they still are one.
    at = name.decode(errors="replace") if name.decode(errors="replace") in files else at
    files[at] = content
    file = folder / "a.zip"
    file.write_bytes(render_zip(files) if at == METADATA else resealed(files))
    verify_pack(file)


@cache
def _whole_pack() -> bytes:
    from sample_dossiers import dossier_of

    from reports.corrections.packs import build_pack

    return build_pack(dossier_of("gdp-share"), _paper_bytes(), ["embedded"])


def _members() -> tuple[bytes, ...]:
    """The members of a pack that are text, each behind its name."""
    from pack_members import members

    files = members(_whole_pack())
    return tuple(
        name.encode() + b"\0" + content
        for name, content in sorted(files.items())
        if not name.endswith((".gz", ".html", ".md"))
    )


def _channels(data: bytes, folder: Path) -> None:
    from reports.channels.settings_file import read_sections

    file = folder / "channels.toml"
    file.write_bytes(data)
    read_sections(file)


def _settings(data: bytes, folder: Path) -> None:
    names = ("DATABASE_URL", "DEADLINE", "SOURCE_SECONDS", "SITE_URL", "HOME", "LOG", "TEXTS")
    lines = data.replace(b"\x00", b"").splitlines()
    for name, line in zip(names, lines, strict=False):
        value = str(folder / line.decode(errors="replace")[:40].replace("/", "_")) if name in (
            "HOME", "LOG", "TEXTS"
        ) else line.decode(errors="replace")  # fmt: skip
        os.environ[f"CORRIGENDA_{name}"] = value
    try:
        run_command(["status"], folder, has_home=True)
    finally:
        for name in names:
            os.environ.pop(f"CORRIGENDA_{name}", None)


def _settlements(data: bytes, folder: Path) -> None:
    from sources.ledger.settlements import read_settlements

    file = folder / "a.txt.readings.jsonl"
    file.write_bytes(data)
    read_settlements(file)


def _name(data: bytes, folder: Path) -> None:
    from reports.decisions.reviewer_names import read_name

    read_name(data.decode(errors="surrogateescape"))


def _text(data: bytes, folder: Path) -> None:
    from sources.ledger.ledger import audit_text
    from sources.texts.reading import read_text

    file = folder / "a.txt"
    file.write_bytes(data)
    audit_text(read_text(str(file)))
    run_command(["check", "a.txt", "--json", "--page", "a.html", "--register", "a.yaml"], folder)


class _SpoiltReplay(Replay):
    """Recorded answers, one of which was spoilt."""

    def __init__(self, exchanges: list[Exchange], seed: int) -> None:
        draw = random.Random(seed)
        at = draw.randrange(len(exchanges))
        body = exchanges[at].answer.body
        if body[:2] == b"\x1f\x8b" and draw.random() < 0.8:
            body = gzip.compress(spoil(gzip.decompress(body), draw), 1)
        else:
            body = spoil(body, draw)
        answer: Answer = replace(exchanges[at].answer, body=body)
        spoilt = [*exchanges]
        spoilt[at] = Exchange(exchanges[at].url, answer)
        super().__init__(spoilt)


def _service(exchanges: list[Exchange], query: Any) -> Door:
    from sources.providers.queries import fetch_what_there_is

    def door(data: bytes, folder: Path) -> None:
        with _SpoiltReplay(exchanges, int.from_bytes(data[:8].ljust(8, b"0"), "big")) as replay:
            fetch_what_there_is(query, replay)

    return door


def _services() -> Doors:
    """The answers of each service, recorded once from the fake ones on the loopback."""
    from fake_world import serve_world

    from sources.provider import Query
    from sources.providers.queries import fetch_what_there_is

    found: Doors = {}
    with serve_world() as world:
        nations = world.nations.url
        bank = f"{world.bank.url}/v2"
        queries = {
            "World Bank, JSON": Query("wdi", ("SP.POP.TOTL",), 2012, 2013, bank),
            "World Bank, archive": Query("wdi", ("SP.POP.TOTL",), 2012, 2013, bank, "2018-05"),
            "Comtrade, JSON": Query("comtrade", ("TOTAL.XM",), 2016, 2017, f"{nations}/public/v1"),
            "SDG database, JSON": Query("sdg", ("SI_POV_DAY1",), 2012, 2014, f"{nations}/sdgapi"),
            "National Accounts, workbook": Query(
                "ama", ("AMA.GDP.CURR.USD",), 2012, 2013, f"{nations}/unsd/amaapi/api"
            ),
            "Population, bulk": Query("wpp", ("WPP.POP.TOTAL",), 2012, 2013, nations),
        }
        for name, query in queries.items():
            with Recording(sleep=lambda _: None) as transport:
                try:
                    had = fetch_what_there_is(query, transport)
                except CorrigendaError as error:
                    print(f"| {name} | left out: {error} |")
                    continue
                exchanges = list(transport.exchanges(had.fetched.answers))
            found[name] = _service(exchanges, query), b""
    return found


def doors(keep: contextlib.ExitStack) -> Doors:
    """Each door with something valid to spoil; what they share is closed by `keep`."""
    from bulk_archives import wide_lines, write_archive
    from test_channels import WHOLE

    from sources.registers.register import load_paper

    load_paper("liu-jiang-2018")
    with tempfile.TemporaryDirectory() as folder:
        rows = {
            ("SP.POP.TOTL", area, year): 5.0 * year
            for area in ("CHN", "IND")
            for year in (2010, 2011)
        }
        bulk = write_archive(Path(folder) / "a.zip", wide_lines(rows, (2010, 2011))).read_bytes()
    own: Doors = {
        "register": (_register, REGISTER),
        "table": (_table, TABLE),
        "SDG bulk": (_sdg_bulk, SDG),
        "WDI bulk": (_wdi_bulk, bulk),
        "pack": (_pack, _whole_pack()),
        "pack, forged": (_forged_pack, _members()),
        "channels.toml": (_channels, WHOLE.encode()),
        "settings": (
            _settings,
            b"sqlite:///x.db\n7200\n300\nhttps://a.example\nhome\nlog\ntexts\n",
        ),
        "settled readings": (_settlements, SETTLED),
        "reviewers' names": (_name, "Ada Lovelace Ãœ".encode()),
        "text": (_text, REGISTER),
    }
    return own | doors_in_use(keep) | doors_of_answers(keep)


def _paper_bytes() -> Any:
    from test_packs import REGISTERED

    return REGISTERED


def main() -> None:
    """Fuzz and print; ends with 1 where anything would have ended with 3."""
    parser = options_of(__doc__, __file__)
    add_drawn_seed(parser)
    parser.add_argument("--count", type=int, default=2000, help="inputs of each door")
    parser.add_argument("--doors", default="", help="names without their commas")
    chosen = parser.parse_args()
    sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "reports"))
    warnings.simplefilter("ignore")
    wanted = [one for one in chosen.doors.split(",") if one]
    print(f"seed {chosen.seed}\n")
    print("| door | inputs | taken | refused in a line | exit 3 | slowest / mean |")
    print("|---|---:|---:|---:|---:|---:|")
    faults = 0
    with contextlib.ExitStack() as keep:
        every = doors(keep)
        if not wanted or any(one not in every for one in wanted):
            every |= _services()
        for name, (door, valid) in every.items():
            if not wanted or name.replace(",", "") in wanted:
                faults += fuzz(name, door, valid, chosen.seed, chosen.count)
    print(f"\nexit 3: {faults}")
    raise SystemExit(1 if faults else 0)


def fuzz(name: str, door: Door, valid: bytes | tuple[bytes, ...], seed: int, count: int) -> int:
    """Tries one door with so many damaged inputs; gives how many ended as a fault of ours."""
    draw = random.Random(f"{name}{seed}")
    given = (valid,) if isinstance(valid, bytes) else valid
    ended: Counter[str] = Counter()
    times = []
    told: set[str] = set()
    # A spoilt setting may name a file beside the process: none is to lie in the repository.
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        for good in filter(None, given if len(given) == 1 else ()):
            door(good, Path(folder))  # what is spoilt was good
        for _ in range(count):
            good = draw.choice(given)
            data = spoil(good, draw) if good else draw.randbytes(8)
            begun = time.process_time()
            try:
                door(data, Path(folder))
                ended["taken"] += 1
            except CorrigendaError:
                ended["refused"] += 1
            except Exception as error:
                ended["fault"] += 1
                where = traceback.extract_tb(error.__traceback__)[-1]
                said = f"{type(error).__name__} at {Path(where.filename).name}:{where.lineno}"
                if said not in told:
                    told.add(said)
                    print(f"{name}: {said}: {str(error)[:1500]}\n{data[:300]!r}", file=sys.stderr)
                    if os.environ.get("TRACE"):
                        traceback.print_exc()
            times.append(time.process_time() - begun)
    slowest = max(times) / (sum(times) / len(times))
    row: Mapping[str, int] = ended
    print(
        f"| {name} | {count:,} | {row['taken']:,} | {row['refused']:,} | {row['fault']} "
        f"| {slowest:.0f} |",
        flush=True,
    )
    return ended["fault"]


if __name__ == "__main__":
    main()
