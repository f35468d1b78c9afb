"""Sales, touches, and follow-ups that the book has already, met in a newer file (§7)."""

from __future__ import annotations

from typing import Any

from ...domain.spine import kinds as k
from ...interchange.reading.records import FollowupRecord, LostRecord, SaleRecord, TouchRecord
from ...storage.book import lazy_tables as t
from ..base.new_rows import short
from ..changes import said as s
from ..changes.differences import Came
from ..known.recognise import FOLLOWUP, SALE, TOUCH
from ..sales.agendas import Values, live_was_said, rehang
from .import_desk import LATER_DAYS, TOLD, Desk
from .met_again import Kept, again, kept_of, remember, says_nothing_new

WORDS = {"invoice_due_on": "invoice due"}
"""What a day is called where its column does not say it."""
STAGE = "stage"
"""Under which is remembered that a won sale was told to be lost."""


def later_days(desk: Desk, record: SaleRecord) -> Values:
    """The later days of a sale, where they can be; the others are named and left out."""
    days: Values = {}
    for column in LATER_DAYS:
        what, day = WORDS.get(column, column.removesuffix("_on")), getattr(record, column)
        if day is None:
            continue
        if what != "paid" and day < record.ordered_on:
            desk.refuse(
                record.line, f"{what} on {day}, before it was ordered: day left out", kept=True
            )
        elif what == "paid" and day > desk.work.today:
            desk.refuse(
                record.line, f"paid on {day}, which is still ahead: day left out", kept=True
            )
        else:
            days[column] = day
    return days


def words_of(record: FollowupRecord) -> str:
    """What is to be done, as the book takes it."""
    return short(record.what, 500) or "imported without words"


def sale_again(desk: Desk, row_id: int, record: SaleRecord) -> None:
    """Compare a sale with what its program says now; a day that moves takes its open steps along."""
    kept = kept_of(desk, SALE, record.external_id)
    if record.ordered_on > desk.work.today:
        desk.refuse(record.line, f"ordered on {record.ordered_on}, which is still ahead")
        return
    values = {column: getattr(record, column) for column in TOLD[SALE]}
    values |= dict.fromkeys(LATER_DAYS) | later_days(desk, record) | dict(record.own)
    won_again = STAGE in (kept.said or {})
    same = says_nothing_new(kept, s.of_values(values), record.extra)
    if same and not won_again and not record.cancelled_on:
        return
    row = desk.row(t.Sale, row_id)
    if row is not None and row.cancelled_on is None and record.cancelled_on:
        ended = f"cancelled on {record.cancelled_on}"
        _tell_lost(desk, row, LostRecord(record.line, record.external_id, ended))
        return
    if row is None or (same and not won_again):
        return
    told = len(desk.differences)
    met = again(
        desk, SALE, row, kept, customer_id=row.customer_id, name=row.title, line=record.line
    )
    met.said.pop(STAGE, None)
    if row.cancelled_on is not None:  # it is off: nothing falls due, and nothing is owed for it
        values = {column: values[column] for column in ("title", "number")}
    live_before, ordered_from = row.live_on, row.ordered_on
    live_from = live_before or row.promised_on
    if record.settled and _due_as_told(row, kept):
        row.invoice_due_on = None
        desk.counts["settled"] += 1
    met.fields(values)
    if row.person_id is None and row.cancelled_on is None:
        row.person_id = desk.person(row.customer_id, record)
    rehang(desk.work, row, ordered_from, live_from, desk.rules)
    live_was_said(desk.work, row, live_before)
    remember(
        desk,
        met,
        kept,
        record.external_id,
        record.extra,
        told=len(desk.differences) > told or won_again,
    )


def _due_as_told(row: Any, kept: Kept) -> bool:
    """Whether the day by which to pay is what the file said, and not the rep."""
    if row.invoice_due_on is None or row.paid_on is not None:
        return False
    told = s.of_values({"invoice_due_on": row.invoice_due_on})
    return all((kept.said or {}).get(key) == mark for key, mark in told.items())


def tell_lost(desk: Desk) -> None:
    """Tell of sales that were won and that the file calls lost, or open, now: the rep says what to make of it."""
    for batch in desk.batches(desk.parsed.lost):
        for record in batch:
            row_id = desk.book.origins.get((SALE, record.external_id), 0)
            row = desk.row(t.Sale, row_id)
            if row is not None and row.cancelled_on is None:
                _tell_lost(desk, row, record)


def _tell_lost(desk: Desk, row: Any, record: LostRecord) -> None:
    kept = kept_of(desk, SALE, record.external_id)
    stage = record.stage or "not won"
    mark = s.fingerprint(stage)
    if (kept.said or {}).get(STAGE) == mark:
        return
    met = again(
        desk, SALE, row, kept, customer_id=row.customer_id, name=row.title, line=record.line
    )
    met.settle(STAGE, "won", stage, Came.TOLD, mark)
    remember(desk, met, kept, record.external_id, {}, told=True)


def touch_again(desk: Desk, record: TouchRecord) -> None:
    """Compare the words of a touch with what its program says now."""
    row_id = desk.book.origins.get((TOUCH, record.external_id), 0)
    _event_again(desk, t.Touch, TOUCH, row_id, record, {"note": record.note})


def followup_again(desk: Desk, record: FollowupRecord) -> None:
    """Compare an open follow-up with what its program says now; one that is dealt with stays so."""
    row_id = desk.book.origins.get((FOLLOWUP, record.external_id), 0)
    values = {"due_on": record.due_on, "what": words_of(record)}
    _event_again(desk, t.Followup, FOLLOWUP, row_id, record, values)


def _event_again(
    desk: Desk,
    table: Any,
    entity: str,
    row_id: int,
    record: TouchRecord | FollowupRecord,
    values: Values,
) -> None:
    kept = kept_of(desk, entity, record.external_id) if row_id else Kept()
    if not row_id or says_nothing_new(kept, s.of_values(values), record.extra):
        return
    row = desk.row(table, row_id)
    if row is None or getattr(row, "state", k.FollowupState.OPEN) != k.FollowupState.OPEN:
        return
    told = len(desk.differences)
    name = short(row.what if entity == FOLLOWUP else f"{row.kind} of {row.on_day}")
    met = again(desk, entity, row, kept, customer_id=row.customer_id, name=name, line=record.line)
    met.fields(values)
    remember(desk, met, kept, record.external_id, record.extra, told=len(desk.differences) > told)
