"""No module of repbook imports itself by way of others, wherever the imports stand."""

from __future__ import annotations

import ast
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src"


def modules() -> dict[str, Path]:
    """Every module by its name; a package is its ``__init__``."""
    return {
        ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__"): path
        for path in SOURCE.rglob("*.py")
    }


def imported(name: str, known: dict[str, Path]) -> set[str]:
    """The modules of repbook that a module imports: at its top, inside functions, or for types alone."""
    found: set[str] = set()
    package = name.split(".") if known[name].name == "__init__.py" else name.split(".")[:-1]
    for node in ast.walk(ast.parse(known[name].read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) + 1 - node.level] if node.level else []
            whence = ".".join([*above, *filter(None, [node.module])])
            within = {f"{whence}.{each.name}" for each in node.names}
            found |= within if within <= known.keys() else within | {whence}
    return found & known.keys()


def test_no_module_imports_itself_by_way_of_others() -> None:
    known = modules()
    imports = {name: imported(name, known) for name in known}
    for name, other in (
        ("repbook.ui.app.app", "repbook.ui.screens.today"),  # inside a function
        ("repbook.ui.shell.ready_screen", "repbook.ui.shell.protocol"),  # for types alone
        ("repbook.ui.verbs.running", "repbook.ui.verbs.any_row"),  # from . import
    ):
        assert other in imports[name]
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as circle:
        pytest.fail(f"a circle: {' ← '.join(circle.args[1])}")
