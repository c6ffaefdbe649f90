"""Are the figures of a text read alike whatever file it comes in?

    python -m benchmarks.formats [FOLDER...] --texts 40 --seed 1 [-v]

Texts are drawn from folders: labelled ones, and Markdown documents whose places are filled as
`benchmarks.true_documents` fills them. Each is written as text, Markdown, a web page, a Word file
and as PDF in one column and in two (`benchmarks.files_of_texts`), and is read as `check` reads it.
Figures are held against those of the plain text by order and phrase; what neither side reads as a
claim is not counted. *both sure* are readings that differ though both are sure.
"""

from __future__ import annotations

import json
import random
import re
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.files_of_texts import page_of, print_page, printing_browser, word_file_of
from benchmarks.options import LABELS, options_of
from benchmarks.true_documents import DOCUMENTS, codes_of, draw_for, fill
from benchmarks.true_sentences import values
from flows.work.checking import read_order
from flows.work.orders import CheckOrder
from sources.documents.reading import read_document
from sources.reading.sentences.model import ReadFigure, Reading

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FOLDERS = (DOCUMENTS.parent / "worked", DOCUMENTS / "worked")
FORMATS = ("md", "html", "docx", "pdf", "pdf, two columns")
PARTS: Mapping[str, tuple[str, ...]] = {
    "indicator": ("indicator", "of"),
    "area": ("areas", "among"),
    "years": ("period", "since"),
    "measure": ("measure", "to", "weighting", "order"),
}
"""The parts of a reading, by the fields that tell them."""


@dataclass(frozen=True)
class DatedText:
    """A text under its name, and when it was published."""

    name: str
    text: str
    published: str


def texts_of(folder: Path, draw: random.Random, most: int) -> list[DatedText]:
    """Texts drawn from a folder of labelled texts, or of Markdown documents with places."""
    if not (folder / LABELS).is_file():
        return _filled(folder, draw, most)
    labels = map(json.loads, (folder / LABELS).read_text("utf-8").splitlines())
    published = {one["text_id"]: one["source"]["published"] for one in labels}
    names = draw.sample(sorted(published), min(most, len(published)))
    return [
        DatedText(name, (folder / f"{name}.txt").read_text("utf-8"), published[name])
        for name in sorted(names)
    ]


def _filled(folder: Path, draw: random.Random, most: int) -> list[DatedText]:
    files = sorted(folder.glob("*.md"))
    found: list[DatedText] = []
    for path in sorted(draw.sample(files, min(most, len(files)))):
        template = path.read_text("utf-8")
        drawn = draw_for(template, draw, values(sorted(codes_of(template))))
        if drawn is not None:
            text = fill(template, drawn).text
            found.append(DatedText(path.stem, text, drawn.day.isoformat()))
    return found


def write_files(one: DatedText, folder: Path, browser: Browser | None) -> dict[str, Path]:
    """A text written in each format: its files by what the format is called, plain text first."""
    files = {
        "txt": folder / f"{one.name}.txt",
        **{name: folder / f"{one.name}.{name}" for name in ("md", "html", "docx")},
    }
    files["txt"].write_text(one.text, "utf-8")
    files["md"].write_text(one.text, "utf-8")
    files["html"].write_text(page_of(one.text), "utf-8")
    files["docx"].write_bytes(word_file_of(one.text))
    if browser is None:
        return files
    wide = folder / f"{one.name}-two-columns.html"
    wide.write_text(page_of(one.text, has_two_columns=True), "utf-8")
    for name, page in (("pdf", files["html"]), ("pdf, two columns", wide)):
        files[name] = page.with_suffix(".pdf")
        files[name].write_bytes(print_page(browser, page))
    return files


def figures_of(path: Path, published: str) -> tuple[ReadFigure, ...]:
    """The figures of a file as `check` reads them."""
    return read_order(CheckOrder(str(path), published), read_document(path)).figures


@dataclass
class FormatTally:
    """How the figures of a format compare with those of the plain text.

    ``found`` are the claims of the plain text that stand in the file as well; ``told`` says each
    difference in a line.
    """

    counts: Counter[str] = field(default_factory=Counter)
    told: list[str] = field(default_factory=list)

    def compare(self, name: str, plain: Sequence[ReadFigure], own: Sequence[ReadFigure]) -> None:
        """Count how the figures of a text's file differ from those of the text."""
        for one, other in pairs_of(plain, own):
            if not any(figure is not None and figure.kind == "claim" for figure in (one, other)):
                continue
            if one is None or other is None:
                self._alone(name, one, other)
                continue
            self.counts["found"] += 1
            differing = parts_that_differ(one, other)
            self.counts.update(differing)
            if differing:
                are_sure = "unsure" not in (one.state, other.state)
                self.counts["readings"] += 1
                self.counts["both sure"] += are_sure
                self._tell(name, f"{', '.join(differing)}{' (both sure)' * are_sure}", one, other)
            elif one.state != other.state:
                self.counts["states"] += 1
                self._tell(name, f"{one.state} -> {other.state}", one, other)

    def _alone(self, name: str, one: ReadFigure | None, other: ReadFigure | None) -> None:
        what = "lost" if other is None else "added"
        self.counts[what] += 1
        figure = one or other
        if figure is not None:
            self.told.append(f"{name} {what} “{figure.phrase}” in {figure.sentence[:160]!r}")

    def _tell(self, name: str, what: str, one: ReadFigure, other: ReadFigure) -> None:
        self.told.append(
            f"{name} {what} “{one.phrase}”\n"
            f"    {say_read(one)} in {one.sentence[:160]!r}\n"
            f"    {say_read(other)} in {other.sentence[:160]!r}"
        )


def pairs_of(
    plain: Sequence[ReadFigure], own: Sequence[ReadFigure]
) -> Iterator[tuple[ReadFigure | None, ReadFigure | None]]:
    """Figures of a text and of its file that are one, by order and phrase; None where one lacks."""
    first, second = ([_phrase(one) for one in side] for side in (plain, own))
    matched = SequenceMatcher(None, first, second, autojunk=False)
    for what, a, a_end, b, b_end in matched.get_opcodes():
        if what == "equal":
            yield from zip(plain[a:a_end], own[b:b_end], strict=True)
            continue
        yield from ((one, None) for one in plain[a:a_end])
        yield from ((None, one) for one in own[b:b_end])


def _phrase(one: ReadFigure) -> str:
    return re.sub(r"[\s*_]+", " ", one.phrase).strip()


def parts_that_differ(one: ReadFigure, other: ReadFigure) -> list[str]:
    """The parts in which two readings of a figure differ; its kind where only one is a claim."""
    if one.kind != other.kind:
        return ["kind"]
    if one.reading is None or other.reading is None:
        return [] if one.reading is other.reading else list(PARTS)
    return [
        part
        for part, names in PARTS.items()
        if any(getattr(one.reading, name) != getattr(other.reading, name) for name in names)
    ]


def say_read(one: ReadFigure) -> str:
    """What was read of a figure, in a line."""
    if one.kind != "claim" or one.reading is None:
        return one.kind if one.kind != "claim" else "not understood"
    return f"{one.state}: {_say(one.reading)}"


def _say(read: Reading) -> str:
    period = f"{read.period.start}-{read.period.end}"
    said = (read.measure, read.indicator, *read.areas, read.of, read.to, read.among, period)
    return " ".join(word for word in said if word)


_COUNTED = ("found", "lost", "added", "readings", "both sure", *PARTS, "kind", "states")


def main(arguments: Sequence[str] | None = None) -> None:
    """Draw, write, read and print."""
    parser = options_of(__doc__, __file__)
    parser.add_argument("folders", nargs="*", type=Path, help="folders of texts or documents")
    parser.add_argument("--texts", type=int, default=40, help="how many are drawn of each folder")
    parser.add_argument("--seed", type=int, default=1, help="what is drawn")
    parser.add_argument("--only", default="", help="the format that is told of with -v")
    parser.add_argument("-v", action="store_true", help="print what differs, by text")
    given = parser.parse_args(arguments)
    draw = random.Random(given.seed)
    with printing_browser() as browser, tempfile.TemporaryDirectory() as made:
        if browser is None:
            print("there is no Chromium here: nothing is printed to PDF")
        for folder in given.folders or FOLDERS:
            texts = texts_of(folder, draw, given.texts)
            tallies = {name: FormatTally() for name in FORMATS}
            for one in texts:
                files = write_files(one, Path(made), browser)
                plain = figures_of(files.pop("txt"), one.published)
                for name, path in files.items():
                    tallies[name].compare(one.name, plain, figures_of(path, one.published))
            show(f"{folder.parent.name}/{folder.name}: {len(texts)} texts", tallies)
            for name, tally in tallies.items():
                if given.v and given.only in ("", name):
                    print("\n".join([f"{name}:", *tally.told]))


def show(head: str, tallies: Mapping[str, FormatTally]) -> None:
    """Print a table: a line a format that was read."""
    print(head)
    print(f"  {'':16}" + "".join(f"{name:>10}" for name in _COUNTED))
    for name, tally in tallies.items():
        if tally.counts:
            print(f"  {name:16}" + "".join(f"{tally.counts[one]:10}" for one in _COUNTED))


if __name__ == "__main__":
    main()
