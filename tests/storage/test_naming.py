"""Whose line it is: exact names first, persons equal to customers, and no guess."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blank import new_book
from repbook.actions.customers import customers, people
from repbook.clock import FixedClock
from repbook.storage.book.book import Book
from repbook.storage.finding.naming import NotOne, resolve, split_line
from repbook.wording import fold

CUSTOMERS = (
    ("Robinson Ltd", "York", "Eve Hart"),
    ("Hill Dairy", "Leeds", "Rob Hill"),
    ("Williams Bakery", "", "Ola Berg"),
    ("Green Farm", "", "Will"),
    ("Dee Valley Water", "", "Pia Lund"),
    ("Weir & Co", "", "Dee"),
    ("Acme", "", "Nguyễn Anh"),
    ("Acme: East", "", "Zoë Ng"),
    ("Acme: West", "", "Tim Brook"),
    ("Delta: North", "", ""),
    ("Tessa", "", ""),
    ("Tessa Tools", "", "Tessa Tran"),
    ("Müller GmbH", "Köln", "Jörg Weiß"),
    ("Båd & Motor", "", "Åse Ærø"),
    ("Mueller Bros", "", ""),
    ("! Bang Ltd", "", ""),
    ("@Home Care", "", ""),
    ("+Plus", "", ""),
    ("5:30 Club", "", ""),
    ("Marsh Foods", "Leeds", "Jo Marsh"),
    ("North Star", "Bath", "Ann Lee"),
    ("North Star", "Ulm", "Ann Lee"),
    ("Sole Trader Sam", "", "Sole Trader Sam"),
    ("Oak Ltd", "", "Joan Bell"),
)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    path = tmp_path_factory.mktemp("names") / "names.db"
    new_book(path)
    with Book(path, FixedClock(datetime(2026, 6, 10, 9, 14))) as book:
        for name, city, person in CUSTOMERS:
            customers.add(book, name, city=city, person=person)
        oak = book.rows("SELECT id FROM customers WHERE name = 'Oak Ltd'")[0][0]
        people.add(book, oak, "Joanna Bell")
        yield book


@pytest.mark.fault("F21")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        # A whole name wins, a customer's or a person's, whatever begins with it
        ("will", "Green Farm (Will)"),
        ("Dee", "Weir & Co (Dee)"),
        ("acme", "Acme"),
        ("tessa", "Tessa"),
        ("rob hill", "Hill Dairy (Rob Hill)"),
        ("Hill Rob", "Hill Dairy (Rob Hill)"),
        ("robinson", "Robinson Ltd"),
        ("sole trader sam", "Sole Trader Sam (Sole Trader Sam)"),
        # Each typed word has a word of its own
        ("tessa t", "Tessa Tools"),
        ("tessa to", "Tessa Tools"),
        ("tessa tr", "Tessa Tools (Tessa Tran)"),
        ("bell bell", None),
        # A customer stands for its own people
        ("marsh", "Marsh Foods"),
        ("hill", "Hill Dairy"),
        ("jo m", "Marsh Foods (Jo Marsh)"),
        # Two letters for an umlaut, and the other way round
        ("mueller gmbh", "Müller GmbH"),
        ("muller g", "Müller GmbH"),
        ("müller bros", "Mueller Bros"),
        ("mueller", None),
        ("baad", "Båd & Motor"),
        ("bad", "Båd & Motor"),
        ("aeroe", "Båd & Motor (Åse Ærø)"),
        ("aase", "Båd & Motor (Åse Ærø)"),
        ("joerg weiss", "Müller GmbH (Jörg Weiß)"),
        ("jorg", "Müller GmbH (Jörg Weiß)"),
        ("zoe", "Acme: East (Zoë Ng)"),
        # Namesakes by their town, persons by their customer
        ("north star, ulm", "North Star"),
        ("ann lee, ulm", "North Star (Ann Lee)"),
        ("joan, oak", None),
        ("joan bell, oak", "Oak Ltd (Joan Bell)"),
        ("zoe, acme east", "Acme: East (Zoë Ng)"),
        # What may be two is asked
        ("rob", None),
        ("dee v", "Dee Valley Water"),
        ("ng", None),
        ("joan", None),
        ("ann", None),
        ("north", None),
        ("acme e", "Acme: East"),
        ("wil", None),
    ],
)
def test_whose(book: Book, words: str, said: str | None) -> None:
    if said is None:
        with pytest.raises(NotOne) as refused:
            resolve(book, words)
        assert len(refused.value.choices) > 1 or words == "bell bell"
    else:
        assert str(resolve(book, words)) == said


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("rob", "'rob' may be Rob Hill (Hill Dairy), Robinson Ltd (York) - type more of the name"),
        ("ann lee", "'ann lee' may be Ann Lee (North Star, Bath), Ann Lee (North Star, Ulm)"),
        ("wil", "Will (Green Farm)"),
        ("joan", "Joan Bell (Oak Ltd), Joanna Bell (Oak Ltd)"),
        ("mash foods", "did you mean Marsh Foods (Leeds)?"),
        ("marhs", "Marsh Foods (Leeds)?"),
        ("robinsn", "did you mean Robinson Ltd (York)?"),
        ("xyzzy", "check the spelling"),
    ],
)
def test_who_it_may_be_is_named(book: Book, words: str, says: str) -> None:
    with pytest.raises(NotOne) as refused:
        resolve(book, words, field="line")
    assert says in str(refused.value)
    assert refused.value.field == "line"


@pytest.mark.parametrize(
    ("line", "name", "rest"),
    [
        ("Acme: East: pump fits > fri call", "Acme: East", "pump fits > fri call"),
        ("acme: west: fine", "acme: west", "fine"),
        ("Acme: pump fits", "Acme", "pump fits"),
        ("Acme: eastern: fine", "Acme", "eastern: fine"),
        ("delta: n: fine", "delta: n", "fine"),
        ("delta: fine", "delta", "fine"),
        ("delta: north: fine: really", "delta: north", "fine: really"),
        ("Delta: North:fine", "Delta: North", "fine"),
        ("! Bang Ltd: x", "! Bang Ltd", "x"),
        ("! bang: x", "! bang", "x"),
        ("@Home Care: x", "@Home Care", "x"),
        ("+plus: x", "+plus", "x"),
        ("5:30 club: x", "5:30 club", "x"),
        ("marsh: 10:30 was fine", "marsh", "10:30 was fine"),
        ("marsh: yesterday: fine", "marsh", "yesterday: fine"),
        ("! send card: fri", "", "! send card: fri"),
        ("10:30 was fine", "", "10:30 was fine"),
        ("Tim Brook: rang", "Tim Brook", "rang"),
        ("no name here", "", "no name here"),
    ],
)
def test_the_longest_name_before_a_colon(book: Book, line: str, name: str, rest: str) -> None:
    assert split_line(book, line) == (name, rest)


@given(st.sampled_from(CUSTOMERS), st.sampled_from(["", ": ", " : fine"]))
def test_a_whole_name_is_never_beaten(book: Book, customer: tuple[str, str, str], _: str) -> None:
    for name in (customer[0], customer[2]):
        if not name:
            continue
        try:
            found = resolve(book, name)
        except NotOne as refused:
            assert all(fold(name) == fold(who.person or who.name) for who, _ in refused.choices)
        else:
            assert fold(found.person or found.name) == fold(name) or found.name == name
