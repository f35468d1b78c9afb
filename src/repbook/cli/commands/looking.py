"""Commands that look: today, status, find, history."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from ...wording import count, day_text, safe
from ..call import Call
from ..text.cells import fit, width

if TYPE_CHECKING:
    from ...domain.spine.model import Today


def today(call: Call) -> int:
    """What Today shows."""
    shown = _today(call)
    if call.options.json:
        from ..text.as_json import plain, printed

        call.console.stream(printed(plain(shown)))
        return 0
    from ..text.today_text import print_today

    text = call.console.said_by(partial(print_today, call.console, call.keys, shown))
    call.console.out.write(text)
    if not shown.damaged:  # what is damaged is said beside it, each time
        call.keep_text(text)
    return 0


def status(call: Call) -> int:
    """One line for a status bar: the customers on Today, and how many of them are red."""
    call.console.line(_today(call).line)
    return 0


def _today(call: Call) -> Today:
    """Today, as it was kept or reckoned now; what a command has reckoned is kept for the next."""
    from ...storage.views.today_at_hand import at_hand

    shown = at_hand(call.ready_path(), call.clock)
    if shown is None:
        from ...storage.views import today as today_view

        shown = today_view.today(call.open(), call.rules)
        call.reckoned = True
    return shown


def touches(call: Call) -> int:
    """What was logged on a day, newest first, a line each."""
    from ...domain.days.dates import parse_day
    from ...storage.views.daybook import touches_on

    today = call.clock.today()
    day = parse_day(call.options.on, today, day_first=call.settings.day_first, future=False)
    found = touches_on(call.open(), day)
    if call.options.json:
        from ..text.as_json import plain, printed

        call.console.stream(printed(plain(found)))
        return 0
    said = day_text(day, today)
    if not found:
        call.console.note(f"nothing was logged on {said}")
        return 0
    call.console.line((f"{said}: {count(len(found), 'touch', 'touches')}", "title"))
    whose = [", ".join(filter(None, (row.customer, row.person))) for row in found]
    names = min(max(map(width, whose)), call.console.width // 3)
    words = max(width(row.outcome) for row in found)
    for row, name in zip(found, whose, strict=True):
        when = f"for {day_text(row.on_day, today)}: " if row.on_day != day else ""
        lead = f"{fit(row.at, 5)}  {fit(safe(name), names)}  {fit(row.outcome, words)}  "
        call.console.wrapped(lead, f"{when}{row.note}")
    return 0


def find(call: Call) -> int:
    """Everything that holds the words, a line each."""
    words = " ".join(call.options.words)
    from ...storage.finding.search import rows_found
    from ..text.hits_text import print_hits

    print_hits(call.console, rows_found(call.open().rows, words), words)
    return 0


def history(call: Call) -> int:
    """The named steps, newest first, of the book or of one customer."""
    from ...actions.base.history import steps

    book = call.open()
    name = " ".join(call.options.name)
    from ..text.customer_named import one_customer

    customer = one_customer(call.console, book, name).id if name else None
    found = steps(book, customer)
    if not found:
        call.console.note("nothing was changed yet")
    for step in found:
        at = datetime.fromisoformat(step.at).astimezone()
        said = step.turned if step.state == "erased" else step.state
        state = "" if step.state == "done" else f" ({said})"
        lead = f"{at:%Y-%m-%d %H:%M}  {fit(step.by, 8)}"
        call.console.wrapped(lead, f"{step.label}{state}", indent=width(lead) + 1)
    return 0
