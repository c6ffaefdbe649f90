"""Hostile documents, as the command tries them: nothing breaks, nothing is asked, nothing shown."""

from __future__ import annotations

import random

import pytest
from odd_damage import Bait
from odd_documents import KINDS, odd_documents

from benchmarks.hostile_documents import listening, try_all

BAIT = Bait("http://127.0.0.1:9", "file:///nowhere", "a secret")


def test_three_hundred_documents_are_drawn_and_the_same_ones_again() -> None:
    assert sum(share for share, _ in KINDS.values()) == 300
    for kind, (_, maker) in KINDS.items():
        if kind in {"zip bombs", "a million numbers", "encrypted"}:
            continue  # dear to make and the same for each seed; with a key that is drawn anew
        first, again = (maker(random.Random("1"), 0, BAIT) for _ in range(2))
        is_encrypted = b"/Encrypt" in first[1]  # under a key that is drawn each time
        assert first == again or is_encrypted
        assert first[0].startswith(".")


@pytest.mark.slow
def test_no_document_breaks_a_check_or_gets_anything_out_of_it() -> None:
    tried, asked = try_all(3, 20)
    assert asked == []
    assert [(one.document.kind, one.faults) for one in tried if one.faults] == []
    assert {one.code for one in tried} == {0, 2}
    assert len(list(odd_documents(3, BAIT, 20))) == len(tried)


def test_a_request_would_be_seen() -> None:
    import urllib.request

    with listening() as (url, asked):
        urllib.request.urlopen(url, timeout=10).read()
    assert len(asked) == 2
