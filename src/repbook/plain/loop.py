"""The sitting: what was typed at a prompt is done, until the rep leaves or the line is cut.

An empty line goes back, does what stands in brackets, or says more of a list; a number picks a row of the list that was
said last; the app's keys do what they do there; a name goes to a customer.
"""

from __future__ import annotations

from ..crash import write_note
from ..errors import InvalidInput, RepbookError
from ..storage.safety.damaged_values import stumbled_over
from .book_commands import ELSEWHERE, OF_THE_BOOK
from .commands import FOR_CUSTOMERS, OF_A_ROW
from .forms.choosing import target_of, whom
from .helping import WORDS, say_help
from .lists import (
    AheadPlace,
    CustomersPlace,
    DayPlace,
    FoundPlace,
    LedgersPlace,
    PhasesPlace,
    ReportsPlace,
    TriagePlace,
)
from .places import CustomerPlace, Place, Row, RowPlace, TodayPlace
from .review import ReviewPlace
from .session import Session, Target
from .talk import LineCut
from .typed import Typed, place_of, read

LEAVE = ("quit", "exit", "bye")
PLACES: dict[str, type[Place]] = {
    "today": TodayPlace,
    "ahead": AheadPlace,
    "customers": CustomersPlace,
    "triage": TriagePlace,
    "phases": PhasesPlace,
    "ledgers": LedgersPlace,
    "reports": ReportsPlace,
    "review": ReviewPlace,
}
"""The lists that are not about one customer."""

DEALS_WITH = ("done", "snooze", "remove")
"""The commands after which a row is no longer picked by its number."""
KNOWN = frozenset(
    (*FOR_CUSTOMERS, *OF_A_ROW, *OF_THE_BOOK, *PLACES, "find", "touches", "help", "quit")
)
"""The commands of the table that can be typed."""


class Left(Exception):
    """The rep has had enough."""


class Loop:
    """One sitting at the prompt."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.places: list[Place] = []

    @property
    def here(self) -> Place:
        """Where the rep is."""
        return self.places[-1]

    def run(self) -> None:
        """Ask and do, until the rep leaves; raises ``LineCut`` where nobody types any more."""
        self._go(TodayPlace(self.session))
        self.session.say(self.session.key.fill("{help} helps, {quit} ends."))
        while True:
            self.session.at = self.here.target
            typed = self.session.talk.ask(self.here.prompt)
            try:
                self.take(typed)
            except Left:
                return
            except LineCut:
                raise
            except (RepbookError, OSError) as error:
                self.session.say(_told(error))
            except KeyboardInterrupt:
                self.session.say("", "Left; nothing was done.")
            except Exception as error:
                if found := stumbled_over(self.session.book, error):
                    self.session.say(_told(found))
                    continue
                note = write_note(error)
                where = f"what happened is in {note}" if note else "no note could be kept"
                self.session.say(
                    f"This should not have happened ({type(error).__name__}) - {where}"
                )

    def take(self, typed: str) -> None:
        """Do what was typed."""
        place, before = self.here, self.session.changes
        if typed and place.take(typed):
            return
        if not typed:
            self._empty()
        elif typed in ("<", "back"):
            self._back()
        elif typed == "list":
            place.enter()
        elif typed in LEAVE:
            raise Left
        else:
            self._do(read(typed, self.session.table))
        if place.moves_on and self.here is place and self.session.changes > before:
            place.enter()

    # -- from place to place ---------------------------------------------------------------------

    def _go(self, place: Place) -> None:
        """To a place; nowhere where it can't be read."""
        place.enter()
        if place.home:
            self.places.clear()
        self.places.append(place)

    def _empty(self) -> None:
        place = self.here
        if place.said < len(place.rows):
            place.more()
        elif place.default and place.target is not None:
            self._aimed(Typed(place.default, None, "", ""))
        elif len(self.places) == 1:
            place.enter()
        else:
            self._back()

    def _back(self) -> None:
        if len(self.places) > 1:
            self.places.pop().left()
        else:
            self.session.hint("This is Today, where all begins: {quit} leaves repbook.")

    # -- what was typed --------------------------------------------------------------------------

    def _do(self, typed: Typed) -> None:
        session = self.session
        if typed.command == "quit":
            raise Left
        if typed.command == "help":
            say_help(self.session, KNOWN, typed.rest)
        elif typed.command in PLACES:
            self._go(PLACES[typed.command](session))
        elif typed.command == "find":
            words = typed.rest or session.talk.ask("Find [back]:")
            if words:
                self._go(FoundPlace(session, words))
        elif typed.command == "touches":
            self._go(DayPlace(session, typed.rest))
        elif typed.command in OF_THE_BOOK:
            OF_THE_BOOK[typed.command](session, typed.rest)
        elif typed.command in FOR_CUSTOMERS or typed.command in OF_A_ROW:
            self._aimed(typed)
        elif typed.command:
            self._elsewhere(typed.command)
        elif typed.number is not None:
            self._pick(typed.number)
        else:
            self._name(typed.words)

    def _elsewhere(self, command: str) -> None:
        name = next(each.label for each in self.session.table if each.id == command)
        hint = ELSEWHERE.get(command, "the full screen has it; {help} says what can be typed here")
        self.session.say(f"There is no {name} in plain lines - {self.session.key.fill(hint)}")

    def _name(self, words: str) -> None:
        """To the customer of that name, or of that person."""
        word, _, rest = words.partition(" ")
        if word in WORDS:
            self._aimed(Typed(word, None, rest, rest))
            return
        who = whom(self.session, words)
        if who is not None:
            self._go(CustomerPlace(self.session, target_of(who)))

    def _pick(self, number: int) -> None:
        row = self._row(number)
        if row.opens is not None:
            self._go(row.opens())
            return
        if self.here.target is not None and row.target.command:
            self._go(RowPlace(self.session, row))
        else:
            self._go(CustomerPlace(self.session, row.target))

    def _row(self, number: int) -> Row:
        rows = self.here.rows
        if not rows:
            raise InvalidInput("no list was said here", "type a name, or today")
        return rows[place_of(str(number), len(rows)) - 1]

    def _aimed(self, typed: Typed) -> None:
        """A command on the row that was named, on the customer the rep is at, or on whom the words name."""
        target, words = self._target(typed)
        if target is None:
            return
        done = _row(target) in self.session.dealt_with
        if done and typed.command in DEALS_WITH:
            self.session.hint("This row is done: {undo} takes it back.")
            return
        before = self.session.changes
        self._run(typed.command, target, words)
        if self.session.changes > before and typed.command in (*DEALS_WITH, target.command):
            self.session.dealt_with.add(_row(target))
            if self.here.done_with:
                self.places.pop()

    def _target(self, typed: Typed) -> tuple[Target | None, str]:
        """Whom or what a command is for, and the words that are left."""
        at, rows, of_a_row = self.here.target, self.here.rows, typed.command in OF_A_ROW
        if (offer := self._offered(typed)) is not None:
            return offer, ""
        if typed.number is not None and self._means_a_row(typed):
            row = self._row(typed.number)
            if row.opens is not None:
                raise InvalidInput("this row is about no customer", "its number alone opens it")
            return row.target, typed.words
        if at is not None and (not of_a_row or at.kind):
            return at, typed.rest
        if of_a_row:
            known = [row for row in rows if row.target.kind]
            if at is not None and len(known) == 1:
                return known[0].target, typed.rest
            key = self.session.key(typed.command)
            raise InvalidInput("which row?", f"{key} and its number, such as {key} 1")
        name, colon, words = typed.rest.partition(":")
        who = whom(self.session, name.strip())
        return (target_of(who) if who else None), words.strip() if colon else ""

    def _offered(self, typed: Typed) -> Target | None:
        """What the last deed was told to be followed by, where its key alone was typed for the same customer."""
        offer, at = self.session.offer, self.here.target
        if offer is None or offer.command != typed.command or typed.rest:
            return None
        return offer if at is None or at.customer_id == offer.customer_id else None

    def _means_a_row(self, typed: Typed) -> bool:
        """Whether a number behind a key is that of a row: at a customer it may begin the words, or be a score.

        Raises ``InvalidInput`` where it matters and may be either.
        """
        if self.here.target is None or typed.command in OF_A_ROW or typed.sure:
            return self.here.target is None or bool(self.here.rows)
        if typed.command == "check" or not self.here.rows:
            return False
        if typed.words and typed.command in ("log", "letter"):
            key, number = self.session.key(typed.command), typed.number
            raise InvalidInput(
                f"is {number} the row, or the first of the words?",
                f"{key} {number}: and words for the row, {key}: {number} for words",
            )
        return not typed.words

    def _run(self, command: str, target: Target, words: str) -> None:
        if command in OF_A_ROW:
            OF_A_ROW[command](self.session, target, words)
        elif command in FOR_CUSTOMERS:
            FOR_CUSTOMERS[command](self.session, target, words)
        else:
            self._elsewhere(command)


def _told(error: RepbookError | OSError) -> str:
    """What went wrong, and what to do, in one line."""
    if isinstance(error, RepbookError):
        return str(error)
    where = f"{error.filename}: " if error.filename else ""
    return f"{where}{error.strerror or 'it failed'} - mend that, and try again"


def _row(target: Target) -> tuple[int, str, int]:
    return target.customer_id, target.kind, target.row_id
