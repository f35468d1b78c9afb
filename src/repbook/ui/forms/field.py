"""What a field of a form is, before any widget stands for it."""

from __future__ import annotations

from typing import Any

from ...values import NamedTuple

TYPED = ("text", "line", "day", "when")
"""The kinds of field that take words."""
PICKED = ("choice", "steps")
"""The kinds that take one of a few."""
Values = dict[str, str]
"""What stands in the fields of a form, by name."""


class Field(NamedTuple):
    """One field of a form.

    ``kind``: text, line (a text that wraps), day, when (a day with an hour), choice, steps (five, from much worse
    to much better), ticks, tick line (on one line).
    ``options`` are words for a choice, (value, words) for ticks. ``start`` is what it begins with, ``help`` what
    stands in it, or beside a day, while it is empty.
    """

    name: str
    label: str
    kind: str = "text"
    options: tuple[Any, ...] = ()
    start: str = ""
    help: str = ""
    required: bool = False
    future: bool = True
    about: str = ""
    """A line above the field, for what its label has no room for."""
    to: str = ""
    """What an action calls it, where that is not the field's own name."""
    rare: bool = False
    """Seldom needed: folded away until it is asked for, or has something in it."""
    gives: tuple[Any, ...] = ()
    """What the options of a choice stand for, where they are words for something else."""
