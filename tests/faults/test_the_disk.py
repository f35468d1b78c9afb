"""The small forms of what is tried by hand with thousands: power cuts, and a disk that refuses."""

from __future__ import annotations

import pytest

from faults import io_errors, power_cuts
from faults.harness import WRONG, faults
from faults.shim import library

pytestmark = pytest.mark.skipif(library() is None, reason="SQLite's own calls can't be reached")


@pytest.mark.fault("F37", "F65")
def test_the_power_goes_and_nothing_that_was_acknowledged_does() -> None:
    found = power_cuts.cuts(40, 11, power_cuts.KEPT)
    assert not faults(found) and found.total() == 40


def test_without_waiting_for_the_disk_it_would() -> None:
    assert any(name.startswith(WRONG) for name in power_cuts.cuts(15, 11, power_cuts.HASTY))


@pytest.mark.fault("F63", "F65", "F66", "F76")
def test_a_disk_that_refuses_any_call_costs_one_line() -> None:
    found = io_errors.run(30, 11)
    assert not faults(found) and found["refused, not there"]
