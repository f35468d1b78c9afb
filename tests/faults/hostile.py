"""Texts that are code to somebody: in every field that an action takes, out by every export, command and screen.

``python tests/faults/hostile.py --seed 1 --count 2000`` fills a book by so many actions with nothing but such texts. No
command may fail, no byte that drives a terminal may come out, no formula may stand bare, nothing may be run.
"""

from __future__ import annotations

import asyncio
import csv
import io
import json
import random
import re
import sys
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from blank import HASTY
from faults.harness import FELL, WRONG, Found, command, passing, typed
from faults.power_cuts import CLOCK, worked_in
from faults.state_machine import Hand, actions
from repbook.actions.imports.exchange import FORMATS
from repbook.domain.spine.rules import DEFAULT
from repbook.errors import RepbookError
from repbook.storage.book.book import Book
from repbook.storage.keeper import Keeper
from repbook.storage.views import today as today_view
from repbook.ui.app.app import RepbookApp

TEXTS = (
    "[", "[/]", "[/b]", "[red]", '[a="x', "[@click=app.quit]x[/]", "[@click=app.screenshot('x.svg')]x[/]",
    "[link=file:///etc/passwd]x[/link]", "[x](https://e.example)", "Acme [East]", "Bob [bob@x.example]", "C:\\new\\[b]",
    "ends in \\", "$name", ":warning:", "{0} {name} %s %(x)s", "\x1b]52;c;aGk=\x07", "\x1b]0;title\x07", "\x1b[2J", "\x1b[6n",
    "\x1bP1$r\x1b\\", "\x1bc", "\x9b2J", "\u202eabc", "\u2066a\u2069", "a\0b", "a\x07b\x08\x7f\x0b\x0c", "\ud800", "e" + "\u0301" * 500,
    "👨‍👩‍👧‍👦 🇩🇪", "ภาษาไทย", "漢字かな", "שלום עולם", "مرحبا", "=HYPERLINK(1)", "+1+1", "-1+1", "@SUM(1)", "\t=1", "\r=1",
    "O'Brien", '"', "*", "AT&T", "(", "NEAR(", "--", "%", "_", "'; DROP TABLE customers; --", "END:VEVENT\nBEGIN:VEVENT", "a\r\nBcc: x@y",
    "x@y.example?bcc=z@y.example", "../../x", "/abs", "con", "a" * 300, "\u2028\u2029", "$(touch ran)", "`touch ran`", "-rf", "file:///etc",
    "mailto:a;touch ran",
)  # fmt: skip
DRIVES = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
COMMANDS = (
    ("today",), ("find", "a"), ("find", "["), ("find", "NEAR("), ("history",), ("check",), ("show", "hollis"), ("keys",),
    ("report",), ("duplicates",), ("review",), ("status",),
)  # fmt: skip
KEYS = (
    "1",
    "j",
    "enter",
    "escape",
    "2",
    "3",
    "j",
    "enter",
    "tab",
    "tab",
    "tab",
    "escape",
    "4",
    "tab",
    "5",
    "6",
    "1",
    "l",
    "escape",
    "b",
    "escape",
    "H",
    "escape",
)


def _filled(book: Book, count: int, chance: random.Random, found: Found) -> None:
    hand = Hand(book, chance, TEXTS)
    for _ in range(count):
        action = chance.choice(actions())
        if action.__name__ in ("remove", "leave"):
            continue
        try:
            action(book, **hand.arguments(action))
            found["fields filled"] += 1
        except (RepbookError, TypeError):
            continue
        except Exception as error:
            found[
                f"{WRONG}{action.__module__}.{action.__name__}: {type(error).__name__}: {error}"[
                    :120
                ]
            ] += 1


def _said(path: Path, words: tuple[str, ...], found: Found) -> None:
    status, said = typed(path, *words)
    found["commands"] += 1
    if FELL in said:
        found[f"{WRONG}{words}: it fell"] += 1
    if DRIVES.search(said):
        found[f"{WRONG}{words}: what drives a terminal came out"] += 1
    if status not in (0, 1, 2):
        found[f"{WRONG}{words}: {status}"] += 1


def _written(path: Path, form: str, found: Found) -> None:
    target = path.with_name(f"out-{form}")
    _, said = typed(path, "export", "--format", form, "-o", str(target))
    if FELL in said:
        found[f"{WRONG}export {form}: it fell"] += 1
    found["exports"] += 1
    files = [
        each for each in (target.rglob("*") if target.is_dir() else [target]) if each.is_file()
    ]
    for each in files:
        text = each.read_text("utf-8")
        if form == "json":
            json.loads(text)
        elif DRIVES.search(text):
            found[f"{WRONG}export {form}: what drives a terminal came out"] += 1
        if form == "csv" or each.suffix == ".csv":
            cells = (cell for row in csv.reader(io.StringIO(text)) for cell in row)
            if any(re.match(r"[=+@\t\r]|-(?![\d.]+$)", cell) for cell in cells):
                found[f"{WRONG}export {form}: a formula stands bare"] += 1
        if form == "ics" and text.count("BEGIN:VEVENT\r\n") != text.count("END:VEVENT\r\n"):
            found[f"{WRONG}export {form}: an event is torn"] += 1


async def _shown(path: Path, found: Found) -> None:
    keeper = Keeper(path, CLOCK)
    app: Any = RepbookApp(keeper, CLOCK, keeper.submit(today_view.today, rules=DEFAULT), demo=True)
    async with app.run_test(size=(120, 36)) as pilot:
        for key in KEYS:
            await pilot.press(key)
            await pilot.pause()
            drawn = "".join(
                s.text
                for line in app.screen._compositor.render_strips()
                for s in app._filter.apply(line, None)
            )
            found["screens"] += 1
            if DRIVES.search(drawn):
                found[f"{WRONG}screen after {key}: what drives a terminal came out"] += 1
    keeper.close()
    if app.crash is not None:
        found[f"{WRONG}the app fell: {type(app.crash).__name__}"] += 1


def run(count: int, seed: int, *, screens: bool = True) -> Found:
    """A book of so many actions, and all that comes out of it."""
    chance, found = random.Random(seed), Counter[str]()
    with passing("hostile-", HASTY) as place:
        path = worked_in(place / "book.db", 8)
        with Book(path, CLOCK) as book:
            _filled(book, count, chance, found)
        for words in COMMANDS:
            _said(path, words, found)
        for form in FORMATS:
            _written(path, form, found)
        if screens:
            with suppress(RuntimeError):
                asyncio.run(_shown(path, found))
        if list(place.rglob("ran")) or list(Path.cwd().glob("*.svg")):
            found[WRONG + "something was run"] += 1
    return found


if __name__ == "__main__":
    sys.exit(command("hostile texts", run, 1000))
