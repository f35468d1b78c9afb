"""Commands that change the book by one step: log, undo, redo."""

from __future__ import annotations

from ..errors import InvalidInput
from ..storage.search import resolve
from .call import Call
from .parser import WrongUsage


def log(call: Call) -> int:
    """File a capture line, and print what it filed."""
    from ..domain.capture import parse_line, preview, split_name

    name, line = split_name(" ".join(call.options.line))
    if not name or not line:
        raise WrongUsage("a name and a line are needed", 'such as repbook log "Hollis: valve fits"')
    book = call.open()
    customer = resolve(book, name)
    today, day_first = call.clock.today(), call.settings.day_first
    said = parse_line(line, today, day_first=day_first, business=call.rules.business)
    for error in said.errors:
        about = line[error.start : error.end].strip()
        raise InvalidInput(f"'{about}': {error.message}", error.hint)
    from ..actions.touches import LogEntry
    from ..actions.touches import log as file_away

    file_away(book, LogEntry(customer.id, line=line, day_first=day_first), rules=call.rules)
    call.console.line((str(customer), "title"))
    for kind, text in preview(said, today):
        call.console.wrapped(f"  {kind}", text, indent=14)
    return 0


def undo(call: Call) -> int:
    """Take back the last change of the book."""
    from ..actions.history import undo as take_back

    call.console.line(f"undone: {take_back(call.open()).label}")
    return 0


def redo(call: Call) -> int:
    """Do again what was taken back last."""
    from ..actions.history import redo as do_again

    call.console.line(f"done again: {do_again(call.open()).label}")
    return 0
