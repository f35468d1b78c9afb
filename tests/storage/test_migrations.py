"""An older book, and an older export, brought to today's schema: nothing lost, nothing given twice."""

from __future__ import annotations

import gzip
import json
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine
from sqlmodel import SQLModel

from repbook.actions.customers import facts
from repbook.actions.imports import exchange, filing
from repbook.clock import FixedClock
from repbook.domain.spine.own_ids import as_first_told
from repbook.domain.spine.rules import DEFAULT
from repbook.errors import BadFile, NotFound
from repbook.interchange.filing.read_file import read
from repbook.storage.book import tables
from repbook.storage.book.book import Book
from repbook.storage.book.engine import create, inspect
from repbook.storage.book.facts_cache import compute
from repbook.storage.book.journal import redo, undo
from repbook.storage.book.migrations import LATEST, migrate
from repbook.storage.finding.search import find
from repbook.storage.safety import backup_copies, backup_folder, opening
from repbook.storage.safety.integrity import check
from repbook.storage.safety.opening import open_book
from repbook.storage.transfer import whole_book

BOOKS = Path(__file__).parents[1] / "data/books"
OLDER = sorted(int(re.sub(r"\D", "", file.name)) for file in BOOKS.glob("schema-*.repbook.gz"))
"""The versions of which a book is kept; that of the newest is there before it is an older one."""
CLOCK = FixedClock(datetime(2026, 3, 18, 9, 14))
"""When the old book was written."""

FRESH: dict[str, dict[str, Any]] = {
    "customers": {
        "answer_hours": None,
        "fix_days": None,
        "follow_consent_on": None,
        "left_risk": None,
    },
    "followups": {"every_days": None},
    "letters": {"source": "", "need_id": None},
    "asks": {"no_need": 0, "referred": ""},
    "origins": {"said": "{}"},
    "operations": {"erased_on": None},
    "people": {
        "name_prefix": "",
        "given_name": "",
        "middle_name": "",
        "family_name": "",
        "name_suffix": "",
    },
}
"""What later versions added, and what these columns say in rows of the first."""


STEPS = "SELECT count(*) FROM operations WHERE state = 'done' AND erased_on IS NULL"
"""The steps that can be undone: one about somebody who was forgotten stays."""
KEPT = ("foreign_keys", "busy_timeout", "user_version")


def unpacked(name: str, target: Path) -> Path:
    target.write_bytes(gzip.decompress((BOOKS / name).read_bytes()))
    return target


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A book as the first version left it."""
    return unpacked("schema-1.repbook.gz", tmp_path / "book.db")


@pytest.fixture
def migrated(old: Path) -> Iterator[Book]:
    with open_book(old, CLOCK) as book:
        yield book


def rows_of(connection: sqlite3.Connection) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table that a copy keeps."""
    found = {}
    for table in whole_book.TABLES:
        if connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table,)).fetchone():
            cursor = connection.execute(f'SELECT * FROM "{table}" ORDER BY id')
            found[table] = named(cursor)
    return found


def named(cursor: sqlite3.Cursor) -> list[dict[str, Any]]:
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def test_a_book_of_every_older_version_is_kept() -> None:
    assert set(range(1, LATEST)) <= set(OLDER)


@pytest.mark.parametrize("version", OLDER)
@pytest.mark.slow("a book of every version, migrated, exported, and read back")
def test_a_book_of_any_version_comes_to_the_newest_and_so_does_its_export(
    version: int, tmp_path: Path, empty: Book
) -> None:
    with open_book(unpacked(f"schema-{version}.repbook.gz", tmp_path / "any.db"), CLOCK) as book:
        assert check(book, rules=DEFAULT) == ()
        assert as_built(book.connection) == as_built(empty.connection)
        exchange.take_in(empty, unpacked(f"schema-{version}.json.gz", tmp_path / "any.json"))
        assert list(exchange.stream(empty, "json", rules=DEFAULT)) == list(
            exchange.stream(book, "json", rules=DEFAULT)
        )
        for _ in range(book.rows(STEPS)[0][0]):
            undo(book)
        assert check(book, rules=DEFAULT) == ()


@pytest.mark.parametrize("version", OLDER)
def test_the_old_book_and_the_old_export_hold_rows_in_every_table(
    version: int, tmp_path: Path
) -> None:
    """What has no row there can be lost, or stop a migration, and no test would notice."""
    book = unpacked(f"schema-{version}.repbook.gz", tmp_path / "every.db")
    exported = json.loads(gzip.decompress((BOOKS / f"schema-{version}.json.gz").read_bytes()))
    with closing(sqlite3.connect(book)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (version,)
        found = as_built(connection)
        held = {
            table: connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]
            for table in found
        }
        unused = [
            f"{table}.{column}"
            for table, built in found.items()
            for column, *_ in built["links"]
            if not connection.execute(f'SELECT count("{column}") FROM "{table}"').fetchone()[0]
        ]
    assert [table for table, rows in held.items() if not rows] == []
    assert unused == [], "links that no row of the old book has"
    for table in ("standings", "places", "sent_out"):
        held.pop(table, None)  # caches, and where the files of this machine went: in no export
    assert {table: len(rows) for table, rows in exported["tables"].items()} == held


@pytest.mark.fault("F54")
def test_an_old_book_has_all_its_rows_and_the_new_columns(old: Path) -> None:
    with closing(sqlite3.connect(old)) as connection:
        before = rows_of(connection)
    with open_book(old, CLOCK) as book:
        after = rows_of(book.connection)
        after["origins"] = named(book.connection.execute("SELECT * FROM came_from ORDER BY id"))
        assert book.row("PRAGMA user_version") == (LATEST,)
        assert book.rows("PRAGMA foreign_key_check") == []
        assert book.row("PRAGMA integrity_check") == ("ok",)
        (kept,) = backup_folder.backups(backup_copies.backup(book).parent)[1:]
    assert sum(len(rows) for table, rows in before.items() if table in whole_book.FACTS) > 50
    for table, rows in before.items():
        if table != "journal":
            assert after[table] == [{**row, **FRESH.get(table, {})} for row in rows], table
    assert not any(
        after[table] for table in ("citations", "addresses", "photos", "apart", "mappings")
    )
    assert kept.reason == "before-migration"
    assert inspect(kept.path) == 1
    with closing(sqlite3.connect(kept.path)) as connection:
        assert rows_of(connection) == before


def test_a_migration_leaves_the_links_guarded_and_the_patience_as_it_was(old: Path) -> None:
    with closing(sqlite3.connect(old, isolation_level=None)) as connection:
        connection.execute("PRAGMA busy_timeout=1234")
        migrate(connection, 1)
        kept = [connection.execute(f"PRAGMA {name}").fetchone() for name in KEPT]
    assert kept == [(1,), (1234,), (LATEST,)]


def test_what_is_cached_and_searched_follows_from_the_rows(migrated: Book) -> None:
    for row in migrated.rows("SELECT * FROM standings"):
        assert compute(migrated.connection, row[0]) == row
    assert check(migrated, rules=DEFAULT) == ()
    assert [hit.kind for hit in find(migrated, "milking")] == ["fact"]


def test_facts_are_searched_as_before_when_they_change(migrated: Book) -> None:
    (fact,) = facts.add(migrated, 1, "limit told", "no fitting on a Sunday").ids["facts"]
    assert [hit.id for hit in find(migrated, "sunday")] == [fact]
    facts.edit(migrated, fact, text="no fitting on a holiday")
    assert find(migrated, "sunday") == ()
    assert [hit.id for hit in find(migrated, "holiday")] == [fact]
    undo(migrated)
    undo(migrated)
    assert find(migrated, "holiday") == find(migrated, "sunday") == ()
    assert check(migrated, rules=DEFAULT) == ()


def test_the_id_of_a_removed_fact_is_not_given_again(migrated: Book) -> None:
    assert max(row[0] for row in migrated.rows("SELECT id FROM facts")) == 6
    assert facts.add(migrated, 1, "need", "a spare key").ids["facts"] == (8,)
    names = [row[0] for row in migrated.rows("SELECT name FROM sqlite_sequence")]
    assert sorted(names) == sorted(set(names))
    assert "facts_2" not in names


@pytest.mark.fault("F119")
def test_what_was_done_before_can_still_be_undone_and_redone(migrated: Book) -> None:
    before = rows_of(migrated.connection)
    steps = len(before["operations"])
    for _ in range(steps):
        undo(migrated)
    with pytest.raises(NotFound):
        undo(migrated)
    assert migrated.row("SELECT count(*) FROM customers") == (0,)
    for _ in range(steps):
        redo(migrated)
    assert rows_of(migrated.connection) == before
    assert check(migrated, rules=DEFAULT) == ()


OPENING = """
import sys
from datetime import datetime
from pathlib import Path
from repbook.clock import FixedClock
from repbook.storage.safety.opening import open_book
print("ready", flush=True)
sys.stdin.readline()
with open_book(Path(sys.argv[1]), FixedClock(datetime(2026, 3, 18, 9, 14))) as book:
    print(book.row("SELECT count(*) FROM journal")[0])
"""


def test_two_programs_may_migrate_at_once(old: Path) -> None:
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", OPENING, str(old)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    for program in programs:
        assert program.stdout is not None
        assert program.stdout.readline() == "ready\n"
    for program in programs:
        assert program.stdin is not None
        program.stdin.write("go\n")
        program.stdin.flush()
    said = [program.communicate(timeout=30)[0] for program in programs]
    assert said == ["82\n", "82\n"]
    with open_book(old, CLOCK) as book:
        assert check(book, rules=DEFAULT) == ()


# -- version 7: origins by their source --------------------------------------------------------------

ROWS = "SELECT id, customer_id, entity, row_id, program, external_id, extra, seen_on, said FROM {} ORDER BY id"
FEW = (
    "Company,City,First name,Last name,Email,Job title,Herd\n"
    "Alder Farm,Leeds,Ann,Alder,ann@alder.example,Owner,250\nBirch Farm,York,Ben,Birch,,Buyer,90\n"
)
MANY = "Company,City,First name,Last name,Email\n" + "".join(
    f"Farm {n},Leeds,Ann,Lee{n},a{n}@f{n}.example\n" for n in range(1, 121)
)
ORDERS = (
    "Customer,Order number,Product,Amount,Ordered on\n"
    "Alder Farm,A-1,Hose,9.00,2025-11-03\nAlder Farm,A-1,Pump,99.00,2025-11-03\n"
)
"""What the book of version 6 was made of, among others: the last, with its lines turned, was undone."""


def test_origins_say_of_rows_what_they_said_and_their_own_ids_are_the_same_bits(
    tmp_path: Path,
) -> None:
    path = unpacked("schema-6.repbook.gz", tmp_path / "six.db")
    with closing(sqlite3.connect(path)) as connection:
        before = connection.execute(ROWS.format("origins")).fetchall()
    with open_book(path, CLOCK) as book:
        after = book.rows(ROWS.format("came_from"))
        assert book.row("SELECT count(*) FROM origins WHERE seen_on IS NOT NULL") == (0,)
    assert [(*row[:5], as_first_told(row[5]), *row[6:]) for row in after] == before
    assert {len(row[5]) for row in after if row[5].startswith("#")} == {15, 15 + len("-2")}


@pytest.mark.fault("F95")
@pytest.mark.fault("F119")
def test_an_import_that_was_undone_before_is_done_again_and_known_again(tmp_path: Path) -> None:
    for name, text in (("few.csv", FEW), ("orders.csv", ORDERS), ("many.csv", MANY)):
        (tmp_path / name).write_text(text)
    path = unpacked("schema-6.repbook.gz", tmp_path / "six.db")
    with open_book(path, CLOCK) as book:
        assert redo(book).label == "import many.csv (Plain table of people)"
        assert check(book, rules=DEFAULT) == ()
        for name in ("few.csv", "orders.csv", "many.csv"):
            file = read(tmp_path / name, today=CLOCK.today())
            (report,) = filing.file_all(book, [file], rules=DEFAULT)
            assert (dict(report.added), report.differences) == ({}, ()), name
        undo(book)
        redo(book)
        assert check(book, rules=DEFAULT) == ()


def test_of_a_large_book_it_is_told_that_it_is_brought_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[int, int]] = []

    def opened(name: str) -> None:
        path = unpacked("schema-6.repbook.gz", tmp_path / name)
        open_book(path, CLOCK, renewed=lambda *far: told.append(far)).close()

    opened("small.db")
    assert told == []
    monkeypatch.setattr(opening, "LONG", 18)
    opened("large.db")
    assert told == [(0, 18), (18, 18)]


def test_a_row_of_the_history_that_is_damaged_hinders_no_migration(tmp_path: Path) -> None:
    path = unpacked("schema-6.repbook.gz", tmp_path / "six.db")
    with closing(sqlite3.connect(path)) as connection:
        for spoil in (
            """UPDATE journal SET "after" = '{' WHERE id = (SELECT min(id) FROM journal WHERE table_name = 'origins')""",
            "UPDATE journal_runs SET packed = 'nonsense' WHERE table_name = 'origins' AND packed IS NOT NULL",
        ):
            assert connection.execute(spoil).rowcount == 1
        connection.commit()
    with open_book(path, CLOCK) as book:
        assert book.row("PRAGMA user_version") == (LATEST,)
        assert book.row("SELECT count(*) FROM came_from") == (54,)


# -- an older export ---------------------------------------------------------------------------------


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Book]:
    create(tmp_path / "new.db")
    with Book(tmp_path / "new.db", CLOCK) as book:
        yield book


def test_an_old_export_fills_a_book_as_the_old_book_would(
    tmp_path: Path, migrated: Book, empty: Book
) -> None:
    given = unpacked("schema-1.json.gz", tmp_path / "old.json")
    added = exchange.take_in(empty, given)
    assert added["customers"] == 3
    assert list(exchange.stream(empty, "json", rules=DEFAULT)) == list(
        exchange.stream(migrated, "json", rules=DEFAULT)
    )
    assert check(empty, rules=DEFAULT) == ()
    assert exchange.take_in(empty, given) == {}
    assert facts.add(empty, 1, "need", "a spare key").ids["facts"] == (8,)
    undo(empty)
    assert undo(empty).label == "remove a fact of Hollis Dairy: keeps bees"


@pytest.mark.fault("F100")
@pytest.mark.parametrize(
    ("table", "spoilt", "says"),
    [
        ("customers", {"answer_hours": 4}, "row 1 of customers has not the columns"),
        ("customers", {"tier": "Z"}, "row 1 of customers breaks a rule"),
        ("facts", {"kind": "limit told"}, "row 1 of facts breaks a rule"),
        ("people", {"customer_id": 77}, "points to a row that is not there"),
        ("journal", {"after": "nonsense"}, "its history does not fit"),
    ],
)
def test_an_old_export_that_is_no_old_book_is_refused(
    tmp_path: Path, empty: Book, table: str, spoilt: dict[str, Any], says: str
) -> None:
    told = json.loads(gzip.decompress((BOOKS / "schema-1.json.gz").read_bytes()))
    told["tables"][table][0] |= spoilt
    (tmp_path / "bad.json").write_text(json.dumps(told))
    with pytest.raises(BadFile, match=says):
        exchange.take_in(empty, tmp_path / "bad.json")
    assert whole_book.is_empty(empty)


# -- the classes and the files -----------------------------------------------------------------------


def as_built(connection: sqlite3.Connection) -> dict[str, dict[str, Any]]:
    """What the tables hold to: columns, constraints by name, links, and indexes."""
    found = {}
    masters = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        " AND name NOT LIKE 'search%'"
    ).fetchall()
    for table, sql in masters:
        info = connection.execute(f'PRAGMA table_info("{table}")').fetchall()
        indexes = connection.execute(f'PRAGMA index_list("{table}")').fetchall()
        links = connection.execute(f'PRAGMA foreign_key_list("{table}")').fetchall()
        found[table] = {
            "columns": {(name, kind, needed, key) for _, name, kind, needed, _, key in info},
            "checks": dict(checks(sql)),
            "unique": set(re.findall(r"CONSTRAINT (\w+) UNIQUE", sql)),
            "autoincrement": "AUTOINCREMENT" in sql,
            "links": {(column, parent, key) for _, _, parent, column, key, *_ in links},
            "indexes": {
                (None if origin == "u" else name, unique, partial, columns_of(connection, name))
                for _, name, unique, origin, partial in indexes
            },
        }
    return found


def columns_of(connection: sqlite3.Connection, index: str) -> tuple[str, ...]:
    return tuple(row[2] for row in connection.execute(f'PRAGMA index_info("{index}")'))


def checks(sql: str) -> Iterator[tuple[str, str]]:
    """Each named check of a table, with its words as one line."""
    for found in re.finditer(r"CONSTRAINT (\w+) CHECK \(", sql):
        depth, end = 1, found.end()
        while depth:
            depth += {"(": 1, ")": -1}.get(sql[end], 0)
            end += 1
        yield found[1], " ".join(sql[found.end() : end - 1].split())


def test_the_classes_say_what_the_files_made(tmp_path: Path) -> None:
    create(tmp_path / "files.db")
    engine = create_engine(f"sqlite:///{tmp_path / 'classes.db'}")
    SQLModel.metadata.create_all(engine)
    engine.dispose()
    with (
        closing(sqlite3.connect(tmp_path / "files.db")) as files,
        closing(sqlite3.connect(tmp_path / "classes.db")) as classes,
    ):
        on_disk, in_code = as_built(files), as_built(classes)
    assert on_disk.keys() == in_code.keys()
    for table, built in in_code.items():
        assert on_disk[table] == built, table


def test_a_migrated_book_has_the_schema_of_a_new_one(migrated: Book, empty: Book) -> None:
    assert as_built(migrated.connection) == as_built(empty.connection)
    names = "SELECT type, name, tbl_name FROM sqlite_master ORDER BY name"
    assert migrated.rows(names) == empty.rows(names)


def test_the_names_of_the_tables_are_those_of_the_classes() -> None:
    named = tuple(str(table.__tablename__) for table in tables.FACT_TABLES)
    assert named == whole_book.FACTS


@pytest.mark.parametrize(("words", "kind"), [("rye", "customer"), ("brucellosis", "kept")])
def test_what_a_newer_version_searches_is_found_in_an_old_book(
    old: Path, words: str, kind: str
) -> None:
    """The town was searched before; the street, and what a file brought that nobody mapped, are since version 3."""
    with closing(sqlite3.connect(old)) as connection:
        connection.execute("UPDATE customers SET street = '7 Rye Lane' WHERE id = 1")
        connection.execute(
            "INSERT INTO origins (customer_id, entity, row_id, program, external_id, extra, seen_on)"
            " VALUES (1, 'customer', 1, 'plain', '777', '{\"Test\": \"brucellosis 2024\"}', '2026-03-18')"
        )
        connection.commit()
    with open_book(old, CLOCK) as book:
        assert [hit.kind for hit in find(book, words)] == [kind]
        assert check(book, rules=DEFAULT) == ()
