"""`corrigenda serve`: the JSON API, over a real server on the loopback."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import requests
import schemathesis
import uvicorn
from hypothesis import HealthCheck, given, settings
from sample_runs import run_of
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok

from flows.api.access import MOST_BODY, Access, Rate, Refusal
from flows.api.application import Served, build_api, build_application
from flows.assistants.listening import listen
from flows.cli.main import run
from flows.work.inquiries.installation import Installation
from flows.work.inquiries.observations import Observations
from flows.work.inquiries.questions import Question
from flows.work.inquiries.verifying import verify
from reports.review.sessions import hash_token, new_token
from reports.store import open_store

TOKEN = "a-token-that-only-reads"
DAY = date(2026, 11, 1)
OBSERVATIONS = Observations()
KENYA: dict[str, Any] = {
    "area": "Kenya",
    "indicator": "population",
    "year": 2015,
    "written": "2018-08",
}
TEXT = "In 2015, the population of Kenya was about 47 million. That of Nigeria was 90 million.\n"
ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Api:
    """A running API and its two tokens."""

    url: str
    reviewer: str

    def get(self, path: str, token: str = TOKEN, **query: Any) -> requests.Response:
        """Ask."""
        return requests.get(self.url + path, query, headers=bearer(token), timeout=60)

    def post(self, path: str, body: Any, token: str = TOKEN) -> requests.Response:
        """Send JSON."""
        return requests.post(self.url + path, json=body, headers=bearer(token), timeout=60)


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"} if token else {}


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    home = tmp_path_factory.mktemp("home")
    reviewer = new_token()
    with open_store(f"sqlite:///{home / 'store.db'}") as store:
        store.record_run(run_of(1))
        store.add_reviewer("Ada Lovelace", hash_token(reviewer))
        served = Served(
            OBSERVATIONS,
            Installation(OBSERVATIONS, site=str(home / "site")),
            store,
            Access(TOKEN, store.token_hashes, Rate(0)),
            lambda: DAY,
        )
        listener = listen("127.0.0.1", 0)
        app = build_application(served)
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", access_log=False))
        thread = threading.Thread(target=server.run, args=([listener],))
        thread.start()
        while not server.started:
            thread.join(0.01)
        yield Api(f"http://127.0.0.1:{listener.getsockname()[1]}", reviewer)
        server.should_exit = True
        thread.join()
        listener.close()


def test_a_figure_is_answered_as_assistants_are(api: Api) -> None:
    answer = api.post("/v1/figures", {**KENYA, "value": "47 million"})
    assert answer.status_code == 200
    known = verify(Question(**KENYA, value="47 million"), OBSERVATIONS, DAY.isoformat())
    assert answer.json() == json.loads(json.dumps(asdict(known)))
    assert answer.json()["answer"] == "right"


def test_a_text_is_judged_as_the_command_line_judges_it(
    api: Api, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = tmp_path / "text.txt"
    text.write_text(TEXT, encoding="utf-8")
    run(["check", str(text), "--published", "2018-08", "--json"])
    printed = json.loads(capsys.readouterr().out)
    told = api.post("/v1/texts", {"text": TEXT, "published": "2018-08"}).json()
    assert [(one["as_printed"], one["verdict"], one["told"]) for one in told["figures"]] == [
        (one["phrase"], one["verdict"], one["sentence_of_verdict"]) for one in printed["figures"]
    ]
    assert told["figures"][0]["citations"]


def test_names_papers_and_claims_are_found(api: Api) -> None:
    assert api.get("/v1/areas", name="ivory coast").json()[0]["area"] == "CIV"
    found = api.get("/v1/indicators", words="life expectancy", most=3).json()
    assert found[0]["indicator"] == "wdi:SP.DYN.LE00.IN"
    assert "liu-jiang-2018" in api.get("/v1/papers").json()
    assert api.get("/v1/papers/liu-jiang-2018").text.startswith("# Every figure")
    claim = api.get("/v1/papers/liu-jiang-2018/claims/gdp-share").json()
    assert claim["verdict"] == "stale" and claim["evidence"]
    off = api.get("/v1/findings", paper="liu-jiang-2018", standing="off").json()
    assert {one["standing"] for one in off["findings"]} == {"off"}
    assert api.get("/v1/runs").json() == []


def test_what_cannot_be_answered_is_told_with_its_mend(api: Api) -> None:
    answer = api.post("/v1/figures", {**KENYA, "area": "Kenia", "value": 47e6})
    assert answer.status_code == 422
    assert answer.json() == {
        "error": "no one area is called 'Kenia'",
        "mend": "Perhaps Kenya (KEN)",
    }
    assert api.post("/v1/figures", {"area": "Kenya"}).status_code == 422
    assert api.post("/v1/texts", {"text": "x", "more": 1}).status_code == 422
    assert api.get("/v1/papers/nobody").status_code == 422
    assert api.get("/v1/nothing").json() == {"error": "Not Found", "mend": ""}


@pytest.mark.parametrize("value", [True, False, [47], None, {"value": 47}])
def test_what_is_no_number_and_no_text_is_no_figure(api: Api, value: Any) -> None:
    assert api.post("/v1/figures", {**KENYA, "value": value}).status_code == 422


@pytest.mark.parametrize(
    ("value", "unit", "own"),
    [
        ("47 million", "million", "million"),
        ("0.047bn", "million people", "bn"),
        ("47m", "billion", "m"),
    ],
)
def test_a_scale_told_twice_is_refused(api: Api, value: str, unit: str, own: str) -> None:
    answer = api.post("/v1/figures", {**KENYA, "value": value, "unit": unit})
    assert answer.status_code == 422
    assert answer.json() == {
        "error": f"“{value}” tells its own scale, “{own}”, and so does the unit “{unit}”",
        "mend": "Leave out one of the two",
    }


def test_who_has_no_token_or_the_wrong_one_is_refused(api: Api) -> None:
    for token in ("", "another-token-altogether", "näher"):
        headers = {"Authorization": f"Bearer {token}".encode()} if token else {}
        answer = requests.get(f"{api.url}/v1/papers", headers=headers, timeout=30)
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"] == "Bearer"


def test_only_a_reviewer_sees_the_queue_and_decides(api: Api) -> None:
    assert api.get("/v1/queue").status_code == 403
    queue = api.get("/v1/queue", api.reviewer).json()
    row = next(one for one in queue["rows"] if one["standing"] == "off")
    path = f"/v1/papers/{row['paper_id']}/claims/{row['claim_id']}/decisions"
    decision = {
        "kind": "accept",
        "expected": row["last"],
        "reason": "as printed",
        "nonce": "n" * 20,
    }
    assert api.post(path, decision).status_code == 403
    assert api.post(path, {**decision, "kind": "approve"}, api.reviewer).status_code == 422
    done = api.post(path, decision, api.reviewer)
    assert done.status_code == 201
    assert (done.json()["decision"], done.json()["decided_by"]) == ("accept", "Ada Lovelace")
    assert api.post(path, decision, api.reviewer).status_code == 201
    late = api.post(path, {**decision, "nonce": "m" * 20}, api.reviewer)
    assert late.status_code == 409 and "Ada Lovelace" in late.json()["error"]
    missing = "/v1/papers/no/claims/such/decisions"
    assert api.post(missing, decision, api.reviewer).status_code == 404


def test_another_name_and_too_long_a_request_are_refused(api: Api) -> None:
    headers = {**bearer(TOKEN), "Host": "corrigenda.example.org"}
    assert requests.get(f"{api.url}/v1/papers", headers=headers, timeout=30).status_code == 421
    assert api.post("/v1/texts", {"text": "x" * MOST_BODY}).status_code == 413


def test_who_asks_too_much_is_told_when_to_come_back() -> None:
    now = [0.0]
    access = Access(TOKEN, dict, Rate(60, lambda: now[0]))
    for _ in range(6):
        assert access.admit(TOKEN, "read", 10).role == "read"
    with pytest.raises(Refusal) as refused:
        access.admit(TOKEN, "read", 10)
    assert (refused.value.status, refused.value.wait) == (429, 11)
    now[0] = 11.0
    assert access.admit(TOKEN, "read", 10).role == "read"


def test_wrong_tokens_keep_nobody_out_who_has_a_right_one() -> None:
    access = Access(TOKEN, dict, Rate(5, lambda: 0.0))
    statuses = []
    for _ in range(8):
        with pytest.raises(Refusal) as refused:
            access.admit("wrong", "read", 1)
        statuses.append(refused.value.status)
    assert statuses == [401] * 5 + [429] * 3
    assert access.admit(TOKEN, "read", 1).role == "read"


def test_the_description_in_the_documents_is_that_of_the_program() -> None:
    kept = json.loads((ROOT / "docs" / "openapi.json").read_text(encoding="utf-8"))
    assert kept == build_api().openapi()


@pytest.mark.slow
def test_nothing_that_its_description_allows_breaks_it(api: Api) -> None:
    schema = schemathesis.openapi.from_dict(api.get("/openapi.json").json())
    schema.config.update(base_url=api.url)
    statuses: set[int] = set()

    def call(case: schemathesis.Case[Any]) -> None:
        answer = case.call(headers=bearer(api.reviewer), allow_redirects=False)
        statuses.add(answer.status_code)
        case.validate_response(answer, checks=[not_a_server_error])

    bounded = settings(
        max_examples=25,
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    for result in schema.get_all_operations():
        assert isinstance(result, Ok)
        bounded(given(result.ok().as_strategy())(call))()
    assert {200, 422} <= statuses
    assert max(statuses) < 500
