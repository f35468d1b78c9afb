"""A few imports, undos, and redos killed at any moment; by hand it is some hundred."""

from __future__ import annotations

import pytest

from needs import needs
from repbook.actions.imports import large_files
from repbook.storage.book import engine
from repbook.storage.large import turning
from repbook.storage.rows import runs

from .importing import NEW, OLD, run

SET = (
    (engine, "PRAGMAS"),
    (large_files, "LARGE"),
    (turning, "LARGE"),
    (turning, "HOLD"),
    (turning, "LET"),
    (turning, "WATCH"),
    (runs, "BLOCK"),
    (runs, "LEAST"),
)


@needs("os.fork", "signal.SIGKILL")
@pytest.mark.fault("F95")
@pytest.mark.slow("a process for every kill")
def test_what_is_killed_is_as_before_or_as_after(monkeypatch: pytest.MonkeyPatch) -> None:
    for module, name in SET:  # so that what the run sets is as it was after it
        monkeypatch.setattr(module, name, getattr(module, name))
    assert set(run(6, 7)) <= {OLD, NEW}
