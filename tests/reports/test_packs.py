"""Evidence packs: the same bytes, judged again from their own content; a change is found."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import random
import socket
import struct
import tracemalloc
import warnings
import zipfile
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import pytest
from hostile_zips import overlapping
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pack_members import members, resealed
from sample_dossiers import APPROVER, claim_of, dossier_of, hostile_dossier

from reports.corrections import pack_file
from reports.corrections.pack_file import (
    APPROVAL,
    CORRECTION,
    FILES,
    MANIFEST,
    METADATA,
    REGISTER,
    PackError,
    read_zip,
    render_zip,
)
from reports.corrections.pack_verify import verify_pack
from reports.corrections.packs import CONTEXT, build_pack
from sources.errors import InputError
from sources.registers.register import PAPERS
from sources.tools.files import MOST_UNPACKED

REGISTERED = (PAPERS / "liu-jiang-2018.yaml").read_bytes()


@lru_cache(maxsize=1)
def packed() -> bytes:
    return build_pack(dossier_of("gdp-share"), REGISTERED, ["embedded"])


def written(folder: Path, content: bytes) -> Path:
    path = folder / "pack.zip"
    path.write_bytes(content)
    return path


def test_a_pack_gives_the_same_result_again(tmp_path: Path) -> None:
    found = verify_pack(written(tmp_path, packed()))
    assert found.is_same
    assert (found.then, found.now) == ("stale", "stale")
    assert found.approved_by == APPROVER
    assert "wdi@2018-05-21" in found.editions


@pytest.mark.parametrize(
    "claim_id",
    [
        "trade-2017",
        *(
            pytest.param(one, marks=pytest.mark.slow)
            for one in ("population", "gdp-share-change", "growth")
        ),
    ],
)
def test_every_kind_of_verdict_can_be_packed(claim_id: str, tmp_path: Path) -> None:
    content = build_pack(dossier_of(claim_id), REGISTERED, ["embedded"])
    found = verify_pack(written(tmp_path, content))
    assert found.is_same
    assert found.now == claim_of(claim_id).verdict


def test_the_same_correction_gives_the_same_bytes() -> None:
    assert build_pack(dossier_of("gdp-share"), REGISTERED, ["embedded"]) == packed()


def test_verifying_asks_no_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert verify_pack(written(tmp_path, packed())).is_same


def test_a_pack_is_an_ro_crate(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(packed())) as archive:
        archive.extractall(tmp_path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from rocrate.rocrate import ROCrate  # type: ignore[import-untyped]

        crate = ROCrate(str(tmp_path))
    assert {entity.id for entity in crate.data_entities} == set(members(packed())) - {METADATA}
    assert crate.name.startswith("Evidence for a proposed correction")
    assert json.loads((tmp_path / METADATA).read_bytes())["@context"] == list(CONTEXT)


def test_checksums_chain_from_the_finding_to_the_data() -> None:
    files = members(packed())
    manifest = {
        # The pack holds what is needed of an edition, and the sum of the file it was taken from.
        f"{one['source']}@{one['date']}": one["source_sha256"]
        for one in json.loads(files[MANIFEST])["vintages"]
    }
    for one in json.loads(files[MANIFEST])["vintages"]:
        held = files[f"snapshot/{one['source']}_{one['date']}.csv.gz"]
        assert hashlib.sha256(held).hexdigest() == one["sha256"]
    rests_on = {one["key"]: one["sha256"] for one in json.loads(files[CORRECTION])["vintages"]}
    assert manifest
    assert manifest.items() <= rests_on.items()
    assert json.loads(files[APPROVAL])[0]["who"] == APPROVER


def test_a_verdict_that_was_changed_beside_the_data_is_told(tmp_path: Path) -> None:
    files = members(packed())
    correction = json.loads(files[CORRECTION])
    correction["claim"]["verdict"] = "refuted"
    content = resealed({**files, CORRECTION: json.dumps(correction).encode()})
    found = verify_pack(written(tmp_path, content))
    assert not found.is_same
    assert (found.then, found.now) == ("refuted", "stale")
    assert found.differences == ("the verdict: it was refuted, it is stale",)


def test_a_register_that_was_changed_gives_another_result(tmp_path: Path) -> None:
    files = members(packed())
    register = files[REGISTER].replace(b"29% of the world", b"31% of the world")
    assert register != files[REGISTER]
    found = verify_pack(written(tmp_path, resealed({**files, REGISTER: register})))
    assert not found.is_same
    assert found.then != found.now
    assert "the phrase: it was 29% of the world, it is 31% of the world" in found.differences


def test_a_pack_of_a_register_that_has_changed_is_never_made() -> None:
    register = REGISTERED.replace(b"29% of the world", b"31% of the world")
    with pytest.raises(InputError, match="have changed since"):
        build_pack(dossier_of("gdp-share"), register, ["embedded"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, 2**24), turned=st.integers(1, 255))
def test_a_changed_byte_anywhere_is_found(tmp_path: Path, at: int, turned: int) -> None:
    content = bytearray(packed())
    content[at % len(content)] ^= turned
    with pytest.raises(PackError):
        verify_pack(written(tmp_path, bytes(content)))


def test_a_changed_byte_in_any_header_is_found(tmp_path: Path) -> None:
    """Headers are a small part of a pack, so that chance would seldom try them: all are tried."""
    content = packed()
    draw = random.Random(7)
    directory = content.rindex(b"PK\x05\x06")
    (start,) = struct.unpack("<I", content[directory + 16 : directory + 20])
    for at in draw.sample(range(start, len(content)), 150):
        spoiled = bytearray(content)
        spoiled[at] ^= 1
        with pytest.raises(PackError):
            read_zip(written(tmp_path, bytes(spoiled)))


@pytest.mark.parametrize("kept", [0, 10, 1000, 100_000, -1])
def test_a_torn_pack_is_found(kept: int, tmp_path: Path) -> None:
    with pytest.raises(PackError, match="torn or was changed"):
        verify_pack(written(tmp_path, packed()[:kept]))


def other_zip(change: Callable[[zipfile.ZipFile, dict[str, bytes]], None]) -> bytes:
    packed_again = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with zipfile.ZipFile(packed_again, "w") as archive:
            change(archive, members(packed()))
    return packed_again.getvalue()


def add(name: str, content: bytes = b"x", mode: int = 0o100644) -> Callable[..., None]:
    def change(archive: zipfile.ZipFile, files: dict[str, bytes]) -> None:
        for known, text in files.items():
            archive.writestr(known, text)
        info = zipfile.ZipInfo(name)
        info.external_attr = mode << 16
        archive.writestr(info, content)

    return change


def compress(archive: zipfile.ZipFile, files: dict[str, bytes]) -> None:
    for known, text in files.items():
        archive.writestr(known, text, zipfile.ZIP_DEFLATED)


def link(archive: zipfile.ZipFile, files: dict[str, bytes]) -> None:
    for known, text in files.items():
        info = zipfile.ZipInfo(known)
        info.external_attr = (0o120777 if known == REGISTER else 0o100644) << 16
        archive.writestr(info, text)


HOSTILE = {
    "a path out of the folder": (add("../../etc/cron.d/x"), "which no pack does"),
    "an absolute name": (add("/etc/passwd"), "which no pack does"),
    "a name of another system": (add("..\\x"), "which no pack does"),
    "data of a name that leads out": (add("snapshot/../x.csv.gz"), "which no pack does"),
    "a folder": (add("snapshot/"), "which no pack does"),
    "a member twice": (add(REGISTER), "twice"),
    "a link": (link, "no plain file"),
    "compressed members": (compress, "compressed"),
}


@pytest.mark.parametrize("named", HOSTILE)
def test_a_hostile_pack_is_refused_with_one_clear_error(named: str, tmp_path: Path) -> None:
    change, said = HOSTILE[named]
    with pytest.raises(PackError, match=said) as caught:
        verify_pack(written(tmp_path, other_zip(change)))
    assert "\n" not in str(caught.value)
    assert [path.name for path in tmp_path.iterdir()] == ["pack.zip"]


def test_a_gzip_bomb_in_the_data_is_not_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pack_file, "MOST_UNPACKED", 8 * 1024 * 1024)
    bomb = gzip.compress(b"\0" * (64 * 1024 * 1024))
    files = {**members(packed()), "snapshot/zzz_2020-01-01.csv.gz": bomb}
    with pytest.raises(PackError, match="unpacks to more"):
        verify_pack(written(tmp_path, render_zip(files)))


def test_members_that_lie_over_each_other_are_refused_before_one_is_read(tmp_path: Path) -> None:
    data = [f"snapshot/a{at}_2020-01-01.csv.gz" for at in range(180)]
    content = overlapping([*sorted(FILES), *data], b"x" * (4 << 20))
    tracemalloc.start()
    try:
        with pytest.raises(PackError):
            verify_pack(written(tmp_path, content))
        assert tracemalloc.get_traced_memory()[1] < 2 * MOST_UNPACKED
    finally:
        tracemalloc.stop()


def test_many_files_and_large_files_are_refused_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = {f"snapshot/a{at}_2020-01-01.csv.gz": b"" for at in range(300)}
    with pytest.raises(PackError, match="more than any pack"):
        verify_pack(written(tmp_path, render_zip({**members(packed()), **many})))
    monkeypatch.setattr(pack_file, "MOST_BYTES", 1000)
    with pytest.raises(PackError, match="larger than any pack"):
        verify_pack(written(tmp_path, packed()))


def test_what_is_in_front_or_behind_is_found(tmp_path: Path) -> None:
    for content in (b"#!/bin/sh\n" + packed(), packed() + b"more"):
        with pytest.raises(PackError):
            verify_pack(written(tmp_path, content))


@pytest.mark.parametrize("name", [CORRECTION, APPROVAL, METADATA])
@pytest.mark.parametrize(
    "content",
    [
        b"", b"[]", b"{}", b"null", b"[" * 100_000, b"\xff", b"[1]", b'[{"\\ud800": 1}]',
        b'{"\\ud800": 1}', b'[{"who": "\\ud800"}]', b"9" * 5000, b'[{"number": 1e400}]',
    ],
)  # fmt: skip
def test_a_member_that_is_not_in_its_form_is_refused(
    name: str, content: bytes, tmp_path: Path
) -> None:
    files = {**members(packed()), name: content}
    sealed = render_zip(files) if name == METADATA else resealed(files)
    with pytest.raises(PackError):
        verify_pack(written(tmp_path, sealed))


def yaml_bomb() -> bytes:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{at}: &a{at} [{', '.join([f'*a{at - 1}'] * 9)}]" for at in range(1, 12)]
    return "\n".join(lines).encode()


@pytest.mark.parametrize(
    "register", [b"", b"\xff\xfe", b"[" * 50_000, b"paper: {id: x}\n", yaml_bomb()]
)
def test_a_register_that_is_none_is_refused(register: bytes, tmp_path: Path) -> None:
    files = {**members(packed()), REGISTER: register}
    with pytest.raises(PackError, match=REGISTER) as caught:
        verify_pack(written(tmp_path, resealed(files)))
    assert "/tmp" not in str(caught.value).replace(str(tmp_path), "")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    files = members(packed())
    del files[APPROVAL]
    with pytest.raises(PackError, match=r"'approval.json' is not in it"):
        verify_pack(written(tmp_path, render_zip(files)))
    with pytest.raises(PackError, match="cannot be read"):
        verify_pack(tmp_path / "none.zip")


@pytest.mark.slow
def test_hostile_texts_do_not_keep_a_pack_from_being_whole(tmp_path: Path) -> None:
    hostile = hostile_dossier()
    dossier = dossier_of(
        "gdp-share", wording=hostile.wording, comment=hostile.comment, quote=hostile.quote
    )
    assert verify_pack(written(tmp_path, build_pack(dossier, REGISTERED, ["embedded"]))).is_same
