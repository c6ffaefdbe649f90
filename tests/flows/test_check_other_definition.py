"""A text whose figures may be of two definitions, and the register that is made of it."""

from __future__ import annotations

import json
from pathlib import Path

from processes import Corrigenda

TEXT = """\
Unemployment in Uzbekistan stood at 9.4% in 2018.

Maternal mortality in Benin was 391 per 100,000 live births in 2017.

France welcomed 89 million tourists in 2018.

Unemployment in Germany was 34% in 2018.
"""
WANTED = {"9.4%": "open", "391": "open", "89 million": "open", "34%": "off"}


def test_a_text_and_its_register_say_alike_by_which_definition_a_figure_would_hold(
    corrigenda: Corrigenda,
) -> None:
    (corrigenda.folder / "a.txt").write_text(TEXT, encoding="utf-8")
    said = corrigenda("check", "a.txt", "--published", "2026-03", "--json", "--register", "a.yaml")
    found = {one["phrase"]: one for one in json.loads(said.stdout)["figures"]}
    assert {phrase: one["standing"] for phrase, one in found.items()} == WANTED
    assert "by national estimates it would hold" in found["9.4%"]["sentence_of_verdict"]
    done = corrigenda("validate", "--plain", "--paper", "a.yaml", "--out", "out")
    assert done.returncode in {0, 1}, done.stderr
    [path] = Path(corrigenda.folder, "out").rglob("findings.json")
    claims = json.loads(path.read_text("utf-8"))["claims"]
    assert [one["standing"] for one in claims] == list(WANTED.values())
