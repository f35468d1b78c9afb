"""Names that Textual looks up for a key, a message, or a change must be what Textual takes them for.

It calls ``_key_at`` when ``@`` is pressed, whatever that is: a number of that name ended the app.
"""

from __future__ import annotations

import ast
import inspect
import pkgutil
import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from types import FunctionType
from typing import Any

import pytest
from textual.actions import parse
from textual.binding import Binding
from textual.dom import DOMNode
from textual.message import Message
from textual.message_pump import MessagePump
from textual.reactive import Reactive
from textual.screen import Screen

import repbook.ui
from hand.inside import PLACES, begin
from needs import is_there
from repbook.ui.app.full_screen import FullScreen

ONLY_UNIX = "repbook.ui.terminal.driver"
TAKES = {
    "key_": (0, 1),
    "on_": (0, 1),
    "watch_": (0, 2),
    "validate_": (1, 1),
    "compute_": (0, 0),
    "action_": (0, 9),
    "render_": (0, 9),
    "handle_": (0, 9),
}
"""Beginnings of names that Textual looks up, and how many arguments it gives at the least and the most."""
SOURCE = Path(repbook.ui.__file__).parent


def beginning(name: str) -> str:
    """What a name begins with, if Textual looks it up: with one underscore before it, or none."""
    plain = name.removeprefix("_")
    return next((start for start in TAKES if plain.startswith(start) and plain != start), "")


def classes() -> list[type]:
    """Every class of the interface that Textual sends messages to."""
    for module in pkgutil.walk_packages(repbook.ui.__path__, "repbook.ui."):
        if is_there("termios") or module.name != ONLY_UNIX:
            import_module(module.name)
    found: set[type] = set()
    pending: list[type] = [MessagePump]
    while pending:
        kind = pending.pop()
        pending += kind.__subclasses__()
        if kind.__module__.startswith("repbook."):
            found.add(kind)
    return sorted(found, key=lambda kind: (kind.__module__, kind.__qualname__))


CLASSES = classes()


def of_textual(name: str, kind: type) -> bool:
    """Whether Textual itself has something of this name there that is no handler."""
    for parent in kind.__mro__:
        if parent.__module__.startswith("textual."):
            own = vars(parent).get(name)
            if own is not None and not isinstance(own, FunctionType):
                return True
    return False


def all_of(kind: type) -> set[type]:
    """A class and all below it."""
    return {kind}.union(*(all_of(each) for each in kind.__subclasses__()))


def shape(function: Any) -> tuple[int, int]:
    """How many arguments a method needs, and how many it takes, besides ``self``."""
    parameters = list(inspect.signature(function).parameters.values())
    if not isinstance(function, staticmethod):
        parameters = parameters[1:]
    needs = sum(one.default is one.empty and one.kind not in (one.VAR_POSITIONAL, one.VAR_KEYWORD) for one in parameters)  # fmt: skip
    many = any(one.kind is one.VAR_POSITIONAL for one in parameters)
    return needs, 99 if many else len(parameters)


def test_the_walk_meets_the_app_every_screen_and_the_widgets() -> None:
    names = {kind.__name__ for kind in CLASSES}
    assert {"RepbookApp", "Keyboard", "TodayScreen", "LogForm", "RowList", "Finder"} <= names
    assert len(CLASSES) > 80


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__qualname__)
def test_what_textual_looks_up_by_name_is_a_method_of_the_right_shape(kind: type) -> None:
    wrong = []
    for name, value in vars(kind).items():
        start = beginning(name)
        if not start or of_textual(name, kind):
            continue
        method = value.__func__ if isinstance(value, classmethod) else value
        if not callable(getattr(value, "__func__", value)):
            wrong.append(f"{name} is {value!r}")
            continue
        needs, takes = shape(method)
        least, most = TAKES[start]
        if needs > most or takes < least:
            wrong.append(f"{name} needs {needs} arguments; Textual gives {most} at the most")
    assert wrong == []


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__qualname__)
def test_a_watcher_watches_something_and_a_handler_handles_something(kind: type) -> None:
    messages = {getattr(each, "handler_name", "") for each in all_of(Message)} | {"on_event"}
    wrong = []
    for name in vars(kind):
        start, plain = beginning(name), name.removeprefix("_")
        if start in ("watch_", "validate_", "compute_"):
            said = inspect.getattr_static(kind, plain.removeprefix(start), None)
            if not isinstance(said, Reactive):
                wrong.append(name)
        elif start == "on_" and plain not in messages:
            wrong.append(name)
    assert wrong == []


def assigned(tree: ast.AST) -> Iterator[str]:
    """Names of attributes that source assigns to: ``self.name = …``."""
    for node in ast.walk(tree):
        targets: Iterable[ast.AST] = ()
        if isinstance(node, ast.Assign):
            targets = node.targets
        elif isinstance(node, ast.AnnAssign | ast.AugAssign):
            targets = (node.target,)
        for target in targets:
            for each in ast.walk(target):
                if isinstance(each, ast.Attribute) and isinstance(each.ctx, ast.Store):
                    yield each.attr


def test_no_source_assigns_an_attribute_that_textual_would_call() -> None:
    found = [
        f"{path.relative_to(SOURCE)}: {name}"
        for path in sorted(SOURCE.rglob("*.py"))
        for name in assigned(ast.parse(path.read_text("utf-8")))
        if beginning(name)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("name", "looked_up"),
    [
        ("_key_at", "key_"), ("key_at", "key_"), ("on_mount", "on_"), ("_on_mount", "on_"),
        ("watch_value", "watch_"), ("_action_x", "action_"), ("keys", ""), ("_keys_ahead", ""), ("only", ""),
        ("once_", ""), ("__key_at", ""), ("action", ""), ("monkey_at", ""), ("key_", ""),
    ],
)  # fmt: skip
def test_which_names_are_looked_up(name: str, looked_up: str) -> None:
    assert beginning(name) == looked_up


def bindings(kind: type) -> Iterator[tuple[str, str]]:
    """(key, action) of the bindings that a class itself gives."""
    for given in vars(kind).get("BINDINGS", ()):
        binding = given if isinstance(given, Binding) else Binding(*given)
        yield binding.key, binding.action


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__qualname__)
def test_every_bound_key_has_its_action(kind: type) -> None:
    wrong = []
    for key, action in bindings(kind):
        space, name, given = parse(action)
        where: type = kind
        if space == "app":
            where = FullScreen
        elif space == "screen":
            screens = [each for each in CLASSES if hasattr(each, f"action_{name}")]
            where = next((each for each in screens if issubclass(each, Screen)), Screen)
        method = getattr(where, f"action_{name}", None) or getattr(where, f"_action_{name}", None)
        if method is None:
            wrong.append(f"{key}: {action}")
            continue
        try:
            inspect.signature(method).bind(None, *given)
        except TypeError as error:
            wrong.append(f"{key}: {action}: {error}")
    assert wrong == []


@cache
def of_the_library(kind: type) -> frozenset[str]:
    """Attributes that Textual's own source assigns, in a class or those it comes from."""
    modules = {parent.__module__ for parent in kind.__mro__ if parent.__module__[:8] == "textual."}
    sources = [inspect.getsource(import_module(module)) for module in modules]
    return frozenset(name for source in sources for name in assigned(ast.parse(source)))


def own(node: DOMNode) -> list[str]:
    """Attributes of an instance that Textual would call and can't."""
    return [
        f"{type(node).__name__}.{name} is {value!r}"
        for name, value in vars(node).items()
        if beginning(name) and not callable(value) and name not in of_the_library(type(node))
    ]


@pytest.mark.slow("opens every place of the app and looks into every widget there")
async def test_no_instance_has_an_attribute_that_textual_would_call(book_path: Path) -> None:
    wrong: list[str] = []
    async with begin(book_path) as inside:
        for place in PLACES:
            await inside.home()
            await inside.go(place)
            inside.command("log")
            await inside.rest()
            for node in (inside.app, *inside.app.screen_stack):
                wrong += own(node)
                wrong += [line for widget in node.walk_children() for line in own(widget)]
    assert sorted(set(wrong)) == []


def test_no_handler_calls_that_of_its_base() -> None:
    """Textual calls the handler of each class by itself: calling it too makes it run twice."""
    calls = re.compile(r"super\(\)\.(on_(?!event)\w+|_on_(?!message)\w+)\(")
    found = [
        f"{path.name}: {call[1]}"
        for path in Path(repbook.ui.__file__).parent.rglob("*.py")
        for call in calls.finditer(path.read_text("utf-8"))
    ]
    assert found == []


def test_no_coroutine_is_made_before_its_work_begins() -> None:
    """Work that is called off before it began would leave a coroutine that nobody awaits."""
    calls = re.compile(r"run_worker\(\s*self\.\w+\(")
    found = [
        path.name
        for path in Path(repbook.ui.__file__).parent.rglob("*.py")
        if calls.search(path.read_text("utf-8"))
    ]
    assert found == []


def test_nothing_is_awaited_in_the_loop_of_the_app() -> None:
    """What a key does is run beside it: an action that awaits would be awaited there."""
    known = {"keyboard.py", "answering.py", "finder.py", "letter_file.py"}  # they await no answer
    found = [
        f"{path.name}: {call[1]}"
        for path in Path(repbook.ui.__file__).parent.rglob("*.py")
        for call in re.finditer(r"async def (action_\w+)\(", path.read_text("utf-8"))
        if path.name not in known
    ]
    assert found == []
