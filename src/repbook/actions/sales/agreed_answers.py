"""What was answered about an agreement, as the action takes it: from the fields of a form, wherever it was asked.

The fields: how to reach them (``channel``, ``times``, ``every``, ``do_not``, ``words``) and how problems are handled
(``first``, ``answer``, ``fix``, ``then``, ``rule``).
"""

from __future__ import annotations

from collections.abc import Mapping

from ...domain.care import preferences
from ...domain.care.handling import Handling
from ...domain.care.preferences import CHANNELS, Preference
from ...domain.days import time_words
from ...errors import InvalidInput

MOST = {"answer": 80, "fix": 60}
"""The largest numbers that are meant: business hours, business days."""


def preference_of(values: Mapping[str, str]) -> Preference:
    """How they like to be reached (R73); raises ``InvalidInput`` with the field that can't be meant."""
    times = times_of(values["times"])
    return Preference(
        CHANNELS[int(values["channel"]) - 1] if values["channel"] else "",
        times.days,
        times.from_hour,
        times.to_hour,
        time_words.how_often(values["every"]) or "",
        "; ".join(preferences.avoided(values["do_not"])),
        values["words"].strip(),
    )


def rule_of(values: Mapping[str, str]) -> Handling:
    """How problems are handled (R79); raises ``InvalidInput`` with the field that can't be meant."""
    return Handling(
        values["first"].strip(),
        number_of("answer", values["answer"]),
        number_of("fix", values["fix"]),
        values["then"].strip(),
        values.get("rule", "").strip(),
    )


def times_of(value: str) -> Preference:
    """Days and hours; raises ``InvalidInput`` where anything else is said, or nothing certain."""
    read = preferences.parse(value)
    only = Preference(days=read.days, from_hour=read.from_hour, to_hour=read.to_hour)
    if read != only:
        raise InvalidInput("such as Tue-Thu 9-12, mornings, from 10", field="times")
    return only


def rhythm_said(value: str) -> str:
    """What how often they want to hear comes to; raises ``InvalidInput``."""
    pace = time_words.pace(time_words.how_often(value) or "")
    if pace is None:
        raise InvalidInput("weekly, monthly, quarterly, every 6 weeks", field="every")
    return f"aim {pace.aim}, limit {pace.limit} d"


def number_of(name: str, value: str) -> int | None:
    """A whole number, or None for an empty field."""
    value = value.strip()
    if not value:
        return None
    if not value.isascii() or not value.isdecimal() or not 1 <= int(value) <= MOST[name]:
        raise InvalidInput(f"a number, 1 to {MOST[name]}", field=name)
    return int(value)
