"""The forms of what comes round, and of what is given and asked: survey, training, plan, ask, inside call, off the book."""

from __future__ import annotations

from collections.abc import Sequence

from ...actions.care import asks, plans, trainings
from ...actions.customers import bulk
from ...actions.sales import inside_calls
from ...actions.touches import surveys
from ...domain.care.case import look
from ...domain.care.yearly import survey_is_out
from ...domain.growth.asks import allowed, gates, time_for
from ...domain.growth.growth import plan_age
from ...domain.shown.customer_views import CustomerPage
from ...domain.spine.kinds import AskKind, CustomerState, FactKind
from ...errors import InvalidInput
from ...storage.views import ask_form
from ...storage.views.agenda_tab import care
from ...wording import clean
from ..session import Session, Target
from .form import Save, Values
from .questions import SCORES, Question
from .row_forms import PageForm, RowForm

SENT, BACK = "1", "2"
HELD, TO_COME = "1", "2"
ASKS = tuple(AskKind)
STATES = tuple(state for state in CustomerState if state is not CustomerState.ACTIVE)
"""Off the book, and how."""


class SurveyForm(PageForm):
    """The yearly survey: sent, or back; its answers are a line like that of a call."""

    form_id = "survey"
    called = "Survey"
    first = line = "words"

    def questions(self, values: Values) -> Sequence[Question]:
        start = BACK if survey_is_out(self.page.facts) else SENT
        back = values.get("what", start) == BACK
        return (
            Question("what", "it", "choice", ("goes out today", "is back"), start),
            Question("words", "answers", required=back),
            Question("score", "as expected", "choice", SCORES, asked=back),
        )

    def saving(self, values: Values) -> Save:
        if values["what"] != BACK:
            return self.act(
                surveys.sent,
                self.target.customer_id,
                person_id=self.person_id,
                words=values["words"],
                rules=self.session.rules,
            )
        return self.act(
            surveys.answered,
            self.target.customer_id,
            values["words"],
            person_id=self.person_id,
            score=int(values["score"]) - 3 if values["score"] else None,
            day_first=self.session.settings.day_first,
            rules=self.session.rules,
        )


class TrainingForm(PageForm):
    """Which areas, who was there, what they said (R68)."""

    form_id = "training"
    called = "Training"
    first = "areas"

    def questions(self, values: Values) -> Sequence[Question]:
        known = care(self.session.book, self.page.id).areas
        areas = tuple((str(area.id), clean(area.text)) for area in known if area.trained_on is None)
        here = self.page.still_there
        people = tuple((str(person.id), clean(person.name)) for person in here)
        held = values.get("held", HELD) == HELD
        which = "Which of these areas?"
        return (
            Question("held", "training", "choice", ("took place", "is still to come"), HELD),
            *((Question("known", "areas", "ticks", areas, asked=held, about=which),) if areas else ()),
            Question("areas", "new areas", help="With ; between"),
            *((Question("who", "there", "ticks", people, asked=held, about="Who was there?"),) if people else ()),
            Question("others", "and others", asked=held, help="A name, or how many"),
            Question("feedback", "they said", asked=held),
            Question("on", "when", "day", asked=held, future=False, help="Nothing typed: today"),
        )  # fmt: skip

    def saving(self, values: Values) -> Save:
        areas = [part.strip() for part in values["areas"].split(";") if part.strip()]
        if values["held"] == TO_COME:
            return self.act(trainings.affected, self.target.customer_id, areas)
        return self.act(
            trainings.record,
            self.target.customer_id,
            area_ids=_ids(values.get("known", "")),
            areas=areas,
            person_ids=_ids(values.get("who", "")),
            others=values["others"],
            feedback=values["feedback"],
            on_day=self.day(values, "on"),
            followup_id=self.target.row_id if self.target.kind == "followup" else None,
            rules=self.session.rules,
        )


class PlanForm(PageForm):
    """The next three moves; they take the place of the plan before (R45)."""

    form_id = "plan"
    called = "Game plan"
    first = "move1"

    def questions(self, values: Values) -> Sequence[Question]:
        moves = [clean(fact.text) for fact in self.page.remarks if fact.kind == FactKind.PLAN]
        age = plan_age(self.page.facts.plan_on, self.session.today, self.session.rules)
        old = f"This plan is {age} d old. What is next with them now?" if age else ""
        labels = zip(("first", "then", "after that"), [*moves, "", "", ""], strict=False)
        return tuple(
            Question(
                f"move{place}", label, start=move, required=place == 1, about=old * (place == 1)
            )
            for place, (label, move) in enumerate(labels, 1)
        )

    def saving(self, values: Values) -> Save:
        moves = tuple(
            text for name in ("move1", "move2", "move3") if (text := values[name].strip())
        )
        return self.act(plans.set_plan, self.target.customer_id, moves)


class AskForm(PageForm):
    """Ask for another chance to serve, a referral, a testimonial; why it is not the time is said first (R39, R51)."""

    form_id = "ask"
    called = "Ask"
    first = "text"

    def __init__(self, session: Session, target: Target, page: CustomerPage) -> None:
        super().__init__(session, target, page)
        this_week = ask_form.asked_this_week(session.book, session.today)
        found = gates(look(page.facts, session.today, session.rules), this_week)
        self.closed = not allowed(found)
        self.firm = next((gate.why for gate in found if gate.firm and not gate.open), "")
        self.title += f" {' '.join(time_for(found, page.facts).split())}"
        self.needs = [fact for fact in page.remarks if fact.kind == FactKind.NEED]

    def questions(self, values: Values) -> Sequence[Question]:
        chance = values.get("what") == str(ASKS.index(AskKind.OPPORTUNITY) + 1)
        needs = (*(f"“{clean(fact.text)}”" for fact in self.needs), "none recorded")
        what = tuple(asks.FOR[kind] for kind in ASKS)
        because = Question("override", "ask all the same, because", required=True)
        return (
            Question("what", "for", "choice", what, required=True),
            Question("need", "it answers", "choice", needs, asked=chance, required=chance),
            Question("text", "in words", required=True),
            *((because,) if self.closed else ()),
        )

    def saving(self, values: Values) -> Save:
        kind = ASKS[int(values["what"]) - 1]
        place = int(values["need"] or 0) if kind is AskKind.OPPORTUNITY else 0
        return self.act(
            asks.ask,
            self.target.customer_id,
            kind,
            values["text"],
            need_id=self.needs[place - 1].id if 0 < place <= len(self.needs) else None,
            no_need=place > len(self.needs),
            person_id=self.person_id,
            override=values.get("override", ""),
            rules=self.session.rules,
        )


class InsideCallForm(PageForm):
    """A call that inside staff will make: who, how often, from when (R90)."""

    form_id = "checkin"
    called = "Staff check-in"
    first = "who"

    def questions(self, values: Values) -> Sequence[Question]:
        often = tuple(f"every {days} d" for days in self.session.rules.clocks.staff_check_in)
        return (
            Question("who", "inside staff", required=True),
            Question("every", "how often", "choice", often, "1"),
            Question("first", "first on", "day", required=True),
            Question("what", "what to ask", start="check-in call: how is it going?"),
        )

    def saving(self, values: Values) -> Save:
        days = self.session.rules.clocks.staff_check_in
        first = self.day(values, "first")
        if first is None:
            raise InvalidInput("from when?", field="first")
        return self.act(
            inside_calls.add,
            self.target.customer_id,
            values["who"],
            first,
            days[int(values["every"] or 1) - 1],
            what=values["what"],
            person_id=self.person_id,
            rules=self.session.rules,
        )


class OffForm(RowForm):
    """Off the book with a reason and, asleep, a day to wake on; or back on it (R06, R07)."""

    form_id = "off"
    called = "Off the book"
    first = "state"

    def questions(self, values: Values) -> Sequence[Question]:
        state = int(values.get("state") or 0)
        leaves = 0 < state <= len(STATES)
        sleeps = leaves and STATES[state - 1] is CustomerState.DORMANT
        return (
            Question(
                *("state", "they are", "choice", (*STATES, "back on the book")),
                required=True,
            ),
            Question("reason", "why", asked=leaves, required=leaves),
            Question("wake_on", "wake on", "day", asked=sleeps, help="1 sep, +3m"),
        )

    def saving(self, values: Values) -> Save:
        chosen, ids = int(values["state"]), (self.target.customer_id,)
        if chosen > len(STATES):
            return self.act(bulk.come_back, ids)
        wake_on, rules = self.day(values, "wake_on"), self.session.rules
        return self.act(bulk.leave, ids, STATES[chosen - 1], values["reason"], wake_on, rules=rules)


def _ids(ticked: str) -> tuple[int, ...]:
    return tuple(int(part) for part in ticked.split(",") if part)
