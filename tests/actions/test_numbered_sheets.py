"""A number counts within its program and its sheet, and older books are met by what they know."""

from __future__ import annotations

import itertools
import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

import blank
from repbook.actions.imports.filing import ImportReport, file_all
from repbook.clock import Clock
from repbook.domain.spine.kinds import Reach, TouchKind
from repbook.domain.spine.rules import DEFAULT
from repbook.interchange.reading.records import FollowupRecord, Parsed, TouchRecord
from repbook.storage.book import lazy_tables as t
from repbook.storage.book.book import Book
from repbook.storage.rows.sources import source, told_of

from .test_imports import EMPTY, PUMP, TODAY

ACTIVITIES, NOTES = "pipedrive.activities", "pipedrive.notes"


def touch(number: str, words: str, days_ago: int = 9, **other: Any) -> TouchRecord:
    day = TODAY - timedelta(days=days_ago)
    given: dict[str, Any] = {"kind": TouchKind.CALL, "reach": Reach.TWO_WAY, **other}
    return TouchRecord(2, number, "Alpha Ltd", "", "", day, note=words, **given)


def note(number: str, words: str, days_ago: int = 9, **other: Any) -> TouchRecord:
    return touch(number, words, days_ago, kind=TouchKind.NOTE, reach=Reach.ONE_WAY, **other)


def to_do(number: str, words: str, in_days: int = 5, **other: Any) -> FollowupRecord:
    return FollowupRecord(
        3, number, "Alpha Ltd", "", "", TODAY + timedelta(days=in_days), words, **other
    )


def table(program: str, *records: TouchRecord | FollowupRecord, header: str = "") -> Parsed:
    return replace(
        EMPTY,
        program=program,
        header=tuple(header.split(",")) if header else (),
        touches=tuple(one for one in records if isinstance(one, TouchRecord)),
        followups=tuple(one for one in records if isinstance(one, FollowupRecord)),
    )


def file_in(book: Any, *files: Parsed) -> tuple[ImportReport, ...]:
    return file_all(book, files, rules=DEFAULT)


def counts(book: Any) -> tuple[int, int]:
    """Touches, and follow-ups."""
    (found,) = book.rows("SELECT (SELECT count(*) FROM touches), (SELECT count(*) FROM followups)")
    return tuple(found)  # type: ignore[return-value]


ACTIVITY_TABLE = table(ACTIVITIES, to_do("1", "chase"), to_do("2", "again"), touch("3", "rang"))
NOTE_TABLE = table(NOTES, *(note(str(n), f"said {n}") for n in range(1, 5)))
OWN_TOUCHES = table("repbook.touches", *(touch(f"b-{n}", f"call {n}") for n in (1, 2)))
OWN_TASKS = table("repbook.followups", *(to_do(f"b-{n}", f"task {n}") for n in (1, 2)))


@pytest.mark.fault("F95")
@pytest.mark.parametrize(
    ("files", "made"),
    [
        ((ACTIVITY_TABLE, NOTE_TABLE), (5, 2)),
        ((OWN_TOUCHES, OWN_TASKS), (2, 2)),
        ((table("hubspot.calls", touch("1", "rang")), table("hubspot.notes", note("1", "x"))), (2, 0)),
        ((table("copper.tasks", to_do("1", "send")), table("copper.calls", touch("1", "x"))), (1, 1)),
        ((table(ACTIVITIES, touch("1", "rang")), table("pipedrive.mixed", touch("1", "rang"))), (1, 0)),
    ],
)  # fmt: skip
def test_each_sheet_is_numbered_from_one(book, open_book, tmp_path, files, made):
    for at, order in enumerate(itertools.permutations(files)):
        with book if not at else new_book(tmp_path / f"{at}.db") as fresh:
            for one in order:
                file_in(fresh, one)
            assert counts(fresh) == made
            assert [report.added for report in file_in(fresh, *order)] == [{}] * len(files)
            assert counts(fresh) == made


def new_book(path: Any) -> Any:
    blank.new_book(path)
    return Book(path, Clock(TODAY))


def aged(book: Any, family: str = "pipedrive") -> None:
    """The origins as they were when a number counted within the program."""
    with book.write("aged") as work:
        sorts = {row_id: sort for row_id, (_, sort, _) in told_of(book.connection).items()}
        for origin in work.find(t.Origin):
            sort = sorts[origin.source_id]
            origin.source_id = source(book.connection, family, sort, TODAY).id


CHASE = to_do("1", "chase", extra={"Activity - User": "Dana"})
RANG = touch("3", "rang", extra={"Activity - User": "Dana"})
COLUMNS = "Activity - ID,Activity - User"


@pytest.mark.fault("F95")
@pytest.mark.parametrize(
    ("before", "after", "added"),
    [
        # The same file again.
        (ACTIVITY_TABLE, ACTIVITY_TABLE, {}),
        (NOTE_TABLE, NOTE_TABLE, {}),
        # The other sheet, of which the book dropped what had a number that was taken.
        (ACTIVITY_TABLE, NOTE_TABLE, {"touches": 4}),
        (NOTE_TABLE, ACTIVITY_TABLE, {"touches": 1, "followups": 2}),
        # The columns that were kept aside tell the sheet, whatever the rep or the program changed since.
        (
            table(ACTIVITIES, CHASE, RANG, header=COLUMNS),
            table(
                ACTIVITIES,
                replace(CHASE, what="chase soon", due_on=TODAY),
                replace(RANG, note="rang them", on_day=TODAY),
                header=COLUMNS,
            ),
            {},
        ),
        (
            table(ACTIVITIES, CHASE, RANG, header=COLUMNS),
            table(NOTES, note("1", "chalk"), note("3", "cheese"), header="ID,Content"),
            {"touches": 2},
        ),
        # Without columns: the same words, or the same kind on the same day.
        (table(NOTES, note("1", "said so")), table(NOTES, note("1", "Said  SO", 5)), {}),
        (table(NOTES, note("1", "said so")), table(NOTES, note("1", "mended since")), {}),
        (table(NOTES, note("1", "a")), table(ACTIVITIES, touch("1", "b")), {"touches": 1}),
        # What was open then and is done now.
        (
            table(ACTIVITIES, CHASE, header=COLUMNS),
            table(ACTIVITIES, touch("1", "chase")),
            {"touches": 1},
        ),
    ],
)
def test_books_of_old_numbers_know_what_they_hold(book, before, after, added):
    file_in(book, before)
    aged(book)
    (report,) = file_in(book, after)
    assert report.added == added
    assert file_in(book, after)[0].added == {}


def test_our_own_old_numbers_too(book):
    """What an older version dropped, since a follow-up had the same number, comes with the next import."""
    file_in(book, OWN_TASKS, table("repbook.touches", touch("b-2", "call 2")))
    aged(book, "repbook")
    reports = file_in(book, OWN_TASKS, OWN_TOUCHES)
    assert [report.added for report in reports] == [{}, {"touches": 1}]


def test_what_the_rep_removed_stays_removed(book):
    file_in(book, NOTE_TABLE)
    aged(book)
    with book.write("gone") as work:
        work.remove(*work.find(t.Touch))
    assert file_in(book, NOTE_TABLE)[0].added == {}


@pytest.mark.fault("F95")
@pytest.mark.parametrize("old", [False, True])
def test_what_was_open_and_is_done_now_is_one(book, old):
    file_in(book, table(ACTIVITIES, to_do("1", "Chase the kit"), to_do("2", "Chase again")))
    if old:
        aged(book)
    done = table(
        ACTIVITIES, touch("1", "Chase the kit\nit comes in May", 2), to_do("2", "Chase again")
    )
    (report,) = file_in(book, done)
    assert (report.added, report.known, counts(book)) == ({"touches": 1}, 2, (1, 2))
    said = "1 follow-up open in the book and done in this file: done, and filed as a touch"
    assert report.notices == (said,)
    day = (TODAY - timedelta(days=2)).isoformat()
    assert book.rows("SELECT state, done_on, reason FROM followups ORDER BY id") == [
        ("done", day, ""),
        ("open", None, ""),
    ]
    assert book.rows("SELECT on_day, note FROM touches") == [
        (day, "Chase the kit\nit comes in May")
    ]
    again = file_in(book, done)[0]
    assert (again.added, again.notices) == ({}, ())


@pytest.mark.fault("F95")
def test_the_newer_export_may_come_first(book):
    file_in(book, table(ACTIVITIES, touch("1", "Chased")))
    (report,) = file_in(book, table(ACTIVITIES, to_do("1", "Chased")))
    assert (report.added, report.known, counts(book)) == ({}, 1, (1, 0))


def test_a_follow_up_that_the_rep_dealt_with_stays_so(book):
    file_in(book, table(ACTIVITIES, to_do("1", "chase")))
    with book.write("dropped") as work:
        (row,) = work.find(t.Followup)
        row.state, row.reason = "dropped", "no need"
    (report,) = file_in(book, table(ACTIVITIES, touch("1", "chase", 2)))
    assert report.notices == ()
    assert book.row("SELECT state, reason, done_on FROM followups") == ("dropped", "no need", None)


def test_a_step_of_ours_finds_its_sale_though_it_came_first(book):
    step = replace(to_do("b-1", "ask"), sale_external_id="b-9", state=None)
    file_in(book, table("repbook.followups", step))
    sale = replace(
        PUMP, external_id="b-9", customer_name="Alpha Ltd", customer_external_id="",
        ordered_on=date(2026, 5, 30), live_on=None, paid_on=None,
    )  # fmt: skip
    (report,) = file_in(book, replace(EMPTY, program="repbook.sales", sales=(sale,)))
    assert report.added == {"sales": 1}
    assert book.rows("SELECT sale_id, what FROM followups") == [(1, "ask")]
    assert json.loads(book.row("SELECT extra FROM came_from WHERE entity = 'followup'")[0])
