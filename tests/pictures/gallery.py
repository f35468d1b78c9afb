"""Every screen and form as pictures: ``python tests/pictures/gallery.py -o FOLDER``.

Three sizes, dark and light, and contact sheets of each room, from the running app in this process. Scenes are
lines of ``scenes.txt``. ``--only log --size 80`` takes some of them, ``--colours 16`` shows them as such a terminal does.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from PIL import Image
from textual.widgets import Input

sys.path.insert(0, str(Path(__file__).parents[1]))

import stylesheets
from pictures.books import made
from pictures.cells import draw, of_app, sheet
from polite import at_rest, key_event
from repbook.clock import FixedClock
from repbook.domain.spine.rules import DEFAULT
from repbook.storage.book.book import Book
from repbook.storage.keeper import Keeper
from repbook.storage.views import today as today_view
from repbook.ui.app.app import RepbookApp
from repbook.ui.brief.brief_pane import DELAY
from repbook.ui.text.themes import THEMES

FILE = Path(__file__).parents[1] / "data" / "dialects" / "pipedrive-organizations-export.csv"
"""What is brought in."""
NOW = datetime(2026, 6, 3, 9, 14)
SIZES = {80: (24, 2), 120: (36, 2), 200: (50, 1)}
"""Columns, each with its lines and how many pictures stand side by side on a sheet."""
ON_A_SHEET = {80: 4, 120: 4, 200: 1}
LETTERS = {80: 15, 120: 15, 200: 13}
SHADES = ("dark", "light")
COLOURS = {
    "truecolor": {"TEXTUAL_COLOR_SYSTEM": "truecolor"},
    "256": {"TEXTUAL_COLOR_SYSTEM": "256"},
    "16": {"TEXTUAL_COLOR_SYSTEM": "standard"},
    "none": {"TEXTUAL_COLOR_SYSTEM": "truecolor", "NO_COLOR": "1"},
}
"""How many colours the terminal says that it has, and how Textual is told before it is imported."""
STEP = re.compile(r'"([^"]*)"|(\S+)')
"""What is typed, or a key or a command."""


class Scene(NamedTuple):
    """A line of ``scenes.txt``."""

    room: str
    name: str
    book: str
    whom: str
    keys: str


def scenes() -> Iterator[Scene]:
    """Every scene, as it stands in the file."""
    room = ""
    for line in (Path(__file__).parent / "scenes.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            room = line.strip("[]")
        elif line and not line.startswith("#"):
            yield Scene(room, *(part.strip() for part in line.split("|", 3)))


async def play(app: RepbookApp, scene: Scene) -> None:
    """Highlight whom the scene is about, or open its page; then do step by step what it says."""
    if scene.whom:
        found = await app.keeper.ask(partial(numbered, name=scene.whom.lstrip("=")))
        if scene.whom.startswith("="):
            app.open_customer(found)
        elif screen := app.book_screen:
            screen.point_at(found)
        await at_rest(app)
    for typed, step in STEP.findall(scene.keys):
        key, _, times = step.partition("*")
        if step.startswith(":"):
            app.action_command(step[1:])
        for each in typed or [key] * int(times or 1) * (not step.startswith(":")):
            app._driver.send_message(key_event(app, each))  # type: ignore[union-attr]
            await at_rest(app, drawn=False)
        await at_rest(app)


def numbered(book: Book, name: str) -> int:
    """The id of a customer."""
    (found,) = next(book.connection.execute("SELECT id FROM customers WHERE name = ?", (name,)))
    return int(found)


@contextmanager
def opened(book: Path, now: datetime) -> Iterator[RepbookApp]:
    """The app over a book, at a time that stands still."""
    clock = FixedClock(now)
    keeper = Keeper(book, clock)
    try:
        yield RepbookApp(keeper, clock, keeper.submit(today_view.today, rules=DEFAULT))
    finally:
        keeper.close()


async def take(scene: Scene, columns: int, folder: Path, book: Path) -> None:
    """Play a scene in one size, and draw it in each theme."""
    rows, _ = SIZES[columns]
    with opened(book, NOW) as app:
        async with app.run_test(size=(columns, rows)):
            await at_rest(app)
            await play(app, scene)
            await asyncio.sleep(DELAY + 0.05)  # the brief comes once the highlight rests
            await at_rest(app)
            for shade in SHADES:
                if (
                    app.console.color_system != "standard"
                ):  # where the terminal's own colours are all
                    app.theme = THEMES[shade]
                await at_rest(app)
                image = draw(of_app(app), columns, rows, LETTERS[columns])
                image.save(folder / f"{scene.name}-{columns}-{shade}.png")


def sheets(taken: list[Scene], columns: int, folder: Path) -> None:
    """Contact sheets of each room."""
    _, across = SIZES[columns]
    for room in dict.fromkeys(scene.room for scene in taken):
        for shade in SHADES:
            names = [scene.name for scene in taken if scene.room == room]
            several = ON_A_SHEET[columns]
            for number, start in enumerate(range(0, len(names), several), 1):
                files = [
                    folder / f"{each}-{columns}-{shade}.png"
                    for each in names[start : start + several]
                ]
                pictures = [Image.open(file) for file in files if file.exists()]
                if pictures:
                    sheet(pictures, across).save(
                        folder / f"sheet-{columns}-{shade}-{room}-{number}.png"
                    )


async def gallery(taken: list[Scene], columns: list[int], folder: Path) -> None:
    """Take every scene in every size; one that can't be played is told, and the others go on."""
    with TemporaryDirectory() as place:
        books = {name: made(name, Path(place), NOW) for name in {scene.book for scene in taken}}
        here(Path(place))
        for width in columns:
            for scene in taken:
                with TemporaryDirectory(dir=place) as own:
                    os.environ["HOME"] = own
                    book = Path(shutil.copy(books[scene.book], Path(own) / "book.db"))
                    shutil.copy(FILE, Path(own) / "companies.csv")
                    try:
                        await take(scene, width, folder, book)
                    except Exception as error:
                        print(f"{scene.name} at {width}: {error!r}", file=sys.stderr)
            sheets(taken, width, folder)


def here(place: Path) -> None:
    """Nothing of the developer's own is shown, no cursor blinks, and a sheet is read once."""
    for name in ("DATA", "CONFIG", "STATE", "CACHE"):
        os.environ[f"XDG_{name}_HOME"] = str(place / name.lower())
    os.environ.update(HOME=str(place), TERM="xterm-256color", COLORTERM="truecolor")
    Input.cursor_blink = False
    stylesheets.keep()


def main() -> None:
    """Take what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-o", "--out", type=Path, default=Path("gallery"))
    parser.add_argument("--only", default="", help="what a name or a room has in it")
    parser.add_argument("--size", type=int, action="append", choices=SIZES, help="columns")
    parser.add_argument("--colours", default="truecolor", choices=COLOURS)
    asked = parser.parse_args()
    told = COLOURS[asked.colours]
    if any(os.environ.get(name) != value for name, value in told.items()):
        os.environ.pop("NO_COLOR", None)
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, **told})
    if asked.colours != "none":
        os.environ.pop("NO_COLOR", None)
    asked.out.mkdir(parents=True, exist_ok=True)
    taken = [each for each in scenes() if asked.only in each.name or asked.only == each.room]
    asyncio.run(gallery(taken, asked.size or list(SIZES), asked.out))
    print(f"{len(taken)} scenes in {asked.out}")


if __name__ == "__main__":
    main()
