"""The options of a benchmark: its docstring as it stands, and what each option is without it."""

from __future__ import annotations

import argparse
import random
from pathlib import Path


class _Layout(argparse.RawDescriptionHelpFormatter):
    """Keeps the lines of a docstring, and tells the default of an option that has one to tell."""

    def _get_help_string(self, action: argparse.Action) -> str | None:
        said = action.help
        has_default = action.default not in (None, "", False, argparse.SUPPRESS)
        if said is None or not has_default or action.default == [] or "%(default)" in said:
            return said
        return f"{said} (else %(default)s)"


def options_of(doc: str | None, file: str) -> argparse.ArgumentParser:
    """A parser for a benchmark; the benchmark adds its options.

    Args:
        doc: Its docstring.
        file: Where it lies.
    """
    return argparse.ArgumentParser(
        prog=f"python -m benchmarks.{Path(file).stem}",
        description=(doc or "").strip(),
        formatter_class=_Layout,
    )


def add_drawn_seed(parser: argparse.ArgumentParser) -> None:
    """Add a seed that is another one each time, so that no two runs try the same."""
    drawn = random.SystemRandom().randrange(2**32)
    parser.add_argument("--seed", type=int, default=drawn, help="what is drawn; now %(default)s")


LABELS = "labels.jsonl"


def add_labelled_folders(parser: argparse.ArgumentParser) -> None:
    """Add folders that hold texts and their labels."""

    def labelled(name: str) -> Path:
        if not (Path(name) / LABELS).is_file():
            raise argparse.ArgumentTypeError(f"{name} has no {LABELS}: name a folder of texts")
        return Path(name)

    parser.add_argument(
        "folders", nargs="+", type=labelled, metavar="FOLDER", help="texts and their labels"
    )
