"""People who are forgotten, of whom no byte is left; and erasures that are killed at any moment.

``python tests/faults/forgetting.py --people 1000 --seed 1`` forgets as many as one likes, ``--kills 2000`` kills as
often; the suite does a few. Each of them has forty marked words: in every field of every kind of row, in drafts, in
letters, in steps that were undone and done again, in imports, in pages of reviews, and in backups. Afterwards no file
has one of them, and all that is others' is the same to the byte. Who is killed is whole, or is gone once the book is
opened again.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

from blank import HASTY, new_book
from repbook.actions.base import history
from repbook.actions.forgetting import forgetting
from repbook.actions.imports import exchange
from repbook.actions.touches import drafts
from repbook.clock import FixedClock
from repbook.domain.spine.rules import DEFAULT
from repbook.storage.book import engine
from repbook.storage.book import tables as t
from repbook.storage.book.book import Book
from repbook.storage.erasing.columns import WORDS
from repbook.storage.safety import backup_copies
from repbook.storage.safety.integrity import check
from repbook.storage.safety.opening import open_book

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
VALUES = {("people", "newsletter"): True}


class World(NamedTuple):
    """A book with many people in it, and what else there is of them in its folder."""

    path: Path
    people: tuple[str, ...]
    """The tag of each: all words of theirs hold it."""


def tag_of(chance: random.Random) -> str:
    """A word that nobody else has."""
    return "zq" + "".join(chance.choice("bcdfghklmnprstvw") for _ in range(10))


def words(tag: str) -> Iterator[str]:
    """Word after word of somebody's, no two alike."""
    number = 0
    while True:
        number += 1
        yield f"{tag}w{number}é mark"


# -- what there is of somebody ----------------------------------------------------------------------------


def furnish(book: Book, tag: str, *, sells: bool) -> int:
    """A customer with a row of every kind, every field of which is marked; returns their id."""
    said = words(tag)
    with book.write(f"bring in {tag} here") as work:
        customer = work.add(t.Customer(**_filled("customers", said, name=f"Firm {tag}")))
        whose: dict[str, Any] = {"customer_id": customer.id}
        person = work.add(t.Person(**whose, **_filled("people", said, name=f"Ann {tag}")))
        rows: dict[str, Any] = {}
        for table, given in ROW.items():
            if table in ("customers", "people") or (table == "sales" and not sells):
                continue
            row = t.BY_NAME[table](**given, **whose, person_id=person.id, **_words(table, said))
            rows[table] = work.add(row)
        letter, evidence = rows["letters"].id, rows["evidence"].id
        work.add(t.Citation(**whose, letter_id=letter, evidence_id=evidence))
        for entity, row_id in (("customer", customer.id), ("person", person.id)):
            extra = json.dumps({next(said): next(said)})
            work.add(t.Origin(**whose, entity=entity, row_id=row_id, program="crm", external_id=next(said), extra=extra, seen_on=DAY))  # fmt: skip
    number = int(customer.id or 0)
    _change(book, rows, said)
    drafts.save(book, "log", number, 0, {"note": next(said)})
    drafts.save(book, f"capture {tag}", 0, 0, {"line": f"Firm {tag}: {next(said)}"})
    return number


def _change(book: Book, rows: dict[str, Any], said: Iterator[str]) -> None:
    """Steps that are changed, undone, and done again."""
    for table in ("touches", "facts", "letters"):
        with book.write(f"mend {next(said)}") as work:
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
    page = "# Week 11\n\n" + "".join(f"- **Firm {tag}** {tag}w1é mark\n" for tag in tags)
    with book.write("the week of 9 Mar is reviewed") as work:
        work.add(t.Review(week="2026-W11", started_on=DAY, finished_on=DAY, page=page))


def import_file(folder: Path, tags: tuple[str, ...], name: str) -> Path:
    """A file in which each has a row, and another customer besides, who is nobody's."""
    path = folder / name
    people = [*tags, *(f"other{name[:2]}{n}" for n in range(6))]
    path.write_text(
        HEAD
        + "".join(
            f"Firm {tag} {name[:2]},{tag}ville,+44 1632 96{n:04},Jo,{tag}son,{tag}{n}@firm.example,"
            f"{tag}-{n},10.00,2024-05-06,{tag} was here\n"
            for n, tag in enumerate(people)
        ),
        "utf-8",
    )
    return path


def made(folder: Path, tags: tuple[str, ...], *, also: tuple[str, ...] = ()) -> World:
    """A book of all these, in the state in which somebody asks to be forgotten."""
    path = new_book(folder / "book.db")
    letters = folder / "letters"
    letters.mkdir()
    with open_book(path, CLOCK) as book:
        for number, tag in enumerate((*tags, *also)):
            customer = furnish(book, tag, sells=number % 2 == 0)
            letter = letters / f"{number}.txt"
            letter.write_text(f"Dear Ann {tag}", "utf-8")
            book.run(lambda c, v=(str(letter), customer): c.execute(SENT, v))
        review(book, (*tags, *also))
        backup_copies.backup(book)
    return World(path, tags)


# -- what is left ------------------------------------------------------------------------------------------


def files_with(folder: Path, tag: str) -> list[str]:
    """The files below a folder that hold a word of somebody's."""
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_file() and (tag.encode() in path.read_bytes() or tag in path.name):
            found.append(f"{path.name} ({path.read_bytes().count(tag.encode())})")
    return found


def exported(path: Path) -> dict[str, Any]:
    """The book as its JSON has it."""
    with open_book(path, CLOCK) as book:
        tables: dict[str, Any] = json.loads("".join(exchange.stream(book, "json", DEFAULT)))
    return tables["tables"]  # type: ignore[no-any-return]


def differs(before: dict[str, Any], after: dict[str, Any], tag: str, customer: int) -> list[str]:
    """Rows of others that are not what they were, to the letter."""
    wrong = []
    for table, rows in before.items():
        now = {row["id"]: row for row in after[table]}
        for row in rows:
            if _is_about(table, row, tag, customer):
                continue
            if now.pop(row["id"], None) != row:
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
    with open_book(world.path, CLOCK) as book:
        ((customer,),) = book.rows("SELECT id FROM customers WHERE name = ?", (f"Firm {tag}",))
    before = exported(world.path)
    marked = json.dumps(before, ensure_ascii=False).count(tag)
    with open_book(world.path, CLOCK) as book:
        who = forgetting.of_row(book, "customer", customer, f"Firm {tag}")
        found = forgetting.look(book, who)
        _, outcome = forgetting.forget(book, found, f"Firm {tag}")
        wrong = [finding.what for finding in check(book, DEFAULT)]
    if marked < 40:
        wrong.append(f"only {marked} words were marked")
    if outcome.left.bytes:
        wrong.append(f"it says that {outcome.left.bytes} bytes are left")
    wrong += [f"left in {name}" for name in files_with(world.path.parent, tag)]
    wrong += [f"{what} differs" for what in differs(before, exported(world.path), tag, customer)]
    return wrong


def run(people: int, seed: int, say: Callable[[str], object] = lambda _: None) -> Counter[str]:
    """Forget so many, ten of each book; what was wrong, with how often."""
    quick()
    chance, found = random.Random(seed), Counter[str]()
    left = people
    while left > 0:
        with tempfile.TemporaryDirectory(prefix="forgotten-") as name:
            tags = tuple(tag_of(chance) for _ in range(min(10, left)))
            world = made(Path(name), tags, also=(tag_of(chance), tag_of(chance)))
            for tag in tags:
                wrong = forget_one(world, tag)
                found["gone" if not wrong else wrong[0].replace(tag, "…")] += 1
                if wrong:
                    say(f"{tag}: {wrong[:6]}")
            left -= len(tags)
    return found


def quick() -> None:
    """No wait for a disk that nobody takes away."""
    engine.PRAGMAS = HASTY


if __name__ == "__main__":
    print(run(int(sys.argv[1]), 1, print))
