"""Some dozens of hostile fields, out by every export and command; by hand it is thousands, and every screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from faults.harness import faults
from faults.hostile import run


@pytest.mark.fault("F01", "F06", "F07", "F08", "F09", "F19", "F101", "F102", "F103")
def test_hostile_texts_come_out_by_no_way_as_what_they_are_to_somebody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DATA", "CONFIG", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path))
    monkeypatch.setenv("REPBOOK_TODAY", "2026-06-03")
    monkeypatch.chdir(tmp_path)
    found = run(120, 4, screens=False)
    assert not faults(found), found
    assert found["fields filled"] > 15 and found["exports"] == 7
