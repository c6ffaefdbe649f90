"""The shell commands of the documents, what has to lie beside them, and which cannot be run here.

A page's commands run in one folder in their order. What a page takes as there (a text of the
reader's, a register, an approved correction) is laid there before.
"""

from __future__ import annotations

import io
import re
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import docx
from pdf_writing import lines, write_pdf
from processes import ROOT, Corrigenda

PAGES = tuple(
    str(path.relative_to(ROOT))
    for path in sorted(
        [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("**/*.md")]
    )
)
_BLOCK = re.compile(r"```(?:bash|sh|shell|console)\n(.*?)```", re.S)
_ENDS = re.compile(r"^cat >>? .*<<'TEXT'$")

MAKE = "a target that sets up, tests or checks the whole house: CI runs it by itself"
BENCHMARK = "a benchmark that takes minutes: it has a test of its own, or is run by hand"
OTHERS = "a program that is not ours and need not be there"
ELSEWHERE = "a machine, a server or an address of the reader's"
NETWORK = "asks services on the network; tests ask servers on the loopback the same"
APPROVED = "a person's approval comes before it: tests/whole/test_text_whole_way.py goes the way"
PREFECT = "a Prefect server or worker that stays; tests of schedules start their own"

NOT_RUN: Sequence[tuple[str, str]] = (
    (r"^make ", MAKE),
    (r"python3? (-m )?benchmarks", BENCHMARK),
    (r"^(jq|curl) |^for run in|^  -d |^  http://", OTHERS),
    (r"^(pip install|dask )|--runner dask|10\.0\.0\.1", ELSEWHERE),
    (r"\brefresh( |$)|--live|--wdi-bulk|snapshot (use|accept)|--snapshot (current|latest|wdi)\b"
     r"|snapshot verify( wdi)?$", NETWORK),
    (r"(^|/)prefect |^until curl|^PREFECT_API_URL=", PREFECT),
    (r"^export (PREFECT|HOOK|DO_NOT)", PREFECT),
    (r"notify --automation", PREFECT),
    (r"schedule --flow refresh|schedule --papers", PREFECT),
    (r"corrections sync", ELSEWHERE),
    (r"recheck article ", APPROVED),
)  # fmt: skip
"""What cannot be run offline in a folder, and why; all else is run."""

SERVERS = (
    r"corrigenda (serve|mcp|review|settle|schedule)\b(?!.*(--description|token|revoke|by-name))"
)
"""What goes on until it is stopped: it must say where it is, or wait, and end when told to."""

EXITS: Sequence[tuple[str, int]] = ((r"--fail-on", 1), (r"claims --lint my\.yaml", 2))
"""What may end with another code than 0: a verdict or a trouble that is named may occur, and a
draft that nobody has settled is refused with what is to be settled."""

CI_FILES = ("action.yml", "workflow.yml")
SENTENCES = (
    "In 2016, the population of Kenya was 83 million.",
    "Kenya's GDP was $69 billion in 2016, and life expectancy was 66 years.",
    "Liu and Jiang count 4 billion 400 million people and 29% of the world.",
)


@dataclass(frozen=True)
class Command:
    """A line of a page; what ends in a here-document is one."""

    page: str
    text: str

    @property
    def why_not(self) -> str:
        """Why it is not run; empty where it is."""
        return next((why for pattern, why in NOT_RUN if re.search(pattern, self.text)), "")

    @property
    def is_server(self) -> bool:
        """Whether it goes on until it is stopped."""
        return re.search(SERVERS, self.text) is not None


def commands_of(page: str) -> tuple[Command, ...]:
    """The commands of a page, in order."""
    text = (ROOT / page).read_text(encoding="utf-8")
    return tuple(
        Command(page, command) for block in _BLOCK.findall(text) for command in _split(block)
    )


def _split(block: str) -> Iterator[str]:
    rest = block.splitlines()
    if any(line.startswith("$ ") for line in rest):
        # A session: what is typed has a mark, the rest is what was printed.
        rest = [line[2:] for line in rest if line.startswith("$ ")]
    while rest:
        command = rest.pop(0)
        if _ENDS.match(command):
            while not command.endswith("\nTEXT"):
                command += f"\n{rest.pop(0)}"
        while command.endswith("\\"):
            command += f"\n{rest.pop(0)}"
        command = re.sub(r"\s+#.*$", "", command) if "\n" not in command else command
        if command.strip():
            yield command.strip()


def lay_out(folder: Path, corrigenda: Corrigenda, page: str) -> None:
    """Lay into a folder what the commands of a page take as there."""
    text = "\n\n".join(SENTENCES)
    register = (ROOT / "sources/papers/liu-jiang-2018.yaml").read_text(encoding="utf-8")
    word, pdf = _word_file(), write_pdf([lines(50, 740, list(SENTENCES), 11)])
    files: Mapping[str, bytes] = {
        **dict.fromkeys(("article.md", "article.txt", "paper.txt", "speech.txt"), text.encode()),
        **dict.fromkeys(("new.txt", "new-version.txt"), text.encode()),
        **dict.fromkeys(("article.docx", "report.docx", "article-2.docx"), word),
        "report.pdf": pdf,
        **dict.fromkeys(("registers/one.yaml", "registers/2018/two.yaml"), register.encode()),
        **{f"docs/ci/{name}": (ROOT / "docs/ci" / name).read_bytes() for name in CI_FILES},
        "doses.csv": b"iso3,indicator,year,value\nKEN,VAX.SHARE,2016,81.5\n",
    }
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    for name in ("my-paper.yaml", "paper.yaml", "my.yaml"):
        made = f"article.txt --published 2018-06 --register {name}".split()
        assert corrigenda("check", *made).returncode == 0
    (folder / "my.yaml").write_text(
        (folder / "my.yaml").read_text(encoding="utf-8").replace("id: f1", "id: output", 1),
        encoding="utf-8",
    )
    corrigenda.home.mkdir(exist_ok=True)
    (corrigenda.home / "channels.toml").write_text(
        '[folder.outbox]\nfolder = "outbox"\nfor = ["correction", "notice"]\n'
        '[folder.desk]\nfolder = "notices"\nfor = ["notice"]\n'
        '[folder.editor]\nfolder = "editor"\n',
        encoding="utf-8",
    )
    if re.search(r"corrections|recheck|verify PACK|findings", (ROOT / page).read_text("utf-8")):
        _approve(corrigenda)
        export = ["corrections", "export", "--format", "pack", "--out", "made"]
        assert corrigenda(*export).returncode == 0
        (pack,) = (folder / "made").glob("*.zip")
        (folder / "PACK.zip").write_bytes(pack.read_bytes())
    if page == "docs/corpus.md":
        _own_snapshot(corrigenda)


def _word_file() -> bytes:
    paper = docx.Document()
    for sentence in SENTENCES:
        paper.add_paragraph(sentence)
    stream = io.BytesIO()
    paper.save(stream)
    return stream.getvalue()


def _own_snapshot(corrigenda: Corrigenda) -> None:
    names = ["snapshot", "add", "doses.csv", "--source", "ministry", "--vintage", "2018-03-01"]
    done = corrigenda(*names, "--licence", "CC BY 4.0", "--snapshot", "my-snapshot")
    assert done.returncode == 0, done.stderr


def _approve(corrigenda: Corrigenda) -> None:
    """Run the first paper, and approve one of its corrections."""
    from reports.review.deciding import take
    from reports.review.forms import Form
    from reports.store import open_store

    assert corrigenda("validate", "--plain").returncode == 0
    with open_store(f"sqlite:///{corrigenda.home / 'store.db'}") as store:
        row = store.queue_row("liu-jiang-2018", "gdp-share")
        assert row is not None
        form = Form(
            kind="approve",
            wording="31% of the world",
            expected=str(row.last),
            nonce=secrets.token_urlsafe(18),
        )
        taken = take(store, None, "Ada Lovelace", row, form)
        assert taken is not None and not taken.faults, taken
