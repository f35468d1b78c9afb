"""A second reader of an open book, in a thread of its own: what takes long is read beside the book, and may be dropped.

It stays open, so that it remembers what the rules said last, as the book's own thread does.
"""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..background import AtWork
    from .book.book import Book

Value = TypeVar("Value")


class Beside:
    """Opens the book with ``opened`` when it is first asked for, and reads one thing after another."""

    def __init__(self, opened: Callable[[], Book], at_work: AtWork) -> None:
        self._opened = opened
        self._at_work = at_work
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="beside")
        self._book: Book | None = None
        self._reads: object = None
        self._lock = Lock()

    def submit(self, mark: object, function: Callable[[Book], Value]) -> Future[Value]:
        """Have ``function`` read the book; ``mark`` is what ``drop`` knows this reading by."""
        read = self._at_work.begun()(self._read)
        return self._thread.submit(read, mark, function)

    def _read(self, mark: object, function: Callable[[Book], Value]) -> Value:
        with self._lock:
            book = self._book = self._book or self._opened()
            book.wanted_again()
            self._reads = mark
        try:
            return function(book)
        except Exception:
            if not book.dropped:
                self._let_go()  # whatever was wrong with it, the next reading meets the book afresh
            raise
        finally:
            with self._lock:
                self._reads = None

    def drop(self, mark: object) -> None:
        """End a reading, if it is under way."""
        with self._lock:
            if self._reads is mark and self._book is not None:
                self._book.drop()

    def _let_go(self) -> None:
        with self._lock:
            book, self._book, self._reads = self._book, None, None
        if book is not None:
            book.close()

    def close(self) -> None:
        """Finish what is under way and let go of the file."""
        self._thread.submit(self._let_go)
        self._thread.shutdown(wait=True)
