"""The one table of commands: keys, footer, help, palette, ``repbook keys`` and the README come from it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from .key_names import bound_key, key_name


class Command(NamedTuple):
    """Something a rep can do.

    ``id`` is its name in settings and code, ``keys`` what to press, ``label`` the word in the footer,
    ``help`` the line in help and palette. ``hint`` orders the footer: 0 leaves it out.
    ``new`` is the letter that picks it under ``n``, ``under`` the column of that menu that it stands in.
    ``form`` says that it does no more than open the form of a new row of that name.
    """

    id: str
    keys: tuple[str, ...]
    label: str
    help: str
    group: str
    hint: int = 0
    new: str = ""
    under: str = ""
    form: bool = False


SCREENS, CUSTOMER, ROW, NEW, BOOK, MOVE = (
    "Screens",
    "For the highlighted customer",
    "For the highlighted row",
    "New",
    "The book",
    "Moving about",
)

EVERY_DAY, WITH_A_SALE, GIVE_AND_ASK, OF_THE_BOOK = (
    "Every day",
    "With a sale",
    "To give and to ask",
    "The book",
)
"""The columns of the menu ``n``, by when a rep thinks of it."""

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
    Command("log", ("l",), "log", "Log a call, visit, or e-mail", CUSTOMER, 1, "l", EVERY_DAY),
    Command(
        "check", ("s",), "check", "Record: was everything as expected?", CUSTOMER, 3, "s", EVERY_DAY
    ),
    Command(
        "followup", ("f",), "follow-up", "Plan a follow-up", CUSTOMER, 11, "f", EVERY_DAY, form=True
    ),
    Command(
        "promise", ("p",), "promise", "Record a promise", CUSTOMER, 4, "p", EVERY_DAY, form=True
    ),
    Command(
        "problem",
        ("x",),
        "problem",
        "Record a problem, or work on it",
        CUSTOMER,
        10,
        "x",
        EVERY_DAY,
    ),
    Command(
        "evidence",
        ("e",),
        "evidence",
        "Write down a success",
        CUSTOMER,
        12,
        "e",
        EVERY_DAY,
        form=True,
    ),
    Command(
        "fact",
        ("i",),
        "fact",
        "Keep a fact: important, need, personal",
        CUSTOMER,
        13,
        "i",
        EVERY_DAY,
    ),
    Command(
        "sale",
        ("w",),
        "won sale",
        "Record a won sale, or a new customer",
        CUSTOMER,
        14,
        "w",
        WITH_A_SALE,
    ),
    Command(
        "letter",
        ("t",),
        "letter",
        "Write a letter or a thank-you, or say that one went out",
        CUSTOMER,
        0,
        "t",
        GIVE_AND_ASK,
    ),
    Command(
        "ask",
        ("a",),
        "ask",
        "Ask: a referral, a testimonial, another chance to serve",
        CUSTOMER,
        0,
        "a",
        GIVE_AND_ASK,
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
    Command("person", (), "person", "A new person at the customer", NEW, 0, "o", OF_THE_BOOK),
    Command("customer", (), "customer", "A new customer", NEW, 0, "c", OF_THE_BOOK),
    Command(
        "questions",
        (),
        "five questions",
        "Five questions: important, needed, expected, why us, worries",
        NEW,
        0,
        "q",
        WITH_A_SALE,
    ),
    Command(
        "agreement",
        (),
        "agreement",
        "The agreement: how to reach them, what is vital, how problems are handled",
        NEW,
        0,
        "v",
        WITH_A_SALE,
    ),
    Command("plan", (), "game plan", "A game plan: the next three moves", NEW, 0, "g", WITH_A_SALE),
    Command(
        "training",
        (),
        "training",
        "A training: which areas, and who was there",
        NEW,
        0,
        "h",
        WITH_A_SALE,
    ),
    Command(
        "checkin",
        (),
        "staff check-in",
        "A check-in call by inside staff, monthly or quarterly",
        NEW,
        0,
        "b",
        WITH_A_SALE,
    ),
    Command(
        "survey",
        (),
        "survey",
        "The yearly survey: sent, or back with answers",
        NEW,
        0,
        "y",
        GIVE_AND_ASK,
    ),
    Command(
        "clipping",
        (),
        "clipping",
        "A clipping about them, to send with a compliment",
        NEW,
        0,
        "k",
        GIVE_AND_ASK,
    ),
    Command(
        "announcement",
        (),
        "announcement",
        "Something new: who needs it, a letter to each",
        NEW,
        0,
        "n",
        GIVE_AND_ASK,
    ),
    Command(
        "follow",
        (),
        "follows you",
        "A person who goes to another employer, and follows you",
        NEW,
        0,
        "j",
        GIVE_AND_ASK,
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
    Command("drafts", (), "resume", "Go on with an unfinished form", BOOK, 0, "r", OF_THE_BOOK),
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
