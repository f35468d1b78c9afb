"""What a hand does: keys by their weight, words, pastes, clicks, bursts, sizes. All of it from a seed.

A run's keys are known before it starts. A step is a list that JSON keeps: what, its value, and the pause
behind it in milliseconds; 0 means that the next step comes in the same write, as a burst does.

Nothing here leaves the app: no ``q`` is pressed or typed and no Ctrl+Q, only pasted, where they are words.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from repbook.ui.keys.commands import COMMANDS

Step = list[object]

SEQUENCES = {
    "enter": "\r", "escape": "\x1b", "tab": "\t", "shift+tab": "\x1b[Z", "space": " ",
    "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D",
    "home": "\x1b[H", "end": "\x1b[F", "pageup": "\x1b[5~", "pagedown": "\x1b[6~",
    "delete": "\x1b[3~", "insert": "\x1b[2~", "backspace": "\x7f",
    "f1": "\x1bOP", "f2": "\x1bOQ", "f3": "\x1bOR", "f4": "\x1bOS", "f5": "\x1b[15~", "f6": "\x1b[17~",
    "f7": "\x1b[18~", "f8": "\x1b[19~", "f9": "\x1b[20~", "f10": "\x1b[21~", "f11": "\x1b[23~",
    "f12": "\x1b[24~", "alt+x": "\x1bx", "alt+1": "\x1b1", "ctrl+right": "\x1b[1;5C", "ctrl+left": "\x1b[1;5D",
    "shift+up": "\x1b[1;2A", "shift+down": "\x1b[1;2B", "shift+right": "\x1b[1;2C", "ctrl+home": "\x1b[1;5H",
    "ctrl+end": "\x1b[1;5F", "ctrl+delete": "\x1b[3;5~", "shift+f2": "\x1b[1;2Q", "ctrl+@": "\x00",
    "ctrl+_": "\x1f",
} | {f"ctrl+{letter}": chr(ord(letter) - 96) for letter in "abcdefghklnoprstuvwxy"}  # fmt: skip
"""What a terminal sends for a key. Ctrl+Q leaves, Ctrl+Z sleeps, and Ctrl+I, J, M are Tab and Enter."""

LEAVING = ("quit", "demo")
VERBS = tuple(
    key
    for command in COMMANDS
    if command.id not in LEAVING and command.group != "Moving about"
    for key in command.keys
)
"""Keys of the table, so that a command that is new is pressed too."""
NEW = tuple(command.new for command in COMMANDS if command.new and command.new != "q")
LOCAL = tuple("voOACTRXcjkgG<>[]hr ")
PLAIN = tuple(chr(code) for code in range(33, 127) if chr(code) != "q")

DAYS = (
    *("fri", "+3", "tue 10am", "12 jun", "2026-02-30", "9999-12-31", "31 feb", "end of month"),
    *("3/4", "2bd", "mon 22", "tomorrow 3pm", "yesterday", "0", "30m", "w27", "-1"),
)
WORDS = (
    *("yes all fine", "no", "x", "sent", "marsh", "Ann", "é", "1.234,56", "1e999", "$HOME", "%", "_", "\\", '"'),
    *("ann@x.example", "+44 1632 960001", ":warning:", "[b]x[/]", "[@click=app.blank]x[/]", "\u202eabc"),
    *("日本語 👩‍👩‍👧", "a" * 300, "' or 1=1 --", "? drawer sticks major", "! send plan next fri"),
    *("@ likes golf", "+ saved 3 h", "* > ! ? @ +", "* delivered complete ! send card fri > tue call", "dgj"),
)  # fmt: skip
NAMES = ("marsh", "or", "an", "e", "ho", "st", "zz", "Alfreds", "new co", "m: ok > fri call", "")
PASTES = (
    "two\nlines", "quit\nq\x11", "Marsh Foods: ok * done\n", "fri\n", "a" * 2000, "\x1b[24~", "[b]x[/]\ttab", "", "\n\n",
)  # fmt: skip
ODD = (
    "\x1b[48;0;0;0;0t",
    "\x1b[48;24;80;0;0t",
    "\x1b[I",
    "\x1b[O",
    "\x1b[1114112;1u",
    "\x1b[200~",
    "\x1b[201~",
    "\x1b[<0;99999999;9M",
    "\x1b[?2026;2$y",
    "\x1b[1;1R",
    "\xe9\xff",
)
"""What a terminal may also send, as bytes: reports, halves of pastes, letters that are no UTF-8."""

SIZES: dict[str, tuple[int, int]] = {
    "80x24": (80, 24),
    "120x36": (120, 36),
    "200x50": (200, 50),
    "60x16": (60, 16),
}
CHANGING = "changing"
"""A fifth size: another one every now and then."""
OTHER_SIZES = ((40, 10), (61, 17), (100, 30), (1, 1), (300, 90), (20, 5))

PAUSES = ((0, 60), (8, 24), (30, 10), (120, 5), (400, 1))
"""Milliseconds of quiet behind a step, and how often out of a hundred."""


class Weighted(NamedTuple):
    """One sort of thing a hand does, and how often."""

    weight: float
    make: Callable[[random.Random, tuple[int, int]], list[Step]]


def press(*keys: str) -> list[Step]:
    """Steps that press keys."""
    return [["key", key, 0] for key in keys]


def words(text: str) -> list[Step]:
    """A step that types words."""
    return [["text", text, 0]] if text else []


def _one(among: Sequence[str]) -> Callable[[random.Random, tuple[int, int]], list[Step]]:
    return lambda dice, _size: press(dice.choice(among))


def _mouse(dice: random.Random, size: tuple[int, int]) -> list[Step]:
    button = dice.choice((0, 0, 0, 0, 64, 65, 2))
    step: Step = ["mouse", [button, dice.randint(1, size[0]), dice.randint(1, size[1])], 0]
    return [step] * dice.choice((1, 1, 1, 2))


def _tale(dice: random.Random, _: tuple[int, int]) -> list[Step]:
    """What a rep does in one go: a whole form, a name looked up and left, a line for anybody."""
    say, day, name = dice.choice(WORDS), dice.choice(DAYS), dice.choice(NAMES)
    tales: tuple[list[Step], ...] = (
        press("l", dice.choice("123456")) + words(say) + press("enter"),
        press("ctrl+p") + words(name) + press("escape"),
        press("/") + words(name) + press(dice.choice(("enter", "escape", "down"))),
        press(".") + words(f"{name}: {say}") + press("enter"),
        press("p") + words(say) + press("tab") + words(day) + press("f2"),
        press("f") + words(day) + press("tab") + words(say) + press("ctrl+s"),
        press("w") + words(say) + press("f2", "f2", "enter"),
        press("n", "c") + words(f"{name} & Co") + press("f2"),
        press("s", dice.choice("12345")) + words(say) + press("f2"),
        press("x", "n") + words(say) + press("f2"),
        press("z", dice.choice("12345"), "enter"),
        press("t", dice.choice(NEW), "enter"),
        press("E", "tab") + words(say) + press("f2"),
        press("a", dice.choice("123")) + words(say) + press("f2"),
        press(dice.choice("123456W"), "down", "down", "d", "escape"),
        press("u", "U", "u"),
        press("enter", "tab", "right", "right", "down", "E", "escape"),
        press("H", "down", "enter", "enter"),
    )  # fmt: skip
    return dice.choice(tales)


SORTS: tuple[Weighted, ...] = (
    Weighted(26, _one(VERBS)),
    Weighted(5, lambda dice, _: press("n", dice.choice(NEW))),
    Weighted(5, _one(LOCAL)),
    Weighted(3, _one(PLAIN)),
    Weighted(4, lambda dice, _: words(dice.choice(WORDS))),
    Weighted(3, lambda dice, _: words(dice.choice(DAYS))),
    Weighted(12, _one(("enter",))),
    Weighted(8, _one(("escape",))),
    Weighted(6, _one(("tab", "tab", "tab", "shift+tab"))),
    Weighted(9, _one(("up", "down", "down", "left", "right", "pagedown", "pageup", "home", "end"))),
    Weighted(4, _one(("f2", "f2", "ctrl+s", "f4", "f6", "f7", "f8", "f3"))),
    Weighted(3, _one(tuple(SEQUENCES))),
    Weighted(1.2, lambda dice, _: [["paste", dice.choice((*PASTES, *WORDS)), 0]]),
    Weighted(2.5, _mouse),
    Weighted(0.3, lambda dice, _: [["odd", dice.choice(ODD), 0]]),
    Weighted(0.1, lambda dice, _: [["sleep", "", 0]]),
    Weighted(7, _tale),
)


def keys_of(seed: int, count: int, size: str) -> list[Step]:
    """The steps of one run, with ``count`` keys in them."""
    dice = random.Random(f"{seed}/{size}")
    changing = size == CHANGING
    now = SIZES.get(size, SIZES["80x24"])
    weights = [sort.weight for sort in SORTS]
    pauses, often = zip(*PAUSES, strict=True)
    steps: list[Step] = []
    pressed = 0
    while pressed < count:
        if changing and dice.random() < 0.015:
            now = dice.choice((*SIZES.values(), *OTHER_SIZES))
            made: list[Step] = [["size", list(now), 0]]
        else:
            made = dice.choices(SORTS, weights)[0].make(dice, now)
        steps += [[step[0], step[1], dice.choices(pauses, often)[0]] for step in made]
        pressed += how_many(made)
    return steps


def how_many(steps: Iterable[Step]) -> int:
    """How many keys these are: a key, words typed or pasted, a click, a report of the terminal count one each.

    A change of the terminal's size and a night's sleep count none.
    """
    return sum(step[0] not in ("size", "sleep") for step in steps)


def sent(step: Step) -> bytes:
    """What the terminal sends for a step; nothing for a change of its size, or sleep."""
    what, value = step[0], step[1]
    if what == "key":
        return SEQUENCES.get(str(value), str(value)).encode()
    if what == "text":
        return str(value).encode()
    if what == "paste":
        return f"\x1b[200~{value}\x1b[201~".encode()
    if what == "mouse":
        assert isinstance(value, list)
        button, x, y = value
        up = f"\x1b[<{button};{x};{y}m" if button < 64 else ""
        return f"\x1b[<{button};{x};{y}M{up}".encode()
    if what == "odd":
        return str(value).encode("latin-1")
    return b""


def shown(steps: Iterable[Step]) -> str:
    """Steps as one line to read; ``‿`` where one comes straight behind the other."""
    told = []
    for what, value, pause, *_ in steps:
        text = f"{value[:24]}…" if isinstance(value, str) and len(value) > 25 else value
        word = str(value) if what == "key" else f"{what}:{text!r}"
        told.append(word + ("‿" if pause == 0 else ""))
    return " ".join(told)
