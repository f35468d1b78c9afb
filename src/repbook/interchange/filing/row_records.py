"""One row to the records that it makes, with everything else that it holds."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from ...wording import fold
from ..gathering.collected import Records
from ..gathering.from_above import FromAbove
from ..mapping.cells import one_lines
from ..mapping.judged_columns import Judged
from ..mapping.layout import STANDS, Layout
from ..mapping.record_words import WORDS
from ..mapping.row_reading import Row, extra
from ..plain.firm_or_person import (
    SLOTS,
    Made,
    give_offices,
    heed_inactive,
    is_firm,
    is_firms,
    names_itself,
    share_out,
)
from ..programs.profiles import PLAIN, squeezed
from ..programs.record_ids import TAKEN_AS, kind_of
from ..reading.packed import given
from ..reading.records import (
    NO_BUYERS,
    PersonRecord,
    RowProblem,
    TouchRecord,
)
from ..reading.table_lines import Line
from ..sales.left_out import why_left_out
from .activity_records import make_activity, make_next
from .customer_records import make_customer
from .idle_columns import OF_A_DEAL, idle
from .other_people import OtherRow, at_customer, in_one_cell
from .own_sheets import make_own_followup, make_own_touch, own_values
from .person_records import as_firm, as_lead, make_firm, make_person, with_the_rest
from .sale_records import further_line, left_out, make_sale, one_more
from .whose_row import Whose, of_nobody, whose

ANOTHER = "id:"
"""What a count is called of rows that are something else, before the kind of their ids."""
BOUGHT = "refunded"
"""Who got the money back, has bought all the same."""
BY_ROW = ("customer", "person")
"""Records that a row may make or not: what it holds of those that it does not make is told by ``idle``."""
ACTIVITIES = {
    "activity": make_activity,
    "own touch": make_own_touch,
    "own follow-up": make_own_followup,
}


class Reader:
    """What reads the rows of a table: one row for each record that they may make, and for each further person."""

    def __init__(self, layout: Layout, judged: Judged, found: Records) -> None:
        self.layout, self.judged, self.found = layout, judged, found
        self.rows = {kind: Row(kind, layout, judged, found.problems) for kind in layout.columns}
        self.flagged = [row for row in self.rows.values() if row.may_tell("deleted")]
        self.others = [OtherRow(one, judged, found) for one in layout.further]
        self.above = FromAbove(layout)
        self.plain = layout.profile.id.startswith(PLAIN)
        self.slots = tuple(SLOTS.get(kind, kind) for kind in layout.profile.makes)
        self.events = not {"sale", "activity"}.isdisjoint(self.slots)
        self.names_firms = any(row.has("company") for row in self.rows.values())
        """Whether the table has a column for the name of the customer."""


def read_row(line: Line, reader: Reader) -> None:
    """Have one row filed with what is ``found``; a row that says nothing is a problem of its own."""
    layout, rows, found = reader.layout, reader.rows, reader.found
    if reader.above.heeds:
        found.counts["above"] += reader.above.names(line)
    lines = one_lines(line.cells)
    for row in rows.values():
        row.at(line, lines)
    if reader.flagged and any(map(_is_gone, reader.flagged)):
        found.counts["deleted"] += 1
        return
    kind = _another_kind(rows, reader.judged)
    if kind:
        found.counts[f"{ANOTHER}{kind}"] += 1
        return
    before, lost = len(found.problems), found.left_out
    told = before + found.counts.total()
    made = _made(rows, found)
    others = [other for one in reader.others if (other := one.read(line))]
    if made.customer or made.person or made.sale or made.activity:
        if len(found.problems) > before:
            found.problems[before:] = [replace(one, kept=True) for one in found.problems[before:]]
    elif told == len(found.problems) + found.counts.total():
        reason = "the row names no customer and no person: left out"
        found.problems.append(RowProblem(line.number, reason))
    there = {kind for kind in rows if made.of(kind)}
    heard = [row for kind, row in rows.items() if kind in there or kind not in BY_ROW]
    kept = extra(line, heard, layout)
    for row in rows.values():
        kept |= row.refused
    if found.left_out == lost and not (len(there) == len(rows) and made.person):
        # What a deal says that was not won, is left out with it.
        idles = idle(there, rows, line, bool(made.customer))
        kept |= {name: cell for name, cell in idles.items() if cell != made.called}
    kept |= {name: cell for other in others for name, cell in other.nobody.items()}
    named: list[PersonRecord] = []
    if made.person and reader.plain:
        made.person, *named = in_one_cell(rows["person"], made.person)
    _file(made, kept, reader)
    for person in named:
        found.add_person(person, again=True)
    for other in others:
        if other.person:
            found.add_person(at_customer(other.person, made.customer, made.person))


def _is_gone(row: Row) -> bool:
    """Whether a row is marked as deleted: by a yes, or by what is to be done with it ("delete")."""
    said = row.text("deleted")
    return bool(said) and (bool(row.flag("deleted")) or fold(said) in WORDS.GONE)


def _another_kind(rows: dict[str, Row], judged: Judged) -> str:
    """What a row is by its id, if that is nothing that it could make; "" where ids do not tell."""
    if not judged.id_columns:
        return ""
    for kind, row in rows.items():
        if judged.id_columns & set(row.columns.get("id", ())):
            told = kind_of(row.text("id"))
            if told and told not in TAKEN_AS.get(kind, ()):
                return told
    return ""


def _made(rows: dict[str, Row], found: Records) -> Made:
    made = Made()
    sold = rows.get("deal") or rows.get("sale")
    why = ""
    if sold and sold.layout.profile.makes[0] == sold.kind:
        order = further_line(sold, found)
        if order:
            found.counts["further"] += 1
            made.sale = one_more(sold, order)
            return made
        why = why_left_out(sold, found.selling.sorts)
        if why:
            left_out(sold, why, _whose_it_was(sold, rows), found)
        if why not in ("", BOUGHT):
            return made
    if sold and of_nobody(sold, rows.values()):
        sold.fault("a sale that names no customer: left out")
        return made
    _whose(rows, made)
    if sold and not why and _is_sale(sold, made, found):
        made.sale = make_sale(sold, whose(sold, made.customer, made.person))
    if rows and next(iter(rows.values())).layout.profile.guarded:
        _take_own(made, rows)
    for kind, make in ACTIVITIES.items():
        row = rows.get(kind)
        if row:
            made.activity = make(row, whose(row, made.customer, made.person))
            if made.activity and row.may_tell("next", "next on"):
                made.next = make_next(row, made.activity)
    return made


def _whose(rows: dict[str, Row], made: Made) -> None:
    """The customer and the person of a row, and where they stand."""
    firm = is_firm(rows)
    row = rows.get("customer")
    if row and firm is not False:
        made.customer = make_customer(row)
    row = rows.get("person")
    if row and not firm:
        made.person = make_person(row, made.customer)
        own = row.layout.profile.guarded  # our own sheets say who is a person
        if made.person and not own and names_itself(row, made.person):
            made.person = None
        elif made.person and not (made.customer or own) and is_firms(row, made.person):
            _as_firm(made, rows.get("customer"), made.person)
        if made.person and row.layout.profile.leads:
            made.person = as_lead(row, made.person)
        if made.customer and not made.person:
            made.customer = with_the_rest(made.customer, row)
        elif not made.person:
            whole = rows.get("customer") if firm is False else None
            made.customer = (make_customer(whole) if whole else None) or make_firm(row)
    row = rows.get("customer")
    if made.person and not made.customer and row and not (firm or rows["person"].text("company")):
        _alone(row, made)
    if made.person and made.customer and firm is None and rows["person"].has("is company"):
        share_out(made)
    elif row and row.layout.profile.id.startswith(PLAIN):
        give_offices(made)
    if made.person and made.customer and made.person.standing in NO_BUYERS:
        made.customer = replace(made.customer, standing=made.person.standing)
    elif made.person and made.customer and not rows["person"].may_tell("status", *STANDS):
        made.person = replace(made.person, standing=made.customer.standing)
    heed_inactive(rows, made)


def _as_firm(made: Made, row: Row | None, person: PersonRecord) -> None:
    """What a list of people calls by the name of a firm, is a firm."""
    whole = make_customer(row, person.name) if row else None
    made.customer = replace(whole, name=person.name) if whole else as_firm(person)
    made.person, made.called = None, person.name


def _whose_it_was(sold: Row, rows: dict[str, Row]) -> Whose | None:
    """Whose a row is that is no sale: by the names in it, else by the person whom it tells how to reach."""
    found = whose(sold, None, None)
    person = rows.get("person")
    if found or not person:
        return found
    made = make_person(person, None)
    return whose(sold, None, made) if made else None


def _alone(row: Row, made: Made) -> None:
    """Who has no firm is a customer of their name, of whom the row's columns of the customer tell."""
    person = made.person
    if person and person.customer_name in ("", person.name):
        made.customer = make_customer(row, person.name)
        if made.customer:
            made.customer = replace(made.customer, name=person.name)
            made.person = replace(
                person,
                customer_name=made.customer.name,
                customer_external_id=made.customer.external_id,
            )


def _take_own(made: Made, rows: dict[str, Row]) -> None:
    """Take one of our own rows at its word, with all that its sheet tells."""
    for kind in ("customer", "person", "sale"):
        record = getattr(made, kind)
        if record is not None and kind in rows:
            own = own_values(rows[kind])
            if kind == "person":
                own["main"] = record.main
            setattr(made, kind, replace(record, own=own))


def _is_sale(row: Row, made: Made, found: Records) -> bool:
    """Beside a customer and a person, a row tells of a deal if it says anything of one; it is a sale once it is won."""
    if _is_free_ticket(row):
        return False
    if row.kind != "deal" or row.layout.profile.makes[0] == "deal":
        return True
    plain = row.layout.profile.id.startswith(PLAIN)  # every row of a table of sales is one
    if (made.customer or made.person) and not plain and not any(map(row.text, OF_A_DEAL)):
        return False
    why = why_left_out(row, found.selling.sorts)
    if why:
        left_out(row, why, whose(row, made.customer, made.person), found)
    return not why


def _is_free_ticket(row: Row) -> bool:
    """Whether somebody only comes to an event, and pays nothing."""
    return row.cents("amount") == 0 and _of_an_event(row.layout.header)


@lru_cache(64)
def _of_an_event(header: tuple[str, ...]) -> bool:
    return any(squeezed(name) in WORDS.OF_EVENTS for name in header)


def _file(made: Made, kept: dict[str, str], reader: Reader) -> None:
    """A customer that stands on many rows is filed once; what the later rows hold goes elsewhere."""
    customer, found = made.customer, reader.found
    new = customer is not None and not found.has_customer(customer.external_id)
    known = set() if new else {"customer"}
    if made.person and found.has_person(made.person.external_id):
        known.add("person")  # what this row says beyond is rather of its sale, or of its call
    order = [slot for slot in reader.slots if slot not in known]
    made.give((*order, "person", "customer"), kept)
    events = reader.events
    if made.customer:
        found.add_customer(made.customer, again=made.person is not None or events)
    if made.person:
        main = made.person.main or (new and "customer" in reader.rows)
        person = made.person if made.person.main == main else given(made.person, "main", main)
        found.nameless |= found.plain and not person.customer_name and reader.names_firms
        found.add_person(person, again=events)
    if made.sale:
        found.nameless |= found.plain and not made.sale.customer_name and reader.names_firms
        found.add_sale(made.sale)
    if made.activity:
        found.add_activity(made.activity)
        if made.next and isinstance(made.activity, TouchRecord):
            found.then.append((made.activity.on_day, made.next))
