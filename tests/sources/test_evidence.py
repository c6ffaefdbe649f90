"""Evidence: kept as it came, found when it changes, and read again to the same figures."""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from fake_world import World, files_of, quick_steps, serve_world
from hypothesis import given
from hypothesis import strategies as st
from processes import Corrigenda, free_port

from flows.work.orders import RefreshOrder
from flows.work.refreshing import refresh
from sources.errors import NotRecorded, SnapshotError
from sources.evidence.collection import (
    current_snapshot,
    list_snapshots,
    point_to,
    snapshots_of,
    use,
)
from sources.evidence.evidence import read_answer, read_index
from sources.evidence.verify import verify_snapshot
from sources.http.answers import Answer
from sources.http.recording import Exchange, Replay, without_credentials
from sources.model import OBSERVATION_COLUMNS, Failure, Vintage, VintageEvidence
from sources.reference.areas import AREAS
from sources.snapshots.load import load_snapshot
from sources.snapshots.manifest import ANSWERS_INDEX, read_manifest, render_manifest
from sources.snapshots.rows import COLUMNS, as_rows, pack, read_frame, render_observations

SOURCES = ("wdi", "wpp", "comtrade")


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with serve_world() as services:
        yield services


@pytest.fixture(scope="module")
def taken(world: World, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A snapshot that a refresh took; copy it before changing it."""
    home = tmp_path_factory.mktemp("taken")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in world.environment.items():
            patch.setenv(name, value)
        done = refresh(RefreshOrder(sources=SOURCES, home=str(home)), quick_steps())
    assert done.outcome == "stored"
    return done.folder


@pytest.fixture
def copy(taken: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(taken, tmp_path / taken.name))


def reseal(folder: Path, **index_changes: object) -> None:
    """Vouch anew for what lies in a snapshot, as a forger would."""
    manifest = read_manifest(folder)
    index = json.loads((folder / ANSWERS_INDEX).read_bytes())
    index.update(index_changes)
    for entry in index["answers"]:
        packed = (folder / entry["file"]).read_bytes()
        entry["file_sha256"] = hashlib.sha256(packed).hexdigest()
        entry["sha256"] = hashlib.sha256(gzip.decompress(packed)).hexdigest()
    content = (json.dumps(index, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode()
    (folder / ANSWERS_INDEX).write_bytes(content)
    vintages = [
        replace(
            one,
            evidence=replace(
                one.evidence,
                sha256=hashlib.sha256((folder / one.evidence.file).read_bytes()).hexdigest(),
            ),
        )
        for one in manifest.vintages
    ]
    files = {**manifest.files, ANSWERS_INDEX: hashlib.sha256(content).hexdigest()}
    rendered = render_manifest(vintages, manifest.failures, files)
    (folder / "manifest.json").write_bytes(rendered)


# As it came


def test_the_answers_are_the_bytes_that_came(taken: Path, world: World) -> None:
    index = read_index(taken, read_manifest(taken).files[ANSWERS_INDEX])
    by_source = {entry.vintage.partition("@")[0]: entry for entry in index.answers}
    for source, entry in by_source.items():
        exchange = read_answer(taken, entry)
        server = world.bank if source == "wdi" else world.nations
        path = entry.asked.removeprefix(server.url)
        query = "&".join(f"{name}={value}" for name, value in entry.params)
        assert server.answer(f"{path}?{query}", {}).content == exchange.answer.body
        assert hashlib.sha256(exchange.answer.body).hexdigest() == entry.sha256
        assert len(exchange.answer.body) == entry.bytes


def test_a_vintage_names_the_sum_of_what_it_was_read_from(taken: Path) -> None:
    index = read_index(taken, read_manifest(taken).files[ANSWERS_INDEX])
    sums: dict[str, list[str]] = {}
    for entry in index.answers:
        sums.setdefault(entry.vintage, []).append(entry.sha256)
    for vintage in load_snapshot([taken]).vintages:
        own = sums[vintage.key]
        joined = hashlib.sha256("\n".join(own).encode()).hexdigest()
        assert vintage.evidence.source_sha256 == (own[0] if len(own) == 1 else joined)
        assert len(vintage.evidence.answers) == len(own)


# A changed byte


FIXED = {"changes.json", "manifest.json", ANSWERS_INDEX}


def test_a_changed_byte_is_found_in_files_of_every_kind(copy: Path) -> None:
    rest = sorted(set(files_of(copy)) - FIXED)
    answers = [name for name in rest if name.startswith("answers/")]
    data = [name for name in rest if name.endswith(".csv.gz")]
    assert answers and data
    find_changed_bytes(copy, {*FIXED, random.choice(answers), random.choice(data)})


@pytest.mark.slow
def test_a_changed_byte_is_found_in_every_file(copy: Path) -> None:
    find_changed_bytes(copy, set(files_of(copy)))


def find_changed_bytes(copy: Path, names: set[str]) -> None:
    seed = random.SystemRandom().randrange(2**32)
    print(f"seed {seed}")
    draw = random.Random(seed)
    whole = files_of(copy)
    assert set(whole) > FIXED
    for name, content in sorted(whole.items()):
        if name not in names:
            continue
        changed = bytearray(content)
        position = draw.randrange(len(changed))
        changed[position] ^= 1 << draw.randrange(8)
        (copy / name).write_bytes(changed)
        assert str(copy / name) in found_in(copy), f"{name} at {position}"
        (copy / name).write_bytes(content)
    assert verify_snapshot(copy).faults == ()


def found_in(folder: Path) -> list[str]:
    """The files that a verification finds at fault."""
    try:
        return [fault.file for fault in verify_snapshot(folder).faults]
    except SnapshotError as fault:
        return [fault.file]


def test_a_missing_a_cut_and_a_foreign_file_are_found(copy: Path) -> None:
    (answer, *_) = sorted((copy / "answers").glob("wpp*"))
    content = answer.read_bytes()
    answer.unlink()
    assert found_in(copy) == [str(answer)]
    answer.write_bytes(content[:-1])
    assert found_in(copy) == [str(answer)]
    answer.write_bytes(content)
    (copy / "answers" / "more.json.gz").write_bytes(b"")
    assert found_in(copy) == [str(copy / "answers" / "more.json.gz")]


def test_data_that_the_answers_do_not_give_are_found_though_all_sums_are_right(copy: Path) -> None:
    vintage = next(one for one in read_manifest(copy).vintages if one.source == "wpp")
    frame = read_frame(copy, vintage)
    frame.loc[frame["ref_area"] == "CHN", "obs_value"] *= 1.01
    (copy / vintage.evidence.file).write_bytes(pack(render_observations(frame)))
    reseal(copy)
    (fault,) = verify_snapshot(copy).faults
    assert "give other figures" in str(fault)
    assert fault.file == str(copy / vintage.evidence.file)


def test_answers_that_no_reader_takes_are_found_though_all_sums_are_right(copy: Path) -> None:
    (answer, *_) = sorted((copy / "answers").glob("wdi*"))
    answer.write_bytes(pack(b"<html>Sorry</html>"))
    reseal(copy)
    (fault,) = verify_snapshot(copy).faults
    assert "can no longer be read" in str(fault)


def test_an_index_of_another_format_is_refused(copy: Path) -> None:
    reseal(copy, format=2)
    (fault,) = verify_snapshot(copy).faults
    assert "of format 2" in str(fault)


def test_the_embedded_snapshot_is_verified_by_its_word(corrigenda: Corrigenda) -> None:
    verified = corrigenda("snapshot", "verify", "embedded")
    assert verified.returncode == 0, verified.stderr
    assert verified.stdout.startswith("embedded: ")


# Replay


def test_a_snapshot_is_checked_again_with_no_service_at_hand(
    taken: Path, corrigenda: Corrigenda, tmp_path: Path
) -> None:
    nowhere = f"http://127.0.0.1:{free_port()}"
    names = ("WORLDBANK", "UN_POPULATION", "UN_ACCOUNTS", "UN_TRADE")
    env = {f"CORRIGENDA_{name}_URL": nowhere for name in names}
    verified = corrigenda("snapshot", "verify", str(taken), env=env)
    assert verified.returncode == 0, verified.stderr
    assert "3 editions are as they were written" in verified.stdout
    asked = ("explain", "liu-jiang-2018", "--json", "--snapshot", str(taken))
    check_again(corrigenda(*asked, env=env))


@pytest.mark.slow
def test_a_run_on_a_snapshot_asks_no_service(taken: Path, corrigenda: Corrigenda) -> None:
    nowhere = f"http://127.0.0.1:{free_port()}"
    names = ("WORLDBANK", "UN_POPULATION", "UN_ACCOUNTS", "UN_TRADE")
    env = {f"CORRIGENDA_{name}_URL": nowhere for name in names}
    check_again(corrigenda("validate", "--plain", "--json", "--snapshot", str(taken), env=env))


def check_again(done: subprocess.CompletedProcess[str]) -> None:
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert {one["source"] for one in found["vintages"]} == set(SOURCES)
    claims = {claim["claim_id"]: claim["verdict"] for claim in found["claims"]}
    assert claims["trade-2017"] != "unresolved"


def test_a_question_that_was_never_asked_has_no_answer() -> None:
    asked = Exchange(
        "https://me:secret@example.org/a", Answer("", (("a", "1"),), 200, (), b"x", "")
    )
    with Replay([asked]) as replay:
        same, _ = replay.get("https://example.org/a", {"a": "1"}, lambda one: one.body)
        assert same == b"x"
        for url, params in (("https://example.org/a", {}), ("https://example.org/b", {"a": "1"})):
            with pytest.raises(NotRecorded, match="no answer to this question is recorded"):
                replay.get(url, params, lambda one: one.body)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://me:secret@example.org:8443/a", "https://example.org:8443/a"),
        ("https://me@example.org/a?b=c@d", "https://example.org/a?b=c@d"),
        ("https://example.org/a@b", "https://example.org/a@b"),
    ],
)
def test_an_address_is_kept_without_user_and_password(url: str, shown: str) -> None:
    assert without_credentials(url) == shown


# The formats


_VALUES = st.dictionaries(
    st.tuples(
        st.sampled_from(["POP", "GDP"]), st.sampled_from(sorted(AREAS)), st.integers(1990, 2030)
    ),
    st.tuples(
        st.floats(allow_nan=False, allow_infinity=False), st.sampled_from(["A", "E", "F", "I"])
    ),
    min_size=1,
    max_size=20,
)


@given(_VALUES)
def test_values_and_their_status_come_back_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, rows: dict[tuple[str, str, int], tuple[float, str]]
) -> None:
    folder = tmp_path_factory.mktemp("rows")
    frame = pd.DataFrame(
        [("mine", "2020-01-01", *key, value, "", status) for key, (value, status) in rows.items()],
        columns=list(OBSERVATION_COLUMNS),
    )
    text = render_observations(frame)
    has_status = any(status != "A" for _, status in rows.values())
    header = (*COLUMNS, "obs_status") if has_status else COLUMNS
    assert text.splitlines()[0].decode() == ",".join(header)
    vintage = _vintage(frame, text)
    (folder / vintage.evidence.file).write_bytes(pack(text))
    assert as_rows(read_frame(folder, vintage)) == as_rows(frame)


def _vintage(frame: pd.DataFrame, text: bytes) -> Vintage:
    sha256 = hashlib.sha256(pack(text)).hexdigest()
    evidence = VintageEvidence(
        "mine_2020-01-01.csv.gz", sha256, "", "", "", "", "", "", "", len(frame)
    )
    years = frame["time_period"]
    codes = tuple(sorted(frame["indicator"].unique()))
    return Vintage("mine", "2020-01-01", "", codes, int(years.min()), int(years.max()), evidence)


def test_a_status_that_is_no_letter_is_refused(tmp_path: Path) -> None:
    text = b"indicator,ref_area,time_period,obs_value,obs_status\nPOP,CHN,2010,1,\n"
    frame = pd.DataFrame({"indicator": ["POP"], "time_period": [2010]})
    vintage = _vintage(frame, text)
    (tmp_path / vintage.evidence.file).write_bytes(pack(text))
    with pytest.raises(SnapshotError, match="obs_status that is no letter"):
        read_frame(tmp_path, vintage)


def test_failures_come_back_as_they_were(copy: Path) -> None:
    failures = (Failure("wpp", "status-503", "it answers with status 503", "Try again later"),)
    manifest = read_manifest(copy)
    rendered = render_manifest(manifest.vintages, failures, manifest.files)
    (copy / "manifest.json").write_bytes(rendered)
    assert load_snapshot([copy]).failures == failures


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('"answers/index.json"', '"../index.json"', r"not in its format at key in files"),
        ('"answers/wpp', '"../wpp', r"not in its format at vintages\[\d\]\.answers"),
        ('"files": {', '"failures": [{}], "files": {', "not in its format at failures"),
    ],
)
def test_a_manifest_that_points_elsewhere_is_refused(
    copy: Path, old: str, new: str, what: str
) -> None:
    path = copy / "manifest.json"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(SnapshotError, match=what):
        load_snapshot([copy])


# Which is current


def _folders(home: Path, *names: str) -> None:
    for name in names:
        (snapshots_of(home) / name).mkdir(parents=True)


FIRST, SECOND = "2026-01-01T00-00-00Z", "2026-01-02T00-00-00Z"


def test_the_pointer_may_name_what_is_not_there_yet(tmp_path: Path) -> None:
    assert current_snapshot(tmp_path) is None
    _folders(tmp_path, FIRST)
    point_to(tmp_path, FIRST)
    point_to(tmp_path, SECOND)
    assert current_snapshot(tmp_path) == snapshots_of(tmp_path) / FIRST
    _folders(tmp_path, SECOND)
    assert current_snapshot(tmp_path) == snapshots_of(tmp_path) / SECOND


@pytest.mark.parametrize("content", [b"", b"own\n", b"../../etc\n", b"\xff\n", b"2026\n"])
def test_a_pointer_that_says_nothing_is_told_with_the_mend(tmp_path: Path, content: bytes) -> None:
    _folders(tmp_path, FIRST, "own")
    pointer = snapshots_of(tmp_path) / "current"
    pointer.write_bytes(content)
    with pytest.raises(SnapshotError, match="snapshot use") as refused:
        current_snapshot(tmp_path)
    assert refused.value.file == str(pointer)
    assert use(tmp_path, FIRST) == current_snapshot(tmp_path)


def test_only_what_refreshes_took_can_be_used(tmp_path: Path) -> None:
    _folders(tmp_path, FIRST, "own")
    assert list_snapshots(tmp_path) == (snapshots_of(tmp_path) / FIRST,)
    for name in ("own", "../own", SECOND):
        with pytest.raises(SnapshotError, match="there is no snapshot"):
            use(tmp_path, name)
