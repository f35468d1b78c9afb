"""``check`` names what is wrong by table and id; ``repair`` rebuilds what follows from the rows."""

from __future__ import annotations

import pytest

from repbook.actions.care import problems
from repbook.actions.customers import customers
from repbook.actions.sales import sales
from repbook.actions.touches import touches
from repbook.domain.spine.rules import DEFAULT
from repbook.storage.book.book import Book
from repbook.storage.book.journal import redo, undo
from repbook.storage.finding.search import find
from repbook.storage.safety.file_health import damage, quick
from repbook.storage.safety.integrity import check, repair


def spoil(book: Book, sql: str) -> None:
    """Change the book as no action can."""
    book.connection.execute("PRAGMA ignore_check_constraints=ON")
    book.connection.execute("PRAGMA foreign_keys=OFF")
    book.connection.execute(sql)
    book.connection.execute("PRAGMA foreign_keys=ON")
    book.connection.execute("PRAGMA ignore_check_constraints=OFF")


def test_a_book_that_is_well_has_no_findings(book: Book) -> None:
    assert check(book, rules=DEFAULT) == ()
    assert quick(book.connection) == ()


def test_undo_and_redo_leave_nothing_stale(book: Book) -> None:
    customers.add(book, "Orchard Clinic", person="Dr Reyes", phone="0113 496 0000")
    touches.log(
        book,
        touches.LogEntry(4, line="fits well * delivered ! send card fri ? sticks"),
        rules=DEFAULT,
    )
    undo(book)
    undo(book)
    assert check(book, rules=DEFAULT) == ()
    redo(book)
    redo(book)
    problems.edit(book, 4, text="drawer sticks when cold")
    assert check(book, rules=DEFAULT) == ()


@pytest.mark.parametrize(
    ("sql", "severity", "what"),
    [
        ("UPDATE standings SET next_due_on = '2020-01-01' WHERE customer_id = 2",
         "stale", "the cached facts of customer 2 are out of date"),
        ("DELETE FROM standings WHERE customer_id = 2",
         "stale", "the cached facts of customer 2 are out of date"),
        ("INSERT INTO standings SELECT 99, facts, attention_on, vulnerable_until, last_two_way_on,"
         " next_due_on, first_sale_month_day FROM standings WHERE customer_id = 2",
         "stale", "facts are cached of customer 99, who is gone"),
        ("INSERT INTO search (search, rowid, title, body) SELECT 'delete', place, title, body FROM searched"
         " WHERE kind = 'person' AND row_id = 2",
         "stale", "the search entry of person 2 is out of date"),
        ("INSERT INTO search (rowid, title, body) SELECT place, 'other', '' FROM searched"
         " WHERE kind = 'touch' AND row_id = 2",
         "stale", "the search entry of touch 2 is out of date"),
        ("INSERT INTO search (rowid, title, body) VALUES ((2 << 28) + 99, 'gone', '')",
         "stale", "the search entry of touch 99 is out of date"),
    ],
)  # fmt: skip
def test_what_follows_from_the_rows_is_found_stale_and_rebuilt(
    book: Book, sql: str, severity: str, what: str
) -> None:
    spoil(book, sql)
    (finding,) = check(book, rules=DEFAULT)
    assert (finding.severity, finding.what) == (severity, what)
    assert "--repair" in finding.hint
    rows = book.rows("SELECT * FROM customers")
    assert repair(book) == 3
    assert check(book, rules=DEFAULT) == ()
    assert book.rows("SELECT * FROM customers") == rows


@pytest.mark.fault("F58")
def test_a_damaged_search_index_is_found_and_made_anew(book: Book) -> None:
    spoil(book, "UPDATE search_data SET block = x'00' WHERE id > 10")
    assert "stale" in {finding.severity for finding in check(book, rules=DEFAULT)}
    repair(book)
    assert check(book, rules=DEFAULT) == ()
    assert [hit.id for hit in find(book, "Marsh") if hit.kind == "customer"] == [2]


@pytest.mark.fault("F70", "F71")
@pytest.mark.parametrize(
    ("sql", "what"),
    [
        ("UPDATE customers SET created_on = '2026-02-31' WHERE id = 2",
         "customers 2: created on is not a day"),
        ("UPDATE customers SET wake_on = 20260301 WHERE id = 2",
         "customers 2: wake on is not a day"),
        ("UPDATE customers SET tier = 'Z' WHERE id = 2",
         "customers 2: tier is not a word that repbook knows"),
        ("UPDATE customers SET name = ' ' WHERE id = 2",
         "customers 2: name is empty or too long"),
        ("UPDATE people SET role = CAST(x'62ff73' AS TEXT) WHERE id = 2",
         "people 2: role holds bytes that are no text"),
        ("UPDATE touches SET note = x'00ff' WHERE id = 2", "touches 2: note is not a text"),
        ("UPDATE touches SET at = 'noon' WHERE id = 2", "touches 2: at is not an hour"),
        ("UPDATE operations SET at = '9999-99-99' WHERE id = 2", "operations 2: at is not a moment"),
        ("UPDATE touches SET minutes = 'long' WHERE id = 2",
         "touches 2: minutes is not a whole number"),
        ("UPDATE problems SET confirmed_on = '2026-03-17' WHERE id = 2",
         "problems 2: it is closed without the customer's words"),
        ("UPDATE checks SET change_text = 'the hours' WHERE id = 2",
         "checks 2: what was to be changed was not followed by anything"),
        ("UPDATE checks SET score = 9 WHERE id = 2", "checks 2: score range: not so"),
        ("UPDATE promises SET customer_id = 77 WHERE id = 2",
         "promises 2: what it belongs to in customers is gone"),
    ],
)  # fmt: skip
def test_a_row_that_can_t_be_trusted_is_named_and_never_changed(
    book: Book, sql: str, what: str
) -> None:
    spoil(book, sql)
    assert what in {finding.what for finding in check(book, rules=DEFAULT)}
    dump = list(book.connection.iterdump()) if "CAST" not in sql else []
    repair(book)
    assert [finding.what for finding in check(book, rules=DEFAULT)] == [what]
    if dump:
        lines = {line for line in dump if line.startswith('INSERT INTO "customers"')}
        assert lines <= set(book.connection.iterdump())


@pytest.mark.practice("R01", "R36", "R40")
@pytest.mark.parametrize(
    ("sql", "what"),
    [
        ("UPDATE sales SET no_expectations = 0", "neither expectations nor “none recorded”"),
        ("UPDATE sales SET agenda = ''", "no agenda"),
    ],
)
def test_a_sale_that_lacks_what_every_sale_has_is_named(book: Book, sql: str, what: str) -> None:
    sale = sales.add(book, 1, "Dosing pump", rules=DEFAULT).ids["sales"][0]
    assert check(book, rules=DEFAULT) == ()
    spoil(book, sql)
    assert f"Hollis Dairy: sale {sale}: {what}" in {
        finding.what for finding in check(book, rules=DEFAULT)
    }


def test_a_damaged_page_is_told_as_damage_with_the_way_back(book: Book) -> None:
    page = book.rows("SELECT rootpage FROM sqlite_master WHERE name = 'touches'")[0][0]
    path = book.path
    book.close()
    with path.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\x5a" * 4096)
    with Book(path, book.clock) as again:
        found = check(again, rules=DEFAULT)
        assert quick(again.connection) and damage(again.connection)
    assert {finding.severity for finding in found} == {"damaged"}
    assert "restore" in found[0].hint
