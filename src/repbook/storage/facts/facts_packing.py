"""Facts as compact JSON and back, for the cache that makes Today one quick read.

Only what differs from a field's default is written, so a quiet customer is a short line.
"""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from typing import Any

from ...domain.spine import facts as f
from .cache_version import RULES
from .fields import build, readers

_CUSTOMER = readers(f.CustomerFacts)


@cache
def _defaults(kind: type) -> tuple[tuple[str, Any], ...]:
    defaults: dict[str, Any] = kind._field_defaults  # type: ignore[attr-defined]
    return tuple((name, defaults.get(name, ...)) for name in kind._fields)  # type: ignore[attr-defined]


def _plain(value: Any) -> Any:
    if hasattr(value, "_fields"):
        return {
            name: _plain(given)
            for name, default in _defaults(value.__class__)
            if (given := getattr(value, name)) != default
        }
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return value


def pack(facts: f.CustomerFacts) -> str:
    """One customer's facts as a line of JSON, under the version of the rules."""
    values = {"rules": RULES, **_plain(facts)}
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def unpack(text: str) -> f.CustomerFacts:
    """The facts of a packed line; raises ``ValueError`` or ``TypeError`` where it is damaged."""
    values = json.loads(text)
    values.pop("rules", None)
    facts: f.CustomerFacts = build(f.CustomerFacts, _CUSTOMER, values)
    return facts
