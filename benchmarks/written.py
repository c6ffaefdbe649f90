"""Which facts of labelled texts a register can state, and which of them are judged offline.

    python -m benchmarks.written ../shared/reading [-v]

Each checkable label (`labels.jsonl`) is written as a claim: its code, its area by name, its years,
its measure, and the phrase. Nothing is typed by hand: no list of members, no code but the label's.
A claim is *written* where the register takes it, and *judged* where the embedded snapshot decides
it; of the others it is told why not.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.options import LABELS, add_labelled_folders, options_of
from expectations.assessment.assess import assess
from expectations.outcomes import Outcome
from sources.errors import CorrigendaError
from sources.model import Paper
from sources.reference.concepts import concept_for
from sources.reference.finding import find_areas
from sources.reference.population_cells import EVERYBODY
from sources.reference.resolve import resolve_area
from sources.registers.register import parse_paper
from sources.snapshots.load import load_snapshot
from sources.snapshots.needs import wanted_by

CHECKABLE = frozenset({"yes", "partly", "by a list of members"})

_MEASURES = {
    "level": "value",
    "rate_level": "value",
    "level_converted": "value",
    "annual_growth": "value",
    "ratio_of_sums": "value",
    "per_head": "value",
    "share_of_own_total": "value",
    "simple_mean_of_members": "value",
    "share_of_world": "share",
    "share_of_group": "share",
    "bilateral_share": "share",
    "ratio_between_areas": "ratio",
    "ratio_over_time": "ratio",
    "ratio_over_time_of_share": "ratio",
    "growth_over_span": "growth",
    "change_in_level": "change",
    "difference_between_areas": "difference",
    "relative_difference_between_areas": "excess",
    "percent_difference_between_areas": "excess",
    "difference_between_indicators": "difference",
    "rate_times_population": "product",
    "mean_growth": "mean_growth",
    "compound_growth": "compound_growth",
    "ratio_of_indicators": "ratio",
    "bound_for_each_member": "each",
    "count_of_members": "count",
    "rank": "rank",
    "superlative": "extreme",
    "comparison": "comparison",
    "complement": "complement",
}


@dataclass(frozen=True)
class Written:
    """A label as a claim: the register that states it alone, or why none does."""

    label: Mapping[str, Any]
    keys: Mapping[str, str]
    paper: Paper | None
    fault: str = ""


def write(label: Mapping[str, Any]) -> Written:
    """A label as a register of one claim; more of the sentence is quoted where it takes that."""
    fault = ""
    for phrase in _phrases(label):
        try:
            keys = dict(_keys(label)) | {"phrase": phrase}
            return Written(label, keys, parse_paper(_register(label, keys), label["id"]))
        except (LookupError, CorrigendaError) as error:
            fault = fault or str(error)
    return Written(label, {}, None, fault)


def _phrases(label: Mapping[str, Any]) -> Iterator[str]:
    """The phrase, and with words after and before it: "almost double the GDP of"."""
    phrase, sentence = label["phrase"], label["sentence"]
    yield phrase
    before, found, after = sentence.partition(phrase)
    if not found:
        return
    words, following = before.split(), re.findall(r"\s*\S+", after)
    for count in range(1, 6):
        yield phrase + "".join(following[:count])
    for count in range(1, 6):
        yield " ".join([*words[-count:], phrase])
    yield " ".join([*words[-3:], phrase + "".join(following[:3])])


def _register(label: Mapping[str, Any], *claims: Mapping[str, str]) -> str:
    """JSON is YAML."""
    head = {
        "id": label["id"].lower(),
        "title": label["source"].get("title") or label["id"],
        "published": label["source"]["published"],
    }
    return json.dumps({"paper": head, "claims": claims}, ensure_ascii=False, indent=1)


def _keys(label: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    kind = label["measure"].split(";")[0]
    if kind not in _MEASURES:
        raise LookupError(f"no measure is {kind}")
    measure = _MEASURES[kind]
    yield "id", label["id"].lower()
    yield "phrase", label["phrase"]
    yield "sentence", label["sentence"]
    yield "measure", measure
    yield "period", str(label["years"])
    code = label["indicator"]["wdi"]
    if kind == "bilateral_share":
        reporter, found, partner = label["area"].partition(">")
        if not found:
            raise LookupError("it is not told with whom")
        yield "indicator", f"comtrade:TOTAL.{_area(reporter, label)}"
        yield "area", _area(partner, label)
        return
    if measure == "count":
        yield "area", _area(label["area"], label)
        return
    cell = _cell(label)
    if cell:
        yield "indicator", cell
        yield "measure", "share"
        yield "of", "population"
        yield "area", _area(label["area"], label)
        return
    if not code or code == "-":
        raise LookupError(f"no series is named: {label['indicator']['un'] or 'none'}")
    codes = re.split(r"[*/]|-(?=[A-Z])", code)
    if kind == "level_converted":  # the phrase names the currency, and so the exchange rate
        codes = codes[:1]
    if measure != "product" and "*" in code and len(codes) > 1:
        codes = [" * wdi:".join(codes)]
    yield "indicator", f"wdi:{codes[0]}"
    is_mean = kind == "simple_mean_of_members" or label["area"].endswith("OED")
    if is_mean and not concept_for(f"wdi:{codes[0]}").summable and measure != "extreme":
        yield "weighting", "simple"
    yield from _operands(measure, codes[1:], label)


_AGES = (
    (re.compile(r"\b(?:under|below|younger than) (\d+)\b"), "0-{0}"),
    (re.compile(r"\b(\d+)(?: years)? (?:and|or) (?:over|older|above)\b"), "{0}+"),
    (re.compile(r"\baged? (?:of )?(\d+)(?:-|–| to )(\d+)\b"), "{0}-{1}"),
)


def _cell(label: Mapping[str, Any]) -> str:
    """The people of the age that a sentence names, where the label is about people by age."""
    if label["measure"] != "share_of_own_total" or label["indicator"]["un"] != "WPP:pop-by-age":
        return ""
    for words, age in _AGES:
        found = words.search(label["sentence"])
        if found:
            years = [int(one) for one in found.groups()]
            years[0] -= age == "0-{0}"
            return f"wpp:{EVERYBODY};AGE={age.format(*years)}"
    raise LookupError("it is not told of which age")


def _operands(
    measure: str, codes: Sequence[str], label: Mapping[str, Any]
) -> Iterator[tuple[str, str]]:
    area = label["area"].removesuffix(" each")
    if measure == "product":
        yield "of", f"wdi:{codes[0]}"
    elif codes and measure in {"difference", "comparison", "ratio"}:
        yield "to", f"wdi:{codes[0]}"
    elif codes:
        raise LookupError(f"{measure} of a product of series")
    if measure in {"rank", "extreme"}:
        area, found, among = area.partition(" in ")
        is_of_blocs = re.search(r"\bany (?:\w+ )?bloc\b", label["phrase"])
        if not found and not is_of_blocs:
            raise LookupError("it is not told among whom")
        if is_of_blocs:
            yield "among", "blocs"
        else:
            yield "among", "countries" if among == "WLD" else _area(among, label)
    yield from _others(measure, area, label)


def _others(measure: str, area: str, label: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if "/" in area:
        area, other = area.split("/")
        is_share = measure == "share" or label["measure"].split(";")[0].endswith("_of_share")
        yield "of" if is_share else "to", _area(other, label)
    if measure in {"difference", "excess"} and re.fullmatch(r"(?:G:)?\w+-(?:G:)?\w+", area):
        area, other = area.split("-")
        yield "to", _area(other, label)
    kind = label["measure"].split(";")[0]
    if measure == "ratio" and kind in {"ratio_over_time", "ratio_over_time_of_share"}:
        yield "to", str(label["years"]).split("-")[0]
    if kind.endswith("_of_share") and "/" not in label["area"]:
        yield "of", "world"
    yield "area", _area(area, label)


def _area(name: str, label: Mapping[str, Any]) -> str:
    """The expression of an area by its label's name: `G:ASEAN10` is called ASEAN here."""
    parts = re.split(r"[+;]", name)
    return " + ".join(_one_area(part, str(label["source"]["published"])) for part in parts)


def _one_area(name: str, published: str) -> str:
    if not name.startswith("G:"):
        return {"WLD": "world", "OED": "OECD"}.get(name) or _found(name)
    plain = name.removeprefix("G:").rstrip("0123456789")
    return _found(plain, re.sub(r"(?<=[a-z])(?=[A-Z])", " ", plain))


def _found(*names: str) -> str:
    for name in names:
        try:
            resolve_area(name)
        except CorrigendaError:
            hits = find_areas(name)
            if hits:
                return hits[0].expression
        else:
            return name
    raise LookupError(f"no area is called {names[-1]!r}")


def judge(written: Sequence[Written]) -> dict[str, Outcome]:
    """The outcomes of the claims that could be written, by the label's id; one paper a text."""
    by_text: dict[str, list[Written]] = {}
    for one in written:
        if one.paper is not None:
            by_text.setdefault(one.label["text_id"], []).append(one)
    outcomes: dict[str, Outcome] = {}
    for name, facts in by_text.items():
        text = _register({**facts[0].label, "id": name}, *(one.keys for one in facts))
        paper = parse_paper(text, f"{name}.yaml")
        assessed = assess(paper, load_snapshot(["embedded"], wanted_by([paper])))
        outcomes |= {outcome.claim.id: outcome for outcome in assessed.outcomes}
    return outcomes


def is_judged(outcome: Outcome) -> bool:
    """Whether data, or the list of a group's members, decided a claim."""
    return bool(outcome.observed) or outcome.claim.measure == "count"


def main(arguments: Sequence[str]) -> None:
    """Print how many labels can be written and how many are judged, and why the others not."""
    parser = options_of(__doc__, __file__)
    add_labelled_folders(parser)
    parser.add_argument("-v", action="store_true", help="tell what is judged too")
    given = parser.parse_args(arguments)
    for folder in given.folders:
        lines = (folder / LABELS).read_text("utf-8").splitlines()
        labels = [one for one in map(json.loads, lines) if one["checkable"] in CHECKABLE]
        written = [write(label) for label in labels]
        outcomes = judge(written)
        judged = [name for name, outcome in outcomes.items() if is_judged(outcome)]
        print(
            f"{folder}: {len(labels)} checkable labels, {len(outcomes)} can be written, "
            f"{len(judged)} are judged offline"
        )
        standings = Counter(outcomes[name].standing for name in judged)
        print("  " + ", ".join(f"{count} {name}" for name, count in standings.most_common()))
        for one in written:
            name = one.label["id"].lower()
            if one.paper is None:
                print(f"  {one.label['id']} “{one.label['phrase']}” not written: {one.fault}")
            elif name not in judged:
                print(f"  {one.label['id']} “{one.label['phrase']}” no data: {_asked(one.keys)}")
            elif given.v:
                verdict = outcomes[name].verdict.value
                print(f"  {one.label['id']} “{one.label['phrase']}” {verdict}: {_asked(one.keys)}")


def _asked(keys: Mapping[str, str]) -> str:
    left = {"id", "phrase", "sentence"}
    return ", ".join(f"{key} {value}" for key, value in keys.items() if key not in left)


if __name__ == "__main__":
    main(sys.argv[1:])
