"""The check form: "Was everything as expected?", and anything to change (R82, R83).

What it asks besides follows from what was asked about a sale before: what customers take for granted until they
have said how it was (R35), and from the second check on, also where the first was missed, what they gained, what
works well, and what could be better (R47-R49).
"""

from __future__ import annotations

from datetime import date

from ....actions.care import checks
from ....domain.care.checks import check_due
from ....domain.care.phases import bears, lead, speaks_of_cancelling
from ....domain.shown.customer_views import CustomerPage
from ....domain.spine.facts import SaleFacts
from ....domain.spine.kinds import FollowupKind
from ....domain.spine.rules import Rules
from ....errors import InvalidInput
from ....storage.facts.cancelling import THEY_STAY
from ....wording import SCORE_WORDS
from ...forms.field import Field, Values
from ...forms.form import Save
from ...shell.target import Target
from ...text.event_words import parsed
from ..common.row_forms import RowForm
from ..logging.becoming import BECOMES, becomes, change_fields

STATES = ("met", "partly", "unmet", "not asked")
STATE_WORDS = ("met", "partly", "unmet", "reset")
"""*Reset* says that what they expect was put right with them: their words are kept, it is asked again."""
ASSUMED = ("quality", "delivery", "price")
MOST_EXPECTED = 4
ONE_BY_ONE = ("expectations", "second-order")
"""The agenda's steps that go through all that was expected."""
AGAIN = ("check-2", *ONE_BY_ONE)
"""The agenda's steps that are no first check, whether or not that one took place."""


class CheckForm(RowForm):
    """Record an answer, and turn what has to change into a promise, a problem, or a note."""

    form_id = "check"

    def __init__(self, target: Target, page: CustomerPage, today: date, rules: Rules) -> None:
        super().__init__(target, "Check", about="“Was everything as expected?”")
        self.page = page
        asking = asked_by(target, page)
        self.sale = sale_of(target, page)
        self.assumed = unanswered(self.sale, page) if self.sale else ()
        self.again = self.sale is not None and asked_again(self.sale, target, page, today, rules)
        self.all = asking in ONE_BY_ONE
        self.leaving = speaks_of_cancelling(page.facts, today) is not None
        waiting = [item for item in page.expectations if item.state != "met"]
        self.open = waiting[: 9 if self.all else MOST_EXPECTED]

    def fields(self) -> tuple[Field, ...]:
        expected = [
            Field(f"expects{item.id}", "expected", "choice", STATE_WORDS, about=item.text)
            for item in self.open
        ]
        fields = [
            Field("score", "answer", "choice", tuple(SCORE_WORDS.values())),
            Field("words", "their words"),
            *change_fields(),
        ]
        if self.leaving:
            stay = "spoke of cancelling: the alarm stands until they say that they stay"
            fields.insert(1, Field("stay", "they stay?", "choice", ("yes", "not yet"), about=stay))
        if self.all:
            fields += expected
        fields += [
            Field(name, name, "choice", ("fine", "no: opens a problem")) for name in self.assumed
        ]
        if self.again:
            fields += [
                Field("gained", "gained", help="kept as a success"),
                Field("works_well", "works well"),
                Field("to_improve", "to improve?"),
                Field("improved", "then it is", "choice", BECOMES),
            ]
        return tuple(fields if self.all else fields + expected)

    def became(self, values: Values, said: str, name: str) -> str:
        """What an answer becomes; raises ``InvalidInput`` where that is not said."""
        return becomes(values, said, name, self.day(values, "due"), "due")

    def saving(self, values: Values) -> Save:
        if not values["score"]:
            raise InvalidInput("press 1 to 5 for their answer", field="score")
        kind, row_id = self.target.kind, self.target.row_id
        return self.act(
            checks.record,
            self.customer_id,
            int(values["score"]) - 3,
            words=said(values),
            rules=self.app.rules,
            change=values["change"],
            became=self.became(values, "change", "became"),
            change_due=self.day(values, "due"),
            sale_id=self.sale.id if self.sale else None,
            followup_id=row_id if kind == "followup" else None,
            person_id=self.page.main_person.id if self.page.main_person else None,
            gained=values.get("gained", ""),
            works_well=values.get("works_well", ""),
            to_improve=values.get("to_improve", ""),
            improved=self.became(values, "to_improve", "improved"),
            expectations={
                item.id: STATES[int(values[f"expects{item.id}"]) - 1]
                for item in self.open
                if values[f"expects{item.id}"]
            },
            **{name: values[name] == "1" for name in self.assumed if values[name]},
        )


def said(values: Values) -> str:
    """Their words; where the rep says that they stay, that first (R63)."""
    stays = (THEY_STAY,) if values.get("stay") == "1" else ()
    return " ".join(filter(None, (*stays, values["words"].strip())))


def sale_of(target: Target, page: CustomerPage) -> SaleFacts | None:
    """The sale that a check is about: the row's, that of the check that is due, or the one that leads."""
    sales = {sale.id: sale for sale in page.facts.sales}
    checks = [step for step in page.facts.followups if step.kind is FollowupKind.CHECK]
    first = lead(page.standing.sales)
    wanted = (
        *(step.sale_id for step in checks if ("followup", step.id) == (target.kind, target.row_id)),
        target.row_id if target.kind == "sale" else None,
        *(step.sale_id for step in checks[:1]),
        first.sale_id if first else None,
    )
    return next((sales[each] for each in wanted if each in sales), None)


def unanswered(sale: SaleFacts, page: CustomerPage) -> tuple[str, ...]:
    """What customers take for granted, and nobody has said yet how it was with this sale."""
    said = {
        name
        for answer in page.assumed
        if bears(answer.sale_id, parsed(answer.on_day) or date.min, sale)
        for name, known in zip(ASSUMED, answer[2:], strict=True)
        if known
    }
    return tuple(name for name in ASSUMED if name not in said)


def asked_again(
    sale: SaleFacts, target: Target, page: CustomerPage, today: date, rules: Rules
) -> bool:
    """Whether this is no first check of a sale: it was asked about before, or the second one is due."""
    if any(bears(check.sale_id, check.on, sale) for check in page.facts.checks):
        return True
    for step in page.facts.followups:
        wanted = step.due_on <= today or ("followup", step.id) == (target.kind, target.row_id)
        if wanted and step.sale_id == sale.id and step.step in AGAIN:
            return True
    phase = next((each for each in page.standing.sales if each.sale_id == sale.id), None)
    due = check_due(sale, phase, page.facts, today, rules) if phase is not None else None
    return due is not None and max(due.number, due.slot) > 1


def asked_by(target: Target, page: CustomerPage) -> str:
    """The agenda's step that asks for the check; "" for none."""
    steps = page.facts.followups if target.kind == "followup" else ()
    return next((step.step for step in steps if step.id == target.row_id), "")
