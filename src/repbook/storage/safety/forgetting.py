"""Forgetting somebody wherever they are: put down first, then erased beside the book, in its backups, in the book.

What is put down names nobody. From then on they will be gone: whatever ends this program, who opens the book next
finishes it. The book's own rows go last, since from them follows what is to be looked for elsewhere.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, suppress
from functools import partial
from pathlib import Path

from ... import files, paths
from ...errors import BookBusy, RepbookError
from ...values import NamedTuple
from ..book.book import Book
from ..book.book_file import WAIT_SECONDS, translate
from ..book.state import is_ours, is_sound
from ..erasing import meant, wishes
from ..erasing.erase import Erased, erase
from ..erasing.left import Left, are_in, left
from ..erasing.marks import CUSTOMER
from ..erasing.wishes import Wish
from ..erasing.words import Names, pieces
from ..large.turning import wait_for_others
from . import leftovers
from .backup_folder import backups, home, saved_copies, sweep
from .leftovers import Place
from .rewriting import rewrite

Told = Callable[[int, int], object]
"""Called with how many files are done, and how many there are."""
LETTER, BACKUP = "letter", "backup"
SENT = "SELECT DISTINCT kind, path, customer_id FROM sent_out ORDER BY id"


class Outcome(NamedTuple):
    """What came of it: what went from the book, each place beside it, and what is left in the book."""

    erased: Erased
    places: tuple[Place, ...]
    left: Left
    sent: tuple[str, ...]
    """The files that left the book as far as is known, and may hold them: the rep's to delete."""


def forget(book: Book, wish: Wish, names: Iterable[str] = (), told: Told | None = None) -> Outcome:
    """Erase somebody for good. Raises ``BadFile``, ``BookBusy``, or ``BookUnusable``.

    Once it is put down that they are to be forgotten, an error only means that it is finished later.
    """
    wait_for_others(book)
    book.run(lambda _: None)  # where it can't be written to nothing is begun
    listed = wishes.list_of(book.path)
    with ExitStack() as stack:
        try:
            stack.enter_context(files.held(home(book.path)))
            wishes.put_down(listed, wish)
        except BlockingIOError:
            raise BookBusy("a backup is just being written", "try again in a moment") from None
        except OSError as error:
            raise files.unwritable(listed, error) from None
        outcome = _everywhere(book, wish, names, told)
        wishes.put_down(listed, wish._replace(is_done=True))
    return outcome


def settle(book: Book) -> None:
    """Finish what a killed program left, and erase from this book whoever was forgotten in a newer state of it."""
    path = wishes.list_of(book.path)
    mine = {one.mark: one for one in wishes.kept(book.connection)}
    listed = {one.mark: one for one in wishes.listed(path)}
    for one in listed.values():
        if not one.is_done:
            with suppress(BlockingIOError), files.held(path.parent):
                _everywhere(book, one, (), None)
                wishes.put_down(path, one._replace(is_done=True))
        elif one.mark not in mine:
            _from_book(book, one, ())
            leftovers.drop_kept(book.path)
    if mine.keys() - listed.keys():
        done = (one._replace(is_done=True) for one in mine.values())
        wishes.write_list(path, [*done, *listed.values()])


def _everywhere(book: Book, wish: Wish, names: Iterable[str], told: Told | None) -> Outcome:
    every = meant.who(book.connection, wish).names | set(names)
    places, sent = _files(book, wish, every, told)
    erased, rest = _from_book(book, wish, every)
    leftovers.drop_kept(book.path)
    places += leftovers.typed(book.path, pieces(every))
    places += leftovers.crash_notes(pieces(every))
    places += leftovers.saved_views(Names(every))
    return Outcome(erased, tuple(places), rest, sent)


def _from_book(book: Book, wish: Wish, names: Iterable[str]) -> tuple[Erased, Left]:
    """The rows of the book itself, and then every byte of them."""
    work = partial(erase, wish=wish, names=names, at=book.clock.instant(), by=book.by)
    erased = book.run(work, guarded=False)
    vacuum(book)
    return erased, left(book.connection, erased.pieces)


def vacuum(book: Book) -> None:
    """Write the file anew, without what was deleted; waits for readers."""
    until, ours = time.monotonic() + WAIT_SECONDS, is_ours(book.path)
    while True:
        try:
            book.connection.execute("VACUUM")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise translate(error, book.path) from None
            time.sleep(0.05)
        except sqlite3.DatabaseError as error:
            raise translate(error, book.path) from None
        else:
            break
    if ours:
        is_sound(book.path)


def sent_out(book: Book) -> tuple[str, ...]:
    """The files that left the book and are still there: exports, pages; a letter, or a backup, is seen to."""
    return tuple(path for kind, path, _ in book.rows(SENT) if _may_hold(kind, path))


# -- the files beside the book ---------------------------------------------------------------------------


def _files(
    book: Book, wish: Wish, names: frozenset[str], told: Told | None
) -> tuple[list[Place], tuple[str, ...]]:
    leftovers.drop_kept(book.path)
    sweep(home(book.path))
    sent = book.rows(SENT)
    places = leftovers.letters(_of_theirs(sent, wish, pieces(names)))
    places += leftovers.side_copies(book)
    copies = [*_copies(book.path), *_elsewhere(sent)]
    for number, path in enumerate(copies):
        if told:
            with suppress(RepbookError):
                told(number, len(copies))
        places.append(rewrite(path, wish, names, book.clock, home(book.path)))
    return places, sent_out(book)


def _of_theirs(
    sent: list[tuple[str, str, int | None]], wish: Wish, names: tuple[str, ...]
) -> list[Path]:
    """The letters that were written to them as files, and those that name them."""
    whole = wish.ids if wish.kind == CUSTOMER else ()
    letters = ((Path(path), customer) for kind, path, customer in sent if kind == LETTER)
    return [path for path, customer in letters if customer in whole or are_in(path, names)]


def _may_hold(kind: str, path: str) -> bool:
    return kind not in (LETTER, BACKUP) and Path(path).exists()


def _copies(book: Path) -> Iterator[Path]:
    """The backups, and what was saved of the book when it was lost."""
    yield from (view.path for view in backups(paths.backup_folder(book)))
    yield from saved_copies(book)
    yield from book.parent.glob(f"{book.name}.aside-*")


def _elsewhere(sent: list[tuple[str, str, int | None]]) -> Iterator[Path]:
    """Backups that were made to another place; the drive may be away."""
    yield from (Path(path) for kind, path, _ in sent if kind == BACKUP)
