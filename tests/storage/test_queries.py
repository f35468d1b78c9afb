"""Queries in SQL files: each is asked for by the module beside it, and none is asked for in vain."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from repbook import storage
from repbook.storage.book.queries import Queries

STORAGE = Path(storage.__file__).parent
FILES = sorted(path for path in STORAGE.rglob("*.sql") if path.parent.name != "schema")


def test_there_are_such_files():
    assert {path.stem for path in FILES} >= {"letters", "week_page", "customer_page"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_query_is_asked_for_and_every_one_asked_for_is_there(path: Path):
    source = path.with_suffix(".py").read_text("utf-8")
    assert f'Queries(__file__, "{path.stem}"' in source
    asked = set(re.findall(r"\bsql\.([A-Z_]+)\b", source))
    assert asked == set(vars(Queries(str(path), path.stem)))


def test_what_is_given_stands_in_the_query_and_remarks_above_are_no_query(tmp_path: Path):
    (tmp_path / "some.sql").write_text("-- Some.\n\n-- ONE\nSELECT {NAMED}\n", "utf-8")
    some = Queries(str(tmp_path / "some.py"), "some", NAMED="c.name")
    assert some.ONE.strip() == "SELECT c.name"
    with pytest.raises(AttributeError):
        _ = some.TWO
