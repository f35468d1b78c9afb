"""What forgetting rests on: every column is known for what it holds, names are found in texts, marks tell nobody."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from blank import new_book
from repbook.storage.book.row_kinds import ROW_KINDS
from repbook.storage.erasing import marks, wishes
from repbook.storage.erasing.columns import OWN_WORDS, WORDS
from repbook.storage.erasing.words import Names
from tables import each


def test_every_column_of_text_is_somebody_s_words_or_the_program_s(tmp_path: Path) -> None:
    with closing(sqlite3.connect(new_book(tmp_path / "book.db"))) as connection:
        for kind in ROW_KINDS:
            info = connection.execute(f'PRAGMA table_info("{kind.table}")')
            texts = {row[1] for row in info if row[2] == "VARCHAR"}
            words, own = WORDS.get(kind.table, ()), OWN_WORDS.get(kind.table, ())
            assert texts == {*words, *own}, kind.table
            assert not set(words) & set(own)


FOUND = [
    ("Marsh Foods", "knows MARSH  FOODS well", "knows erased well"),
    ("Marsh Foods Ltd", "Marsh Foods, and marsh foods ltd.", "erased, and erased."),
    ("Marsh Foods", "marshes are food", "marshes are food"),
    ("Müller", "Muller; MÜLLER; Müllerin", "erased; erased; Müllerin"),
    ("Groß & Söhne", "bei gross & sohne", "bei erased"),
    ("Jo", "Jo, joking with Jo's", "erased, joking with erased's"),
    ("C++ (Leeds)", "at C++ (Leeds) once", "at erased once"),
    ("Łódź", "in Lodz", "in erased"),
    ("ﬁrm", "the ﬁrm, the firm", "the erased, the erased"),
]


def test_a_name_is_found_as_a_whole_word_whatever_its_case_and_accents() -> None:
    def check(name: str, text: str, without: str) -> None:
        assert Names((name,)).without(text) == without

    each(FOUND, check)
    assert not Names(())
    assert Names(("",)).without("all of it") == "all of it"


SALT = "00" * 32


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("customer", "Marsh Foods Ltd", "0113 496 0000"), ("customer", "MARSH FOODS", "+44 113 4960000"), True),
        (("customer", "Marsh Foods", "a@b.example"), ("customer", "Marsh Foods", "A@B.example"), True),
        (("customer", "Marsh Foods", "a@b.example"), ("customer", "Marsh Foods", "c@b.example"), False),
        (("customer", "Marsh Foods", "a@b.example"), ("person", "Marsh Foods", "a@b.example"), False),
        (("person", "Lee, Ann", "a@b.example"), ("person", "ann lee", "a@b.example"), True),
        (("person", "Ann Lee", "12"), ("person", "Ann Lee", "12"), False),
    ],
)  # fmt: skip
def test_a_mark_knows_the_same_name_and_number_again(
    one: tuple[str, str, str], other: tuple[str, str, str], same: bool
) -> None:
    first, second = (
        set(marks.of_contacts(SALT, kind, (name,), (reach,))) for kind, name, reach in (one, other)
    )
    assert bool(first & second) is same
    assert first.isdisjoint(marks.of_contacts("11" * 32, one[0], (one[1],), (one[2],)))


@pytest.mark.parametrize("text", ["", "nonsense", "{}", '[{"mark": 1}]', "[3]", '[{"mark": "a", "kind": "customer", "on": "x", "salt": "zz"}]'])  # fmt: skip
def test_a_damaged_list_names_nobody(tmp_path: Path, text: str) -> None:
    (tmp_path / "list.json").write_text(text)
    assert wishes.listed(tmp_path / "list.json") == []


def test_a_list_is_read_as_it_was_written_and_is_nobody_else_s(tmp_path: Path) -> None:
    path = tmp_path / "backups" / wishes.NAME
    wish = wishes.Wish("m", "person", "2026-03-17", SALT, (1,), (2,), ("a",), ("b",), ("c",), True)
    wishes.put_down(path, wish)
    wishes.put_down(path, wish._replace(is_done=True))
    assert wishes.listed(path) == [wish._replace(is_done=True)]
    assert path.stat().st_mode & 0o077 == 0
