"""No test waits for a time or judges one: a machine may be slow, and a pause is lost on a fast one.

A test waits for what it wants to see, or for a counted idle (``tests/polite.py``). Looking again every few
milliseconds in a ``while`` loop is such a wait, and so is the limit there after which a run is broken. The
hand on its terminal reads until nothing comes: how soon key follows key is what it tries.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
NO_TESTS = {"bench", "pictures"}
"""The benchmark measures, and the pictures are taken by hand."""

CLOCKS = {
    "perf_counter",
    "monotonic",
    "process_time",
    "time",
    "cpu",
    "perf_counter_ns",
    "monotonic_ns",
}
HONEST = {
    "storage/test_opening_faults.py test_a_kill_during_a_commit_leaves_old_or_new_never_half": (
        "a kill comes at any moment, also amid a write of the system, where nothing can be counted"
    ),
    "faults/harness.py heard": "a kill comes at any moment",
    "faults/writers.py _write": "each writer writes when it likes, and not all at once",
    "ui/terminal.py read": "a terminal that has been closed can't be waited at",
    "ui/test_full_screen.py test_odd_bytes_and_hostile_pastes_are_text_or_nothing": (
        "what is dropped unseen can't be waited for"
    ),
    "ui/test_full_screen.py test_sigterm_on_a_frozen_terminal_still_saves_and_ends": (
        "a terminal that nobody reads tells nothing of what it took"
    ),
    "ui/test_full_screen.py test_a_terminal_that_goes_without_a_signal_ends_the_program": (
        "processor time, which a loop without an end would use up"
    ),
    "ui/test_full_screen.py quiet": "how often it wakes in a second needs a second; one quiet one is enough",
}  # fmt: skip
"""Where time is what is tested, or nothing else can be had; and why."""


def name_of(call: ast.Call) -> str:
    """The last name of what is called: ``sleep`` for ``asyncio.sleep(1)``."""
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def is_timed(node: ast.AST, looking: bool) -> bool:
    """Whether a node lets time pass or judges it; ``looking`` is within a ``while``."""
    if isinstance(node, ast.Call) and name_of(node) == "pause":
        return bool(node.args or node.keywords)
    if isinstance(node, ast.Call) and name_of(node) == "sleep" and node.args:
        nothing = isinstance(node.args[0], ast.Constant) and node.args[0].value == 0
        return not (looking or nothing)
    if isinstance(node, ast.Assert | ast.Return) and not looking:
        compared = [each for each in ast.walk(node) if isinstance(each, ast.Compare)]
        calls = [each for one in compared for each in ast.walk(one) if isinstance(each, ast.Call)]
        return any(name_of(call) in CLOCKS for call in calls)
    return False


def timed(node: ast.AST, within: str = "", looking: bool = False) -> Iterator[str]:
    """The functions in which time is let pass or judged."""
    for child in ast.iter_child_nodes(node):
        if is_timed(child, looking):
            yield within
        own = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef)
        inside = (looking and not own) or isinstance(child, ast.While)
        yield from timed(child, child.name if own else within, inside)


def found() -> set[str]:
    """``file function`` of all of them."""
    paths = [path.relative_to(TESTS) for path in TESTS.rglob("*.py")]
    return {
        f"{path.as_posix()} {function}"
        for path in paths
        if path.parts[0] not in NO_TESTS
        for function in timed(ast.parse((TESTS / path).read_text("utf-8")))
    }


def test_no_test_waits_for_a_time_or_judges_one() -> None:
    assert found() == set(HONEST)


@pytest.mark.parametrize(
    ("source", "is_one"),
    [
        ("def f(): time.sleep(0.1)", True),
        ("async def f(): await asyncio.sleep(seconds)", True),
        ("async def f(): await asyncio.sleep(0)", False),
        ("def f():\n while not so: sleep(0.1)", False),
        ("def f():\n while so:\n  def g(): sleep(0.1)", True),
        ("async def f(): await pilot.pause(0.1)", True),
        ("async def f(): await pilot.pause(delay=1)", True),
        ("async def f():\n while so: await pilot.pause(0.1)", True),
        ("async def f(): await pilot.pause()", False),
        ("def f(): assert perf_counter() - start < 20", True),
        ("def f(): assert 5 > time.monotonic() - start", True),
        ("def f(): return loop.time() < end", True),
        ("def f():\n while not so: assert monotonic() < end", False),
        ("def f(): end = monotonic() + 20", False),
    ],
)  # fmt: skip
def test_which_code_is_timed(source: str, is_one: bool) -> None:
    assert bool(list(timed(ast.parse(source)))) is is_one
