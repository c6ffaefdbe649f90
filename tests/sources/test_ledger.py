"""The ledger of numbers: every number of a text is in it once, with what became of it and why."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from types import FrameType

import pytest
from builders import claim, figure, paper
from hypothesis import given
from hypothesis import strategies as st

from sources.errors import FigureError
from sources.figures.dates import RULES
from sources.figures.parse import parse_figure
from sources.ledger.entries import LedgerNumber
from sources.ledger.ledger import Ledger, audit_text, ledger_counts
from sources.model import Claim, Paper, SetAside, StatedRelation, Unverifiable
from sources.registers.register import load_paper
from sources.registers.rules import MEANS, check_means
from sources.texts.folding import normalise_text

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "ledger.md"

PAPER = Path(__file__).resolve().parents[3] / "shared" / "000_ce563350fb3624db.txt"


def claim_of(name: str, phrase: str, **fields: str) -> Claim:
    return claim(parse_figure(phrase), id=name, phrase=phrase, **fields)


def register(*claims: Claim, **aside: str) -> Paper:
    return paper(claims, set_aside=tuple(SetAside(*item) for item in aside.items()))


def rows(ledger: Ledger) -> list[tuple[str, str]]:
    """Each number with what became of it: its claims, the rule's name, or the status."""
    return [
        (entry.text, ", ".join(entry.claims) or entry.rule or entry.status)
        for entry in ledger.entries
    ]


# rule | text | the number that it explains
EXPLAINED = """
year | it began in 2017 | 2017
year | in the 1990s | 1990s
year | from 2014–2017 | 2014–2017
year | it fell in 2009.4 Then | 2009.4
date | on 14 May | 14
date | on 2017-05-14 | 2017-05-14
hour | it leaves at 10:30 | 10:30
hour | it closes at 6 pm | 6
label | see Table 3 | 3
label | see pp. 45–52 | 45
label | Section 4.2 explains it | 4.2
label | Part III of it | III
reference | as others say [4] | [4]
reference | it is known.³ | ³
reference | as they found [5, 6] | [5, 6]
name | the G20 met | G20
name | the 16+1 format | 16+1
name | COVID-19 came | COVID-19
name | Titan 11 was late | 11
name | the group of twenty | twenty
name | the Seven Years' War | Seven
name | World War II ended | II
ordinal | the 19th time | 19th
ordinal | the third time | third
ordinal | the twenty-first century | twenty-first
code | in Yunnan, 650221 | 650221
code | call 0871-65022-33 | 0871-65022-33
code | call +86 10 6512 3456 | +86 10 6512 3456
code | agent 007 | 007
address | write to a1@example.org | a1@example.org
address | https://example.org/2017 | https://example.org/2017
enumerator | ## III. TRADE | III
enumerator | #### *B. Finance* | B
enumerator | (1) Trade | 1
enumerator | (b) Finance | b
enumerator | 2. Finance | 2
pronoun | one of them | one
pronoun | no one | one
pronoun | a one-man show | one
back-reference | the two sides | two
back-reference | these five aims | five
period | in the first half of it | half
period | in the last quarter | quarter
age | people aged 65 | 65
age | children under 5 years of age | 5
vague | thousands of them | thousands
vague | several hundred came | hundred
adjective | a double track | double
adjective | half-hearted | half
rate-base | 34.5 per 1,000 live births | 1,000
rate-base | two deaths per 100 000 people | 100 000
"""


@pytest.mark.parametrize("line", EXPLAINED.strip().splitlines())
def test_a_number_that_is_no_figure_is_set_aside_by_a_named_rule(line: str) -> None:
    rule, text, number = (part.strip() for part in line.split(" | "))
    found = {entry.text: entry for entry in audit_text(text).entries}
    assert found[number].rule == rule
    assert found[number].status == "rule"
    assert found[number].reason == RULES[found[number].rule]  # type: ignore[index]


def test_each_rule_is_tried_above() -> None:
    assert {line.split(" | ")[0].strip() for line in EXPLAINED.strip().splitlines()} == set(RULES)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("a ratio of 3:1", "3:1"),
        ("the bottom billion", "billion"),
        ("they won 3-1", "3-1"),
        ("open 24/7", "24/7"),
        ("the reasons are twofold", "twofold"),
        ("Two are late.", "Two"),
        ("zero trade", "zero"),
        ("some 10⁶ cells", "10⁶"),
        ("item ③ is", "③"),
        ("65 countries", "65"),
        ("a percentage point", "a percentage point"),
        ("trade doubled", "doubled"),
        ("it is 1.2.3 now", "1.2.3"),
    ],
)
def test_what_neither_a_claim_nor_a_rule_explains_is_unaccounted(text: str, number: str) -> None:
    (entry,) = [one for one in audit_text(text).entries if one.text == number]
    assert entry.status == "unaccounted"
    assert entry.reason in {"a figure that no claim states", "no rule says what it is"}


def test_a_claim_binds_the_figure_of_its_phrase_and_nothing_else_in_it() -> None:
    text = "In 2017 it had 65 countries, the first of them in 2013, and 9% of trade."
    stated = register(claim_of("members", "In 2017 it had 65 countries, the first of them"))
    ledger = audit_text(text, stated)
    assert rows(ledger) == [
        ("2017", "year"),
        ("65", "members"),
        ("first", "ordinal"),
        ("2013", "year"),
        ("9%", "unaccounted"),
    ]
    assert [anchor.claim_id for anchor in ledger.anchors] == ["members"]


def test_a_figure_that_occurs_twice_is_bound_where_its_own_place_is() -> None:
    text = "In the north 63% signed; in the south 63% did not."
    ledger = audit_text(text, register(claim_of("south", "63%", prefix="in the south")))
    assert [entry.claims for entry in ledger.entries] == [(), ("south",)]


def test_two_claims_may_state_one_figure() -> None:
    text = "It has 63% of the people."
    stated = register(claim_of("one", "It has 63%"), claim_of("two", "63% of the people"))
    (entry,) = audit_text(text, stated).entries
    assert entry.claims == ("one", "two")


def test_a_pair_of_which_claims_hold_a_half_each_is_told_as_two() -> None:
    text = "It rose from 30.3% to 31.1% and stayed."
    whole = audit_text(text, register(claim_of("pair", "from 30.3% to 31.1%")))
    assert rows(whole) == [("from 30.3% to 31.1%", "pair")]
    half = audit_text(text, register(claim_of("end", "31.1% and stayed")))
    assert [entry.status for entry in half.entries] == ["unaccounted", "bound"]
    assert half.entries[1].note == "the phrase holds a part of “from 30.3% to 31.1%”"


def test_a_phrase_that_cuts_off_a_hedge_is_told() -> None:
    stated = register(claim_of("share", "63% of them"))
    (entry,) = audit_text("It is about 63% of them.", stated).entries
    assert entry.note == "the text reads 63 percent, about, the phrase 63 percent"
    (entry,) = audit_text("It is 63% of them.", stated).entries
    assert entry.note == ""


def test_the_register_sets_aside_every_place_of_a_phrase_and_says_why() -> None:
    text = "For 30 years, and then for 30 years more, 7 of them good."
    ledger = audit_text(text, register(**{"for 30 years": "a horizon", "40 years": "a slip"}))
    assert [entry.status for entry in ledger.entries] == ["unaccounted", "register", "unaccounted"]
    assert ledger.entries[1].reason == "a horizon"
    assert [one.phrase for one in ledger.unused] == ["40 years"]


def test_a_persons_word_comes_before_a_rules_and_a_claim_before_all() -> None:
    text = "The 16+1 format has 17 roads."
    aside = register(claim_of("roads", "17 roads"), **{"16+1": "a forum", "has 17 roads": "no"})
    assert rows(audit_text(text, aside)) == [("16+1", "register"), ("17", "roads")]


def test_a_claim_whose_phrase_is_not_there_is_lost_and_its_figure_unaccounted() -> None:
    ledger = audit_text("It has 64% of the people.", register(claim_of("it", "63% of the people")))
    assert [entry.status for entry in ledger.entries] == ["unaccounted"]
    (lost,) = ledger.lost
    assert (lost.claim_id, lost.count) == ("it", 0)
    assert lost.nearest is not None
    assert lost.nearest.quote.exact == "64% of the people."


def test_the_sums_add_up_and_name_the_rules() -> None:
    text = "In 2017 and 2018 the G20 had 19 members, 16+1 in all; it grew 5%."
    counts = ledger_counts(
        audit_text(text, register(claim_of("members", "19 members"), **{"16+1": "a forum"}))
    )
    assert (counts.bound, counts.register, counts.rule, counts.unaccounted) == (1, 1, 3, 1)
    assert counts.numbers == 6
    assert counts.by_rule == {"year": 2, "name": 1}


PIECES = (
    "1 20 4.4 1,234 2017 007 3:1 16+1 . , ; % $ \\$ € + - – / ( ) [ ] [4] ³ ½ ① and to from "
    "between about more than up over billion million thousands hundred bn m years per cent points "
    "half two-thirds twenty-five a one of Section Table III II A. (b) ## # B&R countries US "
    "dollars 18th @ www.x.org/7 * ** May doubled twice fivefold in five first second zero dozen "
    "\n \n\n \u00a0"
)

texts = st.lists(
    st.tuples(st.sampled_from(PIECES.split(" ")), st.sampled_from(["", " ", "\n", "\u00a0"])),
    max_size=40,
).map(lambda parts: "".join(piece + gap for piece, gap in parts))

_DIGITS = re.compile(r"\d+|[½①³]")

_WORDS = re.compile(
    r"(?<![^\W_½①³\d])(?:one|two|five|twenty|zero|first|second|thirds?|half|hundred|thousands?|"
    r"millions?|billions?|dozen|doubled|twice|fivefold)(?![^\W_½①³\d])",
    re.IGNORECASE,
)


def check_book(text: str, entries: tuple[LedgerNumber, ...]) -> None:
    """Each number in just one entry; entries in order, apart, and where they say."""
    end = 0
    for entry in entries:
        assert end <= entry.start < entry.end <= len(text)
        assert text[entry.start : entry.end] == entry.text
        lines = text[: entry.start].split("\n")
        assert (entry.line, entry.column) == (len(lines), len(lines[-1]) + 1)
        end = entry.end
    for match in (*_DIGITS.finditer(text), *_WORDS.finditer(text)):
        holding = [one for one in entries if one.start <= match.start() and match.end() <= one.end]
        assert len(holding) == 1, (match[0], match.start())


@given(texts)
def test_each_number_of_any_text_is_in_one_entry(text: str) -> None:
    ledger = audit_text(text)
    check_book(text, ledger.entries)
    counts = ledger_counts(ledger)
    assert counts.numbers == len(ledger.entries) == counts.rule + counts.unaccounted
    for entry in ledger.entries:
        assert (entry.status == "rule") == (entry.rule in RULES)


@given(st.text(max_size=100))
def test_each_digit_of_hostile_text_is_in_one_entry(text: str) -> None:
    check_book(text, audit_text(text).entries)


@given(texts, st.data())
def test_each_number_is_in_one_entry_whatever_a_register_claims(
    text: str, data: st.DataObject
) -> None:
    figures = [entry for entry in audit_text(text).entries if entry.figure]
    drawn = data.draw(st.lists(st.sampled_from(figures), max_size=4)) if figures else []
    claims = []
    for number, entry in enumerate(drawn):
        try:
            claims.append(claim_of(f"c{number}", normalise_text(entry.text)))
        except FigureError:  # what stands alone may be no figure
            continue
    aside = data.draw(st.sampled_from(["2017", "16+1", "one", "20 countries"]))
    ledger = audit_text(text, register(*claims, **{aside: "of no matter"}))
    check_book(text, ledger.entries)
    bound = {name for entry in ledger.entries for name in entry.claims}
    assert bound == {anchor.claim_id for anchor in ledger.anchors}
    assert {one.claim_id for one in ledger.lost} | bound == {one.id for one in claims}


def calls(text: str, stated: Paper) -> int:
    """How many calls an audit takes: a measure of work that does not wander."""
    count = 0

    def note(_frame: FrameType, _event: str, _argument: object) -> None:
        nonlocal count
        count += 1

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        audit_text(text, stated)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize(
    "piece",
    ["65 of 2017 ", "1+", "G20", "[1,", "(b) ", "a1@", "II ", "the one ", "½", "\\*", "[4]"],
)
def test_twice_the_text_takes_at_most_twice_the_work(piece: str) -> None:
    stated = register(claim_of("it", "17 roads to the east"), **{"16+1": "a forum"})
    once, twice = (piece * (size // len(piece)) for size in (300, 600))
    assert calls(twice, stated) <= 2.2 * calls(once, stated) + 250


def test_what_a_paper_is_checked_against_is_told_without_its_text() -> None:
    unknown = Unverifiable("Nobody counts them", "The surveyor")
    data, sums, roads, parts = (
        claim(figure("5", "1"), id="people"),
        claim(figure("5", "1"), id="members", measure="count", indicator=""),
        claim(figure("5", "1"), id="roads", measure=None, indicator="", unverifiable=unknown),
        claim(figure("5", "1"), id="bridges", measure=None, indicator="", unverifiable=unknown),
    )
    age = claim(figure("5", "1", "years"), id="age", measure="elapsed", indicator="")
    part = StatedRelation("some", "part", left="bridges", right="members")
    whole = paper([data, sums, roads, parts, age], relations=(part,))
    checks = check_means(whole)
    assert [(check.claim_id, check.means) for check in checks.checks] == [
        ("people", "data"),
        ("members", "list"),
        ("roads", "none"),
        ("bridges", "arithmetic"),
        ("age", "calendar"),
    ]
    assert checks.checks[2].reason == "Nobody counts them"
    assert dict(checks.counts) == dict.fromkeys(MEANS, 1)
    assert checks.share("data") == pytest.approx(0.2)
    without = check_means(whole, without_data={"people"})
    assert without.counts["data"] == 0
    assert without.counts["none"] == 2


def test_the_papers_figures_that_have_no_indicator_are_told_apart() -> None:
    counts = check_means(load_paper("liu-jiang-2018")).counts
    assert sum(counts.values()) == len(load_paper("liu-jiang-2018").claims)
    assert counts["data"] >= 10
    assert counts["calendar"] == 1


def test_the_document_lists_the_rules_and_what_the_first_paper_is_checked_against() -> None:
    document = DOCUMENT.read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `([\w-]+)` \| (.+) \|$", document, re.MULTILINE))
    assert rows == dict(RULES)
    counts = check_means(load_paper("liu-jiang-2018")).counts
    said = "{data} data, {list} a list, {calendar} the calendar, {arithmetic} arithmetic only"
    assert said.format(**{str(means): count for means, count in counts.items()}) in document


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "text.txt"
    path.write_text("It has 17 roads and 5% of trade.\nIn 2017 it had 9.\n", encoding="utf-8")
    return path


@pytest.mark.shared
def test_no_number_of_the_first_paper_is_unaccounted() -> None:
    if not PAPER.exists():
        pytest.skip(f"the paper's text is not beside the repository ({PAPER.name})")
    ledger = audit_text(PAPER.read_text(encoding="utf-8"), load_paper("liu-jiang-2018"))
    check_book(PAPER.read_text(encoding="utf-8"), ledger.entries)
    assert rows(ledger) and not ledger.having("unaccounted")
    assert not ledger.lost and not ledger.unused
    assert [entry.note for entry in ledger.entries if entry.note] == []
    counts = ledger_counts(ledger)
    assert (counts.bound, counts.register) == (32, 4)


@pytest.mark.shared
def test_a_changed_text_of_the_first_paper_says_which_anchors_are_lost() -> None:
    if not PAPER.exists():
        pytest.skip(f"the paper's text is not beside the repository ({PAPER.name})")
    text = PAPER.read_text(encoding="utf-8")
    changed = text.replace("about 63% of", "about 62% of").replace("reaching 41", "reaching many")
    ledger = audit_text(changed, load_paper("liu-jiang-2018"))
    assert {lost.claim_id for lost in ledger.lost} == {"population-share", "train-cities"}
    (unaccounted,) = ledger.having("unaccounted")
    assert unaccounted.text == "about 62%"
