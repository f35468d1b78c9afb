"""What can be typed: the table's commands that are known here, in its own words."""

from __future__ import annotations

from collections.abc import Collection
from itertools import groupby
from typing import TYPE_CHECKING

from .session import Session
from .typed import letter_of

if TYPE_CHECKING:
    from ..ui.keys.commands import Command

GROUPS = {
    "For the highlighted customer": "For a customer",
    "For the highlighted row": "For a row",
    "Screens": "Lists",
    "Moving about": "For a customer, too",
}
"""What the groups of the table are called where nothing is highlighted."""
WORDS = {"confidential": "Everything about a customer, also what was told in confidence"}
"""Commands of our own, that the full screen does otherwise."""
GENERAL = (
    "A number picks a row of the list; with a key before it, the key acts on that row: {log} 3.",
    "Words behind the key are filed at once: {log} 3 voicemail, or {promise} 3 send kit fri.",
    "A name goes to a customer. An empty line says more, or goes back, as < does; list says the list again.",
    "open says all about a customer; the name of any command does what its key does.",
)


def say_help(session: Session, known: Collection[str], name: str) -> None:
    """What can be typed here, in the table's own words; of one command its line."""
    commands = [each for each in session.table if each.id in known]
    if name:
        found = [each for each in commands if name in (each.id, each.label, *each.keys)]
        session.say(*(f"{_spoken(each)}: {each.help}" for each in found))
        if not found:
            session.hint("There is no such command - {help} alone lists them")
        return
    session.say(*map(session.key.fill, GENERAL))
    for group, inside in groupby(commands, key=lambda each: each.group):
        session.say(f"{GROUPS.get(group, group)}: {', '.join(map(_spoken, inside))}.")
    session.say(*(f"{name}: {said}." for name, said in WORDS.items()))
    session.hint("{help} and a name says more of one.")


def _spoken(command: Command) -> str:
    """``l log``; the name alone of what no letter does here."""
    return f"{letter_of(command)} {command.label}".strip()
