"""What Textual reads of its stylesheets, kept from one app to the next: every test starts an app of its own."""

from __future__ import annotations

from typing import Any

from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

_read: dict[tuple[Any, ...], list[RuleSet]] = {}
_parse = Stylesheet._parse_rules


def _parse_once(sheet: Stylesheet, *args: Any, **kwargs: Any) -> list[RuleSet]:
    """As Textual's, which keeps the rules of one app; they depend on nothing but what is in the key."""
    key = (args, *sorted(kwargs.items()), *sorted(sheet._variables.items()))
    if key not in _read:
        _read[key] = _parse(sheet, *args, **kwargs)
    return _read[key]


def keep() -> None:
    """From now on each stylesheet is read once in this process."""
    Stylesheet._parse_rules = _parse_once  # type: ignore[method-assign]
