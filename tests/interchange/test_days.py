"""Days: how programs write them, what order they put them in, and what is no day at all."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from needs import needs
from repbook.domain.spine.kinds import DateKind
from repbook.errors import InvalidInput
from repbook.interchange.mapping.birth_days import day_of_year
from repbook.interchange.mapping.written_days import NoDay, read_day
from repbook.interchange.reading.records import Parsed

TODAY = date(2026, 3, 17)
Give = Callable[..., Parsed]


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    def use(name: str) -> None:
        monkeypatch.setenv("TZ", name)
        time.tzset()

    yield use
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-11", date(2026, 3, 11)),
        ("2026-03-11 16:05", date(2026, 3, 11)),
        ("1996-07-04 00:00:00.000", date(1996, 7, 4)),
        ("2026/3/5", date(2026, 3, 5)),
        ("20120601", date(2012, 6, 1)),
        ("09.07.1985", date(1985, 7, 9)),
        ("9.7.85", date(1985, 7, 9)),
        ("1.1.30", date(2030, 1, 1)),
        ("1.1.31", date(2031, 1, 1)),
        ("1.1.32", date(1932, 1, 1)),
        ("12 Mar 2024", date(2024, 3, 12)),
        ("12-Mar-2024", date(2024, 3, 12)),
        ("Mar 12, 2024", date(2024, 3, 12)),
        ("Tue 3 Jun 2025", date(2025, 6, 3)),
        ("12. März 2024", date(2024, 3, 12)),
        ("1er août 2024", date(2024, 8, 1)),
        ("5 de marzo de 2024", date(2024, 3, 5)),
        ("45631.0", date(2024, 12, 5)),
        ("7/7/2025", date(2025, 7, 7)),
        ("2026-03-05T00:00:00Z", date(2026, 3, 5)),
    ],
)
def test_a_day_is_read_as_it_was_meant(text: str, day: date) -> None:
    assert read_day(text, None, TODAY) == day


@pytest.mark.parametrize(
    ("day_first", "day"), [(True, date(2026, 4, 3)), (False, date(2026, 3, 4))]
)
@pytest.mark.parametrize("text", ["03/04/2026", "3-4-26", "3/4/2026, 4:05 PM"])
def test_the_order_decides(text: str, day_first: bool, day: date) -> None:
    assert read_day(text, day_first, TODAY) == day


@pytest.mark.fault("F93")
@pytest.mark.parametrize(
    "text",
    [
        *("30.02.2026", "2026-02-30", "0000-01-01", "10000-01-01", "٠١/٠٢/2026", "١٢.٣.2026"),
        *(
            "32/01/2026",
            "00/05/2026",
            "2026-13-01",
            "456312",
            "12 Foo 2024",
            "soon",
            "1/2",
            "99999",
        ),
    ],
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(NoDay):
        read_day(text, True, TODAY)


@pytest.mark.parametrize(
    ("where", "day"), [("Pacific/Auckland", 12), ("UTC", 11), ("America/New_York", 11)]
)
@needs("time.tzset")
def test_an_instant_falls_on_the_reps_own_day(
    zone: Callable[[str], None], where: str, day: int
) -> None:
    zone(where)
    assert read_day("2026-03-11 20:05:00.123456+00:00", None, TODAY) == date(2026, 3, day)


@needs("time.tzset")
def test_midnight_in_a_zone_is_a_plain_day(zone: Callable[[str], None]) -> None:
    zone("America/New_York")
    assert read_day("2026-03-11T00:00:00Z", None, TODAY) == date(2026, 3, 11)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_every_day_survives_every_way_of_writing_it(day: date) -> None:
    assert read_day(day.isoformat(), None, TODAY) == day
    assert read_day(f"{day:%d/%m/%Y}", True, TODAY) == day
    assert read_day(f"{day:%m/%d/%Y}", False, TODAY) == day
    assert read_day(f"{day:%Y%m%d}", None, TODAY) == day
    assert read_day(f"{day:%d %b %Y}", None, TODAY) == day


@given(st.integers(20_000, 79_999))
def test_a_spreadsheets_number_is_a_day(serial: int) -> None:
    assert read_day(str(serial), None, TODAY) == date(1899, 12, 30) + timedelta(serial)


def sales(*days: str, column: str = "Order date") -> str:
    rows = "".join(f"Acme,{number},{day}\n" for number, day in enumerate(days))
    return f"Company,Order no,{column}\n{rows}"


@pytest.mark.fault("F92")
class TestDayOrder:
    def test_one_value_decides_for_the_whole_column(self, give: Give) -> None:
        parsed = give(sales("03/04/2025", "13/04/2025"))
        assert [sale.ordered_on.month for sale in parsed.sales] == [4, 4]
        assert parsed.day_order == "day first"

    def test_and_may_put_the_month_first(self, give: Give) -> None:
        parsed = give(sales("03/04/2025", "04/13/2025"))
        assert [sale.ordered_on.day for sale in parsed.sales] == [4, 13]
        assert parsed.day_order == "month first"

    def test_undecided_it_asks(self, give: Give) -> None:
        with pytest.raises(InvalidInput, match="03/04/2025") as asked:
            give(sales("03/04/2025"))
        assert asked.value.field == "day_order"
        assert "--day-order" in asked.value.hint

    @pytest.mark.parametrize(("day_first", "month"), [(True, 4), (False, 3)])
    def test_and_takes_the_answer(self, give: Give, day_first: bool, month: int) -> None:
        parsed = give(sales("03/04/2025"), day_first=day_first)
        assert parsed.sales[0].ordered_on.month == month

    def test_a_column_against_itself_asks_too(self, give: Give) -> None:
        text = sales("13/04/2025", "04/13/2025")
        with pytest.raises(InvalidInput):
            give(text)
        parsed = give(text, day_first=True)
        assert [sale.ordered_on for sale in parsed.sales] == [date(2025, 4, 13)]
        assert [problem.line for problem in parsed.problems] == [3, 3]

    def test_proof_is_stronger_than_the_answer(self, give: Give) -> None:
        parsed = give(sales("13/04/2025", "03/04/2025"), day_first=False)
        assert [sale.ordered_on.month for sale in parsed.sales] == [4, 4]
        assert '"Order date" is read day first: 13/04/2025' in parsed.notices

    def test_another_column_of_the_file_may_prove_it(self, give: Give) -> None:
        parsed = give("Company,Order no,Order date,Printed\nAcme,1,03/04/2025,1/19/2025\n")
        assert parsed.sales[0].ordered_on == date(2025, 3, 4)

    def test_full_stops_put_the_day_first(self, give: Give) -> None:
        assert give(sales("03.04.2025")).sales[0].ordered_on == date(2025, 4, 3)

    def test_days_alike_in_both_ways_ask_nothing(self, give: Give) -> None:
        parsed = give(sales("07/07/2025"))
        assert (parsed.sales[0].ordered_on, parsed.day_order) == (date(2025, 7, 7), "")


@pytest.mark.fault("F93")
def test_a_bad_day_is_reported_by_row_and_kept(give: Give) -> None:
    text = "Company,Order no,Order date,Paid\nAcme,1,2026-01-05,30.02.2026\nBeta,2,٠١/٠٢/2026,\n"
    parsed = give(text)
    assert [sale.customer_name for sale in parsed.sales] == ["Acme"]
    assert parsed.sales[0].paid_on is None
    assert parsed.sales[0].extra == {"Paid": "30.02.2026"}
    assert [(p.line, p.reason) for p in parsed.problems] == [
        (2, '"30.02.2026" is no day that exists (Paid)'),
        (3, '"٠١/٠٢/2026" is no day that exists (Order date)'),
        (3, "a sale without the day it was ordered: left out"),
    ]


@pytest.mark.parametrize(
    ("text", "month", "day", "year"),
    [
        ("1985-07-09", 7, 9, 1985),
        ("--03-18", 3, 18, None),
        ("--0318", 3, 18, None),
        ("18.3.", 3, 18, None),
        ("1604-03-18", 3, 18, None),
        ("--02-29", 2, 29, None),
        ("9.7.28", 7, 9, 1928),
        ("1900-03-18", 3, 18, None),
        ("2026-03-17", 3, 17, 2026),
        ("17.3.26", 3, 17, 2026),
        ("18.3.26", 3, 18, 1926),
    ],
)
def test_a_birthday_may_lack_its_year(text: str, month: int, day: int, year: int | None) -> None:
    found = day_of_year(DateKind.BIRTHDAY, text, None, TODAY)
    assert (found.month, found.day, found.year) == (month, day, year)


@pytest.mark.fault("F93")
@pytest.mark.parametrize("text", ["--02-30", "--1301", "0/0/00", "31.2."])
def test_but_not_its_day(text: str) -> None:
    with pytest.raises(NoDay):
        day_of_year(DateKind.BIRTHDAY, text, None, TODAY)
