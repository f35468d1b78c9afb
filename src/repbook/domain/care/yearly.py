"""What comes round by the year: birthdays and other days, tenure, the survey (R20, R22, R91, §3).

A birthday never moves off a weekend. One on 29 February falls on the 28th in a shorter year
(F113). The survey counts years of 365 days from the first sale and starts with the first that ends
after the customer was entered, so that an import owes none (§7); sent up to 30 days early it is
sent.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ...wording import count
from ..spine.calendar import plus
from ..spine.facts import CustomerFacts, DateFacts
from ..spine.kinds import Group
from ..spine.model import Reason
from ..spine.reason_phrases import near
from ..spine.rules import Rules
from .case import Case

SURVEY_EARLY = 30  # days


def in_year(month: int, day: int, year: int) -> date | None:
    """That day of the year, or 28 February for the 29th; None for a day that no year has."""
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, 2, 28) if (month, day) == (2, 29) and 1 <= year <= date.max.year else None


def next_on(month: int, day: int, today: date) -> date | None:
    """The next such day, today included."""
    for year in (today.year, today.year + 1):
        on = in_year(month, day, year)
        if on is not None and on >= today:
            return on
    return None


def survey_from(facts: CustomerFacts, rules: Rules) -> date | None:
    """The day from which the yearly survey is due, or None without a sale."""
    first, year = facts.first_sale_on, rules.clocks.survey
    if first is None or year < 1:
        return None
    counted = facts.created_on
    if facts.survey_sent_on is not None:
        counted = max(counted, plus(facts.survey_sent_on, SURVEY_EARLY))
    years = max(0, (counted - first).days) // year + 1
    return plus(first, years * year)


def survey_again(facts: CustomerFacts, rules: Rules) -> tuple[date, date] | None:
    """The days between which an unanswered survey is worth a second try, or None."""
    sent, back = facts.survey_sent_on, facts.survey_back_on
    if sent is None or (back is not None and back >= sent):
        return None
    first = plus(sent, rules.clocks.survey_again)
    return first, plus(first, rules.clocks.survey_again_for)


def survey_is_out(facts: CustomerFacts) -> bool:
    """Whether a survey went out and is not back: the next that is said of it is that it came."""
    sent, back = facts.survey_sent_on, facts.survey_back_on
    return sent is not None and (back is None or back < sent)


def dates(case: Case) -> Iterator[Reason]:
    """Birthdays and the like from a week ahead, tenure from two.

    On the day itself any touch answers the row: it asks for a word, and there was one.
    """
    facts, today, clocks = case.facts, case.today, case.rules.clocks
    touched = facts.last_touch_on == today
    last = plus(today, clocks.dates_ahead)
    for each in facts.dates:
        on = next_on(each.month, each.day, today)
        if on is not None and on <= last and not (touched and on == today):
            yield _reason(named(each, on), "log", ("date", each.id), on, today)
    first = facts.first_sale_on
    last = plus(today, clocks.tenure_ahead)
    if first is None:
        return
    on = next_on(first.month, first.day, today)
    if on is None or on > last or (touched and on == today):
        return
    years = on.year - first.year
    if years in clocks.tenure_years:
        text = f"{count(years, 'year')} with you"
        yield _reason(text, "letter", ("customer", facts.id), on, today)


def years_near(first_on: date, today: date, rules: Rules) -> int:
    """The years with the rep that are full today or as soon as Today says so, 0 where none are (R22)."""
    on = next_on(first_on.month, first_on.day, today)
    near = on is not None and on <= plus(today, rules.clocks.tenure_ahead)
    return on.year - first_on.year if on is not None and near else 0


def named(each: DateFacts, on: date) -> str:
    """``Anna: birthday, 19``: whose day it is and, where the year is known, how many years."""
    what = each.label or each.kind
    whose = f"{each.person}: {what}" if each.person else what
    return f"{whose}, {on.year - each.year}" if each.year and on.year > each.year else whose


def _reason(text: str, command: str, target: tuple[str, int], on: date, today: date) -> Reason:
    weight = 50.0 - (on - today).days
    row = Reason(Group.DATES, text, command, weight, False, on, target)
    return row.told(when=near(on, today))
