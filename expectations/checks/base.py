"""What our own Expectation classes have in common.

Each is a `BatchExpectation` that finds something out about a whole table and says it in its own
words. All expectations of a suite share one metric without value keys, so that Great Expectations
reads the frame once. What may surprise:

- every one of them fails on an empty table: where nothing was checked, nothing holds;
- one that raises is a crash, and the checkpoint takes the run for failed; it is never a finding;
- Great Expectations knows a class by its having been defined, so the modules beside this one
  (``claims``, ``registers``, ``observations``) are imported before suites are
  loaded.

Great Expectations without its noise, and without losing what it only logs.

It warns while it is imported, and reports two faults by a line in its log alone: an expectation
whose class is unknown is dropped from its suite, and a page that cannot be rendered is left out. So
its log is not thrown away but heard: `heard` gives the lines back.
"""

from __future__ import annotations

import copy
import importlib
import importlib.util
import logging
import sys
import warnings
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import BuiltinFunctionType, FunctionType, ModuleType
from typing import Any, List, TypeVar, Union, cast  # noqa: UP035

from expectations.wording.checks.suites import FAILS, HOLDS, NOTHING_CHECKED
from sources.tools.foreign import JsonMapping, JsonObject

_LOGGER = "great_expectations"


@contextmanager
def no_warnings() -> Iterator[None]:
    """Keep the warnings of others from the user, inside this block only."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


@contextmanager
def heard() -> Iterator[list[str]]:
    """Collect what Great Expectations logs as an error; nothing of its log reaches the screen."""
    logger = logging.getLogger(_LOGGER)
    listener = _Listener()
    was_passed_on, handlers = logger.propagate, logger.handlers
    logger.propagate, logger.handlers = False, [listener]
    try:
        with no_warnings():
            yield listener.lines
    finally:
        logger.propagate, logger.handlers = was_passed_on, handlers


class _PutOff(ModuleType):
    """Stands for a module until something of it is used."""

    def __getattr__(self, name: str) -> Any:
        # What the import system and `inspect` ask of any module is no use of it.
        if name.startswith("__") and name != "__path__":
            raise AttributeError(name)
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(importlib.import_module(self.__name__), name)


def put_off(name: str) -> None:
    """Let a module be read when something of it is first used, if ever."""
    spec = importlib.util.find_spec(name)
    if name in sys.modules or spec is None:
        return
    sys.modules[name] = module = _PutOff(name)
    module.__spec__ = spec
    package, _, last = name.rpartition(".")
    if package:
        setattr(sys.modules[package], last, module)


_FORMS = (int | None, list[int], Union[int, str], List[int])  # noqa: UP006, UP007
_NEVER_CHANGED: frozenset[type] = frozenset(
    {
        type(None),
        bool,
        int,
        float,
        str,
        bytes,
        FunctionType,
        BuiltinFunctionType,
        *map(type, _FORMS),
    }
)
"""Whose objects a deep copy may share: what `copy` takes for such, and the forms of types."""


def _copy_of_slots(one: Any, memo: dict[int, Any]) -> Any:
    """A deep copy of an object that has slots only: what `copy` makes, without its detours."""
    memo[id(one)] = made = object.__new__(type(one))
    for slot in type(one).__slots__:
        value = getattr(one, slot)
        kind = type(value)
        is_shared = kind in _NEVER_CHANGED or issubclass(kind, type)
        setattr(made, slot, value if is_shared else copy.deepcopy(value, memo))
    return made


@contextmanager
def quick_copies_of_fields() -> Iterator[None]:
    """Let pydantic 1 copy the fields of a class for each of its subclasses in less time.

    Great Expectations defines hundreds of classes while it is imported, most with many fields that
    they have of their bases, and each field is copied to its depth.
    """
    from pydantic.v1.fields import FieldInfo, ModelField

    kinds: tuple[Any, ...] = (FieldInfo, ModelField)
    for kind in kinds:
        kind.__deepcopy__ = _copy_of_slots
    try:
        yield
    finally:
        for kind in kinds:
            del kind.__deepcopy__


with no_warnings(), quick_copies_of_fields():
    # A quarter of the time of a run, for four expectations that none of our suites has.
    put_off("scipy.stats")
    put_off("altair")
    # What draws Markdown, and what holds JSON against a schema: nothing of ours uses them.
    put_off("mistune")
    put_off("jsonschema")
    from great_expectations.core.metric_domain_types import MetricDomainTypes
    from great_expectations.execution_engine import PandasExecutionEngine
    from great_expectations.expectations.expectation import BatchExpectation
    from great_expectations.expectations.metrics.metric_provider import metric_value
    from great_expectations.expectations.metrics.table_metric_provider import TableMetricProvider
    from great_expectations.render import (
        CollapseContent,
        LegacyDiagnosticRendererType,
        LegacyRendererType,
        RenderedStringTemplateContent,
        RenderedTableContent,
    )
    from great_expectations.render.renderer.renderer import renderer

Method = TypeVar("Method", bound=Callable[..., Any])

_LONG = 6
"""Tables with more rows than these are folded away on a page."""


@dataclass(frozen=True)
class ExpectationFinding:
    """What an expectation found.

    Attributes:
        holds: Whether the expectation succeeds.
        observed: What was observed, in one sentence.
        unexpected: What should not be there, one line each.
        columns: The head of a table of what was observed; empty where there is none.
        rows: Its rows.
        label: The badge on the page; by default ``holds`` or ``does not hold``.
        section: The heading of the page under which the expectation stands.
        aside: What else a reader should know, shown under what was expected.
        evaluated: How many things were looked at, where the expectation is of many at once.
        held: Of these, how many are as expected; without meaning where it is of one.
        unchecked: How many of what was looked at nothing at hand can check.
    """

    holds: bool
    observed: str
    unexpected: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    label: str = ""
    section: str = ""
    aside: str = ""
    evaluated: int = 1
    held: int = 0
    unchecked: int = 0

    def to_result(self, expected: str) -> JsonObject:
        """As Great Expectations keeps it, beside what was expected."""
        many = {} if self.evaluated == 1 else {"evaluated": self.evaluated, "held": self.held}
        return {
            "success": self.holds,
            "result": {
                "expected": expected,
                "observed_value": self.observed,
                "unexpected": list(self.unexpected),
                "columns": list(self.columns),
                "rows": [list(row) for row in self.rows],
                "label": self.label or (HOLDS if self.holds else FAILS),
                "section": self.section or (HOLDS if self.holds else FAILS),
                "aside": self.aside,
                **many,
                **({"unchecked": self.unchecked} if self.unchecked else {}),
            },
        }


def content(template: str, tag: str = "span", **params: str) -> Any:
    """Text for a page: what comes from outside goes into the parameters, never the template."""
    made = {"template": template, "params": params, "tag": tag}
    return RenderedStringTemplateContent(made, content_block_type="string_template")


def render_as(kind: str) -> Callable[[Method], Method]:
    """Great Expectations' decorator of a renderer, typed."""
    return cast(Callable[[Method], Method], renderer(renderer_type=kind))


def pandas_metric(method: Method) -> Method:
    """Great Expectations' decorator of a metric on a pandas frame, typed."""
    return cast(Method, metric_value(engine=PandasExecutionEngine)(method))


class FrameMetric(TableMetricProvider):  # type: ignore[misc]
    """A metric of a whole table without value keys: computed once for all of a suite."""

    @staticmethod
    def frame(engine: Any, domain: JsonMapping) -> Any:
        """The frame that the metric is computed on."""
        table = MetricDomainTypes.TABLE
        return engine.get_compute_domain(domain_kwargs=domain, domain_type=table)[0]


def rows_by(frame: Any, name: str) -> dict[str, list[Any]]:
    """The rows of a frame as named tuples, by what stands in a column."""
    rows: dict[str, list[Any]] = {}
    for row in frame.itertuples(index=False):
        rows.setdefault(str(getattr(row, name)), []).append(row)
    return rows


class TableExpectation(BatchExpectation, ABC):  # type: ignore[misc]
    """An expectation of a whole table: finds, and renders what it found."""

    @abstractmethod
    def _find(self, table: Any) -> ExpectationFinding:
        """Look at the table, which is not empty unless the class says otherwise."""

    @classmethod
    @abstractmethod
    def _say(cls, kwargs: JsonMapping) -> str:
        """What is expected, in one sentence."""

    @classmethod
    def _prescribe(cls, kwargs: JsonMapping) -> list[Any]:
        return [content("$expected", expected=cls._say(kwargs))]

    def _validate(
        self,
        metrics: JsonObject,
        runtime_configuration: Any = None,
        execution_engine: Any = None,
    ) -> JsonObject:
        table = metrics[self.metric_dependencies[0]]
        found = self._find(table) if len(table) else self._find_nothing()
        return found.to_result(self._say(self.dict()))

    def _find_nothing(self) -> ExpectationFinding:
        return ExpectationFinding(False, NOTHING_CHECKED)

    @classmethod
    @render_as(LegacyRendererType.PRESCRIPTIVE)
    def _prescriptive_renderer(
        cls, configuration: Any = None, result: Any = None, runtime_configuration: Any = None
    ) -> list[Any]:
        config = configuration or (result.expectation_config if result else None)
        return cls._prescribe(config.kwargs) if config else []

    @classmethod
    @render_as(LegacyDiagnosticRendererType.OBSERVED_VALUE)
    def _diagnostic_observed_value_renderer(
        cls, configuration: Any = None, result: Any = None, runtime_configuration: Any = None
    ) -> list[Any]:
        found = result.result if result else {}
        shown = [content("$observed", tag="p", observed=found.get("observed_value") or "nothing")]
        if found.get("rows"):
            table = RenderedTableContent(table=found["rows"], header_row=found["columns"])
            is_long = len(found["rows"]) > _LONG
            shown.append(
                CollapseContent([table], f"All {len(found['rows'])} rows") if is_long else table
            )
        return shown

    @classmethod
    @render_as(LegacyDiagnosticRendererType.UNEXPECTED_STATEMENT)
    def _diagnostic_unexpected_statement_renderer(
        cls, configuration: Any = None, result: Any = None, runtime_configuration: Any = None
    ) -> list[Any]:
        if not result or not result.result:
            shown: list[Any] = super()._diagnostic_unexpected_statement_renderer(result=result)
            return shown
        lines = [result.result.get("aside"), *result.result.get("unexpected", [])]
        return [content("$line", tag="p", line=line) for line in lines if line]

    @classmethod
    @render_as(LegacyDiagnosticRendererType.STATUS_ICON)
    def _diagnostic_status_icon_renderer(
        cls, configuration: Any = None, result: Any = None, runtime_configuration: Any = None
    ) -> Any:
        label = result.result.get("label") if result and result.result else "crashed"
        config = result.expectation_config if result else None
        about = config.kwargs.get("claim_id", "") if config else ""
        return content("$label", label=label, anchor=about)


class PaperExpectation(TableExpectation, ABC):
    """An expectation of what a table has of one paper among many."""

    paper: str
    title: str
    claims: int

    def _find_nothing(self) -> ExpectationFinding:
        raise LookupError(f"paper {self.paper!r} is not in the table, which is empty")

    @classmethod
    def _prescribe(cls, kwargs: JsonMapping) -> list[Any]:
        return [
            content("$title", tag="q", title=kwargs["title"]),
            content("$expected", tag="p", expected=cls._say(kwargs)),
        ]
