"""The one settings file."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest

from repbook.errors import BadSettings
from repbook.settings import Settings, _day_form, day_order_of, load, locale_day_order

FULL = """
theme = "light"
day_order = "mdy"
currency = "EUR"
holidays = [2026-12-25, "2026-12-26"]

[keys]
log = "L"

[rules.rhythm.settled]
A = [20, 25]
"""


def test_no_file_is_the_defaults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tomllib", None)  # nothing to parse, nothing to load
    assert load(tmp_path / "settings.toml") == Settings()


def test_everything_that_can_be_said(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(FULL)
    settings = load(path)
    assert settings.theme == "light"
    assert settings.day_first is False
    assert settings.currency == "EUR"
    assert settings.keys == {"log": "L"}
    assert settings.holidays == (date(2026, 12, 25), date(2026, 12, 26))
    assert settings.rule_values == {
        "rhythm": {"settled": {"A": [20, 25]}},
        "holidays": settings.holidays,
    }
    path.write_bytes(b"\xef\xbb\xbftheme = 'auto'\r\n")
    assert load(path) == Settings()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"theme = ", "line 1"),
        (b"\n\ntheme = 'dark'\ntheme = 'dark'", "line 4"),
        (b"\ntheme = 'blue'", 'theme must be "auto", "dark", "light", or "terminal" (at line 2)'),
        (b"day_order = 'ymd'", 'day_order must be "dmy" or "mdy" (at line 1)'),
        (b"currency = 5", "currency must be a short text"),
        (b"[alarm]\nbell = 1", "alarm must be a table such as [alarm] with bell = true"),
        (b"[alarm]\nnotify = 'loud'", "notify = one of osc9, osc777, osc99"),
        (b"[alarm]\nring = true", "alarm must be a table"),
        (b"holidays = 5", "holidays must be a list of days"),
        (b"holidays = ['2026-02-30']", "holidays must be a list of days"),
        (b"# all\nholidays = [2026-12-25T10:00:00]", "(at line 2)"),
        (b"keys = 'l'", "keys must be a table"),
        (b"rules = 1", "rules must be a table"),
        (b"#\n[thme]\nx = 1", "name 'thme' (at line 2), which is no setting - did you mean theme?"),
        (b"zzz = 1", "known are theme, day_order"),
        (b"theme = 'dark'\n# caf\xe9", "not UTF-8 (at line 2)"),
        (b"x = " + b"[" * 20_000, "can't be used"),
        (b"#" * 1_000_001, "too large"),
    ],
)
def test_what_can_not_be_meant_is_one_line(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(content)
    with pytest.raises(BadSettings) as caught:
        load(path)
    assert says in str(caught.value)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_folder_in_its_place(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match="can't be read"):
        load(tmp_path)


@pytest.mark.parametrize(
    ("form", "order"),
    [
        ("%m/%d/%Y", "mdy"),
        ("%D", "mdy"),
        ("%d.%m.%Y", "dmy"),
        ("%e.%m.%Y", "dmy"),
        ("%d %b %Y", "dmy"),
        ("%Y-%m-%d", None),
        ("%y.%m.%d", None),
        ("%F", None),
        ("%m/%Y", None),
        ("%d. %Y", None),
        ("", None),
    ],
)
def test_the_locales_order(form: str, order: str | None) -> None:
    assert day_order_of(form) == order


def test_a_locale_that_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("C", "C.UTF-8", "xx_XX"):
        monkeypatch.setenv("LC_ALL", name)
        assert locale_day_order() is None
        assert Settings().day_first is None
    assert Settings(day_order="dmy").day_first is True


def test_a_locale_that_does_not_say_how_it_writes_a_day_shows_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """So it is on Windows."""
    monkeypatch.delattr("locale.nl_langinfo", raising=False)
    assert _day_form() == "%m/%d/%y"  # that of C, in which the tests run
    assert day_order_of(_day_form()) == "mdy"
