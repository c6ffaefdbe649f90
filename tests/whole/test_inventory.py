"""The licences of what is installed fit together, and an audit that asked nobody says so."""

from __future__ import annotations

import pytest

from benchmarks.inventory import by_licence, kind_of, tell_audit


def test_every_pinned_package_has_a_licence_that_fits() -> None:
    found, _ = by_licence()
    assert [licence for licence in found if kind_of(licence) == "other"] == []


@pytest.mark.parametrize(
    ("licence", "kind"),
    [("MIT", "permissive"), ("MPL-2.0 AND MIT", "weak"), ("GPL-3.0-only OR MIT", "permissive"),
     ("GPL-3.0-only", "other"), ("", "other"), ("AGPL-3.0 AND MIT", "other")],
)  # fmt: skip
def test_a_licence_is_of_a_kind(licence: str, kind: str) -> None:
    assert kind_of(licence) == kind


def test_an_audit_that_asked_nobody_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    asked: dict[str, object] = {"name": "a", "version": "1", "vulns": []}
    skipped: dict[str, object] = {"name": "b", "skip_reason": "not found"}
    assert tell_audit([asked]) == 0
    assert tell_audit([asked, skipped]) == 2
    assert "1 could not be asked about" in capsys.readouterr().out
    assert tell_audit([{**asked, "vulns": [{"id": "CVE-1"}]}]) == 1
    assert "a 1: CVE-1" in capsys.readouterr().out
