"""The review page by HTTP: the queue, a claim, the decision, and two reviewers at once."""

from __future__ import annotations

import re
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from msgspec import structs
from page_reading import joined
from processes import Corrigenda
from reviewing import Reviewer, hidden, kinds, serving
from sample_assessment import RUN, sample_assessment
from sample_runs import PAPER, moved, plain_run_of, run_of

from reports.decisions.register_place import find_place
from reports.findings.findings import build_findings
from reports.pages.history import draw_history, points_of
from reports.records import ClaimState, EventDetail
from reports.review.filters import Filters, parse_filters, read_filters
from reports.review.forms import Form, key_of, read_form
from reports.store import Store

pytestmark = pytest.mark.slow
WRONG, OLD = f"{PAPER}/wrong", f"{PAPER}/old"


@pytest.fixture
def url(store: Store, store_url: str, tmp_path: Path) -> Iterator[str]:
    """The page of a store with one run, on both kinds of database."""
    store.record_run(run_of(1))
    with serving(tmp_path, tmp_path / "home", database_url=store_url) as address:
        yield address


@pytest.fixture
def bob(url: str) -> Reviewer:
    reviewer = Reviewer(url, "Bob")
    reviewer.sign_in()
    return reviewer


def test_who_asks_says_a_name_once_and_is_led_back(url: str) -> None:
    ada = Reviewer(url)
    asked = ada.get(f"/claims/{WRONG}")
    assert asked.url == f"{url}/login?then=%2Fclaims%2Fa-paper%2Fwrong"
    page = asked.text
    fields = {name: hidden(page, name) for name in ("csrf", "then")}
    assert ada.post("/login", {**fields, "name": " Ada  Lovelace "}).url == f"{url}/claims/{WRONG}"
    assert "Ada Lovelace" in ada.get("/").text


@pytest.mark.parametrize("name", ["", " ", "publish", "x" * 81, "a\x1b[2Jb", "a\u202eb"])
def test_a_name_that_is_none_is_refused(url: str, name: str) -> None:
    eve = Reviewer(url, name)
    assert eve.sign_in().status_code == 422
    assert "/login" in eve.get("/").url


def test_the_queue_shows_what_waits_with_its_counts_and_filters(ada: Reviewer) -> None:
    page = ada.get("/").text
    assert "2 claims wait for a decision" in page
    assert re.findall(r"“(\d+ people)”</a>", page) == ["150 people", "90 people", "96 people"]
    assert re.findall(r"“(\d+ people)”</a>", ada.get("/?verdict=stale").text) == ["90 people"]
    assert re.findall(r"“(\d+ people)”</a>", ada.get("/?q=PEOPLE+150").text) == ["150 people"]
    assert "No claim fits" in ada.get("/?status=changed").text
    assert "No claim fits" in ada.get("/?paper=other").text
    assert ada.get("/?page=99999999999999&status=nonsense&q=%00%ff").status_code == 200


def test_programs_can_read_the_queue(ada: Reviewer, url: str) -> None:
    found = ada.get("/api/queue?status=new").json()
    assert [row["claim_id"] for row in found["rows"]] == ["wrong", "old"]
    assert found["counts"]["new"] == 2
    assert Reviewer(url).get("/api/queue").status_code == 401


def test_a_claim_shows_what_the_report_says_of_it(ada: Reviewer, store: Store) -> None:
    found = build_findings(sample_assessment(), None, structs.replace(RUN, run_id="sample"))
    store.record_run(found)
    page = ada.get("/claims/liu-jiang-2018/population").text
    for text in (
        "The paper says 4.4 billion people",
        "What would be right",
        "It fits the year 2012.",
        "Readings tried",
        "Evidence: the declared reading in each source",
        'id="vintage-wdi-2018-05-21"',
        "<svg",
    ):
        assert text in page, text


def test_a_claim_shows_its_sentence_above_the_decision(ada: Reviewer, store: Store) -> None:
    found = build_findings(sample_assessment(), None, structs.replace(RUN, run_id="sample"))
    said = "Kenya had them in that year."
    claims = tuple(structs.replace(one, source_sentence=said, page=3) for one in found.claims)
    store.record_run(structs.replace(found, claims=claims))
    page = ada.get("/claims/liu-jiang-2018/population").text
    assert page.count(said) == 1
    assert page.index(said) < page.index("How the phrase should read")
    assert "Page 3" in page


def test_a_decision_is_kept_with_its_name_and_an_edited_wording(
    ada: Reviewer, store: Store
) -> None:
    answer = ada.decide(WRONG, "approve", wording="about 96 people", comment="See WDI.\r\n")
    assert answer.history[0].status_code == 303
    assert "approved a correction" in answer.text
    [event] = store.events(PAPER, "wrong")
    assert (event.who, event.detail) == (
        "Ada",
        EventDetail(wording="about 96 people", comment="See WDI."),
    )
    assert event.basis is not None
    assert event.basis.verdict == "refuted"


def test_a_wording_that_no_value_bears_out_is_given_back_unless_it_is_meant(
    ada: Reviewer, store: Store
) -> None:
    answer = ada.decide(WRONG, "approve", wording="97 people", comment="From a table")
    assert answer.status_code == 422
    said = "“97” allows for no value at hand: 96.0 in 2016 (WDI 2018-05-21)."
    assert said in joined(answer.text)
    assert "From a table" in answer.text
    assert kinds(store, WRONG) == []
    assert ada.decide(WRONG, "approve", wording="97 people", anyway="yes").status_code == 200
    [event] = store.events(PAPER, "wrong")
    assert event.detail.wording == "97 people"
    page = ada.get(f"/claims/{WRONG}").text
    assert page.count("allows for no value at hand") == 2


def test_no_approval_is_offered_of_a_reading_that_nobody_has_confirmed(
    ada: Reviewer, store: Store
) -> None:
    read = {"state": "sure", "by": "", "at": "", "why": "", "or_period": ""}
    store.record_run(run_of(2, {"wrong": {"reading": read}}))
    page = ada.get(f"/claims/{WRONG}").text
    assert "nobody has confirmed it" in page
    assert 'value="approve"' not in page
    assert "Accept as it is" in page


def test_of_an_open_figure_the_page_says_what_its_letter_asks_for(
    ada: Reviewer, store: Store
) -> None:
    said = "It stays open: the letter does not call it wrong"
    assert said not in ada.get(f"/claims/{WRONG}").text
    store.record_run(run_of(2, {"wrong": {"verdict": "contested", "standing": "open"}}))
    assert said in ada.get(f"/claims/{WRONG}").text


def test_a_wording_that_was_approved_says_what_it_agrees_with(ada: Reviewer) -> None:
    page = ada.decide(WRONG, "approve", wording="about 96 people").text
    assert "“about 96” allows for every value at hand: 96.0 in 2016 (WDI 2018-05-21)." in joined(
        page
    )


def test_each_decision_can_be_taken_and_undone(ada: Reviewer, store: Store) -> None:
    ada.decide(WRONG, "accept", reason="known")
    ada.decide(WRONG, "dispute", reason="the register is wrong")
    ada.decide(WRONG, "defer", until="2099-01-31")
    ada.decide(WRONG, "undo", reason="too far")
    assert kinds(store, WRONG) == ["accept", "dispute", "defer", "undo"]
    state = store.claim_state(PAPER, "wrong")
    assert state.decision is not None
    assert state.decision.kind == "dispute"
    assert store.events(PAPER, "wrong")[-1].detail == EventDetail(undoes=3, reason="too far")


@pytest.mark.parametrize(
    ("kind", "fields", "said"),
    [
        ("approve", {"wording": " "}, "Say how the phrase should read."),
        ("approve", {"wording": "150 people"}, "This is what the paper says already."),
        ("accept", {"reason": ""}, "Say why"),
        ("accept", {"reason": "x" * 4001}, "longer than 4,000"),
        ("dispute", {"reason": "\r\n"}, "Say why"),
        ("defer", {"until": "2020-01-01", "reason": "kept words"}, "yet to come"),
        ("defer", {"until": "soon"}, "Say a day"),
        ("undo", {}, "There is no decision to undo."),
        ("corrected", {}, "was not sent"),
    ],
)
def test_a_form_that_lacks_something_is_given_back_with_what_was_written(
    ada: Reviewer, store: Store, kind: str, fields: dict[str, str], said: str
) -> None:
    answer = ada.decide(WRONG, kind, **fields)
    assert answer.status_code == 422
    assert said in answer.text
    assert all(text in answer.text for text in fields.values())
    assert kinds(store, WRONG) == []


def test_an_answer_can_be_entered_for_a_correction_that_was_sent(
    ada: Reviewer, store: Store
) -> None:
    ada.decide(WRONG, "approve", wording="96 people")
    store.append(PAPER, "wrong", "sent", "publish", EventDetail(channel="mail", revision=1))
    ada.decide(WRONG, "acknowledged", note="Thank you", reference="https://example.org/1")
    page = ada.decide(WRONG, "corrected", note="Erratum 7", reference="doi:1").text
    assert kinds(store, WRONG) == ["approve", "sent", "acknowledged", "corrected"]
    assert 'href="https://example.org/1"' in page
    assert store.claim_state(PAPER, "wrong").state == "corrected"


def test_the_later_of_two_contradicting_decisions_is_told_and_can_decide_again(
    ada: Reviewer, bob: Reviewer, store: Store
) -> None:
    seen = bob.form(WRONG, "accept", reason="Bob's own words")
    ada.decide(WRONG, "approve", wording="96 people")
    answer = bob.post(f"/claims/{WRONG}", seen)
    assert answer.status_code == 409
    assert "this was decided while you looked" in answer.text
    assert "<strong>Ada</strong> approved a correction" in answer.text
    assert "Bob&#39;s own words" in answer.text
    assert kinds(store, WRONG) == ["approve"]
    again = {**seen, **{name: hidden(answer.text, name) for name in ("expected", "nonce")}}
    assert bob.post(f"/claims/{WRONG}", again).status_code == 200
    assert kinds(store, WRONG) == ["approve", "accept"]


def test_a_double_click_decides_once_and_going_back_is_not_swallowed(
    ada: Reviewer, store: Store
) -> None:
    form = ada.form(WRONG, "accept", reason="known")
    assert ada.post(f"/claims/{WRONG}", form).status_code == 200
    assert ada.post(f"/claims/{WRONG}", form).status_code == 200
    assert kinds(store, WRONG) == ["accept"]
    assert ada.post(f"/claims/{WRONG}", {**form, "reason": "other"}).status_code == 409


def test_a_claim_that_is_asked_for_again_says_why(ada: Reviewer, store: Store) -> None:
    ada.decide(WRONG, "accept", reason="known")
    changed = moved("wrong", 2.0)
    changed["wrong"] |= {"verdict": "stale", "phrase": "151 people"}
    store.record_run(run_of(2, changed))
    page = ada.get(f"/claims/{WRONG}").text
    text = re.sub(r"<[^>]+>", " ", page)
    assert "Asked for again: the verdict has changed, the phrase has changed and the data" in text
    for before, now in (("refuted", "stale"), ("“150 people”", "“151 people”"), ("96", "98")):
        assert re.search(rf">{before}</td><td[^>]*>{now}<", page)
    assert "1 claim" in ada.get("/?status=changed").text


def test_the_history_is_drawn_and_listed_and_leads_to_the_report(
    store: Store, ada: Reviewer, tmp_path: Path
) -> None:
    folder = tmp_path / "site" / "runs" / "run-0002"
    folder.mkdir(parents=True)
    (folder / "index.html").write_text("<p>the report</p>")
    store.record_run(run_of(2, moved("wrong", 2.0)), page=str(folder / "index.html"))
    store.record_run(run_of(3), page="/etc/passwd")
    page = ada.get(f"/claims/{WRONG}").text
    assert page.count('class="dot off"') == 3
    assert "/runs/run-0002/index.html#claim-wrong" in page
    report = ada.get("/runs/run-0002/index.html")
    assert report.text == "<p>the report</p>"
    assert report.headers["content-security-policy"].startswith("sandbox allow-scripts;")
    assert ada.get("/runs/run-0003/index.html").status_code == 404
    assert ada.get("/runs/run-0002/data_docs/index.html").status_code == 404
    (folder / "data_docs").mkdir()
    (folder / "data_docs" / "index.html").write_text("<p>the Data Docs</p>")
    docs = ada.get("/runs/run-0002/data_docs/index.html")
    assert docs.text == "<p>the Data Docs</p>"
    assert docs.headers["content-security-policy"].startswith("sandbox ")
    assert ada.get("/runs/run-0002/findings.json").json() == plain_run_of(2, moved("wrong", 2.0))


def test_the_way_through_a_filtered_queue_is_kept(ada: Reviewer) -> None:
    page = ada.get("/?status=new").text
    [first, second] = re.findall(r'href="(/claims/[^"]+)"', page)
    assert first.endswith("?back=status%3Dnew")
    claim = ada.get(first).text
    assert f'id="next" rel="next" href="{second}"' in claim
    assert 'id="queue" href="/?status=new"' in claim
    form = ada.form("a-paper/wrong?back=status%3Dnew", "accept", reason="x")
    answer = ada.post(f"/claims/{WRONG}", form)
    assert f'id="next" rel="next" href="{second}"' in answer.text


def test_fifty_reviewers_at_once_lose_no_decision_and_double_none(url: str, store: Store) -> None:
    people = [Reviewer(url, f"R{number:02}") for number in range(50)]

    def decide(person: Reviewer) -> dict[str, int]:
        """Insist until one's own decision is kept; each form is sent twice."""
        person.sign_in()
        answers: dict[str, int] = {"conflicts": 0}
        form = person.form(WRONG, "accept", reason=f"by {person.name}")
        while True:
            answer = person.post(f"/claims/{WRONG}", form)
            if answer.status_code == 200:
                assert person.post(f"/claims/{WRONG}", form).status_code == 200
                return answers
            assert answer.status_code == 409, answer.text
            answers["conflicts"] += 1
            form |= {name: hidden(answer.text, name) for name in ("expected", "nonce")}

    began = time.perf_counter()
    with ThreadPoolExecutor(50) as pool:
        conflicts = sum(answer["conflicts"] for answer in pool.map(decide, people))
    seconds = time.perf_counter() - began
    events = store.events(PAPER, "wrong")
    print(f"50 reviewers, {len(events)} decisions, {conflicts} told of others, {seconds:.1f} s")
    assert sorted(event.who for event in events) == [person.name for person in people]
    assert [event.number for event in events] == list(range(1, 51))
    assert all(event.detail == EventDetail(reason=f"by {event.who}") for event in events)


def test_a_port_in_use_is_told_in_one_line(corrigenda: Corrigenda) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = corrigenda("review", "--port", str(taken.getsockname()[1]))
    assert done.returncode == 2
    assert "cannot listen" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_given_name_needs_no_login_page(tmp_path: Path) -> None:
    with serving(tmp_path, tmp_path, "--name", "Ada Lovelace") as url:
        assert "Ada Lovelace" in Reviewer(url).get("/").text


def test_sessions_outlive_the_server_and_its_key_is_its_owners_only(
    store: Store, store_url: str, tmp_path: Path
) -> None:
    store.record_run(run_of(1))
    ada = Reviewer("")
    for turn in range(2):
        with serving(tmp_path, tmp_path, database_url=store_url) as ada.url:
            if turn == 0:
                ada.sign_in()
            assert "Ada" in ada.get("/").text
    assert (tmp_path / "review.key").stat().st_mode & 0o777 == 0o600


def test_a_place_in_a_register_is_found_for_a_disputed_check() -> None:
    place = find_place(
        structs.replace(RUN, command="corrigenda validate"), "liu-jiang-2018", "population"
    )
    assert place.file == "sources/papers/liu-jiang-2018.yaml"
    assert place.line > 0
    gone = find_place(
        structs.replace(RUN, command="corrigenda validate --paper gone.yaml"), "x", "y"
    )
    assert str(gone) == "gone.yaml"


def test_forms_are_read_as_they_are() -> None:
    form = Form("defer", until="2027-01-02", expected="0", nonce="n" * 16)
    kept = read_form(form, "x", ClaimState(), date(2027, 1, 1))
    assert kept is not None
    assert kept.faults == {}
    late = read_form(form, "x", ClaimState(), date(2027, 1, 2))
    assert late is not None
    assert "until" in late.faults
    for broken in (
        replace(form, kind="sent"),
        replace(form, kind=""),
        replace(form, nonce="short"),
        replace(form, expected="-1"),
        replace(form, expected="٣"),
    ):
        assert read_form(broken, "x", ClaimState(), date(2027, 1, 1)) is None
    assert key_of("Ada", "p", "c", form) != key_of("Bob", "p", "c", form)


def test_filters_survive_the_way_through_an_address() -> None:
    filters = Filters("new", "stale", "a-paper", "a & b=c", 3)
    assert parse_filters(filters.query) == filters
    assert parse_filters("page=0&status=x&verdict=y&q=%00") == Filters()
    assert read_filters(page="٣") == Filters()


def test_the_smallest_histories_draw_nothing() -> None:
    assert draw_history(points_of(())) == ""
