"""The weekly review: a card, its verdicts by number or key, and the page that closes the week (§5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ..actions.review import reviews
from ..domain.line.amounts import days
from ..domain.review.review_words import closing_words, greeting, said
from ..domain.review.week_page import WeekPage, sections, title
from ..domain.review.weekly_review import Card, Need, Review, Verdict
from ..domain.shown.deeds import done_words
from ..errors import InvalidInput
from ..storage.reports import reviews as read
from ..storage.reports.week_page import week_page
from ..wording import clean, fold
from .forms.filling import fill
from .forms.form import Form, Save, Values
from .forms.questions import Question
from .forms.row_forms import OneQuestion
from .places import Place
from .session import Session, Target, sentence
from .typed import place_of

DAY = Question("day", "when", "day", required=True)
ASKS: dict[Need, tuple[Question, ...]] = {
    Need.DAY: (DAY,),
    Need.WORDS: (Question("words", "why", required=True),),
    Need.WHO_AND_DAY: (Question("who", "who does it", required=True), DAY),
    Need.RHYTHM: (
        Question("aim", "aim, in days", required=True, help="A word every so many days"),
        Question("limit", "limit, in days", help="Nothing typed: the same"),
    ),
}
"""What each need is asked with; the names are those that ``judge`` knows."""
IDEA = (Question("words", "the idea", required=True),)


class ReviewPlace(Place):
    """The cards of one week, one at a time; it goes on where it was left."""

    moves_on = True

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.review = Review("", None, (), ())
        self.card: Card | None = None
        self.wanted = ""
        """The card to show next, where that is not the first."""
        self.greeted = False

    def _read(self) -> Review:
        session = self.session
        return read.review(session.book, session.rules, session.settings.review_day)

    def read(self) -> Iterator[str]:
        """The next card, or the page of a week that is closed."""
        before = {card.id for card in self.review.cards}
        self.review = self._read()
        again = [card.id for card in self.review.cards if self.greeted and card.id not in before]
        self.wanted = again[0] if again else ""
        cards = self.review.cards
        self.card = next(
            (one for one in cards if one.id == self.wanted), cards[0] if cards else None
        )
        self.target = _target(self.card)
        self.name = "Review"
        if self.review.finished_on is not None:
            self.card = self.target = None
            yield from self._week()
            yield self.session.key.fill("This week is closed: {undo} opens it again.")
            return
        if not self.greeted:
            self.greeted = True
            yield f"Week {self.review.week}. {greeting(self.review)}"
        if self.card is None:
            yield f"{closing_words(self.review)} c brings the closing page."
        else:
            yield from self._card(self.card)

    def _card(self, card: Card) -> Iterator[str]:
        done, total = len(self.review.given), self.review.total
        self.name = f"Card {done + 1} of {total}"
        whose = f"{clean(card.customer)}: " if card.customer else ""
        yield f"{self.name}, {card.step}. {whose}{clean(card.title)}"
        yield from map(clean, card.lines)
        if card.how:
            yield f"Also: {self.session.key.fill(card.how)}"
        verdicts = ", ".join(
            f"{place} {verdict.words} {self._key(verdict)}".rstrip()
            for place, verdict in enumerate(card.verdicts, 1)
        )
        yield f"{verdicts}; c closing page."

    def _key(self, verdict: Verdict) -> str:
        """The key of a verdict where it can be typed on a line."""
        key = self.session.key.fill(verdict.key)
        return key if len(key) == 1 else ""

    def _week(self) -> Iterator[str]:
        page: WeekPage = week_page(self.session.book, self.review.week, self.session.rules)
        yield f"{title(page)}."
        for section in sections(page):
            yield f"{section.title}:"
            for label, value, note in section.lines:
                yield clean(f"{f'{label}: ' if label else ''}{value}{f', {note}' if note else ''}")

    # -- what is typed ---------------------------------------------------------------------------

    def take(self, typed: str) -> bool:
        """A verdict, or the closing page; whether it was one of these."""
        if self.review.finished_on is not None:
            return False
        if typed == "c":
            self.close()
            return True
        verdict = self._verdict(typed)
        if verdict is None or self.card is None:
            return False
        self._judge(self.card, verdict)
        return True

    def _verdict(self, typed: str) -> Verdict | None:
        verdicts = self.card.verdicts if self.card else ()
        if typed.isascii() and typed.isdecimal():
            return verdicts[place_of(typed, len(verdicts)) - 1]
        for verdict in verdicts:
            key = self.session.key.fill(verdict.key)
            if typed and (typed == key or fold(typed) in (fold(verdict.words), fold(key))):
                return verdict
        return None

    def _judge(self, card: Card, verdict: Verdict) -> None:
        session, before = self.session, self.session.changes
        settings = session.settings
        known: dict[str, Any] = {
            "rules": session.rules,
            "review_day": settings.review_day,
            "rep": settings.rep,
            "contacts": settings.contacts,
        }
        if verdict.needs is Need.NOTHING:
            change = session.written(reviews.judge, card, verdict.id, **known)
            session.say(
                f"{sentence(done_words(said(change)))} {session.key('undo')} takes it back."
            )
        else:
            asks = IDEA if verdict.id == "idea" else ASKS[verdict.needs]
            target = _target(card) or Target(0, "", *card.target, clean(card.title))

            def judged(form: OneQuestion, values: Values) -> Save:
                given = {**known, **_given(form, values)}
                return form.act(reviews.judge, card, verdict.id, **given)

            form = OneQuestion(
                session, target, f"review-{verdict.id}", verdict.words.capitalize(), asks, judged
            )
            form.brings_back = "review"
            session.offers = False
            try:
                fill(session, form)
            finally:
                session.offers = True
        if session.changes > before:
            self.enter()
            if self.card is None:
                self.close()

    def close(self) -> None:
        """The closing page, and one line of what was learned; an empty line closes the week without one."""
        self.session.say(closing_words(self.review), *self._week())
        change = fill(self.session, ClosingForm(self.session, self.review.week))
        if change is not None:
            self.review = self._read()
            self.card = self.target = None
            self.name = "Review"

    def left(self) -> None:
        """Say that nothing is lost."""
        if self.review.finished_on is None:
            self.session.say("Left. Every verdict is saved; the same key goes on.")


class ClosingForm(Form):
    """What the week taught: one line is kept with its page."""

    form_id = "review"
    first = "learned"

    def __init__(self, session: Session, week: str) -> None:
        about = "What did this week teach you? An empty line closes the week; < leaves it open."
        super().__init__(session, about, row_id=int(week.replace("-W", "")))

    def questions(self, values: Values) -> Sequence[Question]:
        return (Question("learned", "learned"),)

    def saving(self, values: Values) -> Save:
        session = self.session
        return lambda book: reviews.finish(
            book,
            values["learned"],
            rules=session.rules,
            review_day=session.settings.review_day,
        )


def _given(form: OneQuestion, values: Values) -> dict[str, Any]:
    """What a verdict is told, as ``judge`` takes it."""
    given: dict[str, Any] = {name: values[name] for name in ("words", "who") if name in values}
    if "day" in values:
        given["day"] = form.needed(values, "day")
    if "aim" in values:
        aim = _days("aim", values["aim"])
        given |= {"aim": aim, "limit": _days("limit", values["limit"]) or aim}
    return given


def _days(name: str, value: str) -> int | None:
    """A number of days, or None for nothing."""
    try:
        return days(value)
    except InvalidInput as refused:
        raise InvalidInput(refused.message, refused.hint, field=name) from None


def _target(card: Card | None) -> Target | None:
    if card is None or not card.customer_id:
        return None
    return Target(card.customer_id, card.customer, *card.target, clean(card.title))
