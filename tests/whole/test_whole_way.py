"""The whole way: a discrepancy is found, decided about, sent, corrected, and seen to be corrected.

The real program as processes, a real browser, and a webhook and a GitHub on the loopback.
"""

from __future__ import annotations

import json
from pathlib import Path

import fake_github
import fake_webhook
import pytest
from browsers import IN_BROWSER, violations
from fake_webhook import Webhook
from playwright.sync_api import Browser, Page, expect
from processes import Corrigenda
from reviewing import serving

from reports.store import open_store

PAPER = "liu-jiang-2018"
TEXT = "000_ce563350fb3624db.txt"
SHARED = Path(__file__).resolve().parents[3] / "shared"
GIVEN, WANTED = "29% of the world", "31% of the world"

pytestmark = [
    *IN_BROWSER,
    pytest.mark.shared,
    pytest.mark.slow,
    pytest.mark.skipif(not (SHARED / TEXT).exists(), reason="the paper's text is not at hand"),
]


@pytest.mark.parametrize("has_script", [True, False], ids=["with a script", "without a script"])
def test_a_wrong_figure_is_found_decided_sent_and_seen_to_be_corrected(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, has_script: bool
) -> None:
    monkeypatch.setenv("HOOK_SECRET", fake_webhook.SECRET)
    monkeypatch.setenv("GITHUB_TOKEN", fake_github.TOKEN)
    home = tmp_path / "home"
    corrigenda = Corrigenda(tmp_path, home)
    texts = {"CORRIGENDA_TEXTS": str(SHARED)}
    context = browser.new_context(java_script_enabled=has_script)
    webhook, issues = Webhook(), fake_github.Issues()
    assert corrigenda("validate", "--plain").returncode == 0

    with fake_webhook.serve(webhook) as hook, fake_github.serve(issues) as github:
        (home / "channels.toml").write_text(
            f'[webhook.editor]\nurl = "{hook.url}/in"\nsecret = {{ env = "HOOK_SECRET" }}\n'
            f'allow_hosts = ["127.0.0.1"]\n\n[github.errata]\nurl = "{github.url}"\n'
            f'repository = "{fake_github.REPOSITORY}"\ntoken = {{ env = "GITHUB_TOKEN" }}\n'
            'allow_hosts = ["127.0.0.1"]\n'
        )
        with monkeypatch.context() as patch:
            patch.setattr("processes.clean_environment", _with(texts))
            with serving(tmp_path, home, "--name", "Ada Lovelace") as url:
                page = context.new_page()
                page.goto(url)
                decide(page, url, "gdp-share", "approve", has_script)
                decide(page, url, "gdp-share-change", "accept", has_script)
                decide(page, url, "population", "defer", has_script)

        dry = corrigenda("corrections", "send", "--dry-run")
        assert dry.returncode == 0
        assert not webhook.effects, dry.stdout
        for _ in range(2):  # the second has nothing left to send
            sent = corrigenda("corrections", "send", "--plain")
            assert sent.returncode == 0, sent.stderr
        [arrived] = webhook.effects.values()
        assert WANTED in json.dumps(arrived)
        assert [issue["number"] for issue in issues.issues] == [1]
        assert WANTED in issues.issues[0]["body"]
        issues.close(1, "the-editor", "completed")
        assert corrigenda("corrections", "sync").returncode == 0

    with open_store(f"sqlite:///{home / 'store.db'}") as store:
        state = store.claim_state(PAPER, "gdp-share")
        assert (state.state, set(state.sent)) == ("corrected", {"editor", "errata"})
        dossier = store.dossier(f"{PAPER}.gdp-share")
        assert dossier is not None
        assert dossier.quote["prefix"] or dossier.quote["suffix"]

    text = (SHARED / TEXT).read_text(encoding="utf-8")
    (tmp_path / "old.txt").write_text(text, encoding="utf-8")
    broken = corrigenda("recheck", PAPER, "old.txt", "--fail-on", "not-made")
    assert broken.returncode == 1, broken.stdout + broken.stderr
    (tmp_path / "new.txt").write_text(text.replace(GIVEN, WANTED), encoding="utf-8")
    made = corrigenda("recheck", PAPER, "new.txt", "--fail-on", "not-made")
    assert made.returncode == 0, made.stdout + made.stderr

    with serving(tmp_path, home, "--name", "Ada Lovelace") as url:
        page = context.new_page()
        page.goto(f"{url}/claims/{PAPER}/gdp-share")
        expect(page.locator(".decision")).to_contain_text("verified")
        if has_script:
            assert violations(page) == []
    context.close()


def decide(page: Page, url: str, claim_id: str, kind: str, has_script: bool) -> None:
    """Decide as a person would, on the claim's page."""
    page.goto(f"{url}/claims/{PAPER}/{claim_id}")
    if has_script:
        assert violations(page) == []
    summary = {"approve": "Approve", "accept": "Accept the figure", "defer": "Decide later"}[kind]
    field, text, button, said = {
        "approve": ("How the phrase should read", WANTED, "Approve the correction", "approved"),
        "accept": ("Why it may stand", "The authors know.", "Accept as it is", "accepted"),
        "defer": ("Ask again on", "2099-01-31", "Defer", "deferred"),
    }[kind]
    if not page.get_by_label(field).is_visible():
        page.locator("summary", has_text=summary).click()
    page.get_by_label(field).fill(text)
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.get_by_role("status")).to_contain_text(said)


def _with(more: dict[str, str]) -> object:
    from processes import clean_environment

    return lambda home: {**clean_environment(home), **more}
