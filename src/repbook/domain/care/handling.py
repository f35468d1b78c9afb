"""How problems will be handled, as agreed with a customer, and the clocks that follow (R79).

The agreement is kept in words, ``Jo first · answer in 2 h · fixed in 2 business days · then Ann``, so that both
sides can read it; the two numbers also stand with the customer, where the clocks of their problems find them.
"""

from __future__ import annotations

from ...values import NamedTuple
from ...wording import clean, count
from ..spine.facts import CustomerFacts
from ..spine.kinds import Severity
from ..spine.rules import Rules

BETWEEN = " · "


class Handling(NamedTuple):
    """Whom they ring first and ``then``, an answer within business hours, a fix within business days.

    ``words`` is what else they said of it, as typed.
    """

    first: str = ""
    answer_hours: int | None = None
    fix_days: int | None = None
    then: str = ""
    words: str = ""


def as_text(rule: Handling) -> str:
    """The rule in words; "" where nothing is agreed."""
    days = rule.fix_days and count(rule.fix_days, "business day")
    parts = (
        f"{rule.first} first" if rule.first else "",
        f"answer in {rule.answer_hours} h" if rule.answer_hours else "",
        f"fixed in {days}" if days else "",
        f"then {rule.then}" if rule.then else "",
        rule.words,
    )
    return BETWEEN.join(part for part in parts if part)


def parse(text: str, facts: CustomerFacts | None = None) -> Handling:
    """The rule that a text says, with the numbers that stand with the customer.

    What was not written by ``as_text`` is left as words.
    """
    first, then, words = "", "", []
    for part in clean(text).split(BETWEEN):
        if part.endswith(" first") and not first:
            first = part.removesuffix(" first")
        elif part.startswith("then ") and not then:
            then = part.removeprefix("then ")
        elif part and not part.startswith(("answer in ", "fixed in ")):
            words.append(part)
    hours, days = (facts.answer_hours, facts.fix_days) if facts else (None, None)
    return Handling(first, hours, days, then, BETWEEN.join(words))


def clocks_of(facts: CustomerFacts, rules: Rules) -> Rules:
    """The rules with this customer's own clocks in them; the same rules where nothing is agreed."""
    hours, days = facts.answer_hours, facts.fix_days
    if hours is None and days is None:
        return rules
    clocks = rules.clocks
    if hours is not None:
        clocks = clocks._replace(acknowledge_hours=hours)
    if days is not None:
        clocks = clocks._replace(fix_bd=dict.fromkeys(Severity, days))
    return rules._replace(clocks=clocks)
