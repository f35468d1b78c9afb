"""One settings file, all of it optional: what the rep likes, and numbers of the rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from .errors import BadSettings

THEMES = ("dark", "light", "terminal")
DAY_ORDERS = ("dmy", "mdy")
KNOWN = ("theme", "day_order", "currency", "holidays", "keys", "rules")
LARGEST = 1_000_000
"""Bytes of a settings file that somebody typed; a larger one is some other file."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the settings file says, or the defaults.

    ``day_order`` says how ``3/4`` is meant, None where the file leaves it to the locale. ``keys``
    maps command ids to keys, ``rules`` holds numbers for ``domain.rules``; both are raw: whoever
    knows the commands and the rules checks them.
    """

    theme: str = "dark"
    day_order: str | None = None
    currency: str = ""
    keys: Mapping[str, object] = field(default_factory=dict)
    rules: Mapping[str, object] = field(default_factory=dict)
    holidays: tuple[date, ...] = ()

    @property
    def rule_values(self) -> dict[str, object]:
        """The numbers and the holidays, as ``Rules.from_mapping`` takes them."""
        return {**self.rules, "holidays": self.holidays} if self.holidays else dict(self.rules)

    @property
    def day_first(self) -> bool | None:
        """Whether 3/4 is the third of April; None where neither settings nor locale say."""
        order = self.day_order or locale_day_order()
        return None if order is None else order == "dmy"


def load(path: Path) -> Settings:
    """The settings at ``path``; the defaults where there is no such file.

    Raises ``BadSettings`` with the line for what can't be meant, and for a key that is not known.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise BadSettings(
            f"the settings {path} can't be read: {error.strerror}", "mend or remove the file"
        ) from None
    return _parse(raw, path)


def _parse(raw: bytes, path: Path) -> Settings:
    import tomllib

    try:
        if len(raw) > LARGEST:
            raise ValueError("it is too large for settings")
        text = raw.decode("utf-8-sig")
        given = tomllib.loads(text)
    except UnicodeDecodeError as error:
        where = raw.count(b"\n", 0, error.start) + 1
        raise _bad(path, f"it is not UTF-8 (at line {where})") from None
    except (ValueError, RecursionError) as error:
        raise _bad(path, " ".join(str(error).split())) from None
    if unknown := next((name for name in given if name not in KNOWN), None):
        raise BadSettings(
            f"the settings {path} name '{unknown}'{_at(text, unknown)}, which is no setting",
            _meant(unknown),
        )
    try:
        return Settings(**{name: CHECKS[name](value) for name, value in given.items()})
    except _Wrong as wrong:
        name = next(name for name, value in given.items() if value is wrong.value)
        raise _bad(path, f"{name} must be {wrong.wanted}{_at(text, name)}") from None


class _Wrong(Exception):
    def __init__(self, value: object, wanted: str) -> None:
        super().__init__(wanted)
        self.value = value
        self.wanted = wanted


def _word(*words: str) -> Any:
    def check(value: object) -> str:
        if value not in words:
            raise _Wrong(value, " or ".join(f'"{word}"' for word in words))
        return str(value)

    return check


def _currency(value: object) -> str:
    if not isinstance(value, str) or len(value) > 10:
        raise _Wrong(value, 'a short text such as "EUR"')
    return value.strip()


def _table(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise _Wrong(value, "a table")
    return value


def _days(value: object) -> tuple[date, ...]:
    wanted = "a list of days such as 2026-12-25"
    if not isinstance(value, list):
        raise _Wrong(value, wanted)
    try:
        return tuple(day if type(day) is date else date.fromisoformat(day) for day in value)
    except (TypeError, ValueError):
        raise _Wrong(value, wanted) from None


CHECKS: dict[str, Any] = {
    "theme": _word(*THEMES),
    "day_order": _word(*DAY_ORDERS),
    "currency": _currency,
    "holidays": _days,
    "keys": _table,
    "rules": _table,
}


def _bad(path: Path, why: str) -> BadSettings:
    return BadSettings(f"the settings {path} can't be used: {why}", "mend or remove that line")


def _meant(unknown: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(unknown, KNOWN, n=1)
    return f"did you mean {near[0]}?" if near else f"known are {', '.join(KNOWN)}"


def _at(text: str, name: str) -> str:
    """Where a key stands, as TOML's own errors say it."""
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip().lstrip("[").lstrip("\"' ").startswith(name):
            return f" (at line {number})"
    return ""


def locale_day_order() -> str | None:
    """The order of day and month by the rep's locale; None for a locale that says nothing."""
    import locale

    before = locale.setlocale(locale.LC_TIME)
    try:
        name = locale.setlocale(locale.LC_TIME, "")
        if name.partition(".")[0] in ("C", "POSIX"):
            return None
        form = locale.nl_langinfo(locale.D_FMT)
    except (locale.Error, AttributeError):
        return None
    finally:
        locale.setlocale(locale.LC_TIME, before)
    month = min((at for at in (form.find("%m"), form.find("%b")) if at >= 0), default=-1)
    if form.startswith("%D") or 0 <= month < form.find("%d"):
        return "mdy"
    return "dmy"
