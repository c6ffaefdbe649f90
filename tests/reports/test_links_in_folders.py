"""A link that somebody laid in an output folder is replaced; what it leads to stays as it was."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sample_dossiers import dossier_of

from flows.cli.main import run
from reports.corrections.case import Publisher
from reports.corrections.export import Material, export_corrections
from reports.pages.site_index import list_runs
from reports.review.sessions import load_key
from sources.errors import CorrigendaError


def _site(folder: Path) -> None:
    (folder / "runs").mkdir()
    list_runs(folder)


def _export(folder: Path) -> None:
    publisher = Publisher("", "", "")
    material = Material(None, (), publisher, b"k" * 32)
    list(export_corrections([dossier_of("gdp-share")], ["letter", "csv"], folder, material))


def _register(folder: Path) -> None:
    (folder / "text.txt").write_text("Kenya had 48 million people in 2016.")
    words = ("--register", str(folder / "a.yaml"), "--page", str(folder / "a.html"))
    assert run(["check", str(folder / "text.txt"), "--published", "2018", *words]) == 0


@pytest.mark.parametrize(
    ("write", "name"),
    [
        (_site, "index.html"),
        (_export, "corrections.csv"),
        (_export, "liu-jiang-2018.gdp-share.letter.md"),
        (_export, "liu-jiang-2018.gdp-share.letter.md.sig"),
        (_register, "a.yaml"),
        (_register, "a.html"),
    ],
)
def test_what_a_link_leads_to_stays(
    tmp_path: Path, write: Callable[[Path], None], name: str
) -> None:
    victim, folder = tmp_path / "victim", tmp_path / "out"
    victim.write_text("mine")
    folder.mkdir()
    (folder / name).symlink_to(victim)
    write(folder)
    assert victim.read_text() == "mine"
    assert not (folder / name).is_symlink()


def test_a_key_that_is_a_link_is_not_made_over_what_it_leads_to(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("mine")
    (tmp_path / "review.key").symlink_to(victim)
    with pytest.raises(CorrigendaError):
        load_key(tmp_path)
    assert victim.read_text() == "mine"
