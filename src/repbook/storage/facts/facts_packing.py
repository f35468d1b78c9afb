"""Facts as compact JSON and back, for the cache that makes Today one quick read.

Only what differs from a field's default is written, each field under a sign or two, so a quiet customer is a short line.
"""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from typing import Any

from ...domain.spine import facts as f
from .cache_version import RULES
from .fields import build, keys, readers

_CUSTOMER = readers(f.CustomerFacts)
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


@cache
def _fields(kind: Any) -> tuple[tuple[str, Any], ...]:
    """What each field is called, and its default."""
    defaults: dict[str, Any] = kind._field_defaults
    return tuple(
        (key, defaults.get(name, ...)) for key, name in zip(keys(kind), kind._fields, strict=True)
    )


def _plain(value: Any) -> Any:
    if hasattr(value, "_fields"):
        return {
            key: given if given.__class__ in (str, int) else _plain(given)
            for (key, default), given in zip(_fields(value.__class__), value, strict=True)
            if given is not default and given != default
        }
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return value


def pack(facts: f.CustomerFacts) -> str:
    """One customer's facts as a line of JSON, under the version of the rules."""
    return _ENCODER.encode({"rules": RULES, **_plain(facts)})


def unpack(text: str) -> f.CustomerFacts:
    """The facts of a packed line; raises ``ValueError`` or ``TypeError`` where it is damaged."""
    values = json.loads(text)
    values.pop("rules", None)
    facts: f.CustomerFacts = build(f.CustomerFacts, _CUSTOMER, values)
    return facts
