"""Suites, expectations and checkpoints of Great Expectations.

Great Expectations imports scipy's statistics, a third of the time that it takes to import, for
expectations that are not used here: they are loaded when something of them is first looked at.
"""

import importlib.util
import sys


def _defer(package: str, module: str) -> None:
    """Load a module of a package when it is first used, unless it has been loaded already."""
    name = f"{package}.{module}"
    spec = None if name in sys.modules else importlib.util.find_spec(name)
    if spec is None or spec.loader is None:
        return
    spec.loader = importlib.util.LazyLoader(spec.loader)
    made = importlib.util.module_from_spec(spec)
    sys.modules[name] = made
    spec.loader.exec_module(made)
    setattr(sys.modules[package], module, made)


_defer("scipy", "stats")
