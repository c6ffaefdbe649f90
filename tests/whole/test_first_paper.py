"""What is said of the built-in paper stays as it was, unless a change says why."""

from __future__ import annotations

import json

import first_paper


def test_all_that_is_said_of_the_built_in_paper_is_what_is_kept_of_it() -> None:
    kept = json.loads(first_paper.RECORD.read_text(encoding="utf-8"))
    said = json.loads(first_paper.render(first_paper.what_is_said()))
    changed = [name for name, one in said["claims"].items() if kept["claims"].get(name) != one]
    assert {name: said["claims"][name] for name in changed} == {
        name: kept["claims"].get(name) for name in changed
    }
    assert said == kept
