"""What a check asks besides its score, in its own form and in the log alike.

It follows from what was asked about a sale before: what customers take for granted until they have said how it
was (R35), and from the second check on, also where the first was missed, what they gained, what works well, and
what could be better (R47-R49); and what they expect, one by one (R41).
"""

from __future__ import annotations

from datetime import date

from ..care.checks import check_due
from ..care.phases import bears, lead
from ..spine.calendar import stored_day
from ..spine.facts import SaleFacts
from ..spine.kinds import FollowupKind
from ..spine.rules import Rules
from .customer_views import CustomerPage, ExpectationView

STATES = ("met", "partly", "unmet", "not asked")
STATE_WORDS = ("met", "partly", "unmet", "reset")
"""*Reset* says that what they expect was put right with them: their words are kept, it is asked again."""
ASSUMED = ("quality", "delivery", "price")
FINE = "fine"
BECOMES = ("a promise", "a problem", "noted, no action")
BECAME = ("promise", "problem", "noted")
"""What an answer of theirs may become, in words and as the book has it (R83)."""
MOST_EXPECTED, MOST_AT_ONCE = 4, 9
ONE_BY_ONE = ("expectations", "second-order")
"""The agenda's steps that go through all that was expected."""
AGAIN = ("check-2", *ONE_BY_ONE)
"""The agenda's steps that are no first check, whether or not that one took place."""
GAINED = ("gained", "works_well", "to_improve")


class CheckAsks:
    """What is asked of this customer besides, when a check is about the row of ``target``."""

    def __init__(
        self, target: tuple[str, int], page: CustomerPage, today: date, rules: Rules
    ) -> None:
        self.sale = sale_of(target, page)
        self.assumed = unanswered(self.sale, page) if self.sale else ()
        self.again = self.sale is not None and asked_again(self.sale, target, page, today, rules)
        self.one_by_one = asked_by(target, page) in ONE_BY_ONE
        waiting = [item for item in page.expectations if item.state != "met"]
        most = MOST_AT_ONCE if self.one_by_one else MOST_EXPECTED
        self.expected: list[ExpectationView] = waiting[:most]

    @property
    def taken_for_granted(self) -> str:
        """What customers take for granted, as a question names it."""
        return "all of it" if len(self.assumed) == len(ASSUMED) else "the rest of it"


def sale_of(target: tuple[str, int], page: CustomerPage) -> SaleFacts | None:
    """The sale that a check is about: the row's, that of the check that is due, or the one that leads."""
    sales = {sale.id: sale for sale in page.facts.sales}
    checks = [step for step in page.facts.followups if step.kind is FollowupKind.CHECK]
    first = lead(page.standing.sales)
    wanted = (
        *(step.sale_id for step in checks if ("followup", step.id) == target),
        target[1] if target[0] == "sale" else None,
        *(step.sale_id for step in checks[:1]),
        first.sale_id if first else None,
    )
    return next((sales[each] for each in wanted if each in sales), None)


def unanswered(sale: SaleFacts, page: CustomerPage) -> tuple[str, ...]:
    """What customers take for granted, and nobody has said yet how it was with this sale."""
    said = {
        name
        for answer in page.assumed
        if bears(answer.sale_id, (stored_day(answer.on_day) or date.min), sale)
        for name, known in zip(ASSUMED, answer[2:], strict=True)
        if known
    }
    return tuple(name for name in ASSUMED if name not in said)


def asked_again(
    sale: SaleFacts, target: tuple[str, int], page: CustomerPage, today: date, rules: Rules
) -> bool:
    """Whether this is no first check of a sale: it was asked about before, or the second one is due."""
    if any(bears(check.sale_id, check.on, sale) for check in page.facts.checks):
        return True
    for step in page.facts.followups:
        wanted = step.due_on <= today or ("followup", step.id) == target
        if wanted and step.sale_id == sale.id and step.step in AGAIN:
            return True
    phase = next((each for each in page.standing.sales if each.sale_id == sale.id), None)
    due = check_due(sale, phase, page.facts, today, rules) if phase is not None else None
    return due is not None and max(due.number, due.slot) > 1


def asked_by(target: tuple[str, int], page: CustomerPage) -> str:
    """The agenda's step that asks for the check; "" for none."""
    steps = page.facts.followups if target[0] == "followup" else ()
    return next((step.step for step in steps if step.id == target[1]), "")
