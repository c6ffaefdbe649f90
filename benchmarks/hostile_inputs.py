"""Registers, tables, packs and archives that are huge, or made to exhaust what reads them.

    python -m benchmarks.hostile_inputs                  # all of them, a line each
    python -m benchmarks.hostile_inputs --only pack

Each is given to the command in a process of its own, which may take `SECONDS` of work and
`MEGABYTES`, and must end with 0 or with 2 and one line. Nothing is drawn at random: the same
inputs each time. Times are told as multiples of what the command takes for a small good one.
"""

from __future__ import annotations

import gzip
import io
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "support"))

from hostile_zips import overlapping

from benchmarks.hostile_documents import MEGABYTES, PROGRAM, SECONDS, run_bounded
from benchmarks.options import options_of

HEAD = "paper: {id: mine, title: Mine, claimant: Me, published: 2018-06-01}\n"
CLAIM = (
    '  - {{id: c{0}, phrase: "{1} million people", measure: value, indicator: population, '
    "area: {2}, period: {3}}}\n"
)
AREAS = ("CHN", "IND", "KEN", "GHA", "USA", "BRA", "DEU")
TABLE = "iso3,indicator,year,value\n"
_ZEROS = bytes(1 << 20)


@dataclass(frozen=True)
class Case:
    """An input and the command that reads it.

    Attributes:
        kind: What it is: the first case of a kind is the small good one.
        name: What is hostile about it.
        ending: Of its file.
        make: Its content.
        words: The command; ``FILE`` stands for the file.
    """

    kind: str
    name: str
    ending: str
    make: Callable[[], bytes]
    words: str


def register_of(count: int) -> bytes:
    """A register of so many claims, no two of which are alike."""
    lines = (CLAIM.format(at, 1 + at % 1400, AREAS[at % 7], 1990 + at % 28) for at in range(count))
    return (f"{HEAD}claims:\n{''.join(lines)}").encode()


def _aliases() -> bytes:
    levels = "".join(f"a{at}: &a{at} [{', '.join([f'*a{at - 1}'] * 10)}]\n" for at in range(1, 12))
    return f"{HEAD}a0: &a0 [x, x]\n{levels}".encode()


def _zip(members: Mapping[str, int], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of members of so many megabytes of noughts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, megabytes in members.items():
            with archive.open(name, "w", force_zip64=True) as member:
                for _ in range(megabytes):
                    member.write(_ZEROS)
    return file.getvalue()


def _named(name: str, content: bytes = b"x", mode: int = 0o100644) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        entry = zipfile.ZipInfo(name)
        entry.external_attr = mode << 16
        archive.writestr(entry, content)
    return file.getvalue()


def _lying(size: int) -> bytes:
    """A pack whose member is said to be smaller than it is."""
    whole = bytearray(_zip({"MANIFEST.json": 300}))
    at = whole.rindex(b"PK\1\2")
    whole[at + 24 : at + 28] = size.to_bytes(4, "little")
    return bytes(whole)


def _tar() -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("../../evil"))
    return file.getvalue()


def _pack() -> bytes:
    sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "reports"))
    from sample_dossiers import dossier_of
    from test_packs import REGISTERED

    from reports.corrections.packs import build_pack

    return build_pack(dossier_of("gdp-share"), REGISTERED, ["embedded"])


def _bulk() -> bytes:
    from bulk_archives import wide_lines, write_archive

    rows = {("SP.POP.TOTL", area, year): 5.0 * year for area in AREAS[:2] for year in (2010, 2011)}
    with tempfile.TemporaryDirectory() as folder:
        return write_archive(Path(folder) / "a.zip", wide_lines(rows, (2010, 2011))).read_bytes()


def _rows(count: int) -> bytes:
    lines = (f"{AREAS[at % 7]},X{at // 399},{1950 + at // 7 % 57},{at}\n" for at in range(count))
    return (TABLE + "".join(lines)).encode()


LINT = "claims --lint FILE"
JUDGE = "validate --plain --paper FILE --out site"
ADD = "snapshot add FILE --source mine --vintage 2026-01-31 --licence CC0-1.0 --snapshot own"
BULK = "snapshot add --wdi-bulk FILE --snapshot own"
SDG = "snapshot add --sdg-bulk FILE --vintage 2026-09-30 --snapshot own"
PACK = "verify FILE"
CASES = (
    Case("register", "one claim", ".yaml", lambda: register_of(1), LINT),
    Case("register", "1,000 claims", ".yaml", lambda: register_of(1_000), LINT),
    Case("register", "10,000 claims", ".yaml", lambda: register_of(10_000), LINT),
    Case("register", "50,000 claims", ".yaml", lambda: register_of(50_000), LINT),
    Case("register", "500,000 claims", ".yaml", lambda: register_of(500_000), LINT),
    Case("register", "aliases of aliases", ".yaml", _aliases, LINT),
    Case("register", "an alias of itself", ".yaml", lambda: b"paper: &a [*a]\n", LINT),
    Case("register", "merged keys", ".yaml", lambda: b"paper: {<<: {a: 1}}\n" * 9_000, LINT),
    Case("register", "depth of 100,000, [", ".yaml", lambda: b"a: " + b"[" * 100_000, LINT),
    Case("register", "depth of 100,000, {", ".yaml", lambda: b"a: " + b"{a: " * 100_000, LINT),
    Case("register", "depth of 2,000, indented", ".yaml",
         lambda: "\n".join(" " * at + "a:" for at in range(2_000)).encode(), LINT),
    Case("register", "depth of 100,000, -", ".yaml", lambda: b"- " * 100_000, LINT),
    Case("register", "a scalar of 10 MB", ".yaml", lambda: b"paper: " + b"a" * 10**7, LINT),
    Case("register", "a scalar of 4 MB", ".yaml", lambda: b"paper: " + b"a" * 4 * 10**6, LINT),
    Case("register", "a quoted scalar of 4 MB", ".yaml",
         lambda: b'paper: "' + b"\\u0041" * 600_000 + b'"', LINT),
    Case("register", "a key of 4 MB", ".yaml", lambda: b"a" * 4 * 10**6 + b": 1", LINT),
    Case("register", "a key 100,000 times", ".yaml", lambda: b"paper: 1\n" * 100_000, LINT),
    Case("register", "100,000 keys", ".yaml",
         lambda: "".join(f"k{at}: 1\n" for at in range(100_000)).encode(), LINT),
    Case("register", "a claim 20,000 times", ".yaml",
         lambda: HEAD.encode() + b"claims:\n" + CLAIM.format(1, 1, "CHN", 2010).encode() * 20_000,
         LINT),
    Case("register", "20,000 wrong claims", ".yaml",
         lambda: HEAD.encode() + b"claims:\n" + b"  - {id: x, phrase: y, mesure: z}\n" * 20_000,
         LINT),
    Case("register", "4 MB of comments", ".yaml", lambda: b"# a\n" * 10**6, LINT),
    Case("register", "a number of 4 million digits", ".yaml",
         lambda: register_of(1).replace(b"1 million people", b"1" * 4 * 10**6), LINT),
    Case("register", "60,000 members of a group", ".yaml",
         lambda: HEAD.encode() + b"groups:\n  a: {label: b, provenance: c, members: ["
         + b"CHN, " * 60_000 + b"IND]}\nclaims:\n", LINT),
    Case("register", "documents without end", ".yaml", lambda: b"---\na: 1\n" * 500_000, LINT),
    Case("judging", "one claim", ".yaml", lambda: register_of(1), JUDGE),
    Case("judging", "100 claims", ".yaml", lambda: register_of(100), JUDGE),
    Case("judging", "1,000 claims", ".yaml", lambda: register_of(1_000), JUDGE),
    Case("judging", "3,000 claims", ".yaml", lambda: register_of(3_000), JUDGE),
    Case("judging", "3,001 claims", ".yaml", lambda: register_of(3_001), JUDGE),
    Case("table", "four rows", ".csv", lambda: _rows(4), ADD),
    Case("table", "400,000 rows", ".csv", lambda: _rows(400_000), ADD),
    Case("table", "4 million rows", ".csv", lambda: _rows(4_000_000), ADD),
    Case("table", "a row twice", ".csv", lambda: _rows(4) + _rows(4), ADD),
    Case("table", "a cell of 50 MB", ".csv", lambda: TABLE.encode() + b"a" * 50_000_000, ADD),
    Case("table", "a quote never closed", ".csv",
         lambda: TABLE.encode() + b'"' + b"a,b\n" * 5_000_000, ADD),
    Case("table", "a million columns", ".csv", lambda: b"a," * 10**6 + b"\n" + b"1," * 10**6, ADD),
    Case("table", "numbers of 100,000 digits", ".csv",
         lambda: TABLE.encode() + (b"CHN,X,2010," + b"9" * 100_000 + b"\n") * 100, ADD),
    Case("SDG bulk", "a cell of 50 MB", ".csv", lambda: b"Goal," + b"a" * 50_000_000, SDG),
    Case("WDI bulk", "a small one", "WDI_CSV_2025_07_02.zip", _bulk, BULK),
    Case("WDI bulk", "4 GB of noughts", "WDI_CSV_2025_07_02.zip",
         lambda: _zip({"WDICSV.csv": 4096}), BULK),
    Case("WDI bulk", "members over each other", "WDI_CSV_2025_07_02.zip",
         lambda: overlapping([f"{at}.csv" for at in range(2_000)] + ["WDICSV.csv"], _ZEROS), BULK),
    Case("pack", "a good one", ".zip", _pack, PACK),
    Case("pack", "4 GB of noughts", ".zip", lambda: _zip({"MANIFEST.json": 4096}), PACK),
    Case("pack", "4 GB in 64 members", ".zip",
         lambda: _zip({f"{at}.json": 64 for at in range(64)}), PACK),
    Case("pack", "a size that lies", ".zip", lambda: _lying(100), PACK),
    Case("pack", "2,000 members over each other", ".zip",
         lambda: overlapping([f"{at}" for at in range(2_000)], _ZEROS * 10), PACK),
    Case("pack", "60,000 members", ".zip", lambda: _zip(dict.fromkeys(map(str, range(60_000)), 0)),
         PACK),
    Case("pack", "a name with ..", ".zip", lambda: _named("../../evil"), PACK),
    Case("pack", "an absolute name", ".zip", lambda: _named("/evil"), PACK),
    Case("pack", "a name with a drive", ".zip", lambda: _named("C:\\evil"), PACK),
    Case("pack", "a link", ".zip", lambda: _named("MANIFEST.json", b"/etc/passwd", 0o120777),
         PACK),
    Case("pack", "JSON of 100,000 brackets", ".zip",
         lambda: _named("MANIFEST.json", b"[" * 100_000), PACK),
    Case("pack", "a zip in another format", ".zip", _tar, PACK),
    Case("pack", "packed as gzip", ".zip", lambda: gzip.compress(_ZEROS * 100, 9), PACK),
)  # fmt: skip


@dataclass(frozen=True)
class Tried:
    """What became of a case: how its process ended, what it took, what it said last."""

    case: Case
    size: int
    code: int
    seconds: float
    megabytes: float
    said: str

    @property
    def fault(self) -> str:
        """What must not be, in words; empty where all is well."""
        if self.code not in (0, 2) or "Traceback" in self.said:
            return f"ended with {self.code}"
        if self.code == 2 and self.said.count("\n") and self.case.words != LINT:
            return "more than a line"
        if self.seconds > SECONDS or self.megabytes > MEGABYTES:
            return "more than it may take"
        return ""


def try_case(case: Case, parent: Path) -> Tried:
    """Give one case to its command, in a process of its own."""
    with tempfile.TemporaryDirectory(dir=parent) as name:
        folder = Path(name)
        file = folder / (case.ending if case.ending[0] != "." else f"input{case.ending}")
        file.write_bytes(case.make())
        size = file.stat().st_size
        words = [file.name if word == "FILE" else word for word in case.words.split()]
        space = 1 << 40 if case.words == JUDGE else 8 << 30
        code, seconds, megabytes = run_bounded([PROGRAM, *words], folder, space)
        said = (folder / "said").read_bytes().decode("utf-8", "replace").strip()
    return Tried(case, size, code, seconds, megabytes, said)


def try_all(only: str) -> Iterator[Tried]:
    """Try the cases of the kinds, or with the names, that hold a text."""
    with tempfile.TemporaryDirectory() as name:
        for case in CASES:
            if only in f"{case.kind}: {case.name}":
                yield try_case(case, Path(name))


def main() -> None:
    """Try and print; 1 where anything is as it must not be."""
    parser = options_of(__doc__, __file__)
    parser.add_argument("--only", default="", help="kinds or names that hold this")
    parser.add_argument("--verbose", action="store_true", help="what each was answered")
    chosen = parser.parse_args()
    small: dict[str, float] = {}
    faults = 0
    print("| input | what is hostile | kB | exit | times the small one | MB |  |")
    print("|---|---|---:|---:|---:|---:|---|")
    for one in try_all(chosen.only):
        base = small.setdefault(one.case.kind, one.seconds)
        faults += bool(one.fault)
        print(
            f"| {one.case.kind} | {one.case.name} | {one.size / 1000:,.0f} | {one.code} "
            f"| {one.seconds / base:.1f} | {one.megabytes:.0f} | {one.fault} |",
            flush=True,
        )
        if chosen.verbose or one.fault:
            print(one.said.rpartition("\n")[2][:300], file=sys.stderr, flush=True)
    print(f"\nfaults: {faults}")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
