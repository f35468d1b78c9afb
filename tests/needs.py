"""Marks of tests that are about what only Unix has: elsewhere they are passed over, and say why."""

from __future__ import annotations

from importlib import import_module

import pytest


def needs(*names: str) -> pytest.MarkDecorator:
    """For a test that needs modules, or names in them."""
    missing = not all(map(is_there, names))
    return pytest.mark.skipif(missing, reason=f"needs {', '.join(names)}: only Unix has that")


def is_there(name: str) -> bool:
    """Whether this system has a module, or a name in one."""
    module, _, inside = name.partition(".")
    try:
        found = import_module(module)
    except ModuleNotFoundError:
        return False
    return not inside or hasattr(found, inside)
