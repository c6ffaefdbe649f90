"""Two Dask workers against one process on the same corpus: ratio, bytes, and a worker killed.

A real scheduler and two workers of one thread run as processes of this machine. The time is that of
judging the papers, as the program says it with ``--verbose``, and of the whole command. Findings
are compared byte by byte, without the object that names the run. Run it from the repository's root,
as this file has the name of a package.

    python -m benchmarks.dask [--papers 400]
"""

from __future__ import annotations

import gzip
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.corpus_registers import write_registers
from benchmarks.options import options_of

PROGRAM = Path(sys.executable).with_name("corrigenda")


@contextmanager
def cluster(folder: Path, workers: int = 2) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler and workers as processes; gives the address and the workers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    log = (folder / "cluster.log").open("ab")
    start = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1"]
    others = {"stdout": log, "stderr": log, "cwd": folder}
    scheduler = subprocess.Popen([*start, "--port", str(port), "--no-dashboard"], **others)  # type: ignore[call-overload]
    time.sleep(3)
    command = [sys.executable, "-m", "distributed.cli.dask_worker", address, "--nthreads", "1"]
    command += ["--no-nanny", "--no-dashboard"]
    family = [subprocess.Popen(command, **others) for _ in range(workers)]  # type: ignore[call-overload]
    time.sleep(5)
    try:
        yield address, family
    finally:
        for process in (*family, scheduler):
            if process.poll() is None:
                process.terminate()
            process.wait()
        log.close()


def validate(
    folder: Path, out: str, *more: str, kill: subprocess.Popen[bytes] | None = None
) -> tuple[float, float]:
    """Run the program; gives seconds of the whole command and of judging the papers."""
    command = [str(PROGRAM), "validate", "--papers", "papers", "--out", out, "--verbose", *more]
    environment = {**os.environ, "CORRIGENDA_HOME": str(folder / "home")}
    began = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    assert process.stderr is not None
    said = ""
    for line in process.stderr:
        said += line.decode()
        if kill is not None and kill.poll() is None and re.search(rb"^\d[\d,]* of .* papers", line):
            kill.send_signal(signal.SIGKILL)
    if process.wait():
        raise RuntimeError(said)
    judged = re.search(r"papers ([\d.]+) s", said)
    assert judged is not None, said
    return time.perf_counter() - began, float(judged[1])


def findings(folder: Path, out: str) -> dict[str, bytes]:
    """The findings of each paper without the object that names the run."""
    found = {}
    for path in (folder / out).glob("corpora/*/chunk-*/*/findings.json.gz"):
        content = gzip.decompress(path.read_bytes())
        made = json.loads(content)
        run = json.dumps(made["run"], ensure_ascii=False, separators=(",", ":")).encode()
        assert run in content
        found[made["paper"]["id"]] = content.replace(run, b"", 1)
    return found


def main() -> None:
    """Measure and print."""
    parser = options_of(__doc__, __file__)
    parser.add_argument("--papers", type=int, default=400, help="how many papers the corpus has")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_registers(folder / "papers", given.papers)
        whole, papers = validate(folder, "one", "--plain")
        print(f"one process           {whole:6.1f} s, the papers {papers:6.1f} s", flush=True)
        one = findings(folder, "one")
        with cluster(folder) as (address, _):
            on = ("--runner", "dask", "--address", address)
            # The first run imports in the workers, as a cluster does once in its life.
            for label, out, more in (
                ("two workers, cold", "cold", ("--plain",)),
                ("two workers, warm", "warm", ("--plain",)),
                ("the same, by Prefect", "prefect", ()),
            ):
                own_whole, own = validate(folder, out, *on, *more)
                same = findings(folder, out) == one
                print(
                    f"{label:21} {own_whole:6.1f} s, the papers {own:6.1f} s: "
                    f"{papers / own:.2f} times as fast "
                    f"({whole / own_whole:.2f} with all); bit-equal: {same}",
                    flush=True,
                )
        for label, out, more in (
            ("plain", "killed", ("--plain",)),
            ("by Prefect", "killed-prefect", ()),
        ):
            with cluster(folder) as (address, family):
                on = ("--runner", "dask", "--address", address)
                validate(folder, out, *on, *more, kill=family[0])
                found = findings(folder, out)
                print(
                    f"a worker killed ({label}): {len(found)} of {len(one)} papers; "
                    f"killed: {family[0].poll() == -signal.SIGKILL}; bit-equal: {found == one}",
                    flush=True,
                )


if __name__ == "__main__":
    main()
