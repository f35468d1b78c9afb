"""One of a few, by a letter or a number; and whom a name means, with "+" for somebody new (§4)."""

from __future__ import annotations

from collections.abc import Iterable

from ...domain.care.endings import Ending
from ...errors import InvalidInput
from ...storage.finding.bearers import Resolved
from ...storage.finding.naming import NotOne, resolve
from ...wording import clean
from ..session import Session, Target
from .filling import fill
from .questions import HELP, Question, asked, read
from .row_forms import CustomerForm

YES_NO: tuple[Ending, ...] = (("y", "yes", "yes"), ("n", "no", "no"))
MOST = 9
"""Names that are offered at once; of more, more of the name is asked."""


def answer(session: Session, question: Question, standing: str = "") -> str:
    """The answer to one question alone; an empty line takes what stands, and "" says that it was left."""
    while True:
        typed = session.talk.ask(asked(question, standing))
        if typed == "?":
            session.say(f"{HELP[question.kind].capitalize()}; < goes back.")
        elif typed == "<" or not (typed or standing):
            session.say("Left; nothing was done.")
            return ""
        else:
            try:
                return read(question, typed, session.reader) if typed else standing
            except InvalidInput as refused:
                session.say(str(refused))


def choose(session: Session, label: str, options: Iterable[Ending]) -> str:
    """One of a few by its letter; "" where the rep thinks better of it."""
    return answer(session, Question("choice", label, "letter", tuple(options), required=True))


def pick(session: Session, label: str, most: int) -> int:
    """A number of a short list; 0 for none."""
    while typed := session.talk.ask(f"{label} [back]:"):
        if typed == "<":
            break
        if typed.isascii() and typed.isdecimal() and len(typed) < 4 and 1 <= int(typed) <= most:
            return int(typed)
        session.say(f"There is no {typed[:20]} here - a number, 1 to {most}")
    return 0


def whom(session: Session, name: str = "") -> Resolved | None:
    """Who is meant by a name, asked for where none is given; None where the rep thinks better of it."""
    while True:
        if not name:
            last = session.last.customer if session.last else ""
            name = session.talk.ask(f"For whom{f' [{last}]' if last else ''}:")
            if not name and session.last is not None:
                return Resolved(session.last.customer_id, session.last.customer)
            if name in ("", "<"):
                return None
        try:
            return resolve(session.book, name)
        except NotOne as refused:
            chosen, name = which(session, refused)
            if not name:
                return chosen


def which(session: Session, refused: NotOne) -> tuple[Resolved | None, str]:
    """The one who is chosen, or added; or another name, typed instead."""
    choices = refused.choices[:MOST]
    session.say(f"{refused.message}.")
    session.say(*(f"{place} {words}" for place, (_, words) in enumerate(choices, 1)))
    new = " ".join(clean(refused.name).split())
    take = "A number, another name" if choices else "Another name"
    while True:
        typed = session.talk.ask(f"{take}, or + to add {new} [back]:")
        if typed in ("", "<"):
            return None, ""
        if typed == "+":
            return added(session, new), ""
        if typed == "?":
            takes = "A number takes one of them; a" if choices else "A"
            session.say(f"{takes} name is looked up; + adds a new customer.")
        elif not typed.isdecimal():
            return None, typed
        elif typed.isascii() and len(typed) < 3 and 1 <= int(typed) <= len(choices):
            return choices[int(typed) - 1][0], ""
        else:
            said = f"a number, 1 to {len(choices)}" if choices else "a name, or +"
            session.say(f"There is no {typed[:20]} here - {said}")


def added(session: Session, name: str) -> Resolved | None:
    """A new customer; None where their form was left."""
    change = fill(session, CustomerForm(session, name))
    if change is None:
        return None
    page = session.page(change.ids["customers"][0])
    return Resolved(page.id, page.name)


def target_of(who: Resolved) -> Target:
    """Whom a name means, as what is acted on: the person where it was a person's name."""
    if who.person_id is None:
        return Target(who.id, who.name)
    return Target(who.id, who.name, "person", who.person_id, who.person)
