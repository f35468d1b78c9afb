"""What is agreed with a customer early on: the five questions, how to look after them, what is vital.

An agreement is kept as facts in words that both sides can read. Agreeing anew edits those facts in place, so
that they keep their day; what the customer said in other words stays as it is (R46).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from ...domain.care import handling, preferences
from ...domain.care.handling import Handling
from ...domain.care.preferences import Preference
from ...domain.days import time_words
from ...domain.spine import kinds as k
from ...domain.spine.model import Change
from ...domain.today.still_to_do import AGREEMENT, QUESTIONS
from ...errors import InvalidInput
from ...storage.book import lazy_tables as t
from ...storage.book.book import Book
from ...wording import count, fold
from ..base import validators as f
from ..base.new_rows import fill, make_fact, make_problem, short
from ..base.validation import one_of, validated, whole
from ..care.followups import tick
from .answers import Answers, is_none, put_answers

if TYPE_CHECKING:
    from ...storage.book.work import Work

FINE, NOT_FINE = "fine", "not fine"
MOST_VITAL = 5


# -- the five questions --------------------------------------------------------------------------


def answer_questions(
    book: Book,
    customer_id: int,
    *,
    important: str = "",
    need: str = "",
    expectations: Sequence[str] = (),
    why_us: str = "",
    worries: str = "",
    said_by: str = "",
    followup_id: int | None = None,
    op_id: str | None = None,
) -> Change:
    """Answers to the five questions, verbatim (R37, R38, R40, R46); each may be left empty.

    ``-`` says that they were asked and named none. All of it is about the sale of the follow-up
    that asked, else about the newest sale.
    """
    answers = Answers(important, need, tuple(expectations), why_us, worries)
    with book.write("five questions", op_id=op_id) as work:
        customer = work.get(t.Customer, customer_id)
        if not answers.given:
            raise InvalidInput(
                "nothing is answered yet", "their words, or - for none", field="important"
            )
        asking = _asking(work, customer_id, QUESTIONS, followup_id)
        sale = _sale(work, customer_id, asking if followup_id is not None else ())
        # Who has bought nothing yet can be asked all the same: then the answers hang on no sale.
        about = sale or t.Sale(customer_id=customer_id, title="", ordered_on=work.today)
        put_answers(work, about, answers, _person(work, customer_id, said_by), said_by)
        if sale is not None and any(map(is_none, answers.expectations)):
            _none_expected(work, sale)
        _tick(work, (step for step in asking if step.sale_id in (None, sale and sale.id)))
        work.label = f"{customer.name}: {count(answers.given, 'answer')} to the five questions"
    return work.change


def _none_expected(work: Work, sale: t.Sale) -> None:
    """They were asked what they expect of a sale, and named nothing."""
    if work.find(t.Expectation, customer_id=sale.customer_id, sale_id=sale.id):
        raise InvalidInput(
            "there are expectations, so not none", "clear the field", field="expectations"
        )
    sale.no_expectations = not sale.history


# -- the agreement -------------------------------------------------------------------------------


def agree(
    book: Book,
    customer_id: int,
    *,
    preference: Preference,
    vital: Sequence[str] = (),
    rule: Handling,
    said_by: str = "",
    followup_id: int | None = None,
    op_id: str | None = None,
) -> Change:
    """How to reach them, what is vital to them, how problems will be handled (R73, R78, R79).

    Takes the place of what was agreed before; what is left empty is no longer agreed. How often they want
    to hear from us becomes their rhythm, the two numbers of the rule become their clocks.
    """
    with book.write("an agreement", op_id=op_id) as work:
        customer = work.get(t.Customer, customer_id)
        if len(vital) > MOST_VITAL:
            raise InvalidInput(
                f"{len(vital)} vital areas", f"the {MOST_VITAL} that count most", field="vital"
            )
        likes, handled = preferences.as_text(preference), handling.as_text(rule)
        if not (likes or handled or vital):
            raise InvalidInput("nothing is agreed yet", "how do they like to be reached?")
        facts = _Facts(work, customer_id, said_by)
        facts.one(k.FactKind.PREFERENCE, likes, preferences.chosen)
        facts.one(k.FactKind.PROBLEM_RULE, handled)
        facts.many(k.FactKind.VITAL, vital)
        clocks = validated(
            {"answer_hours": whole(1, 80), "fix_days": whole(1, 60)},
            {"answer_hours": rule.answer_hours, "fix_days": rule.fix_days},
        )
        customer.answer_hours, customer.fix_days = clocks.values()
        pace = time_words.pace(preference.every)
        if pace is not None:
            customer.wish_aim, customer.wish_limit = pace
        elif facts.rhythm:
            customer.wish_aim = customer.wish_limit = None
        _tick(work, _asking(work, customer_id, AGREEMENT, followup_id))
        work.label = f"agreed with {customer.name}: {short(likes or handled or ', '.join(vital))}"
    return work.change


class _Facts:
    """The facts of an agreement, edited in place; ``rhythm`` says that the older one named how often."""

    def __init__(self, work: Work, customer_id: int, said_by: str) -> None:
        self.work = work
        self.customer_id = customer_id
        self.said_by = said_by
        self.rhythm = False

    def _known(self, kind: str) -> list[t.Fact]:
        """Newest first, as a page has them."""
        found = self.work.find(t.Fact, customer_id=self.customer_id, kind=kind)
        return sorted(found, key=lambda fact: (fact.on_day, fact.id or 0), reverse=True)

    def one(
        self, kind: str, text: str, choose: Callable[[Sequence[str]], int] | None = None
    ) -> None:
        """The one fact of a kind that the agreement wrote before says this now."""
        known = self._known(kind)
        old = known[choose([fact.text for fact in known]) if choose else 0] if known else None
        if old is not None and choose:
            self.rhythm = bool(preferences.parse(old.text).every)
        self._put(kind, old, text)

    def many(self, kind: str, texts: Iterable[str]) -> None:
        """The facts of a kind are these: the same stay, changed ones keep their day, the rest go."""
        old = self._known(kind)
        fresh = list(texts)
        for fact in tuple(old):
            same = next((text for text in fresh if fold(text) == fold(one_line(fact.text))), None)
            if same is not None:
                old.remove(fact)
                fresh.remove(same)
        for place in range(max(len(old), len(fresh))):
            self._put(
                kind,
                old[place] if place < len(old) else None,
                fresh[place] if place < len(fresh) else "",
            )

    def _put(self, kind: str, old: t.Fact | None, text: str) -> None:
        given = {"text": text, **({"said_by": self.said_by} if self.said_by else {})}
        if old is None:
            if text:
                make_fact(self.work, self.customer_id, kind, **given)
        elif not text:
            self.work.remove(old)
        elif text != old.text:
            fill(self.work, old, f.FACT, {**given, "state": ""})
            old.state_on = None  # what they said of the old words is not said of the new


def one_line(text: str) -> str:
    """A vital area as the agreement's field has it, where ``;`` stands between two of them."""
    return text.replace(";", ",")


# -- vital areas ---------------------------------------------------------------------------------


def vital(book: Book, states: Mapping[int, str], *, op_id: str | None = None) -> Change:
    """How vital areas stand today, ``{fact_id: "fine" | "not fine"}`` (R78)."""
    with book.write("vital areas", op_id=op_id) as work:
        if not states:
            raise InvalidInput("no vital area is named", "the agreement names them")
        facts = [mark_vital(work, fact_id, state) for fact_id, state in states.items()]
        customer = work.get(t.Customer, facts[0].customer_id)
        wrong = sum(fact.state == NOT_FINE for fact in facts)
        said = f"{wrong} not fine" if wrong else "all fine"
        work.label = f"vital areas of {customer.name}: {said}"
    return work.change


def mark_vital(
    work: Work, fact_id: int, state: str, *, touch_id: int | None = None, field: str = "vital"
) -> t.Fact:
    """Within a transaction: a vital area is "fine" or "not fine" today.

    One that is not fine becomes a moderate problem, so that it is worked on, unless it is one already; the
    change says so in a note. One that is fine again leaves its problem open: only the customer closes it.
    """
    fact = work.get(t.Fact, fact_id)
    if fact.kind != k.FactKind.VITAL:
        raise InvalidInput("this is no vital area", "choose again", field=field)
    fact.state = validated({"state": one_of(FINE, NOT_FINE)}, {"state": state})["state"]
    fact.state_on = work.today
    if fact.state == NOT_FINE:
        _to_work_on(work, fact, touch_id)
    return fact


def _to_work_on(work: Work, fact: t.Fact, touch_id: int | None) -> None:
    text = "a vital area is not fine" if fact.confidential else f"not fine: {fact.text}"
    text = short(text, f.TEXT)
    same = work.find(t.Problem, customer_id=fact.customer_id, text=text, confirmed_on=None)
    if not same:
        links = {"person_id": fact.person_id, "sale_id": fact.sale_id, "touch_id": touch_id}
        make_problem(work, fact.customer_id, text, severity=k.Severity.MODERATE, **links)
        work.notes.append(f"a problem is open for it: {short(text)}")
    for problem in same:
        # Solved by our word only, and they say that it is not: it is back.
        if problem.solved_on is not None:
            problem.solved_on = problem.recheck_on = problem.fix_by = None
            work.notes.append(f"its problem is open again: {short(text)}")


# -- what both forms share -----------------------------------------------------------------------


def _asking(work: Work, customer_id: int, step: str, followup_id: int | None) -> list[t.Followup]:
    """The open follow-ups that a form answers: the one given, else all that ask the same."""
    if followup_id is not None:
        followup = work.get(t.Followup, followup_id)
        if followup.customer_id != customer_id:
            raise InvalidInput("this belongs to another customer", "choose again")
        return [followup] if followup.state == k.FollowupState.OPEN else []
    return work.find(t.Followup, customer_id=customer_id, step=step, state=k.FollowupState.OPEN)


def _tick(work: Work, followups: Iterable[t.Followup]) -> None:
    for followup in followups:
        tick(followup, work.today)


def _sale(work: Work, customer_id: int, asking: Sequence[t.Followup]) -> t.Sale | None:
    """The sale that the questions are about: that of the step that asks, else the newest."""
    for step in asking:
        if step.sale_id is not None:
            return work.get(t.Sale, step.sale_id)
    sales = work.find(t.Sale, customer_id=customer_id, cancelled_on=None)
    return max(sales, key=lambda sale: (sale.ordered_on, sale.id or 0), default=None)


def _person(work: Work, customer_id: int, name: str) -> int | None:
    """The person of that name, if the book knows one."""
    found = work.find(t.Person, customer_id=customer_id, folded=fold(name)) if name else []
    return found[0].id if len(found) == 1 else None
