"""The one table of commands: keys, footer, help, palette, ``repbook keys`` and the README come from it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from ...values import NamedTuple
from .key_names import bound_key, key_name


class Command(NamedTuple):
    """Something a rep can do.

    ``id`` is its name in settings and code, ``keys`` what to press, ``label`` the word in the footer,
    ``help`` the line in help and palette. ``hint`` orders the footer: 0 leaves it out.
    ``new`` is the letter that picks it under ``n``, ``under`` the column of that menu that it stands in.
    """

    id: str
    keys: tuple[str, ...]
    label: str
    help: str
    group: str
    hint: int = 0
    new: str = ""
    under: str = ""


SCREENS, CUSTOMER = "Screens", "For the highlighted customer"
ROW = "For the highlighted row"
"""Groups that a screen asks for by name."""


def _read() -> Iterator[Command]:
    group = ""
    for line in Path(__file__).with_suffix(".txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            group = line.strip("[]")
        elif line and not line.startswith("# "):
            id_, keys, label, help_, hint, *menu = [*line.split(" | "), ""]
            keys_, place = tuple(keys.split()), int(hint or 0)
            yield Command(id_, keys_, label, help_, group, place, *menu[:2])


COMMANDS = tuple(_read())
"""The table, as it stands in ``commands.txt``."""

LOCAL: dict[str, tuple[tuple[str, str], ...]] = {
    "On Customers": (
        ("Tab", "Narrow: type a name, town, trade, person, number"),
        ("v", "Filters: then p t s o m, c clears"),
        ("o O", "Sort by the next column; turn it round"),
        ("V", "Saved views: show one, or keep what is shown now under a name"),
        ("Space A C", "Mark a row; mark all; unmark"),
        ("T R X", "Tier, rhythm, off the book, for the marked"),
    ),
    "On Ahead": (
        ("< >", "Move the step or follow-up a business day: earlier, later"),
        ("← →", "To the day before, to the day after"),
        ("r", "Who may wait on a full day, and for when; once more moves them"),
        ("Enter", "On names by rhythm: a line each"),
    ),
    "On what was logged": (
        ("< >", "The day before, the day after"),
        ("{edit}", "What it was, with whom, when, the words, and whose it is"),
    ),
    "On an import": (
        ("Enter", "On a column: what it fills; on a difference: take it or keep yours"),
        ("F2", "File it; nothing is filed before"),
        ("s d h", "The sheet, the order of days, whether the first row is one of headings"),
        ("A", "Take all that the file says otherwise, but for what you wrote"),
        ("< >", "The next of several files"),
    ),
    "On doubles": (
        ("J", "Join the two: the left one stays, the right one becomes part of it"),
        ("N", "They are two: not offered again"),
        ("X", "Keep the other one"),
        ("Tab Enter", "To the fields; whose word stands: this, that, or both"),
    ),
    "In the weekly review": (
        ("Space", "Skip the card: it comes again"),
        ("o g", "Onto Today, or a call today; give it to somebody"),
        ("R X", "Loosen the rhythm; off the book"),
        ("c", "The closing page, also before the last card"),
        ("F6", "On the finished page: save it to a file; {copy} copies it"),
    ),
    "On Phases, Ledgers, Reports, and a customer's page": (
        ("← →", "To the column or tab beside"),
        ("[ ]", "To the tab beside"),
        (
            "v",
            "Fold what is closed in a ledger, or was only filed in a timeline; once more unfolds",
        ),
    ),
}
"""Keys that only one screen knows: told in help and the README."""

BY_ID: dict[str, Command] = {command.id: command for command in COMMANDS}


def first_key(command: Command | None, new: str = "n") -> str:
    """The one key to press for a command, ``l``; ``n q`` for what only ``new``, the menu's key, opens."""
    if command is None:
        return ""
    return key_text(command).split(" ")[0] or (f"{new} {command.new}" if command.new else "")


def key_text(command: Command) -> str:
    """The keys of a command as a rep reads them: ``l``, ``?``, ``Ctrl+P``."""
    return " ".join(key_name(key) for key in command.keys)


def keys_for(table: tuple[Command, ...], command_id: str) -> tuple[str, ...]:
    """The keys of a command as Textual names them."""
    return tuple(
        bound_key(key) for command in table if command.id == command_id for key in command.keys
    )


KeyOf = Callable[[str], str]
"""The key of a command by its id, as this rep has it."""


class Keys:
    """The keys of one table as a rep reads them. Every text that names a key asks here."""

    def __init__(self, table: tuple[Command, ...] = COMMANDS) -> None:
        self._commands = {command.id: command for command in table}

    def __call__(self, command_id: str) -> str:
        """The key of a command; where it has none, the way to it through ``n`` or the palette.

        "" for what is no command.
        """
        command = self._commands.get(command_id)
        if command is None:
            return ""
        if command.keys or command_id in ("new", "palette"):
            return first_key(command) or command.label
        return first_key(command, self("new")) or f"{self('palette')} {command.label}"

    def all(self, command_id: str) -> str:
        """All the keys of a command, for the page that lists them."""
        return key_text(self._commands[command_id]) or self(command_id)

    def fill(self, words: str) -> str:
        """A sentence of ours with ``{undo}`` made the key of that command; what is no command stays."""
        return re.sub(r"\{(\w+)\}", lambda found: self(found[1]) or found[0], words)


SHIPPED = Keys()
"""The keys as they come, for texts that are drawn without an app."""
