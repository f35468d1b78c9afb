"""Who is meant by a name, and why a row was found."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from blank import new_book
from repbook.actions.care import letters
from repbook.actions.customers import customers, facts, people
from repbook.actions.touches import touches
from repbook.clock import FixedClock
from repbook.domain.spine.rules import DEFAULT
from repbook.errors import InvalidInput
from repbook.storage.book.book import Book
from repbook.storage.finding import begun
from repbook.storage.finding.naming import resolve
from repbook.storage.finding.near import near
from repbook.storage.finding.search import customers_named, find, rows_found

CUSTOMERS = (
    ("Marsh Foods", "Leeds", "Keith Bunn", "buyer, knows nobody"),
    ("Tidewater Oysters", "Marshfield", "Lottie Marsh", ""),
    ("Café Møller", "Köln", "Ann Groß", ""),
    ("Smith & Co", "York", "Bo Ek", ""),
    ("Smith & Co", "Bath", "Cy Ek", ""),
    ("Old Smithy", "Ulm", "Di Ash", ""),
    ("Ash, Elm & Sons", "Bonn", "Ed Oak", ""),
    ("=HYPERLINK(1)", "", "", ""),
)


CLOCK = FixedClock(datetime(2026, 3, 17, 9, 14))


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Book]:
    with Book(new_book(tmp_path / "empty.db"), CLOCK) as book:
        yield book


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = new_book(tmp_path_factory.mktemp("names") / "names.db")
    with Book(path, CLOCK) as book:
        for name, city, person, role in CUSTOMERS:
            made = customers.add(book, name, city=city, note="loves ashes", person=person)
            for person_id in made.ids.get("people", ()):
                people.edit(book, person_id, role=role)
    return path


@pytest.fixture
def book(furnished: Path, tmp_path: Path) -> Iterator[Book]:
    with Book(Path(shutil.copy(furnished, tmp_path / "names.db")), CLOCK) as book:
        yield book


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("marsh f", "Marsh Foods"),
        ("MARSH  FOODS", "Marsh Foods"),
        ("foods", "Marsh Foods"),
        ("cafe moller", "Café Møller"),
        ("Moller", "Café Møller"),
        ("keith", "Marsh Foods (Keith Bunn)"),
        ("lottie marsh", "Tidewater Oysters (Lottie Marsh)"),
        ("gross", "Café Møller (Ann Groß)"),
        ("smith & co, bath", "Smith & Co"),
        ("smith, yor", "Smith & Co"),
        ("old", "Old Smithy"),
        ("ash e", "Ash, Elm & Sons"),
        ("Ash, Elm & Sons", "Ash, Elm & Sons"),
        ("ash, elm", "Ash, Elm & Sons"),
        ("=hyper", "=HYPERLINK(1)"),
    ],
)
def test_the_one_who_is_meant(book: Book, words: str, said: str) -> None:
    assert str(resolve(book, words)) == said


@pytest.mark.fault("F18")
@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("nobody", "nobody in the book is called 'nobody'"),
        ("buyer", "nobody in the book is called"),
        ("marshfield", "nobody in the book is called"),
        ("ashes", "nobody in the book is called"),
        ("arsh", "nobody in the book is called"),
        ("%", "nobody in the book is called"),
        ("", "nobody in the book is called"),
        (" , ", "nobody in the book is called"),
        ("marsh, york", "nobody in the book is called"),
        ("smith & co", "'smith & co' may be Smith & Co (York), Smith & Co (Bath)"),
        ("smith & co, ulm", "nobody in the book is called"),
        ("ek", "'ek' may be Bo Ek (Smith & Co, York), Cy Ek (Smith & Co, Bath)"),
        ("marsh", "'marsh' may be Marsh Foods (Leeds), Lottie Marsh (Tidewater Oysters)"),
        ("ash", "'ash' may be Ash, Elm & Sons (Bonn), Di Ash (Old Smithy)"),
    ],
)
def test_nobody_is_meant_by_a_guess(book: Book, words: str, says: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        resolve(book, words, field="line")
    assert says in refused.value.message
    assert refused.value.hint
    assert refused.value.field == "line"


def test_namesakes_are_told_apart_by_their_town(book: Book) -> None:
    with pytest.raises(InvalidInput) as refused:
        resolve(book, "Smith & Co")
    assert refused.value.hint == "write it as Name, Town"
    york, bath = (resolve(book, f"Smith & Co, {town}").id for town in ("York", "Bath"))
    assert york != bath


def test_four_candidates_are_named_at_most(empty: Book) -> None:
    for number in range(6):
        customers.add(empty, f"Acme {number}", city="Ulm")
    with pytest.raises(InvalidInput) as refused:
        resolve(empty, "acme")
    assert refused.value.message.count("(Ulm)") == 4
    assert refused.value.message.endswith(" and 2 more")


@pytest.mark.parametrize(("names", "more"), [(4, ""), (5, " and 1 more"), (6, " and 2 more")])
def test_of_more_than_four_the_others_are_counted(empty: Book, names: int, more: str) -> None:
    for number in range(names):
        customers.add(empty, f"Smith {number}")
    with pytest.raises(InvalidInput) as refused:
        resolve(empty, "smith")
    assert refused.value.message == f"'smith' may be Smith 0, Smith 1, Smith 2, Smith 3{more}"


def test_a_name_of_three_letters_may_be_a_slip_and_one_of_two_is_none() -> None:
    assert near("bry", ["bray", "marsh foods"]) == [0]
    assert near("br", ["br", "brr"]) == []


def test_who_has_left_is_listed_but_not_written_to(book: Book) -> None:
    keith = book.rows("SELECT id FROM people WHERE name = 'Keith Bunn'")[0][0]
    people.left(book, keith)
    assert [row[1] for row in customers_named(book, "keith")] == ["Marsh Foods"]
    with pytest.raises(InvalidInput):
        resolve(book, "keith")


def test_the_picker_lists_names_before_people_and_each_once(book: Book) -> None:
    assert [row[1] for row in customers_named(book, "marsh")] == [
        "Marsh Foods",
        "Tidewater Oysters",
    ]
    assert [row[1] for row in customers_named(book, "ash")] == ["Ash, Elm & Sons", "Old Smithy"]
    assert len(customers_named(book, "")) == len(CUSTOMERS)
    assert len(customers_named(book, "", 3)) == 3


def test_a_number_is_found_however_it_is_parted(book: Book) -> None:
    people.add(book, 1, "Lee", phone="0113 496 0000")
    for typed in ("01134960000", "0113 4960000", "0113 496 0000", "0113 496"):
        assert [hit.kind for hit in find(book, typed)] == ["route"], typed


def test_a_number_is_found_with_its_country_and_without(book: Book) -> None:
    for phone in ("+44 113 496 0000", "0113 496 0001"):
        people.add(book, 1, "Lee", phone=phone)
    for typed, found in (
        ("0113 496 0000", "+44 113 496 0000"),
        ("1134960000", "+44 113 496 0000"),
        ("+44 113 496 0001", "0113 496 0001"),
    ):
        assert [hit.text for hit in find(book, typed)] == [found], typed
    assert not find(book, "113 496")  # what may be the middle of anybody's
    assert not find(book, "+49 113 496 0000")


LONG = "they asked for a second machine in the spring, " * 3 + "but the cellar is dry now, at last"


@pytest.mark.parametrize(
    ("add", "words", "shown"),
    [
        (
            lambda book: touches.log(book, touches.LogEntry(1, line=LONG), rules=DEFAULT),
            "dry now",
            "dry now, at",
        ),
        (
            lambda book: touches.log(book, touches.LogEntry(1, line="dry now"), rules=DEFAULT),
            "dry now",
            "dry now",
        ),
        (lambda book: facts.add(book, 1, "need", "a tank", said_by="Zoë"), "zoe", "a tank · Zoë"),
        (
            lambda book: customers.edit(book, 1, note="ask for Zoë first"),
            "zoe",
            "ask for Zoë first",
        ),
        (
            lambda book: letters.posted(book, 1, "thank-you", words="dry now", rules=DEFAULT),
            "dry now",
            "dry now",
        ),
    ],
)
def test_a_row_shows_why_it_was_found(
    book: Book, add: Callable[[Book], object], words: str, shown: str
) -> None:
    add(book)
    (hit,) = find(book, words)
    assert shown in hit.shown


def test_no_snippet_where_the_text_shows_the_words(book: Book) -> None:
    assert [hit.snippet for hit in find(book, "marsh foods")] == [""]
    number = customers.add(book, "Last", phone="+49 (0)30 123-45").ids["routes"][0]
    assert [(hit.id, hit.snippet) for hit in find(book, "49 30 123")] == [(number, "")]


@pytest.mark.parametrize(
    "words", ["a", "ma", "the", "th v", "call th", "valve", "zzz", "0", "03 0", "é", "müller"]
)
def test_a_beginning_finds_the_same_whether_its_words_are_asked_for_or_not(
    book: Book, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = "talked about the valves, the theatre and Müller's café"
    touches.log(book, touches.LogEntry(1, line=line), rules=DEFAULT)
    gathered = find(book, words)
    monkeypatch.setattr(begun, "SIZE", "SELECT 90000")
    assert find(book, words) == gathered
    monkeypatch.setattr(begun, "MOST", 2)
    assert find(book, words) == gathered


@pytest.mark.parametrize("words", ["a", "the", "valve th", "nobody there"])
def test_no_beginning_is_left_to_the_index_of_a_large_book(
    book: Book, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would gather every row of every word that begins so, before it gives the first."""
    monkeypatch.setattr(begun, "SIZE", "SELECT 900000")
    queries = []

    def asking(sql: str, values: tuple[Any, ...] = ()) -> list[Any]:
        queries.append(values)
        return book.rows(sql, values)

    rows_found(asking, words)
    assert len(queries) > 2
    assert not [value for values in queries for value in values if "*" in str(value)]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        # Who is called just that, however many came later whose names begin so.
        ("Acme", ("customer", "Acme")),
        ("acme ", ("customer", "Acme")),
        ("Hill Dairy", ("customer", "Hill Dairy")),
        ("hill", ("customer", "Hill")),
        ("hill d", ("customer", "Hill Dairy")),
        ("acme w", ("customer", "Acme: West")),
        ("acme: e", ("customer", "Acme: East")),
        # A person of exactly that name is no less than a company that begins with it.
        ("Rob", ("person", "Rob")),
        ("rob h", ("person", "Rob Hill")),
        ("robi", ("customer", "Robinson Ltd")),
        ("Ann Lee", ("person", "Ann Lee")),
    ],
)
def test_the_first_that_is_found_is_the_one_called_so(
    empty: Book, words: str, first: tuple[str, str]
) -> None:
    for name, person in (
        ("Hill", "Rob"),
        ("Acme", "Ann Lee"),
        ("Hill Dairy", "Rob Hill"),
        ("Acme: West", "Ann Leeman"),
        ("Acme: East", "Anna Lee"),
        ("Robinson Ltd", "Eve Hart"),
        ("Hill Dairy North", "Robin Hill"),
    ):
        made = customers.add(empty, name, person=person).ids["customers"][0]
        touches.log(
            empty,
            touches.LogEntry(made, line=f"spoke of Acme, Hill and Rob, {person}"),
            rules=DEFAULT,
        )
    hit = find(empty, words)[0]
    assert (hit.kind, hit.text) == first
    # However few are asked for.
    assert find(empty, words, limit=1) == (hit,)
