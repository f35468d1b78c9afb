"""All actions in any order, then everything undone: the book is as it was to the byte, and done again as it had become.

``python tests/faults/state_machine.py --seed 1 --count 1000000`` counts single steps. The actions are found in
``repbook.actions`` and filled by what their parameters are called, so that one of tomorrow is met by itself.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import random
import re
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

import repbook.actions
from blank import HASTY
from faults.harness import WRONG, Found, command, passing
from faults.power_cuts import CLOCK, TODAY, worked_in
from random_merges import export, state
from repbook.actions.base import history
from repbook.domain.spine import kinds
from repbook.domain.spine.rules import DEFAULT
from repbook.errors import NotFound, RepbookError
from repbook.storage.book.book import Book
from repbook.storage.book.row_kinds import TABLES
from repbook.storage.safety.integrity import check

ROOMS = ("base", "care", "customers", "review", "sales", "touches")
NOT_STEPS = {"undo", "redo", "undo_many", "finish_what_was_left", "submit"}
MISTAKEN = ("no such field", "unexpected keyword", "must be a", "multiple values")
"""What says that a caller named a field that there is not: no form does."""
STEPS_A_ROUND = 40
TEXTS = (
    "fine", "slow again", "[red]ok[/]", "x\x1b[2J", "", "Marsh Foods", "0113 496 0000", "a@b.example",
    "* on time @ chess ! card fri ? leak", "=1+1", "Straße", "\u202eabc", "x" * 250, "12 jun", "3/4",
)  # fmt: skip
WORDS = tuple(
    str(word)
    for kind in vars(kinds).values()
    if isinstance(kind, type) and issubclass(kind, StrEnum)
    for word in kind
)
Action = Callable[..., Any]


@cache
def actions() -> tuple[Action, ...]:
    """Every function of the rooms of the actions that takes a book and returns what it changed."""
    found = {}
    for room in ROOMS:
        for module in pkgutil.iter_modules([f"{repbook.actions.__path__[0]}/{room}"]):
            loaded = importlib.import_module(f"repbook.actions.{room}.{module.name}")
            for name, function in inspect.getmembers(loaded, inspect.isfunction):
                first = next(iter(inspect.signature(function).parameters.values()), None)
                returns = inspect.signature(function).return_annotation
                ours = function.__module__ == loaded.__name__ and name[0] != "_"
                if (
                    ours
                    and first
                    and first.annotation == "Book"
                    and returns == "Change"
                    and name not in NOT_STEPS
                ):
                    found[f"{room}.{module.name}.{name}"] = function
    return tuple(found[name] for name in sorted(found))


class Hand:
    """Fills in the parameters of an action by chance."""

    def __init__(self, book: Book, chance: random.Random, texts: tuple[str, ...] = TEXTS) -> None:
        self.book, self.chance, self.texts = book, chance, texts

    def arguments(self, action: Action) -> dict[str, Any]:
        """By name: what has no default, and some of the rest."""
        given: dict[str, Any] = {}
        for name, parameter in list(inspect.signature(action).parameters.items())[1:]:
            if parameter.kind is parameter.VAR_KEYWORD:
                given |= self._columns(action)
            elif name == "op_id":
                continue
            elif parameter.default is parameter.empty or self.chance.random() < 0.4:
                given[name] = self.value(name, str(parameter.annotation), action.__module__)
        return given

    def value(self, name: str, kind: str, module: str) -> Any:
        """Something for a parameter of this name and annotation."""
        if kind.endswith("| None"):
            if self.chance.random() < 0.3:
                return None
            kind = kind.removesuffix("| None").strip()
        if kind == "Rules":
            return DEFAULT
        if kind == "date":
            return TODAY + timedelta(days=self.chance.randrange(-400, 400))
        if kind == "bool":
            return self.chance.random() < 0.5
        if kind == "int" and name in ("days", "weekdays"):
            return self.chance.randrange(7)
        if kind == "int":
            return self._id(name) if name.endswith("_id") else self.chance.randrange(-2, 40)
        if kind in ("str", "Any"):
            return self.chance.choice(WORDS if self.chance.random() < 0.5 else self.texts)
        if "[" in kind:
            return self._several(name, kind, module)
        made = getattr(sys.modules[module], kind, None)
        if isinstance(made, type) and issubclass(made, StrEnum):
            return self.chance.choice(list(made))
        if isinstance(made, type) and hasattr(made, "__annotations__"):
            return self._made(made)
        raise LookupError(f"{name}: {kind}")

    def _several(self, name: str, kind: str, module: str) -> Any:
        """Some of what stands in the brackets; of a tuple of two, each once."""
        outer, _, inner = kind.removesuffix("]").partition("[")
        parts = [
            part.strip() for part in re.split(r",(?![^\[]*\])", inner) if part.strip() != "..."
        ]
        each = name.removesuffix("s") if name.endswith("_ids") else name
        if outer in ("Mapping", "dict"):
            return {
                self.value(name, parts[0], module): self.value(name, parts[1], module)
                for _ in range(self.chance.randrange(3))
            }
        if len(parts) > 1:
            return tuple(self.value(each, part, module) for part in parts)
        several = [self.value(each, parts[0], module) for _ in range(self.chance.randrange(3))]
        return frozenset(several) if "set" in outer else tuple(several)

    def _made(self, kind: type) -> Any:
        given = {}
        for name, annotation in kind.__annotations__.items():
            defaults = getattr(kind, "_field_defaults", None)
            if defaults is None:
                defaults = {
                    key: 1
                    for key, field in kind.__dataclass_fields__.items()
                    if field.default is not field.default_factory
                }
            if name not in defaults or self.chance.random() < 0.3:
                given[name] = self.value(
                    name, str(getattr(annotation, "__forward_arg__", annotation)), kind.__module__
                )
        return kind(**given)

    def _id(self, name: str) -> int:
        noun = {"keep": "customer", "join": "customer", "one": "customer", "other": "customer"}.get(
            name.removesuffix("_id"), name.removesuffix("_id")
        )
        rows = (
            self.book.rows(f'SELECT id FROM "{TABLES[noun]}" ORDER BY id DESC LIMIT 20')
            if noun in TABLES
            else []
        )
        return (
            self.chance.choice(rows)[0]
            if rows and self.chance.random() < 0.97
            else self.chance.randrange(1, 9)
        )

    def _columns(self, action: Action) -> dict[str, Any]:
        """Some columns of the row that an action makes or edits, of their own kind."""
        table = action.__module__.rpartition(".")[2]
        named = inspect.signature(action).parameters
        found = {}
        for _, name, kind, *_ in self.book.rows(f'PRAGMA table_info("{table}")'):
            known = name in {"id", "folded", "digits", *named} or name.endswith("_id")
            if not known and self.chance.random() < 0.15:
                wanted = {"DATE": "date", "INTEGER": "int", "BOOLEAN": "bool"}.get(
                    kind.upper(), "str"
                )
                found[name] = self.value(name, wanted, __name__)
        return found


def _round(book: Book, chance: random.Random, count: int, found: Found) -> Iterator[str]:
    """So many steps, all undone, all done again; what is wrong."""
    hand, before, before_bytes = Hand(book, chance), state(book), export(book)
    done = 0
    for _ in range(count):
        action = chance.choice(actions())
        name = f"{action.__module__.removeprefix('repbook.actions.')}.{action.__name__}"
        first = book.row("SELECT count(*) FROM operations")
        try:
            action(book, **hand.arguments(action))
            done += book.row("SELECT count(*) FROM operations") != first
            found["steps taken"] += 1
        except RepbookError as error:
            found["steps refused"] += 1
            if "\n" in str(error):
                yield f"{name}: refused in more than one line"
        except Exception as error:
            if isinstance(error, TypeError) and any(words in str(error) for words in MISTAKEN):
                found["steps misnamed"] += 1
            else:
                yield f"{name}: {type(error).__name__}: {error}"[:120]
    after = state(book)
    for what, step, wanted in (
        ("undone", history.undo, before),
        ("done again", history.redo, after),
    ):
        try:
            for _ in range(done):
                step(book)
                found[f"steps {what}"] += 1
        except RepbookError as error:
            yield f"not all is {what}: {error}"
            return
        if state(book) != wanted:
            yield f"{what}: not the same"
    with suppress(NotFound):
        while True:
            history.undo(book)
    if export(book) != before_bytes:
        yield "undone: another export"
    if wrong := check(book, DEFAULT):
        yield f"not sound: {wrong[0].what}"


def run(count: int, seed: int) -> Found:
    """So many steps, in rounds."""
    chance, found = random.Random(seed), Counter[str]()
    with passing("steps-", HASTY) as place:
        first = worked_in(place / "first.db")
        with Book(first, CLOCK) as book:
            book.rows("DELETE FROM journal")
            book.rows("DELETE FROM operations")
        while found.total() < count:
            path = Path(shutil.copy(first, place / "book.db"))
            with Book(path, CLOCK) as book:
                for wrong in _round(book, chance, min(count, STEPS_A_ROUND), found):
                    found[f"{WRONG}{wrong}"] += 1
    return found


if __name__ == "__main__":
    sys.exit(command("steps and undoing", run, 20_000))
