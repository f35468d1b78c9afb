"""What a column fills: the fields in the rep's words, found by any word of theirs."""

from __future__ import annotations

from collections.abc import Sequence

from ....interchange.choosing.field_list import GROUPS, Field
from ....interchange.reading.columns import Column
from ...shell.protocol import Shell
from ..common.finder import Finder, Found


async def pick_field(app: Shell, column: Column) -> str:
    """The field that the rep chooses for a column, in the rep's words; "" for none."""

    async def source(words: str) -> Sequence[Found]:
        asked = words.casefold().split()
        return [
            Found(field.word, field.word, field.fills, group)
            for group, fields in _groups()
            for field in fields
            if all(word in f"{group} {field.word} {field.fills}".casefold() for word in asked)
        ]

    value = f": {column.samples[0]}" if column.samples else ""
    chosen = await app.push_screen_wait(
        Finder(
            f"What is {column.heading or f'column {column.number}'}{value}?",
            source,
            placeholder="type a word of it: name, e-mail, ordered …",
            none="No field of that name; `aside` keeps the column with the row.",
        )
    )
    return chosen if isinstance(chosen, str) else ""


def _groups() -> list[tuple[str, tuple[Field, ...]]]:
    return [(title.partition(",")[0].partition(" ")[0], fields) for title, fields in GROUPS]
