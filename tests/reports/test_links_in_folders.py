"""A link that somebody laid in an output folder: a file is replaced, a folder is refused.

One that a person names as the file to be written is refused, and so is a device or a pipe.
What it leads to stays as it was.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from bulk_archives import wide_lines, write_archive
from sample_corpora import about
from sample_dossiers import dossier_of
from sample_messages import CORRECTION

from flows.cli.main import run
from reports.channels.channel import Refused
from reports.channels.folder import FolderChannel, folder_name
from reports.corrections.case import Publisher
from reports.corrections.export import ExportMaterial, export_corrections
from reports.corrections.page import write_correction_page
from reports.pages.corpus.folder import (
    DATA_DOCS_KEPT,
    NEWS,
    add_news,
    open_corpus,
    prune,
    publish_corpus,
)
from reports.pages.corpus.model import PaperNews
from reports.pages.site import open_staging, publish_run, update_list
from reports.pages.site_index import write_list_of_runs
from reports.review.sessions import load_key
from sources.errors import CorrigendaError
from sources.providers.wdi_bulk.take import add_wdi_bulk


def _site(folder: Path) -> None:
    (folder / "runs").mkdir()
    write_list_of_runs(folder)


def _export(folder: Path) -> None:
    publisher = Publisher("", "", "")
    material = ExportMaterial(None, (), publisher, b"k" * 32)
    list(export_corrections([dossier_of("gdp-share")], ["letter", "csv"], folder, material))


@pytest.mark.parametrize(
    ("write", "name"),
    [
        (_site, "index.html"),
        (_export, "corrections.csv"),
        (_export, "liu-jiang-2018.gdp-share.letter.md"),
        (_export, "liu-jiang-2018.gdp-share.letter.md.sig"),
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


OUTPUTS = [
    ("check", "TEXT", "--register"),
    ("check", "TEXT", "--page"),
    ("check", "TEXT", "--marked-copy"),
    ("settle", "TEXT", "--register"),
    ("findings", "findings.json", "--out"),
]


@pytest.mark.parametrize("words", OUTPUTS)
def test_a_link_that_is_named_for_a_file_is_refused_and_stays(
    tmp_path: Path, words: tuple[str, str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    text, victim, link = (tmp_path / name for name in ("text.txt", "victim", "link"))
    text.write_text("Kenya had 48 million people in 2016.")
    victim.write_text("mine")
    link.symlink_to(victim)
    command, file, option = words
    assert run([command, file.replace("TEXT", str(text)), option, str(link)]) == 2
    assert capsys.readouterr().err == (
        f"error: {link}: this is a link to {victim}, and would be replaced."
        f" Name a file for {option}.\n"
    )
    assert victim.read_text() == "mine"
    assert link.is_symlink()


@pytest.mark.parametrize("words", OUTPUTS)
def test_a_pipe_that_is_named_for_a_file_is_refused_and_stays(
    tmp_path: Path, words: tuple[str, str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    text, pipe = tmp_path / "text.txt", tmp_path / "pipe"
    text.write_text("Kenya had 48 million people in 2016.")
    os.mkfifo(pipe)
    command, file, option = words
    assert run([command, file.replace("TEXT", str(text)), option, str(pipe)]) == 2
    assert "this is a device, a pipe or a socket" in capsys.readouterr().err
    assert pipe.is_fifo()


def test_no_file_of_the_programs_own_takes_the_place_of_a_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "corrections.csv")
    with pytest.raises(CorrigendaError, match="this is a device, a pipe or a socket"):
        _export(tmp_path)
    assert (tmp_path / "corrections.csv").is_fifo()


def test_a_key_that_is_a_link_is_not_made_over_what_it_leads_to(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("mine")
    (tmp_path / "review.key").symlink_to(victim)
    with pytest.raises(CorrigendaError):
        load_key(tmp_path)
    assert victim.read_text() == "mine"


CORRECTION_ID = "liu-jiang-2018.gdp-share"
FOLDERS: list[tuple[Callable[[Path], object], str]] = [
    (lambda site: open_staging(site, "a"), "runs"),
    (lambda site: publish_run(site / "staged", site, "a"), "runs"),
    (update_list, "runs"),
    (lambda site: open_corpus(site, "all", "a", "2026-01-31T00:00:00Z"), "corpora"),
    (lambda site: write_correction_page(dossier_of("gdp-share"), site), "corrections"),
    (
        lambda site: write_correction_page(dossier_of("gdp-share"), site),
        f"corrections/{CORRECTION_ID}",
    ),
]


@pytest.mark.parametrize(("write", "name"), FOLDERS)
def test_a_folder_that_is_a_link_is_refused_in_one_line(
    tmp_path: Path, write: Callable[[Path], object], name: str
) -> None:
    victim, site = tmp_path / "victim", tmp_path / "site"
    victim.mkdir()
    (site / name).parent.mkdir(parents=True)
    (site / name).symlink_to(victim)
    with pytest.raises(CorrigendaError, match="a link stands where a folder") as raised:
        write(site)
    assert raised.value.file == str(site / name)
    assert "Take the link away" in raised.value.mend
    assert list(victim.iterdir()) == []


def test_a_message_that_is_a_link_is_no_message_sent(tmp_path: Path) -> None:
    victim, out = tmp_path / "victim", tmp_path / "out"
    victim.mkdir()
    out.mkdir()
    (out / folder_name(CORRECTION)).symlink_to(victim)
    with pytest.raises(Refused, match="is a link"):
        FolderChannel("outbox", out).send(CORRECTION)
    assert list(victim.iterdir()) == []


@pytest.mark.parametrize("part", ["2026-01", "2026-01/checks"])
def test_nothing_is_taken_away_through_a_link(tmp_path: Path, part: str) -> None:
    corpora, victim = tmp_path / "corpora", tmp_path / "victim"
    for folder in (victim / "data_docs", victim / "checks" / "data_docs"):
        folder.mkdir(parents=True)
        (folder / "mine").write_text("mine")
    for day in range(DATA_DOCS_KEPT):
        (corpora / f"2026-02-{day:02}").mkdir(parents=True)
    (corpora / part).parent.mkdir(parents=True, exist_ok=True)
    (corpora / part).symlink_to(victim)
    prune(corpora)
    assert len(list(victim.rglob("mine"))) == 2


def test_a_run_that_is_a_link_is_named_and_not_read(tmp_path: Path) -> None:
    elsewhere, site = tmp_path / "elsewhere", tmp_path / "site"
    (site / "runs").mkdir(parents=True)
    elsewhere.mkdir()
    (site / "runs" / "led-elsewhere").symlink_to(elsewhere)
    update_list(site)
    assert "led-elsewhere" in (site / "index.html").read_text()
    assert list(elsewhere.iterdir()) == []


@pytest.mark.parametrize("name", [NEWS, "papers.jsonl", "summary.json", "index.html"])
def test_no_page_of_a_corpus_is_written_through_a_link(tmp_path: Path, name: str) -> None:
    victim, site = tmp_path / "victim", tmp_path / "site"
    victim.write_text("mine")
    corpus = open_corpus(site, "all", "a", "2026-01-31T00:00:00Z")
    (corpus.folder / name).symlink_to(victim)
    with suppress(CorrigendaError):
        add_news(corpus, [PaperNews("a", "A", 1, "b", "1%", "refuted", "No.", "a.html")])
    publish_corpus(corpus, [], about(0), [])
    assert victim.read_text() == "mine"


def test_the_data_of_a_bulk_file_are_not_written_through_a_link(tmp_path: Path) -> None:
    victim, own = tmp_path / "victim", tmp_path / "own"
    victim.write_text("mine")
    own.mkdir()
    for name in ("wdi_2025-07-02.parquet", ".wdi_2025-07-02.parquet.tmp"):
        (own / name).symlink_to(victim)
    rows = {("SP.POP.TOTL", "CHN", 2010): 5.0}
    bulk = write_archive(tmp_path / "WDI_CSV_2025_07_02.zip", wide_lines(rows, (2010,)))
    add_wdi_bulk(str(bulk), own)
    assert victim.read_text() == "mine"
    assert not list(own.glob(".*"))
