"""The head of a line: how and when it was, read before the note begins (§4).

"visit, all fine", "yesterday: left voicemail", "no answer mon, try fri": how and when stand in either
order, before a comma, a colon, or the end of those words. Words further inside stay text. Without a head
it is a call, talked, today. Where words may be the head or the matter ("mail arrived broken") it is
asked, because a line never clears silence by accident.
"""

from __future__ import annotations

from datetime import date

from ...errors import InvalidInput
from ...wording import day_text
from ..line.markers import markers_of
from ..spine.contacts import NO_ANSWER, NOT_IN, VISIT, Contact
from .head_reader import Head, read_words
from .head_when import day_inside


def read_head(
    line: str,
    today: date,
    *,
    day_first: bool | None = None,
    how: Contact | None = None,
    on: date | None = None,
) -> Head:
    """The head of a line (without the customer's name). It never raises: see ``Head.trouble``.

    ``how`` and ``on`` are what was chosen beside the line: they answer what the words leave open, and
    words that contradict them are asked about.
    """
    line = line.strip()
    cuts = markers_of(line)
    stop = cuts[0].at if cuts else len(line)
    text = line[:stop].replace("’", "'")
    found = read_words(text, line, today, day_first, on)
    if cuts and cuts[0].doubt and found.rest == line[stop:] != line:
        found = found._replace(
            trouble=_joined(line[stop])
        )  # alone, the sign would be none to ask about
    return _with_choice(found, text, today, how, on)


def _joined(sign: str) -> InvalidInput:
    """The question about a sign right behind the head, where it may as well join two words: "vm mon + tue"."""
    hint = f'write "\\{sign}" for text, or a comma before it'
    return InvalidInput(f'"{sign}" may be text, or begin a record', hint, field="sign")


def _with_choice(found: Head, text: str, today: date, how: Contact | None, on: date | None) -> Head:
    """What was read, held against what was chosen outright."""
    contact, day, trouble = found.contact, found.on_day, found.trouble
    if trouble is not None and trouble.field != "sign":
        chosen = on if trouble.field == "day" else how
        trouble = trouble if chosen is None else None
        if chosen is not None and on is None and not found.day_said:
            trouble = day_inside(text, today)
    if how == VISIT and found.how_said and contact == NO_ANSWER:
        contact = NOT_IN  # "nobody there", said of a visit
    if how is not None and trouble is None:
        if found.how_said and contact != how and not _agree(contact, how):
            trouble = InvalidInput(
                f"the words say '{contact.words}', but '{how.words}' is chosen",
                "choose the one, or change the words",
                field="line",
            )
        contact = contact if _agree(contact, how) and found.how_said else how
    if on is not None and trouble is None:
        if found.day_said and day != on:
            trouble = InvalidInput(
                f"the words say {day_text(day, today)}, but {day_text(on, today)} is chosen",
                "choose the one, or change the words",
                field="line",
            )
        day = on
    return Head(contact, day, found.rest, found.how_said, found.day_said, trouble)


def _agree(said: Contact, chosen: Contact) -> bool:
    """Whether the words only say more closely what was chosen: a visit that found nobody in."""
    return said == chosen or (said == NOT_IN and chosen in (VISIT, NO_ANSWER))
