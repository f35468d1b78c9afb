"""Somebody is to be forgotten, or was: who, by marks that name nobody, in the book and beside its backups.

The list beside the backups is written before anything is erased: whoever opens the book next finishes what a killed
program left, and erases the same from an older book that was put back.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from ... import files
from ...paths import backup_folder
from ...values import NamedTuple
from ..book.book_file import BookFile

NAME = "forgotten.json"
KEEP = "INSERT OR IGNORE INTO forgotten (mark, kind, on_day, salt, told) VALUES (?, ?, ?, ?, ?)"
ALL = "SELECT mark, kind, on_day, salt, told FROM forgotten ORDER BY id"
SETS = ("ids", "spared", "names", "contacts", "sources")


class Wish(NamedTuple):
    """Who is to be forgotten: ``ids`` in the book in which it was asked, ``spared`` those of namesakes who stay.

    The rest are marks (``marks``).

    ``mentions``: their name goes from what was written about others, too.
    """

    mark: str
    kind: str
    on: str
    salt: str
    ids: tuple[int, ...] = ()
    spared: tuple[int, ...] = ()
    names: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    mentions: bool = False
    is_done: bool = False
    """Whether all was erased that could be reached: only in the list beside the backups."""

    def told(self) -> str:
        """What the book keeps of it besides."""
        return json.dumps({name: getattr(self, name) for name in (*SETS, "mentions")})


def keep(connection: Any, wish: Wish) -> None:
    """Remember in the book that somebody was forgotten."""
    values = (wish.mark, wish.kind, wish.on, wish.salt, wish.told())
    connection.execute(KEEP, values)


def kept(connection: Any) -> list[Wish]:
    """Who was forgotten, as the book has it; what is damaged is left out."""
    return [found for row in connection.execute(ALL) if (found := _read(*row))]


def list_of(book: Path) -> Path:
    """The list beside the backups of a book."""
    return backup_folder(book) / NAME


def listed(path: Path) -> list[Wish]:
    """Who stands in a list; nobody where there is none."""
    try:
        entries = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return []
    found = []
    for entry in entries if isinstance(entries, list) else ():
        with suppress(KeyError, TypeError):
            head = (entry["mark"], entry["kind"], entry["on"], entry["salt"])
            one = _read(*head, json.dumps(entry))
            if one:
                found.append(one._replace(is_done=bool(entry.get("is_done"))))
    return found


def is_unsettled(book: BookFile) -> bool:
    """Whether the book and the list beside its backups do not say the same: asked at every opening."""
    mine = {row[0] for row in book.rows("SELECT mark FROM forgotten")}
    there = listed(list_of(book.path))
    return {one.mark for one in there} != mine or not all(one.is_done for one in there)


def write_list(path: Path, wishes: Iterable[Wish]) -> None:
    """Put them down, each once, 0600; raises ``OSError``."""
    path.parent.mkdir(mode=0o700, exist_ok=True)
    once = {wish.mark: wish for wish in wishes}
    files.write(
        path,
        ("[\n", ",\n".join(json.dumps(one._asdict()) for one in once.values()), "\n]\n"),
    )


def put_down(path: Path, wish: Wish) -> None:
    """Add one to a list, or say anew what it says of one."""
    write_list(path, [*listed(path), wish])


def _read(mark: str, kind: str, on: str, salt: str, told: str) -> Wish | None:
    try:
        given = json.loads(told)
        bytes.fromhex(salt)
        sets = {name: tuple(given[name]) for name in SETS}
    except (ValueError, TypeError, LookupError):
        return None
    ids, spared, names, contacts, sources = (sets[name] for name in SETS)
    mentions = bool(given.get("mentions"))
    return Wish(mark, kind, on, salt, ids, spared, names, contacts, sources, mentions)
