"""The one thread that talks to the book, so that no screen ever waits for the disk."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from ..clock import Clock
from .book import Book

Given = ParamSpec("Given")
Value = TypeVar("Value")


class Keeper:
    """Opens a book in a thread of its own and runs functions of it there, one after another."""

    def __init__(self, path: Path, clock: Clock, *, by: str = "app") -> None:
        self.path = path
        self.clock = clock
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="book")
        self._book: Future[Book] = self._thread.submit(Book, path, clock, by=by)

    def ready(self) -> None:
        """Wait until the book is open; raises what opening raised."""
        self._book.result()

    def submit(
        self,
        function: Callable[Concatenate[Book, Given], Value],
        *args: Given.args,
        **kwargs: Given.kwargs,
    ) -> Future[Value]:
        """Have ``function(book, …)`` run in the storage thread."""
        return self._thread.submit(lambda: function(self._book.result(), *args, **kwargs))

    async def ask(
        self,
        function: Callable[Concatenate[Book, Given], Value],
        *args: Given.args,
        **kwargs: Given.kwargs,
    ) -> Value:
        """Await ``function(book, …)``; the interface goes on meanwhile."""
        return await asyncio.wrap_future(self.submit(function, *args, **kwargs))

    def close(self) -> None:
        """Finish what is under way and let go of the file."""
        if not self._book.cancelled():
            self._thread.submit(self._close)
        self._thread.shutdown(wait=True)

    def _close(self) -> None:
        if self._book.done() and self._book.exception() is None:
            self._book.result().close()
