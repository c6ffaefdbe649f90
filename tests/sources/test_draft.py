"""A drafted register: it loads once a person has settled it, and its phrases are in the text."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from processes import Corrigenda

from sources.errors import InputError, RegisterError
from sources.figures.parse import find_figures
from sources.ledger.draft import draft_register
from sources.ledger.ledger import audit_text
from sources.model import Claim, Paper
from sources.registers.reader import read_register
from sources.registers.register import lint_register, load_paper
from sources.registers.yaml_lines import parse_document
from sources.texts.folding import check_phrases
from sources.texts.reading import split_sentences

PAPER = Path(__file__).resolve().parents[3] / "shared" / "000_ce563350fb3624db.txt"

TEXT = """\
# Trade along the Belt and Road

## I. PEOPLE

The countries along the route have 4.4 billion people, about 62% of the world's population in 2016.
Their GDP was $13 trillion, or 17% of the world's GDP.

## II. GROWTH

Average GDP growth of 5.3% was 2 percentage points higher than the growth of the world. In the
north 12 ports were built, and in the south 12 ports were closed. China's trade rose from 25% to
27% of the whole. It has been so for nearly 5 years.

### A. Finance

A ratio of 3:1 is usual. See [4] and Table 2.
"""


def settled(draft: str) -> str:
    """The draft as a person leaves it who takes every guess as it is."""
    return "".join(line for line in draft.splitlines(keepends=True) if line.strip() != "todo: true")


def read(draft: str) -> Paper:
    document = parse_document(settled(draft), "draft.yaml")
    paper = read_register(document)
    assert document.faults == []
    assert paper is not None
    return paper


def claims(text: str) -> dict[str, Claim]:
    """The claims of a text's draft, by their phrases."""
    return {claim.phrase: claim for claim in read(draft_register(text)).claims}


def test_a_draft_is_refused_until_each_todo_is_taken_away(tmp_path: Path) -> None:
    path = tmp_path / "draft.yaml"
    path.write_text(draft_register(TEXT, "trade.txt"), encoding="utf-8")
    faults = lint_register(path)
    marks = path.read_text(encoding="utf-8").count("todo: true")
    assert len(faults) == marks == 12
    for fault in faults:
        line = path.read_text(encoding="utf-8").splitlines()[(fault.line or 0) - 1]
        assert line.strip() == "todo: true"
        assert "nobody has settled" in fault.what
        assert "take `todo` away" in fault.mend
    with pytest.raises(RegisterError, match="is a draft that nobody has settled") as caught:
        load_paper(path)
    assert caught.value.line == faults[0].line
    path.write_text(settled(path.read_text(encoding="utf-8")), encoding="utf-8")
    assert len(load_paper(path).claims) == 10


def test_a_person_may_write_that_a_claim_is_settled(tmp_path: Path) -> None:
    path = tmp_path / "draft.yaml"
    path.write_text(draft_register(TEXT).replace("todo: true", "todo: false"), encoding="utf-8")
    assert lint_register(path) == ()


def test_each_figure_is_quoted_and_stands_in_the_text_once() -> None:
    paper = read(draft_register(TEXT, "trade.txt"))
    assert check_phrases(paper, TEXT) == ()
    ledger = audit_text(TEXT, paper)
    assert not ledger.having("unaccounted")
    bound = [entry for entry in ledger.entries if entry.claims]
    assert [entry.figure for entry in bound] == list(find_figures(TEXT))
    assert [entry.note for entry in bound if entry.note] == []


def test_a_figure_that_occurs_twice_is_told_apart_by_its_context() -> None:
    twice = "In the north 12 ports, in the south 12 ports, and by the sea 12 ports."
    ports = read(draft_register(twice)).claims
    assert len(ports) == 3
    assert all(claim.figure.text == "12" for claim in ports)
    assert len({(claim.prefix, claim.phrase, claim.suffix) for claim in ports}) == 3
    assert check_phrases(read(draft_register(twice)), twice) == ()


def test_a_quote_does_not_begin_with_half_of_made_up() -> None:
    for text, phrase in (
        ("In 2016 farming made up 35.6% of Kenya's output.", "made up 35.6%"),
        ("In 2016 farming was up 35.6%.", "up 35.6%"),
    ):
        assert [claim.phrase for claim in read(draft_register(text)).claims] == [phrase]


def test_each_sentence_is_a_statement_with_its_section() -> None:
    paper = read(draft_register(TEXT, "trade.txt"))
    assert [(one.section, len(one.claims)) for one in paper.statements] == [
        ("I", 2),
        ("I", 2),
        ("II", 2),
        ("II", 2),
        ("II", 1),
        ("II", 1),
    ]


def test_the_head_is_guessed_from_the_text() -> None:
    paper = read(draft_register(TEXT, "in/a folder/Trade 2.txt"))
    assert paper.id == "trade-2"
    assert paper.title == "Trade along the Belt and Road"
    assert paper.published == "2016"
    assert paper.source == "Trade 2.txt"


@pytest.mark.parametrize(
    ("phrase", "measure", "indicator", "group"),
    [
        ("4.4 billion people", "value", "population", "bri-65"),
        ("about 62%", "share", "population", "bri-65"),
        ("$13 trillion", "value", "gdp_current_usd", "bri-65"),
        ("growth of 5.3%", "mean_growth", "gdp_growth", "bri-65"),
        ("2 percentage points", "difference", "gdp_growth", "bri-65"),
    ],
)
def test_measure_and_indicator_are_guessed_from_the_words_near_a_figure(
    phrase: str, measure: str, indicator: str, group: str
) -> None:
    claim = claims(TEXT)[phrase]
    assert (claim.measure, claim.indicator, claim.group) == (measure, indicator, group)


def test_what_is_not_guessed_is_not_checkable_and_says_that_nobody_has_read_it() -> None:
    ports = next(claim for claim in claims(TEXT).values() if claim.figure.noun == "ports")
    assert ports.unverifiable is not None
    assert "Not read yet" in ports.unverifiable.reason


def test_a_guess_that_cannot_be_used_is_told_in_a_comment_only() -> None:
    # A share of the world needs a group, and the text names none.
    draft = draft_register("They are 62% of the world's population.")
    assert "guess: share population" in draft
    (claim,) = read(draft).claims
    assert claim.measure is None


def test_a_number_that_no_rule_explains_is_set_aside_for_a_person_to_settle() -> None:
    paper = read(draft_register(TEXT))
    assert [one.phrase for one in paper.set_aside] == ["3:1 is"]


def test_a_text_without_figures_is_refused_with_a_mend() -> None:
    with pytest.raises(InputError, match="states no figure"):
        draft_register("In 2017 the G20 met.")


def test_what_no_quote_can_hold_is_left_out_aloud() -> None:
    draft = draft_register("It has 17 roads. " * 30 + "Of them 5, 7 and 9 per cent are closed.")
    assert draft.count("no quote finds this figure again: 17") >= 10
    assert draft.count("no quote finds this figure again: 5") == 1
    assert "9 per cent" in [claim.phrase for claim in read(draft).claims]


HOSTILE = [
    *(
        '5% of: "all"',
        "6% # no",
        "- 7%",
        "<script>8%</script>",
        "9%\t\\n",
        "{10%}",
        "[11%",
        "*12%*",
    ),
    *("&13%", "!14%", "%15%", "@16", "'it''s 17%", "C:\\18%", "19%\x00\x1b[31m", "20%\u2028\u2029"),
    *("\u202e21%", "22%\ufeff", '"23%\\"', "~24%", "25%:", "? 26%", "| 27%", "> 28%", "null 29"),
    *("30% \U0001f600", "31%\x85", "5, 7 and 9 per cent", "[6%](https://example.org/6)"),
]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_text_is_quoted(words: str) -> None:
    draft = draft_register(f"It states {words} here. And 77 roads.", f"{words}.txt")
    paper = read(draft)
    assert {claim.figure.value for claim in paper.claims} >= {77}
    assert yaml.safe_load(draft)["statements"]
    assert draft.replace("\n", "").isprintable()


WORDS = (
    *("63%", "5", "$7 billion", "3:1", ". The ", "world", "population", "GDP", "in 2017", "trade"),
    *("China", "from 5% to 6%", "\n\n# ", "II. X", "growth", "Belt and Road", "\\", '"'),
)
pieces = st.sampled_from([*HOSTILE, *WORDS])


@given(
    st.lists(pieces, max_size=25).map(" ".join),
    st.text(max_size=12),
)
def test_the_draft_of_any_text_is_yaml_and_loads_once_settled(text: str, source: str) -> None:
    try:
        draft = draft_register(text, source)
    except InputError:
        return
    paper = read(draft)
    assert yaml.safe_load(draft)["paper"]["todo"] is True
    assert draft.replace("\n", "").isprintable()
    assert check_phrases(paper, text) == ()
    figures = find_figures(text)
    left_out = draft.count("no quote finds this figure again")
    assert len(paper.claims) + left_out == len(figures)


@given(st.text(max_size=80), st.text(max_size=80))
def test_the_draft_of_hostile_text_is_yaml_and_loads_once_settled(before: str, after: str) -> None:
    text = f"{before} 17 roads {after}"
    try:
        draft = draft_register(text)
    except InputError:
        return
    assert check_phrases(read(draft), text) == ()


@given(st.lists(pieces, max_size=25).map(" ".join))
def test_sentences_are_in_order_and_hold_every_figure(text: str) -> None:
    sentences = split_sentences(text)
    end = 0
    for sentence in sentences:
        assert end <= sentence.start < sentence.end <= len(text)
        end = sentence.end
    for figure in find_figures(text):
        assert any(one.start <= figure.start < one.end for one in sentences)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("It has 5. Then 6 came.", 2),
        ("It has approx. 5 of them, i.e. Five.", 1),
        ("See No. 5. It is by A. Smith.", 2),
        ("Is it 5? It is! “Yes.” So be it.", 4),
        ("One line\nand the next.\n\nAnother.", 2),
        ("Of these:\n- 5 roads\n- 6 bridges", 3),
        ("from 5.3% to 6%", 1),
        ("", 0),
    ],
)
def test_a_sentence_ends_where_a_reader_would_say(text: str, count: int) -> None:
    assert len(split_sentences(text)) == count


def test_the_command_prints_a_draft_that_the_program_reads(corrigenda: Corrigenda) -> None:
    (corrigenda.folder / "trade.txt").write_text(TEXT, encoding="utf-8")
    done = corrigenda("draft", "trade.txt")
    assert (done.returncode, done.stderr) == (0, "")
    (corrigenda.folder / "my.yaml").write_text(done.stdout, encoding="utf-8")
    refused = corrigenda("validate", "--plain", "--paper", "my.yaml")
    assert refused.returncode == 2
    assert refused.stderr.startswith("error: my.yaml:9:9: the paper is a draft")
    lint = corrigenda("claims", "--lint", "my.yaml")
    assert lint.stderr.count("nobody has settled") == done.stdout.count("todo: true")
    (corrigenda.folder / "my.yaml").write_text(settled(done.stdout), encoding="utf-8")
    audit = corrigenda("audit", "trade.txt", "--paper", "my.yaml", "--fail-on-unaccounted")
    assert audit.returncode == 0


def test_the_command_tells_a_text_without_figures_in_one_line(corrigenda: Corrigenda) -> None:
    (corrigenda.folder / "x.txt").write_text("In 2017.", encoding="utf-8")
    done = corrigenda("draft", "x.txt")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("error: x.txt: the text states no figure")


@pytest.mark.shared
def test_the_draft_of_the_first_paper_loads_and_accounts_for_every_number() -> None:
    if not PAPER.exists():
        pytest.skip(f"the paper's text is not beside the repository ({PAPER.name})")
    text = PAPER.read_text(encoding="utf-8")
    paper = read(draft_register(text, PAPER.name))
    assert check_phrases(paper, text) == ()
    assert [claim.figure.value for claim in paper.claims] == [
        figure.value for figure in find_figures(text)
    ]
    ledger = audit_text(text, paper)
    assert not ledger.having("unaccounted")
    assert [entry.note for entry in ledger.entries if entry.note] == []
    guessed = {claim.indicator for claim in paper.claims}
    assert guessed >= {"population", "gdp_current_usd", "gdp_growth", "goods_trade_china"}
    assert max(len(claim.phrase.split()) for claim in paper.claims) <= 8


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("There were 5 million people.", '  published: "2000" # the text names no year'),
        (
            "In 2019 there were 5 million.",
            '  published: "2019" # guess: the newest year in the text',
        ),
        ("By 2050, 5 million.", '  published: "2000" # the text names no year'),
    ],
)
def test_a_draft_says_of_a_text_without_a_year_that_it_names_none(text: str, line: str) -> None:
    assert line in draft_register(text).splitlines()
