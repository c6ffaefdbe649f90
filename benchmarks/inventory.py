"""What the program is made of: the licences of its packages, and whether holes are known of them.

    python -m benchmarks.inventory licences     # a line a licence; 1 where one does not fit
    python -m benchmarks.inventory audit .tools/bin/pip-audit

`make licences`, `make audit` and `make sbom` set up what is needed. The audit asks a database on
the network: where that is out of reach, or does not know a package, it says so and ends with 2,
for pip-audit itself then ends with 0 as if nothing were wrong.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

from benchmarks.options import options_of

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements.lock"

PERMISSIVE = re.compile(
    r"MIT|MIT-0|MIT License|BSD|BSD License|BSD-[23]-Clause|0BSD|ISC|ISC License \(ISCL\)|"
    r"Apache-2\.0|Apache License, Version 2\.0|Apache Software License|Zlib|CC0-1\.0|PSF-2\.0|"
    r"Python Software Foundation License|CNRI-Python|W3C License|Unlicense|"
    r"The Unlicense \(Unlicense\)|OSI Approved|dependency licenses|Artistic License"
)
"""What may be used by and shipped with anything; "OSI Approved" is what a list of classifiers
begins with."""
WEAK = re.compile(
    r"MPL-2\.0|Mozilla Public License 2\.0 \(MPL 2\.0\)|LGPL-2\.1-only|LGPL-3\.0-only|"
    r"LGPL-3\.0-or-later|GNU Lesser General Public License v\d or later \(LGPLv\d\+\)"
)
"""What may be used by anything as a library that stands by itself, as a package does."""
SAID_ELSEWHERE = {
    "axe-playwright-python": "MIT",
    "owlrl": "W3C License",
    "text-unidecode": "Artistic License",
}
"""Packages whose metadata name no licence, or several of which one may be chosen."""


def locked() -> Iterator[tuple[Requirement, list[str]]]:
    """What the lock file pins, for any system, each with the sums of its files."""
    text = LOCK.read_text(encoding="utf-8").replace("\\\n", " ")
    for line in filter(None, text.splitlines()):
        said, *sums = re.split(r"\s+--hash=", line)
        yield Requirement(said), sums


def pinned() -> Iterator[str]:
    """The packages of the lock file that this system and this Python take."""
    for requirement, _ in locked():
        if requirement.marker is None or requirement.marker.evaluate():
            yield requirement.name


def licence_of(name: str) -> str:
    """The licence of an installed package as its metadata name it; empty where they do not.

    Raises:
        PackageNotFoundError: It is not installed.
    """
    if name in SAID_ELSEWHERE:
        return SAID_ELSEWHERE[name]
    metadata = distribution(name).metadata
    if "License-Expression" in metadata:
        return str(metadata["License-Expression"])
    named = [one for one in metadata.get_all("Classifier") or () if one.startswith("License ::")]
    if named:
        return "; ".join(one.rpartition(" :: ")[2] for one in named)
    said = str(metadata["License"]) if "License" in metadata else ""
    return said.partition("\n")[0].strip()


def kind_of(licence: str) -> str:
    """``permissive``, ``weak`` (a library under its own terms) or ``other``.

    Where one of several may be chosen, one that fits is enough; else all of them have to.
    """
    bare = licence.replace("(Apache-2.0 OR MIT)", "MIT")
    if " OR " in bare:
        return min((kind_of(one) for one in bare.split(" OR ")), key=_RANK.index)
    parts = [one.strip() for one in re.split(r" AND |; |, (?!Version)", bare)]
    return max(map(_kind, parts), key=_RANK.index)


_RANK = ("permissive", "weak", "other")


def _kind(part: str) -> str:
    if PERMISSIVE.fullmatch(part):
        return "permissive"
    return "weak" if WEAK.fullmatch(part) else "other"


def by_licence() -> tuple[Mapping[str, list[str]], list[str]]:
    """The packages of the lock file by licence, and those that are not installed here."""
    found: dict[str, list[str]] = defaultdict(list)
    absent = []
    for name in pinned():
        try:
            found[licence_of(name)].append(name)
        except PackageNotFoundError:
            absent.append(name)
    return found, absent


def print_licences() -> int:
    """List them; 1 where a licence is not known to fit."""
    found, absent = by_licence()
    strange = {licence for licence in found if kind_of(licence) == "other"}
    for licence, names in sorted(found.items(), key=lambda one: (-len(one[1]), one[0])):
        few = f": {', '.join(names)}" if kind_of(licence) != "permissive" else ""
        print(f"{len(names):4}  {kind_of(licence):10}  {licence or 'no licence is named'}{few}")
    print(f"{sum(map(len, found.values()))} packages; {len(strange)} licences not known to fit")
    if absent:
        print(f"not installed here: {', '.join(absent)}")
    return 1 if strange or absent else 0


def print_audit(program: str) -> int:
    """Ask for known holes: 0 none, 1 some, 2 not all could be asked about."""
    words = [program, "--requirement", str(LOCK), "--no-deps", "--disable-pip", "--format", "json",
             "--progress-spinner", "off"]  # fmt: skip
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    try:
        told = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError, TypeError):
        said = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
        print(f"Nothing was audited: the database of holes cannot be reached ({said[:200]}).")
        return 2
    return tell_audit(told)


def tell_audit(told: list[dict[str, object]]) -> int:
    """Say what pip-audit told of the packages."""
    skipped = [one for one in told if "skip_reason" in one]
    holes = [one for one in told if one.get("vulns")]
    for one in holes:
        ids = ", ".join(str(hole["id"]) for hole in one["vulns"])  # type: ignore[attr-defined]
        print(f"{one['name']} {one['version']}: {ids}")
    print(f"{len(told) - len(skipped)} of {len(told)} packages audited, {len(holes)} with holes.")
    if skipped:
        print(
            f"{len(skipped)} could not be asked about: the database cannot be reached, or does not "
            "know them."
        )
    return 1 if holes else 2 if skipped else 0


if __name__ == "__main__":
    parser = options_of(__doc__, __file__)
    asked = parser.add_subparsers(dest="asked", required=True, help="what is asked")
    asked.add_parser("licences", help="a line a licence")
    audited = asked.add_parser("audit", help="whether holes are known of the packages")
    audited.add_argument("program", help="where pip-audit lies")
    given = parser.parse_args()
    sys.exit(print_licences() if given.asked == "licences" else print_audit(given.program))
