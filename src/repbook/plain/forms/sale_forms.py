"""The forms of a sale: the won sale with its people and questions, the five questions, the agreement (R01)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from ...actions.sales import agreements
from ...actions.sales.agreed_answers import number_of, preference_of, rhythm_said, rule_of, times_of
from ...actions.sales.answers import several
from ...actions.sales.won import Won, win
from ...actions.sales.won_answers import KINDS, QUESTIONS_ASKED, SITUATIONS, won_of
from ...domain.agenda.agenda import contacts, hang, names
from ...domain.care import handling, preferences
from ...domain.care.preferences import CHANNELS
from ...domain.line.amounts import cents, days, rhythm
from ...domain.shown.call_asks import asking
from ...domain.shown.customer_views import CustomerPage
from ...domain.spine.kinds import FactKind
from ...domain.today.still_to_do import AGREEMENT, QUESTIONS
from ...wording import day_text
from ..session import Session, Target
from .filling import fill
from .form import Save, Values
from .questions import Question
from .row_forms import PageForm

AGAIN = ("2", "3")
"""The kinds that are ordered again: catalogue, recurring."""
DASH = "A - says that they were asked, and named none"


class WonForm(PageForm):
    """A won sale: a title is enough, and what is left open is asked later."""

    form_id = "sale"
    called = "Won sale"
    first = "title"

    def __init__(self, session: Session, target: Target, page: CustomerPage) -> None:
        super().__init__(session, target, page)
        self.agendas = names(session.rules)
        self.title += " A full stop alone saves; what is left open is asked later."

    def questions(self, values: Values) -> Sequence[Question]:
        again = values.get("kind") in AGAIN
        no_yes = ("no", "yes: closed under pressure")
        return (
            Question("title", "they bought", required=True),
            Question("kind", "kind", "choice", KINDS, "1"),
            Question("ordered", "ordered", "day", start="today", required=True, future=False),
            Question("promised", "promised for", "day", help="The day you gave"),
            Question("live", "live on", "day", help="Delivered, or begun"),
            Question("invoice_due", "invoice due", "day"),
            Question("cancel", "they may cancel until", "day"),
            Question("next_cycle", "next order", "day", rare=not again),
            Question("cycle", "or every so many days", rare=not again, help="30: a month of days"),
            Question("pressure", "pressured", "choice", no_yes, "1"),
            Question("paid", "paid on", "day", future=False, rare=True),
            Question("amount", "amount", rare=True),
            Question("who", "who bought", start=self.person_name),
            Question("role", "their role"),
            Question("phone", "phone"),
            Question("email", "e-mail"),
            Question("birthday", "birthday", help="12 jun, or 12 jun 1980"),
            Question("personal", "personal", help="Family, interests"),
            *(
                Question(
                    name.replace(" ", "_"), f"whom to ring, {name}", rare=True, help="Jo, 0113 496"
                )
                for name in SITUATIONS
            ),
            *(Question(name, label, about=asked) for name, label, asked in QUESTIONS_ASKED),
            Question("agenda", "agenda", "choice", ("by kind", *self.agendas), "1"),
            Question("rhythm", "rhythm, aim and limit in days", help="75/90; nothing: proposed"),
            Question("goal", "your goal", rare=True),
            Question("inside", "inside staff", rare=True, help="Who else rings them each month"),
        )

    def heard(self, name: str, values: Values, *, typed: bool) -> Iterable[str]:
        """Numbers are read at once; the agenda is said as the days that it makes (R69)."""
        if name == "amount":
            cents(values[name])
        elif name == "cycle":
            days(values[name])
        elif name == "rhythm":
            rhythm(values[name])
        elif name == "agenda":
            won = self._won(values)
            on = won.ordered_on or self.session.today
            live = won.live_on or won.promised_on
            next_on = won.next_on(on)
            steps = hang(won.agenda or "", on, live, self.session.rules, next_on=next_on)
            for day, group in contacts(steps):
                what = " · ".join(step.what for step in group)
                yield f"{day_text(day, self.session.today)}: {what}"
            if live is None:
                yield "The steps around delivery hang once its day is known."

    def _won(self, values: Values) -> Won:
        currency = self.session.settings.currency
        return won_of(values, partial(self.day, values), self.agendas, currency)

    def saving(self, values: Values) -> Save:
        return self.act(win, self.target.customer_id, self._won(values), rules=self.session.rules)


class QuestionsForm(PageForm):
    """Five answers in their own words (R37-R40, R24)."""

    form_id = "questions"
    called = "Five questions"
    first = "important"

    def __init__(self, session: Session, target: Target, page: CustomerPage) -> None:
        super().__init__(session, target, page)
        self.followup_id = asking(page, target.row, QUESTIONS)

    def questions(self, values: Values) -> Sequence[Question]:
        return (
            *(
                Question(name, label, about=asked, help=DASH)
                for name, label, asked in QUESTIONS_ASKED
            ),
            Question("said_by", "said by", start=self.person_name),
        )

    def saving(self, values: Values) -> Save:
        return self.act(
            agreements.answer_questions,
            self.target.customer_id,
            important=values["important"],
            need=values["need"],
            expectations=several(values["expectations"]),
            why_us=values["why_us"],
            worries=values["worries"],
            said_by=values["said_by"],
            followup_id=self.followup_id,
        )


class AgreementForm(PageForm):
    """What is agreed, beginning with what was agreed before (R73, R78, R79)."""

    form_id = "agreement"
    called = "Agreement"
    first = "times"

    def __init__(self, session: Session, target: Target, page: CustomerPage) -> None:
        super().__init__(session, target, page)
        self.followup_id = asking(page, target.row, AGREEMENT)
        self.likes = preferences.first(self._texts(FactKind.PREFERENCE))[1]
        rules = self._texts(FactKind.PROBLEM_RULE)
        self.rule = handling.parse(rules[0] if rules else "", page.facts)

    def _texts(self, kind: str) -> list[str]:
        return [fact.text for fact in self.page.remarks if fact.kind == kind]

    def questions(self, values: Values) -> Sequence[Question]:
        likes, rule = self.likes, self.rule
        channel = str(CHANNELS.index(likes.channel) + 1) if likes.channel else ""
        areas = "; ".join(map(agreements.one_line, self._texts(FactKind.VITAL)))
        return (
            Question("channel", "reach by", "choice", CHANNELS, channel),
            Question(
                "times", "days, hours", start=preferences.times_text(likes), help="Tue-Thu 9-12"
            ),
            Question("every", "how often", start=likes.every, help="weekly … yearly"),
            Question("do_not", "never", start=likes.do_not, help="by e-mail; at home"),
            Question("words", "also", start=likes.words),
            Question("vital", "vital areas", start=areas, help="One to five, with ; between"),
            Question("first", "who first", start=rule.first, help="they ring: me, Ann"),
            Question("answer", "answer in business hours", start=_text(rule.answer_hours)),
            Question("fix", "fixed in business days", start=_text(rule.fix_days)),
            Question("then", "then whom", start=rule.then, help="If that does not help"),
            Question("rule", "and", start=rule.words, rare=not rule.words),
            Question("said_by", "said by", start=self.person_name),
        )

    def heard(self, name: str, values: Values, *, typed: bool) -> Iterable[str]:
        value = values[name].strip()
        if not value or not typed:
            return
        if name == "times":
            yield preferences.times_text(times_of(value))
        elif name == "every":
            yield rhythm_said(value)
        elif name in ("answer", "fix"):
            number_of(name, value)

    def saving(self, values: Values) -> Save:
        return self.act(
            agreements.agree,
            self.target.customer_id,
            preference=preference_of(values),
            vital=several(values["vital"]),
            rule=rule_of(values),
            said_by=values["said_by"],
            followup_id=self.followup_id,
        )


def _text(number: int | None) -> str:
    return "" if number is None else str(number)


def card(session: Session, target: Target, page: CustomerPage) -> bool:
    """The five questions or the agreement, where the row asks for them; whether it did."""
    for kind, form in ((QUESTIONS, QuestionsForm), (AGREEMENT, AgreementForm)):
        if target.kind == kind or asking(page, target.row, kind) is not None:
            fill(session, form(session, target, page))
            return True
    return False
