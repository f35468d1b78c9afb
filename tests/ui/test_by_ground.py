"""The theme that goes by the terminal's background: hinted, remembered, answered; what the rep chose stands."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from repbook.ui.app.by_ground import Answered
from repbook.ui.terminal.ground import Ground


@pytest.fixture(autouse=True)
def silent(monkeypatch: pytest.MonkeyPatch) -> None:
    """The terminal of whoever runs the tests says nothing; the one here knows all colours."""
    monkeypatch.delenv("COLORFGBG", raising=False)
    monkeypatch.setenv("COLORTERM", "truecolor")


@pytest.mark.parametrize(
    ("setting", "hint", "kept", "first", "light", "then"),
    [
        ("auto", "", "", "dark", True, "light"),
        ("auto", "", "", "dark", False, "dark"),
        ("auto", "", "light", "light", True, "light"),
        ("auto", "", "light", "light", False, "dark"),
        ("auto", "15;0", "light", "dark", True, "light"),
        ("auto", "0;15", "dark", "light", True, "light"),
        ("auto", "", "purple", "dark", True, "light"),
        ("dark", "0;15", "light", "dark", True, "dark"),
        ("light", "15;0", "dark", "light", False, "light"),
        ("terminal", "", "light", "terminal", True, "terminal"),
    ],
)
async def test_the_theme_goes_by_the_ground(
    make_app: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
    setting: str, hint: str, kept: str, first: str, light: bool, then: str,
) -> None:  # fmt: skip
    monkeypatch.setenv("COLORFGBG", hint)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    file = tmp_path / "repbook" / "ground.txt"
    if kept:
        file.parent.mkdir()
        file.write_text(f"{kept}\n")
    app = make_app(theme=setting, demo=False)
    assert app.theme == f"repbook-{first}"
    assert app.wants_ground is (setting in ("auto", "terminal"))
    async with app.run_test(size=(80, 24)) as pilot:
        app.post_message(Ground(light))
        await pilot.pause()
        assert app.theme == f"repbook-{then}"
        if setting == "terminal":
            assert app.theme_variables["learning"] == "ansi_blue"  # cyan can't be read on paper
    assert Answered(file, keeps=True).read() is light


async def test_what_the_rep_chose_meanwhile_stands(make_app: Any) -> None:
    app = make_app(theme="auto")
    async with app.run_test(size=(80, 24)) as pilot:
        app.theme = "repbook-terminal"
        app.post_message(Ground(True))
        await pilot.pause()
        assert app.theme == "repbook-terminal"


def test_an_answer_that_cant_be_kept_is_let_go(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    answered = Answered(tmp_path / "file" / "ground.txt", keeps=True)
    answered.write(True)
    assert answered.read() is None and not answered.keeps
    if sys.platform != "win32":
        shown = Answered(tmp_path / "ground.txt", keeps=False)  # of a full example
        shown.write(True)
        assert not shown.path.exists()
