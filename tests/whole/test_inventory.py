"""The licences of what is installed fit together, and an audit that asked nobody says so."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import version

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from benchmarks.inventory import LOCK, ROOT, by_licence, kind_of, locked, pinned, tell_audit


def test_every_package_is_pinned_with_the_sums_of_its_files() -> None:
    pins = list(locked())
    assert len(pins) > 200
    for requirement, sums in pins:
        assert [one.operator for one in requirement.specifier] == ["=="], requirement
        assert sums, requirement
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", one) for one in sums), requirement
    assert "//" not in LOCK.read_text(encoding="utf-8")


def test_what_is_asked_for_is_pinned_and_what_is_pinned_is_installed() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    pins = {canonicalize_name(one.name): one for one, _ in locked()}
    for wanted in map(Requirement, asked):
        if wanted.name != project["name"]:
            pin = pins[canonicalize_name(wanted.name)]
            assert wanted.specifier.contains(next(iter(pin.specifier)).version), wanted
    here = {one.name: one for one, _ in locked() if not one.marker or one.marker.evaluate()}
    assert set(here) == set(pinned())
    assert [name for name, one in here.items() if not one.specifier.contains(version(name))] == []


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
