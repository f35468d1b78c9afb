"""What repbook uses of Textual that Textual does not promise: each name in one module, and still there.

Found by reading both sources: names with a leading underscore that a class of Textual has and ours does not
define itself, methods of ours that take the place of such a one, and what comes from Textual's private modules.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import pytest
import textual

from needs import needs

SOURCE = Path(__file__).parents[2] / "src" / "repbook"
THEIRS = Path(textual.__file__).parent

USED = {
    "ui/shell/textual_private.py": """
        App._driver App._loop App._running App._screen_stack MessagePump._parent MessagePump._closing
        MessagePump._closed MessagePump._message_queue MessagePump._dispatch_message DOMNode._bindings
        Screen._compositor App._begin_batch App._end_batch Screen._layout_required Screen._refresh_layout
        Screen._scroll_required Screen._on_timer_update Widget._repaint_required textual._styles_cache.StylesCache
    """,
    "ui/shell/sparing.py": """
        Compositor._render_chops Compositor._regions_to_spans Compositor._dirty_regions
        textual._compositor.ChopsUpdate textual._compositor.Compositor
    """,
    "ui/shell/keyboard.py": "MessagePump._context App._mouse_down_widget",
    "ui/shell/faults.py": """
        App._handle_exception App._exception App._exception_event App._exit MessagePump._is_mounted
        MessagePump._next_callbacks MessagePump._flush_next_callbacks Message._prevent Worker._task
        textual._callback.invoke textual._context.active_message_pump
    """,
    "ui/shell/ready_screen.py": "Screen._extend_compose DOMNode._post_mount Screen._compositor_refresh",
    "ui/app/answering.py": "App._check_bindings",
    "ui/app/full_screen.py": "App._display App._set_pointer_shape",
    "ui/forms/text_field.py": "Input._on_paste",
    "ui/terminal/driver.py": """
        LinuxDriver._file LinuxDriver._key_thread LinuxDriver._must_signal_resume
        LinuxDriver._sigcont_application Driver._debug
    """,
    "ui/terminal/sequences.py": """
        Parser._timeout_time textual._xterm_parser.XTermParser textual.keys._character_to_key
    """,
}
"""Each private name that is used, and the one module that uses it."""

LEANT_ON = {
    "ui/terminal/driver.py": """
        LinuxDriver.run_input_thread LinuxDriver.attrs_before LinuxDriver.fileno Driver.disable_input
        Driver.process_message Driver.send_message
    """,
    "ui/terminal/sequences.py": """
        XTermParser.mouse_pixels XTermParser.terminal_size XTermParser.terminal_pixel_size Parser.feed Parser.tick
    """,
    "ui/shell/keyboard.py": "App.on_event Message.is_forwarded",
}
"""Names without an underscore that no page of Textual's documentation promises either."""


class Use(NamedTuple):
    """A private name, and where it is used."""

    name: str
    module: str


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


@needs("termios")
@pytest.mark.slow("reads every module of Textual")
def test_each_private_name_of_textual_is_used_in_one_module_and_is_listed() -> None:
    listed = {Use(name.rpartition(".")[2], at) for at, name in each(USED)}
    assert set(found()) == listed
    modules = defaultdict(set)
    for use in listed:
        modules[use.name].add(use.module)
    assert {name: at for name, at in modules.items() if len(at) > 1} == {}


def test_textual_still_has_every_name() -> None:
    gone = [
        f"Textual renamed {name} (used in {at})"
        for used in (USED, LEANT_ON)
        for at, name in each(used)
        if not is_there(name)
    ]
    assert gone == []


def test_the_first_screen_has_the_name_that_textual_gives_it() -> None:
    app = (THEIRS / "app.py").read_text("utf-8")
    assert 'id="_default"' in app, "Textual renamed the screen _default (used in ui/app/app.py)"


def is_there(name: str) -> bool:
    """Whether a class of Textual, or one of its modules, has a name."""
    owner, _, inside = name.rpartition(".")
    if owner.startswith("textual"):
        return hasattr(import_module(owner), inside)
    return inside in names_of_textual().get(owner, ())


def each(used: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The module and the name of each line of a table."""
    for at, names in used.items():
        for name in names.split():
            yield at, name


@cache
def names_of_textual() -> dict[str, set[str]]:
    """What each class of Textual defines or sets on itself, by the class's name; private classes too."""
    names: dict[str, set[str]] = defaultdict(set)
    for path in THEIRS.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                names[node.name] |= set(defined_in(node))
    return names


def defined_in(owner: ast.ClassDef) -> Iterator[str]:
    """The names that a class gives itself: methods, what stands in its body, and what it sets on ``self``."""
    for node in owner.body:
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                yield node.name
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                yield name
    for node in ast.walk(owner):
        match node:
            case ast.Attribute(value=ast.Name(id="self" | "cls"), attr=name, ctx=ast.Store()):
                yield name


def found() -> Iterator[Use]:
    """Every use of a private name of Textual in our source."""
    theirs = {name for names in names_of_textual().values() for name in names if is_private(name)}
    trees = {
        path.relative_to(SOURCE).as_posix(): ast.parse(path.read_text("utf-8"))
        for path in SOURCE.rglob("*.py")
    }
    trees = {at: tree for at, tree in trees.items() if at.startswith("ui/")}
    ours = set()
    for at, tree in trees.items():
        for owner in classes_in(tree):
            ours |= set(defined_in(owner)) - inherited(at, owner)
    for at, tree in trees.items():
        yield from (Use(name, at) for name in imported(tree))
        modules = {name for node in ast.walk(tree) for name in modules_named(node)}
        for owner in classes_in(tree):
            inside = inherited(at, owner)
            for name in set(defined_in(owner)) | set(asked_of_self(owner)):
                if name in inside:
                    yield Use(name, at)
        for node in ast.walk(tree):
            match node:
                case ast.Attribute(value=ast.Name(id="self" | "cls")):
                    continue
                case ast.Attribute(value=ast.Name(id=name)) if name in modules:
                    continue
                case (
                    ast.Attribute(attr=name)
                    | ast.Call(
                        func=ast.Name(id="getattr" | "setattr" | "hasattr"),
                        args=[_, ast.Constant(value=str(name)), *_],
                    )
                ):
                    if is_private(name) and name in theirs - ours:
                        yield Use(name, at)


def classes_in(tree: ast.Module) -> Iterator[ast.ClassDef]:
    return (node for node in tree.body if isinstance(node, ast.ClassDef))


def asked_of_self(owner: ast.ClassDef) -> Iterator[str]:
    for node in ast.walk(owner):
        match node:
            case ast.Attribute(value=ast.Name(id="self" | "cls") | ast.Call(), attr=name):
                yield name


def inherited(at: str, owner: ast.ClassDef) -> set[str]:
    """The private names that one of our classes has from Textual's."""
    module = import_module(
        "repbook." + at.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    )
    names = names_of_textual()
    bases = [
        base
        for base in getattr(module, owner.name).__mro__
        if base.__module__.startswith("textual")
    ]
    return {name for base in bases for name in names.get(base.__name__, ()) if is_private(name)}


def imported(tree: ast.Module) -> Iterator[str]:
    """What is taken from private modules of Textual, or is private in a public one."""
    for node in ast.walk(tree):
        match node:
            case ast.ImportFrom(module=str(module), names=names) if module.startswith("textual"):
                for alias in names:
                    if is_private(alias.name) or "._" in module:
                        yield alias.name
            case ast.Import(names=names):
                for alias in names:
                    if alias.name.startswith("textual") and "._" in alias.name:
                        yield alias.name


def modules_named(node: ast.AST) -> Iterable[str]:
    """The names of whole modules in a source, such as ``os``: what is private there is not Textual's."""
    match node:
        case ast.Import(names=names):
            return [alias.asname or alias.name.partition(".")[0] for alias in names]
    return []
