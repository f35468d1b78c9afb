"""Who asked to be forgotten is left out of an import, with all that is theirs; only how many rows it were is told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain

from ...domain.duplicates.company_names import bare
from ...interchange.reading.packed import Packed
from ...interchange.reading.records import (
    CustomerRecord,
    FollowupRecord,
    Parsed,
    PersonRecord,
    RowProblem,
    SaleRecord,
    TouchRecord,
)
from ...storage.book.book_file import BookFile
from ...storage.erasing.asked_before import AskedBefore
from ...storage.erasing.wishes import kept
from ...wording import count, fold
from .known_events import family_of
from .recognise import CUSTOMER, PERSON

REASON = "asked to be forgotten"
Event = SaleRecord | TouchRecord | FollowupRecord


def without_forgotten(book: BookFile, files: Sequence[Parsed]) -> list[Parsed]:
    """``files`` without them; each row that is left out is among the problems of its file."""
    asked = AskedBefore(kept(book.connection))
    if not asked:
        return list(files)
    leaving = _Leaving(book, asked)
    for parsed in files:
        leaving.customers_of(parsed)
    for parsed in files:
        leaving.people_of(parsed)
    return [leaving.without(parsed) for parsed in files]


class _Leaving:
    """Who is left out of the files of one import."""

    def __init__(self, book: BookFile, asked: AskedBefore) -> None:
        self._asked = asked
        self._firms = {bare(name) for (name,) in book.rows("SELECT name FROM customers")}
        self._names = {name for (name,) in book.rows("SELECT folded FROM people")}
        self._out: set[tuple[str, str, str]] = set()
        """By program, sort, and number or name."""

    # -- who ---------------------------------------------------------------------------------------------

    def customers_of(self, parsed: Parsed) -> None:
        """Note the customers of a file who asked."""
        family = family_of(parsed.program)
        for one in parsed.customers:
            if self._is_customer_out(family, one):
                self._out.add((family, CUSTOMER, one.external_id))
                self._out |= {(family, CUSTOMER, also) for also in one.also}

    def people_of(self, parsed: Parsed) -> None:
        """Note the people of a file who asked, or whose customer did."""
        family = family_of(parsed.program)
        for one in parsed.people:
            if self._is_person_out(family, one):
                self._out.add((family, PERSON, one.external_id))

    def _is_customer_out(self, family: str, one: CustomerRecord) -> bool:
        if self._asked.by_source(family, CUSTOMER, one.external_id):
            return True
        reached = [route.value for route in one.routes]
        if self._asked.by_contact(CUSTOMER, one.name, reached):
            return True
        return not reached and self._is_firm_out(one.name)

    def _is_firm_out(self, name: str) -> bool:
        """Whether a name that comes without a number is that of somebody who asked, and of nobody in the book."""
        return bool(name) and bare(name) not in self._firms and self._asked.by_name(CUSTOMER, name)

    def _is_person_out(self, family: str, one: PersonRecord) -> bool:
        if self._asked.by_source(family, PERSON, one.external_id):
            return True
        if self._is_owner_out(family, one.customer_external_id, one.customer_name):
            return True
        reached = [route.value for route in one.routes]
        if self._asked.by_contact(PERSON, one.name, reached):
            return True
        named = fold(one.name) in self._names
        return not reached and not named and self._asked.by_name(PERSON, one.name)

    def _is_owner_out(self, family: str, external_id: str, name: str) -> bool:
        if external_id:
            return (family, CUSTOMER, external_id) in self._out or (
                self._asked.by_source(family, CUSTOMER, external_id)
            )
        return self._is_firm_out(name)

    def _is_person_of_event_out(self, family: str, one: Event) -> bool:
        return bool(one.person_external_id) and (
            (family, PERSON, one.person_external_id) in self._out
            or self._asked.by_source(family, PERSON, one.person_external_id)
        )

    # -- without them ------------------------------------------------------------------------------------

    def without(self, parsed: Parsed) -> Parsed:
        """A file without those who are left out, and all of theirs."""
        family = family_of(parsed.program)
        lines: set[int] = set()

        def stays(out: bool, line: int) -> bool:
            if out:
                lines.add(line)
            return not out

        customers = Packed(
            one
            for one in parsed.customers
            if stays((family, CUSTOMER, one.external_id) in self._out, one.line)
        )
        people = Packed(
            one
            for one in parsed.people
            if stays((family, PERSON, one.external_id) in self._out, one.line)
        )
        sales = Packed(
            self._nobody_s(family, one)
            for one in parsed.sales
            if stays(self._is_owner_of_event_out(family, one), one.line)
        )
        touches = Packed(
            one for one in parsed.touches if stays(self._is_event_out(family, one), one.line)
        )
        followups = Packed(
            one for one in parsed.followups if stays(self._is_event_out(family, one), one.line)
        )
        told = tuple(self._again(parsed))
        if not lines:
            return replace(parsed, notices=(*parsed.notices, *told)) if told else parsed
        problems = (RowProblem(line, REASON) for line in sorted(lines))
        return replace(
            parsed,
            customers=customers.settled(),
            people=people.settled(),
            sales=sales.settled(),
            touches=touches.settled(),
            followups=followups.settled(),
            problems=(*parsed.problems, *problems),
            notices=(*parsed.notices, *told),
        )

    def _is_owner_of_event_out(self, family: str, one: Event) -> bool:
        if one.customer_external_id or one.customer_name not in ("", one.person_name):
            return self._is_owner_out(family, one.customer_external_id, one.customer_name)
        return self._is_person_of_event_out(family, one) or self._is_firm_out(one.customer_name)

    def _is_event_out(self, family: str, one: TouchRecord | FollowupRecord) -> bool:
        """What happened with somebody who asked goes too: its words are about them."""
        return self._is_owner_of_event_out(family, one) or self._is_person_of_event_out(family, one)

    def _nobody_s(self, family: str, one: SaleRecord) -> SaleRecord:
        """An order stays with its customer, without the person who asked."""
        if self._is_person_of_event_out(family, one):
            return replace(one, person_name="", person_external_id="")
        return one

    def _again(self, parsed: Parsed) -> Iterable[str]:
        """Rows of the same name that are reached otherwise: they may be somebody else, and come in."""
        family = family_of(parsed.program)
        records: Iterable[CustomerRecord | PersonRecord] = chain(parsed.customers, parsed.people)
        same = 0
        for one in records:
            kind = CUSTOMER if isinstance(one, CustomerRecord) else PERSON
            out = (family, kind, one.external_id) in self._out
            same += not out and bool(one.routes) and self._asked.by_name(kind, one.name)
        if same:
            rows = count(same, "record bears", "records bear")
            yield f"{rows} the name of somebody who asked to be forgotten, and is reached otherwise: look at them"
