"""One sale from its order to Settled, and a referral: thirty days that any rep could read."""

from __future__ import annotations

from pathlib import Path

import pytest

from e2e.thirty_days import DAYS, WALK, walk


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATA", "CONFIG", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    for name in ("REPBOOK_BOOK", "REPBOOK_TODAY", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "100")


@pytest.mark.slow("twenty-five mornings, and what was done on each, in a real file")
@pytest.mark.practice("R01", "R42", "R54", "R55", "R56", "R57", "R62", "R69", "R82", "R87", "R96")
def test_thirty_days_go_as_they_are_written_down(tmp_path: Path) -> None:
    assert walk(tmp_path / "book.db") == WALK.read_text("utf-8")


def test_the_walk_leads_from_the_order_to_settled() -> None:
    told = WALK.read_text("utf-8")
    assert told.count("== ") == len(DAYS)
    steps = [line for line in told.splitlines() if line.startswith("   = ")]
    phases = list(dict.fromkeys(line.split()[1] for line in steps))
    assert phases == ["Excitement", "Learning", "Settled"]
