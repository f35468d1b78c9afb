"""``repbook export``: to a file, whole or not at all, or to stdout."""

from __future__ import annotations

from pathlib import Path

from ...wording import count
from ..call import Call
from ..usage import WrongUsage


def export(call: Call) -> int:
    """Write the book in the format asked for, or in the one that the file's name ends in.

    Raises ``WrongUsage`` where a Move kit's option is given for anything else.
    """
    from ...actions.imports import exchange
    from ...interchange.writing import move_kit

    target = call.options.target
    form = call.options.format or _by_ending(target, exchange.FORMATS)
    employer_data = call.options.with_employer_data
    if employer_data and form != "move":
        raise WrongUsage(
            "--with-employer-data is for a Move kit", "add --format move, or leave it out"
        )
    kit = move_kit.Kit(call.settings.rep.get("company", ""), employer_data)
    book = call.open()
    if target and target != "-":
        for path in exchange.write(book, form, Path(target).expanduser(), call.rules, kit=kit):
            call.console.line(str(path))
    else:
        call.console.stream(exchange.stream(book, form, call.rules, kit=kit))
        if form == "csv":
            call.console.note("these are the customers; -o FOLDER writes every table")
    if form == "json" and (secret := exchange.in_confidence(book)):
        call.console.note(f"this file holds {count(secret, 'confidential fact')}")
    if form == "newsletter" and (missing := exchange.newsletter_gaps(book)):
        call.console.note(missing)
    if form == "move":
        call.console.note(move_kit.WARNING if employer_data else move_kit.NO_ADVICE)
    return 0


def _by_ending(target: str | None, formats: tuple[str, ...]) -> str:
    ending = Path(target or "").suffix.lower().removeprefix(".")
    return ending if ending in formats else "json"
