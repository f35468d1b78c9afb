"""Eight writers with a few lines each; by hand it is a thousand each."""

from __future__ import annotations

import pytest

from faults.harness import faults
from faults.writers import run
from needs import needs


@needs("os.fork")
@pytest.mark.fault("F46")
def test_eight_programs_lose_nothing_and_who_looks_on_sees_it() -> None:
    found = run(2, 3)
    assert not faults(found), found
    assert found["lines acknowledged"] == 16
