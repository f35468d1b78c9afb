"""Eight programs write to one book, and one reads along: nothing is lost, nothing twice, and all of it seen in time.

``python tests/faults/writers.py --seed 1 --count 1000``: as many lines of each writer.
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections import Counter
from pathlib import Path
from threading import Thread

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from blank import KEPT, new_book
from faults.harness import WRONG, Found, command, passing
from faults.power_cuts import CLOCK
from repbook.actions.customers import customers
from repbook.actions.touches import touches
from repbook.domain.spine.rules import DEFAULT
from repbook.errors import BookBusy
from repbook.storage.book.book import Book
from repbook.storage.keeper import Keeper
from repbook.storage.safety.integrity import check
from repbook.storage.safety.looking_through import look_again
from repbook.storage.safety.opening import open_book

WRITERS, LOOK_SECONDS, SEEN_SECONDS = 8, 1.0, 2.0


def _write(path: Path, writer: int, count: int, seed: int, say: int) -> None:
    chance = random.Random(seed * WRITERS + writer)
    for number in range(count):
        try:
            with open_book(path, CLOCK) as book:
                touches.log(
                    book, touches.LogEntry(1, line=f"line {writer} {number}"), rules=DEFAULT
                )
            os.write(say, f"{writer} {number} {time.monotonic()}\n".encode())
        except BookBusy:
            os.write(say, b"busy\n")
        except Exception as error:
            os.write(say, f"fell {type(error).__name__}: {error}\n".encode())
        time.sleep(chance.uniform(0, 0.02))


def _seen(book: Book) -> tuple[tuple[int, int], set[str]]:
    look_again(book)
    return book.version(), {note for (note,) in book.rows("SELECT note FROM touches")}


def run(count: int, seed: int) -> Found:
    """So many lines of each writer."""
    found = Counter[str]()
    with passing("writers-", KEPT) as place:
        path = new_book(place / "book.db")
        with open_book(path, CLOCK) as book:
            customers.add(book, "Marsh Foods")
        heard, say = os.pipe()
        children = []
        for writer in range(WRITERS):
            child = os.fork()
            if child == 0:
                try:
                    _write(path, writer, count, seed, say)
                finally:
                    os._exit(0)
            children.append(child)
        os.close(say)
        said: list[list[str]] = []
        listening = Thread(target=_listen, args=(heard, said))
        listening.start()
        first = _look_on(path, children)
        listening.join()
        _judge(path, said, first, found)
    return found


def _listen(heard: int, said: list[list[str]]) -> None:
    with os.fdopen(heard) as pipe:
        said.extend(line.split() for line in pipe)


def _look_on(path: Path, children: list[int]) -> dict[str, float]:
    """When each line was seen first, by somebody who looks once a second as the app does."""
    keeper, first = Keeper(path, CLOCK), dict[str, float]()
    left = list(children)
    while True:
        began = time.monotonic()
        _, notes = keeper.submit(_seen).result()
        now = time.monotonic()
        for note in notes - first.keys():
            first[note] = now
        if not left:
            keeper.close()
            return first
        left = [child for child in left if os.waitpid(child, os.WNOHANG)[0] == 0]
        time.sleep(max(0.0, LOOK_SECONDS - (time.monotonic() - began)))


def _judge(path: Path, said: list[list[str]], first: dict[str, float], found: Found) -> None:
    for each in said:
        if each[0] == "fell":
            found[f"{WRONG}{' '.join(each[1:])}"[:120]] += 1
    said = [each for each in said if each[0] != "fell"]
    done = {f"line {each[0]} {each[1]}": float(each[2]) for each in said if len(each) == 3}
    found["refused as busy, and said so"] = sum(len(each) == 1 for each in said)
    with open_book(path, CLOCK) as book:
        there = Counter(note for (note,) in book.rows("SELECT note FROM touches"))
        if check(book, DEFAULT):
            found[WRONG + "not sound"] += 1
    found["lines acknowledged"] = len(done)
    found[WRONG + "acknowledged, and lost"] = sum(line not in there for line in done)
    found[WRONG + "there, and not acknowledged, or twice"] = sum(
        times > 1 or line not in done for line, times in there.items()
    )
    late = [line for line, at in done.items() if first.get(line, at + 99) - at > SEEN_SECONDS]
    found[WRONG + "seen late"] = len(late)
    for outcome in [outcome for outcome, times in found.items() if not times]:
        del found[outcome]


if __name__ == "__main__":
    sys.exit(command("eight writers and one who looks on", run, 100))
