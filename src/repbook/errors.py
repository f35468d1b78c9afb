"""One family of errors: what went wrong, and what to do next, in one line each."""

from __future__ import annotations


class RepbookError(Exception):
    """Something a rep can be told in one line.

    ``message`` names the cause, ``hint`` the next step; ``str()`` is both. Neither ever carries a
    customer's private text beyond the name that the rep typed.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} - {self.hint}" if self.hint else self.message


class InvalidInput(RepbookError):
    """What was typed can't be taken; ``field`` names where, so a form can show it there."""

    def __init__(self, message: str, hint: str = "", *, field: str = "") -> None:
        super().__init__(message, hint)
        self.field = field


class AmbiguousDay(InvalidInput):
    """A day that can be read in two ways; ``choices`` holds the ISO days it could be."""

    def __init__(self, message: str, hint: str = "", *, choices: tuple[str, ...] = ()) -> None:
        super().__init__(message, hint, field="day")
        self.choices = choices


class NotFound(RepbookError):
    """No row answers to what was asked for."""


class Conflict(RepbookError):
    """The change can't be made because a later change touched the same rows."""


class BookUnusable(RepbookError):
    """The book can't be opened or trusted: missing, foreign, damaged, newer, or replaced."""


class BookBusy(RepbookError):
    """Another program holds the book; nothing was lost and it may be tried again."""


class BookHeld(BookBusy):
    """Another program has the whole book, so that it can't even be read."""


class BookLost(BookUnusable):
    """The file of an open book is no longer at its place: it is gone, or another one stands there."""


class BookSpoiled(BookLost):
    """The file of an open book is at its place, and another program has spoiled it: cut, or written over."""


class BadFile(RepbookError):
    """A file to import, export, or restore can't be used."""


class BadSettings(RepbookError):
    """The settings file says something that can't be meant."""


class Dropped(RepbookError):
    """What was being read is wanted no more: the rep has gone on."""
