"""A sitting over standard input and output, from its first line to whatever ends it."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import IO, TYPE_CHECKING

from .loop import Loop
from .session import Session
from .talk import LineCut, Talk

if TYPE_CHECKING:
    from ..clock import Clock
    from ..domain.spine.rules import Rules
    from ..settings import Settings
    from ..storage.book.book import Book
    from ..ui.keys.commands import Command

STOPPED, BY_SIGNAL = 130, 128


def converse(
    streams: tuple[IO[str], IO[str]],
    book: Book,
    clock: Clock,
    rules: Rules,
    settings: Settings,
    table: tuple[Command, ...],
) -> int:
    """Hold a sitting; returns the exit status. ``streams`` are what is heard and what is said."""
    heard, said = streams
    if hasattr(heard, "reconfigure"):
        heard.reconfigure(errors="replace")
    talk = Talk(heard, said)
    loop = Loop(Session(book, talk, clock, rules, settings, table))
    with _signals(talk) as caught:
        try:
            loop.run()
        except LineCut:
            with suppress(LineCut):  # who hung up hears nothing
                if caught or talk.broke_off:
                    talk.say("The line was cut. What was typed is kept.")
        except KeyboardInterrupt:
            talk.say("", "Stopped. What was typed is kept.")
            return STOPPED
    return BY_SIGNAL + caught[0] if caught else 0


@contextmanager
def _signals(talk: Talk) -> Iterator[list[int]]:
    """A line that is hung up, or a program that is told to end, is a line that was cut: what was typed is kept."""
    caught: list[int] = []

    def cut(number: int, _: object) -> None:
        caught.append(number)
        talk.cut = True
        if talk.waiting:
            raise LineCut

    names = [name for name in ("SIGHUP", "SIGTERM") if hasattr(signal, name)]
    before = {name: signal.signal(getattr(signal, name), cut) for name in names}
    try:
        yield caught
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)
