"""People who are forgotten, of whom no byte is left; and erasures that are killed at any moment.

``python tests/faults/forgetting.py --people 1000 --seed 1`` forgets as many as one likes, ``--kills 2000`` kills as
often; the suite does a few. Each of them has forty marked words: in every field of every kind of row, in drafts, in
letters, in steps that were undone and done again, in imports, in pages of reviews, and in backups. Afterwards no file
has one of them, and all that is others' is the same to the byte. Who is killed is whole, or is gone once the book is
opened again.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

from blank import HASTY, new_book
from faults.harness import child, heard
from repbook.actions.base import history
from repbook.actions.forgetting import forgetting
from repbook.actions.imports import bringing, exchange
from repbook.actions.touches import drafts
from repbook.clock import FixedClock
from repbook.domain.spine.rules import DEFAULT
from repbook.interchange.filing.read_file import read
from repbook.storage.book import engine
from repbook.storage.book import lazy_tables as t
from repbook.storage.book.book import Book
from repbook.storage.erasing.columns import WORDS
from repbook.storage.places.everybody import keep
from repbook.storage.rows import runs
from repbook.storage.rows.sources import source
from repbook.storage.safety import backup_copies
from repbook.storage.safety.integrity import check
from repbook.storage.safety.opening import open_book
from repbook.storage.safety.restoring import restore
from repbook.storage.views.kept_today import keep_days

CLOCK = FixedClock(datetime(2026, 3, 17, 9, 14))
DAY = date(2026, 3, 1)
HEAD = "Customer,City,Phone,First name,Last name,Email,Order number,Amount,Ordered on,Notes\n"
SENT = (
    "INSERT INTO sent_out (on_day, kind, path, customer_id) VALUES ('2026-03-01', 'letter', ?, ?)"
)
ROW: dict[str, dict[str, Any]] = {
    "customers": {"created_on": DAY},
    "people": {},
    "routes": {"kind": "email"},
    "addresses": {},
    "photos": {},
    "sales": {"ordered_on": DAY, "amount": 1250, "history": True, "agenda": "light"},
    "touches": {"on_day": DAY, "kind": "call", "reach": "two-way"},
    "checks": {"on_day": DAY, "score": 1, "became": "noted"},
    "problems": {"known_on": DAY, "known_at": "2026-03-01T10:00:00Z", "confirmed_on": DAY},
    "promises": {"made_on": DAY, "due_on": DAY},
    "followups": {"due_on": DAY},
    "expectations": {"on_day": DAY},
    "letters": {"kind": "thank-you", "made_on": DAY},
    "evidence": {"on_day": DAY},
    "facts": {"kind": "personal", "on_day": DAY, "confidential": True},
    "asks": {"kind": "referral", "asked_on": DAY},
    "dates": {"kind": "other", "month": 3, "day": 1},
}
"""A row of each kind of somebody's rows, but for the words in it."""
WHOLE, GONE = "whole", "gone"
LEAST = 40
"""So many words of somebody are marked at the least."""


class World(NamedTuple):
    """A book with many people in it, and what else there is of them in its folder."""

    path: Path
    people: tuple[str, ...]
    """The tag of each: all words of theirs hold it."""


def tag_of(chance: random.Random) -> str:
    """A word that nobody else has."""
    return "zq" + "".join(chance.choice("bcdfghklmnprstvw") for _ in range(10))


def ann(tag: str) -> str:
    """The word of the person at somebody's firm whose every row is."""
    return f"{tag}ann"


def words(tag: str) -> Iterator[str]:
    """Word after word of somebody's, no two alike."""
    number = 0
    while True:
        number += 1
        yield f"{tag}w{number}é mark"


# -- what there is of somebody ----------------------------------------------------------------------------


def furnish(book: Book, tag: str, number: int) -> int:
    """A row of every kind, every field of which is marked, for a customer that an import brought; returns their id."""
    said, hers = words(tag), words(ann(tag))
    ((customer_id,),) = book.rows("SELECT id FROM customers WHERE name = ?", (f"Firm {tag}",))
    with book.write(f"bring in {tag} here", by_model=True) as work:
        customer = work.get(t.Customer, customer_id)
        for column, word in _filled("customers", said, name=f"Firm {tag}").items():
            setattr(customer, column, word)
        whose: dict[str, Any] = {"customer_id": customer.id}
        person = work.add(t.Person(**whose, **_filled("people", hers, name=f"Ann {ann(tag)}")))
        rows: dict[str, Any] = {}
        for table, given in ROW.items():
            if table in ("customers", "people") or (table == "sales" and number % 2):
                continue
            row = t.BY_NAME[table](
                **given,
                **whose,
                person_id=person.id,
                **_words(table, said if table == "sales" else hers),
            )
            rows[table] = work.add(row)
        letter, evidence = rows["letters"].id, rows["evidence"].id
        work.add(t.Citation(**whose, letter_id=letter, evidence_id=evidence))
        for entity, row_id, told in (("customer", customer.id, said), ("person", person.id, hers)):
            extra = json.dumps({next(told): next(told)})
            crm = source(book.connection, "crm", entity, DAY).id
            work.add(t.Origin(**whose, source_id=crm, row_id=row_id, external_id=next(told), extra=extra))  # fmt: skip
    _change(book, rows, hers)
    drafts.save(book, "log", customer_id, 0, {"note": f"Ann {ann(tag)}: {next(hers)}"})
    drafts.save(book, f"capture {number}", 0, 0, {"line": f"Firm {tag}: {next(said)}"})
    return int(customer_id)


def _change(book: Book, rows: dict[str, Any], said: Iterator[str]) -> None:
    """Steps that are changed, undone, and done again."""
    for table in ("touches", "facts", "letters"):
        with book.write(f"mend {next(said)}", by_model=True) as work:
            row = work.get(t.BY_NAME[table], rows[table].id)
            for column, word in _words(table, said).items():
                setattr(row, column, word)
    history.undo(book)
    history.undo(book)
    history.redo(book)


def _filled(table: str, said: Iterator[str], name: str) -> dict[str, Any]:
    return {**_words(table, said), **ROW[table], "name": name, "folded": name.casefold()}


def _words(table: str, said: Iterator[str]) -> dict[str, str]:
    found = {column: next(said) for column in WORDS[table]}
    if table == "routes":
        found |= {"value": f"{next(said).split()[0]}@firm.example", "digits": ""}
    return found


def review(book: Book, tags: tuple[str, ...]) -> None:
    """A finished week whose page tells of everybody."""
    lines = (f"- **Firm {tag}** was rung\n- **Ann {ann(tag)}** moves\n" for tag in tags)
    page = "# Week 11\n\n" + "".join(lines)
    with book.write("the week of 9 Mar is reviewed", by_model=True) as work:
        work.add(t.Review(week="2026-W11", started_on=DAY, finished_on=DAY, page=page))


def import_file(folder: Path, tags: tuple[str, ...], name: str) -> Path:
    """A file in which each has a row, and another customer besides, who is nobody's."""
    path = folder / name
    people = [*tags, *(f"other{n}" for n in range(6))]
    path.write_text(
        HEAD
        + "".join(
            f"Firm {tag},{tag}ville,+44 1632 96{n:04},Jo {name[:2]},{tag}son,{name[0]}{tag}@firm.example,"
            f"{name[0]}{tag}-{n},10.00,2024-05-06,{tag} was here\n"
            for n, tag in enumerate(people)
        ),
        "utf-8",
    )
    return path


def made(folder: Path, tags: tuple[str, ...], *, also: tuple[str, ...] = ()) -> World:
    """A book of all these, in the state in which somebody asks to be forgotten."""
    path = new_book(folder / "book.db")
    (folder / "letters").mkdir()
    everybody = (*tags, *also)
    bring_in(path, import_file(folder, everybody, "aa.csv"))
    with open_book(path, CLOCK) as book:
        backup_copies.backup(book)
        history.undo(book)
        history.redo(book)
        for number, tag in enumerate(everybody):
            customer = furnish(book, tag, number)
            _letter(book, folder / "letters" / f"{number}.txt", tag, customer)
            if number == len(tags) // 2:
                backup_copies.backup(book)
        review(book, everybody)
    bring_in(path, import_file(folder, everybody, "bb.csv"))
    with open_book(path, CLOCK) as book:
        history.undo(book)  # what it brought is packed away
        keep(book, DEFAULT)
        backup_copies.backup(book)
    keep_days(path, CLOCK, DEFAULT)
    shutil.copy(path, folder / "book-saved-2026.db")
    return World(path, tags)


def _letter(book: Book, path: Path, tag: str, customer: int) -> None:
    path.write_text(f"Dear Ann {ann(tag)}", "utf-8")
    book.run(lambda connection: connection.execute(SENT, (str(path), customer)))


def bring_in(path: Path, file: Path) -> tuple[int, int]:
    """Import a file; how many rows came, and how many lines were left out. The file itself is the rep's: it goes."""
    parsed = read(file, today=CLOCK.today())
    reports = bringing.bring_in(path, CLOCK, (parsed,), rules=DEFAULT).reports
    file.unlink()
    return sum(sum(one.added.values()) for one in reports), sum(one.left_out for one in reports)


# -- what is left ------------------------------------------------------------------------------------------


def files_with(folder: Path, tag: str) -> list[str]:
    """The files below a folder that hold a word of somebody's, also where undo has packed it away."""
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            held = path.read_bytes() + (_packed(path) if path.suffix == ".db" else b"")
            if tag.encode() in held or tag in path.name:
                found.append(f"{path.name} ({held.count(tag.encode())})")
    return found


def _packed(path: Path) -> bytes:
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        sql = "SELECT packed FROM journal_runs WHERE packed IS NOT NULL"
        return b"".join(repr(runs.unpack(row[0])).encode() for row in connection.execute(sql))


def exported(path: Path) -> dict[str, Any]:
    """The book as its JSON has it."""
    with open_book(path, CLOCK) as book:
        tables: dict[str, Any] = json.loads("".join(exchange.stream(book, "json", DEFAULT)))
    return tables["tables"]  # type: ignore[no-any-return]


def differs(before: dict[str, Any], after: dict[str, Any], tag: str, customer: int) -> list[str]:
    """Rows of others that are not what they were, to the letter.

    A step about others too is erased as well, with what it would have brought back; what it did stays.
    """
    wrong = []
    left = {row["operation_id"] for name in ("journal", "journal_runs") for row in after[name]}
    gone = {row["op_id"] for row in after["operations"] if row["id"] not in left}
    erased = {row["id"]: row for row in after["operations"] if row["erased_on"]}
    turned = {row["id"] for row in before["operations"] if row["state"] != "done"} & erased.keys()
    for table, rows in before.items():
        now = {row["id"]: row for row in after[table]}
        for row in rows:
            if _is_about(table, row, tag, customer) or row.get("operation_id") in turned:
                continue
            found = now.pop(row["id"], None)
            if table == "operations" and row["id"] in erased:
                same = ("op_id", "at", "by", "label", *(() if row["id"] in turned else ("state",)))
                told = [name for name in same if name != "label" or row["op_id"] not in gone]
                if any((found or {}).get(name) != row[name] for name in told):
                    wrong.append(f"{table} {row['id']}")
            elif found != row:
                wrong.append(f"{table} {row['id']}")
        rest = [row for row in now.values() if not _stays(table, row, customer, rows)]
        wrong += [f"{table} {row['id']} is new" for row in rest]
    return wrong


def _is_about(table: str, row: dict[str, Any], tag: str, customer: int) -> bool:
    owner = row["id"] if table == "customers" else row.get("customer_id")
    told = table in ("operations", "drafts", "reviews", "journal")
    return owner == customer or (told and tag in json.dumps(row))


def _stays(table: str, row: dict[str, Any], customer: int, rows: list[dict[str, Any]]) -> bool:
    """What is there of somebody who was forgotten: orders, steps that are erased, marks, a page without them."""
    owner = row["id"] if table == "customers" else row.get("customer_id")
    if table in ("customers", "sales"):
        return bool(owner == customer)
    if table == "operations":
        return bool(row["erased_on"])
    if table == "reviews":
        return {**row, "page": ""} == {**rows[0], "page": ""}
    return table == "forgotten" or (
        table == "journal" and any(one["id"] == row["id"] for one in rows)
    )


def forget_one(world: World, tag: str) -> list[str]:
    """Forget somebody; what is wrong afterwards."""
    customer = _customer(world.path, tag)
    if wrong := _forget_ann(world.path, tag):
        return wrong
    before = exported(world.path)
    marked = json.dumps(before, ensure_ascii=False).count(tag)
    away = world.path.parent.parent / f"{world.path.parent.name}-away.db"
    shutil.copy(world.path, away)
    said = forget(world.path, customer, tag)
    wrong = [said] if said else []
    if marked < LEAST:
        wrong.append(f"only {marked} words were marked")
    wrong += [f"left in {name}" for name in files_with(world.path.parent, tag)]
    wrong += [f"{what} differs" for what in differs(before, exported(world.path), tag, customer)]
    file = import_file(world.path.parent, (tag,), "aa.csv")
    _, left_out = bring_in(world.path, file)
    if left_out != 1:
        wrong.append(f"{left_out} lines were left out when the file came again")
    wrong += [f"came again: {name}" for name in files_with(world.path.parent, tag)]
    wrong += _restored(world.path, away, tag)
    return wrong


def _forget_ann(path: Path, tag: str) -> list[str]:
    """Forget the person alone: the firm stays, its orders whole, and what happened with it without a word."""
    tables = exported(path)
    with open_book(path, CLOCK) as book:
        ((person,),) = book.rows("SELECT id FROM people WHERE name = ?", (f"Ann {ann(tag)}",))
        who = forgetting.of_row(book, "person", person, f"Ann {ann(tag)}")
        forgetting.forget(book, forgetting.look(book, who), f"Ann {ann(tag)}")
        wrong = [finding.what for finding in check(book, DEFAULT)]
    after = exported(path)
    wrong += [f"the person is left in {name}" for name in files_with(path.parent, ann(tag))]
    if _orders(tables, tag) != _orders(after, tag):
        wrong.append("an order of the firm is not what it was")
    for table in ("touches", "promises", "letters", "checks"):
        if len(tables[table]) != len(after[table]):
            wrong.append(f"what happened with the firm is gone: {table}")
    return wrong


def _orders(tables: dict[str, Any], tag: str) -> list[dict[str, Any]]:
    return [{**row, "person_id": None} for row in tables["sales"] if tag in row["title"]]


def _restored(path: Path, away: Path, tag: str) -> list[str]:
    """An older state that was away while they were erased is put back: what is left there."""
    place = path.parent / "restored"
    place.mkdir()
    copy = Path(shutil.copytree(path.parent / "book-backups", place / "book-backups")).parent
    for backup in (copy / "book-backups").glob("*.db*"):
        backup.unlink()
    restore(copy / "book.db", away, CLOCK)
    away.unlink()
    found = [f"after a restore: {name}" for name in files_with(place, tag)]
    shutil.rmtree(place)
    return found


def _customer(path: Path, tag: str) -> int:
    with open_book(path, CLOCK) as book:
        ((customer,),) = book.rows("SELECT id FROM customers WHERE name = ?", (f"Firm {tag}",))
    return int(customer)


def forget(path: Path, customer: int, tag: str) -> str:
    """Forget them as the command does; what is wrong with the book then."""
    with open_book(path, CLOCK) as book:
        who = forgetting.of_row(book, "customer", customer, f"Firm {tag}")
        found = forgetting.look(book, who)
        _, outcome = forgetting.forget(book, found, f"Firm {tag}")
        if outcome.left.bytes:
            return f"it says that {outcome.left.bytes} bytes are left"
        return next((finding.what for finding in check(book, DEFAULT)), "")


def run(people: int, seed: int, say: Callable[[str], object] = lambda _: None) -> Counter[str]:
    """Forget so many, ten of each book; what was wrong, with how often."""
    quick()
    chance, found = random.Random(seed), Counter[str]()
    left = people
    while left > 0:
        with passing_folder() as folder:
            tags = tuple(tag_of(chance) for _ in range(min(10, left)))
            world = made(folder, tags, also=(tag_of(chance), tag_of(chance)))
            for tag in tags:
                wrong = forget_one(world, tag)
                found[GONE if not wrong else wrong[0].replace(tag, "…")] += 1
                if wrong:
                    say(f"{tag}: {wrong[:6]}")
            left -= len(tags)
    return found


# -- killed ------------------------------------------------------------------------------------------------


def run_killed(
    kills: int, seed: int, say: Callable[[str], object] = lambda _: None
) -> Counter[str]:
    """Kill so many erasures; how many were whole and how many gone once the book was opened again."""
    quick()
    chance, found = random.Random(seed), Counter[str]()
    with passing_folder() as folder:
        (folder / "before").mkdir()
        tag = tag_of(chance)
        world = made(folder / "before", (tag,), also=(tag_of(chance),))
        customer, before = _customer(world.path, tag), exported(world.path)
        began = time.perf_counter()
        there = shutil.copytree(folder / "before", folder / "first")
        forget(there / "book.db", customer, tag)
        seconds = time.perf_counter() - began
        for number in range(kills):
            now = shutil.copytree(folder / "before", folder / f"now{number}")
            became = killed(now, before, customer, tag, chance.uniform(0, seconds * 1.2))
            shutil.rmtree(now)
            found[became if became in (WHOLE, GONE) else became.replace(tag, "…")] += 1
            if became not in (WHOLE, GONE):
                say(f"{number}: {became}")
    return found


def killed(folder: Path, before: dict[str, Any], customer: int, tag: str, after: float) -> str:
    """Kill one after so many seconds; whether they are whole or gone then, or what is wrong."""
    started = child(lambda say: (forget(folder / "book.db", customer, tag), say(b"gone")))
    acknowledged = heard(*started, after) == b"gone"
    after_it = exported(folder / "book.db")  # opens the book, which finishes what was put down
    if after_it == before and not acknowledged:
        return WHOLE
    with open_book(folder / "book.db", CLOCK) as book:
        wrong = [finding.what for finding in check(book, DEFAULT)]
    wrong += [f"half: {name}" for name in files_with(folder, tag)]
    wrong += differs(before, after_it, tag, customer)
    return wrong[0] if wrong else GONE


@contextmanager
def passing_folder() -> Iterator[Path]:
    """A folder that goes, in which what belongs to the system lies as well: nobody else's is looked into."""
    with tempfile.TemporaryDirectory(prefix="forgotten-") as name:
        folder = Path(name)
        for kind in ("tmp", "state", "book"):
            (folder / kind).mkdir()
        kept = tempfile.tempdir, os.environ.get("XDG_STATE_HOME")
        tempfile.tempdir, os.environ["XDG_STATE_HOME"] = str(folder / "tmp"), str(folder / "state")
        try:
            yield folder / "book"
        finally:
            tempfile.tempdir = kept[0]
            os.environ.pop("XDG_STATE_HOME")
            if kept[1] is not None:
                os.environ["XDG_STATE_HOME"] = kept[1]


def quick() -> None:
    """No wait for a disk that nobody takes away, and small runs of rows."""
    engine.PRAGMAS = HASTY
    runs.LEAST, runs.BLOCK = 4, 5


def main() -> int:
    """Run what the command line says; 1 if anything is found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=0)
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    say = partial(print, flush=True)
    found = run(given.people, given.seed, say)
    ended = run_killed(given.kills, given.seed, say)
    wrong = {words: times for words, times in (found + ended).items() if words not in (GONE, WHOLE)}
    print(
        f"{given.people} forgotten and {given.kills} killed (seed {given.seed}): {found[GONE]} gone;"
        f" killed: {ended[WHOLE]} whole, {ended[GONE]} gone; {wrong or 'no byte left, nothing half'}"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
