"""``repbook review``, and the day of the week on which a review begins."""

from __future__ import annotations

from pathlib import Path

import pytest

from repbook.errors import BadSettings
from repbook.settings import load

from .conftest import Run


def test_this_week_in_text(run: Run, book: Path) -> None:
    said = run("review")
    assert (said.code, said.err) == (0, "")
    lines = said.out.splitlines()
    assert lines[0] == "Week 2026-W23: Mon 1 Jun to Sun 7 Jun 2026"
    assert "  promises kept         none fell due" in lines
    assert "  touches               1             1 two-way · 0 one-way" in lines
    assert "Week 2026-W24, ahead" in lines
    assert max(map(len, lines)) <= 80


def test_any_week_as_markdown(run: Run, book: Path) -> None:
    said = run("review", "--week", "2026-w20", "--format", "md")
    assert said.code == 0
    assert said.out.startswith("# Week 2026-W20: Mon 11 May to Sun 17 May 2026\n\n## Said and done")
    assert "- **won** Marsh Foods · Chiller\n" in said.out
    assert "## Week 2026-W21, as it was due\n" in said.out


def test_a_week_ahead(run: Run, book: Path) -> None:
    said = run("review", "--week", "2026-W53")
    assert said.code == 0
    assert said.out.splitlines()[0] == "Week 2026-W53: Mon 28 Dec 2026 to Sun 3 Jan 2027"
    assert "Week 2026-W53, ahead" in said.out
    assert "touches" not in said.out


def test_a_note_can_drive_no_terminal(run: Run, book: Path) -> None:
    for form in ("text", "md"):
        assert "\x1b" not in run("review", "--format", form).out


@pytest.mark.parametrize("week", ["2025-W53", "2026-W00", "12", "next", "9999-W52"])
def test_what_is_no_week_is_wrong_usage(run: Run, book: Path, week: str) -> None:
    said = run("review", "--week", week)
    assert (said.code, said.out) == (2, "")
    assert f"'{week}' is no week such as 2026-W12" in said.err
    assert len(said.err.splitlines()) == 1


def test_the_day_of_the_review(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    assert load(path).review_day == "fri"
    path.write_text('review_day = "mon"')
    assert load(path).review_day == "mon"
    path.write_text('review_day = "friday"')
    with pytest.raises(BadSettings, match="review_day must be one of mon, tue"):
        load(path)
