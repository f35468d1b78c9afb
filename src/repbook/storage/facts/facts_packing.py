"""Facts as compact JSON and back, for the cache that makes Today one quick read.

Only what differs from a field's default is written, each field under a sign or two, so a quiet customer is a short line.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from ...domain.spine import facts as f
from .cache_version import IS_OLDER, OLDER, RULES
from .fields import build, keys

if TYPE_CHECKING:
    import sqlite3

_KEYS = dict(zip(f.CustomerFacts._fields, keys(f.CustomerFacts), strict=True))
OWN = {
    **dict.fromkeys(("id", "name", "created_on"), ""),
    "tier": "'B'",
    "state": "'active'",
    "industry": "''",
    **dict.fromkeys(("wake_on", "wish_aim", "wish_limit", "answer_hours", "fix_days"), "NULL"),
}
"""What stands in the customer's own row, each with what it mostly is, and need not be told then: it is not cached."""

_OWN_KEYS = frozenset(_KEYS[name] for name in OWN)


def _own(name: str, mostly: str) -> str:
    value = f"c.{name}" if name == "id" else f"json_quote(CAST(c.{name} AS {_sort(name)}))"
    told = f"""',"{_KEYS[name]}":' || {value}"""
    return f"iif(c.{name} IS {mostly}, '', {told})" if mostly else told


def _sort(name: str) -> str:
    return (
        "TEXT"
        if name in ("name", "created_on", "tier", "state", "industry", "wake_on")
        else "INTEGER"
    )


PACKED = f"""iif(s.facts = '', '', iif({IS_OLDER}, '{OLDER}' || c.id, substr(s.facts, 1, length(s.facts) - 1)
  || {" || ".join(_own(*each) for each in OWN.items())} || char(125)))"""
"""The packed facts of a customer ``c``, from its row and what is cached of it in its row of the standings, ``s``."""
ALL = "SELECT {} FROM standings s JOIN customers c ON c.id = s.customer_id"
"""What is asked of everybody's."""
DAMAGED = (TypeError, ValueError, KeyError, AttributeError)
"""What is raised of facts that can't be unpacked, or be what they say."""
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


_NUMBER, _TITLE = keys(f.SaleFacts)[:2]


def called(sales: Sequence[tuple[Any, ...]]) -> str | None:
    """How the one sale of a customer is called in the packed facts, by its number and title; "" where there is none."""
    if not sales:
        return ""
    number, title, *_ = sales[0]
    if number.__class__ is not int or title.__class__ is not str:
        return None
    return f'"{_NUMBER}":{number},"{_TITLE}":{_ENCODER.encode(title)}'


def pack(facts: f.CustomerFacts) -> str:
    """What is cached of one customer, as a line of JSON under the version of the rules."""
    told = {
        key: given if given.__class__ in (str, int) else _plain(given)
        for (key, default), given in zip(_fields(f.CustomerFacts), facts, strict=True)
        if given is not default and given != default and key not in _OWN_KEYS
    }
    return _ENCODER.encode({"rules": RULES, **told})


def unpack(text: str) -> f.CustomerFacts:
    """The facts of a line as ``PACKED`` gives it; raises one of ``DAMAGED`` where it is damaged."""
    values = json.loads(text)
    values.pop("rules", None)
    facts: f.CustomerFacts = build(f.CustomerFacts, values)
    return facts


def facts_now(connection: sqlite3.Connection, packed: str) -> f.CustomerFacts:
    """As ``unpack``; of a customer whom an older repbook has reckoned, from the rows themselves."""
    if not packed.startswith(OLDER):
        return unpack(packed)
    from .customer_facts import facts_of

    facts = facts_of(connection, int(packed.removeprefix(OLDER)))
    if facts is None:
        raise KeyError(packed)
    return facts


@contextmanager
def without_collecting() -> Iterator[None]:
    """Thousands of small values are made and kept: looking for garbage among them doubles the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
