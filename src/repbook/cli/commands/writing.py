"""Commands that change the book by one step: log, undo, redo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...errors import InvalidInput
from ...storage.finding.bearers import Resolved
from ...storage.finding.naming import NotOne, person_of, resolve, split_line
from ..call import Call
from ..usage import WrongUsage

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from ...actions.touches.named_lines import Read
    from ...domain.spine.contacts import Contact
    from ...domain.spine.model import Change
    from ...storage.book.book import Book

SUCH_AS = 'such as repbook log "Hollis: valve fits"'
MOST_NAME_WORDS = 4
EACH_QUOTED = (
    'put each line in quotes of its own: repbook log "Hollis: valve fits" "Moor: no answer"'
)


def log(call: Call) -> int:
    """File capture lines, and print what each filed: all of them, or none."""
    from ...actions.touches.named_lines import file_lines, own_names, read_line, whose_line

    how, on = _how(call), _on(call)
    if ":" not in " ".join(call.options.line):
        raise WrongUsage("a name and a line are needed", SUCH_AS)
    book = call.open()
    today, day_first = call.clock.today(), call.settings.day_first
    lines = lines_of(book, call.options.line)
    if call.options.who and len(lines) > 1:
        raise WrongUsage("--who goes with one line", "name the person before the colon instead")
    read: list[Read] = []
    for whole in lines:
        name, line = split_line(book, whole)
        if not name or not (line or how or on):
            raise WrongUsage("a name and a line are needed", SUCH_AS)
        whose = _spoken_to(book, whose_line(book, whole, today)[0], call.options.who)
        try:
            read.append(
                read_line(
                    whose,
                    line,
                    today,
                    day_first=day_first,
                    how=how,
                    on=on,
                    business=call.rules.business,
                    own=own_names(book, whose.id),
                )
            )
        except InvalidInput as error:
            if len(lines) == 1:
                raise
            raise InvalidInput(f"{whose.name}: {error.message}", error.hint) from None
    changes = file_lines(book, read, day_first=day_first, rules=call.rules)
    for each, change in zip(read, changes, strict=True):
        _print(call, each, today, done=_steps_done(book, change))
    return 0


def lines_of(book: Book, words: list[str]) -> list[str]:
    """What was typed behind ``log``, as lines: a quoted ``"NAME: line"`` is one, loose words are one together.

    Raises ``WrongUsage`` where it can't be told which words belong to which line.
    """
    words = [word for word in words if word.strip()]
    whole = [_is_line(book, word) for word in words]
    if len(words) < 2 or all(whole):
        return words
    if whole[0] and " " in words[0]:
        raise _mixed(words[whole.index(False)])
    line = " ".join(words)
    named = split_line(book, line)[0].count(":")  # colons of the name's own: Acme: East
    colons = 0
    for at, word in enumerate(words):
        if colons > named and ":" in word and _names_somebody(book, words, at):
            raise _mixed(word)
        colons += word.count(":")
    return [line]


def _mixed(word: str) -> WrongUsage:
    return WrongUsage(f"is '{word}' a line of its own, or part of another?", EACH_QUOTED)


def _is_line(book: Book, word: str) -> bool:
    """Whether one argument holds a name, a colon, and what was said."""
    name, rest = split_line(book, word)
    return bool(name and rest)


def _names_somebody(book: Book, words: list[str], at: int) -> bool:
    """Whether a loose word with a colon ends the name of somebody, so that another line may begin there."""
    for first in range(at, max(0, at - MOST_NAME_WORDS), -1):
        name = " ".join(words[first : at + 1]).split(":")[0].strip()
        if any(char.isalpha() for char in name):
            try:
                resolve(book, name)
            except NotOne as refused:
                if refused.several:
                    return True
            else:
                return True
    return False


def _how(call: Call) -> Contact | None:
    from ...domain.spine.contacts import contact_of

    if not call.options.kind:
        return None
    try:
        return contact_of(call.options.kind)
    except InvalidInput as error:
        raise WrongUsage(f"--as: {error.message}", error.hint) from None


def _on(call: Call) -> date | None:
    from ...domain.days.dates import parse_day
    from ...wording import day_text

    if not call.options.on:
        return None
    today = call.clock.today()
    try:
        day = parse_day(call.options.on, today, day_first=call.settings.day_first, future=False)
    except InvalidInput as error:
        raise WrongUsage(f"--on: {error.message}", error.hint) from None
    if day > today:
        hint = "plan it in the line, behind >, or check the day"
        raise WrongUsage(f"--on: {day_text(day, today)} is still ahead", hint)
    return day


def _spoken_to(book: Book, whose: Resolved, person: str | None) -> Resolved:
    """The customer with the person whom ``--who`` names; raises ``InvalidInput`` where that is another."""
    if not person:
        return whose
    found = person_of(book, whose.id, person)
    if whose.person_id not in (None, found.person_id):
        raise InvalidInput(
            f"the line names {whose.person}, but --who {found.person}", "name one of them"
        )
    return found


def _steps_done(book: Book, change: Change) -> list[str]:
    """What the touch has done of what was open."""
    rows = change.ids.get("followups", ())
    asked = "SELECT what FROM followups WHERE id = ? AND state = 'done'"
    return [row[0] for each in rows for row in book.rows(asked, (each,))]


def _print(call: Call, read: Read, today: date, *, done: list[str]) -> None:
    from ...domain.line.capture import ItemKind, preview
    from ...domain.words.sensitive import warning

    call.console.line((read.understood(today), "title"))
    for what in done:
        call.console.wrapped("  done", what, indent=14)
    for kind, text in preview(read.said, today):
        call.console.wrapped(f"  {kind}", text, indent=14)
    said = {warning(item.text) for item in read.said.items if item.kind is ItemKind.PERSONAL}
    for words in sorted(said - {""})[:1]:
        call.console.note(words)


def undo(call: Call) -> int:
    """Take back the last change of the book."""
    from ...actions.base.history import undo as take_back

    change = _turned(call, take_back, "undoing:", "undone")
    call.console.line(f"undone: {change.label}")
    return 0


def redo(call: Call) -> int:
    """Do again what was taken back last."""
    from ...actions.base.history import redo as do_again

    change = _turned(call, do_again, "redoing:", "done again")
    call.console.line(f"done again: {change.label}")
    return 0


def _turned(call: Call, turn: Callable[..., Change], doing: str, did: str) -> Change:
    """Turn a step; of a large one it is said how many rows of the book have come, or gone."""
    from ..progress import Progress

    book, far = call.open(), Progress(call.console, doing, did)
    try:
        return turn(book, told=far)
    finally:
        far.end()
