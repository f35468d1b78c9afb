"""What holds for every test: nothing reaches for a network (F107)."""

from __future__ import annotations

import socket
from typing import Any, NoReturn

import pytest


def _refuse(*_: Any) -> NoReturn:
    raise AssertionError("a test reached for the network")


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, _refuse)
