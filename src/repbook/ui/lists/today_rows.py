"""The lines of Today, and how each is drawn: a head a group, a row a customer, and what a row unfolds (§5).

The sentence is never what goes: where room is scarce the person goes first, then the end of the words; what it is
about and the day stay. A number stands only where it matters, and under its title.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence

from rich.cells import cell_len

from ...domain.spine.kinds import Band, Group, Phase
from ...domain.spine.model import Reason, TodayRow
from ...domain.spine.reason_phrases import is_late
from ...domain.today.today_page import Head
from ...values import NamedTuple
from ...wording import JOIN, PHASE_GLYPH, SAVE_GLYPH
from ..text.event_words import risk_role
from ..text.render import Piece, fit, fit_right

MARKS = {
    Group.SAVE: (SAVE_GLYPH, "alarm"),
    Group.PROMISED: ("!", "due"),
    Group.LETTERS: ("✉", "quiet"),
    Group.DATES: ("◇", "quiet"),
}
GROUP_WORDS = {
    Group.SAVE: "save",
    Group.PROMISED: "promised",
    Group.LEARNING: "learning",
    Group.DUE: "due",
    Group.LETTERS: "letter",
    Group.DATES: "date",
}
"""The group of a reason that a row unfolds, in a word before it."""
CALM = (Band.CALM, Band.UNKNOWN)
"""The bands whose number says nothing that a rep acts on."""
COUNTED = re.compile(r"(live|day|back)(\??)[+ ](\d+)")
WIDE = 94
"""Cells from which a row has room for what only adds to it."""
NAME, LEAST_NAME = 30, 10
GAP = "  "
"""Between what a row says and the day."""
MORE, RISK, PHASE, KEY = 6, 4, 7, 3
TAIL = RISK + 1 + PHASE + KEY + 1
"""Cells behind the sentence: the risk, a gap, the phase, the key, a gap."""


class Line(NamedTuple):
    """One line of Today: the head of a group (no ``of``), a customer's row, or what stands in for more.

    Of a row it is known what group it is in and whose it is (``of``); ``row`` is made of ``rows`` when it is looked at.
    """

    group: Group
    of: Head | None = None
    note: str = ""
    command: str = ""
    rows: Sequence[TodayRow] = ()
    at: int = 0

    @property
    def row(self) -> TodayRow | None:
        """The row of a customer."""
        return self.rows[self.at] if self.of is not None else None

    @property
    def customer_id(self) -> int:
        """Whose row it is; 0 for none."""
        return self.of.customer_id if self.of is not None else 0

    @property
    def key(self) -> Hashable:
        """The line's identity across refills."""
        if self.of is None:
            return (self.group, self.command or "heading")
        return (self.group, self.of.customer_id)


class Columns(NamedTuple):
    """The cells of a row: its name, its sentence, and how many other reasons there are where there is room."""

    name: int
    sentence: int
    more: int


def columns_of(width: int, longest: int) -> Columns:
    """The columns of rows so wide, whose longest name has ``longest`` cells."""
    more = MORE if width >= WIDE else 0
    longest += 0 if more else len(" +10")
    name = max(LEAST_NAME, min(longest, NAME, width * 26 // 100))
    return Columns(name, max(8, width - 4 - name - more - TAIL), more)


def head(line: Line, width: int, columns: Columns) -> list[Piece]:
    """The head of a group: its name, and the titles of the columns beneath it, in a rule."""
    name = f" {line.note.upper()} "
    end = 4 + columns.name + columns.sentence
    risk = end + columns.more + RISK
    titles = [
        (end if columns.more else end - 1, "when"),
        (risk, "risk"),
        (risk + 1 + len("phase"), "phase"),
        (width - 1, "key"),
    ]
    behind = 3 + columns.name
    if columns.more or behind - len(" more") >= cell_len(name):
        titles.append((end + columns.more - 1 if columns.more else behind, "more"))
    rule = "─" * (width - 1)
    for right, title in titles:
        rule = f"{rule[: right - len(title) - 1]} {title} {rule[right + 1 :]}"[: width - 1]
    rest = re.split("(─+)", rule[cell_len(name) :])
    return [
        (name, "heading"),
        *((part, "rule" if part.startswith("─") else "quiet") for part in rest),
        (" ", "text"),
    ]


def row_line(row: TodayRow, mark: Piece, key: str, columns: Columns, *, edge: bool) -> list[Piece]:
    """The first line of a customer: the strongest reason, the risk where it matters, the phase, the key."""
    reason = row.reason
    risk = "" if row.risk is None or row.band in CALM else str(row.risk)
    room, spare = columns.sentence, 0
    if not risk and not columns.more:
        need = cell_len(reason.what) + (len(GAP) + cell_len(reason.when) if reason.when else 0)
        spare = RISK if room < need <= room + RISK else 0  # the days stand under each other else
    more = [(fit_right(f"+{row.more}" if row.more else "", columns.more - 1) + " ", "quiet")]
    return [
        ("▌" if edge else " ", "key"),
        (fit(mark[0], 1), mark[1]),
        (" ", "text"),
        *_name(row, columns),
        (" ", "text"),
        *sentence(reason, room + spare),
        *(more if columns.more else []),
        (fit_right(risk, RISK - spare), "ink" if reason.red else risk_role(row.band)),
        (" ", "text"),
        *_phase_and_key(row, key),
        (" ", "text"),
    ]


def _name(row: TodayRow, columns: Columns) -> list[Piece]:
    """The customer, and how many other reasons there are where that has no column of its own."""
    more = f" +{row.more}" if row.more and not columns.more else ""
    return [(fit(row.customer, columns.name - len(more)), "ink"), (more, "quiet")]


def _phase_and_key(row: TodayRow, key: str) -> list[Piece]:
    """The phase, and the key flush right; a long key takes the room that the phase leaves."""
    room = PHASE + KEY - max(2, len(key)) - (len(key) >= KEY)
    phase = f"{PHASE_GLYPH[row.phase]} {phase_days(row.phase, row.phase_note)}"
    role = "quiet" if row.phase == Phase.NONE else str(row.phase)
    return [(fit(phase, room), role), (fit_right(key, PHASE + KEY - room), "key")]


def phase_days(phase: Phase, note: str) -> str:
    """``live+18`` as ``18 d`` under its title; ``live`` while the days of the order count, ``?`` until it is said."""
    found = COUNTED.fullmatch(note)
    if found is None:
        return note
    word, asked, days = found.groups()
    if word == "live" and phase is Phase.EXCITEMENT:
        return f"live{asked}"
    return f"{days} d{asked}"


def other_line(reason: Reason, key: Piece, columns: Columns, *, edge: bool) -> list[Piece]:
    """One of the other reasons of a highlighted customer, with the key that answers it."""
    return [
        ("▌" if edge else " ", "key"),
        (fit_right(GROUP_WORDS[reason.group], columns.name + 2), "quiet"),
        (" ", "text"),
        *sentence(reason, columns.sentence),
        (fit_right(key[0], columns.more + TAIL - 1), key[1]),
        (" ", "text"),
    ]


def sentence(reason: Reason, room: int) -> list[Piece]:
    """What a row says, in ``room`` cells, the day flush right."""
    when, what, who = reason.when, reason.what, reason.who
    if when and cell_len(when) + 10 > room:
        return [(fit(reason.text, room), "text")]
    left = room - cell_len(when) - len(GAP) if when else room
    if who and cell_len(what) + len(JOIN) + cell_len(who) <= left:
        said = [(what, "text"), (f"{JOIN}{who}", "quiet")]
        said.append((" " * (left - cell_len(what) - len(JOIN) - cell_len(who)), "text"))
    else:
        said = [(fit(what, left), "text")]
    if not when:
        return said
    role = "alarm" if reason.red else "due" if is_late(when) else "quiet"
    return [*said, (GAP, "text"), (when, role)]
