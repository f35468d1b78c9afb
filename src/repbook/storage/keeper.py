"""The one thread that talks to the book, so that no screen ever waits for the disk."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from ..background import AtWork
from ..errors import BookBusy, BookHeld, BookLost, BookUnusable, Dropped
from .beside import Beside
from .book.book_file import BookFile, translate

if TYPE_CHECKING:
    from pathlib import Path

    from ..clock import Clock
    from .book.book import Book

STEP = 0.3
"""Seconds before a book that another program has is asked for again."""
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
        self.patient = True
        """Whether what is asked waits for a book that another program has."""
        self.moved = ""
        """Where the book is now, if its file was lost while it was open."""
        self.held = False
        """Whether another program has it now, as far as is known."""
        self.tell: Callable[[bool], object] = bool
        """Who hears that the book is held, and that it is free again."""
        self._loop: asyncio.AbstractEventLoop | None = None
        """Where it is asked from."""
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="book")
        self._opened: Book | None = None
        self._at_work = AtWork()
        self._beside = Beside(self._open, self._at_work)
        self._looks: dict[object, list[asyncio.Future[Any]]] = {}

    def _book(self) -> Book:
        if self._opened is None:
            self._opened = self._open()
        return self._opened

    def _open(self) -> Book:
        from .safety.opening import open_book

        return self._at_hand(open_book(self.path, self.clock, by=self.by, finish=False))

    def _at_hand(self, book: Book) -> Book:
        """A book that is open for long: it says what it waits for, and is looked at where others wrote to it."""
        book.waits, book.look = self._waits, _look
        return book

    def _waits(self, held: bool) -> None:
        """A write waits in the thread of the book: whoever shows it is told in theirs."""
        if self._loop is not None:
            with suppress(RuntimeError):  # it has ended meanwhile
                self._loop.call_soon_threadsafe(self._is_held, held)

    def ready(self) -> None:
        """Wait until the book is open; raises what opening raised."""
        self._thread.submit(self._book).result()

    def submit(
        self,
        function: Callable[Concatenate[Book, Given], Value],
        *args: Given.args,
        **kwargs: Given.kwargs,
    ) -> Future[Value]:
        """Have ``function(book, …)`` run in the storage thread; what the database says comes out in a rep's words."""

        @self._at_work.begun()
        def run() -> Value:
            try:
                return function(self._book(), *args, **kwargs)
            except BookLost as error:
                self._go_on(error)
                return function(self._book(), *args, **kwargs)
            except (sqlite3.DatabaseError, BookUnusable) as error:
                self._go_on_if_spoiled()
                if isinstance(error, BookUnusable):
                    raise
                raise translate(error, self.path) from None

        return self._thread.submit(run)

    def in_child(self, work: Callable[[], object]) -> int | None:
        """Begin ``work`` in a child; its number, 0 where there are none, None while anything of the book is under way."""
        return self._at_work.in_child(work)

    async def ask(
        self,
        function: Callable[Concatenate[Book, Given], Value],
        *args: Given.args,
        **kwargs: Given.kwargs,
    ) -> Value:
        """Await ``function(book, …)``; the interface goes on meanwhile.

        While another program has the whole book it is asked again and again, for as long as it is ``patient``.
        """
        self.asked += 1
        self._loop = asyncio.get_running_loop()
        try:
            while True:
                try:
                    value = await asyncio.wrap_future(self.submit(function, *args, **kwargs))
                except BookHeld:
                    if not self.patient:
                        raise
                    self._is_held(True)
                    await asyncio.sleep(STEP)
                else:
                    self._is_held(False)
                    return value
        finally:
            self.asked -= 1

    def _go_on(self, error: BookLost) -> None:
        """In a copy of what the book was; raises where it is to be looked at first."""
        from .safety.rescue import rescue

        if self._opened is None:
            raise error
        book, self.moved, look_first = rescue(self._opened, error)
        self._opened = self._at_hand(book)
        self.path = self._opened.path
        if look_first:
            raise look_first

    def _go_on_if_spoiled(self) -> None:
        """In a copy, where another program has spoiled the file beneath the open book."""
        from .safety.looking_through import look_again

        if self._opened is None:
            return
        try:
            look_again(self._opened)
        except BookLost as error:
            self._go_on(error)
        except (OSError, sqlite3.DatabaseError, BookUnusable, BookBusy):
            return

    def _is_held(self, held: bool) -> None:
        if held != self.held:
            self.held = held
            self.tell(held)

    async def aside(
        self,
        function: Callable[Concatenate[Book, Given], Value],
        *args: Given.args,
        **kwargs: Given.kwargs,
    ) -> Value:
        """As ``ask``, for what takes long: with the book open once more, in a thread of its own."""

        @self._at_work.begun()
        def run() -> Value:
            try:
                with self._open() as book:
                    return function(book, *args, **kwargs)
            except sqlite3.DatabaseError as error:
                raise translate(error, self.path) from None

        return await asyncio.to_thread(run)

    async def look(
        self,
        owner: object,
        function: Callable[Concatenate[Book, Given], Value],
        *args: Given.args,
        **kwargs: Given.kwargs,
    ) -> Value:
        """As ``aside``, for a reading that its ``owner`` may drop: then ``Dropped`` is raised, and the thread goes soon."""
        opened: list[Book] = []

        def run(book: Book, /, *args: Given.args, **kwargs: Given.kwargs) -> Value:
            opened.append(book)
            return function(book, *args, **kwargs)

        def stop() -> None:
            for book in opened:
                book.drop()

        work = asyncio.ensure_future(self.aside(run, *args, **kwargs))
        return await self._unless_dropped(owner, work, stop)

    async def read(
        self,
        owner: object,
        function: Callable[Concatenate[Book, Given], Value],
        *args: Given.args,
        **kwargs: Given.kwargs,
    ) -> Value:
        """As ``look``, for what is read again and again: by a reader that stays open, and remembers.

        Where the book is not at its place, or not free, it is read as anything else is, which knows what to do then.
        """
        mark = object()
        work = asyncio.wrap_future(
            self._beside.submit(mark, lambda book: function(book, *args, **kwargs))
        )
        try:
            return await self._unless_dropped(owner, work, partial(self._beside.drop, mark))
        except (sqlite3.DatabaseError, BookBusy, BookUnusable):
            return await self.ask(function, *args, **kwargs)

    async def _unless_dropped(
        self, owner: object, work: asyncio.Future[Value], stop: Callable[[], None]
    ) -> Value:
        """Wait for a reading that its owner may drop; ``stop`` ends it where it is under way."""
        self._looks.setdefault(owner, []).append(work)
        try:
            return await work
        except asyncio.CancelledError:
            stop()
            if work not in self._looks.get(owner, ()):
                raise Dropped("the reading was dropped", "ask again") from None
            raise
        finally:
            if work in (looks := self._looks.get(owner, [])):
                looks.remove(work)

    def drop(self, owner: object) -> None:
        """End what is being read for somebody who has gone on."""
        for work in self._looks.pop(owner, ()):
            work.cancel()

    def close(self) -> None:
        """Finish what is under way and let go of the file."""
        self._beside.close()
        self._thread.submit(self._close)
        self._thread.shutdown(wait=True)

    def _close(self) -> None:
        if self._opened is not None:
            self._opened.close()
            self._opened = None


def _look(book: BookFile) -> None:
    """Raise ``BookLost`` for a file that another program has spoiled; one that it still has is waited for elsewhere."""
    from .safety.looking_through import look_again

    with suppress(BookBusy):
        look_again(book)
