"""Packs and letters are signed by the key of the installation, and `verify` tells what is so."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from sample_dossiers import real_findings

from flows.cli.main import run
from reports.corrections.signatures import (
    SignatureError,
    check_signature,
    fingerprint,
    load_signing_key,
    public_key,
    sign,
)
from reports.decisions.lifecycle import proposed_wording
from reports.records import EventDetail
from reports.store import open_store

GDP = "liu-jiang-2018.gdp-share"
Said = Callable[..., tuple[int, str, str]]


@pytest.fixture
def say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> Said:
    """The command line, with one correction approved and exported to `out`."""
    monkeypatch.setenv("CORRIGENDA_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)

    def said(*arguments: str) -> tuple[int, str, str]:
        capfdbinary.readouterr()
        code = run(list(arguments))
        out, err = capfdbinary.readouterr()
        return code, out.decode(), err.decode()

    (tmp_path / "home").mkdir()
    with open_store(f"sqlite:///{tmp_path / 'home' / 'store.db'}") as store:
        store.record_run(real_findings())
        found = store.finding("liu-jiang-2018", "gdp-share")
        assert found is not None
        detail = EventDetail(wording=proposed_wording(found.data), comment="")
        store.append("liu-jiang-2018", "gdp-share", "approve", "Ada Example", detail)
    for form in ("pack", "letter", "letter-html"):
        assert said("corrections", "export", "--format", form, "--out", "out")[0] == 0
    return said


def test_the_key_is_its_owners_only_and_stays(tmp_path: Path, say: Said) -> None:
    key = tmp_path / "home" / "signing.key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    known = fingerprint(public_key(key.read_bytes()))
    assert say("corrections", "key")[1].strip() == known
    assert load_signing_key(tmp_path / "home") == key.read_bytes()


@pytest.mark.parametrize("name", [f"{GDP}.zip", f"{GDP}.letter.md", f"{GDP}.letter.html"])
def test_verify_tells_signed_unsigned_and_wrong(tmp_path: Path, say: Said, name: str) -> None:
    file = tmp_path / "out" / name
    beside = file.with_name(f"{name}.sig")
    signer = say("corrections", "key")[1].strip()
    code, out, _ = say("verify", str(file), "--signer", signer)
    assert code == 0 and f"signed by {signer}, the key of this installation" in out
    assert json.loads(say("verify", str(file), "--json")[1])["signature"] == {
        "state": "signed",
        "signer": signer,
    }
    code, _, err = say("verify", str(file), "--signer", "0" * 64)
    assert code == 2 and "another than was named" in err
    written = beside.read_bytes()
    (beside).write_bytes(sign(b"another file", load_signing_key(tmp_path / "home")))
    code, _, err = say("verify", str(file))
    assert code == 2 and "the signature is wrong" in err
    beside.write_bytes(sign(file.read_bytes(), b"k" * 32))
    assert "a key that is not known here" in say("verify", str(file))[1]
    beside.write_bytes(written)
    beside.unlink()
    code, out, _ = say("verify", str(file))
    assert "unsigned" in out and code == (0 if name.endswith(".zip") else 1)
    assert say("verify", str(file), "--signer", signer)[0] == 2


def test_the_same_file_has_the_same_signature() -> None:
    assert sign(b"a", b"k" * 32) == sign(b"a", b"k" * 32) != sign(b"b", b"k" * 32)


@pytest.mark.parametrize(
    "written",
    [b"", b"{}", b"[" * 5000, b"\xff", b'{"format": "corrigenda-signature/1"}', b"1",
     b'{"format": "corrigenda-signature/1", "public_key": "AAAA", "signature": "AAAA"}'],
)  # fmt: skip
def test_a_signature_that_is_none_is_told_in_a_line(tmp_path: Path, written: bytes) -> None:
    (tmp_path / "a.md.sig").write_bytes(written)
    with pytest.raises(SignatureError, match="no signature of ours"):
        check_signature(tmp_path / "a.md", b"a")
