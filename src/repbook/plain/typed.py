"""What was typed at a prompt: a command by its key or its name, the number of a row, and words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from ..ui.keys.commands import Keys
from ..wording import fold

if TYPE_CHECKING:
    from ..ui.keys.commands import Command

ROW = re.compile(r"([0-9]{1,6})(?![0-9])\s*[:.]?\s*(.*)", re.DOTALL)
MOVING, SCREENS = "Moving about", "Screens"
"""The group of keys that move a cursor, of which there is none here; that of lists, which take no words."""


class Spoken(Keys):
    """The keys as they can be typed on a line: a letter, else the command's name."""

    def __call__(self, command_id: str) -> str:
        """``l``; ``five questions`` for what no single sign does; "" for what is no command."""
        command = self._commands.get(command_id)
        return "" if command is None else letter_of(command) or command.label


def letter_of(command: Command) -> str:
    """The sign that does a command here, "" for none: digits are rows."""
    return next((key for key in command.keys if len(key) == 1 and not key.isdecimal()), "")


class Typed(NamedTuple):
    """A command's id, "" where none is meant, and what stood behind it; ``number`` first, if one did."""

    command: str
    number: int | None
    words: str
    rest: str
    """All that stood behind the key, the number with it."""


def split_number(text: str) -> tuple[int | None, str]:
    """A number at the beginning, and what is behind it."""
    found = ROW.fullmatch(text)
    return (int(found[1]), found[2]) if found else (None, text)


def read(text: str, table: Iterable[Command]) -> Typed:
    """What is meant: ``l 3 fits well``, ``3 d``, ``d3``, ``/hollis``, ``undo``; a name is no command."""
    commands = [each for each in table if each.group != MOVING or each.id == "open"]
    keys = {
        key: command.id
        for command in commands
        for key in command.keys
        if len(key) == 1 and not key.isdecimal()
    }
    named = {fold(name): command.id for command in commands for name in (command.label, command.id)}
    lists = {command.id for command in commands if command.group == SCREENS}
    number, behind = split_number(text)
    if number is not None and behind in keys:
        return Typed(keys[behind], number, "", str(number))
    if number is not None and not behind:
        return Typed("", number, "", text)
    if fold(text) in named:
        return Typed(named[fold(text)], None, "", "")
    key, rest = text[:1], text[1:]
    apart = not rest or rest[0].isspace() or rest[0].isdecimal() or not key.isalnum()
    if key in keys and apart:
        rest = rest.strip()
        return Typed(keys[key], *split_number(rest), rest)
    for end in (at for at, sign in enumerate(text) if sign == " "):
        name, rest = fold(text[:end]), text[end:].strip()
        if name in named and named[name] not in lists:
            return Typed(named[name], *split_number(rest), rest)
    return Typed("", None, text, text)
