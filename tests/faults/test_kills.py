"""A few kills at any moment; by hand it is thousands."""

from __future__ import annotations

import pytest

from faults.harness import faults
from faults.kills import DEEDS, run
from needs import needs


@needs("os.fork", "signal.SIGKILL")
@pytest.mark.fault("F36", "F37", "F55", "F78", "F81", "F118")
@pytest.mark.slow("a process for every kill")
def test_what_is_killed_leaves_nothing_by_half() -> None:
    found = run(len(DEEDS), 7)
    assert not faults(found), found
