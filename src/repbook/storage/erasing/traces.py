"""What a book holds of somebody besides their rows and steps: drafts, pages of reviews, mappings, paths of files."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from ..rows.images import as_json
from .columns import ERASED
from .meant import Meant, load
from .words import Names, holds

DRAFTS = "SELECT id, form, customer_id, row_id, content FROM drafts"
PAGES = "SELECT id, page FROM reviews WHERE page <> ''"
ENTRIES = 'SELECT id, "before", "after" FROM journal WHERE table_name = ?'
PUT = 'UPDATE journal SET "before" = ?, "after" = ? WHERE id = ?'
MAPPINGS = "SELECT id, headings, fields FROM mappings"
SENT = "SELECT id, path, customer_id FROM sent_out"
LINE = f"- {ERASED}"


class Traces:
    """By how one knows that a text is about somebody: the names, and the texts that stood in their rows."""

    def __init__(
        self, connection: Any, meant: Meant, names: Names, pieces: tuple[str, ...], contacts: Names
    ) -> None:
        self.connection, self.meant = connection, meant
        self.names, self.pieces, self.contacts = names, pieces, contacts

    def erase(self) -> dict[str, int]:
        """Take all of it away; how much of each it was."""
        return {
            "drafts": self._drop("drafts", self._drafts()),
            "reviews": self._pages(),
            "mappings": self._drop("mappings", self._mappings()),
            "sent_out": self._drop("sent_out", self._sent()),
        }

    def is_about(self, text: str) -> bool:
        """Whether a text that the program made, or that is not saved yet, is about them."""
        plain = text.replace("\\", "")
        return (
            self.names.are_in(plain)
            or self.contacts.are_in(plain)
            or holds(plain, self.pieces)
            or holds(text, self.pieces)
        )

    def _drafts(self) -> list[int]:
        found = []
        for row_id, form, customer, row, content in self.connection.execute(DRAFTS):
            said = load(content)
            words = "\n".join(map(str, said.values())) if said else content
            of_person = row in self.meant.people and "person" in form
            if customer in self.meant.customers or of_person or self.is_about(words):
                found.append(row_id)
        return found

    def _mappings(self) -> list[int]:
        """A table without headings is known by its first row."""
        return [
            row_id
            for row_id, headings, fields in self.connection.execute(MAPPINGS)
            if self.is_about(headings) or self.is_about(fields)
        ]

    def _sent(self) -> list[int]:
        return [
            row_id
            for row_id, path, customer in self.connection.execute(SENT)
            if customer in self.meant.customers or self.names.are_in(spaced(path))
        ]

    def _drop(self, table: str, ids: Iterable[int]) -> int:
        found = [(row_id,) for row_id in ids]
        self.connection.executemany(f'DELETE FROM "{table}" WHERE id = ?', found)
        return len(found)

    # -- pages of reviews ----------------------------------------------------------------------------

    def page(self, text: str) -> str:
        """A page without the lines that are about them."""
        lines = text.split("\n")
        return "\n".join(LINE if self.is_about(line) else line for line in lines)

    def _pages(self) -> int:
        """Pages in the book, and as the history has them, so that undo still fits them."""
        found = [
            (cleaned, row_id)
            for row_id, page in self.connection.execute(PAGES)
            if (cleaned := self.page(page)) != page
        ]
        self.connection.executemany("UPDATE reviews SET page = ? WHERE id = ?", found)
        change_images(self.connection, "reviews", self._image)
        return len(found)

    def _image(self, image: dict[str, Any]) -> dict[str, Any]:
        return {**image, "page": self.page(str(image.get("page") or ""))}


def change_images(
    connection: Any, table: str, changed: Callable[[dict[str, Any]], dict[str, Any]]
) -> None:
    """Change the journal's images of a table."""
    found = []
    for row_id, *both in connection.execute(ENTRIES, (table,)):
        images = [load(text) or None for text in both]
        now = [image and changed(image) for image in images]
        if now != images:
            found.append((*map(as_json, now), row_id))
    connection.executemany(PUT, found)


def spaced(path: str) -> str:
    """A path whose words can be read: a file's name joins them."""
    return "".join(sign if sign.isalnum() else " " for sign in path)
