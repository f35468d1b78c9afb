"""Thirty days of one sale, day by day: what Today says each morning, what the rep does, where it leads.

Run as a script it writes the walk anew (``PYTHONPATH=tests python tests/e2e/thirty_days.py``); read the
difference before it is kept.
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable
from contextlib import redirect_stdout
from datetime import date, datetime, time
from pathlib import Path
from typing import NamedTuple

from repbook.actions.care import (
    asks,
    checks,
    expectations,
    followups,
    letters,
    problems,
    promises,
    trainings,
)
from repbook.actions.customers import customers
from repbook.actions.sales import agreements, sales, won
from repbook.actions.sales.answers import Answers
from repbook.actions.touches import touches
from repbook.cli import main
from repbook.clock import FixedClock
from repbook.domain.care.handling import Handling
from repbook.domain.care.preferences import parse
from repbook.domain.spine.rules import DEFAULT
from repbook.storage.book.book import Book
from repbook.storage.book.engine import create
from repbook.storage.views.customer_page import customer_page
from repbook.wording import PHASE_WORD, WEEKDAYS

WALK = Path(__file__).with_name("thirty_days.txt")
CUSTOMER = 1
SALE = 1


class Rep:
    """What the rep does on one day: a method each, an action as the app's forms do them."""

    def __init__(self, book: Book) -> None:
        self.book = book

    def steps(self, *keys: str) -> tuple[int, ...]:
        """The open follow-ups of these agenda steps."""
        found = []
        for key in keys:
            row = self.book.row(
                "SELECT id FROM followups WHERE step = ? AND state = 'open'", (key,)
            )
            assert row is not None, f"{key} is not open"
            found.append(row[0])
        return tuple(found)

    def last(self, table: str) -> int:
        return int(self.book.rows(f'SELECT max(id) FROM "{table}"')[0][0])

    def talks(self, line: str, *done: str, reach: str = "two-way", kind: str = "call") -> None:
        entry = touches.LogEntry(
            CUSTOMER, kind=kind, reach=reach, line=line, also_done=self.steps(*done), day_first=True
        )
        touches.log(self.book, entry, rules=DEFAULT)

    def posts(
        self, kind: str, body: str, step: str = "", *told: int, by_hand: bool = False
    ) -> None:
        step_id = self.steps(step)[0] if step else None
        letters.posted(
            self.book, CUSTOMER, kind, by_hand=by_hand, body=body, followup_id=step_id, evidence_ids=told,
            rules=DEFAULT,
        )  # fmt: skip

    def ticks(self, *keys: str) -> None:
        for step in self.steps(*keys):
            followups.done(self.book, step, rules=DEFAULT)

    # -- the days --------------------------------------------------------------------------------

    def wins(self) -> None:
        won.win(
            self.book,
            CUSTOMER,
            won.Won(
                "Dosing pump",
                promised_on=date(2026, 3, 12),
                invoice_due_on=date(2026, 4, 11),
                cancel_until=date(2026, 3, 16),
                answers=Answers(
                    important="no downtime at milking",
                    need="less caustic soda in the drain",
                    expectations=("a third less soda by April", "the night shift can use it"),
                    why_us="you came out on a Sunday",
                    worries="-",
                ),
            ),
            rules=DEFAULT,
        )
        self.posts(
            "agenda",
            "Dear Jo, here is what happens with your Dosing pump: it comes on Thu 12 Mar.",
            "agenda-letter",
        )

    def thanks(self) -> None:
        self.posts(
            "thank-you",
            "Dear Jo, thank you for the order of the Dosing pump, and for the coffee.",
            "thanks",
            by_hand=True,
        )
        self.ticks("hand-over")

    def reassures(self) -> None:
        self.posts(
            "reassurance",
            "Dear Jo, you told me why you chose us: “you came out on a Sunday”. So it stays.",
            "reassure",
        )

    def asks_for_second_thoughts(self) -> None:
        self.talks(
            "none, they clear the corner already ! send the floor plan fri", "second-thoughts"
        )

    def agrees(self) -> None:
        promises.keep(self.book, self.last("promises"))
        agreements.agree(
            self.book,
            CUSTOMER,
            preference=parse("phone · Tue–Thu 9–12 · monthly"),
            vital=("the rinse after milking",),
            rule=Handling(first="Jo", answer_hours=2, fix_days=2, then="Ann"),
        )
        self.talks("live on Thursday stands, training on Monday", "live-day")

    def asks_if_thursday_stands(self) -> None:
        self.talks("still good, ramp is free from eight", "still-good")

    def delivers(self) -> None:
        sales.set_live(self.book, SALE, date(2026, 3, 12), rules=DEFAULT)
        self.talks("* arrived complete and on the hour @ Jo's son starts at the dairy school", "arrived", kind="visit")  # fmt: skip

    def writes_it_down(self) -> None:
        self.posts(
            "evidence",
            "I noticed that your Dosing pump arrived complete and on the hour, and am delighted.",
            "evidence",
            self.last("evidence"),
        )

    def hears_of_trouble(self) -> None:
        self.talks("runs, but ? the drawer sticks !trivial", "teething")

    def fixes_it(self) -> None:
        problem = self.last("problems")
        problems.plan(self.book, problem, "new rail by post", rules=DEFAULT)
        trainings.record(
            self.book, CUSTOMER, areas=("early shift", "night shift"), others="all four", feedback="clear",
            rules=DEFAULT,
        )  # fmt: skip

    def checks_once(self) -> None:
        problems.solve(self.book, self.last("problems"), "new rail fitted", rules=DEFAULT)
        checks.record(
            self.book,
            CUSTOMER,
            0,
            words="as you said it would be",
            change="a card on the wall would help the night shift",
            became="promise",
            change_due=date(2026, 3, 20),
            quality=True,
            delivery=True,
            price=True,
            rules=DEFAULT,
        )

    def hears_it_is_solved(self) -> None:
        problems.confirm(self.book, self.last("problems"), "runs like butter now")
        self.talks("rinse is fine", "vital-1")

    def keeps_the_promise(self) -> None:
        promises.keep(self.book, self.last("promises"))

    def speaks_to_a_daily_user(self) -> None:
        self.talks("Piet of the early shift likes the display", "daily-user")

    def trains_again(self) -> None:
        problems.recheck(self.book, 1)
        self.talks("card read out loud, once in Dutch", "training-2", kind="training")

    def checks_twice(self) -> None:
        checks.record(
            self.book,
            CUSTOMER,
            1,
            words="better than the old one ever was",
            gained="two canisters of soda less a week",
            works_well="the display",
            rules=DEFAULT,
        )

    def tells_the_gain(self) -> None:
        self.posts(
            "evidence",
            "Dear Jo, two canisters of soda less a week: it is written down, with your name on it.",
            "reassure-2",
            self.last("evidence"),
        )

    def sweeps(self) -> None:
        self.talks("nothing sticks, nothing drips", "vital-2")

    def drafts_the_value(self) -> None:
        self.ticks("value")

    def goes_through_what_they_expected(self) -> None:
        expectations.answer(self.book, 1, "met", "41 litres last month, it was 63", rules=DEFAULT)
        expectations.answer(self.book, 2, "met", "they do it asleep", rules=DEFAULT)
        checks.record(self.book, CUSTOMER, 2, words="I tell the neighbours", rules=DEFAULT)

    def writes_the_thirty_day_letter(self) -> None:
        self.posts(
            "thirty-day",
            "Dear Jo, a month with the Dosing pump: two canisters of soda less a week.",
            "thirty-day",
        )
        self.talks("monthly is right for us", "rhythm")
        sales.settle(self.book, SALE, rules=DEFAULT)

    def sees_the_money_come(self) -> None:
        sales.paid(self.book, SALE)

    def asks_for_a_referral(self) -> None:
        asks.ask(self.book, CUSTOMER, "referral", "who else should sleep better?", rules=DEFAULT)
        asks.answer(
            self.book,
            self.last("asks"),
            "yes",
            "ring my cousin",
            referred="Van Dijk Dairy",
            rules=DEFAULT,
        )

    def thanks_for_the_referral(self) -> None:
        letters.posted(
            self.book,
            CUSTOMER,
            "referral thanks",
            by_hand=True,
            body="Dear Jo, thank you for naming Van Dijk Dairy.",
            ask_id=self.last("asks"),
            rules=DEFAULT,
        )


class Day(NamedTuple):
    """A day of the walk, and what the rep does on it."""

    on: date
    deed: Callable[[Rep], None] | None = None


def _day(month: int, day: int, deed: Callable[[Rep], None] | None = None) -> Day:
    return Day(date(2026, month, day), deed)


DAYS = (
    _day(3, 2, Rep.wins),
    _day(3, 3, Rep.thanks),
    _day(3, 4, Rep.reassures),
    _day(3, 5, Rep.asks_for_second_thoughts),
    _day(3, 6),
    _day(3, 9, Rep.agrees),
    _day(3, 10, Rep.asks_if_thursday_stands),
    _day(3, 12, Rep.delivers),
    _day(3, 13, Rep.writes_it_down),
    _day(3, 16, Rep.hears_of_trouble),
    _day(3, 17, Rep.fixes_it),
    _day(3, 18, Rep.checks_once),
    _day(3, 19, Rep.hears_it_is_solved),
    _day(3, 20, Rep.keeps_the_promise),
    _day(3, 23, Rep.speaks_to_a_daily_user),
    _day(3, 26, Rep.trains_again),
    _day(3, 27, Rep.checks_twice),
    _day(3, 30, Rep.tells_the_gain),
    _day(4, 2, Rep.sweeps),
    _day(4, 6, Rep.drafts_the_value),
    _day(4, 9, Rep.goes_through_what_they_expected),
    _day(4, 13, Rep.writes_the_thirty_day_letter),
    _day(4, 14, Rep.sees_the_money_come),
    _day(4, 15, Rep.asks_for_a_referral),
    _day(4, 16, Rep.thanks_for_the_referral),
    _day(4, 17),
)


def walk(path: Path) -> str:
    """The walk as text: each morning's Today, what was done, and how the customer stands after it."""
    create(path)
    told = []
    with _book(path, DAYS[0].on) as book:
        customers.add(book, "Marsh Foods", person="Jo Marsh", role="head of dairy", tier="A")
    for day in DAYS:
        morning = _today(path, day.on)
        with _book(path, day.on) as book:
            before = book.rows("SELECT coalesce(max(id), 0) FROM operations")[0][0]
            if day.deed is not None:
                day.deed(Rep(book))
            done = [
                label
                for (label,) in book.rows(
                    "SELECT label FROM operations WHERE id > ? ORDER BY id", (before,)
                )
            ]
            stands = _stands(book)
        title = f"{WEEKDAYS[day.on.weekday()]} {day.on:%d %b}"
        told.append(f"== {title} ==")
        told += [f"   {line}" if line else "" for line in morning]
        told += [f"   > {label}" for label in done]
        told += [f"   = {stands}", ""]
    return "\n".join(told)


def _book(path: Path, day: date) -> Book:
    return Book(path, FixedClock(datetime.combine(day, time(10))))


def _today(path: Path, day: date) -> list[str]:
    """What ``repbook today`` prints that morning, without its first line."""
    said = io.StringIO()
    with redirect_stdout(said):
        assert main(["--book", str(path), "--today", day.isoformat(), "today"]) == 0
    return [line.rstrip() for line in said.getvalue().splitlines()[1:] if line.strip()]


def _stands(book: Book) -> str:
    page = customer_page(book, CUSTOMER, rules=DEFAULT)
    assert page is not None
    one = page.standing
    note = f" {one.phase_note}" if one.phase_note else ""
    risk = f"risk {one.risk.score}, {one.risk.band}" if one.risk.known else "risk unknown"
    return f"{PHASE_WORD[one.phase]}{note} · {risk} · next {one.next_step}"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        WALK.write_text(walk(Path(folder) / "book.db"), "utf-8")
    print(WALK)
