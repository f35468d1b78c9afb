"""Rules that hold however a rep comes to them: by an edit, by a call, by another form."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repbook.actions.base import history, removing
from repbook.actions.care import checks, expectations, followups
from repbook.actions.customers import addresses, facts, own_days, people, routes
from repbook.actions.sales import sales
from repbook.actions.touches import touches
from repbook.actions.touches.log_entry import LogEntry
from repbook.cli import main
from repbook.domain.letters.letter_material import Material
from repbook.domain.line.capture import parse_line
from repbook.domain.line.private_numbers import holds_private_number
from repbook.domain.shown.call_asks import OUTCOMES, answered, said_of, vital_to_ask
from repbook.domain.shown.whom_to_ring import theirs_named
from repbook.domain.spine.kinds import LetterKind
from repbook.domain.spine.rules import DEFAULT
from repbook.errors import AmbiguousDay, InvalidInput
from repbook.storage.book import lazy_tables as t
from repbook.storage.book.book import Book
from repbook.storage.book.facts_cache import rebuild
from repbook.storage.views.customer_page import customer_page
from repbook.storage.views.edit_form import row as begun
from repbook.ui.dialogs.care.check import CheckForm
from repbook.ui.dialogs.letters.letter_job import Job, unsigned
from repbook.ui.page.page_tabs import entries_of
from repbook.ui.shell.target import Target

TODAY = date(2026, 6, 3)
LIVE = date(2026, 6, 12)


# -- the delivery day ----------------------------------------------------------------------------


@pytest.mark.practice("R71")
@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 6, 14), "the delivery day can't wait past Sat 13 Jun"),
        (date(2026, 6, 2), "this day is over"),
    ],
)
@pytest.mark.parametrize("how", ["edit", "snooze"])
def test_no_way_puts_the_delivery_day_off(world, book, column, how, day, said):
    step = book.row("SELECT id FROM followups WHERE step = 'arrived'")[0]
    before = column(book, "followups.due_on", step)
    with pytest.raises(InvalidInput, match=said):
        if how == "edit":
            followups.edit(book, step, due_on=day, rules=DEFAULT)
        else:
            followups.snooze(book, step, day, rules=DEFAULT)
    assert column(book, "followups.due_on", step) == before
    followups.edit(book, step, due_on=date(2026, 6, 13), rules=DEFAULT)
    followups.edit(book, world.followup, due_on=date(2026, 8, 1), rules=DEFAULT)


# -- asked after ---------------------------------------------------------------------------------


@pytest.fixture
def college(world, book):
    older = facts.add(book, world.customer, "personal", "plays chess").ids["facts"][0]
    facts.asked(book, older)
    return facts.add(book, world.customer, "personal", "Anna's college").ids["facts"][0]


@pytest.mark.practice("R20")
def test_a_call_in_which_they_were_asked_after_says_so_in_its_own_step(
    world, open_book, college, dump, column
):
    book = open_book(datetime(2026, 9, 5, 9))
    facts.asked(open_book(), college)
    page = customer_page(book, world.customer, rules=DEFAULT)
    ticks = answered(page, date(2026, 9, 5), ("", 0))
    assert ticks[-1] == (f"a{college}", "asked after: Anna's college · last asked 94 d ago")
    before = dump(book)
    entry = LogEntry(world.customer, asked=(college,))
    touch = touches.log(book, entry, rules=DEFAULT).ids["touches"][0]
    assert column(book, "facts.last_asked_on", college) == "2026-09-05"
    assert column(book, "touches.topic", touch) == "personal"
    page = customer_page(book, world.customer, rules=DEFAULT)
    assert "plays chess" in answered(page, date(2026, 9, 5), ("", 0))[-1][1]
    history.undo(book)
    assert dump(book) == before


@pytest.mark.practice("R20")
def test_a_call_of_last_week_takes_no_later_day_back(world, book, college, column):
    facts.asked(book, college)
    touches.log(
        book, LogEntry(world.customer, asked=(college,), on_day=date(2026, 5, 27)), rules=DEFAULT
    )
    assert column(book, "facts.last_asked_on", college) == "2026-06-03"
    with pytest.raises(InvalidInput, match="another customer"):
        touches.log(book, LogEntry(world.stranger, asked=(college,)), rules=DEFAULT)


@pytest.mark.practice("R21")
def test_asking_after_them_with_work_besides_is_both(world, book, college, column):
    entry = LogEntry(world.customer, asked=(college,), also_done=(world.followup,))
    touch = touches.log(book, entry, rules=DEFAULT).ids["touches"][0]
    assert column(book, "touches.topic", touch) == "both"


# -- days and ways of theirs ---------------------------------------------------------------------


@pytest.mark.practice("R20")
def test_a_person_has_other_days_than_a_birthday(world, book, dump):
    people.add(book, world.customer, "Ann", birthday="3 may", other_day="shop anniversary 12 jun")
    sql = "SELECT kind, label, month, day, year FROM dates ORDER BY id"
    assert book.rows(sql) == [
        ("birthday", "", 5, 3, None),
        ("anniversary", "shop anniversary", 6, 12, None),
    ]
    ann = book.row("SELECT id FROM people WHERE name = 'Ann'")[0]
    people.edit(book, ann, other_day="1 july 2019 founded")
    row = book.row("SELECT id, kind, label, year FROM dates ORDER BY id DESC")
    assert row[1:] == ("other", "founded", 2019)
    before = dump(book)
    own_days.edit(book, row[0], label="the firm was founded", day="2 jul 2018")
    after = book.row("SELECT label, month, day, year FROM dates WHERE id = ?", row[:1])
    assert after == ("the firm was founded", 7, 2, 2018)
    assert begun(book, "dates", row[0])["day"] == "2 Jul 2018"
    history.undo(book)
    assert dump(book) == before
    removing.remove(book, "dates", row[0])
    assert len(book.rows(sql)) == 2


@pytest.mark.parametrize("typed", ["12 jun", "shop", "soon, shop anniversary", "tomorrow party"])
def test_a_day_without_its_name_or_its_date_is_refused(world, book, typed):
    with pytest.raises(InvalidInput) as refused:
        people.edit(book, world.person, other_day=typed)
    assert refused.value.field == "other_day"
    with pytest.raises(AmbiguousDay):
        people.edit(book, world.person, other_day="shop 3/4")


@pytest.mark.practice("R74")
def test_a_person_is_for_a_situation_and_a_route_is_edited_by_itself(world, book):
    made = people.add(
        book,
        world.customer,
        "Sam",
        phone="0113 496 0009",
        email="sam@marsh.example",
        situation="Out-of-hours, billing",
    )
    sam = made.ids["people"][0]
    sql = "SELECT situation FROM routes WHERE person_id = ? ORDER BY id"
    assert book.rows(sql, (sam,)) == [("out of hours, billing",)] * 2
    phone = book.row("SELECT id FROM routes WHERE person_id = ?", (sam,))[0]
    routes.edit(book, phone, value="0113 496 0010", label="pager", situation="out of hours")
    wanted = ("01134960010", "pager", "out of hours")
    row = "SELECT digits, label, situation FROM routes WHERE id = ?"
    assert book.row(row, (phone,)) == wanted
    assert begun(book, "people", sam)["situation"] == "out of hours, billing"
    people.edit(book, sam, situation="out of hours, escalation")
    assert book.rows(sql, (sam,)) == [
        ("out of hours, escalation",),
        ("out of hours, escalation",),
    ]
    people.edit(book, sam, situation="escalation")
    named = theirs_named(customer_page(book, world.customer, rules=DEFAULT))
    assert "escalation" in named
    assert "out of hours" not in named
    shown = entries_of(
        "People", customer_page(book, world.customer, rules=DEFAULT), (), TODAY, rules=DEFAULT
    )
    assert ("route", phone) in {(entry.kind, entry.row_id) for entry in shown}
    mail = book.row("SELECT id FROM routes WHERE kind = 'email' AND person_id = ?", (sam,))[0]
    with pytest.raises(InvalidInput) as refused:
        routes.edit(book, mail, value="no address")
    assert refused.value.field == "value"
    with pytest.raises(InvalidInput, match="how is Lee reached"):
        people.add(book, world.customer, "Lee", situation="billing")


@pytest.mark.practice("R74")
@pytest.mark.parametrize(
    ("kind", "rep", "contacts", "said"),
    [
        (
            LetterKind.AGENDA,
            {},
            {},
            "unsigned, and nobody to ring: settings [rep], [contacts]",
        ),
        (LetterKind.AGENDA, {"name": "Robin"}, {}, "nobody to ring: settings [contacts]"),
        (LetterKind.AGENDA, {"phone": "1"}, {"billing": "Ann"}, "unsigned: settings [rep]"),
        (LetterKind.AGENDA, {"name": "Robin"}, {"billing": "Ann"}, ""),
        (LetterKind.THANKS, {}, {}, ""),
    ],
)
def test_an_agenda_letter_says_what_the_settings_leave_out(kind, rep, contacts, said):
    assert unsigned(Job(kind, Material(rep=rep, contacts=contacts))) == said


# -- what has to change --------------------------------------------------------------------------


@pytest.mark.practice("R83")
@pytest.mark.practice("R49")
def test_an_edit_of_a_check_neither_adds_nor_takes_away_what_has_to_change(world, book, column):
    plain = checks.record(book, world.customer, 0, touch=False, rules=DEFAULT).ids["checks"][0]
    told = checks.record(
        book,
        world.customer,
        0,
        touch=False,
        change="deliver earlier",
        became="noted",
        to_improve="the manual",
        improved="noted",
        rules=DEFAULT,
    ).ids["checks"][0]
    for row, field, text in (
        (plain, "change_text", "deliver earlier"),
        (plain, "to_improve", "the manual"),
        (told, "change_text", ""),
        (told, "to_improve", " "),
    ):
        with pytest.raises(InvalidInput) as refused:
            checks.edit(book, row, **{field: text})
        assert refused.value.field == field
        assert refused.value.hint == "log it as a check, a promise, or a problem"
    checks.edit(book, told, change_text="deliver by nine", to_improve="its pictures", score=1)
    assert column(book, "checks.change_text", told) == "deliver by nine"
    assert column(book, "checks.to_improve", told) == "its pictures"
    checks.edit(book, plain, words="all well", gained="an hour a day", works_well="the drain")
    with pytest.raises(TypeError):
        checks.edit(book, told, became="promise")


@pytest.mark.practice("R83")
@pytest.mark.parametrize(
    ("became", "made"),
    [("promise", (1, 0)), ("problem", (0, 1)), ("noted", (0, 0))],
)
def test_what_has_to_change_in_a_call_becomes_something(world, open_book, dump, became, made):
    book = open_book()
    sql = "SELECT (SELECT count(*) FROM promises), (SELECT count(*) FROM problems)"
    before, counted = dump(book), book.row(sql)
    entry = LogEntry(
        world.customer,
        score=0,
        change="deliver earlier",
        became=became,
        change_due=date(2026, 6, 9),
        on_day=date(2026, 6, 1),
    )
    touch = touches.log(book, entry, rules=DEFAULT).ids["touches"][0]
    assert tuple(n - m for n, m in zip(book.row(sql), counted, strict=True)) == made
    row = book.row("SELECT change_text, became, touch_id FROM checks ORDER BY id DESC")
    assert row == ("deliver earlier", became, touch)
    if became == "promise":
        promise = book.row("SELECT text, made_on, due_on, touch_id FROM promises ORDER BY id DESC")
        assert promise == ("deliver earlier", "2026-06-01", "2026-06-09", touch)
    history.undo(book)
    assert dump(book) == before


@pytest.mark.practice("R83")
@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"score": 0, "change": "x"}, "became"),
        ({"score": 0, "change": "x", "became": "promise"}, "change_due"),
        ({"score": 0, "became": "noted"}, "change"),
        ({"change": "x", "became": "noted"}, "score"),
    ],
)
def test_what_has_to_change_is_never_left_open(world, book, given, field):
    with pytest.raises(InvalidInput) as refused:
        touches.log(book, LogEntry(world.customer, **given), rules=DEFAULT)
    assert refused.value.field == field


# -- what a check asks ---------------------------------------------------------------------------


def asked(book, customer, today, kind, row):
    page = customer_page(book, customer, rules=DEFAULT)
    form = CheckForm(Target(customer, page.name, kind, row), page, today, rules=DEFAULT)
    fields = form.fields()
    ticks = [option for field in fields if field.name == "assumed" for option in field.options]
    return {field.name for field in fields} | {name for name, _ in ticks}


@pytest.mark.practice("R35")
def test_what_is_assumed_is_asked_until_they_have_said_how_it_was(world, open_book):
    book = open_book(datetime(2026, 6, 17, 9))
    touches.log(book, LogEntry(world.customer, score=1, sale_id=world.sale), rules=DEFAULT)
    fields = asked(book, world.customer, TODAY, "sale", world.sale)
    assert {"quality", "delivery", "price", "gained"} < fields
    checks.record(
        book, world.customer, 0, sale_id=world.sale, quality=True, price=False, rules=DEFAULT
    )
    fields = asked(book, world.customer, TODAY, "sale", world.sale)
    assert "delivery" in fields
    assert not {"quality", "price"} & fields
    other = sales.add(book, world.customer, "Chiller", rules=DEFAULT).ids["sales"][0]
    assert {"quality", "price"} < asked(book, world.customer, TODAY, "sale", other)


@pytest.fixture
def unchecked(world, open_book):
    """A sale that nobody has asked about yet."""
    book = open_book(datetime(2026, 6, 26, 9))
    book.connection.execute("DELETE FROM checks")
    rebuild(book.connection)
    return book


@pytest.mark.practice("R47")
@pytest.mark.parametrize(("day", "gained"), [(12, False), (17, False), (25, False), (26, True)])
@pytest.mark.parametrize("kind", ["sale", "followup"])
def test_the_gain_is_asked_once_the_second_check_is_due_also_where_the_first_was_missed(
    world, unchecked, day, gained, kind
):
    step = unchecked.row("SELECT id FROM followups WHERE step = 'check-1'")[0]
    row = world.sale if kind == "sale" else step
    fields = asked(unchecked, world.customer, date(2026, 6, day), kind, row)
    assert ("gained" in fields) is gained
    assert "quality" in fields


@pytest.mark.practice("R47")
def test_the_second_check_asks_for_the_gain_also_when_it_comes_early(world, unchecked):
    step = unchecked.row("SELECT id FROM followups WHERE step = 'check-2'")[0]
    assert "gained" in asked(unchecked, world.customer, LIVE, "followup", step)


# -- vital areas ---------------------------------------------------------------------------------


@pytest.mark.practice("R78")
@pytest.mark.parametrize(
    ("ticked", "step", "fine", "not_fine"),
    [
        ("", False, (), ()),
        ("fine", False, (0, 1), ()),
        ("1", False, (), (1,)),
        ("1", True, (0,), (1,)),
        ("", True, (0, 1), ()),
        ("0,1", True, (), (0, 1)),
    ],
)
def test_of_a_vital_area_only_what_they_said_is_kept(world, book, ticked, step, fine, not_fine):
    texts = ("clean hoses", "vans on time")
    made = [facts.add(book, world.customer, "vital area", text).ids["facts"][0] for text in texts]
    shown = {fact.id: fact for fact in customer_page(book, world.customer, rules=DEFAULT).remarks}
    areas = tuple(shown[row] for row in made)
    values = ",".join(
        str(made[int(part)]) if part.isdigit() else part for part in ticked.split(",")
    )
    wanted = tuple(tuple(made[at] for at in places) for places in (fine, not_fine))
    assert said_of(areas, values, asked=step) == wanted
    with pytest.raises(InvalidInput, match="all fine, or not"):
        said_of(areas, f"fine,{made[0]}", asked=step)


@pytest.mark.practice("R78")
def test_fine_bears_the_day_on_which_they_said_so(world, open_book):
    area = facts.add(open_book(), world.customer, "vital area", "clean hoses").ids["facts"][0]
    book = open_book(datetime(2026, 6, 15, 9))
    touches.log(book, LogEntry(world.customer, fine=(area,)), rules=DEFAULT)
    row = book.row("SELECT state, state_on FROM facts WHERE id = ?", (area,))
    assert row == ("fine", "2026-06-15")
    assert not vital_to_ask(customer_page(book, world.stranger, rules=DEFAULT), date(2026, 6, 15))


def test_the_outcomes_of_a_call_stand_on_one_line_of_eighty_columns():
    # 80 columns less the frame, its padding, and a scrollbar; a digit, a mark, and a gap each
    assert sum(len(each.said) + 3 for each in OUTCOMES) - 1 <= 80 - 2 - 2 - 1
    wrote = OUTCOMES[6]
    assert (wrote.said, wrote.kind, wrote.reach == "two-way", wrote.incoming) == (
        ("they wrote", "email", True, True)
    )
    assert OUTCOMES[0].reach == "two-way"
    assert OUTCOMES[5].reach != "two-way"


# -- numbers that stay out -----------------------------------------------------------------------

PRIVATE = (
    "card 4111 1111 1111 1111 exp 12/27",
    "5500-0000-0000-0004",
    "amex 378282246310005",
    "3782 822463 10005",
    "pays from de89 3704 0044 0532 0130 00, he says",
    "AB12 is not it, GB82WEST12345698765432 is",
    "her number is 078-05-1120",
    *(
        "2221000000000009",
        "2720000000000005",
        "3000000000000004",
        "6999000000000000",
    ),  # the ends of what issuers give
)
HARMLESS = (
    "+49 151 2345 6789 01",
    "+4111111111111111",
    "0113 496 0000 or 0113 496 0001",
    "1-800-555-0199",
    "PO 4500012345 of 2026-06-12",
    "order 20260603-00017",
    "4111 1111 1111 1112",
    "DE12 boxes, GB82 WEST 1234 5698 7654 31",
    "born 12 jun 1980, 3 children",
    "room 555-01-23",
    *(
        "2220000000000000",
        "2721000000000004",
        "2999000000000009",
        "7000000000000005",
    ),  # and what lies beside them
)


@pytest.mark.practice("R27")
@pytest.mark.parametrize(
    ("text", "refused"),
    [*((text, True) for text in PRIVATE), *((text, False) for text in HARMLESS)],
)
def test_numbers_of_cards_accounts_and_persons_are_told_from_others(text, refused):
    assert holds_private_number(text) is refused


@pytest.mark.practice("R27")
@given(st.dates(), st.integers(0, 10**11), st.integers(1, 999))
def test_days_telephone_and_order_numbers_are_let_through(day, phone, code):
    digits = str(phone).rjust(11, "0")
    for text in (
        f"{day.isoformat()} and {day:%d/%m/%Y}",
        f"+{code} {digits[:3]} {digits[3:7]} {digits[7:]}",
        f"+{code}{digits}",
        f"order {digits[:6]}-{code}",
    ):
        assert not holds_private_number(text)


@pytest.mark.practice("R27")
def test_they_stay_out_however_a_fact_comes_in(world, book, dump):
    before = dump(book)
    number = "his card is 4111 1111 1111 1111"
    for act in (
        lambda: facts.add(book, world.customer, "personal", number, confidential=True),
        lambda: facts.edit(book, world.fact, text=number),
        lambda: touches.log(
            book, LogEntry(world.customer, line=f"talked @ {number}"), rules=DEFAULT
        ),
    ):
        with pytest.raises(InvalidInput) as refused:
            act()
        assert str(refused.value) == (
            "this looks like a card, account, or identity number - leave it out of the book"
        )
    assert dump(book) == before
    said = parse_line(f"@ {number}", TODAY)
    assert [error.hint for error in said.errors] == ["leave it out of the book"]
    expectations.add(book, world.customer, "an order such as 4111 1111 1111 1111 on time")


@pytest.mark.practice("R27")
def test_a_file_that_holds_confidential_facts_says_so(
    world, open_book, tmp_path, monkeypatch, capsys
):
    for variable in ("DATA", "CONFIG", "STATE"):
        monkeypatch.setenv(f"XDG_{variable}_HOME", str(tmp_path / variable.lower()))
    book = open_book()
    export = ["--book", str(book.path), "export", "-o"]
    assert main([*export, str(tmp_path / "open.json")]) == 0
    assert capsys.readouterr().err == ""
    facts.add(book, world.customer, "personal", "is unwell", confidential=True)
    assert main([*export, str(tmp_path / "all.json")]) == 0
    assert capsys.readouterr().err == "this file holds 1 confidential fact\n"
    assert main([*export, str(tmp_path / "days.ics")]) == 0
    assert capsys.readouterr().err == ""


def test_an_address_is_put_right_and_never_left_empty(book: Book, marsh: int) -> None:
    with book.write("bring in", op_id="in") as work:
        work.add(t.Address(customer_id=marsh, label="Dock", street="Dock 4"))
    address = book.row("SELECT id FROM addresses WHERE street = 'Dock 4'")[0]
    addresses.edit(book, address, street=" Dock 5 ", city="Kelder")
    row = "SELECT label, street, city FROM addresses WHERE id = ?"
    assert book.row(row, (address,)) == ("Dock", "Dock 5", "Kelder")
    with pytest.raises(InvalidInput) as refused:
        addresses.edit(book, address, street="", city=" ")
    assert refused.value.field == "street"
    assert removing.remove(book, "address", address).label.endswith("Dock 5")
    history.undo(book)
    assert book.row(row, (address,)) == ("Dock", "Dock 5", "Kelder")
