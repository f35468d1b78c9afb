"""``repbook duplicates`` and ``repbook merge``: who may be two in the book, and one record of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..call import Call
from ..text.customer_named import the_customer, the_person
from ..usage import WrongUsage

if TYPE_CHECKING:
    from ...storage.book.book import Book


def duplicates(call: Call) -> int:
    """List the likely duplicates, or tell two apart for good."""
    from ...storage.finding.duplicates import likely

    book = call.open()
    if call.options.apart:
        return _tell_apart(call, book)
    if call.options.person:
        raise WrongUsage("--person goes with --apart", "leave it out: people are listed as well")
    found = likely(book)
    if call.options.json:
        from ..text.as_json import plain, printed

        call.console.stream(printed(plain(found)))
        return 0
    if not found.pairs:
        call.console.note("nobody seems to be in the book twice")
    from ..text.doubles_text import print_doubles

    print_doubles(call.console, found)
    return 0


def merge(call: Call) -> int:
    """Let one customer, or one person, become part of another; or show what that would do."""
    from ...actions.customers import merging

    book, options = call.open(), call.options
    choices = dict.fromkeys(options.take, "join")
    keep, join = _two(book, options.keep, options.join, person=options.person)
    if options.dry_run:
        from ...storage.finding.comparing import customers_side_by_side, people_side_by_side
        from ..text.doubles_text import print_comparison

        compare = people_side_by_side if options.person else customers_side_by_side
        print_comparison(call.console, compare(book, keep, join, choices))
        return 0
    act = merging.merge_people if options.person else merging.merge
    change = act(book, keep, join, choices=choices)
    call.console.line("joined" + change.label.removeprefix("join"))
    for note in change.notes:
        call.console.wrapped("  ", note)
    call.console.note("`repbook undo` takes it back")
    return 0


def _tell_apart(call: Call, book: Book) -> int:
    from ...actions.customers import merging

    person = call.options.person
    one, other = _two(book, *call.options.apart, person=person)
    act = merging.tell_people_apart if person else merging.tell_apart
    call.console.line(f"{act(book, one, other).label}: not offered again")
    return 0


def _two(book: Book, keep: str, join: str, *, person: bool) -> tuple[int, int]:
    """The ids of the two who are named."""
    if person:
        one, other = the_person(book, keep, "keep"), the_person(book, join, "join")
        return one.person_id or 0, other.person_id or 0
    return the_customer(book, keep, "keep").id, the_customer(book, join, "join").id
