"""A register is read whole or refused with every fault, each where it stands."""

from __future__ import annotations

import pickle
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from broken_meanings import BROKEN_MEANINGS
from broken_registers import BROKEN_FORMS, GOOD

from sources.errors import RegisterError
from sources.model import Claim, Paper, Period
from sources.registers import yaml_lines
from sources.registers.measures import MEASURES
from sources.registers.register import (
    MOST_CLAIMS,
    lint_register,
    list_papers,
    load_paper,
    parse_paper,
)
from sources.registers.schema import Part

ROOT = Path(__file__).resolve().parents[2]
PAPER = ROOT / "sources" / "papers" / "liu-jiang-2018.yaml"

BROKEN = BROKEN_FORMS | BROKEN_MEANINGS


def write(folder: Path, text: str | bytes) -> Path:
    path = folder / "register.yaml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def claim(paper: Paper, claim_id: str) -> Claim:
    return next(claim for claim in paper.claims if claim.id == claim_id)


def test_a_good_register_has_no_faults(tmp_path: Path) -> None:
    assert lint_register(write(tmp_path, GOOD)) == ()


@pytest.mark.parametrize("name", BROKEN)
def test_each_fault_is_told_with_its_line_its_column_and_the_mend(
    name: str, tmp_path: Path
) -> None:
    old, new, line, pointed_at, words = BROKEN[name]
    broken = GOOD.replace(old, new, 1)
    assert broken != GOOD
    column = broken.splitlines()[line - 1].index(pointed_at) + 1
    path = write(tmp_path, broken)

    faults = lint_register(path)

    told = [str(fault) for fault in faults]
    where = f"{path}:{line}:{column}: "
    assert any(text.startswith(where) and words in text for text in told), told
    with pytest.raises(RegisterError) as raised:
        load_paper(path)
    assert (raised.value.file, raised.value.line) == (str(path), faults[0].line)


@pytest.mark.parametrize("name", BROKEN)
def test_one_fault_brings_few_others_in_its_train(name: str, tmp_path: Path) -> None:
    old, new, *_ = BROKEN[name]
    assert len(lint_register(write(tmp_path, GOOD.replace(old, new, 1)))) <= 3


def test_all_faults_are_told_in_the_order_of_the_lines(tmp_path: Path) -> None:
    broken = GOOD
    for old, new in (
        ("published: 2018", "published: soon"),
        ("group: bri-65", "group: bri-56"),
        ("population of 4.4 billion", "many people"),
        ("measure: share", "mesure: share"),
        ("kind: product", "kind: quotient"),
    ):
        broken = broken.replace(old, new)
    path = write(tmp_path, broken)

    faults = lint_register(path)

    assert [fault.line for fault in faults] == [1, 8, 13, 16, 26]
    with pytest.raises(RegisterError, match="published") as raised:
        load_paper(path)
    assert "4 more: `corrigenda claims --lint" in str(raised.value)


@pytest.mark.parametrize("day", ["2018-02-30", "2018-06-31", "0000"])
def test_a_day_of_no_calendar_is_refused(day: str, tmp_path: Path) -> None:
    path = write(tmp_path, GOOD.replace("published: 2018", f"published: {day}"))
    with pytest.raises(RegisterError, match="there is no such day"):
        load_paper(path)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "the file is empty"),
        (b"# nothing but a remark\n", "the file is empty"),
        (b"- a\n- b\n", "the top level is not a mapping"),
        (b"just words", "the top level is not a mapping"),
        (b"paper:\n  id: caf\xe9\n", ":2:10: the byte 0xe9 is not UTF-8"),
        (b"\xff\xfep\x00a\x00", "is not UTF-8"),
        (b"paper: \x00", "control character"),
        (b"paper: x\n" + b"#" * 5_000_001, "larger than 5 MB"),
        (b"[" * 100_000, "nested more than 20 deep"),
        (b"a: " + b"{a: " * 50_000, "nested more than 20 deep"),
        (b"a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "an anchor"),
        (b"a: &a [*a]\n", "an anchor"),
    ],
)
def test_a_file_that_is_no_register_is_one_clear_error_at_once(
    content: bytes, words: str, tmp_path: Path
) -> None:
    path = write(tmp_path, content)

    faults = lint_register(path)

    assert len(faults) == 1
    assert words in str(faults[0])
    assert str(path) in str(faults[0])


def test_a_register_of_too_many_values_is_one_clear_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yaml_lines, "MAX_NODES", 2_000)
    (fault,) = lint_register(write(tmp_path, b"a:\n" + b"- b\n" * 2_500))
    assert "more than 2,000 values" in str(fault)


@pytest.mark.slow
def test_a_quarter_of_a_million_values_is_one_clear_error(tmp_path: Path) -> None:
    (fault,) = lint_register(write(tmp_path, b"a:\n" + b"- b\n" * 250_000))
    assert "more than 200,000 values" in str(fault)


def test_a_register_has_so_many_claims_and_no_more(tmp_path: Path) -> None:
    head = "paper: {id: mine, title: Mine, claimant: Me, published: 2018-06-01}\nclaims:\n"
    lines = [
        f'  - {{id: c{at}, phrase: "{at + 1} million people", measure: value, '
        "indicator: population, area: CHN, period: 2010}\n"
        for at in range(MOST_CLAIMS + 1)
    ]
    assert lint_register(write(tmp_path, head + "".join(lines[:-1]))) == ()
    (fault,) = lint_register(write(tmp_path, head + "".join(lines)))
    assert f"{MOST_CLAIMS:,}" in fault.what
    assert "--papers" in fault.mend


def test_a_path_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    assert "no such file" in str(lint_register(tmp_path / "absent.yaml")[0])
    assert "this is a folder" in str(lint_register(tmp_path)[0])
    assert "cannot be read" in str(lint_register(tmp_path / ("long" * 100 + ".yaml"))[0])


def test_an_unknown_paper_is_told_with_the_known_ones() -> None:
    with pytest.raises(RegisterError, match="Did you mean 'liu-jiang-2018'"):
        load_paper("liu-jiang-2019")


def test_a_paper_is_found_by_id_by_path_and_by_name_of_a_file(tmp_path: Path) -> None:
    path = write(tmp_path, GOOD)
    assert load_paper(path) == load_paper(str(path))
    built_in = load_paper("liu-jiang-2018")
    assert built_in.file == "sources/papers/liu-jiang-2018.yaml"
    assert replace(load_paper(PAPER), file=built_in.file) == built_in
    assert built_in in list_papers()


def test_the_statement_speaks_where_a_claim_is_silent(tmp_path: Path) -> None:
    broken = GOOD.replace(
        "measure: share", "measure: share\n        group: bri-64\n        period: 2016"
    )
    paper = load_paper(write(tmp_path, broken))

    population, share, growth, roads = paper.claims
    assert (population.group, population.period) == ("bri-65", Period(None, None))
    assert (share.group, share.period, share.weighting) == ("bri-64", Period(2016, 2016), "")
    assert (growth.group, growth.weighting) == ("bri-65", "weighted")
    assert (roads.measure, roads.group, roads.weighting) == (None, "", "")
    assert roads.unverifiable is not None
    assert [claim.statement_id for claim in paper.claims] == ["people"] * 4
    assert [claim.line for claim in paper.claims] == [13, 14, 20, 24]


def test_what_is_declared_is_always_among_the_readings(tmp_path: Path) -> None:
    axes = load_paper(write(tmp_path, GOOD)).statements[0].axes
    assert axes.groups == ("bri-65", "bri-64")
    assert axes.weightings == ("weighted", "simple")
    assert axes.window == (2008, 2017)
    assert (axes.indicators, axes.sources, axes.vintages) == ((), (), ())

    other = GOOD.replace("source: all", "indicator: cattle, source: [wdi], vintage: wdi@2018-05-21")
    axes = load_paper(write(tmp_path, other)).statements[0].axes
    assert axes.indicators == ("population", "gdp_growth", "cattle")
    assert (axes.sources, axes.vintages) == (("wdi",), ("wdi@2018-05-21",))


def test_a_value_is_taken_as_it_is_written(tmp_path: Path) -> None:
    text = GOOD.replace("title: A sample", "title: no").replace(
        "claimant: A. Author", "claimant: 1:30"
    )
    text = text.replace("The treaty of 1958", "1958-02-03")
    paper = load_paper(write(tmp_path, text))
    assert (paper.title, paper.claimant, paper.published) == ("no", "1:30", "2018")
    assert paper.groups[0].provenance == "1958-02-03"


@pytest.mark.parametrize(
    ("written", "period"),
    [
        ("latest", Period(None, None)),
        ("2016", Period(2016, 2016)),
        ("2014-2017", Period(2014, 2017)),
        ("2014 \u2013 2017", Period(2014, 2017)),
        ("2013-latest", Period(2013, None)),
    ],
)
def test_a_period_is_written_in_four_ways(written: str, period: Period, tmp_path: Path) -> None:
    text = GOOD.replace(
        "        measure: mean_growth", f"        period: {written}\n        measure: mean_growth"
    )
    assert claim(load_paper(write(tmp_path, text)), "growth").period == period


def test_an_override_is_kept_with_its_reason(tmp_path: Path) -> None:
    text = GOOD.replace(
        "measure: share",
        "measure: share\n        hedge: lower\n        quantum: 0.5\n        reason: So",
    )
    share = claim(load_paper(write(tmp_path, text)), "share")
    assert (share.hedge, share.quantum, share.override_reason) == ("lower", Decimal("0.5"), "So")
    assert share.figure.hedge == "about"


def test_concepts_and_groups_of_its_own_serve_a_register(tmp_path: Path) -> None:
    text = GOOD.replace("group: bri-65", "group: benelux").replace(
        "measure: total, indicator: population", "measure: total, indicator: cattle, unit: heads"
    )
    paper = load_paper(write(tmp_path, text))
    assert claim(paper, "population").indicator == "cattle"
    assert paper.groups[0].members == ("BEL", "NLD", "LUX")
    assert dict(paper.concepts[0].codes) == {"farm-survey": "CATTLE"}


@pytest.mark.parametrize(("unit", "is_right"), [("eur", True), ("usd", True), ("heads", False)])
def test_money_is_of_one_currency(unit: str, is_right: bool, tmp_path: Path) -> None:
    text = GOOD.replace("unit: heads, kind: stock", f"unit: {unit}, kind: flow").replace(
        'phrase: "population of 4.4 billion", measure: total, indicator: population',
        'phrase: "sales of €4.4 billion", measure: total, indicator: cattle',
    )
    faults = lint_register(write(tmp_path, text))
    assert [fault.line for fault in faults] == ([] if is_right else [13])
    assert all("the phrase states eur" in str(fault) for fault in faults)


def test_a_faulty_claim_is_not_blamed_on_the_relations_that_name_it(tmp_path: Path) -> None:
    faults = lint_register(write(tmp_path, GOOD.replace("measure: share", "measure: ratios")))
    assert [fault.line for fault in faults] == [16]


def test_papers_and_faults_survive_pickling(tmp_path: Path) -> None:
    paper = load_paper("liu-jiang-2018")
    assert pickle.loads(pickle.dumps(paper)) == paper
    fault = lint_register(write(tmp_path, "paper: ["))[0]
    assert str(pickle.loads(pickle.dumps(fault))) == str(fault)


@pytest.mark.parametrize("name", ["a quote never closed", "a colon in bare text", "an alias"])
def test_faults_stand_at_the_same_place_without_libyaml(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new, line, *_ = BROKEN[name]
    monkeypatch.setattr("sources.registers.yaml_lines._LOADER", yaml.SafeLoader)
    faults = lint_register(write(tmp_path, GOOD.replace(old, new, 1)))
    assert [fault.line for fault in faults] == [line]
    assert lint_register(write(tmp_path, GOOD)) == ()


def test_every_key_and_measure_is_in_the_description_of_the_format() -> None:
    described = (ROOT / "docs" / "register.md").read_text(encoding="utf-8")
    keys = {key for part in Part.__subclasses__() for key in part.model_fields}
    assert len(keys) > 25
    for word in keys | set(MEASURES):
        assert f"`{word}`" in described, word


def test_the_examples_of_the_description_are_registers(tmp_path: Path) -> None:
    described = (ROOT / "docs" / "register.md").read_text(encoding="utf-8")
    examples = [block.split("```")[0] for block in described.split("```yaml\n")[1:]]
    assert len(examples) == 4
    measured = set()
    for example in examples:
        assert lint_register(write(tmp_path, example)) == ()
        paper = load_paper(tmp_path / "register.yaml")
        measured |= {claim.measure for claim in paper.claims if claim.measure}
    assert measured == set(MEASURES)


def test_a_member_that_is_no_country_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(
        "paper: {id: own, title: T, claimant: C, published: 2018, source: none}\n"
        "groups: {pact: {label: The pact, members: [FRA, DDR], provenance: made here}}\n"
        "statements:\n"
        "  - {id: s, section: I, group: pact, period: latest, claims: [\n"
        '      {id: people, phrase: "5 million people", measure: total, indicator: population}]}\n',
        encoding="utf-8",
    )
    (fault,) = lint_register(path)
    assert (fault.line, fault.column) == (2, 49)
    assert "'DDR' is no country" in str(fault)


def test_money_in_an_economys_own_currency_is_of_the_series_in_it() -> None:
    claim = 'phrase: "€2.4 trillion", measure: value, indicator: gdp_current_usd, area: FRA'
    register = (
        "paper: {id: t, title: T, claimant: C, published: 2017-08}\n"
        f"claims:\n  - {{{claim}, period: 2015}}\n"
    )
    [claim_read] = parse_paper(register, "t.yaml").claims
    assert claim_read.indicator == "wdi:NY.GDP.MKTP.CN"


def test_money_at_constant_prices_is_told_the_series_in_its_currency() -> None:
    claim = 'phrase: "€2.4 trillion", measure: value, indicator: gdp_constant_usd, area: FRA'
    register = (
        "paper: {id: t, title: T, claimant: C, published: 2017-08}\n"
        f"claims:\n  - {{{claim}, period: 2015}}\n"
    )
    with pytest.raises(RegisterError, match=r"wdi:NY\.GDP\.MKTP\.KN, or quote the figure in US"):
        parse_paper(register, "t.yaml")


SPOKEN = """\
paper:
  id: p
  title: A text
  published: 2025-04
claims:
  - phrase: "{phrase}"
    sentence: "{sentence}"
    measure: value
    indicator: gdp_current_usd
    area: VNM
    period: 2024
"""


def test_a_phrase_that_is_not_in_its_sentence_is_a_fault_that_names_what_is_like_it() -> None:
    said = "Viet Nam's economy, worth **$476.4** billion in 2024, is in Asia."
    with pytest.raises(RegisterError) as caught:
        parse_paper(SPOKEN.format(phrase="$476.4 billon", sentence=said), "f.yaml")
    assert (caught.value.line, caught.value.column) == (6, 13)
    assert "the phrase '$476.4 billon' is not in its sentence" in str(caught.value)
    assert "Did you mean '$476.4 billion'?" in str(caught.value)
    with pytest.raises(RegisterError, match="not in its sentence"):
        parse_paper(SPOKEN.format(phrase="6.4 billion", sentence="It is $476.4 billion."), "f.yaml")
    paper = parse_paper(SPOKEN.format(phrase="$476.4 billion", sentence=said), "f.yaml")
    assert len(paper.claims) == 1
