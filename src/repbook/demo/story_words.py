"""What each word of the stories does: an action of the rep's own, and there is no other way in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

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
from ..actions.touches.log_entry import LogEntry
from ..domain.care import preferences
from ..domain.care.handling import Handling
from ..domain.spine.rules import DEFAULT
from ..interchange.filing import read_file
from ..storage.book.book import Book
from ..storage.reports.reviews import review
from ..values import NamedTuple
from .story_lines import STORIES


class StoryWord(NamedTuple):
    """``does`` is called with the customer and the text behind the word as ``name``; with ``row``, with the newest
    row of theirs in that table and column (``table.column``) whose text begins so instead.
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
    return touches.log(book, LogEntry(customer_id, line=line, **given), rules=DEFAULT)


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


STORY_WORDS: Mapping[str, StoryWord] = {
    "customer": StoryWord(_customer, "name"),
    "rhythm": StoryWord(_rhythm, "days"),
    "leave": StoryWord(customers.leave, "state"),
    "person": StoryWord(people.add, "name"),
    "known": StoryWord(people.edit, "person_id", "people.name"),
    "left": StoryWord(people.left, "person_id", "people.name"),
    "route": StoryWord(routes.edit, "route_id", "routes.value"),
    "win": StoryWord(_win, "title"),
    "went_live": StoryWord(_went_live, "sale_id", "sales.title"),
    "paid": StoryWord(sales.paid, "sale_id", "sales.title"),
    "settled": StoryWord(sales.settle, "sale_id", "sales.title"),
    "agree": StoryWord(_agree, "prefers"),
    "log": StoryWord(_log, "line"),
    "check": StoryWord(_check, "score"),
    "expect": StoryWord(expectations.add, "text"),
    "expected": StoryWord(expectations.answer, "expectation_id", "expectations.text"),
    "promise": StoryWord(promises.add, "text"),
    "kept": StoryWord(promises.keep, "promise_id", "promises.text"),
    "renegotiated": StoryWord(promises.renegotiate, "promise_id", "promises.text"),
    "released": StoryWord(promises.release, "promise_id", "promises.text"),
    "broken": StoryWord(promises.break_, "promise_id", "promises.text"),
    "problem": StoryWord(problems.add, "text"),
    "mended": StoryWord(problems.edit, "problem_id", "problems.text"),
    "acknowledged": StoryWord(problems.acknowledge, "problem_id", "problems.text"),
    "planned": StoryWord(problems.plan, "problem_id", "problems.text"),
    "solved": StoryWord(problems.solve, "problem_id", "problems.text"),
    "confirmed": StoryWord(problems.confirm, "problem_id", "problems.text"),
    "rechecked": StoryWord(problems.recheck, "problem_id", "problems.text"),
    "proof": StoryWord(evidence.add, "text"),
    "allowed": StoryWord(evidence.edit, "evidence_id", "evidence.text"),
    "told": StoryWord(evidence.told, "evidence_id", "evidence.text"),
    "fact": StoryWord(facts.add, "text"),
    "asked": StoryWord(facts.asked, "fact_id", "facts.text"),
    "vital": StoryWord(_vital, "fact_id", "facts.text"),
    "given": StoryWord(plans.done, "fact_id", "facts.text"),
    "moves": StoryWord(plans.set_plan, "moves"),
    "areas": StoryWord(trainings.affected, "areas"),
    "training": StoryWord(trainings.record, "areas"),
    "todo": StoryWord(followups.add, "what"),
    "snoozed": StoryWord(followups.snooze, "followup_id", "followups.what"),
    "check_in": StoryWord(inside_calls.add, "who"),
    "draft": StoryWord(letters.draft, "kind"),
    "post": StoryWord(letters.posted, "kind"),
    "clipping": StoryWord(letters.clip, "about"),
    "ask": StoryWord(asks.ask, "text"),
    "answered": StoryWord(asks.answer, "ask_id", "asks.text"),
    "reworded": StoryWord(asks.edit, "ask_id", "asks.text"),
    "thanked": StoryWord(asks.thanked, "ask_id", "asks.text"),
    "skipped": StoryWord(_skipped, "step"),
    "reviewed": StoryWord(_reviewed, "learned"),
}
"""The words of the stories that do something. A line's other words are the action's own arguments; see ``teller.Teller``."""
