"""Saved views: how a rep wants Customers listed, under names of the rep's own (§5). A file beside the settings.

Nothing of it is in a book; whoever is forgotten goes from its words as well.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from . import files, paths
from .errors import BadFile
from .values import NamedTuple
from .wording import clean, fold

NAME = "views.json"
MOST_LETTERS = 40


class SavedView(NamedTuple):
    """What narrows the table, what filters it (values as the book has them, "" for any), and what sorts it."""

    name: str
    text: str = ""
    phase: str = ""
    tier: str = ""
    state: str = "active"
    overdue: bool = False
    sort: str = "attention"
    reverse: bool = False


class SavedViews:
    """The views of one rep, by name; without a path they are kept for as long as the program runs."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._kept: tuple[SavedView, ...] = ()

    def all(self) -> tuple[SavedView, ...]:
        """All of them, by name. Raises ``BadFile``."""
        if self.path is not None:
            self._kept = _read(self.path)
        return self._kept

    def keep(self, view: SavedView) -> SavedView:
        """Keep a view under its name, in place of another of that name. Raises ``BadFile``."""
        named = view._replace(name=clean(view.name)[:MOST_LETTERS].strip(), text=clean(view.text))
        self._write((*self._others(named.name), named))
        return named

    def drop(self, name: str) -> None:
        """Take a view away. Raises ``BadFile``."""
        self._write(self._others(name))

    def forget(self, is_theirs: Callable[[str], bool]) -> int:
        """Take away the views in whose words somebody is; how many they were. Raises ``BadFile``."""
        found = self.all()
        rest = tuple(each for each in found if not is_theirs(f"{each.name}\n{each.text}"))
        if rest != found:
            self._write(rest)
        return len(found) - len(rest)

    def _others(self, name: str) -> tuple[SavedView, ...]:
        return tuple(each for each in self.all() if fold(each.name) != fold(name))

    def _write(self, views: tuple[SavedView, ...]) -> None:
        self._kept = tuple(sorted(views, key=lambda each: fold(each.name)))
        if self.path is None:
            return
        told = [each._asdict() for each in self._kept]
        try:
            files.own_folder(self.path.parent)
            files.write(self.path, (json.dumps(told, ensure_ascii=False, indent=1), "\n"))
        except OSError as error:
            raise files.unwritable(self.path, error) from None


def place() -> Path:
    """Where the saved views of a rep are."""
    return paths.config_folder() / NAME


def _read(path: Path) -> tuple[SavedView, ...]:
    try:
        told = json.loads(path.read_text("utf-8"))
        found = [_view(each) for each in told]
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        raise BadFile(
            f"the saved views can't be read: {paths.shown(path)}", "mend the file, or move it away"
        ) from None
    return tuple(sorted(found, key=lambda each: fold(each.name)))


def _view(told: dict[str, Any]) -> SavedView:
    """A view as the file has it; what is missing is as it comes. Raises ``ValueError`` where it is none."""
    view = SavedView(**{name: told[name] for name in SavedView._fields if name in told})
    kinds = [type(value) for value in SavedView("")]
    if [type(value) for value in view] != kinds or not clean(view.name):
        raise ValueError("no view")
    return view._replace(name=clean(view.name), text=clean(view.text))
