"""What holds for every test: nothing reaches for a network (F107). ``--practices`` and ``--faults`` list who shows what."""

from __future__ import annotations

import os
import socket
import sys
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, NoReturn

import pytest
from hypothesis import settings

import without_posix

if without_posix.ASKED:
    without_posix.take_away_here()

import bytecode
import no_sockets
from blank import HASTY
from examples import SUITE
from listed import LISTS, report
from repbook.storage.book import engine

# Forty examples a property keep the suite short, and fewer where each drives a book (``costly``). They are the
# same in every run, so that a change is judged by what it changed; ``--hypothesis-profile=default`` hunts with
# a hundred new ones of each.
settings.register_profile(SUITE, max_examples=40, deadline=None, derandomize=True)
settings.load_profile(SUITE)

SHOWN: pytest.StashKey[dict[str, dict[str, set[str]]]] = pytest.StashKey()
"""By mark, and then by number: the tests."""


def pytest_addoption(parser: pytest.Parser) -> None:
    for each in LISTS:
        first, *_, last = each.rows
        told = f"list {first} to {last} with the tests that show each"
        parser.addoption(f"--{each.option}", action="store_true", help=told)


def pytest_configure(config: pytest.Config) -> None:
    bytecode.share_rewriting(config)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    shown: dict[str, dict[str, set[str]]] = {each.mark: defaultdict(set) for each in LISTS}
    for item in items:
        for kind, tests in shown.items():
            for mark in item.iter_markers(kind):
                for number in mark.args:
                    tests[number].add(item.nodeid.partition("[")[0])
    config.stash[SHOWN] = shown


def pytest_sessionfinish(session: pytest.Session) -> None:
    bytecode.forget_rewriting(session.config)
    output = getattr(
        session.config, "workeroutput", None
    )  # a worker of pytest-xdist tells who has it start
    if output is not None:
        shown = session.config.stash.get(SHOWN, {})
        output["shown"] = {
            kind: {number: sorted(tests) for number, tests in by_number.items()}
            for kind, by_number in shown.items()
        }


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    told = getattr(node, "workeroutput", {}).get("shown")
    if told:
        node.config.stash[SHOWN] = told


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    for each in LISTS:
        if config.getoption(f"--{each.option}"):
            terminalreporter.section(each.option)
            for line in report(each, config.stash.get(SHOWN, {}).get(each.mark, {})):
                terminalreporter.line(line)


def _refuse(*_: Any) -> NoReturn:
    raise AssertionError("a test reached for the network")


def _hear(event: str, _: Any) -> None:
    """Whatever reaches for a network by any way that Python knows, also beside the methods of a socket."""
    if event in no_sockets.EVENTS:
        _refuse()


sys.addaudithook(_hear)


@pytest.fixture(scope="session", autouse=True)
def _no_wait_for_the_disk() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "PRAGMAS", HASTY)
        yield


@pytest.fixture(scope="session", autouse=True)
def _programs_are_compiled_once(tmp_path_factory: pytest.TempPathFactory) -> None:
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    bytecode.folders.append(shared / "bytecode")


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, _refuse)
