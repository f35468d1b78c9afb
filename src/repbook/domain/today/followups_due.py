"""Follow-ups as reasons for Today: which are due, in which group, and the key that answers them.

An agenda step of a sale in its first two phases stands under Learning curve, a letter of any kind
under Letters, everything else under Due. What was handed to somebody else stays until it is
confirmed (R14), so its row asks for that.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from datetime import date

from ..agenda.agenda_templates import ARRIVED
from ..care.case import Case
from ..care.checks import IN_SHORT, step_words
from ..spine.facts import CustomerFacts, FollowupFacts
from ..spine.kinds import FollowupKind, FollowupSource, Group, Phase
from ..spine.model import Reason
from ..spine.reason_phrases import late, short, unless_named
from . import hours_today

_AGENDA, _SETTLED = FollowupSource.AGENDA, Phase.SETTLED
_COMMANDS = {
    FollowupKind.CALL: "log",
    FollowupKind.VISIT: "log",
    FollowupKind.CATCH_UP: "done",
    FollowupKind.TRAINING: "training",
    FollowupKind.CHECK: "check",
    FollowupKind.LETTER: "letter",
    FollowupKind.THANKS: "letter",
    FollowupKind.REASSURE: "letter",
    FollowupKind.EVIDENCE: "letter",
    FollowupKind.FACTS: "fact",
    FollowupKind.TASK: "done",
}
_TALKS = ("log", "check", "training")
LETTERS = frozenset(kind for kind, command in _COMMANDS.items() if command == "letter")
IN_TOUCH = frozenset(kind for kind, command in _COMMANDS.items() if command in _TALKS)
_DUE, _LEARNING, _LETTERS = Group.DUE, Group.LEARNING, Group.LETTERS
_MOST_LATE = 30  # days late that still raise a row within its group


def followups(case: Case, spoken_for: Container[int]) -> Iterator[Reason]:
    """A row for each follow-up due by today, but those that another row has ``spoken_for``."""
    today = case.today
    young = {sale.id for sale, phase in case.pairs if phase.phase is not _SETTLED}
    for step in case.facts.followups:
        if step.due_on <= today and step.id not in spoken_for:
            group, weight = _DUE, 60.0
            if step.kind in LETTERS:
                group, weight = _LETTERS, 60.0
            elif step.source == _AGENDA and step.sale_id in young:
                group, weight = _LEARNING, 150.0 if step.step == ARRIVED.key else 50.0
            if step.kind == FollowupKind.CHECK:
                weight += 50.0
            command = command_of(step)
            weight += min(_MOST_LATE, (today - step.due_on).days)
            at = step.at if step.due_on == today else ""
            if at:
                weight = hours_today.weight(at)
            what, target = step_text(step, case.facts, today), ("followup", step.id)
            row = Reason(group, what, command, weight, False, step.due_on, target, at)
            yield row.told(unless_named(step.person, what), late(step.due_on, today))


def command_of(step: FollowupFacts) -> str:
    """The command that answers a follow-up; what was handed to somebody else is only confirmed."""
    return "done" if step.delegated_to else _COMMANDS[step.kind]


def step_text(step: FollowupFacts, facts: CustomerFacts, today: date) -> str:
    """``10:00 call about valves``; of what was handed over, whether it is done."""
    text = short(step_words(step, facts, today))
    if step.kind is FollowupKind.CHECK:
        for asked, in_short in IN_SHORT.items():
            text = text.replace(asked, in_short)
    if step.at:
        text = f"{step.at} {text}"
    if step.delegated_to:
        text = f"{text}: has {step.delegated_to.partition(',')[0]} done it?"
    return text
