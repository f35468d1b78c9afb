"""A rep's minute as a moving picture, from the running app: ``python tests/pictures/cast.py``.

A call is logged in one line, taken back, and the weekly review begun. What is pressed stands beneath.
"""

from __future__ import annotations

import asyncio
import shutil
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from PIL import Image, ImageDraw

sys.path.insert(0, str(Path(__file__).parents[1]))

from pictures.books import made
from pictures.cells import PAPER, draw, font, measures, of_app
from pictures.gallery import NOW, here, numbered, opened
from polite import at_rest, key_event
from repbook.ui.app.app import RepbookApp

HERE = Path(__file__).parents[2] / "screenshots" / "minute.gif"
COLUMNS, ROWS, SIZE = 96, 27, 14
WORDS = "fits well in theatre 2 * delivered complete ! send cleaning card fri > tue 10am call"


class Step(NamedTuple):
    """Keys, one after the other, what is said of them, and for how long (ms) each and the last is looked at."""

    keys: tuple[str, ...]
    said: str
    each: int
    last: int


STEPS = (
    Step((), "Today: who needs you, and why", 0, 2600),
    Step(("l", "1"), "l 1   log a talk", 500, 1100),
    Step(tuple(WORDS), "one line: a success, a promise, the next step", 45, 2600),
    Step(("enter",), "Enter   all of it is filed", 0, 3000),
    Step(("u",), "u   and taken back", 0, 2200),
    Step(("W",), "W   the weekly review: one card, one key", 0, 2600),
    Step(("o",), "o   onto Today", 0, 1600),
    Step(("space",), "Space   not now", 0, 1600),
    Step(("escape",), "Esc   it goes on where it was left", 0, 2400),
)


async def frames(book: Path) -> list[tuple[Image.Image, int]]:
    """The pictures, and for how long each is shown."""
    taken: list[tuple[Image.Image, int]] = []
    with opened(book, NOW) as app:
        async with app.run_test(size=(COLUMNS, ROWS)):
            await at_rest(app)
            found = await app.keeper.ask(lambda read: numbered(read, "Orchard Clinic"))
            app.book_screen.point_at(found)
            for step in STEPS:
                for place, key in enumerate(step.keys):
                    app._driver.send_message(key_event(app, key))
                    await at_rest(app)
                    if place < len(step.keys) - 1:
                        taken.append((shot(app, step.said), step.each))
                await at_rest(app)
                taken.append((shot(app, step.said), step.last))
    return taken


def shot(app: RepbookApp, said: str) -> Image.Image:
    """The screen, and a line beneath with what is pressed."""
    screen = draw(of_app(app), COLUMNS, ROWS, SIZE)
    wide, high = measures(SIZE)
    whole = Image.new("RGB", (screen.width, screen.height + 2 * high), PAPER)
    whole.paste(screen)
    pen = ImageDraw.Draw(whole)
    place = (wide, screen.height + high // 2)
    pen.text(place, said, font=font(SIZE + 2, True), fill="#d7af5f")
    return whole


def save(taken: list[tuple[Image.Image, int]], path: Path) -> None:
    """The commonest colours as one palette for all, so that only what has changed is in a frame."""
    counted: Counter[Any] = Counter()
    for picture, _ in taken:
        counted.update({colour: count for count, colour in picture.getcolors(1 << 20) or ()})
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour, _ in counted.most_common(256) for part in colour])
    first, *others = (
        picture.quantize(palette=palette, dither=Image.Dither.NONE) for picture, _ in taken
    )
    durations = [seconds for _, seconds in taken]
    first.save(path, save_all=True, append_images=others, duration=durations, loop=0, optimize=True)


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        here(Path(folder))
        copy = Path(shutil.copy(made("demo", Path(folder), NOW), Path(folder) / "book.db"))
        save(asyncio.run(frames(copy)), HERE)
    print(HERE, HERE.stat().st_size)
