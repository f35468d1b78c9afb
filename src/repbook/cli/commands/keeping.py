"""Commands for the book as a file: backup, restore, check, new, demo, where, keys."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from ... import paths
from ...errors import BadFile
from ...wording import count
from ..call import Call
from ..usage import WrongUsage


def backup(call: Call) -> int:
    """A checked copy, in the book's own folder of backups or where it is asked for."""
    from ...storage.safety.backup_copies import backup as copy
    from ...storage.transfer.sent_out import BACKUP, note

    target, book = call.options.path, call.open()
    made = copy(book, Path(target).expanduser() if target else None, reason="by hand")
    if target:
        note(book, BACKUP, (made,))
    call.console.line(str(made))
    return 0


def restore(call: Call) -> int:
    """Put a backup in the book's place; what was there is kept, and said where."""
    from ...storage.safety.backup_copies import is_whole
    from ...storage.safety.backup_folder import backups
    from ...storage.safety.restoring import ASIDE
    from ...storage.safety.restoring import restore as bring_back

    if not call.options.path:
        found = backups(paths.backup_folder(call.path))
        if not found:
            raise WrongUsage("which backup?", "name the file; there are none beside the book")
        newest = next((view for view in found if is_whole(view.path)), found[0])
        raise WrongUsage(
            "which backup?",
            f"the newest is of {newest.taken:%Y-%m-%d %H:%M}: repbook restore {newest.path}",
        )
    aside = bring_back(call.path, Path(call.options.path).expanduser(), call.clock)
    call.console.line(f"{call.path} is as it was in {Path(call.options.path).name}")
    if aside is not None and ASIDE in aside.name:
        call.console.note(f"what was there before is damaged; it is kept as it was: {aside}")
    elif aside is not None:
        call.console.note(f"what it was before is kept: repbook restore {aside} brings it back")
    return 0


def check(call: Call) -> int:
    """Look at everything in the book; with ``--repair``, rebuild what follows from the rows."""
    from ...storage.safety.backup_copies import backup as copy
    from ...storage.safety.integrity import check as look
    from ...storage.safety.integrity import repair
    from ...storage.safety.looking_through import refuse_foreign
    from ...storage.safety.surroundings import clock_jumped, remarks

    book = call.open(looked=False)
    refuse_foreign(
        book.connection, book.schema, book.path.name
    )  # nothing strange is run by looking
    found = look(book, call.rules)
    if call.options.repair and any(finding.severity == "stale" for finding in found):
        copy(book, reason="before-repair")
        call.console.line(f"rebuilt what is known of {count(repair(book), 'customer')}")
        found = look(book, call.rules)
    for finding in found:
        call.console.line(f"{finding.severity}: {finding.what} - {finding.hint}")
    if not found:
        call.console.line(f"{call.path} is sound")
    for remark in filter(None, (*remarks(call.path), clock_jumped(book))):
        call.console.note(remark)
    return 1 if found else 0


def new(call: Call) -> int:
    """An empty book, where nothing is yet."""
    if call.options.demo:
        raise WrongUsage("new and --demo exclude each other", "leave --demo out")
    if call.options.path:
        if call.options.book:
            raise WrongUsage("two places are named for the new book", "leave --book out")
        call.options.book = call.options.path
    call.start_book()
    return 0


def demo(call: Call) -> int:
    """A made-up book in a file of its own; it never takes another file's place."""
    from ...demo import build

    path = Path(call.options.path).expanduser()
    if os.path.lexists(path):
        raise BadFile(f"{path} exists already", "choose another name")
    build(path, call.clock.today())
    call.console.line(f"made-up book at {path}: repbook --book {path}")
    return 0


def where(call: Call) -> int:
    """The paths, and which of them are there yet."""
    for word, path in (
        ("book", call.path),
        ("backups", paths.backup_folder(call.path)),
        ("settings", paths.settings_file()),
        ("crash notes", paths.state_folder()),
    ):
        missing = "" if path.exists() else "  (not there yet)"
        call.console.line((f"{word:<12}", "quiet"), str(path), (missing, "quiet"))
    return 0


def keys(call: Call) -> int:
    """The key table, as the settings have it."""
    from ...ui.keys.commands import LOCAL, Keys, key_text
    from ...ui.keys.remapping import remapped

    table = remapped(call.settings.keys)
    mine = Keys(table)
    menu = mine("new")
    own_keys = [len(own) for listed in LOCAL.values() for own, _ in listed]
    wide = max(*(len(key_text(command)) for command in table), *own_keys)
    named = max(len(command.id) for command in table)
    group = ""
    for command in table:
        if command.group != group:
            if group:
                call.console.line()
            group = command.group
            call.console.line((group, "title"))
        new = f" ({menu} {command.new})" if command.new else ""
        call.console.line(
            (f"  {key_text(command):<{wide}}  ", "key"),
            f"{command.id:<{named}}  {command.help}{new}",
        )
    for group, listed in LOCAL.items():
        call.console.line()
        call.console.line((group, "title"))
        for own, words in listed:
            call.console.line((f"  {mine.fill(own):<{wide}}  ", "key"), mine.fill(words))
    return 0


def word(call: Call) -> int:
    """A word for F12, typed twice and shown nowhere; none typed asks for none from then on."""
    from getpass import getpass

    from ...ui.shell import cover_word

    if not sys.stdin or not sys.stdin.isatty():
        raise WrongUsage("a word is typed by hand, where nobody sees it", "run this in a terminal")
    chosen = cover_word.checked(getpass("the word (none for none): "), getpass("again: "))
    cover_word.set_word(chosen)
    call.console.line("F12 asks for the word" if chosen else "F12 asks for no word")
    return 0
