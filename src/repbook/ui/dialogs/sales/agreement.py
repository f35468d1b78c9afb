"""The agreement: how to reach them, what is vital to them, how problems will be handled (R73, R78, R79)."""

from __future__ import annotations

from ....actions.sales import agreements
from ....actions.sales.answers import several
from ....domain.care import handling, preferences
from ....domain.care.handling import Handling
from ....domain.care.preferences import CHANNELS, Preference
from ....domain.days import time_words
from ....domain.shown.customer_views import CustomerPage
from ....domain.spine.kinds import FactKind
from ....domain.today.still_to_do import AGREEMENT, QUESTIONS
from ....errors import InvalidInput
from ...forms.field import Field, Values
from ...forms.form import Save
from ...shell.protocol import Shell
from ...shell.target import Target
from ..common.row_forms import RowForm
from .questions import QuestionsForm, asking

MOST = {"answer": 80, "fix": 60}


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
        self.followup_id = asking(page, target, AGREEMENT)
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
            return preferences.times_text(_times(value))
        if field.name == "every":
            return _rhythm(value)
        if field.name in MOST:
            _number(field.name, value)
        return super().describe(field, value)

    def saving(self, values: Values) -> Save:
        channel = CHANNELS[int(values["channel"]) - 1] if values["channel"] else ""
        times = _times(values["times"])
        likes = Preference(
            channel,
            times.days,
            times.from_hour,
            times.to_hour,
            time_words.how_often(values["every"]) or "",
            "; ".join(preferences.avoided(values["do_not"])),
            values["words"].strip(),
        )
        rule = Handling(
            values["first"].strip(),
            _number("answer", values["answer"]),
            _number("fix", values["fix"]),
            values["then"].strip(),
            values.get("rule", "").strip(),
        )
        return self.act(
            agreements.agree,
            self.customer_id,
            preference=likes,
            vital=several(values["vital"]),
            rule=rule,
            said_by=values["said_by"].strip(),
            followup_id=self.followup_id,
        )


def _field(name: str, label: str, start: str | int | None, help: str = "") -> Field:
    return Field(name, label, start="" if start is None else str(start), help=help)


def _times(value: str) -> Preference:
    """Days and hours; raises ``InvalidInput`` where anything else is said, or nothing certain."""
    read = preferences.parse(value)
    only = Preference(days=read.days, from_hour=read.from_hour, to_hour=read.to_hour)
    if read != only:
        raise InvalidInput("such as Tue-Thu 9-12, mornings, from 10", field="times")
    return only


def _rhythm(value: str) -> str:
    pace = time_words.pace(time_words.how_often(value) or "")
    if pace is None:
        raise InvalidInput("weekly, monthly, quarterly, every 6 weeks", field="every")
    return f"aim {pace.aim}, limit {pace.limit} d"


def _number(name: str, value: str) -> int | None:
    """A whole number, or None for an empty field."""
    value = value.strip()
    if not value:
        return None
    if not value.isascii() or not value.isdecimal() or not 1 <= int(value) <= MOST[name]:
        raise InvalidInput(f"a number, 1 to {MOST[name]}", field=name)
    return int(value)


async def card_for(app: Shell, target: Target) -> RowForm | None:
    """The card that the highlighted row asks for: the five questions, the agreement, or neither."""
    kinds = (QUESTIONS, AGREEMENT)
    if target.kind not in (*kinds, "followup"):
        return None
    page = await app.read_page(target.customer_id)
    if page is None:
        return None
    for kind, card in zip(kinds, (QuestionsForm, AgreementForm), strict=True):
        if target.kind == kind or asking(page, target, kind) is not None:
            return card(target, page)
    return None
