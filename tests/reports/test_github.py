"""GitHub issues: one a correction, found again, brought up to date, and read back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fake_github import LOGIN, REPOSITORY, TOKEN, Issues, serve
from fake_server import FakeServer
from processes import CorrigendaHere
from sample_messages import CORRECTION, NOTICE, QUICK, door
from sample_runs import PAPER, run_of

from reports.channels import Postponed, Refused
from reports.channels.github import GitHubChannel, issue_body, issue_title
from reports.channels.settings import GitHubSettings, SecretName
from reports.records import EventDetail, Receipt
from reports.store import open_store

SECOND = replace(CORRECTION, revision=2, key="corr-second", text="# Another letter")


@pytest.fixture
def issues() -> Issues:
    return Issues()


@pytest.fixture
def server(issues: Issues) -> Iterator[FakeServer]:
    with serve(issues) as running:
        yield running


def channel(server: FakeServer, token: str = TOKEN, **settings: str) -> GitHubChannel:
    chosen = GitHubSettings.model_validate(
        {"url": server.url, "repository": REPOSITORY, "token": SecretName(env="T"), **settings}
    )
    patience = replace(QUICK, body=32 << 20)
    return GitHubChannel("repo", chosen, token, replace(door(token), patience=patience))


def test_a_correction_becomes_an_issue_with_label_and_marker(
    server: FakeServer, issues: Issues
) -> None:
    receipt = channel(server).send(CORRECTION)
    [issue] = issues.issues
    assert receipt == Receipt(issue["html_url"], "issue 1")
    assert issue["labels"] == [{"name": "corrigenda"}]
    assert issue["body"].startswith(CORRECTION.text)
    assert "<!-- corrigenda:a-paper.wrong -->" in issue["body"]


def test_the_same_message_again_changes_nothing(server: FakeServer, issues: Issues) -> None:
    first, second = channel(server).send(CORRECTION), channel(server).send(CORRECTION)
    assert first == second
    assert len(issues.issues) == 1
    assert not issues.comments


def test_a_new_revision_rewrites_the_issue_comments_and_opens_it_again(
    server: FakeServer, issues: Issues
) -> None:
    channel(server).send(CORRECTION)
    issues.close(1, "editor", "completed")
    channel(server).send(SECOND)
    [issue] = issues.issues
    assert issue["body"].startswith("# Another letter")
    assert issue["state"] == "open"
    [comment] = issues.comments[1]
    assert comment["body"].startswith("Revision 2")


def test_an_attempt_that_died_after_its_comment_is_finished_by_the_next(
    server: FakeServer, issues: Issues
) -> None:
    channel(server).send(CORRECTION)
    server.set_faults("500@3")  # user, list and comments answer; then the comment does not
    with pytest.raises(Postponed):
        channel(server).send(SECOND)
    server.set_faults()
    channel(server).send(SECOND)
    assert len(issues.comments[1]) == 1
    assert issues.issues[0]["body"].startswith("# Another letter")


@pytest.mark.parametrize("fault", ["reset:1@2", "500:1@2", "hang:1@2"])
def test_a_receipt_that_got_lost_makes_no_second_issue(fault: str, issues: Issues) -> None:
    with serve(issues, fault) as server:
        one = channel(server)
        with pytest.raises(Postponed):
            one.send(CORRECTION)
        one.send(CORRECTION)
    assert len(issues.issues) == 1


def test_an_issue_is_found_on_a_later_page_and_without_its_label(
    server: FakeServer, issues: Issues
) -> None:
    channel(server).send(CORRECTION)
    issues.issues[0]["labels"] = []
    for number in range(250):
        issues.add(LOGIN, f"<!-- corrigenda:a-paper.other-{number} -->")
    channel(server).send(CORRECTION)
    assert len(issues.issues) == 251
    pages = [one.request.query["page"] for one in server.log if "page" in one.request.query]
    assert pages[-3:] == ["1", "2", "3"]


def test_a_forged_marker_and_a_pull_request_are_not_taken_for_ours(
    server: FakeServer, issues: Issues
) -> None:
    issues.add("stranger", issue_body(CORRECTION))
    issues.add(LOGIN, issue_body(CORRECTION), pull_request={"url": "x"})
    channel(server).send(CORRECTION)
    assert len(issues.issues) == 3


def test_quoted_text_neither_calls_people_nor_forges_a_marker() -> None:
    hostile = replace(
        CORRECTION, subject="@all\r\nx", text="ask @octocat <!-- corrigenda:b.other --> a@b.c"
    )
    body = issue_body(hostile)
    assert "@octocat" not in body
    assert "<!-- corrigenda:b.other -->" not in body
    assert issue_title(hostile) == "@\u2060all x"


def test_a_long_letter_fits_into_an_issue(server: FakeServer, issues: Issues) -> None:
    channel(server).send(replace(CORRECTION, text="x" * 100_000, subject="s" * 1000))
    assert "<!-- corrigenda:a-paper.wrong -->" in issues.issues[0]["body"]


@pytest.mark.parametrize(
    ("fault", "least"), [("rate-limit=90", 85), ("secondary-limit", 60), ("429=7", 7), ("403=8", 8)]
)
def test_a_rate_limit_is_waited_for(fault: str, least: float, issues: Issues) -> None:
    with serve(issues, fault) as server, pytest.raises(Postponed) as raised:
        channel(server).send(CORRECTION)
    assert raised.value.retry_after is not None
    assert least <= raised.value.retry_after <= 90


def test_a_wrong_token_is_refused_and_not_shown(server: FakeServer) -> None:
    with pytest.raises(Refused, match=r"401: .*Bad credentials") as raised:
        channel(server, "ghp_wrong-token").send(CORRECTION)
    assert "ghp_wrong-token" not in str(raised.value)


def test_an_unknown_repository_is_refused(server: FakeServer) -> None:
    with pytest.raises(Refused, match="404"):
        channel(server, repository="editor/nowhere").send(CORRECTION)


@pytest.mark.parametrize("fault", ["html", "truncated", "huge=67108864"])
def test_an_answer_that_is_no_json_is_postponed(fault: str, issues: Issues) -> None:
    with serve(issues, fault) as server, pytest.raises(Postponed, match="format"):
        channel(server).send(CORRECTION)


def test_a_notice_is_no_issue(server: FakeServer) -> None:
    with pytest.raises(Refused):
        channel(server).send(NOTICE)


def answers(server: FakeServer) -> list[tuple[str, str, str]]:
    return [(one.kind, one.who, one.note) for one in channel(server).answers()]


def test_the_state_of_an_issue_is_read_back(server: FakeServer, issues: Issues) -> None:
    channel(server).send(CORRECTION)
    assert answers(server) == []
    issues.say(1, "helper[bot]", "Thank you for your issue", kind="Bot")
    assert answers(server) == []
    issues.say(1, "ada", "We will see to it\x1b[2J")
    assert answers(server) == [("acknowledged", "github:ada", "answered: We will see to it [2J")]
    issues.issues[0]["assignees"] = [{"login": "bob", "type": "User"}]
    assert answers(server) == [("acknowledged", "github:bob", "assigned")]
    issues.close(1, "ada", "not_planned")
    assert answers(server) == [("declined", "github:ada", "closed as not planned")]
    issues.close(1, "bob", "completed")
    assert answers(server) == [("corrected", "github:bob", "closed as completed")]
    issues.close(1, "bob", "duplicate")
    assert answers(server) == []


def test_sync_brings_answers_into_the_store_once(
    server: FakeServer, issues: Issues, tmp_path: Path
) -> None:
    corrigenda = CorrigendaHere(tmp_path, tmp_path)
    (tmp_path / "channels.toml").write_text(
        f'[github.repo]\nurl = "{server.url}"\nrepository = "{REPOSITORY}"\n'
        'token = { env = "T" }\nallow_hosts = ["127.0.0.1"]\n'
    )
    with open_store(f"sqlite:///{tmp_path / 'store.db'}") as store:
        store.record_run(run_of(1))
        store.append(PAPER, "wrong", "approve", "ada", EventDetail(wording="50 people"))
        env = {"T": TOKEN}
        assert corrigenda("corrections", "send", "--plain", env=env).returncode == 0
        assert store.claim_state(PAPER, "wrong").state == "sent"
        issues.close(1, "editor", "completed")
        done = corrigenda("corrections", "sync", env=env)
        assert (done.returncode, "1 answers that are new" in done.stdout) == (0, True), done.stderr
        assert "0 answers" in corrigenda("corrections", "sync", env=env).stdout
        state = store.claim_state(PAPER, "wrong")
        assert state.state == "corrected"
        event = store.events(PAPER, "wrong")[-1]
        assert (event.who, event.detail.note) == ("github:editor", "closed as completed")
        server.set_faults("401")
        failed = corrigenda("corrections", "sync", env=env)
        assert (failed.returncode, "repo: it answers with status 401" in failed.stderr) == (1, True)
