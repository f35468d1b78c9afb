"""Who was written down by hand and has not been spoken to yet stands on Today until the first word (§5).

Who came out of a file does not: an import brings history, not debts (§7). A plan of the rep's own speaks for a
newcomer, and so does a sale, whose agenda begins with the first word. An attempt that nobody answered is no word.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..care.case import Case
from ..spine.facts import CustomerFacts
from ..spine.kinds import Group
from ..spine.model import Reason
from ..spine.reason_phrases import near


def is_new(facts: CustomerFacts) -> bool:
    """Whether nothing has happened yet with a customer whom the rep wrote down."""
    known = facts.last_touch_on or facts.sales or facts.checks or facts.problems
    planned = facts.followups or any(not promise.theirs for promise in facts.promises)
    return facts.by_hand and not known and not planned


def first_word(case: Case) -> Iterator[Reason]:
    """The row of a newcomer, until silence says the same more strongly."""
    facts, today = case.facts, case.today
    if not is_new(facts) or case.silence.overdue or facts.created_on > today:
        return
    target = ("customer", facts.id)
    hello = Reason(Group.DUE, "say hello", "log", 55.0, False, facts.created_on, target)
    yield hello.told(when=f"added {near(facts.created_on, today)}")
