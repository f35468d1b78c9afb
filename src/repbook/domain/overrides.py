"""A settings file's numbers over the default rules, each checked against what it replaces."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from typing import Any

from ..errors import BadSettings
from .spine.calendar import BusinessDays
from .spine.rules import DEFAULT, Pace, Rules

_ASCENDING = {"ages", "bands", "check_days", "tenure_years"}
_ANY_LENGTH = {"tenure_years"}
_ALLOWED = {"rhythm.unproven_as": ("A", "B", "C", "D")}
_MOST = {"phases.gate_agenda_percent": 100, "clocks.work_from": 24, "clocks.work_to": 24}
_OPEN = ("rules.rhythm.industries", "rules.agenda.templates")
"""Tables whose names the rep chooses."""
_DAYS_MOST = 36_600  # a century: beyond it a number is a slip, and days run out of calendar


def rules_from(mapping: Mapping[str, object]) -> Rules:
    """The default rules with a settings file's numbers put over them.

    Keys are nested as in ``Rules``: ``{"rhythm": {"settled": {"A": [20, 25]}}, "holidays": [...]}``.
    Raises ``BadSettings`` at the first wrong one, naming the key and what was expected there.
    """
    if not isinstance(mapping, Mapping):
        raise _bad("rules", "a table", mapping)
    groups = DEFAULT._asdict()
    given = dict(mapping)
    if "holidays" in given:
        groups["business"] = BusinessDays(_days(given.pop("holidays"), "rules.holidays"))
    known = {name: group for name, group in groups.items() if name != "business"}
    _refuse_unknown(given, {**known, "holidays": ()}, "rules")
    for name, values in given.items():
        groups[name] = _group(known[name], values, f"rules.{name}")
    changed = Rules(**groups)
    if changed.clocks.work_from >= changed.clocks.work_to:
        raise _bad("rules.clocks.work_to", "an hour after work_from", changed.clocks.work_to)
    return changed


def _group(default: Any, value: object, key: str) -> Any:
    """A group or a table in it; what is not named keeps its default."""
    if not isinstance(value, Mapping):
        raise _bad(key, "a table", value)
    known = default if isinstance(default, Mapping) else default._asdict()
    _refuse_unknown(value, known, key)
    entries = {name: _value(known[name], given, f"{key}.{name}") for name, given in value.items()}
    if isinstance(default, Mapping):
        return {**default, **entries}
    return default._replace(**entries)


def _value(default: Any, value: object, key: str) -> Any:
    """The value if it is of the default's kind."""
    if key in _OPEN:
        return _open(value, key)
    if isinstance(default, Mapping):
        return _group(default, value, key)
    if isinstance(default, Pace):
        return _pace(value, key)
    if isinstance(default, tuple):
        return _numbers(default, value, key)
    if isinstance(default, str):
        return _word(value, key)
    return _number(default, value, key)


def _open(value: object, key: str) -> Any:
    """A table of the rep's own names: rhythms by industry, agendas by name."""
    if not isinstance(value, Mapping):
        raise _bad(key, "a table", value)
    if key.endswith("industries"):
        from ..wording import fold

        return {fold(str(name)): _pace(given, f"{key}.{name}") for name, given in value.items()}
    from .agenda.agenda_lines import read_template

    return {name: read_template(lines, f"{key}.{name}") for name, lines in value.items()}


def _word(value: object, key: str) -> str:
    allowed = _ALLOWED[key.removeprefix("rules.")]
    if not isinstance(value, str) or value not in allowed:
        raise _bad(key, f"one of {', '.join(allowed)}", value)
    return value


def _number(default: float, value: object, key: str) -> float:
    """A number of the default's kind; only points and scores may be negative."""
    whole = isinstance(default, int)
    least = -_DAYS_MOST if key.startswith("rules.risk.") or key.endswith("_score") else 0
    most = _MOST.get(key.removeprefix("rules."), _DAYS_MOST)
    kind = f"a {'whole ' if whole else ''}number from {least} to {most}"
    if isinstance(value, bool) or not isinstance(value, int if whole else int | float):
        raise _bad(key, kind, value)
    if not math.isfinite(value) or not least <= value <= most:
        raise _bad(key, kind, value)
    return value if whole else float(value)


def _numbers(default: tuple[int, ...], value: object, key: str) -> tuple[int, ...]:
    name = key.rpartition(".")[2]
    size = "" if name in _ANY_LENGTH else f"{len(default)} "
    kind = f"a list of {size}whole numbers{', rising' if name in _ASCENDING else ''}"
    if not isinstance(value, list | tuple) or (size and len(value) != len(default)):
        raise _bad(key, kind, value)
    if not all(isinstance(item, int) and not isinstance(item, bool) for item in value):
        raise _bad(key, kind, value)
    if name in _ASCENDING and any(after <= before for before, after in pairwise(value)):
        raise _bad(key, kind, value)
    return tuple(int(_number(0, item, key)) for item in value)


def _pace(value: object, key: str) -> Pace:
    kind = "two whole numbers, aim and limit, the aim at least 1 and the limit not below it"
    if not isinstance(value, list | tuple) or len(value) != 2:
        raise _bad(key, kind, value)
    aim, limit = value
    if type(aim) is not int or type(limit) is not int or not 1 <= aim <= limit <= _DAYS_MOST:
        raise _bad(key, kind, value)
    return Pace(aim, limit)


def _days(value: object, key: str) -> frozenset[date]:
    kind = "a list of days such as 2026-12-25"
    if not isinstance(value, list | tuple | set | frozenset):
        raise _bad(key, kind, value)
    try:
        return frozenset(day if type(day) is date else date.fromisoformat(day) for day in value)
    except (TypeError, ValueError):
        raise _bad(key, kind, value) from None


def _refuse_unknown(given: Mapping[Any, object], known: Mapping[str, object], key: str) -> None:
    for name in given:
        if name not in known:
            from difflib import get_close_matches

            near = get_close_matches(str(name), known, n=1)
            hint = f"did you mean {near[0]}?" if near else f"known here: {', '.join(known)}"
            raise BadSettings(f"settings name {key}.{name}, which is no rule", hint)


def _bad(key: str, kind: str, value: object) -> BadSettings:
    return BadSettings(
        f"{key} must be {kind}, not {value!r}", "correct or remove it in the settings"
    )
