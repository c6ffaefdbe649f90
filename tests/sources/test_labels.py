"""The labelled texts of the benchmark: each label stands where its text has it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

LABELS = Path(__file__).resolve().parents[2] / "benchmarks" / "labels"
FOLDERS = ("worked", "unseen")


@pytest.mark.parametrize("folder", FOLDERS)
def test_each_label_stands_where_its_text_has_it(folder: str) -> None:
    texts = {path.stem: path.read_text("utf-8") for path in (LABELS / folder).glob("*.txt")}
    labels = [
        json.loads(line)
        for line in (LABELS / folder / "labels.jsonl").read_text("utf-8").splitlines()
    ]
    assert {label["text_id"] for label in labels} == set(texts)
    assert len({label["id"] for label in labels}) == len(labels)
    for label in labels:
        assert texts[label["text_id"]][label["start"] : label["end"]] == label["phrase"]


def test_no_text_is_in_both_folders() -> None:
    worked, unseen = ({path.name for path in (LABELS / one).glob("*.txt")} for one in FOLDERS)
    assert worked and unseen
    assert not worked & unseen
