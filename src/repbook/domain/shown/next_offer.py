"""What the told-line offers once something is filed: the practice whose moment this is, else what is left to do (§5).

One offer at most, and none that was just taken. What the sources leave open is decided so:

* Where they spoke of leaving, that comes before all else: do they stay (R63)?
* What was filed comes next, the rarest before the commonest: a referral to thank for (R96), praise to ask upon
  (R96) or to keep in writing (R48, R80), a problem's next clock or the customer's own word (R86, R87), a success
  to tell (R80, R81), a sale to thank for (R76), areas that nobody is trained in yet (R68), a promise that is kept
  and may be told (R42), and after a call to a young customer the note by hand (R75).
* Where none of these has its moment, it is the strongest reason of the customer that is left.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from ...wording import clean
from ..care.phases import speaks_of_cancelling
from ..care.promises import KEPT
from ..line.heard import goes, named
from ..spine.kinds import AskOutcome, LetterKind, Phase
from ..spine.model import Change
from .customer_views import CustomerPage

TALKS = ("call", "visit", "training")
YOUNG = (Phase.EXCITEMENT, Phase.LEARNING)


class Offer(NamedTuple):
    """What may be done next, the command that does it, and the row that it is about where it needs one."""

    said: str
    command: str
    target: tuple[str, int] | None = None


def next_offer(page: CustomerPage, change: Change, today: date) -> Offer | None:
    """The next offer to a rep who changed something about a customer; None where nothing is left."""
    found = next(_of_the_moment(page, change, today), None)
    if found is not None:
        return found
    left = page.standing.reasons
    return Offer(left[0].what, left[0].command, left[0].target) if left else None


def _of_the_moment(page: CustomerPage, change: Change, today: date) -> Iterator[Offer]:
    filed = change.ids
    facts, asking = page.facts, {reason.command for reason in page.standing.reasons}
    heard = not {"touches", "problems"}.isdisjoint(filed) and "checks" not in filed
    if heard and speaks_of_cancelling(facts, today) is not None:
        yield Offer("do they stay?", "check")
    for ask in facts.asks:
        if ask.id in filed.get("asks", ()) and ask.outcome is AskOutcome.YES and not ask.thanked_on:
            yield Offer("thank them for it?", "letter")
    yield from _named(page, filed)
    if filed.get("checks"):
        yield from _checked(page, filed, today, asking)
    yield from _problem(page, filed)
    if any(each.id in filed.get("evidence", ()) for each in facts.untold):
        yield Offer("tell them in writing?", "letter")
    if any(
        sale.id in filed.get("sales", ()) and not sale.history and not _was(sale.thanked_on, today)
        for sale in facts.sales
    ):
        yield Offer("write the thank-you?", "letter")
    if facts.untrained_areas and any(_is_new(page, filed, "training")):
        yield Offer("areas left that nobody is trained in", "training")
    if "customers" in filed and not facts.sales and not facts.last_touch_on:
        yield Offer("what did they buy?", "sale")
    if change.label.startswith(KEPT):
        yield Offer("tell them that it is done?", "log")
    if "touches" in filed and page.standing.phase in YOUNG and _may_have_note(page, filed):
        yield Offer("write a note by hand?", "letter")


def _named(page: CustomerPage, filed: Mapping[str, Sequence[int]]) -> Iterator[Offer]:
    """What the words of a touch name: one who goes elsewhere, and may be followed; a name that was given (R23, R95)."""
    note = next((each.text for each in page.last if each.id in filed.get("touches", ())), "")
    here = [one for one in page.people if not one.left_on]
    gone = goes(note, [clean(one.name) for one in here]) if note else None
    if gone is not None:
        who = clean(here[gone.place].name).split(" ")[0]
        yield Offer(
            f"{who} goes to {gone.firm}: follow?" if gone.firm else f"follow {who}?", "follow"
        )
    own = (page.name, *(one.name for one in page.people))
    given = named(note, own) if note and "asks" not in filed else None
    if given is not None:
        yield Offer(f"they named {given.name}: write a thank-you?", "letter")


def _checked(
    page: CustomerPage, filed: Mapping[str, Sequence[int]], today: date, asking: set[str]
) -> Iterator[Offer]:
    """After an answer to "Was everything as expected?": praise is taken up, trouble is followed up."""
    last = page.facts.checks[0] if page.facts.checks else None
    if last is None or last.on != today:
        return
    if any(sale.proposed for sale in page.standing.sales):
        yield Offer("all is well: settled?", "phase")
    if last.score > 0 and "ask" in asking:
        yield Offer("a good moment: ask for a referral?", "ask")
    if last.score > 0 and "evidence" not in filed:
        yield Offer("keep it in their words?", "evidence")
    if last.score < 0 and not {"promises", "problems"} & set(filed):
        yield Offer("what will you do about it?", "promise")


def _problem(page: CustomerPage, filed: Mapping[str, Sequence[int]]) -> Iterator[Offer]:
    """A problem's next step: the plan, or the customer's own word that it is solved."""
    for problem in page.facts.problems:
        if problem.id not in filed.get("problems", ()) or problem.confirmed_on is not None:
            continue
        if problem.solved_on is not None:
            yield Offer("do they say so? their words close it", "problem")
        elif problem.planned_at is None:
            yield Offer("what is the plan, and by when?", "problem")


def _was(day: date | None, today: date) -> bool:
    return day is not None and day <= today


def _is_new(page: CustomerPage, filed: Mapping[str, Sequence[int]], *kinds: str) -> Iterator[bool]:
    """Whether the newest touches are among what was filed, and of one of these kinds, two-way."""
    for event in page.last:
        yield (
            event.id in filed.get("touches", ())
            and event.what in kinds
            and event.state == "two-way"
        )


def _may_have_note(page: CustomerPage, filed: Mapping[str, Sequence[int]]) -> bool:
    """Whether they were spoken to, and no note to them is begun."""
    begun = any(letter.kind is LetterKind.NOTE for letter in page.facts.unposted)
    return not begun and "letters" not in filed and any(_is_new(page, filed, *TALKS))
