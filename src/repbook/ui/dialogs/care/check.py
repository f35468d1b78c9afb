"""The check form: "Was everything as expected?", and anything to change (R82, R83).

Five steps in a line come first, and then only what the answer asks for: their words, what has to change and what
becomes of it, and what this check asks besides (``logging/asked``).
"""

from __future__ import annotations

from datetime import date

from ....actions.care import checks
from ....actions.care.check_answers import becomes, besides_of, their_words
from ....domain.care.phases import speaks_of_cancelling
from ....domain.shown.customer_views import CustomerPage
from ....domain.spine.rules import Rules
from ....errors import InvalidInput
from ....wording import SCORE_WORDS
from ...forms.field import Field, Values
from ...forms.form import Save
from ...shell.target import Target
from ..common.row_forms import RowForm
from ..logging.asked import Asked
from ..logging.becoming import change_fields, show_change


class CheckForm(RowForm):
    """Record an answer, and turn what has to change into a promise, a problem, or a note."""

    form_id = "check"

    def __init__(self, target: Target, page: CustomerPage, today: date, rules: Rules) -> None:
        super().__init__(target, "Check", about="“Was everything as expected?”")
        self.page = page
        self.asked = Asked((target.kind, target.row_id), page, today, rules)
        self.leaving = speaks_of_cancelling(page.facts, today) is not None

    def fields(self) -> tuple[Field, ...]:
        score = Field("score", "", "steps", tuple(SCORE_WORDS.values()))
        words = Field("words", "their words", "line")
        besides = self.asked.fields()
        change = change_fields()
        stay: tuple[Field, ...] = ()
        if self.leaving:
            about = "Do you stay with us?"
            stay = (Field("stay", "they stay?", "choice", ("yes", "not yet"), about=about),)
        return (score, *stay, words, *change, *besides)

    def begin(self) -> None:
        self.preview(self.values())

    def preview(self, values: Values) -> None:
        """Once they have answered, what that answer asks for."""
        answered = bool(values["score"])
        self.show_row("words", answered)
        show_change(self, values, asked=answered)
        for name in self.asked.names:
            self.show_row(name, answered and self.asked.applies(name, values))

    def saving(self, values: Values) -> Save:
        if not values["score"]:
            raise InvalidInput("press 1 to 5 for their answer", field="score")
        kind, row_id = self.target.kind, self.target.row_id
        due = self.day(values, "due")
        asked, sale = besides_of(self.asked, values, due, "due"), self.asked.sale
        return self.act(
            checks.record,
            self.customer_id,
            int(values["score"]) - 3,
            words=their_words(values),
            rules=self.app.rules,
            change=values["change"],
            became=becomes(values, "change", "became", due, "due"),
            change_due=due,
            sale_id=sale.id if sale else None,
            followup_id=row_id if kind == "followup" else None,
            person_id=self.page.main_person.id if self.page.main_person else None,
            **asked._asdict(),
        )
