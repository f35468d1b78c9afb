"""The one table of commands: keys, footer, help, palette, ``repbook keys`` and the README come from it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from string import punctuation
from typing import NamedTuple

from ..errors import BadSettings


class Command(NamedTuple):
    """Something a rep can do.

    ``id`` is its name in settings and code, ``keys`` what to press, ``label`` the word in the footer,
    ``help`` the line in help and palette. ``hint`` orders the footer: 0 leaves it out.
    ``new`` is the letter that picks it under ``n``.
    """

    id: str
    keys: tuple[str, ...]
    label: str
    help: str
    group: str
    hint: int = 0
    new: str = ""


SCREENS, CUSTOMER, ROW, NEW, BOOK, MOVE = (
    "Screens",
    "For the highlighted customer",
    "For the highlighted row",
    "New",
    "The book",
    "Moving about",
)

COMMANDS: tuple[Command, ...] = (
    Command("today", ("1",), "Today", "Today: who needs attention, and why", SCREENS),
    Command("phases", ("2",), "Phases", "Customers by phase", SCREENS),
    Command("customers", ("3",), "Customers", "The whole book as a table", SCREENS),
    Command(
        "ledgers",
        ("4",),
        "Ledgers",
        "Promises, problems, expectations, evidence, letters, asks",
        SCREENS,
    ),
    Command("ahead", ("5",), "Ahead", "The next 30 days", SCREENS),
    Command("reports", ("6",), "Reports", "What the book has learned", SCREENS),
    Command("review", ("W",), "Review", "The weekly review: one card, one key", SCREENS),
    Command("log", ("l",), "log", "Log a call, visit, or e-mail", CUSTOMER, 1, "l"),
    Command("check", ("s",), "check", "Record: was everything as expected?", CUSTOMER, 3, "s"),
    Command("followup", ("f",), "follow-up", "Plan a follow-up", CUSTOMER, 11, "f"),
    Command("promise", ("p",), "promise", "Record a promise", CUSTOMER, 4, "p"),
    Command("problem", ("x",), "problem", "Record a problem, or work on it", CUSTOMER, 10, "x"),
    Command("evidence", ("e",), "evidence", "Write down a success", CUSTOMER, 12, "e"),
    Command("fact", ("i",), "fact", "Keep a fact: important, need, personal", CUSTOMER, 13, "i"),
    Command("sale", ("w",), "won sale", "Record a won sale, or a new customer", CUSTOMER, 14, "w"),
    Command(
        "letter",
        ("t",),
        "letter",
        "Write a letter or a thank-you, or say that one went out",
        CUSTOMER,
        0,
        "t",
    ),
    Command(
        "ask",
        ("a",),
        "ask",
        "Ask: a referral, a testimonial, another chance to serve",
        CUSTOMER,
        0,
        "a",
    ),
    Command("phase", ("m",), "phase", "Confirm a phase, or see what is missing", CUSTOMER),
    Command(
        "off",
        (),
        "off the book",
        "Off the book with a reason: asleep, lost, moved; or back on it",
        CUSTOMER,
    ),
    Command("brief", ("b",), "brief", "What to know before dialling", CUSTOMER, 15),
    Command("history", ("H",), "history", "What was changed, and undo one step of it", CUSTOMER),
    Command("done", ("d",), "done", "Done, kept, or solved", ROW, 5),
    Command("snooze", ("z",), "snooze", "Put off to another day", ROW, 6),
    Command("edit", ("E",), "edit", "Edit the row", ROW),
    Command("remove", ("delete",), "remove", "Remove the row (undo brings it back)", ROW),
    Command("copy", ("y",), "copy", "Copy the row to the clipboard", ROW),
    Command("new", ("n",), "new", "Everything that can be new: one more letter picks", NEW, 7),
    Command("capture", (".",), "capture", "One line for anybody: name: words", NEW, 2),
    Command("person", (), "person", "A new person at the customer", NEW, 0, "o"),
    Command("customer", (), "customer", "A new customer", NEW, 0, "c"),
    Command(
        "questions",
        (),
        "five questions",
        "Five questions: important, needed, expected, why us, worries",
        NEW,
        0,
        "q",
    ),
    Command(
        "agreement",
        (),
        "agreement",
        "The agreement: how to reach them, what is vital, how problems are handled",
        NEW,
        0,
        "v",
    ),
    Command("plan", (), "game plan", "A game plan: the next three moves", NEW, 0, "g"),
    Command("training", (), "training", "A training: which areas, and who was there", NEW, 0, "h"),
    Command(
        "checkin",
        (),
        "staff check-in",
        "A check-in call by inside staff, monthly or quarterly",
        NEW,
        0,
        "b",
    ),
    Command("survey", (), "survey", "The yearly survey: sent, or back with answers", NEW, 0, "y"),
    Command(
        "clipping", (), "clipping", "A clipping about them, to send with a compliment", NEW, 0, "k"
    ),
    Command(
        "announcement",
        (),
        "announcement",
        "Something new: who needs it, a letter to each",
        NEW,
        0,
        "n",
    ),
    Command(
        "follow",
        (),
        "follows you",
        "A person who goes to another employer, and follows you",
        NEW,
        0,
        "j",
    ),
    Command("find", ("/",), "find", "Find in names, notes, facts, numbers", BOOK, 8),
    Command(
        "touches",
        ("D",),
        "day's touches",
        "Done today: the calls and touches of a day as logged, to put right",
        BOOK,
    ),
    Command("palette", ("ctrl+p",), "palette", "Every command, by typing its name", BOOK),
    Command("undo", ("u",), "undo", "Undo the last change", BOOK, 16),
    Command("redo", ("U",), "redo", "Redo what was undone", BOOK),
    Command("drafts", (), "resume", "Go on with an unfinished form", BOOK, 0, "r"),
    Command("triage", (), "triage", "Triage: the red customers one by one", BOOK),
    Command("money", ("$",), "money", "Show or hide money", BOOK),
    Command("theme", (), "theme", "Theme: dark, light, the terminal's own", BOOK),
    Command("templates", (), "templates", "Letter templates, written as files to edit", BOOK),
    Command("blank", ("f12",), "blank", "Blank the screen; any key brings it back", BOOK),
    Command("help", ("?",), "help", "Every key", BOOK, 9),
    Command("quit", ("q", "ctrl+q"), "quit", "Leave repbook", BOOK),
    Command("open", ("enter",), "open", "Open the customer's page", MOVE),
    Command("back", ("escape",), "back", "Back", MOVE),
    Command("down", ("j", "down"), "down", "Down", MOVE),
    Command("up", ("k", "up"), "up", "Up", MOVE),
    Command("first", ("g", "home"), "first", "To the first row", MOVE),
    Command("last", ("G", "end"), "last", "To the last row", MOVE),
    Command("next", ("tab",), "next", "To the next pane or field", MOVE),
)

LOCAL: dict[str, tuple[tuple[str, str], ...]] = {
    "On Customers": (
        ("Tab", "Narrow: type a name, town, person, number"),
        ("v", "Filters: then p t s o m, c clears"),
        ("o O", "Sort by the next column; turn it round"),
        ("Space A C", "Mark a row; mark all; unmark"),
        ("T R X", "Tier, rhythm, off the book, for the marked"),
    ),
    "On Ahead": (
        ("< >", "Move the step or follow-up a business day: earlier, later"),
        ("Enter", "On names by rhythm: a line each"),
    ),
    "On what was logged": (
        ("< >", "The day before, the day after"),
        ("{edit}", "What it was, with whom, when, the words, and whose it is"),
    ),
    "In the weekly review": (
        ("c", "The closing page, also before the last card"),
        ("F6", "On the finished page: save it to a file; {copy} copies it"),
    ),
    "On Phases, Ledgers, Reports, and a customer's page": (
        ("← →", "To the column or tab beside"),
        ("[ ]", "To the tab beside"),
    ),
}
"""Keys that only one screen knows: told in help and the README."""

BY_ID: dict[str, Command] = {command.id: command for command in COMMANDS}

KEY_NAMES = {
    "escape": "Esc",
    "enter": "Enter",
    "delete": "Del",
    "insert": "Ins",
    "backspace": "Backspace",
    "space": "Space",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "home": "Home",
    "end": "End",
    "tab": "Tab",
}
KEYS_NAMED = {name: key for key, name in KEY_NAMES.items()}
TEXTUAL_NAMES = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}
"""Signs whose Unicode name Textual shortens."""
FUNCTION = re.compile(r"[Ff][0-9]{1,2}")


def bound_key(key: str) -> str:
    """A key of the table as Textual names it: ``question_mark`` for ``?``."""
    if len(key) != 1 or key.isalnum():
        return key
    name = unicodedata.name(key, key).casefold().replace("-", "_").replace(" ", "_")
    return TEXTUAL_NAMES.get(name, name)


def key_name(key: str) -> str:
    """A key of the table as a rep reads it: ``Esc``, ``Ctrl+P``, ``?`` also for ``question_mark``."""
    if len(key) == 1 or key in KEY_NAMES:
        return KEY_NAMES.get(key, key)
    head, plus, last = key.rpartition("+")
    if plus and last:
        return "+".join((*(part.capitalize() for part in head.split("+")), _last(last)))
    if FUNCTION.fullmatch(key):
        return key.upper()
    return next((sign for sign in punctuation if bound_key(sign) == key), key)


def _last(key: str) -> str:
    return key.upper() if len(key) == 1 else key_name(key)


def pressed(name: str) -> str:
    """The key that a text names, as Textual has it: ``escape`` for ``Esc``; "" where it names none."""
    if name in KEYS_NAMED:
        return KEYS_NAMED[name]
    if name.casefold() in KEY_NAMES:
        return name.casefold()
    if len(name) == 1:
        typed = name.isalnum() or name.isascii() or unicodedata.category(name) == "Sc"
        return bound_key(name) if typed and not name.isspace() else ""
    if FUNCTION.fullmatch(name):
        return name.casefold()
    head, plus, last = name.rpartition("+")
    if plus and head.casefold() in ("ctrl", "alt", "shift") and last:
        key = pressed(last)
        return f"{head.casefold()}+{key.casefold()}" if key else ""
    return ""


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


ALWAYS = {
    "open": "enter",
    "back": "escape",
    "down": "down",
    "up": "up",
    "first": "home",
    "last": "end",
    "next": "tab",
}
"""The keys for moving about that no setting takes away."""


def keymap(table: tuple[Command, ...]) -> dict[str, str]:
    """The keys for moving about that are not as they come, by command, as Textual wants them."""
    return {
        command.id: ",".join(dict.fromkeys((*map(bound_key, command.keys), ALWAYS[command.id])))
        for command in table
        if command.id in ALWAYS and command.keys != BY_ID[command.id].keys
    }


def remapped(overrides: Mapping[str, object]) -> tuple[Command, ...]:
    """The table with a settings file's keys: ``{"log": "L", "find": ["/", "ctrl+f"]}``.

    Raises ``BadSettings`` for a command that does not exist, or a key given twice.
    """
    if not overrides:
        return COMMANDS
    for name in overrides:
        if name not in BY_ID:
            raise BadSettings(
                f"settings name a key for '{name}'", "see `repbook keys` for the names"
            )
    table = tuple(
        command._replace(keys=_keys(command, overrides[command.id]))
        if command.id in overrides
        else command
        for command in COMMANDS
    )
    seen: dict[str, str] = {}
    for command in table:
        for key in command.keys:
            if key in seen:
                raise BadSettings(
                    f"settings give the key '{key}' to {seen[key]} and {command.id}",
                    "give one of them another key",
                )
            seen[key] = command.id
    return table


def _keys(command: Command, given: object) -> tuple[str, ...]:
    keys = (given,) if isinstance(given, str) else given
    if not isinstance(keys, list | tuple) or not all(isinstance(key, str) for key in keys):
        raise BadSettings(f"the key of '{command.id}' must be a text", 'such as log = "L"')
    return tuple(keys)
