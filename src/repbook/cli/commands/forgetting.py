"""``repbook forget``: somebody asks to be forgotten; and ``repbook access``: what is kept of them, in plain words."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from ...errors import InvalidInput, NotFound
from ..call import Call
from ..usage import WrongUsage
from .asking import can_ask, typed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...actions.forgetting.told import Line
    from ...storage.book.book import Book
    from ...storage.erasing.asking import Asker

WIDE = 14
NUMBER = re.compile(r"#([0-9]{1,15})")


def forget(call: Call) -> int:
    """Show what there is of somebody and where, ask for the name, and erase all of it."""
    from ...actions.forgetting import forgetting, told
    from ..progress import Progress

    book, options = call.open(), call.options
    who = whom(book, " ".join(options.name), person=options.person)
    found = forgetting.look(book, who, mentions=options.mentions)
    _print(call, told.title(found), told.found(found))
    if options.dry_run:
        call.console.note("nothing was changed; leave --dry-run out to erase it")
        return 0
    typed = who.name if options.yes else _typed(call, who.name)
    far = Progress(call.console, "writing backups anew:", "written anew", "backup").begin()
    try:
        _, outcome = forgetting.forget(book, found, typed, told=far)
    except BaseException:
        far.broken_off()
        raise
    far.end()
    _print(call, told.done(outcome), told.outcome(outcome))
    return 0 if told.is_whole(outcome) else 1


def _print(call: Call, head: str, lines: Iterable[Line]) -> None:
    call.console.line((head, "title"))
    for label, text in lines:
        if label or " " in text:
            call.console.wrapped(f"  {label}", text, indent=WIDE)
        else:
            call.console.line(" " * WIDE, text)  # a path is copied as a whole


def access(call: Call) -> int:
    """Write the letter that somebody is owed who asks what is kept of them; say what to look at before it goes."""
    from ...actions.forgetting.access import access as letter_of
    from ...interchange.writing import outfile
    from ...storage.transfer.sent_out import LETTER, note

    book, target = call.open(), call.options.target
    who = whom(book, " ".join(call.options.name), person=call.options.person)
    letter = letter_of(book, who, call.rules, call.settings.rep)
    text = (f"{line}\n" for line in letter.lines)
    if target and target != "-":
        path = Path(target).expanduser()
        outfile.write(path, text)
        note(book, LETTER, (path,), next(iter(who.ids)) if who.kind == "customer" else None)
        call.console.line(str(path))
    else:
        call.console.stream(text)
    if letter.look_first:
        call.console.note("look at this before it goes:")
    for line in letter.look_first:
        call.console.note(f"  {line}")
    return 0


def whom(book: Book, words: str, *, person: bool) -> Asker:
    """Who is meant: a customer or a person of the book, or, by the whole name, one whom only the history knows.

    Raises ``InvalidInput`` where several may be meant, and ``NotFound``.
    """
    from ...actions.forgetting.forgetting import of_name, of_row
    from ...storage.finding.naming import NotOne, resolve
    from ..text.customer_named import the_customer, the_person

    if NUMBER.fullmatch(words.strip()):
        named = (the_person if person else the_customer)(book, words, "name")
    else:
        try:
            named = resolve(book, words)
        except NotOne as refused:
            if refused.several:
                raise InvalidInput(
                    refused.message,
                    'write "Person, Customer", or the number: repbook duplicates has them',
                ) from None
            try:
                return of_name(book, words)
            except NotFound:
                raise refused from None
    if named.person_id and (person or named.person):
        return of_row(book, "person", named.person_id, named.person)
    if person:
        raise InvalidInput(f"{named.name} is a customer", 'write the person as "Person, Customer"')
    return of_row(book, "customer", named.id, named.name)


def _typed(call: Call, name: str) -> str:
    """The name, as the rep types it; raises ``WrongUsage`` where nobody can be asked."""
    if not can_ask():
        raise WrongUsage("nobody is there to type the name", "say --yes, or look with --dry-run")
    call.console.flush()
    return typed(f"this can't be undone: type {name} to erase it: ")
