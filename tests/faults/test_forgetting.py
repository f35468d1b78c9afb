"""A few who are forgotten, and a few erasures that are killed; by hand it is a thousand and more."""

from __future__ import annotations

import pytest

from needs import needs
from repbook.storage.book import engine
from repbook.storage.rows import runs

from .forgetting import GONE, WHOLE, run, run_killed

SET = ((engine, "PRAGMAS"), (runs, "BLOCK"), (runs, "LEAST"))


@pytest.fixture(autouse=True)
def _as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    for module, name in SET:
        monkeypatch.setattr(module, name, getattr(module, name))


@pytest.mark.slow("a book with somebody in every field, read byte by byte")
def test_no_byte_of_who_is_forgotten_is_left_and_all_else_is_the_same() -> None:
    assert dict(run(2, 5)) == {GONE: 2}


@needs("os.fork", "signal.SIGKILL")
@pytest.mark.slow("a process for every kill")
def test_who_is_killed_half_way_is_whole_or_gone() -> None:
    assert set(run_killed(4, 5)) <= {GONE, WHOLE}
