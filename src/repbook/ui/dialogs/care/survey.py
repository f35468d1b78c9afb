"""`n y`: the yearly survey went out, or it is back with answers (R91)."""

from __future__ import annotations

from ....actions.touches import surveys
from ....domain.care.yearly import survey_is_out
from ....domain.shown.customer_views import CustomerPage
from ....wording import SCORE_WORDS, day_text
from ...forms.field import Field, Values
from ...forms.form import Save
from ...shell.target import Target
from ..common.row_forms import RowForm

SENT, BACK = "1", "2"


class SurveyForm(RowForm):
    """Sent, or back; the answers are a capture line, so what has to change is filed with them."""

    form_id = "survey"

    def __init__(self, target: Target, page: CustomerPage) -> None:
        super().__init__(target, "Survey", about="How satisfied are they with our service?")
        self.page = page

    def fields(self) -> tuple[Field, ...]:
        facts = self.page.facts
        help = ""
        if facts.survey_sent_on is not None:
            help = f"the last went out {day_text(facts.survey_sent_on, self.app.clock.today())}"
        return (
            Field(
                "what",
                "survey",
                "choice",
                ("goes out today", "is back"),
                BACK if survey_is_out(facts) else SENT,
            ),
            Field("words", "answers", "line", about=help),
            Field("score", "as expected?", "steps", tuple(SCORE_WORDS.values())),
        )

    def saving(self, values: Values) -> Save:
        person = self.page.main_person
        person_id = person.id if person else None
        if values["what"] != BACK:
            return self.act(
                surveys.sent,
                self.customer_id,
                person_id=person_id,
                words=values["words"],
                rules=self.app.rules,
            )
        return self.act(
            surveys.answered,
            self.customer_id,
            values["words"],
            person_id=person_id,
            score=int(values["score"]) - 3 if values["score"] else None,
            day_first=self.app.day_first,
            rules=self.app.rules,
        )
