"""Address books of vCards as people and customers."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Callable
from datetime import date
from pathlib import Path

from ...errors import BadFile
from ...wording import count
from ..decoding import encodings
from ..gathering.collected import Records
from ..programs.profiles import VCARD
from ..reading.records import Parsed, RowProblem
from ..reading.vcard_lines import BEGIN, HEAVY, cards, unfold
from .card_groups import join_groups
from .card_records import file_card
from .records_from import PROGRESS_EVERY, notices

Progress = Callable[[int, int], None]


def read_cards(
    path: Path, data: bytes, *, today: date, encoding: str | None, progress: Progress | None
) -> Parsed:
    """Read every card that can be read; the others are listed. Raises ``BadFile`` where there is none."""
    decoded, lines = _lines(data, encoding)
    total = sum(text.strip().upper() == BEGIN for _, text in lines)
    if not total:
        raise BadFile("the file holds no vCard", "choose another file")
    found = Records(problems=[RowProblem(line, why, kept=True) for line, why in decoded.bad])
    for done, card in enumerate(cards(lines)):
        if progress and done % PROGRESS_EVERY == 0:
            progress(done, total)
        file_card(card, today, found)
    if progress:
        progress(total, total)
    said = [*decoded.notices, *notices(found), *join_groups(found)]
    numbers, dropped = found.counts["number"], found.counts["dropped"]
    if numbers:
        said.append(f"{count(numbers, 'card has', 'cards have')} no name: kept under the number")
    if dropped:
        said.append(f"{count(dropped, 'sound or key', 'sounds or keys')} left out")
    return Parsed(
        path=str(path),
        program=VCARD,
        program_name="vCard address book",
        encoding=decoded.encoding,
        delimiter="",
        day_order="",
        header=(),
        mapping=(),
        unmapped=(),
        customers=found.customers.all(),
        people=found.people.all(),
        sales=(),
        touches=(),
        followups=(),
        problems=found.all_problems(),
        notices=tuple(said),
        rows=total,
    )


def _lines(data: bytes, encoding: str | None) -> tuple[encodings.Decoded, list[tuple[int, str]]]:
    """The whole lines with their numbers, and how they were decoded.

    Lines are put together before they are decoded, except in UTF-16, where no sign is one byte; pictures
    hold no text, and no code page is guessed from them.
    """
    mark = encodings.marked(data)
    if mark.startswith("utf-8"):
        data = data[len(BOM_UTF8) :]
    elif mark:
        data = encodings.decode(data, encoding).text.encode()
    whole = list(unfold(data))
    light = [(number, line) for number, line in whole if not HEAVY.match(line)]
    joined = b"\n".join(line for _, line in light).replace(b"\0", b"")
    decoded = encodings.decode(joined, "utf-8" if mark else encoding)
    texts = decoded.text.split("\n")
    if len(texts) != len(light):
        message = f"the cards can't be read as {decoded.encoding}"
        raise BadFile(message, "name another code page with --encoding")
    lines = [(number, text) for (number, _), text in zip(light, texts, strict=True)]
    bad = tuple((lines[at - 1][0], why) for at, why in decoded.bad)
    found = encodings.Decoded("", mark or decoded.encoding, bad, decoded.notices)
    return found, _with_pictures(lines, whole)


def _with_pictures(
    lines: list[tuple[int, str]], whole: list[tuple[int, bytes]]
) -> list[tuple[int, str]]:
    """The lines with those of pictures among them, where they stood."""
    texts = iter(lines)
    return [
        (number, line.decode("latin-1")) if HEAVY.match(line) else next(texts)
        for number, line in whole
    ]
