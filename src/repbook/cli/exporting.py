"""``repbook export``: to a file, whole or not at all, or to stdout."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING

from .call import Call

if TYPE_CHECKING:
    from collections.abc import Iterable


def export(call: Call) -> int:
    """Write the book in the format asked for, or in the one that the file's name ends in."""
    from ..actions import exchange

    target = call.options.target
    form = call.options.format or _by_ending(target, exchange.FORMATS)
    book = call.open()
    if target and target != "-":
        for path in exchange.write(book, form, Path(target).expanduser(), call.rules):
            call.console.line(str(path))
        return 0
    if form == "json":
        _print(call, exchange.as_json(book))
    elif form == "csv":
        _print(call, exchange.customers_csv(book))
        call.console.note("these are the customers; -o FOLDER writes every table")
    else:
        _print(call, exchange.as_markdown(book, call.rules))
    return 0


def _by_ending(target: str | None, formats: tuple[str, ...]) -> str:
    ending = Path(target or "").suffix.lower().removeprefix(".")
    return ending if ending in formats else "json"


def _print(call: Call, chunks: Iterable[str]) -> None:
    """Print through a passing file: a slow reader must not hold the book."""
    with TemporaryFile("w+", encoding="utf-8", newline="") as held:
        held.writelines(chunks)
        held.seek(0)
        call.console.stream(held)
