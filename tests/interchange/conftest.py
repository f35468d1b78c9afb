"""Files for the tests of the reading side: the shipped samples, and whatever a test writes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from repbook.interchange.filing.read_file import read
from repbook.interchange.reading.records import Parsed

TODAY = date(2026, 3, 17)
DATA = Path(__file__).parents[1] / "data"
REAL = Path(__file__).parents[2].parent / "shared" / "data"

Give = Callable[..., Parsed]


@pytest.fixture
def give(tmp_path: Path) -> Give:
    """Reads ``content`` as a file of its own."""

    def given(content: str | bytes, name: str = "table.csv", **told: Any) -> Parsed:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read(path, **{"today": TODAY, **told})

    return given


@pytest.fixture
def dialect() -> Give:
    """Reads one of the samples of other programs' exports."""

    def given(name: str, **told: Any) -> Parsed:
        return read(DATA / "dialects" / name, **{"today": TODAY, **told})

    return given


@pytest.fixture
def sample() -> Callable[[str], bytes]:
    """The bytes of one of the files in many code pages."""
    return lambda name: (DATA / "encodings" / name).read_bytes()


@pytest.fixture
def real() -> Give:
    """Reads a real file that is not part of the project; skips where it is not there."""

    def given(name: str, today: date, **told: Any) -> Parsed:
        path = REAL / name
        if not path.exists():
            pytest.skip(f"{name} is not beside the checkout (../shared/data)")
        return read(path, today=today, **told)

    return given
