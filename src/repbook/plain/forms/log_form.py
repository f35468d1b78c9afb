"""The log: how it was, the words that file everything, and what the call has done besides (§4, §5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from ...actions.touches import touches
from ...actions.touches.log_answers import (
    Understood,
    entry_of,
    is_new,
    somebody_new,
    spoken_to,
)
from ...domain.days.dates import When
from ...domain.head.head import read_head
from ...domain.head.head_reader import Head
from ...domain.line.capture import Capture, parse_line, preview
from ...domain.shown.call_asks import (
    ALL_FINE,
    NOBODY,
    OUTCOMES,
    SOMEBODY,
    answered,
    next_left,
    offered,
    option_of,
    people_there,
    prefers,
    ticked_first,
    untrained,
    vital_to_ask,
)
from ...domain.shown.check_asks import CheckAsks
from ...domain.shown.customer_views import CustomerPage
from ...domain.spine.contacts import understood
from ...domain.spine.kinds import Reach
from ...errors import InvalidInput
from ...wording import clean
from ..session import Session, Target
from .check_form import after_answer
from .form import Form, Save, Values
from .questions import SCORES, Question

SIGNS = (
    "Words may begin with how and when: voicemail, no answer, visit, yesterday."
    " Signs: * success, ! promise, ? problem, @ personal, + praise, > follow-up"
)


class LogForm(Form):
    """Log a touch with a customer."""

    form_id = "log"
    first = line = "line"

    def __init__(self, session: Session, target: Target, page: CustomerPage) -> None:
        today, person = session.today, page.main_person
        self.page, self.target = page, target
        self.people = people_there(page, person.id if person else None)
        self.asks = CheckAsks(target.row, page, today, session.rules)
        self.vital = vital_to_ask(page, today, target.row)
        self.areas = untrained(page, today)
        self.also = answered(page, today, target.row)
        self.chose = False
        """Whether the outcome was chosen, so that the words can't say another."""
        parts = (page.name, person.name if person else "", prefers(page, session.clock.local()))
        said = ". ".join(clean(part) for part in parts if part)
        super().__init__(session, f"Log, {said}.", customer_id=page.id)

    # -- asking ----------------------------------------------------------------------------------

    def questions(self, values: Values) -> Sequence[Question]:
        talked = self._head(values).contact.reach is Reach.TWO_WAY
        said = bool(values.get("score"))
        return (
            Question("outcome", "how", "choice", tuple(each.said for each in OUTCOMES), "1"),
            Question("line", "words", help=SIGNS),
            *self._also(values, talked=talked),
            Question("score", "as expected", "choice", SCORES, asked=talked),
            *after_answer(self.asks, values, "change_due", answered=said and talked),
            *self._areas(talked=talked),
            Question(
                "next",
                "next touch",
                "when",
                about=f"Otherwise next: {self._else(values)}.",
            ),
            *self._rare(values),
        )

    def _else(self, values: Values) -> str:
        return next_left(self.page, values.get("also", ""), self.session.today)

    def _also(self, values: Values, *, talked: bool) -> Iterator[Question]:
        """What is due, what was promised, and what to ask after, only of who answered."""
        if self.also:
            ticks = offered(self.also, talked=talked)
            start = ticked_first(self.page, self.target.row, self._head(values).contact)
            about = "Also done by this call?"
            yield Question(
                "also", "also done", "ticks", ticks, start, asked=bool(ticks), about=about
            )

    def _areas(self, *, talked: bool) -> Iterator[Question]:
        """The vital areas to ask after, and those that nobody was trained on (R68, R78)."""
        if self.vital:
            areas = [(str(fact.id), f"not fine: {fact.text}") for fact in self.vital]
            ticks = ((ALL_FINE, "all fine"), *areas)
            about = "What is vital to them, is it fine?"
            yield Question("vital", "vital areas", "ticks", ticks, asked=talked, about=about)
        if self.areas:
            shown = tuple((f"t{fact.id}", fact.text) for fact in self.areas)
            about = "Nobody is trained in these yet; shown today?"
            yield Question("trained", "shown", "ticks", shown, asked=talked, about=about)

    def _rare(self, values: Values) -> Iterator[Question]:
        who = (*(clean(person.name) for person in self.people), NOBODY, SOMEBODY)
        new = is_new(values, self.people)
        note = (("note", "a note of thanks by hand"),)
        yield Question("who", "with", "choice", who, "1", rare=True)
        yield Question("new_person", "their name", asked=new, required=new, rare=True)
        yield Question(
            "when", "when it was", "when", future=False, rare=True, help="now, mon, 12 may"
        )
        yield Question("thank", "to write", "ticks", note, rare=True)
        yield Question("minutes", "minutes", rare=True)

    def heard(self, name: str, values: Values, *, typed: bool) -> Iterable[str]:
        """What the words were taken for and what they file, before anything is filed."""
        if name == "outcome":
            self.chose = typed or values["outcome"] not in (
                "1",
                option_of(self._head(values).contact),
            )
        if name != "line" or not values["line"].strip():
            return
        head = self._head(values)
        self._refuse(head)
        today = self.session.today
        who = spoken_to(values, self.people)
        yield understood(head.contact, head.on_day, today, self.page.name, who.name if who else "")
        for kind, words in preview(self._capture(head), today):
            yield f"{kind}: {words}"

    # -- what it means ---------------------------------------------------------------------------

    def _head(self, values: Values) -> Head:
        """How and when it was, as the words say it and the answers have it."""
        reader = self.session.reader
        outcome = values.get("outcome", "1")
        chosen = self.chose and bool(outcome)
        return read_head(
            values.get("line", ""),
            reader.today,
            day_first=reader.day_first,
            how=OUTCOMES[int(outcome) - 1] if chosen else None,
            on=self._on(values),
        )

    def _on(self, values: Values) -> date | None:
        if not values.get("when", "").strip():
            return None
        try:
            asked = Question("when", "", "when", future=False)
            return self.session.reader.when(asked, values["when"]).day
        except InvalidInput:
            return None

    def _capture(self, head: Head) -> Capture:
        reader = self.session.reader
        return parse_line(
            head.rest,
            reader.today,
            day_first=reader.day_first,
            business=reader.business,
            own=self.page.own_names,
        )

    def _refuse(self, head: Head) -> None:
        """Raise ``InvalidInput`` for what the words leave open."""
        if head.trouble is not None:
            raise InvalidInput(head.trouble.message, head.trouble.hint, field="line")
        for error in self._capture(head).errors:
            raise InvalidInput(error.message, error.hint, field="line")

    def saving(self, values: Values) -> Save:
        head = self._head(values)
        self._refuse(head)
        somebody_new(values, self.people)
        next_on, next_at = self.when(values, "next")
        read = Understood(
            head,
            self.when(values, "when")[1],
            self.day(values, "change_due"),
            When(next_on, next_at) if next_on else None,
            self.session.settings.day_first,
        )
        entry = entry_of(values, self.page, self.people, self.asks, self.vital, read)
        return lambda book: touches.log(book, entry, rules=self.session.rules)
