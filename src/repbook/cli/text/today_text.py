"""Today in text: groups, aligned columns, as wide as the terminal."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING

from ...domain.spine.kinds import Group
from ...domain.spine.model import Today, TodayRow
from ...wording import PHASE_GLYPH, SAVE_GLYPH, count, day_text, safe
from ..console import Console
from .cells import fit, width, wrap

if TYPE_CHECKING:
    from ...ui.keys.commands import Keys

LEAST_TEXT = 24
"""Cells that a reason gets at least, however long the names are."""


def print_today(console: Console, keys: Keys, shown: Today) -> None:
    """Print what Today shows; says so, and what to do, where it shows nothing."""
    console.line((_headline(shown), "title"))
    if not shown.customers:
        console.line(
            "The book is empty. `repbook import FILE` brings customers in; "
            f"so does {keys('sale')} in the app."
        )
    elif not shown.rows:
        console.line(f"Nobody is due today: {count(shown.customers, 'customer')}, {_how(shown)}.")
    columns = _columns(shown.rows, console.width, keys)
    for group, rows in groupby(shown.rows, key=lambda row: row.reason.group):
        console.line()
        console.line((group.upper(), "title"))
        for row in rows:
            _print_row(console, row, columns, keys)
        if group == Group.SAVE and shown.red_hidden:
            console.line(
                (
                    f"   and {shown.red_hidden} more in red: triage in the app takes them one by one",
                    "alarm",
                )
            )
    if shown.no_next_step:
        console.line()
        console.line((f"{count(shown.no_next_step, 'customer')} without a next step", "due"))
    for name in shown.damaged:
        console.note(f"what is known of {name} is damaged - run `repbook check --repair`")


def _how(shown: Today) -> str:
    """Quiet is not settled: who was never heard from is not said to be within any limit."""
    return f"{shown.unknown} unknown yet" if shown.unknown else "all within their limits"


def _headline(shown: Today) -> str:
    parts = [day_text(shown.day)]
    if shown.customers:
        debt = f"debt {shown.debt:.1f}"
        if abs(shown.debt_change) >= 0.05:
            debt += f" {'▲' if shown.debt_change > 0 else '▼'}{abs(shown.debt_change):.1f}"
        parts += [
            debt,
            f"promises {shown.promises_due} due, {shown.promises_broken} broken",
            f"at risk {shown.at_risk}",
        ]
    return " · ".join(parts)


def _columns(rows: Iterable[TodayRow], room: int, keys: Keys) -> tuple[int, int, int, int]:
    """The widths of name, phase note, reason, and key."""
    listed = list(rows)
    note = max((width(row.phase_note) for row in listed), default=0)
    key = max((width(keys(row.reason.command)) for row in listed), default=0)
    fixed = 3 + 2 + 2 + note + 1 + 3 + 2 + 2 + key
    longest = max((width(safe(row.customer)) for row in listed), default=0)
    name = max(8, min(longest, room // 3, room - fixed - LEAST_TEXT))
    return name, note, max(LEAST_TEXT, room - fixed - name), key


def _print_row(
    console: Console, row: TodayRow, columns: tuple[int, int, int, int], keys: Keys
) -> None:
    name, note, text, key = columns
    reason = row.reason
    mark = SAVE_GLYPH if reason.red else " "
    risk = "" if row.risk is None else str(row.risk)
    more = f" (+{row.more})" if row.more else ""
    first, *rest = wrap(safe(reason.text) + more, text)
    console.line(
        (f" {mark} {fit(safe(row.customer), name)}", "alarm" if reason.red else ""),
        (f"  {PHASE_GLYPH[row.phase]} {fit(row.phase_note, note)} {risk:>3}  ", "quiet"),
        fit(first, text),
        (f"  {fit(keys(reason.command), key)}", "key"),
    )
    for line in rest:
        console.line(" " * (3 + name + 2 + 2 + note + 1 + 3 + 2), line)
