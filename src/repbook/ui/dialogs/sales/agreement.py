"""The agreement: how to reach them, what is vital to them, how problems will be handled (R73, R78, R79)."""

from __future__ import annotations

from ....actions.sales import agreements
from ....actions.sales.agreed_answers import (
    MOST,
    number_of,
    preference_of,
    rhythm_said,
    rule_of,
    times_of,
)
from ....actions.sales.answers import several
from ....domain.care import handling, preferences
from ....domain.care.preferences import CHANNELS
from ....domain.shown.call_asks import asking
from ....domain.shown.customer_views import CustomerPage
from ....domain.spine.kinds import FactKind
from ....domain.today.still_to_do import AGREEMENT, QUESTIONS
from ....errors import InvalidInput
from ....wording import count
from ...forms.field import Field, Values
from ...forms.form import Save
from ...shell.protocol import Shell
from ...shell.target import Target
from ..common.row_forms import RowForm
from .questions import QuestionsForm

UNITS = {"answer": "work hour", "fix": "workday"}
"""What the numbers of how problems are handled count."""


class AgreementForm(RowForm):
    """What is agreed, beginning with what was agreed before."""

    form_id = "agreement"

    def __init__(self, target: Target, page: CustomerPage) -> None:
        super().__init__(
            target._replace(kind="", row_id=0),
            "Agreement",
            about="Vital: the one to five areas that count most to them, with ; between.",
        )
        self.page = page
        self.followup_id = asking(page, target.row, AGREEMENT)
        self.likes = preferences.first(self._texts(FactKind.PREFERENCE))[1]
        rules = self._texts(FactKind.PROBLEM_RULE)
        self.rule = handling.parse(rules[0] if rules else "", page.facts)

    def _texts(self, kind: str) -> list[str]:
        return [fact.text for fact in self.page.remarks if fact.kind == kind]

    def fields(self) -> tuple[Field, ...]:
        likes, rule, clocks = self.likes, self.rule, self.app.rules.clocks
        channel = str(CHANNELS.index(likes.channel) + 1) if likes.channel else ""
        areas = "; ".join(map(agreements.one_line, self._texts(FactKind.VITAL)))
        person = self.page.main_person
        slow, quick = max(clocks.fix_bd.values()), min(clocks.fix_bd.values())
        answer = f"work hours, else {clocks.acknowledge_hours}"
        fix = f"workdays, else {quick}-{slow}"
        fields = (
            Field("channel", "reach by", "choice", CHANNELS, channel),
            _field("times", "days, hours", preferences.times_text(likes), "Tue-Thu 9-12, am"),
            _field("every", "how often", likes.every, "weekly … yearly"),
            _field("do_not", "never", likes.do_not, "by e-mail; at home"),
            _field("words", "also", likes.words, "in their words"),
            Field("vital", "vital areas", "line", start=areas),
            _field("first", "who first", rule.first, "they ring: me, Ann"),
            _field("answer", "answer in", rule.answer_hours, answer),
            _field("fix", "fixed in", rule.fix_days, fix),
            _field("then", "then whom", rule.then, "if that does not help"),
        )
        rest = (Field("rule", "and", "line", start=rule.words),) if rule.words else ()
        return (*fields, *rest, _field("said_by", "said by", person.name if person else ""))

    def describe(self, field: Field, value: str) -> str:
        value = value.strip()
        if field.name == "vital" and len(several(value)) > agreements.MOST_VITAL:
            raise InvalidInput(f"{agreements.MOST_VITAL} vital areas at most", field="vital")
        if not value:
            return field.help
        if field.name == "times":
            return preferences.times_text(times_of(value))
        if field.name == "every":
            return rhythm_said(value)
        if field.name in MOST:
            return count(number_of(field.name, value) or 0, UNITS[field.name])
        return super().describe(field, value)

    def saving(self, values: Values) -> Save:
        return self.act(
            agreements.agree,
            self.customer_id,
            preference=preference_of(values),
            vital=several(values["vital"]),
            rule=rule_of(values),
            said_by=values["said_by"].strip(),
            followup_id=self.followup_id,
        )


def _field(name: str, label: str, start: str | int | None, help: str = "") -> Field:
    return Field(name, label, start="" if start is None else str(start), help=help)


async def card_for(app: Shell, target: Target) -> RowForm | None:
    """The card that the highlighted row asks for: the five questions, the agreement, or neither."""
    kinds = (QUESTIONS, AGREEMENT)
    if target.kind not in (*kinds, "followup"):
        return None
    page = await app.read_page(target.customer_id)
    if page is None:
        return None
    for kind, card in zip(kinds, (QuestionsForm, AgreementForm), strict=True):
        if target.kind == kind or asking(page, target.row, kind) is not None:
            return card(target, page)
    return None
