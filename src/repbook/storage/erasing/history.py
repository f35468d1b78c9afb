"""The steps about somebody who is forgotten: each keeps its place in the history, called "erased", and is turned no more.

What a step did to others stays in it: from that follows who wrote a field last.
"""

from __future__ import annotations

from typing import Any

from ..rows.runs import packed_rows
from ..rows.sources import told_of
from . import marks
from .columns import ERASED, WORDS
from .meant import Meant, load, sort_of, with_source
from .rows_gone import Gone
from .words import Names, holds, only_theirs

ENTRIES = 'SELECT id, operation_id, table_name, row_id, customer_id, "before", "after" FROM journal'
RUNS = "SELECT id, operation_id, table_name, first_id, last_id, packed FROM journal_runs"
STEPS = "SELECT id, label, state, erased_on FROM operations"
LEFT = """
SELECT operation_id FROM journal UNION SELECT operation_id FROM journal_runs"""
END = "UPDATE operations SET label = ?, state = ?, undone_step = 0, erased_on = ? WHERE id = ?"


class Steps:
    """The history of a book, less somebody."""

    def __init__(self, connection: Any, meant: Meant, gone: Gone) -> None:
        self.connection, self.meant, self.gone = connection, meant, gone
        self._sources = told_of(connection)
        self.images = 0
        """How many entries of the journal went."""

    def erase(self, on: str) -> int:
        """Take their entries out of all steps; how many steps are erased by that."""
        theirs = self._entries()
        steps = {step for _, step in theirs} | self._brought()
        self.connection.executemany(
            "DELETE FROM journal WHERE id = ?", [(row_id,) for row_id, _ in theirs]
        )
        self.images = len(theirs)
        states = {row[0]: row[1:] for row in self.connection.execute(STEPS).fetchall()}
        turned = [(step,) for step in steps if states[step][1] != "done"]
        self.connection.executemany("DELETE FROM journal WHERE operation_id = ?", turned)
        self.connection.executemany("DELETE FROM journal_runs WHERE operation_id = ?", turned)
        left = {row[0] for row in self.connection.execute(LEFT)}
        pieces = only_theirs(self.connection, self.gone.texts)
        for step in steps:
            label, state, before = states[step]
            told = self._label(label, pieces) if step in left else ERASED
            self.connection.execute(
                END, (told, "done" if state == "done" else "gone", before or on, step)
            )
        return len(steps)

    def clean_labels(self, names: Names) -> int:
        """Take their name out of what other steps are called; how many had it."""
        found = [
            (names.without(label), step)
            for step, label, *_ in self.connection.execute(STEPS).fetchall()
            if names.are_in(label)
        ]
        self.connection.executemany("UPDATE operations SET label = ? WHERE id = ?", found)
        return len(found)

    def _label(self, label: str, pieces: tuple[str, ...]) -> str:
        """What a step that did something to others too is called from now on."""
        short = label.rstrip("….")
        return ERASED if holds(label, pieces) or _ends_as(short, pieces) else label

    def _entries(self) -> list[tuple[int, int]]:
        """The entries about them, each with its step."""
        found = []
        for row_id, step, table, row, customer, *both in self.connection.execute(ENTRIES):
            images = [image for image in map(load, both) if image]
            if (
                customer in self.meant.customers
                or row in self.gone.touched(table)
                or self._is_theirs(table, row, images)
            ):
                found.append((row_id, step))
                self._note(table, images)
        return found

    def _is_theirs(self, table: str, row: int, images: list[dict[str, Any]]) -> bool:
        if table == "customers":
            return row in self.meant.customers
        if table == "people":
            return row in self.meant.people
        return any(self._is_of(table, image) for image in images)

    def _is_of(self, table: str, image: dict[str, Any]) -> bool:
        if table == "origins" and self._sources:
            image = with_source(image, self._sources)
        if table == "origins" and sort_of(image) == marks.PERSON:
            return image.get("row_id") in self.meant.people
        people = (image.get("person_id"), image.get("other_person_id"))
        return any(one in self.meant.people for one in people if one)

    def _note(self, table: str, images: list[dict[str, Any]]) -> None:
        for image in images:
            self.gone.texts |= {
                str(image[name]) for name in WORDS.get(table, ()) if image.get(name)
            }

    def _brought(self) -> set[int]:
        """The steps that brought rows of theirs by the thousand, whether they stand or were packed away."""
        found = set()
        for _, step, table, first, last, packed in self.connection.execute(RUNS).fetchall():
            ids = range(first, last + 1)
            theirs = {"customers": self.meant.customers, "people": self.meant.people}.get(table, ())
            if any(one in ids for one in (*theirs, *self.gone.touched(table))):
                found.add(step)
            if packed and (rows := [row for row in packed_rows(packed) if self._owns(table, row)]):
                self._note(table, rows)
                found.add(step)
        return found

    def _owns(self, table: str, row: dict[str, Any]) -> bool:
        owner = row["id"] if table == "customers" else row.get("customer_id")
        return owner in self.meant.customers or self._is_theirs(table, row["id"], [row])


def _ends_as(short: str, pieces: tuple[str, ...]) -> bool:
    """Whether a label ends in how a text begins, cut as labels are."""
    said = short.rpartition(": ")[2]
    return len(said) >= 4 and any(piece.startswith(said) for piece in pieces)
