"""How many calls lie between a command and the first thing that it does, by the real stack.

The command runs with a small file of its own; where that file is opened, the functions of the
repository on the stack are counted, from the command's own function on. What the call itself is
named matters for nothing.

``python -m benchmarks.first_step FOLDER COMMAND ...`` is the run that is watched: it prints the
functions, one a line, of the program that lies in that folder.
"""

from __future__ import annotations

import argparse
import importlib
import os
import subprocess
import sys
import traceback
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType

PROGRAMS = ("flows.cli.main", "flows.commands")
"""Where the command line is, now and before."""
REGISTER = """\
paper: {id: small, title: Small, claimant: A. Author, published: 2018-06, source: small.txt}
claims:
  - {id: people, phrase: "1,386 million", indicator: population, group: CHN, year: 2017}
"""
TEXT = "In 2017 China had 1,386 million people.\n"
COMMANDS = {
    "validate --plain": ("validate", "--plain", "--paper", "small.yaml"),
    "validate": ("validate", "--paper", "small.yaml"),
    "check": ("check", "small.txt", "--published", "2018-06"),
}
"""What is run, by how it is called in what is printed."""


@cache
def calls_to_first_step(house: Path, command: str) -> tuple[str, ...]:
    """The functions from a command's own to the one that opens its file.

    Args:
        house: The folder of the program.
        command: One of `COMMANDS`.

    Returns:
        Each as ``module:function``; none where the program there does not know the command, or
        fails before it opens the file.
    """
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "small.yaml").write_text(REGISTER, encoding="utf-8")
        (folder / "small.txt").write_text(TEXT, encoding="utf-8")
        script = [sys.executable, __file__, str(house), *COMMANDS[command]]
        done = subprocess.run(script, cwd=folder, capture_output=True, text=True, check=False)
    return tuple(done.stdout.split()) if done.returncode == 0 else ()


def _watch(house: Path, arguments: list[str]) -> None:
    """Run the program until it opens its file; print what lies on the stack, and end."""
    sys.path[:] = [str(house), *(one for one in sys.path if Path(one) != Path(__file__).parent)]

    def hear(event: str, told: tuple[object, ...]) -> None:
        if event != "open" or Path(str(told[0])).name not in ("small.yaml", "small.txt"):
            return
        frames = [frame for frame, _ in traceback.walk_stack(sys._getframe(1))]
        own = [name for name in map(partial(_name, house), reversed(frames)) if name]
        first = [one.endswith(f":{arguments[0]}") for one in own].index(True)
        print("\n".join(own[first:]), flush=True)
        os._exit(0)

    names = [name for name in PROGRAMS if (house / f"{name.replace('.', '/')}.py").is_file()]
    program = importlib.import_module(names[0])
    sys.addaudithook(hear)
    program.run(arguments)
    raise SystemExit(1)


def _name(house: Path, frame: FrameType) -> str:
    """What is called in a frame; empty where that is not of the house."""
    file = Path(frame.f_code.co_filename)
    if not file.is_relative_to(house) or file.is_relative_to(house / ".venv"):
        return ""
    module = file.relative_to(house).with_suffix("").as_posix().replace("/", ".")
    return f"{module}:{frame.f_code.co_name}"


def main() -> None:
    """Watch one run."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.first_step",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("folder", type=Path, help="where the program lies")
    parser.add_argument("command", nargs=argparse.REMAINDER, help="what it is asked to do")
    given = parser.parse_args()
    _watch(given.folder, given.command)


if __name__ == "__main__":
    main()
