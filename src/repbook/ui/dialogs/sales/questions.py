"""The five questions card: what to ask once the order is signed, and what they have said so far (R37-R40, R24)."""

from __future__ import annotations

from collections.abc import Iterable

from ....actions.sales import agreements
from ....actions.sales.answers import several
from ....domain.shown.call_asks import asking
from ....domain.shown.customer_views import CustomerPage
from ....domain.spine.kinds import FactKind
from ....domain.spine.reason_phrases import short
from ....domain.today.still_to_do import QUESTIONS
from ....wording import clean
from ...forms.field import Field, Values
from ...forms.form import Save
from ...shell.target import Target
from ..common.row_forms import RowForm

KNOWN_SHOWN, LETTERS_SHOWN = 2, 70
"""How much of what is known stands above a field: enough not to ask twice."""


class QuestionsForm(RowForm):
    """Five answers in their words; what is recorded stands above its field, quoted (R46)."""

    form_id = "questions"

    def __init__(self, target: Target, page: CustomerPage) -> None:
        super().__init__(
            target._replace(kind="", row_id=0),
            "Five questions",
            about="Their own words; - says that they named none.",
        )
        self.page = page
        self.followup_id = asking(page, target.row, QUESTIONS)

    def fields(self) -> tuple[Field, ...]:
        expected = _quoted(each.text for each in self.page.expectations)
        person = self.page.main_person
        return (
            Field(
                "important", "important", help="what matters most?", about=self._said("important")
            ),
            Field("need", "needed first", help="why did they come?", about=self._said("need")),
            Field("expectations", "expectations", help="several with ;", about=expected),
            Field("why_us", "why us", help="why not another?", about=self._said("why us")),
            Field("worries", "worries", help="any second thoughts?", about=self._said("worry")),
            Field("said_by", "said by", start=clean(person.name) if person else ""),
        )

    def _said(self, kind: str) -> str:
        return _quoted(fact.text for fact in self.page.remarks if fact.kind == FactKind(kind))

    def saving(self, values: Values) -> Save:
        return self.act(
            agreements.answer_questions,
            self.customer_id,
            important=values["important"],
            need=values["need"],
            expectations=several(values["expectations"]),
            why_us=values["why_us"],
            worries=values["worries"],
            said_by=values["said_by"].strip(),
            followup_id=self.followup_id,
        )


def _quoted(texts: Iterable[str]) -> str:
    """The newest of what was said, as it goes between the quotes of a form."""
    said = [short(clean(text), LETTERS_SHOWN) for text in texts]
    more = f" and {len(said) - KNOWN_SHOWN} more" if len(said) > KNOWN_SHOWN else ""
    return "” · “".join(said[:KNOWN_SHOWN]) + more
