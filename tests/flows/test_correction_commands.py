"""`corrigenda corrections` and `corrigenda verify`, from a real run kept in a real store."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec import structs
from pack_members import members, resealed
from sample_dossiers import HOSTILE, RUN_ID, real_findings

from flows.cli.main import run
from reports.corrections.message import build_message
from reports.decisions.lifecycle import proposed_wording
from reports.records import EventDetail, Receipt
from reports.store import Store, open_store

PAPER = "liu-jiang-2018"
GDP = f"{PAPER}.gdp-share"
Said = Callable[..., tuple[int, str, str]]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CORRIGENDA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("CORRIGENDA_SITE_URL", "https://corrections.example")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def say(home: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> Said:
    def said(*arguments: str) -> tuple[int, str, str]:
        capfdbinary.readouterr()
        code = run(list(arguments))
        out, err = capfdbinary.readouterr()
        return code, out.decode(), err.decode()

    return said


def kept(home: Path) -> Store:
    (home / "home").mkdir(exist_ok=True)
    return open_store(f"sqlite:///{home / 'home' / 'store.db'}")


def approve(home: Path, *claims: str, comment: str = "") -> None:
    with kept(home) as store:
        store.record_run(real_findings())
        for claim in claims:
            found = store.finding(PAPER, claim)
            assert found is not None
            wording = proposed_wording(found.data)
            detail = EventDetail(wording=wording, comment=comment)
            store.append(PAPER, claim, "approve", "Ada Example", detail)


def test_with_nothing_approved_each_command_says_how_to_begin(say: Said) -> None:
    assert say("corrections", "list") == (
        0,
        "No correction is approved. Approve one on the page of `corrigenda review`.\n",
        "",
    )
    assert "No correction is approved" in say("corrections", "status")[1]
    code, _, err = say("corrections", "export")
    assert code == 2
    assert "no approved correction" in err


def test_the_list_can_be_filtered(home: Path, say: Said) -> None:
    approve(home, "gdp-share", "population")
    code, out, _ = say("corrections", "list")
    assert code == 0
    assert [line.split()[0] for line in out.splitlines()[1:]] == [GDP, f"{PAPER}.population"]
    assert "“31% of the world”" in out
    assert "No correction" in say("corrections", "list", "--state", "sent")[1]
    assert "No correction" in say("corrections", "list", "--paper", "another")[1]
    data = json.loads(say("corrections", "list", "--json")[1])
    assert data["corrections"][0]["permalink"] == f"https://corrections.example/corrections/{GDP}/"


def test_show_tells_the_letter_and_what_happened(home: Path, say: Said) -> None:
    approve(home, "gdp-share", comment=HOSTILE)
    code, out, _ = say("corrections", "show", GDP)
    assert code == 0
    assert "According to World Development Indicators" in out
    assert "approve by Ada Example" in out
    assert json.loads(say("corrections", "show", GDP, "--json")[1])["correction_id"] == GDP


def test_sending_says_why_nothing_leaves(home: Path, say: Said) -> None:
    with kept(home) as store:
        store.record_run(real_findings())
    (home / "home" / "channels.toml").write_text('[folder.outbox]\nfolder = "out"\n')
    for options in (("--plain",), ("--dry-run",)):
        code, out, _ = say("corrections", "send", *options)
        assert (code, "nobody has approved a correction yet" in out) == (0, True)
    approve(home, "gdp-share")
    assert "1 sent" in say("corrections", "send", "--plain")[1]
    code, out, _ = say("corrections", "send", "--plain")
    assert code == 0
    assert "1 correction is approved, and it was sent to outbox before" in out


def test_an_unknown_correction_is_told_with_the_nearest(home: Path, say: Said) -> None:
    approve(home, "gdp-share")
    code, _, err = say("corrections", "show", f"{PAPER}.gdp-shar")
    assert code == 2
    assert f"Did you mean {GDP}" in err


@pytest.mark.slow
def test_all_formats_are_written_and_a_pack_verifies(home: Path, say: Said) -> None:
    approve(home, "gdp-share", "gdp-share-change")
    code, out, _ = say("corrections", "export", "--out", "out")
    assert code == 0
    files = {str(path.relative_to(home)) for path in (home / "out").rglob("*") if path.is_file()}
    assert set(out.split()) == files
    assert {
        f"out/{PAPER}.letter.md",
        f"out/{PAPER}.letter.html",
        f"out/{GDP}.claimreview.jsonld",
        "out/claimreview.jsonld",
        f"out/{GDP}.annotation.jsonld",
        "out/corrections.csv",
        "out/corrections.json",
        f"out/{GDP}.zip",
        f"out/corrections/{GDP}/index.html",
    } <= files
    pack = home / "out" / f"{GDP}.zip"
    code, out, _ = say("verify", str(pack))
    assert (code, out.splitlines()[-1]) == (0, "same")
    found = json.loads(say("verify", str(pack), "--json")[1])
    assert found["is_same"]
    assert say("verify", str(pack), "--sha256", found["sha256"])[0] == 0
    assert say("verify", str(pack), "--sha256", "0" * 64)[0] == 2


def test_the_same_corrections_give_the_same_files(home: Path, say: Said) -> None:
    approve(home, "gdp-share")
    for folder in ("one", "two"):
        assert say("corrections", "export", GDP, "--out", folder)[0] == 0
    for path in (home / "one").rglob("*"):
        if path.is_file():
            assert path.read_bytes() == (home / "two" / path.relative_to(home / "one")).read_bytes()


def test_one_correction_in_one_format_is_one_file_and_its_signature(home: Path, say: Said) -> None:
    approve(home, "gdp-share", "population")
    _, out, _ = say("corrections", "export", GDP, "--format", "letter", "--out", "letters")
    assert out.split() == [f"letters/{GDP}.letter.md", f"letters/{GDP}.letter.md.sig"]


def test_verify_ends_with_2_and_one_line_where_a_pack_is_torn(home: Path, say: Said) -> None:
    (home / "torn.zip").write_bytes(b"PK\x03\x04")
    code, out, err = say("verify", "torn.zip")
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert "torn" in err
    assert say("verify", "none.zip")[0] == 2


def test_verify_ends_with_1_where_the_result_differs(home: Path, say: Said) -> None:
    from reports.corrections.pack_file import CORRECTION

    approve(home, "gdp-share")
    say("corrections", "export", "--format", "pack", "--out", "out")
    pack = home / "out" / f"{GDP}.zip"
    files = members(pack.read_bytes())
    text = files[CORRECTION].replace(b'"verdict": "stale"', b'"verdict": "refuted"')
    pack.write_bytes(resealed({**files, CORRECTION: text}))
    pack.with_name(f"{pack.name}.sig").unlink()  # with it, the pack would be refused
    code, out, _ = say("verify", str(pack))
    assert code == 1
    assert out.splitlines()[-1] == "differs"
    assert "it was refuted, it is stale" in out


def test_status_tells_what_each_channel_said_and_promises_broken(home: Path, say: Said) -> None:
    approve(home, "gdp-share")
    with kept(home) as store:
        dossier = store.dossier(GDP)
        assert dossier is not None
        store.enqueue("folder", build_message(dossier))
        [delivery] = store.take_due("2999-01-01T00:00:00.000Z", 60)
        store.delivered(delivery.id, Receipt("out/1.md", "\x1b[31mthanks"))
        store.append(
            PAPER, "gdp-share", "corrected", "Ada Example", EventDetail(note="in the next issue")
        )
        detail = EventDetail(outcome="not-made", promised=True)
        store.append(PAPER, "gdp-share", "rechecked", "recheck", detail)
    code, out, _ = say("corrections", "status")
    assert code == 0
    assert "SAID TO BE MADE, AND NOT FOUND" in out
    assert "folder: sent" in out
    assert "out/1.md" in out
    assert "\x1b" not in out
    [row] = json.loads(say("corrections", "status", "--json")[1])["corrections"]
    assert row["is_promise_broken"]
    assert row["channels"][0]["reference"] == "out/1.md"


def test_a_paper_whose_register_is_not_at_hand_is_told(home: Path, say: Said) -> None:
    findings = real_findings()
    findings = structs.replace(
        findings,
        paper=structs.replace(findings.paper, id="own"),
        run=structs.replace(findings.run, run_id=f"{RUN_ID}-own"),
    )
    with kept(home) as store:
        store.record_run(findings)
        store.append("own", "gdp-share", "approve", "Ada Example", EventDetail(wording="x"))
    code, _, err = say("corrections", "export", "--format", "pack", "--out", "out")
    assert code == 2
    assert "--register" in err
    assert not (home / "out").exists()


def test_corrections_that_leave_one_by_one_are_said_to(home: Path, say: Said) -> None:
    approve(home, "gdp-share")
    (home / "home" / "channels.toml").write_text('[folder.outbox]\nfolder = "out"\n')
    assert "by itself" not in say("corrections", "send", "--plain")[1]
    approve(home, "population", "gdp-share-change")
    out = say("corrections", "send", "--plain")[1]
    assert "Each correction left by itself." in out
    assert "--format letter` writes one letter" in out
