"""All stories as one sheet of rows, with the years that lie behind them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from .account import Account, accounts
from .citing import quote
from .past import fill_years, keep_in_rhythm
from .people import enter
from .sheet import Sheet
from .stories import (
    excitement,
    learning_one,
    learning_three,
    learning_two,
    others,
    settled_a_one,
    settled_a_two,
    settled_b_one,
    settled_b_two,
    settled_cd,
)
from .stories.years import REVIEWS
from .telling import tell

if TYPE_CHECKING:
    from ..storage.book.book import Book

PUT_OFF = "Park & Sons"
"""Who is forgotten, and was skipped in the last reviews."""
STORIES = (
    excitement.STORY,
    learning_one.STORY,
    learning_two.STORY,
    learning_three.STORY,
    settled_a_one.STORY,
    settled_a_two.STORY,
    settled_b_one.STORY,
    settled_b_two.STORY,
    settled_cd.STORY,
    others.STORY,
)


def history(today: date) -> Sheet:
    """Everything that happened before the last fortnight's own operations."""
    sheet = Sheet()
    for story in STORIES:
        for customer, lines in accounts(story):
            account = Account(sheet, today, customer, lines)
            enter(account)
            tell(account)
            fill_years(account)
            keep_in_rhythm(account)
    quote(sheet)
    _reviews(sheet, today)
    return sheet


def _reviews(sheet: Sheet, today: date) -> None:
    """The weekly reviews of the weeks before this one, held on their Fridays."""
    monday = today - timedelta(today.weekday())
    for days, learned, done in REVIEWS:
        friday = monday - timedelta(days - 4)
        year, week, _ = friday.isocalendar()
        name = f"{year}-W{week:02}"
        sheet.add(
            "reviews",
            week=name,
            started_on=friday,
            finished_on=friday,
            learned=learned,
            page=f"# Week {name}\n\n{done}\n\nLearned: {learned}\n",
        )


def put_off(book: Book) -> None:
    """Three reviews in a row skipped the same quiet customer: the next one asks about the rhythm."""
    from ..domain.review.weekly_review import Given
    from ..storage.reports.reviews import with_verdict

    customer = book.rows("SELECT id FROM customers WHERE name = ?", (PUT_OFF,))[0][0]
    weeks = book.rows("SELECT id, finished_on FROM reviews ORDER BY finished_on DESC LIMIT 3")

    def skip(connection: Any) -> None:
        for row_id, friday in weeks:
            given = Given(f"debt:{customer}", "skip", f"{friday}T15:40:00Z", customer)
            verdicts = with_verdict("[]", given, date.fromisoformat(friday))
            connection.execute("UPDATE reviews SET verdicts = ? WHERE id = ?", (verdicts, row_id))

    book.run(skip)
