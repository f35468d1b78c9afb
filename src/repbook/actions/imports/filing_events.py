"""What an import says has happened, or is still to be done: history, not debts (§7)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import islice

from ...domain.spine import kinds as k
from ...interchange.reading.packed import in_order
from ...interchange.reading.records import FollowupRecord, SaleRecord, TouchRecord
from ...storage.book import lazy_tables as t
from ..base.new_rows import short
from ..known.asked import Asked
from ..known.recognise import FOLLOWUP, OURS, SALE, TOUCH
from ..sales.agendas import Values, is_history, to_hang
from .events_again import followup_again, later_days, sale_again, touch_again, words_of
from .import_desk import BATCH, Desk

SALE_ID = "sale id"
"""Where a follow-up keeps the number of a sale that the book does not have yet."""
LONG_DUE = "due long before it was imported"
WAITING = """
SELECT f.id, f.customer_id, e.value FROM followups f
JOIN came_from o ON o.entity = 'followup' AND o.row_id = f.id
JOIN json_each(o.extra) e ON e.key = ?
WHERE f.sale_id IS NULL AND o.program = ? || '.followups'
"""


def file_sales(desk: Desk) -> None:
    """File orders. An old one is history; a younger one hangs what is ahead of its agenda."""
    filed = 0
    for batch in desk.batches(in_order(desk.parsed.sales, "ordered_on")):
        rows = list(_sales(desk, batch))
        for sale_id, (values, _) in zip(desk.file(t.Sale, SALE, rows), rows, strict=True):
            # The steps of our own sales stand on our own sheet of follow-ups.
            if not values["history"] and desk.family != OURS:
                sale = desk.work.get(t.Sale, sale_id)
                desk.later(t.Followup, *to_hang(desk.work, sale, desk.rules))
        filed += len(rows)
    if filed and desk.family == OURS:
        _take_steps(desk)


def _sales(desk: Desk, batch: list[SaleRecord]) -> Iterator[tuple[Values, SaleRecord]]:
    today = desk.work.today
    for record in batch:
        desk.step()
        row_id = desk.known_row(SALE, record.external_id)
        if row_id is not None:
            sale_again(desk, row_id, record)
            continue
        account = desk.owner(record)
        if account is None:
            continue
        if record.ordered_on > today:
            desk.refuse(record.line, f"ordered on {record.ordered_on}, which is still ahead")
            continue
        ended = _ended(desk, record)
        history = ended is not None or is_history(record.ordered_on, today, desk.rules)
        desk.counts["history"] += history
        sale = {
            "customer_id": account.id,
            "person_id": desk.person(account.id, record),
            "title": record.title,
            "number": record.number,
            "ordered_on": record.ordered_on,
            "amount": record.amount,
            "currency": record.currency,
            "kind": record.kind or k.SaleKind.ONE_OFF,
            "cycle_days": record.cycle_days,
            "cancelled_on": ended,
            "history": history,
            "no_expectations": not history,
            "agenda": "" if history else "standard",
            **record.own,
        }
        yield sale | later_days(desk, record), record


def _ended(desk: Desk, record: SaleRecord) -> date | None:
    """The day on which a subscription ended; one that is still ahead is no end yet."""
    ended = record.cancelled_on
    if ended and not record.ordered_on <= ended <= desk.work.today:
        when = "before it began" if ended < record.ordered_on else "still ahead"
        desk.refuse(record.line, f"cancelled on {ended}, {when}: day left out", kept=True)
        return None
    return ended


def _take_steps(desk: Desk) -> None:
    """Give our own sales the follow-ups that came before them, and only knew their number."""
    desk.look_up(Asked())  # so that all of them are in the book
    waiting = iter(desk.work.book.rows(WAITING, (SALE_ID, desk.family)))
    while batch := list(islice(waiting, BATCH)):
        asked = Asked()
        for *_, external_id in batch:
            asked.id(external_id, SALE)
        desk.look_up(asked)
        for row_id, customer_id, external_id in batch:
            sale_id = desk.sale(customer_id, external_id)
            if sale_id:
                desk.work.get(t.Followup, row_id).sale_id = sale_id


def file_touches(desk: Desk) -> None:
    """File what happened, oldest first; a meeting that is still ahead is something to do."""
    for batch in desk.batches(in_order(desk.parsed.touches, "on_day")):
        _file_touches(desk, batch)


def _file_touches(desk: Desk, batch: list[TouchRecord]) -> None:
    happened: list[tuple[Values, TouchRecord]] = []
    planned: list[tuple[Values, TouchRecord]] = []
    for record in batch:
        desk.step()
        if desk.is_known_event(record) and not finish(desk, record):
            touch_again(desk, record)
            continue
        account = desk.owner(record)
        if account is None:
            continue
        person_id = desk.person(account.id, record)
        if record.on_day > desk.work.today:
            visit = record.kind == k.TouchKind.VISIT
            followup = {
                "customer_id": account.id,
                "person_id": person_id,
                "due_on": record.on_day,
                "at": record.at,
                "what": short(record.note, 500) or record.kind,
                "kind": k.FollowupKind.VISIT if visit else k.FollowupKind.CALL,
                "source": k.FollowupSource.IMPORT,
            }
            planned.append((followup, record))
        else:
            touch = {
                "customer_id": account.id,
                "person_id": person_id,
                "on_day": record.on_day,
                "at": record.at,
                "kind": record.kind,
                "reach": record.reach,
                "topic": record.topic,
                "incoming": record.incoming,
                "minutes": record.minutes,
                "note": record.note,
            }
            happened.append((touch, record))
    desk.file(t.Touch, TOUCH, happened)
    desk.file(t.Followup, FOLLOWUP, planned)


def finish(desk: Desk, record: TouchRecord) -> bool:
    """Close the follow-up that a record is by now, unless the rep has dealt with it; what was done is a touch then."""
    row_id = desk.followup_of(record)
    if not row_id or record.on_day > desk.work.today:
        return False
    row = desk.row(t.Followup, row_id)
    late = row is not None and row.state == k.FollowupState.DROPPED and row.reason == LONG_DUE
    if row is None or not (late or row.state == k.FollowupState.OPEN):
        return False
    row.state, row.done_on, row.reason = k.FollowupState.DONE, record.on_day, ""
    desk.counts["finished"] += 1
    return True


def file_followups(desk: Desk) -> None:
    """File what is to do; what was due over a month ago is kept, but closed, unless the file knows better."""
    for batch in desk.batches(desk.parsed.followups):
        _file_followups(desk, batch)


def _file_followups(desk: Desk, batch: list[FollowupRecord]) -> None:
    rows: list[tuple[Values, FollowupRecord]] = []
    for record in batch:
        desk.step()
        if desk.is_known_event(record):
            followup_again(desk, record)
            continue
        account = desk.owner(record)
        if account is None:
            continue
        followup = {
            "customer_id": account.id,
            "person_id": desk.person(account.id, record),
            "sale_id": desk.sale(account.id, record.sale_external_id),
            "due_on": record.due_on,
            "at": record.at,
            "what": words_of(record),
            "kind": record.kind,
            "source": record.source,
            "delegated_to": record.delegated_to,
            "every_days": record.every_days,
        }
        kept = record
        if record.sale_external_id and followup["sale_id"] is None:
            kept = replace(record, extra={**record.extra, SALE_ID: record.sale_external_id})
        rows.append((followup | _came_of(desk, record), kept))
    desk.file(t.Followup, FOLLOWUP, rows)


def _came_of(desk: Desk, record: FollowupRecord) -> Values:
    """What became of a follow-up: as the file tells it, else by its day (§7)."""
    if record.state is not None:
        return {"state": record.state, "reason": record.reason, "done_on": record.done_on}
    closed = is_history(record.due_on, desk.work.today, desk.rules)
    desk.counts["closed"] += closed
    return {
        "state": k.FollowupState.DROPPED if closed else k.FollowupState.OPEN,
        "reason": LONG_DUE if closed else "",
    }
