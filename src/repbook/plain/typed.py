"""What was typed at a prompt: a command by its key or its name, the number of a row, and words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from ..errors import InvalidInput
from ..ui.keys.commands import Keys
from ..values import NamedTuple
from ..wording import fold

if TYPE_CHECKING:
    from ..ui.keys.commands import Command

ROW = re.compile(r"([0-9]{1,6})(?:\s*(:)\s*|\s+|$)(.*)", re.DOTALL)
BEFORE = re.compile(r"([0-9]{1,6})\s*(\S)")
"""A number first: ``3 l hollis`` is none, ``2nd pump`` neither; and one in front of a key, ``3l``."""
MOST = 6
MOVING, SCREENS = "Moving about", "Screens"
"""The group of keys that move a cursor, of which there is none here; that of lists, which take no words."""


def place_of(typed: str, most: int, besides: str = "") -> int:
    """The place in a list that is typed, 1 to ``most``. Raises ``InvalidInput`` where it has none so."""
    if typed.isascii() and typed.isdecimal() and len(typed) <= MOST and 1 <= int(typed) <= most:
        return int(typed)
    raise InvalidInput(f"there is no {typed[:20]} here", f"a number, 1 to {most}{besides}")


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
    sure: bool = False
    """Whether a colon says that the number is a row's, ``l 3: 2 pumps``."""


def _typed(command: str, rest: str) -> Typed:
    """What stood behind a command; a colon at once says that all of it is words: ``l: 2 pumps``."""
    rest = rest.strip()
    if rest.startswith(":"):
        words = rest[1:].strip()
        return Typed(command, None, words, words)
    found = ROW.fullmatch(rest)
    if found is None:
        return Typed(command, None, rest, rest)
    return Typed(command, int(found[1]), found[3], rest, bool(found[2]))


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
    before = BEFORE.fullmatch(text)
    if before is not None and before[2] in keys:
        return Typed(keys[before[2]], int(before[1]), "", before[1])
    if text.isascii() and text.isdecimal() and len(text) <= MOST:
        return Typed("", int(text), "", text)
    if fold(text) in named:
        return Typed(named[fold(text)], None, "", "")
    key, rest = text[:1], text[1:]
    apart = not rest or rest[0].isspace() or rest[0] in ":0123456789" or not key.isalnum()
    if key in keys and apart:
        return _typed(keys[key], rest)
    for end in (at for at, sign in enumerate(text) if sign == " "):
        name, rest = fold(text[:end]), text[end:]
        if name in named and named[name] not in lists:
            return _typed(named[name], rest)
    return Typed("", None, text, text)
