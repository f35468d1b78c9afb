"""What is left of somebody in a file: each of their texts looked for in its very bytes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ...values import NamedTuple
from .columns import WORDS

LARGE, MOST = 64 << 20, 60
"""In a file of more bytes only so many texts are looked for, the longest first."""


class Left(NamedTuple):
    """How many bytes of somebody are left, and how many of their texts are others' own as well."""

    bytes: int = 0
    others: int = 0


def left(connection: Any, pieces: Iterable[str]) -> Left:
    """What is left in a book; a text that stands with somebody else too is theirs, in a row or in the history."""
    held = connection.serialize()  # to open the file beside SQLite would let go of its locks
    looked_for = list(pieces)[: MOST if len(held) > LARGE else None]
    found = [piece for piece in looked_for if _bytes(piece) in held]
    others = [piece for piece in found if _stands_in_rows(connection, piece)]
    strays = set(found) - set(others)
    return Left(sum(len(_bytes(piece)) for piece in strays), len(others))


def are_in(path: Path, pieces: Iterable[str]) -> bool:
    """Whether a file that is no book holds one of these texts."""
    try:
        held = path.read_bytes()
    except OSError:
        return False
    return any(_bytes(piece) in held for piece in pieces)


def _bytes(piece: str) -> bytes:
    return piece.encode("utf-8", "surrogatepass")


def _stands_in_rows(connection: Any, piece: str) -> bool:
    """Whether a text is part of what stands in the book of others."""
    columns = (
        *((table, name) for table, names in WORDS.items() for name in names),
        *(("journal", "before"), ("journal", "after"), ("operations", "label")),
        *(("reviews", "verdicts"), ("drafts", "content"), ("mappings", "fields")),
    )
    return any(
        connection.execute(
            f'SELECT 1 FROM "{table}" WHERE instr("{name}", ?) LIMIT 1', (piece,)
        ).fetchone()
        for table, name in columns
    )
