"""One settings file, all of it optional: what the rep likes, and numbers of the rules."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from .errors import BadSettings
from .values import NamedTuple
from .wording import clean

THEMES = ("auto", "dark", "light", "terminal")
DAY_ORDERS = ("dmy", "mdy")
REVIEW_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LARGEST = 1_000_000
"""Bytes of a settings file that somebody typed; a larger one is some other file."""
NONE: Mapping[str, object] = MappingProxyType({})
NOBODY: Mapping[str, str] = MappingProxyType({})
NOTIFY = ("osc9", "osc777", "osc99")
"""How a terminal can be asked to notify."""
REP = ("name", "company", "phone", "email", "address")
"""What a letter may say of the rep."""


class AlarmSettings(NamedTuple):
    """What goes with the line at an hour: the terminal's ``bell``, its own notification (one of ``NOTIFY``)."""

    bell: bool = False
    notify: str = ""


class Settings(NamedTuple):
    """What the settings file says, or the defaults.

    ``day_order`` says how ``3/4`` is meant, None where the file leaves it to the locale. ``keys``
    maps command ids to keys, ``rules`` holds numbers for ``domain/spine/rules``; both are raw: whoever
    knows the commands and the rules checks them, and so are the ``agendas``, a step a line. ``rep`` signs
    letters; ``contacts`` says whom a customer rings in which situation; ``products`` is the catalogue. ``review_day`` is the day of the
    week on which the next weekly review begins; ``alarm`` what else is to be heard at an hour.
    """

    theme: str = "auto"
    day_order: str | None = None
    currency: str = ""
    keys: Mapping[str, object] = NONE
    rules: Mapping[str, object] = NONE
    holidays: tuple[date, ...] = ()
    rep: Mapping[str, str] = NOBODY
    contacts: Mapping[str, str] = NOBODY
    products: tuple[str, ...] = ()
    agendas: Mapping[str, object] = NONE
    review_day: str = "fri"
    alarm: AlarmSettings = AlarmSettings()
    coach: bool = True
    """Whether a key is told to whom took the palette three times for its command."""

    @property
    def rule_values(self) -> dict[str, object]:
        """The numbers, the holidays, and the agendas, as ``domain/overrides`` takes them."""
        values = dict(self.rules)
        if self.holidays:
            values["holidays"] = self.holidays
        if self.agendas:
            numbers = values.get("agenda", {})
            values["agenda"] = (
                {**numbers, "templates": self.agendas} if isinstance(numbers, Mapping) else numbers
            )
        return values

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
    return _parsed(raw, path)


def _parsed(raw: bytes, path: Path) -> Settings:
    import tomllib

    if len(raw) > LARGEST:
        raise _bad(path, "it is too large for settings")
    try:
        text = raw.decode("utf-8-sig")
        given = tomllib.loads(text)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise _bad(path, f"it is not UTF-8 (at line {line})") from None
    except (ValueError, RecursionError) as error:
        last = raw.count(b"\n") + 1
        said = " ".join(str(error).split()).replace("at end of document", f"at line {last}")
        raise _bad(path, said) from None
    values = {}
    for name, value in given.items():
        if name not in VALIDATORS:
            raise BadSettings(
                f"the settings {path} name '{name}'{_at(text, name)}, which is no setting",
                _meant(name),
            )
        taken = VALIDATORS[name](value)
        if taken is None:
            raise _bad(path, f"{name} must be {WANTED[name]}{_at(text, name)}")
        values[name] = taken
    return Settings(**values)


def _days(value: Any) -> tuple[date, ...] | None:
    if not isinstance(value, list):
        return None
    try:
        return tuple(day if type(day) is date else date.fromisoformat(day) for day in value)
    except (TypeError, ValueError):
        return None


def _texts(value: Any) -> dict[str, str] | None:
    if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
        return None
    return {name: clean(text) for name, text in value.items()}


def _lines(value: Any) -> tuple[str, ...] | None:
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        return None
    return tuple(filter(None, map(clean, value)))


def _alarm(value: Any) -> AlarmSettings | None:
    if not isinstance(value, dict) or not set(value) <= set(AlarmSettings._fields):
        return None
    taken = AlarmSettings(**value)
    known = taken.notify == "" or taken.notify in NOTIFY
    return taken if known and isinstance(taken.bell, bool) else None


VALIDATORS: dict[str, Callable[[Any], Any]] = {
    "theme": lambda value: value if value in THEMES else None,
    "day_order": lambda value: value if value in DAY_ORDERS else None,
    "currency": lambda value: value if isinstance(value, str) and len(value) <= 10 else None,
    "keys": lambda value: value if isinstance(value, dict) else None,
    "rules": lambda value: value if isinstance(value, dict) else None,
    "holidays": _days,
    "rep": lambda value: _texts(value) if set(value or ()) <= set(REP) else None,
    "contacts": _texts,
    "products": _lines,
    "agendas": lambda value: value if isinstance(value, dict) else None,
    "review_day": lambda value: value if value in REVIEW_DAYS else None,
    "alarm": _alarm,
    "coach": lambda value: value if isinstance(value, bool) else None,
}
"""What each setting becomes, or None where it can't be meant."""

WANTED = {
    "theme": '"auto", "dark", "light", or "terminal"',
    "day_order": '"dmy" or "mdy"',
    "currency": 'a short text such as "EUR"',
    "keys": 'a table such as [keys] with log = "L"',
    "rules": "a table such as [rules.rhythm.settled] with A = [20, 25]",
    "holidays": "a list of days such as [2026-12-25]",
    "rep": f"a table with {', '.join(REP)}",
    "contacts": 'a table such as [contacts] with billing = "Ann, 0113 496 0009"',
    "products": 'a list such as ["Dosing pump", "Valve kit"]',
    "agendas": 'a table such as [agendas] with visit = ["O+1bd thanks: Thank-you", "L visit: Arrived?"]',
    "review_day": f"one of {', '.join(REVIEW_DAYS)}",
    "alarm": f"a table such as [alarm] with bell = true, notify = one of {', '.join(NOTIFY)}",
    "coach": "true or false",
}


def _bad(path: Path, why: str) -> BadSettings:
    return BadSettings(f"the settings {path} can't be used: {why}", "mend or remove that line")


def _meant(unknown: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(unknown, VALIDATORS, n=1)
    return f"did you mean {near[0]}?" if near else f"known are {', '.join(VALIDATORS)}"


def _at(text: str, name: str) -> str:
    """Where a key or its table stands, in the words of TOML's own errors."""
    for number, line in enumerate(text.splitlines(), 1):
        if line.lstrip("[ \t\"'").startswith(name):
            return f" (at line {number})"
    return ""


def locale_day_order() -> str | None:
    """The order of day and month by the rep's locale.

    None for a locale that says nothing, and for one that puts the year first: people there write a
    short day in either order.
    """
    if os.name == "posix" and _said_locale() in ("", "C", "POSIX"):
        return None  # without the module, which takes as long as a query
    import locale

    before = locale.setlocale(locale.LC_TIME)
    try:
        name = locale.setlocale(locale.LC_TIME, "")
        form = "" if name.partition(".")[0] in ("C", "POSIX") else _day_form()
    except locale.Error:
        return None
    finally:
        locale.setlocale(locale.LC_TIME, before)
    return day_order_of(form)


def _said_locale() -> str:
    """The locale of days as the environment names it, without its encoding."""
    said = (os.environ.get(name) for name in ("LC_ALL", "LC_TIME", "LANG"))
    return next(filter(None, said), "").partition(".")[0]


def _day_form() -> str:
    """How the locale writes a day, such as ``%d.%m.%Y``: as it says, or, on Windows, as it does."""
    import locale

    if hasattr(locale, "nl_langinfo"):
        return locale.nl_langinfo(locale.D_FMT)
    written = date(2033, 11, 22).strftime("%x")
    return written.replace("2033", "%Y").replace("33", "%y").replace("22", "%d").replace("11", "%m")


def day_order_of(form: str) -> str | None:
    """The order in a date format such as ``%d.%m.%Y``."""
    form = form.replace("%D", "%m/%d/%y").replace("%e", "%d").replace("%b", "%m")
    day, month, year = (form.lower().find(part) for part in ("%d", "%m", "%y"))
    if min(day, month) < 0 or 0 <= year < min(day, month):
        return None
    return "dmy" if day < month else "mdy"
