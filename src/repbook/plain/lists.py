"""The lists beside Today: what was found, everybody, who is red, the days ahead, the ledgers, the reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from ..domain.days.dates import parse_day
from ..domain.reports.report import CATALOGUE, Report
from ..domain.shown.customer_views import CustomerRow
from ..domain.shown.ledgers import Ledger
from ..domain.spine.kinds import Phase
from ..storage.finding import search
from ..storage.places.everybody import places
from ..storage.reports.reports import report
from ..storage.views import ahead as ahead_view
from ..storage.views.daybook import touches_on
from ..storage.views.ledgers import ledger
from ..storage.views.listing import customer_rows, phase_columns
from ..wording import PHASE_WORD, clean, count, day_text
from .places import Place, Row, of_reason, reason_text
from .session import Session, Target, sentence

CONFIDENTIAL = "SELECT id FROM facts WHERE confidential"
NOBODY = Target(0, "")


class FoundPlace(Place):
    """What was found for words, names first; of what was told in confidence nothing (R27)."""

    def __init__(self, session: Session, words: str) -> None:
        super().__init__(session)
        self.words = words

    def read(self) -> Iterator[str]:
        session = self.session
        self.name = f"Found {self.words[:20]}"
        hits = search.find(session.book, self.words)
        secret = {row_id for (row_id,) in session.book.rows(CONFIDENTIAL)}
        open_ = [hit for hit in hits if hit.kind != "fact" or hit.id not in secret]
        self.rows = tuple(
            Row(
                ", ".join(
                    filter(None, (clean(hit.customer), hit.kind, hit.on_day, clean(hit.shown)))
                ),
                Target(hit.customer_id, hit.customer, hit.kind, hit.id, clean(hit.shown)),
            )
            for hit in open_
        )
        kept_back = len(hits) - len(open_)
        told = f", and {kept_back} in confidence" if kept_back else ""
        yield f"{count(len(open_), 'hit')} for '{self.words}'{told}."


class AheadPlace(Place):
    """The next thirty days, what falls on each."""

    def read(self) -> Iterator[str]:
        session = self.session
        shown = ahead_view.ahead(session.book, session.rules)
        self.name = "Ahead"
        self.rows = tuple(
            Row(
                f"{clean(row.customer)}: {' '.join(filter(None, (row.at, clean(row.text))))}",
                Target(row.customer_id, row.customer, *(row.target or ("", 0)), clean(row.text)),
                day_text(day.on, session.today),
            )
            for day in shown.days
            for row in day.rows
        )
        late = f"; {shown.late} late stand on Today" if shown.late else ""
        yield f"{shown.week} contacts in the next seven days{late}."


class CustomersPlace(Place):
    """Everybody in the book, by name."""

    def read(self) -> Iterator[str]:
        self.name = "Customers"
        found = search.customers_named(self.session.book, "", limit=100_000)
        self.rows = tuple(
            Row(", ".join(filter(None, (clean(name), clean(city)))), Target(row_id, name))
            for row_id, name, city in found
        )
        yield f"{count(len(found), 'customer')}."


class TriagePlace(Place):
    """Everybody who is red, worst first."""

    def read(self) -> Iterator[str]:
        session = self.session
        self.name = "Triage"
        red = places(session.book, session.rules).red
        self.rows = tuple(
            Row(
                f"{clean(one.name)}: {reason_text(session, reason)}",
                of_reason(one.id, one.name, reason),
            )
            for one in red
            for reason in [next(reason for reason in one.reasons if reason.red)]
        )
        yield f"{count(len(red), 'customer')} in red."


class PhasesPlace(Place):
    """Who stands in which phase: the newest orders, by risk, by tier and silence."""

    def read(self) -> Iterator[str]:
        session = self.session
        self.name = "Phases"
        columns = phase_columns(session.book, session.rules)
        groups = (
            (Phase.EXCITEMENT, columns.excitement),
            (Phase.LEARNING, columns.learning),
            (Phase.SETTLED, columns.settled),
        )
        self.rows = tuple(
            Row(
                f"{clean(row.name)}: {_stands(row)}",
                Target(row.id, row.name),
                f"{PHASE_WORD[phase]}, {len(ids)}",
            )
            for phase, ids in groups
            for row in customer_rows(session.book, ids, session.rules)
        )
        settled = f"{columns.proposed} may be confirmed as settled" if columns.proposed else ""
        nobody = f"{columns.no_sale} without a sale" if columns.no_sale else ""
        yield sentence(", ".join(filter(None, (settled, nobody))) or "Everybody with a sale")


def _stands(row: CustomerRow) -> str:
    """How long, how far the gate is open, and why to call; what is known of them where that is damaged."""
    stands = row.standing
    if stands is None:
        return "its facts can't be read: repbook check"
    done, of = row.gate
    gate = f"{done} of {of} to settle" if of else ""
    why = clean(stands.reasons[0].text) if stands.reasons else stands.next_step
    return ", ".join(filter(None, (stands.phase_note, gate, why)))


class LedgersPlace(Place):
    """The six ledgers, and how much is open in each."""

    def read(self) -> Iterator[str]:
        session = self.session
        self.name = "Ledgers"
        counts = ledger(session.book, Ledger.PROMISES, session.rules).counts
        self.rows = tuple(
            Row(
                f"{name}: {counts[name].open} open",
                NOBODY,
                opens=partial(LedgerPlace, session, name),
            )
            for name in Ledger
        )
        yield "A number opens one."


class LedgerPlace(Place):
    """One ledger: everything open, then what was closed last."""

    def __init__(self, session: Session, ledger_name: Ledger) -> None:
        super().__init__(session)
        self.ledger = ledger_name

    def read(self) -> Iterator[str]:
        session = self.session
        self.name = str(self.ledger)
        page = ledger(session.book, self.ledger, session.rules)
        self.rows = tuple(
            Row(
                ", ".join(
                    filter(
                        None,
                        (
                            clean(line.owner.name),
                            clean(line.text),
                            day_text(line.day, session.today) if line.day else "",
                            line.state,
                        ),
                    )
                ),
                Target(line.owner.id, line.owner.name, line.kind, line.id, clean(line.text)),
                "Open" if line.open else "Closed",
            )
            for line in page.lines
        )
        yield f"{self.ledger}: {page.counts[self.ledger].open} open."


class ReportsPlace(Place):
    """What the book has learned: the finding of each report."""

    def read(self) -> Iterator[str]:
        session = self.session
        self.name = "Reports"
        found = [(each, report(session.book, each.name, session.rules)) for each in CATALOGUE]
        self.rows = tuple(
            Row(
                clean(one.title),
                NOBODY,
                each.group.capitalize(),
                partial(ReportPlace, session, one),
            )
            for each, one in found
        )
        yield "A number says the numbers of one."


class ReportPlace(Place):
    """The numbers of one report, a row a line."""

    def __init__(self, session: Session, found: Report) -> None:
        super().__init__(session)
        self.found = found

    def read(self) -> Iterable[str]:
        found = self.found
        self.name = "Report"
        yield f"{clean(found.title)}."
        for row in found.rows:
            values = ", ".join(
                f"{column.title} {'unknown' if value is None else value}"
                for column, value in zip(found.columns, row.values, strict=True)
            )
            yield clean(f"{row.label}: {values}{f', {row.note}' if row.note else ''}")
        for line in found.lines:
            yield clean(f"{line.label}: {line.value}{f', {line.note}' if line.note else ''}")
        if found.hint:
            yield self.session.key.fill(found.hint)


class DayPlace(Place):
    """What was logged on a day, newest first; each can be put right."""

    def __init__(self, session: Session, words: str) -> None:
        super().__init__(session)
        reader = session.reader
        self.day = reader.today
        if words:
            self.day = parse_day(words, self.day, day_first=reader.day_first, future=False)

    def read(self) -> Iterator[str]:
        session = self.session
        found = touches_on(session.book, self.day)
        said = day_text(self.day, session.today)
        self.name = f"Logged {said}"
        self.rows = tuple(
            Row(
                clean(f"{row.at} {row.customer}: {row.text}"),
                Target(row.customer_id, row.customer, "touch", row.id, clean(row.note)),
            )
            for row in found
        )
        yield f"{said}: {count(len(found), 'touch', 'touches')}."
