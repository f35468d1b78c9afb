"""The cache carries the version of the rules that reckoned it: an older one is reckoned anew when a book is opened."""

from __future__ import annotations

import gzip
import hashlib
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from blank import new_book
from repbook.actions.customers import customers
from repbook.actions.imports import exchange
from repbook.actions.sales import sales
from repbook.clock import FixedClock
from repbook.domain.reports.report import NAMES
from repbook.domain.spine.rules import DEFAULT
from repbook.errors import BookBusy
from repbook.storage.book import book as book_module
from repbook.storage.book.book import Book
from repbook.storage.facts import cache_version
from repbook.storage.facts.facts_packing import ALL, PACKED, unpack
from repbook.storage.places import renewing
from repbook.storage.places.everybody import keep
from repbook.storage.reports.reports import report
from repbook.storage.reports.reviews import review
from repbook.storage.reports.week_page import week_page
from repbook.storage.safety import opening
from repbook.storage.safety.integrity import check
from repbook.storage.views.ahead import ahead
from repbook.storage.views.customer_page import customer_page
from repbook.storage.views.listing import customer_rows
from repbook.storage.views.today import today

from .conftest import NOW, Opener


def older(path: Path, change: str) -> None:
    """Write the cache as an older repbook would have it."""
    with sqlite3.connect(path) as connection:
        connection.execute(change)
    connection.close()


@pytest.fixture
def filled(open_book: Opener) -> Book:
    book = open_book()
    for name in ("Fir Tree Bakery", "Old Mill", "Pendle Brewery"):
        customer = customers.add(book, name).ids["customers"][0]
        sales.add(book, customer, "Oven", rules=DEFAULT)
    return book


WITHOUT = "UPDATE standings SET facts = replace(facts, '\"rules\":%d', '\"rules\":1'), attention_on = NULL"


@pytest.mark.parametrize(
    "which",
    [
        "",
        " WHERE customer_id = (SELECT min(customer_id) FROM standings)",
        " WHERE customer_id = (SELECT max(customer_id) FROM standings)",
    ],
)
def test_an_older_cache_is_reckoned_anew(
    filled: Book, open_book: Opener, path: Path, which: str
) -> None:
    before = filled.rows("SELECT * FROM standings ORDER BY customer_id")
    older(path, WITHOUT % cache_version.RULES + which)
    assert filled.rows("SELECT * FROM standings ORDER BY customer_id") != before
    again = open_book(path)
    assert again.rows("SELECT * FROM standings ORDER BY customer_id") == before
    assert check(again, rules=DEFAULT) == ()


def test_a_new_version_of_the_rules_makes_all_caches_older(
    filled: Book, open_book: Opener, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache_version, "HEAD", '{"rules":99')
    assert cache_version.is_stale(filled.connection)


RECORDED = {8: "fadd1a6c15b5f0f7"}
"""The numbers of the rules, and what is cached of the customers in ``made-up-2.json.gz``, in short, under a version."""


def test_what_is_cached_changes_only_with_its_version(open_book: Opener, tmp_path: Path) -> None:
    """Else the books out there keep what an older release has reckoned, and Today misses customers."""
    packed = Path(__file__).parents[1] / "data/books/made-up-2.json.gz"
    given = tmp_path / "made-up.json"
    given.write_bytes(gzip.decompress(packed.read_bytes()))
    book = open_book(new_book(tmp_path / "empty.db"))
    exchange.take_in(book, given)
    rows = book.rows("SELECT * FROM standings ORDER BY customer_id")
    assert len(rows) == 29
    said = [(row[1].removeprefix(cache_version.HEAD), *row[2:]) for row in rows]
    found = hashlib.sha256(repr((DEFAULT, said)).encode()).hexdigest()[:16]
    assert RECORDED.get(cache_version.RULES) == found, (
        "what is cached of a customer, or a number of the rules, has changed: raise RULES in"
        f" storage/facts/cache_version and record {found!r} here"
    )


def test_facts_of_any_version_can_be_read(filled: Book) -> None:
    packed = filled.row(ALL.format(PACKED))
    assert packed is not None and packed[0].startswith(cache_version.HEAD)
    bare = packed[0].replace(f'"rules":{cache_version.RULES},', "")
    assert unpack(bare) == unpack(packed[0])
    older = '{"id":7,"name":"Old Mill","two_way":["2026-03-02"],"sales":[{"id":9,"title":"Oven","kind":"one-off","ordered_on":"2026-03-01"}]}'
    facts = unpack(older)
    assert (facts.name, facts.sales[0].title) == ("Old Mill", "Oven")


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE standings SET facts = ''",
        "UPDATE standings SET facts = '{}'",
        "DELETE FROM standings",
    ],
)
def test_a_cache_that_is_empty_or_damaged_is_left_to_the_repair(
    filled: Book, open_book: Opener, path: Path, change: str
) -> None:
    older(path, change)
    assert not cache_version.is_stale(open_book(path).connection)


def test_a_book_that_is_in_use_opens_with_the_older_cache(
    filled: Book, open_book: Opener, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older(path, WITHOUT % cache_version.RULES)
    monkeypatch.setattr("repbook.storage.book.book_file.WAIT_SECONDS", 0.05)
    filled.connection.execute("BEGIN IMMEDIATE")
    busy = open_book(path)
    assert cache_version.is_stale(busy.connection)
    filled.connection.execute("ROLLBACK")
    assert not cache_version.is_stale(open_book(path).connection)


# -- of many, a few at a time ----------------------------------------------------------------------


@pytest.fixture
def many(
    filled: Book, open_book: Opener, path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[], Book]:
    """Opens a book that an older repbook has cached, and of which there are too many to wait for."""
    monkeypatch.setattr(book_module, "AT_ONCE", 2)
    monkeypatch.setattr(renewing, "STEP", 2)
    older(path, WITHOUT % cache_version.RULES)
    filled.close()
    return lambda: opening.open_book(path, FixedClock(NOW), finish=False)


READINGS: dict[str, Callable[[Book], Any]] = {
    "today": lambda book: today(book, DEFAULT),
    "a page": lambda book: customer_page(book, 2, DEFAULT),
    "rows": lambda book: customer_rows(book, range(1, 7), DEFAULT),
    "the days ahead": lambda book: ahead(book, DEFAULT),
    "the review": lambda book: review(book, DEFAULT),
    "a week": lambda book: week_page(book, "2026-W12", DEFAULT),
    **{
        f"the report {name}": lambda book, name=name: report(book, name, DEFAULT)  # type: ignore[misc]
        for name in NAMES
    },
}


@pytest.mark.parametrize("reading", READINGS)
def test_who_was_cached_by_an_older_one_is_read_as_the_rows_are(
    many: Callable[[], Book], reading: str
) -> None:
    with many() as book:
        assert cache_version.is_stale(book.connection), "nobody waited for it"
        before = READINGS[reading](book)
        renewing.renew_the_rest(book)
    with many() as renewed:
        assert not cache_version.is_stale(renewed.connection)
        assert READINGS[reading](renewed) == before


def test_a_renewal_that_was_broken_off_is_gone_on_with(many: Callable[[], Book]) -> None:
    with many() as book:
        real, steps = book.run, []

        def once(*given: Any, **named: Any) -> Any:
            if steps:
                raise BookBusy("another program is writing", "try again")
            steps.append(given)
            return real(*given, **named)

        book.run = once  # type: ignore[method-assign]
        with pytest.raises(BookBusy):
            keep(book, DEFAULT)
        renewing.renew_the_rest(book)
    with many() as again:
        old = again.rows(renewing.OLD)
        assert 0 < len(old) < 6
        assert cache_version.is_stale(again.connection)
        assert today(again, DEFAULT, most=1).unread
        keep(again, DEFAULT)
        assert again.rows(renewing.OLD) == []
        assert today(again, DEFAULT, most=0).unread == 0
        assert check(again, rules=DEFAULT) == ()


def test_a_command_reads_of_a_whole_book(many: Callable[[], Book], path: Path) -> None:
    heard: list[tuple[int, int]] = []
    with opening.open_book(path, FixedClock(NOW), renewed=lambda *far: heard.append(far)) as book:
        assert not cache_version.is_stale(book.connection)
    assert heard == [(2, 6), (4, 6), (6, 6)]
