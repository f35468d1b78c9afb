"""What the told-line offers once something is filed: the practice whose moment this is, else what is left to do (§5).

One offer at most, and none that was just taken. What the sources leave open is decided so:

* Where they spoke of leaving, that comes before all else: do they stay (R63)?
* What was filed comes next, the rarest before the commonest: a referral to thank for (R96), what has come on
  its promised day (R71), praise to ask upon
  (R96, where every gate of an ask is open) or to keep in writing (R48, R80), a problem's next clock or the customer's own word (R86, R87), a delivery
  that came as it should and is a success by itself (R81), a promise that will not be kept and has to be said (R42), a success
  to tell (R80, R81), a sale to thank for (R76), areas that nobody is trained in yet (R68), a promise that is kept
  and may be told, with how many in a row that were (R16, R42), a customer whom others know of now (R14, R90), after
  a call to a young customer the note by hand (R75), and how often they order, where nobody knows (R03).
* What was offered and left is not offered again with the next word: the note once a week, how often they order once
  a month.
* Where none of these has its moment, it is the strongest reason of the customer that is left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from ...values import NamedTuple
from ...wording import clean
from ..care.phases import speaks_of_cancelling
from ..care.promises import KEPT
from ..growth.asks import ASK_NOW
from ..line.heard import goes, named
from ..spine.kinds import COME, CYCLE, AskOutcome, LetterKind, Phase, PromiseState
from ..spine.model import Change
from .customer_views import CustomerPage
from .name_parts import called
from .this_call import comes_again

TALKS = ("call", "visit", "training")
ARRIVED = re.compile(r"\b(arrived|complete|delivered|fitted|installed|running)\b", re.IGNORECASE)
"""Words of a success that say that what they bought has come."""
HANDED_ON = re.compile(r"\bhand(ed)? over to\b", re.IGNORECASE)
"""A step by which others were told of the customer: they may ring them as well (R14, R90)."""
A_WEEK = timedelta(days=7)
YOUNG = (Phase.EXCITEMENT, Phase.LEARNING)


class Offer(NamedTuple):
    """What may be done next, the command that does it, and the row that it acts on.

    ``target`` has to be what the command acts on anyway where the rep stands; ``about`` goes before that.
    """

    said: str
    command: str
    target: tuple[str, int] | None = None
    about: tuple[str, int] | None = None


def next_offer(
    page: CustomerPage,
    change: Change,
    today: date,
    *,
    may_ask: bool = True,
    elsewhere: bool = False,
) -> Offer | None:
    """The next offer to a rep who changed something about a customer; None where nothing is left.

    ``may_ask`` says that this week has room for one more ask, ``elsewhere`` that another customer is highlighted:
    then only what has its moment now is offered, and no call, whose key is the one that is pressed most.
    """
    moment = _of_the_moment(page, change, today, may_ask)
    found = next((each for each in moment if not (elsewhere and each.command == "log")), None)
    if found is not None or elsewhere:
        return found
    left = page.standing.reasons
    return Offer(left[0].what, left[0].command, left[0].target) if left else None


def _of_the_moment(
    page: CustomerPage, change: Change, today: date, may_ask: bool
) -> Iterator[Offer]:
    filed, facts = change.ids, page.facts
    heard = not {"touches", "problems"}.isdisjoint(filed) and "checks" not in filed
    if heard and speaks_of_cancelling(facts, today) is not None:
        yield Offer("do they stay?", "check")
    for ask in facts.asks:
        if ask.id in filed.get("asks", ()) and ask.outcome is AskOutcome.YES and not ask.thanked_on:
            yield Offer("thank them for it?", "letter", about=("ask", ask.id))
    yield from _named(page, filed)
    yield from _come(page, filed, today)
    if filed.get("checks"):
        yield from _checked(page, filed, today, may_ask)
    yield from _problem(page, filed)
    if "followups" in filed and "evidence" not in filed:
        for sale in facts.sales:
            if sale.arrived_on == today and not sale.history and any(_is_new(page, filed, *TALKS)):
                yield Offer("it came, complete: keep it as a success?", "evidence")
    for each in facts.untold:
        if each.id in filed.get("evidence", ()):
            yield Offer("tell them in writing?", "letter", about=("evidence", each.id))
    for sale in facts.sales:
        new = sale.id in filed.get("sales", ()) and not sale.history
        if new and not _was(sale.thanked_on, today):
            yield Offer("write the thank-you?", "letter", about=("sale", sale.id))
    if facts.untrained_areas and any(_is_new(page, filed, "training")):
        yield Offer("areas left that nobody is trained in", "training")
    if "customers" in filed and not facts.sales and not facts.last_touch_on:
        yield Offer("what did they buy?", "sale")
    for promise in facts.promises:
        if promise.id in filed.get("promises", ()) and promise.state == PromiseState.BROKEN:
            told = "say so before they ask, agree a new day"
            yield Offer(told, "done", about=("promise", promise.id))
    if change.label.startswith(KEPT):
        row = facts.kept_in_a_row
        nth = f"{row} kept in a row: " if row > 1 else ""
        yield Offer(f"{nth}tell them that it is done?", "log")
    if "followups" in filed and HANDED_ON.search(change.label):
        yield Offer("who of them rings the customer besides?", "checkin")
    if "touches" in filed and page.standing.phase in YOUNG and _may_have_note(page, filed, today):
        talk = ("touch", filed["touches"][0])
        yield Offer("write a note by hand?", "letter", about=talk)
    again = comes_again(facts)
    spoke = not {"touches", "letters", "sales"}.isdisjoint(filed)
    if again is not None and spoke and not _since(page, filed, today.replace(day=1)):
        yield Offer("how often do they order?", "edit", about=(CYCLE, again.id))


def _come(page: CustomerPage, filed: Mapping[str, Sequence[int]], today: date) -> Iterator[Offer]:
    """After a word on the promised day or later: has it come? A success that says so is asked about before that, too."""
    if not any(_is_new(page, filed, *TALKS)):
        return
    told = [each.text for each in page.facts.untold if each.id in filed.get("evidence", ())]
    says_so = any(ARRIVED.search(text) for text in told)
    for sale in page.facts.sales:
        if sale.history or sale.live_on is not None or sale.promised_on is None:
            continue
        if sale.ordered_on <= today and (says_so or sale.promised_on <= today):
            yield Offer("did it come? say the day", "done", about=(COME, sale.id))


def _named(page: CustomerPage, filed: Mapping[str, Sequence[int]]) -> Iterator[Offer]:
    """What the words of a touch name: one who goes elsewhere, and may be followed; a name that was given (R23, R95)."""
    note = next((each.text for each in page.last if each.id in filed.get("touches", ())), "")
    here = page.still_there
    gone = goes(note, [clean(one.name) for one in here]) if note else None
    if gone is not None:
        who = called(clean(here[gone.place].name))
        yield Offer(
            f"{who} goes to {gone.firm}: follow?" if gone.firm else f"follow {who}?", "follow"
        )
    given = named(note, page.own_names) if note and "asks" not in filed else None
    if given is not None:
        yield Offer(f"they named {given.name}: write a thank-you?", "letter")


def _checked(
    page: CustomerPage, filed: Mapping[str, Sequence[int]], today: date, may_ask: bool
) -> Iterator[Offer]:
    """After an answer to "Was everything as expected?": praise is taken up, trouble is followed up."""
    last = page.facts.checks[0] if page.facts.checks else None
    if last is None or last.on != today:
        return
    if any(sale.proposed for sale in page.standing.sales):
        yield Offer("all is well: settled?", "phase")
    now = any(each.what == ASK_NOW for each in page.standing.reasons)
    if last.score > 0 and now and may_ask:
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


def _may_have_note(page: CustomerPage, filed: Mapping[str, Sequence[int]], today: date) -> bool:
    """Whether they were spoken to, for the first time in a week, and no note to them is begun."""
    begun = any(letter.kind is LetterKind.NOTE for letter in page.facts.unposted)
    free = not begun and "letters" not in filed and any(_is_new(page, filed, *TALKS))
    return free and not _since(page, filed, today - A_WEEK, *TALKS)


def _since(page: CustomerPage, filed: Mapping[str, Sequence[int]], day: date, *kinds: str) -> bool:
    """Whether there was another touch of theirs since a day: what it would have led to was offered then."""
    return any(
        event.id not in filed.get("touches", ())
        and event.on_day > day.isoformat()
        and (not kinds or (event.what in kinds and event.state == "two-way"))
        for event in page.last
    )
