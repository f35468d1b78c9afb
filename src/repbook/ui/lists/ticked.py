"""A row that was just dealt with: it stays where it was, ticked and quiet, until the highlight leaves it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any

from rich.cells import cell_len

from ...values import NamedTuple
from ..text.render import Piece

TICK = "✓ "


class Held(NamedTuple):
    """What a list shows besides its items while the highlight rests on a row that they no longer have there.

    ``at`` is the row's place; ``live`` are the items without it; ``ticked`` says that it was dealt with,
    rather than sorted elsewhere.
    """

    at: int
    live: Sequence[Any]
    ticked: bool = True


def place_of(
    old: Sequence[Any], place: int, new: Sequence[Any], selectable: Callable[[Any], bool]
) -> tuple[int, list[Any], list[Any]]:
    """Where among ``new`` items the one that stood at ``place`` goes: after the nearest above that is still there.

    Also the headings above and the gaps below it that went with it, to be shown around it.
    """
    where = place_by_key(new)
    above: list[Any] = []
    below: list[Any] = []
    at = place - 1
    while at >= 0 and not selectable(old[at]) and where(old[at].key) < 0:
        above.insert(0, old[at])
        at -= 1
    end = place + 1
    while end < len(old) and not selectable(old[end]) and where(old[end].key) < 0:
        below.append(old[end])
        end += 1
    while at >= 0 and where(old[at].key) < 0:
        at -= 1
    return (where(old[at].key) + 1 if at >= 0 else 0), above, below


def place_by_key(items: Sequence[Any]) -> Callable[[Hashable], int]:
    """What tells where the item of a key stands, -1 for nowhere: a long list knows it by itself."""
    asked: Callable[[Hashable], int] | None = getattr(items, "at_key", None)
    if asked is not None:
        return asked
    where = {item.key: index for index, item in enumerate(items)}
    return lambda key: where.get(key, -1)


def ticked(parts: Sequence[Piece], start: int, cells: int = 2) -> list[Piece]:
    """A drawn line with a tick from cell ``start`` on: quiet, and without the key that it no longer wants."""
    edge = [parts[0]] if parts and parts[0][1] == "key" else []
    letters = [
        (letter if role != "key" else " " * cell_len(letter))
        for value, role in parts[len(edge) :]
        for letter in value
    ]
    used = sum(cell_len(value) for value, _ in edge)
    before: list[str] = []
    while letters and used < start:
        before.append(letters.pop(0))
        used += cell_len(before[-1])
    gone = 0
    while letters and gone < cells:
        gone += cell_len(letters.pop(0))
    tick = TICK[:cells] + " " * (gone - cells)
    return [*edge, ("".join(before), "quiet"), (tick, "good"), ("".join(letters), "quiet")]
