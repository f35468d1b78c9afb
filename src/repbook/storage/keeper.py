"""The one thread that talks to the book, so that no screen ever waits for the disk."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

if TYPE_CHECKING:
    from pathlib import Path

    from ..clock import Clock
    from .book.book import Book

Given = ParamSpec("Given")
Value = TypeVar("Value")


class Keeper:
    """Opens a book in a thread of its own and runs functions of it there, one after another.

    The book is opened when it is first asked for, so that an app can stand before that.
    """

    def __init__(self, path: Path, clock: Clock, *, by: str = "app") -> None:
        self.path = path
        self.clock = clock
        self.by = by
        self.asked = 0
        """How many answers are awaited now: each is counted before its work begins."""
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="book")
        self._opened: Book | None = None

    def _book(self) -> Book:
        if self._opened is None:
            from .safety.opening import open_book

            self._opened = open_book(self.path, self.clock, by=self.by)
        return self._opened

    def ready(self) -> None:
        """Wait until the book is open; raises what opening raised."""
        self._thread.submit(self._book).result()

    def submit(
        self,
        function: Callable[Concatenate[Book, Given], Value],
        *args: Given.args,
        **kwargs: Given.kwargs,
    ) -> Future[Value]:
        """Have ``function(book, …)`` run in the storage thread."""
        return self._thread.submit(lambda: function(self._book(), *args, **kwargs))

    async def ask(
        self,
        function: Callable[Concatenate[Book, Given], Value],
        *args: Given.args,
        **kwargs: Given.kwargs,
    ) -> Value:
        """Await ``function(book, …)``; the interface goes on meanwhile."""
        self.asked += 1
        try:
            return await asyncio.wrap_future(self.submit(function, *args, **kwargs))
        finally:
            self.asked -= 1

    def close(self) -> None:
        """Finish what is under way and let go of the file."""
        self._thread.submit(self._close)
        self._thread.shutdown(wait=True)

    def _close(self) -> None:
        if self._opened is not None:
            self._opened.close()
            self._opened = None
