"""A few hundred steps of all actions; by hand it is a million."""

from __future__ import annotations

import pytest

from faults.harness import faults
from faults.state_machine import actions, run


@pytest.mark.fault("F116", "F120")
def test_all_that_was_done_is_undone_to_the_byte_and_done_again() -> None:
    found = run(160, 5)
    assert not faults(found), found
    assert found["steps undone"] == found["steps done again"] > 10


def test_every_action_is_among_them() -> None:
    names = {f"{action.__module__.rpartition('.')[2]}.{action.__name__}" for action in actions()}
    assert {"touches.log", "won.win", "merging.merge", "letters.posted", "reviews.judge"} <= names
