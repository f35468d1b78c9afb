"""Where the rep is: a list with numbers, a customer with the reasons to call, one row. Numbers mean what was said last."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import ClassVar

from ..domain.spine.model import Reason, Today
from ..storage.views import today as today_view
from ..values import NamedTuple
from ..wording import clean, count, day_text
from .pages import heading
from .session import Session, Target

PAGE = 10
"""Rows that are said at once."""


class Row(NamedTuple):
    """One row of a list: what it says, what it is about, and the head under which it stands."""

    text: str
    target: Target
    head: str = ""
    opens: Callable[[], Place] | None = None
    """The list that its number leads to, where it is about no customer."""


class Place:
    """A list that the rep is in. ``target`` is whom its letters act on, where that is one customer."""

    target: Target | None = None
    default = ""
    """The command that an empty line does."""
    home: ClassVar[bool] = False
    """Whether all ways back end here."""
    moves_on: ClassVar[bool] = False
    """Whether it is read anew after a change: what it says may be answered by it."""
    done_with: ClassVar[bool] = False
    """Whether it is left once what it is about is done."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.name = ""
        self.rows: Sequence[Row] = ()
        self.said = 0

    @property
    def prompt(self) -> str:
        """What is asked with, short."""
        more = " [more]" if self.said < len(self.rows) else ""
        default = f" [{self.session.key(self.default)}]" if self.default and not more else ""
        return f"{self.name}{more or default}>"

    def enter(self) -> None:
        """Read it anew and say it."""
        self.said = 0
        self.session.say(*self.read())
        self.more()

    def read(self) -> Iterable[str]:
        """Read the rows; the lines to say before them."""
        raise NotImplementedError

    def take(self, typed: str) -> bool:
        """Whether what was typed means something here alone, and was done."""
        return False

    def left(self) -> None:
        """It was left."""

    def more(self) -> None:
        """Say the next rows, with the head of each group."""
        head = self.rows[self.said - 1].head if self.said else ""
        for place, row in enumerate(self.rows[self.said : self.said + PAGE], self.said + 1):
            if row.head != head:
                self.session.say(f"{row.head}:")
                head = row.head
            self.session.say(f"{place} {row.text}")
        self.said = min(len(self.rows), self.said + PAGE)
        if self.said < len(self.rows):
            self.session.say(f"{len(self.rows) - self.said} more: an empty line says them.")


def reason_text(session: Session, reason: Reason) -> str:
    """A reason with the key that answers it, last, so that it can be skipped."""
    hour = f"{reason.at} " if reason.at and reason.at not in reason.text else ""
    return f"{hour}{clean(reason.text)}; {session.key(reason.command)}"


class TodayPlace(Place):
    """Who needs attention, and why: home."""

    home = True

    def read(self) -> Iterator[str]:
        session = self.session
        shown = today_view.today(session.book, session.rules)
        self.name = "Today"
        self.rows = tuple(
            Row(
                f"{clean(row.customer)}: {reason_text(session, row.reason)}"
                f"{f', {row.more} more' if row.more else ''}",
                of_reason(row.customer_id, row.customer, row.reason),
                row.reason.group.capitalize(),
            )
            for row in shown.rows
        )
        session.dealt_with.clear()
        yield _headline(shown)
        if shown.customers and not shown.rows:
            yield f"Nobody is due today: {count(shown.customers, 'customer')} in the book."
        if not shown.customers:
            yield session.key.fill(
                "The book is empty. {sale} and a name records a won sale; `repbook import FILE` brings customers in."
            )
        if shown.red_hidden:
            yield f"{shown.red_hidden} more in red are not listed: triage lists every one."
        for name in shown.damaged:
            yield f"What is known of {clean(name)} is damaged - run `repbook check --repair`"


def _headline(shown: Today) -> str:
    """The day and its numbers, in words."""
    parts = [day_text(shown.day)]
    if shown.customers:
        parts.append(f"{shown.due} due, {shown.red_total} red")
        parts.append(f"promises: {shown.promises_due} due, {shown.promises_broken} broken")
        change = shown.debt_change
        turned = (
            f", {'up' if change > 0 else 'down'} {abs(change):.1f}" if abs(change) >= 0.05 else ""
        )
        parts.append(f"at risk {shown.at_risk}, debt {shown.debt:.1f}{turned}")
    return f"{'. '.join(part[:1].upper() + part[1:] for part in parts)}."


def of_reason(customer_id: int, customer: str, reason: Reason) -> Target:
    kind, row_id = reason.target or ("", 0)
    return Target(customer_id, customer, kind, row_id, clean(reason.text), reason.command)


class CustomerPlace(Place):
    """One customer: who it is, and every reason to call, numbered."""

    def __init__(self, session: Session, target: Target) -> None:
        super().__init__(session)
        self.target = target.whole

    def read(self) -> Iterator[str]:
        session = self.session
        page = session.page(self.target.customer_id if self.target else 0)
        self.target = Target(page.id, page.name)
        self.name = page.name
        self.rows = tuple(
            Row(reason_text(session, reason), of_reason(page.id, page.name, reason))
            for reason in page.standing.reasons
        )
        yield heading(page, session.today)
        if not self.rows:
            next_step, on = page.standing.next_step, page.standing.next_on
            when = f", {day_text(on, session.today)}" if on else ""
            yield (
                f"Next: {next_step}{when}." if next_step else "Nothing is due, and nothing planned."
            )


class RowPlace(Place):
    """One reason of a customer: an empty line does what answers it."""

    done_with = True

    def __init__(self, session: Session, row: Row) -> None:
        super().__init__(session)
        self.target = row.target
        self.row = row
        self.default = row.target.command

    def read(self) -> Iterator[str]:
        self.name = f"{self.row.target.customer}, row"
        yield self.row.text
