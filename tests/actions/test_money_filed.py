"""Tables of money in the book: filed once, changed by a newer export, taken back by one undo."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from repbook.actions.base import history
from repbook.actions.imports.filing import ImportReport, file_all
from repbook.domain.spine.rules import DEFAULT
from repbook.interchange.filing.read_file import read
from repbook.storage.book.book import Book

TODAY = date(2026, 3, 17)
File = Callable[[str], ImportReport]

LINES = (
    "Invoice Number,Invoice Date,Customer,Description,Invoice Total,Due Date,Paid on,Status\n"
    "INV-1,2026-02-20,Kelder Dairy,Pump,130.00,2026-03-05,{paid},{status}\n"
    "INV-1,2026-02-20,Kelder Dairy,Hose,130.00,2026-03-05,{paid},{status}\n"
    "INV-2,2026-03-02,Orr Ltd,Valve,20.00,2026-04-01,,Draft\n"
)
SUBSCRIPTIONS = (
    "Subscription ID,Customer,Plan,Amount,Interval,Start date,Next billing,Cancelled at\n"
    "S-1,Kelder Dairy,Care,50.00,month,2025-06-01,2026-04-01,{ended}\n"
)


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 3, 17, 9, 0)


@pytest.fixture
def book(open_book: Any, now: datetime) -> Book:
    opened: Book = open_book(now)
    return opened


@pytest.fixture
def file(book: Book, tmp_path: Path) -> File:
    def filed(text: str) -> ImportReport:
        path = tmp_path / "table.csv"
        path.write_text(text, "utf-8")
        (report,) = file_all(book, [read(path, today=TODAY)], rules=DEFAULT)
        return report

    return filed


def sales(book: Book, *columns: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in book.rows(f"SELECT {', '.join(columns)} FROM sales ORDER BY id")]


def test_an_invoice_of_two_lines_is_one_sale_with_the_day_to_pay_by(book: Book, file: File) -> None:
    report = file(LINES.format(paid="", status="Sent"))
    assert report.added["sales"] == 1
    (sale,) = sales(book, "title", "number", "amount", "invoice_due_on", "promised_on")
    assert sale == ("Pump and 1 more", "INV-1", 13000, "2026-03-05", None)
    assert book.rows("SELECT name FROM customers") == [("Kelder Dairy",)]
    assert any("1 row is a draft: left out" in notice for notice in report.notices)


def test_the_same_invoices_again_add_nothing_and_undo_takes_them_back(
    book: Book, file: File
) -> None:
    text = LINES.format(paid="", status="Sent")
    file(text)
    again = file(text)
    assert (again.added, again.differences) == ({}, ())
    history.undo(book)
    assert sales(book, "id") == []


def test_a_newer_export_tells_the_day_of_the_payment(book: Book, file: File) -> None:
    file(LINES.format(paid="", status="Sent"))
    report = file(LINES.format(paid="2026-03-10", status="Paid"))
    assert report.added == {}
    assert sales(book, "paid_on") == [("2026-03-10",)]


def test_a_newer_export_that_says_paid_without_a_day_leaves_nothing_due(
    book: Book, file: File
) -> None:
    file(LINES.format(paid="", status="Sent"))
    report = file(LINES.format(paid="", status="Paid"))
    assert any("1 invoice paid since" in notice for notice in report.notices)
    assert sales(book, "paid_on", "invoice_due_on") == [(None, None)]
    again = file(LINES.format(paid="", status="Paid"))
    assert (again.added, again.differences) == ({}, ())
    assert not any("paid since" in notice for notice in again.notices)


def test_an_invoice_that_is_void_by_now_is_told(book: Book, file: File) -> None:
    file(LINES.format(paid="", status="Sent"))
    report = file(LINES.format(paid="", status="Void"))
    (difference,) = report.differences[:1]
    assert (difference.before, difference.after) == ("won", "Void")
    assert sales(book, "cancelled_on") == [(None,)]


def test_a_subscription_that_ended_is_history(book: Book, file: File) -> None:
    file(SUBSCRIPTIONS.format(ended="2026-02-01"))
    (sale,) = sales(book, "kind", "cycle_days", "cancelled_on", "history", "agenda")
    assert sale == ("recurring", 30, "2026-02-01", 1, "")
    assert book.rows("SELECT id FROM followups") == []


def test_a_subscription_that_ends_is_told(book: Book, file: File) -> None:
    file(SUBSCRIPTIONS.format(ended=""))
    report = file(SUBSCRIPTIONS.format(ended="2026-03-01"))
    assert [one.after for one in report.differences] == ["cancelled on 2026-03-01"]
    assert file(SUBSCRIPTIONS.format(ended="2026-03-01")).differences == ()


DEALS = "dealname,dealstage,close date,associated contact\nPump,{stage},2026-02-14,Ella Marsh\n"
MAILS = (
    "Name,Email,Financial Status,Paid at,Currency,Total,Created at,Lineitem quantity,Lineitem name\n"
    "#1,ella@kelder.example,{stage},,CAD,20.00,2026-02-14 09:00:00 -0500,1,Pump\n"
)


@pytest.mark.parametrize(
    ("table", "before", "after"),
    [(DEALS, "Closed Won", "Closed Lost"), (MAILS, "paid", "refunded")],
)
def test_a_sale_without_an_id_that_is_none_any_more_is_told(
    book: Book, file: File, table: str, before: str, after: str
) -> None:
    file(table.format(stage=before))
    report = file(table.format(stage=after))
    assert [(one.before, one.after) for one in report.differences] == [("won", after)]
    assert len(sales(book, "id")) == 1


def test_a_note_that_was_mended_is_no_second_note(book: Book, file: File) -> None:
    table = "interaction_id,customer,interaction_type,interaction_date,notes\n7,Kelder,Call,2026-02-14,{note}\n"
    file(table.format(note="Wants a pump"))
    file(table.format(note="Wants two pumps"))
    assert len(book.rows("SELECT id FROM touches")) == 1


DEALS = "Account Name,Opportunity Name,Stage,Value,Close Date\n{rows}"


@pytest.mark.parametrize(
    ("newer", "amounts", "differ"),
    [
        (("Kelder Dairy,Pump,Won,750.00,2026-02-03",), [74000], 1),
        (("Kelder Dairy,Pump,Won,740.00,2026-02-03",), [74000], 0),
        (
            ("Kelder Dairy,Pump,Won,740.00,2026-02-03", "Kelder Dairy,Pump,Won,750.00,2026-02-03"),
            [74000, 75000],
            0,
        ),
        (("Orr Ltd,Pump,Won,750.00,2026-02-03",), [74000, 75000], 0),
        (("Kelder Dairy,Pump,Won,750.00,2026-02-04",), [74000, 75000], 0),
    ],
)
def test_another_amount_of_a_sale_without_a_number_is_no_second_sale(
    book: Book, file: File, newer: tuple[str, ...], amounts: list[int], differ: int
) -> None:
    file(DEALS.format(rows="Kelder Dairy,Pump,Won,740.00,2026-02-03\n"))
    for _ in range(2):
        report = file(DEALS.format(rows="\n".join(newer) + "\n"))
        assert sorted(amount for (amount,) in sales(book, "amount")) == amounts
        assert len(report.differences) == differ
