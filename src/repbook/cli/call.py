"""What a command is given: its options, its streams, the clock, the settings, and the book."""

from __future__ import annotations

import os
from contextlib import ExitStack
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from .. import paths
from ..clock import Clock
from ..errors import BadSettings, BookUnusable
from ..settings import Settings, load
from .console import Console

if TYPE_CHECKING:
    from argparse import Namespace

    from ..domain.spine.rules import Rules
    from ..storage.book.book import Book
    from ..ui.keys.commands import Keys
    from .progress import Progress


class Call:
    """One run of repbook. Close it at the end: a demo book is thrown away then."""

    def __init__(self, options: Namespace, console: Console) -> None:
        self.options = options
        self.console = console
        self._at_end = ExitStack()

    prints_today = False
    """Whether it was Today in words that was asked for."""
    reckoned = False
    """Whether Today had to be reckoned, since it was not at hand."""
    _book: Book | None = None
    """The one that is open."""
    _opened: tuple[Path, int] | None = None
    """The book that was opened, and when it had been written last."""

    @property
    def owes_today(self) -> bool:
        """Whether Today of the book is not kept as it is now: it was written to; a made-up one does not count."""
        if self._opened is None or self.options.demo:
            return False
        path, before = self._opened
        try:
            return self.reckoned or path.stat().st_mtime_ns != before
        except OSError:
            return False

    def keep_today(self) -> None:
        """Have Today kept for who asks next, in a child that nobody waits for."""
        from ..background import in_child

        if self._opened is not None:
            in_child(partial(self._keep_today_of, self._opened[0]))

    def _keep_today_of(self, path: Path) -> None:
        from .keeping_text import keep_all

        papers = (self.console.paper,) if self.prints_today else ()
        keep_all(path, self.clock, self.rules, self.keys, papers)

    def keep_text(self, text: str) -> None:
        """Keep Today as it was just printed for who asks again; with Today itself, where that is not kept yet."""
        self.prints_today = True
        if not (self.reckoned or self.options.demo):
            from .keeping_text import keep_text

            keep_text(self.path, self.clock.today(), self.console.paper, text)

    def close(self) -> None:
        """Let go of the book, and of what was only made for this run."""
        self._at_end.close()

    @cached_property
    def clock(self) -> Clock:
        """The clock, set to ``--today`` or ``REPBOOK_TODAY`` if either is given."""
        return Clock(self.options.today or _day_of_environment())

    @cached_property
    def settings(self) -> Settings:
        """The settings file; raises ``BadSettings``. The demo has a rep of its own where it names none."""
        settings = load(paths.settings_file())
        if not self.options.demo:
            return settings
        from ..demo import CONTACTS, REP

        return settings._replace(rep=settings.rep or REP, contacts=settings.contacts or CONTACTS)

    def refuse_keys(self) -> None:
        """Raise ``BadSettings`` where the settings name keys that can't be meant."""
        if self.settings.keys:
            from ..ui.keys.remapping import remapped

            remapped(self.settings.keys)

    @cached_property
    def keys(self) -> Keys:
        """The keys as the settings have them; as they come where those can't be meant, which was said before."""
        from ..ui.keys.commands import SHIPPED, Keys
        from ..ui.keys.remapping import remapped

        try:
            return Keys(remapped(self.settings.keys))
        except BadSettings:
            return SHIPPED

    @cached_property
    def rules(self) -> Rules:
        """The rules with the settings' numbers; raises ``BadSettings``."""
        values = self.settings.rule_values
        if not values:
            from ..domain.spine.rules import DEFAULT

            return DEFAULT
        from ..domain.overrides import rules_from

        return rules_from(values)

    @cached_property
    def path(self) -> Path:
        """Where the book is or would be; with ``--demo``, a fresh made-up one."""
        if self.options.demo:
            return self._demo_book()
        if self.options.book is not None:
            return Path(self.options.book).expanduser()
        return paths.book_file()

    @property
    def named(self) -> bool:
        """Whether the rep said which book, so that a missing one is a slip, not a beginning."""
        said = self.options.demo or self.options.book is not None
        return bool(said or os.environ.get("REPBOOK_BOOK"))

    def ready_path(self) -> Path:
        """The path of a book that is there: the first start makes one, and says so (F49).

        Raises ``BookUnusable`` where a book that was named, or had been there, is missing.
        """
        if os.path.lexists(self.path):
            return self.path
        if self.named:
            raise BookUnusable(
                f"there is no book at {self.path}",
                f"check the path, or start one: repbook --book {self.path} new",
            )
        if saved := _saved(self.path):
            raise BookUnusable(
                f"the book at {self.path} is gone, but what was open then was saved",
                f"move {saved} to its place, or open it with --book",
            )
        if paths.backup_folder(self.path).exists():
            raise BookUnusable(
                f"the book at {self.path} is gone, but its backups are there",
                "`repbook restore` names the newest; `repbook new` starts afresh",
            )
        self.start_book()
        return self.path

    def start_book(self) -> None:
        """Make an empty book at ``path``; raises ``BookUnusable``."""
        from ..storage.book.engine import create

        self.clock.today()  # a day that can't be meant is refused before there is a book
        create(self.path)
        self.console.note(f"new book at {self.path}")

    def open(self, *, looked: bool = True) -> Book:
        """The book, open until the call is closed; ``looked`` through first, if another program wrote to it."""
        return self.open_at(self.ready_path(), looked=looked)

    def open_at(self, path: Path, *, looked: bool = True) -> Book:
        """The book at a path, open until the call is closed."""
        from ..storage.safety.opening import open_book

        self._opened = path, path.stat().st_mtime_ns
        told = partial(_far, [], self.console, "finishing what was broken off:", "finished", "row")
        renewed = partial(_far, [], self.console, "bringing it up to date:", "done", "customer")
        book = open_book(path, self.clock, by="command", told=told, renewed=renewed, looked=looked)
        self._book = self._at_end.enter_context(book)
        return self._book

    def behind(self, error: Exception) -> Exception:
        """What made a command stumble: a damaged value of the book, where it has one; else the fault itself."""
        from ..storage.safety.damaged_values import stumbled_over

        return (self._book and stumbled_over(self._book, error)) or error

    def passing_folder(self) -> Path:
        """A folder of our own, 0700, that is gone when the call ends."""
        from .passing import passing_folder

        return self._at_end.enter_context(passing_folder())

    def _demo_book(self) -> Path:
        from ..demo import build

        path = self.passing_folder() / "demo.db"
        build(path, self.clock.today())
        return path


def _far(
    far: list[Progress], console: Console, doing: str, did: str, noun: str, done: int, of: int
) -> None:
    """Told of what an opening finishes first: rows on their way, or what an older repbook has cached."""
    from .progress import Progress

    if not far:
        far.append(Progress(console, doing, did, noun))
    far[0](done, of)
    if done == of:
        far.pop().end()


def _saved(path: Path) -> Path | None:
    """The newest copy that was saved of a book that is gone."""
    from ..storage.safety.backup_folder import saved_copies

    return next(iter(saved_copies(path)), None)


def _day_of_environment() -> date | None:
    given = os.environ.get("REPBOOK_TODAY")
    if not given:
        return None
    try:
        return date.fromisoformat(given)
    except ValueError:
        from .usage import WrongUsage

        raise WrongUsage(
            f"REPBOOK_TODAY is '{given}', which is no day", "set it to one such as 2026-03-17"
        ) from None
