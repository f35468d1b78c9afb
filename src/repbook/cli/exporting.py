"""``repbook export``: to a file, whole or not at all, or to stdout."""

from __future__ import annotations

from pathlib import Path

from .call import Call


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
    call.console.stream(exchange.stream(book, form, call.rules))
    if form == "csv":
        call.console.note("these are the customers; -o FOLDER writes every table")
    return 0


def _by_ending(target: str | None, formats: tuple[str, ...]) -> str:
    ending = Path(target or "").suffix.lower().removeprefix(".")
    return ending if ending in formats else "json"
