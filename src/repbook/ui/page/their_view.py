"""The customer's side of the book, in the second person (R13): what they have had, and what we owe."""

from __future__ import annotations

from datetime import date

from ...domain.care.problems import is_open
from ...domain.care.promises import is_broken
from ...domain.shown.customer_views import CustomerPage
from ...wording import ago, clean, count, day_text


def their_view(page: CustomerPage, today: date) -> list[str]:
    """Plain sentences, as the customer could say them of us."""
    return [*_heard(page, today), *_owed(page, today), *_had(page, today)]


def _heard(page: CustomerPage, today: date) -> list[str]:
    facts = page.facts
    lines = []
    if facts.last_touch_on is not None:
        lines.append(f"You last heard from us {ago(facts.last_touch_on, today)}.")
    if facts.two_way and facts.two_way[0] != facts.last_touch_on:
        lines.append(f"We last spoke {ago(facts.two_way[0], today)}.")
    if not facts.two_way:
        lines.append("We have never spoken since you are in our book.")
    return lines


def _owed(page: CustomerPage, today: date) -> list[str]:
    ours = [each for each in page.facts.promises if not each.theirs]
    theirs = [each for each in page.facts.promises if each.theirs]
    open_problems = [each for each in page.facts.problems if is_open(each, today)]
    lines = []
    if ours:
        lines.append(f"We owe you {count(len(ours), 'thing')}:")
        for promise in ours:
            late = "was due" if is_broken(promise, today) else "by"
            lines.append(f"   {clean(promise.text)}, {late} {day_text(promise.due_on, today)}")
    else:
        lines.append("We owe you nothing that was promised.")
    if open_problems:
        waits = "waits" if len(open_problems) == 1 else "wait"
        lines.append(f"{count(len(open_problems), 'problem')} of yours {waits} for us:")
        lines += [f"   {clean(each.text)}" for each in open_problems]
    if theirs:
        lines.append(f"We wait for {count(len(theirs), 'thing')} from you:")
        lines += [f"   {clean(each.text)}" for each in theirs]
    return lines


def _had(page: CustomerPage, today: date) -> list[str]:
    facts = page.facts
    lines = []
    if facts.first_sale_on is not None:
        lines.append(f"You have been with us since {day_text(facts.first_sale_on)}.")
    if facts.told:
        lines.append(f"We told you of {count(len(facts.told), 'success', 'successes')} of yours.")
    if facts.checks:
        lines.append(
            f"We asked {ago(facts.checks[0].on, today)} whether everything was as you expected."
        )
    elif page.sales:
        lines.append("We have never asked whether everything was as you expected.")
    unasked = [each for each in page.expectations if each.state == "not asked"]
    if unasked:
        lines.append(f"We have not asked yet about {count(len(unasked), 'thing')} you expected:")
        lines += [f"   {clean(each.text)}" for each in unasked]
    return lines
