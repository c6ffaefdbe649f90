"""Whatever a file holds, it is read as a register or refused with clear faults."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from broken_registers import GOOD
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sources.errors import CorrigendaError
from sources.registers.register import lint_register, load_paper


def write(folder: Path, content: str | bytes) -> Path:
    path = folder / "register.yaml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def judge(path: Path) -> None:
    """Hold a register to what is promised of any file: a paper, or faults that say where."""
    faults = lint_register(path)
    if faults:
        assert all(fault.file == str(path) and fault.what for fault in faults)
        with pytest.raises(CorrigendaError):
            load_paper(path)
    else:
        load_paper(path)


FUZZ = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@FUZZ
@given(
    content=st.binary(max_size=200)
    | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass"))
)
def test_any_file_is_a_register_or_a_clear_error(content: bytes, tmp_path: Path) -> None:
    judge(write(tmp_path, content))


@FUZZ
@given(data=st.data())
def test_a_register_with_anything_cut_out_or_put_in_is_read_or_a_clear_error(
    data: st.DataObject, tmp_path: Path
) -> None:
    start = data.draw(st.integers(0, len(GOOD)))
    end = data.draw(st.integers(start, min(len(GOOD), start + 40)))
    put_in = data.draw(st.text(alphabet="ab1%$:-[]{}\"'#&*!|>\n \t", max_size=12))
    judge(write(tmp_path, GOOD[:start] + put_in + GOOD[end:]))


@FUZZ
@given(data=st.data())
def test_any_value_in_any_place_is_read_or_a_clear_error(
    data: st.DataObject, tmp_path: Path
) -> None:
    register = yaml.load(GOOD, Loader=yaml.BaseLoader)
    places: list[tuple[dict[str, object] | list[object], str | int]] = []

    def walk(node: object) -> None:
        pairs = (
            list(node.items())
            if isinstance(node, dict)
            else list(enumerate(node))
            if isinstance(node, list)
            else []
        )
        for key, value in pairs:
            places.append((node, key))  # type: ignore[arg-type]
            walk(value)

    walk(register)
    scalars = st.sampled_from(
        ["", "x", "0", "-1", "2016", "1e999", "nan", "bri-65", "latest", "63%", "é" * 400]
    )
    values = st.recursive(
        scalars,
        lambda inner: st.lists(inner, max_size=2) | st.dictionaries(scalars, inner, max_size=2),
    )
    holder, key = data.draw(st.sampled_from(places))
    holder[key] = data.draw(values)  # type: ignore[index]
    judge(write(tmp_path, yaml.safe_dump(register, allow_unicode=True)))
