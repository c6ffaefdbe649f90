"""Hostile documents, as the command tries them: nothing breaks, nothing is asked, nothing shown."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest
from odd_damage import Bait
from odd_documents import KINDS, odd_documents

from benchmarks.hostile_documents import listening

ROOT = Path(__file__).resolve().parents[2]

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
    # In a process of its own: a child's most memory begins with that of whoever started it.
    command = ["-m", "benchmarks.hostile_documents", "--seed", "3", "--documents", "20"]
    done = subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    tried = next(line.split() for line in done.stdout.splitlines() if line.startswith("all"))
    assert int(tried[1]) == len(list(odd_documents(3, BAIT, 20)))
    assert int(tried[2]) + int(tried[3]) == int(tried[1]), "each is read, or refused in a line"
    assert "requests to the server that documents name: 0" in done.stdout


def test_a_request_would_be_seen() -> None:
    import urllib.request

    with listening() as (url, asked):
        urllib.request.urlopen(url, timeout=10).read()
    assert len(asked) == 2
