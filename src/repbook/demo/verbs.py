"""What a line of the stories does: each verb is an action of the rep's own, and there is no other way in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from ..actions.care import (
    asks,
    checks,
    evidence,
    expectations,
    followups,
    letters,
    plans,
    problems,
    promises,
    trainings,
)
from ..actions.customers import customers, facts, followers, people, routes
from ..actions.imports import filing
from ..actions.review import reviews
from ..actions.sales import agreements, inside_calls, sales, won
from ..actions.sales.answers import Answers
from ..actions.touches import touches
from ..domain.care import preferences
from ..domain.care.handling import Handling
from ..domain.spine.rules import DEFAULT
from ..interchange.filing import read_file
from ..storage.book.book import Book
from ..storage.reports.reviews import review
from .story_lines import STORIES


class Verb(NamedTuple):
    """``does`` is called with the customer and the verb's text as ``name``; with ``row``, with the newest row of
    theirs in that table and column (``table.column``) whose text begins so instead.
    """

    does: Callable[..., Any]
    name: str
    row: str = ""


def _customer(
    book: Book,
    _: int,
    name: str,
    *,
    imported: str = "",
    followed: Mapping[str, Any] | None = None,
    **given: Any,
) -> None:
    """Onto the book: typed in, out of another program's file, or as the new employer of who followed the rep."""
    if imported:
        parsed = read_file.read(STORIES / imported, today=book.clock.today())
        filing.file_all(book, (parsed,), rules=DEFAULT)
    elif followed is not None:
        followers.follow(book, followed["customer"], followed["person"], name, followed["on"])
    else:
        later: dict[str, Any] = {
            key: given.pop(key) for key in ("goal", "followed_from") if key in given
        }
        customers.add(book, name, **given)
        given = later
    if given:
        found = book.row("SELECT max(id) FROM customers WHERE name = ?", (name,))
        customers.edit(book, found[0] if found else 0, **given)


def _win(
    book: Book, customer_id: int, title: str, *, expects: Sequence[str] = (), **given: Any
) -> object:
    answers = Answers(expectations=tuple(expects))
    return won.win(book, customer_id, won.Won(title, answers=answers, **given), rules=DEFAULT)


def _log(book: Book, customer_id: int, line: str, **given: Any) -> object:
    return touches.log(book, touches.LogEntry(customer_id, line=line, **given), rules=DEFAULT)


def _check(
    book: Book, customer_id: int, score: int, *, talked: bool = False, **given: Any
) -> object:
    """``talked`` says that the call in which they were asked is a line of its own."""
    return checks.record(book, customer_id, score, touch=not talked, rules=DEFAULT, **given)


def _agree(
    book: Book,
    customer_id: int,
    prefers: str,
    *,
    vital: Sequence[str] = (),
    first: str = "",
    hours: int | None = None,
    days: int | None = None,
    then: str = "",
    said_by: str = "",
) -> object:
    """What is agreed, with the vital areas as they stand, which the form brings along as well."""
    sql = "SELECT text FROM facts WHERE customer_id = ? AND kind = 'vital area' ORDER BY id"
    return agreements.agree(
        book,
        customer_id,
        preference=preferences.parse(prefers),
        vital=(*(text for (text,) in book.rows(sql, (customer_id,))), *vital),
        rule=Handling(first, hours, days, then),
        said_by=said_by,
    )


def _rhythm(book: Book, customer_id: int, days: Sequence[int]) -> object:
    return customers.set_rhythm(book, customer_id, *days)


def _vital(book: Book, fact_id: int, *, state: str) -> object:
    return agreements.vital(book, {fact_id: state})


def _went_live(book: Book, sale_id: int, *, live_on: date) -> object:
    return sales.set_live(book, sale_id, live_on, rules=DEFAULT)


def _skipped(book: Book, customer_id: int, step: str) -> object:
    """The card of a customer in the week's review, left for the next one."""
    cards = {card.id: card for card in review(book, DEFAULT).cards}
    return reviews.judge(book, cards[f"{step}:{customer_id}"], "skip", rules=DEFAULT)


def _reviewed(book: Book, _: int, learned: str) -> object:
    return reviews.finish(book, learned, rules=DEFAULT)


VERBS: Mapping[str, Verb] = {
    "customer": Verb(_customer, "name"),
    "rhythm": Verb(_rhythm, "days"),
    "leave": Verb(customers.leave, "state"),
    "person": Verb(people.add, "name"),
    "known": Verb(people.edit, "person_id", "people.name"),
    "left": Verb(people.left, "person_id", "people.name"),
    "route": Verb(routes.edit, "route_id", "routes.value"),
    "win": Verb(_win, "title"),
    "went_live": Verb(_went_live, "sale_id", "sales.title"),
    "paid": Verb(sales.paid, "sale_id", "sales.title"),
    "settled": Verb(sales.settle, "sale_id", "sales.title"),
    "agree": Verb(_agree, "prefers"),
    "log": Verb(_log, "line"),
    "check": Verb(_check, "score"),
    "expect": Verb(expectations.add, "text"),
    "expected": Verb(expectations.answer, "expectation_id", "expectations.text"),
    "promise": Verb(promises.add, "text"),
    "kept": Verb(promises.keep, "promise_id", "promises.text"),
    "renegotiated": Verb(promises.renegotiate, "promise_id", "promises.text"),
    "released": Verb(promises.release, "promise_id", "promises.text"),
    "broken": Verb(promises.break_, "promise_id", "promises.text"),
    "problem": Verb(problems.add, "text"),
    "mended": Verb(problems.edit, "problem_id", "problems.text"),
    "acknowledged": Verb(problems.acknowledge, "problem_id", "problems.text"),
    "planned": Verb(problems.plan, "problem_id", "problems.text"),
    "solved": Verb(problems.solve, "problem_id", "problems.text"),
    "confirmed": Verb(problems.confirm, "problem_id", "problems.text"),
    "rechecked": Verb(problems.recheck, "problem_id", "problems.text"),
    "proof": Verb(evidence.add, "text"),
    "allowed": Verb(evidence.edit, "evidence_id", "evidence.text"),
    "told": Verb(evidence.told, "evidence_id", "evidence.text"),
    "fact": Verb(facts.add, "text"),
    "asked": Verb(facts.asked, "fact_id", "facts.text"),
    "vital": Verb(_vital, "fact_id", "facts.text"),
    "given": Verb(plans.done, "fact_id", "facts.text"),
    "moves": Verb(plans.set_plan, "moves"),
    "areas": Verb(trainings.affected, "areas"),
    "training": Verb(trainings.record, "areas"),
    "todo": Verb(followups.add, "what"),
    "snoozed": Verb(followups.snooze, "followup_id", "followups.what"),
    "check_in": Verb(inside_calls.add, "who"),
    "draft": Verb(letters.draft, "kind"),
    "post": Verb(letters.posted, "kind"),
    "clipping": Verb(letters.clip, "about"),
    "ask": Verb(asks.ask, "text"),
    "answered": Verb(asks.answer, "ask_id", "asks.text"),
    "reworded": Verb(asks.edit, "ask_id", "asks.text"),
    "thanked": Verb(asks.thanked, "ask_id", "asks.text"),
    "skipped": Verb(_skipped, "step"),
    "reviewed": Verb(_reviewed, "learned"),
}
"""The verbs of the stories. A line's other words are the action's own arguments; see ``teller.Teller``."""
