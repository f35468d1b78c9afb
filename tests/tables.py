"""A table of cases as one test: every case is tried, and all that fail are told together.

A table of a thousand lines would cost more to collect than to run if each were a test of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest


def each(cases: Iterable[Any], check: Callable[..., None]) -> None:
    """Call ``check`` with the parts of every case; fails with a line for each that does not hold."""
    wrong: list[str] = []
    tried = 0
    for case in cases:
        tried += 1
        parts = case if type(case) is tuple else (case,)
        try:
            check(*parts)
        except (Exception, pytest.fail.Exception) as error:
            wrong.append(f"{case!r}: {str(error).splitlines()[0] if str(error) else error!r}")
    assert tried, "the table is empty"
    assert not wrong, f"{len(wrong)} of {tried}:\n" + "\n".join(wrong)
