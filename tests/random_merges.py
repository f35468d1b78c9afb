"""Random merges of customers and people with everything that can hang on them, each undone: nothing may differ.

``python -m tests.random_merges 10000`` runs as many as one likes and says how far it is; the suite runs a few.
"""

from __future__ import annotations

import hashlib
import json
import random
import shutil
import sys
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from repbook.actions.base import history
from repbook.actions.customers import customers, merging
from repbook.actions.touches import drafts
from repbook.clock import FixedClock
from repbook.demo import build
from repbook.domain.spine.rules import DEFAULT
from repbook.interchange.writing import whole_json
from repbook.storage.book import engine
from repbook.storage.book.book import Book
from repbook.storage.book.facts_cache import compute, rebuild
from repbook.storage.rows.sources import source
from repbook.storage.safety.integrity import check
from repbook.storage.transfer import whole_book

NOW = datetime(2026, 3, 18, 9, 14)
STAY = 12
"""So many of the made-up customers stay: each export is read whole."""
AFRESH = 250
"""After so many merges the book is copied anew, so that its history does not grow without end."""
FIELDS = ("name", "tier", "state", "address", "industry", "website", "goal", "rhythm", "note")
TABLES = (*whole_book.FACTS, "drafts")
INDEX = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS temp.words USING fts5vocab('main', 'search', 'instance')"
)
FOUND = "SELECT DISTINCT term, doc FROM temp.words ORDER BY 1, 2"
STANDING = "SELECT * FROM standings ORDER BY customer_id"


def furnish(path: Path, seed: int = 5) -> None:
    """The made-up book, with namesakes, shared addresses, and rows in the tables that it leaves empty."""
    dice = random.Random(seed)
    build(path, NOW.date())
    with Book(path, FixedClock(NOW)) as book:
        for (customer_id,) in book.rows(
            "SELECT id FROM customers ORDER BY id LIMIT -1 OFFSET ?", (STAY,)
        ):
            customers.remove(book, customer_id)

        def more(connection):
            put = connection.execute
            put("PRAGMA defer_foreign_keys=ON")
            put("DELETE FROM journal WHERE operation_id > 1")
            put("DELETE FROM operations WHERE id > 1")
            ids = [row[0] for row in put("SELECT id FROM customers")]
            people = put("SELECT id, customer_id, name, folded FROM people").fetchall()
            for _ in range(len(ids)):
                person_id, _, name, folded = dice.choice(people)
                there = dice.choice(ids)
                twin = put(
                    "INSERT INTO people (customer_id, name, folded, role, main, newsletter, do_not, note, name_prefix,"
                    " given_name, middle_name, family_name, name_suffix)"
                    " VALUES (?, ?, ?, 'Buyer', 0, ?, '', 'twin', '', '', '', '', '')",
                    (there, name, folded, dice.randint(0, 1)),
                ).lastrowid
                put(
                    "INSERT INTO routes (customer_id, person_id, kind, value, digits, label, situation)"
                    " SELECT ?, ?, kind, value, digits, 'work', 'billing' FROM routes WHERE person_id = ?",
                    (there, twin, person_id),
                )
                put(
                    "INSERT INTO dates (customer_id, person_id, kind, label, month, day)"
                    " SELECT ?, ?, kind, label, month, day FROM dates WHERE person_id = ?",
                    (there, twin, person_id),
                )
                people.append((twin, there, name, folded))
            for number in range(3 * len(ids)):
                person_id, owner, *_ = dice.choice(people)
                put(
                    "INSERT INTO addresses (customer_id, person_id, label, street, city, region, postcode, country)"
                    " VALUES (?, ?, 'home', ?, 'Leeds', '', '', '')",
                    (owner, dice.choice([None, person_id]), f"Mill Lane {dice.randint(1, 4)}"),
                )
                put(
                    "INSERT INTO photos (customer_id, person_id, head, value) VALUES (?, ?, 'PHOTO', ?)",
                    (owner, person_id, dice.choice(["AAAA", "BBBB"])),
                )
                other_id, there, *_ = dice.choice(people)
                persons = (person_id, other_id) if dice.random() < 0.5 else (None, None)
                if owner != there:
                    put(
                        "INSERT INTO apart (customer_id, person_id, other_id, other_person_id, on_day)"
                        " VALUES (?, ?, ?, ?, '2026-01-05')",
                        (owner, persons[0], there, persons[1]),
                    )
                for entity, row_id in (("customer", owner), ("person", person_id)):
                    put(
                        "INSERT INTO origins (customer_id, source_id, row_id, external_id, extra, said)"
                        ' VALUES (?, ?, ?, ?, ?, \'{"name": "X"}\')',
                        (
                            owner,
                            source(connection, "zoho", entity, NOW.date()).id,
                            row_id,
                            f"z{number}",
                            json.dumps({"Lead source": f"fair {number}"}),
                        ),
                    )
            given = [
                {
                    "card": f"debt:{one}",
                    "verdict": "skip",
                    "customer": one,
                    "at": "2026-01-05T09:00:00Z",
                    "on": "2026-01-05",
                }
                for one in ids
            ]
            put(
                "INSERT INTO reviews (week, started_on, card, verdicts, learned, page)"
                " VALUES ('2025-W30', '2025-07-25', '', ?, '', '')",
                (json.dumps(given, separators=(",", ":")),),
            )
            rebuild(connection)

        book.run(more)
        for customer_id, *_ in book.rows("SELECT id FROM customers"):
            drafts.save(book, "log", customer_id, 0, {"line": f"half a line {customer_id}"})


def export(book: Book) -> bytes:
    """The rows of the JSON export, all but the history, which says that something was done and undone."""
    lines = whole_json.lines(
        book.schema,
        {},
        ((name, whole_book.columns(book, name), whole_book.rows(book, name)) for name in TABLES),
    )
    return "".join(lines).encode()


def state(book: Book) -> str:
    """The rows, the cache, and the search, as one fingerprint."""
    found = hashlib.sha256()
    book.connection.execute(INDEX)
    for sql in (STANDING, FOUND, *(f'SELECT * FROM "{table}" ORDER BY id' for table in TABLES)):
        found.update(repr(book.rows(sql)).encode())
    return found.hexdigest()


def merge_any(book: Book, dice: random.Random) -> str:
    """Two customers, or two people of one, with choices at random; what was done."""
    choices = {field: dice.choice(["keep", "join"]) for field in FIELDS if dice.random() < 0.2}
    if dice.random() < 0.25:
        pairs = book.rows(
            "SELECT a.id, b.id FROM people a JOIN people b ON a.customer_id = b.customer_id AND a.id <> b.id ORDER BY 1, 2"
        )
        keep, join = dice.choice(pairs)
        merging.merge_people(book, keep, join)
        return f"people {keep} {join}"
    keep, join = dice.sample(
        [row[0] for row in book.rows("SELECT id FROM customers ORDER BY id")], 2
    )
    merging.merge(book, keep, join, choices=choices)
    left = left_behind(book, join)
    assert not left, (keep, join, left)
    return f"customers {keep} {join} {choices}"


def opened(path: Path) -> Book:
    """The book, by the clock of these tests."""
    return Book(path, FixedClock(NOW))


def counts(book: Book) -> Iterator[tuple[str, int]]:
    """How many rows each table has."""
    for table in whole_book.FACTS:
        yield table, book.rows(f'SELECT count(*) FROM "{table}"')[0][0]


def fullest(book: Book) -> tuple[int, int]:
    """The two customers with rows in the most tables."""
    held: dict[int, int] = {}
    for table in whole_book.FACTS:
        if "customer_id" in whole_book.columns(book, table):
            for (owner,) in book.rows(f'SELECT DISTINCT customer_id FROM "{table}"'):
                held[owner] = held.get(owner, 0) + 1
    other, one = sorted(held, key=lambda owner: (held[owner], owner))[-2:]
    return one, other


def left_behind(book: Book, customer_id: int) -> list[str]:
    """The columns that still point to a customer who was joined: none, in any table of the schema."""
    return [
        f"{table}.{column}"
        for table, column in book.rows(
            'SELECT m.name, k."from" FROM sqlite_master m, pragma_foreign_key_list(m.name) k'
            " WHERE m.type = 'table' AND k.\"table\" = 'customers'"
        )
        if book.row(f'SELECT 1 FROM "{table}" WHERE "{column}" = ?', (customer_id,))
    ]


def stale(book: Book) -> list[int]:
    """Customers whose cached facts are not what the rows say."""
    return [
        row[0]
        for row in book.rows("SELECT * FROM standings")
        if (found := compute(book.connection, row[0])) is None or tuple(found) != tuple(row)
    ]


def run(source: Path, folder: Path, many: int, seed: int, every: int = 1) -> Iterator[int]:
    """Merge and undo so many times; now and then two or three at once, undone one by one, and done again.

    ``every`` so many, the book is looked through after the merge and after its undo.
    """
    dice = random.Random(seed)
    done = 0
    while done < many:
        path = folder / f"book{done}.db"
        shutil.copy(source, path)
        with Book(path, FixedClock(NOW)) as book:
            was = check(book, DEFAULT)
            first, whole = state(book), export(book)
            for _ in range(AFRESH):
                depth = dice.choice([1, 1, 1, 1, 2, 3])
                before: list[str] = []
                said: list[str] = []
                for step in range(depth):
                    before.append(first if step == 0 else state(book))
                    said.append(merge_any(book, dice))
                if done % every == 0:
                    assert not stale(book), said
                    assert check(book, DEFAULT) == was, said
                if dice.random() < 0.1:
                    last = state(book)
                    history.undo(book)
                    history.redo(book)
                    assert state(book) == last, said
                for there in reversed(before):
                    history.undo(book)
                    assert state(book) == there, said
                assert export(book) == whole, said
                done += depth
                yield done
                if done >= many:
                    break
            assert check(book, DEFAULT) == was
        path.unlink()


def main() -> None:
    engine.PRAGMAS = (*engine.PRAGMAS, "synchronous=OFF")  # no power goes meanwhile
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "source.db"
        furnish(source)
        told = 0
        for done in run(source, Path(folder), many, seed=int((sys.argv[2:] or ["1"])[0]), every=50):
            if done // 500 > told:
                told = done // 500
                print(f"{done} merges, each undone: the export is the same to the byte", flush=True)
        print(f"{done} merges in all", flush=True)


if __name__ == "__main__":
    main()
