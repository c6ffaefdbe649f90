"""How many facts of labelled texts are read right: `python -m benchmarks.reading FOLDER...`.

A folder holds texts (NAME.txt), labels.jsonl and areas.json as in ../shared/reading. Printed are
figure, indicator, area, period, measure and all of them, over the facts that can be checked; how
many of the *sure* readings are right; of how many that are all right, and whose labels tell it, the
claim is below zero just where the text means that; and where it fails. `-v` lists what is not all
right.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.options import LABELS, add_labelled_folders, options_of
from expectations.judging.tolerance import is_fall
from sources.reading.read import read_text
from sources.reading.sentences.model import ReadFigure, Reading
from sources.registers.from_text import TextHead, paper_of

PARTS = ("figure", "indicator", "area", "period", "measure")
_NOT_CHECKABLE = {"no", "not a claim", "un", "by a list of members"}
_MEASURES: Mapping[str, set[str]] = {
    "level": {"value"},
    "level_converted": {"value"},
    "rate_level": {"value"},
    "simple_mean_of_members": {"value", "mean"},
    "mean_level": {"mean"},
    "sum_over_span": {"sum"},
    "annual_growth": {"value", "growth"},
    "per_head": {"value", "per_head"},
    "ratio_of_sums": {"value", "per_head"},
    "share_of_world": {"share"},
    "share_of_group": {"share"},
    "share_of_own_total": {"value", "share"},
    "bilateral_share": {"share", "value"},
    "ratio_between_areas": {"ratio"},
    "ratio_over_time": {"ratio", "growth"},
    "ratio_over_time_of_share": {"ratio"},
    "growth_over_span": {"growth", "ratio"},
    "change_in_level": {"change"},
    "difference_between_areas": {"difference"},
    "relative_difference_between_areas": {"excess"},
    "percent_difference_between_areas": {"excess"},
    "difference_between_indicators": {"difference"},
    "rate_times_population": {"product", "complement_product"},
    "complement_times_population": {"complement_product"},
    "mean_growth": {"mean_growth", "compound_growth", "value"},
    "bound_for_each_member": {"each", "value"},
    "count_of_members": {"count"},
    "rank": {"rank", "extreme"},
    "superlative": {"extreme", "rank"},
    "comparison": {"comparison", "difference", "ratio"},
    "complement": {"complement"},
    "ratio_of_indicators": {"share", "ratio", "value", "per_head"},
}
_SAME_CODES = (
    {"NY.GDP.PCAP.CD", "NY.GNP.PCAP.CD"} - {"NY.GNP.PCAP.CD"},
    {"EN.GHG.CO2.MT.CE.AR5", "EN.ATM.CO2E.KT"},
    {"EN.GHG.CO2.PC.CE.AR5", "EN.ATM.CO2E.PC"},
    {"SI.POV.DDAY"},
    {"ER.PTD.TOTL.ZS", "ER.LND.PTLD.ZS"},
    {"NE.EXP.GNFS.CD", "BX.GSR.GNFS.CD"},
    {"NE.GDI.FTOT.ZS", "NE.GDI.TOTL.ZS"},
)


def measures_of(label: str) -> set[str]:
    """The measures of a register by which a label's measure may be read; itself where none is."""
    name = label.split(";")[0]
    return _MEASURES.get(name, {name})


@dataclass(frozen=True)
class Scored:
    """A label with what was read at its place, and which parts are right."""

    label: Mapping[str, Any]
    read: ReadFigure | None
    right: Mapping[str, bool]

    @property
    def is_all_right(self) -> bool:
        """Whether each part is right."""
        return all(self.right.values())


def score_folder(folder: Path) -> tuple[list[Scored], list[Scored], float]:
    """The facts and the figures that are no claims of a folder, scored, and the seconds it took."""
    labels = [json.loads(line) for line in (folder / LABELS).read_text("utf-8").splitlines()]
    groups = _groups(folder)
    texts = {label["text_id"] for label in labels}
    facts: list[Scored] = []
    others: list[Scored] = []
    took = 0.0
    for name in sorted(texts):
        text = (folder / f"{name}.txt").read_text("utf-8")
        mine = [label for label in labels if label["text_id"] == name]
        started = time.perf_counter()
        source = mine[0]["source"]
        read = read_text(text, source["published"], title=source.get("title", ""))
        took += time.perf_counter() - started
        held = {id(_find(one, read)) for one in mine if one["checkable"] != "not a claim"}
        alone = tuple(one for one in read if id(one) not in held)
        for label in mine:
            if label["checkable"] == "not a claim":
                others.append(_other(label, alone))
            elif label["checkable"] not in _NOT_CHECKABLE:
                facts.append(_fact(label, read, groups))
    return facts, others, took


def _groups(folder: Path) -> dict[str, frozenset[str]]:
    path = folder / "areas.json"
    if not path.exists():
        return {}
    known = json.loads(path.read_text("utf-8"))
    return {name: frozenset(group["members"]) for name, group in known["groups"].items()}


def _find(label: Mapping[str, Any], read: tuple[ReadFigure, ...]) -> ReadFigure | None:
    near = [one for one in read if one.start < label["end"] and label["start"] < one.end]
    if label["figure"] is None:
        near = [one for one in near if one.is_told_in_words]
    else:
        near = [one for one in near if not one.is_told_in_words] or near
    return max(near, key=lambda one: _value_right(label, one), default=None)


_DOUBLED = re.compile(r"doubl|tripl|trebl|quadrupl|quintupl", re.IGNORECASE)


def _value_right(label: Mapping[str, Any], one: ReadFigure) -> bool:
    figure = label["figure"]
    if figure is None:
        return True
    wanted = float(figure["value"])
    values = [float(one.figure.value)]
    if one.figure.first is not None:
        values.append(float(one.figure.first.value))
    if _DOUBLED.search(one.figure.text) and one.figure.unit == "percent":
        values += [value / 100 + 1 for value in list(values)]  # "doubled" is a growth of 100%
    values += [value * factor for value in list(values) for factor in (1e3, 1e6, 1e9, 1e-2, 100)]
    return any(abs(abs(value) - abs(wanted)) <= 1e-3 * max(abs(wanted), 1e-9) for value in values)


def _other(label: Mapping[str, Any], read: tuple[ReadFigure, ...]) -> Scored:
    """What was read of a number that is no claim; a piece of a fact's own figure is its."""
    one = _find(label, read)
    wrong = one is not None and one.kind == "claim" and one.reading is not None
    return Scored(label, one, {"kind": not wrong})


def _fact(
    label: Mapping[str, Any], read: tuple[ReadFigure, ...], groups: Mapping[str, frozenset[str]]
) -> Scored:
    one = _find(label, read)
    reading = one.reading if one is not None and one.kind == "claim" else None
    if one is None or reading is None:
        return Scored(
            label,
            one,
            {
                "figure": one is not None and _value_right(label, one),
                **dict.fromkeys(PARTS[1:], False),
            },
        )
    return Scored(
        label,
        one,
        {
            "figure": _value_right(label, one),
            "indicator": _indicator_right(label, reading),
            "area": _area_right(label, reading, groups),
            "period": _period_right(label, reading),
            "measure": (reading.measure == "each" and " each" in label["area"])
            or reading.measure in _MEASURES.get(label["measure"].split(";")[0], {reading.measure}),
        },
    )


_HEAD = TextHead("t", "T", "", "2000", "")


def is_below_zero(read: ReadFigure) -> bool | None:
    """Whether the claim made of a figure is below zero, or a fall; None where none is made."""
    made = paper_of([read], _HEAD)
    claim = next((one for one in made.paper.claims if one.id == made.claim_of[0]), None)
    return None if claim is None else claim.figure.value < 0 or is_fall(claim)


def _tell_signs(facts: list[Scored]) -> str:
    """How many signs are right, and which are not."""
    right, wrong = 0, []
    for one in facts:
        sign = (one.label["figure"] or {}).get("sign")
        if sign is None or one.read is None or not one.is_all_right:
            continue
        found = is_below_zero(one.read)
        if found is None or found == (sign < 0):
            right += found is not None
        else:
            wrong.append(one.label["id"])
    return f"  sign       {_percent(right, right + len(wrong))} {' '.join(wrong)}".rstrip()


def code_of(indicator: str) -> str:
    """The World Bank's code of a concept, or of a code as "wdi:CODE"; else the name itself."""
    if indicator.startswith("wdi:"):
        return indicator[4:]
    try:
        from sources.reference.concepts import concept_for

        return str(concept_for(indicator).codes.get("wdi", indicator))
    except Exception:
        return indicator


def is_same(code: str, wanted: str) -> bool:
    """Whether two codes name the same concept."""
    return code == wanted or any(code in codes and wanted in codes for codes in _SAME_CODES)


def _indicator_right(label: Mapping[str, Any], reading: Reading) -> bool:
    wanted = label["indicator"]["wdi"]
    if not wanted or wanted == "-":
        return (
            bool(label["indicator"]["un"]) is False
            or label["indicator"]["un"].startswith("Comtrade") is False
        )
    mine = code_of(reading.indicator)
    if any(is_same(mine, code) for code in label["indicator"].get("also") or ()):
        return True
    codes = [code.strip("()") for code in re.split(r"[*/]|-(?=[A-Z])", wanted)]
    codes = [code for code in codes if code != "100"]  # "(100-X)*Y": what X leaves of Y
    return any(is_same(mine, code) for code in codes[:1]) or (
        len(codes) > 1 and any(is_same(mine, code) for code in codes)
    )


def _members(name: str, groups: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """What an area expression stands for, as far as it is to be compared."""
    name = name.strip()
    if name in {"world", "WLD"}:
        return frozenset({"WLD"})
    if name in groups:
        return groups[name]
    found: set[str] = set()
    for part in re.split(r"\s\+\s|\+(?=[A-Z])|;", name):
        part = part.removesuffix(" each").strip()
        found |= groups.get(part, frozenset({part})) if part.startswith("G:") else _resolved(part)
    return frozenset(found)


_AGGREGATES = {"OED": "OECD", "EUU": "EU", "world": "WLD"}


def _resolved(part: str) -> frozenset[str]:
    part = {value: key for key, value in _AGGREGATES.items()}.get(part, part)
    try:
        from sources.reference.resolve import resolve_area

        return frozenset(resolve_area(part).members)
    except Exception:
        return frozenset({part})


def _equal(left: str, right: str, groups: Mapping[str, frozenset[str]]) -> bool:
    a, b = _members(left, groups), _members(right, groups)
    if (
        a == b
        or left.split("@")[0].casefold() == right.removeprefix("G:").rstrip("0123456789").casefold()
    ):
        return True
    return len(a) > 4 and len(b) > 4 and len(a & b) / len(a | b) > 0.85


def _area_right(
    label: Mapping[str, Any], reading: Reading, groups: Mapping[str, frozenset[str]]
) -> bool:
    area = label["area"]
    mine = " + ".join(reading.areas)
    if " in " in area:
        who, _ = area.split(" in ")
        return _equal(mine, who, groups)
    for sign in ("/", ">"):
        if sign in area:
            left, _, right = area.partition(sign)
            return _equal(mine, left, groups) and _equal(
                reading.to or reading.of or reading.among, right, groups
            )
    if re.fullmatch(r"(?:G:)?\w+-(?:G:)?\w+", area):
        left, right = area.split("-")
        return _equal(mine, left, groups) and _equal(reading.to, right, groups)
    return _equal(mine, area, groups)


def _period_right(label: Mapping[str, Any], reading: Reading) -> bool:
    years = str(label["years"])
    start, end = reading.period.start, reading.period.end
    if years == "latest":
        return end is None
    if "pair-first" in label["measure"]:
        return str(start) == years
    if "pair-last" in label["measure"]:
        return str(end) == years
    match = re.fullmatch(r"(\d{4})(?:-(\d{4}|latest))?", years)
    if match is None:
        return False
    if match[2] is None:
        return str(end) == years or str(start) == years
    if start == end and end is not None and reading.measure in {"growth", "change"}:
        start = end - 1  # judged against the year before
    return str(start) == match[1] and (
        end is None if match[2] == "latest" else str(end) == match[2]
    )


def _report(title: str, facts: list[Scored], others: list[Scored], took: float) -> Iterator[str]:
    counts = f"{len(facts)} checkable facts, {len(others)} figures that are no claims"
    yield f"{title}: {counts}, {took:.2f} s"
    for part in PARTS:
        yield f"  {part:10} {_percent(sum(one.right[part] for one in facts), len(facts))}"
    yield f"  {'all':10} {_percent(sum(one.is_all_right for one in facts), len(facts))}"
    sure = [one for one in facts if one.read is not None and one.read.state == "sure"]
    false = [one for one in others if one.read is not None and one.read.state == "sure"]
    right = _percent(sum(one.is_all_right for one in sure), len(sure) + len(false))
    yield f"  sure       {len(sure)} facts + {len(false)} no claims; right {right}"
    yield _tell_signs(facts)
    yield f"  no claims  {_percent(sum(one.right['kind'] for one in others), len(others))}"
    missed = Counter(
        " ".join(part for part in PARTS if not one.right[part])
        for one in facts
        if not one.is_all_right
    )
    yield "  failures   " + "; ".join(f"{parts}: {count}" for parts, count in missed.most_common(9))


def _percent(part: int, whole: int) -> str:
    return f"{part}/{whole} = {100 * part / whole:.1f}%" if whole else "none"


def _tell(one: Scored) -> str:
    label = one.label
    wanted = (
        f"{label['indicator']['wdi']} | {label['area']} | {label['years']} | {label['measure']}"
    )
    if one.read is None:
        return f"    {label['id']} “{label['phrase']}” {wanted}\n        nothing read"
    reading = one.read.reading
    got = (
        one.read.kind
        if reading is None
        else (
            f"{reading.indicator} | {' + '.join(reading.areas)} to={reading.to} of={reading.of} | "
            f"{reading.period.start}-{reading.period.end} | {reading.measure}"
        )
    )
    wrong = " ".join(part for part, right in one.right.items() if not right)
    score = one.read.candidates[0].score if one.read.candidates else 0
    told = f"{one.read.state} {score} {got} -- wrong: {wrong} ({one.read.why})"
    return f"    {label['id']} “{label['phrase']}” {wanted}\n        {told}"


def main(arguments: list[str]) -> None:
    """Scores the folders named."""
    parser = options_of(__doc__, __file__)
    add_labelled_folders(parser)
    parser.add_argument("-v", action="store_true", help="list what is not all right")
    given = parser.parse_args(arguments)
    for folder in given.folders:
        facts, others, took = score_folder(folder)
        print("\n".join(_report(str(folder), facts, others, took)))
        if given.v:
            print("\n".join(_tell(one) for one in facts if not one.is_all_right))
            print("  taken for claims:")
            print("\n".join(_tell(one) for one in others if not one.right["kind"]))


if __name__ == "__main__":
    main(sys.argv[1:])
