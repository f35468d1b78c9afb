"""What holds for every test: nothing reaches for a network (F107). ``--practices`` lists who shows what."""

from __future__ import annotations

import os
import socket
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, NoReturn

import pytest
from hypothesis import settings

import without_posix

if without_posix.ASKED:
    without_posix.take_away_here()

import bytecode
from blank import HASTY
from examples import SUITE
from practices import report
from repbook.storage.book import engine

# Forty examples a property keep the suite short, and fewer where each drives a book (``costly``). They are the
# same in every run, so that a change is judged by what it changed; ``--hypothesis-profile=default`` hunts with
# a hundred new ones of each.
settings.register_profile(SUITE, max_examples=40, deadline=None, derandomize=True)
settings.load_profile(SUITE)

SHOWN: pytest.StashKey[dict[str, set[str]]] = pytest.StashKey()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--practices", action="store_true", help="list R01 to R99 with the tests that show each"
    )


def pytest_configure(config: pytest.Config) -> None:
    bytecode.share_rewriting(config)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    shown: dict[str, set[str]] = defaultdict(set)
    for item in items:
        for mark in item.iter_markers("practice"):
            for number in mark.args:
                shown[number].add(item.nodeid.partition("[")[0])
    config.stash[SHOWN] = shown


def pytest_sessionfinish(session: pytest.Session) -> None:
    bytecode.forget_rewriting(session.config)
    output = getattr(
        session.config, "workeroutput", None
    )  # a worker of pytest-xdist tells who has it start
    if output is not None:
        shown = session.config.stash.get(SHOWN, {})
        output["practices"] = {number: sorted(tests) for number, tests in shown.items()}


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    told = getattr(node, "workeroutput", {}).get("practices")
    if told:
        node.config.stash[SHOWN] = told


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    if config.getoption("--practices"):
        terminalreporter.section("practices")
        for line in report(config.stash.get(SHOWN, {})):
            terminalreporter.line(line)


def _refuse(*_: Any) -> NoReturn:
    raise AssertionError("a test reached for the network")


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
