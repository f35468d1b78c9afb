"""Likely duplicates in text, and two records side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from ...wording import count, rows_text, safe
from ..console import Console
from .cells import fit, width

if TYPE_CHECKING:
    from ...domain.duplicates.side_by_side import Compared
    from ...storage.finding.comparing import Comparison, Side
    from ...storage.finding.duplicates import Double, Doubles, Namesakes

FIRST = 3
"""So many pairs are named after an import."""


def print_doubles(console: Console, found: Doubles) -> None:
    """Every pair with its reasons and what joins it, the safest first; then who can't be told apart by name."""
    pairs = found.pairs
    if pairs:
        console.line((f"{_pairs(len(pairs))}, the safest first", "title"))
    for number, one in enumerate(pairs, 1):
        lead = f"{number:>3}  "
        console.line()
        console.line(
            (lead, "quiet"), named(one.keep, one.keep_id, one.keep_where), _with(one.keep_rows)
        )
        console.line("     ", named(one.join, one.join_id, one.join_where), _with(one.join_rows))
        console.wrapped("     ", " · ".join(one.reasons))
        if one.people:
            both = ", ".join(dict.fromkeys(mine for mine, _ in one.people))
            console.wrapped("     ", f"joined along: {both}")
        console.line(("     " + command(one), "key"))
    if pairs:
        console.line()
        console.line(
            (
                "--dry-run shows the two side by side, duplicates --apart tells them apart for good",
                "quiet",
            )
        )
    for namesakes in found.namesakes:
        console.wrapped("of one name, and nothing else says that they are one: ", _those(namesakes))


def tell_made(console: Console, made: tuple[Double, ...] | None) -> None:
    """What an import brought twice: how many pairs, and the first of them."""
    if made is None:
        console.line(
            "likely duplicates are not looked for in so large a book; `repbook duplicates` does"
        )
    elif made:
        console.line((f"{_pairs(len(made))}: `repbook duplicates` lists them", "title"))
        for one in made[:FIRST]:
            names = f"{named(one.keep, one.keep_id, one.keep_where)} and {named(one.join, one.join_id, one.join_where)}"
            console.wrapped("  ", f"{names}: {', '.join(one.reasons)}", indent=2)


def named(name: str, row_id: int, where: str) -> str:
    """A name with the number and the place that tell it from its namesakes."""
    return f"{name} #{row_id}" + (f" ({where})" if where else "")


def command(one: Double) -> str:
    """What joins the two."""
    person = "--person " if one.entity == "person" else ""
    return f'repbook merge {person}"#{one.keep_id}" "#{one.join_id}"'


def hanging(rows: Mapping[str, int]) -> str:
    """What hangs on somebody, in words."""
    return rows_text(rows) or "nothing"


def print_comparison(console: Console, seen: Comparison) -> None:
    """Two records side by side: what each says, which of it would stand, what would move."""
    keep, join = seen.keep, seen.join
    console.line((f"{join.name} #{join.id} would become part of {keep.name} #{keep.id}", "title"))
    if seen.reasons:
        console.wrapped("  because", ", ".join(seen.reasons), indent=16)
    labels = max([12, *(width(one.label) + 3 for one in seen.fields)])
    room = max(12, (console.width - labels - 2) // 2)
    console.line((" " * labels + fit(_head(keep), room) + "  " + fit(_head(join), room), "quiet"))
    for one in seen.fields:
        _print_field(console, one, labels, room)
    console.wrapped("  would move", hanging(join.hangs), indent=16)
    if seen.people:
        told = ", ".join(
            mine if mine == its else f"{its} to {mine}" for _, _, mine, its in seen.people
        )
        console.wrapped("  joined along", told, indent=16)
    takeable = [one.name for one in seen.fields if one.differs]
    if takeable:
        take = f"* stands, what does not is kept aside; --take FIELD takes the other: {', '.join(takeable)}"
        console.wrapped("  ", take, indent=2)


def _print_field(console: Console, one: Compared, labels: int, room: int) -> None:
    mine, its = (
        fit(safe(" ".join((mark + text).split())), room)
        for mark, text in (
            ("* " if one.join and one.stands != "join" else "", one.keep),
            ("* " if one.keep and one.stands != "keep" else "", one.join),
        )
    )
    console.line((fit(f"  {one.label}", labels), "quiet"), mine, "  ", its)


def _head(side: Side) -> str:
    return named(side.name, side.id, side.where)


def _pairs(many: int) -> str:
    return f"{count(many, 'likely duplicate')}"


def _with(rows: int) -> str:
    return f" · {count(rows, 'row')}" if rows else ""


def _those(namesakes: Namesakes) -> str:
    told: Iterable[str] = (
        f"#{row_id}" + (f" ({town})" if town else "") for row_id, town in namesakes.those
    )
    return f"{namesakes.name} {', '.join(told)}"
